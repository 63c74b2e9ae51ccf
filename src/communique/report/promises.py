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
    book.properties.created = LONG_AGO
    book.properties.modified = LONG_AGO
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(list(columns))
    top = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(rows, 2):
        for column, name in enumerate(columns, 1):
            cell = sheet.cell(number, column, flat(row[name]))
            if isinstance(cell.value, str):
                cell.data_type = "s"  # words are words, whatever they begin with
            cell.alignment = top
    for column, name in enumerate(columns, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(name, 12)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w")).save()  # `book.save` would write the time of now
    return _timeless(out)


def _timeless(archive: io.BytesIO) -> bytes:
    """The same ZIP archive without the time at which it was made."""
    made = io.BytesIO()
    day = LONG_AGO.timetuple()[:6]
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.infolist():
            entry = zipfile.ZipInfo(each.filename, day)
            new.writestr(entry, old.read(each), zipfile.ZIP_DEFLATED)
    return made.getvalue()


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
    form = act.force or ""
    if act.negative:
        form += " not"
    return {
        "no": number,
        "strength": act.kind,
        "form": form.strip() or None,
        "who": act.actor,
        "all": act.everyone,
        "what": act.what,
        "whom": act.addressee or act.partner,
        "due": act.due.words if act.due else None,
        "date": act.due.value if act.due else None,
        "condition": act.condition,
        "topics": [each.label for each in act.topics],
        "topic_addresses": [each.address for each in act.topics if each.address],
        "topic_basis": act.topics[0].basis if act.topics else None,
        "line": line,
        "page": page,
        "eid": act.passage.eid,
        "number": act.passage.num,
        "words": act.words,
        "basis": act.basis,
        "why": act.why,
    }


def _place(act: Act, parsed: Parsed | None) -> tuple[int | None, int | None]:
    """The line of the source, and its page where there are pages, on which the clause begins."""
    if parsed is None:
        return None, None
    span = _begin(act, parsed)
    if span is None:
        return None, None
    text = parsed.source.text
    if span.start is None or "\f" not in text:
        return span.line, None
    return span.line, text.count("\f", 0, span.start) + 1


def _begin(act: Act, parsed: Parsed) -> Span | None:
    """The stretch of the source in which the clause begins."""
    left = act.clause[0]
    for words in act.passage.content:
        length = len(words.block.text)
        if left <= length:
            pointer = f"{words.pointer}/text"
            return _span(parsed.spans.get(pointer, ()), left) or nearest(pointer, parsed.spans)
        left -= length + 1
    return None


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
    asking = "asks somebody else" if said.asking == 1 else "ask somebody else"
    if not said.commitments:
        return f"no commitment; {said.asking} {asking}"
    number = counted(said.commitments, "commitment")
    made = f"{number}, {said.dated} with a date, {said.everyone} by all parties"
    return f"{made}; {said.asking} more {asking}" if said.asking else made


def shown(row: Row) -> dict[str, str]:
    """The cells of a row for people."""
    cells = dict(row)
    if row["form"]:
        cells["strength"] = f"{row['strength']} ({row['form']})"
    if not row["who"] and row["all"]:
        cells["who"] = "all parties"
    due = row["due"] or ""
    is_said = not row["date"] or row["date"] in due
    cells["due"] = due if is_said else f"{due} ({row['date']})"
    cells["place"] = _place_in_words(row)
    return {name: " ".join(str(flat(cells[name]) or "").split()) for name in SHOWN}


def _place_in_words(row: Row) -> str:
    place = []
    if row["page"]:
        place.append(f"p. {row['page']}")
    if row["line"]:
        place.append(f"line {row['line']}")
    if row["eid"]:
        place.append(row["eid"])
    return ", ".join(place)


def flat(value: Any) -> Any:
    """A value as one cell: of a list its parts, with semicolons."""
    return "; ".join(value) if isinstance(value, list) else value


NAMES = {"by when": "due", "condition": "condition", "about": "topics", "at": "place"}
"""The cells of the last line of a promise, by what stands before them."""


def as_text(said: str, found: Sequence[Row]) -> str:
    """The sentence, then a paragraph for each promise: a table of long clauses is read by nobody on a terminal."""
    lines = [said]
    for row in found:
        cells = shown(row)
        who = cells["who"] or "(not said)"
        whom = f" -> {cells['whom']}" if cells["whom"] else ""
        rest = [f"{name}: {cells[key]}" for name, key in NAMES.items() if cells[key]]
        lines.append("")
        lines.append(f"{cells['no']}. {cells['strength']}: {who}{whom}")
        lines.append(f"   {cells['what']}")
        lines.append(f"   {'; '.join(rest)}")
    return "\n".join(lines) + "\n"


def as_json(said: str, found: Sequence[Row]) -> str:
    """An object with the sentence and every column of every row."""
    content = {"summary": said, "promises": list(found)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


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
    if not body:
        return f"{said}\n"
    rows = [head, ["---"] * len(head)]
    rows += [[cell(words) for words in row] for row in body]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([said, "", *lines]) + "\n"


def table(found: Sequence[Row]) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of a table for people, without the columns that would be empty."""
    rows = [shown(row) for row in found]
    names = [name for name in SHOWN if any(row[name] for row in rows)]
    head = [SHOWN[name] for name in names]
    return head, [[row[name] for name in names] for row in rows]


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
    counts = [
        f"{numbers[change]} {change}"
        for change in CHANGES
        if numbers[change] or change not in PARTS
    ]
    yield ", ".join(counts)
    for change in CHANGES:
        if change == "same":
            continue
        for each in found:
            if each.change == change:
                yield ""
                yield from _of_change(each)
    if numbers["dropped"]:
        yield ""
        yield DROPPED


def _of_change(each: Drift) -> Iterator[str]:
    """What became of a promise, and its words in both versions."""
    if each.old and each.new:
        is_unlike = 0 < each.likeness < SURE
        likeness = f" ({each.likeness:.0%} alike)" if is_unlike else ""
        yield f"{each.change}: {each.why}{likeness}"
    else:
        yield each.change
    for sign, act in (("-", each.old), ("+", each.new)):
        if act is not None:
            what = " ".join(act.what.split())
            yield f"  {sign} {act.passage.eid} {act.kind}: {what}"


def drift_as_json(found: Sequence[Drift]) -> list[dict[str, Any]]:
    """Each promise with what became of it, for programs."""
    made = []
    for each in found:
        old = _row(0, each.old, None) if each.old else None
        new = _row(0, each.new, None) if each.new else None
        likeness = round(each.likeness, 3)
        made.append(
            {"change": each.change, "why": each.why, "likeness": likeness, "old": old, "new": new}
        )
    return made
