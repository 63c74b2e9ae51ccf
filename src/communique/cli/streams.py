"""Standard input, standard output, and files, as commands use them; what is meant by the ID of a
command; how far a call is.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import STATUS, Refused
from communique.core.errors import BundleMissing, UnknownDeclaration

if (
    TYPE_CHECKING
):  # the help of a command needs none of these, and they take long to import
    from communique.core.diagnostics import Diagnostic
    from communique.core.json_types import Json, JsonObject
    from communique.core.source import Limits, Source
    from communique.draft import Parsed, ReadOptions
    from communique.model import Declaration
    from communique.report.terminal import Manner


STDIN = "<stdin>"
"""The name of what is read from standard input."""


def open_source(path: str, limits: "Limits", stdin: str = STDIN) -> "Source":
    """A file, or standard input for `-`, under the name `stdin`; one byte more than the limit at
    most. Raises OSError.

    Standard input is read once, however often a command asks for it.
    """
    from communique.core.source import Source

    if path != "-":
        return Source.open(path, limits)
    known = click.get_current_context().meta
    if STDIN not in known:
        if sys.stdin is None:
            raise Refused("standard input is closed")
        known[STDIN] = sys.stdin.buffer.read(limits.size + 1)
    return Source(stdin, known[STDIN])


def print_document(text: str | bytes) -> None:
    """A document on standard output: UTF-8 and LF, whatever the locale and the system; bytes as
    they are.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode() if isinstance(text, str) else text)
    sys.stdout.buffer.flush()


def echo(words: str, *, err: bool = False) -> None:
    """A line for a person: nothing in it moves a terminal's cursor."""
    from communique.report.terminal import visible

    click.echo(visible(words), err=err)


