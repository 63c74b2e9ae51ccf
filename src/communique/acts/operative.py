"""The operative words of a sentence, and who acts by them.

A sentence is read from its head. Behind the head an act may begin only where a comma, a colon or
"and" joins it to the act before, in the same form. Other words are part of what is promised.

`WITHOUT_SUBJECT` and `WITH_SUBJECT` list how an act is found at a place. The first way that finds
one counts.
"""

from collections.abc import Callable, Iterator

from communique.acts.behind import behind_open_subject, behind_subject
from communique.acts.final import at_the_end
from communique.acts.found import (
    FORM,
    PURPOSE,
    WORD,
    Found,
    Text,
    beginnings,
    by_lead_words,
    opens,
    subject_in,
    we_at,
)
from communique.acts.leading import (
    future_alone,
    imperative,
    lead_words,
    leads_points,
    present_again,
    present_before_subject,
)
from communique.acts.passives import declared_done, done_to_thing
from communique.acts.phrasebook import Lead
from communique.acts.places import Place, Sentence, heads, place_at, sentence_at
from communique.acts.subjects import OPEN, Subject
from communique.acts.terms import ASKING, BINDING
from communique.acts.unjoined import inverted, late, unjoined
from communique.acts.unknown_subjects import unknown_subject

MAX_COLON = 12
"""How far from the end of a lead its colon is, at most."""


# --- a sentence
# ------------------------------------------------------------------------------------


def in_sentence(text: Text, start: int, end: int) -> list[Found]:
    """The acts of a sentence, in order."""
    grammar = text.book.grammar
    if grammar.verb_last:
        return at_the_end(text, start, end)
    sentence = sentence_at(text, start, end)
    found = list(_joined(sentence))
    only_participles = all(each.lead.form == "ing" for each in found)
    if grammar.inverts and only_participles:  # `im Hinblick darauf wird Deutschland`
        found.extend(inverted(text, start, end))
    if grammar.participle_last:
        found = _with_late(sentence, found)
    if found:
        return found
    for otherwise in (_purpose, _future_anywhere, _unjoined):
        act = otherwise(sentence)
        if act is not None:
            return [act]
    return []


def _with_late(sentence: Sentence, found: list[Found]) -> list[Found]:
    """The acts of a sentence, and participles behind what they govern."""
    participles = [
        each
        for each in late(sentence.text, sentence.start, sentence.end)
        if not any(
            each.start < act.lead.end and act.start < each.lead.end for act in found
        )
    ]
    return sorted([*found, *participles], key=lambda each: each.start)


def _purpose(sentence: Sentence) -> Found | None:
    """What those who speak have met for, if points follow: `We met in Ljubljana to:`."""
    text = sentence.text
    ending = text.plain[max(sentence.start, sentence.end - MAX_COLON) : sentence.end]
    if not any(sign in ending for sign in OPEN):  # most sentences have none
        return None
    purpose = text.book.clauses.purpose.search(text.plain, sentence.start, sentence.end)
    if purpose is None:
        return None
    who = text.book.subjects.speaking.search(
        text.plain, sentence.start, purpose.start()
    )
    if who is None:
        return None
    named = Subject(*who.span(), text.words[slice(*who.span())], everyone=True)
    lead = Lead(purpose.end("to"), "undertake", "we", "intend")
    subject = we_at(text, who.start()) or named
    return Found(purpose.start("to"), lead, subject, PURPOSE, lead.end)


def _future_anywhere(sentence: Sentence) -> Found | None:
    """A future anywhere in the main clause of a free language."""
    text = sentence.text
    if not text.book.grammar.free or sentence.last_verb < 0:
        return None
    for verb in text.book.verbs.any_future.finditer(
        text.plain, sentence.start, sentence.end
    ):
        future = text.book.future(text.plain, verb.start())
        if future is None or not text.in_main_clause(sentence.start, verb.start()):
            continue
        lead = future.lead
        ours = lead.force == "will"  # that is a form of those who speak
        theirs = lead.force == "shall" and _somebody_acts(sentence, verb.end())
        # What is no deed is told behind the first of the forms that may be there.
        undone = text.book.verbs.no_deed.match(text.plain, verb.end())
        if (ours or theirs) and not undone:
            subject = Subject(sentence.start, sentence.start, "", everyone=ours)
            return Found(verb.start(), lead, subject, FORM, sentence.start)
    return None


