"""Who is named where: picture and table."""

from tests.samples import numbered
from tests.unit.formats.html.pages import Element, named, page, text

from communique.formats.html.presence import MOST_COLUMNS, MOST_ROWS

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


def test_the_picture_has_a_dot_for_each_passage_that_names_somebody() -> None:
    found = peopled()
    assert sum(path.count("h0") for path in found.xpath("//svg[@class='map']/*[@class='dots']/@d")) == 3
    assert text(found, "//svg[@class='map']/*[@class='who']") == ["We <all> ●", "They ★"]
    assert text(found, "//svg[@class='map']/*[@class='head']") == ["Title", "1", "2"]
    assert text(found, "//svg[@class='map']/desc")[0].startswith("Names in rows: 2; passages of the text")


def test_of_many_passages_several_share_a_column_and_links_are_cut_short() -> None:
    found = peopled(1000)
    dots = sum(path.count("h0") for path in found.xpath("//svg[@class='map']/*[@class='dots']/@d"))
    assert dots <= 2 * MOST_COLUMNS
    assert text(found, f"{ROWS}[1]/td[last()]")[0].endswith("23 24 and 977 more")


def test_of_many_names_the_picture_has_some_and_the_table_all() -> None:
    entities = [{"id": f"e{number}", "type": "topic", "label": f"Topic {number}"} for number in range(100)]
    body = [numbered("paragraph", "1.", *[named("it", "it", each["id"]) for each in entities])]
    found = page(body=body, entities=entities)
    assert len(found.xpath("//*[@class='who']")) == MOST_ROWS
    assert len(found.xpath(ROWS)) == 100
    assert "the 40 named most often" in text(found, "//*[@class='panel presence']/p")[0]


def test_where_nobody_is_named_there_is_no_such_panel() -> None:
    assert page().xpath("//*[@class='panel presence']") == []
