from pathlib import Path

import pytest
from tests.house.checkout import ROOT
from tools.generate import rule_pages

from communique.checking.codes import every_code
from communique.checking.cross import CROSSINGS
from communique.core.errors import NotReadable
from communique.rules import RULES


def test_every_rule_has_a_page_and_a_line_in_the_list(tmp_path: Path) -> None:
    index = tmp_path / rule_pages.INDEX
    index.parent.mkdir(parents=True)
    index.write_text(f"# Rules\n\n{rule_pages.MARKER}old\n", "utf-8")
    files = rule_pages.make(tmp_path)
    codes = [
        *(rule.code.code for rule in RULES),
        *(crossing.code.code for crossing in CROSSINGS),
    ]
    assert set(files) == {
        rule_pages.INDEX,
        rule_pages.READERS,
        *(f"docs/rules/{code}.md" for code in codes),
    }
    listed = files[rule_pages.INDEX].decode()
    assert listed.startswith("# Rules\n\n")
    assert "old" not in listed.split(rule_pages.MARKER)[1].splitlines()
    assert all(f"[{code}]({code}.md)" in listed for code in codes)


def test_a_page_has_both_examples_and_every_profile() -> None:
    for rule in RULES:
        page = rule_pages.page(rule)
        assert rule.page.bad in page
        assert rule.page.good in page
        assert all(
            f"| `{profile}` | {severity} |" in page
            for profile, severity in rule.severities.items()
        )


def test_a_page_of_a_cross_check_says_of_which_files_it_is_asked() -> None:
    for crossing in CROSSINGS:
        page = rule_pages.page_of_crossing(crossing)
        assert crossing.page.bad in page
        assert all(f"- {relation}\n" in page for relation in crossing.relations)


def test_every_family_has_a_name() -> None:
    assert {rule.code.code[:3] for rule in RULES} == set(rule_pages.FAMILIES)


def test_a_list_without_a_marker_is_refused(tmp_path: Path) -> None:
    index = tmp_path / rule_pages.INDEX
    index.parent.mkdir(parents=True)
    index.write_text("# Rules\n", "utf-8")
    with pytest.raises(NotReadable, match="is missing"):
        rule_pages.make(tmp_path)


def test_every_code_that_has_no_page_of_its_own_stands_on_the_page_of_readers() -> None:
    page = rule_pages.make(ROOT)[rule_pages.READERS].decode()
    for code in every_code():
        assert (f"| {code.code} | `{code.name}` |" in page) == (code.page is None)
