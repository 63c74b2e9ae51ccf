"""Promises as a table: for people, for spreadsheets, for programs."""

import io
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from communique.acts import Act, Summary
from communique.comparison.drift import CHANGES, Drift
from communique.core.source import Span
from communique.draft import Parsed
from communique.formats import csv as tables
from communique.model.refusal import nearest
from communique.report.summary import counted

LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""What stands where the format wants a time: the first that a ZIP archive can say."""
WIDTHS = {"what": 80, "whom": 40, "who": 30, "condition": 40, "due": 30, "topics": 30}
"""How wide columns of words are, in characters."""


def as_xlsx(title: str, columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> bytes:
    """A workbook of one sheet: a head that stays in sight and can be filtered by, then the rows. Raises ImportError."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook()
    book.properties.created = book.properties.modified = LONG_AGO
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(list(columns))
    for number, row in enumerate(rows, 2):
        for column, name in enumerate(columns, 1):
            cell = sheet.cell(number, column, flat(row[name]))
            if isinstance(cell.value, str):
                cell.data_type = "s"  # words are words, whatever they begin with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, name in enumerate(columns, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(name, 12)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w")).save()  # `book.save` would say at which second
    timeless = io.BytesIO()  # the same archive without the time at which it was made
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(timeless, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            new.writestr(
                zipfile.ZipInfo(each.filename, LONG_AGO.timetuple()[:6]),
                old.read(each),
                zipfile.ZIP_DEFLATED,
            )
    return timeless.getvalue()


COLUMNS = (
    "no", "strength", "form", "who", "all", "what", "whom", "due", "date", "condition", "topics", "topic_addresses", "topic_basis",
    "line", "page", "eid", "number", "words", "basis", "why",
)  # fmt: skip
"""The columns, in order; those of a table for people are `SHOWN`."""
SHOWN = {
    "no": "No.", "strength": "Strength", "who": "Who", "what": "What", "whom": "For or with whom", "due": "By when",
    "condition": "Condition", "topics": "About", "place": "Place",
}  # fmt: skip

DROPPED = '"dropped" means that it is not said again, not that it was broken or withdrawn'
"""What is said where something was dropped."""
PARTS = {"split", "merged"}
"""What is counted only where there is some of it."""
SURE = 0.5
"""From this likeness on nobody needs to be told how like two promises are."""

Row = dict[str, Any]


def rows(found: Sequence[Act], parsed: Parsed | None) -> list[Row]:
    """A row for each promise."""
    return [_row(number, act, parsed) for number, act in enumerate(found, 1)]


def _row(number: int, act: Act, parsed: Parsed | None) -> Row:
    line, page = _place(act, parsed)
    return {
        "no": number, "strength": act.kind, "form": f"{act.force or ''}{' not' if act.negative else ''}".strip() or None,
        "who": act.actor, "all": act.everyone, "what": act.what, "whom": act.addressee or act.partner,
        "due": act.due.words if act.due else None, "date": act.due.value if act.due else None, "condition": act.condition,
        "topics": [each.label for each in act.topics],
        "topic_addresses": [each.address for each in act.topics if each.address],
        "topic_basis": act.topics[0].basis if act.topics else None,
        "line": line, "page": page, "eid": act.passage.eid, "number": act.passage.num, "words": act.words,
        "basis": act.basis, "why": act.why,
    }  # fmt: skip


def _place(act: Act, parsed: Parsed | None) -> tuple[int | None, int | None]:
    """The line of the source, and its page where there are pages, on which the clause begins."""
    if parsed is None:
        return None, None
    left = act.clause[0]
    for words in act.passage.content:
        if left <= len(words.block.text):
            pointer = f"{words.pointer}/text"
            span = _span(parsed.spans.get(pointer, ()), left) or nearest(pointer, parsed.spans)
            if span is None:
                return None, None
            text = parsed.source.text
            paged = span.start is not None and "\f" in text
            return span.line, text.count("\f", 0, span.start) + 1 if paged else None
        left -= len(words.block.text) + 1
    return None, None


def _span(spans: Sequence[Span], at: int) -> Span | None:
    """The stretch of the source that holds the character at that offset of a text, as nearly as its lengths tell."""
    for span in spans:
        if span.start is None or span.end is None or at <= span.end - span.start:
            return span
        at -= span.end - span.start
    return spans[-1] if spans else None


def sentence(said: Summary, language: str) -> str:
    """What there is, in a sentence."""
    if not said.known:
        return f"nothing is known of how promises are worded in language {language!r}: none could be looked for"
    if not said.commitments and not said.asking:
        return "no commitment was found"
    made = f"{counted(said.commitments, 'commitment')}, {said.dated} with a date, {said.everyone} by all parties"
    if not said.asking:
        return made
    asking = f"{'asks' if said.asking == 1 else 'ask'} somebody else"
    return (
        f"{made}; {said.asking} more {asking}"
        if said.commitments
        else f"no commitment; {said.asking} {asking}"
    )


def shown(row: Row) -> dict[str, str]:
    """The cells of a row for people."""
    place = [
        f"p. {row['page']}" if row["page"] else "",
        f"line {row['line']}" if row["line"] else "",
        row["eid"],
    ]
    due = row["due"] or ""
    if row["date"] and row["date"] not in due:
        due = f"{due} ({row['date']})"
    cells = {
        **row,
        "strength": f"{row['strength']} ({row['form']})" if row["form"] else row["strength"],
        "who": row["who"] or ("all parties" if row["all"] else None),
        "due": due,
        "place": ", ".join(each for each in place if each),
    }
    return {name: " ".join(str(flat(cells[name]) or "").split()) for name in SHOWN}


def flat(value: Any) -> Any:
    """A value as one cell: of a list its parts, with semicolons."""
    return "; ".join(value) if isinstance(value, list) else value


def as_text(said: str, found: Sequence[Row]) -> str:
    """The sentence, then a paragraph for each promise: a table of long clauses is read by nobody on a terminal."""
    lines = [said]
    for cells in map(shown, found):
        whom = f" -> {cells['whom']}" if cells["whom"] else ""
        who = cells["who"] or "(not said)"
        lines += ["", f"{cells['no']}. {cells['strength']}: {who}{whom}", f"   {cells['what']}"]
        names = {"by when": "due", "condition": "condition", "about": "topics", "at": "place"}
        lines.append(
            "   " + "; ".join(f"{name}: {cells[key]}" for name, key in names.items() if cells[key])
        )
    return "\n".join(lines) + "\n"


def as_json(said: str, found: Sequence[Row]) -> str:
    """An object with the sentence and every column of every row."""
    return (
        json.dumps({"summary": said, "promises": list(found)}, ensure_ascii=False, indent=2) + "\n"
    )


def as_csv(_: str, found: Sequence[Row]) -> str:
    """Every column; as RFC 4180 has it. What a spreadsheet would take for a formula stands behind an apostrophe."""
    return csv_of(COLUMNS, found)


def csv_of(columns: Sequence[str], found: Iterable[Row]) -> str:
    """Rows as RFC 4180 has them, each cell made harmless."""
    return tables.csv_of(
        columns, ({name: flat(value) for name, value in row.items()} for row in found), end="\r\n"
    )


def as_markdown(said: str, found: Sequence[Row]) -> str:
    """The sentence and a table."""
    head, body = table(found)
    table_of = (
        [head, ["---"] * len(head), *([cell(words) for words in row] for row in body)]
        if body
        else []
    )
    lines = [said, *([""] if body else []), *(f"| {' | '.join(row)} |" for row in table_of)]
    return "\n".join(lines) + "\n"


def table(found: Sequence[Row]) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of a table for people, without the columns that would be empty."""
    rows = [shown(row) for row in found]
    names = [name for name in SHOWN if any(row[name] for row in rows)]
    return [SHOWN[name] for name in names], [[row[name] for name in names] for row in rows]


def cell(words: str) -> str:
    """Words as they stand in a table of Markdown."""
    for char in "\\|*_<>[]`":
        words = words.replace(char, f"\\{char}")
    return words


def as_html(said: str, found: Sequence[Row]) -> str:
    """A page of its own, with a table that can be read aloud."""
    names, rows = table(found)
    head = "".join(f'<th scope="col">{name}</th>' for name in names)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(words)}</td>' for words in row)}</tr>\n" for row in rows
    )
    return page("Promises", "", f"\n<p>{escape(said)}</p>", head, f"\n{body}")


def page(title: str, style: str, above: str, head: str, body: str) -> str:
    """A page of HTML with one table: its title and its own style, what stands above the table, the table's head and body."""
    rules = "table{border-collapse:collapse}th,td{border:1px solid #767676;padding:.3em;text-align:left;vertical-align:top}"
    made = (
        f"\n<table>\n<thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody>\n</table>"
        if body.strip()
        else ""
    )
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>body{{font-family:sans-serif}}{rules}{style}</style></head>\n<body><main>\n<h1>{title}</h1>{above}{made}\n</main></body>\n</html>\n"
    )


