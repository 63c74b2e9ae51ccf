"""Small good files of the kinds that are not text: pages of a PDF, parts of a word processor's file,
archives.
"""

import io
import tarfile
import zipfile
from collections.abc import Iterator

from tests.drawn import Sheet, pdf
from tests.office import docx, item, level, lists, p
from tests.samples import declaration

from communique import write

PARAGRAPHS = (
    "Harbour Declaration",
    "The ministers of the ports,",
    "Recalling the storms of last year,",
    "Agree to light every lamp by 2030.",
    "Call on the isles to mend their nets.",
)
PAGE = (
    "<!doctype html><html lang=en><head><title>Harbour Declaration</title></head><body>"
    "<nav><a href=/>Home</a></nav><main><h1>Harbour Declaration</h1><p>Recalling the storms<sup>1</sup>,</p>"
    "<ol><li>We light lamps.<ul><li>red</li><li>green</li></ul></li><li>We mend nets.</li></ol>"
    "<table><tr><th>Port</th><th>Lamps</th></tr><tr><td>Exe</td><td>12</td></tr></table>"
    "<p><sup>1</sup> Of 2023.</p></main><footer>Imprint</footer></body></html>"
)


def made() -> Iterator[tuple[str, bytes]]:
    """Kinds and bytes of good files."""
    yield "html", PAGE.encode()
    yield from (("docx", each) for each in word_files())
    yield from (("pdf", each) for each in pdf_files())
    yield from (("archive", each) for each in archives())


def word_files() -> Iterator[bytes]:
    """Paragraphs; lists with labels; notes, a table and a text box; a declaration as we write it."""
    yield docx("".join(map(p, PARAGRAPHS)))
    numbered = level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)")
    body = "".join(
        (p(PARAGRAPHS[0]), *map(item, PARAGRAPHS[1:]), item("red", 1), item("green", 1))
    )
    yield docx(body, numbering=lists(numbered))
    note = "<w:p><w:r><w:t>We met.</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"
    table = (
        f"<w:tbl><w:tr><w:tc>{p('Port')}</w:tc><w:tc>{p('Lamps')}</w:tc></w:tr></w:tbl>"
    )
    inner = f"<w:drawing><wps:txbx><w:txbxContent>{p('In a box')}</w:txbxContent></wps:txbx></w:drawing>"
    choice = f"<mc:AlternateContent><mc:Choice Requires='wps'>{inner}</mc:Choice></mc:AlternateContent>"
    box = f"<w:p><w:r>{choice}</w:r></w:p>"
    yield docx(
        p(PARAGRAPHS[0]) + note + table + box,
        footnotes=f"<w:footnote w:id='2'>{p('Of 2023.')}</w:footnote>",
        header=p("Head of a page"),
    )
    yield write(declaration(), "docx")


def pdf_files() -> Iterator[bytes]:
    """A page; two pages with notes and page numbers; columns and a table; words drawn turned."""
    yield pdf(Sheet().lines(72, 760, "\n\n".join(PARAGRAPHS)))
    yield pdf(
        *(
            Sheet().lines(72, 760, f"{n}. We light lamp¹ {n}.").line(72, 60, f"1 Note {n}").line(290, 30, str(n))
            for n in (1, 2)
        )
    )  # fmt: skip
    left = (
        Sheet()
        .lines(72, 760, "\n".join(PARAGRAPHS))
        .lines(330, 760, "\n".join(PARAGRAPHS))
    )
    yield pdf(left.grid(72, 500, [100, 100], [["Port", "Lamps"], ["Exe", "12"]]))
    yield pdf(
        Sheet(rotate=90)
        .put(72, 400, "Turned", matrix="0 1 -1 0")
        .lines(72, 700, "We met.")
    )


def archives() -> Iterator[bytes]:
    """A tar and a ZIP archive of a few texts and records."""
    files = {
        "a.txt": b"Statement of the Ports\n\n1. We met.\n",
        "more/b.json": write(declaration(), "json").encode(),
        "more/c.html": PAGE.encode(),
    }
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, data in files.items():
            entry = tarfile.TarInfo(f"./{name}")
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    yield packed.getvalue()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    yield packed.getvalue()
