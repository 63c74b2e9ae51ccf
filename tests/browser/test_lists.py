"""The lists that the script builds when they are opened: promises, dates, who is named where."""

import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.browser.visits import Visit, visit
from tests.samples import block, declaration, numbered
from tests.unit.formats.html.pages import named

from communique import read, write

pytestmark = pytest.mark.slow

WIDTH = 720
"""The width of the timeline."""


def cells(found: Visit, name: str) -> list[list[str]]:
    """The words of each cell of a list, white space folded."""
    rows: list[list[str]] = found.page.locator(
        f"[data-list={name}] tbody tr"
    ).evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent.trim().replace(/\\s+/g, ' ')))"
    )
    return rows


def heads(found: Visit, name: str) -> list[str]:
    return found.page.locator(f"[data-list={name}] thead th").all_text_contents()


def spoken(text: str) -> str:
    return write(read(text.encode(), "text", language="en").require(), "html")


def test_each_promise_is_a_row_and_empty_columns_are_left_out(browser: Browser) -> None:
    text = "Harbour Declaration\n\n1. We will repair the lights by 2030.\n\n2. We call on the ports to dredge.\n"
    with visit(browser, spoken(text)) as found:
        assert heads(found, "promises") == ["No.", "What", "To", "Strength", "Due"]
        assert cells(found, "promises") == [
            ["1", "repair the lights by 2030", "", "undertaking will", "Dueby 2030"],
            ["2", "dredge", "Tothe ports", "call We call on", ""],
        ]
        links = found.page.locator("[data-list=promises] th a")
        assert [each.get_attribute("href") for each in links.all()] == [
            "#para_1",
            "#para_2",
        ]
        assert found.complaints == []


def test_topics_are_linked_where_their_address_is_known(browser: Browser) -> None:
    text = "Harbour Declaration\n\n1. We will fight corruption, where possible.\n\n2. We will meet again.\n"
    with visit(browser, spoken(text)) as found:
        assert heads(found, "promises") == [
            "No.",
            "What",
            "Strength",
            "On condition",
            "About",
        ]
        topic = found.page.locator("[data-list=promises] td.topics a")
        assert topic.get_attribute("href") == "http://eurovoc.europa.eu/245"
        assert found.page.locator("td.topics span[lang=en]").count() == 1


def test_a_long_list_is_built_when_it_is_opened(browser: Browser) -> None:
    one = "\n\n".join(
        f"{number}. We will repair light {number}." for number in range(1, 40)
    )
    with visit(browser, spoken(f"Harbour Declaration\n\n{one}\n")) as found:
        assert cells(found, "promises") == []
        found.page.locator("[data-list=promises] summary").click()
        found.page.locator("[data-list=promises] table").wait_for()
        assert len(cells(found, "promises")) == 39


ENTITIES = [
    {"id": "us", "type": "organization", "label": "We <all>", "acronym": "WA"},
    {"id": "them", "type": "state", "label": "They"},
    {"id": "nobody", "type": "person", "label": "Nobody"},
]


def peopled(count: int) -> str:
    body = []
    for number in range(1, count + 1):
        blocks = [
            named("us and them", "us", "us"),
            named("us and them", "them", "them"),
        ]
        body.append(numbered("paragraph", f"{number}.", *blocks))
    body.append(numbered("paragraph", f"{count + 1}.", named("us again", "us", "us")))
    return write(
        declaration(body=body, preamble=[], notes=[], entities=ENTITIES), "html"
    )


def test_each_that_is_named_has_a_row_the_oftenest_first(browser: Browser) -> None:
    with visit(browser, peopled(1)) as found:
        assert cells(found, "presence") == [
            ["We <all> (WA)", "● organization", "2", "1 2"],
            ["They", "★ state", "1", "1"],
        ]
    with visit(browser, peopled(30)) as found:
        assert cells(found, "presence")[0][3].endswith("23 24 and 7 more")


def dated(*values: str, **changed: Any) -> str:
    """A page whose one paragraph has dates."""
    words = " ".join(f"<{value}>" for value in values)
    marks = []
    for value in values:
        start = words.index(f"<{value}>")
        marks.append(
            {
                "kind": "date",
                "start": start,
                "end": start + len(value) + 2,
                "date": value,
            }
        )
    body = [numbered("paragraph", "7.", block(words, *marks))]
    given = declaration(body=body, preamble=[], notes=[], **({"date": None} | changed))
    return write(given, "html")


def test_each_date_has_a_row_in_order_with_its_words_and_places(
    browser: Browser,
) -> None:
    with visit(
        browser, dated("2023-05", "2022", date={"value": "2023-05-03"})
    ) as found:
        assert cells(found, "dates") == [
            ["2022", "<2022>", "7"],
            ["May 2023", "<2023-05>", "7"],
            ["3 May 2023", "date of the declaration", ""],
        ]
        assert found.words("figure figcaption") == (
            "Dates on a line: 3, from 2022 to 2023-05-03. The table below says the same."
        )
        shapes = found.page.locator("svg.timeline > [class]").evaluate_all(
            "all => all.map(each => each.getAttribute('class'))"
        )
        assert [each for each in shapes if each in {"day", "span", "own"}] == [
            "span",
            "span",
            "own",
        ]


@pytest.mark.parametrize(
    "values",
    [
        ("0001",),
        ("9999-12-31",),
        ("9999", "9999-12"),
        ("0001-01-01", "9999-12-31"),
        ("2024-02-29",),
    ],
)
def test_any_date_finds_its_place_on_the_line(
    browser: Browser, values: tuple[str, ...]
) -> None:
    with visit(browser, dated(*values)) as found:
        places = found.page.locator("svg.timeline [x], svg.timeline [cx]").evaluate_all(
            "all => all.map(each => Number(each.getAttribute('x') ?? each.getAttribute('cx')))"
        )
        assert places
        assert all(0 <= each <= WIDTH for each in places)
        years = found.page.locator("svg.timeline .year").all_text_contents()
        assert len(years) <= 9
        assert all(re.fullmatch(r"\d{1,4}", year) for year in years)
        assert found.complaints == []


def test_labels_do_not_overlap_and_of_many_some_are_left_out(browser: Browser) -> None:
    with visit(browser, dated(*[f"2023-05-{day:02}" for day in range(1, 21)])) as found:
        labels = found.page.locator("svg.timeline .when").evaluate_all(
            "all => all.map(each => [each.getAttribute('y'), Number(each.getAttribute('x'))])"
        )
        lanes: dict[str, list[float]] = {}
        for y, x in labels:
            lanes.setdefault(y, []).append(x)
        assert 1 < len(labels) < 20
        assert all(b - a > 60 for places in lanes.values() for a, b in pairwise(places))
        assert len(cells(found, "dates")) == 20
