"""`communique corpus`: thousands of documents."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import Command
from communique.cli.completing import files
from communique.cli.lookup import Reading
from communique.cli.options import from_option, reading_options
from communique.cli.progress import Counter

if TYPE_CHECKING:
    from communique.corpus.building import Built


@click.command(cls=Command, name="build")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, shell_complete=files)
@click.option("-o", "--output", metavar="FOLDER", required=True, shell_complete=files, help="Folder of the corpus.")
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Number of processes. Default: one for each processor."
)
@click.option(
    "--to", "target", metavar="FORMAT,...", default="json,akn", show_default=True,
    help="What to write: json, parquet, and formats of which each document has a file.",
)  # fmt: skip
@from_option
@click.option("--language", metavar="TAG", help="Language of raw text (BCP 47: sl, en, sr-Latn).")
@click.option("--hints", hidden=True, default=None)
@reading_options
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def build_corpus(
    *, sources: tuple[str, ...], output: str, jobs: int | None, target: str, quiet: bool, reading: Reading
) -> None:
    """Convert and check all documents of files, folders, patterns (*, **), zip and tar archives.

    What is new or changed since the last run is converted; all else is kept. A run that was cut short goes on where it
    was. Documents of sources that are not named stay. Exit status 0: every document gave a record; 1: some did not,
    manifest.csv and findings name them; 2: the run could not be finished.
    """
    from communique.corpus.building import build
    from communique.corpus.conversion import Recipe

    recipe = Recipe(tuple(dict.fromkeys(each.strip() for each in target.split(","))), reading.origin, reading.options())
    counter = Counter(quiet=quiet)
    began = time.monotonic()
    try:
        built = build(sources, Path(output), jobs=jobs, recipe=recipe, told=counter.to)
    finally:
        counter.take_back()
    if not quiet:
        _say(built, time.monotonic() - began)
    raise click.exceptions.Exit(1 if built.failed else 0)


def _say(built: "Built", seconds: float) -> None:
    from communique.report.terminal import visible

    for why, (number, names) in built.skipped.items():
        shown = ", ".join(map(visible, names)) + (", ..." if number > len(names) else "")
        click.echo(f"skipped {number} ({why}): {shown}", err=True)
    for name, verdict in built.named:
        click.echo(f"no record: {visible(name)} ({verdict})", err=True)
    if built.failed > len(built.named):
        click.echo(f"no record: {built.failed - len(built.named)} more", err=True)
    click.echo(
        f"{built.documents} documents: {built.converted} converted, {built.failed} of them without a record, "
        f"{built.kept} kept, {built.gone} gone; {seconds:.0f} s",
        err=True,
    )


@click.group(short_help="Build and search a corpus of thousands of documents.")
def command() -> None:
    """Work with a corpus: many documents, converted, checked, searched and counted."""


for each in (build_corpus,):
    command.add_command(each)
