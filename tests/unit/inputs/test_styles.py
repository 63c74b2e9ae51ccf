"""Names of styles and classes, and what they say."""

import pytest

from communique.core.source import Limits, Source
from communique.detect.roles import ROLES
from communique.inputs.blocks import _ROLES, role_of
from communique.inputs.html import extract


@pytest.mark.parametrize(
    ("name", "role"),
    [("Title", "title"), ("toc 3", "contents"), ("Fait à", "closing"), ("MsoSubtitle", "subtitle"), ("oj-doc-ti", "title"),
     ("Point 1 (letter)", "point"), ("Normal", None), ("", None)],
)  # fmt: skip
def test_a_name_says_a_role_whatever_its_accents_and_numbers(
    name: str, role: str | None
) -> None:
    assert role_of(name) == role


def test_every_name_says_a_role_that_the_reader_knows() -> None:
    assert set(_ROLES.values()) <= set(ROLES)


def test_classes_of_a_page_speak_for_its_paragraphs() -> None:
    page = b"<p class='oj-doc-ti'>Lamp Act</p><p class='oj-normal'>We met.</p><div class='signature'><p>Edda Holm</p></div>"
    found = extract(Source("a.html", page), Limits())
    said = [
        (line.text.strip("*"), line.origin.role)
        for line in found.lines.lines
        if line.origin
    ]
    assert said == [("Lamp Act", "title"), ("We met.", None), ("Edda Holm", None)]


def test_lines_of_a_page_know_their_element() -> None:
    page = b"<h2 class='a b'>Rules</h2><ol><li>We met.<p>We agreed.</ol><table><tr><td>Ports<td>Lamps</table>"
    found = extract(Source("a.html", page), Limits())
    origins = [line.origin for line in found.lines.lines if line.origin]
    assert [(each.tag, each.style, each.label) for each in origins] == [
        ("h2", "a b", ""),
        ("", "", "1."),
        ("p", "", ""),
        ("table", "", ""),
        ("table", "", ""),
    ]
    assert origins[0].element == "h2[1]"
    assert origins[-1].element == "table[5]"
