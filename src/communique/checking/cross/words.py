"""CRS: which nodes there are, how they are numbered and nested; their words, and the notes and
dates in them.
"""

import re
from collections.abc import Iterator

from communique.checking.cross.pair import (
    BOTH,
    FRAME,
    SIDES,
    Disagreement,
    Match,
    Pair,
    Relation,
    Side,
    calls_in,
    crossing,
    runs,
    shown,
    subject_of,
    texts_of,
)
from communique.comparison.alignment import common_ends
from communique.core.message import Message, say
from communique.model import (
    Annex,
    Cover,
    DateMark,
    Declaration,
    Paragraph,
    Point,
    Recital,
    Table,
    TextBlock,
)
from communique.model.blocks import Note
from communique.model.passages import Passage
from communique.naming.labels import bare, folded
from communique.rules.rule import NC, PRINTED, RECORD, UN1, Finding


@crossing(
    "CRS004",
    "eids-differ",
    relations=BOTH,
    sources=(f"{NC}: eIds and wIds belong to the work's structure", RECORD),
)
def eids(pair: Pair) -> Iterator[Disagreement]:
    """A node is in one file only, or has another eId in the other.

    Why: a link to `#para_16` must lead to the same paragraph in every file and language of a work.
    Nodes in a row that are missing, or named otherwise, are one finding.

    Fix: add what is missing, or take the eIds of the file that is right.

    Bad:
    {"one": {"body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
      "text": "We will meet again."}]},
                      {"kind": "paragraph", "num": "4.", "content": [{"kind": "text",
                        "text": "We will write."}]}]},
     "other": {}}

    Good:
    {"one": {}, "other": {}}
    """
    for side, _ in SIDES:
        yield from _eids_alone(pair, side)
    named: list[tuple[int, Match]] = []
    for at, match in pair.matches:
        one, other = match
        if one.eid != other.eid and one.kind not in FRAME:
            named.append((at, match))
    for renamed in runs(named):
        one, other = renamed[0]
        here = other.eid
        yield pair.differs(
            "the eId is {eid!r}, but {eid2!r} in {name}{and_more}",
            "other",
            other.node,
            quote=here,
            eid=here,
            eid2=one.eid,
            and_more=_and_more(renamed),
        )


def _eids_alone(pair: Pair, side: Side) -> Iterator[Disagreement]:
    """The nodes that only one file has; those in a row are one finding."""
    others_compare = (*FRAME, "note")
    alone = [row for row in pair.alone(side) if row[1].kind not in others_compare]
    for run in runs(alone):
        node = run[0].node
        eid = run[0].eid
        last = run[-1].eid
        more = len(run) - 1
        if more:
            yield pair.differs(
                "{eid!r} and {more} more up to {last!r} are not in {name}",
                side,
                node,
                quote=eid,
                eid=eid,
                more=more,
                last=last,
            )
        else:
            yield pair.differs(
                "{eid!r} is not in {name}", side, node, quote=eid, eid=eid
            )


def _and_more(run: list[Match]) -> str:
    """That the matches after the first differ too; empty if there is only one."""
    more = len(run) - 1
    if not more:
        return ""
    return say(", and {more} more after it differ", more=more)


@crossing("CRS005", "numbers-differ", relations=BOTH, sources=(PRINTED, RECORD))
def numbers(pair: Pair) -> Iterator[Disagreement]:
    """A printed number is not the one in the other file.

    Why: people cite a declaration by its printed numbers, in every language. Languages write a
    number in their own way (`Article 2`, `2. člen`), so that between them only what counts is
    compared, and letters of different alphabets not.

    Fix: look at the source of the file that is wrong; the label stands there as printed.

    Bad:
    {"one": {}, "other": {"body": [{"kind": "paragraph", "eid": "para_3", "num": "4.",
                                    "content": [{"kind": "text", "text": "We will meet again."}]}]}}

    Good:
    {"one": {}, "other": {"language": "fr",
     "body": [{"kind": "paragraph", "eid": "para_3", "num": "3)", "content": [{"kind": "text",
       "text": "Au revoir."}]}]}}
    """

    def differ(one: Passage, other: Passage) -> bool:
        if one.num == other.num or one.kind == "note" or other.kind == "note":
            return False
        if pair.worded:
            return True
        mine = _counted(other.num)
        theirs = _counted(one.num)
        if one.kind == "field" or mine == theirs:
            return False
        if mine is None or theirs is None:
            return True
        # One of two labels may say nothing that languages have in common.
        return bool(_COUNTED.fullmatch(mine) and _COUNTED.fullmatch(theirs))

    found = [(at, match) for at, match in pair.matches if differ(*match)]
    for run in runs(found):
        one, other = run[0]
        here = repr(other.num) if other.num else "missing"
        there = repr(one.num) if one.num else "missing"
        yield pair.differs(
            "the number is {here}, but {there} in {name}{and_more}",
            "other",
            subject_of(other),
            quote=other.num,
            here=here,
            there=there,
            and_more=_and_more(run),
        )


