"""Acts whose words follow their subject: `We will`, `The Parties, for their part, agree`."""

import re
from collections.abc import Iterator

from communique.acts.found import (
    FORM,
    FORM_AFTER_SUBJECT,
    MAX_SUBJECT,
    PAUSE,
    TREATY,
    WORD,
    Found,
    Text,
    beginnings,
    by_lead_words,
    known,
    subject_in,
    unnamed_speakers,
    we_at,
)
from communique.acts.passives import doer
from communique.acts.phrasebook import Future, Lead, folded
from communique.acts.places import BY_WORD, Place
from communique.acts.subjects import Subject
from communique.acts.terms import ASKING
from communique.acts.unknown_subjects import in_phrase, spoken

_ASIDE = re.compile(r"\s*(?:[–—][^–—.;:]{2,90}[–—]|\([^().;:]{2,90}\))\s*")
"""What is between a subject and its verb in dashes or brackets: `Allies – among them Norway –
will`.
"""
MAX_ASIDE = 90
"""The length of what may be between a subject and its verb, at most."""


def behind_open_subject(place: Place) -> Found | None:
    """The act of the subject that a lead left open: `We:`, and below it `will plant trees`."""
    text = place.text
    if not place.head or text.led is None:
        return None
    return after(text.led._replace(start=place.at, end=place.at), place)


def behind_subject(place: Place) -> Found | None:
    """The act of the subject that begins at a place: `the Parties shall`."""
    text = place.text
    we = text.book.subjects.we
    if not (
        place.head or place.mark or place.goes_on or we.match(text.plain, place.verb)
    ):
        return None
    for at in _subject_places(place):
        subject = subject_in(text, at, place.end)
        if subject is None or _is_no_subject(subject, at, place):
            continue
        found = after(subject, place)
        if found is None and (place.head or place.opened):
            found = _far(subject, place)
        if found is not None:
            return found
    return None


def _subject_places(place: Place) -> Iterator[int]:
    """Where a subject may begin: before adverbs, at a word like "both" among them, behind them."""
    yield place.at
    if place.at < place.verb:
        both = place.text.book.subjects.pairs.search(
            place.text.plain, place.at, place.verb
        )
        if both and both.start() > place.at:  # `Also, both delegations`
            yield both.start()
        yield place.verb


def _is_no_subject(subject: Subject, at: int, place: Place) -> bool:
    """Whether words that name somebody are part of another phrase."""
    if subject.everyone:
        return False
    if _is_subordinate(place) or _is_inverted(subject, at, place):
        return True
    if in_phrase(subject, place.text, place.opened, place.mark):
        return True
    return _is_in_row(at, place)


def _is_subordinate(place: Place) -> bool:
    """Whether the word that opens the sentence makes its first clause no main one."""
    if not place.head and place.mark not in {"", BY_WORD}:
        return False
    clauses = place.text.book.clauses
    if place.head or place.text.book.grammar.free:
        return place.opened in clauses.whenever  # `As states committed to peace, we`
    return bool(place.opened)


def _is_inverted(subject: Subject, at: int, place: Place) -> bool:
    """Whether the subject follows its verb, so that these words are none: `Als Mitglied wird
    Berlin`.
    """
    inverts = place.text.book.grammar.inverts
    return place.head and inverts and bool(place.opened) and subject.start == at


def _is_in_row(at: int, place: Place) -> bool:
    """Whether a comma before a name parts it from other names, or from words that open a phrase."""
    if place.mark != "," or place.head or place.opened:
        return False
    text = place.text
    first = WORD.match(text.plain, at)
    if first and first[0] in text.book.clauses.openers:
        return True  # `in many states, in particular in Africa, calls for`
    comma = text.words.rfind(",", max(0, place.at - MAX_SUBJECT), place.at)
    before = text.words[max(0, comma - MAX_SUBJECT) : max(0, comma)].split()
    between = text.words[comma + 1 : place.at].split()
    name_before = bool(before) and before[-1][0].isupper()
    return name_before and len(between) <= 1


# --- the verb right behind its subject
# -------------------------------------------------------------


def after(subject: Subject, place: Place) -> Found | None:
    """The act whose words follow their subject, with adverbs between them or not."""
    text = place.text
    skipped = text.book.clauses.adverbs.match(text.plain, subject.end, place.end)
    verb = skipped.end() if skipped else subject.end
    if _name_goes_on(subject, verb, text):
        return None
    lead = _lead_behind(verb, text)
    if lead is not None:
        subject = _subject_of(lead, subject, verb, text)
        if _lead_counts(lead, subject, place):
            found = by_lead_words(text, verb, lead, subject)
            return found._replace(why=f"{found.why} after their subject")
    future = text.book.future(text.plain, verb) or text.book.future(
        text.plain, subject.end
    )
    if future is None:
        return _treaty_present(subject, verb, text)
    if text.says_not(future.lead):
        return None
    return _future_behind(future, subject, verb, place)


