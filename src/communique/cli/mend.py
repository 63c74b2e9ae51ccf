"""`--fix` and `--diff` of `communique validate`."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from communique.cli.streams import print_document

if TYPE_CHECKING:
    from communique.cli.progress import Progress
    from communique.draft import ReadOptions
    from communique.mending import Mended
    from communique.validate.engine import Examined

F = TypeVar("F", bound=Callable[..., Any])


def mend_options(function: F) -> F:
    """`--fix` and `--diff`."""
    for option in (
        click.option("--diff", is_flag=True, help="Print what --fix would change, without changing anything."),
        click.option("--fix", is_flag=True, help="Fix what can be fixed without changing a word of the text."),
    ):
        function = option(function)
    return function


def check_call(paths: Iterable[str], cross: object, *, fix: bool, diff: bool) -> None:
    """Raises UsageError where the options do not go together."""
    if fix and diff:
        raise click.UsageError("--fix changes files and --diff does not: only one of them can be given")
    if (fix or diff) and cross:
        raise click.UsageError("--cross compares files as they are; --fix and --diff go with PATH")
    if fix and "-" in paths:
        raise click.UsageError("--fix changes files; with --diff, what it would do to standard input is printed")


@dataclass(slots=True)
class Mender:
    """What a call says of mending; `status` becomes 2 where a file could not be replaced."""

    options: "ReadOptions"
    format: str | None
    progress: "Progress"
    quiet: bool
    status: int = 0

    def fixed(self, every: "Iterable[Examined]") -> "Iterator[Examined]":
        """Mend each file and put it in the place of the old one: what is left to say of it, or all if that fails."""
        from communique.core.atomic import replace_whole
        from communique.core.errors import reason
        from communique.report.terminal import visible

        for examined in every:
            mended = self._mended(examined)
            try:
                if mended.changed:
                    replace_whole(Path(mended.before.name), mended.before.data, mended.after.source.data)
            except OSError as error:
                self.progress.take_back()
                click.echo(f"communique: {visible(mended.before.name)}: not fixed: {reason(error)}", err=True)
                self.status = 2
                yield examined
            else:
                self._say(mended, "fixed")
                yield mended.after

    def diffs(self, every: "Iterable[Examined]") -> int:
        """Print what would be changed in each file, as a unified diff; gives the exit status."""
        from communique.core.diagnostics import Verdict
        from communique.mending.difference import unified

        status = 0
        for examined in every:
            mended = self._mended(examined)
            print_document(unified(mended.before, mended.after.source))
            self._say(mended, "would fix")
            status = max(status, int(mended.changed), 2 * (examined.report.verdict is Verdict.UNDETERMINED))
        return status

    def _mended(self, examined: "Examined") -> "Mended":
        from communique.mending import mend

        return mend(examined, self.options, format=self.format)

    def _say(self, mended: "Mended", verb: str) -> None:
        """On standard error how many findings of which code, and how many fixes were not made, and why."""
        from communique.report.summary import counted
        from communique.report.terminal import visible

        if self.quiet:
            return
        self.progress.take_back()
        path = visible(mended.before.name)
        if mended.fixed:
            codes = ", ".join(f"{code} {number}" for code, number in mended.fixed.items())
            click.echo(f"{path}: {verb} {counted(sum(mended.fixed.values()), 'finding')} ({codes})", err=True)
        for why, number in Counter(each.why for each in mended.refused).items():
            click.echo(f"{path}: {counted(number, 'fix', 'fixes')} not made: {visible(why)}", err=True)
