"""JSON as a record, and a record as JSON.

A good file is parsed in C and never looked at again. A file with a fault is read once more in
Python (`json.careful`), for the place of every value.
"""

import codecs
import json
from collections import Counter

from pydantic import ValidationError

from communique.core.source import Limits, Source, SpanMap
from communique.draft import Ledger, Parsed, ReadOptions, weight
from communique.formats.json.order import misplaced, ordered
from communique.model import Declaration
from communique.model.declaration import judge, judge_of_whole
from communique.model.nodes import nodes_below
from communique.model.text import names_of
from communique.places import NAMESPACE, SourcePlaces

__all__ = [
    "ledger",
    "misplaced",
    "ordered",
    "parse",
    "read",
    "read_carefully",
    "write",
    "write_with_places",
]

DEPTH_OF_PARSER = 200
"""How deep values may be nested for the parser in C."""
_STRUCTURE = ("num", "label", "marker")
"""The fields whose words are structure of the document. Those of `text` are its words."""
_LEFT_OUT = frozenset({"missing", "too_short"})
"""What pydantic says where a field is left out.

The second of a tuple that holds only judged nodes.
"""


def write(declaration: Declaration) -> str:
    """The record as JSON (RFC 8259): every key, also where its value is null or empty.

    Keys are in the order of the model. Two spaces of indentation, characters as they are, LF at the
    end; the same bytes for equal records.
    """
    return declaration.model_dump_json(indent=2) + "\n"


def write_with_places(declaration: Declaration, places: SourcePlaces) -> str:
    """The record as JSON, and behind it the places of its nodes under the key `NAMESPACE`, a line
    for each node.

    `read` gives the same record of it: the layer is no part of the record.
    """
    record = declaration.model_dump_json(indent=2).removesuffix("\n}")
    nodes = [f"\n      {json.dumps(node)}" for node in places.nodes_as_json()]
    digest = f'"text_sha256": "{places.text_sha256}"'
    listed = f'"nodes": [{",".join(nodes)}\n    ]'
    return f'{record},\n  "{NAMESPACE}": {{\n    {digest},\n    {listed}\n  }}\n}}\n'


def read(source: Source, options: ReadOptions | None = None) -> Parsed:
    """What a JSON file holds: the record, or findings, each at its place. Never raises.

    Findings are `SRC` for the text and `MOD` for its values. A byte order mark is skipped. A key
    that stands twice is a finding, since one of its values would be lost; so are NaN, halves of
    surrogate pairs and whatever else RFC 8259 and I-JSON (RFC 7493) do not allow. A `$schema` at
    the top, by which editors find the schema, is no part of the record; nor is the layer of places.
    """
    limits = (options or ReadOptions()).limits
    data = source.data.removeprefix(codecs.BOM_UTF8)
    if len(data) <= limits.size and limits.depth >= DEPTH_OF_PARSER:
        declaration = parse(data)
        if declaration is not None:
            return _parsed(source, declaration, limits)
    return read_carefully(source, limits)


def parse(data: bytes) -> Declaration | None:
    """The record of a JSON text by parsers in C; None where one of them refuses it."""
    try:
        declaration: Declaration = judge_of_whole().validate_json(data)
    except ValidationError as error:
        details = error.errors(
            include_url=False, include_context=False, include_input=False
        )
        kinds = {detail["type"] for detail in details}
        return _parse_with_gaps(data) if kinds <= _LEFT_OUT else None
    if _is_each_key_once(data, declaration):
        return declaration
    return _parse_with_gaps(data)


def _is_each_key_once(data: bytes, declaration: Declaration) -> bool:
    """Whether a text that gives every field surely has no key twice.

    That is so where it has as many keys as the record has fields. A quotation mark may also end a
    string before a colon: then the answer is False, and somebody has to look.
    """
    keys = data.translate(None, b" \t\r\n").count(b'":')
    kinds = Counter(map(type, nodes_below(declaration)))
    return keys == sum(len(names_of(kind)) * number for kind, number in kinds.items())


def _parse_with_gaps(data: bytes) -> Declaration | None:
    """The record of a text that leaves out fields, or may have a key twice; None if refused."""
    try:
        declaration: Declaration = judge().validate_json(data)
        json.loads(data, object_pairs_hook=_each_once)
    except (ValueError, RecursionError):  # pydantic's ValidationError is a ValueError
        return None
    return declaration


def _each_once(members: list[tuple[str, object]]) -> None:
    """Refuse an object in which a key stands twice: one of its values would be lost."""
    if len(dict(members)) < len(members):
        raise ValueError("a key stands twice")


def ledger(declaration: Declaration) -> Ledger:
    """The count of the words of a record.

    `text` and a short title outside the title are words of the document; `num`, `label` and
    `marker` are structure, as in Akoma Ntoso. Nothing is left over: what JSON holds beyond that has
    a place in the record, or the record is refused.
    """
    document = 0
    structure = 0
    for node in nodes_below(declaration):
        names = type(node).__pydantic_fields__
        if "text" in names:
            document += weight(getattr(node, "text", None) or "")
        for name in _STRUCTURE:
            if name in names:
                structure += weight(getattr(node, name) or "")
    title = declaration.title
    short = declaration.short_title
    if short is not None and (title is None or short not in title.text):
        document += weight(short)
    return Ledger(total=document + structure, document=document, structure=structure)


def _parsed(source: Source, declaration: Declaration, limits: Limits) -> Parsed:
    def tally() -> Ledger:
        return ledger(declaration)

    def places() -> SpanMap:
        from communique.formats.json.careful import (
            scanned,
        )  # a good file needs it here alone

        return scanned(source, limits).spans

    return Parsed(source, declaration, (), tally, places)


def read_carefully(source: Source, limits: Limits) -> Parsed:
    """What `read` gives, read in Python: the same answer as that of the parsers in C."""
    from communique.formats.json.careful import judged  # a good file does not need it

    found = judged(source, limits)
    if isinstance(found, Declaration):
        return _parsed(source, found, limits)
    return found
