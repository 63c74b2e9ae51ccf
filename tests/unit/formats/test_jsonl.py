"""JSON Lines."""

import json

from hypothesis import given
from tests.samples import declaration

from communique.formats.jsonl import lines_of, write
from communique.model import Declaration
from communique.model.passages import passages
from communique.testing import declarations


@given(declarations())
def test_each_passage_is_a_line_of_its_own(made: Declaration) -> None:
    text = write(made)
    assert text == "" or text.endswith("\n")
    found = [json.loads(line) for line in text.split("\n")[:-1]]
    wanted = passages(made)
    assert [
        (each["eid"], each["kind"], each["number"], each["text"]) for each in found
    ] == [(each.eid, each.kind, each.number, each.text) for each in wanted]


def test_a_line_says_what_is_marked_in_the_words() -> None:
    found = {
        each["eid"]: each for each in map(json.loads, write(declaration()).splitlines())
    }
    assert found["para_3"]["acts"] == ["commit"]
    assert found["recs_1__rec_1"]["notes"] == [declaration().notes[0].eid]
    assert found["para_4__list_1__point_a"]["parent"] == "para_4"


def test_all_lines_have_the_same_keys_in_the_same_order() -> None:
    assert (
        len({tuple(json.loads(line)) for line in write(declaration()).splitlines()})
        == 1
    )


def test_several_declarations_stand_one_after_another() -> None:
    one, other = declaration(), declaration(language="sl")
    assert lines_of([one, other]) == write(one) + write(other)
