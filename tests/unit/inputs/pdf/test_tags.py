"""What the structure tree of a tagged PDF says of stretches of its text."""

from tests.drawn import Sheet, pdf
from tests.laws.reprinted import ARTICLES, HARBOURS

from communique import write
from communique.core.source import Limits, Source
from communique.inputs.pdf import extract
from communique.inputs.pdf.tags import said_of


def test_headings_paragraphs_and_items_are_stretches_of_the_text() -> None:
    found = extract(Source("a.pdf", write(HARBOURS, "pdf")), Limits())
    said = [(role, " ".join(found.text[start:end].split())[:22]) for start, end, role in found.said]
    assert said[0] == ("h1", "Resolution of the Asse")
    assert ("text", "Recognising that storm") in said
    assert [words[:3] for role, words in said if words.startswith("(")] == ["(a)", "(b)", "(c)"]
    assert all(found.text[start:end].strip() for start, end, _ in found.said)


def test_levels_of_headings_are_those_of_the_tags() -> None:
    found = extract(Source("a.pdf", write(ARTICLES, "pdf")), Limits())
    assert [role for *_, role in found.said if role != "text"] == ["h1", "h2", "h2", "h2", "h2"]


def test_a_file_without_tags_says_nothing() -> None:
    assert extract(Source("a.pdf", pdf(Sheet().put(60, 700, "We met."))), Limits()).said == ()


def test_where_several_headings_are_of_the_first_level_none_is_the_title() -> None:
    page = [(0, "LAMPS", (1, "h1")), (10, "We met.", (2, "")), (20, "NETS", (3, "h1")), (30, "we met;", (4, "h2"))]
    assert said_of([page]) == ((0, 5, "h2"), (10, 17, "text"), (20, 24, "h2"), (30, 37, "text"))


def test_a_page_can_begin_with_what_goes_on_and_lines_of_no_block_say_nothing() -> None:
    first = [(0, "We met.", (1, ""))]
    page = [(10, "1", None), (12, "the tides", (1, "")), (22, "and storms", (1, "")), (40, "We met.", (2, ""))]
    assert said_of([first, page]) == ((0, 7, ""), (12, 32, None), (40, 47, ""))


def test_a_line_that_ends_early_can_be_one_of_its_own() -> None:
    page = [
        (0, "Article 2", (1, "")),
        (10, "The lamps of the ports", (1, "")),
        (40, "We light the lamps of every port in the autumn", (2, "")),
    ]
    assert said_of([page]) == ((0, 9, ""), (10, 32, None), (40, 86, ""))


def test_bold_words_in_the_middle_are_the_title_before_all_others() -> None:
    page = [(0, "RULES", (1, "centred")), (10, "We met.", (2, "")), (20, "Lamps", (3, "centred"))]
    assert [role for *_, role in said_of([page])] == ["title", "", ""]
