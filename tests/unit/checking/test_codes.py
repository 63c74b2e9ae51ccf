import pytest
from tests.samples import LOST

from communique.checking.codes import every_code, find
from communique.checking.profiles import matches
from communique.core.errors import BadOption


def test_no_code_and_no_name_is_used_twice() -> None:
    codes = every_code()
    assert (
        len({each.code for each in codes})
        == len({each.name for each in codes})
        == len(codes)
    )


def test_codes_are_listed_in_order() -> None:
    assert [each.code for each in every_code()] == sorted(
        each.code for each in every_code()
    )


@pytest.mark.parametrize("selector", ["DET001", "det001", "DET", "D", "left-over"])
def test_a_code_is_meant_by_itself_its_beginning_and_its_name(selector: str) -> None:
    assert matches(selector, LOST)


@pytest.mark.parametrize(
    "selector", ["", "DET0011", "ET001", "left", "left-over-words", "SRC"]
)
def test_a_code_is_meant_by_nothing_else(selector: str) -> None:
    assert not matches(selector, LOST)


def test_a_code_is_found_by_code_or_name() -> None:
    assert find("src001") is find("not-text")


@pytest.mark.parametrize(
    ("wanted", "near"), [("not-txt", "not-text"), ("DUPLICATE-EID", "duplicate-eid")]
)
def test_a_misspelt_code_is_answered_by_the_nearest(wanted: str, near: str) -> None:
    with pytest.raises(BadOption, match=f"did you mean {near}"):
        find(wanted)


def test_a_code_that_is_near_to_none_is_refused_without_a_suggestion() -> None:
    with pytest.raises(BadOption, match=r"'zzzz'$"):
        find("zzzz")
