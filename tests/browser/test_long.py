"""A page of ten thousand paragraphs opens, scrolls, and can be searched; `benchmarks` measure how
fast.
"""

from pathlib import Path

import pytest
from benchmarks.sizes import size
from playwright.sync_api import Browser

from communique import write


@pytest.mark.slow
def test_ten_thousand_paragraphs_open_scroll_and_are_searched(
    browser: Browser, tmp_path: Path
) -> None:
    given = size(385)
    assert given.paragraphs > 10_000
    file = tmp_path / "long.html"
    file.write_text(write(given.declaration, "html"), "utf-8")
    page = browser.new_page(locale="sl")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri())
    assert page.locator(".p").count() > 10_000
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    page.locator("nav [aria-current]").wait_for()
    page.locator(".search input").fill("drzavljanov")
    page.locator(".search input").press("Enter")
    assert page.locator(".search output").inner_text().startswith("1 od ")
    page.close()
    assert complaints == []
