"""The words of the page itself, by language: one file of `words` for each. To add a language, add a file."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from communique.formats.html.markup import attribute, foreign
from communique.model.citation import languages as cited
from communique.model.citation import words_in, written
from communique.model.types import Date
from communique.model.weaving import escaped

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

    def said(self, key: str, of: str = "", **values: object) -> str:
        """Words as markup. It names their key (`acts.commit` in a table) and holds the values, so that the page can say them in another
        language when it is read; `of` is what the element is.

        >>> wording("sl").said("title")
        '<span data-w="title">Naslov</span>'
        """
        name, _, value = key.partition(".")
        text = escaped(self.table(name)[value] if value else self[key])
        for each, given in values.items():
            text = text.replace(f"{{{each}}}", foreign(str(given)))
        kind = f' class="{of}"' if of else ""
        return f'<span{kind} data-w="{key}"{_held(values)}>{text}</span>'

    def label(self, key: str, **values: object) -> str:
        """The attributes of an element that is called so."""
        return f' aria-label="{attribute(self[key].format(**values))}" data-label="{key}"{_held(values)}'

    def time(self, value: Date) -> str:
        """A date as an element; the page writes it in the language in which it is read."""
        return f'<time datetime="{value}">{escaped(self.date(value))}</time>'

    @property
    def citation(self) -> dict[str, Any]:
        """The words of citations."""
        return words_in(self.tag)

    def date(self, value: Date) -> str:
        """A date as it is written."""
        return written(value, self.citation)


def _held(values: dict[str, object]) -> str:
    held = {name: str(value) for name, value in values.items()}
    return f' data-values="{attribute(json.dumps(held, ensure_ascii=False))}"' if held else ""


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, in order."""
    names = (file.name for file in files("communique.formats.html").joinpath("words").iterdir())
    found = {name.removesuffix(".json") for name in names if name.endswith(".json")}
    return tuple(sorted(found.intersection(cited())))


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
    return _load(primary if primary in languages() else FALLBACK)
