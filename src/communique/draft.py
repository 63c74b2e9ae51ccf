"""The one door into the model: a draft (plain values, and where they came from) becomes a Declaration, or findings."""

import gc
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from communique.diagnostics import Code, Diagnostic, Severity, in_order
from communique.errors import NotReadable
from communique.model import Declaration
from communique.model.laws import LAWS, Broken
from communique.model.types import EXPECTED
from communique.naming import name_nodes, slug, work_iri
from communique.source import Limits, Pointer, Source, Span, SpanMap
from communique.values import Values

MISSING = Code("MOD001", "missing-field", Severity.ERROR, "a field that every record has is not there")
UNKNOWN = Code("MOD002", "unknown-field", Severity.ERROR, "a field that no record has")
WRONG = Code("MOD003", "wrong-value", Severity.ERROR, "a value that its field does not take")
_SHOWN = 60
"""How many characters of a value a message shows."""

CODES = (MISSING, UNKNOWN, WRONG, *LAWS)


def weight(text: str) -> int:
    """How many characters of a text are not white space (`str.isspace`): what a ledger counts."""
    return len("".join(text.split()))


@dataclass(slots=True)
class Ledger:
    """Every character of a source that is not white space, by what became of it. The parts add up to the total.

    `document`: words of the record. `structure`: labels and note markers. `furniture`: what the page adds, by kind.
    `left_over`: what nobody claimed; it is never silent, each stretch is a finding.
    """

    total: int = 0
    document: int = 0
    structure: int = 0
    furniture: dict[str, int] = field(default_factory=dict)
    left_over: int = 0

    @property
    def balanced(self) -> bool:
        """Whether the parts add up."""
        return self.total == self.document + self.structure + sum(self.furniture.values()) + self.left_over

    def as_json(self) -> dict[str, Any]:
        """The ledger as `--ledger` writes it."""
        return {"total": self.total, "document": self.document, "structure": self.structure,
                "furniture": dict(sorted(self.furniture.items())), "left_over": self.left_over}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What may be said to a reader: limits, the language of the text, hints that overrule a guess (raw text only)."""

    limits: Limits = field(default_factory=Limits)
    language: str | None = None
    hints: Source | None = None


Places = Callable[[Values], SpanMap]
"""From the final values of a draft to where their words stand. Called only when a place is asked for."""


def _no_places(_: Values) -> SpanMap:
    return {}


@dataclass(slots=True)
class Draft:
    """What a reader found: values in the shape of the record, findings, the ledger, and how to find places.

    Values may lack eids, `id` and `iri`: `build` supplies them. `named` says that nothing lacks one (it saves a walk).
    """

    source: Source
    values: Values
    findings: list[Diagnostic] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    places: Places = _no_places
    named: bool = False


@dataclass(frozen=True)
class Parsed:
    """What came of reading a source: a declaration or none, findings in order of place, the ledger."""

    source: Source
    declaration: Declaration | None
    findings: tuple[Diagnostic, ...] = ()
    tally: Callable[[], Ledger] = Ledger
    locate: Callable[[], SpanMap] = dict

    @cached_property
    def ledger(self) -> Ledger:
        """What became of the source's characters; counted when it is first asked for."""
        return self.tally()

    @cached_property
    def spans(self) -> SpanMap:
        """Where each text of the declaration stands in the source: from pointer to spans."""
        return self.locate()

    def require(self) -> Declaration:
        """The declaration; raises NotReadable, naming the findings, where there is none."""
        if self.declaration is None:
            said = "; ".join(finding.message for finding in self.findings[:3]) or "nothing was read"
            raise NotReadable(f"{self.source.name}: {said}")
        return self.declaration


