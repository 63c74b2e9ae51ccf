import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws.damage import damaged
from tests.laws.nesting import deepest
from tests.samples import block, declaration, numbered

from communique.core.source import Limits, Source
from communique.draft import Parsed, ReadOptions
from communique.formats.json import (
    careful,
    misplaced,
    parse,
    read,
    read_carefully,
    write,
)
from communique.model import Declaration
from communique.testing import declarations

GOOD = write(declaration())


def read_bytes(data: bytes, **limits: int) -> Parsed:
    return read(Source("a.json", data), ReadOptions(limits=Limits(**limits)))


def said(data: bytes | str, **limits: int) -> list[tuple[str, str, str | None]]:
    parsed = read_bytes(data if isinstance(data, bytes) else data.encode(), **limits)
    assert parsed.declaration is None
    return [
        (
            each.code.code,
            each.message,
            f"{each.span.line}:{each.span.column}" if each.span else None,
        )
        for each in parsed.findings
    ]


def changed(**values: Any) -> str:
    return json.dumps({**json.loads(GOOD), **values}, indent=2)


def test_a_good_file_is_never_scanned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(careful, "scanned", None)
    parsed = read(Source("a.json", GOOD.encode()))
    assert parsed.declaration == declaration()
    assert parsed.findings == ()
    assert parsed.ledger.total > 0


@given(declarations(), st.data())
def test_both_ways_say_the_same(record: Declaration, data: st.DataObject) -> None:
    """The parser in C and the scanner: what one takes the other takes, and makes the same of it."""
    hurt = Source(
        "a.json",
        json.dumps(
            data.draw(damaged(json.loads(write(record)))), ensure_ascii=False
        ).encode(),
    )
    whole = read(hurt)
    scanned = read_carefully(hurt, Limits())
    assert whole.declaration == scanned.declaration
    assert whole.findings == scanned.findings


def test_every_value_has_a_place() -> None:
    parsed = read(Source("a.json", GOOD.encode()))
    (span,) = parsed.spans["/title/text"]
    assert GOOD[span.start : span.end] == '"Harbour Declaration"'
    assert (span.line, span.column) == (19, 13)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[]", ("SRC007", "the file contains an array, not a declaration", "1:1")),
        ("\n 3", ("SRC007", "the file contains a number, not a declaration", "2:2")),
        ('"x"', ("SRC007", "the file contains a string, not a declaration", "1:1")),
        ("null", ("SRC007", "the file contains null, not a declaration", "1:1")),
        ("true", ("SRC007", "the file contains a boolean, not a declaration", "1:1")),
        ('{"type": "FeatureCollection", "features": []}', ("SRC007", ("the file contains an object that is not a declaration: "
         "it has neither id, iri, language nor kind"), "1:1")),
        (changed(schema_version="2"), ("SRC007", "the record is of schema version '2', and only '1' is read", "2:21")),
        (changed(schema_version=1), ("SRC007", "the record is of schema version 1, and only '1' is read", "2:21")),
        (changed(language="sl\n"), ("MOD003", "language is 'sl\\n', but should be a BCP 47 language tag", "5:15")),
        (changed(colour="red"), ("MOD002", "unknown field 'colour'", None)),
    ],
)  # fmt: skip
def test_another_document_and_a_wrong_value_give_one_clear_finding(
    text: str, expected: tuple[str, str, str | None]
) -> None:
    ((code, message, place),) = said(text)
    assert (code, message) == expected[:2]
    assert expected[2] is None or place == expected[2]


def test_a_key_that_stands_twice_is_a_finding_at_the_second() -> None:
    twice = GOOD.replace('  "iri"', '  "id": "other",\n  "iri"', 1)
    assert said(twice) == [
        ("SRC016", "the key 'id' is used twice in one object", "4:3")
    ]


