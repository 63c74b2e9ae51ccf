"""Rows as a file of a spreadsheet program (XLSX). Needs the extra `xlsx`; the same rows give the same bytes."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

LONG_AGO = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""What stands where the format wants a time: the first that a ZIP archive can say."""
WIDTHS = {"what": 80, "whom": 40, "who": 30, "condition": 40, "due": 30}
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
            cell = sheet.cell(number, column, row[name])
            if isinstance(row[name], str):
                cell.data_type = "s"  # words are words, whatever they begin with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, name in enumerate(columns, 1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = WIDTHS.get(name, 12)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(out, "w")).save()  # `book.save` would say at which second
    return _timeless(out.getvalue())


def _timeless(archive: bytes) -> bytes:
    """The same archive without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            new.writestr(zipfile.ZipInfo(each.filename, LONG_AGO.timetuple()[:6]), old.read(each), zipfile.ZIP_DEFLATED)
    return out.getvalue()
