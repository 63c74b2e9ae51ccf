"""What is said of works and records without reading them."""

from collections.abc import Iterable
from dataclasses import dataclass

_MANY = 40
"""A message names this many names at most."""


@dataclass(frozen=True, slots=True, order=True)
class Work:
    """A declaration in whatever languages it is held in: the id (`load` takes it) and the
    languages, in order.
    """

    id: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What an index says of a record: whose distribution it is in, how far anybody has read
    it, and under which licence.

    `quality` is `reviewed` (a person read every annotation), `proposed` (found by a program,
    read by nobody) or `structure only` (words and structure).
    """

    id: str
    language: str
    date: str | None
    title: str | None
    quality: str
    licence: str | None
    distribution: str
    version: str


def listed(names: Iterable[str]) -> str:
    """Names in a message: all of them, or the first and how many more there are."""
    every = list(names)
    shown = ", ".join(every[:_MANY])
    more = len(every) - _MANY
    if more > 0:
        return f"{shown} and {more} more"
    return shown or "none"
