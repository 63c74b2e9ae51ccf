"""Pages of declarations of every shape, in the browser: all words, no complaint, no request, and
every tool answers.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from playwright.sync_api import Browser
from tests.browser.visits import ADDRESS, visit

from communique import write
from communique.model import Declaration
from communique.testing import declarations

pytestmark = pytest.mark.slow

WORDS = """[...document.querySelectorAll('article p, article h1, article h2, article h3, article h4, article h5, article h6,'
    + 'article caption, article .value')]
    .filter(block => !block.closest('[data-ui]') && !block.querySelector('.value'))
    .map(block => {
        const copy = block.cloneNode(true);
        copy.querySelectorAll('[data-ui], .n, .call, .label').forEach(each => each.remove());
        return copy.textContent;
    })"""


FEW = (settings.default or settings()).max_examples // 8
"""Of so many declarations: a page takes a second. That a page has all words is a law of
`tests/laws/test_html.py` for as many as are drawn.
"""


@settings(
    max_examples=FEW,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(declaration=declarations())
def test_any_page_opens_with_all_its_words_and_its_tools_answer(
    browser: Browser, declaration: Declaration
) -> None:
    with visit(browser, write(declaration, "html")) as found:
        shown = [words.strip() for words in found.page.evaluate(WORDS)]
        blocks = [block.text.strip() for _, block in declaration.blocks]
        assert [words for words in shown if words] == [
            words for words in blocks if words
        ]
        found.page.locator(".layers input").evaluate_all(
            "boxes => boxes.forEach(box => box.click())"
        )
        found.page.locator("article .n").evaluate_all(
            "links => links.forEach(link => link.focus())"
        )
        for number in range(min(3, found.page.locator("article .n").count())):
            found.page.locator("article .n").nth(number).evaluate(
                "link => link.focus()"
            )
            found.page.locator(".more").evaluate_all(
                "buttons => buttons.forEach(button => button.click())"
            )
            for item in range(1, found.page.locator("[id='[sheet]'] button").count()):
                found.page.locator("[id='[sheet]'] button").nth(item).evaluate(
                    "button => button?.click()"
                )
                found.page.locator(".more").evaluate_all(
                    "buttons => buttons.forEach(button => button.click())"
                )
        found.page.locator("a.call").evaluate_all(
            "calls => calls.forEach(call => call.click())"
        )
        assert found.complaints == []
        assert found.requests == [ADDRESS]
