"""Acts whose words need no subject before them.

They hold it, precede it, or share that of another act.
"""

from collections.abc import Callable
from typing import assert_never

from communique.acts.clauses import addressed
from communique.acts.found import (
    FORM,
    FORM_JOINED,
    MAX_SUBJECT,
    PAUSE,
    TREATY,
    WORD,
    Found,
    Text,
    behind_verb,
    by_lead_words,
    unnamed_speakers,
    we_at,
)
from communique.acts.phrasebook import Future, Lead, folded
from communique.acts.places import Place
from communique.acts.subjects import Subject
from communique.acts.terms import ASKING, BINDING
from communique.acts.unknown_subjects import stays

_HARDLY_INFINITIVE = {"welcome", "condemn", "reaffirm", "call", "urge"}
"""Kinds whose verbs are hardly ever infinitives in a row: behind `we will ...,` they are acts
again.
"""
_WITH_INFINITIVES = ASKING | {"undertake", "commit", "agree", "decide", "review"}
"""Kinds that may govern a row of infinitives, in which no verb is an act of its own."""
MAX_BEFORE_BY = 12
"""How far behind a participle whoever did it is named, at most: `endorsed today by`."""


def lead_words(place: Place) -> Found | None:
    """Lead words: `we call on`, `requests`."""
    text = place.text
    may_be_noun = text.named is not None and place.head
    for at in place.starts:
        lead = text.book.lead(text.plain, at)
        if lead is None and may_be_noun and not _is_subject(at, place):
            lead = text.book.vow(text.plain, at)
        if lead is None or lead.end > place.end:
            continue
        part_of_adverb = any(
            at < lead.end <= start for start in place.starts
        )  # `为此` is no `为`
        if not part_of_adverb and fits(lead, at, place):
            return _with_subject(lead, at, place)
    return None


def _is_subject(at: int, place: Place) -> bool:
    """Whether a noun is the subject of its sentence: `Our commitment to peace includes`."""
    text = place.text
    predicate = text.book.verbs.predicates.search(text.plain, at, place.end)
    if predicate is None or PAUSE.search(text.plain, at, predicate.start()):
        return False
    return not text.breaks_between(at, predicate.start())


def _with_subject(lead: Lead, at: int, place: Place) -> Found:
    """An act by lead words, with the subject in them, behind them or before this text."""
    text = place.text
    book = text.book
    found = by_lead_words(text, at, lead, _subject_of(lead, at, text))
    behind: Subject | None = None
    if book.grammar.inverts:
        behind = we_at(text, lead.end + 1)  # `ferner fordern wir`
    if behind is None and book.grammar.verb_first and _may_name_subject(lead, text):
        only_speakers = lead.form not in {"it", "past"}
        behind = behind_verb(text, lead.end, place.end, only_speakers=only_speakers)
    if behind is None:
        return found
    lead = book.vowed(text.plain, lead._replace(end=behind.end))
    return found._replace(lead=lead, subject=behind, clause=lead.end)


def _subject_of(lead: Lead, at: int, text: Text) -> Subject | None:
    """Who acts by lead words: the subject in them, or the one that words before this text name."""
    we = we_at(text, at)
    if we is not None:
        return we
    if lead.form == "noun" and text.named is not None:
        return text.named
    if lead.form in {"we", "past", "it"} and text.led is not None:
        return text.led
    speakers = text.book.subjects.speakers.match(text.plain, at, lead.end)  # `双方同意`
    if speakers is None:
        return None
    return Subject(at, speakers.end(), text.words[at : speakers.end()], everyone=True)


def _may_name_subject(lead: Lead, text: Text) -> bool:
    """Whether the subject of a verb may follow it; in a resolution only where the verb binds."""
    return lead.kind in BINDING or (text.opening is None and lead.form != "noun")


