"""A graph of citations as a file: works, and which passage cites which work."""

import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from xml.sax.saxutils import escape, quoteattr

from communique.report.promises import csv_of

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES = {"held": "boolean", "citations": "int"}
"""The types of attributes that are no strings."""
_PLACES = ("id", "source", "target")
"""What GraphML says in attributes of XML."""
_FORBIDDEN = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML does not allow."""


@dataclass(frozen=True, slots=True)
class Work:
    """A node: a work of the corpus, or one that is only cited."""

    id: str
    """The IRI of a work of the corpus; else its address, else its scheme and number."""
    label: str
    """The title of a work of the corpus; else the number of the work."""
    held: bool
    """Whether the corpus has it."""
    date: str
    """The date of a work of the corpus; empty where it is not known."""
    path: str
    """The first document of the work in the corpus; empty where there is none."""
    href: str
    """The address of a page; empty where none is known."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One passage that cites one work, or one place in it, in one way."""

    source: str
    """The work that cites."""
    source_eid: str
    """The passage that cites."""
    target: str
    """The cited work."""
    target_eid: str
    """The cited place; empty where none is named, or the corpus does not have the work."""
    relation: str
    """How the work is cited: `recall`, `under`, `cite`, ..."""
    at: str
    """The cited place, as printed."""
    words: str
    """The words of the first citation, as printed."""
    path: str
    """The first document that cites so."""
    citations: int
    """How many citations there are of this kind, in all languages."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Works, and their citations. The order depends on the documents and nothing else."""

    works: tuple[Work, ...]
    edges: tuple[Edge, ...]


EDGE_COLUMNS = tuple(each.name for each in fields(Edge))
"""The columns of a table of edges, in order."""


def edge_rows(graph: Graph) -> Iterator[tuple[object, ...]]:
    """The edges as rows of a table."""
    return map(astuple, graph.edges)


def as_csv(graph: Graph) -> str:
    """The edges, by RFC 4180."""
    rows = [dict(zip(EDGE_COLUMNS, row, strict=True)) for row in edge_rows(graph)]
    return csv_of(EDGE_COLUMNS, rows)


def as_graphml(graph: Graph) -> str:
    """Works and citations as GraphML. Two passages may cite the same work, so edges have ids."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<graphml xmlns="{_SPACE}">')
    lines += _declared("node", Work)
    lines += _declared("edge", Edge)
    lines.append('<graph id="citations" edgedefault="directed">')
    for work in graph.works:
        lines.append(f"<node id={_quoted(work.id)}>")
        lines += _data(work)
        lines.append("</node>")
    for number, edge in enumerate(graph.edges, 1):
        source = _quoted(edge.source)
        target = _quoted(edge.target)
        lines.append(f'<edge id="e{number}" source={source} target={target}>')
        lines += _data(edge)
        lines.append("</edge>")
    lines.append("</graph>")
    lines.append("</graphml>")
    return "".join(f"{line}\n" for line in lines)


def _declared(kind: str, of: type[Work] | type[Edge]) -> Iterator[str]:
    """The lines that declare the attributes of nodes or of edges."""
    for each in fields(of):
        if each.name in _PLACES:
            continue
        key = f"{of.__name__}.{each.name}"
        type_ = _TYPES.get(each.name, "string")
        yield (
            f'<key id="{key}" for="{kind}" attr.name="{each.name}" attr.type="{type_}"/>'
        )


def _data(of: Work | Edge) -> Iterator[str]:
    """The lines with the attributes of a node or an edge."""
    kind = type(of).__name__
    for each in fields(of):
        if each.name in _PLACES:
            continue
        value = str(getattr(of, each.name))
        if _TYPES.get(each.name) == "boolean":
            value = value.lower()
        yield f'<data key="{kind}.{each.name}">{escape(_printable(value))}</data>'


def _quoted(words: str) -> str:
    """Words as the value of an attribute."""
    return quoteattr(_printable(words))


def _printable(words: str) -> str:
    """Words without the characters that XML does not allow."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", words)
