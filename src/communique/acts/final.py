"""The acts of a sentence in a language whose verb is last, behind what is promised."""

import re
from collections.abc import Callable
from typing import NamedTuple

from communique.acts.found import (
    FORM,
    MAX_SENTENCE,
    WORD,
    Found,
    Text,
    known,
    subject_in,
)
from communique.acts.phrasebook import Lead
from communique.acts.subjects import Subject
from communique.acts.terms import ASKING

_AFTER = ' \t\n\u00a0,.;:!?।、。，；：！？」』”"*_'
"""What follows the last verb of a sentence, or its subject."""
MAX_ADVERBS = 12
"""The length of the adverbs between a clause and its last verb, at most."""
MAX_VERB = 48
"""The length of the operative words at the end of a sentence, at most."""


class _Clause(NamedTuple):
    """A clause whose verb is last."""

    text: Text
    start: int
    stop: int
    """The end of its verb."""
    subject: Subject | None
    behind: int
    """Where what is promised begins, behind its subject."""

    def act(self, at: int, lead: Lead, subject: Subject | None, why: str) -> Found:
        """An act of the clause by a verb that begins there."""
        return Found(at, lead, subject, why, self.behind, self.start, self.start)

    @property
    def unnamed(self) -> Subject:
        """Those who speak, where the clause names nobody."""
        return Subject(self.start, self.start, "", everyone=True)


def at_the_end(text: Text, start: int, end: int) -> list[Found]:
    """The acts of a sentence whose verb ends it: `両国は、海洋の保護を支持する。`

    Where each part of it ends with a verb, each is an act.
    """
    if end - start < MAX_SENTENCE:
        if text.book.grammar.spaced:
            for joint in text.book.clauses.joins.finditer(text.plain, start, end):
                first = (
                    _last_verb(text, start, joint.start())
                    if joint.end() < end
                    else None
                )
                if first is not None:
                    rest = text._replace(led=first.subject)
                    return [first, *at_the_end(rest, joint.end(), end)]
        told = _before_that(text, start, end)
        if told is not None:
            return [told]
    last = _last_verb(text, start, end)
    return [] if last is None else [last]


def _before_that(text: Text, start: int, end: int) -> Found | None:
    """The act of a verb behind which what is promised follows: `हम माँग करते हैं कि`."""
    for that in text.book.clauses.that.finditer(text.plain, start, end):
        told = _last_verb(text, start, that.start())
        if told is not None:
            lead = told.lead._replace(end=that.start() + len(that[0].rstrip()))
            return told._replace(lead=lead, clause=that.end())
    return None


def _last_verb(text: Text, start: int, end: int) -> Found | None:
    """The act of a sentence, or of a part of it, by the verb at its end."""
    clause = _clause(text, start, end)
    for at in range(max(clause.behind, clause.stop - MAX_VERB), clause.stop):
        if text.book.grammar.spaced and text.plain[at - 1 : at].isalnum():
            continue
        for way in WAYS:
            act = way(clause, at)
            if act is not None:
                return act
    return None


def _clause(text: Text, start: int, end: int) -> _Clause:
    """A clause with its subject."""
    stop = start + len(text.plain[start:end].rstrip(_AFTER))
    skipped = text.book.clauses.adverbs.match(text.plain, start, stop)
    head = skipped.end() if skipped else start
    subject = _subject(text, head, stop)
    behind = head
    if subject is not None and _is_named_here(subject, head, text):
        behind = subject.end
    while behind < stop and text.plain[behind] in _AFTER:
        behind += 1
    return _Clause(text, start, stop, subject, behind)


def _is_named_here(subject: Subject, head: int, text: Text) -> bool:
    """Whether a subject is in this clause, and not in the lead above it."""
    return subject is not text.led and subject.end > head


def _subject(text: Text, head: int, stop: int) -> Subject | None:
    """Who acts in a clause: the subject at its head, of its lead, "we" inside it, or its topic."""
    subject = subject_in(text, head, stop)
    if subject is None or not known(subject, text):
        subject = text.led or _we_inside(text, head, stop)
    if subject is not None and _is_named_here(subject, head, text):
        one_word = " " not in text.plain[subject.end : stop].strip()
        if one_word and text.book.grammar.spaced:
            subject = _up_to_noun(subject, text)
    return subject or _topic(text, head, stop)


