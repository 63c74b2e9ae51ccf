"""A page opened in a real browser: what it asked for, what it complained about."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page, Route

ADDRESS = "https://declaration.test/"
"""Where the page seems to lie; nothing is asked of the network, every request is answered or
refused by the test.
"""

PHONE, DESKTOP = (360, 780), (1280, 900)


@dataclass
class Visit:
    """A page that is open."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def words(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()

    def copied(self) -> str:
        """What was put on the clipboard, as soon as it is there."""
        for _ in range(100):
            text: str = self.page.evaluate("navigator.clipboard.readText()")
            if text:
                return text
            self.page.wait_for_timeout(20)
        raise AssertionError("nothing was copied")


@contextmanager
def visit(
    browser: Browser, html: str, *, size: tuple[int, int] = DESKTOP, scheme: str = "light", script: bool = True,
    locale: str | None = None, asked: str = "",
) -> Iterator[Visit]:  # fmt: skip
    """Open a page; what it asks for besides itself is refused and kept. The browser's language is
    that of the page, or `locale`.
    """
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        java_script_enabled=script,
        permissions=["clipboard-read", "clipboard-write"],
        has_touch=size == PHONE,
        locale=locale or html.partition('<html lang="')[2][:2],
    )
    try:
        found = Visit(context.new_page())

        def answer(route: Route) -> None:
            if (
                route.request.url.partition("#")[0] == ADDRESS + asked
                and not found.requests
            ):
                found.requests.append(ADDRESS)
                route.fulfill(body=html, content_type="text/html; charset=utf-8")
            else:
                found.requests.append(route.request.url)
                route.abort()

        def hear(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                found.complaints.append(message.text)

        context.route("**/*", answer)
        found.page.on("console", hear)
        found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
        found.page.goto(ADDRESS + asked)
        if (
            script and 'id="[script]"' in html
        ):  # the script is unpacked when the page is there
            found.page.wait_for_selector("html.scripted", state="attached")
        if scheme == "print":
            found.page.emulate_media(media="print")
        yield found
    finally:
        context.close()
