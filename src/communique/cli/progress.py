"""How far a call is, for a person who waits at a terminal."""

import os
import sys
import time
from collections.abc import Callable

import click

_WIDTH = 30
"""How many columns the bar has."""
_OFTEN = 0.2
"""Seconds between two lines of a counter."""


class Progress:
    """A bar of so many files on one line of standard error, if that is a terminal; else, or if `quiet`, nothing.

    It is taken back before anything else is printed, and when all is done.
    """

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total = total
        self._done = 0
        self._drawn = False
        self._on = total > 1 and not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def step(self) -> None:
        """One more file is done."""
        self._done += 1
        if self._on and self._done < self._total:
            self._draw(f"{_bar(self._done, self._total)} of {self._total}")

    def _draw(self, words: str) -> None:
        click.echo(f"\r\x1b[2K{words}", nl=False, err=True)
        self._drawn = True

    def take_back(self) -> None:
        """Leave the line as if nothing had been there."""
        if self._drawn:
            self._draw("")
            self._drawn = False


class Counter(Progress):
    """As `Progress`, of files that come one by one: how many are done, how fast, and how long the rest takes if `count` tells.

    It is asked once, for a person who waits.
    """

    def __init__(self, count: Callable[[], int | None], *, quiet: bool) -> None:
        super().__init__(sys.maxsize, quiet=quiet)
        self._count = count
        self._began = self._shown = time.monotonic()

    def to(self, done: int) -> None:
        """So many are done."""
        now = time.monotonic()
        if not self._on or now - self._shown < _OFTEN:
            return
        if not self._drawn:
            self._total = self._count() or 0
        self._shown, rate, of, said = now, done / (now - self._began), self._total, str(done)
        if of:
            said = f"{_bar(done, of)} of {of}, {(of - done) / rate / 60:.0f} min left"
        self._draw(f"{said}, {rate:.0f} a second")


def _bar(done: int, total: int) -> str:
    full = min(_WIDTH, _WIDTH * done // total)
    return f"[{'#' * full}{'-' * (_WIDTH - full)}] {done}"
