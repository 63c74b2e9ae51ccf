"""How answers to questions in SQL, and passages that are found, are printed."""

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

import click

from communique.cli.streams import echo, print_document, print_json

if TYPE_CHECKING:
    from communique.corpora.exporting import Exported
    from communique.corpora.fulltext import Found
    from communique.corpora.sql import Answer

F = TypeVar("F", bound=Callable[..., object])


def answer_option(function: F) -> F:
    """`--output-format` of an answer."""
    return click.option(
        "--output-format",
        type=click.Choice(["text", "csv", "json"]),
        default="text",
        show_default=True,
        help="Form of the answer: cells separated by tabs, CSV, or a JSON array.",
    )(function)


def limit_option(function: F) -> F:
    """`--limit` of a search."""
    return click.option(
        "--limit",
        type=click.IntRange(1),
        default=20,
        show_default=True,
        metavar="N",
        help="Passages to print.",
    )(function)


def print_answer(answer: "Answer", output_format: str, none: str) -> None:
    """Print an answer. `none` is what standard error says where it has no rows."""
    number = 0
    if output_format == "json":
        found: list[dict[str, object]] = []
        for row in answer.rows:
            cells = map(_plain, row)
            named = zip(answer.columns, cells, strict=True)
            found.append(dict(named))
        print_json(found)
        number = len(found)
    elif output_format == "csv":
        from communique.corpora.shards import line_of

        print_document(line_of(answer.columns))
        for values in answer.rows:
            print_document(line_of(values))
            number += 1
    else:
        from communique.report.terminal import visible

        header = map(visible, answer.columns)
        click.echo("\t".join(header))
        for values in answer.rows:
            texts = map(_text, values)
            line = "\t".join(map(visible, texts))
            click.echo(line)
            number += 1
    if not number:
        click.echo(none, err=True)


def _plain(cell: object) -> object:
    """A cell of an answer as JSON can hold it: a date, for example, is written as text."""
    if cell is None or isinstance(cell, str | int | float | list | dict):
        return cell
    return str(cell)


def _text(cell: object) -> str:
    """A cell of an answer as words; nothing for none."""
    if cell is None:
        return ""
    return str(cell)


def print_found(found: "Found", output_format: str) -> None:
    """Print passages, and on standard error how many there are."""
    if output_format == "json":
        print_json(asdict(found))
        return
    for hit in found.hits:
        echo(f"{hit.path} {hit.eid}: {hit.words}")
    shown = len(found.hits)
    click.echo(f"{shown} of {found.total} passages", err=True)


def print_exported(exported: "Exported") -> None:
    """Print on standard error what was written."""
    rows = sum(exported.tables.values())
    number = len(exported.tables)
    click.echo(f"{number} tables, {rows} rows, {exported.folder}", err=True)


def asked_words(words: tuple[str, ...]) -> str:
    """The words of a search as one text."""
    return " ".join(map(_quoted, words))


def _quoted(words: str) -> str:
    """Words that stood between quotation marks, which the shell took away."""
    return f'"{words}"' if " " in words and '"' not in words else words
