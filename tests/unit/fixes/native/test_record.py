import json

import pytest

from communique.core.source import Source
from communique.draft import Parsed
from communique.fixes.native.record import RecordText, every
from communique.formats.json.scanning import DEEPEST, scan

TEXT = '\ufeff{ "é\\"/": [1, {"b": 2 ,\n "c" :3}], "kind":"x" , "d": {} }'


@pytest.fixture
def text() -> RecordText:
    source = Source("a.json", TEXT.encode())
    return RecordText(Parsed(source, None, locate=lambda: scan(source, depth=DEEPEST).spans), ())


def test_values_are_addressed(text: RecordText) -> None:
    assert text.at('/é"~1/1/c') == 3
    assert text.at("") == json.loads(TEXT[1:])
    for wrong in ("/x", '/é"~1/2', '/é"~1/x', "/kind/x"):
        with pytest.raises(KeyError):
            text.at(wrong)


def test_members_stand_with_their_keys_and_items_alone(text: RecordText) -> None:
    shown = [
        TEXT[1:][each.start : each.end] for each in (*text.items('/é"~1/1'), *text.items('/é"~1'))
    ]
    assert shown == ['"b": 2', '"c" :3', "1", '{"b": 2 ,\n "c" :3}']


def test_a_member_is_put_behind_the_kind_or_first(text: RecordText) -> None:
    edits = [
        text.insert("", "e", "x"),
        text.insert('/é"~1/1', "e", "x"),
        text.insert("/d", "e", "x"),
    ]
    after = [TEXT[1:][: each.start] + each.text + TEXT[1:][each.end :] for each in edits]
    assert [json.loads(each)["e"] if at == 0 else None for at, each in enumerate(after)] == [
        "x",
        None,
        None,
    ]
    assert '"kind":"x" , "e": "x" , "d"' in after[0]
    assert '{"e": "x","b": 2' in after[1]
    assert '"d": {"e": "x"}' in after[2]


def test_every_object_has_its_pointer(text: RecordText) -> None:
    assert [pointer for pointer, _ in every(text.values)] == ["", '/é"~1/1', "/d"]
