"""`communique corpus`: thousands of documents."""

import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import Command, Group
from communique.cli.answers import (
    answer_option,
    asked_words,
    limit_option,
    print_answer,
    print_exported,
    print_found,
)
from communique.cli.completing import files
from communique.cli.options import (
    force_option,
    form_of,
    from_option,
    json_option,
    reading_options,
)
from communique.cli.streams import (
    Counter,
    InputOptions,
    echo,
    print_json,
    put_document,
)

if TYPE_CHECKING:
    from communique.corpora import Corpus
    from communique.corpora.building import Built

jobs_option = click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Number of processes. Default: one for each processor.",
)


def _corpus(folder: str) -> "Corpus":
    from communique.corpora import Corpus

    return Corpus(Path(folder))


folder_argument = click.argument("folder", metavar="FOLDER", shell_complete=files)


@click.command(
    cls=Command, name="build", short_help="Convert and check many documents."
)
@click.argument(
    "sources", metavar="SOURCE...", nargs=-1, required=True, shell_complete=files
)
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    required=True,
    shell_complete=files,
    help="Folder of the corpus.",
)
@jobs_option
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Dask scheduler whose workers convert the documents.",
)
@click.option(
    "--to",
    "target",
    metavar="FORMAT,...",
    default="",
    help="Formats to write: json and parquet for the corpus, others as one file per "
    "document. Default: json,akn; later runs keep the formats of the first.",
)
@from_option
@click.option(
    "--language", metavar="TAG", help="Language of raw text (BCP 47: sl, en, sr-Latn)."
)
@click.option(
    "--overlays",
    metavar="FILE",
    shell_complete=files,
    help="JSON Lines, an object for a document: path (its name in the corpus), overlay, language.",
)
@click.option(
    "--correct",
    is_flag=True,
    help="Take the printed date where the markup has another; the table corrections says where.",
)
@reading_options
@click.option("-q", "--quiet", is_flag=True, help="Print only errors.")
def build_corpus(
    *,
    sources: tuple[str, ...],
    output: str,
    jobs: int | None,
    scheduler: str | None,
    target: str,
    overlays: str | None,
    correct: bool,
    quiet: bool,
    reading: InputOptions,
) -> None:
    """Convert and check all documents of files, folders, patterns (*, **), zip and tar archives,
    and addresses in stores (s3://, https://, ...).

    The next run converts only new and changed documents. If a run stops early, the same command
    continues it. Documents of sources that you do not name stay. Exit status 0: every document gave
    a record; 1: some did not (manifest.csv and findings name them), or could not be read and stay
    as they were; 2: the run could not finish.
    """
    from communique.corpora.building import build
    from communique.corpora.conversion import Recipe
    from communique.corpora.overlays import overlays_of
    from communique.corpora.sources import number_of

    named = [each.strip() for each in target.split(",")]
    to = dict.fromkeys(filter(None, named))
    recipe = Recipe(tuple(to), reading.origin, reading.options(), correct)
    more = None if overlays is None else overlays_of(Path(overlays))
    folder = Path(output)
    number = partial(number_of, sources, str(folder.resolve()))
    counter = Counter(number, quiet=quiet)
    began = time.monotonic()
    try:
        built = build(
            sources,
            folder,
            jobs=jobs,
            scheduler=scheduler,
            recipe=recipe,
            overlays=more,
            told=counter.to,
        )
    finally:
        counter.take_back()
    if not quiet:
        _say(built, time.monotonic() - began)
    is_whole = not built.failed and not built.unread
    raise click.exceptions.Exit(0 if is_whole else 1)


def _say(built: "Built", seconds: float) -> None:
    from communique.corpora.building import NAMED

    for why, (number, names) in built.skipped.items():
        shown = ", ".join(names)
        if number > len(names):
            shown += ", ..."
        echo(f"skipped {number} ({why}): {shown}", err=True)
    for name, why in built.unread[:NAMED]:
        echo(f"not read, kept as it was: {name} ({why})", err=True)
    if len(built.unread) > NAMED:
        click.echo(
            f"not read, kept as it was: {len(built.unread) - NAMED} more", err=True
        )
    for name, verdict in built.named:
        echo(f"no record: {name} ({verdict})", err=True)
    more = built.failed - len(built.named)
    if more > 0:
        click.echo(f"no record: {more} more", err=True)
    documents = f"{built.documents} documents, {built.failed} without a record"
    done = f"{built.converted} converted, {built.kept} kept, {built.gone} gone"
    click.echo(f"{documents}: {done}; {seconds:.0f} s", err=True)


@click.command(cls=Command, name="query")
@folder_argument
@click.argument("sql", metavar="SQL")
@answer_option
def query_corpus(*, folder: str, sql: str, output_format: str) -> None:
    """Run one SELECT with DuckDB. Build the corpus with tables first: --to json,akn,parquet.

    A query can only read. Each table is a view: declarations, paragraphs, acts, mentions,
    entities, signatories, ..., and manifest and findings.
    """
    answer = _corpus(folder).query(sql)
    print_answer(answer, output_format, "no rows")


@click.command(
    cls=Command,
    name="stats",
    short_help="Count the documents by verdict, kind, language and year.",
)
@folder_argument
@json_option()
def stats_of_corpus(*, folder: str, output_format: str) -> None:
    """Count the documents of a corpus by verdict, kind, language and year, and name those that took
    longest.
    """
    from communique.report.terminal import visible

    found = _corpus(folder).stats()
    if output_format == "json":
        print_json(found)
        return
    for name, value in found.items():
        if isinstance(value, dict):
            click.echo(f"{name}:")
            for each, number in value.items():
                click.echo(f"  {visible(str(each)) or 'none'}\t{number}")
        else:
            click.echo(f"{name.replace('_', ' ')}\t{value}")


