"""What belongs to operative words: what is promised, who is asked, by when, on what condition."""

from typing import NamedTuple, cast

from communique.acts.act import Act
from communique.acts.around import Around
from communique.acts.clauses import addressed, behind_particle, end_of_word, trimmed
from communique.acts.final import before_adverbs
from communique.acts.found import FORM, Found, Text, unnamed_speakers, we_at
from communique.acts.subjects import Subject
from communique.acts.terms import ASKING, BINDING, Clause, Terms, terms, untimed
from communique.model.passages import Passage
from communique.model.types import ActKind

MIN_TERM = 5
"""The number of characters in which a term may be told, at least."""
_AROUND_ACTOR = " ,\u00a0"
"""The signs around the words for whoever acts."""
MAX_JOIN = 60
"""The length of what joins two acts, at most: a comma, a word or two, and blanks."""
MAX_JOIN_AHEAD = 9
"""How far behind a join its expression looks, at most: `, which we`."""
MAX_PARTICLE = 12
"""The length of what is between who is asked and what for, at most: `not to`, `de ne pas`."""


class _Clause(NamedTuple):
    """What is promised or asked for, and who is asked."""

    start: int
    stop: int
    addressee: str | None = None


def act_of(
    passage: Passage,
    text: Text,
    found: Found,
    stop: int,
    around: Around,
    sentence: tuple[int, int],
) -> Act:
    """An act with what belongs to it, looked for in its clause, which ends at `stop` at most."""
    lead = found.lead
    clause = _clause(text, found, _end(text, found, stop))
    start, end = trimmed(text.words, clause.start, clause.stop)
    if start == end:  # `We renew our full support`
        start = found.start
        end = lead.end
    about = Terms()
    if lead.kind in BINDING | ASKING:
        about = _terms(text, found, Clause(text, start, end), around)
    actor = _actor(text, found, around)
    return Act(
        passage=passage,
        lead=passage,
        kind=cast("ActKind", lead.kind),
        force=lead.force,
        negative=_is_negative(text, found, clause.start),
        start=found.start,
        end=end_of_word(text, lead.end),
        sentence=sentence,
        clause=(start, end),
        actor=(actor.words.strip(_AROUND_ACTOR) or None) if actor else None,
        everyone=actor is not None and actor.everyone,
        own=around.speaks(passage) and lead.form != "ing",
        addressee=untimed(clause.addressee, about.due),
        partner=untimed(about.partner, about.due),
        beneficiary=untimed(about.beneficiary, about.due),
        due=about.due,
        condition=about.condition,
        basis="inferred",
        why=found.why,
        language=around.tag,
        before=(found.opener, found.start),
        more_due=about.more,
    )


# --- the clause
# ------------------------------------------------------------------------------------


def _end(text: Text, found: Found, stop: int) -> int:
    """Where a clause ends: before what joins the next act or sentence, and before a last verb."""
    lead = found.lead
    clauses = text.book.clauses
    if text.plain[stop - 1] != ".":
        near = max(lead.end, stop - MAX_JOIN)
        for join in clauses.joins.finditer(text.plain, near, stop + MAX_JOIN_AHEAD):
            if join.end() == stop:  # it belongs to neither act
                stop = join.start()
    anew = clauses.anew.search(text.plain, lead.end, stop)
    if anew is None:
        anew = clauses.tail.search(text.plain, max(lead.end, stop - MAX_JOIN), stop)
    if anew is not None:
        stop = anew.start()
    if text.book.grammar.verb_last and found.clause < found.start:
        return _before_last_verb(text, found)
    return stop


def _before_last_verb(text: Text, found: Found) -> int:
    """Where a clause ends before its verb, without the particle that binds it."""
    stop = (
        found.lead.end
    )  # a verb that is known by its form is part of what is promised
    if found.why != FORM:
        stop = before_adverbs(text, found.clause, found.start)
    for particle in text.book.clauses.particle.finditer(text.plain, found.clause, stop):
        if particle.end() == stop:
            return particle.start()
    return stop


def _clause(text: Text, found: Found, stop: int) -> _Clause:
    """Where what is promised begins, behind whoever is asked."""
    lead = found.lead
    start = found.clause
    subject = found.subject
    if lead.form == "asked":  # `The Commission is invited to`
        addressee = subject.words if subject else None
        return _Clause(behind_particle(text, start, stop), stop, addressee)
    verb_last = text.book.grammar.verb_last
    follows = start >= lead.end
    if lead.kind in ASKING and verb_last and follows:
        _, addressee = addressed(
            text, subject.end if subject else found.begins, lead.end
        )
        return _Clause(start, stop, addressee)
    if lead.kind in ASKING and (verb_last or follows):
        start, addressee = addressed(text, start if verb_last else lead.end, stop)
        return _Clause(start, stop, addressee)
    if start == lead.end:
        start = behind_particle(text, start, stop)
    return _Clause(start, stop)


def _is_negative(text: Text, found: Found, start: int) -> bool:
    """Whether the operative words, or those before the clause, say "not": `calls on States not to`."""
    negation = text.book.verbs.negation
    end = found.lead.end
    if negation.search(text.plain, found.start, end + 1):
        return True
    return (
        negation.search(text.plain, max(end, start - MAX_PARTICLE), start) is not None
    )


# --- terms and actor
# -------------------------------------------------------------------------------


def _terms(text: Text, found: Found, clause: Clause, around: Around) -> Terms:
    """What a clause says of time, condition and partners, and the words before it.

    `By 2030, we will`; `asks him, by May, to report`.
    """
    lead = found.lead
    about = terms(clause, around.when)
    for start, end in ((found.opener, found.start), (lead.end, clause.start)):
        if end - start < MIN_TERM:
            continue
        more = terms(Clause(text, start, end), around.when)
        # `In 2015, the mayors launched a plan`
        told = lead.form == "past" and end == found.start
        due = about.due or (None if told else more.due)
        about = about._replace(due=due, condition=about.condition or more.condition)
    return about


def _actor(text: Text, found: Found, around: Around) -> Subject | None:
    """Who acts: the subject, those who speak in a resolution, or "we" where a form says so."""
    lead = found.lead
    if (
        found.subject is None
        and around.opening is not None
        and lead.form in {"it", "ing", "we"}
    ):
        return around.opening._replace(everyone=True)
    if found.subject is not None and lead.form != "asked":
        return found.subject
    if lead.form in {"full", "noun"} or _stands_alone(text, found):
        return we_at(text, found.start) or unnamed_speakers(found.start)
    if lead.form == "past" and text.book.grammar.drops_subject:
        return unnamed_speakers(found.start)
    return None


def _stands_alone(text: Text, found: Found) -> bool:
    """Whether a verb begins its sentence: `Appellent les gouvernements à`, and no `il est décidé`."""
    if found.lead.form not in {"it", "we"} or found.start != found.opener:
        return False
    first = text.plain[found.start : found.lead.end].split(" ")[0]
    return first not in text.book.subjects.pronouns
