"""JSON checked by the published JSON Schema (2020-12), with the line and column of every fault.

The schema as published decides, in one of two engines: `jsonschema-rs` if it is installed (extra `fast`), else
`jsonschema`. Why a document is refused is told by a form of the same schema without alternatives, in which each node is
judged as the kind that it says it is; so that the findings are the same whichever engine runs.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import ValidationError

from communique.bundle import shipped
from communique.diagnostics import Code, Diagnostic, Severity, in_order
from communique.faults import unreadable
from communique.follow_up import FollowUp
from communique.formats.native.key_order import key_order
from communique.formats.native.spans import scan
from communique.message import Message, count, say
from communique.model.refusal import findings_of, nearest
from communique.model.types import expected
from communique.source import Limits, Pointer, Source
from communique.validate.flat import escaped, flattened, node_at

SCHEMA = "schema/declaration.schema.json"

REQUIRED = Code("JSN001", "schema-required", Severity.ERROR, "a key that the JSON Schema requires is not there")
UNKNOWN = Code("JSN002", "schema-unknown", Severity.ERROR, "a key that the JSON Schema does not know")
TYPE = Code("JSN003", "schema-type", Severity.ERROR, "a value of another type than the JSON Schema says")
VALUE = Code("JSN004", "schema-value", Severity.ERROR, "a value that the JSON Schema does not allow")
REFUSED = Code("JSN005", "schema-refused", Severity.ERROR, "the JSON Schema refuses the document as a whole")
KEY_ORDER = Code(
    "JSN006", "key-order", Severity.INFO, "keys stand in another order than that in which a record is written"
)
CODES = (REQUIRED, UNKNOWN, TYPE, VALUE, REFUSED, KEY_ORDER)

Path = tuple[str | int, ...]
Fault = tuple[Path, str]
"""Where in the value, and the keyword of the schema that refuses it."""
Engine = tuple[Callable[[Any], bool], Callable[[Any], Iterable[Fault]]]
"""Whether a value is valid by the published schema, and the faults that its flat form finds."""

_NAMES = {dict: "an object", list: "an array", str: "a string", bool: "a boolean", type(None): "null"}
_WANTED = {"object": "an object", "array": "an array", "string": "a string", "boolean": "true or false",
           "integer": "a whole number", "null": "null"}  # fmt: skip
_SHOWN = 60
_DEPTH = 1024


def check(source: Source, *, engine: Engine | None = None) -> list[Diagnostic]:
    """What the schema says of a source, in order of place; of a source that is no JSON, why it is none.

    Raises BundleMissing if the schema is not there, and whatever an engine raises that breaks down: then nothing is
    known.
    """
    valid, faults = engine or best_engine()
    value = _parsed(source)
    if value is not _NO_JSON:
        if valid(value):
            return _of_order(value, source)
    else:
        broken = unreadable(source, Limits())
        if broken:
            return broken
    found = scan(source, depth=_DEPTH)
    if found.faults and found.value is None:
        return list(in_order(found.faults))
    if value is _NO_JSON and valid(found.value):
        return _of_order(found.value, source)
    schema = _published()
    said = {
        (code, message, pointer)
        for path, keyword in _telling(faults(found.value))
        for code, message, pointer in _explained(schema, found.value, path, keyword)
    }
    if not said:
        said = {(REFUSED, say("the document is refused as a whole"), "")}
    return list(
        in_order(
            Diagnostic.of(code, message, nearest(pointer, found.spans), pointer=pointer)
            for code, message, pointer in sorted(said, key=lambda each: (each[2], each[0].code, each[1]))
        )
    )


def follow_up_check(source: Source) -> Callable[[Source], list[Diagnostic]] | None:
    """The check of a file that holds a follow-up of a declaration; None for whatever else holds no declaration."""
    found = scan(source, depth=_DEPTH)
    if not (isinstance(found.value, dict) and {"work", "events"} <= found.value.keys()):
        return None

    def judged(_: Source) -> list[Diagnostic]:
        try:
            FollowUp.model_validate_json(json.dumps(found.value))
        except ValidationError as error:
            return list(in_order(findings_of(error, found.value, found.spans)))
        return []

    return judged


def _of_order(value: Any, source: Source) -> list[Diagnostic]:
    """One finding for all objects of a valid record whose keys are not in order: comparing files is easier where they are."""
    number = key_order().misplaced(value)
    if not number:
        return []
    message = count(
        "the keys of {n} object stand in another order than a record is written in",
        "the keys of {n} objects stand in another order than a record is written in",
        n=number,
    )
    at = len(source.text) - len(source.text.lstrip())
    return [Diagnostic.of(KEY_ORDER, message, source.span(at, at + 1), pointer="")]


_NO_JSON = object()


def _parsed(source: Source) -> Any:
    """The value by the standard library's parser, or a sign that the text is one for the scanner."""
    try:
        text = source.text
        return _NO_JSON if _SURROGATE.search(text) else json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return _NO_JSON


