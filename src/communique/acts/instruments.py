"""Instruments that are cited by name: `the Charter of the United Nations`.

Each row has the key of its names in the language files, and its address.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from communique.core.expressions import compile_late
from communique.detect.mentions.forms import EUR_LEX, eur_lex_language
from communique.detect.mentions.resolutions import UNDOCS
from communique.languages import language

SCHEME = "instrument"
"""The scheme of works that are cited by name."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument with a name."""

    key: str
    """The key of its names in the references of a language."""
    name: str
    """Its name in English."""
    href: str
    """Its address; `{LANG}` is the language of the page."""


INSTRUMENTS = (
    Instrument(
        "un-charter",
        "Charter of the United Nations",
        "https://www.un.org/en/about-us/un-charter/full-text",
    ),
    Instrument(
        "human-rights",
        "Universal Declaration of Human Rights",
        f"{UNDOCS}A/RES/217(III)",
    ),
    Instrument(
        "agenda-2030",
        "2030 Agenda for Sustainable Development",
        f"{UNDOCS}A/RES/70/1",
    ),
    Instrument(
        "paris",
        "Paris Agreement",
        "https://unfccc.int/process-and-meetings/the-paris-agreement",
    ),
    Instrument(
        "rights-charter",
        "Charter of Fundamental Rights of the European Union",
        f"{EUR_LEX}CELEX:12016P/TXT",
    ),
)
"""Every instrument that is known by name."""


class Named(NamedTuple):
    """The name of an instrument in a text: half-open offsets in code points, and its address."""

    start: int
    end: int
    href: str


def named_in(text: str, tag: str) -> Iterator[Named]:
    """The instruments that a text names, in a language by its tag."""
    names = _names(tag)
    if names is None:
        return
    lang = eur_lex_language(tag)
    for match in names.finditer(text):
        instrument = INSTRUMENTS[int((match.lastgroup or "")[1:])]
        href = instrument.href.format(LANG=lang)
        yield Named(match.start(), match.end(), href)


@cache
def _names(tag: str) -> re.Pattern[str] | None:
    """An expression for the names of a language, a group for each instrument."""
    words = language(tag).references
    groups: list[str] = []
    for number, instrument in enumerate(INSTRUMENTS):
        names = words.get(instrument.key, ())
        if names:
            longest_first = sorted(names, key=len, reverse=True)
            groups.append(f"(?P<i{number}>{'|'.join(map(re.escape, longest_first))})")
    if not groups:
        return None
    return compile_late(rf"(?<!\w)(?:{'|'.join(groups)})(?!\w)")
