import multiprocessing
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.tasks import deadly, endless, lost, raising, slow_at_first, square

from communique.core import processes
from communique.core.processes import AHEAD, in_order, processors


@pytest.fixture(autouse=True)
def _nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nor is a process forked that would be started anew."""
    monkeypatch.setattr(
        multiprocessing,
        "get_context",
        multiprocessing.context._default_context.get_context,
    )
    yield
    assert multiprocessing.active_children() == []


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(in_order(slow_at_first, range(30), 3, lost)) == list(range(30))


@settings(max_examples=4, deadline=None)
@given(st.lists(st.integers(), max_size=9), st.integers(1, 3))
def test_any_number_of_processes_gives_the_same(tasks: list[int], jobs: int) -> None:
    assert list(in_order(square, tasks, jobs, lost)) == [square(each) for each in tasks]


@pytest.mark.skipif(sys.platform == "win32", reason="processes are killed by signals")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_process_that_dies_costs_one_task_and_is_replaced(jobs: int) -> None:
    found = list(in_order(deadly, range(15), jobs, lost))
    assert found == [
        (each, -9) if each % 5 == 2 else (each, 3) if each % 5 == 4 else each
        for each in range(15)
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_process_that_takes_too_long_costs_one_task_and_is_replaced(
    jobs: int,
) -> None:
    begun = time.monotonic()
    assert list(in_order(square, [2], 1, lost)) == [4]
    enough = max(
        0.5, 4 * (time.monotonic() - begun)
    )  # where others are at work, a process takes long to start
    found = list(in_order(endless, range(7), jobs, lost, seconds=enough))
    assert found == [(each, None) if each == 3 else each for each in range(7)]


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(ValueError, match="four"):
        list(in_order(raising, range(9), 2, lost))


def test_processes_end_when_nobody_asks_for_more() -> None:
    results = in_order(square, iter(range(10**9)), 2, lost)
    assert [next(results) for _ in range(3)] == [0, 1, 4]
    assert len(multiprocessing.active_children()) == 2
    results.close()  # type: ignore[attr-defined]  # it is a generator


def test_tasks_are_taken_as_results_are() -> None:
    taken: list[int] = []

    def tasks() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    results = in_order(square, tasks(), 2, lost)
    for turn in range(20):
        assert next(results) == turn * turn
        assert len(taken) <= turn + 1 + 2 * (AHEAD + 1)
    results.close()  # type: ignore[attr-defined]  # it is a generator


def test_tasks_and_results_can_be_larger_than_what_a_pipe_holds() -> None:
    tasks = [bytes([number]) * 2**20 for number in range(12)]
    assert list(in_order(bytes, tasks, 2, lambda task, _: task)) == tasks


def test_processes_can_begin_from_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_is_alone", lambda: False)
    assert list(in_order(abs, [-2, 3, -4], 2, lost)) == [2, 3, 4]


def test_without_more_processes_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(self: Any) -> None:
        raise OSError

    monkeypatch.setattr(processes._Pool, "start", refused)
    assert list(in_order(square, range(4), 2, lost)) == [0, 1, 4, 9]


def test_there_is_a_processor() -> None:
    assert processors() >= 1