def _name_goes_on(subject: Subject, verb: int, text: Text) -> bool:
    """Whether what follows a name is more of it; a verb in capitals is not."""
    named = subject.start < subject.end and not text.capitals_at(verb)
    return named and text.words[verb : verb + 1].isupper()


def _lead_behind(verb: int, text: Text) -> Lead | None:
    lead = text.book.lead(text.plain, verb)
    note = lead is not None and lead.kind == "note"
    if note and text.norms and text.book.verbs.present.match(text.plain, verb):
        return None  # `stellt die Räume zur Verfügung`
    return lead


def _subject_of(lead: Lead, subject: Subject, verb: int, text: Text) -> Subject:
    """Who acts by lead words behind a subject: their form, or a pronoun, may tell more."""
    if lead.form == "full" and not subject.everyone:
        return we_at(text, verb) or unnamed_speakers(
            verb
        )  # the words before are no subject
    if lead.form == "full":  # `By the example of Norway and Sweden, we renew`
        return we_at(text, verb) or subject
    if lead.form in {"it", "past"} and _is_pronoun(subject, text):
        return subject._replace(everyone=True, acts=True)  # who acted before
    return subject


def _is_pronoun(subject: Subject, text: Text) -> bool:
    return folded(subject.words) in text.book.subjects.pronouns


def _lead_counts(lead: Lead, subject: Subject, place: Place) -> bool:
    """Whether lead words behind a subject are an act of it, and not recalled or a participle."""
    if lead.form in {"ing", "noun"} or _is_done_by(lead, place.text):
        return False
    if lead.form == "past" and not _begins_anew(subject, place):
        return False
    return subject.acts or spoken(lead, subject, place.text)


def _is_done_by(lead: Lead, text: Text) -> bool:
    """Whether a verb in the past is a participle: `New schools supported by the fund`."""
    if lead.form != "past" or lead.kind in {"agree", "decide"}:
        return False  # `agreed by consensus that`
    return text.book.subjects.by.match(text.plain, lead.end + 1) is not None


def _begins_anew(subject: Subject, place: Place) -> bool:
    """Whether a clause is not part of the act before, in which a past is only recalled."""
    before = place.before
    if before is None:
        return True
    return subject.everyone and (before.form == "ing" or place.mark in {";", "–", "—"})


def _treaty_present(subject: Subject, verb: int, text: Text) -> Found | None:
    """The present of a treaty behind whoever can act."""
    if not text.norms or not known(subject, text):
        return None
    present = text.book.verbs.present.match(text.plain, verb)
    if present is None:
        return None
    return Found(
        verb, Lead(present.end(), "undertake", "we", "shall"), subject, TREATY, verb
    )


def _future_behind(
    future: Future, subject: Subject, verb: int, place: Place
) -> Found | None:
    """The act of a future behind its subject."""
    text = place.text
    grammar = text.book.grammar
    lead = future.lead
    it = _is_pronoun(subject, text)
    says_we = grammar.drops_subject and lead.force == "will"
    if says_we and subject.acts and not subject.everyone:
        subject = unnamed_speakers(verb)  # the form of the verb says who
    if lead.force == "should" and not _parties_bind_themselves(subject, text):
        return None
    passive = text.book.verbs.passive.match(text.plain, lead.end) is not None
    if not subject.acts and (passive or not it or not _is_body(lead, subject, text)):
        return None
    behind = we_at(text, lead.end + 1) if grammar.inverts else None
    if behind is not None:  # `in line with the Council zullen wij`
        return Found(verb, lead, behind, FORM, behind.end)
    if passive and not subject.everyone and not future.names_verb:
        return Found(verb, lead, doer(text, lead.end, place.end), FORM, subject.start)
    clause = verb if future.names_verb else lead.end
    return Found(verb, lead, subject, FORM_AFTER_SUBJECT, clause)


def _parties_bind_themselves(subject: Subject, text: Text) -> bool:
    """Whether "should" is a promise: only where the parties of a treaty say it of themselves."""
    we = text.book.subjects.we
    return text.norms and subject.everyone and not we.match(text.plain, subject.start)


def _is_body(lead: Lead, subject: Subject, text: Text) -> bool:
    """Whether a pronoun means a body that was named before: `We set up a committee. It will
    report`.
    """
    if text.norms:
        return lead.force == "shall"
    start = max(0, subject.start - MAX_SUBJECT)
    return any(map(text.book.agent, WORD.findall(text.plain, start, subject.start)))


