"""`communique explain`."""

from collections.abc import Iterator
from textwrap import fill
from typing import TYPE_CHECKING

import click

from communique.cli import Command

if TYPE_CHECKING:
    from communique.rule import Rule
    from communique.validate.cross.crossing import Crossing


@click.command(cls=Command, short_help="Say what the code or name of a finding means.")
@click.argument("code", metavar="CODE|NAME")
def command(code: str) -> None:
    """Say what a finding's code or name means; of a rule also why it is one, and how to mend what it finds."""
    from communique.rules import RULES
    from communique.validate.codes import find
    from communique.validate.cross import CROSSINGS

    found = find(code)
    click.echo(f"{found.code} {found.name}")
    click.echo(f"  {found.summary}")
    click.echo(f"  severity: {found.severity}{', and no verdict can be given' if found.fatal else ''}")
    for rule in RULES:
        if rule.code == found:
            asked = ", ".join(f"{profile} {severity}" for profile, severity in rule.severities.items())
            _print(rule, f"profiles: {asked}")
    for crossing in CROSSINGS:
        if crossing.code == found:
            _print(crossing, f"asked of {'; '.join(crossing.relations)}")


def _print(rule: "Rule | Crossing", asked: str) -> None:
    for line in _lines(rule, asked):
        click.echo(line)


def _lines(rule: "Rule | Crossing", asked: str) -> Iterator[str]:
    """What a rule's page says: when it is asked, reason, remedy, examples, sources."""
    page = rule.page
    yield f"  {asked}"
    for title, text in (("Why", page.why), ("Mend", page.mend)):
        yield ""
        yield from fill(f"{title}: {text}", 100, initial_indent="  ", subsequent_indent="  ").splitlines()
    for title, text in (("Bad", page.bad), ("Good", page.good)):
        yield ""
        yield f"  {title}:"
        yield from (f"    {line}".rstrip() for line in text.splitlines() if not line.startswith("```"))
    yield ""
    yield f"  sources: {'; '.join(rule.sources)}"
    yield f"  since {rule.since}; docs: {rule.code.page}"
