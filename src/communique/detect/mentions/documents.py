"""Finds the numbers of documents.

Most forms are rows of `forms`. Those of the Council, of the United Nations and of acts of the Union
need more than an expression. Council numbers are printed `12517/1/23 REV 1`, with or without a series. Four
digits that may be a year (`2023/24`) are a number only after a series or a word like `document`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique.core.expressions import compile_late
from communique.detect.marks import Found
from communique.detect.mentions.forms import FORMS, Form, address
from communique.detect.mentions.resolutions import NUMBER, UNDOCS, resolutions
from communique.detect.mentions.union import (
    BETWEEN,
    UnionReader,
    acts,
    articles,
    union_reader,
)
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
_UN_SYMBOL = compile_late(
    r"[ASE]/(?:[A-Z][A-Za-z]{0,5}[.-]?\d{0,3}/){0,3}"
    r"(?:[A-Z]{0,4}[.-]?\d{1,4})"
    r"(?:/(?:[A-Z][A-Za-z]{0,4}\.)?\d{1,4}){0,3}"
    r"(?:[ \u00a0]?\((?:(?:19|20)\d\d|[IVXLC]{1,8})\))?"
)
_YEARS = range(1900, 2100)
_YEARS_OF_COMMUNITY_ACTS = range(50, 94)
"""Acts of the Communities had numbers like `1408/71`; the register of the Council begins later."""
_FIRST_UNSPACED = "\u2e80"
"""The first character of the scripts that put no space between words."""
_LABEL_REACH = 24
"""How many characters before a number a word that labels it is looked for."""
_LABEL = r"(?:(?:No|Nr|núm|št|nº|n°)[.]?[ \u00a0])?"
"""What may be before each number of a list."""
_OTHERS = rf"(?:{BETWEEN}{_LABEL}\d{{1,3}}(?!\w)){{0,8}}"
"""More numbers of a list."""
_SUFFIX_PART = compile_late(r"[A-Z]+|\d+")


@dataclass(frozen=True, slots=True)
class DocumentReader:
    """The words of one language that make a number a document's."""

    tag: str
    resolution: re.Pattern[str] | None
    label: re.Pattern[str] | None
    union: UnionReader
    forms: tuple[tuple[Form, re.Pattern[str]], ...]
    """The forms that are found by an expression alone, each with its expression."""


@cache
def document_reader(tag: str) -> DocumentReader:
    """The words of a language, by its tag. An unknown language has none."""
    words = language(tag).references
    forms: list[tuple[Form, re.Pattern[str]]] = []
    for form in FORMS:
        expression = _expression(form, words)
        if expression is not None:
            forms.append((form, expression))
    return DocumentReader(
        tag=tag,
        resolution=_resolution(words.get("resolution", ())),
        label=_before(words.get("document", ()), r"[:]?[ \u00a0]\Z"),
        union=union_reader(tag),
        forms=tuple(forms),
    )


def _expression(
    form: Form, words: Mapping[str, tuple[str, ...]]
) -> re.Pattern[str] | None:
    """The expression of a form, with the words that have to be before it in a language."""
    if form.pattern is None:
        return None
    if form.label is None:
        return compile_late(rf"(?<![\w/-]){form.pattern}")
    labels = (*form.labels, *words.get(form.label, ()))
    number = rf"[,，،]?[ \u00a0]?(?:{form.pattern})"
    if form.behind is None:
        return _before(labels, number)
    behind = "|".join(map(re.escape, words.get(form.behind, ())))
    if not behind:
        return None
    return _before(labels, rf"{number}(?={_OTHERS}[ \u00a0](?:{behind})(?!\w))")


def _before(words: tuple[str, ...], then: str) -> re.Pattern[str] | None:
    """An expression for any of some words, capitalised or not, before another expression."""
    if not words:
        return None
    capitalised = [word[0].upper() + word[1:] for word in words]
    longest_first = sorted({*words, *capitalised}, key=lambda word: (-len(word), word))
    alternatives = "|".join(map(re.escape, longest_first))
    begin = "" if any(map(_is_unspaced, words)) else r"(?<!\w)"
    return compile_late(rf"{begin}(?:{alternatives}){then}")


