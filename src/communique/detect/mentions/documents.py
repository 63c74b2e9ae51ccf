"""Numbers of documents: the Council's, the Commission's, Parliament's, the United Nations', acts of the Union.

Council numbers are printed `12517/1/23 REV 1`, with or without a series. Four digits that may be a year (`2023/24`) are a
number only after a series or a word like `document`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.detect.marks import Found
from communique.languages import language

_SUFFIX = r"(?:REV|ADD|COR|DCL|INIT)"
_SERIES = r"(?:ST|SN|EUCO|CONV|PE-CONS)"
_SERIES_NUMBER = re.compile(
    rf"(?P<series>{_SERIES})[ \u00a0]?(?P<number>\d{{1,5}})(?:/(?P<revision>\d{{1,2}}))?/(?P<year>\d\d(?:\d\d)?)(?![\d/])"
    rf"(?P<suffixes>(?:[ \u00a0]{_SUFFIX}(?:[ \u00a0]\d{{1,2}}(?![\d/]))?){{0,3}})"
)
_REGISTER = re.compile(
    rf"(?P<series>{_SERIES})(?P<sign>[-/])(?P<number>\d{{1,5}})(?P=sign)(?P<year>\d{{4}})"
    rf"(?P<suffixes>(?:(?P=sign){_SUFFIX}(?:(?P=sign)\d{{1,2}}(?!\d))?){{0,3}})(?![\d/])"
)
_NUMBER = re.compile(
    rf"(?P<number>\d{{1,5}})(?:/(?P<revision>\d{{1,2}}))?/(?P<year>\d\d)(?![\d/])"
    rf"(?P<suffixes>(?:[ \u00a0]{_SUFFIX}(?:[ \u00a0]\d{{1,2}}(?![\d/]))?){{0,3}})"
)
_COMMISSION = re.compile(
    r"(?:COM|KOM|JOIN|SWD|SEC|C)[ \u00a0]?\((?:19|20)\d\d\)[ \u00a0]?\d{1,5}(?:/\d{1,2})?(?![\d/])"
    r"(?:[ \u00a0](?:final|endg\.|def\.)(?:/\d)?)?"
)
_PARLIAMENT = re.compile(
    r"[ABEOP](?:(?<=[EPO])-\d{6}/(?:19|20)\d\d|(?<=P)\d{1,2}_TA(?:-PROV)?\((?:19|20)\d\d\)\d{4}|(?<=[AB])\d{1,2}-\d{4}/(?:19|20)\d\d)(?!\d)"
)
_PROCEDURE = re.compile(r"[12](?:(?<=1)9|(?<=2)0)\d\d/\d{4}[A-Z]?[ \u00a0]?\([A-Z]{3}\)")
_UN_SYMBOL = re.compile(
    r"[ASE]/(?:[A-Z][A-Za-z]{0,5}[.-]?\d{0,3}/){0,3}(?:[A-Z]{0,4}[.-]?\d{1,4})(?:/(?:[A-Z][A-Za-z]{0,4}\.)?\d{1,4}){0,3}"
    r"(?:[ \u00a0]?\((?:(?:19|20)\d\d|[IVXLC]{1,8})\))?"
)
_ACT_IN_BRACKETS = re.compile(
    r"\((?P<body>\w{2,8}(?:, \w{2,8})?)\)[ \u00a0](?:\w{1,3}[.º°]{0,2}[ \u00a0]?|№[ \u00a0]?)?\d{1,4}/\d{2,4}(?![\d/])"
)
_ACT_WITH_SUFFIX = re.compile(r"\d\d(?:(?<=19|20)\d\d)?/\d{1,4}/(?P<body>[^\W\d_]{2,8})(?![\w/])")
_UNION = ("EU", "EC", "EEC", "Euratom")
"""What stands for the Union in the numbers of acts where the language has no word of its own."""
_MORE = re.compile(r"(?:,|;)?\s(?:[^\W\d_]{1,4}\s)?(?P<number>\d{1,4}[ \u00a0]\((?:19|20)\d\d\))")
_YEARS = range(1900, 2100)


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
    """The words of a language, by its tag; an unknown one has none."""
    words = language(tag).references
    acts = [
        word for kind in ("regulation", "decision", "directive") for word in words.get(kind, ())
    ]
    number = r"[ \u00a0](?P<number>\d{1,4}[ \u00a0]\((?:19|20)\d\d\)|\d{1,2}/\d{1,3}(?![\d/]))"
    return DocumentReader(
        tag,
        _before(words.get("resolution", ()), number),
        _before(tuple(acts), r"[ \u00a0]\Z"),
        _before(words.get("document", ()), r"[:]?[ \u00a0]\Z"),
        frozenset((*_UNION, *words.get("union", ()))),
    )


def _before(words: tuple[str, ...], then: str) -> re.Pattern[str] | None:
    if not words:
        return None
    either = {form for word in words for form in (word, word[0].upper() + word[1:])}
    forms = sorted(either, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))}){then}")


def find_documents(text: str, reader: DocumentReader) -> list[Found]:
    """The numbers of documents in a text, each with whose it is and, where its form is sure, its address."""
    found: list[Found] = []
    if "/" in text or "-" in text or "_TA" in text:
        found.extend(_council(text, reader))
        for expression, scheme in ((_PARLIAMENT, "parliament"), (_PROCEDURE, "procedure")):
            found.extend(
                _found(match, scheme)
                for match in expression.finditer(text)
                if _free(text, match.start())
            )
        found.extend(_un_symbols(text))
        found.extend(_acts(text, reader))
    if "(" in text:
        found.extend(
            _found(match, "com")
            for match in _COMMISSION.finditer(text)
            if _free(text, match.start())
        )
    if reader.resolution is not None and ("(" in text or "/" in text):
        found.extend(_resolutions(text, reader.resolution))
    return found


def _found(match: re.Match[str], scheme: str, href: str | None = None) -> Found:
    return Found(match.start(), match.end(), {"kind": "reference", "scheme": scheme, "href": href})


def _free(text: str, at: int) -> bool:
    """Whether no letter, digit, slash or hyphen stands right before."""
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in "/-")


def _council(text: str, reader: DocumentReader) -> Iterator[Found]:
    for expression in (_SERIES_NUMBER, _REGISTER):
        for match in expression.finditer(text):
            if _free(text, match.start()):
                yield _found(match, "council", _register_address(match, reader.tag))
    for match in _NUMBER.finditer(text):
        start = match.start()
        if not _free(text, start):
            continue
        sure = len(match["number"]) > 3 and int(match["number"]) not in _YEARS
        label = reader.label is not None and reader.label.search(text, max(0, start - 24), start)
        if sure or match["suffixes"] or label:
            yield _found(match, "council", _register_address(match, reader.tag))


def _register_address(match: re.Match[str], tag: str) -> str | None:
    """The address in the Council's register: where the language is known and the printed revision does not differ."""
    group = match.groupdict()
    series, year = group.get("series") or "ST", match["year"]
    if tag == "und" or series in {"CONV", "PE-CONS"}:
        return None
    suffixes = re.findall(r"[A-Z]+|\d+", match["suffixes"])
    revision = group.get("revision")
    if revision and (
        "REV" not in suffixes or suffixes[suffixes.index("REV") + 1 :][:1] != [revision]
    ):
        return None
    full = year if len(year) == 4 else f"{19 if int(year) > 80 else 20}{year}"
    name = "-".join((series, str(int(match["number"])), full, *(suffixes or ["INIT"])))
    return f"https://data.consilium.europa.eu/doc/document/{name}/{tag.partition('-')[0]}/pdf"


