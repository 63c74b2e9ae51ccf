"""The order of the printed text never changes: the words of the record, from the cover to the last
annex, follow the order of the source.

Apart from that order are notes, which a page prints at its foot; the title, which the record has
before the other lines above a text; and what is set in columns, a masthead or signatures, which is
read column by column.
"""

import json
from collections.abc import Iterator
from itertools import groupby

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.drawn import pdf
from tests.laws.page import Page, books
from tests.laws.printable import printed
from tests.laws.test_pdf import in_ascii, sheets
from tests.laws.test_text_conservation import damaged, read

from communique.core.source import Source
from communique.draft import Parsed, ReadOptions
from communique.formats import format_named
from communique.model import Declaration
from communique.model.nodes import NodePlace, Piece, walk

Stretch = tuple[int, int]
TEXT = format_named("text")
WORDS = (
    "Declaration of the Ports", "EUROPEAN COMMISSION", "Foreword", "The ports met in spring and agreed on lamps.",
    "Edda Holm", "Edda Holm, Mayor of the Isles", "(signed) Edda Holm", "Done at Drumhaven, 3 May 2024",
    "Recalling the first meeting,", "HAVE AGREED as follows:", "1. The ports light their lamps:", "(a) at dusk;", "(i) on piers;",
    "All of them do.", "ANNEX", "ANNEX II", "Article 1", "I. LAMPS", "# Lamps", "Drumhaven, 3 May 2024", "The Council of Ports,",
    "| Port | Lamps |\n| --- | --- |\n| North | 14 |", "– one lamp,", "Contact: lamps@ports.example", "2. The towns pay.", "Lamps ........ 3",
    "Contents\n1. Lamps ........ 3\n2. Oil ........ 4\n3. Boats and nets\nand piers ........ 5",
)  # fmt: skip

LABELS = (
    "",
    "",
    "1. ",
    "2. ",
    "(a) ",
    "(b) ",
    "(i) ",
    "Article 1 ",
    "Article 2 ",
    "– ",
)
HINTED = (
    "letterhead", "title", "subtitle", "dateline", "contents", "opening", "recital", "formula", "heading", "paragraph",
    "point", "continuation", "closing", "signature", "annex", "other",
)  # fmt: skip


def in_columns(place: NodePlace) -> bool:
    """Whether words can be set in columns or are the title and what stands around it."""
    return place.kind in ("signature", "title", "subtitle", "") or place.part == "cover"


def together(piece: Piece) -> tuple[str, str | None, bool]:
    """Pieces of one such stretch, whose order among themselves is not asked."""
    place = piece[0]
    return place.part, place.annex, in_columns(place)


def stretches(parsed: Parsed) -> Iterator[Stretch]:
    """Where the words of a record come from, in the order of the record."""
    pieces = (piece for piece in walk(parsed.require()) if piece[0].part != "notes")
    for (_, _, columns), those in groupby(pieces, together):
        found: list[Stretch] = []
        for _, heading, words in those:
            for each in filter(None, (heading, *words)):
                spans = parsed.spans.get(f"{each.pointer}/text", ())
                found += [(span.start or 0, span.end or 0) for span in spans]
        if columns and found:
            found = [(min(start for start, _ in found), max(end for _, end in found))]
        yield from found


def in_order(parsed: Parsed) -> None:
    """The words of a record follow the order of their source."""
    if parsed.declaration is None:
        return
    last = 0
    for start, end in stretches(parsed):
        words = parsed.source.text
        assert start >= last, (
            f"{words[start:end]!r} is moved behind {words[:last][-80:]!r}"
        )
        last = end


@given(damaged())
def test_a_damaged_text_keeps_its_order(text: str) -> None:
    in_order(read(text))


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=14),
    st.sampled_from(("\n\n", "\n")),
)
def test_any_row_of_blocks_keeps_its_order(blocks: list[str], apart: str) -> None:
    in_order(read(apart.join(blocks)))


@given(
    st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from(HINTED)), max_size=14)
)
@example(
    [
        ("", "title"),
        ("", "paragraph"),
        ("", "letterhead"),
        ("", "signature"),
        ("", "heading"),
    ]
)
@example(
    [("1. ", "paragraph"), ("(a) ", "point"), ("", "continuation"), ("(i) ", "point")]
)
def test_whatever_is_said_of_blocks_they_keep_their_order(
    blocks: list[tuple[str, str]],
) -> None:
    """A hint says what each block is, so that every row of roles is met."""
    rows = [
        f"{label}Words of block {number} here"
        for number, (label, _) in enumerate(blocks)
    ]
    hints = [
        {"at": f"{label}Words of block {number} here", "is": role}
        for number, (label, role) in enumerate(blocks)
    ]
    given_hints = Source("hints.json", json.dumps(hints).encode())
    source = Source("hinted.txt", "\n\n".join(rows).encode())
    in_order(TEXT.read(source, ReadOptions(language="en", hints=given_hints)))


@given(printed(), books())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_printed_declaration_keeps_its_order(
    declaration: Declaration, page: Page
) -> None:
    text = page.lay(TEXT.write(declaration))
    in_order(read(text, declaration.language))


@given(printed())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_pdf_keeps_its_order(declaration: Declaration) -> None:
    data = pdf(*sheets(in_ascii(Page(width=80).lay(TEXT.write(declaration)))))
    parsed = format_named("pdf").read(Source("drawn.pdf", data), ReadOptions())
    in_order(parsed)


FOREWORD = """Strategy for the Ports

Foreword

The ports have met in spring. I thank all of those who took part in the meeting.

{signed}

1. The ports light their lamps from dusk to dawn, on each pier and on each of the outer rocks, and they report on that each spring to all of the others.

2. The towns pay for the oil, the wicks and the keepers, by the number of their boats and by the length of their piers, as was agreed in the spring of last year.

3. The Council of Ports looks into that each year, in the last week of May, and tells all of the towns and the keepers what came of it and what is left to do.
"""


@pytest.mark.parametrize(
    "signed", ["(signed) Edda Holm", "Edda Holm\nMayor of the Isles"]
)
def test_a_signature_below_a_foreword_stays_there(signed: str) -> None:
    parsed = read(FOREWORD.format(signed=signed))
    words = " ".join(block.text for _, block in parsed.require().blocks)
    assert (
        words.index("took part")
        < words.index("Edda Holm")
        < words.index("light their lamps")
    )