@given(declarations(), st.data())
def test_no_key_stands_twice_unseen(record: Declaration, data: st.DataObject) -> None:
    """However keys are written, and where another field is left out so that their number is that of
    a whole record.
    """
    lines = write(record).split("\n")
    scalars = [
        at
        for at, line in enumerate(lines)
        if re.fullmatch(r' +"\w+": ("[^"]*"|null|true|false|\d+),', line)
    ]
    spare = [
        at for at in scalars if re.search(r'"(basis|source|num)": null', lines[at])
    ]
    doubled = data.draw(st.sampled_from(scalars))
    left_out = data.draw(
        st.sampled_from([None, *(at for at in spare if at != doubled)])
    )
    colon = data.draw(st.sampled_from(('":', '" :', '"  :', '"\n:', '"\t :')))
    lines[doubled] += lines[doubled].replace('":', colon, 1)
    text = "\n".join(line for at, line in enumerate(lines) if at != left_out)
    assert "SRC016" in [code for code, *_ in said(text)]
    assert parse(text.encode()) is None


@given(declarations())
def test_a_record_is_parsed_in_c_and_alike_however_its_keys_are_written(
    record: Declaration,
) -> None:
    """As it is written, in which its keys are in order, and in other ways."""
    written = write(record)
    assert parse(written.encode()) == record
    value = json.loads(written)
    assert misplaced(value, record) == 0
    spare = record.model_dump(mode="json", exclude_none=True)
    for each in (value, spare):
        for separators in ((",", ":"), (", ", " : ")):
            assert parse(json.dumps(each, separators=separators).encode()) == record


def test_a_node_without_its_kind_is_a_finding_at_the_node() -> None:
    cut = json.loads(GOOD)
    del cut["title"]["kind"]
    assert said(json.dumps(cut, indent=2)) == [("MOD001", "'kind' is missing", "17:12")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "SRC009"), (b" \n", "SRC009"), (GOOD.encode("utf-16"), "SRC001"), (GOOD.encode("utf-16-le"), "SRC001"),
        (GOOD.encode("utf-32"), "SRC001"), (b'{"a": "\0"}', "SRC001"), (b'{"a": "\xff"}', "SRC001"),
        (b'{"a": "\xed\xa0\x80"}', "SRC001"), ('{"a": "č"}'.encode("iso8859-2"), "SRC001"), (GOOD.encode()[:-3], "SRC002"),
        (GOOD.encode() + b"x", "SRC002"), (GOOD.encode() * 2, "SRC002"), (b'{"id": NaN}', "SRC002"), (b'{"id": "\\ud800"}', "SRC002"),
        (b"[" * 100_000, "SRC006"), (b'{"a":' * 100_000, "SRC006"), (b'"' + b"a" * (1 << 21) + b'"', "SRC007"),
        (b"<xml/>", "SRC002"), (b"1. We agree.", "SRC002"), (b"\xef\xbb\xbf", "SRC009"), (b"\\", "SRC002"),
    ],
)  # fmt: skip
def test_bytes_that_are_no_json_give_one_fatal_finding(data: bytes, code: str) -> None:
    parsed = read_bytes(data)
    assert parsed.declaration is None
    assert [finding.code.code for finding in parsed.findings] == [code]
    assert parsed.findings[0].code.fatal
    assert parsed.ledger.total == 0


def test_limits_are_options() -> None:
    data = GOOD.encode()
    deepest = 10
    assert read_bytes(data, size=len(data)).declaration is not None
    assert [code for code, _, _ in said(data, size=len(data) - 1)] == ["SRC004"]
    assert read_bytes(data, depth=deepest).declaration is not None
    assert [code for code, _, _ in said(data, depth=deepest - 1)] == ["SRC006"]


def test_lines_have_no_limit() -> None:
    assert (
        read_bytes(json.dumps(json.loads(GOOD)).encode(), line=10).declaration
        is not None
    )


def test_the_deepest_record_is_read_back_within_the_usual_limits() -> None:
    record = Declaration.model_validate(deepest())
    written = Source("a.json", write(record).encode())
    assert read(written).declaration == record
    assert [
        finding.code.code
        for finding in read(written, ReadOptions(Limits(depth=253))).findings
    ] == ["SRC006"]


