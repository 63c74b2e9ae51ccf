"""What is said about documents, in the languages of those who read it: one JSON file per language.

`en.json` is made from the templates in the code, and lists them; the others are written by hand, under the same keys.
A template that counts has a form for each category of its `plural`: `one`, `two`, `few`, `other`.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

from communique.core.bundle import folder_of
from communique.core.message import Message

CATALOGUES: tuple[str, ...] = ("en", "es", "sl")
"""The languages in which findings can be told."""

ENGLISH = "en"

VARIABLES: tuple[str, ...] = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where the environment names a language, the first that is set counts (POSIX, Base Definitions, 8.2)."""

Forms = Mapping[str, str]
Teller = Callable[[str], str]
"""From a sentence to the same in another language."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Templates in one language, by the English ones. `plural`: which remainders take which form, and of what number."""

    language: str
    modulo: int
    plural: Mapping[str, frozenset[int]]
    templates: Mapping[str, str | Forms]

    def tell(self, text: str) -> str:
        """A sentence in this language; what has no template here stays as it is."""
        if not isinstance(text, Message):
            found = self.templates.get(text)
            return found if isinstance(found, str) else text
        found = self.templates.get(text.template)
        if found is None:
            return str(text)
        values = {
            name: self.tell(each) if isinstance(each, str) else each
            for name, each in text.values.items()
        }
        if not isinstance(found, str):
            rest = int(str(values["n"])) % self.modulo
            found = found[
                next((name for name, rests in self.plural.items() if rest in rests), "other")
            ]
        return found.format_map(values)


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language of `CATALOGUES`. Raises KeyError for another."""
    if language not in CATALOGUES:
        raise KeyError(language)
    raw = json.loads(
        folder_of("communique.catalogues").joinpath(f"{language}.json").read_text("utf-8")
    )
    rests = {name: frozenset(each) for name, each in raw["plural"].items()}
    return Catalogue(language, raw["modulo"], rests, raw["templates"])


def teller(language: str) -> Teller:
    """How findings are told in a language of `CATALOGUES`. In English nothing is looked up."""
    return str if language == ENGLISH else partial(Catalogue.tell, catalogue(language))


def language_of(environment: Mapping[str, str]) -> str:
    """The language that an environment asks for; English where it asks for none, or one without a catalogue.

    >>> (
    ...     language_of({"LANG": "sl_SI.UTF-8"}),
    ...     language_of({"LC_ALL": "C", "LANG": "es_ES"}),
    ...     language_of({}),
    ... )
    ('sl', 'en', 'en')
    """
    named = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    language = named.partition(".")[0].partition("@")[0].replace("-", "_").partition("_")[0].lower()
    return language if language in CATALOGUES else ENGLISH
