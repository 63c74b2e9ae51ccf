"""Characters of symbol fonts."""

import pytest

from communique.inputs.docx.numbering import symbol


@pytest.mark.parametrize(
    ("font", "char", "found"),
    [
        ("Symbol", "\uf0b7", "•"), ("symbol", "\uf061", "α"), ("Symbol", "a", "α"), ("Wingdings", "\uf0fc", "✓"), ("Arial", "–", "–"),
        ("Courier New", "o", "o"), ("", "\uf0b7", "•"), ("Odd", "\uf123", None), ("Wingdings", "\uf001", None), ("Symbol", "\uf028", "("),
    ],
)  # fmt: skip
def test_a_code_is_the_character_that_it_looks_like(
    font: str, char: str, found: str | None
) -> None:
    assert symbol(font, char) == found
