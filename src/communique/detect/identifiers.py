"""The numbers that documents print as their own: in the manner of an organisation, behind a word for number, behind a kind."""

import re
from collections.abc import Iterator, Mapping

from communique.detect.characters import COLONS, is_small
from communique.detect.kinds import kind_of, naming, numbers_kind
from communique.detect.signing import SIGNING, any_of

NUMBERS: Mapping[str, str] = SIGNING["numbers"]
"""How organisations write the numbers of their documents, by scheme; the first that fits a whole line is meant."""
_SCHEMES = tuple((scheme, re.compile(pattern)) for scheme, pattern in NUMBERS.items())
_AT_END = re.compile(r"(?:№|[Nn]\.?\s?[º°]\.?|(?<!\w)[Nn]r\.?|No\.|(?<!\w)N(?=\s\d\d))\s?(?P<value>[\w/.-]{1,30})$")
_ALONE = re.compile(
    r"(?!(?:\d\d?/){2}\d{4}|\d{4}(?:/\d\d?){2}$)\d{1,4}/\d{2,7}(?:/\d{1,5})?"
    r"|[A-ZЀ-Я]{2,6} \d{1,4}/\d{2,4}|\d{1,3}-\d{1,4}:"
    r"|(?=[A-Z]{2})(?=\S*\d)(?!\S*/Ser\.)[\w.&()-]{2,18}(?:/[\w.&()-]{1,18}){1,5}(?: ?[Rr]ev\.? ?\d{1,2})?"
)
"""A number that is a line by itself, in figures, or in any organisation's manner with its letters first; no day."""
_LINE_NUMBER = re.compile(r"(?:№|N[°º.o ]{1,2}|Nr\.?|No\.?|Resolution No\.)\s{0,2}[\w./() -]{1,30}", re.IGNORECASE)
_BEHIND_KIND = re.compile(r"\D* (?!(?:19|20)\d\d$)((?:[IVXLC]{1,6}\.)?\d{1,5}(?:/\d{1,4}|-\w{1,4})?(?: \(\d{4}\))?)$")
"""The number of a document behind its kind, where it is no year."""

_WORDS = rf"(?:№|{any_of('number words')})\.?\s?".replace(r"\ ", " ?")
_PARTS = r"(?:[^\W\d_]{1,5} )?(?=\S*\d)[\w.-]{1,20}(?:/[\w.-]{0,19}\w){1,4}|[\w.]{1,20}(?:-[\w.]{1,12}){2,4}"
_LABELLED = re.compile(rf"{_WORDS}[{COLONS}]?\s?({_PARTS})\.?", re.IGNORECASE)
"""A word for number, and one behind it that parts of several parts make: `NOMOR: 12/KP/2020`."""
_NAMED = re.compile(rf"[^\d:]{{3,30}}?(?<!\w){_WORDS}((?=\S*\d)[\w./&-]{{1,20}})", re.IGNORECASE)
"""The kind of a text, a word for number, and one: `Resolution No. 12/IV of the Ports`."""


def scheme_of(number: str) -> str:
    """Whose manner a number is written in; `document` where it is nobody's that is known."""
    return next((scheme for scheme, pattern in _SCHEMES if pattern.fullmatch(number)), "document")


def own_numbers(line: str, role: str) -> Iterator[tuple[int, str, str]]:
    """The numbers in a line that can be a document's own: rank, scheme, number."""
    text = " ".join(line.split()).strip("* ")
    for scheme, pattern in _SCHEMES:
        for match in pattern.finditer(text):
            before, after = text[: match.start()], text[match.end() :]
            inner = before[-1:].isalnum() or after[:1].isalnum() or before[-1:] in {*"/([-"} or after[:1] == "/"
            if inner or len(match.group()) < 5:
                continue
            if not before and not after.strip(" .:,"):
                yield 0, scheme, match.group()
            elif role == "letterhead" and len(text) < 100 and not re.search(r"\d|[:：]\s*$", before):
                yield 1 + bool(before and after), scheme, match.group()
            elif role == "title" and not before:
                yield 2, scheme, match.group()
    beside = role in ("title", "subtitle", "letterhead", "dateline") and not is_small(text[:1])
    named = _own(_NAMED.match(text)) if beside and role != "dateline" else None
    head = text.partition(": ")[0]
    behind = _own(_BEHIND_KIND.match(head)) if beside and numbers_kind(head, acts=True) else None
    series = any(kind_of(text, words, acts=True) in SERIES for words in naming(text)) if named else False
    if named and numbers_kind(named.group(), acts=True) and (series or not named[1].isdigit()):
        yield 3, "document", named[1]
    elif behind is not None:
        yield 4, "document", behind[1]
    ended = _own(_AT_END.search(text)) if role == "closing" or beside else None
    short = len(text) < 80 and ended is not None and not ended.group().startswith("N ")
    if ended is not None and any(map(str.isdigit, ended["value"])) and (role == "closing" or short):
        yield 4, "document", ended.group()
    if role == "letterhead" and _ALONE.fullmatch(text):
        yield 5, "document", text
    alone = _LINE_NUMBER.fullmatch(text)
    if role in ("letterhead", "subtitle", "closing") and alone is not None and any(map(str.isdigit, text)):
        yield 3, "document", text
    labelled = _LABELLED.fullmatch(text) if role in ("letterhead", "subtitle", "dateline") else None
    if labelled is not None:
        yield 3, "document", labelled[1]


SERIES = ("resolution", "decision", "declaration", "recommendation")
"""Kinds that bodies number one after the other: the second protocol to a treaty is no number 2."""


def _own(match: re.Match[str] | None) -> re.Match[str] | None:
    """A match of words and a number, unless they end in the name of another document: `Declaration on Convention No. 169`."""
    name = match.string[: match.start(1)] if match is not None else ""
    for words in naming(name):
        kind, rest = kind_of(name, words, acts=True), name
        while rest and kind_of(rest, words, acts=True) == kind:
            rest = rest.partition(" ")[2]
        if kind_of(rest, words, acts=True) and not kind_of(rest.partition(" ")[0], words, acts=True):
            return None
    return match
