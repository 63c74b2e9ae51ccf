"""The blocks of a file that was written here: it says of each what it is, where its label ends and how deep it is nested."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from communique.detect.blocks import NUMBERED, Block
from communique.detect.claims import Claims, Flow
from communique.detect.joining import Joiner
from communique.detect.labels import Label
from communique.detect.runs import Numbered, Run
from communique.draft import ASIDE, Given, Said
from communique.lines import Line

COVER = "cover"
"""The words of a note that transmits a text."""


def without_aside(lines: Iterable[Line], said: Iterable[Said], claims: Claims) -> Iterator[Line]:
    """Lines without the stretches that are said to be none of the words; claims these as markup."""
    aside = [(start, end) for start, end, role in said if role == ASIDE]
    for line in lines:
        at = bisect_right(aside, line.start, key=lambda each: each[0]) - 1
        end = min(line.end, aside[at][1]) if at >= 0 else 0
        if end <= line.start:
            yield line
            continue
        claims.furniture(line.start, end, "markup")
        words = line.text[end - line.start :].lstrip()
        if words:
            line.indent += len(line.text) - len(words)
            line.cut(line.end - len(words), words)
            yield line


def parted(lines: Sequence[Line], given: Sequence[Given]) -> tuple[list[tuple[Given, list[Line]]], list[Line]]:
    """The lines of each block that has any, in order; and those that are of none."""
    held: dict[int, list[Line]] = {}
    loose: list[Line] = []
    for line in lines:
        at = bisect_right(given, line.start, key=lambda each: each.start) - 1
        if at >= 0 and line.start < given[at].end:
            held.setdefault(at, []).append(line)
        else:
            loose.append(line)
    return [(given[at], group) for at, group in sorted(held.items())], loose


def made_of(groups: Sequence[tuple[Given, list[Line]]], joiner: Joiner, claims: Claims) -> Iterator[Block]:
    """The blocks that lines make, as they are said to be; claims their labels."""
    for given, lines in groups:
        first = lines[0]
        block = Block(given.role, lines, Flow(joiner.text), start=first.start, level=given.level)
        if given.role == "heading":
            block.marked = given.level
        content = 0
        if given.label > first.start and given.role in NUMBERED:
            printed = joiner.text[first.start : min(given.label, first.end)]
            content = len(first.text) - len(first.text[len(printed) :].lstrip())
            whole = given.role == "heading" and content == len(first.text)
            block.label = Numbered(
                Label("", (("given", 1),), 0, len(printed), content, printed.replace("\\", ""), whole=whole),
                Run("", {}, first.indent, given.level),
            )
            claims.label(first.start, first.start + len(printed))
        for number, line in enumerate(lines):
            joiner.add(block.flow, line.start + (0 if number else content), line.end)
        yield block
