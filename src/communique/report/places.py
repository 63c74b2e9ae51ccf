"""Where the words of a node stand in the source that they were read from."""

from collections.abc import Iterator

from communique.core.source import Pointer, Span
from communique.draft import Parsed
from communique.model.passages import Passage, passages
from communique.model.refusal import nearest

LABELS = ("num", "label", "marker")
"""The fields of a node that hold a printed label."""


def of_places(parsed: Parsed, eid: str) -> Iterator[str]:
    """One line for each stretch of the source that a node's labels and words were read from, points and notes included.

    `line:column-line:column`, the end exclusive, all from 1; offsets in code points, from 0, half-open, where they are
    known; the words of that stretch. Where a reader knows only the place of what a text stands in, it is `within` that.
    """
    declaration = parsed.require()
    all_passages = passages(declaration)
    wanted = [each for each in all_passages if each.eid == eid or each.eid.startswith(f"{eid}__")]
    called = {mark.mark.ref for each in wanted for mark in each.marks() if mark.mark.kind == "note"}
    noted = [each for each in all_passages if each.eid in called and each not in wanted]
    yield parsed.source.name
    for passage in (*wanted, *noted):
        yield f"{passage.eid}{f'  {passage.num}' if passage.num else ''}"
        for name, pointer in _parts(passage):
            spans = parsed.spans.get(pointer, ())
            if not spans and name not in LABELS:
                near = nearest(pointer, parsed.spans)
                yield f"  {name}: no place is known" if near is None else f"  {name} within {_span(near)}"
            for span in spans:
                known = span.start is not None and span.end is not None
                yield f"  {name} {_span(span)}" + (f"  {parsed.source.text[span.start : span.end]}" if known else "")


def spans_of(parsed: Parsed, eid: str) -> list[Span]:
    """The stretches of the source that a node's own labels and words were read from."""
    own = (each for each in passages(parsed.require()) if each.eid == eid)
    return [span for each in own for _, at in _parts(each) for span in parsed.spans.get(at, ())]


def _parts(passage: Passage) -> Iterator[tuple[str, Pointer]]:
    for name in LABELS:
        yield name, f"{passage.pointer}/{name}"
    if passage.heading is not None:
        yield "heading", f"{passage.heading.pointer}/text"
    for words in passage.content:
        yield "text", f"{words.pointer}/text"


def _span(span: Span) -> str:
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    return place if span.start is None else f"{place} ({span.start}-{span.end})"
