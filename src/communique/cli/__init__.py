"""The command line: one module for each command, which only asks the library and prints what it
says.

Exit status 0: nothing at the failing level; 1: findings; 2: no verdict. Results go to standard
output, everything else to standard error.
"""

import os
import sys
from importlib import import_module
from typing import IO, TYPE_CHECKING, NamedTuple

import click

from communique._version import __version__
from communique.core.errors import CommuniqueError, reason

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from communique.core.plugins import Plugin

INTERRUPTED = 130
"""The exit status after Ctrl-C, as shells have it."""
STATUS = "status"
"""Under this name a call keeps the exit status that it ends with where it does what it was asked
for all the same.
"""
LIMITS = frozenset({"max_size", "max_lines", "max_line", "max_depth", "max_seconds"})
"""The parameters that a help screen shows as limits."""
BROKEN_PIPE = 141
"""The exit status when nobody reads the output any more, as shells have it."""


class Refused(click.ClickException):
    """What a command cannot do, in one sentence; exit status 2."""

    exit_code = 2

    def show(self, file: IO[str] | None = None) -> None:
        """Print the sentence on standard error, on one line."""
        from communique.report.terminal import visible

        sentence = " ".join(self.message.split())
        click.echo(f"communique: {visible(sentence)}", file=file or sys.stderr)


class Screen(click.Command):
    """A command whose help screen puts the limits in a group of their own and ends with examples."""

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options, then the limits."""
        options: list[tuple[str, str]] = []
        limits: list[tuple[str, str]] = []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is None:
                continue
            is_limit = parameter.name in LIMITS
            (limits if is_limit else options).append(record)
        with formatter.section("Options"):
            formatter.write_dl(options)
        if limits:
            with formatter.section("Limits"):
                formatter.write_dl(limits)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        from communique.cli.examples import EXAMPLES

        examples = EXAMPLES.get(ctx.command_path, ())
        if not examples:
            return
        with formatter.section("Examples"):
            for example in examples:
                formatter.write(f"{'':>{formatter.current_indent}}{example}\n")


class Group(Screen, click.Group):
    """A group of commands with such a help screen."""

    def format_options(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """Write the options, then the commands."""
        Screen.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)


class Command(Screen):
    """A command that ends in a sentence and an exit status, whatever happens; never in a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. With COMMUNIQUE_DEBUG=1 faults are shown as Python shows them."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            if status := ctx.meta.get(STATUS):
                ctx.exit(status)
        except BrokenPipeError:
            # What is still to be written goes nowhere.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            sys.exit(BROKEN_PIPE)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except CommuniqueError as error:
            raise Refused(str(error)) from error
        except OSError as error:
            raise Refused(_sentence(error)) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from communique.core.source_errors import debugging

            if debugging():
                raise
            said = (
                f"{type(error).__name__}: {error}"
                if str(error)
                else type(error).__name__
            )
            raise Refused(
                f"engine fault: {said}; COMMUNIQUE_DEBUG=1 shows where"
            ) from error
        return result


def _sentence(error: OSError) -> str:
    """What the system says, after the path that it is about."""
    path = error.filename
    if path is None:
        return reason(error)
    name = os.fsdecode(path) if isinstance(path, str | bytes) else str(path)
    return f"{name}: {reason(error)}"


class Entry(NamedTuple):
    """A command: the module of this package that defines it, and what it does in one line."""

    module: str
    help: str


COMMANDS = {
    "new": Entry("drafting", "Write a skeleton of a new declaration."),
    "convert": Entry("convert", "Convert a declaration to another format."),
    "validate": Entry(
        "validate", "Check declarations: files, folders, standard input."
    ),
    "show": Entry("show", "Show a summary of a declaration, or one paragraph of it."),
    "label": Entry(
        "drafting", "Write a table of how a text was read, which you can correct."
    ),
    "diff": Entry("diff", "Compare two declarations, or two versions of one."),
    "promises": Entry(
        "promises",
        "List who promises what, to whom, by when, and compare texts.",
    ),
    "references": Entry("references", "List what declarations cite, with addresses."),
    "quote": Entry(
        "quote", "Check whether and where the words of a quotation are printed."
    ),
    "suggest": Entry(
        "drafting",
        "Propose marks for the acts of a text, which you can correct.",
    ),
    "follow-up": Entry("follow_up", "Record and show what became of a declaration."),
    "corpus": Entry("corpus", "Build and search a corpus of thousands of documents."),
    "data": Entry("data", "Work with the shipped declarations."),
    "explain": Entry("codes", "Explain what the code or name of a finding means."),
    "rules": Entry("codes", "List every code that a finding can have."),
    "lsp": Entry("lsp", "Start the language server for an editor."),
    "mcp": Entry("mcp", "Start the MCP server for an assistant."),
    "workbench": Entry(
        "workbench", "Serve the workbench to a browser on this machine."
    ),
    "completion": Entry("completing", "Print a shell completion script."),
}
"""Every command by its name, in the order of the help."""


def _plugged() -> "dict[str, Plugin]":
    """The commands that packages add by the entry points `communique.commands`.

    Raises Refused where one has the name of another command.
    """
    from communique.core.plugins import TwoPlugins, plugins

    try:
        found = plugins("communique.commands")
    except TwoPlugins as error:
        raise Refused(str(error)) from error
    for name in found.keys() & COMMANDS.keys():
        owners = f"one of communique and one of {found[name].package}"
        raise Refused(f"two commands have the name {name!r}: {owners}")
    return found


def _plugged_command(name: str) -> click.Command | None:
    """The command that a package adds; None if there is none. Raises Refused where it cannot be
    used.
    """
    from communique.core.plugins import BrokenPlugin

    plugin = _plugged().get(name)
    if plugin is None:
        return None
    try:
        command = plugin.load()
    except BrokenPlugin as error:
        raise Refused(str(error)) from error
    if not isinstance(command, click.Command):
        raise Refused(f"the plug-in {name!r} of {plugin.package} is not a command")
    return command


class Commands(Group):
    """The group of all commands. It imports the module of a command when somebody asks for it.

    The help and the completion of the names use the table `COMMANDS` and import none.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's name
        """The names, in the order of the help; then those that packages add."""
        return [*COMMANDS, *_plugged()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's name
        """The command of that name; None if there is none."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return _plugged_command(cmd_name)
        module = import_module(f"communique.cli.{entry.module}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name. An error names the commands most like it.

        click does this only for commands that are imported already.
        """
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches

            alike = get_close_matches(args[0], self.list_commands(ctx))
            if not alike:
                raise
            message = f"{error.message} Did you mean {' or '.join(alike)}?"
            raise click.UsageError(message, error.ctx) from error

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's name
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of the commands."""
        with formatter.section("Commands"):
            rows = [(name, entry.help) for name, entry in COMMANDS.items()]
            rows += [
                (name, f"From {plugin.package}.") for name, plugin in _plugged().items()
            ]
            formatter.write_dl(rows)

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> "list[CompletionItem]":
        """The commands and options that begin with what was typed."""
        from click.shell_completion import CompletionItem

        found: list[CompletionItem] = []
        for name, entry in COMMANDS.items():
            if name.startswith(incomplete):
                found.append(CompletionItem(name, help=entry.help))
        return found + click.Command.shell_complete(self, ctx, incomplete)


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
