"""What `communique validate` does with its files: it examines them, fixes them, and prints the
findings.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.checking.batch import Input, examine_inputs, examine_pair, listed
from communique.checking.configurations import Configurations
from communique.checking.engine import Examined
from communique.cli.streams import (
    InputOptions,
    Progress,
    echo,
    manner_for,
    open_input,
    print_document,
)
from communique.core.atomic import replace_whole
from communique.core.diagnostics import Severity, Verdict
from communique.core.errors import reason
from communique.formats import format_named
from communique.report.rendering import TERMINAL, render
from communique.report.summary import counted

if TYPE_CHECKING:  # few calls make fixes or compare files
    from communique.checking.cross.pair import Relation
    from communique.fixes.apply import Fixed

_NAMED = 3
"""How many of the skipped files are named."""


class Run:
    """One call of the command. Its methods print, and return the exit status."""

    def __init__(
        self,
        reading: InputOptions,
        configurations: Configurations,
        *,
        stdin: str,
        quiet: bool,
    ) -> None:
        self.origin = reading.origin
        self.options = reading.options(stdin)
        if self.origin is not None:
            format_named(
                self.origin
            )  # refuse a name that no format has before any file is opened
        self.opener = partial(open_input, limits=reading.limits, stdin=stdin)
        self.configurations = configurations
        self.settings = configurations.for_folder(str(Path.cwd()))
        self.stdin = stdin
        self.quiet = quiet
        self.progress = Progress(0, quiet=quiet)
        self.status = 0

    def print_diffs(self, paths: tuple[str, ...]) -> int:
        """Print what `--fix` would change in each file, as a unified diff."""
        from communique.fixes.difference import unified

        inputs = self._inputs(paths)
        self.configurations.require_baseline()
        self.progress = Progress(len(inputs), quiet=self.quiet)
        for examined in self._examined(inputs):
            fixed = self._apply_fixes(examined)
            print_document(unified(fixed.before, fixed.after.source))
            self._say_fixes(fixed, "would fix")
            if examined.report.verdict is Verdict.UNDETERMINED:
                self._worsen(2)
            elif fixed.changed:
                self._worsen(1)
        self._say_skipped_configurations()
        return self.status

    def report(
        self, paths: tuple[str, ...], cross: tuple[str, str] | None, *, fix: bool
    ) -> int:
        """Print the findings of the files, and of the two files of `cross`. With `fix`, fix the
        files first.
        """
        inputs = self._inputs(paths)
        every = self._examined(inputs)
        if fix:
            every = self._fixed(every)
        number = len(inputs)
        if cross is not None:
            every = chain(every, self._pair(*cross))
            number += 2
        self.configurations.require_baseline()
        self.progress = Progress(number, quiet=self.quiet)
        self._print_reports(self.configurations.noting(every))
        for sentence in self.configurations.finish():
            if not self.quiet:
                echo(sentence, err=True)
        self._say_skipped_configurations()
        return self.status

    def _say_skipped_configurations(self) -> None:
        """Say which files have the name of a configuration and belong to another program."""
        if self.quiet:
            return
        for path in self.configurations.skipped:
            echo(
                f"{path}: skipped, since no key in it is a setting of communique",
                err=True,
            )

    def _inputs(self, paths: tuple[str, ...]) -> list[Input]:
        """The files that the paths name, each with its settings. Says which files are skipped."""
        listing = listed(paths, self.configurations.excludes)
        if not self.quiet:
            for why, skipped in listing.skipped.items():
                names = ", ".join(skipped[:_NAMED])
                if len(skipped) > _NAMED:
                    names += ", ..."
                echo(f"skipped {len(skipped)} ({why}): {names}", err=True)
        return [self._with_settings(given) for given in listing.inputs]

    def _with_settings(self, given: Input) -> Input:
        path = self.stdin if given.path == "-" else given.path
        return replace(given, choice=self.configurations.choice(path))

    def _examined(self, inputs: list[Input]) -> Iterable[Examined]:
        return examine_inputs(
            inputs,
            self.opener,
            self.options,
            format=self.origin,
            jobs=self.settings.jobs,
        )

    def _pair(self, one: str, other: str) -> Iterable[Examined]:
        """The two files of `--cross`, and the comparison of both."""

        def on_relation(relation: "Relation") -> None:
            if not self.quiet:
                echo(f"{one} and {other}, compared as {relation}", err=True)

        return examine_pair(
            self._with_settings(Input(one)),
            self._with_settings(Input(other)),
            self.opener,
            self.options,
            format=self.origin,
            on_relation=on_relation,
        )

    def _fixed(self, every: Iterable[Examined]) -> Iterator[Examined]:
        """Replace each file by the fixed one. Gives what is left to report: everything, if that
        fails.
        """
        for examined in every:
            fixed = self._apply_fixes(examined)
            before = fixed.before
            try:
                if fixed.changed:
                    replace_whole(
                        Path(before.name), before.data, fixed.after.source.data
                    )
            except OSError as error:
                self.progress.take_back()
                echo(f"communique: {before.name}: not fixed: {reason(error)}", err=True)
                self._worsen(2)
                yield examined
            else:
                self._say_fixes(fixed, "fixed")
                yield fixed.after

    def _apply_fixes(self, examined: Examined) -> "Fixed":
        from communique.fixes.apply import apply

        return apply(examined, self.options, format=self.origin)

    def _say_fixes(self, fixed: "Fixed", verb: str) -> None:
        """Say on standard error how many findings of each code are fixed, and which fixes are not
        made.
        """
        if self.quiet:
            return
        self.progress.take_back()
        path = fixed.before.name
        if fixed.fixed:
            codes = ", ".join(
                f"{code} {number}" for code, number in fixed.fixed.items()
            )
            total = counted(sum(fixed.fixed.values()), "finding")
            echo(f"{path}: {verb} {total} ({codes})", err=True)
        refused = Counter(each.why for each in fixed.refused)
        for why, number in refused.items():
            echo(f"{path}: {counted(number, 'fix', 'fixes')} not made: {why}", err=True)

    def _print_reports(self, every: Iterable[Examined]) -> None:
        """Print each report as soon as its file is examined."""
        output_format = self.settings.output_format or "full"
        fail_on = self.settings.fail_on or Severity.ERROR
        pieces = render(
            self._counted(every, fail_on),
            output_format,
            folder=str(Path.cwd()),
            fail_on=fail_on,
            manner=manner_for("stdout", self.settings.lang),
            quiet=self.quiet,
        )
        for piece in pieces:
            self.progress.take_back()
            if output_format in TERMINAL:
                click.echo(piece, nl=False)
            else:
                print_document(piece)
        self.progress.take_back()

    def _counted(
        self, every: Iterable[Examined], fail_on: Severity
    ) -> Iterator[Examined]:
        """The same, while the exit status and the progress are kept up to date."""
        for examined in every:
            report = examined.report
            if report.verdict is Verdict.UNDETERMINED:
                self._worsen(2)
            elif any(finding.severity >= fail_on for finding in report.findings):
                self._worsen(1)
            self.progress.step()
            yield examined

    def _worsen(self, status: int) -> None:
        """Take an exit status if it is worse than the one so far."""
        self.status = max(self.status, status)
