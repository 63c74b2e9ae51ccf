"""Promises as a table: for people, for spreadsheets, for programs."""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import TypedDict, cast

from communique.acts import Act, Quantity, Summary, is_testable, measures
from communique.comparison.drift import CHANGES, Change, Drift
from communique.core.source import Span
from communique.draft import Parsed
from communique.formats import csv as tables
from communique.model import Declaration
from communique.model.refusal import nearest
from communique.report.documents import DOCUMENT_COLUMNS, DocumentCells, cells_of
from communique.report.summary import counted

LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""The time that is written where the format wants one: the first that a ZIP archive can hold."""
WIDTHS = {
    "what": 80,
    "quote": 80,
    "partner": 30,
    "beneficiary": 30,
    "whom": 40,
    "who": 30,
    "condition": 40,
    "due": 30,
    "terms": 30,
    "quantities": 40,
    "topics": 30,
}
"""The widths of columns of words, in characters."""


def as_xlsx(
    title: str, columns: Sequence[str], rows: Sequence[Mapping[str, object]]
) -> bytes:
    """A workbook of one sheet: a header row, then the rows.

    The header row stays in sight and has filters. Raises ImportError without openpyxl.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.properties.created = LONG_AGO
    book.properties.modified = LONG_AGO
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(list(columns))
    for number, row in enumerate(rows, 2):
        for column, name in enumerate(columns, 1):
            cell = sheet.cell(number, column, flat(row[name]))
            if isinstance(cell.value, str):
                cell.data_type = "s"  # never a formula, whatever the words begin with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, name in enumerate(columns, 1):
        sheet.cell(1, column).font = Font(bold=True)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = WIDTHS.get(name, 12)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    archive = zipfile.ZipFile(out, "w")
    ExcelWriter(book, archive).save()  # `book.save` would write the present time
    return _without_times(out)


def _without_times(archive: io.BytesIO) -> bytes:
    """The same ZIP archive, with every file dated `LONG_AGO`: the same rows give the same bytes."""
    timeless = io.BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(timeless, "w") as new:
        for each in old.infolist():
            entry = zipfile.ZipInfo(each.filename, LONG_AGO.timetuple()[:6])
            new.writestr(entry, old.read(each), zipfile.ZIP_DEFLATED)
    return timeless.getvalue()


COLUMNS = (
    "no", "id", "strength", "form", "who", "all", "what", "whom", "partner", "beneficiary",
    "due", "date", "terms", "quantities", "frequency", "duration", "from", "until",
    "testable", "condition", "quote", "quote_start", "quote_end",
    "topics", "topic_addresses", "topic_basis",
    "line", "page", "eid", "number", "words", "basis", "why",
)  # fmt: skip
"""All columns, in order. `SHOWN` has those of a table for people."""
SHOWN = {
    "no": "No.",
    "strength": "Strength",
    "who": "Who",
    "what": "What",
    "whom": "Who is asked",
    "partner": "With whom",
    "beneficiary": "For whom",
    "due": "By when",
    "quantities": "How much",
    "frequency": "How often",
    "period": "For how long",
    "condition": "Condition",
    "topics": "About",
    "place": "Place",
}
"""The columns of a table for people, with their headings."""
DETAILS = {
    "with": "partner",
    "for": "beneficiary",
    "by when": "due",
    "how much": "quantities",
    "how often": "frequency",
    "for how long": "period",
    "condition": "condition",
    "about": "topics",
    "at": "place",
}
"""The columns of the last line of a promise in plain text, by their labels there."""

SILENT = '"not said again" does not mean that it was broken or withdrawn'
"""The note that follows a report in which a promise is not said again."""
PARTS = {"split", "merged"}
"""Changes that are counted only if there are any."""

CellValue = str | int | float | None
"""What one cell of a table holds."""


class TermRow(TypedDict):
    """One term of a promise."""

    due: str
    date: str | None


class QuantityRow(TypedDict):
    """One amount of a promise; `communique.Quantity` explains the keys."""

    words: str
    value: float | int
    unit: str | None
    currency: str | None
    bound: str | None
    change: str | None
    baseline: str | None
    target: str | None
    per: str | None