def present_before_subject(place: Place) -> Found | None:
    """The present of a treaty before its subject."""
    text = place.text
    verbs_first = text.book.grammar.verb_first and text.norms
    if not verbs_first or not (place.head or place.mark):
        return None
    verb = place.starts[-1]
    present = text.book.verbs.present.match(text.plain, verb)
    if present is None:
        return None
    subject = behind_verb(text, present.end(), place.end, only_speakers=False)
    if subject is None:
        return None
    lead = Lead(subject.end, "undertake", "we", "shall")
    return Found(verb, lead, subject, TREATY, subject.end)


def present_again(place: Place) -> Found | None:
    """A second verb of a treaty in the same form: `exécutent les travaux et surveillent`."""
    text = place.text
    before = place.before
    if not text.norms or before is None or before.force != "shall":
        return None
    verb = place.starts[-1]
    signed = place.head or place.mark.strip()
    if signed or not text.words[verb].islower() or text.book.future(text.plain, verb):
        return None
    present = text.book.verbs.present.match(text.plain, verb)
    if present is None or text.plain[before.end - 1] != present[0][-1]:
        return None
    lead = Lead(present.end(), "undertake", "we", "shall")
    return Found(verb, lead, None, TREATY, verb)


def imperative(place: Place) -> Found | None:
    """A verb whose form asks: `rejoignez-nous`."""
    text = place.text
    if not place.head or text.norms or text.led or text.named:
        return None
    verb = place.starts[-1]
    asks = text.book.verbs.imperatives.match(text.plain, verb)
    if asks is None or asks.end() >= len(text.plain):
        return None
    question = text.plain.endswith("?", verb, place.end)
    if question or text.book.future(text.plain, verb):
        return None
    return Found(
        verb, Lead(asks.end(), "call", "we"), unnamed_speakers(verb), FORM, verb
    )


def future_alone(place: Place) -> Found | None:
    """A future that needs no subject before it, by the first of `FUTURES` that finds one."""
    text = place.text
    future = text.book.future(text.plain, place.starts[-1])
    if future is None or text.says_not(future.lead):
        return None
    for way in FUTURES:
        found = way(future, place)
        if found is not None:
            return found
    return None


def _joined_future(future: Future, place: Place) -> Found | None:
    """A future that shares the subject of the act before: `we welcome it, and will`."""
    before = place.before
    grammar = place.text.book.grammar
    if before is None or place.head or (grammar.free and not place.mark):
        return None
    if not _shares_subject(place.text, before, future):
        return None
    says_we = grammar.drops_subject and future.lead.force == "will"
    subject = unnamed_speakers(future.start) if says_we else None
    return Found(future.start, future.lead, subject, FORM_JOINED, future.clause)


def _future_in_resolution(future: Future, place: Place) -> Found | None:
    """A future in capitals, of those who speak: `6. WILL return to the matter`."""
    opening = place.text.opening
    if not place.head or opening is None or future.lead.force == "should":
        return None
    if not place.text.capitals_at(future.start):
        return None
    return Found(future.start, future.lead, opening, FORM, future.clause)


def _future_of_speakers(future: Future, place: Place) -> Found | None:
    """A future whose form, or the words before it, say that those who speak act."""
    if not _named_before(future, place) and not _says_we(future.lead, place):
        return None
    clause = future.clause if future.names_auxiliary else future.start
    return Found(
        future.start, future.lead, unnamed_speakers(future.start), FORM, clause
    )


FUTURES: tuple[Callable[[Future, Place], Found | None], ...] = (
    _joined_future,
    _future_in_resolution,
    _future_of_speakers,
)
"""How a future is known that needs no subject before it, in the order of preference."""


def _named_before(future: Future, place: Place) -> bool:
    """Whether words before this text say who does it: `Declaran: Que`."""
    if place.text.named is None or future.lead.force is None:
        return False
    return place.head and future.start > place.at


def _says_we(lead: Lead, place: Place) -> bool:
    """Whether the form of a future says "we"; also `Por lo que impulsarán:`, and points follow."""
    if not place.text.book.grammar.drops_subject:
        return False
    leads_points = place.head and _rest(place.text, lead, place.end) in {":", "："}
    return leads_points or (bool(place.head or place.mark) and lead.force == "will")


def _rest(text: Text, lead: Lead, end: int) -> str:
    return text.plain[lead.end : end].strip()


