"""The kinds of documents, by the words that name them, and the numbers that they print as their own: in the manner of an
organisation, behind a word for number, behind a kind.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain

from communique.core.scripts import COLONS, is_small, unaccented
from communique.detect.wordlists import WORD_LISTS, any_of, word_list
from communique.languages import LanguageData, Table, all_languages, more_kinds

ACTS = ("regulation", "decision", "directive")
"""Kinds that are known by the words with which others refer to them."""
WHOLE = (*ACTS, "constitution", "decree", "letter")
"""Kinds whose words begin other words that name none: `constitutional`."""


def kind_of(
    title: str, words: LanguageData, *, inside: bool = False, acts: bool = False, own: bool = False
) -> str | None:
    """The kind whose words stand first in the title, or last in languages that say last what a thing is, as all without spaces do;
    of two at one place the longer. `inside`: also as part of a word. `acts`: it can be an act, such as a regulation.
    `own`: a word for a kind that is part of another name, `the Pact Council`, is none; else it counts less than others.
    """
    title = _unspaced(title)
    plain = unaccented(title)
    glued = plain.replace(" ", "")  # Korean sets `joint statement` in one word or in two
    found: list[tuple[int, int, str]] = []
    for kind, names in _words(words, acts=acts).items():
        for name in names:
            unspaced = name[0] >= _UNSPACED
            last = unspaced or words.tag in word_list("languages of last kinds")
            at = (
                glued.rfind(name.replace(" ", ""))
                if unspaced
                else plain.rfind(name)
                if last
                else plain.find(name)
            )
            while (
                at >= 0
                and name[0] < "\u0530"
                and not inside
                and not _is_word(plain, at, name, whole=kind in WHOLE)
            ):
                at = plain.rfind(name, 0, at + len(name) - 1) if last else plain.find(name, at + 1)
            found += [(-at - len(name) if last else at, -len(name), kind)] if at >= 0 else []
    sure = [
        each
        for each in found
        if not _names_another(title, plain, each, {place for place, _, _ in found})
    ]
    if not (sure or found) or (own and not sure):
        return None
    at, _, kind = min(sure or found)
    joints = {each for _, _, each in found if each.startswith("joint-")}
    joint = (
        _joint_words(words)
        if f"joint-{kind}" in _words(words, acts=False) and not joints
        else frozenset()
    )
    near = {
        match.group()
        for match in re.finditer(r"\w+", plain)
        if -NEAR < match.start() - abs(at) < NEAR
    }
    return f"joint-{kind}" if joint & near else kind


def _names_another(title: str, plain: str, found: tuple[int, int, str], places: set[int]) -> bool:
    """Whether a word for a kind is part of the name behind it, which is none: the `Pact` of `the Pact Council`."""
    start, end = found[0], found[0] - found[1]
    name = (
        title[end + 1 : end + 3] if len(title) == len(plain) and title[end : end + 1] == " " else ""
    )
    proper = start > 0 and end + 1 not in places and len(name) > 1
    return proper and title[start].isupper() and name[0].isupper() and name[1].islower()


_SPACED = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[ \u3000][^\W\d_]){2,}(?![^\W\d_])")


def _unspaced(line: str) -> str:
    """A line, words in it whose letters stand apart, `P A C T of Ports`, as words."""
    return _SPACED.sub(lambda match: "".join(match.group().split()), line)


def _is_word(text: str, at: int, name: str, *, whole: bool) -> bool:
    """Whether a word begins at a place, and also ends behind a name there."""
    return not text[at - 1 : at].isalpha() and not (
        whole and text[at + len(name) : at + len(name) + 1].isalpha()
    )


@cache
def _words(words: LanguageData, *, acts: bool) -> Table:
    """The words for kinds of declarations, also of a language without a file, without capitals and accents; `acts`: and those for
    acts that name no declaration. A word of two kinds is that of which facts are told (`more_kinds`).
    """
    tables = [more_kinds().get(words.tag.partition("-")[0], {}), words.declaration_kinds]
    tables += [{kind: words.references.get(kind, ()) for kind in ACTS}] if acts else []
    found: dict[str, str] = {}
    for table in tables:
        for kind, name in sorted(
            (kind, unaccented(name)) for kind, names in table.items() for name in names
        ):
            found.setdefault(name, kind)
    return {
        kind: tuple(name for name, other in found.items() if other == kind)
        for kind in found.values()
    }


_UNSPACED = "\u2e80"
NEAR = 32
"""Within so many characters of the kind of a document stands the word that makes it a joint one."""


@cache
def _joint_words(words: LanguageData) -> frozenset[str]:
    """The words that several names of joint documents have and no name of another has."""
    joint, other = (
        Counter(
            word
            for kind, names in _words(words, acts=False).items()
            if kind.startswith("joint-") is jointly
            for name in names
            for word in set(name.split())
        )
        for jointly in (True, False)
    )
    return frozenset(
        word for word, times in joint.items() if times > 1 and len(word) > 3 and word not in other
    )


@cache
def _by_beginning() -> Mapping[str, Mapping[tuple[str, LanguageData], None]]:
    """The words for kinds of all languages by their first two letters: of thousands few are tried."""
    found: dict[str, dict[tuple[str, LanguageData], None]] = {}
    for words in all_languages():
        for name in chain.from_iterable(_words(words, acts=True).values()):
            found.setdefault(name[:2], {})[name, words] = None
    return found


@lru_cache(4096)
def naming(title: str) -> tuple[LanguageData, ...]:
    """The languages in which a title can name a kind of document, in their order."""
    plain = unaccented(_unspaced(title))
    begins = (
        at for at, char in enumerate(plain) if char >= "\u0530" or not plain[at - 1 : at].isalpha()
    )
    tried = ((at, *each) for at in begins for each in _by_beginning().get(plain[at : at + 2], ()))
    found = {words for at, name, words in tried if plain.startswith(name, at)}
    return tuple(words for words in all_languages() if words in found) if found else ()


@lru_cache(4096)
def begins_kind(title: str) -> bool:
    """Whether a title begins with a word for a kind of document in any language."""
    plain = unaccented(_unspaced(title.strip(" *_#")))
    names = (name for name, _ in _by_beginning().get(plain[:2], ()) if plain.startswith(name))
    return any(name[0] >= "\u0530" or _is_word(plain, 0, name, whole=True) for name in names)


@lru_cache(4096)
def names_kind(title: str) -> bool:
    """Whether a title names a kind of document in any language."""
    return any(kind_of(title, words) for words in naming(title))


@lru_cache(4096)
def names_own_kind(title: str, spoken: tuple[LanguageData, ...]) -> bool:
    """The same of itself and not in another name, nor in the path of a page, or whether it names an act in a language of the text;
    one word can be a compound.
    """
    if is_path(title):
        return False
    named = names_kind(title) and any(kind_of(title, words, own=True) for words in naming(title))
    one = title.strip().isalpha()
    return named or any(kind_of(title, words, inside=one, acts=True, own=True) for words in spoken)


_PATH = re.compile(
    r"[^>›»＞→]{2,40}(?:\s?(?:[>›»＞→]|::)\s[^>›»＞→]{2,60})+"
    r"|[^/|.,;?!]{2,40}(?:\s(?P<sign>[/|:•·])\s[^/|:.,;?!]{2,60})(?:\s(?P=sign)\s[^/|:.,;?!]{2,60})+"
)


def is_path(line: str) -> bool:
    """Whether a line is the path of a page in its site: `Home > Documents > Statements`; of signs that texts have too, two."""
    return _PATH.fullmatch(line) is not None


@cache
def _names() -> frozenset[str]:
    tables = (*(_words(words, acts=True) for words in all_languages()), *more_kinds().values())
    return frozenset(
        unaccented(name) for table in tables for names in table.values() for name in names
    )


def is_kind(title: str) -> bool:
    """Whether a title is the name of a kind of document in some language, and says no more."""
    return unaccented(_unspaced(title.strip(" *_#.:"))) in _names()


NUMBERED_KIND = 40
"""A line up to so long can be the kind of a document and its number, and no more."""


def numbers_kind(line: str, *, acts: bool = False) -> bool:
    """Whether a line is the kind of a document and its number, and no more: `Resolution 7 (2024)`; `acts`: also of an act."""
    text = line.strip(" *_#,")
    most = NUMBERED_KIND - len(text)  # in scripts without spaces few characters say much
    numbered = (
        most >= 0
        and any(map(str.isdigit, text))
        and 2 * sum(char >= _UNSPACED for char in text) <= most
    )
    return numbered and any(kind_of(text, words, acts=acts) for words in naming(text))


NUMBERS: Mapping[str, str] = WORD_LISTS["numbers"]
"""How organisations write the numbers of their documents, by scheme; the first that fits a whole line is meant."""
_SCHEMES = tuple((scheme, re.compile(pattern)) for scheme, pattern in NUMBERS.items())
_AT_END = re.compile(
    r"(?:№|[Nn]\.?\s?[º°]\.?|(?<!\w)[Nn]r\.?|No\.|(?<!\w)N(?=\s\d\d))\s?(?P<value>[\w/.-]{1,30})$"
)
_ALONE = re.compile(
    r"(?!(?:\d\d?/){2}\d{4}|\d{4}(?:/\d\d?){2}$)\d{1,4}/\d{2,7}(?:/\d{1,5})?"
    r"|[A-ZЀ-Я]{2,6} \d{1,4}/\d{2,4}|\d{1,3}-\d{1,4}:"
    r"|(?=[A-Z]{2})(?=\S*\d)(?!\S*/Ser\.)[\w.&()-]{2,18}(?:/[\w.&()-]{1,18}){1,5}(?: ?[Rr]ev\.? ?\d{1,2})?"
)
"""A number that is a line by itself, in figures, or in any organisation's manner with its letters first; no day."""
_LINE_NUMBER = re.compile(
    r"(?:№|N[°º.o ]{1,2}|Nr\.?|No\.?|Resolution No\.)\s{0,2}[\w./() -]{1,30}", re.IGNORECASE
)
_BEHIND_KIND = re.compile(
    r"\D* (?!(?:19|20)\d\d$)((?:[IVXLC]{1,6}\.)?\d{1,5}(?:/\d{1,4}|-\w{1,4})?(?: \(\d{4}\))?)$"
)
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
            inner = (
                before[-1:].isalnum()
                or after[:1].isalnum()
                or before[-1:] in {*"/([-"}
                or after[:1] == "/"
            )
            if inner or len(match.group()) < 5:
                continue
            if not before and not after.strip(" .:,"):
                yield 0, scheme, match.group()
            elif (
                role == "letterhead" and len(text) < 100 and not re.search(r"\d|[:：]\s*$", before)
            ):
                yield 1 + bool(before and after), scheme, match.group()
    beside = role in ("title", "subtitle", "letterhead", "dateline") and not is_small(text[:1])
    named = _own(_NAMED.match(text)) if beside and role != "dateline" else None
    head = text.partition(": ")[0]
    behind = _own(_BEHIND_KIND.match(head)) if beside and numbers_kind(head, acts=True) else None
    series = (
        any(kind_of(text, words, acts=True) in SERIES for words in naming(text)) if named else False
    )
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
    if (
        role in ("letterhead", "subtitle", "closing")
        and alone is not None
        and any(map(str.isdigit, text))
    ):
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
        if kind_of(rest, words, acts=True) and not kind_of(
            rest.partition(" ")[0], words, acts=True
        ):
            return None
    return match
