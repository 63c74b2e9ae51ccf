"""Operative words that nothing joins to the head of a sentence.

They precede their subject, follow what they govern, or are inside a clause.
"""

import re
from collections.abc import Iterator

from communique.acts.found import (
    FORM,
    FORM_BEFORE_SUBJECT,
    MAX_SENTENCE,
    MAX_SUBJECT,
    TREATY,
    WORD,
    Found,
    Text,
    beginnings,
    by_lead_words,
    opens,
    subject_in,
    unnamed_speakers,
)
from communique.acts.phrasebook import Form, Lead, folded
from communique.acts.subjects import Subject
from communique.acts.terms import ASKING, BINDING

_BEFORE_COMMA = re.compile(r"(?<=\s)(\w+)(?:,|\Z)")
_FORM_AROUND: dict[Form, Form] = {
    "full": "we",
    "we": "we",
    "it": "we",
    "asked": "asked",
}
"""The form that a lead has when its subject follows its verb."""
_BY_THEMSELVES = {"commit", "call", "urge", "request"}
"""Kinds whose verbs act in any clause: `por lo que nos comprometemos a`."""


def inverted(text: Text, start: int, end: int) -> list[Found]:
    """The act of a verb before its subject.

    The verb follows words that open a sentence (`dazu werden wir ...`); in a treaty also what it
    governs (`die Kosten tragen die Parteien`).
    """
    act = _before_we(text, start, end) or _before_somebody(text, start, end)
    if act is None:
        return []
    return [act._replace(begins=start, opener=start)]


def _before_we(text: Text, start: int, end: int) -> Found | None:
    """A verb right before "we": `diese Kraft wollen wir nutzen`."""
    near = min(end, start + MAX_SUBJECT)
    for match in text.book.subjects.we.finditer(text.plain, start, near):
        first = max(start, match.start() - MAX_SUBJECT)
        words = list(WORD.finditer(text.plain, first, match.start()))
        if not words or words[-1].end() != match.start() - 1:
            continue
        verb = words[-1]
        we = Subject(*match.span(), text.words[slice(*match.span())], everyone=True)
        lead = _around(text, verb[0], we)
        if lead is not None:
            return Found(verb.start(), lead, we, FORM_BEFORE_SUBJECT, lead.end)
    return None


def _before_somebody(text: Text, start: int, end: int) -> Found | None:
    """A verb before its subject, whoever that is."""
    opened = bool(opens(text, start))
    if not opened and not text.norms:
        return None
    for word in WORD.finditer(text.plain, start, min(end, start + MAX_SUBJECT)):
        act = _verb_before_subject(text, word, start, end, opened=opened)
        if act is not None:
            return act
    return None


def _verb_before_subject(
    text: Text, word: re.Match[str], start: int, end: int, *, opened: bool
) -> Found | None:
    """The act of one word, if it is a verb and its subject follows it."""
    book = text.book
    at = word.start()
    verb = opened and word[0] in book.verbs.known
    lower = text.words[at].islower()
    present = (
        text.norms and lower and book.verbs.present.match(text.plain, at) is not None
    )
    if not verb and not present:
        return None
    future = book.future(text.plain, at) if opened else None
    pronoun, subject = _subject_behind(
        text, future.lead.end if future else word.end(), end
    )
    if subject is None or not subject.acts:
        return None
    if present and subject.everyone:
        lead = Lead(word.end(), "undertake", "we", "shall")
        return Found(at, lead, subject, f"{TREATY} before its subject", start)
    if future is not None and _binds(future.lead, subject, text):
        return Found(at, future.lead, subject, FORM_BEFORE_SUBJECT, subject.end)
    around = _around(text, word[0], subject, pronoun) if verb else None
    if around is None:
        return None
    words_end = len(text.plain[: around.end].rstrip())
    around = book.vowed(text.plain, around._replace(end=words_end))
    return by_lead_words(text, at, around, subject)


