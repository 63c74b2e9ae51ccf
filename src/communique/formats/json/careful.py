"""A JSON file read with the place of every value, so that each fault has its place."""

from collections.abc import Mapping

from pydantic import ValidationError

from communique.core.codes import OTHER_DOCUMENT_TYPE
from communique.core.diagnostics import Diagnostic, in_order
from communique.core.json_types import Json
from communique.core.message import Message, say
from communique.core.source import Limits, Pointer, Source
from communique.core.source_errors import unreadable
from communique.draft import Parsed
from communique.formats.json.scanning import DEEPEST, Scan, scan
from communique.model import Declaration
from communique.model.declaration import judge
from communique.model.refusal import findings_of
from communique.places import NAMESPACE

_KINDS = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "a boolean",
    type(None): "null",
}
_KEYS_OF_A_RECORD = ("schema_version", "id", "iri", "language", "kind")
_FEWEST_KEYS = 2
"""An object with fewer of these keys is no record with faults, but something else."""


def scanned(source: Source, limits: Limits) -> Scan:
    """The values of a source and their places."""
    return scan(source, depth=min(limits.depth, DEEPEST))


def judged(source: Source, limits: Limits) -> Declaration | Parsed:
    """The record of a source, or what was read with findings that say why there is none."""
    unread = unreadable(source, limits)
    if unread:
        return Parsed(source, None, in_order(unread))
    found = scanned(source, limits)
    faults = list(found.faults)
    declaration: Declaration | None = None
    if found.whole:
        other = _other_document(found)
        if other is not None:
            faults.append(other)
        else:
            try:
                declaration = judge().validate_python(_record_in(found.value))
            except ValidationError as error:
                faults += findings_of(error, found.value, found.spans)
    if declaration is None or faults:
        return Parsed(source, None, in_order(faults), locate=lambda: found.spans)
    return declaration


def _record_in(values: Json) -> Json:
    """The values of a record without the address of the schema, which is for editors, and without
    the layer of places.
    """
    if not isinstance(values, Mapping):
        return values
    beside = set()
    if isinstance(values.get("$schema"), str):
        beside.add("$schema")
    if isinstance(values.get(NAMESPACE), Mapping):
        beside.add(NAMESPACE)
    if not beside:
        return values
    return {key: each for key, each in values.items() if key not in beside}


def _other_document(found: Scan) -> Diagnostic | None:
    """A finding if the value is no record at all, or one of another version."""
    problem = _problem(found.value)
    if problem is None:
        return None
    pointer, message = problem
    start, end = found.spans.offsets[pointer]
    if not pointer:
        end = start + 1
    span = found.spans.source.span(start, end)
    return Diagnostic.of(OTHER_DOCUMENT_TYPE, message, span, pointer=pointer)


def _problem(value: object) -> tuple[Pointer, Message] | None:
    """Why a value is no record that is read, and the pointer to what shows it."""
    if not isinstance(value, dict):
        kind = _KINDS.get(type(value), "a number")
        return "", say("the file contains {value}, not a declaration", value=kind)
    if {"work", "events"} <= value.keys():
        return "", say(
            "the file contains the follow-up of a declaration, not a declaration"
        )
    version = value.get("schema_version", "1")
    if version != "1":
        message = say(
            "the record is of schema version {value!r}, and only '1' is read",
            value=version,
        )
        return "/schema_version", message
    keys = [key for key in _KEYS_OF_A_RECORD if key in value]
    if len(keys) < _FEWEST_KEYS:
        message = say(
            "the file contains an object that is not a declaration: it has neither id, iri, language nor kind"
        )
        return "", message
    return None
