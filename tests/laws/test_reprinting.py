"""What is printed is read back: the words, the notes, the labels and the structure of a record, as
far as each way of printing holds them.

A floor says how many of the cases of `tests/golden` hold; what is known to fail is named where it
is excepted.
"""

import re
from functools import cache
from typing import cast
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.effort import share
from tests.fuzz.oracles import RAISED
from tests.golden.test_golden import CASES as GOLDEN
from tests.golden.test_golden import read as golden
from tests.house.checkout import ROOT
from tests.laws.reprinted import BY_HAND, ODD, notes, printed, words
from tests.samples import block, numbered

from communique import Declaration, load, read, write
from communique.core.source import Limits, Source
from communique.core.values import DeclarationValues
from communique.draft import Draft, build
from communique.formats import format_named
from communique.formats.html.printed import printed as set_on_pages
from communique.inputs.docx import extract
from communique.testing import declarations

BY_WORDS = {**BY_HAND, "shipped": load("eu-clasi-2023")}
"""Declarations whose words are read back from every form."""
RECORDS = {**BY_WORDS, "odd": ODD}
PAGES = {
    "A4": "",
    "letter": "@page { size: letter }",
    "A4 in columns": "body { columns: 2 }",
    "letter in columns": "@page { size: letter } body { columns: 2 }",
}
"""Ways to set a PDF, each as CSS."""


def written(declaration: Declaration, form: str) -> bytes:
    """A declaration printed in a form: a format, or a way to set a PDF."""
    if form in PAGES:
        return set_on_pages(declaration, PAGES[form], record=True)
    return format_named(form).write_bytes(declaration)


@cache
def record_written(name: str, form: str) -> bytes:
    """One of the records in a form: several tests read it."""
    return written(RECORDS[name], form)


def read_again(
    declaration: Declaration, form: str, data: bytes, *, ignore_record: bool = False
) -> Declaration:
    """What is read of the bytes that a declaration was written as."""
    if form in PAGES:
        known = "pdf"
    elif form == "markdown":
        known = "text"
    else:
        known = form
    parsed = read(
        data, known, language=declaration.language, ignore_record=ignore_record
    )
    return parsed.require()


def again(declaration: Declaration, form: str) -> Declaration:
    """What is read of a declaration printed in a form."""
    return read_again(declaration, form, written(declaration, form))


@pytest.mark.parametrize("form", ["html", "docx", *PAGES])
@pytest.mark.parametrize("name", RECORDS)
def test_a_record_is_read_back_equal_from_the_file_that_carries_it(
    name: str, form: str
) -> None:
    given = record_written(name, form)
    assert read_again(RECORDS[name], form, given) == RECORDS[name]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *(
            (name, form)
            for name in BY_WORDS
            for form in ("text", "markdown", "docx", "A4", "letter")
        ),
        *(
            (name, "html") for name in BY_HAND
        ),  # of the shipped one a note is taken for a header
    ],
)
def test_the_words_and_notes_of_a_record_are_read_back_without_it(
    name: str, form: str
) -> None:
    declaration = RECORDS[name]
    given = record_written(name, form)
    found = read_again(declaration, form, given, ignore_record=True)
    assert words(found) == words(declaration)
    assert notes(found) == notes(declaration)


# --- the cases of tests/golden: how many hold
# ---------------------------------------------------------------------------


CASES = 77
FLOORS = {  # of so many cases without their records: words, notes, structure
    "docx": (77, 76, 76),
    "markdown": (75, 75, 74),
    "A4": (75, 77, 74),
}
"""Plain text is in `test_text_reprinting.py`, where each case is a test."""


@pytest.mark.slow
@pytest.mark.parametrize("form", FLOORS)
def test_as_many_cases_hold_by_their_words_as_did_before(form: str) -> None:
    """Each is written once, and read with its record and without; Markdown carries none."""
    lost = [0, 0, 0]
    fallen = []
    unequal = []
    for name in share(GOLDEN):
        declaration = golden(name).require()
        given = written(declaration, form)
        found = read_again(declaration, form, given, ignore_record=True)
        kept = [each(found) == each(declaration) for each in (words, notes, printed)]
        lost = [so_far + (not now) for so_far, now in zip(lost, kept, strict=True)]
        if not all(kept):
            fallen.append(name)
        if form != "markdown" and read_again(declaration, form, given) != declaration:
            unequal.append(name)
    assert len(GOLDEN) >= CASES
    assert [
        now <= CASES - floor for now, floor in zip(lost, FLOORS[form], strict=True)
    ] == [True] * 3, (lost, fallen)
    assert unequal == []


