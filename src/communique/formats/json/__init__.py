"""JSON as a record, and a record as JSON.

A good file is parsed in C and never looked at again; only a file with a fault is scanned in Python (`native.scanning`),
for the place of every value.

The ledger counts the strings under `text`, `num`, `label`, `marker`, and a short title that stands not in the title.
Words of the document are the texts and the short title; labels and note markers are structure, as in Akoma Ntoso.
"""

import codecs
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from communique.core.codes import OTHER_DOCUMENT_TYPE
from communique.core.diagnostics import Diagnostic, in_order
from communique.core.message import say
from communique.core.source import Limits, Source
from communique.core.source_errors import unreadable
from communique.draft import Ledger, Parsed, ReadOptions, weight
from communique.model import Declaration
from communique.model.declaration import judge, judge_of_whole
from communique.model.nodes import nodes_below
from communique.model.refusal import findings_of
from communique.model.text import names_of

if TYPE_CHECKING:
    from communique.formats.json.scanning import Scan


def write(declaration: Declaration) -> str:
    """The record as JSON (RFC 8259): every key, also where its value is null or empty, in the order of the model.

    Two spaces of indentation, characters as they are, LF at the end; the same bytes for equal records.
    """
    return declaration.model_dump_json(indent=2) + "\n"


def ordered(value: Any, written: Any) -> list[str]:
    """The keys of an object in the order in which they are written; what is said to editors stands first."""
    return [key for key in ("$schema", *written) if key in value]


def misplaced(values: Any, declaration: Declaration) -> int:
    """How many objects of the values of a record have their keys in another order than it is written in."""
    number = 0
    waiting: list[tuple[Any, Any]] = [(values, declaration.model_dump(mode="json"))]
    for value, written in waiting:
        if isinstance(value, dict):
            keys = ordered(value, written)
            number += keys != list(value)
            waiting += [(value[key], written[key]) for key in keys if key in written]
        elif isinstance(value, list):
            waiting += zip(value, written, strict=True)
    return number


_STRUCTURE = ("num", "label", "marker")
"""The fields whose words are structure of the document. Those of `text` are its words."""


def ledger(declaration: Declaration) -> Ledger:
    """Every character under `text`, `num`, `label` and `marker`, and of a short title that stands not in the title.

    `text` and the short title are words of the document, the rest is structure. Nothing is left over: what JSON holds
    beyond that has a place in the record, or the record is refused.
    """
    document = structure = 0
    for node in nodes_below(declaration):
        names = type(node).__pydantic_fields__
        if "text" in names:
            document += weight(getattr(node, "text", None) or "")
        for name in _STRUCTURE:
            if name in names:
                structure += weight(getattr(node, name) or "")
    short = declaration.short_title
    if short is not None and (declaration.title is None or short not in declaration.title.text):
        document += weight(short)
    return Ledger(total=document + structure, document=document, structure=structure)


DEPTH = 200
"""How deep the parser in C goes before it gives up."""

_KINDS = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "a boolean",
    type(None): "null",
}
_MARKS_OF_A_RECORD = ("schema_version", "id", "iri", "language", "kind")


def read(source: Source, options: ReadOptions | None = None) -> Parsed:
    """What a JSON file holds: the record, or findings (`SRC` for the text, `MOD` for its values), each at its place.

    Never raises. A byte order mark is skipped; a key that stands twice is a finding, since one of its values would be
    lost; so are NaN, halves of surrogate pairs and whatever else RFC 8259 and I-JSON (RFC 7493) do not allow. A `$schema` at
    the top, by which editors find the schema, is no part of the record.
    """
    limits = (options or ReadOptions()).limits
    data = source.data.removeprefix(codecs.BOM_UTF8)
    if len(data) <= limits.size and limits.depth >= DEPTH:
        declaration = parse(data)
        if declaration is not None:
            return _parsed(source, declaration, limits)
    return _scanned(source, limits)


def parse(data: bytes) -> Declaration | None:
    """The record of a JSON text by parsers in C; None where one of them refuses it.

    In what is written here every field is given. Where that is so, and the text has no more keys than the record has fields,
    no key stands twice, and nothing else has to look at it.
    """
    try:
        declaration: Declaration = judge_of_whole().validate_json(data)
        kinds = Counter(map(type, nodes_below(declaration)))
        # Or fewer: a quotation mark may end a string before a colon too.
        keys = data.translate(None, b" \t\r\n").count(b'":')
        if keys == sum(len(names_of(kind)) * number for kind, number in kinds.items()):
            return declaration
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
        if {detail["type"] for detail in details} - _LEFT_OUT:
            return None
    try:
        declaration = judge().validate_json(data)
        json.loads(data, object_pairs_hook=_each_once)
    except (ValueError, RecursionError):  # pydantic's ValidationError is a ValueError
        return None
    return declaration


_LEFT_OUT = frozenset({"missing", "too_short"})
"""What is said where a field is left out: of a tuple too that holds only what is judged."""


def _each_once(members: list[tuple[str, Any]]) -> None:
    """Refuses an object in which a key stands twice: one of its values would be lost."""
    if len(dict(members)) < len(members):
        raise ValueError("a key stands twice")


def _parsed(source: Source, declaration: Declaration, limits: Limits) -> Parsed:
    return Parsed(
        source, declaration, (), lambda: ledger(declaration), lambda: _scan(source, limits).spans
    )


def _scan(source: Source, limits: Limits) -> "Scan":
    from communique.formats.json.scanning import DEEPEST, scan  # a good file does not need it

    return scan(source, depth=min(limits.depth, DEEPEST))


def _scanned(source: Source, limits: Limits) -> Parsed:
    """The careful way: the same answer, with places."""
    faults = unreadable(source, limits)
    if faults:
        return Parsed(source, None, in_order(faults))
    found = _scan(source, limits)
    declaration, faults = None, found.faults
    if found.whole:
        value, other = found.value, _other_document(found)
        faults = [*faults, *other]
        if not other:
            said = isinstance(value.get("$schema"), str)
            told = {key: each for key, each in value.items() if not said or key != "$schema"}
            try:
                declaration = judge().validate_python(told)
            except ValidationError as error:
                faults = [*faults, *findings_of(error, value, found.spans)]
    if declaration is None or faults:
        return Parsed(source, None, in_order(faults), locate=lambda: found.spans)
    return _parsed(source, declaration, limits)


def _other_document(found: "Scan") -> list[Diagnostic]:
    """One finding if the value is no record at all, or one of another version."""
    value: Any = found.value
    pointer = ""
    if not isinstance(value, dict):
        message = say(
            "the file contains {value}, not a declaration",
            value=_KINDS.get(type(value), "a number"),
        )
    elif {"work", "events"} <= value.keys():
        message = say("the file contains the follow-up of a declaration, not a declaration")
    elif value.get("schema_version", "1") != "1":
        message = say(
            "the record is of schema version {value!r}, and only '1' is read",
            value=value["schema_version"],
        )
        pointer = "/schema_version"
    elif sum(key in value for key in _MARKS_OF_A_RECORD) < 2:
        message = say(
            "the file contains an object that is not a declaration: it has neither id, iri, language nor kind"
        )
    else:
        return []
    start, end = found.spans.offsets[pointer]
    where = found.spans.source.span(start, end if pointer else start + 1)
    return [Diagnostic.of(OTHER_DOCUMENT_TYPE, message, where, pointer=pointer)]
