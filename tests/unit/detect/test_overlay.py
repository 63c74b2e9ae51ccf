"""Overlays: what a person adds to a text that was read."""

import json
from typing import Any

import pytest

from communique.core.codes import OVERLAY_UNMATCHED, OVERLAY_WRONG
from communique.core.source import Source
from communique.draft import Parsed, ReadOptions
from communique.formats.text import read
from communique.model import Declaration, TextBlock

TEXT = """Joint statement of the ministers

1. The Council of Europe and the Council welcome the report.

2. They agree that the Council of the North and the Council meet again, and they agree to report.
"""
COUNCIL = {
    "id": "council",
    "type": "organization",
    "label": "Council",
    "basis": "text",
    "forms": ["Council"],
}
EUROPE = {
    "id": "europe",
    "type": "organization",
    "label": "Council of Europe",
    "forms": ["Council of Europe"],
}


def parsed(**overlay: Any) -> Parsed:
    hints = Source("o.json", json.dumps(overlay, indent=1).encode())
    return read(Source("a.txt", TEXT.encode()), ReadOptions(language="en", hints=hints))


def record(**overlay: Any) -> Declaration:
    result = parsed(**overlay)
    assert [
        each.message
        for each in result.findings
        if each.code in (OVERLAY_WRONG, OVERLAY_UNMATCHED)
    ] == []
    return result.require()


def said(**overlay: Any) -> list[str]:
    return [
        each.message
        for each in parsed(**overlay).findings
        if each.code in (OVERLAY_WRONG, OVERLAY_UNMATCHED)
    ]


def mentions(declaration: Declaration, entity: str) -> list[tuple[str, str]]:
    return [(mention.eid, mention.text) for mention in declaration.mentions(entity)]


def test_an_entity_is_marked_wherever_a_form_of_it_stands() -> None:
    declaration = record(entities=[COUNCIL])
    assert (
        mentions(declaration, "council")
        == [("para_1", "Council")] * 2 + [("para_2", "Council")] * 2
    )


def test_the_longest_form_wins() -> None:
    declaration = record(entities=[COUNCIL, EUROPE])
    assert mentions(declaration, "europe") == [("para_1", "Council of Europe")]
    assert len(mentions(declaration, "council")) == 3


def test_a_form_inside_another_is_marked_where_the_outer_entity_nests_it() -> None:
    declaration = record(entities=[COUNCIL, {**EUROPE, "nests": ["council"]}])
    block = declaration.paragraph(1).content[0]
    assert isinstance(block, TextBlock)
    first = [mark for mark in block.marks if mark.kind == "entity"]
    assert [(mark.start, mark.end) for mark in first[:2]] == [(4, 21), (4, 11)]


def test_a_form_counts_only_as_words_of_its_own() -> None:
    said_of = said(entities=[{**COUNCIL, "forms": ["Counc"]}])
    assert said_of == [
        "o.json:3: 'Counc' of entity 'council' is nowhere in the text as whole words"
    ]


def test_a_form_can_be_restricted_to_a_node() -> None:
    declaration = record(entities=[{**COUNCIL, "in": ["para_2"]}])
    assert mentions(declaration, "council") == [("para_2", "Council")] * 2


def test_of_two_entities_with_one_form_the_one_that_names_the_node_has_it() -> None:
    other = {**COUNCIL, "id": "other", "in": ["para_2"]}
    declaration = record(entities=[COUNCIL, other])
    assert [eid for eid, _ in mentions(declaration, "council")] == ["para_1", "para_1"]
    assert [eid for eid, _ in mentions(declaration, "other")] == ["para_2", "para_2"]


def test_given_entities_take_the_place_of_those_that_were_guessed() -> None:
    text = TEXT.replace("the report", "the Paris Accord (PARIS)")
    guessed = read(Source("a.txt", text.encode()), ReadOptions(language="en")).require()
    assert [entity.id for entity in guessed.entities] == ["council-of-europe", "paris"]
    hints = Source("o.json", json.dumps({"entities": [COUNCIL]}).encode())
    given = read(
        Source("a.txt", text.encode()), ReadOptions(language="en", hints=hints)
    ).require()
    assert [entity.id for entity in given.entities] == ["council"]


def test_what_an_overlay_says_of_an_entity_is_in_the_record_but_not_its_forms() -> None:
    (entity,) = record(entities=[COUNCIL]).entities
    assert (entity.label, entity.basis) == ("Council", "text")


def test_facts_that_the_text_does_not_print_are_added() -> None:
    declaration = record(
        document={
            "id": "north-2020",
            "kind": "communique",
            "date": {"value": "2020-05", "basis": "external"},
        }
    )
    assert declaration.date is not None
    assert (declaration.id, declaration.kind, declaration.date.value) == (
        "north-2020",
        "communique",
        "2020-05",
    )