def print_json(value: object) -> None:
    """A value as JSON on standard output."""
    print_document(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def put_document(output: str, text: str | bytes, *, force: bool) -> None:
    """A document on standard output (`-`) or in a new file. Raises Refused if the file exists,
    unless `force`.
    """
    from communique.core.atomic import write_whole

    if output == "-":
        print_document(text)
        return
    if not force and Path(output).exists():
        raise Refused(f"{output} already exists; use --force to overwrite it")
    write_whole({Path(output): text.encode() if isinstance(text, str) else text})


def manner_for(stream: str, language: str | None = None) -> "Manner":
    """Colours if the stream is a terminal, unless NO_COLOR is set; and the language: the one that
    is named, else the locale's.
    """
    from communique.catalogues import language_of, teller
    from communique.report.terminal import Manner, coloured, plain

    in_colour = getattr(sys, stream).isatty() and not os.environ.get("NO_COLOR")
    return Manner(
        coloured if in_colour else plain, teller(language or language_of(os.environ))
    )


def shipped_ids() -> list[str]:
    """The ids of the shipped declarations that are plain files, in order; none where an
    installation lacks them.
    """
    from communique.edition.dataset import datasets

    try:
        return [work.id for each in datasets() for work in each.works()]
    except BundleMissing:
        return []


@dataclass(frozen=True, slots=True)
class InputOptions:
    """How the files of a call are read, by its options: `--from`, `--language`, `--hints`, the
    limits, `--ignore-record`, `--encoding`.
    """

    origin: str | None
    language: str | None
    hints: str | None
    limits: "Limits"
    ignore_record: bool = False
    encoding: str | None = None

    def options(self, stdin: str = STDIN) -> "ReadOptions":
        """What readers are told. Raises BadOption for a bad language or encoding, and OSError for
        the hints.
        """
        from communique.documents import options_of

        hints = (
            None if self.hints is None else open_source(self.hints, self.limits, stdin)
        )
        return options_of(
            language=self.language,
            hints=hints,
            limits=self.limits,
            ignore_record=self.ignore_record,
            encoding=self.encoding,
        )

    def source(self, identity: str) -> "Source":
        """The record of a shipped declaration, else the file of that name; raises
        UnknownDeclaration if it is neither.
        """
        from communique.edition.dataset import elsewhere, holding, is_held
        from communique.edition.held import listed

        if is_held(identity):
            return holding(identity, self.language).source(identity, self.language)
        works = shipped_ids()
        try:
            return open_source(identity, self.limits)
        except FileNotFoundError:
            if works and any(identity in others for others in elsewhere().values()):
                holding(identity)  # raises, and says what to install
            raise UnknownDeclaration(
                f"{identity}: neither a file nor a shipped declaration; there are {listed(works)}"
            ) from None

    def read(self, source: "Source") -> "Parsed":
        """What a source holds. Raises UnknownFormat, and as `options` does."""
        from communique.documents import format_for

        return format_for(source, self.origin).read(source, self.options())

    def other(self, identity: str, given: str) -> "Declaration":
        """A shipped declaration in the language that is given as a tag, else what `find` finds of
        that name.
        """
        from communique.edition.dataset import is_held, load

        if is_held(identity):
            with suppress(UnknownDeclaration):
                return load(identity, given)
        return self.find(given)[0]

    def find(self, identity: str) -> "tuple[Declaration, Parsed | None]":
        """The shipped declaration of that id, else what the file holds, and the reading of it.

        Raises UnknownDeclaration if it is neither. Where a file gives no declaration its findings
        are printed, and the command ends with status 2. What does not fit of hints or of an overlay
        is printed too; with that it ends with status 1.
        """
        from communique.core.codes import OF_HINTS
        from communique.edition.dataset import is_held, load

        if is_held(identity):
            return load(identity, self.language), None
        parsed = self.read(self.source(identity))
        for finding in parsed.findings:
            if parsed.declaration is None or finding.code in OF_HINTS:
                print_finding(parsed.source.name, finding, err=True)
                click.get_current_context().meta[STATUS] = 1
        if parsed.declaration is None:
            raise click.exceptions.Exit(2)
        return parsed.declaration, parsed

    def given(self, identity: str) -> "Parsed | Declaration":
        """What `find` finds, which knows the overlay of the call where it was read with it. Raises
        as `find` does.
        """
        declaration, parsed = self.find(identity)
        return parsed or declaration

    def overlay(self) -> "JsonObject | None":
        """The object that the file of hints holds; None without one. Raises Refused if it holds
        none, or its marks are no list.
        """
        if self.hints is None:
            return None
        try:
            overlay: Json = json.loads(open_source(self.hints, self.limits).text)
        except (ValueError, RecursionError):
            overlay = None
        if not isinstance(overlay, dict):
            raise Refused(
                f"{self.hints} is not an overlay: it does not contain a JSON object"
            )
        if not isinstance(overlay.get("marks") or [], list):
            raise Refused(f"{self.hints} is not an overlay: its marks are not an array")
        return overlay


def print_finding(
    name: str, finding: "Diagnostic", *, err: bool = False, quoted: bool = False
) -> None:
    """A finding about a file, for a person; with words that it quotes, if that is asked for."""
    from communique.report.terminal import of_finding, of_quote

    manner = manner_for("stderr" if err else "stdout")
    lines = list(of_finding(name, finding, manner))
    if quoted:
        lines += of_quote(finding, manner)
    for line in lines:
        click.echo(line, err=err)


def open_input(path: str, limits: "Limits", stdin: str) -> "Source":
    """The file of that name, else the record of a shipped declaration. Raises OSError if it is
    neither.
    """
    try:
        return open_source(path, limits, stdin)
    except FileNotFoundError:
        from communique.edition.dataset import holding, is_held

        if not is_held(path):
            raise

        return holding(path).source(path)


_WIDTH = 30
"""How many columns the bar has."""
_OFTEN = 0.2
"""Seconds between two lines of a counter."""


class Progress:
    """A bar of this many files on one line of standard error, if that is a terminal; else, or if
    `quiet`, nothing.

    It is taken back before anything else is printed, and when all is done.
    """

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total = total
        self._done = 0
        self._drawn = False
        self._on = (
            total > 1
            and not quiet
            and sys.stderr.isatty()
            and os.environ.get("TERM") != "dumb"
        )

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
    """As `Progress`, of files that come one by one: how many are done, how fast, and how long the
    rest takes if `count` tells.

    It is asked once, for a person who waits.
    """

    def __init__(self, count: Callable[[], int | None], *, quiet: bool) -> None:
        super().__init__(sys.maxsize, quiet=quiet)
        self._count = count
        self._began = self._shown = time.monotonic()

    def to(self, done: int) -> None:
        """This many are done."""
        now = time.monotonic()
        if not self._on or now - self._shown < _OFTEN:
            return
        if not self._drawn:
            self._total = self._count() or 0
        self._shown = now
        rate = done / (now - self._began)
        said = str(done)
        if self._total:
            minutes = (self._total - done) / rate / 60
            said = f"{_bar(done, self._total)} of {self._total}, {minutes:.0f} min left"
        self._draw(f"{said}, {rate:.0f} a second")


def _bar(done: int, total: int) -> str:
    full = min(_WIDTH, _WIDTH * done // total)
    return f"[{'#' * full}{'-' * (_WIDTH - full)}] {done}"
