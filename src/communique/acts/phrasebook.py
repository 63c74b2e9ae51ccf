"""What a language says when it acts: its lead words, subjects, futures, dates and conditions, ready to be looked for.

Everything is data of the language's file: the lead words that readers go by, and under `speech` what only this floor needs.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Literal, NamedTuple

from communique.languages import language, states

Form = Literal["full", "we", "it", "past", "ing", "noun", "asked"]
"""How a lead stands: with its subject in it, as a verb of the speakers (`we support`), of one who acts (`supports`), in the
past, as a participle (`supporting`), as a noun (`our support for`), or behind whoever is asked (`is invited`)."""

PREFIX = 6
"""By so many letters phrases are looked up; shorter ones as they are."""
LONGEST = 60
"""How long the rest of a lead is at most, behind an adverb in it."""
_WORD = re.compile(r"[^\W\d_]+")
_SAME = {"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "*": " ", "_": " "}
_SAME |= dict(zip("άέήίόύώ", "αεηιουω", strict=True))  # Greek capitals have no accents


@lru_cache(8192)
def folded(text: str) -> str:
    """A text in lower case with plain apostrophes and blanks, and Greek without accents, each code point where it was.

    >>> folded("We’re in İzmir")
    "we're in İzmir"
    """
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for char, same in _SAME.items():  # a table for `translate` is four times as slow
        lower = lower.replace(char, same)
    return lower


class Lead(NamedTuple):
    """Operative words: where they end, what they do, in which form; with what force a future binds."""

    end: int
    kind: str
    form: Form
    force: str | None = None


def _any(phrases: Iterable[str]) -> str:
    """An expression for one of the phrases, the longest first; one that nothing matches if there are none."""
    found = sorted({folded(each) for each in phrases}, key=lambda each: (-len(each), each))
    return "|".join(re.escape(each).replace(r"\ ", r"\s+") for each in found) or r"(?!)"


def _words(words: Iterable[str]) -> str:
    """An expression for one of the words, by their first letters: of hundreds of words few are tried."""
    by_letter = groupby(sorted(words, key=lambda each: (each[:1], -len(each), each)), key=lambda each: each[:1])
    tails = ((letter, "|".join(re.escape(each[1:]) for each in known)) for letter, known in by_letter)
    return "|".join(f"{re.escape(letter)}(?:{rest})" for letter, rest in tails) or r"(?!)"


def _grouped(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(f'(?:{each})' for each in patterns) or '(?!)'})"


def _whether(patterns: Iterable[str]) -> str:
    """An expression for any of the others, which does not say what is what."""
    return _grouped(re.sub(r"\(\?P<\w+>", "(?:", each) for each in patterns)


def _one(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(_grouped(patterns))


@dataclass(frozen=True, slots=True, eq=False)
class Phrasebook:
    """The phrases of one language. Expressions are for folded text.

    `begin`: the letters, as many as the `shortest` of them has, with which leads begin. `vows`: what behind words like `reaffirm` makes a promise of them (`our commitment to`). `tones`: what behind words like
    `express` says which kind they are (`concern`). `undone`: what behind a future is
    nothing that somebody does (`have the right`). `nouns`: what is a noun where a verb follows (`requests`), or no article (`and
    support for`). `pronouns`: what stands for who acted before (`It welcomes`). `infinitive`: what stands before an infinitive, where
    its form may also be that of the speakers (`to support`). `tail`: what joins a point to the next. `purpose`: what ends a lead that says what for (`met to:`). `inner`: an auxiliary and the adverbs behind it, which stand in
    no lead (`are firmly committed`). `anew`: where another sentence of those who speak begins. `pairs`: words before a noun that make all who speak of
    it (`both Ministers`). `lands`: the first words of the names of states. `party`: who acts, where no blank parts words. `free`: the verb of a main clause may stand anywhere in it. `silent`: the form
    of a verb says "we". `late`: the participle of a recital stands behind what it governs.
    `present`, `presently_done`: what somebody does, and what is done to a thing, where the present binds. `rest`: what goes on with
    a subject (`that closes`).
    `stirs`: where a lead or a future may begin, and in a free language words before it.
    `finite`: a verb of the speakers is told from an infinitive by its form. `inverts`: behind other words the verb stands before its
    subject (`dazu werden wir`). `verb_first`: those who speak stand behind their verb. `final`: the verb stands at the end of its
    sentence, behind what is promised. `spaced`: words are parted by blanks.
    """

    leads: dict[str, tuple[str, Form]]
    lengths: dict[str, tuple[int, ...]]
    short: tuple[int, ...]
    shortest: int
    begin: frozenset[str]
    nouns: frozenset[str]
    pronouns: frozenset[str]
    infinitive: re.Pattern[str] | None
    head_only: frozenset[str]
    free: bool
    silent: bool
    late: bool
    finite: bool
    inverts: bool
    verb_first: bool
    final: bool
    spaced: bool
    we: re.Pattern[str]
    pairs: re.Pattern[str]
    party: re.Pattern[str]
    signing: frozenset[str]
    speakers: re.Pattern[str]
    speaking: re.Pattern[str]
    agents: frozenset[str]
    things: frozenset[str]
    lands: frozenset[str]
    small: frozenset[str]
    breaks: frozenset[str]
    openers: frozenset[str]
    by: re.Pattern[str]
    adverbs: re.Pattern[str]
    inner: re.Pattern[str]
    anew: re.Pattern[str]
    joins: re.Pattern[str]
    prefix: re.Pattern[str] | None
    tail: re.Pattern[str]
    purpose: re.Pattern[str]
    any_future: re.Pattern[str]
    stirs: re.Pattern[str]
    futures: tuple[tuple[re.Pattern[str], str, str | None], ...]
    vows: tuple[tuple[re.Pattern[str], str], ...]
    tones: tuple[tuple[re.Pattern[str], str], ...]
    undone: re.Pattern[str]
    passive: re.Pattern[str]
    present: re.Pattern[str]
    presently_done: re.Pattern[str]
    rest: frozenset[str]
    negation: re.Pattern[str]
    particle: re.Pattern[str]
    addressee: tuple[re.Pattern[str], ...]
    partner: tuple[re.Pattern[str], ...]
    condition: re.Pattern[str]
    before_date: re.Pattern[str]
    after_date: re.Pattern[str]
    relative: tuple[re.Pattern[str], ...]
    any_term: re.Pattern[str]
    numbers: dict[str, int]
    units: dict[str, str]
    abbreviations: frozenset[str]
    months: frozenset[str]

    def acts(self, text: str, at: int) -> bool:
        """Whether operative words stand there: a lead, or a future."""
        return self.lead(text, at) is not None or self.any_future.match(text, at) is not None

    def agent(self, word: str) -> bool:
        """Whether a noun is one of who can act, or is made of one: `Benelux-landen`."""
        return word in self.agents or word.rpartition("-")[2] in self.agents

    def lead(self, text: str, at: int) -> Lead | None:
        """The longest lead that stands there."""
        if text[at : at + self.shortest] not in self.begin:
            return None
        inner = self.inner.match(text, at)
        if inner is not None:  # `are firmly committed` is `are committed`
            plain = inner[1] + text[inner.end() : inner.end() + LONGEST]
            lead = self._listed(plain, 0)
            if lead is not None and lead.end > len(inner[1]):
                return self.vowed(text, lead._replace(end=lead.end + inner.end() - len(inner[1])))
        lead = self._listed(text, at)
        return self.vowed(text, lead) if lead is not None else None

    def _listed(self, text: str, at: int) -> Lead | None:
        """The longest lead of the list that stands there, in these words."""
        for length in self.lengths.get(text[at : at + PREFIX], self.short):
            end = at + length
            found = self.leads.get(text[at:end])
            if found is not None and not (self.spaced and text[end : end + 1].isalnum()):
                return Lead(end, *found)
        return None

    def vow(self, text: str, at: int) -> Lead | None:
        """What a noun at the head of a point promises: `Our shared commitment to`."""
        for pattern, kind in self.vows:
            match = pattern.match(f" {text[at : at + LONGEST]}")
            if match:
                return Lead(at + match.end() - 1, kind, "noun")
        return None

    def vowed(self, text: str, lead: Lead) -> Lead:
        """A lead, or what the words behind it make of it: to reaffirm one's commitment is to commit oneself."""
        if lead.kind not in {"affirm", "reaffirm", "stress", "note"}:
            return lead
        for pattern, kind in self.tones if lead.form == "ing" or lead.kind == "note" else (*self.vows, *self.tones):
            match = pattern.match(text, lead.end)
            if match:
                return lead._replace(end=match.end(), kind=kind)
        return lead

    def future(self, text: str, at: int, *, till: int | None = None) -> tuple[re.Match[str], Lead] | None:
        """What somebody will do, by the form of the verb there; or, where `till` is given, there or later but before that."""
        if not (self.any_future.match(text, at) if till is None else self.any_future.search(text, at, till)):
            return None
        for pattern, kind, force in self.futures:
            match = pattern.match(text, at) if till is None else pattern.search(text, at, till)
            if match:
                return match, Lead(match.end(), kind, "we", force)
        return None


