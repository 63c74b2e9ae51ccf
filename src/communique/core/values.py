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
    _content(content, found, [])
    return found


def content_blocks(content: Iterable[Values]) -> list[Values]:
    """The text blocks of a content, through points and tables."""
    found: list[Values] = []
    _content(content, [], found)
    return found


def nodes(values: Values) -> list[Values]:
    """Every node that is to have an eid: recitals, groups, sections, paragraphs, points, tables, annexes, notes."""
    return nodes_and_texts(values)[0]


def text_blocks(values: Values) -> list[Scoped]:
    """Every text block outside notes, with its scope, in document order."""
    return nodes_and_texts(values)[1]


def nodes_and_texts(values: Values) -> tuple[list[Values], list[Scoped]]:
    """`nodes` and `text_blocks`: the one walk of this module."""
    cover = values.get("cover") or {}
    found: list[Values] = []
    blocks = [field["value"] for field in cover.get("fields", ())]
    _parts(cover.get("paragraphs", ()), found, blocks)
    if cover.get("annex_label"):
        blocks.append(cover["annex_label"])
    scoped = [("cover__", block) for block in blocks]
    _document(values, "", found, scoped)
    for note in values.get("notes", ()):
        found.append(note)
        _content(note["content"], found, [])
    return found, scoped


def _document(document: Values, scope: str, found: list[Values], scoped: list[Scoped]) -> None:
    blocks = [document["title"]] if document.get("title") else []
    blocks += document.get("subtitles", ())
    _parts(document.get("preamble", ()), found, blocks)
    _parts(document.get("body", ()), found, blocks)
    for closing in document.get("closing", ()):
        blocks += [line["value"] for line in closing["lines"]] if closing["kind"] == "signature" else [closing]
    scoped += [(scope, block) for block in blocks]
    for index, annex in enumerate(document.get("annexes", ()), 1):
        found.append(annex)
        _document(annex, f"{annex.get('eid') or f'{scope}att_{index}'}__", found, scoped)


def _parts(parts: Iterable[Values], found: list[Values], blocks: list[Values]) -> None:
    """Recitals and groups of them, paragraphs, sections, points, and what is in them."""
    for part in parts:
        found.append(part)
        if part.get("heading"):
            blocks.append(part["heading"])
        _content(part.get("content", ()), found, blocks)
        _parts(part.get("recitals") or part.get("body", ()), found, blocks)


def _content(content: Iterable[Values], found: list[Values], blocks: list[Values]) -> None:
    for block in content:
        if block["kind"] == "text":
            blocks.append(block)
        elif block["kind"] == "points":
            _parts(block["points"], found, blocks)
        else:
            found.append(block)
            if block.get("caption"):
                blocks.append(block["caption"])
            for row in block["rows"]:
                for cell in row["cells"]:
                    blocks += cell.get("content", ())


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
