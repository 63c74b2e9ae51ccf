"""The questions of the tutorial, asked of a small corpus, and their plots."""

import re
from pathlib import Path

import pytest
from lxml import etree
from tools.dataset.analyses import PAGE, Cell, Question, draw, plot, questions, shares

from communique import Corpus, corpus

TEXTS = {
    "1": "HARBOUR RESOLUTION 7 (2021)\n\n1 March 2021\n\n"
    "1. Decides to open the harbour by 30 March 2021;\n\n"
    "2. Recalls resolution 1325 (2000) and encourages the ports to open the harbour;\n",
    "2": "JOINT STATEMENT OF THE PORTS\n\n1 May 2022\n\n"
    "1. We commit to make every supply chain of the ports resilient and secure.\n",
    "3": "JOINT STATEMENT OF THE PORTS AND ISLANDS\n\n1 May 2023\n\n"
    "1. We commit to make every supply chain of the islands resilient and secure.\n\n"
    "2. We commit to study the supply chain of lamps.\n",
}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A corpus with tables, of which one statement repeats another."""
    top = tmp_path_factory.mktemp("analyses")
    texts = top / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / f"{name}.txt").write_text(text, "utf-8")
    found = corpus(top / "corpus")
    found.build(texts, jobs=1, to=["json", "parquet"], language="en")
    return found


def asked(held: Corpus, name: str) -> tuple[Question, list[tuple[object, ...]]]:
    """A question of the page and its answer."""
    every = questions(PAGE.read_text("utf-8"))
    (question,) = [each for each in every if each.name == name]
    return question, list(held.query(question.sql).rows)


@pytest.mark.parametrize("name", ["verbs", "cited", "terms", "travel"])
def test_each_question_is_answered_and_drawn(held: Corpus, name: str) -> None:
    question, rows = asked(held, name)
    root = etree.fromstring(draw(question, rows).encode())
    drawn = root.findall("{*}rect/{*}title")
    assert len(drawn) == len(rows)


def test_a_promise_with_the_words_of_an_earlier_one_was_said_before(
    held: Corpus,
) -> None:
    _, rows = asked(held, "travel")
    assert rows == [("2022", "new", 1), ("2023", "new", 1), ("2023", "said before", 1)]


def test_the_term_of_a_promise_is_counted_in_months(held: Corpus) -> None:
    _, rows = asked(held, "terms")
    assert rows == [(0, 1)]


def test_verbs_are_counted_by_year(held: Corpus) -> None:
    _, rows = asked(held, "verbs")
    assert ("2021", "decide", 1) in rows


def test_shares_of_a_column_are_percentages() -> None:
    cells = [Cell("a", "x", 1), Cell("a", "y", 3), Cell("b", "x", 5)]
    assert [cell.number for cell in shares(cells)] == [25, 75, 100]


def test_a_plot_escapes_what_it_names() -> None:
    root = etree.fromstring(plot("A & <b>", [Cell("<c>", "", 2)]).encode())
    assert root.findtext("{*}title") == "A & <b>"


def test_every_plot_of_the_page_is_beside_it() -> None:
    page = PAGE.read_text("utf-8")
    named = re.findall(r"\((\w+\.svg)\)", page)
    assert len(named) == 4
    assert all((Path(PAGE).parent / name).is_file() for name in named)
