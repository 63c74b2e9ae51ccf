"""CRS: which nodes there are, what they are called, how they are numbered and nested."""

import re
from collections.abc import Iterator

from communique.core.message import say
from communique.model import Annex, Paragraph, Point, Recital, Table, TextBlock
from communique.model.blocks import Note
from communique.model.passages import Passage
from communique.naming.labels import bare, folded
from communique.rules.rule import NC, PRINTED, RECORD, Finding
from communique.validate.cross.pair import (
    BOTH,
    FRAME,
    SIDES,
    Disagreement,
    Match,
    Pair,
    crossing,
    runs,
    shown,
    subject_of,
)


@crossing(
    "CRS004", "eids-differ", relations=BOTH, sources=(f"{NC}: eIds and wIds belong to the work's structure", RECORD)
)
def eids(pair: Pair) -> Iterator[Disagreement]:
    """A node is in one file only, or has another eId in the other.

    Why: a link to `#para_16` must lead to the same paragraph in every file and language of a work. Nodes in a row that are
    missing, or named otherwise, are one finding.

    Fix: add what is missing, or take the eIds of the file that is right.

    Bad:
    {"one": {"body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text", "text": "We will meet again."}]},
                      {"kind": "paragraph", "num": "4.", "content": [{"kind": "text", "text": "We will write."}]}]},
     "other": {}}

    Good:
    {"one": {}, "other": {}}
    """
    for side, elsewhere in SIDES:
        alone = [(at, row) for at, row in pair.alone(side) if row.kind not in FRAME and row.kind != "note"]
        for run in runs(alone):
            first, more = run[0], len(run) - 1
            said = say("{eid!r} is not in {name}", eid=first.eid, name=pair.name(elsewhere))
            if more:
                said = say("{eid!r} and {more} more up to {last!r} are not in {name}", eid=first.eid, more=more,
                           last=run[-1].eid, name=pair.name(elsewhere))  # fmt: skip
            yield side, Finding(said, first.node, quote=first.eid)
    named = [(at, match) for at, match in pair.matches if match[0].eid != match[1].eid and match[0].kind not in FRAME]
    for renamed in runs(named):
        one, other = renamed[0]
        message = say("the eId is {eid!r}, but {eid2!r} in {name}{and_more}", eid=other.eid, eid2=one.eid,
                      name=pair.name("one"), and_more=_and_more(renamed))  # fmt: skip
        yield "other", Finding(message, other.node, quote=other.eid)


def _and_more(run: list[Match]) -> str:
    return say(", and {more} more after it differ", more=len(run) - 1) if len(run) > 1 else ""


@crossing("CRS005", "numbers-differ", relations=BOTH, sources=(PRINTED, RECORD))
def numbers(pair: Pair) -> Iterator[Disagreement]:
    """A printed number is not the one in the other file.

    Why: people cite a declaration by its printed numbers, in every language. Languages write a number in their own way
    (`Article 2`, `2. člen`), so that between them only what counts is compared, and letters of different alphabets not.

    Fix: look at the source of the file that is wrong; the label stands there as printed.

    Bad:
    {"one": {}, "other": {"body": [{"kind": "paragraph", "eid": "para_3", "num": "4.",
                                    "content": [{"kind": "text", "text": "We will meet again."}]}]}}

    Good:
    {"one": {}, "other": {"language": "fr",
     "body": [{"kind": "paragraph", "eid": "para_3", "num": "3)", "content": [{"kind": "text", "text": "Au revoir."}]}]}}
    """

    def differ(one: Passage, other: Passage) -> bool:
        if one.num == other.num or one.kind == "note" or other.kind == "note":
            return False
        if pair.worded:
            return True
        return one.kind != "field" and _counted(one.num) != _counted(other.num) and not _uncounted(one.num, other.num)

    found = [(at, match) for at, match in pair.matches if differ(*match)]
    for run in runs(found):
        one, other = run[0]
        here, there = (repr(row.num) if row.num else "missing" for row in (other, one))
        message = say("the number is {here}, but {there} in {name}{and_more}", here=here, there=there,
                      name=pair.name("one"), and_more=_and_more(run))  # fmt: skip
        yield "other", Finding(message, subject_of(other), quote=other.num)


_COUNTED = re.compile(r"(?i)[a-z]?[0-9]+[a-z]?(?:[.\-][0-9a-z]+)*|[ivxlcdm]+|[a-z]")


def _counted(num: str | None) -> str | None:
    return None if num is None else folded(bare(num)).casefold()


def _uncounted(*nums: str | None) -> bool:
    """Whether there are labels on both sides, of which one says nothing that languages have in common."""
    counted = [_counted(num) for num in nums]
    return None not in counted and any(not _COUNTED.fullmatch(each or "") for each in counted)