class _Period(TypedDict("_From", {"from": str | None})):  # a keyword of Python
    """From when and until when a promise holds."""

    until: str | None


class PromiseRow(_Period):
    """What a table says of one promise. `COLUMNS` has the keys in order."""

    no: int
    id: str
    strength: str
    form: str | None
    who: str | None
    all: bool
    what: str
    whom: str | None
    partner: str | None
    beneficiary: str | None
    due: str | None
    date: str | None
    terms: list[TermRow]
    quantities: list[QuantityRow]
    frequency: str | None
    duration: str | None
    testable: bool
    condition: str | None
    quote: str
    quote_start: int
    quote_end: int
    topics: list[str]
    topic_addresses: list[str]
    topic_basis: str | None
    line: int | None
    page: int | None
    eid: str
    number: str | None
    words: str
    basis: str
    why: str | None


LISTED = (*DOCUMENT_COLUMNS, *COLUMNS)
"""The columns of a list of the promises of several documents, in order."""


class ListedRow(DocumentCells, PromiseRow):
    """What a list of several documents says of one promise."""


def listed(
    path: str, declaration: Declaration, found: Sequence[PromiseRow]
) -> list[ListedRow]:
    """The rows of a document in a list of several."""
    document = cells_of(path, declaration)
    return [{**document, **row} for row in found]


def rows(found: Sequence[Act], parsed: Parsed | None) -> list[PromiseRow]:
    """A row for each promise."""
    return [_row(number, act, parsed) for number, act in enumerate(found, 1)]


def _row(number: int, act: Act, parsed: Parsed | None) -> PromiseRow:
    """The columns of one promise."""
    line, page = _place(act, parsed)
    words_start, words_end = act.quoted_words
    passage = act.passage
    topics = act.topics
    topic_basis = topics[0].basis if topics else None
    labels = [each.label for each in topics]
    addresses = [each.address for each in topics if each.address]
    terms = _terms(act)
    due = None
    date = None
    if terms:
        due = terms[0]["due"]
        date = terms[0]["date"]
    measured = measures(act)
    quantities = list(map(quantity, measured.quantities))
    return {
        "no": number,
        "id": act.id,
        "strength": act.kind,
        "form": _form(act),
        "who": act.actor,
        "all": act.everyone,
        "what": act.what,
        "whom": act.addressee,
        "partner": act.partner,
        "beneficiary": act.beneficiary,
        "due": due,
        "date": date,
        "terms": terms,
        "quantities": quantities,
        "frequency": measured.frequency,
        "duration": measured.duration,
        "from": measured.begins,
        "until": measured.ends,
        "testable": is_testable(act, measured),
        "condition": act.condition,
        "quote": act.quote,
        "quote_start": words_start,
        "quote_end": words_end,
        "topics": labels,
        "topic_addresses": addresses,
        "topic_basis": topic_basis,
        "line": line,
        "page": page,
        "eid": passage.eid,
        "number": passage.num,
        "words": act.words,
        "basis": act.basis,
        "why": act.why,
    }


def _form(act: Act) -> str | None:
    """The verb that weakens or turns a promise: `intend not`; None if there is none."""
    words: list[str] = []
    if act.force:
        words.append(act.force)
    if act.negative:
        words.append("not")
    form = " ".join(words)
    return form or None


def _terms(act: Act) -> list[TermRow]:
    """All terms of a promise, in the order of the text."""
    rows: list[TermRow] = []
    for each in act.terms:
        row: TermRow = {"due": each.words, "date": each.value}
        rows.append(row)
    return rows


def quantity(each: Quantity) -> QuantityRow:
    """An amount. A whole number has no decimals."""
    row = cast("QuantityRow", asdict(each))
    row["value"] = float(each.value)
    if each.value == int(each.value):
        row["value"] = int(each.value)
    return row


def quantity_words(row: QuantityRow) -> str:
    """An amount in one line: `at least 55 %, by, baseline 1990, target 2030`."""
    digits = f"{row['value']:,}".replace(",", "\u00a0")
    amount = f"{digits} {row['unit'] or row['currency']}"
    bound = row["bound"]
    if bound:
        amount = f"{bound.replace('-', ' ')} {amount}"
    parts = [amount]
    change = row["change"]
    if change and change != "times":
        parts.append(change)
    for name in ("per", "baseline", "target"):
        value = row[name]
        if value:
            parts.append(f"{name} {value}")
    return ", ".join(parts)


