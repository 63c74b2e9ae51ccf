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
    counted("everyone", "1 if all speakers promise it, else 0."),
    said("what", "What is promised or asked for, in the words of the text."),
    said("whom", "Who is asked."),
    said("partner", "Who it is done with."),
    said("beneficiary", "Who it is done for."),
)
_WHEN = (
    said("due", "Deadline, in the words of the text."),
    day("date", "Day, month or year that these words mean, if it can be computed."),
)
_MEASURED = (
    phrases("terms", "Dates of all terms; for a term without a date, its words."),
    phrases("quantities", "Amounts, each with its unit, base year and target year."),
    said("frequency", "Frequency: `once`, `annual`, `biennial`, `every 3 years`."),
    said("duration", "Duration (ISO 8601): `P3Y`."),
    day("from", "Start date."),
    day("until", "End date."),
)
_ID = said("id", "Id that stays the same when the words around the promise change.")
_TESTABLE = counted("testable", "1 if it has a date, an amount or a frequency, else 0.")
_CONDITION = said("condition", "Condition.")
_QUOTED = (
    said(
        "quote", "The whole sentence; for a point below a lead, the lead and the point."
    ),
    counted("quote_start", "Offset of the operative words in `quote`, in code points."),
    counted("quote_end", "Offset after the operative words in `quote`."),
)
_ABOUT = (
    phrases("topics", "Topics: labels of EuroVoc or of the record."),
    phrases("topic_addresses", "Addresses of the topics in EuroVoc."),
    said(
        "topic_basis",
        "`marked` in the record, or `inferred` by words of the clause.",
    ),
)
_SOURCE = (
    counted("line", "Line of the source."),
    counted("page", "Page of the source, if it has pages."),
    key("eid", "Address of the passage."),
    said("number", "Label of the passage as printed."),
    said("words", "The operative words."),
    said("basis", "`marked` in the record, or `inferred` by rules."),
    said("why", "Evidence for the finding."),
)

PROMISES = Table(
    "promises",
    "One row for each promise, and for each thing that somebody else is asked to "
    "do, as `communique promises` finds them.",
    (
        *EXPRESSION,
        count("position", "Place among the promises of the declaration, from 1."),
        _ID,
        key("strength", "Kind of act: `commit`, `undertake`, `call`, ..."),
        said("form", "Verb that weakens or reverses the promise."),
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
    "missing": "Reason why there is no address.",
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
    """Write each table of a shard, also one without rows: whoever asks for it finds its
    columns.
    """
    for table in (*TABLES, *DERIVED, CORRECTIONS):
        types = {column.name: column.type for column in (PATH, *table.columns)}
        held = typed_table(types, rows.get(table.name, ()))
        write_parquet(folder / FOLDER / table.name / f"{shard}.parquet", held)
