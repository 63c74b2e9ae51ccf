"""Finds acts of the Union and articles of its treaties, each with its address in EUR-Lex.

The CELEX number of an act has its year, a letter for its kind, and its number: `32016R0679`. So an
act has an address only where all three are certain. Acts with the Union's name in brackets have
the year first since 2015, and had it last before: `(EU) 2016/679`, `(EC) No 45/2001`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique.core.expressions import compile_late
from communique.detect.marks import Found
from communique.detect.mentions.forms import EUR_LEX, eur_lex_language
from communique.languages import language
from communique.naming.cited import LAST_ARTICLES

_IN_BRACKETS = compile_late(
    r"\((?P<body>\w{2,8}(?:, \w{2,8})?)\)[ \u00a0]"
    r"(?P<sign>[^\W\d_]{1,3}[.º°]{0,2}[ \u00a0]?|№[ \u00a0]?)?"
    r"(?P<first>\d{1,4})/(?P<second>\d{1,4})(?![\d/])"
)
_WITH_SUFFIX = compile_late(
    r"(?P<sign>(?<!\w)(?:[Nn][or]|n|št|№)[.º°]{0,2}[ \u00a0])?"
    r"(?P<first>\d{1,4})/(?P<second>\d{1,4})/(?P<body>[^\W\d_]{2,8})(?![\w/])"
)
_UNION = ("EU", "EC", "EEC", "Euratom")
"""Names of the Union in the numbers of acts, for languages without a name of their own."""
_COAL_AND_STEEL = frozenset({"ECSC", "EGKS", "CECA", "ESPJ", "EKSF", "EHTY"})
"""Names of the Community whose acts CELEX numbers in another way."""
_JUSTICE = frozenset({"JHA", "JI", "JAI", "PNZ", "GAI", "JBZ"})
"""Names of justice and home affairs, where a decision may be a framework decision."""
LETTERS = {"framework": "F", "regulation": "R", "directive": "L", "decision": "D"}
"""The letters of kinds of acts in CELEX, by the key of their words."""
_REACH = 64
"""How many characters before a number the word for the kind of act begins at most."""
_YEAR_FIRST = 2015
"""Since this year every act has its year first."""
_TREATIES = {"tfeu": "E", "teu": None}
"""The letters of treaties in CELEX, by the key of their short names; None where the articles had
other numbers once, so that only the day of a text says which is meant.
"""

_ARTICLE = compile_late(
    r"(?<![\w(])(?P<article>\d{1,3})(?:[ \u00a0]?\([0-9a-z]{1,4}\)){0,3}"
)
"""The number of an article in a list."""
_WORD = compile_late(r"[^\W\d_]{3}")
BETWEEN = r"[,;]?(?:[ \u00a0][^\W\d_]{1,3})?[ \u00a0]"
"""What is between two numbers of a list: a comma, or a short word such as `and`."""
_BETWEEN = compile_late(BETWEEN)


@dataclass(frozen=True, slots=True)
class UnionReader:
    """The words of one language for acts of the Union and articles of treaties."""

    tag: str
    kind: re.Pattern[str] | None
    union: frozenset[str]
    issuers: frozenset[str]
    """What may be between the word for a kind of act and its number: `of the Council`, nothing."""
    frameworks: bool
    """Whether the words for a framework decision are known."""
    article: re.Pattern[str] | None
    treaties: Mapping[str, str]
    """From the short names of treaties to their keys."""


@cache
def union_reader(tag: str) -> UnionReader:
    """The words of a language, by its tag. An unknown language has only the Union's names."""
    words = language(tag).references
    kinds = [f"(?P<{kind}>{_any(words[kind])})" for kind in LETTERS if words.get(kind)]
    kind = (
        compile_late(rf"(?<!\w)(?:{'|'.join(kinds)})(?=[ \u00a0])") if kinds else None
    )
    treaties = {name: key for key in _TREATIES for name in words.get(key, ())}
    return UnionReader(
        tag=tag,
        kind=kind,
        union=frozenset((*_UNION, *words.get("union", ()))),
        issuers=frozenset(("", *words.get("issuer", ()))),
        frameworks="framework" in words,
        article=_article(
            words.get("article", ()), words.get("paragraph", ()), treaties
        ),
        treaties=treaties,
    )


def _any(words: tuple[str, ...]) -> str:
    """An expression for any of some words, capitalised or not, the longest first."""
    capitalised = [word[0].upper() + word[1:] for word in words]
    longest_first = sorted({*words, *capitalised}, key=lambda word: (-len(word), word))
    return "|".join(map(re.escape, longest_first))


def _article(
    articles: tuple[str, ...], paragraphs: tuple[str, ...], treaties: Mapping[str, str]
) -> re.Pattern[str] | None:
    """An expression for an article of a treaty, down to a paragraph or point of it."""
    if not articles or not treaties:
        return None
    part = r"[ \u00a0]?\([0-9a-z]{1,4}\)"
    if paragraphs:
        part += rf"|,?[ \u00a0](?:{_any(paragraphs)})[ \u00a0]\(?(?:\d{{1,3}}|[a-z](?!\w))[.)]?"
    number = rf"\d{{1,3}}(?:\.?º|\.(?:\d{{1,2}})?)?(?:{part}){{0,3}}"
    item = rf"(?:{number}|\([0-9a-z]{{1,4}}\))"
    names = "|".join(map(re.escape, treaties))
    return compile_late(
        rf"(?<!\w)(?:{_any(articles)})[ \u00a0](?P<first>{number})"
        rf"(?P<more>(?:,?(?:[ \u00a0][^\W\d_]{{1,3}})?[ \u00a0]{item}){{0,12}})"
        rf",?(?:[ \u00a0][^\W\d_]{{1,3}}){{0,2}}[ \u00a0](?P<treaty>{names})(?!\w)"
    )