def period_words(row: PromiseRow) -> str:
    """How long a promise holds, in one line: `P3Y, from 2026, until 2029`."""
    parts: list[str] = []
    duration = row["duration"]
    if duration:
        parts.append(duration)
    start = row["from"]
    if start:
        parts.append(f"from {start}")
    end = row["until"]
    if end:
        parts.append(f"until {end}")
    return ", ".join(parts)


def _place(act: Act, parsed: Parsed | None) -> tuple[int | None, int | None]:
    """The line and the page of the source on which the clause begins, both from 1.

    None for what is not known; a source without form feeds has no pages.
    """
    if parsed is None:
        return None, None
    left = act.clause[0]
    for words in act.passage.content:
        length = len(words.block.text)
        if left > length:
            left -= length + 1
            continue
        pointer = f"{words.pointer}/text"
        stretches = parsed.spans.get(pointer, ())
        span = _span(stretches, left) or nearest(pointer, parsed.spans)
        if span is None:
            return None, None
        return span.line, _page(span, parsed.source.text)
    return None, None


def _page(span: Span, text: str) -> int | None:
    """The page on which a stretch of the text begins; None if there are no pages."""
    if span.start is None or "\f" not in text:
        return None
    return text.count("\f", 0, span.start) + 1


def _span(spans: Sequence[Span], at: int) -> Span | None:
    """The stretch of the source that holds the character at an offset of a text.

    The lengths of the stretches decide, so this is as exact as they are.
    """
    for span in spans:
        if span.start is None or span.end is None:
            return span
        length = span.end - span.start
        if at <= length:
            return span
        at -= length
    return spans[-1] if spans else None


def sentence(said: Summary, language: str) -> str:
    """How many promises there are, in a sentence."""
    if not said.known:
        unknown = "nothing is known of how promises are worded in language"
        return f"{unknown} {language!r}: none could be looked for"
    if not said.commitments and not said.asking:
        return "no commitment was found"
    verb = "asks" if said.asking == 1 else "ask"
    asking = f"{verb} somebody else"
    if not said.commitments:
        return f"no commitment; {said.asking} {asking}"
    number = counted(said.commitments, "commitment")
    made = f"{number}, {said.dated} with a date, {said.everyone} by all parties"
    if not said.asking:
        return made
    return f"{made}; {said.asking} more {asking}"


def shown(row: PromiseRow) -> dict[str, str]:
    """The cells of a row for people."""
    cells: dict[str, object] = {**row}
    if row["form"]:
        cells["strength"] = f"{row['strength']} ({row['form']})"
    if not row["who"]:
        cells["who"] = "all parties" if row["all"] else None
    cells["due"] = _due(row)
    cells["quantities"] = list(map(quantity_words, row["quantities"]))
    cells["period"] = period_words(row)
    cells["place"] = _place_words(row)
    words: dict[str, str] = {}
    for name in SHOWN:
        text = str(flat(cells[name]) or "")
        words[name] = " ".join(text.split())
    return words


def _due(row: PromiseRow) -> str:
    """When it is due, in the words of the text; with the date if they do not hold it."""
    due = row["due"] or ""
    date = row["date"]
    if date and date not in due:
        return f"{due} ({date})"
    return due


def _place_words(row: PromiseRow) -> str:
    """Where it is said: page, line, eid, as far as they are known."""
    place: list[str] = []
    if row["page"]:
        place.append(f"p. {row['page']}")
    if row["line"]:
        place.append(f"line {row['line']}")
    if row["eid"]:
        place.append(row["eid"])
    return ", ".join(place)


def flat(value: object) -> CellValue:
    """A value as one cell: the items of a list are joined with semicolons."""
    if isinstance(value, list):
        return "; ".join(map(brief, value))
    assert value is None or isinstance(value, str | int | float), (
        "no row holds anything else"
    )
    return value


