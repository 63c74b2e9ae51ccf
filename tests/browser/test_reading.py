"""A page in the browser: it asks for nothing, complains of nothing, and can be read without its
script.
"""

import itertools
import re

import pytest
from playwright.sync_api import Browser
from tests.browser.hostile import LINKS
from tests.browser.visits import ADDRESS, DESKTOP, PHONE, visit
from tests.effort import share

from communique import Declaration

pytestmark = pytest.mark.slow

NAMES = ("shipped", "hostile", "bare", "right to left", "side by side")
each_page = pytest.mark.parametrize("name", NAMES)


@pytest.mark.parametrize(
    ("name", "size"), share(itertools.product(NAMES, (PHONE, DESKTOP)))
)
def test_nothing_is_asked_for_and_nothing_goes_wrong(
    browser: Browser, pages: dict[str, str], name: str, size: tuple[int, int]
) -> None:
    with visit(browser, pages[name], size=size) as found:
        found.page.wait_for_load_state("networkidle")
        assert found.requests == [ADDRESS]
        assert found.complaints == []
        assert (
            found.page.evaluate(
                "document.documentElement.classList.contains('scripted')"
            )
            is True
        )


@each_page
def test_no_page_is_wider_than_a_phone(
    browser: Browser, pages: dict[str, str], name: str
) -> None:
    with visit(browser, pages[name], size=PHONE) as found:
        assert found.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def letters(text: str) -> str:
    """The letters of a text: the numbers that call notes stand between its words."""
    return re.sub(r"[\W\d_]+", "", text)


def test_without_its_script_all_words_are_there_and_no_tool_that_needs_it(
    browser: Browser, shipped_page: str, shipped: Declaration
) -> None:
    with visit(browser, shipped_page, script=False) as found:
        found.page.locator(".cover summary").click()
        shown, at = letters(found.words("article")), 0
        for _, block in shipped.blocks:
            at = shown.index(letters(block.text), at)
        assert found.page.locator(".scripted:visible").count() == 0
        found.page.locator("a.call").last.click()
        assert found.page.locator("#authorialNote_3").is_visible()
        found.page.locator("#authorialNote_3 .back a").click()
        assert found.page.url.endswith("#%5Bcall%5D3")


def test_ill_meant_words_do_nothing(browser: Browser, pages: dict[str, str]) -> None:
    with visit(browser, pages["hostile"]) as found:
        assert found.page.title().startswith("Declaration </title><script>")
        assert found.page.locator("article img, article script").count() == 0
        links = found.page.locator("article p a.r").evaluate_all(
            "links => links.map(link => link.getAttribute('href'))"
        )
        assert links == list(LINKS[-3:])
        assert found.page.locator("a[href*='javascript' i]").count() == 0
        assert found.complaints == []


def test_a_sign_that_turns_the_direction_is_seen_and_turns_nothing(
    browser: Browser, pages: dict[str, str]
) -> None:
    with visit(browser, pages["hostile"]) as found:
        paragraph = found.page.locator("article p", has_text="unclosed").first
        shown = paragraph.locator("bdi.turn").first.evaluate(
            "each => getComputedStyle(each, '::before').content"
        )
        assert "attr(title)" in shown or "U+202E" in shown
        left, right = (
            paragraph.evaluate(
                """(block, word) => {
                    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
                    while (walker.nextNode()) {
                        const at = walker.currentNode.data.indexOf(word);
                        if (at < 0) continue;
                        const range = document.createRange();
                        range.setStart(walker.currentNode, at);
                        range.setEnd(walker.currentNode, at + 1);
                        const first = range.getBoundingClientRect().left;
                        range.setStart(walker.currentNode, at + 1);
                        range.setEnd(walker.currentNode, at + 2);
                        return [first, range.getBoundingClientRect().left];
                    }
                }""",
                word,
            )
            for word in ("evil", "backwards")
        )
        assert left[0] < left[1]
        assert right[0] < right[1]


def test_each_theme_and_print_have_their_colours(
    browser: Browser, shipped_page: str
) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    with visit(browser, shipped_page, scheme="dark") as found:
        dark = found.page.evaluate(paper)
        found.page.locator(".theme").click()
        light = found.page.evaluate(paper)
        assert dark != light
        found.page.locator(".theme").click()
        assert found.page.evaluate(paper) == dark
        found.page.emulate_media(media="print")
        assert found.page.locator(".bar").is_hidden()
        assert found.page.locator(".cover p").first.is_visible()
        assert found.page.locator("#authorialNote_2").is_visible()


def test_the_shipped_page_is_small(shipped_page: str) -> None:
    assert len(shipped_page.encode()) < 210 * 1024
