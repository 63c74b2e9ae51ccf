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
            click.echo(f"\r\x1b[2K{_bar(self._done, self._total)} of {self._total}", nl=False, err=True)
            self._drawn = True

    def take_back(self) -> None:
        """Leave the line as if nothing had been there."""
        if self._drawn:
            click.echo("\r\x1b[2K", nl=False, err=True)
            self._drawn = False


class Counter:
    """As `Progress`, of files that come one by one: how many are done, how fast, and how long the rest takes if `total` tells.

    It is asked once, for a person who waits.
    """

    def __init__(self, total: Callable[[], int | None], *, quiet: bool) -> None:
        self._total, self._of = total, 0
        self._began = self._shown = time.monotonic()
        self._drawn = False
        self._on = not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def to(self, done: int) -> None:
        """So many are done."""
        now = time.monotonic()
        if not self._on or now - self._shown < _OFTEN:
            return
        if not self._drawn:
            self._of = self._total() or 0
        self._shown, self._drawn = now, True
        rate = done / (now - self._began)
        left = (
            f"{_bar(done, self._of)} of {self._of}, {(self._of - done) / rate / 60:.0f} min left"
            if self._of
            else str(done)
        )
        click.echo(f"\r\x1b[2K{left}, {rate:.0f} a second", nl=False, err=True)

    def take_back(self) -> None:
        """Leave the line as if nothing had been there."""
        if self._drawn:
            click.echo("\r\x1b[2K", nl=False, err=True)
            self._drawn = False


def _bar(done: int, total: int) -> str:
    full = min(_WIDTH, _WIDTH * done // total)
    return f"[{'#' * full}{'-' * (_WIDTH - full)}] {done}"
