"""What a shell offers for the values of arguments and options, when somebody presses Tab;
`communique completion`.

A person waits for the answer, so it comes from lists: nothing here imports the library.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import Command, communique
from communique.cli.streams import print_document

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def files(
    _: click.Context, __: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Files and folders: the shell knows them."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def declarations(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """The ids of the shipped declarations; files where none of them begins so."""
    from click.shell_completion import CompletionItem

    ids = [each for each in _shipped_ids() if each.startswith(incomplete)]
    return [*files(context, parameter, incomplete), *map(CompletionItem, ids)]


def _shipped_ids() -> list[str]:
    """The ids of the shipped declarations, by the names of their folders, in order."""
    from communique.core.bundle import editions
    from communique.core.errors import BundleMissing

    ids: list[str] = []
    try:
        for edition in editions():
            works = edition["data"].joinpath("declarations")
            ids += [work.name for work in works.iterdir() if work.is_dir()]
    except BundleMissing:
        return []
    return sorted(ids)


def codes(
    _: click.Context, __: click.Parameter, incomplete: str
) -> "list[CompletionItem]":
    """Codes of findings, and their names after the first letter. Of several codes with commas, the
    last is completed.
    """
    from click.shell_completion import CompletionItem

    before, comma, last = incomplete.rpartition(",")
    beginning = last.upper()
    file = Path(__file__).with_name("codes.json")
    of_codes: list[CompletionItem] = []
    of_names: list[CompletionItem] = []
    for code, name, summary in json.loads(file.read_text("utf-8")):
        if code.startswith(beginning):
            of_codes.append(CompletionItem(f"{before}{comma}{code}", help=summary))
        if last and name.startswith(last):
            of_names.append(CompletionItem(f"{before}{comma}{name}", help=summary))
    return of_codes + of_names


@click.command(cls=Command)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a script that completes commands, options, codes of findings, ids of declarations, and
    files in a shell.

    To use it: eval "$(communique completion bash)"
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None, "click knows the shells of the choice"
    print_document(
        script(communique, {}, "communique", "_COMMUNIQUE_COMPLETE").source()
    )
