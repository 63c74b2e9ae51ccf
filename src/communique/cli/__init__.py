"""The command line: one module for each command, which only asks the library and prints what it says.

Exit status 0: nothing at the failing level; 1: findings; 2: no verdict. Results go to standard output, everything else
to standard error.
"""

import os
import sys
from importlib import import_module
from typing import Any, ClassVar

import click

from communique._version import __version__
from communique.core.errors import CommuniqueError, reason

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""
STATUS = "status"
"""Under this name a call keeps the exit status that it ends with where it does what it was asked for all the same."""
BROKEN_PIPE = 141
"""The exit status when nobody reads the output any more, as shells have it."""


class Refused(click.ClickException):
    """What a command cannot do, in one sentence; exit status 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the sentence on standard error, on one line."""
        from communique.report.terminal import visible

        click.echo(
            f"communique: {visible(' '.join(self.message.split()))}", file=file or sys.stderr
        )


class Command(click.Command):
    """A command that ends in a sentence and an exit status, whatever happens; never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. With COMMUNIQUE_DEBUG=1 faults are shown as Python shows them."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            if status := ctx.meta.get(STATUS):
                ctx.exit(status)
        except BrokenPipeError:
            os.dup2(
                os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
            )  # what is still to be written goes nowhere
            sys.exit(BROKEN_PIPE)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except CommuniqueError as error:
            raise Refused(str(error)) from error
        except OSError as error:
            path = error.filename
            named = os.fsdecode(path) if isinstance(path, str | bytes) else str(path)
            raise Refused(reason(error) if path is None else f"{named}: {reason(error)}") from error
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from communique.core.source_errors import debugging

            if debugging():
                raise
            said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            raise Refused(f"engine fault: {said}; COMMUNIQUE_DEBUG=1 shows where") from error
        return result


class Commands(click.Group):
    """Commands whose modules are imported when they are asked for: `validate` does not wait for what `show` needs."""

    modules: ClassVar = {
        "new": "drafting", "convert": "convert", "validate": "validate", "show": "show", "label": "drafting",
        "diff": "diff", "promises": "promises", "suggest": "drafting", "follow-up": "follow_up", "corpus": "corpus",
        "data": "data", "explain": "codes", "rules": "codes", "lsp": "lsp", "completion": "completing",
    }  # fmt: skip

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        """The names, in the order of the help."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click calls it so
        """The command of that name; None if there is none."""
        if cmd_name not in self.modules:
            return None
        module = import_module(f"communique.cli.{self.modules[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def communique(context: click.Context) -> None:
    """Political declarations as data, every word accounted for."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
