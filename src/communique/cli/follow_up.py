"""`communique follow-up`: what became of a declaration, any declaration."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import Command, Group, Refused
from communique.cli.completing import declarations, files
from communique.cli.listing import sheet
from communique.cli.options import (
    file_options,
    force_option,
    form_of,
    form_option,
    output_option,
)
from communique.cli.streams import (
    InputOptions,
    echo,
    print_document,
    print_finding,
    print_json,
    put_document,
    shipped_ids,
)

if TYPE_CHECKING:
    from communique.acts import Given
    from communique.acts.follow_up import FollowUp, Standing
    from communique.core.json_types import JsonObject
    from communique.model import ActMark, Declaration
    from communique.report.follow_up import By

EFFECTS = ("asks", "advances", "fulfils", "hinders")
SCORES = ("-1", "0", "+1")
FORMS = {".txt": "text", ".csv": "csv", ".json": "json", ".xlsx": "xlsx"}
"""The forms of the table of scores, by the endings of file names that ask for them."""


class _Ledgers(Group):
    """Its commands, and `show` where none of them is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take a call without a command for one of `show`."""
        known = {*self.commands, *ctx.help_option_names}
        if not args or args[0] not in known:
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.command(
    cls=Command, name="show", short_help="Show the status of each operative paragraph."
)
@click.argument(
    "identity", metavar="[ID|LEDGER]", required=False, shell_complete=declarations
)
@click.argument("file", metavar="[DECLARATION]", required=False, shell_complete=files)
@click.option(
    "--as-of",
    metavar="DATE",
    help="Count only what had certainly happened by this day, month or year. "
    "Default: all events.",
)
@click.option(
    "--output-format",
    type=click.Choice(["text", "json", "csv", "atom", "html"]),
    default="text",
    show_default=True,
    help="Plain text, an array for programs, a table of the events, a feed of them, "
    "or the page of the declaration with them.",
)
@file_options
def show(
    *,
    identity: str | None,
    file: str | None,
    as_of: str | None,
    output_format: str,
    reading: InputOptions,
) -> None:
    """Show the status of each operative paragraph, based on the events that are recorded.

    ID is the id of a shipped declaration; without it, all declarations with a ledger are shown.
    LEDGER is a file, and DECLARATION the file of its declaration, if that is not shipped. "no
    evidence recorded" does not mean "not done": it means that nothing is in the ledger.
    """
    from communique.acts import declared
    from communique.acts.follow_up import ledgers, load_follow_up
    from communique.formats import format_named
    from communique.formats.csv import csv_of
    from communique.generate.views import EVENTS, event_rows

    found: list[JsonObject] = []
    works = ledgers() if identity is None else (identity,)
    for work in works:
        ledger = _ledger(work) if Path(work).is_file() else load_follow_up(work)
        known = ledger.until(as_of)
        if output_format == "csv":
            print_document(csv_of(EVENTS.header(), event_rows(known)))
            continue
        if output_format == "atom":
            print_document(_feed(known))
            continue
        given = _given(ledger, file, reading)
        declaration = declared(given)
        if declaration.id != ledger.work:
            raise Refused(
                f"the ledger is about {ledger.work!r}, not {declaration.id!r}"
            )
        standings = ledger.standings(declaration, as_of=as_of)
        if output_format == "html":
            print_document(format_named("html").write_read(given, ledger=known))
        elif output_format == "json":
            told = [_standing(each) for each in standings]
            found.append({"work": ledger.work, "as_of": as_of, "standings": told})
        else:
            _print(declaration, standings, as_of)
    if output_format == "json":
        print_json(found)


def _standing(standing: "Standing") -> "JsonObject":
    """The standing of a paragraph for programs."""
    events = [event.model_dump(mode="json") for event in standing.events]
    return {
        "eid": standing.eid,
        "status": standing.status,
        "words": standing.words,
        "events": events,
    }


@click.command(
    cls=Command, name="init", short_help="Write an empty ledger for a declaration."
)
@click.argument("file", metavar="DECLARATION", shell_complete=files)
@output_option("File")
@force_option
@file_options
def init(*, file: str, output: str, force: bool, reading: InputOptions) -> None:
    """Write an empty ledger for a declaration: a shipped one, or a file in any readable format."""
    from communique.acts.follow_up import FollowUp

    declaration, _ = reading.find(file)
    empty = FollowUp(work=declaration.id)
    put_document(output, _written(empty), force=force)


@click.command(cls=Command, name="add", short_help="Add an event to a ledger.")
@click.argument("ledger", metavar="LEDGER", shell_complete=files)
@click.option(
    "--id",
    "identity",
    metavar="ID",
    required=True,
    help="Id of the event, unique in the ledger.",
)
@click.option(
    "--date",
    metavar="DATE",
    required=True,
    help="When it happened: a day, a month or a year.",
)
@click.option(
    "--concerns",
    metavar="EID",
    required=True,
    multiple=True,
    help="Paragraph that it concerns. Can be repeated.",
)
@click.option(
    "--effect",
    type=click.Choice(EFFECTS),
    required=True,
    help="Whether it advances or hinders what the paragraph says.",
)
@click.option(
    "--summary", metavar="TEXT", required=True, help="What happened, in one sentence."
)
@click.option(
    "--source",
    metavar="TEXT",
    required=True,
    help="Document that says that it happened.",
)
@click.option(
    "--basis",
    type=click.Choice(["external", "inferred"]),
    default="inferred",
    show_default=True,
    help="Whether a source links it to the paragraphs, or you infer the link.",
)
@click.option("--title", metavar="TEXT", help="Title of that document.")
@click.option("--url", metavar="URL", help="Address of that document.")
@click.option(
    "--quote",
    nargs=2,
    metavar="LANGUAGE TEXT",
    help="Words of that document, exactly as printed there.",
)
@click.option(
    "--remark", metavar="TEXT", help="Anything else that a reader should know."
)
def add(
    *,
    ledger: str,
    identity: str,
    date: str,
    source: str,
    title: str | None,
    url: str | None,
    quote: tuple[str, str] | None,
    **values: object,
) -> None:
    """Add an event to a ledger, at the place that its date gives it."""
    document = {"title": title, "url": url} if title or url else None
    quotation = {"language": quote[0], "text": quote[1]} if quote else None
    said = {
        "id": identity,
        "date": {"value": date, "basis": "external", "source": source},
        "source": source,
        "document": document,
        "quotation": quotation,
        **values,
    }
    changed = _ledger(ledger).with_event(said)
    put_document(ledger, _written(changed), force=True)


@click.command(
    cls=Command, name="check", short_help="Check a ledger against its declaration."
)
@click.argument("ledger", metavar="LEDGER", shell_complete=files)
@click.argument("file", metavar="[DECLARATION]", required=False, shell_complete=files)
@file_options
def check(*, ledger: str, file: str | None, reading: InputOptions) -> None:
    """Check a ledger against its declaration.

    Every event must name paragraphs that exist, and quote a document that has an address or an
    identifier. Every score must be of a promise in this version of the text.

    DECLARATION is the file of the declaration, if it is not a shipped one. The exit
    status is 1 if something is missing.
    """
    from communique.acts import declared
    from communique.checking.json import ledger_findings
    from communique.core.errors import NotReadable
    from communique.core.source import Source
    from communique.report.summary import counted

    try:
        held = _ledger(ledger)
        declaration = declared(_given(held, file, reading))
    except NotReadable:
        held = None
        declaration = None
    found = ledger_findings(Source.open(ledger, reading.limits), declaration)
    for finding in found:
        print_finding(ledger, finding)
    if held is None or found:
        raise click.exceptions.Exit(1)
    echo(
        f"{ledger}: {counted(len(held.events), 'event')}, each with a document and a quotation"
    )


@click.command(
    cls=Command, name="score", short_help="Say how far a party has kept a promise."
)
@click.argument("ledger", metavar="LEDGER", shell_complete=files)
@click.argument("file", metavar="[DECLARATION]", required=False, shell_complete=files)
@click.option("--promise", metavar="ID", required=True, help="Id of the promise.")
@click.option("--party", metavar="NAME", required=True, help="Whoever is scored.")
@click.option(
    "--score",
    type=click.Choice(SCORES),
    required=True,
    help="-1: not kept. 0: kept in part. +1: kept.",
)
@click.option(
    "--date",
    metavar="DATE",
    required=True,
    help="Up to when you looked for evidence: a day, a month or a year.",
)
@click.option("--evidence", metavar="TEXT", required=True, help="What the party did.")
@click.option(
    "--guideline",
    metavar="TEXT",
    required=True,
    help="What counts as kept, as kept in part, and as not kept.",
)
@click.option("--url", metavar="URL", help="Address of the evidence.")
@file_options
def score(
    *,
    ledger: str,
    file: str | None,
    score: str,
    reading: InputOptions,
    **values: object,
) -> None:
    """Say how far a party has kept a promise, by the scale of the G20 Research Group.

    `communique promises --to json` prints the ids of promises. DECLARATION is the file of the
    declaration, if it is not a shipped one.
    """
    from communique.acts import declared, promises

    held = _ledger(ledger)
    given = _given(held, file, reading)
    ids = {act.id for act in promises(given)}
    said = {**values, "score": int(score)}
    changed = held.with_score(said, declared(given), ids)
    put_document(ledger, _written(changed), force=True)


@click.command(
    cls=Command, name="table", short_help="List the scores by promise or by party."
)
@click.argument("ledger", metavar="LEDGER", shell_complete=files)
@click.argument("file", metavar="[DECLARATION]", required=False, shell_complete=files)
@click.option(
    "--by",
    type=click.Choice(["promise", "party"]),
    default="promise",
    show_default=True,
    help="What the rows are sorted by.",
)
@form_option(FORMS)
@output_option("File")
@force_option
@file_options
def table(
    *,
    ledger: str,
    file: str | None,
    by: "By",
    form: str | None,
    output: str,
    force: bool,
    reading: InputOptions,
) -> None:
    """List each promise with its parties, their scores and its catalysts.

    LEDGER is a file, or the id of a shipped declaration. A party without a score has a row too.
    XLSX needs the extra xlsx, and -o.
    """
    from communique.acts.follow_up import load_follow_up
    from communique.report.follow_up import SCORED, WRITERS, score_rows

    form = form or form_of(output, FORMS)
    is_file = Path(ledger).is_file()
    held = _ledger(ledger) if is_file else load_follow_up(ledger)
    given = _given(held, file, reading)
    found = score_rows(held, given, by)
    if form == "xlsx":
        book = sheet("scores", output, SCORED, found)
        put_document(output, book, force=force)
        return
    text = WRITERS[form](found, by)
    put_document(output, text, force=force)


@click.group(
    cls=_Ledgers,
    commands=[show, init, add, check, score, table],
)
def follow_up() -> None:
    """Record and show what became of a declaration: `follow-up` alone shows it."""


def _ledger(path: str) -> "FollowUp":
    """The ledger in a file. Raises OSError and NotReadable."""
    from communique.acts.follow_up import read_follow_up

    return read_follow_up(path, Path(path).read_bytes())


def _given(ledger: "FollowUp", file: str | None, reading: InputOptions) -> "Given":
    """The declaration in the file that is named, else the shipped one that the ledger is of. Raises
    Refused without either.
    """
    if file is None and ledger.work not in shipped_ids():
        raise Refused(
            f"no declaration {ledger.work!r} is shipped; give its file as the second argument"
        )
    return reading.given(file or ledger.work)


def _written(ledger: "FollowUp") -> str:
    return ledger.model_dump_json(indent=2) + "\n"


def _print(
    declaration: "Declaration", standings: "tuple[Standing, ...]", as_of: str | None
) -> None:
    from communique.acts.follow_up import has_node

    when = (
        "by all events recorded"
        if as_of is None
        else f"by the events recorded, as of {as_of}"
    )
    echo(f"{declaration.id}, {when}:")
    for standing in standings:
        acts: tuple[ActMark, ...] = ()
        if has_node(declaration, standing.eid):
            acts = getattr(declaration[standing.eid], "acts", ())
        kinds = ", ".join([act.act for act in acts])
        place = f"{standing.eid} ({kinds})" if kinds else standing.eid
        echo(f"  {place}: {standing.words}")
        for event in standing.events:
            why = f"{event.basis}: {event.source}"
            echo(f"    {event.date.value}  {event.summary} [{why}]")
            if event.remark:
                echo(f"      {event.remark}")
    echo('"no evidence recorded" does not mean "not done"')


def _feed(ledger: "FollowUp") -> str:
    """An Atom feed (RFC 4287), the latest event first. What has no day is dated by the last that
    its date can mean.
    """
    import xml.etree.ElementTree as ET

    feed = ET.Element("feed", xmlns="http://www.w3.org/2005/Atom")

    def put(
        parent: ET.Element, name: str, text: str | None = None, **attributes: str
    ) -> ET.Element:
        element = ET.SubElement(parent, name, attributes)
        element.text = text
        return element

    def head(parent: ET.Element, identity: str, title: str, day: str) -> None:
        put(parent, "id", f"urn:communique:follow-up:{identity}")
        put(parent, "title", title)
        put(parent, "updated", f"{day}T00:00:00Z")

    events = ledger.events[::-1]
    latest = events[0].latest.isoformat() if events else "1970-01-01"
    head(feed, ledger.work, f"Follow-up of {ledger.work}", latest)
    author = put(feed, "author")
    put(author, "name", "communique")
    for event in events:
        entry = put(feed, "entry")
        day = event.latest.isoformat()
        head(entry, f"{ledger.work}:{event.id}", event.summary, day)
        if event.document is not None and event.document.url:
            put(entry, "link", href=event.document.url)
        for eid in event.concerns:
            put(entry, "category", term=eid)
        put(entry, "summary", event.quotation.text if event.quotation else event.source)
    ET.indent(feed)
    return ET.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"
