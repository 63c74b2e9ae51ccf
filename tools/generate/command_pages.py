"""The page of every command with its options, from the commands themselves: `docs/commands.md`."""

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

from communique.cli.examples import EXAMPLES
from communique.generate import Files

PATH = "docs/commands.md"
_HEAD = """# Commands and options

*This page is generated from the commands: it has the text of `--help`. [Command line](command-line.md) explains the commands, and exit status, streams,
formats and limits.*
"""
_MARKUP = re.compile(r"[\\`*_\[\]<>|]")


def make(_: Path) -> Files:
    """The page."""
    # The commands stand on a floor above. They are asked for by name, as whoever starts the program
    # does.
    program: click.Group = import_module("communique.cli").communique
    return {
        PATH: "".join(
            [
                _HEAD,
                *_described(
                    program,
                    click.Context(
                        program, info_name="communique", **program.context_settings
                    ),
                ),
            ]
        ).encode()
    }


def _described(command: click.Command, context: click.Context) -> Iterator[str]:
    """A section for a command, then those of the commands below it."""
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    paragraphs = inspect.cleandoc(command.help or "").partition("\f")[0]
    yield f"\n## {context.command_path}\n\n```text\n{usage}\n```\n\n{_escaped(paragraphs)}\n"
    examples = "\n".join(EXAMPLES.get(context.command_path, ()))
    if examples:
        yield f"\n```text\n{examples}\n```\n"
    options = [
        option
        for option in command.get_params(context)
        if isinstance(option, click.Option) and not option.hidden
    ]
    yield "\n| Option | Meaning |\n| --- | --- |\n"
    yield from (_row(option, context) for option in options)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _described(
                    inner, click.Context(inner, info_name=name, parent=context)
                )


def _row(option: click.Option, context: click.Context) -> str:
    names, about = option.get_help_record(context) or ("", "")
    return f"| `{names}` | {_escaped(about)} |\n"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
