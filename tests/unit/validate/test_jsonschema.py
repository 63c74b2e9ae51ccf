import json
import sys
from typing import Any

import pytest
from tests.samples import declaration

from communique.errors import BundleMissing
from communique.formats.native import write
from communique.source import Source
from communique.validate import jsonschema
from communique.validate.jsonschema import Engine, best_engine, check, fast_engine, plain_engine

GOOD = write(declaration())
engines = pytest.mark.parametrize("engine", [fast_engine(), plain_engine()], ids=["fast", "plain"])


def said(data: bytes | str, engine: Engine) -> list[tuple[str, str, str | None]]:
    found = check(Source("a.json", data.encode() if isinstance(data, str) else data), engine=engine)
    return [
        (each.code.code, each.message, f"{each.span.line}:{each.span.column}" if each.span else None) for each in found
    ]


def changed(**values: Any) -> str:
    return json.dumps({**json.loads(GOOD), **values}, indent=2)


@engines
def test_a_good_record_is_valid(engine: Engine) -> None:
    assert said(GOOD, engine) == []


@engines
@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (GOOD.replace('  "iri"', '  "uri"'), [
            ("JSN001", "'iri' is missing", "1:1"), ("JSN002", "'uri' is no key here", "4:10"),
        ]),
        (changed(language=7), [("JSN003", "language is 7, where a string should stand", "5:15")]),
        (changed(language="sl\n"), [("JSN004", "language is 'sl\\n', where a BCP 47 language tag should stand", "5:15")]),
        (changed(authenticity="x"), [
            ("JSN004", "authenticity is 'x', and only 'official', 'unofficial' may stand here", "7:19"),
        ]),
        (changed(title=7), [("JSN003", "title is 7, where an object should stand", "17:12")]),
        (changed(title={"text": "x"}), [("JSN001", "'kind' is missing", "17:12")]),
        (changed(body=[{"kind": "verse"}]), [(
            "JSN004", ("kind is 'verse', and only 'section', 'article', 'chapter', 'part', 'title', 'division', 'paragraph' "
            "may stand here"), None,
        )]),
        (changed(body=[7, {}]), [
            ("JSN003", "body/0 is 7, where an object should stand", None), ("JSN001", "'kind' is missing", None),
        ]),
        (changed(body=[{"kind": "paragraph", "eid": "p", "content": []}]), [("JSN004", "content is empty", None)]),
        (changed(source={"retrieved": True, "sha256": 1.5}), [
            ("JSN003", "retrieved is true, where a string should stand", None),
            ("JSN003", "sha256 is 1.5, where a string should stand", None),
        ]),
        (changed(schema_version="2"), [("JSN004", "schema_version is '2', and only '1' may stand here", "2:21")]),
        ("[]", [("JSN003", "the document is an array, where an object should stand", "1:1")]),
        ("null", [("JSN003", "the document is null, where an object should stand", "1:1")]),
    ],
)  # fmt: skip
def test_every_fault_is_named_at_its_place(
    data: str, expected: list[tuple[str, str, str | None]], engine: Engine
) -> None:
    found = said(data, engine)
    assert [each[:2] for each in found] == [each[:2] for each in expected]
    assert all(place is None or place == seen for (_, _, place), (_, _, seen) in zip(expected, found, strict=True))
    assert all(seen is not None for _, _, seen in found)


@engines
def test_a_number_out_of_bounds_is_named_with_the_bound(engine: Engine) -> None:
    marks = [{"kind": "emphasis", "start": -1, "end": 1e300, "style": "bold"}]
    cell = {"colspan": 1001, "rowspan": 0, "content": [{"kind": "text", "text": "x", "marks": marks}]}
    table = {"kind": "table", "eid": "t", "rows": [{"cells": [cell]}]}
    assert {message for _, message, _ in said(changed(body=[{"kind": "paragraph", "eid": "p", "content": [table]}]), engine)} == {
        "colspan is 1001, more than 1000", "rowspan is 0, less than 1", "start is -1, less than 0",
    }  # fmt: skip


@engines
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "SRC009"), (b"{", "SRC002"), (b'{"a": NaN}', "SRC002"), (b'{"a": "\\ud800"}', "SRC002"), (b"\xff", "SRC001"),
        (b"[" * 100_000, "SRC006"), (GOOD.encode("utf-16"), "SRC001"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_not_judged(data: bytes, code: str, engine: Engine) -> None:
    assert [each[0] for each in said(data, engine)] == [code]


@engines
def test_a_character_written_as_a_pair_of_escapes_is_judged_as_one(engine: Engine) -> None:
    assert said(GOOD.replace("Harbour", "\\ud83d\\udea2", 1), engine) == []
    assert said(changed(language="sl").replace("Harbour", "\\ud83d", 1), engine)[0][0] == "SRC002"


@engines
@pytest.mark.parametrize("number", ["1" + "0" * 5000, "1e999", "-1" + "0" * 30])
def test_numbers_of_any_size_are_judged(number: str, engine: Engine) -> None:
    assert [each[0] for each in said(GOOD.replace('"start": 3', f'"start": {number}', 1), engine)] in (
        [],
        ["JSN003"],
        ["JSN004"],
    )


@engines
def test_a_key_that_stands_twice_is_judged_by_its_last_value(engine: Engine) -> None:
    assert said(GOOD.replace('  "iri"', '  "id": 7,\n  "iri"'), engine) == [
        ("JSN003", "id is 7, where a string should stand", "4:9")
    ]
    assert said(GOOD.replace('  "id"', '  "id": 7,\n  "id"'), engine) == []


def test_a_refusal_that_nothing_explains_is_a_finding_all_the_same() -> None:
    dumb: Engine = (lambda _: False, lambda _: ())
    assert said(GOOD, dumb) == [("JSN005", "the document is refused as a whole", "1:1")]


def test_the_fast_engine_is_used_if_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert best_engine() is fast_engine()
    best_engine.cache_clear()
    fast_engine.cache_clear()
    monkeypatch.setitem(sys.modules, "jsonschema_rs", None)
    assert best_engine() is plain_engine()
    best_engine.cache_clear()


def test_without_the_schema_nothing_is_said_to_be_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonschema, "SCHEMA", "schema/nothing.json")
    jsonschema._published.cache_clear()
    plain_engine.cache_clear()
    with pytest.raises(BundleMissing):
        plain_engine()
    monkeypatch.undo()
    jsonschema._published.cache_clear()
    assert check(Source("a.json", GOOD.encode()), engine=plain_engine()) == []
