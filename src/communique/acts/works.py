"""The work that a citation means: its number, and the address of the work itself.

The address of a citation is a page in one language. A work has one address in all languages, so
citations of it in several languages are known to mean the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from communique.core.expressions import compile_late
from communique.detect.mentions.resolutions import UNDOCS
from communique.model import Declaration

_SYMBOL = compile_late(r"https?://(?:www\.)?undocs\.org/(?:[a-z]{2}/)?(?P<symbol>.+)")
_CELEX = compile_late(r"https?://eur-lex\.europa\.eu/.*CELEX(?::|%3A)(?P<celex>\w+)")
_EUR_LEX = compile_late(
    r"(?P<site>https?://eur-lex\.europa\.eu/legal-content/)[A-Z]{2}/(?P<rest>.+)"
)
_REGISTER = compile_late(r"(?P<work>https?://data\.consilium\.\S+)/[a-z]{2}/pdf")
_ELI = compile_late(
    r"https?://data\.europa\.eu/eli/(?P<kind>reg|dir|dec|dec_framw)/"
    r"(?P<year>\d{4})/(?P<number>\d{1,4})(?!\d).*"
)
_ACT = compile_late(r"3(?P<year>\d{4})(?P<letter>[RLDF])(?P<number>\d{4})")
_TREATY = compile_late(r"12016(?P<letter>[EM])\d{0,3}")
_KINDS = {"R": "reg", "L": "dir", "D": "dec", "F": "dec_framw"}
"""The kinds of acts in the European Legislation Identifier, by their letter in CELEX."""
_TREATIES = {"E": "tfeu_2016", "M": "teu_2016"}
"""The treaties in the European Legislation Identifier, by their letter in CELEX."""
_NAMES = {"E": "TFEU", "M": "TEU"}
"""The short names of the treaties, by the same letters."""
_ELI_SITE = "http://data.europa.eu/eli"
_END_OF_PLACE = compile_late(r"[\d)](?=[^\d)]*\Z)")
"""The end of the number of an article: `Article 83(1)`."""


@dataclass(frozen=True, slots=True)
class Work:
    """A cited work."""

    value: str
    """Its number, without the words before it: `S/RES/1540(2004)`, `2016/679`."""
    iri: str | None
    """Its address, the same in all languages; None where none is certain."""


TREATY = "eu-treaty"
"""The scheme of articles of treaties: their words name the article and the treaty."""


def work_of(words: str, scheme: str | None, href: str | None) -> Work:
    """The work that is meant by words with an address.

    >>> work_of("1540 (2004)", "un", "https://undocs.org/en/S/RES/1540(2004)")
    Work(value='S/RES/1540(2004)', iri='https://undocs.org/S/RES/1540(2004)')
    >>> work_of("resolution 50/13", "un", None)
    Work(value='50/13', iri=None)
    """
    if href is None:
        value = "TEU" if scheme == TREATY else _number(words)
        return Work(value, None)
    symbol = _SYMBOL.fullmatch(href)
    if symbol is not None:
        value = "".join(unquote(symbol["symbol"]).split())
        return Work(value, UNDOCS + value)
    celex = _CELEX.fullmatch(href)
    if celex is not None:
        return _of_celex(words, celex["celex"], href)
    eli = _ELI.fullmatch(href)
    if eli is not None:
        return Work(_number(words), _eli(eli["kind"], eli["year"], eli["number"]))
    return Work(_number(words), _in_no_language(href))


def _of_celex(words: str, celex: str, href: str) -> Work:
    """A work by its CELEX number: an act and a treaty have an identifier of legislation."""
    act = _ACT.fullmatch(celex)
    if act is not None:
        kind = _KINDS[act["letter"]]
        return Work(_number(words), _eli(kind, act["year"], act["number"]))
    treaty = _TREATY.fullmatch(celex)
    if treaty is not None:
        iri = f"{_ELI_SITE}/treaty/{_TREATIES[treaty['letter']]}"
        return Work(_NAMES[treaty["letter"]], iri)
    return Work(celex, _in_no_language(href))


def _eli(kind: str, year: str, number: str) -> str:
    """The identifier of an act, without a version and a language."""
    return f"{_ELI_SITE}/{kind}/{year}/{int(number)}"


def _in_no_language(href: str) -> str:
    """An address without the language of the page."""
    page = _EUR_LEX.fullmatch(href)
    if page is not None:
        return page["site"] + page["rest"]
    file = _REGISTER.fullmatch(href)
    return href if file is None else file["work"]


def place_in(words: str) -> str:
    """The article in words that end with the short name of its treaty.

    >>> place_in("Article 83(1) TFEU")
    'Article 83(1)'
    """
    end = _END_OF_PLACE.search(words)
    return words if end is None else words[: end.end()]


def _number(words: str) -> str:
    """The number in words that may begin with the kind of document."""
    parts = words.split()
    while len(parts) > 1 and not re.search(r"\d", parts[0]):
        parts.pop(0)
    return " ".join(parts)


def addresses(declaration: Declaration) -> Iterator[str]:
    """The addresses under which others may cite a declaration: that of the work, and its numbers."""
    yield declaration.iri
    for number in declaration.identifiers:
        if number.scheme == "un":
            yield UNDOCS + "".join(number.value.split())
        yield f"{number.scheme}:{number.value}"
