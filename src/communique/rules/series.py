"""NUM: series of labels, and labels that are not where they belong."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from communique.core.message import say
from communique.core.numerals import roman
from communique.model import Point, TextBlock
from communique.model.blocks import Block, Numbered, PointList
from communique.model.nodes import NodePlace, walk
from communique.naming.labels import bare, folded
from communique.rules.record import FIELD, Record
from communique.rules.rule import PRINTED, RECORD, STRICT, Finding, rule
from communique.rules.tree import Tree

Step = tuple[str, int]
"""How a label is printed, with `#` for the number, and the number: `(#) a` and 2 for `(b)`."""

_MAX_FIGURES = 4


def shape_and_core(label: str) -> tuple[str, str]:
    """A label with `#` for its number, and the number as printed.

    >>> shape_and_core("(a)"), shape_and_core("Article 2")
    (('(#)', 'a'), ('Article #', '2'))
    """
    printed = folded(label).strip()
    core = folded(bare(label))
    if not core:
        return printed, ""
    return printed.replace(core, "#", 1), core


def steps_of(label: str) -> list[Step]:
    """The places in a series that a label can have: `(i)` is the first roman number or the ninth
    letter.

    >>> steps_of("2."), steps_of("(c)"), steps_of("–")
    ([('#.', 2)], [('(#) a', 3), ('(#) i', 100)], [])
    """
    shape, core = shape_and_core(label)
    if core.isdecimal():
        return [(shape, int(core))] if len(core) <= _MAX_FIGURES else []
    found: list[Step] = []
    first = "A" if core.isupper() else "a"
    if len(core) == 1 and core.isascii():
        found.append((f"{shape} {first}", ord(core) - ord(first) + 1))
    value = roman(core.lower())
    if value is not None and (core.islower() or core.isupper()):
        found.append((f"{shape} {'I' if core.isupper() else 'i'}", value))
    return found


def _follows(label: str, before: str) -> bool:
    """Whether the number of a label is the next after that of another, however they are printed."""
    last = {
        (step.partition(" ")[2], number)
        for step, number in steps_of(f"({bare(before)})")
    }
    return any(
        (step.partition(" ")[2], number - 1) in last
        for step, number in steps_of(f"({bare(label)})")
    )


_MIN_ALIKE = 2
"""This many labels of one form must be in a series before another form between them is odd."""
_MIN_BEFORE_LAST = 3
"""The same, before the form of the first or last label is odd."""


@rule("NUM006", "label-unlike-others", on="record", sources=(PRINTED,), about="num")
def form(record: Record) -> Iterator[Finding]:
    """The label of a clause or point is printed differently from those around it.

    Why: `9)` between `8.` and `10.` is a misprint, or a point that was read as a clause.

    Fix: compare the label with the source.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4)</num><content><p>We will write.</p></content></paragraph>
    <paragraph eId="para_5"><num>5.</num><content><p>We will sail.</p></content></paragraph>
    <paragraph eId="para_6"><num>6.</num><content><p>We will row.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num><content><p>We will write.</p></content></paragraph>
    <paragraph eId="para_5"><num>5.</num><content><p>We will sail.</p></content></paragraph>
    <paragraph eId="para_6"><num>6.</num><content><p>We will row.</p></content></paragraph>
    """
    yield from _unlike_others([each for each in record.recitals if each.num])
    yield from _unlike_others([each for each in record.paragraphs if each.num])
    for clause in record.clauses:
        for points in _lists(clause.content):
            yield from _unlike_others([point for point in points if point.num])


def _lists(content: Iterable[Block]) -> Iterator[tuple[Point, ...]]:
    """The lists of points in a clause, outer ones first."""
    for block in content:
        if isinstance(block, PointList):
            yield block.points
            for point in block.points:
                yield from _lists(point.content)


def _unlike_others(nodes: Sequence[Numbered]) -> Iterator[Finding]:
    """Of nodes in a row, those whose label is in another form, though the number goes on."""
    labels = [node.num or "" for node in nodes]
    shapes = [shape_and_core(label)[0] for label in labels]
    if len(set(shapes)) < 2:
        return
    usual, times = Counter(shapes).most_common(1)[0]
    if times < _MIN_ALIKE or times * 3 < len(shapes) * 2:
        return
    for at, shape in enumerate(shapes):
        if shape == usual:
            continue
        ties = _ties(labels, [each == usual for each in shapes], at)
        is_at_edge = at in (0, len(nodes) - 1)
        if ties == 2 or (ties == 1 and is_at_edge and times >= _MIN_BEFORE_LAST):
            message = say(
                "the label {num!r} is unlike the others, which are {usual!r}",
                num=labels[at],
                usual=labels[shapes.index(usual)],
            )
            yield Finding(message, nodes[at], quote=labels[at])


def _ties(labels: Sequence[str], is_usual: Sequence[bool], at: int) -> int:
    """With how many of the labels of the usual form beside it a label makes a series."""
    ties = 0
    label = labels[at]
    has_usual_before = at > 0 and is_usual[at - 1]
    if has_usual_before and _follows(label, labels[at - 1]):
        ties += 1
    has_usual_after = at + 1 < len(labels) and is_usual[at + 1]
    if has_usual_after and _follows(labels[at + 1], label):
        ties += 1
    return ties


_LEFT = re.compile(
    r"(?:[(\[](?:\d{1,3}|[^\W\d_]{1,5})[)\]]|(?:\d{1,3}|[^\W\d_]{1,5})[.)])(?=\s)",
    re.MULTILINE,
)
"""What looks like a label at the beginning of words."""


@rule(
    "NUM008",
    "unread-label",
    on="record",
    sources=(PRINTED, RECORD),
    error=STRICT,
    echoes=("DET028",),
)
def label_in_words(record: Record) -> Iterator[Finding]:
    """The words of a block begin with the label that continues the series before it.

    Why: a paragraph whose number was left in its words has no number: it cannot be cited, and the
    series seems to end before it.

    Fix: take the label out of the words and make it the number of the clause or point.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="para_4"><content><p>4. We will write to each other.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num>
      <content><p>We will write to each other.</p></content></paragraph>
    """
    if not any(map(_LEFT.match, record.texts)):
        return
    for block, label in _labels_left(record):
        message = say(
            "the words begin with the label {label!r}, which goes on from the last",
            label=label,
        )
        yield Finding(message, block, 0, len(label))


def _labels_left(record: Record) -> Iterator[tuple[TextBlock, str]]:
    """The blocks without a number that begin with the next label of a series of their part, each
    with that label.
    """
    part: tuple[str, str | None] | None = None
    last: dict[str, int] = {}
    waiting: NodePlace | None = (
        None  # the node with a number whose first words are still to come
    )
    before: NodePlace | None = None
    for place, heading, words in walk(record.declaration):
        if (place.part, place.annex) != part:
            part = place.part, place.annex
            last = {}
        if place.kind in _WITHOUT_LABELS:
            continue
        if place is not before:
            before = place
            waiting = place if place.num else None
            last |= dict(steps_of(place.num or ""))
        texts = words if heading is None else (heading, *words)
        for each in texts:
            is_numbered = waiting is place
            waiting = None
            found = _LEFT.match(each.block.text)
            if found is None or is_numbered:
                continue
            possible = steps_of(found[0])
            steps = {
                form: number
                for form, number in possible
                if last.get(form) == number - 1
            }
            if steps:
                last |= steps
                yield each.block, found[0]


_WITHOUT_LABELS = frozenset({FIELD, "note", "signature", "table"})


@rule("NUM009", "empty-number", on="tree", sources=("OASIS Akoma Ntoso 3.0 XSD, num",))
def empty_number(tree: Tree) -> Iterator[Finding]:
    """The number of a clause is empty.

    Why: an empty `num` says that a number is printed, and not which. Usually it was lost when the
    file was made: some editors display list numbers but do not store them.

    Fix: write the number that the source prints, or remove the element.

    Bad:
    <paragraph eId="para_1"><num/><content><p>We will meet again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    """
    for element in tree.all("num"):
        if not "".join(element.itertext()).strip():
            yield Finding(say("the number is empty"), element)