@click.command(cls=Command, name="search")
@folder_argument
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@limit_option
@json_option()
def search_corpus(
    *, folder: str, words: tuple[str, ...], limit: int, output_format: str
) -> None:
    """Find the passages that have all of the words, the best first. Diacritics and capitals do not
    count.

    "Words in quotation marks" must be side by side; begin* finds any ending. The first search after
    a build takes longer, because it indexes the new documents. Exit status 1: nothing was found.
    """
    found = _corpus(folder).search(asked_words(words), limit=limit)
    print_found(found, output_format)
    raise click.exceptions.Exit(0 if found.total else 1)


@click.command(cls=Command, name="site", short_help="Write corpora as web pages.")
@click.argument(
    "folders", metavar="FOLDER...", nargs=-1, required=True, shell_complete=files
)
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    shell_complete=files,
    help="Folder to write the pages into.",
)
@jobs_option
def site_of_corpus(
    *,
    folders: tuple[str, ...],
    output: str,
    jobs: int | None,
) -> None:
    """Write corpora as one set of pages that open from a disk: a list with facets and search,
    and a page for each document.
    """
    from communique.corpora.site import write_site

    corpora = [Path(folder) for folder in folders]
    number = write_site(corpora, Path(output), jobs=jobs)
    click.echo(f"{number} documents, {Path(output) / 'index.html'}", err=True)


GRAPHS = {".graphml": "graphml", ".csv": "csv", ".parquet": "parquet"}
"""The forms of a graph, by the endings of file names that ask for them."""


@click.command(
    cls=Command, name="graph", short_help="Write which passage cites which work."
)
@folder_argument
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    required=True,
    shell_complete=files,
    help="File to write: .graphml, .csv or .parquet.",
)
@force_option
@jobs_option
def graph_of_corpus(*, folder: str, output: str, force: bool, jobs: int | None) -> None:
    """Write the graph of citations: works, and which passage cites which work.

    The nodes are the works of the corpus and the works that they cite. An edge has the citing
    passage, the cited work and paragraph, and how the work is cited (recall, under, cite, ...).
    Language versions of a work are one node. CSV and Parquet have the edges; GraphML has the nodes
    too.
    """
    from communique.report.graph import EDGE_COLUMNS, as_csv, as_graphml, edge_rows

    form = form_of(output, GRAPHS)
    graph = _corpus(folder).graph(jobs=jobs)
    made: str | bytes
    if form == "graphml":
        made = as_graphml(graph)
    elif form == "csv":
        made = as_csv(graph)
    else:
        from communique.corpora.arrow import as_parquet

        made = as_parquet(EDGE_COLUMNS, list(edge_rows(graph)))
    put_document(output, made, force=force)
    click.echo(f"{len(graph.works)} works, {len(graph.edges)} edges", err=True)


@click.command(
    cls=Command, name="pack", short_help="Pack a corpus into one file of records."
)
@folder_argument
@click.option(
    "-o",
    "--output",
    metavar="COLLECTION",
    required=True,
    shell_complete=files,
    help="Folder of the collection.",
)
@click.option(
    "--about",
    metavar="FILE",
    shell_complete=files,
    help="JSON object with what the collection says of itself: collection, distribution, "
    "version, quality, languages, former.",
)
@json_option()
def pack_folder(
    *, folder: str, output: str, about: str | None, output_format: str
) -> None:
    """Pack the valid records of a corpus into a store, records.sqlite: one compressed file from
    which one record is read without the others.

    The tables of the corpus are written beside it, one Parquet file each, if it was built with
    them. omissions.csv names each document that is left out, and the reason.
    """
    from communique.corpora.labels import label_of
    from communique.corpora.packing import pack_corpus

    about_file = None if about is None else Path(about)
    label = label_of(Path(output).name, about_file)
    packed = pack_corpus(Path(folder), Path(output), label)
    if output_format == "json":
        print_json(asdict(packed))
        return
    left_out = len(packed.omissions)
    numbers = f"{packed.works} works, {packed.records} records"
    languages = f"{packed.languages} languages, {packed.size} bytes"
    click.echo(f"{numbers}, {languages}; {left_out} documents left out", err=True)


@click.command(
    cls=Command, name="export", short_help="Write the tables of a corpus to hand on."
)
@folder_argument
@click.argument("output", metavar="OUT", shell_complete=files)
@click.option(
    "--title", metavar="WORDS", help="Title. Default: the name of the folder."
)
@click.option(
    "--date",
    "day",
    metavar="DATE",
    help="Day of publication. Default: that of the last conversion.",
)
@force_option
def export_corpus(
    *, folder: str, output: str, title: str | None, day: str | None, force: bool
) -> None:
    """Write the tables of a corpus into a folder: each as Parquet and as CSV, described for
    catalogues by Croissant, RO-Crate, DCAT and a data card (README.md).

    Build the corpus with tables first: --to json,akn,parquet. The same corpus gives the same bytes.
    """
    exported = _corpus(folder).export(output, title=title, day=day, force=force)
    print_exported(exported)


@click.group(
    cls=Group,
    commands=[
        build_corpus,
        export_corpus,
        graph_of_corpus,
        pack_folder,
        query_corpus,
        search_corpus,
        site_of_corpus,
        stats_of_corpus,
    ],
)
def corpus() -> None:
    """Work with a corpus: many documents, converted, checked, searched and counted."""
