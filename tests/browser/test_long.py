"""A page of ten thousand paragraphs opens in a few seconds, scrolls, and can be searched."""

import time
from pathlib import Path

import pytest
from benchmarks.sizes import size
from playwright.sync_api import Browser

from communique import write

SECONDS = 5
"""What opening, and what searching, may take at most; on a quiet machine either takes about one."""

FRAMES = """new Promise(resolve => {
    const first = performance.now();
    let count = 0;
    const step = () => {
        scrollBy(0, 400);
        if (++count < 60) requestAnimationFrame(step);
        else resolve(count / (performance.now() - first) * 1000);
    };
    requestAnimationFrame(step);
})"""


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
    start = time.perf_counter()
    page.goto(file.as_uri())
    opened = time.perf_counter() - start
    assert page.locator(".p").count() > 10_000
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    frames = page.evaluate(FRAMES)
    page.locator("nav [aria-current]").wait_for()
    start = time.perf_counter()
    page.locator(".search input").fill("drzavljanov")
    page.locator(".search input").press("Enter")
    assert page.locator(".search output").inner_text().startswith("1 od ")
    searched = time.perf_counter() - start
    page.close()
    assert opened < SECONDS
    assert searched < SECONDS
    assert frames > 5, "frames a second while it scrolls"
    assert complaints == []
