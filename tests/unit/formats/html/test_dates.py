"""The dates: timeline and table."""

import re
from itertools import pairwise
from typing import Any

import pytest
from tests.samples import block, numbered
from tests.unit.formats.html.pages import Element, page, text

from communique.formats.html.panel import WIDTH

ROWS = "//*[@class='panel dates']//tbody/tr"


def dated(*values: str, **changed: Any) -> Element:
    """A page whose one paragraph has dates."""
    words = " ".join(f"<{value}>" for value in values)
    marks = [{"kind": "date", "start": words.index(f"<{value}>"), "end": words.index(f"<{value}>") + len(value) + 2, "date": value}
             for value in values]  # fmt: skip
    body = [numbered("paragraph", "7.", block(words, *marks))]
    return page(body=body, preamble=[], notes=[], **({"date": None} | changed))


def test_each_date_has_a_row_in_order_with_its_words_and_places() -> None:
    found = dated("2023-05", "2022", date={"value": "2023-05-03"})
    assert text(found, ROWS) == [
        "2022<2022>7",
        "May 2023<2023-05>7",
        "3 May 2023date of the declaration",
    ]
    assert found.xpath(f"{ROWS}//a/@href") == ["#para_7", "#para_7"]


def test_a_day_a_month_a_year_and_the_declarations_own_date_have_shapes_of_their_own() -> None:
    found = dated("2023-05-01", "2022", "2021-05", date={"value": "2023-05-03"})
    shapes = [
        (each.tag, each.get("class")) for each in found.xpath("//svg[@class='timeline']/*[@class]")
    ]
    assert [each for each in shapes if each[1] in ("day", "span", "own")] == [
        ("rect", "span"), ("rect", "span"), ("circle", "day"), ("path", "own"),
    ]  # fmt: skip


def test_the_picture_says_what_it_shows() -> None:
    found = dated("2022", "2024")
    assert found.xpath("//svg[@class='timeline']/../@aria-label") == ["Timeline of the dates"]
    assert text(found, "//svg[@class='timeline']/../figcaption") == [
        "Dates on a line: 2, from 2022 to 2024. The table below says the same."
    ]


@pytest.mark.parametrize(
    "values",
    [
        ("0001",),
        ("9999-12-31",),
        ("9999",),
        ("9999-12",),
        ("0001-01-01", "9999-12-31"),
        ("2024-02-29",),
    ],
)
def test_any_date_finds_its_place_on_the_line(values: tuple[str, ...]) -> None:
    found = dated(*values)
    places = [
        float(each)
        for each in found.xpath("//svg[@class='timeline']//@x | //svg[@class='timeline']//@cx")
    ]
    assert places
    assert all(0 <= each <= WIDTH for each in places)
    years = text(found, "//*[@class='year']")
    assert len(years) <= 9
    assert all(re.fullmatch(r"\d{1,4}", year) for year in years)


def test_labels_do_not_overlap_and_of_many_some_are_left_out() -> None:
    found = dated(*[f"2023-05-{day:02}" for day in range(1, 31)])
    lanes: dict[str, list[float]] = {}
    for label in found.xpath("//*[@class='when']"):
        lanes.setdefault(label.get("y"), []).append(float(label.get("x")))
    assert 1 < sum(map(len, lanes.values())) < 30
    assert all(b - a > 60 for places in lanes.values() for a, b in pairwise(places))
    assert len(found.xpath(ROWS)) == 30


def test_without_dates_there_is_no_such_panel() -> None:
    assert dated().xpath("//*[@class='panel dates']") == []
