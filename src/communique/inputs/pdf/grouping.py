"""What goes on with what is before it: characters in words, lines in borders, pages in ranges."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def runs_of(items: Iterable[T], goes_on: Callable[[list[T], T], bool]) -> list[list[T]]:
    """Items in their order as runs: each goes on with the run before it, or begins one."""
    runs: list[list[T]] = []
    for item in items:
        if runs and goes_on(runs[-1], item):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs
