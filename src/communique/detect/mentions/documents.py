"""Finds the numbers of documents.

The documents are those of the Council, the Commission, Parliament and the United Nations, and acts
of the Union. Council numbers are printed `12517/1/23 REV 1`, with or without a series. Four
digits that may be a year (`2023/24`) are a number only after a series or a word like `document`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from communique.core.expressions import compile_late
from communique.detect.marks import Found
from communique.detect.mentions.resolutions import NUMBER, UNDOCS, resolutions
from communique.languages import language

_SUFFIX = r"(?:REV|ADD|COR|DCL|INIT)"
_SERIES = r"(?:ST|SN|EUCO|CONV|PE-CONS)"
_SERIES_NUMBER = compile_late(
    rf"(?P<series>{_SERIES})[ \u00a0]?(?P<number>\d{{1,5}})(?:/(?P<revision>\d{{1,2}}))?"
    r"/(?P<year>\d\d(?:\d\d)?)(?![\d/])"
    rf"(?P<suffixes>(?:[ \u00a0]{_SUFFIX}(?:[ \u00a0]\d{{1,2}}(?![\d/]))?){{0,3}})"
)
_REGISTER = compile_late(
    rf"(?P<series>{_SERIES})(?P<sign>[-/])(?P<number>\d{{1,5}})(?P=sign)(?P<year>\d{{4}})"
    rf"(?P<suffixes>(?:(?P=sign){_SUFFIX}(?:(?P=sign)\d{{1,2}}(?!\d))?){{0,3}})(?![\d/])"
)
_NUMBER = compile_late(
    rf"(?P<number>\d{{1,5}})(?:/(?P<revision>\d{{1,2}}))?/(?P<year>\d\d)(?![\d/])"
    rf"(?P<suffixes>(?:[ \u00a0]{_SUFFIX}(?:[ \u00a0]\d{{1,2}}(?![\d/]))?){{0,3}})"
)
_COMMISSION = compile_late(
    r"(?:COM|KOM|JOIN|SWD|SEC|C)[ \u00a0]?\((?:19|20)\d\d\)[ \u00a0]?\d{1,5}(?:/\d{1,2})?(?![\d/])"
    r"(?:[ \u00a0](?:final|endg\.|def\.)(?:/\d)?)?"
)
_PARLIAMENT = compile_late(
    r"[ABEOP](?:"
    r"(?<=[EPO])-\d{6}/(?:19|20)\d\d"
    r"|(?<=P)\d{1,2}_TA(?:-PROV)?\((?:19|20)\d\d\)\d{4}"
    r"|(?<=[AB])\d{1,2}-\d{4}/(?:19|20)\d\d"
    r")(?!\d)"
)
_PROCEDURE = compile_late(r"[12](?:(?<=1)9|(?<=2)0)\d\d/\d{4}[A-Z]?[ \u00a0]?\([A-Z]{3}\)")
_UN_SYMBOL = compile_late(
    r"[ASE]/(?:[A-Z][A-Za-z]{0,5}[.-]?\d{0,3}/){0,3}"
    r"(?:[A-Z]{0,4}[.-]?\d{1,4})"
    r"(?:/(?:[A-Z][A-Za-z]{0,4}\.)?\d{1,4}){0,3}"
    r"(?:[ \u00a0]?\((?:(?:19|20)\d\d|[IVXLC]{1,8})\))?"
)
_ACT_IN_BRACKETS = compile_late(
    r"\((?P<body>\w{2,8}(?:, \w{2,8})?)\)[ \u00a0]"
    r"(?:\w{1,3}[.º°]{0,2}[ \u00a0]?|№[ \u00a0]?)?"
    r"\d{1,4}/\d{2,4}(?![\d/])"
)
_ACT_WITH_SUFFIX = compile_late(r"\d\d(?:(?<=19|20)\d\d)?/\d{1,4}/(?P<body>[^\W\d_]{2,8})(?![\w/])")
_UNION = ("EU", "EC", "EEC", "Euratom")
"""Names of the Union in the numbers of acts, for languages without a name of their own."""
_YEARS = range(1900, 2100)
_LABEL_REACH = 24
"""How many characters before a number a word that labels it is looked for."""
_SUFFIX_PART = compile_late(r"[A-Z]+|\d+")


@dataclass(frozen=True, slots=True)
class DocumentReader:
    """The words of one language that make a number a document's."""

    tag: str
    resolution: re.Pattern[str] | None
    act: re.Pattern[str] | None
    label: re.Pattern[str] | None
    union: frozenset[str]


@cache
def document_reader(tag: str) -> DocumentReader:
    """The words of a language, by its tag. An unknown language has none."""
    words = language(tag).references
    acts: list[str] = []
    for kind in ("regulation", "decision", "directive"):
        acts += words.get(kind, ())
    return DocumentReader(
        tag=tag,
        resolution=_before(words.get("resolution", ()), rf"[ \u00a0]?(?P<number>{NUMBER})"),
        act=_before(tuple(acts), r"[ \u00a0]\Z"),
        label=_before(words.get("document", ()), r"[:]?[ \u00a0]\Z"),
        union=frozenset((*_UNION, *words.get("union", ()))),
    )