WRITERS: dict[str, Callable[[str, Sequence[Row]], str]] = {
    "text": as_text, "csv": as_csv, "json": as_json, "md": as_markdown, "html": as_html,
}  # fmt: skip
"""How a table is written, by the name of its form."""


def of_drift(found: Sequence[Drift]) -> Iterator[str]:
    """What was strengthened, weakened, dropped and added: how many, then each with its words."""
    numbers = Counter(each.change for each in found)
    yield ", ".join(
        f"{number} {change}"
        for change in CHANGES
        if (number := numbers[change]) or change not in PARTS
    )
    for change in (change for change in CHANGES if change != "same"):
        for each in found:
            if each.change == change:
                yield ""
                likeness = f" ({each.likeness:.0%} alike)" if 0 < each.likeness < SURE else ""
                yield f"{change}: {each.why}{likeness}" if each.old and each.new else change
                for sign, act in (("-", each.old), ("+", each.new)):
                    if act is not None:
                        yield f"  {sign} {act.passage.eid} {act.kind}: {' '.join(act.what.split())}"
    if numbers["dropped"]:
        yield from ("", DROPPED)


def drift_as_json(found: Sequence[Drift]) -> list[dict[str, Any]]:
    """Each promise with what became of it, for programs."""
    return [
        {"change": each.change, "why": each.why, "likeness": round(each.likeness, 3),
         "old": _row(0, each.old, None) if each.old else None, "new": _row(0, each.new, None) if each.new else None}
        for each in found
    ]  # fmt: skip
