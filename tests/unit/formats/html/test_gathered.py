"""What is met on the way."""

from communique.formats.html.structure import Gathered, Place


def test_the_place_that_was_opened_last_is_here() -> None:
    gathered = Gathered()
    gathered.open(Place("#a", "a"))
    gathered.open(Place("#b", "b"))
    assert gathered.places[gathered.here].label == "b"
