"""A page is valid HTML, and accessible as far as a program can tell: in every scheme, narrow and
wide, with its tools open.
"""

import itertools
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from tests.browser.conftest import module, program
from tests.browser.test_reading import each_page
from tests.browser.visits import DESKTOP, PHONE, Visit, visit
from tests.effort import share

pytestmark = pytest.mark.slow

# What the Nu Html Checker says that is none of our fault: it does not compare hashes, and does not
# know `::highlight()`.
NOT_KNOWN = ("Content Security Policy", "CSS: Parse Error.")


@pytest.fixture(scope="session")
def axe() -> str:
    return module("axe-core/axe.min.js").read_text("utf-8")


COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe-core about colours."""

# Contrast is what takes most of the time. It is that of an element's look: what it is, with the
# same attributes and the same above
# it. So it is asked for of the first two of each look, and of those that stand first or last where
# they are.
AXE = """async ([colours, alone]) => {
    const named = /^(?:id|href|title|for|name|value|alt|src|popovertarget|aria-(?:label|labelledby|describedby|controls))$/;
    const looks = new Map(), often = new Map();
    document.querySelectorAll('[data-looked-at]').forEach(each => each.removeAttribute('data-looked-at'));
    for (const each of document.querySelectorAll('body, body *')) {
        const given = [...each.attributes].map(({name, value}) => named.test(name) ? name : `${name}=${value}`);
        const look = `${looks.get(each.parentElement)}>${each.tagName} ${given.join(' ')}`;
        const place = `${look} ${each.previousElementSibling === null} ${each.nextElementSibling === null}`;
        looks.set(each, look);
        often.set(place, (often.get(place) ?? 0) + 1);
        if (often.get(place) <= 2) each.setAttribute('data-looked-at', '');
    }
    axe.configure({rules: [{id: 'color-contrast', selector: '[data-looked-at]'}]});
    return (await axe.run(document, {resultTypes: ['violations'], ...(alone ? {runOnly: colours} : {})})).violations;
}"""


def violations(found: Visit, axe: str, *, colours_alone: bool = False) -> list[str]:
    """What axe-core finds, all its rules asked, or of a page in another scheme those about colours:
    the rule, and where.
    """
    if not found.page.evaluate("'axe' in window"):
        found.page.evaluate(axe)
    result: list[dict[str, Any]] = found.page.evaluate(AXE, [COLOURS, colours_alone])
    return [
        f"{each['id']}: {node['html'][:200]} {node['failureSummary']}"
        for each in result
        for node in each["nodes"]
    ]


SIGHTS = [
    *itertools.product(
        ("shipped", "hostile"), ("light", "dark", "print"), (PHONE, DESKTOP)
    ),
    *(
        (name, *sight)
        for name in ("bare", "right to left", "side by side")
        for sight in (("light", DESKTOP), ("dark", PHONE))
    ),
]
"""The pages, schemes and sizes that are looked at."""


@pytest.mark.parametrize(("name", "scheme", "size"), share(SIGHTS))
def test_axe_finds_nothing(
    browser: Browser,
    pages: dict[str, str],
    axe: str,
    name: str,
    scheme: str,
    size: tuple[int, int],
) -> None:
    with visit(browser, pages[name], size=size, scheme=scheme) as found:
        for details in found.page.locator("details").all():
            details.evaluate("details => { details.open = true; }")
        assert (
            violations(
                found,
                axe,
                colours_alone=scheme == "dark" and (name, "light", size) in SIGHTS,
            )
            == []
        )


@pytest.mark.parametrize(
    ("scheme", "size"), share(itertools.product(("light", "dark"), (PHONE, DESKTOP)))
)
def test_axe_finds_nothing_where_marks_are_shown_and_sheets_are_open(
    browser: Browser,
    pages: dict[str, str],
    axe: str,
    scheme: str,
    size: tuple[int, int],
) -> None:
    with visit(browser, pages["shipped"], size=size, scheme=scheme) as found:
        found.page.locator("[popovertarget='[layers]']").click()
        assert violations(found, axe, colours_alone=scheme == "dark") == []
        found.page.keyboard.press("Escape")
        found.page.locator("#para_22 a.call").click()
        assert violations(found, axe, colours_alone=scheme == "dark") == []
        found.page.keyboard.press("Escape")
        found.page.locator("#para_17 .e").first.click()
        assert violations(found, axe, colours_alone=scheme == "dark") == []
        found.page.keyboard.press("Escape")
        found.page.locator("#para_17 > .n").focus()
        found.page.keyboard.press("Tab")
        found.page.keyboard.press("Enter")
        assert violations(found, axe, colours_alone=scheme == "dark") == []
        found.page.keyboard.press("Escape")
        if size == PHONE:
            found.page.locator(".for-contents").click()
            assert violations(found, axe, colours_alone=scheme == "dark") == []


@pytest.fixture(scope="module")
def said(
    pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[dict[str, Any]]]:
    """What the Nu Html Checker says of each page. It is started once for all: that takes longer
    than to check them.
    """
    folder = tmp_path_factory.mktemp("pages")
    files = {name: folder / f"{number}.html" for number, name in enumerate(pages)}
    for name, file in files.items():
        file.write_text(pages[name], "utf-8")
    jar = module("vnu-jar/build/dist/vnu.jar")
    command: list[str | Path] = [
        program("java"),
        "-Xss4m",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        jar,
        "--format",
        "json",
        "--stdout",
        *files.values(),
    ]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    messages = json.loads(done.stdout)["messages"]
    found = {
        name: [
            each
            for each in messages
            if each["url"] == file.as_uri().replace("///", "/")
        ]
        for name, file in files.items()
    }
    assert sum(map(len, found.values())) == len(messages)
    return found


@each_page
def test_the_page_is_valid(said: dict[str, list[dict[str, Any]]], name: str) -> None:
    messages = said[name]
    assert [
        each
        for each in messages
        if not any(known in each["message"] for known in NOT_KNOWN)
    ] == []
    assert messages, "the page was looked at: not knowing hashes is said of each"
    errors = [each for each in messages if each["message"] == "CSS: Parse Error."]
    assert all("highlight(" in each["extract"] for each in errors)
