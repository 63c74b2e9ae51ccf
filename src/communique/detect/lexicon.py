"""Words and phrases by class, from the data of languages.

A class says what phrases of a language do: lead a recital, enact, close a text, name an annex or a
kind of document. A text has a class if such a phrase begins it, ends it, or stands in a short one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby
from operator import add

from communique.core.scripts import is_small, unaccented_each
from communique.languages import LanguageData, all_languages, in_every_language

MAX_ENDING = 2
"""A lead phrase can have an ending of this many letters: `pažymėdama`, and `pažymėdamas`."""
MIN_STEM = 6
"""Only a lead phrase of this many characters can have an ending: `Dazu` does not begin with `da`."""
MAX_PHRASE_WORDS = 6
"""No phrase has more words."""
MAX_CASELESS_LEAD = 8
"""In scripts without spaces a lead phrase has at most this many characters."""
MAX_SHORT_WORDS = 7
"""A text with more words is not short: what stands anywhere in it says little."""
WINDOW = 90
"""This many characters of a text are looked at, at its beginning and at its end."""
MIN_MONTH = 4
"""Months with fewer letters are also other words."""
_FIRST_SPACELESS = "\u0e00"
"""From this character on scripts do not part words by spaces."""
_TRIM = " .,:;–—-*_()[]\"'“”«»،؛，。：；、"
"""Characters around words that are not part of a phrase."""


def led(text: str, leads: tuple[str, ...]) -> bool:
    """Whether a text begins with one of these phrases, which are in small letters.

    Where letters have a case the phrase must end with a word, apart from an ending of a long one.
    """
    folded = text.casefold()
    if not folded.startswith(leads):
        return False
    return any(folded.startswith(lead) and _ends_word(folded, lead) for lead in leads)


def _ends_word(folded: str, lead: str) -> bool:
    """Whether a text that begins with a lead goes on with a new word, or an ending of the lead."""
    if not is_small(lead[-1]):
        return True
    letters = 0
    for char in folded[len(lead) : len(lead) + MAX_ENDING + 1]:
        if not char.isalpha():
            break
        letters += 1
    if letters == 0:
        return True
    return letters <= MAX_ENDING and len(lead) >= MIN_STEM


@cache
def phrases(
    fields: str,
    languages: tuple[LanguageData, ...] = (),
    fold: Callable[[str], str] = str.casefold,
) -> tuple[str, ...]:
    """The phrases of fields of `LanguageData` in these languages, or in all; each once, folded."""
    found: list[str] = []
    for field in fields.split():
        if languages:
            found.extend(
                chain.from_iterable(getattr(language, field) for language in languages)
            )
        else:
            found.extend(
                chain.from_iterable(row.forms for row in in_every_language(field))
            )
    return tuple(dict.fromkeys(map(fold, found)))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases by which texts are classed, in lower case without accents.

    `leads` and `ends`: the classes of phrases at the beginning and at the end of a text.
    `anywhere`: phrases with their class, by their first two characters.
    `first` and `last`: the first words of all leads, and the last words of all ends.
    """

    leads: dict[str, tuple[str, ...]]
    ends: dict[str, tuple[str, ...]]
    anywhere: dict[str, tuple[tuple[str, str], ...]]
    first: frozenset[str] = frozenset()
    last: tuple[str, ...] = ()

    def classes(self, plain: str, size: int) -> tuple[str, ...]:
        """The classes of a text of `size` words in lower case without accents, sorted."""
        found = {*self._leading(plain), *self._ending(plain)}
        if plain[:1] > _FIRST_SPACELESS:
            found.update(self._leading_spaceless(plain))
        if size <= MAX_SHORT_WORDS:
            found.update(self._standing(plain))
        return tuple(sorted(found))

    def _leading(self, plain: str) -> tuple[str, ...]:
        words = plain[:WINDOW].split(None, MAX_PHRASE_WORDS)[:MAX_PHRASE_WORDS]
        if not words or words[0].strip(_TRIM) not in self.first:
            return ()
        for count in range(len(words), 0, -1):
            last = words[count - 1].strip(_TRIM)
            classes = self.leads.get(" ".join([*words[: count - 1], last]))
            if classes:
                return classes
        return ()

    def _leading_spaceless(self, plain: str) -> tuple[str, ...]:
        for count in range(MAX_CASELESS_LEAD, 0, -1):
            classes = self.leads.get(plain[:count])
            if classes:
                return classes
        return ()

    def _ending(self, plain: str) -> tuple[str, ...]:
        tail = plain[-WINDOW:].rstrip(_TRIM)
        if not tail.endswith(self.last):
            return ()
        words = tail.rsplit(None, MAX_PHRASE_WORDS)[-MAX_PHRASE_WORDS:]
        for count in range(len(words), 0, -1):
            classes = self.ends.get(" ".join(words[-count:]))
            if classes:
                return classes
        return ()

    def _standing(self, plain: str) -> set[str]:
        found: set[str] = set()
        for pair in self.anywhere.keys() & map(add, plain, plain[1:]):
            found.update(
                name for phrase, name in self.anywhere[pair] if phrase in plain
            )
        return found


