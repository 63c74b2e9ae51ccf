"""The frames of panels."""

from communique.formats.html.gathered import Gathered, Place
from communique.formats.html.panel import MOST_LINKS, links, panel, paragraph, picture, table
from communique.formats.html.wording import wording


def test_what_the_page_says_is_escaped() -> None:
    made = panel(
        "about",
        "<A>",
        paragraph("<B>", "hint"),
        table("<C>", ["<D>"], []),
        picture("map", "<E>", "<F>", (0, 0, 1, 2), ""),
    )
    for letter in "ABCDEF":
        assert f"<{letter}>" not in made
    assert 'id="[about]" aria-labelledby="[about-title]"' in made


def test_places_are_linked_once_and_the_rest_is_counted() -> None:
    gathered = Gathered()
    for number in range(40):
        gathered.open(Place(f"#p{number}", str(number)))
    assert gathered.here == 39
    assert links(gathered, [1, 2, 1], wording("en")) == '<a href="#p1">1</a> <a href="#p2">2</a>'
    assert links(gathered, range(40), wording("en")).endswith(f" and {40 - MOST_LINKS} more")
