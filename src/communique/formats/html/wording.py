"""The words of the page itself, by language: one file of `words` for each. To add a language, add a file."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from communique.model.citation import languages as cited
from communique.model.citation import words_in, written
from communique.model.types import Date

FALLBACK = "en"


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The words of the page in one language. Compared by identity: there is one value for each language."""

    tag: str
    texts: dict[str, Any]

    def __getitem__(self, key: str) -> str:
        """The words for something; raises KeyError where the file has none."""
        found: str = self.texts[key]
        return found

    def table(self, key: str) -> dict[str, str]:
        """The words for each value of a closed list: kinds of acts, types of entities, effects, standings."""
        found: dict[str, str] = self.texts[key]
        return found

    @property
    def citation(self) -> dict[str, Any]:
        """The words of citations."""
        return words_in(self.tag)

    def date(self, value: Date) -> str:
        """A date as it is written."""
        return written(value, self.citation)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, in order."""
    names = (file.name for file in files("communique.formats.html").joinpath("words").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in names if name.endswith(".json")))


@cache
def _load(tag: str) -> Wording:
    file = files("communique.formats.html").joinpath("words").joinpath(f"{tag}.json")
    return Wording(tag, json.loads(file.read_text("utf-8")))


def wording(tag: str) -> Wording:
    """The words for a document in a language, by its primary subtag; English where there are none.

    >>> wording("sl-SI").tag, wording("tlh").tag
    ('sl', 'en')
    """
    primary = tag.partition("-")[0]
    return _load(primary if primary in languages() and primary in cited() else FALLBACK)
