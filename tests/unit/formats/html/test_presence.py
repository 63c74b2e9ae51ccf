"""Who is named where."""

from tests.samples import numbered
from tests.unit.formats.html.pages import Element, named, page, text

ROWS = "//*[@class='panel presence']//tbody/tr"
ENTITIES = [
    {"id": "us", "type": "organization", "label": "We <all>", "acronym": "WA"},
    {"id": "them", "type": "state", "label": "They"},
    {"id": "nobody", "type": "person", "label": "Nobody"},
]


def peopled(count: int = 1) -> Element:
    body = [numbered("paragraph", f"{number}.", named("us and them", "us", "us"), named("us and them", "them", "them"))
            for number in range(1, count + 1)]  # fmt: skip
    body.append(numbered("paragraph", f"{count + 1}.", named("us again", "us", "us")))
    return page(body=body, preamble=[], notes=[], entities=ENTITIES)


def test_each_that_is_named_has_a_row_the_oftenest_first() -> None:
    found = peopled()
    assert text(found, ROWS) == ["We <all> (WA)● organization21 2", "They★ state11"]
    assert found.xpath(f"{ROWS}/@id") == ["us", "them"]
    assert found.xpath(f"{ROWS}[1]//a/@href") == ["#para_1", "#para_2"]


def test_of_many_passages_the_links_are_cut_short() -> None:
    assert text(peopled(1000), f"{ROWS}[1]/td[last()]")[0].endswith("23 24 and 977 more")


def test_where_nobody_is_named_there_is_no_such_panel() -> None:
    assert page().xpath("//*[@class='panel presence']") == []
