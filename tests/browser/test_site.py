"""The documentation in a browser: it asks nobody, complains of nothing, is accessible, found by
search and by keyboard.
"""

import itertools
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route
from tests.browser.test_access import axe, violations
from tests.browser.visits import DESKTOP, PHONE, Visit
from tests.effort import share
from tests.house.checkout import BIN, ROOT, run

pytestmark = pytest.mark.slow
__all__ = ["axe"]

PAGES = (
    "index.html", "quickstart.html", "tutorials/encoding.html", "recipes.html", "commands.html", "api.html", "rules/index.html",
    "rules/NUM001.html", "schema/declaration.html", "tables.html", "explanation.html",
)  # fmt: skip
"""One of each kind."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built strictly and served from this machine. `make check` has built
    it just before.
    """
    folder = Path(os.environ.get("BUILT_SITE") or tmp_path_factory.mktemp("site"))
    if "BUILT_SITE" not in os.environ:
        built = run(
            [BIN / "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
            variables={"NO_MKDOCS_2_WARNING": "1"},
        )
        assert built.returncode == 0, built.stderr
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(_Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@contextmanager
def opened(
    browser: Browser,
    site: str,
    page: str,
    *,
    size: tuple[int, int] = DESKTOP,
    scheme: str = "light",
) -> Iterator[Visit]:
    """A page of the site; what it asks of others is refused and kept."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",  # what is looked at while it fades in has too little contrast
    )
    try:
        found = Visit(context.new_page())

        def refuse(route: Route) -> None:
            found.requests.append(route.request.url)
            route.abort()

        context.route(lambda url: not url.startswith((site, "data:", "blob:")), refuse)
        found.page.on(
            "console",
            lambda said: (
                found.complaints.append(said.text)
                if said.type in ("error", "warning")
                else None
            ),
        )
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.goto(site + page, wait_until="load")
        yield found
    finally:
        context.close()


@pytest.mark.parametrize(
    ("page", "scheme"), share(itertools.product(PAGES, ("light", "dark")))
)
def test_a_page_asks_nobody_complains_of_nothing_and_is_accessible(
    browser: Browser, site: str, axe: str, page: str, scheme: str
) -> None:
    """Opened once, and looked at in two sizes. What a scheme changes besides colours stands above
    every page: it is looked at on one. On the others the dark colours, which depend on no size,
    are looked at in the larger one.
    """
    sizes = (DESKTOP,) if scheme == "dark" and page != PAGES[0] else (DESKTOP, PHONE)
    with opened(browser, site, page, scheme=scheme) as found:
        for width, height in sizes:
            found.page.set_viewport_size({"width": width, "height": height})
            assert (
                violations(
                    found, axe, colours_alone=scheme == "dark" and page != PAGES[0]
                )
                == []
            )
            assert found.requests == []
            assert found.complaints == []
            assert found.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_search_finds_a_page_without_asking_anybody(
    browser: Browser, site: str, axe: str
) -> None:
    with opened(browser, site, "index.html") as found:
        found.page.keyboard.press("/")
        found.page.keyboard.type("ledger", delay=20)
        hit = found.page.locator(".md-search-result__link").first
        hit.wait_for()
        assert violations(found, axe) == []
        found.page.keyboard.press("ArrowDown")
        found.page.keyboard.press("Enter")
        found.page.wait_for_url("**/*.html?h=*")
        assert "ledger" in found.words("main").lower()
        assert found.requests == []
        assert found.complaints == []


def test_the_keyboard_reaches_content_and_menu(browser: Browser, site: str) -> None:
    with opened(browser, site, "index.html") as found:
        reached = []
        for _ in range(25):
            found.page.keyboard.press("Tab")
            reached.append(
                str(found.page.evaluate("document.activeElement.textContent.trim()"))
            )
        assert reached[0] == "Skip to content"
        assert {"Tutorials", "How to", "Reference", "Explanation"} <= set(reached)


def test_the_declaration_is_part_of_the_site(browser: Browser, site: str) -> None:
    with opened(browser, site, "index.html") as found:
        found.page.get_by_role("link", name="Read a declaration").click()
        found.page.wait_for_url("**/declarations/*.html")
        assert found.page.locator("h1").count() == 1
        assert found.requests == []
        assert found.complaints == []


def test_every_page_that_is_looked_at_exists() -> None:
    assert [
        page
        for page in PAGES
        if not (ROOT / "docs" / page).with_suffix(".md").is_file()
    ] == []
    assert Path(ROOT / "mkdocs.yml").is_file()