_COUNTED = re.compile(r"(?i)[a-z]?[0-9]+[a-z]?(?:[.\-][0-9a-z]+)*|[ivxlcdm]+|[a-z]")


def _counted(num: str | None) -> str | None:
    return None if num is None else folded(bare(num)).casefold()


@crossing("CRS006", "structure-differs", relations=BOTH, sources=(RECORD,))
def structure(pair: Pair) -> Iterator[Disagreement]:
    """A node has another kind, place or structure than in the other file.

    Why: a paragraph that is a recital in one file, a point that hangs on another paragraph, or a
    text in three pieces where the other has two, makes every comparison of the two files wrong from
    there on.

    Fix: mark up the file that is wrong like the other.

    Bad:
    {"one": {}, "other": {"preamble": [
      {"kind": "recital", "num": "1.", "content": [{"kind": "text",
        "text": "Aware of the tides;"}]},
      {"kind": "recital", "num": "2.", "role": "opening", "content": [{"kind": "text",
        "text": "recalling the storms –"}]}]}}

    Good:
    {"one": {}, "other": {}}
    """
    if pair.one.kind != pair.other.kind:
        yield pair.differs(
            "the document is of the kind {kind!r}, but {kind2!r} in {name}",
            "other",
            pair.other,
            kind=pair.other.kind,
            kind2=pair.one.kind,
        )
    for side, _ in SIDES:
        yield from _frame_alone(pair, side)
    shapes: list[tuple[int, tuple[Passage, str]]] = []
    for at, (one, other) in pair.matches:
        odd = _shape_differs(pair, at, one, other)
        if odd is not None:
            shapes.append((at, (other, odd)))
    for run in runs(shapes):
        other, odd = run[0]
        after = len(run) - 1
        more = say("; and {more} more after it", more=after) if after else ""
        yield pair.differs(
            "{odd} in {name}{more}", "other", subject_of(other), odd=odd, more=more
        )


def _frame_alone(pair: Pair, side: Side) -> Iterator[Disagreement]:
    """The lines of the frame that only one file has; those in a row are one finding."""
    alone = [row for row in pair.alone(side) if row[1].kind in FRAME]
    for run in runs(alone):
        row = run[0]
        subject = subject_of(row)
        kind = row.role or row.kind
        words = row.text[:40]
        more = len(run) - 1
        if more:
            yield pair.differs(
                "the {kind} {words!r} and {more} more after it are not in {name}",
                side,
                subject,
                kind=kind,
                words=words,
                more=more,
            )
        else:
            yield pair.differs(
                "the {kind} {words!r} is not in {name}",
                side,
                subject,
                kind=kind,
                words=words,
            )


def _shape_differs(pair: Pair, at: int, one: Passage, other: Passage) -> str | None:
    """How the shape of a passage differs, as the beginning of a sentence; None if it does not."""
    if one.kind != other.kind:
        return f"here is a {other.kind}, but a {one.kind}"
    if one.part != other.part:
        return f"this stands in the {other.part}, but in the {one.part}"
    if one.role != other.role:
        role = other.role or "none"
        their_role = one.role or "none"
        return f"the role is {role}, but {their_role}"
    if at not in pair.still:
        return "this stands elsewhere"
    if other.parent not in (one.parent, pair.renamed.get(one.parent)):
        parent = other.parent or "nothing"
        their_parent = one.parent or "nothing"
        return f"this stands in {parent}, but in {their_parent}"
    here = _made_of(other, whole=pair.whole[at])
    there = _made_of(one, whole=pair.whole[at])
    return None if here == there else f"this is {here}, but {there}"


def _made_of(passage: Passage, *, whole: bool) -> str:
    """What a node is made of, in words. Of an annex that may be a declaration itself, its kind.

    If the node is not `whole`, points and tables are left out: other findings name the missing
    ones.
    """
    node = passage.node
    heading = "a heading, " if passage.heading is not None else ""
    match node:
        case Table():
            widths = [str(len(row.cells)) for row in node.rows]
            cells = ", ".join(widths)
            return f"{heading}{len(node.rows)} rows of {cells} cells"
        case Annex() if passage.kind == "annex":
            return f"of the kind {node.kind}"
        case Recital() | Paragraph() | Point() | Note():
            parts = node.content
            if not whole:
                parts = tuple(part for part in parts if isinstance(part, TextBlock))
            kinds = [part.kind for part in parts]
            return heading + ", ".join(kinds)
        case _:
            return heading or "without a heading"