@pytest.mark.slow
def test_cases_are_read_back_equal_from_columns() -> None:
    """Every fourth case: records written by hand and those of the datasets are set in columns too."""
    fallen = []
    for name in GOLDEN[::4]:
        declaration = golden(name).require()
        if again(declaration, "A4 in columns") != declaration:
            fallen.append(name)
    assert fallen == []


# --- the records of the datasets
# ------------------------------------------------------------------------------------------

RECORDED = sorted(
    [
        *(ROOT / "data/declarations").glob("*/*.json"),
        *(ROOT / "data/more").glob("*/data/declarations/*/*.json"),
    ]
)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_records_of_the_datasets_are_read_back_equal_from_a_page(page: str) -> None:
    assert len(RECORDED) >= 70
    lost = []
    for file in share(RECORDED[4 * list(PAGES).index(page) :: 16]):
        declaration = Declaration.model_validate_json(file.read_bytes())
        if again(declaration, page) != declaration:
            lost.append(file)
    assert not lost


# --- drawn
# ----------------------------------------------------------------------------------------------------------------


@given(declaration=declarations())
def test_a_docx_carries_any_record_and_prints_its_words(
    declaration: Declaration,
) -> None:
    """It is written once. Of a page `test_round_trip.py` asks that it carries any record."""
    given = written(declaration, "docx")
    assert read_again(declaration, "docx", given) == declaration
    text = extract(Source("a.docx", given), Limits()).text
    ink = _ink(re.sub(r"\[\^\d+\]:?", " ", text))
    for _, each in declaration.blocks:
        calls = sorted({mark.start for mark in each.marks if mark.kind == "note"})
        for start, end in zip([0, *calls], [*calls, len(each.text)], strict=True):
            assert _ink(each.text[start:end]) in ink


def _ink(text: str) -> str:
    """What is printed, without signs of Markdown and blanks; raised figures are figures, whichever
    way they were raised.
    """
    return "".join(
        RAISED.sub(
            lambda each: normalize("NFKC", each[0]), re.sub("[*\\\\\ufeff]", "", text)
        ).split()
    )


@pytest.mark.slow
@settings(max_examples=10)
@given(declaration=declarations())
def test_nothing_in_a_record_keeps_it_from_being_set(declaration: Declaration) -> None:
    assert write(declaration, "pdf").startswith(b"%PDF-")


LABELS = st.one_of(
    st.builds("{}{}{}".format, st.sampled_from(["", "("]), st.one_of(
        st.integers(1, 120).map(str), st.sampled_from("abcdhijvxyz"),
        st.sampled_from(["aa", "ii", "iii", "iv", "ix", "xiv", "B", "II", "IV", "16bis", "1.2", "٣", "Article 3"]),
    ), st.sampled_from([")", ".", ".)"])),
    st.sampled_from(["–", "•"]),
)  # fmt: skip


@given(
    labels=st.lists(
        st.one_of(LABELS, st.lists(LABELS, min_size=2, max_size=3)),
        min_size=1,
        max_size=8,
    )
)
def test_each_label_is_printed_as_it_was(labels: list[str | list[str]]) -> None:
    body = [
        numbered("paragraph", each, block("Words."))
        if isinstance(each, str)
        else numbered(
            "paragraph",
            "§",
            {
                "kind": "points",
                "points": [numbered("point", one, block("Words.")) for one in each],
            },
        )
        for each in labels
    ]
    values = {"id": "labels", "kind": "declaration", "language": "en", "body": body}
    declaration = build(
        Draft(Source("by hand", b""), cast("DeclarationValues", values))
    ).require()
    lines = (
        extract(Source("a.docx", write(declaration, "docx")), Limits())
        .text.replace("\\", "")
        .split("\n\n")
    )
    wanted = [
        label
        for each in labels
        for label in ([each] if isinstance(each, str) else ["§", *each])
    ]
    assert [line.replace("Words.", "").strip() for line in lines] == wanted