@cache
def phrasebook(tag: str) -> Phrasebook:
    """The phrases of a language by its tag; an unknown one has none."""
    data = language(tag)
    speech: dict[str, Any] = dict(data.speech)
    leads = _leads(data.recital_leads, {**data.operative_leads, **speech.get("leads", {})}, speech)
    short = tuple(sorted({len(each) for each in leads if len(each) < PREFIX}, reverse=True))
    shortest = min(map(len, leads), default=0)
    spaced = data.tag not in {"zh", "ja"} if "spaced" not in speech else bool(speech["spaced"])
    word, ends = (r"(?<!\w)", r"\b") if spaced else ("", "")
    joins = _any(speech.get("joins", ()))
    free = bool(speech.get("free"))
    any_future = word + _whether(each[0] for each in speech.get("futures", ()))
    blank = r"\s*" if not spaced else r"\s+"
    relative = rf"(?:{_any(speech.get('relatives', ()))})\s+(?=(?:{_any(speech.get('we', ()))})\s)"  # `, which we will`
    return Phrasebook(
        leads=leads,
        lengths=_lengths(leads, short),
        short=short,
        shortest=shortest,
        begin=frozenset(each[:shortest] for each in leads),
        nouns=frozenset(map(folded, speech.get("nouns", ()))),
        pronouns=frozenset(map(folded, speech.get("pronouns", ()))),
        infinitive=re.compile(rf"(?<!\w)(?:{_any(speech['infinitive'])})\s+\w") if "infinitive" in speech else None,
        head_only=frozenset(map(folded, speech.get("head_only", ()))),
        free=free,
        silent=bool(speech.get("prodrop")),
        late=bool(speech.get("late")),
        finite=bool(speech.get("finite")),
        inverts=bool(speech.get("inverts")),
        verb_first=bool(speech.get("verb_first")),
        final=bool(speech.get("final")),
        spaced=spaced,
        we=re.compile(rf"(?:{_any(speech.get('we', ()))}){ends}"),
        party=_one(speech.get("party", ())),
        signing=frozenset(map(folded, speech.get("signing", ()))),
        pairs=re.compile(rf"(?:{_any(speech.get('pairs', ()))})\b"),
        speakers=re.compile(rf"(?:{_any(speech.get('speakers', ()))})" + (r"(?!\w)" if spaced else "")),
        speaking=re.compile(rf"\b(?:{_any((*speech.get('we', ()), *speech.get('speakers', ())))})(?!\w)"),
        agents=frozenset(map(folded, speech.get("agents", ()))),
        things=frozenset(map(folded, speech.get("things", ()))),
        lands=frozenset(folded(name).split()[0] for names in states(tag).values() for name in names if name),
        small=frozenset(map(folded, speech.get("small", ()))),
        openers=frozenset(map(folded, speech.get("openers", ()))),
        by=re.compile(rf"\b(?:{_any(speech.get('by', ()))})\s+"),
        breaks=frozenset(map(folded, speech.get("breaks", ()))),
        adverbs=re.compile(rf"\s*(?:(?:{_any(speech.get('adverbs', ()))})(?:,?{blank}))*"),
        inner=_one(speech.get("inner", ())),
        anew=re.compile(rf"[,;]?\s+(?:{_any(speech.get('joins', ())[:1])})\s+(?:{_any(speech.get('we', ()))})\s"),
        joins=re.compile(
            rf"(?P<mark>[,;:،؛，；。：–—])[^\S\n]*(?:(?:{joins}){blank}|{relative})?|(?<=\s)(?:{joins}){blank}"
            + (rf"|(?<=\s)(?:{speech['prefix']})(?=\w)" if "prefix" in speech else "")
        ),
        prefix=re.compile(rf"(?:{speech['prefix']})(?=\w)") if "prefix" in speech else None,
        any_future=re.compile(any_future),
        stirs=re.compile(
            _stirs(leads, _before(speech) if free else (), any_future, speech.get("prefix"), spaced=spaced)
        ),
        tail=re.compile(rf"[;,]\s{{0,9}}(?:{joins})\s{{0,9}}\Z"),
        purpose=re.compile(rf"\s(?P<to>{_any(speech.get('purpose', ()))})\s{{0,3}}[:：][\s*_]{{0,9}}\Z"),
        futures=tuple(
            (re.compile(rf"{word}(?:{each[0]})"), each[1], each[2] or None) for each in speech.get("futures", ())
        ),
        vows=tuple((re.compile(each[0]), each[1]) for each in speech.get("vows", ())),
        tones=tuple((re.compile(each[0]), each[1]) for each in speech.get("tones", ())),
        undone=_one(speech.get("undone", ())),
        passive=_one(speech.get("passive", ())),
        present=_one(speech.get("present", ())),
        presently_done=_one(speech.get("presently_done", ())),
        rest=frozenset(map(folded, speech.get("rest", ()))),
        negation=_one(speech.get("negation", ())),
        particle=re.compile(
            _one(speech.get("particles", ())).pattern
            if speech.get("final")
            else rf"\s*(?:{_one(speech.get('particles', ())).pattern})?\s*"
        ),
        addressee=tuple(map(re.compile, speech.get("addressee", ()))),
        partner=tuple(map(re.compile, speech.get("partner", ()))),
        condition=_one(speech.get("conditions", ())),
        before_date=_one(speech.get("before_date", ())),
        after_date=_one(speech.get("after_date", ())),
        relative=tuple(map(re.compile, speech.get("relative", ()))),
        any_term=re.compile(
            _whether(each for name in ("relative", "conditions", "partner") for each in speech.get(name, ()))
        ),
        numbers=dict(speech.get("numbers", {})),
        units=dict(speech.get("units", {})),
        abbreviations=frozenset(speech.get("abbreviations", ())),
        months=frozenset(folded(form) for forms in data.months for form in forms),
    )


