"""`communique completion`."""

import click

from communique.cli import Command, communique
from communique.cli.streams import print_document


@click.command(cls=Command, short_help="Print a shell completion script.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print a script that completes commands, options, codes of findings, ids of declarations, and files in a shell.

    To use it: eval "$(communique completion bash)"
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None, "click knows the shells of the choice"
    print_document(script(communique, {}, "communique", "_COMMUNIQUE_COMPLETE").source())
