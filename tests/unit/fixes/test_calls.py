from collections import Counter

import pytest

from communique.fixes.subject import Shown


@pytest.fixture
def shown() -> Shown[str]:
    found = Shown[str](Counter({"1": 1, "2": 2}))
    found.links["#note_1"].append("the link")
    found.raised["1"].append("a sign")
    found.raised["2"].append("another")
    return found


@pytest.mark.parametrize(
    ("addresses", "marker", "place"),
    [
        (("#note_1",), "1", "the link"),  # a link says more than a sign
        (("#note_9", "~note_1"), "1", "a sign"),
        ((), "1", "a sign"),
        ((), "2", None),  # two notes have the marker
        ((), "3", None),
        ((), "", None),
    ],
)
def test_the_one_place_that_shows_a_call(
    shown: Shown[str], addresses: tuple[str, ...], marker: str, place: str | None
) -> None:
    assert shown.place(addresses, marker) == place


def test_of_two_links_none_is_chosen(shown: Shown[str]) -> None:
    shown.links["#note_1"].append("another link")
    assert shown.place(("#note_1",), "1") is None
