"""The lines that head annexes."""

import pytest
from tests.unit.detect.read import lines

from communique.detect.front import annex_lines, titled_annexes


def heads(line: str) -> int:
    """1 if the line, set off, heads an annex, 2 if one of an annex, else 0."""
    return annex_lines(lines(f"The ports met.\n\n{line}\n\nLamps")).get(1, 0)


@pytest.mark.parametrize(
    "line",
    [
        "ANNEX", "Annex", "ANNEX I", "ANNEX 2", "Annex A", "ANNEX:", "**ANNEX**", "# Annex", "PRILOGA", "ANNEXE II", "ANEXO", "ANLAGE",
        "ZAŁĄCZNIK", "ПРИЛОЖЕНИЕ", "ΠΑΡΑΡΤΗΜΑ", "PŘÍLOHA", "LIITE", "MELLÉKLET", "ALLEGATO", "BILAGA", "IARSCRÍBHINN",
    ],
)  # fmt: skip
def test_the_word_for_an_annex_heads_one(line: str) -> None:
    assert heads(line) == 1


@pytest.mark.parametrize(
    "line",
    [
        "ANNEX TO ANNEX II",
        "PRILOGA K PRILOGI",
        "APPENDIX TO ANNEX I",
        "ANNEXE À L'ANNEXE",
        "ANEXO DEL ANEXO",
    ],
)
def test_an_annex_to_an_annex_is_one_deeper(line: str) -> None:
    assert heads(line) == 2


@pytest.mark.parametrize(
    "line",
    [
        "Annexes are below.",
        "The annex",
        "Annex I holds the list of lamps.",
        "See annex",
        "Annexation",
        "LAMPS",
    ],
)
def test_a_sentence_about_annexes_heads_none(line: str) -> None:
    assert heads(line) == 0


def test_the_word_in_a_wrapped_sentence_heads_none() -> None:
    assert (
        annex_lines(lines("The ports adopt the measures that are listed in the\nAnnex"))
        == {}
    )


def test_a_label_and_its_title_on_one_line_are_parted() -> None:
    text = "The ports met.\n\nAnnex I: The Lamps\n\n1. Oil.\n\nAnnex B. Norland\n\n1. Wicks."
    found = lines(text)
    titled_annexes(found)
    assert [line.text for line in found] == [
        "The ports met.",
        "Annex I:",
        "The Lamps",
        "1. Oil.",
        "Annex B.",
        "Norland",
        "1. Wicks.",
    ]
    assert [text[line.start : line.end] for line in found] == [
        line.text for line in found
    ]


@pytest.mark.parametrize(
    "line", ["Annex I: see below.", "Annex I: the lamps", "The Annex: Lamps"]
)
def test_a_sentence_is_not_parted(line: str) -> None:
    found = lines(f"The ports met.\n\n{line}\n\n1. Oil.")
    titled_annexes(found)
    assert len(found) == 3
