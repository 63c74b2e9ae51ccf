"""Tasks for other processes, in a module that costs next to nothing to import there."""

import os
import signal
import time


def square(number: int) -> int:
    return number * number


def slow_at_first(number: int) -> int:
    time.sleep(0.02 if number % 3 == 0 else 0)
    return number


def deadly(number: int) -> int | str:
    if number % 5 == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    if number % 5 == 4:
        os._exit(3)
    return number


def printing(number: int) -> int:
    os.write(1, b"words for a person\n")
    return number


def endless(number: int) -> int:
    time.sleep(600 if number == 3 else 0)
    return number


def raising(number: int) -> int:
    if number == 4:
        raise ValueError("four")
    return number


def lost(number: int, status: int | None) -> tuple[int, int | None]:
    return number, status
