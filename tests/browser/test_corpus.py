"""The list of a corpus in a browser: its facets hide rows, its links lead to pages, nothing is
asked of anybody.
"""

import itertools
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect
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


@pytest.fixture(scope="module")
def cited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of two resolutions of which one cites the other."""
    top = tmp_path_factory.mktemp("cited")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(top)
        Path("texts").mkdir()
        for name, number, recalled in (
            ("earlier", "2600 (2021)", "1540 (2004)"),
            ("later", "2700 (2023)", "2600 (2021)"),
        ):
            Path(f"texts/{name}.txt").write_text(
                f"Resolution {number}\n\nS/RES/{number}\n\nThe Security Council,\n\n"
                f"1. Recalls paragraph 1 of resolution {recalled};\n\n2. Decides to meet.\n",
                "utf-8",
            )
        held = corpus("held")
        held.build("texts", jobs=1)
        held.write_site("site", jobs=1)
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


@pytest.fixture(scope="module")
def in_parts(site: Path) -> Iterator[Path]:
    """The same site with three rows in each part of its list."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("communique.corpora.site.AT_ONCE", 3)
        output = site.parent / "in-parts"
        corpus(site.parent / "corpus").write_site(output, jobs=1)
        yield output


@pytest.mark.parametrize("name", ["site", "in-parts"])
def test_facets_and_words_narrow_the_list_from_a_disk(
    browser: Browser, in_parts: Path, name: str
) -> None:
    page = browser.new_page()
    page.goto((in_parts.parent / name / "index.html").as_uri())
    rows = page.locator("tbody tr:visible")

    def shows(number: int) -> None:
        expect(page.locator("#shown")).to_have_text(str(number))
        expect(rows).to_have_count(number)

    expect(page.locator("#shown")).to_have_text("5")
    page.fill("input[name=words]", "declaration FINALE")
    shows(1)
    page.fill("input[name=words]", "open schools")  # words of the texts, not of titles
    shows(3)
    page.fill("input[name=words]", "ECOLES enf")
    shows(1)
    page.fill("input[name=words]", "schools ecoles")
    shows(0)
    page.fill("input[name=words]", "")
    page.select_option("select[name=year]", "2021")
    shows(1)
    page.select_option("select[name=year]", "")
    page.select_option("select[name=verdict]", "undetermined")
    shows(1)
    assert "empty & <b>.txt" in rows.inner_text()
    page.close()


def test_more_of_a_long_list_is_on_pages_of_its_own(
    browser: Browser, in_parts: Path
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((in_parts / "index.html").as_uri())
    assert page.locator("tbody tr").count() == 3
    page.click("#more a")
    assert page.locator("tbody tr").count() == 2
    page.locator("tbody a").first.click()
    assert page.locator("article, main").count() > 0
    page.context.close()


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


def test_the_page_of_works_and_a_page_with_its_neighbours_are_accessible(
    browser: Browser, cited: Path, axe: str
) -> None:
    for name in ("works.html", "pages/texts/earlier.txt.html"):
        page = (cited / name).read_text("utf-8")
        with visit(browser, page) as found:
            assert violations(found, axe) == []
            assert found.requests == [ADDRESS]
            assert found.complaints == []


def test_the_keyboard_reaches_the_works_in_the_picture(
    browser: Browser, cited: Path
) -> None:
    page = (cited / "pages/texts/earlier.txt.html").read_text("utf-8")
    with visit(browser, page) as found:
        link = found.page.locator("svg a").first
        link.focus()
        href = "document.activeElement.getAttribute('href')"
        assert found.page.evaluate(href) == "./later.txt.html"
        assert found.page.evaluate("document.activeElement.tabIndex") == 0