def _we_inside(text: Text, head: int, stop: int) -> Subject | None:
    """The last "we" of a clause: `平和のため、私たちは`."""
    found = None
    for we in text.book.subjects.we.finditer(text.plain, head, stop):
        if text.plain[we.start() - 1] in " 、，,":
            found = Subject(*we.span(), text.words[slice(*we.span())], everyone=True)
    return found


def _up_to_noun(subject: Subject, text: Text) -> Subject | None:
    """A subject up to its noun, where what is promised would be a verb alone.

    `Halıcılar Derneği usta görevlendirecektir`.
    """
    for word in WORD.finditer(text.plain, subject.start, subject.end):
        if text.book.agent(word[0]):
            end = word.end()
            return subject._replace(end=end, words=text.words[subject.start : end])
    return None


def _topic(text: Text, head: int, stop: int) -> Subject | None:
    """Whoever a clause is about, if the title names them: `中核市は`."""
    topic = text.book.subjects.topic.match(text.plain, head, stop)
    if topic is None or topic["who"] not in text.names.title:
        return None
    return Subject(
        head, topic.end(), text.words[slice(*topic.span("who"))], everyone=False
    )


# --- what a last verb says
# -------------------------------------------------------------------------


def _lead(clause: _Clause, at: int) -> Found | None:
    """Lead words: `支持する`."""
    text = clause.text
    lead = text.book.lead(text.plain, at)
    if lead is None or lead.end != clause.stop:
        return None
    why = f"lead words {text.words[at : clause.stop]!r}"
    if lead.kind in {"affirm", "reaffirm", "stress"}:
        vow = _vow_before(clause, at)
        if vow is not None:
            at = vow.start()
            why = f"lead words {text.words[at : clause.stop]!r}"
            lead = lead._replace(kind="commit")
    return clause.act(at, lead, clause.subject or clause.unnamed, why)


def _vow_before(clause: _Clause, at: int) -> re.Match[str] | None:
    """The noun of a promise before a verb: `kararlılıklarını`."""
    text = clause.text
    for pattern, _ in text.book.verbs.vows:
        for match in pattern.finditer(text.plain, clause.behind, at):
            if match.end() == at:
                return match
    return None


def _future(clause: _Clause, at: int) -> Found | None:
    """A future, or a request by its form: `정부는 개방하라`."""
    future = clause.text.book.future(clause.text.plain, at)
    if (
        future is None
        or future.lead.end != clause.stop
        or future.lead.force == "should"
    ):
        return None
    lead = future.lead
    ours = lead.kind in ASKING or (clause.subject is None and lead.force != "shall")
    return clause.act(at, lead, clause.unnamed if ours else clause.subject, FORM)


def _deed(clause: _Clause, at: int) -> Found | None:
    """The present of those who speak: `歩みを停めない`."""
    text = clause.text
    subject = clause.subject
    if subject is None or not (subject.everyone or subject.words in text.names.title):
        return None
    deed = text.book.verbs.deeds.match(text.plain, at)
    if deed is None or deed.end() != clause.stop:
        return None
    return clause.act(at, Lead(clause.stop, "undertake", "we", "will"), subject, FORM)


def _treaty_present(clause: _Clause, at: int) -> Found | None:
    """The present of a treaty."""
    text = clause.text
    if not text.norms or clause.subject is None:
        return None
    present = text.book.verbs.present.match(text.plain, at)
    if present is None or present.end() != clause.stop:
        return None
    return clause.act(
        at, Lead(clause.stop, "undertake", "it", "shall"), clause.subject, FORM
    )


WAYS: tuple[Callable[[_Clause, int], Found | None], ...] = (
    _lead,
    _future,
    _deed,
    _treaty_present,
)
"""How a last verb is known, in the order of preference."""


def before_adverbs(text: Text, start: int, stop: int) -> int:
    """Where the adverbs before a last verb begin: `사죄를 거듭 촉구한다`, `支援することをここに誓う`."""
    for at in range(max(start, stop - MAX_ADVERBS), stop):
        if text.book.grammar.spaced and text.plain[at - 1].isalnum():
            continue
        match = text.book.clauses.adverbs.match(text.plain, at, stop)
        if match is not None and match.end() == stop and match[0].strip():
            return at
    return stop
