"""Laws of what is found: words are the text's, clauses lie in their passages, nothing raises."""

from hypothesis import given
from hypothesis import strategies as st

from communique import promises
from communique.acts import ASKING, BINDING, acts_of
from communique.acts.phrasebook import folded
from communique.comparison.drift import drift
from communique.languages import LANGUAGES
from communique.model import Declaration
from communique.report.promises import WRITERS, rows
from communique.testing import declarations

WORDS = st.lists(
    st.sampled_from([
        "We", "we", "will", "shall", "not", "the", "Parties", "agree", "commit", "to", "call", "on", "States", ",", ";", ".", ":",
        "and", "by", "2030", "30", "February", "within", "six", "months", "Nous", "nous", "engageons", "à", "bomo", "okrepili",
        "Pozivamo", "naj", "(a)", "“", "”", "Decides", "recalling", "是", "促请", "يطلب", "İ", "ß",
    ]),
    max_size=40,
)  # fmt: skip


@given(declarations(), WORDS, st.sampled_from(LANGUAGES))
def test_clauses_lie_in_their_passages(declaration: Declaration, words: list[str], language: str) -> None:
    declaration = _saying(declaration, " ".join(words), language)
    found = acts_of(declaration)
    assert promises(declaration) == tuple(
        act for act in found if act.own and act.kind in BINDING | ASKING and act.passage.part != "preamble"
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
