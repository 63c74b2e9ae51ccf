"""`communique convert`."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from communique.cli import Command, Refused
from communique.cli.completing import declarations, files
from communique.cli.options import (
    fail_on_option,
    from_option,
    output_option,
    reading_options,
    text_options,
)
from communique.cli.streams import InputOptions, print_document, print_finding

if TYPE_CHECKING:
    from communique.core.diagnostics import Diagnostic, Severity
    from communique.draft import Ledger, Parsed
    from communique.formats import Format
    from communique.model import Declaration


@click.command(cls=Command)
@click.argument("source", metavar="IN", shell_complete=declarations)
@output_option("File or folder")
@from_option
@click.option(
    "--to",
    "target",
    metavar="FORMAT",
    help="Output format. Default: by the extension of OUT; json on standard output.",
)
@text_options
@click.option(
    "--ledger",
    metavar="FILE",
    shell_complete=files,
    help="Write an account of every character, as JSON.",
)
@click.option(
    "--text",
    "taken",
    metavar="FILE",
    shell_complete=files,
    help="Write the text that line numbers refer to; for PDF, DOCX and HTML, the text "
    "extracted from the file.",
)
@click.option(
    "--beside",
    metavar="FILE|TAG",
    multiple=True,
    shell_complete=declarations,
    help="Another language of the same work, printed beside the first (html): a file, or "
    "the tag of a language of a shipped declaration. Can be repeated.",
)
@click.option(
    "--no-record",
    is_flag=True,
    help="Do not put the record into the PDF, DOCX or HTML.",
)
@click.option(
    "--places",
    is_flag=True,
    help="Also write the place of each node in the source, and the odds of its role (json and akn).",
)
@click.option(
    "--split",
    is_flag=True,
    help="Write one record for each text of a file that holds several; OUT is a folder.",
)
@fail_on_option
@reading_options
@click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Print every decision of the reader, not only possible errors.",
)
@click.option(
    "-q",
    "--quiet",
    is_flag=True,
    help="Print only errors and losses: no other warnings, no summary of the ledger.",
)
def convert(
    *,
    source: str,
    output: str,
    target: str | None,
    ledger: str | None,
    taken: str | None,
    beside: tuple[str, ...],
    fail_on: "Severity",
    no_record: bool,
    places: bool,
    split: bool,
    verbose: bool,
    quiet: bool,
    reading: InputOptions,
) -> None:
    """Convert a declaration to another format. IN is a file, the id of a shipped declaration, or -
    for standard input.

    The output is written completely or not at all, and never over the input. Exit status 1: it was
    written, but there are findings at the failing level, or words left over, at any level; 2:
    nothing to write.

    CSV output is several tables: if OUT is a folder (an existing one, or a name without an
    extension), each table is a file in it; otherwise only the table of paragraphs is written.
    """
    from communique.formats import format_to

    if split:
        beside_it: dict[str, object] = {
            "--hints": reading.hints,
            "--text": taken,
            "--beside": beside,
            "--places": places,
        }
        _refuse_with_split(output, beside_it)
        texts = _texts(source, reading)
        for parsed in texts:
            _say(parsed, _told(parsed, verbose=verbose, quiet=quiet))
        _write_texts(texts, source, output, target, ledger, record=not no_record)
        if not quiet:
            click.echo(f"texts: {len(texts)}", err=True)
        _end(texts, fail_on, quiet=quiet)
        return
    given: dict[str, str | None] = {"IN": source, "--hints": reading.hints}
    accounts: dict[str, str | None] = {"--ledger": ledger, "--text": taken}
    languages: dict[str, str | None] = {f"--beside {each}": each for each in beside}
    _refuse_overwriting({**given, **languages}, {"-o": output, **accounts})
    to = format_to(output, target)
    parsed = reading.read(reading.source(source))
    _say(parsed, _told(parsed, verbose=verbose, quiet=quiet))
    if parsed.declaration is None:
        raise click.exceptions.Exit(2)
    if not quiet:
        _say(parsed, _doubts(parsed))
    others = [reading.other(source, each) for each in beside]
    written = _written(to, output, parsed, others, record=not no_record, places=places)
    _refuse_overwriting({**given, **accounts}, _in_folder(written, output))
    written |= _accounts(parsed, ledger, taken)
    _put(written)
    if to.several and output in written:
        note = "one table of several is written; with -o and a folder, all are"
        click.echo(f"{to.name}: {note}", err=True)
    if no_record or not to.carries:
        _say_left_out(to, parsed)
    _end((parsed,), fail_on, quiet=quiet)


def _refuse_with_split(output: str, given: "dict[str, object]") -> None:
    """Raises Refused where `--split` has no folder to write to, or stands beside an option that is
    about one text.
    """
    if not _is_folder(output):
        raise Refused("--split writes several files: name a folder with -o")
    for option, value in given.items():
        if value:
            raise Refused(f"--split and {option} cannot be used together")


def _texts(source: str, reading: InputOptions) -> "tuple[Parsed, ...]":
    """What each text of a file holds."""
    from communique.documents import format_for

    opened = reading.source(source)
    return format_for(opened, reading.origin).read_texts(opened, reading.options())


def _write_texts(
    texts: "tuple[Parsed, ...]",
    source: str,
    output: str,
    target: str | None,
    ledger: str | None,
    *,
    record: bool,
) -> None:
    """Write the record of each text into a folder, all or none, and the ledger of them all.

    Ends with status 2 where a text gives no record.
    """
    from communique.formats import format_named

    if any(parsed.declaration is None for parsed in texts):
        raise click.exceptions.Exit(2)
    to = format_named(target or "json")
    folder = Path(output)
    digits = len(str(len(texts)))
    written: dict[str, bytes] = {}
    for number, parsed in enumerate(texts, 1):
        declaration = parsed.require()
        name = f"{number:0{digits}}-{declaration.id}{to.suffixes[0]}"
        written[str(folder / name)] = to.write_bytes(declaration, record=record)
    if ledger is not None:
        values = _ledger_of(texts).as_json()
        written[ledger] = (json.dumps(values, indent=2) + "\n").encode()
    _refuse_overwriting({"IN": source}, {path: path for path in written})
    folder.mkdir(parents=True, exist_ok=True)
    _put(written)


def _ledger_of(texts: "tuple[Parsed, ...]") -> "Ledger":
    """The ledger of several texts together."""
    from communique.draft import Ledger

    whole = Ledger()
    for parsed in texts:
        whole.add(parsed.ledger)
    return whole


def _end(texts: "tuple[Parsed, ...]", fail_on: "Severity", *, quiet: bool) -> None:
    """Say the ledger of what was written; end with status 1 if words are left over, or if there are
    findings at the failing level.
    """
    from communique.report.summary import of_ledger

    whole = _ledger_of(texts)
    if whole.left_over or not quiet:
        click.echo(of_ledger(whole), err=True)
    findings = [finding for parsed in texts for finding in parsed.findings]
    fails = any(finding.severity >= fail_on for finding in findings)
    if whole.left_over or fails:
        raise click.exceptions.Exit(1)


def _in_folder(written: dict[str, bytes], output: str) -> dict[str, str | None]:
    """The files that are written into a folder, by their names."""
    return {Path(path).name: path for path in written if path != output}


def _accounts(
    parsed: "Parsed", ledger: str | None, taken: str | None
) -> dict[str, bytes]:
    """The account of every character, and the text in which lines are counted, by their paths."""
    files: dict[str, bytes] = {}
    if ledger is not None:
        values = parsed.ledger.as_json()
        files[ledger] = (json.dumps(values, indent=2) + "\n").encode()
    if taken is not None:
        files[taken] = parsed.source.text.encode()
    return files


def _put(written: dict[str, bytes]) -> None:
    """Write files, all or none, and what goes to standard output (`-`)."""
    from communique.core.atomic import write_whole

    files = {Path(path): data for path, data in written.items() if path != "-"}
    write_whole(files)
    if "-" in written:
        print_document(written["-"])


def _told(parsed: "Parsed", *, verbose: bool, quiet: bool) -> "list[Diagnostic]":
    """The findings that a person is told: those that are severe enough, and every loss that is more
    than information.
    """
    from communique.core.diagnostics import Severity

    least = Severity.WARNING
    if verbose:
        least = Severity.INFO
    elif quiet:
        least = Severity.ERROR
    told = []
    for each in parsed.findings:
        is_loss = each.code.loss and each.severity > Severity.INFO
        if each.severity >= least or is_loss:
            told.append(each)
    return told


def _say_left_out(to: "Format", parsed: "Parsed") -> None:
    """Say what of the declaration the format has no place for."""
    kinds: list[str] = []
    for name, count in to.left_out(parsed.require()).items():
        words = name.replace("_", " ")
        kinds.append(f"{words} ({count})")
    if kinds:
        click.echo(f"{to.name} has no place for {', '.join(kinds)}", err=True)


def _written(
    to: "Format",
    output: str,
    parsed: "Parsed",
    others: "list[Declaration]",
    *,
    record: bool,
    places: bool,
) -> dict[str, bytes]:
    """What is written, by path: in a folder each file of a format that has several."""
    if places and others:
        raise Refused("--places and --beside cannot be used together")
    if places:
        text = to.write_with_places(parsed.require(), parsed.places)
        return {output: text.encode()}
    if others:
        text = to.write_read(parsed, others, record=record)
        return {output: text.encode()}
    if to.binary:
        return {output: to.write_bytes(parsed.require(), record=record)}
    if not to.several or not _is_folder(output):
        text = to.write_read(parsed, record=record)
        return {output: text.encode()}
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, bytes] = {}
    for name, text in to.write_files(parsed.require()).items():
        path = folder / name
        files[str(path)] = text.encode()
    return files


def _is_folder(output: str) -> bool:
    """Whether a path is that of a folder: one that is there, or a name without an extension."""
    if output == "-":
        return False
    if output.endswith(("/", os.sep)):
        return True
    folder = Path(output)
    return folder.is_dir() or not folder.suffix


def _refuse_overwriting(
    read: dict[str, str | None], written: dict[str, str | None]
) -> None:
    """No file that is read, and no other that is written, is written over; nor is one stream used
    twice.
    """
    from communique.core.atomic import is_same_file

    streams_in = list(read.values()).count("-")
    streams_out = list(written.values()).count("-")
    if max(streams_in, streams_out) > 1:
        raise Refused("standard input and standard output (-) can each be used once")
    taken = _files(read)
    for option, path in _files(written).items():
        for name, other in taken.items():
            if is_same_file(Path(path), Path(other)):
                clash = f"{option} {path} is the same file as {name} {other}"
                raise Refused(f"{clash}; it is not written over")
        taken[option] = path


def _files(named: dict[str, str | None]) -> dict[str, str]:
    """The paths that are files, by what names them."""
    return {
        name: path for name, path in named.items() if path is not None and path != "-"
    }


def _doubts(parsed: "Parsed") -> "list[Diagnostic]":
    """That what was read does not look like a declaration at all, if so: what is written of it is
    well-formed all the same.
    """
    from communique.checking.profiles import check
    from communique.core.diagnostics import Severity
    from communique.rules.structure import running_text

    checked = check(parsed.require(), rules=(running_text,))
    return [replace(each, severity=Severity.INFO) for each in checked.findings]


def _say(parsed: "Parsed", findings: "list[Diagnostic]") -> None:
    for finding in findings:
        print_finding(parsed.source.name, finding, err=True, quoted=finding.code.loss)