_SURROGATE = re.compile(r"\\u[Dd][89A-Fa-f]")


def _refuse(word: str) -> Any:
    raise ValueError(word)


@cache
def _published() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(shipped(SCHEMA).read_text("utf-8"))
    return schema


@cache
def best_engine() -> Engine:
    """The fast engine if it is installed, else the other."""
    try:
        return fast_engine()
    except ImportError:
        return plain_engine()


@cache
def fast_engine() -> Engine:
    """`jsonschema-rs`. Raises ImportError if it is not installed."""
    from jsonschema_rs import Draft202012Validator

    published, flat = Draft202012Validator(_published()), Draft202012Validator(flattened(_published()))

    def faults(value: Any) -> Iterator[Fault]:
        for error in flat.iter_errors(value):
            yield tuple(error.instance_path), str(error.schema_path[-1])

    return published.is_valid, faults


@cache
def plain_engine() -> Engine:
    """`jsonschema`."""
    from jsonschema import Draft202012Validator

    published, flat = Draft202012Validator(_published()), Draft202012Validator(flattened(_published()))

    def faults(value: Any) -> Iterator[Fault]:
        for error in flat.iter_errors(value):
            yield tuple(error.absolute_path), str(error.absolute_schema_path[-1])

    return published.is_valid, faults


def _telling(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Of a value of a wrong type that alone: `not` refuses it too, whatever it says of strings."""
    every = list(faults)
    mistyped = {path for path, keyword in every if keyword == "type"}
    return (fault for fault in every if fault[1] == "type" or fault[0] not in mistyped)


def _explained(schema: Any, root: Any, path: Path, keyword: str) -> Iterator[tuple[Code, Message, Pointer]]:
    """What to say of a fault: one thing for each key that is missing or unknown, else one."""
    node, value = node_at(schema, root, path)
    pointer = "".join(f"/{escaped(part)}" for part in path)
    name = _name(path)
    match keyword:
        case "required":
            for key in node.get("required", ["kind"]):
                if key not in value:
                    yield REQUIRED, say("{key!r} is missing", key=key), f"{pointer}/{escaped(key)}"
        case "additionalProperties":
            for key in value:
                if key not in node["properties"]:
                    yield UNKNOWN, say("{key!r} is no key here", key=key), f"{pointer}/{escaped(key)}"
        case "type":
            wanted = _WANTED[node.get("type", "object")]
            yield (
                TYPE,
                say("{name} is {value}, where {wanted} should stand", name=name, value=_shown(value), wanted=wanted),
                pointer,
            )
        case "enum" | "const":
            allowed = ", ".join(map(repr, node["enum"] if "enum" in node else [node["const"]]))
            yield (
                VALUE,
                say(
                    "{name} is {value}, and only {allowed} may stand here",
                    name=name,
                    value=_shown(value),
                    allowed=allowed,
                ),
                pointer,
            )
        case "minItems":
            yield VALUE, say("{name} is empty", name=name), pointer
        case "minimum" | "maximum":
            bounds = {"name": name, "value": _shown(value), "bound": node[keyword]}
            less = keyword == "minimum"
            yield (
                VALUE,
                say("{name} is {value}, less than {bound}", **bounds)
                if less
                else say("{name} is {value}, more than {bound}", **bounds),
                pointer,
            )
        case _:
            yield (
                VALUE,
                say(
                    "{name} is {value}, where {wanted} should stand",
                    name=name,
                    value=_shown(value),
                    wanted=expected(node.get("description", "Another string")),
                ),
                pointer,
            )


def _name(path: Path) -> str:
    """What to call a value: its key, an item of an array after the key of that."""
    if not path:
        return "the document"
    return f"{path[-2]}/{path[-1]}" if isinstance(path[-1], int) and len(path) > 1 else str(path[-1])


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…")
    known = _NAMES.get(type(value))
    return json.dumps(value)[:_SHOWN] if known is None or isinstance(value, bool) else known
