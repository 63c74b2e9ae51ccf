"""What is said about documents, in the languages of those who read it: one JSON file per language.

`en.json` is made from the templates in the code. The others are written by hand, under the
same keys.
A template that counts has a form for each category of its `plural`: `one`, `two`, `few`, `other`.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

from communique.core.bundle import data_of
from communique.core.message import Message

CATALOGUES: tuple[str, ...] = ("en", "es", "sl")
"""The languages in which findings can be told."""

ENGLISH = "en"

VARIABLES: tuple[str, ...] = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables that name a language; the first that is set decides (POSIX, 8.2)."""

Forms = Mapping[str, str]
Teller = Callable[[str], str]
"""From a sentence to the same in another language."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Templates in one language, by the English ones.

    The number `n` modulo `modulo` decides on the plural form: `plural` has the remainders of each.
    """

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
        values = dict(text.values)
        for name, value in text.values.items():
            if isinstance(value, str):
                values[name] = self.tell(value)
        if not isinstance(found, str):
            number = int(str(values["n"]))
            found = found[self._form(number)]
        return found.format_map(values)

    def _form(self, number: int) -> str:
        """The plural form that a number takes."""
        rest = number % self.modulo
        for name, rests in self.plural.items():
            if rest in rests:
                return name
        return "other"


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language of `CATALOGUES`. Raises KeyError for another."""
    if language not in CATALOGUES:
        raise KeyError(language)
    data = data_of("communique.catalogues", f"{language}.json")
    raw = json.loads(data)
    rests = {name: frozenset(each) for name, each in raw["plural"].items()}
    return Catalogue(language, raw["modulo"], rests, raw["templates"])


def teller(language: str) -> Teller:
    """How findings are told in a language of `CATALOGUES`. In English nothing is looked up."""
    return str if language == ENGLISH else partial(Catalogue.tell, catalogue(language))


def language_of(environment: Mapping[str, str]) -> str:
    """The language that an environment asks for; English without one, or without its catalogue.

    >>> (
    ...     language_of({"LANG": "sl_SI.UTF-8"}),
    ...     language_of({"LC_ALL": "C", "LANG": "es_ES"}),
    ...     language_of({}),
    ... )
    ('sl', 'en', 'en')
    """
    locales = [environment[name] for name in VARIABLES if environment.get(name)]
    if not locales:
        return ENGLISH
    language = re.split("[-_.@]", locales[0])[0].lower()
    return language if language in CATALOGUES else ENGLISH