@crossing(
    "CRS015",
    "wids-differ",
    relations=BOTH,
    sources=(f"{NC}: a wId never changes between expressions",),
)
def wids(pair: Pair) -> Iterator[Disagreement]:
    """An element has another wId than in the other file, or only one of the two has a wId.

    Why: a wId keeps the name that an element had in the first expression of the work. It must stay
    the same in every version and language.

    Fix: take the wId of the expression that was first.

    Bad:
    <one><paragraph eId="para_3" wId="para_2"><num>3.</num><content>
      <p>We will meet again.</p></content></paragraph></one>
    <other><paragraph eId="para_3" wId="para_1"><num>3.</num><content>
      <p>We will meet again.</p></content></paragraph></other>

    Good:
    <one><paragraph eId="para_3" wId="para_2"><num>3.</num><content>
      <p>We will meet again.</p></content></paragraph></one>
    <other><paragraph eId="para_3" wId="para_2"><num>3.</num><content>
      <p>We will meet again.</p></content></paragraph></other>
    """
    one = pair.trees["one"]
    other = pair.trees["other"]
    if one is None or other is None:
        return
    theirs: dict[str, str | None] = {}
    for element in one.iter():
        eid = element.get("eId")
        if eid:
            theirs[eid] = element.get("wId")
    for element in other.iter():
        eid = element.get("eId")
        here = element.get("wId")
        if eid not in theirs or here == theirs[eid]:
            continue
        yield pair.differs(
            "the wId of {eid!r} is {here}, but {there} in {name}",
            "other",
            element,
            quote=here or eid,
            eid=eid,
            here=shown(here),
            there=shown(theirs[eid]),
        )


@crossing(
    "CRS007",
    "words-differ",
    relations=(Relation.FORMATS,),
    sources=(f"{UN1}, 4.1: content as it appears", RECORD),
)
def words(pair: Pair) -> Iterator[Disagreement]:
    """The words of a node are not those in the other file.

    Why: two files of one text in one language must say the same, to the character. Which of them is
    right only the printed document can tell.

    Fix: compare the words with the source, and correct the file that differs from it.

    Bad:
    {"one": {}, "other": {"body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
      "text": "We shall meet again."}]}]}}

    Good:
    {"one": {}, "other": {}}
    """
    name = pair.name("one")
    for _, (one, other) in pair.matches:
        here = texts_of(other)
        there = texts_of(one)
        if here == there:
            continue
        # The same words in another number of blocks differ in structure only.
        has_same_words = " ".join(here).split() == " ".join(there).split()
        if has_same_words and len(here) != len(there):
            continue
        at = _first_unequal(here, there)
        mine = here[at] if at < len(here) else None
        theirs = there[at] if at < len(there) else None
        message = say(
            "the words here are {shown}, but {shown2} in {name}",
            shown=shown(mine, theirs),
            shown2=shown(theirs, mine),
            name=name,
        )
        if mine is None:
            yield "other", Finding(message, subject_of(other))
            continue
        blocks = list(other.words())
        start, end = _differing(mine, theirs or "")
        yield "other", Finding(message, blocks[at].block, start, end)


def _first_unequal(here: list[str], there: list[str]) -> int:
    """The index of the first text that differs. If one list begins with the other, its length."""
    for at, (mine, theirs) in enumerate(zip(here, there, strict=False)):
        if mine != theirs:
            return at
    return min(len(here), len(there))


def _differing(text: str, other: str) -> tuple[int, int]:
    """The offsets of the words of a text that differ from another text.

    The words are whole, and there is at least one.
    """
    length = len(text)
    start, tail = common_ends(text, other)
    after_first = min(start + 1, length)
    end = max(length - tail, after_first)
    last = max(0, length - 1)
    start = min(start, last)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < length and not text[end].isspace():
        end += 1
    return start, end


