"""What the reader of a file writes as signs, and what is read of them."""

import pytest
from tests.office import docx, p

import communique
from communique.core.source import Limits, Source
from communique.inputs import docx as of_docx
from communique.inputs import html as of_html
from communique.model import EmphasisMark

BOLD = "<w:b/>"


def words_of(body: str) -> list[str]:
    declaration = communique.read(docx(body), language="en").require()
    return [block.text for _, block in declaration.blocks]


def test_signs_are_told_from_words() -> None:
    page = b"<h2># Oil</h2><p>a * b <b>and c</b></p><table><tr><th>x|y<th>z<tr><td>1, 2<td>3, 4</table>"
    found = of_html.extract(Source("a.html", page), Limits()).lines
    signs = [(found.text[start:end], kind) for start, end, kind in found.signs or ()]
    assert signs == [
        ("#", "heading"),
        ("\\", "escape"),
        ("**", "opening"),
        ("**", "closing"),
        ("\\", "escape"),
    ]
    assert found.text.startswith("# # Oil\n\na \\* b **and c**\n\n| x\\|y | z |")
    assert found.marked
    assert not found.metadata


@pytest.mark.parametrize(
    "words",
    [
        "We met * and _ wrote.",
        "C:\\ and \\* are words.",
        "# lamps",
        "> We met.",
        "\\- we",
    ],
)
def test_no_backslash_of_ours_stays_in_the_words(words: str) -> None:
    assert words_of(p("The ports and the isles met.") + p(words)) == [
        "The ports and the isles met.",
        words,
    ]


@pytest.mark.parametrize(
    "around", ["\ufdd0{}\ufdd1{}\ufdd2", "\x00{}\x01{}\x02", "\ue000{}\ue001{}\ue002"]
)
def test_no_character_of_a_file_is_taken_for_a_mark_of_ours(around: str) -> None:
    words = f"We met.{around.format('escape', 'x')}"
    found = of_html.extract(Source("a.html", f"<p>{words}</p>".encode()), Limits())
    assert found.lines.signs == ()
    assert all(each in found.text for each in ("We met.", "escape", "x"))


def test_noncharacters_of_a_file_stay_in_its_words() -> None:
    page = "<p>We met.\ufdd0escape\ufdd1x\ufdd2</p>".encode()
    found = of_html.extract(Source("a.html", page), Limits())
    assert found.text == "We met.\ufdd0escape\ufdd1x\ufdd2\n"


def test_emphasis_is_what_the_file_says_wherever_it_begins() -> None:
    run = "<w:r><w:rPr>{}</w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = f"<w:p>{run.format('', 'We a')}{run.format(BOLD, 'gree')}{run.format('', 'd to buy oil.')}</w:p>"
    declaration = communique.read(
        docx(p("The ports met.") + body), language="en"
    ).require()
    [block] = [block for _, block in declaration.blocks if "oil" in block.text]
    assert block.text == "We agreed to buy oil."
    marked = [mark for mark in block.marks if isinstance(mark, EmphasisMark)]
    assert [block.text[mark.start : mark.end] for mark in marked] == ["gree"]


def test_a_file_of_a_word_processor_has_no_metadata_of_markdown() -> None:
    body = p("---") + p("title: Rules") + p("---") + p("We met.")
    found = of_docx.extract(Source("a.docx", docx(body)), Limits())
    assert not found.lines.metadata
    assert "title: Rules" in words_of(body)