def _before(speech: dict[str, Any]) -> Iterator[str]:
    """The words that may stand before a verb and belong to its act: adverbs, and those who speak."""
    return (folded(each) for name in ("adverbs", "we") for each in speech.get(name, ()))


def _stirs(leads: Iterable[str], before: Iterable[str], future: str, prefix: str | None, *, spaced: bool) -> str:
    """An expression for where a lead or a future may begin, by first words, which are told from each other quickly."""
    phrases = {*leads, *before}
    if not spaced:
        return rf"(?={_words({each[:2] for each in phrases})}|{future})"
    begins = rf"(?:(?<!\w)|(?<=\s(?:{prefix}))|(?<=^(?:{prefix})))" if prefix else r"(?<!\w)"
    first = {match[0] for each in phrases if (match := _WORD.match(each))}
    return rf"{begins}(?=(?:{_words(first)})(?![^\W\d_])|{future})"


def _lengths(phrases: Iterable[str], short: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """How long the phrases are that begin with the same letters, the longest first, and then the short ones."""
    found: dict[str, set[int]] = defaultdict(set)
    for phrase in phrases:
        if len(phrase) >= PREFIX:
            found[phrase[:PREFIX]].add(len(phrase))
    return {prefix: (*sorted(lengths, reverse=True), *short) for prefix, lengths in found.items()}


def _leads(recital: Any, operative: Any, speech: dict[str, Any]) -> dict[str, tuple[str, Form]]:
    """Every lead with its kind and form, which its first words say."""
    ours = re.compile(rf"(?:{_any(speech.get('we', ()))})\b")
    forms = [(re.compile(pattern), form) for form, pattern in dict(speech.get("forms", {})).items()]
    found: dict[str, tuple[str, Form]] = {folded(phrase): (kind, "ing") for phrase, kind in recital.items()}
    for phrase, kind in operative.items():
        plain = folded(phrase)
        form: Any = "full" if ours.match(plain) else next((name for each, name in forms if each.match(plain)), "it")
        if form == "we" and speech.get("prodrop"):
            form = "full"
        found[plain] = (kind, form)
    found.update((folded(phrase), (kind, "noun")) for phrase, kind in dict(speech.get("named", {})).items())
    futures = [re.compile(each[0]) for each in speech.get("futures", ())]
    return {
        phrase: value
        for phrase, value in found.items()  # what a future says is told by its form, and with its force
        if value[0]
        and (
            value[0] not in {"undertake", "review"}
            or not any(each.match(ours.sub("", phrase, count=1).strip()) for each in futures)
        )
    }
