from xml.etree.ElementTree import Element

from communique.rules.eid_fixes import Rename, components, title_of

A, B, C = Element("a"), Element("b"), Element("c")
SWAPPED = (Rename(A, "para_3", "para_4"), Rename(B, "para_4", "para_3"))


def test_names_that_are_swapped_go_together() -> None:
    groups = components([*SWAPPED, Rename(C, "art_1", "para_1")])
    assert tuple(groups[A].values()) == SWAPPED
    assert groups[B] is groups[A]
    assert list(groups[C]) == [C]


def test_a_node_named_after_a_renamed_one_goes_with_it() -> None:
    below = Rename(C, "para_3__list_1__point_a", "para_4__list_1__point_a", under=A)
    assert len(components([SWAPPED[0], below])[C]) == 2
    assert len(components([below])[C]) == 1


def test_a_chain_of_names_is_one_group() -> None:
    chain = [
        Rename(Element("p"), f"para_{each}", f"para_{each + 1}") for each in range(300)
    ]
    assert set(map(len, components(reversed(chain)).values())) == {300}


def test_the_title_says_what_is_done_to_the_node() -> None:
    group = {each.element: each for each in SWAPPED}
    assert title_of(group, B) == "rename para_4 to para_3, and 1 more with it"
    assert title_of({A: Rename(A, "", "para_3")}, A) == "give it the eId para_3"
    assert title_of({A: SWAPPED[0]}, C) == "rename para_3 to para_4"
