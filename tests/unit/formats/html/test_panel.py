"""The frames of panels."""

from communique.formats.html.markup import wording
from communique.formats.html.panel import MAX_OPEN_ROWS, panel, table, unbuilt, why


def test_what_is_said_is_escaped_and_can_be_said_in_another_language() -> None:
    words = wording("en")
    made = panel(
        "about", words, table("dates", ["date"], [], words), why("text", "<A>", words)
    )
    assert "<A>" not in made
    assert 'id="[about]" aria-labelledby="[about-title]"' in made
    assert '<span data-w="date">Date</span>' in made
    assert (
        '<span data-w="bases.text">the words say it</span>: <bdi>&lt;A&gt;</bdi>'
        in made
    )
    assert 'aria-label="Dates" data-label="dates"' in made


def test_a_short_list_is_open_and_a_long_one_is_not() -> None:
    words = wording("en")
    assert 'data-list="dates" open>' in unbuilt("dates", MAX_OPEN_ROWS, words)
    assert 'data-list="dates">' in unbuilt("dates", MAX_OPEN_ROWS + 1, words)
