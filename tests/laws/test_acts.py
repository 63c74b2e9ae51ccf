"""Laws of what is found: words are the text's, clauses lie in their passages, nothing raises."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from communique import promises
from communique.acts import ASKING, BINDING, acts_of
from communique.acts.phrasebook import folded
from communique.comparison.drift import drift, series
from communique.languages import LANGUAGES
from communique.model import Declaration
from communique.model.passages import passages
from communique.report.promises import WRITERS, rows
from communique.report.series import WRITERS as SERIES_WRITERS
from communique.testing import declarations

WORDS = st.lists(
    st.sampled_from([
        "We", "we", "will", "shall", "not", "the", "Parties", "agree", "commit", "to", "call", "on", "States", ",", ";", ".", ":",
        "and", "by", "2030", "30", "February", "within", "six", "months", "Nous", "nous", "engageons", "à", "bomo", "okrepili",
        "Pozivamo", "naj", "da", "Dazu", "werden", "wird", "wir", "unterstützen", "bekräftigend", "10.", "Juli", "(a)", "“", "”", "Decides", "recalling", "是", "促请", "يطلب", "İ", "ß",
    ]),
    max_size=40,
)  # fmt: skip


@given(declarations(), WORDS, st.sampled_from(LANGUAGES))
def test_clauses_lie_in_their_passages(
    declaration: Declaration, words: list[str], language: str
) -> None:
    declaration = _saying(declaration, " ".join(words), language)
    found = acts_of(declaration)
    promised = promises(declaration)
    binding = tuple(act for act in found if act.own and act.kind in BINDING | ASKING)
    assert [act for act in binding if act.passage.part != "preamble"] == [
        act for act in promised if act.passage.part != "preamble"
    ]
    formulas = {
        each.eid
        for each in passages(declaration)
        if each.role in {"formula", "opening"}
    }
    for (
        act
    ) in promised:  # in a preamble only what is a sentence, or follows its formula
        assert act in binding
        sentence = act.passage.text.rstrip(" *_").endswith((".", "。"))
        assert (
            act.passage.part != "preamble"
            or sentence
            or act.lead.role
            or act.passage.parent in formulas
        )
    for act in found:
        start, end = act.clause
        assert 0 <= start <= end <= len(act.passage.text)
        assert 0 <= act.start < act.end <= len(act.lead.text)
        assert act.what in act.passage.text
        assert act.words in act.lead.text
        assert act.why


@given(declarations())
def test_the_same_declaration_promises_the_same(declaration: Declaration) -> None:
    found = promises(declaration)
    assert found == promises(declaration)
    assert {each.change for each in drift(found, found)} <= {"same"}
    for write in WRITERS.values():
        assert write("said", rows(found, None))


@given(st.lists(declarations(), min_size=1, max_size=3), WORDS)
def test_a_series_has_every_promise_once_and_is_written_in_any_form(
    found: list[Declaration], words: list[str]
) -> None:
    found[-1] = _saying(found[-1], " ".join(words), "en")
    given = series(found)
    for place, declaration in enumerate(found):
        told = [thread.acts[place] for thread in given.threads if place in thread.acts]
        merged = [
            each
            for thread in given.threads
            if (each := thread.changes.get(place)) and each.change == "merged"
        ]
        assert sorted(act.clause for act in told) == sorted(
            act.clause for act in promises(declaration)
        )
        assert all(each.new in told for each in merged)
    for name, write in SERIES_WRITERS.items():
        text = write(given)
        if name == "svg":
            ET.fromstring(text)


@given(st.text())
def test_folding_moves_no_character(text: str) -> None:
    assert len(folded(text)) == len(text)


def _saying(declaration: Declaration, words: str, language: str) -> Declaration:
    """The declaration in another language, with these words in its first paragraph of text."""
    values = declaration.model_dump()
    values["language"] = language
    for paragraph in values["body"]:
        for block in paragraph.get("content", ()):
            if block["kind"] == "text" and words.strip():
                block["text"], block["marks"] = words, ()
    try:
        return Declaration.model_validate(values)
    except ValueError:
        return declaration