def _un_symbols(text: str) -> Iterator[Found]:
    for match in _UN_SYMBOL.finditer(text):
        symbol, behind = match[0], text[match.end() : match.end() + 1]
        if (
            symbol.count("/") > 1
            and _free(text, match.start())
            and not (behind.isalnum() or behind == "/")
        ):
            resolution = symbol.startswith(("S/RES/", "A/RES/"))
            yield _found(
                match, "un", f"https://undocs.org/{''.join(symbol.split())}" if resolution else None
            )


def _resolutions(text: str, expression: re.Pattern[str]) -> Iterator[Found]:
    """`resolution 1874 (2009)` and the numbers listed after it. A number with its year in brackets is an `S/RES`."""
    for match in expression.finditer(text):
        begin: int = match.start()
        more: re.Match[str] | None = match
        while more:
            address = (
                f"https://undocs.org/S/RES/{''.join(more['number'].split())}"
                if "(" in more["number"]
                else None
            )
            yield Found(begin, more.end(), {"kind": "reference", "scheme": "un", "href": address})
            more = _MORE.match(text, more.end())
            begin = more.start("number") if more else begin


def _acts(text: str, reader: DocumentReader) -> Iterator[Found]:
    for expression in (_ACT_IN_BRACKETS, _ACT_WITH_SUFFIX):
        for match in expression.finditer(text):
            start, end = match.span()
            if match["body"].partition(",")[0] in reader.union and (
                text[start] == "(" or _free(text, start)
            ):
                word = reader.act and reader.act.search(text, max(0, start - 24), start)
                start = word.start() if word else start
                yield Found(start, end, {"kind": "reference", "scheme": "eu-act", "href": None})
