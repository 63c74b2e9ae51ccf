"""What a language says when it acts, ready to be looked for: verbs, subjects, clauses, terms.

All of it comes from the files of the language: its lead words, and what `languages/speech` has.
Expressions are for folded text.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from communique.acts.expressions import NOTHING, any_form, one_of, unnamed
from communique.acts.folding import folded
from communique.acts.leads import (
    PREFIX,
    Form,
    Future,
    Lead,
    LeadTable,
    lead_table,
    lengths_of,
)
from communique.acts.speech import Speech, with_beginnings, with_endings
from communique.languages import LanguageData, language, states

__all__ = ["Form", "Future", "Lead", "Phrasebook", "folded", "phrasebook"]

Pattern = re.Pattern[str]

KEPT_PLACES = 512
"""The number of places whose lead is remembered: the same place is asked for again and again."""
KEPT_WORDS = 4096
"""The number of words of which it is remembered whether they are nouns of who can act."""
MIN_COMPOUND_PART = 4
"""The letters that each part of a compound noun has at least."""
MAX_LEAD_REST = 60
"""The length of the rest of a lead behind an adverb in it, at most."""

TOLD_BEHIND = {"affirm", "reaffirm", "stress", "note"}
"""Kinds of leads of which the words behind them may tell another kind: `reaffirm our pledge to`."""
DEEDS = {"decide", "support"}
"""Kinds of which nobody takes note: they are what others did."""

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Grammar:
    """How the language builds a sentence."""

    spaced: bool
    """Blanks part its words."""
    free: bool
    """The verb of a main clause may be anywhere in it."""
    drops_subject: bool
    """The form of a verb says "we"."""
    participle_last: bool
    """The participle of a recital follows what it governs."""
    finite: bool
    """A verb of the speakers has another form than the infinitive."""
    inverts: bool
    """Behind other words the verb precedes its subject: `dazu werden wir`."""
    verb_first: bool
    """Those who speak follow their verb."""
    verb_last: bool
    """The verb ends its sentence, behind what is promised."""


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """Who acts."""

    we: Pattern
    """Those who speak: `we`."""
    speakers: Pattern
    """Nouns for all who speak: `the Parties`."""
    speaking: Pattern
    """`we` or `speakers`, as whole words."""
    pairs: Pattern
    """Words before a noun that make all who speak of it: `both Ministers`."""
    party: Pattern
    """Who acts, in a language that has no blanks; the group `who`."""
    topic: Pattern
    """What a sentence is about, where its verb is last; the group `who`."""
    agents: frozenset[str]
    """Nouns of who can act: `committee`."""
    things: frozenset[str]
    """Nouns of what cannot act: `agreement`."""
    articles: frozenset[str]
    """Words right behind which no verb comes: `the`."""
    pointing: frozenset[str]
    """Words that point to a thing: `this`."""
    bodies: frozenset[str]
    """Those of `things` that are bodies where they are printed as names: `the Partnership`."""
    small: frozenset[str]
    """Words that may be part of a subject: articles, numbers, `and`."""
    goes_on: frozenset[str]
    """Words that continue a subject: `that closes`."""
    next_articles: frozenset[str]
    """Articles before which a subject ends: `werden die Länder das Ufer säubern`."""
    pronouns: frozenset[str]
    """Words for whoever acted before: `It welcomes`."""
    signing: frozenset[str]
    """Words for whoever signs: `the undersigned`."""
    lands: frozenset[str]
    """First words of the names of states."""
    half_lands: frozenset[str]
    """Those of `lands` that are no names alone: `New`."""
    by: Pattern
    """What precedes whoever does something in a passive: `by`."""


@dataclass(frozen=True, slots=True)
class VerbWords:
    """What somebody does."""

    leads: LeadTable
    """Lead words with kind and form."""
    one_form: bool
    """Verbs have one form, whoever acts."""
    shortest: int
    """The length of the shortest lead."""
    begin: frozenset[str]
    """The letters with which leads begin, as many as the shortest has."""
    lengths: Mapping[str, list[int]]
    """Lengths of the leads by their first letters."""
    head_only: frozenset[str]
    """Leads that count at the head of a sentence only."""
    known: frozenset[str]
    """Words of leads and of futures."""
    stays: frozenset[str]
    """First words of leads that are no infinitives: `are determined`."""
    nouns: frozenset[str]
    """Leads that may be nouns: `requests`."""
    announcement: Pattern
    """Words that announce a thing, and so make it so: `are pleased to announce`."""
    predicates: Pattern
    """Verbs that make a subject of the noun before them: `Our commitment to peace includes`."""
    futures: tuple[tuple[Pattern, str, str | None], ...]
    """Forms of a future, each with its kind and force."""
    any_future: Pattern
    """One of `futures`."""
    no_deed: Pattern
    """What behind a future is nothing that somebody does: `have the right`."""
    passive: Pattern
    """What behind a future makes it a passive: `be deposited`."""
    made: Pattern
    """What says so anywhere behind a future in a free language: `bo predloženo`."""
    present: Pattern
    """What somebody does, where the present binds."""
    presently_done: Pattern
    """What is done to a thing, where the present binds."""
    deeds: Pattern
    """What those who speak do and will do, at the end of a sentence: `歩みを停めない`."""
    imperatives: Pattern
    """A verb whose form asks: `rejoignez`."""
    infinitives: Pattern
    """An infinitive, with which a point begins."""
    infinitive_markers: frozenset[str]
    """Words that precede an infinitive: `to`."""
    infinitive: Pattern | None
    """An infinitive behind its marker; None where there are no markers."""
    vows: tuple[tuple[Pattern, str], ...]
    """What behind words like `reaffirm` makes a promise of them: `our commitment to`."""
    tones: tuple[tuple[Pattern, str], ...]
    """What behind words like `express` tells their kind: `concern`."""
    inner: Pattern
    """An auxiliary with the adverbs behind it, which no lead has: `are firmly committed`."""
    negation: Pattern
    """What says "not"."""
    reflexive: Pattern
    """A pronoun of the verb, between it and its subject: `sich`."""
    heads: Mapping[str, str]
    """Nouns that lead points, and the kind of act of each point: `commitments:`."""
    headed: Pattern
    """One of `heads` at the end of a text; the group `noun`."""
    declares: Pattern
    """What says that something will be done: `declares that`."""


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """What joins, opens and ends clauses."""

    joins: Pattern
    """What joins an act to the one before: a sign, `and`, or both; the group `mark` is the sign."""
    tail: Pattern
    """What joins a point to the next, at its end: `; and`."""
    anew: Pattern
    """Where those who speak begin another sentence: ` and we `."""
    conjunction: Pattern
    """What begins a sentence and belongs to no act: `And`, `Be it resolved that`."""
    prefix: Pattern | None
    """`and`, written in one word with the verb behind it."""
    adverbs: Pattern
    """Adverbs before a verb, or none."""
    particle: Pattern
    """What binds a clause to its verb: `to`, `that`; or nothing."""
    addressee: tuple[Pattern, ...]
    """Whoever is asked, up to what for; the group `who`."""
    before_asked: Pattern
    """A preposition before whoever is asked, which is no part of the name: `a la Secretaría`."""
    openers: frozenset[str]
    """Words with which a sentence begins before its subject: `in`, `today`."""
    whenever: frozenset[str]
    """Words that begin a clause beside another: `when`."""
    breaks: frozenset[str]
    """Words of subordinate clauses and auxiliaries: `which`, `may`."""
    relative: frozenset[str]
    """Words behind which a clause is about the noun before them: `that`."""
    main_breaks: frozenset[str]
    """Those of `breaks` that no main clause has. A marker of infinitives is none where verbs
    precede their subjects.
    """
    begins: Pattern
    """A place where a lead or a future may begin, at its end; in a free language words before it
    too.
    """
    below: Pattern
    """What says that points follow: `the following`."""
    purpose: Pattern
    """The end of a lead that says what for: `met to:`; the group `to`."""
    that: Pattern
    """What follows a last verb if what is promised comes behind it: `कि`."""
    stops: str
    """More signs that end a sentence: `:` in Armenian."""
    abbreviations: frozenset[str]
    """Words with a full stop that ends no sentence."""


@dataclass(frozen=True, slots=True)
class TermWords:
    """By when, on what condition, with whom."""

    partner: tuple[Pattern, ...]
    """With whom something is done; the group `who`."""
    beneficiary: tuple[Pattern, ...]
    """For whom something is done; the group `who`."""
    review: tuple[Pattern, ...]
    """Whoever is told or examines what was done; the group `who`."""
    relative_pronouns: frozenset[str]
    """Words that begin a clause about somebody or something: `which`."""
    condition: Pattern
    """On what condition."""
    relative: tuple[Pattern, ...]
    """Terms that count from something; groups `n`, `unit`, `span`, `this`, `next`, `anchor`, `own`."""
    any_term: Pattern
    """A relative term, a condition, a partner or a beneficiary."""
    numbers: Mapping[str, int]
    """Numbers in letters."""
    ordinals: Mapping[str, int]
    """Ordinal numbers in letters, and what joins to them: `eighty` of `eighty-first`."""
    occasion: Pattern
    """What makes the date behind it one of an occasion: `the meeting taking place`."""
    sessions: frozenset[str]
    """Words for a session of a body."""
    bodies: Mapping[str, str]
    """Names of bodies whose sessions have a calendar, and their keys in it."""
    units: Mapping[str, str]
    """Units of time: `day`, `week`, `month` or `year`."""
    months: frozenset[str]
    """Names of months."""
    any_month: Pattern
    """One of `months`."""
    before_date: Pattern
    """What makes the date behind it a term: `by`; `weak` where it may be none: `in`."""
    after_date: Pattern
    """What makes the date before it a term: `までに`."""
    past: Pattern
    """What was done, before a date: `adopted in June`."""
    done: Pattern
    """What was done, behind a date."""
    yet: frozenset[str]
    """Words that say that it is still to be done: `be`."""
    recurring: Pattern
    """What says that a date comes back: `each year`."""
    tells_past: bool
    """Whether the language has words for what was done."""


@dataclass(frozen=True, eq=False)
class Phrasebook:
    """The phrases of one language."""

    grammar: Grammar
    subjects: SubjectWords
    verbs: VerbWords
    clauses: ClauseWords
    terms: TermWords

    def acts(self, text: str, at: int) -> bool:
        """Whether operative words begin there: a lead, or a future."""
        return (
            self.lead(text, at) is not None
            or self.verbs.any_future.match(text, at) is not None
        )

    @cached_property
    def agent(self) -> Callable[[str], bool]:
        """Whether a noun is one of who can act, in any form, or a compound of one: `Imkerverein`."""
        return lru_cache(KEPT_WORDS)(self._agent)

    def _agent(self, word: str) -> bool:
        agents = self.subjects.agents
        if word in agents or word.rpartition("-")[2] in agents:
            return True
        last_parts = range(MIN_COMPOUND_PART, len(word) - MIN_COMPOUND_PART)
        return self.grammar.inverts and any(word[at:] in agents for at in last_parts)

    @cached_property
    def lead(self) -> Callable[[str, int], Lead | None]:
        """The longest lead that begins at a place of a text; None if there is none."""
        return lru_cache(KEPT_PLACES)(self._lead)

    def _lead(self, text: str, at: int) -> Lead | None:
        verbs = self.verbs
        if text[at : at + verbs.shortest] not in verbs.begin:
            return None
        inner = verbs.inner.match(text, at)
        lead = self._without_adverbs(text, inner) if inner is not None else None
        lead = lead or self._listed(text, at)
        if lead is None:
            return None
        vowed = self.vowed(text, lead)
        if vowed.kind != "affirm" or vowed.end != lead.end:
            return vowed
        announced = verbs.announcement.match(text, at)
        if announced is not None and announced.end() == lead.end:  # `announce a fund`
            return lead._replace(kind="decide")
        return lead

    def _without_adverbs(self, text: str, inner: re.Match[str]) -> Lead | None:
        """The lead of an auxiliary and a verb with adverbs between them: `are firmly committed`."""
        auxiliary = inner[1]
        plain = auxiliary + text[inner.end() : inner.end() + MAX_LEAD_REST]
        lead = self._listed(plain, 0)
        if lead is None or lead.end <= len(auxiliary):
            return None
        return lead._replace(end=inner.end() + lead.end - len(auxiliary))

    def _listed(self, text: str, at: int) -> Lead | None:
        """The longest lead of the list that begins there, in these words."""
        verbs = self.verbs
        for letters in (PREFIX, verbs.shortest):
            for length in verbs.lengths.get(text[at : at + letters], ()):
                end = at + length
                found = verbs.leads.get(text[at:end])
                if found is None:
                    continue
                inside_word = self.grammar.spaced and text[end : end + 1].isalnum()
                if not inside_word:
                    return Lead(end, *found)
        return None

    def vow(self, text: str, at: int) -> Lead | None:
        """What a noun at the head of a point promises: `Our shared commitment to`."""
        words = f" {text[at : at + MAX_LEAD_REST]}"
        for pattern, kind in self.verbs.vows:
            match = pattern.match(words)
            if match:
                return Lead(at + match.end() - 1, kind, "noun")
        return None

    def vowed(self, text: str, lead: Lead) -> Lead:
        """A lead, or what the words behind it make of it.

        Those who reaffirm their commitment commit themselves.
        """
        if lead.kind not in TOLD_BEHIND:
            return lead
        places = [lead.end]
        skipped = (
            self.clauses.adverbs.match(text, lead.end) if self.grammar.spaced else None
        )
        if (
            skipped and skipped.end() > lead.end + 1
        ):  # `we reaffirm also our commitment to`
            places.append(skipped.end() - 1)
        for pattern, kind in self._told_behind(lead):
            for place in places:
                match = pattern.match(text, place)
                if match:
                    return lead._replace(end=match.end(), kind=kind)
        return lead

    def _told_behind(self, lead: Lead) -> Iterator[tuple[Pattern, str]]:
        """The patterns that may tell another kind of a lead, and that kind."""
        tones = self.verbs.tones
        if (
            lead.kind == "note"
        ):  # `notes the launch of the fund`: somebody else launched it
            yield from (tone for tone in tones if tone[1] not in DEEDS)
        elif lead.form == "ing":
            yield from tones
        else:
            yield from self.verbs.vows
            yield from tones

    def future(self, text: str, at: int) -> Future | None:
        """What somebody will do, by the form of the verb that begins there."""
        if not self.verbs.any_future.match(text, at):
            return None
        for pattern, kind, force in self.verbs.futures:
            match = pattern.match(text, at)
            if match:
                said = match.groupdict()
                lead = Lead(match.end(), kind, "we", force)
                return Future(
                    match.start(), lead, bool(said.get("verb")), "aux" in said
                )
        return None


@cache
def phrasebook(tag: str) -> Phrasebook:
    """The phrases of a language by its tag; an unknown one has none."""
    speech = Speech(tag)
    data = language(tag)
    grammar = Grammar(
        spaced=speech.flag("spaced", default=True),
        free=speech.flag("free"),
        drops_subject=speech.flag("prodrop"),
        participle_last=speech.flag("late"),
        finite=speech.flag("finite"),
        inverts=speech.flag("inverts"),
        verb_first=speech.flag("verb_first"),
        verb_last=speech.flag("final"),
    )
    verbs = _verbs(speech, data, grammar)
    return Phrasebook(
        grammar,
        _subjects(speech, tag, grammar),
        verbs,
        _clauses(speech, grammar, verbs),
        _terms(speech, data, grammar),
    )


def _pattern(speech: Speech, key: str) -> Pattern:
    """An expression for one of the forms of a list."""
    return re.compile(any_form(speech.forms(key)))


def _kinds(speech: Speech, key: str) -> tuple[tuple[Pattern, str], ...]:
    """Forms with the kind of act that each of them tells."""
    return tuple((re.compile(form), kind) for form, kind in speech.form_rows(key))


def _word(grammar: Grammar) -> str:
    """An expression for the place where a word may begin."""
    return r"(?<!\w)" if grammar.spaced else ""


def _blanks(grammar: Grammar) -> str:
    """An expression for what parts two words."""
    return r"\s+" if grammar.spaced else r"\s*"


def _subjects(speech: Speech, tag: str, grammar: Grammar) -> SubjectWords:
    agents = with_endings(speech.folded_words("agents"), speech.words("endings"))
    elided = speech.words("elided")
    we = one_of(speech.words("we"))
    speakers = one_of(speech.words("speakers"))
    speaking = one_of(speech.words("we", "speakers"))
    names = [name for forms in states(tag).values() for name in forms if name]
    lands = frozenset(folded(name).split()[0] for name in names)
    return SubjectWords(
        we=re.compile(rf"(?:{we})" + (r"\b" if grammar.spaced else "")),
        speakers=re.compile(rf"(?:{speakers})" + (r"(?!\w)" if grammar.spaced else "")),
        speaking=re.compile(rf"\b(?:{speaking})(?!\w)"),
        pairs=re.compile(rf"(?:{one_of(speech.words('pairs'))})\b"),
        party=_pattern(speech, "party"),
        topic=_pattern(speech, "topic"),
        agents=with_beginnings(agents, elided),
        things=with_beginnings(speech.folded_words("things"), elided),
        articles=speech.folded_words("articles"),
        pointing=speech.folded_words("pointing"),
        bodies=speech.folded_words("bodies"),
        small=speech.folded_words("small"),
        goes_on=speech.folded_words("rest"),
        next_articles=speech.folded_words("next"),
        pronouns=speech.folded_words("pronouns"),
        signing=speech.folded_words("signing"),
        lands=lands,
        half_lands=lands - frozenset(map(folded, names)),
        by=re.compile(rf"\b(?:{one_of(speech.words('by'))})\s+"),
    )


def _verbs(speech: Speech, data: LanguageData, grammar: Grammar) -> VerbWords:
    operative = {**language(speech.like).operative_leads, **data.operative_leads}
    leads = lead_table(speech, data.recital_leads, operative)
    shortest = min(map(len, leads), default=0)
    any_future = _any_future(speech, grammar)
    letters_of_future = re.sub(r"\\\w", " ", any_future)
    heads = {folded(noun): kind for noun, kind in speech.table("heads").items()}
    word = _word(grammar)
    return VerbWords(
        leads=leads,
        one_form=all(form != "it" for _, form in leads.values()),
        shortest=shortest,
        begin=frozenset(phrase[:shortest] for phrase in leads),
        lengths=lengths_of(leads, shortest),
        head_only=speech.folded_words("head_only"),
        known=frozenset(_WORD.findall(" ".join([*leads, letters_of_future]))),
        stays=speech.folded_words("stays"),
        nouns=speech.folded_words("nouns"),
        announcement=re.compile(speech.form("announcement") or NOTHING),
        predicates=re.compile(speech.form("predicates") or NOTHING),
        futures=tuple(
            (re.compile(f"{word}(?:{form})"), kind, force or None)
            for form, kind, force in speech.form_rows("futures")
        ),
        any_future=re.compile(any_future),
        no_deed=_pattern(speech, "undone"),
        passive=_pattern(speech, "passive"),
        made=_pattern(speech, "made"),
        present=_pattern(speech, "present"),
        presently_done=_pattern(speech, "presently_done"),
        deeds=_pattern(speech, "deeds"),
        imperatives=_pattern(speech, "imperatives"),
        infinitives=_pattern(speech, "infinitives"),
        infinitive_markers=speech.folded_words("infinitive"),
        infinitive=_infinitive(speech),
        vows=_kinds(speech, "vows"),
        tones=_kinds(speech, "tones"),
        inner=_pattern(speech, "inner"),
        negation=_pattern(speech, "negation"),
        reflexive=re.compile(rf"(?:{one_of(speech.words('reflexive'))})\s"),
        heads=heads,
        headed=re.compile(
            rf"{word}(?P<noun>{one_of(heads)})(?:{_blanks(grammar)}\w+)?\W*\Z"
        ),
        declares=_pattern(speech, "declares"),
    )


def _any_future(speech: Speech, grammar: Grammar) -> str:
    """An expression for any of the futures."""
    return _word(grammar) + unnamed(row[0] for row in speech.form_rows("futures"))


def _infinitive(speech: Speech) -> Pattern | None:
    """An infinitive behind its marker: no article, and no gerund, follows it."""
    markers = speech.words("infinitive")
    if not markers:
        return None
    article = rf"(?:{one_of(speech.words('small'))})\s"
    gerund = speech.form("gerund") or NOTHING
    return re.compile(rf"(?<!\w)(?:{one_of(markers)})\s+(?!{article}|{gerund})\w")


def _clauses(speech: Speech, grammar: Grammar, verbs: VerbWords) -> ClauseWords:
    blanks = _blanks(grammar)
    breaks = speech.folded_words("breaks")
    we = one_of(speech.words("we"))
    joins = one_of(speech.words("joins"))
    and_ = one_of(speech.words("joins")[:1])
    adverbs = one_of(speech.words("adverbs"))
    manner = speech.form("manner") or NOTHING
    resolved = any_form(speech.forms("resolved"))
    particles = any_form(speech.forms("particles"))
    if not grammar.verb_last:
        particles = rf"\s*(?:{particles})?\s*"
    prefix = rf"(?:{speech.form('prefix')})(?=\w)" if "prefix" in speech else ""
    purpose = one_of(speech.words("purpose"))
    return ClauseWords(
        joins=_joins(speech, blanks, prefix),
        tail=re.compile(rf"[;,]\s{{0,9}}(?:{joins})\s{{0,9}}\Z"),
        anew=re.compile(rf"\s(?:{and_})\s+(?:{we})\s"),
        conjunction=re.compile(rf"(?:{and_}){blanks}|{resolved}"),
        prefix=re.compile(prefix) if prefix else None,
        adverbs=re.compile(rf"\s*(?:(?:{adverbs}|{manner})(?:,?{blanks}))*"),
        particle=re.compile(particles),
        addressee=tuple(re.compile(form) for form in speech.forms("addressee")),
        before_asked=_pattern(speech, "before_asked"),
        openers=speech.folded_words("openers"),
        whenever=speech.folded_words("whenever"),
        breaks=breaks,
        relative=speech.folded_words("relative_words"),
        main_breaks=breaks - verbs.infinitive_markers if grammar.inverts else breaks,
        begins=_begins(speech, grammar, verbs),
        below=_pattern(speech, "below"),
        purpose=re.compile(rf"\s(?P<to>{purpose})\s{{0,3}}[:：][\s*_]{{0,9}}\Z"),
        that=_pattern(speech, "that"),
        stops=speech.text("stops"),
        abbreviations=frozenset(speech.words("abbreviations")),
    )


def _joins(speech: Speech, blanks: str, prefix: str) -> Pattern:
    joins = rf"(?:{one_of(speech.words('joins'))}){blanks}"
    we = rf"(?:{one_of(speech.words('we'))})"
    relative = (
        rf"(?:{one_of(speech.words('relatives'))})\s+(?={we}\s)"  # `, which we will`
    )
    ways = [
        rf"(?P<mark>[,;:،؛，；。：–—])(?!//)[^\S\n]*(?:{joins}|{relative})?",
        rf"(?<=\s){joins}",
    ]
    if prefix:
        ways.append(rf"(?<=\s){prefix}")
    return re.compile("|".join(ways))


def _begins(speech: Speech, grammar: Grammar, verbs: VerbWords) -> Pattern:
    """An expression that ends where a lead or a future may begin.

    It goes by first words and by one character before them, because these are told quickly.
    """
    future = verbs.any_future.pattern
    phrases = set(verbs.leads)
    if grammar.free:  # words before a verb, in its act
        phrases.update(folded(word) for word in speech.words("adverbs", "we"))
    if not grammar.spaced:
        letters = one_of({phrase[:2] for phrase in phrases})
        return re.compile(rf"(?={letters}|{future})")
    before = r"\W"
    prefix = speech.form("prefix")
    if prefix:
        before = rf"(?:\W|(?<=\s)(?:{prefix})|^(?:{prefix}))"
    first = one_of(_first_words(phrases))
    return re.compile(rf"{before}(?=(?:{first})(?![^\W\d_])|{future})")


def _first_words(phrases: Iterable[str]) -> set[str]:
    matches = map(_WORD.match, phrases)
    return {match[0] for match in matches if match}


def _terms(speech: Speech, data: LanguageData, grammar: Grammar) -> TermWords:
    terms = speech.forms("relative", "conditions", "partner", "beneficiary")
    # Where each of them begins with a word that is looked for once.
    at_word = all(form.startswith(r"\b") for form in terms)
    edge = r"\b(?=\w)" if at_word else ""
    months = frozenset(folded(form) for forms in data.months for form in forms)
    return TermWords(
        partner=tuple(re.compile(form) for form in speech.forms("partner")),
        beneficiary=tuple(re.compile(form) for form in speech.forms("beneficiary")),
        review=tuple(re.compile(form) for form in speech.forms("review")),
        relative_pronouns=speech.folded_words("relative_pronouns"),
        condition=_pattern(speech, "conditions"),
        relative=tuple(re.compile(form) for form in speech.forms("relative")),
        any_term=re.compile(edge + unnamed(terms)),
        numbers=speech.numbers("numbers"),
        ordinals=speech.numbers("ordinals"),
        occasion=_pattern(speech, "occasions"),
        sessions=speech.folded_words("session_words"),
        bodies=speech.table("session_bodies"),
        units=speech.table("units"),
        months=months,
        any_month=re.compile(rf"{_word(grammar)}(?:{one_of(months)})"),
        before_date=_pattern(speech, "before_date"),
        after_date=_pattern(speech, "after_date"),
        past=_pattern(speech, "past"),
        done=_pattern(speech, "done"),
        yet=speech.folded_words("yet"),
        recurring=_pattern(speech, "recurring"),
        tells_past="past" in speech or "done" in speech,
    )