def test_many_faults_are_placed_in_linear_time() -> None:
    same = {"eid": "p", **numbered("paragraph", "1.", block("x"))}
    assert len(said(changed(body=[same] * 3000))) == 2999
    assert len(said(changed(body=[{**same, "eid": 7}] * 3000))) == 3000


def test_a_chain_of_notes_is_no_ladder_to_fall_from() -> None:
    notes = [
        {"kind": "note", "eid": f"n{at}", "content": [block("x", {"kind": "note", "start": 1, "end": 1, "ref": f"n{at + 1}"})]}
        for at in range(3000)
    ]  # fmt: skip
    last = {"kind": "note", "eid": "n3000", "content": [block("x")]}
    codes = {code for code, _, _ in said(changed(preamble=[], notes=[*notes, last]))}
    assert codes == {"MOD021"}


@pytest.mark.parametrize(
    "spelt",
    [
        '"kind":"text"',
        '"kind" :"text"',
        '"kind"\n\t: "text"',
        '"\\u006bind":"text"',
        '"k\\u0069nd" :"text"',
    ],
)
def test_a_key_that_stands_twice_is_noticed_however_it_is_spelt(spelt: str) -> None:
    for place in ('"text": "Harbour', '"text": "We commit'):
        twice = GOOD.replace(place, f"{spelt}, {place}", 1)
        assert parse(twice.encode()) is None
        assert [code for code, _, _ in said(twice)] == ["SRC016"]


def test_what_is_wrong_besides_a_key_that_stands_twice_is_said_too() -> None:
    twice = changed(language=7).replace('  "iri"', '  "id": "other",\n  "iri"', 1)
    assert [code for code, _, _ in said(twice)] == ["SRC016", "MOD003"]


def test_a_node_that_does_not_say_its_kind_is_noticed() -> None:
    assert parse(GOOD.replace('"kind": "text",', "", 1).encode()) is None


@pytest.mark.parametrize(
    "escape",
    ["\\u0001", "\\t", "\\r", "\\b", "\\f", "\\uFFFE", "\\u0000", "\ufffe", "\uffff"],
)
def test_a_character_that_no_text_holds_is_refused(escape: str) -> None:
    assert [
        code for code, _, _ in said(GOOD.replace("Harbour", f"Har{escape}bour", 1))
    ] == ["MOD003"]


@pytest.mark.parametrize("number", ["1" + "0" * 5000, "1e999", "-1" + "0" * 30])
def test_numbers_of_any_size_are_judged(number: str) -> None:
    assert {
        code for code, _, _ in said(GOOD.replace('"start": 3', f'"start": {number}', 1))
    } <= {
        "MOD003",
        "MOD012",
    }


def test_a_character_written_as_a_pair_of_escapes_is_read_as_one() -> None:
    assert (
        read_bytes(GOOD.replace("Harbour", "\\ud83d\\udea2", 1).encode()).declaration
        is not None
    )


def with_schema(value: str) -> Source:
    return Source(
        "a.json", GOOD.replace("{\n", f'{{\n  "$schema": {value},\n', 1).encode()
    )


def test_where_a_file_says_that_its_schema_is_is_no_part_of_the_record() -> None:
    source = with_schema('"../schema/declaration.schema.json"')
    parsed = read(source)
    assert parsed.findings == ()
    assert write(parsed.require()) == GOOD
    where = parsed.spans["/id"][0]
    assert source.text[where.start : where.end] == f'"{declaration().id}"'


@pytest.mark.parametrize("value", ["1", "null", "{}", '["x"]'])
def test_a_schema_that_is_no_string_is_refused(value: str) -> None:
    source = with_schema(value)
    assert [finding.pointer for finding in read(source).findings] == ["/$schema"]


def test_a_schema_is_named_at_the_top_only() -> None:
    source = Source(
        "a.json", GOOD.replace('"title": {', '"title": {"$schema": "x",', 1).encode()
    )
    assert [finding.pointer for finding in read(source).findings] == ["/title/$schema"]
