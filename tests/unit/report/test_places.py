"""Where words stand in their source, as lines."""

from communique.core.source import Source
from communique.draft import Parsed, ReadOptions
from communique.formats.text import read
from communique.report.summary import of_places

TEXT = """Joint statement of the ministers

1. We welcome the report
   of the committee.[1]

2. We agree that:
   (a) ports stay open;
   (b) storms pass.

[1] Of May.
"""


def parsed() -> Parsed:
    return read(Source("a.txt", TEXT.encode()), ReadOptions(language="en"))


def test_each_label_and_each_stretch_of_words_has_its_line_with_offsets() -> None:
    assert list(of_places(parsed(), "para_1")) == [
        "a.txt",
        "para_1  1.",
        "  num 3:1-3:3 (34-36)  1.",
        "  text 3:4-3:25 (37-58)  We welcome the report",
        "  text 4:4-4:21 (62-79)  of the committee.",
        "authorialNote_1  1",
        "  marker 10:1-10:4 (147-150)  [1]",
        "  text 10:5-10:12 (151-158)  Of May.",
    ]


def test_points_stand_with_their_paragraph() -> None:
    lines = list(of_places(parsed(), "para_2"))
    assert [line for line in lines if not line.startswith(" ")][1:] == [
        "para_2  2.",
        "para_2__list_1__point_a  (a)",
        "para_2__list_1__point_b  (b)",
    ]


def test_what_is_printed_is_what_stands_at_the_offsets() -> None:
    for line in [*of_places(parsed(), "para_1"), *of_places(parsed(), "para_2")]:
        if " (" in line and line.startswith("  "):
            start, end = map(int, line.partition(" (")[2].partition(")")[0].split("-"))
            assert line.endswith(f"  {TEXT[start:end]}")


def test_a_text_whose_own_place_is_not_known_stands_within_what_holds_it() -> None:
    whole = parsed()
    pointer = "/body/0"
    coarse = Parsed(
        whole.source,
        whole.declaration,
        (),
        locate=lambda: {pointer: whole.spans[f"{pointer}/num"]},
    )
    assert "  text within 3:1-3:3 (34-36)" in list(of_places(coarse, "para_1"))
    nowhere = Parsed(whole.source, whole.declaration)
    assert "  text: no place is known" in list(of_places(nowhere, "para_1"))
