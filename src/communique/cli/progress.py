"""How far a call is, for a person who waits at a terminal."""

import os
import sys
import time

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
            full = _WIDTH * self._done // self._total
            bar = "#" * full + "-" * (_WIDTH - full)
            click.echo(f"\r\x1b[2K[{bar}] {self._done} of {self._total}", nl=False, err=True)
            self._drawn = True

    def take_back(self) -> None:
        """Leave the line as if nothing had been there."""
        if self._drawn:
            click.echo("\r\x1b[2K", nl=False, err=True)
            self._drawn = False


class Counter:
    """How many are done and how fast, on one line of standard error as `Progress` has it, where nobody knows how many there are."""

    def __init__(self, *, quiet: bool) -> None:
        self._began = self._shown = time.monotonic()
        self._drawn = False
        self._on = not quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def to(self, done: int) -> None:
        """So many are done."""
        now = time.monotonic()
        if self._on and now - self._shown > _OFTEN:
            self._shown, self._drawn = now, True
            click.echo(f"\r\x1b[2K{done} done, {done / (now - self._began):.0f} a second", nl=False, err=True)

    def take_back(self) -> None:
        """Leave the line as if nothing had been there."""
        if self._drawn:
            click.echo("\r\x1b[2K", nl=False, err=True)
            self._drawn = False
