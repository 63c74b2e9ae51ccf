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
def test_a_name_says_a_role_whatever_its_accents_and_numbers(name: str, role: str | None) -> None:
    assert role_of(name) == role


def test_every_name_says_a_role_that_the_reader_knows() -> None:
    assert set(_ROLES.values()) <= set(ROLES)


def test_classes_of_a_page_speak_for_its_paragraphs() -> None:
    page = b"<p class='oj-doc-ti'>Lamp Act</p><p class='oj-normal'>We met.</p><div class='signature'><p>Edda Holm</p></div>"
    found = extract(Source("a.html", page), Limits())
    assert [(found.text[start:end].strip("*"), role) for start, end, role in found.said] == [
        ("Lamp Act", "title")
    ]
