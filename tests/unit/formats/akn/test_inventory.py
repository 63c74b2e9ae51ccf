"""Counting what is no white space."""

import sys

from hypothesis import given
from hypothesis import strategies as st

from communique.draft import weight
from communique.formats.akn.inventory import ink

BLANKS = "".join(chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace())


@given(st.text(st.one_of(st.characters(), st.sampled_from(BLANKS))))
def test_ink_is_what_a_ledger_counts(text: str) -> None:
    assert ink(text) == weight(text)


def test_every_white_space_is_known() -> None:
    assert ink(BLANKS) == 0
    assert ink(f"a{BLANKS}b") == 2
