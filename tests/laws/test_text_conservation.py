"""No character is lost, whatever is done to a text: good documents with holes, shuffled lines and
odd characters.
"""

from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import share

from communique.core.codes import CODES as FAULTS
from communique.core.codes import LEFT_OVER
from communique.core.diagnostics import Severity
from communique.core.source import Source
from communique.draft import Parsed, ReadOptions, weight
from communique.formats import format_named

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/source.txt"))
TEXTS = [file.read_text("utf-8") for file in GOLDEN]
PIECES = (
    "1. ", "2. ", "\n1. ", "\n7. ", "\n(a) ", "\n– ", "\n• ", "\n\f", "\f", " \n ", "\n\n\n", "-\n", "\u00ad\n", "¹", "[1]", "^2",
    "<sup>3</sup>", "\n1 ", "\n[^1]: ", "**", "*", "_", "\n# ", "\\", "1\\. ", "\nANNEX\n", "\nANNEX II\n", "\nPRILOGA\n",
    "\n____________________\n", "\n          \n", "\nFrom: ", "\nSubject: ", "\nArticle 1\n", "\n§ 2 ", "\nI. ", "\n第３条\n", ":\n", " –\n",
    ";\n", "\u2028", "\u0085", "\u00a0", "\u200b", "\ufeff", "\x07", "\x1b", "\r", "\t", "\ufffe", "e\u0301", "२. ", "\nא. ", "---\ntitle: x\n---\n",
    "20231", "\n12. julija ", "\nDone at Port, 3 May 2024\n", "               ", "|", "&lt;", "\U0001f6a2",
)  # fmt: skip


def read(text: str, language: str | None = None) -> Parsed:
    return format_named("text").read(
        Source("damaged.txt", text.encode()), ReadOptions(language=language)
    )


def accounts(parsed: Parsed, text: str) -> None:
    """Every character is accounted for, and the words of the record, counted anew, are those of the
    ledger.
    """
    codes = {finding.code for finding in parsed.findings}
    if parsed.declaration is None:
        assert codes & set(FAULTS) or not text.strip("\ufeff").strip(), [
            each.message for each in parsed.findings
        ]
        return
    ledger = parsed.ledger
    assert ledger.balanced
    assert ledger.total == weight(text.removeprefix("\ufeff"))
    assert ledger.document == sum(
        weight(block.text) for _, block in parsed.declaration.blocks
    )
    assert (ledger.left_over > 0) == (LEFT_OVER in codes)
    assert all(
        each.severity is Severity.ERROR
        for each in parsed.findings
        if each.code is LEFT_OVER
    )
    places = [each.span for each in parsed.findings if each.span is not None]
    assert all(
        0 <= (each.start or 0) <= (each.end or 0) <= len(text) for each in places
    )


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A golden text with a few things done to it."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        match draw(
            st.sampled_from(
                ("hole", "insert", "insert", "delete", "double", "move", "truncate")
            )
        ):
            case "hole":
                start = draw(st.integers(0, len(text)))
                text = text[:start] + text[start + draw(st.integers(1, 60)) :]
            case "insert":
                at = draw(st.integers(0, len(text)))
                text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
            case "truncate":
                text = text[: draw(st.integers(0, len(text)))]
            case what:
                lines = text.split("\n")
                at, to = (
                    draw(st.integers(0, len(lines) - 1)),
                    draw(st.integers(0, len(lines) - 1)),
                )
                line = lines[at] if what == "double" else lines.pop(at)
                if what != "delete":
                    lines.insert(to, line)
                text = "\n".join(lines)
    return text


@given(damaged())
def test_every_character_of_a_damaged_text_is_accounted_for(text: str) -> None:
    accounts(read(text), text)


@pytest.mark.parametrize("file", share(GOLDEN), ids=lambda file: str(file.parent.name))
def test_every_character_is_accounted_for_wherever_a_hole_is_cut(file: Path) -> None:
    """At eighteen places, each with a hole of another size than its neighbours."""
    text = file.read_text("utf-8")
    for start, size in zip(
        range(0, len(text), max(1, len(text) // 18)), cycle((1, 9, 70))
    ):
        cut = text[:start] + text[start + size :]
        accounts(read(cut), cut)


@pytest.mark.parametrize("piece", share(PIECES))
def test_every_character_is_accounted_for_whatever_is_put_between_lines(
    piece: str,
) -> None:
    """In every eighth text, beginning with another for each piece: each text meets some of them."""
    for text in TEXTS[PIECES.index(piece) % 8 :: 8]:
        lines = text.split("\n")
        made = "\n".join(
            [*lines[: len(lines) // 2], piece.strip("\n"), *lines[len(lines) // 2 :]]
        )
        accounts(read(made), made)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_every_character_of_anything_is_accounted_for(text: str) -> None:
    accounts(read(text), text)