def articles(text: str, reader: UnionReader) -> Iterator[Found]:
    """The articles of the treaties that a text cites."""
    if reader.article is None or not any(map(text.__contains__, reader.treaties)):
        return
    for match in reader.article.finditer(text):
        yield from _listed(text, match, reader)


def _listed(text: str, match: re.Match[str], reader: UnionReader) -> Iterator[Found]:
    """The articles of a list such as `Articles 82(1) and 83 TFEU`.

    The words of the first begin with `Articles`, those of the last end with the treaty.
    """
    key = reader.treaties[match["treaty"]]
    numbers = list(_ARTICLE.finditer(text, match.start("first"), match.end("more")))
    if _WORD.search(match["first"]):
        # Numbers behind `paragraph 1` may be those of paragraphs.
        del numbers[1:]
    for place, number in enumerate(numbers):
        is_last = place + 1 == len(numbers)
        start = number.start() if place else match.start()
        end = match.end() if is_last else number.end()
        href = _address_of(key, int(number["article"]), reader.tag)
        yield Found(
            start, end, {"kind": "reference", "scheme": "eu-treaty", "href": href}
        )


def _address_of(treaty: str, article: int, tag: str) -> str | None:
    """The address of an article; None where it is not certain, or the treaty has no such article."""
    letter = _TREATIES[treaty]
    if letter is None or article > LAST_ARTICLES[treaty]:
        return None
    return _page(f"CELEX:12016{letter}{article:03}", tag)


def _page(number: str, tag: str) -> str:
    """The address of a text in EUR-Lex, in a language."""
    return EUR_LEX.format(LANG=eur_lex_language(tag)) + number


def acts(text: str, reader: UnionReader) -> Iterator[Found]:
    """The numbers of acts of the Union, each with the kind of act if the word is beside it."""
    for expression in (_IN_BRACKETS, _WITH_SUFFIX):
        end = 0
        kind: str | None = None
        for match in expression.finditer(text):
            if not _is_act(text, match, reader):
                continue
            if not _BETWEEN.fullmatch(text, end, match.start()):
                kind = None
            found, kind = _act(text, match, reader, kind)
            end = found.end
            yield found


def _is_act(text: str, match: re.Match[str], reader: UnionReader) -> bool:
    """Whether a number is that of an act of the Union."""
    body = match["body"].partition(",")[0]
    return body in reader.union and _begins(text, match)


def _begins(text: str, match: re.Match[str]) -> bool:
    """Whether a number begins where it was found, and not within a longer one."""
    start = match.start()
    if text[start] == "(":
        return True
    if start and (text[start - 1].isalnum() or text[start - 1] in "/-"):
        return False
    first = match["first"]
    return (
        bool(match["sign"])
        or len(first) == 2
        or _is_year(first)
        or _is_year(match["second"])
    )


def _act(
    text: str, match: re.Match[str], reader: UnionReader, listed: str | None
) -> tuple[Found, str | None]:
    """The mark of an act, with its address if that is certain; and the kind of act.

    `listed`: the kind of the act before it in a list.
    """
    start = match.start()
    before = _kind_before(text, start, reader)
    kind = listed
    if before is not None:
        kind = before.lastgroup
        if before.end() + 1 == start:
            start = before.start()
    letter = None
    if kind is not None:
        letter = _letter(kind, match["body"], reader)
    parts = _year_and_number(match)
    href = None
    if letter is not None and parts is not None:
        year, number = parts
        href = _page(f"CELEX:3{year}{letter}{number:04}", reader.tag)
    says = {"kind": "reference", "scheme": "eu-act", "href": href}
    return Found(start, match.end(), says), kind


def _kind_before(text: str, at: int, reader: UnionReader) -> re.Match[str] | None:
    """The last word for a kind of act before a number, if only its issuer is between them."""
    if reader.kind is None:
        return None
    last = None
    for match in reader.kind.finditer(text, max(0, at - _REACH), at):
        last = match
    if last is None:
        return None
    between = text[last.end() : at].strip()
    return last if between in reader.issuers else None


def _letter(kind: str, body: str, reader: UnionReader) -> str | None:
    """The letter of a kind of act in CELEX; None where it is not certain."""
    bodies = set(body.split(", "))
    if bodies & _COAL_AND_STEEL:
        return None
    if bodies & _JUSTICE and not reader.frameworks:
        return None
    return LETTERS[kind]


def _is_year(figures: str) -> bool:
    """Whether four figures are a year in which there was a Community or the Union."""
    return len(figures) == 4 and 1952 <= int(figures) < 2100


def _year_and_number(match: re.Match[str]) -> tuple[int, int] | None:
    """The year and the number of an act; None where it is not certain which is which."""
    first = match["first"]
    second = match["second"]
    if match["sign"]:
        return _as_year(second, int(first))
    if match[0].startswith("("):
        if _is_year(first) and int(first) >= _YEAR_FIRST:
            return int(first), int(second)
        return _as_year(second, int(first)) if not _is_year(first) else None
    if _is_year(first) and _is_year(second):
        return None
    if _is_year(second):
        return int(second), int(first)
    return _as_year(first, int(second))


def _as_year(figures: str, number: int) -> tuple[int, int] | None:
    """A year, of four figures or of the last two of the 1900s, and a number."""
    if _is_year(figures):
        return int(figures), number
    if len(figures) == 2 and int(figures) >= 52:
        return 1900 + int(figures), number
    return None
