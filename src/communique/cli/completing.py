"""What a shell offers for the values of arguments and options, when somebody presses Tab; `communique completion`."""

from typing import TYPE_CHECKING

import click

from communique.cli import Command, communique
from communique.cli.streams import print_document, shipped_ids

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def files(_: click.Context, __: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Files and folders: the shell knows them."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def declarations(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """The ids of the shipped declarations; files where none of them begins so."""
    from click.shell_completion import CompletionItem

    ids = (each for each in sorted(shipped_ids()) if each.startswith(incomplete))
    return [*files(context, parameter, incomplete), *map(CompletionItem, ids)]


def codes(_: click.Context, __: click.Parameter, incomplete: str) -> "list[CompletionItem]":
    """Codes of findings, and their names once the first letter of one is there; of several, joined by commas, the last."""
    from click.shell_completion import CompletionItem

    from communique.checking.codes import every_code

    before, comma, last = incomplete.rpartition(",")
    known = every_code()
    found = [each.code for each in known if each.code.startswith(last.upper())]
    found += [each.name for each in known if last and each.name.startswith(last)]
    summaries = {name: each.summary for each in known for name in (each.code, each.name)}
    return [CompletionItem(f"{before}{comma}{name}", help=summaries[name]) for name in found]


@click.command(cls=Command, short_help="Print a shell completion script.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a script that completes commands, options, codes of findings, ids of declarations, and files in a shell.

    To use it: eval "$(communique completion bash)"
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None, "click knows the shells of the choice"
    print_document(script(communique, {}, "communique", "_COMMUNIQUE_COMPLETE").source())
