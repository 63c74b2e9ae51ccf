"""The workbench in a browser: a file is read, corrected and given back as the command line does it,
and nobody else is asked.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route
from tests.browser.conftest import missing, module
from tests.browser.test_access import axe, violations
from tests.browser.visits import DESKTOP, PHONE, Visit
from tests.house.checkout import BIN, run

from communique.core.loopback import HOST, listening
from communique.workbench.server import server_of

pytestmark = pytest.mark.slow
__all__ = ["axe"]

LOADING = 120_000
"""The program may take so many milliseconds to load where other tests run beside this one."""
STATEMENT = """\
HARBOUR STATEMENT

Nauplia, 4 May 2031

Ports of the eastern shore

We, the ports of Nauplia and Tolo, met today to speak about the tides.

1. We will publish the tide tables of every port by 1 March 2032.

2. We ask the Harbour Commission to share its charts with all ports.

The ports thank their host.
"""
HEADING = "Ports of the eastern shore"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbench, put together as `make workbench` does it. `make check` has done so just before."""
    site = os.environ.get("BUILT_SITE")
    if site and (Path(site) / "workbench" / "packages.zip").is_file():
        return Path(site) / "workbench"
    module("pyodide/pyodide.asm.wasm")
    if shutil.which("node") is None:
        missing("node")
    made: Path = tmp_path_factory.mktemp("workbench")
    built = run([BIN / "python", "-m", "tools.workbench.build", made])
    assert built.returncode == 0, built.stderr
    return made


@pytest.fixture(scope="module")
def workbench(folder: Path) -> Iterator[str]:
    """The address of the workbench, served as `communique workbench` serves it."""
    server = server_of(folder, listening(0))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{HOST}:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@contextmanager
def opened(browser: Browser, workbench: str) -> Iterator[Visit]:
    """The page; what it asks of others is refused and kept."""
    context = browser.new_context(
        viewport={"width": DESKTOP[0], "height": DESKTOP[1]},
        accept_downloads=True,
        bypass_csp=False,
        locale="en",
    )
    try:
        found = Visit(context.new_page())

        def refuse(route: Route) -> None:
            found.requests.append(route.request.url)
            route.abort()

        context.route(lambda url: not url.startswith((workbench, "blob:")), refuse)
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.goto(workbench)
        yield found
    finally:
        context.close()


def drop(page: Page, name: str, data: bytes) -> None:
    """Drop a file on the page, as from a folder of the system."""
    page.evaluate(
        """([name, numbers]) => {
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(numbers)], name));
            document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }""",
        [name, list(data)],
    )


def download(page: Page, format: str, folder: Path) -> Path:
    """Save what the page gives in a format."""
    page.locator("#format").select_option(format)
    with page.expect_download(timeout=LOADING) as saved:
        page.locator("#save").click()
    path = folder / saved.value.suggested_filename
    saved.value.save_as(path)
    return path


def role_of(page: Page, words: str) -> str:
    return page.locator(".block", has_text=words).locator(".role").inner_text()


def test_a_corrected_record_is_the_one_of_the_command_line_byte_for_byte(
    browser: Browser, workbench: str, axe: str, tmp_path: Path
) -> None:
    source = tmp_path / "harbour.txt"
    source.write_text(STATEMENT, "utf-8")
    with opened(browser, workbench) as found:
        page = found.page
        assert violations(found, axe) == []
        drop(page, source.name, source.read_bytes())
        page.locator(".block").first.wait_for(timeout=LOADING)
        before = role_of(page, HEADING)
        assert before != "heading"

        page.locator(".block", has_text=HEADING).locator(".role").click()
        page.locator("#role").select_option("heading")
        page.locator("#role-dialog button[value=apply]").click()
        page.locator(".block.corrected").first.wait_for(timeout=LOADING)
        assert role_of(page, HEADING).startswith("heading")

        for size in (DESKTOP, PHONE):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            assert violations(found, axe) == []
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size[0]

        hints = download(page, "overlay", tmp_path)
        for format in ("json", "akn", "html", "docx"):
            given = download(page, format, tmp_path)
            own = tmp_path / f"own{given.suffix}"
            run([BIN / "communique", "convert", "-q", source, "--hints", hints,
                 "--to", format, "-o", own])  # fmt: skip
            assert given.read_bytes() == own.read_bytes(), format

        page.locator("#undo").click()
        page.wait_for_selector(".block.corrected", state="detached", timeout=LOADING)
        assert role_of(page, HEADING) == before
        assert found.requests == []
        assert found.complaints == []
