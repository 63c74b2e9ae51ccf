"""The tools of a page: notes, marks, search, copies, permalinks, downloads; by pointer and by
keyboard alone.
"""

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser import hostile
from tests.browser.visits import ADDRESS, PHONE, Visit, visit
from tests.effort import share

from communique import Declaration, promises
from communique.draft import Parsed
from communique.formats.html.markup import languages, wording
from communique.model.blocks import Note, Numbered
from communique.model.citation import STYLES

pytestmark = pytest.mark.slow


def sheet(page: Page) -> str:
    return page.locator(".sheet:popover-open").inner_text()


def menu(found: Visit, eid: str) -> None:
    """Open the menu of a paragraph by the keyboard."""
    found.page.locator(f"[id='{eid}'] > .n").focus()
    found.page.keyboard.press("Tab")
    found.page.keyboard.press("Enter")


def choose(found: Visit, eid: str, number: int) -> None:
    """Choose from the menu of a paragraph, by the keyboard; what is copied is then looked for anew."""
    found.page.evaluate("navigator.clipboard.writeText('')")
    menu(found, eid)
    for _ in range(number):
        found.page.keyboard.press("Tab")
    found.page.keyboard.press("Enter")


def test_a_note_opens_where_it_is_called_and_closes_by_key(
    browser: Browser, shipped_page: str, shipped: Declaration
) -> None:
    with visit(browser, shipped_page) as found:
        call = found.page.locator("#para_22 a.call")
        call.focus()
        found.page.keyboard.press("Enter")
        assert shipped.notes[2].text in sheet(found.page)
        found.page.keyboard.press("Escape")
        assert found.page.locator(".sheet:popover-open").count() == 0
        assert call.evaluate("call => call === document.activeElement")
        assert found.page.url == ADDRESS


def test_marks_are_shown_quietly_until_they_are_switched_off(
    browser: Browser, shipped_page: str
) -> None:
    with visit(browser, shipped_page) as found:
        line = "mark => getComputedStyle(mark).textDecorationLine"
        mark = found.page.locator("#para_17 .e").first
        assert mark.evaluate(line) == "underline"
        signs = found.page.locator(".signs .e")
        styles = {
            sign.evaluate(
                "e => getComputedStyle(e).textDecoration.replace(/rgb.*?\\)/, '')"
            )
            for sign in signs.all()
        }
        assert len(styles) == signs.count() == 9
        found.page.locator("[popovertarget='[layers]']").click()
        for box in found.page.locator(".layers input").all():
            assert box.is_checked()
            box.uncheck()
        assert mark.evaluate(line) == "none"


def test_a_mark_says_what_it_is_and_those_around_it_too(
    browser: Browser, pages: dict[str, str]
) -> None:
    with visit(browser, pages["hostile"]) as found:
        found.page.locator(".e .e").first.click()
        said = sheet(found.page)
        for words in (
            "Nauplia",
            "▲ place",
            "● organization",
            "inferred",
            'a "register" & <more>',
            "commitment",
            "2030-05-01",
        ):
            assert words in said
        assert (
            found.page.locator(".sheet a[href='https://harbour.example/port']").count()
            == 1
        )
        assert found.page.locator(".sheet a[href^='javascript']").count() == 0
        assert found.complaints == []


@pytest.mark.parametrize("words", ["drzavljanov", "DRŽAVLJANOV", "odlocenosti"])
def test_search_finds_what_the_library_finds(
    browser: Browser, shipped_page: str, shipped: Declaration, words: str
) -> None:
    hits = shipped.find(words)
    with visit(browser, shipped_page) as found:
        box = found.page.locator(".search input")
        box.fill(words)
        box.press("Enter")
        assert found.words(".search output") == f"1 od {len(hits)}"
        here = "[...CSS.highlights.get('here')].map(each => each.toString())"
        for hit in (*hits[1:], hits[0]):
            box.press("Enter")
            assert found.page.evaluate(here) == [hit.text]
        box.press("Shift+Enter")
        assert found.words(".search output") == f"{len(hits)} od {len(hits)}"
        assert found.page.evaluate("CSS.highlights.get('found').size") == len(hits)
        box.press("Escape")
        assert found.words(".search output") == ""
        assert found.page.evaluate("CSS.highlights.size") == 0


