"""PDF files made for tests: words at places, in a fixed-width font of every viewer, and nothing
else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH = 0.6
"""How wide a character of Courier is, as part of its size."""
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))


@dataclass
class Sheet:
    """A page: the operators that draw it. Places are points from its lower left corner.

    `forms`: the numbers of forms among `more` objects of the file, by their names. `laid_over`: the
    numbers of form fields and notes among them.
    """

    rotate: int = 0
    drawn: list[str] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    laid_over: list[int] = field(default_factory=list)

    def put(
        self, x: float, y: float, text: str, size: float = 10, matrix: str = "1 0 0 1"
    ) -> "Sheet":
        """Draw words whose first character stands at a place."""
        escaped = re.sub(r"([\\()])", r"\\\1", text)
        self.drawn.append(
            f"BT /F1 {size:g} Tf {matrix} {x:.3f} {y:.3f} Tm ({escaped}) Tj ET"
        )
        return self

    def line(self, x: float, y: float, text: str, size: float = 10) -> "Sheet":
        """Draw words, and superscript figures among them as smaller ones that stand higher."""
        for part in re.findall("[⁰¹²³⁴-⁹]+|[^⁰¹²³⁴-⁹]+", text):
            if part[0] in RAISED:
                self.put(
                    x,
                    y + 0.35 * size,
                    "".join(RAISED[char] for char in part),
                    0.6 * size,
                )
                x += len(part) * WIDTH * 0.6 * size
            else:
                self.put(x, y, part, size)
                x += len(part) * WIDTH * size
        return self

    def lines(
        self, x: float, y: float, text: str, size: float = 10, leading: float = 1.2
    ) -> "Sheet":
        """Draw lines one under the other, an empty one as room."""
        for number, row in enumerate(text.split("\n")):
            if row.strip():
                indent = len(row) - len(row.lstrip())
                self.line(
                    x + indent * WIDTH * size,
                    y - number * leading * size,
                    row.strip(),
                    size,
                )
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        """Draw a line."""
        self.drawn.append(f"{x0:g} {y0:g} m {x1:g} {y1:g} l S")
        return self

    def shade(self, x: float, y: float, width: float, height: float) -> "Sheet":
        """Fill a stretch of the page with grey."""
        self.drawn.append(f"0.9 g {x:g} {y:g} {width:g} {height:g} re f 0 g")
        return self

    def cells(
        self,
        x: float,
        y: float,
        widths: list[int],
        rows: list[list[str]],
        step: float = 16,
    ) -> "Sheet":
        """Draw rows of words without lines, the first at a height; a line feed within a cell begins
        a line in it.
        """
        for row in rows:
            left = x
            for width, cell in zip(widths, row, strict=True):
                self.lines(left, y, cell)
                left += width
            y -= step + 12 * max(cell.count("\n") for cell in row)
        return self

    def grid(
        self,
        x: float,
        y: float,
        widths: list[int],
        rows: list[list[str]],
        step: float = 16,
    ) -> "Sheet":
        """Draw rows of words with lines around each cell."""
        self.cells(x, y, widths, rows, step)
        heights = [step + 12 * max(cell.count("\n") for cell in row) for row in rows]
        edges = [y + 11 - sum(heights[:at]) for at in range(len(rows) + 1)]
        walls = [x - 3 + sum(widths[:at]) for at in range(len(widths) + 1)]
        for edge in edges:
            self.rule(walls[0], edge, walls[-1], edge)
        for wall in walls:
            self.rule(wall, edges[0], wall, edges[-1])
        return self


def stream(content: str, entries: str = "") -> str:
    """An object that holds content."""
    return f"<< {entries} /Length {len(content)} >>\nstream\n{content}\nendstream"


def form(content: str, **forms: int) -> str:
    """A form, and the numbers of the forms that it draws, by their names."""
    return stream(
        content, f"/Type /XObject /Subtype /Form /BBox [0 0 500 70] {_using(forms)}"
    )


def _using(forms: dict[str, int]) -> str:
    named = " ".join(f"/{name} {number} 0 R" for name, number in forms.items())
    return f"/Resources << /Font << /F1 3 0 R >> /XObject << {named} >> >>"


def pdf(
    *sheets: Sheet,
    trailer: str = "",
    height: int = 842,
    catalog: str = "",
    more: Sequence[str] = (),
) -> bytes:
    """A file with some pages, in the plain syntax of PDF 1.4.

    `more`: objects behind those of the pages; the first has the number 4, and 2 more for each page.
    """
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for number, sheet in enumerate(sheets):
        content = "\n".join(sheet.drawn).encode("cp1252")
        page = (
            f"/MediaBox [0 0 595 {height}] /Rotate {sheet.rotate} {_using(sheet.forms)}"
        )
        if sheet.laid_over:
            page += f" /Annots [{' '.join(f'{each} 0 R' for each in sheet.laid_over)}]"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R {page} /Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
        )
    objects.extend(each.encode("cp1252") for each in more)
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(made)}\n%%EOF\n"
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        + table
        + end.encode()
    )


LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<00> <00>]"
"""What a trailer says of a file that opens with a password only."""
