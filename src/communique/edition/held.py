"""What is said of works and records without reading them."""

from collections.abc import Iterable
from dataclasses import dataclass

_MANY = 40
"""A message names this many names at most."""


@dataclass(frozen=True, slots=True, order=True)
class Work:
    """A declaration in all its languages: the id (which `load` takes) and the
    languages, in order.
    """

    id: str
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What an index says about a record: its distribution, how far somebody has
    reviewed it, and its licence.

    `quality` is `reviewed` (every annotation was checked against the text), `proposed` (a program
    found them and nobody read them) or `structure only` (words and structure).
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
