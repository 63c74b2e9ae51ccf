"""The panel of dates."""

from typing import Any

from tests.samples import block, numbered
from tests.unit.formats.html.pages import Element, page, text

PANEL = "//*[@id='[dates]']"


def dated(*values: str, **changed: Any) -> Element:
    """A page whose one paragraph has dates."""
    words = " ".join(f"<{value}>" for value in values)
    marks = [{"kind": "date", "start": words.index(f"<{value}>"), "end": words.index(f"<{value}>") + len(value) + 2, "date": value}
             for value in values]  # fmt: skip
    body = [numbered("paragraph", "7.", block(words, *marks))]
    return page(body=body, preamble=[], notes=[], **({"date": None} | changed))


def test_the_list_counts_each_date_once() -> None:
    found = dated("2023-05", "2022", "2022", date={"value": "2023-05-03"})
    assert text(found, f"{PANEL}/details/summary") == ["The whole list: 3"]


def test_a_date_by_which_something_is_due_counts() -> None:
    words = "We will meet by 2031."
    found = page(
        body=[numbered("paragraph", "1.", block(words))],
        preamble=[],
        notes=[],
        date=None,
    )
    assert text(found, f"{PANEL}/details/summary") == ["The whole list: 1"]


def test_without_dates_there_is_no_such_panel() -> None:
    assert dated().xpath("//*[@id='[dates]']") == []
