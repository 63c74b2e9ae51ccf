"""The frames of panels."""

from communique.formats.html.markup import wording
from communique.formats.html.panel import MOST_LINKS, links, panel, table, why
from communique.formats.html.structure import Gathered, Place


def test_what_is_said_is_escaped_and_can_be_said_in_another_language() -> None:
    words = wording("en")
    made = panel("about", words, table("dates", ["date"], [], words), why("text", "<A>", words))
    assert "<A>" not in made
    assert 'id="[about]" aria-labelledby="[about-title]"' in made
    assert '<span data-w="date">Date</span>' in made
    assert '<span data-w="bases.text">the words say it</span>: <bdi>&lt;A&gt;</bdi>' in made
    assert 'aria-label="Dates" data-label="dates"' in made


def test_places_are_linked_once_and_the_rest_is_counted() -> None:
    gathered = Gathered()
    for number in range(40):
        gathered.open(Place(f"#p{number}", str(number)))
    assert gathered.here == 39
    assert links(gathered, [1, 2, 1], wording("en")) == '<a href="#p1">1</a> <a href="#p2">2</a>'
    assert links(gathered, range(40), wording("en")).endswith(
        f">and <bdi>{40 - MOST_LINKS}</bdi> more</span>"
    )