def test_search_opens_what_is_folded_and_says_when_there_is_nothing(
    browser: Browser, shipped_page: str
) -> None:
    with visit(browser, shipped_page) as found:
        box = found.page.locator(".search input")
        box.fill("coreperju")
        box.press("Enter")
        assert found.page.locator("details.cover").get_attribute("open") is not None
        box.fill("zzz")
        box.press("Enter")
        assert found.words(".search output") == "ni zadetkov"


def test_a_link_to_a_paragraph_is_copied_and_leads_there(
    browser: Browser, shipped_page: str
) -> None:
    with visit(browser, shipped_page) as found:
        choose(found, "para_23", 0)
        assert found.copied() == f"{ADDRESS}#para_23"
        assert found.words(".done") == "Kopirano"
    with visit(browser, shipped_page) as found:
        found.page.goto(f"{ADDRESS}#para_23")
        found.page.locator(".contents [aria-current]", has_text="23").wait_for()
        top = found.page.locator("#para_23").bounding_box()
        assert top is not None
        assert 0 < top["y"] < 200


@pytest.mark.parametrize("name", ["shipped", "hostile"])
def test_citations_are_those_of_the_library(
    browser: Browser, pages: dict[str, str], shipped: Declaration, name: str
) -> None:
    declaration, language = (
        (shipped, "sl") if name == "shipped" else (hostile.declaration(), "en")
    )
    nodes = {
        eid: declaration[eid]
        for eid, _ in declaration.blocks
        if eid in declaration_eids(declaration)
    }
    assert len(nodes) > 10
    with visit(browser, pages[name]) as found:
        found.page.locator(".cover summary").click()
        for eid in list(nodes)[:: max(1, len(nodes) // 8)]:
            if found.page.locator(f"[id='{eid}'] > .n").count() == 0:
                continue
            for number, style in enumerate(STYLES, 1):
                choose(found, eid, number)
                assert found.copied() == declaration.cite(
                    eid, style=style, language=language
                )


def declaration_eids(declaration: Declaration) -> set[str]:
    nodes = (
        (eid, declaration[eid])
        for eid, _ in declaration.blocks
        if eid not in ("cover", "preface", "conclusions")
    )
    return {eid for eid, node in nodes if isinstance(node, Numbered | Note)}


def test_a_paragraph_is_copied_as_json(
    browser: Browser, shipped_page: str, shipped: Declaration
) -> None:
    with visit(browser, shipped_page) as found:
        choose(found, "para_22", 4)
        assert json.loads(found.copied()) == shipped["para_22"].model_dump(
            mode="json", exclude_none=True
        )


def test_what_is_marked_in_a_paragraph_is_listed(
    browser: Browser, shipped_page: str
) -> None:
    with visit(browser, shipped_page) as found:
        choose(found, "para_17", 5)
        assert "podpora" in sheet(found.page)
        assert "CLASI" in sheet(found.page)


def test_the_place_in_the_source_is_shown(
    browser: Browser, shipped_page: str, parsed: Parsed, pages: dict[str, str]
) -> None:
    (span,) = parsed.spans["/body/1/content/0/text"]
    with visit(browser, shipped_page) as found:
        choose(found, "para_17", 6)
        assert f"sl.txt, od vrstice {span.line}," in sheet(found.page)
        assert parsed.require().source is not None
        assert str(parsed.require().source.sha256) in sheet(found.page)  # type: ignore[union-attr]  # a read record has a source
    with visit(browser, pages["hostile"]) as found:
        choose(found, "para_1", 6)
        assert "communique show hostile para_1 --source" in sheet(found.page)


def test_the_declaration_and_its_promises_are_downloaded(
    browser: Browser, shipped_page: str, shipped: Declaration, tmp_path: Path
) -> None:
    from communique import read

    with visit(browser, shipped_page) as found:
        texts = {}
        for form in ("json", "csv"):
            found.page.locator("[popovertarget='[forms]']").click()
            with found.page.expect_download() as download:
                found.page.locator(f"[data-form={form}]").click()
            download.value.save_as(tmp_path / download.value.suggested_filename)
            texts[form] = (tmp_path / download.value.suggested_filename).read_bytes()
            found.page.keyboard.press("Escape")
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "eu-clasi-2023.sl.json", "eu-clasi-2023.sl.promises.csv",
    ]  # fmt: skip
    assert read(texts["json"], "json").require() == shipped
    rows = list(csv.DictReader(texts["csv"].decode().splitlines()))
    given = promises(shipped)
    assert [(row["eid"], row["act"]) for row in rows] == [
        (each.passage.eid, each.kind) for each in given
    ]
    assert [row["what"] for row in rows] == [
        " ".join(each.what.split()) for each in given
    ]


def test_the_page_is_read_in_the_language_asked_for_or_chosen_or_of_the_browser(
    browser: Browser, shipped_page: str
) -> None:
    heading = "[id='[promises-title]']"
    with visit(browser, shipped_page, locale="es-MX") as found:
        assert found.words(heading) == "Promesas"
        assert found.words(".masthead time") == "28 de septiembre de 2023"
        assert found.page.locator("html").get_attribute("lang") == "es"
        assert found.page.locator("article").get_attribute("lang") == "sl"
        found.page.locator(".spoken").select_option("en")
        assert found.words(heading) == "Promises"
        assert (
            found.page.evaluate("localStorage.getItem('communique-language')") == "en"
        )
        choose(found, "para_23", 1)
        assert "odstavek 23" in found.copied()
    with visit(browser, shipped_page, locale="es", asked="?lang=en") as found:
        assert found.words(heading) == "Promises"
    with visit(browser, shipped_page, locale="fr") as found:
        assert found.words(heading) == "Obljube"


def test_in_every_language_nothing_is_left_in_another(
    browser: Browser, shipped_page: str
) -> None:
    said: dict[str, set[str]] = {}
    for tag in share(languages()):
        with visit(browser, shipped_page, locale=tag) as found:
            for each in found.page.locator("[data-w]").all():
                key = str(each.get_attribute("data-w"))
                name, _, value = key.partition(".")
                words = wording(tag).table(name)[value] if value else wording(tag)[name]
                assert (each.text_content() or "").startswith(words.partition("{")[0])
            said[tag] = set(
                found.page.locator("[aria-label]").evaluate_all(
                    "all => all.map(each => each.ariaLabel)"
                )
            )
    assert len({frozenset(each) for each in said.values()}) == len(said)


def test_the_contents_follow_the_place_and_open_on_a_phone(
    browser: Browser, shipped_page: str
) -> None:
    with visit(browser, shipped_page, size=PHONE) as found:
        assert found.page.locator("nav").is_hidden()
        found.page.locator(".for-contents").tap()
        found.page.locator("nav a", has_text="19").tap()
        assert found.page.locator("nav").is_hidden()
        found.page.locator(".contents [aria-current]", has_text="19").wait_for(
            state="attached"
        )


def test_everything_can_be_reached_by_tab_alone(
    browser: Browser, shipped_page: str
) -> None:
    with visit(browser, shipped_page) as found:
        found.page.keyboard.press("Tab")
        assert found.page.evaluate("document.activeElement.className") == "skip"
        found.page.keyboard.press("Enter")
        assert found.page.evaluate("document.activeElement.tagName") == "MAIN"
        reached: set[str] = set()
        for _ in range(120):
            found.page.keyboard.press("Tab")
            reached.add(
                found.page.evaluate(
                    "document.activeElement.className || document.activeElement.tagName"
                )
            )
        assert {"n", "more", "call", "SUMMARY"} <= reached