def _subject_behind(text: Text, at: int, end: int) -> tuple[str, Subject | None]:
    """The pronoun of a verb that ends there, and its subject: `verpflichten sich die Parteien`."""
    while at < end and text.plain[at].isspace():
        at += 1
    pronoun = text.book.verbs.reflexive.match(text.plain, at, end)
    if pronoun is None:
        return "", subject_in(text, at, end)
    return pronoun[0], subject_in(text, pronoun.end(), end)


def _binds(future: Lead, subject: Subject, text: Text) -> bool:
    """Whether a future before its subject is a promise."""
    if future.force in {"should", "intend"}:
        return False
    return text.book.verbs.no_deed.match(text.plain, subject.end) is None


def _around(text: Text, verb: str, subject: Subject, pronoun: str = "") -> Lead | None:
    """The lead that a verb before its subject is, or begins.

    `begrüßen wir`, `sind beide Seiten entschlossen`.
    """
    skipped = text.book.clauses.adverbs.match(text.plain, subject.end)
    behind = skipped.end() if skipped else subject.end
    rest = text.plain[behind : behind + MAX_SUBJECT].lstrip()
    sayings = [""]
    if subject.everyone:
        sayings.insert(0, f"{folded(subject.words)} ")
    for said in sayings:
        lead = _lead_or_future(text, f"{said}{verb} {pronoun}{rest}")
        if lead is None or lead.form not in _FORM_AROUND:
            continue
        more = (
            lead.end - len(said) - len(verb)
        )  # how much of the lead follows the subject
        if pronoun:
            more = max(0, more - len(pronoun))
        if more < 0:
            continue
        if more or subject.everyone:
            lead_end = behind + more - 1 if more else subject.end
            return lead._replace(end=lead_end, form=_FORM_AROUND[lead.form])
    return None


def _lead_or_future(text: Text, words: str) -> Lead | None:
    """What begins some words: a lead, or a future, but for what ought to be: `kommer vi att`."""
    lead = text.book.lead(words, 0)
    if lead is not None:
        return lead
    future = text.book.future(words, 0)
    if future is None or future.lead.force == "should":
        return None
    return future.lead


def late(text: Text, start: int, end: int) -> Iterator[Found]:
    """A participle behind what it governs, before a comma: `die Notwendigkeit bekräftigend,`."""
    for match in _BEFORE_COMMA.finditer(text.plain, start, end):
        lead = text.book.lead(text.plain, match.start())
        if lead is not None and lead.form == "ing" and lead.end >= match.end(1):
            why = f"lead words {match[1]!r}"
            yield Found(match.start(), lead, None, why, lead.end, match.start())


def unjoined(text: Text, start: int, end: int) -> Found | None:
    """A verb whose form says "we", where nothing joins it: `En ese marco regional trabajaremos`."""
    act = _future_of_we(text, start, end) or _lead_of_we(text, start, end)
    return act._replace(begins=start, opener=start) if act is not None else None


def _future_of_we(text: Text, start: int, end: int) -> Found | None:
    """A future in a main clause."""
    for match in text.book.verbs.any_future.finditer(text.plain, start, end):
        at = match.start()
        future = text.book.future(text.plain, at)
        if future is None or future.lead.force != "will" or text.says_not(future.lead):
            continue
        if text.in_main_clause(start, at, 1):
            return Found(at, future.lead, unnamed_speakers(start), FORM, at)
    return None


def _lead_of_we(text: Text, start: int, end: int) -> Found | None:
    """Lead words with their subject in them, in a main clause."""
    if end - start >= MAX_SENTENCE:
        return None
    for at in beginnings(text, start, end):
        lead = text.book.lead(text.plain, at)
        if lead is None or lead.form != "full" or lead.kind not in BINDING | ASKING:
            continue
        if lead.kind in _BY_THEMSELVES or text.in_main_clause(start, at, 1):
            return by_lead_words(text, at, lead, unnamed_speakers(at))
    return None
