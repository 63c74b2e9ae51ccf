"""What the lists of a page need to know of its text."""

from communique.formats.html.structure import Anchor, Gathered


def test_a_node_stands_in_its_own_place_or_in_the_nearest_around_it() -> None:
    gathered = Gathered()
    gathered.open(Anchor("para_1", "1"), "1.")
    gathered.open(Anchor("para_2", "Annex · 2"), "2.")
    assert gathered.around("para_1") == Anchor("para_1", "1")
    assert gathered.around("para_2__list_1__point_a") == Anchor("para_2", "Annex · 2")
    assert gathered.around("sec_1") is None


def test_only_places_that_are_not_called_by_their_number_are_told() -> None:
    gathered = Gathered()
    gathered.open(Anchor("para_1", "1"), "1.")
    gathered.open(Anchor("para_2", "Annex · 2"), "2.")
    gathered.open(Anchor("[title]", "Title"))
    assert gathered.unlike == {"para_2": "Annex · 2", "[title]": "Title"}
