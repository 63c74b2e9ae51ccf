"""Why values are no record: what pydantic and the laws say of them, as findings with places."""

import json
from collections.abc import Mapping

from pydantic import BaseModel, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import ErrorDetails

from communique.core.codes import MISSING_FIELD, UNKNOWN_FIELD, WRONG_VALUE
from communique.core.diagnostics import Code, Diagnostic
from communique.core.message import Message, say, shortened
from communique.core.source import Pointer, Span, SpanMap, below
from communique.model.laws import Broken
from communique.model.nodes import places_of
from communique.model.text import Node
from communique.model.types import EXPECTED

_SHOWN = 60
"""How many characters of a value a message shows."""

_ALTERNATIVES = frozenset({"marks", "content", "preamble", "body", "closing"})
"""The fields whose items are of several kinds."""

_TYPES = {
    "model_type": "an object",
    "model_attributes_type": "an object",
    "dataclass_type": "an object",
    "tuple_type": "an array",
    "string_type": "a string",
    "bool_type": "true or false",
}
"""What should stand where pydantic names an error so."""


def findings_of(
    error: ValidationError,
    values: object,
    spans: SpanMap,
    model: type[BaseModel] | None = None,
) -> list[Diagnostic]:
    """One finding for each thing that is wrong with values, at the nearest place that is known.

    `model` is what the values were to be; None is a Declaration.
    """
    found: list[Diagnostic] = []
    details = error.errors(include_url=False, include_input=False)
    above: set[tuple[int | str, ...]] = set()
    for detail in details:
        loc = detail["loc"]
        above.update(loc[:length] for length in range(len(loc)))
    for detail in details:
        loc = detail["loc"]
        if detail["type"] == "too_short" and loc in above:
            # pydantic counts only the items that are right: what is wrong with the others is said.
            continue
        if detail["type"] == "placed":
            for code, said, at in detail["ctx"]["broken"]:
                found.append(Diagnostic.of(code, said, nearest(at, spans), pointer=at))
            continue
        if detail["type"] == "laws":
            found += _of_laws(detail["ctx"]["broken"], detail["ctx"]["root"], spans)
            continue
        code, message, pointer = _said(detail, values)
        hint = None
        if code is UNKNOWN_FIELD:
            hint = _advice(str(loc[-1]), _fields_at(loc, model))
        place = nearest(pointer, spans)
        found.append(Diagnostic.of(code, message, place, pointer=pointer, hint=hint))
    return found


def _of_laws(broken: list[Broken], root: Node, spans: SpanMap) -> list[Diagnostic]:
    """A finding for each law that a record breaks, at the node that breaks it."""
    wanted = {id(each.node) for each in broken}
    places = places_of(root, wanted)
    found: list[Diagnostic] = []
    for each in broken:
        pointer, eid = places[id(each.node)]
        of_field = spans.get(f"{pointer}/{each.field}")
        place = of_field[0] if of_field else span_of_node(pointer, spans)
        found.append(
            Diagnostic.of(each.law, each.message, place, eid=eid, pointer=pointer)
        )
    return found


def nearest(pointer: Pointer, spans: SpanMap) -> Span | None:
    """The first span of the pointer, or of the nearest pointer above it that has one."""
    while True:
        places = spans.get(pointer)
        if places:
            return places[0]
        if not pointer:
            return None
        pointer = pointer.rpartition("/")[0]


def span_of_node(pointer: Pointer, spans: SpanMap) -> Span | None:
    """The place of a node: its own, else the first of what is in it, else that of the nearest node
    above.
    """
    own = spans.get(pointer)
    if own:
        return own[0]
    beginning = f"{pointer}/"
    inside = [at[0] for key, at in spans.items() if at and key.startswith(beginning)]
    return min(inside, default=None) or nearest(pointer, spans)


