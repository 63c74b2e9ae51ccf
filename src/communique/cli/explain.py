"""`communique explain`."""

from collections.abc import Iterator
from textwrap import fill
from typing import TYPE_CHECKING

import click

from communique.cli import Command

if TYPE_CHECKING:
    from communique.rule import Rule


@click.command(cls=Command, short_help="Say what the code or name of a finding means.")
@click.argument("code", metavar="CODE|NAME")
def command(code: str) -> None:
    """Say what a finding's code or name means; of a rule also why it is one, and how to mend what it finds."""
    from communique.rules import RULES
    from communique.validate.codes import find

    found = find(code)
    click.echo(f"{found.code} {found.name}")
    click.echo(f"  {found.summary}")
    click.echo(f"  severity: {found.severity}{', and no verdict can be given' if found.fatal else ''}")
    for rule in RULES:
        if rule.code == found:
            for line in _of_rule(rule):
                click.echo(line)


def _of_rule(rule: "Rule") -> Iterator[str]:
    """What a rule's page says: profiles, reason, remedy, examples, sources."""
    page = rule.page
    yield f"  profiles: {', '.join(f'{profile} {severity}' for profile, severity in rule.severities.items())}"
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
