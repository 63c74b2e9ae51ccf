"""The browser, and the pages that are looked at. Where there is no browser the tests are skipped,
but never in CI.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser import hostile
from tests.house.checkout import ROOT

from communique import Declaration, read
from communique.draft import Parsed
from communique.formats import format_named

MODULES = ROOT / "build" / "node" / "node_modules"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def missing(what: str) -> NoReturn:
    """Skip, saying why; with BROWSER_CHECKS=required in the environment it is a failure."""
    if os.environ.get("BROWSER_CHECKS") == "required":
        pytest.fail(f"{what} is missing, and BROWSER_CHECKS=required")
    pytest.skip(f"NOT CHECKED IN A BROWSER: {what} is missing")


def program(name: str) -> str:
    return shutil.which(name) or missing(name)


def module(path: str) -> Path:
    """A file of the npm packages of tests/package.json, which `make test` installs."""
    found = MODULES / path
    return (
        found
        if found.is_file()
        else missing(f"{found.relative_to(ROOT)} (make test installs it)")
    )


# Without a window, where there is one of that kind: it draws the same, in a third of the time.
# For a module, not the session: while it is there, no other test of the process can begin an event
# loop of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium-headless-shell") or program("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def parsed() -> Parsed:
    """The shipped declaration, read from its source."""
    source = ROOT / "data" / "sources" / "eu-clasi-2023"
    return read(source / "sl.txt", hints=source / "sl.overlay.json")


@pytest.fixture(scope="session")
def shipped(parsed: Parsed) -> Declaration:
    return parsed.require()


@pytest.fixture(scope="session")
def shipped_page(parsed: Parsed) -> str:
    return format_named("html").write_read(parsed)


@pytest.fixture(scope="session")
def pages(shipped_page: str) -> dict[str, str]:
    """Pages of every kind, by name."""
    write = format_named("html").write
    arabic = read(ROOT / "tests" / "golden" / "articles-ar" / "source.txt").require()
    return {
        "shipped": shipped_page,
        "hostile": write(hostile.declaration()),
        "bare": write(hostile.bare()),
        "right to left": write(arabic),
        "side by side": format_named("html").write_read(
            hostile.declaration(), [arabic, hostile.declaration()]
        ),
    }
