"""Counting what is no white space."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.diagnostics import Severity
from communique.draft import weight
from communique.formats import format_named
from communique.formats.akn.inventory import ink
from communique.source import Source

BLANKS = "".join(chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace())


@given(st.text(st.one_of(st.characters(), st.sampled_from(BLANKS))))
def test_ink_is_what_a_ledger_counts(text: str) -> None:
    assert ink(text) == weight(text)


def test_every_white_space_is_known() -> None:
    assert ink(BLANKS) == 0
    assert ink(f"a{BLANKS}b") == 2


@pytest.mark.parametrize(
    ("before", "name"), [("</references>", "references"), ("</identification>", "meta"), ("</meta>", "meta")]
)
def test_words_straight_in_the_frame_of_meta_are_an_error(before: str, name: str) -> None:
    good = next((Path(__file__).parents[4] / "akn").rglob("*.xml")).read_text("utf-8")
    at = good.index(before) + (len(before) if before == "</identification>" else 0)
    parsed = format_named("akn").read(Source("a.xml", f"{good[:at]} stray words {good[at:]}".encode()))
    (finding,) = parsed.findings
    assert (finding.code.code, finding.severity, finding.quote) == ("SRC008", Severity.ERROR, "stray words")
    assert f"<{name}>" in finding.message
