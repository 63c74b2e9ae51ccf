"""The list of a corpus in a browser: its facets hide rows, its links lead to pages, nothing is
asked of anybody.
"""

import itertools
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser
from tests.browser.test_access import axe, violations
from tests.browser.visits import ADDRESS, DESKTOP, PHONE, visit
from tests.effort import share

from communique import corpus

__all__ = ["axe"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("corpus")
    texts = top / "texts"
    texts.mkdir()
    for n in range(3):
        (texts / f"{n}.txt").write_text(
            f"JOINT STATEMENT OF THE {n + 2}ND MEETING\n\n1 March 202{n}\n\n1.  We commit to open {n} schools.\n",
            "utf-8",
        )
    (texts / "fr.txt").write_text(
        "DÉCLARATION FINALE\n\n1.  Nous nous engageons à ouvrir des écoles pour les enfants.\n",
        "utf-8",
    )
    (texts / "empty & <b>.txt").write_bytes(b"")
    held = corpus(top / "corpus")
    held.build(texts, jobs=1)
    held.write_site(top / "site", jobs=1)
    return top / "site"


@pytest.mark.parametrize(
    ("scheme", "size"), share(itertools.product(("light", "dark"), (PHONE, DESKTOP)))
)
def test_the_list_asks_nobody_and_is_accessible(
    browser: Browser, site: Path, axe: str, scheme: str, size: tuple[int, int]
) -> None:
    with visit(
        browser, (site / "index.html").read_text("utf-8"), size=size, scheme=scheme
    ) as found:
        assert violations(found, axe) == []
        assert found.requests == [ADDRESS]
        assert found.complaints == []
        assert found.page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_facets_and_words_hide_rows(browser: Browser, site: Path) -> None:
    with visit(browser, (site / "index.html").read_text("utf-8")) as found:
        rows = found.page.locator("tbody tr:visible")
        assert (rows.count(), found.words("#shown")) == (5, "5")
        found.page.fill("input[name=words]", "declaration FINALE")
        assert (rows.count(), found.words("#shown")) == (1, "1")
        found.page.fill("input[name=words]", "")
        found.page.select_option("select[name=year]", "2021")
        assert rows.count() == 1
        found.page.select_option("select[name=year]", "")
        found.page.select_option("select[name=verdict]", "undetermined")
        assert "empty & <b>.txt" in rows.inner_text()


def test_without_its_script_the_list_is_whole_and_its_links_lead_to_pages(
    browser: Browser, site: Path
) -> None:
    with visit(
        browser, (site / "index.html").read_text("utf-8"), script=False
    ) as found:
        assert found.page.locator("tbody tr:visible").count() == 5
        links = found.page.locator("tbody a")
        addresses = [
            str(links.nth(at).get_attribute("href")) for at in range(links.count())
        ]
    assert len(addresses) == 4
    assert all((site / unquote(address)).is_file() for address in addresses)