def _resolution(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """An expression for the word for a resolution and its number.

    Where no space is between words, the number alone is the citation: `第2585(2021)号决议`.
    """
    number = rf"[ \u00a0]?(?P<number>{NUMBER})"
    if not any(map(_is_unspaced, words)):
        return _before(words, number)
    labels = "|".join(rf"(?<={re.escape(word)})" for word in words)
    return compile_late(rf"(?:{labels}){number}")


def find_documents(
    text: str, reader: DocumentReader, dates: Iterable[Found]
) -> list[Found]:
    """The numbers of documents in a text, each with its issuer and its address. `dates` are the
    dates in the text: a date beside a number is that of its document.

    The address is given only where the form of the number leaves no doubt.
    """
    found: list[Found] = []
    if "/" in text or "-" in text or "_TA" in text:
        found.extend(_council(text, reader))
        found.extend(_un_symbols(text))
        found.extend(acts(text, reader.union))
    found.extend(articles(text, reader.union))
    for form, expression in reader.forms:
        if form.sign in text:
            found.extend(_of_form(text, form, expression, reader.tag))
    if "(" in text or "（" in text or "/" in text:
        found.extend(resolutions(text, reader.resolution, dates))
    return found


def _of_form(
    text: str, form: Form, expression: re.Pattern[str], tag: str
) -> Iterator[Found]:
    """The citations of a form in a text."""
    for match in expression.finditer(text):
        yield _found(match.start(), match.end(), form.scheme, address(form, match, tag))
        if form.listed:
            yield from _more(text, match.end(), form, tag)


def _more(text: str, at: int, form: Form, tag: str) -> Iterator[Found]:
    """The numbers listed behind one of a form: `C-293/12 and C-594/12`."""
    following = _following(form)
    match = following.match(text, at)
    while match is not None:
        start, end = match.span("listed")
        yield _found(start, end, form.scheme, address(form, match, tag))
        match = following.match(text, end)


@cache
def _following(form: Form) -> re.Pattern[str]:
    """What is between two numbers of a list, and the second number."""
    return compile_late(rf"{BETWEEN}{_LABEL}(?P<listed>{form.pattern})")


def _found(start: int, end: int, scheme: str, href: str | None = None) -> Found:
    return Found(start, end, {"kind": "reference", "scheme": scheme, "href": href})


def _is_unspaced(words: str) -> bool:
    """Whether words are of a script that puts no space between words, such as Chinese."""
    return words[:1] >= _FIRST_UNSPACED


def _is_of_word(char: str) -> bool:
    """Whether a character beside a number belongs to the number's word; a Chinese one does not."""
    return char.isalnum() and not _is_unspaced(char)


def _begins(text: str, at: int) -> bool:
    """Whether a number can begin at an offset: no letter, digit, slash or hyphen is before it."""
    if at == 0:
        return True
    before = text[at - 1]
    return not _is_of_word(before) and before not in "/-"


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
    if match["suffixes"]:
        return True
    if int(match["year"]) in _YEARS_OF_COMMUNITY_ACTS:
        return False
    if len(number) > 3 and int(number) not in _YEARS:
        return True
    return _label_before(text, match.start(), reader.label) is not None


def _label_before(
    text: str, at: int, label: re.Pattern[str] | None
) -> re.Match[str] | None:
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
    name = "-".join(
        (series, number, _full_year(match["year"]), *(suffixes or ["INIT"]))
    )
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
        goes_on = _is_of_word(after) or after == "/"
        if symbol.count("/") < 2 or goes_on or not _begins(text, match.start()):
            continue
        address = f"{UNDOCS}{''.join(symbol.split())}"
        yield _found(match.start(), match.end(), "un", address)
