"""The draft of what was read of a file of XML: its values, its findings, and the count of its
words.
"""

from communique.core.codes import TOO_NESTED, UNSUPPORTED
from communique.core.diagnostics import Diagnostic
from communique.core.message import say
from communique.core.source import Source
from communique.core.values import (
    DeclarationValues,
    NodeValues,
    TextValues,
    content_blocks,
    content_nodes,
    nodes_and_texts,
)
from communique.draft import Draft, Ledger, Parsed, Places, weight
from communique.formats.akn.document import Document
from communique.formats.akn.places import Number
from communique.formats.akn.tree import Element
from communique.naming.convention import PROVISIONAL


def too_nested(source: Source) -> Parsed:
    """That a file is nested too deep to be read."""
    message = say("elements are nested deeper than can be read")
    return Parsed(source, None, (Diagnostic.of(TOO_NESTED, message),))


def drafted(
    source: Source,
    root: Element,
    reader: Document,
    values: DeclarationValues,
    places: Places,
    *,
    total: int,
    furniture: dict[str, int] | None = None,
    number: Number | None = None,
) -> Draft:
    """The draft of what was read of a file whose text has `total` characters.

    `furniture` and `number`: as in `Ledger` and `places.spans_in`.
    """
    nodes, scoped = nodes_and_texts(values)
    of_page = dict(furniture or {})
    if reader.unprinted:
        of_page["control"] = of_page.get("control", 0) + reader.unprinted
    texts = [block for _, block in scoped]
    ledger = Ledger(
        total,
        weight(_words(values, texts, reader)),
        weight(_labels(values, nodes, reader)),
        of_page,
        reader.left_over,
    )
    if not ledger.balanced:
        lost = _unaccounted(ledger)
        ledger.left_over += lost
        message = say("{lost} characters are left over, nobody knows where", lost=lost)
        reader.remarks.say(UNSUPPORTED, message, root)
    named = _is_named(values, nodes, texts)
    findings = reader.remarks.findings(source, root, number)
    return Draft(source, values, findings, ledger, places, named)


def _words(values: DeclarationValues, texts: list[TextValues], reader: Document) -> str:
    """The words of the document; those of notes in `meta` are none of its text."""
    of_meta = {id(note) for note in reader.of_meta}
    words = [block["text"] for block in texts]
    for note in values.get("notes", ()):
        if id(note) not in of_meta:
            words += [block["text"] for block in content_blocks(note["content"])]
    return "".join(words)


def _labels(
    values: DeclarationValues, nodes: list[NodeValues], reader: Document
) -> str:
    """The labels of nodes and of fields of a cover note; those in notes of `meta` do not count."""
    uncounted = {
        id(node) for note in reader.of_meta for node in content_nodes(note["content"])
    }
    labels = [
        node["num"] or ""
        for node in nodes
        if "num" in node and id(node) not in uncounted
    ]
    cover = values.get("cover")
    if cover is not None:
        labels += [field.get("label") or "" for field in cover.get("fields", ())]
    return "".join(labels)


def _unaccounted(ledger: Ledger) -> int:
    """How many characters of the total no part of a ledger has."""
    parts = (
        ledger.document
        + ledger.structure
        + sum(ledger.furniture.values())
        + ledger.left_over
    )
    return ledger.total - parts


def _calls(block: TextValues) -> list[str]:
    """The eids of the notes that a text block calls."""
    return [mark["ref"] for mark in block.get("marks", ()) if mark["kind"] == "note"]


def _is_named(
    values: DeclarationValues, nodes: list[NodeValues], texts: list[TextValues]
) -> bool:
    """Whether every node has its eid, and notes stand in the order of their calls.

    `build` saves a walk then. Where a note calls another, the order is left to `build`.
    """
    if not all("eid" in node for node in nodes):
        return False
    notes = values.get("notes", ())
    calls = [call for block in texts for call in _calls(block)]
    if list(dict.fromkeys(calls)) != [note["eid"] for note in notes]:
        return False
    if any(call.startswith(PROVISIONAL) for call in calls):
        return False
    in_notes = [block for note in notes for block in content_blocks(note["content"])]
    return not any(_calls(block) for block in in_notes)