def _said(detail: ErrorDetails, values: object) -> tuple[Code, Message, Pointer]:
    """What pydantic says of a value, in the words of a diagnostic, and the pointer to the value."""
    pointer, name, value = _place(detail["loc"], values)
    wrong = {"name": name, "value": _shown(value)}
    about = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return MISSING_FIELD, say("{key!r} is missing", key=name), pointer
        case "union_tag_not_found":
            return (
                MISSING_FIELD,
                say("{key!r} is missing", key="kind"),
                f"{pointer}/kind",
            )
        case "extra_forbidden" | "unexpected_keyword_argument":
            return UNKNOWN_FIELD, say("unknown field {key!r}", key=name), pointer
        case "union_tag_invalid":
            pointer, wrong = (
                f"{pointer}/kind",
                {"name": "kind", "value": repr(about["tag"])},
            )
            said = say(
                "{name} is {value}, but only {allowed} is allowed here",
                **wrong,
                allowed=about["expected_tags"],
            )
        case "literal_error":
            said = say(
                "{name} is {value}, but only {allowed} is allowed here",
                **wrong,
                allowed=about["expected"],
            )
        case "string_pattern_mismatch":
            said = say(
                "{name} is {value}, but should be {wanted}",
                **wrong,
                wanted=EXPECTED[about["pattern"]],
            )
        case "too_short":
            said = say("{name} is empty", name=name)
        case known if known in _TYPES:
            said = say(
                "{name} is {value}, but should be {wanted}",
                **wrong,
                wanted=_TYPES[known],
            )
        case _:
            sentence = detail["msg"].replace("\n", " ").rstrip(".")
            said = say(
                "{name} is {value}: {sentence}",
                **wrong,
                sentence=sentence[:1].lower() + sentence[1:],
            )
    return WRONG_VALUE, said, pointer


def _fields_at(loc: tuple[int | str, ...], model: type[BaseModel] | None) -> list[str]:
    """The fields of the object that holds the last part of a pydantic location, in their order."""
    from communique.model import Declaration

    schema = (model or Declaration).model_json_schema()
    here: JsonSchemaValue = schema
    for part in loc[:-1]:
        kinds = here.get("discriminator", {}).get("mapping", {})
        if part in kinds:
            here = {"$ref": kinds[part]}
        elif isinstance(part, int):
            here = here.get("items", {})
        else:
            here = here.get("properties", {}).get(part, {})
        here = _resolved(here, schema)
    return list(here.get("properties", ()))


def _resolved(here: JsonSchemaValue, schema: JsonSchemaValue) -> JsonSchemaValue:
    """A part of a JSON Schema without references, and without the choice to be null."""
    for choice in here.get("anyOf", ()):
        if choice.get("type") != "null":
            return _resolved(choice, schema)
    name = here.get("$ref", "").rpartition("/")[2]
    found: JsonSchemaValue = schema["$defs"][name] if name else here
    return found


def _advice(key: str, fields: list[str]) -> Message | None:
    """Which fields there are where a key is unknown, and which of them is most like it."""
    from difflib import get_close_matches  # a good file does not wait for it

    if not fields:
        return None
    allowed = say("the fields here are {fields}", fields=", ".join(fields))
    near = get_close_matches(key.lower(), fields, 1)
    if not near:
        return allowed
    return say("did you mean {near!r}? {allowed}", near=near[0], allowed=allowed)


def _place(loc: tuple[int | str, ...], values: object) -> tuple[Pointer, str, object]:
    """A pydantic location as a pointer, what to call it, its value.

    In a location the kind of an item follows its index where items are of several kinds: that is no
    place.
    """
    pointer, name = "", "the document"
    for index, part in enumerate(loc):
        if (
            _is_kind(loc, index)
            and isinstance(values, Mapping)
            and values.get("kind") == part
        ):
            continue
        name = f"{name}/{part}" if isinstance(part, int) else part
        pointer = below(pointer, part)
        values = _held(values, part)
    return pointer, name, values


def _is_kind(loc: tuple[int | str, ...], index: int) -> bool:
    """Whether a part of a location may be the kind of an item: it follows the item's index."""
    is_inside = 2 <= index < len(loc) - 1
    return (
        is_inside
        and isinstance(loc[index - 1], int)
        and loc[index - 2] in _ALTERNATIVES
    )


def _held(values: object, part: int | str) -> object:
    """The value that values hold under a key or at an index; None if there is none."""
    if isinstance(values, Mapping):
        return values.get(part)
    if (
        isinstance(values, list | tuple)
        and isinstance(part, int)
        and part < len(values)
    ):
        return values[part]
    return None


def _shown(value: object) -> str:
    """A value in a message, short."""
    match value:
        case str():
            return repr(shortened(value, _SHOWN))
        case None | bool() | int() | float():
            return json.dumps(value)[:_SHOWN]
        case Mapping():
            return "an object"
        case _:
            return (
                "an array" if isinstance(value, list | tuple) else type(value).__name__
            )
