"""Which runs of labels are lists inside a paragraph."""

import pytest
from tests.unit.detect.read import units

from communique.detect.lists import list_runs
from communique.detect.preamble import enacts
from communique.languages import language

LISTS = {
    "letters after a colon": ("We bring:\n\n(a) oil;\n\n(b) hemp.\n", "list"),
    "letters after a formula": ("The ports declare:\n\n(a) that oil is dear;\n\n(b) that hemp is not.\n", "paragraphs"),
    "numbers after a colon, with a sentence behind them": (
        "We bring:\n\n1. oil;\n\n2. hemp.\n\nWe bring no more than that.\n",
        "list",
    ),
    "numbers after a colon that are all there is": ("We bring:\n\n1. oil;\n\n2. hemp.\n", "paragraphs"),
    "numbers after a full stop": ("We met.\n\n1. We bring oil.\n\n2. We bring hemp.\n", "paragraphs"),
    "letters after a full stop": ("We met.\n\na) We bring oil.\n\nb) We bring hemp.\n", "paragraphs"),
}


@pytest.mark.parametrize(("text", "what"), LISTS.values(), ids=LISTS)
def test_a_run_is_a_list_or_the_paragraphs_of_the_text(text: str, what: str) -> None:
    found = units(text)
    runs = {id(unit.label.run) for unit in found if unit.label}
    assert list_runs(found, lambda words: enacts(words, language("en"))) == (runs if what == "list" else set())
