"""Lead words: phrases by which somebody acts, each with its kind and its form.

A file lists a phrase in the form in which it is usual. Others are made of it here: the same verb
in other persons (`wzywamy`, `wzywają`), and with its pronoun before it (`se obvezujemo`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from communique.acts.expressions import one_of
from communique.acts.folding import folded
from communique.acts.speech import Speech
from communique.languages.notation import expression

Form = Literal["full", "we", "it", "past", "ing", "noun", "asked"]
"""How lead words stand in a sentence.

full: with their subject in them (`we support`). we: a verb of the speakers (`support`). it: a verb
of somebody else (`supports`). past: a verb in the past. ing: a participle (`supporting`). noun: a
noun (`our support for`). asked: a passive behind whoever is asked (`is invited`).
"""

LeadTable = dict[str, tuple[str, Form]]
"""Kind and form of each phrase, folded."""

PREFIX = 6
"""Phrases are looked up by their first letters: this number of them, or fewer for short phrases."""

_STEM = r"(\w{2,}?)"


class Lead(NamedTuple):
    """Operative words: their end, the kind of act, their form; the force with which a future binds."""

    end: int
    kind: str
    form: Form
    force: str | None = None


class Future(NamedTuple):
    """A future as it is written: `will`, `renforcerons`."""

    start: int
    lead: Lead
    names_verb: bool
    """The words hold the verb that is promised: `renforcerons`, not `will`."""
    names_auxiliary: bool
    """The words hold an auxiliary that belongs to no clause."""

    @property
    def clause(self) -> int:
        """Where what is promised begins: with the verb, or behind the auxiliary."""
        return self.start if self.names_verb else self.lead.end


def lead_table(
    speech: Speech, recital: Mapping[str, str], operative: Mapping[str, str]
) -> LeadTable:
    """Every phrase with its kind and its form."""
    forms = _Forms(speech)
    table: LeadTable = {
        folded(phrase): (kind, "ing") for phrase, kind in recital.items() if kind
    }
    for phrase, kind in {**operative, **speech.table("leads")}.items():
        plain = folded(phrase)
        table[plain] = (kind, forms.of(plain))
    table |= _other_persons(table, speech, forms)
    if speech.flag("prodrop"):
        table = _pronouns_first(table, speech.words("reflexive")) | table
    for phrase, kind in speech.table("named").items():
        table[folded(phrase)] = (kind, "noun")
    futures = _futures_in(table, speech, forms)
    return {
        phrase: said
        for phrase, said in table.items()
        if said[0] and phrase not in futures
    }


class _Forms:
    """The form of a phrase, by its first words."""

    def __init__(self, speech: Speech) -> None:
        self.ours = re.compile(rf"(?:{one_of(speech.words('we'))})\b")
        self.drops_subject = speech.flag("prodrop")
        self.patterns = [
            (re.compile(expression(form)), cast("Form", name))
            for name, form in speech.table("forms").items()
        ]

    def of(self, phrase: str) -> Form:
        """The form whose pattern matches most of a phrase."""
        if self.ours.match(phrase):
            return "full"
        found: Form = "it"
        longest = -1
        for pattern, form in self.patterns:
            match = pattern.match(phrase)
            if match and match.end() > longest:
                found = form
                longest = match.end()
        return "full" if found == "we" and self.drops_subject else found

    def without_subject(self, phrase: str) -> str:
        """A phrase without the first "we" in it."""
        return self.ours.sub("", phrase, count=1).strip()


@dataclass(frozen=True, slots=True)
class _Person:
    """A verb in one person, and the endings that it has in the others."""

    pattern: re.Pattern[str]
    others: tuple[str, ...]


def _paradigms(endings: Iterable[str]) -> list[_Person]:
    """Each person of each paradigm, a paradigm being a row like `-amos|-an`."""
    persons = []
    for row in endings:
        every = folded(row).split("|")
        for ending in every:
            pattern = re.compile(rf"{ending.replace('-', _STEM)}(?!\w)")
            others = tuple(other for other in every if other != ending)
            persons.append(_Person(pattern, others))
    return persons


def _other_persons(table: LeadTable, speech: Speech, forms: _Forms) -> LeadTable:
    """Phrases of a table in the persons in which it does not have them."""
    # Where the verb is last any word may stand before it: `kabul eder`, and so `kabul ederler`.
    before = r"\w+" if speech.flag("final") else one_of(speech.words("adverbs"))
    adverb = re.compile(rf"(?:{before})\s")
    paradigms = _paradigms(speech.words("persons"))
    found: LeadTable = {}
    for phrase, (kind, form) in table.items():
        if form not in {"full", "we", "it", "past"}:
            continue
        for changed in _persons(phrase, paradigms, adverb):
            if changed not in table and changed not in found:
                found[changed] = (kind, forms.of(changed))
    return found


def _persons(
    phrase: str, paradigms: Iterable[_Person], adverb: re.Pattern[str]
) -> Iterator[str]:
    """A phrase as others say it; adverbs may stand before its verb.

    >>> list(_persons("exhortamos a", _paradigms(["-amos|-an"]), re.compile("(?!)")))
    ['exhortan a']
    """
    places = [0]
    while before := adverb.match(phrase, places[0]):
        places.insert(0, before.end())
    for person in paradigms:
        matches = (person.pattern.match(phrase, at) for at in places)
        verb = next(filter(None, matches), None)
        if verb is None:
            continue
        stem = verb[1] if verb.re.groups else ""
        for other in person.others:
            yield (
                phrase[: verb.start()] + other.replace("-", stem) + phrase[verb.end() :]
            )


def _pronouns_first(table: LeadTable, reflexive: Iterable[str]) -> LeadTable:
    """Verbs with their pronoun before them: `obvezujemo se`, and so `svečano se obvezujemo`."""
    pronouns = frozenset(reflexive)
    found: LeadTable = {}
    for phrase, said in table.items():
        verb, _, pronoun = phrase.rpartition(" ")
        if pronoun in pronouns and said[1] != "ing":
            found.setdefault(f"{pronoun} {verb}", said)
    return found


def _futures_in(table: LeadTable, speech: Speech, forms: _Forms) -> frozenset[str]:
    """Phrases that are futures: their form tells what they say, and with what force."""
    futures = [re.compile(row[0]) for row in speech.form_rows("futures")]
    promises = [
        phrase for phrase, said in table.items() if said[0] in {"undertake", "review"}
    ]
    return frozenset(
        phrase
        for phrase in promises
        if any(future.match(forms.without_subject(phrase)) for future in futures)
    )


def lengths_of(phrases: Iterable[str], shortest: int) -> dict[str, list[int]]:
    """The lengths of the phrases that begin with the same letters, the longest first.

    A phrase of at least `PREFIX` letters stands under these, another under as many letters as the
    shortest phrase has.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        letters = PREFIX if len(phrase) >= PREFIX else shortest
        lengths = found[phrase[:letters]]
        if len(phrase) not in lengths:
            lengths.append(len(phrase))
    return dict(found)
