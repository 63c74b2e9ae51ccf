"""Who is named where."""

from tests.samples import numbered
from tests.unit.formats.html.pages import Element, named, page, text

PANEL = "//*[@class='panel presence scripted']"
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


def test_the_list_says_how_many_are_named() -> None:
    assert text(peopled(), f"{PANEL}/details/summary") == ["The whole list: 2"]


def test_where_nobody_is_named_there_is_no_such_panel() -> None:
    assert page().xpath("//*[@id='[presence]']") == []
