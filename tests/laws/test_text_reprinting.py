"""What is written as text reads back: the same labels, words, nesting and calls, however the page is laid out."""

import re

from hypothesis import given
from tests.golden.outline import outline
from tests.laws.page import Page, books, pages
from tests.laws.printable import printed

from communique.draft import Parsed, ReadOptions
from communique.formats import format_named
from communique.model import Declaration
from communique.source import Source

TEXT = format_named("text")


def read(text: str, language: str) -> Parsed:
    return TEXT.read(Source("printed.txt", text.encode()), ReadOptions(language=language))


def structure(declaration: Declaration) -> list[str]:
    """Labels, words, nesting and calls; not the roles of recitals, nor what is told from the words."""
    lines = [re.sub(r" \((opening|formula)\)", "", line) for line in outline(declaration, shown=10_000)]
    return [line for line in lines if not line.lstrip().startswith(("date = ", "identifier = ", "place = ", "cover "))]


def reads_back(declaration: Declaration, page: Page) -> None:
    text = page.lay(TEXT.write(declaration))
    parsed = read(text, declaration.language)
    assert parsed.ledger.left_over == 0
    assert structure(parsed.require()) == structure(declaration), text


@given(printed(), pages())
def test_a_printed_declaration_reads_back_at_any_width(declaration: Declaration, page: Page) -> None:
    reads_back(declaration, page)


@given(printed(), books())
def test_a_printed_declaration_reads_back_from_pages(declaration: Declaration, page: Page) -> None:
    reads_back(declaration, page)
