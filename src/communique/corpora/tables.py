"""The tables of a corpus as Parquet files: those of a declaration, each row with the path of its
document before it.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import starmap
from pathlib import Path
from typing import cast

from communique.acts import promises
from communique.acts.references import references
from communique.acts.works import addresses
from communique.core.json_types import Json, JsonObject
from communique.corpora.arrow import typed_table, write_parquet
from communique.corpora.corrections import CORRECTIONS
from communique.corpora.documents import Row
from communique.draft import Parsed
from communique.formats.csv.catalog import (
    EXPRESSION,
    PLACED,
    TABLES,
    Column,
    Table,
    count,
    counted,
    day,
    key,
    said,
)
from communique.model import Declaration
from communique.report.promises import brief
from communique.report.promises import rows as rows_of_promises

FOLDER = "tables"
PATH = key("path", "Path of the document in the corpus.")
phrases = partial(Column, type="list", separator="; ")
"""A column of lists whose items may have blanks."""

_WHO = (
    said("who", "Who promises or asks."),
    counted("everyone", "1 where all who speak do, else 0."),
    said("what", "What is promised or asked for, in the words of the text."),
    said("whom", "Who is asked."),
    said("partner", "With whom it is done."),
    said("beneficiary", "For whom it is done."),
)
_WHEN = (
    said("due", "By when, in the words of the text."),
    day("date", "The day, month or year that these mean, where that can be said."),
)
_MEASURED = (
    phrases("terms", "The dates of all terms; the words of one without a date."),
    phrases("quantities", "Amounts, each with its unit, base year and target year."),
    said("frequency", "How often: `once`, `annual`, `biennial`, `every 3 years`."),
    said("duration", "For how long, by ISO 8601: `P3Y`."),
    day("from", "From when."),
    day("until", "Until when."),
)
_ID = said("id", "A name that does not change when words around the promise do.")
_TESTABLE = counted(
    "testable", "1 where it has a date, an amount or a frequency, else 0."
)
_CONDITION = said("condition", "On what condition.")
_QUOTED = (
    said("quote", "The whole sentence; below a lead, its sentence and the point."),
    counted(
        "quote_start", "Where the operative words begin in `quote`, in code points."
    ),
    counted("quote_end", "Where the operative words end in `quote`."),
)
_ABOUT = (
    phrases("topics", "What it is about: labels of EuroVoc, or of the record."),
    phrases("topic_addresses", "Addresses of the topics in EuroVoc."),
    said(
        "topic_basis",
        "`marked` in the record, or `inferred` by words of the clause.",
    ),
)
_SOURCE = (
    counted("line", "Line of the source."),
    counted("page", "Page of the source, where it has pages."),
    key("eid", "Address of the passage."),
    said("number", "Label of the passage as printed."),
    said("words", "The operative words."),
    said("basis", "`marked` in the record, or `inferred` by rules."),
    said("why", "What it rests on."),
)

PROMISES = Table(
    "promises",
    "One row for each promise, and for each thing that somebody else is asked to do, as `communique promises` finds them.",
    (
        *EXPRESSION,
        count("position", "Place among the promises of the declaration, from 1."),
        _ID,
        key("strength", "Kind of act: `commit`, `undertake`, `call`, ..."),
        said("form", "The verb that weakens or turns it."),
        *_WHO,
        *_WHEN,
        *_MEASURED,
        _TESTABLE,
        _CONDITION,
        *_QUOTED,
        *_ABOUT,
        *_SOURCE,
    ),
    ("work", "language", "position"),
)
"""What no table of one declaration has."""

_CITED = {
    "eid": "Address of the passage that cites.",
    "number": "Label of the passage as printed.",
    "words": "The words of the citation.",
    "scheme": "Whose number it is: `un`, `eu-act`, ...",
    "value": "The number of the cited work: `S/RES/1540(2004)`, `2016/679`.",
    "cited": "Address of the cited work, the same in all languages.",
    "href": "Address of a page.",
    "place": "The place in the cited work, as printed.",
    "relation": "How the work is cited: `recall`, `under`, `cite`, ...",
    "basis": "Why the record marks the words; empty: the words say it.",
    "missing": "Why there is no address.",
}
"""The columns of a citation."""
CITATIONS = Table(
    "citations",
    "One row for each citation of a work, and of a place in the text itself.",
    (
        *EXPRESSION,
        count("position", "Place among the citations of the declaration, from 1."),
        *starmap(said, _CITED.items()),
        *PLACED,
    ),
    ("work", "language", "position"),
)
"""SQL keeps the words `references` and `at` for itself, so other names are used."""

ADDRESSES = Table(
    "addresses",
    "One row for each address under which others may cite a declaration of the corpus.",
    (
        *EXPRESSION,
        key("iri", "IRI of the work by the Akoma Ntoso naming convention."),
        key("address", "The IRI, the address of a number, or a scheme and a number."),
    ),
    ("work", "language", "address"),
)

DERIVED = (PROMISES, CITATIONS, ADDRESSES)
"""The tables that are made of records, beside those that records are written as."""


def derived(parsed: Parsed) -> dict[str, list[Row]]:
    """The rows of a document in the tables that are made of records."""
    declaration = parsed.require()
    return {
        PROMISES.name: promised(parsed),
        CITATIONS.name: citations_of(declaration),
        ADDRESSES.name: addresses_of(declaration),
    }


def citations_of(declaration: Declaration) -> list[Row]:
    """The rows of the citations of a declaration."""
    rows: list[Row] = []
    for position, found in enumerate(references(declaration), 1):
        row = CITATIONS.row(found, position=position, cited=found.work, place=found.at)
        rows.append(_of(declaration) | row)
    return rows


def addresses_of(declaration: Declaration) -> list[Row]:
    """The rows of the addresses of a declaration."""
    known = dict.fromkeys(addresses(declaration))
    iri = declaration.iri
    of = _of(declaration)
    return [of | {"iri": iri, "address": each} for each in known]


def _of(declaration: Declaration) -> dict[str, Json]:
    """The cells that every row of a declaration begins with."""
    return {"work": declaration.id, "language": declaration.language}


def promised(parsed: Parsed) -> list[Row]:
    """The rows of the promises of a document."""
    declaration = parsed.require()
    rows: list[Row] = []
    acts = promises(parsed)
    for found in rows_of_promises(acts, parsed):
        row = _of(declaration) | cast("JsonObject", found)
        row["position"] = found["no"]
        row["everyone"] = int(found["all"])
        row["testable"] = int(found["testable"])
        terms = map(brief, found["terms"])
        row["terms"] = list(terms)
        quantities = map(brief, found["quantities"])
        row["quantities"] = list(quantities)
        rows.append(row)
    return rows


def write_tables(
    shard: str,
    folder: Path,
    rows: Mapping[str, Sequence[Row]],
) -> None:
    """Write each table of a shard, also one without rows: whoever asks for it finds its columns."""
    for table in (*TABLES, *DERIVED, CORRECTIONS):
        types = {column.name: column.type for column in (PATH, *table.columns)}
        held = typed_table(types, rows.get(table.name, ()))
        write_parquet(folder / FOLDER / table.name / f"{shard}.parquet", held)
