"""A draft's values, plain dictionaries in the shape of the record, walked in document order.

Document order is: cover fields, cover paragraphs, annex label, title, subtitles, preamble, body, closing, annexes.
"""

from collections.abc import Iterable, Iterator
from typing import Any

Values = dict[str, Any]
Scoped = tuple[str, Values]
"""A text block and the scope it stands in: `cover__`, the eid of its annex with `__`, or nothing."""


def content_nodes(content: Iterable[Values]) -> Iterator[Values]:
    """Points and tables below, the nodes with an eid, in order."""
    for block in content:
        if block["kind"] == "points":
            for point in block["points"]:
                yield point
                yield from content_nodes(point["content"])
        elif block["kind"] == "table":
            yield block


def nodes(values: Values) -> Iterator[Values]:
    """Every node that is to have an eid: recitals, groups, sections, paragraphs, points, tables, annexes, notes."""
    for paragraph in (values.get("cover") or {}).get("paragraphs", ()):
        yield paragraph
        yield from content_nodes(paragraph["content"])
    yield from _document_nodes(values)
    for note in values.get("notes", ()):
        yield note
        yield from content_nodes(note["content"])


def _document_nodes(document: Values) -> Iterator[Values]:
    for part in document.get("preamble", ()):
        yield part
        if part["kind"] == "recitals":
            yield from part["recitals"]
        for recital in part["recitals"] if part["kind"] == "recitals" else (part,):
            yield from content_nodes(recital["content"])
    yield from _body_nodes(document.get("body", ()))
    for annex in document.get("annexes", ()):
        yield annex
        yield from _document_nodes(annex)


def _body_nodes(body: Iterable[Values]) -> Iterator[Values]:
    for part in body:
        yield part
        if part["kind"] == "paragraph":
            yield from content_nodes(part["content"])
        else:
            yield from _body_nodes(part.get("body", ()))


def text_blocks(values: Values) -> Iterator[Scoped]:
    """Every text block outside notes, with its scope, in document order."""
    cover = values.get("cover")
    if cover:
        for field in cover.get("fields", ()):
            yield "cover__", field["value"]
        for paragraph in cover.get("paragraphs", ()):
            yield from _scoped("cover__", _numbered(paragraph))
        if cover.get("annex_label"):
            yield "cover__", cover["annex_label"]
    yield from _document_blocks(values, "")


def _scoped(scope: str, blocks: Iterable[Values]) -> Iterator[Scoped]:
    for block in blocks:
        yield scope, block


def _document_blocks(document: Values, scope: str) -> Iterator[Scoped]:
    if document.get("title"):
        yield scope, document["title"]
    yield from _scoped(scope, document.get("subtitles", ()))
    for part in document.get("preamble", ()):
        if part["kind"] == "recitals" and part.get("heading"):
            yield scope, part["heading"]
        for recital in part["recitals"] if part["kind"] == "recitals" else (part,):
            yield from _scoped(scope, _numbered(recital))
    yield from _scoped(scope, _body_blocks(document.get("body", ())))
    for closing in document.get("closing", ()):
        lines = [line["value"] for line in closing["lines"]] if closing["kind"] == "signature" else [closing]
        yield from _scoped(scope, lines)
    for index, annex in enumerate(document.get("annexes", ()), 1):
        yield from _document_blocks(annex, f"{annex.get('eid') or f'{scope}att_{index}'}__")


def _body_blocks(body: Iterable[Values]) -> Iterator[Values]:
    for part in body:
        if part["kind"] == "paragraph":
            yield from _numbered(part)
        else:
            if part.get("heading"):
                yield part["heading"]
            yield from _body_blocks(part.get("body", ()))


def _numbered(node: Values) -> Iterator[Values]:
    if node.get("heading"):
        yield node["heading"]
    yield from content_blocks(node["content"])


def content_blocks(content: Iterable[Values]) -> Iterator[Values]:
    """The text blocks of a content, through points and tables."""
    for block in content:
        if block["kind"] == "text":
            yield block
        elif block["kind"] == "points":
            for point in block["points"]:
                yield from _numbered(point)
        else:
            if block.get("caption"):
                yield block["caption"]
            for row in block["rows"]:
                for cell in row["cells"]:
                    yield from cell.get("content", ())


def notes_in_order(values: Values) -> list[tuple[str, Values, bool]]:
    """The notes by their first call in document order, uncalled ones last: scope, note, whether anything calls it.

    A note called in a note follows it and has its scope.
    """
    known: dict[str, Values] = {}
    for note in values.get("notes", ()):
        known.setdefault(note["eid"], note)
    found: dict[str, tuple[str, Values, bool]] = {}

    def follow(scope: str, blocks: Iterable[Values], *, called: bool) -> None:
        """The notes called in blocks; without recursion, since each of a thousand notes may call the next."""
        open_calls = [_calls(blocks)]
        while open_calls:
            ref = next(open_calls[-1], None)
            if ref is None:
                open_calls.pop()
            elif ref in known and ref not in found:
                found[ref] = (scope, known[ref], called)
                open_calls.append(_calls(content_blocks(known[ref]["content"])))

    for scope, block in text_blocks(values):
        follow(scope, (block,), called=True)
    for ref, note in known.items():
        if ref not in found:
            found[ref] = ("", note, False)
            follow("", content_blocks(note["content"]), called=True)
    extra = [("", note, False) for note in values.get("notes", ()) if known[note["eid"]] is not note]
    return [*found.values(), *extra]


def _calls(blocks: Iterable[Values]) -> Iterator[str]:
    """The eids of the notes called in blocks, in order."""
    return (mark["ref"] for block in blocks for mark in block.get("marks", ()) if mark["kind"] == "note")


def all_blocks(values: Values) -> Iterator[Values]:
    """Every text block, those of notes at the end."""
    for _, block in text_blocks(values):
        yield block
    for note in values.get("notes", ()):
        yield from content_blocks(note["content"])
