"""Where the parts of a record stand in its source: a line for each stretch, with its words."""

from collections.abc import Iterable, Iterator

from communique.model import Declaration, Node, Note
from communique.model.blocks import Numbered
from communique.passages import passages
from communique.provenance import Place
from communique.report.terminal import visible
from communique.source import Source, Span


def lines(source: Source, places: Iterable[Place]) -> Iterator[str]:
    """The source's name and how places are counted, then each node with its label, heading and text.

    Lines and columns count from 1, offsets in code points from 0; ends are exclusive.
    """
    yield f"{visible(source.name)}: line:column-column, offsets, words"
    eid = ""
    for place in places:
        if place.eid != eid:
            eid = place.eid
            yield eid
        for count, span in enumerate(place.spans):
            yield f"  {'' if count else place.field:<8}{_where(span):<16} {_offsets(span):<14} {_words(source, span)}"


def _where(span: Span) -> str:
    end = str(span.end_column) if span.end_line == span.line else f"{span.end_line}:{span.end_column}"
    return f"{span.line}:{span.column}-{end}"


def _offsets(span: Span) -> str:
    return "" if span.start is None else f"{span.start}-{span.end}"


def _words(source: Source, span: Span) -> str:
    """The words of the source at a span; nothing where it is known by lines and columns alone."""
    return "" if span.start is None else visible(" ".join(source.text[span.start : span.end].split()))


def below(declaration: Declaration, eid: str) -> frozenset[str]:
    """The eids of a node, of all that stands in it, and of the notes called in it. Raises KeyError without such a node."""
    wanted = {eid}
    _add_notes(declaration[eid], wanted)
    for passage in passages(declaration):
        if passage.parent in wanted or passage.annex in wanted or passage.eid in wanted:
            wanted.add(passage.eid)
            _add_notes(passage.node, wanted)
    return frozenset(wanted)


def _add_notes(node: Node, wanted: set[str]) -> None:
    notes: tuple[Note, ...] = node.footnotes if isinstance(node, Numbered) else ()
    wanted.update(note.eid for note in notes)
