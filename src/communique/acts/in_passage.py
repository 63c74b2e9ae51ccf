"""The acts of one passage."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from communique.acts.act import Act
from communique.acts.around import Around
from communique.acts.clauses import ends_with_infinitive_marker, trimmed
from communique.acts.complements import act_of
from communique.acts.found import Found, Text
from communique.acts.marked import as_marked, marked_clause, with_mark
from communique.acts.operative import in_sentence
from communique.acts.phrasebook import folded
from communique.acts.sentences import sentences
from communique.acts.terms import ASKING, BINDING, Clause, terms
from communique.model.passages import Passage
from communique.model.text import ActMark

_ROW = re.compile(
    r"[;；:：]\s*(?:and\s+)?(?:\(?\w{1,4}[).）、]\s*)?|,\s+and\s+[ivx]{1,4}\)\s*"
)
"""What parts the items of a list in a sentence, and its lead from them."""
_LABEL = re.compile(r"\(?(?:a|i|1)\)\s*")
"""The label of the first item of a list."""
_QUOTED = re.compile('[:：]\\s{0,3}[*_]{0,3}[„“«»"][^„“”«»"]{1,999}[“”«»"]')
"""What is said in quotation marks behind a colon: nobody does anything by it here."""
PROMISING = BINDING | ASKING
"""The kinds of acts that are promises."""
MIN_ITEMS = 2
"""The number of items of a list in a sentence, at least."""


def acts_in(
    passage: Passage, text: Text, around: Around, *, only_promises: bool = False
) -> Iterator[Act]:
    """The acts of a passage: those that somebody has marked in it, else those that its words say.

    With `only_promises` it leaves out acts of the words that neither bind nor ask.
    """
    quoted = [match.span() for match in _QUOTED.finditer(text.words)]
    for start, end in sentences(text.words, text.book):
        found = _outside(quoted, in_sentence(text, start, end))
        if text.marked:
            yield from _marked(passage, text, found, (start, end), around)
            continue
        merged = _outside_relative(_merged(found, text), text)
        for each, stop in zip(merged, _stops(merged, end), strict=True):
            if only_promises and each.lead.kind not in PROMISING:
                continue
            yield from _items(
                act_of(passage, text, each, stop, around, (start, end)), text, around
            )


def _outside(quoted: Sequence[tuple[int, int]], found: list[Found]) -> list[Found]:
    """Acts that are in no quotation.

    A request may lead one: `we ask them: "Mend the bridge"`.
    """
    if not found or found[0].lead.kind in ASKING:
        return found
    return [
        act
        for act in found
        if not any(start < act.start < end for start, end in quoted)
    ]


def _stops(found: Sequence[Found], end: int) -> list[int]:
    """Where each act ends at most: where the next begins, or the sentence ends."""
    return [*(act.begins for act in found[1:]), end] if found else []


def _marked(
    passage: Passage,
    text: Text,
    found: list[Found],
    sentence: tuple[int, int],
    around: Around,
) -> Iterator[Act]:
    """The acts that somebody has marked in a sentence."""
    start, end = sentence
    marks = [mark for mark in text.marked if start <= mark.start < end]
    acts = [as_marked(mark, found) for mark in marks]
    for mark, each, stop in zip(marks, acts, _stops(acts, end), strict=True):
        act = act_of(passage, text, each, stop, around, sentence)
        said = cast("ActMark", mark.mark)
        clause = marked_clause(said, text.words, mark.start)
        if clause is not None:
            act = _with_clause(act, clause, text, around)
        if said.who is not None:
            speaks = _speak(said.who, text, around)
            act = replace(act, actor=said.who, everyone=speaks)
        labels = around.labels if said.act in ASKING else {}
        yield with_mark(act, said, labels)


def _speak(who: str, text: Text, around: Around) -> bool:
    """Whether those whom a mark names are all who speak: "we", or who opens the text."""
    plain = folded(who)
    if text.book.subjects.we.fullmatch(plain):
        return True
    opening = around.opening
    return opening is not None and folded(opening.words) == plain


def _with_clause(act: Act, clause: tuple[int, int], text: Text, around: Around) -> Act:
    """An act with another clause, and what this says of time and condition."""
    about = terms(Clause(text, *clause), around.when)
    return replace(
        act,
        clause=clause,
        due=about.due or act.due,
        more_due=about.more,
        condition=about.condition or act.condition,
    )


def _merged(found: Sequence[Found], text: Text) -> list[Found]:
    """Verbs of one kind that share what follows the last of them are one act.

    `will establish and implement a plan`.
    """
    if text.book.grammar.verb_last:
        return list(found)
    kept: list[Found] = []
    for act in found:
        if kept and _are_alike(kept[-1], act) and _are_joined(kept[-1], act, text):
            first = kept.pop()
            clause = first.clause if first.verb_in_clause else act.clause
            act = first._replace(lead=act.lead, clause=clause)
        kept.append(act)
    return kept


def _outside_relative(found: Sequence[Found], text: Text) -> list[Found]:
    """Acts that are no clause about what the act before is about: `steps that we intend to take`."""
    kept: list[Found] = []
    for act in found:
        if kept and _behind_relative(kept[-1], act, text):
            continue
        kept.append(act)
    return kept


def _behind_relative(first: Found, second: Found, text: Text) -> bool:
    """Whether a relative word right before an act makes it a part of the act before."""
    if text.book.grammar.verb_last or second.lead.kind not in BINDING:
        return False
    words = text.plain[first.lead.end : second.begins].split()
    return len(words) > 1 and words[-1] in text.book.clauses.relative


def _are_alike(first: Found, second: Found) -> bool:
    if first.lead[1:] == second.lead[1:]:
        return True
    return first.lead.kind in ASKING and second.lead.kind in ASKING


def _are_joined(first: Found, second: Found, text: Text) -> bool:
    """Whether nothing but what joins two acts is between them."""
    start = first.lead.end
    while start < second.begins and text.plain[start].isspace():
        start += 1
    return (
        text.book.clauses.joins.fullmatch(text.plain, start, second.begins) is not None
    )


def _items(act: Act, text: Text, around: Around) -> Iterator[Act]:
    """An act; or one for each item, where a colon says that a list follows in the sentence.

    `We will do the following: plant trees; mend roads`.
    """
    marks = _item_marks(act, text)
    if len(marks) < MIN_ITEMS:
        yield act
        return
    end = act.clause[1]
    shared = act.due
    if shared is not None and shared.words in text.words[marks[0].end() : end]:
        shared = None
    stops = [*(mark.start() for mark in marks[1:]), end]
    for mark, stop in zip(marks, stops, strict=True):
        item = trimmed(text.words, mark.end(), stop)
        about = terms(Clause(text, *item), around.when)
        due = about.due or shared
        yield replace(
            act,
            clause=item,
            due=due,
            more_due=about.more,
            condition=about.condition or act.condition,
        )


def _item_marks(act: Act, text: Text) -> list[re.Match[str]]:
    """What precedes each item of a list in a clause; nothing where it has none."""
    if text.norms or act.kind not in BINDING | ASKING:
        return []
    marks = list(_ROW.finditer(text.plain, *act.clause))
    if not marks:
        return []
    first = _LABEL.match(text.plain, *act.clause)
    if first is not None:  # `Nous nous engageons à : a) bâtir ; b) planter`
        return [first, *marks]
    lead = text.plain[act.clause[0] : marks[0].start()]
    announced = text.book.clauses.below.search(lead) is not None
    return marks if announced or ends_with_infinitive_marker(lead, text) else []
