"""What is written is read back, equal; and written again, the same bytes."""

from hypothesis import given

from communique import Declaration, Source, Verdict, read, validate, write
from communique.core.diagnostics import Severity
from communique.formats import FORMATS
from communique.testing import declarations

KEEPING = [
    each.name
    for each in FORMATS
    if each.reads and each.writes and each.name != "text" and not each.binary
]
"""The formats that hold the whole record. Raw text, DOCX and PDF do not: what they keep is the law
of reprinting.
"""


def test_there_are_formats_that_hold_the_whole_record() -> None:
    assert {"akn", "json"} <= set(KEEPING)


@given(declaration=declarations())
def test_a_declaration_is_read_back_equal_from_every_format_that_holds_it_whole(
    declaration: Declaration,
) -> None:
    """It is drawn once, and written in each: that takes longer than to look at it."""
    for form in KEEPING:
        written = write(declaration, form)
        read_back_equal_with_nothing_found_and_written_again_to_the_same_bytes(
            form, written, declaration
        )
        valid_by_the_published_schema(form, written)


def read_back_equal_with_nothing_found_and_written_again_to_the_same_bytes(
    form: str, written: str, declaration: Declaration
) -> None:
    parsed = read(written.encode(), form)
    assert [each for each in parsed.findings if each.severity > Severity.INFO] == []
    assert parsed.declaration == declaration
    assert write(parsed.require(), form) == written
    assert parsed.ledger.balanced
    assert parsed.ledger.left_over == 0


def valid_by_the_published_schema(form: str, written: str) -> None:
    report = validate(
        Source(f"declaration.{form}", written.encode()),
        format=form,
        select=("XSD", "JSN"),
    )
    assert report.verdict is Verdict.VALID, [each.message for each in report.findings]