def test_a_title_is_added_where_the_text_prints_none() -> None:
    hints = Source("o.json", json.dumps({"document": {"title": "On Nets"}}).encode())
    declaration = read(
        Source("a.txt", b"1. We mend nets.\n\n2. We dry them.\n"),
        ReadOptions(language="en", hints=hints),
    ).require()
    assert declaration.title is not None
    assert declaration.title.text == "On Nets"


def test_signatories_are_added() -> None:
    (signatory,) = record(
        entities=[COUNCIL],
        signatories=[
            {"id": "side", "members": [{"ref": "council", "basis": "inferred"}]}
        ],
    ).signatories
    assert (signatory.id, signatory.members[0].basis) == ("side", "inferred")


def test_a_mark_stands_on_its_words() -> None:
    declaration = record(
        marks=[{"in": "para_1", "words": "welcome", "kind": "act", "act": "welcome"}]
    )
    assert [(each.eid, each.text, each.mark.act) for each in declaration.acts] == [
        ("para_1", "welcome", "welcome")
    ]


def test_words_that_stand_twice_are_told_apart_by_nth() -> None:
    mark = {"in": "para_2", "words": "agree", "kind": "act", "act": "agree"}
    assert said(marks=[mark]) == ["o.json:3: the words 'agree' stand 2 times in para_2"]
    (act,) = record(marks=[{**mark, "nth": 2}]).acts
    assert act.block.text[act.mark.start :] == "agree to report."
    assert said(marks=[{**mark, "nth": 3}]) == [
        "o.json:3: the words 'agree' stand 2 times in para_2"
    ]


def test_two_entities_can_be_marked_on_the_same_words() -> None:
    marks = [
        {"in": "para_1", "words": "the Council", "kind": "entity", "ref": ref}
        for ref in ("europe", "council")
    ]
    declaration = record(
        entities=[{**COUNCIL, "forms": []}, {**EUROPE, "forms": []}], marks=marks
    )
    assert (
        mentions(declaration, "europe")
        == mentions(declaration, "council")
        == [("para_1", "the Council")]
    )


def test_the_title_is_named_title() -> None:
    declaration = record(
        marks=[{"in": "title", "words": "Joint", "kind": "emphasis", "style": "bold"}]
    )
    assert declaration.title is not None
    assert [mark.kind for mark in declaration.title.marks] == ["emphasis"]


def test_a_mark_that_straddles_another_is_refused() -> None:
    mark = {
        "in": "para_1",
        "words": "Europe and the",
        "kind": "emphasis",
        "style": "bold",
    }
    assert said(entities=[EUROPE], marks=[mark]) == [
        "o.json:13: the mark on 'Europe and the' straddles another in para_1"
    ]


def test_an_overlay_changes_no_word() -> None:
    plain = read(Source("a.txt", TEXT.encode()), ReadOptions(language="en")).require()
    marked = record(
        entities=[COUNCIL, EUROPE],
        marks=[{"in": "para_1", "words": "the report", "kind": "reference"}],
    )
    assert [block.text for _, block in plain.blocks] == [
        block.text for _, block in marked.blocks
    ]


@pytest.mark.parametrize(
    ("overlay", "message"),
    [
        (
            {"marks": [{"in": "para_9", "words": "x", "kind": "act"}]},
            "'in' of a mark names no node: 'para_9'",
        ),
        (
            {"marks": [{"in": "para_1", "words": "nowhere", "kind": "act"}]},
            "the words 'nowhere' are not in para_1",
        ),
        (
            {"entities": [{**COUNCIL, "in": ["para_7"]}]},
            "'in' of entity 'council' names no node: 'para_7'",
        ),
        (
            {"entities": [{**COUNCIL, "nests": ["nobody"]}]},
            "'nests' of entity 'council' names no entity: 'nobody'",
        ),
        ({"document": {"cover": {"kind": "note"}}}, "the text has no cover"),
        ({"document": {"title": "On Nets"}}, "the text prints a title of its own"),
    ],
)
def test_what_does_not_fit_the_text_is_a_finding_with_its_line(
    overlay: dict[str, Any], message: str
) -> None:
    findings = [each for each in said(**overlay) if message in each]
    assert len(findings) == 1
    assert findings[0].startswith("o.json:")


def test_an_overlay_states_votes_sponsors_subjects_and_related_documents() -> None:
    facts: dict[str, Any] = {
        "votes": [{"outcome": "Adopted", "in_favour": 3}],
        "sponsors": [{"text": "Northland", "basis": "external", "source": "minutes"}],
        "subjects": [
            {"scheme": "EuroVoc", "code": "5585", "label": "sustainable development"}
        ],
        "related_documents": [{"relation": "draft", "scheme": "un", "value": "A/L.1"}],
    }
    made = record(document=facts)
    assert (
        made.model_dump(include=set(facts), exclude_defaults=True, mode="json") == facts
    )
