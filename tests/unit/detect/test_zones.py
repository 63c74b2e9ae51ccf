"""The zones of a document, and what belongs to none."""

import pytest

from communique.detect.claims import Claims
from communique.detect.joining import Joiner
from communique.detect.zones import Zones, find_zones, language_words
from communique.languages import language

COVER = "From: Presidency\nTo: Delegations\n\nThe text is below.\n\n"
BODY = "1. We met.\n\n2. We part.\n"


def zones(text: str, hints: dict[int, str] | None = None) -> Zones:
    claims = Claims(text)
    return find_zones(text, claims, Joiner(text, claims), hints or {})


def words(text: str) -> tuple[list[str], str | None, list[str], list[list[str]]]:
    """Cover, annex word, declaration, annexes with their labels."""
    found = zones(text)
    return (
        [line.text for line in found.cover],
        found.annex_label.text if found.annex_label else None,
        [line.text for line in found.declaration],
        [[label.text, *(line.text for line in rest)] for label, _, rest in found.annexes],
    )


def test_a_text_alone_is_the_declaration() -> None:
    assert words(BODY) == ([], None, ["1. We met.", "2. We part."], [])


def test_a_cover_ends_at_the_annex_word() -> None:
    assert words(f"{COVER}ANNEX\n\n{BODY}") == (["The text is below."], "ANNEX", ["1. We met.", "2. We part."], [])


def test_an_annex_word_at_the_top_heads_the_declaration() -> None:
    assert words(f"ANNEX\n\n{BODY}") == ([], "ANNEX", ["1. We met.", "2. We part."], [])


def test_each_further_annex_word_begins_an_annex() -> None:
    _, _, body, annexes = words(f"{BODY}\nANNEX I\n\nLamps\n\nANNEX II\n\nNets\n")
    assert body == ["1. We met.", "2. We part."]
    assert annexes == [["ANNEX I", "Lamps"], ["ANNEX II", "Nets"]]


@pytest.mark.parametrize("rule", ["____________________\n", ""], ids=["below a rule", "with signs"])
def test_an_annex_behind_the_notes_is_no_part_of_them(rule: str) -> None:
    body = f"{BODY.rstrip()}\n\n2. We meet again¹.\n\n{rule}¹ In May.\n\nANNEX I\n\nLamps\n\n1. One each.\n"
    _, _, _, annexes = words(body)
    assert annexes == [["ANNEX I", "Lamps", "1. One each."]]


def test_a_hint_can_begin_an_annex_in_a_line() -> None:
    text = f"{BODY}\nThe lamps: red and green.\n"
    found = zones(text, {text.index("red"): "annex"})
    assert [(label.text, len(rest)) for label, _, rest in found.annexes] == [("red and green.", 0)]


def test_what_a_hint_calls_furniture_is_set_aside() -> None:
    found = zones(BODY, {BODY.index("2."): "furniture"})
    assert [line.text for line in found.set_aside] == ["2. We part."]


@pytest.mark.parametrize("line", ["***", "~ ~ ~", "· · ·", "—————"])
def test_a_line_without_letters_or_digits_is_a_rule(line: str) -> None:
    assert words(f"1. We met.\n\n{line}\n\n2. We part.\n")[2] == ["1. We met.", "2. We part."]


def test_a_cover_without_an_annex_word_ends_with_its_page_which_is_said() -> None:
    found = zones(f"{COVER}\f{BODY}")
    assert [line.text for line in found.cover] == ["The text is below."]
    assert found.guessed_end is not None
    assert found.guessed_end.text == "1. We met."


def test_the_words_of_a_language_are_its_own_or_those_of_all() -> None:
    assert "Article" in language_words(language("en"))[0]
    assert "Artikel" not in language_words(language("en"))[0]
    assert {"Article", "Artikel"} <= set(language_words(language("tlh"))[0])
    assert {"may", "maja", "mai"} <= language_words(language("en"))[1]