@crossing("CRS006", "structure-differs", relations=BOTH, sources=(RECORD,))
def structure(pair: Pair) -> Iterator[Disagreement]:
    """A node has another kind, place or structure than in the other file.

    Why: a paragraph that is a recital in one file, a point that hangs on another paragraph, or a text in three pieces
    where the other has two, makes every comparison of the two files wrong from there on.

    Fix: mark up the file that is wrong like the other.

    Bad:
    {"one": {}, "other": {"preamble": [
      {"kind": "recital", "num": "1.", "content": [{"kind": "text", "text": "Aware of the tides;"}]},
      {"kind": "recital", "num": "2.", "role": "opening", "content": [{"kind": "text", "text": "recalling the storms –"}]}]}}

    Good:
    {"one": {}, "other": {}}
    """
    if pair.one.kind != pair.other.kind:
        message = say("the document is of the kind {kind!r}, but {kind2!r} in {name}", kind=pair.other.kind,
                      kind2=pair.one.kind, name=pair.name("one"))  # fmt: skip
        yield "other", Finding(message, pair.other)
    for side, elsewhere in SIDES:
        for frame in runs((at, row) for at, row in pair.alone(side) if row.kind in FRAME):
            row, count = frame[0], len(frame) - 1
            what = {"kind": row.role or row.kind, "words": row.text[:40], "name": pair.name(elsewhere)}
            said = say("the {kind} {words!r} is not in {name}", **what)
            if count:
                said = say("the {kind} {words!r} and {more} more after it are not in {name}", **what, more=count)
            yield side, Finding(said, subject_of(row))
    shapes = [(at, (*match, odd)) for at, match in pair.matches if (odd := _shape_differs(pair, at, *match))]
    for run in runs(shapes):
        _, other, odd = run[0]
        more = say("; and {more} more after it", more=len(run) - 1) if len(run) > 1 else ""
        message = say("{odd} in {name}{more}", odd=odd, name=pair.name("one"), more=more)
        yield "other", Finding(message, subject_of(other))


def _shape_differs(pair: Pair, at: int, one: Passage, other: Passage) -> str | None:
    """What is odd about the shape of a passage, as the beginning of a sentence; None if nothing is."""
    if one.kind != other.kind:
        return f"here is a {other.kind}, but a {one.kind}"
    if one.part != other.part:
        return f"this stands in the {other.part}, but in the {one.part}"
    if one.role != other.role:
        return f"the role is {other.role or 'none'}, but {one.role or 'none'}"
    if at not in pair.still:
        return "this stands elsewhere"
    if one.parent != other.parent and pair.counterpart(one.parent) != other.parent:
        return f"this stands in {other.parent or 'nothing'}, but in {one.parent or 'nothing'}"
    here, there = (_made_of(row, whole=pair.whole[at]) for row in (other, one))
    return None if here == there else f"this is {here}, but {there}"


def _made_of(passage: Passage, *, whole: bool) -> str:
    """What a node is made of, as words; the kind of an annex, which may be a declaration itself.

    If it is not `whole`, points and tables are left out: the missing ones are said already.
    """
    node = passage.node
    heading = "a heading, " if passage.heading is not None else ""
    match node:
        case Table():
            return f"{heading}{len(node.rows)} rows of {', '.join(str(len(row.cells)) for row in node.rows)} cells"
        case Annex() if passage.kind == "annex":
            return f"of the kind {node.kind}"
        case Recital() | Paragraph() | Point() | Note():
            return heading + ", ".join(each.kind for each in node.content if whole or isinstance(each, TextBlock))
        case _:
            return heading or "without a heading"


@crossing("CRS015", "wids-differ", relations=BOTH, sources=(f"{NC}: a wId never changes between expressions",))
def wids(pair: Pair) -> Iterator[Disagreement]:
    """An element has another wId than in the other file, or only one of the two has a wId.

    Why: a wId keeps the name that an element had in the first expression of the work. It is there to be the same for ever,
    in every version and language.

    Fix: take the wId of the expression that was first.

    Bad:
    <one><paragraph eId="para_3" wId="para_2"><num>3.</num><content><p>We will meet again.</p></content></paragraph></one>
    <other><paragraph eId="para_3" wId="para_1"><num>3.</num><content><p>We will meet again.</p></content></paragraph></other>

    Good:
    <one><paragraph eId="para_3" wId="para_2"><num>3.</num><content><p>We will meet again.</p></content></paragraph></one>
    <other><paragraph eId="para_3" wId="para_2"><num>3.</num><content><p>We will meet again.</p></content></paragraph></other>
    """
    one, other = pair.trees["one"], pair.trees["other"]
    if one is None or other is None:
        return
    theirs = {eid: element.get("wId") for element in one.iter() if (eid := element.get("eId"))}
    for element in other.iter():
        eid, here = element.get("eId"), element.get("wId")
        if eid in theirs and here != theirs[eid]:
            message = say("the wId of {eid!r} is {here}, but {there} in {name}", eid=eid, here=shown(here),
                          there=shown(theirs[eid]), name=pair.name("one"))  # fmt: skip
            yield "other", Finding(message, element, quote=here or eid)