def _somebody_acts(sentence: Sentence, behind: int) -> bool:
    """Whether a future of somebody else is a promise: by whoever can act, in a treaty, or a
    passive.
    """
    text = sentence.text
    if text.norms or text.book.verbs.made.match(text.plain, behind, sentence.end):
        return True
    words = WORD.findall(text.plain, sentence.start, sentence.end)
    return any(map(text.book.agent, words))


def _unjoined(sentence: Sentence) -> Found | None:
    grammar = sentence.text.book.grammar
    if grammar.free or not grammar.drops_subject or sentence.last_verb < 0:
        return None
    return unjoined(sentence.text, sentence.start, sentence.end)


# --- the acts at the head of a sentence, and those joined to them
# -----------------------------------


def _joined(sentence: Sentence) -> Iterator[Found]:
    """The act at the head of a sentence, and those that are joined to it."""
    sentence = _behind_conjunction(sentence)
    if not _may_act(sentence):
        return
    start = sentence.start
    opened = opens(sentence.text, start)
    last_verb = max(start, sentence.last_verb)
    before: Lead | None = None
    subject: Subject | None = None
    speakers: Subject | None = None
    last = start
    for at, mark in heads(sentence):
        if at < last:
            continue
        if at > last_verb:
            return
        place = _place(sentence, at, mark, before, opened if before is None else "")
        found = act_at(place)
        if found is None and before is None and place.verb_follows:
            found = _second_verb(place, speakers)
            speakers = speakers or _who_speaks(place)
        if found is None:
            continue
        opener = start if before is None else found.start
        before = found.lead
        told = _declared(sentence.text, found, sentence.end) or found
        last = told.lead.end
        subject = told.subject or subject
        lead = told.lead._replace(end=before.end)
        yield Found(found.start, lead, subject, told.why, told.clause, at, opener)


def _behind_conjunction(sentence: Sentence) -> Sentence:
    """A sentence without the conjunction at its head: `And each mayor will`."""
    text = sentence.text
    start = sentence.start
    conjunction = text.book.clauses.conjunction.match(text.plain, start, sentence.end)
    if conjunction:
        start = conjunction.end()
    begun = None
    if sentence.begun is not None:
        begun = [at for at in sentence.begun if at > start]
    return sentence._replace(start=start, begun=begun)


def _may_act(sentence: Sentence) -> bool:
    """Whether there are operative words in a sentence, or may be."""
    text = sentence.text
    if text.named or sentence.last_verb >= sentence.start:
        return True
    return text.book.verbs.imperatives.match(text.plain, sentence.start) is not None


def _place(
    sentence: Sentence, at: int, mark: str, before: Lead | None, opened: str
) -> Place:
    """A place of a sentence where an act may begin."""
    # `Notice: the provider will be told`
    head = at == sentence.start or (mark == ":" and before is None)
    return place_at(
        sentence.text,
        at,
        sentence.end,
        head=head,
        before=before,
        opened=opened,
        mark=mark,
        begun=sentence.begun or (),
        verb_follows=at <= sentence.last_verb,
    )


def _who_speaks(place: Place) -> Subject | None:
    """Whoever acts from the head of a sentence on, though the first verb is no act."""
    we = we_at(place.text, place.at)
    if we is not None or not place.head:
        return we
    first = subject_in(place.text, place.at, place.end)
    return first if first is not None and first.acts else None


# --- one act
# ---------------------------------------------------------------------------------------


def _behind_thing(place: Place) -> Found | None:
    """What is to be done to a thing, or what somebody does whose noun is not known."""
    text = place.text
    if place.head and text.book.subjects.we.match(text.plain, place.verb):
        return None  # `We hope that the goals will be reached`
    new_clause = place.mark == ";" or (bool(place.opened) and place.mark == ",")
    if not (place.head or place.goes_on or new_clause):
        return None
    return done_to_thing(place) or unknown_subject(place)