# --- more words between a subject and its verb
# -----------------------------------------------------


def _far(subject: Subject, place: Place) -> Found | None:
    """The act of a subject with more words before its verb.

    `A Party that closes a station shall`, `La Suisse, pour sa part,`.
    """
    if not subject.acts:
        return None
    text = place.text
    row_follows = subject.everyone and _name_follows(subject, text)
    if row_follows or text.plain.find(",", subject.start, subject.end + 1) >= 0:
        found = _behind_asides(subject, place)
        if found is not None or not row_follows:
            return found
    we = text.book.subjects.we.match(text.plain, subject.start) is not None
    demand = _demand_behind(subject, place) if we else None
    if demand is not None:
        if _is_interrupted(subject.end, demand, text):
            return None
        return after(subject._replace(end=demand), place)
    aside = _ASIDE.match(text.plain, subject.end, place.end)
    if aside is not None:
        return after(subject._replace(end=aside.end()), place)
    return None if we else _future_further_on(subject, place)


def _name_follows(subject: Subject, text: Text) -> bool:
    """Whether more names follow a subject: `The leaders of A, B and C`."""
    behind = WORD.match(text.plain, subject.end + 1)
    if behind is None:
        return False
    return (
        behind[0] in text.book.subjects.goes_on or text.words[behind.start()].isupper()
    )


def _demand_behind(subject: Subject, place: Place) -> int | None:
    """Where a demand begins behind "we" and a noun: `We beekeepers of the valley demand`."""
    text = place.text
    book = text.book
    noun = WORD.match(text.plain, subject.end + 1)
    if noun is None or not (book.agent(noun[0]) or noun[0] in book.subjects.small):
        return None
    for at in beginnings(text, noun.end(), min(place.end, subject.end + MAX_ASIDE)):
        lead = book.lead(text.plain, at) if at > noun.end() else None
        if lead is not None and lead.kind in ASKING:
            return at
    return None


def _is_interrupted(start: int, end: int, text: Text) -> bool:
    """Whether a sign, or a word of a subordinate clause, is between two places."""
    return PAUSE.search(text.plain, start, end) is not None or text.breaks_between(
        start, end
    )


def _future_further_on(subject: Subject, place: Place) -> Found | None:
    """The act of a future behind more words: `A Party that closes a station shall`."""
    text = place.text
    book = text.book
    stop = min(place.end, subject.end + MAX_ASIDE)
    future = book.verbs.any_future.search(text.plain, subject.end, stop)
    if future is None or PAUSE.search(text.plain, subject.end, future.start()):
        return None
    words = WORD.findall(text.plain, subject.start, future.start())
    goes_on = book.subjects.goes_on
    if words[-1] in goes_on:
        return None  # `that will`
    plain_clause = book.grammar.finite and book.clauses.breaks.isdisjoint(words)
    if goes_on.isdisjoint(words) and not plain_clause:
        return None
    named = text.words[subject.start : future.start()].strip()
    return after(
        subject._replace(end=future.start(), words=named, everyone=False), place
    )


def _behind_asides(subject: Subject, place: Place) -> Found | None:
    """The act whose verb follows the comma behind an aside or a row of names.

    `The heads of A, B and C, with those of D, agree`.
    """
    text = place.text
    infinitive = text.book.verbs.infinitive
    first_comma = text.plain.find(",", subject.start)
    name = subject_in(text, subject.start, first_comma) or subject
    last = subject.start
    for count, comma in enumerate(_commas(subject.start, place)):
        # By the words as printed: `may`, and no May.
        inside = WORD.findall(text.words, last, comma)
        if count != 1 and not text.book.clauses.breaks.isdisjoint(inside):
            return None
        last = comma
        whole = name._replace(words=text.words[subject.start : comma - 1])
        if count == 0 and infinitive is None and not subject.everyone:
            name = whole
        named = name if count == 1 or subject.everyone else whole
        found = after(named._replace(end=comma), place)
        if found is None:
            continue
        if found.lead.form != "we" or infinitive is None:
            return found
        if infinitive.search(text.plain, subject.start, comma) is None:
            return found
    return None


def _commas(start: int, place: Place) -> Iterator[int]:
    """The ends of the commas within reach of a subject."""
    stop = min(place.end, start + MAX_SUBJECT + MAX_ASIDE)
    at = place.text.plain.find(",", start, stop)
    while at >= 0:
        yield at + 1
        at = place.text.plain.find(",", at + 1, stop)