def _before(words: tuple[str, ...], then: str) -> re.Pattern[str] | None:
    """An expression for any of some words, capitalised or not, before another expression."""
    if not words:
        return None
    capitalised = [word[0].upper() + word[1:] for word in words]
    longest_first = sorted({*words, *capitalised}, key=lambda word: (-len(word), word))
    alternatives = "|".join(map(re.escape, longest_first))
    return compile_late(rf"(?<!\w)(?:{alternatives}){then}")


def find_documents(text: str, reader: DocumentReader, dates: Iterable[Found]) -> list[Found]:
    """The numbers of documents in a text, each with its issuer and its address. `dates` are the
    dates in the text: a date beside a number is that of its document.

    The address is given only where the form of the number leaves no doubt.
    """
    found: list[Found] = []
    if "/" in text or "-" in text or "_TA" in text:
        found.extend(_council(text, reader))
        found.extend(_of_scheme(text, _PARLIAMENT, "parliament"))
        found.extend(_of_scheme(text, _PROCEDURE, "procedure"))
        found.extend(_un_symbols(text))
        found.extend(_acts(text, reader))
    if "(" in text:
        found.extend(_of_scheme(text, _COMMISSION, "com"))
    if "(" in text or "（" in text or "/" in text:
        found.extend(resolutions(text, reader.resolution, dates))
    return found


def _of_scheme(text: str, expression: re.Pattern[str], scheme: str) -> Iterator[Found]:
    for match in expression.finditer(text):
        if _begins(text, match.start()):
            yield _found(match.start(), match.end(), scheme)


def _found(start: int, end: int, scheme: str, href: str | None = None) -> Found:
    return Found(start, end, {"kind": "reference", "scheme": scheme, "href": href})


def _begins(text: str, at: int) -> bool:
    """Whether a number can begin at an offset: no letter, digit, slash or hyphen is before it."""
    if at == 0:
        return True
    before = text[at - 1]
    return not before.isalnum() and before not in "/-"


def _council(text: str, reader: DocumentReader) -> Iterator[Found]:
    for expression in (_SERIES_NUMBER, _REGISTER):
        for match in expression.finditer(text):
            if _begins(text, match.start()):
                address = _register_address(match, reader.tag)
                yield _found(match.start(), match.end(), "council", address)
    for match in _NUMBER.finditer(text):
        if _begins(text, match.start()) and _is_council_number(text, match, reader):
            address = _register_address(match, reader.tag)
            yield _found(match.start(), match.end(), "council", address)


def _is_council_number(text: str, match: re.Match[str], reader: DocumentReader) -> bool:
    """Whether a number without a series is one of the Council's: by its digits, suffix or label."""
    number = match["number"]
    if match["suffixes"] or (len(number) > 3 and int(number) not in _YEARS):
        return True
    return _label_before(text, match.start(), reader.label) is not None


def _label_before(text: str, at: int, label: re.Pattern[str] | None) -> re.Match[str] | None:
    """The word before an offset that says what kind of document a number is of."""
    if label is None:
        return None
    return label.search(text, max(0, at - _LABEL_REACH), at)


def _register_address(match: re.Match[str], tag: str) -> str | None:
    """The address of a number in the Council's register.

    None if the language is unknown, the series is not in the register, or the revision printed in
    the number differs from that in its suffix.
    """
    group = match.groupdict()
    series = group.get("series") or "ST"
    if tag == "und" or series in {"CONV", "PE-CONS"}:
        return None
    suffixes = _SUFFIX_PART.findall(match["suffixes"])
    revision = group.get("revision")
    if revision and revision != _revision_in(suffixes):
        return None
    number = str(int(match["number"]))
    name = "-".join((series, number, _full_year(match["year"]), *(suffixes or ["INIT"])))
    primary = tag.partition("-")[0]
    return f"https://data.consilium.europa.eu/doc/document/{name}/{primary}/pdf"


def _revision_in(suffixes: list[str]) -> str | None:
    """What follows `REV` in the parts of a suffix."""
    if "REV" not in suffixes:
        return None
    following = suffixes.index("REV") + 1
    return suffixes[following] if following < len(suffixes) else None


def _full_year(year: str) -> str:
    """A year with four digits, of one with two or four; two digits over 80 are in the 1900s."""
    if len(year) == 4:
        return year
    century = "19" if int(year) > 80 else "20"
    return century + year


def _un_symbols(text: str) -> Iterator[Found]:
    for match in _UN_SYMBOL.finditer(text):
        symbol = match[0]
        after = text[match.end() : match.end() + 1]
        goes_on = after.isalnum() or after == "/"
        if symbol.count("/") < 2 or goes_on or not _begins(text, match.start()):
            continue
        address = f"{UNDOCS}{''.join(symbol.split())}"
        yield _found(match.start(), match.end(), "un", address)


def _acts(text: str, reader: DocumentReader) -> Iterator[Found]:
    """The numbers of acts of the Union, each with the kind of act before it."""
    for expression in (_ACT_IN_BRACKETS, _ACT_WITH_SUFFIX):
        for match in expression.finditer(text):
            start = match.start()
            body = match["body"].partition(",")[0]
            begins = text[start] == "(" or _begins(text, start)
            if body not in reader.union or not begins:
                continue
            kind = _label_before(text, start, reader.act)
            if kind is not None:
                start = kind.start()
            yield _found(start, match.end(), "eu-act")
