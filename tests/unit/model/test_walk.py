from typing import Any

from hypothesis import given
from tests.samples import declaration

from communique.model import (
    DateMark,
    Declaration,
    EmphasisMark,
    Node,
    Paragraph,
    TextBlock,
)
from communique.model.nodes import addressed, child_fields, nodes_below
from communique.testing import declarations


def test_children_are_the_fields_that_hold_nodes() -> None:
    assert child_fields(TextBlock) == ("marks",)
    assert child_fields(Paragraph) == ("heading", "content")
    assert child_fields(EmphasisMark) == ()


def objects(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(objects, value.values()))
    return sum(map(objects, value)) if isinstance(value, tuple) else 0


@given(declarations())
def test_walks_meet_every_node_at_its_place(record: Declaration) -> None:
    """All that is asked of any record, which is drawn once: that takes longer than to look at it."""
    both_walks_meet_every_node_once(record)
    a_pointer_leads_to_its_node(record)


def both_walks_meet_every_node_once(record: Declaration) -> None:
    by_level = [id(node) for node in nodes_below(record)]
    by_place = [id(node) for _, _, node in addressed(record)]
    assert sorted(by_level) == sorted(by_place)
    assert len(by_level) == objects(record.model_dump())


def a_pointer_leads_to_its_node(record: Declaration) -> None:
    for pointer, _, node in addressed(record):
        found: Node | tuple[Node, ...] = record
        for part in pointer.split("/")[1:]:
            found = (
                found[int(part)] if isinstance(found, tuple) else getattr(found, part)
            )
        assert found is node


def test_what_a_leaf_holds_is_left_out() -> None:
    met = {type(node) for node in nodes_below(declaration(), leaves=(TextBlock,))}
    assert TextBlock in met
    assert DateMark not in met


def test_a_node_without_an_eid_bears_that_of_the_node_above() -> None:
    eids = {pointer: eid for pointer, eid, _ in addressed(declaration())}
    assert eids["/title"] is None
    assert (
        eids["/body/0"]
        == eids["/body/0/content/0"]
        == eids["/body/0/content/0/marks/1"]
        == "para_3"
    )
    assert eids["/body/1/content/1/points/0/content/0"] == "para_4__list_1__point_a"
