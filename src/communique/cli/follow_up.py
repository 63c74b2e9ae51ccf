"""`communique follow-up`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli import Command
from communique.cli.completing import declarations
from communique.cli.options import json_option
from communique.cli.streams import print_json

if TYPE_CHECKING:
    from communique.follow_up import Standing
    from communique.model import Declaration


@click.command(cls=Command, name="follow-up", short_help="Show what is recorded about the follow-up of a declaration.")
@click.argument("identity", metavar="[ID]", required=False, shell_complete=declarations)
@click.option(
    "--as-of",
    metavar="DATE",
    help="Count only what had certainly happened by this day, month or year. Default: all events.",
)
@json_option("an array")
def command(identity: str | None, as_of: str | None, output_format: str) -> None:
    """Show the status of each commitment, based on the events that are recorded.

    ID is the id of a shipped declaration; without it, all declarations with a ledger are shown. "no evidence recorded" does
    not mean "not done": it means that nothing is in the ledger.
    """
    from communique.dataset import load
    from communique.follow_up import ledgers, load_follow_up, read_follow_up

    found: list[dict[str, Any]] = []
    for work in (identity,) if identity is not None else ledgers():
        path = Path(work)
        ledger = read_follow_up(work, path.read_bytes()) if path.is_file() else load_follow_up(work)
        work = ledger.work
        declaration = load(work)
        standings = ledger.standings(declaration, as_of=as_of)
        if output_format == "json":
            found.append({"work": work, "as_of": as_of, "standings": [_as_json(standing) for standing in standings]})
        else:
            _print(declaration, standings, as_of)
    if output_format == "json":
        print_json(found)


def _print(declaration: "Declaration", standings: "tuple[Standing, ...]", as_of: str | None) -> None:
    when = "by all events recorded" if as_of is None else f"by the events recorded, as of {as_of}"
    click.echo(f"{declaration.id}, {when}:")
    for standing in standings:
        acts = getattr(declaration[standing.eid], "acts", ())
        kinds = f" ({', '.join(act.act for act in acts)})" if acts else ""
        click.echo(f"  {standing.eid}{kinds}: {standing.words}")
        for event in standing.events:
            click.echo(f"    {event.date.value}  {event.summary} [{event.basis}: {event.source}]")
            if event.remark:
                click.echo(f"      {event.remark}")
    click.echo('"no evidence recorded" does not mean "not done"')


def _as_json(standing: "Standing") -> dict[str, Any]:
    return {"eid": standing.eid, "status": standing.status, "words": standing.words,
            "events": [event.model_dump(mode="json") for event in standing.events]}  # fmt: skip
