import pytest

from communique.checking.cross import Crossed, compare
from communique.checking.cross.pair import Relation
from communique.core.source import Source
from communique.documents import read, write
from communique.draft import Parsed
from communique.model import Declaration

TEXT = """Harbour Declaration

1. Aware of the tides¹ and of the well-being of those who sail –

have agreed as follows:

2. We will meet again, and share what the keepers
of the lamps learn.

3. We will write to each other.

____________________
1 The high ones.
"""


def parsed(text: str) -> Parsed:
    return read(Source("a.txt", text.encode()), language="en")


def record(form: str = "json", text: str = TEXT, **changed: object) -> Parsed:
    values = parsed(text).require().model_dump(mode="json") | changed
    data = write(Declaration.model_validate(values), form)
    return read(Source(f"a.{'xml' if form == 'akn' else form}", data.encode()))


def against(source: str, other: Parsed) -> Crossed:
    crossed = compare(parsed(source), other, raw=(True, False))
    assert crossed.relation is Relation.SOURCE
    return crossed


def said(crossed: Crossed) -> list[tuple[str, str | None]]:
    return [
        (finding.code.code, finding.quote) for finding in (*crossed.one, *crossed.other)
    ]


@pytest.mark.parametrize("form", ["json", "akn"])
def test_a_record_agrees_with_its_source(form: str) -> None:
    assert said(against(TEXT, record(form))) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n\n3. We", "\n3.  We"),  # white space
        ("tides¹", "tides1"),  # how a marker is raised
        ("keepers\nof the lamps", "keep-\ners of the lamps"),  # where lines break
        ("of the well-being", "of the well-\nbeing"),
    ],
)
def test_how_a_text_is_printed_is_no_loss(old: str, new: str) -> None:
    assert old in TEXT
    assert said(against(TEXT.replace(old, new), record())) == []


@pytest.mark.parametrize("form", ["json", "akn"])
@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("to each other", "to each other soon", [("CRS012", "soon")]),
        ("to each other", "to other", [("CRS013", "each")]),
        ("We will write", "We shall write", [("CRS012", "shall"), ("CRS013", "will")]),
        ("3. We", "4. We", [("CRS012", None), ("CRS013", None)]),
        ("The high ones.", "The high and the low ones.", [("CRS012", "and the low")]),
        ("tides¹", "tides", [("CRS013", None)]),
    ],
)
def test_each_stretch_that_only_one_side_has_is_a_finding(
    form: str, old: str, new: str, expected: list[tuple[str, str | None]]
) -> None:
    found = said(against(TEXT.replace(old, new), record(form)))
    assert [
        (code, quote if wanted else None)
        for (code, quote), (_, wanted) in zip(found, expected, strict=True)
    ] == expected


def test_a_paragraph_that_is_lost_is_one_finding_at_its_line() -> None:
    longer = TEXT.replace(
        "\n____",
        "\n4. We will lend lamps, and keep them lit.\n\n5. We will sail.\n\n____",
    )
    (finding,) = against(longer, record()).one
    assert (finding.code.code, finding.span and finding.span.line) == ("CRS012", 12)
    assert "We will lend lamps" in finding.message


def test_what_stands_elsewhere_in_the_record_is_no_loss_but_for_its_label() -> None:
    moved = TEXT.replace("3. We will write to each other.\n\n", "").replace(
        "1. Aware", "We will write to each other.\n\n1. Aware"
    )
    (finding,) = against(moved, record()).other
    assert "'3.'" in finding.message


@pytest.mark.parametrize("form", ["json", "akn"])
def test_words_that_stand_only_in_metadata_are_said_where_they_stand(form: str) -> None:
    entity = {
        "id": "keepers",
        "type": "organization",
        "label": "The Keepers of the Lamps",
        "basis": "text",
    }
    source = TEXT.replace("3. We will write", "3. The Keepers of the Lamps will write")
    held = record(
        form,
        source.replace("The Keepers of the Lamps will", "We will"),
        entities=[entity],
    )
    crossed = against(
        source.replace(
            "The Keepers of the Lamps will", "We and The Keepers of the Lamps will"
        ),
        held,
    )
    assert [finding.code.code for finding in crossed.one] == [
        "CRS012"
    ]  # with "and" it is no label
    only = against(
        source.replace(
            "The Keepers of the Lamps will", "We The Keepers of the Lamps will"
        ),
        held,
    )
    (finding,) = only.other
    assert (only.one, finding.code.code) == ((), "CRS014")
    assert finding.span is not None
    line = held.source.text.splitlines()[finding.span.line - 1]
    assert "The Keepers of the Lamps" in line or "{" in line


def test_two_texts_that_have_little_in_common_are_two_works() -> None:
    other = "Orchard\n\n1. Trees grow slowly here.\n\n2. Nobody hurries apples or pears.\n\n3. Bees decide everything.\n"
    assert [code for code, _ in said(against(TEXT, record(text=other)))] == ["CRS002"]


def test_long_texts_that_differ_everywhere_are_compared_by_their_ends() -> None:
    from communique.checking.cross import loss

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loss, "MOST", 0)
        crossed = against(TEXT.replace("We will meet", "We shall meet"), record())
    assert [code for code, _ in said(crossed)] == ["CRS012", "CRS013"]