def _shares_subject(text: Text, before: Lead, future: Future) -> bool:
    """Whether a future has the subject of the act before.

    That may be another future, or `we welcome ..., and will` with no other verb between. A future
    of one word (`y designará`), and an auxiliary (`och ska`), are in no row of infinitives; `and
    intend to` may be.
    """
    if before.force is not None:
        return True
    grammar = text.book.grammar
    we_did = before.form in {"we", "full"} or not grammar.spaced
    ours = we_did and future.lead.force == "will"
    if not ours and not _theirs(text, before, future):
        return False
    at = future.start
    clauses = text.book.clauses
    breaks = clauses.breaks
    if before.kind in BINDING:
        breaks = breaks - text.book.verbs.infinitive_markers
    between = WORD.findall(text.plain, before.end, at)
    anew = text.book.subjects.we.match(text.plain, at) or not breaks.isdisjoint(between)
    return not anew


def _theirs(text: Text, before: Lead, future: Future) -> bool:
    """Whether somebody who is named acted before, and goes on."""
    book = text.book
    if not book.grammar.spaced or book.grammar.verb_first:
        return False
    at = future.start
    lead = future.lead
    finite = future.names_verb or book.grammar.inverts
    if before.form == "it" and before.kind in BINDING and finite:
        return True
    if before.form not in {"it", "past"} or book.verbs.infinitive is None:
        return False
    infinitive = lead.force == "intend" and book.verbs.infinitive.search(
        text.plain, before.end, at
    )
    first = text.plain[at : lead.end].split()[0]
    told = lead.force in {"will", "shall", "intend"} and first not in book.verbs.nouns
    return told and not infinitive


# --- whether lead words may be there without a subject of their own ------------------------------


def fits(lead: Lead, at: int, place: Place) -> bool:
    """Whether lead words may be at a place without a subject of their own."""
    text = place.text
    if at in text.italic:
        return True
    if (
        not place.head
        and text.plain[at : lead.end].strip() in text.book.verbs.head_only
    ):
        return False
    before = place.before
    if before is not None and lead.form in {"we", "it"} and stays(text, before, at):
        return True
    match lead.form:
        case "full":
            return _full_fits(place)
        case "we":
            return _we_fits(lead, at, place)
        case "it":
            return _it_fits(lead, at, place)
        case "ing":
            return _ing_fits(lead, place)
        case "past":
            return _past_fits(lead, place)
        case "noun":
            return _noun_fits(place)
        case "asked":  # a passive needs whoever is asked before it
            return False
        case _:
            assert_never(lead.form)


def _full_fits(place: Place) -> bool:
    """A verb with its subject in it: `we support`."""
    joined = place.head or bool(place.mark) or place.before is not None
    return joined or place.text.book.grammar.free


def _it_fits(lead: Lead, at: int, place: Place) -> bool:
    """A verb of somebody else: `requests`."""
    text = place.text
    before = place.before
    speakers_before = before is not None and before.form in {"we", "full"}
    if before is not None and speakers_before and text.book.grammar.inverts:
        # Verbs have one form: `Vi tackar dem och lovar att`.
        return _asks_again(lead, place) or not text.breaks_between(before.end, at)
    new_clause = (
        place.mark == ";" and text.opening is not None
    )  # `believes that ...; asks that`
    return new_clause or _ing_fits(lead, place)


def _ing_fits(lead: Lead, place: Place) -> bool:
    """A participle: `requesting`."""
    before = place.before
    if place.head or (before is not None and before.form in {"it", "ing"}):
        return True
    text = place.text
    after_future = before is not None and before.force == "shall"
    in_resolution = text.opening is not None and text.book.grammar.finite
    return in_resolution and after_future and lead.kind not in BINDING