@contextmanager
def collector_paused() -> Iterator[None]:
    """No garbage collection inside: a large tree is made twice as fast, and nothing in it is garbage.

    What was made goes to the oldest generation at once (freezing and thawing moves lists, not objects), so that the next
    collection of young objects does not walk the whole tree. Nothing is thawed that the program froze itself.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if gc.get_freeze_count() == 0:
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def build(draft: Draft) -> Parsed:
    """Make a Declaration of a draft's values; what is wrong with them becomes findings with `MOD` codes.

    Supplies `id`, `iri` and every missing eid, and puts notes in the order of their first calls.
    """
    values = draft.values
    if not values.get("id"):
        title = values.get("short_title") or (values.get("title") or {}).get("text") or ""
        values["id"] = slug(title, values["kind"])
    if not values.get("iri"):
        day = (values.get("date") or {}).get("value")
        values["iri"] = work_iri("xx", values["kind"], day, values["id"])
    if not draft.named:
        name_nodes(values)
    try:
        with collector_paused():
            declaration = Declaration.model_validate(values)
    except ValidationError as error:
        spans = draft.places(values)
        draft.findings.extend(findings_of(error, values, spans))
        return Parsed(draft.source, None, in_order(draft.findings), lambda: draft.ledger)
    return Parsed(
        draft.source, declaration, in_order(draft.findings), lambda: draft.ledger, lambda: draft.places(values)
    )


def findings_of(error: ValidationError, values: Any, spans: SpanMap) -> list[Diagnostic]:
    """One finding for each thing that is wrong with values, at the nearest place that is known."""
    found: list[Diagnostic] = []
    details = error.errors(include_url=False, include_input=False)
    held = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    for detail in details:
        if detail["type"] == "too_short" and detail["loc"] in held:
            continue  # pydantic counts only the items that are right: what is wrong with the others is said already
        if detail["type"] == "laws":
            found.extend(_of_law(broken, values, spans) for broken in detail["ctx"]["broken"])
            continue
        code, message, pointer = _said(detail, values)
        found.append(Diagnostic.of(code, message, nearest(pointer, spans), pointer=pointer))
    return found


def _said(detail: ErrorDetails, values: Any) -> tuple[Code, str, Pointer]:
    """What pydantic says of a value, in the words of a diagnostic, and the pointer to the value."""
    pointer, name, value = _place(detail["loc"], values)
    wrong = f"{name} is {_shown(value)}"
    about = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return MISSING, f"{name!r} is missing", pointer
        case "union_tag_not_found":
            return MISSING, "'kind' is missing", f"{pointer}/kind"
        case "extra_forbidden":
            return UNKNOWN, f"{name!r} is no field here", pointer
        case "union_tag_invalid":
            allowed = about["expected_tags"]
            return WRONG, f"kind is {about['tag']!r}, and only {allowed} may stand here", f"{pointer}/kind"
        case "literal_error":
            return WRONG, f"{wrong}, and only {about['expected']} may stand here", pointer
        case "string_pattern_mismatch":
            return WRONG, f"{wrong}, where {EXPECTED[about['pattern']]} should stand", pointer
        case "too_short":
            return WRONG, f"{name} is empty", pointer
        case known if known in _TYPES:
            return WRONG, f"{wrong}, where {_TYPES[known]} should stand", pointer
        case _:
            sentence = detail["msg"].replace("\n", " ").rstrip(".")
            return WRONG, f"{wrong}: {sentence[:1].lower()}{sentence[1:]}", pointer


_TYPES = {"model_type": "an object", "model_attributes_type": "an object", "tuple_type": "an array",
          "string_type": "a string", "bool_type": "true or false"}  # fmt: skip


def _shown(value: Any) -> str:
    """A value in a message, short."""
    match value:
        case str():
            return repr(value if len(value) <= _SHOWN else f"{value[: _SHOWN - 1]}…")
        case None | bool() | int() | float():
            return json.dumps(value)[:_SHOWN]
        case Mapping():
            return "an object"
        case _:
            return "an array" if isinstance(value, list | tuple) else type(value).__name__


def _of_law(broken: Broken, values: Any, spans: SpanMap) -> Diagnostic:
    pointer = _find(values, broken.node)
    eid = getattr(broken.node, "eid", None)
    return Diagnostic.of(broken.law, broken.message, nearest(pointer, spans), eid=eid, pointer=pointer)


def _place(loc: tuple[int | str, ...], values: Any) -> tuple[Pointer, str, Any]:
    """A pydantic location as a pointer (union tags, which are no places, left out), what to call it, its value."""
    parts: list[str] = []
    name = "the document"
    for index, part in enumerate(loc):
        if _has(values, part):
            values = values[part]
        elif index < len(loc) - 1:
            continue
        name = f"{name}/{part}" if isinstance(part, int) else part
        parts.append(str(part).replace("~", "~0").replace("/", "~1"))
    return "".join(f"/{part}" for part in parts), name, values


def _has(values: Any, part: int | str) -> bool:
    if isinstance(values, Mapping):
        return part in values
    return isinstance(values, list | tuple) and isinstance(part, int) and part < len(values)


def _find(values: Any, node: BaseModel) -> Pointer:
    """Where in the values the node was made from, by equality of what it dumps to."""
    wanted = node.model_dump(mode="json")
    stack: list[tuple[Pointer, Any]] = [("", values)]
    while stack:
        pointer, value = stack.pop()
        if isinstance(value, Mapping):
            if value.keys() <= wanted.keys() and all(_same(value[key], wanted[key]) for key in value):
                return pointer
            stack.extend((f"{pointer}/{key}", each) for key, each in reversed(list(value.items())))
        elif isinstance(value, list | tuple):
            stack.extend((f"{pointer}/{index}", each) for index, each in reversed(list(enumerate(value))))
    return ""


def _same(value: Any, dumped: Any) -> bool:
    if isinstance(value, Mapping):
        return (
            isinstance(dumped, dict)
            and value.keys() <= dumped.keys()
            and all(_same(value[k], dumped[k]) for k in value)
        )
    if isinstance(value, list | tuple):
        return isinstance(dumped, list) and len(value) == len(dumped) and all(map(_same, value, dumped))
    return bool(value == dumped)


def nearest(pointer: Pointer, spans: SpanMap) -> Span | None:
    """The first span of the pointer, or of the nearest pointer above it that has one."""
    while True:
        places = spans.get(pointer)
        if places:
            return places[0]
        if not pointer:
            return None
        pointer = pointer.rpartition("/")[0]