def brief(item: str | TermRow | QuantityRow) -> str:
    """An item of a list in a cell; of a term its date, if it has one."""
    if isinstance(item, str):
        return item
    if "value" in item:
        return quantity_words(cast("QuantityRow", item))
    return item["date"] or item["due"]


def as_text(said: str, found: Sequence[PromiseRow]) -> str:
    """The sentence, then a paragraph for each promise. A table of long clauses is hard to read."""
    lines = [said]
    for row in found:
        cells = shown(row)
        who = cells["who"] or "(not said)"
        if cells["whom"]:
            who = f"{who} -> {cells['whom']}"
        details = [
            f"{label}: {cells[name]}" for label, name in DETAILS.items() if cells[name]
        ]
        lines.append("")
        lines.append(f"{cells['no']}. {cells['strength']}: {who}")
        lines.append(f"   {cells['what']}")
        lines.append("   " + "; ".join(details))
    return "\n".join(lines) + "\n"


def as_json(said: str, found: Sequence[PromiseRow]) -> str:
    """An object with the sentence and every column of every row."""
    whole = {"summary": said, "promises": list(found)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_csv(_: str, found: Sequence[PromiseRow]) -> str:
    """Every column, by RFC 4180, with an apostrophe before what looks like a formula."""
    return csv_of(COLUMNS, found)


def csv_of(columns: Sequence[str], found: Iterable[Mapping[str, object]]) -> str:
    """Rows by RFC 4180, with an apostrophe before what a spreadsheet would take for a formula."""
    lines: list[dict[str, CellValue]] = []
    for row in found:
        cells = {name: flat(value) for name, value in row.items()}
        lines.append(cells)
    return tables.csv_of(columns, lines, end="\r\n")


def as_markdown(said: str, found: Sequence[PromiseRow]) -> str:
    """The sentence and a table."""
    head, body = table(found)
    lines = [said]
    if body:
        lines.append("")
        lines.append(markdown_row(head))
        lines.append(markdown_row(["---"] * len(head)))
        escaped = ([cell(words) for words in row] for row in body)
        lines.extend(markdown_row(row) for row in escaped)
    return "\n".join(lines) + "\n"


def list_as_text(found: Sequence[ListedRow]) -> str:
    """Each document with its promises under it."""
    parts: list[str] = []
    for path, rows_of_it in groupby(found, key=itemgetter("path")):
        of_it = list(rows_of_it)
        parts.append(as_text(f"{path}: {of_it[0]['title']}", of_it))
    return "\n".join(parts)


def list_as_json(found: Sequence[ListedRow]) -> str:
    """An array of all rows, each with the columns of `LISTED`."""
    whole = [{name: row[name] for name in LISTED} for row in found]  # type: ignore[literal-required]
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def list_as_csv(found: Sequence[ListedRow]) -> str:
    """Every column of `LISTED`, by RFC 4180."""
    return csv_of(LISTED, found)


LISTS: dict[str, Callable[[Sequence[ListedRow]], str]] = {
    "text": list_as_text,
    "csv": list_as_csv,
    "json": list_as_json,
}
"""The writers of a list of several documents, by the name of the format."""


def markdown_row(cells: Sequence[str]) -> str:
    """A line of a table of Markdown, from cells that are Markdown."""
    return f"| {' | '.join(cells)} |"


def table(found: Sequence[PromiseRow]) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of a table for people, without the columns that would be empty."""
    rows = list(map(shown, found))
    names: list[str] = []
    head: list[str] = []
    for name, heading in SHOWN.items():
        if any(row[name] for row in rows):
            names.append(name)
            head.append(heading)
    body: list[list[str]] = []
    for row in rows:
        cells = [row[name] for name in names]
        body.append(cells)
    return head, body


def cell(words: str) -> str:
    """Words with the characters escaped that mean something in a table of Markdown."""
    for char in "\\|*_<>[]`":
        words = words.replace(char, f"\\{char}")
    return words


def as_html(said: str, found: Sequence[PromiseRow]) -> str:
    """A page of its own, with a table that a screen reader can read."""
    names, rows = table(found)
    head = "".join(f'<th scope="col">{name}</th>' for name in [*names, "Sentence"])
    body = ""
    for row, cells in zip(found, rows, strict=True):
        body += f"<tr>{html_cells(cells)}<td>{_quote(row)}</td></tr>\n"
    return page("Promises", "", f"\n<p>{escape(said)}</p>", head, f"\n{body}")


def _quote(row: PromiseRow) -> str:
    """The whole sentence as HTML, with its operative words marked."""
    quote = row["quote"]
    start = row["quote_start"]
    end = row["quote_end"]
    words = escape(quote[start:end])
    return f"{escape(quote[:start])}<mark>{words}</mark>{escape(quote[end:])}"


def html_cells(row: Sequence[str]) -> str:
    """The cells of a row of a table of HTML."""
    return "".join(f"<td>{escape(words)}</td>" for words in row)


STYLE = (
    "body{font-family:sans-serif}table{border-collapse:collapse}"
    "th,td{border:1px solid #767676;padding:.3em;text-align:left;vertical-align:top}"
)
"""The style sheet of every page."""


def page(title: str, style: str, above: str, head: str, body: str) -> str:
    """A page of HTML with one table; without a body it has no table.

    `style` is added to the style sheet; `above` precedes the table. All but `title` is HTML or CSS.
    """
    made = ""
    if body.strip():
        heading = f"<thead><tr>{head}</tr></thead>"
        made = f"\n<table>\n{heading}\n<tbody>{body}</tbody>\n</table>"
    lines = (
        "<!doctype html>",
        '<html lang="en">',
        f'<head><meta charset="utf-8"><title>{title}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<style>{STYLE}{style}</style></head>",
        "<body><main>",
        f"<h1>{title}</h1>{above}{made}",
        "</main></body>",
        "</html>",
    )
    return "\n".join(lines) + "\n"


WRITERS: dict[str, Callable[[str, Sequence[PromiseRow]], str]] = {
    "text": as_text,
    "csv": as_csv,
    "json": as_json,
    "md": as_markdown,
    "html": as_html,
}
"""The writers of a table, by the name of the format."""


def of_drift(found: Sequence[Drift]) -> Iterator[str]:
    """Lines that say what was strengthened, weakened, not said again and added.

    The first line says how many there are of each that is sure; the words of each promise follow.
    """
    numbers = Counter(each.change for each in found)
    yield _numbers(numbers)
    for change in CHANGES:
        if change == "same":
            continue
        for each in found:
            if each.change == change:
                yield ""
                yield from _drift(each)
    if numbers["not said again"]:
        yield ""
        yield SILENT


def _numbers(numbers: Counter[Change]) -> str:
    """How many changes of each kind there are. What is only perhaps so is not counted."""
    said: list[str] = []
    for change in CHANGES:
        number = numbers[change]
        is_shown = number or change not in PARTS
        if is_shown and change != "perhaps":
            said.append(f"{number} {change}")
    return ", ".join(said)


def _drift(each: Drift) -> Iterator[str]:
    """Lines for one promise: what became of it, then its old and its new words."""
    if each.old and each.new:
        doubtful = each.change == "perhaps"
        likeness = f" ({each.likeness:.0%} alike)" if doubtful else ""
        yield f"{each.change}: {each.why}{likeness}"
    else:
        yield each.change
    if each.old is not None:
        yield f"  - {_in_brief(each.old)}"
    if each.new is not None:
        yield f"  + {_in_brief(each.new)}"


def _in_brief(act: Act) -> str:
    what = " ".join(act.what.split())
    return f"{act.passage.eid} {act.kind}: {what}"


class DriftRow(TypedDict):
    """What became of one promise: its old and its new row, as far as there are any."""

    change: str
    why: str
    likeness: float
    old: PromiseRow | None
    new: PromiseRow | None


def drift_as_json(found: Sequence[Drift]) -> list[DriftRow]:
    """An object for each promise, which says what became of it."""
    made: list[DriftRow] = []
    for each in found:
        old = _row(0, each.old, None) if each.old else None
        new = _row(0, each.new, None) if each.new else None
        likeness = round(each.likeness, 3)
        made.append(
            {
                "change": each.change,
                "why": each.why,
                "likeness": likeness,
                "old": old,
                "new": new,
            }
        )
    return made