WITHOUT_SUBJECT: tuple[Callable[[Place], Found | None], ...] = (
    lead_words,
    present_before_subject,
    present_again,
    imperative,
    future_alone,
)
"""How an act is found whose words need no subject before them, in the order of preference."""

WITH_SUBJECT: tuple[Callable[[Place], Found | None], ...] = (
    behind_open_subject,
    behind_subject,
    _behind_thing,
)
"""How an act is found that begins with its subject, in the order of preference."""


def act_at(place: Place) -> Found | None:
    """The act that begins at a place, by the first way that finds one."""
    for way in WITHOUT_SUBJECT:
        found = way(place)
        if found is not None:
            return found
    if not place.verb_follows:
        return None
    for way in WITH_SUBJECT:
        found = way(place)
        if found is not None:
            return found
    return None


def _declared(text: Text, found: Found, end: int) -> Found | None:
    """What somebody says is to be done: `It declares that the matter will be examined`."""
    declares = text.book.verbs.declares.match(text.plain, found.start, end)
    if declares is None:
        return None
    at = declares.end()
    told = act_at(place_at(text, at, end))
    if told is None:
        told = declared_done(text, at, end, beginnings(text, at, end))
    return told if told is not None and told.lead.force in {"will", "shall"} else None


# --- a second verb behind one that is no act
# ---------------------------------------------------------


def _second_verb(place: Place, speakers: Subject | None) -> Found | None:
    """A second verb of whoever acts: `We work on it and remain committed to ...`."""
    if speakers is None or place.head or place.at <= speakers.end:
        return None
    return _second_future(place, speakers) or _second_lead(place, speakers)


def _second_future(place: Place, speakers: Subject) -> Found | None:
    """`The Bank works on it and will report`."""
    text = place.text
    future = text.book.future(text.plain, place.verb)
    if future is None or future.lead.force not in {"will", "shall"}:
        return None
    if not text.in_main_clause(speakers.end, place.at):  # no `We know that it will`
        return None
    comma_before = text.plain[place.at - 2 : place.at] == ", "
    aside_begins = text.plain[speakers.end : speakers.end + 1] == ","
    if comma_before and not aside_begins:  # `a tool, well made, will`
        return None
    if text.says_not(future.lead):
        return None
    return Found(future.start, future.lead, speakers, FORM, future.clause)


def _second_lead(place: Place, speakers: Subject) -> Found | None:
    """Lead words of those who speak that are no infinitive: `rozmawiali o tym i wzywają`."""
    text = place.text
    lead = text.book.lead(text.plain, place.at) if speakers.everyone else None
    if lead is None:
        return None
    if _is_past_with_particle(lead, text) or _is_finite(lead, text):
        return by_lead_words(text, place.at, lead, speakers)
    # A verb of one word may be an infinitive, unless points follow:
    # `We work on it and commit to: (a) ...`.
    phrase = " " in text.plain[place.at : lead.end] or leads_points(
        text, lead, place.end
    )
    phrase = phrase or _promises_to(lead, place, speakers)
    if not text.book.grammar.spaced or (lead.form == "we" and phrase):
        return by_lead_words(text, place.at, lead, speakers)
    return None


def _promises_to(lead: Lead, place: Place, speakers: Subject) -> bool:
    """Whether a verb promises to do something, and is no infinitive: `We work on it and pledge to`."""
    text = place.text
    infinitive = text.book.verbs.infinitive
    if lead.kind != "commit" or infinitive is None:
        return False
    if infinitive.match(text.plain, lead.end + 1) is None:
        return False
    return infinitive.search(text.plain, speakers.end, place.at) is None


def _is_past_with_particle(lead: Lead, text: Text) -> bool:
    particle = text.book.clauses.particle.match(text.plain, lead.end)
    return lead.form == "past" and particle is not None and bool(particle[0].strip())


def _is_finite(lead: Lead, text: Text) -> bool:
    """Whether the form of a verb tells that it is no infinitive."""
    promised = lead.form in {"it", "past"} and lead.kind in BINDING | ASKING
    return text.book.grammar.finite and promised
