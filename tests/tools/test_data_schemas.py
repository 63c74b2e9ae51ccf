"""The schemas of what people write by hand."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError
from tools.generate.data_schemas import make, overlay_model

from communique.acts.follow_up import FollowUp
from communique.detect import overlay

TOP = Path(__file__).resolve().parents[2]
SCHEMAS = {path: json.loads(data) for path, data in make(TOP).items()}
OVERLAY = SCHEMAS["schema/overlay.schema.json"]
FOLLOW_UP = SCHEMAS["schema/follow-up.schema.json"]
OVERLAYS = sorted((TOP / "data" / "sources").glob("*/*.overlay.json"))
LEDGERS = sorted((TOP / "data" / "follow-up").glob("*.json"))


def agrees(schema: dict[str, Any], model: Any, value: Any) -> bool:
    """What both the schema and the model say of a value, which must be the same."""
    by_schema = Draft202012Validator(schema).is_valid(value)
    try:
        model.model_validate_json(json.dumps(value))
        by_model = True
    except ValidationError:
        by_model = False
    assert by_schema is by_model, value
    return by_schema


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_a_schema_is_one_and_refers_to_nothing_outside(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    for reference in {part.split('"')[0] for part in text.split('"$ref": "')[1:]}:
        assert reference.removeprefix("#/$defs/") in schema["$defs"]


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.parent.name)
def test_every_shipped_overlay_is_valid(path: Path) -> None:
    assert agrees(OVERLAY, overlay_model(), json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.stem)
def test_every_shipped_ledger_is_valid(path: Path) -> None:
    assert agrees(FOLLOW_UP, FollowUp, json.loads(path.read_text("utf-8")))


def test_an_overlay_has_the_keys_that_its_reader_knows() -> None:
    definitions = OVERLAY["$defs"]
    assert set(OVERLAY["properties"]) == set(overlay.KEYS)
    assert set(definitions["DocumentFacts"]["properties"]) == set(overlay.DOCUMENT_KEYS)
    assert set(definitions["CoverFacts"]["properties"]) == set(overlay.COVER_KEYS)
    assert set(definitions["OverlayEntity"]["properties"]) == set(overlay.ENTITY_KEYS)
    for name in ("PlacedActMark", "PlacedEntityMark", "PlacedReferenceMark"):
        of_acts = set() if name == "PlacedActMark" else {"clause"}
        assert set(overlay.MARK_KEYS) - of_acts <= set(definitions[name]["properties"])


EVENT = {
    "id": "a", "date": {"value": "2024"}, "concerns": ["para_1"], "effect": "asks", "summary": "Asked.",
    "basis": "external", "source": "a report",
}  # fmt: skip
MARK = {"in": "para_1", "words": "w", "kind": "act", "act": "call"}


@pytest.mark.parametrize(
    "change",
    [{"effect": "pleases"}, {"concerns": []}, {"id": "A B"}, {"status": "done"}, {"date": "2024"}, {"source": ""},
     {"date": {"value": "24"}}, {"quotation": {"text": "", "language": "en"}}, {"document": {"url": "no address"}}],
    ids=repr,
)  # fmt: skip
def test_an_event_that_is_none_is_refused_by_schema_and_model(
    change: dict[str, Any],
) -> None:
    assert agrees(FOLLOW_UP, FollowUp, {"work": "a", "events": [EVENT]})
    assert not agrees(FOLLOW_UP, FollowUp, {"work": "a", "events": [EVENT | change]})


@pytest.mark.parametrize(
    "change",
    [
        {"act": "sing"},
        {"kind": "note"},
        {"nth": 0},
        {"words": ""},
        {"start": 1},
        {"actors": ["A B"]},
        {"due": "soon"},
    ],
    ids=repr,
)
def test_a_mark_that_is_none_is_refused_by_schema_and_model(
    change: dict[str, Any],
) -> None:
    assert agrees(OVERLAY, overlay_model(), {"marks": [MARK]})
    assert not agrees(OVERLAY, overlay_model(), {"marks": [MARK | change]})


@pytest.mark.parametrize(
    "overlay",
    [{"entities": [{"id": "a", "type": "topic", "label": "A", "forms": [""]}]}, {"hints": [{"at": "x", "is": "y"}]},
     {"document": {"id": "A B"}}, {"document": {"title": "x"}}, {"colour": 1}, {"signatories": [{}]}],
    ids=repr,
)  # fmt: skip
def test_an_overlay_that_is_none_is_refused_by_schema_and_model(
    overlay: dict[str, Any],
) -> None:
    assert not agrees(OVERLAY, overlay_model(), copy.deepcopy(overlay))
