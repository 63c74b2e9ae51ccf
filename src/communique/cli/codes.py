"""`communique explain` and `communique rules`: what findings mean."""

from collections.abc import Iterator
from textwrap import fill
from typing import TYPE_CHECKING

import click

from communique.cli import Command
from communique.cli.completing import codes
from communique.cli.options import json_option
from communique.cli.streams import print_json

if TYPE_CHECKING:
    from communique.checking.cross.pair import Crossing
    from communique.rules.rule import Rule


@click.command(cls=Command)
@click.argument("code", metavar="CODE|NAME", shell_complete=codes)
@json_option()
def explain(code: str, output_format: str) -> None:
    """Explain what the code or name of a finding means; for a rule, also why it exists and how to
    fix what it finds.
    """
    from communique.checking.codes import check_of, find
    from communique.report.codes import as_json
    from communique.rules.fixers import FIXERS

    found = find(code)
    if output_format == "json":
        print_json(as_json(found))
        return
    click.echo(f"{found.code} {found.name}")
    click.echo(f"  {found.summary}")
    click.echo(
        f"  severity: {found.severity}{'; no verdict is possible' if found.fatal else ''}"
    )
    if found.code in FIXERS:
        click.echo("  validate --fix can fix some of these in Akoma Ntoso files")
    check = check_of(found)
    for line in ("  docs: rules/readers.md",) if check is None else _lines(check):
        click.echo(line)


def _lines(rule: "Rule | Crossing") -> Iterator[str]:
    """What a rule's page says: when it is asked, reason, remedy, examples, sources."""
    from communique.rules.rule import Rule

    page = rule.page
    if isinstance(rule, Rule):
        yield f"  profiles: {', '.join(f'{profile} {severity}' for profile, severity in rule.severities.items())}"
    else:
        yield f"  asked of {'; '.join(rule.relations)}"
    for title, text in (("Why", page.why), ("Fix", page.fix)):
        yield ""
        yield from fill(
            f"{title}: {text}", 100, initial_indent="  ", subsequent_indent="  "
        ).splitlines()
    for title, text in (("Bad", page.bad), ("Good", page.good)):
        yield ""
        yield f"  {title}:"
        yield from (
            f"    {line}".rstrip()
            for line in text.splitlines()
            if not line.startswith("```")
        )
    yield ""
    yield f"  sources: {'; '.join(rule.sources)}"
    yield f"  since {rule.since}; docs: {rule.code.page}"


@click.command(cls=Command)
@json_option("an array")
def rules(output_format: str) -> None:
    """List every code that a finding can have: code, name, usual severity, whether it can be fixed,
    and what it means.
    """
    from communique.checking.codes import every_code
    from communique.rules.fixers import FIXERS

    every = every_code()
    if output_format == "json":
        from communique.report.codes import as_json

        print_json([as_json(each) for each in every])
        return
    wide = max(len(each.name) for each in every)
    for each in every:
        fix = "fix" if each.code in FIXERS else "   "
        click.echo(
            f"{each.code}  {each.name:{wide}}  {each.severity!s:7}  {fix}  {each.summary}"
        )
