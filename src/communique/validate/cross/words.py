"""CRS: the words of two files of one text, and the notes and dates of all."""

from collections.abc import Iterator
from itertools import zip_longest

from communique.comparison.alignment import common_ends
from communique.core.message import Message, say
from communique.model import DateMark
from communique.model.passages import Passage
from communique.rules.rule import PRINTED, RECORD, Finding
from communique.validate.cross.pair import (
    BOTH,
    SIDES,
    Disagreement,
    Pair,
    Relation,
    Side,
    calls_in,
    crossing,
    shown,
    subject_of,
    texts_of,
)


@crossing(
    "CRS007",
    "words-differ",
    relations=(Relation.FORMATS,),
    sources=("AKN4UN guidelines, part 1, 4.1: content as it appears", RECORD),
)
def words(pair: Pair) -> Iterator[Disagreement]:
    """The words of a node are not those in the other file.

    Why: two files of one text in one language must say the same, to the character. Which of them is right only the
    printed document can tell.

    Fix: compare the words with the source, and correct the file that differs from it.

    Bad:
    {"one": {}, "other": {"body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text", "text": "We shall meet again."}]}]}}

    Good:
    {"one": {}, "other": {}}
    """
    name = pair.name("one")
    for _, (one, other) in pair.matches:
        here, there = texts_of(other), texts_of(one)
        if here == there or (len(here) != len(there) and " ".join(here).split() == " ".join(there).split()):
            continue
        pairs = zip_longest(here, there)
        at, (mine, theirs) = next((at, texts) for at, texts in enumerate(pairs) if texts[0] != texts[1])
        ours, other_words = shown(mine, theirs), shown(theirs, mine)
        message = say("the words here are {shown}, but {shown2} in {name}", shown=ours, shown2=other_words, name=name)
        if mine is None:
            yield "other", Finding(message, subject_of(other))
        else:
            start, end = _differing(mine, theirs or "")
            yield "other", Finding(message, list(other.words())[at].block, start, end)


def _differing(text: str, other: str) -> tuple[int, int]:
    """Where the words of a text that another has otherwise begin and end: whole words, and not none."""
    start, tail = common_ends(text, other)
    end = max(len(text) - tail, min(start + 1, len(text)))
    start = min(start, max(0, len(text) - 1))
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


@crossing("CRS008", "notes-differ", relations=BOTH, sources=(PRINTED, RECORD))
def notes(pair: Pair) -> Iterator[Disagreement]:
    """A node calls other footnotes than in the other file, or a footnote stands in one file only.

    Why: every language of a document has the same footnotes, with the same markers, at the same clauses. A note that is
    missing was mostly left glued to a word.

    Fix: look for the marker in the source of the file that lacks it.

    Bad:
    {"one": {"notes": [{"kind": "note", "eid": "authorialNote_1", "marker": "1", "content": [{"kind": "text", "text": "In spring."}]}],
             "body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text", "text": "We will meet again.",
                       "marks": [{"kind": "note", "start": 18, "end": 18, "ref": "authorialNote_1"}]}]}]},
     "other": {}}

    Good:
    {"one": {}, "other": {}}
    """
    called: set[tuple[Side, str]] = set()
    name = pair.name("one")
    for _, (one, other) in pair.matches:
        here, there = calls_in(other), calls_in(one)
        called.update(("other", ref) for ref, _, _ in here)
        called.update(("one", ref) for ref, _, _ in there)
        mine = [pair.markers["other"].get(ref, "") for ref, _, _ in here]
        theirs = [pair.markers["one"].get(ref, "") for ref, _, _ in there]
        if mine != theirs:
            here_called, there_called = _calls(mine), _calls(theirs)
            message = say(
                "{calls} called here, but {calls2} in {name}", calls=here_called, calls2=there_called, name=name
            )
            yield "other", Finding(message, subject_of(other), quote=", ".join(mine) or None)
        elif pair.worded and texts_of(one) == texts_of(other) and _places(here) != _places(there):
            message = say("{calls} called at different words than in {name}", calls=_calls(mine), name=name)
            yield "other", Finding(message, subject_of(other))
    for side, elsewhere in SIDES:
        for _, row in pair.alone(side):
            if row.kind == "note" and (side, row.eid) not in called:
                message = say("footnote {value} is not in {name}", value=row.num or row.eid, name=pair.name(elsewhere))
                yield side, Finding(message, row.node)
    for _, (one, other) in pair.matches:
        if other.kind == "note" and one.num != other.num and ("other", other.eid) not in called:
            message = say("the footnote's marker is {value}, but {theirs} in {name}", value=other.num or "missing",
                          theirs=one.num or "missing", name=name)  # fmt: skip
            yield "other", Finding(message, other.node)


def _calls(markers: list[str]) -> Message:
    if not markers:
        return say("no footnote is")
    if len(markers) == 1:
        return say("footnote {marker} is", marker=markers[0])
    return say("footnotes {markers} are", markers=", ".join(markers))


def _places(calls: list[tuple[str, str, int]]) -> list[tuple[str, int]]:
    return [(field, start) for _, field, start in calls]


@crossing("CRS009", "dates-differ", relations=BOTH, sources=(RECORD,))
def dates(pair: Pair) -> Iterator[Disagreement]:
    """Other dates are marked in a node than in the other file, or the document has another date.

    Why: a date is the same day in every language. Where two files differ, one of them was misread or is not marked.

    Fix: mark the date that is printed.

    Bad:
    {"one": {}, "other": {"date": {"value": "2024-03-02", "basis": "text"}}}

    Good:
    {"one": {}, "other": {}}
    """
    name = pair.name("one")
    for what, left, right in (("document", pair.one, pair.other), ("note", pair.one.cover, pair.other.cover)):
        if left is None or right is None:
            continue
        here, there = (None if each.date is None else each.date.value for each in (right, left))
        if here != there:
            message = say("the date of the {what} is {value}, but {theirs} in {name}", what=what,
                          value=here or "missing", theirs=there or "missing", name=name)  # fmt: skip
            yield "other", Finding(message, right.date or right)
    counts = {side: sum(len(_dates(row)) for row in rows) for side, rows in pair.rows.items()}
    for side, elsewhere in SIDES:
        if counts[elsewhere] > 1 and not counts[side]:
            message = say("no date is marked in the text, but {counts} in {name}", counts=counts[elsewhere],
                          name=pair.name(elsewhere))  # fmt: skip
            yield side, Finding(message, pair.record(side))
            return
    for _, (one, other) in pair.matches:
        mine, theirs = sorted(_dates(other)), sorted(_dates(one))
        if mine != theirs:
            message = say("{value} is marked here, but {theirs} in {name}", value=", ".join(mine) or "no date",
                          theirs=", ".join(theirs) or "none", name=name)  # fmt: skip
            yield "other", Finding(message, subject_of(other), quote=", ".join(mine) or None)


def _dates(passage: Passage) -> list[str]:
    return [each.mark.date for each in passage.marks() if isinstance(each.mark, DateMark)]