@crossing("CRS008", "notes-differ", relations=BOTH, sources=(PRINTED, RECORD))
def notes(pair: Pair) -> Iterator[Disagreement]:
    """A node calls other footnotes than in the other file, or a footnote stands in one file only.

    Why: every language of a document has the same footnotes, with the same markers, at the same
    clauses. A missing marker was usually read as part of a word.

    Fix: look for the marker in the source of the file that lacks it.

    Bad:
    {"one": {"notes": [{"kind": "note", "eid": "authorialNote_1", "marker": "1",
      "content": [{"kind": "text", "text": "In spring."}]}],
             "body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
               "text": "We will meet again.",
                       "marks": [{"kind": "note", "start": 18, "end": 18,
                         "ref": "authorialNote_1"}]}]}]},
     "other": {}}

    Good:
    {"one": {}, "other": {}}
    """
    called: set[tuple[Side, str]] = set()
    for _, (one, other) in pair.matches:
        here = calls_in(other)
        there = calls_in(one)
        mine: list[str] = []
        theirs: list[str] = []
        for ref, _, _ in here:
            called.add(("other", ref))
            mine.append(pair.markers["other"].get(ref, ""))
        for ref, _, _ in there:
            called.add(("one", ref))
            theirs.append(pair.markers["one"].get(ref, ""))
        subject = subject_of(other)
        called_here = _calls(mine)
        has_same_words = pair.worded and texts_of(one) == texts_of(other)
        if mine != theirs:
            yield pair.differs(
                "{calls} called here, but {calls2} in {name}",
                "other",
                subject,
                quote=", ".join(mine) or None,
                calls=called_here,
                calls2=_calls(theirs),
            )
        elif has_same_words and _places(here) != _places(there):
            yield pair.differs(
                "{calls} called at different words than in {name}",
                "other",
                subject,
                calls=called_here,
            )
    yield from _notes_not_called(pair, called)


def _notes_not_called(
    pair: Pair, called: set[tuple[Side, str]]
) -> Iterator[Disagreement]:
    """The notes that nothing calls, if only one file has them or their markers differ."""
    for side, _ in SIDES:
        for _, row in pair.alone(side):
            is_called = (side, row.eid) in called
            if row.kind != "note" or is_called:
                continue
            number = row.num or row.eid
            yield pair.differs(
                "footnote {value} is not in {name}", side, row.node, value=number
            )
    for _, (one, other) in pair.matches:
        is_called = ("other", other.eid) in called
        if other.kind != "note" or is_called or one.num == other.num:
            continue
        here = other.num or "missing"
        there = one.num or "missing"
        yield pair.differs(
            "the footnote's marker is {value}, but {theirs} in {name}",
            "other",
            other.node,
            value=here,
            theirs=there,
        )


def _calls(markers: list[str]) -> Message:
    """The beginning of a sentence that says which notes are called."""
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

    Why: a date is the same day in every language. If two files differ, one of them was misread or
    is not marked.

    Fix: mark the date that is printed.

    Bad:
    {"one": {}, "other": {"date": {"value": "2024-03-02", "basis": "text"}}}

    Good:
    {"one": {}, "other": {}}
    """
    yield from _date_of(pair, "document", pair.one, pair.other)
    if pair.one.cover is not None and pair.other.cover is not None:
        yield from _date_of(pair, "note", pair.one.cover, pair.other.cover)
    counts: dict[Side, int] = {}
    for side, rows in pair.rows.items():
        counts[side] = sum(len(_dates(row)) for row in rows)
    for side, elsewhere in SIDES:
        if counts[elsewhere] > 1 and not counts[side]:
            yield pair.differs(
                "no date is marked in the text, but {counts} in {name}",
                side,
                pair.record(side),
                counts=counts[elsewhere],
            )
            return
    for _, (one, other) in pair.matches:
        mine = ", ".join(sorted(_dates(other)))
        theirs = ", ".join(sorted(_dates(one)))
        if mine != theirs:
            yield pair.differs(
                "{value} is marked here, but {theirs} in {name}",
                "other",
                subject_of(other),
                quote=mine or None,
                value=mine or "no date",
                theirs=theirs or "none",
            )


def _date_of(
    pair: Pair, what: str, one: Declaration | Cover, other: Declaration | Cover
) -> Iterator[Disagreement]:
    """A disagreement if the date of a document, or of its note, differs in the other file."""
    there = None if one.date is None else one.date.value
    here = None if other.date is None else other.date.value
    if here == there:
        return
    yield pair.differs(
        "the date of the {what} is {value}, but {theirs} in {name}",
        "other",
        other.date or other,
        what=what,
        value=here or "missing",
        theirs=there or "missing",
    )


def _dates(passage: Passage) -> list[str]:
    marks = [each.mark for each in passage.marks()]
    return [mark.date for mark in marks if isinstance(mark, DateMark)]
