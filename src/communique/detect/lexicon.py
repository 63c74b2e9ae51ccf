"""Classes of words: what phrases of the languages of a text say at its beginning, at its end, or anywhere in a short one."""

from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import add

from communique.detect.characters import unaccented
from communique.languages import LanguageData, all_languages


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by which words are classed: at the beginning, at the end, anywhere in a short text.

    `anywhere`: by the first two letters. `first` and `last`: the first words of those at the beginning, the last words of those
    at the end.
    """

    leads: dict[str, tuple[str, ...]]
    ends: dict[str, tuple[str, ...]]
    anywhere: dict[str, tuple[tuple[str, str], ...]]
    first: frozenset[str] = frozenset()
    last: tuple[str, ...] = ()
    longest: int = 6

    def classes(self, plain: str, size: int) -> tuple[str, ...]:
        """The classes of a text in lower case without accents, sorted."""
        found: set[str] = set()
        words = plain[:90].split(None, self.longest)[: self.longest]
        for count in range(len(words) if words and words[0].strip(_TRIM) in self.first else 0, 0, -1):
            classes = self.leads.get(" ".join([*words[: count - 1], words[count - 1].strip(_TRIM)]))
            if classes:
                found.update(classes)
                break
        if plain[:1] > "\u0e00":
            begins = (plain[:count] for count in range(8, 0, -1))
            found.update(next((self.leads[each] for each in begins if each in self.leads), ()))
        tail = plain[-90:].rstrip(_TRIM)
        last = tail.rsplit(None, self.longest)[-self.longest :] if tail.endswith(self.last) else []
        ends = (" ".join(last[-count:]) for count in range(len(last), 0, -1))
        found.update(next((self.ends[each] for each in ends if each in self.ends), ()))
        if size <= 7:
            twos = self.anywhere.keys() & map(add, plain, plain[1:])
            found.update(name for two in twos for phrase, name in self.anywhere[two] if phrase in plain)
        return tuple(sorted(found))


_TRIM = " .,:;–—-*_()[]\"'“”«»،؛，。：；、"


def classes_of(spoken: tuple[LanguageData, ...]) -> Lexicon:
    """The phrases of the languages of a text, or of all where the first is not known."""
    return _lexicon(spoken if spoken and spoken[0].months else all_languages())


@cache
def _lexicon(languages: tuple[LanguageData, ...]) -> Lexicon:
    leads: dict[str, set[str]] = {}
    ends: dict[str, set[str]] = {}
    anywhere: dict[tuple[str, str], None] = {}
    for each in languages:
        for name, phrases in (
            ("recital", each.recital_leads), ("operative", each.operative_leads), ("enacts", each.enacting),
            ("closing", each.closing_words), ("party", each.party_words), ("annex", each.annex), ("article", each.article),
            ("preamble", each.preamble_words), ("body", each.institutions),
        ):  # fmt: skip
            for phrase in phrases:
                leads.setdefault(_plain(phrase), set()).add(name)
        for phrase in each.enacting:
            ends.setdefault(_plain(phrase), set()).add("enacts$")
        for phrase in each.party_words:
            ends.setdefault(_plain(phrase), set()).add("party$")
        for names in each.declaration_kinds.values():
            anywhere.update(dict.fromkeys((unaccented(name), "kind") for name in names))
        anywhere.update(dict.fromkeys((unaccented(name), "names-body") for name in each.institutions))
        anywhere.update(
            dict.fromkeys((unaccented(month), "month") for names in each.months for month in names if len(month) > 3)
        )
    return Lexicon(
        {phrase: tuple(sorted(names)) for phrase, names in leads.items() if phrase},
        {phrase: tuple(sorted(names)) for phrase, names in ends.items() if phrase},
        {two: tuple(some) for two, some in groupby(sorted(anywhere), lambda each: each[0][:2])},
        frozenset(phrase.split()[0].strip(_TRIM) for phrase in leads if phrase),
        tuple({phrase.split()[-1] for phrase in ends if phrase}),
    )


def _plain(phrase: str) -> str:
    return unaccented(" ".join(phrase.split())).strip(_TRIM)
