"""Steps that are left out by name."""

from collections.abc import Callable

from tests.unit.detect.read import reading

from communique.detect.after import AFTER
from communique.detect.constraints import CONSTRAINTS
from communique.detect.reading import PASSES
from communique.detect.switches import name_of, switched_on, without


def test_every_entry_has_a_name_of_its_own() -> None:
    entries: list[Callable[..., object]] = [*PASSES, *CONSTRAINTS, *AFTER]
    names = [name_of(each) for each in entries]
    assert len(set(names)) == len(names)


def test_what_is_left_out_runs_again_afterwards() -> None:
    with without("notes"), without("cover"):
        assert {name_of(each) for each in PASSES} - {"notes", "cover"} == {
            name_of(each) for each in switched_on(PASSES)
        }
    assert switched_on(PASSES) == list(PASSES)


def test_a_reading_goes_without_a_pass_that_is_left_out() -> None:
    text = "Declaration\n\nThe ports are dark.[1]\n\n1. Lamps.\n\n[1] In May.\n"
    with without("notes"):
        assert reading(text).notes == []
