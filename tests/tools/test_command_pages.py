from pathlib import Path

import click
from tools.generate.command_pages import PATH, make

from communique.cli import communique


def test_every_command_has_a_section_and_every_option_a_row() -> None:
    page = make(Path())[PATH].decode()
    context = click.Context(communique)
    for name in communique.list_commands(context):
        command = communique.get_command(context, name)
        assert command is not None
        section = page.partition(f"\n## communique {name}\n")[2].partition("\n## ")[0]
        assert f"communique {name} [OPTIONS]" in section
        for option in command.params:
            if isinstance(option, click.Option) and not option.hidden:
                assert option.opts[-1] in section
    assert "\n## communique data verify\n" in page
    assert "| `-h, --help` |" in page
