"""What a text says of itself: its kind, its own short name, its day."""

import pytest
from tests.unit.detect.read import parsed

from communique.detect.describe import kind_of, short_title
from communique.languages import language

KINDS = [
    ("en", "Joint Declaration of the Ports", "joint-declaration"),
    ("en", "Declaration of the Ports", "declaration"),
    ("en", "Final Communiqué of the Ports", "communique"),
    ("en", "Resolution on the declaration of war", "resolution"),
    ("en", "LEADERS' STATEMENT", "statement"),
    ("en", "The Lamps of the North", None),
    ("sl", "Skupna izjava pristanišč", "joint-declaration"),
    ("fr", "Communiqué final", "communique"),
    ("es", "Declaración conjunta", "joint-declaration"),
    ("de", "Gemeinsame Erklärung", "joint-declaration"),
    ("pl", "Wspólna deklaracja", "joint-declaration"),
]


@pytest.mark.parametrize(("tag", "title", "kind"), KINDS)
def test_a_title_says_what_a_text_is(tag: str, title: str, kind: str | None) -> None:
    assert kind_of(title, language(tag)) == kind


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Joint Declaration of the Ports (Declaration A-B)", "Declaration A-B"),
        ("Joint Declaration of the Ports (the Declaration)", "the Declaration"),
        ("Joint Declaration of the Ports (2024)", None),
        ("Joint Declaration (Declaration A) of the Ports", None),
        ("Joint Declaration of the Ports", None),
    ],
)
def test_a_title_may_give_its_own_name_in_brackets(title: str, short: str | None) -> None:
    assert short_title(title, language("en")) == short


def test_a_declaration_is_named_for_its_short_title() -> None:
    found = parsed("Joint Declaration of the Ports (Declaration A-B)\n\n1. We met.\n\n2. We part.\n").require()
    assert (found.kind, found.short_title, found.id) == ("joint-declaration", "Declaration A-B", "declaration-a-b")


def test_the_day_is_the_one_that_the_closing_gives() -> None:
    found = parsed("Declaration\n\n1. We met on 1 May 2023.\n\n2. We part.\n\nDone at Low Wick, 3 May 2024\n").require()
    assert found.date is not None
    assert (found.date.value, found.date.basis) == ("2024-05-03", "text")


def test_two_days_in_the_closing_decide_nothing() -> None:
    text = "Declaration\n\n1. We met.\n\n2. We part.\n\nDone at Low Wick, 3 May 2024\n\nDone at Drumhaven, 4 May 2024\n"
    assert parsed(text).require().date is None