def classes_of(spoken: tuple[LanguageData, ...]) -> Lexicon:
    """The phrases of the languages of a text, or of all where the first is not known."""
    known = bool(spoken) and bool(spoken[0].months)
    return _lexicon(spoken if known else all_languages())


LEAD_CLASSES = (
    ("recital", "recital_leads"),
    ("operative", "operative_leads"),
    ("enacts", "enacting"),
    ("closing", "closing_words"),
    ("party", "party_words"),
    ("annex", "annex"),
    ("article", "article"),
    ("preamble", "preamble_words"),
    ("body", "institutions"),
)
"""The class of a phrase at the beginning of a text, and the field of `LanguageData` that has it."""
END_CLASSES = (("enacts$", "enacting"), ("party$", "party_words"))
"""The same at the end of a text."""


@cache
def _lexicon(languages: tuple[LanguageData, ...]) -> Lexicon:
    leads = _classed(languages, LEAD_CLASSES)
    ends = _classed(languages, END_CLASSES)
    anywhere = sorted(_standing_phrases(languages))
    return Lexicon(
        leads,
        ends,
        {
            pair: tuple(some)
            for pair, some in groupby(anywhere, lambda each: each[0][:2])
        },
        frozenset(phrase.split()[0].strip(_TRIM) for phrase in leads),
        tuple({phrase.split()[-1] for phrase in ends}),
    )


def _classed(
    languages: tuple[LanguageData, ...], table: tuple[tuple[str, str], ...]
) -> dict[str, tuple[str, ...]]:
    """The sorted classes of each phrase of a table of classes."""
    found: dict[str, set[str]] = {}
    for language in languages:
        for name, field in table:
            spaced = (" ".join(phrase.split()) for phrase in getattr(language, field))
            for phrase in unaccented_each(spaced):
                plain = phrase.strip(_TRIM)
                if plain:
                    found.setdefault(plain, set()).add(name)
    return {phrase: tuple(sorted(names)) for phrase, names in found.items()}


def _standing_phrases(languages: tuple[LanguageData, ...]) -> set[tuple[str, str]]:
    """The phrases that say something wherever they stand in a short text, each with its class."""
    found: set[tuple[str, str]] = set()
    for language in languages:
        kinds = chain.from_iterable(language.declaration_kinds.values())
        found.update((name, "kind") for name in unaccented_each(kinds))
        found.update(
            (name, "names-body") for name in unaccented_each(language.institutions)
        )
        months = filter(_is_long_month, chain.from_iterable(language.months))
        found.update((name, "month") for name in unaccented_each(months))
    return found


def _is_long_month(name: str) -> bool:
    return len(name) >= MIN_MONTH
