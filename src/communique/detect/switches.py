"""Switches: passes, constraints and steps by name, so that each can be left out and measured.

Only the ablation tool and tests leave anything out. A reading for a user runs every step.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Step = TypeVar("Step", bound=Callable[..., object])

_off: set[str] = set()


def name_of(step: Callable[..., object]) -> str:
    """The name of a step: that of its function."""
    name: str = step.__name__
    return name


def switched_on(steps: Iterable[Step]) -> list[Step]:
    """The steps that are not left out, in their order."""
    return [step for step in steps if name_of(step) not in _off]


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Leave steps out by name while the context lasts."""
    before = set(_off)
    _off.update(names)
    try:
        yield
    finally:
        _off.clear()
        _off.update(before)
