"""The one door into the model."""

import copy
import pickle
import sys
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.errors import NotReadable
from communique.core.source import Source, Span
from communique.core.values import DeclarationValues, Values
from communique.draft import Draft, Ledger, build, weight

SOURCE = Source("harbour.txt", b"")


def block(text: str = "Words.") -> Values:
    return {"kind": "text", "text": text, "marks": []}


def values(**changed: object) -> Values:
    paragraph: Values = {
        "kind": "paragraph",
        "eid": "para_1",
        "num": "1.",
        "content": [block()],
    }
    return {
        "kind": "declaration",
        "language": "en",
        "title": block("Harbour Declaration"),
        "body": [paragraph],
        **changed,
    }


def said(
    given: Values, **places: Span
) -> list[tuple[str, str, str | None, Span | None]]:
    """The findings of a draft that says that it lacks no eid, as a file's values do: naming would
    ask for a shape.
    """
    spans = {pointer: (span,) for pointer, span in places.items()}
    parsed = build(
        Draft(
            SOURCE, cast("DeclarationValues", given), places=lambda: spans, named=True
        )
    )
    return [
        (each.code.name, each.message, each.pointer, each.span)
        for each in parsed.findings
    ]


def test_what_a_draft_lacks_is_supplied() -> None:
    given = values()
    del given["body"][0]["eid"]
    declaration = build(Draft(SOURCE, cast("DeclarationValues", given))).require()
    assert declaration.id == "harbour-declaration"
    assert declaration.iri == "/akn/xx/statement/declaration/9999/harbour-declaration"
    assert declaration.commitments[0].eid == "para_1"


def test_the_date_of_the_document_stands_in_the_iri() -> None:
    declaration = build(
        Draft(SOURCE, cast("DeclarationValues", values(date={"value": "2024-03-01"})))
    ).require()
    assert "/2024-03-01/" in declaration.iri


def test_what_a_draft_has_is_kept() -> None:
    given = values(
        id="own",
        iri="/akn/eu/own",
        body=[{"kind": "paragraph", "eid": "p9", "num": None, "content": [block()]}],
    )
    declaration = build(Draft(SOURCE, cast("DeclarationValues", given))).require()
    assert (declaration.id, declaration.iri, declaration.commitments[0].eid) == (
        "own",
        "/akn/eu/own",
        "p9",
    )


def test_an_id_is_never_taken_from_the_name_of_a_file() -> None:
    assert (
        build(Draft(SOURCE, cast("DeclarationValues", values(title=None)))).require().id
        == "declaration"
    )


def test_a_missing_field_is_named_with_its_place() -> None:
    place = Span(3, 1, 3, 9)
    given = values(body=[{"kind": "paragraph", "eid": "p", "num": "1."}])
    assert said(given, **{"/body/0": place}) == [
        ("missing-field", "'content' is missing", "/body/0/content", place)
    ]


def test_an_unknown_field_is_named() -> None:
    assert [each[:3] for each in said(values(colour="red"))] == [
        ("unknown-field", "unknown field 'colour'", "/colour"),
    ]  # fmt: skip


def test_a_wrong_value_is_named_without_a_full_stop() -> None:
    ((name, message, pointer, _),) = said(values(language=7))
    assert (name, pointer) == ("wrong-value", "/language")
    assert message == "language is 7, but should be a string"


def test_a_broken_law_is_found_at_its_node() -> None:
    twice = [
        {"kind": "paragraph", "eid": "p", "num": num, "content": [block()]}
        for num in ("1.", "2.")
    ]
    ((_, message, pointer, span),) = said(
        values(body=twice), **{"/body/1": Span(2, 1, 2, 5)}
    )
    assert "'p'" in message
    assert (pointer, span) == ("/body/1", Span(2, 1, 2, 5))


def test_all_that_is_wrong_is_said_at_once() -> None:
    assert len(said(values(colour="red", language=7))) == 2


def test_places_are_not_looked_for_where_nothing_is_wrong() -> None:
    def places() -> dict[str, tuple[Span, ...]]:
        raise AssertionError("nobody asked")

    parsed = build(Draft(SOURCE, cast("DeclarationValues", values()), places=places))
    assert parsed.declaration is not None
    with pytest.raises(AssertionError, match="nobody asked"):
        _ = parsed.spans


def test_what_was_read_is_handed_to_another_process_whole() -> None:
    spans = {"/title/text": (Span(1, 1, 1, 9, 0, 8),)}
    parsed = build(
        Draft(
            SOURCE,
            cast("DeclarationValues", values()),
            ledger=Ledger(8, 8),
            places=lambda: spans,
        )
    )
    other = pickle.loads(pickle.dumps(parsed))
    assert other == parsed == copy.deepcopy(parsed)
    assert (other.ledger, other.spans) == (Ledger(8, 8), spans)


def test_requiring_what_was_not_read_raises_with_the_findings() -> None:
    parsed = build(Draft(SOURCE, cast("DeclarationValues", values(colour="red"))))
    assert parsed.declaration is None
    with pytest.raises(NotReadable, match=r"harbour\.txt: unknown field 'colour'"):
        parsed.require()


@given(
    st.integers(0, 50),
    st.integers(0, 50),
    st.dictionaries(st.text(max_size=3), st.integers(0, 50)),
    st.integers(0, 50),
)
def test_a_ledger_is_balanced_when_its_parts_add_up(
    document: int, structure: int, furniture: dict[str, int], left_over: int
) -> None:
    total = document + structure + sum(furniture.values()) + left_over
    assert Ledger(total, document, structure, furniture, left_over).balanced
    assert not Ledger(total + 1, document, structure, furniture, left_over).balanced


def test_a_ledger_is_written_with_its_kinds_in_order() -> None:
    written = Ledger(6, 1, 0, {"rule": 2, "page-number": 3}).as_json()
    assert list(written) == ["total", "document", "structure", "furniture", "left_over"]
    assert list(written["furniture"]) == ["page-number", "rule"]


BLANKS = "".join(chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace())


@given(st.text(st.one_of(st.characters(), st.sampled_from(BLANKS))))
def test_a_text_weighs_its_characters_that_are_no_white_space(text: str) -> None:
    assert weight(text) == sum(not char.isspace() for char in text)


def test_every_white_space_is_known() -> None:
    assert weight(f"a{BLANKS}b") == 2
