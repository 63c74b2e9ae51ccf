"""Each help screen ends with examples, and each example is a call that the program takes."""

import shlex
from collections.abc import Iterator
from itertools import takewhile

import click

from communique.cli import communique
from communique.cli.examples import EXAMPLES


def commands(
    command: click.Command = communique, path: str = "communique"
) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            inner = command.get_command(click.Context(command), name)
            assert inner is not None
            yield from commands(inner, f"{path} {name}")


def test_each_help_screen_has_two_examples_or_more() -> None:
    paths = [path for path, _ in commands()]
    assert sorted(EXAMPLES) == sorted(paths)
    assert [path for path, examples in EXAMPLES.items() if len(examples) < 2] == []


def test_each_example_is_a_call_that_the_program_takes() -> None:
    known = dict(commands())
    for examples in EXAMPLES.values():
        for example in examples:
            words = list(
                takewhile(
                    lambda word: word not in {"|", "<", ">"}, shlex.split(example)
                )
            )
            path = max(
                (each for each in known if each.split() == words[: len(each.split())]),
                key=len,
            )
            arguments = words[len(path.split()) :]
            known[path].make_context(path, arguments)


def test_the_limits_come_after_the_other_options() -> None:
    known = dict(commands())
    help_ = known["communique convert"].get_help(
        click.Context(known["communique convert"], info_name="communique convert")
    )
    options, _, limits = help_.partition("\nLimits:\n")
    assert "--max-" not in options
    assert limits.count("--max-") == 5
