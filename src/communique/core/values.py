"""A draft's values, plain dictionaries in the shape of the record, walked in document order.

Document order is: cover fields, cover paragraphs, annex label, title, subtitles, preamble, body, closing, annexes.
"""

from collections.abc import Iterable, Iterator
from typing import Any

Values = dict[str, Any]
Scoped = tuple[str, Values]
"""A text block and the scope it stands in: `cover__`, the eid of its annex with `__`, or nothing."""


def content_nodes(content: Iterable[Values]) -> list[Values]:
    """Points and tables below, the nodes with an eid, in order."""
    found: list[Values] = []
    for block in content:
        if block["kind"] == "points":
            for point in block["points"]:
                found += (point, *content_nodes(point["content"]))
        elif block["kind"] == "table":
            found.append(block)
    return found


def nodes(values: Values) -> list[Values]:
    """Every node that is to have an eid: recitals, groups, sections, paragraphs, points, tables, annexes, notes."""
    found = _body_nodes((values.get("cover") or {}).get("paragraphs", ()))
    found += _document_nodes(values)
    for note in values.get("notes", ()):
        found += (note, *content_nodes(note["content"]))
    return found


def _document_nodes(document: Values) -> list[Values]:
    found: list[Values] = []
    for part in document.get("preamble", ()):
        found.append(part)
        if part["kind"] == "recitals":
            found += part["recitals"]
        for recital in part["recitals"] if part["kind"] == "recitals" else (part,):
            found += content_nodes(recital["content"])
    found += _body_nodes(document.get("body", ()))
    for annex in document.get("annexes", ()):
        found += (annex, *_document_nodes(annex))
    return found


def _body_nodes(body: Iterable[Values]) -> list[Values]:
    found: list[Values] = []
    for part in body:
        found.append(part)
        found += content_nodes(part["content"]) if part["kind"] == "paragraph" else _body_nodes(part.get("body", ()))
    return found


def text_blocks(values: Values) -> list[Scoped]:
    """Every text block outside notes, with its scope, in document order."""
    cover = values.get("cover") or {}
    blocks = [field["value"] for field in cover.get("fields", ())]
    blocks += _body_blocks(cover.get("paragraphs", ()))
    if cover.get("annex_label"):
        blocks.append(cover["annex_label"])
    return [*(("cover__", block) for block in blocks), *_document_blocks(values, "")]


def _document_blocks(document: Values, scope: str) -> list[Scoped]:
    blocks = [document["title"]] if document.get("title") else []
    blocks += document.get("subtitles", ())
    for part in document.get("preamble", ()):
        if part["kind"] == "recitals" and part.get("heading"):
            blocks.append(part["heading"])
        for recital in part["recitals"] if part["kind"] == "recitals" else (part,):
            blocks += _numbered(recital)
    blocks += _body_blocks(document.get("body", ()))
    for closing in document.get("closing", ()):
        blocks += [line["value"] for line in closing["lines"]] if closing["kind"] == "signature" else [closing]
    found = [(scope, block) for block in blocks]
    for index, annex in enumerate(document.get("annexes", ()), 1):
        found += _document_blocks(annex, f"{annex.get('eid') or f'{scope}att_{index}'}__")
    return found


def _body_blocks(body: Iterable[Values]) -> list[Values]:
    found: list[Values] = []
    for part in body:
        if part["kind"] == "paragraph":
            found += _numbered(part)
        else:
            if part.get("heading"):
                found.append(part["heading"])
            found += _body_blocks(part.get("body", ()))
    return found


def _numbered(node: Values) -> list[Values]:
    blocks = content_blocks(node["content"])
    return [node["heading"], *blocks] if node.get("heading") else blocks


def content_blocks(content: Iterable[Values]) -> list[Values]:
    """The text blocks of a content, through points and tables."""
    found: list[Values] = []
    for block in content:
        if block["kind"] == "text":
            found.append(block)
        elif block["kind"] == "points":
            for point in block["points"]:
                found += _numbered(point)
        else:
            if block.get("caption"):
                found.append(block["caption"])
            for row in block["rows"]:
                for cell in row["cells"]:
                    found += cell.get("content", ())
    return found


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
