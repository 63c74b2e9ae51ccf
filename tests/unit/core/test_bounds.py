"""Work in this process is stopped in time: in the main thread and in another, wherever it is."""

import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from cProfile import Profile

import pytest

from communique.core.bounds import TimeIsUp, deadline

BACKTRACKING = re.compile(r"(a+)+$")
"""Takes time exponential in the number of `a` before another letter."""


def endless() -> None:
    while True:
        time.sleep(0.001)


def stubborn() -> None:
    """Swallows what stops it, once."""
    try:
        endless()
    except TimeIsUp:
        endless()


def stopped(work: Callable[[], object], seconds: float) -> bool:
    try:
        with deadline(seconds):
            work()
    except TimeIsUp:
        return True
    return False


def in_a_thread(work: Callable[[], bool]) -> bool:
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(work()))
    thread.start()
    thread.join(30)
    return answers == [True]


@pytest.mark.parametrize("work", [endless, stubborn])
def test_work_that_does_not_end_is_stopped(work: Callable[[], None]) -> None:
    assert stopped(work, 0.05)
    assert in_a_thread(lambda: stopped(work, 0.05))


@pytest.mark.skipif(sys.platform == "win32", reason="no alarm")
def test_a_regular_expression_is_stopped_in_the_main_thread() -> None:
    assert stopped(lambda: BACKTRACKING.match("a" * 60 + "b"), 0.2)


def test_work_that_ends_in_time_is_left_alone_also_afterwards() -> None:
    def work() -> bool:
        for _ in range(50):
            with deadline(0.01):
                pass
        time.sleep(0.05)
        return True

    assert work()
    assert in_a_thread(work)
    assert not [each for each in threading.enumerate() if each.name == "deadline"]


def test_no_limit_is_none() -> None:
    with deadline(None):
        time.sleep(0.01)


def test_the_outer_deadline_counts() -> None:
    def work(seconds: float, lasting: Callable[[], None]) -> None:
        with deadline(seconds):
            lasting()

    assert not stopped(lambda: work(0.001, lambda: time.sleep(0.05)), 30)
    assert stopped(lambda: work(60, endless), 0.05)


@pytest.mark.skipif(sys.platform == "win32", reason="no alarm")
def test_the_alarm_of_the_program_is_its_own() -> None:
    rung = threading.Event()
    before = signal.signal(signal.SIGALRM, lambda *_: rung.set())
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        assert stopped(endless, 0.2)
        assert rung.is_set()
    finally:
        signal.signal(signal.SIGALRM, before)


BOUND = """
from communique.core.bounds import bind
bind({seconds}, memory=1 << 28)
{deed}
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux holds a process to its memory"
)
def test_a_process_takes_no_more_memory_than_it_may() -> None:
    deed = "try:\n    bytearray(1 << 29)\nexcept MemoryError:\n    print(len(bytearray(1 << 27)))"
    call = [sys.executable, "-c", BOUND.format(seconds=None, deed=deed)]
    said = subprocess.run(call, capture_output=True, text=True, check=True)
    assert said.stdout == f"{1 << 27}\n"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no limits of processes")
def test_a_process_whose_starter_is_gone_ends() -> None:
    deed = "while True: pass"
    program = BOUND.format(seconds=1, deed=deed).replace(
        "bind(1", "bounds._SPARE = 0; bind(1"
    )
    program = f"from communique.core import bounds\n{program}"
    said = subprocess.run([sys.executable, "-c", program], check=False, timeout=120)
    assert said.returncode == -signal.SIGXCPU


def test_after_a_deadline_in_a_thread_a_traced_function_begins() -> None:
    counted: list[int] = []

    def work() -> None:
        with suppress(TimeIsUp), deadline(0.05):
            while True:
                pass
        profile = Profile()
        profile.runcall(counted.append, 1)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(20)
    assert counted == [1]