def _we_fits(lead: Lead, at: int, place: Place) -> bool:
    """A verb of those who speak, whose form others may have too: `support`."""
    if place.head and _speakers_known(lead, at, place):
        return True
    before = place.before
    if before is None or before.form not in {"we", "full"}:
        return False
    text = place.text
    grammar = text.book.grammar
    if grammar.finite or (grammar.inverts and before.force is None):
        return True
    if leads_points(text, lead, len(text.plain)):
        return True
    if _may_be_infinitive(lead, at, before, place):
        return False
    finite_phrase = lead.kind in _HARDLY_INFINITIVE and " " in text.plain[at : lead.end]
    return bool(place.mark) or finite_phrase or _goes_on(text, before, lead, at)


def _speakers_known(lead: Lead, at: int, place: Place) -> bool:
    """Whether words before this text, its capitals, or the next word say that "we" act."""
    text = place.text
    if text.led is not None:
        return True
    if text.book.grammar.inverts and we_at(text, lead.end + 1):
        return True
    if text.opening is None:
        return False
    we = text.book.subjects.we.fullmatch(folded(text.opening.words))
    if we is not None and text.book.grammar.finite:
        return True
    return lead.kind in BINDING | ASKING and text.capitals_at(at)  # `1. WOLLEN ...`


def _may_be_infinitive(lead: Lead, at: int, before: Lead, place: Place) -> bool:
    """Whether a verb of the speakers may be an infinitive that the act before governs."""
    if lead.kind in _HARDLY_INFINITIVE:
        return False
    if lead.kind in ASKING and _asks_again(lead, place):
        return False
    if before.force:
        return True
    text = place.text
    infinitive = text.book.verbs.infinitive
    if infinitive is None:
        return before.kind in _WITH_INFINITIVES
    return (
        infinitive.search(text.plain, max(before.end, at - MAX_SUBJECT), at) is not None
    )


def _asks_again(lead: Lead, place: Place) -> bool:
    """Whether somebody is asked again: `ask A to mend it, and invite B to`."""
    before = place.before
    if before is None or before.kind not in ASKING or lead.kind not in ASKING:
        return False
    _, addressee = addressed(place.text, lead.end, len(place.text.plain))
    return addressee is not None


def _goes_on(text: Text, before: Lead, lead: Lead, at: int) -> bool:
    """Whether a verb of the speakers goes on behind "and": `We welcome the report and support its
    aims`.

    It does not where it may be an infinitive or a noun.
    """
    verbs = text.book.verbs
    plain = text.plain
    if verbs.infinitive is None or verbs.infinitive.search(plain, before.end, at):
        return False
    between = WORD.findall(plain, before.end, at)
    if len(between) == 1 or WORD.search(plain, before.end, at - 1) is None:
        return True  # `welcome and support`
    words = plain[at : lead.end]
    if " " in words or words not in verbs.nouns:
        return True
    infinitive = verbs.infinitive.match(plain, lead.end + 1)
    if before.kind in BINDING and infinitive is not None:
        return True  # `We launch a fund and pledge to pay`
    return _article_behind(text, lead)


def _article_behind(text: Text, lead: Lead) -> bool:
    """Whether an article or a name follows a verb, so that it is no noun."""
    behind = WORD.search(text.plain, lead.end)
    if behind is None:
        return False
    small = text.book.subjects.small - {"for", "of"}
    return behind[0] in small or text.words[behind.start()].isupper()


def _noun_fits(place: Place) -> bool:
    """A noun, where words before the text say who acts."""
    if place.text.named is None:
        return False
    before = place.before
    resolved = before is not None and (
        before.kind in {"decide", "agree"} or before.form == "ing"
    )
    return place.head or (place.mark == "," and resolved)


def _past_fits(lead: Lead, place: Place) -> bool:
    """A verb in the past."""
    text = place.text
    before = place.before
    if before is not None and before.form == "past":
        by = text.book.subjects.by  # `a plan, endorsed today by A`
        if by.search(text.plain, lead.end, lead.end + MAX_BEFORE_BY) is None:
            return True
    return place.head and (text.led is not None or text.book.grammar.drops_subject)


def leads_points(text: Text, lead: Lead, end: int) -> bool:
    """Whether nothing follows a verb but its particle and a colon: `commit to:`."""
    last = text.plain[lead.end : end].split()
    return len(last) == 1 and last[0].endswith(":")
