from communique.fixes.subject import Rename, components, title_of

SWAPPED = (Rename("a", "para_3", "para_4"), Rename("b", "para_4", "para_3"))


def test_names_that_are_swapped_go_together() -> None:
    groups = components([*SWAPPED, Rename("c", "art_1", "para_1")])
    assert tuple(groups["a"].values()) == SWAPPED
    assert groups["b"] is groups["a"]
    assert list(groups["c"]) == ["c"]


def test_what_hangs_on_a_renamed_node_goes_with_it() -> None:
    below = Rename("below", "para_3__list_1__point_a", "para_4__list_1__point_a", under="a")
    assert len(components([SWAPPED[0], below])["below"]) == 2
    assert len(components([below])["below"]) == 1


def test_a_chain_of_names_is_one_group() -> None:
    chain = [Rename(number, f"para_{number}", f"para_{number + 1}") for number in range(300)]
    assert set(map(len, components(reversed(chain)).values())) == {300}


def test_the_title_says_what_is_done_to_the_node() -> None:
    assert (
        title_of({each.key: each for each in SWAPPED}, "b")
        == "rename para_4 to para_3, and 1 more with it"
    )
    assert title_of({"a": Rename("a", "", "para_3")}, "a") == "give it the eId para_3"
    assert title_of({"a": SWAPPED[0]}, "another") == "rename para_3 to para_4"
