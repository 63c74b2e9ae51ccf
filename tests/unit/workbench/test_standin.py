"""The stand-in for lxml gives what lxml gives, wherever the workbench uses it."""

import pytest
from tests.house.checkout import ROOT, python

STANDIN = ROOT / "tools" / "workbench" / "standin"
WRITTEN = """
import hashlib
from pathlib import Path

from communique import read
from communique.core.source import Limits, Source
from communique.formats import format_named
from communique.inputs.docx import extract
from tests.browser import hostile

limits = Limits(seconds=None)
records = [hostile.declaration(), hostile.bare()]
records += [read(path).require() for path in sorted(Path("tests/golden").glob("*/source.txt"))[::20]]
for record in records:
    page = format_named("html").write(record)
    made = format_named("docx").write_bytes(record)
    taken = extract(Source("x.docx", made), limits)
    for said in (page.encode(), made, repr((taken.text, taken.findings)).encode()):
        print(hashlib.sha256(said).hexdigest())
"""
DAMAGED = """
import io
import zipfile

from communique.core.source import Limits, Source
from communique.inputs.docx import extract

PARTS = (
    b"<w:document><w:body>",
    b"not XML at all",
    b"",
    b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    b"<!DOCTYPE a><a/>",
    b'<a xmlns="x"><!-- c --><?p i?><b/></a>',
)
for part in PARTS:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", part)
    taken = extract(Source("x.docx", made.getvalue()), Limits(seconds=None))
    print(taken.usable, [str(each.message) for each in taken.findings])
"""
"""Parts that are cut off, no XML, empty, with an entity, with a document type, with comments."""
WITH_STANDIN = f"""
import sys
sys.path.insert(0, {str(STANDIN)!r})
import lxml
assert lxml.__file__.startswith({str(STANDIN)!r})
"""


@pytest.mark.parametrize("program", [WRITTEN, DAMAGED])
def test_it_gives_what_lxml_gives(program: str) -> None:
    said = python(program)
    assert len(said.splitlines()) >= 6
    assert python(WITH_STANDIN + program) == said
