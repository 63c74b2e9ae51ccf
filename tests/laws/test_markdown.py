"""What is written as Markdown is, for whoever renders it, the words of the declaration in their
order, and nothing else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from communique import write
from communique.model import Declaration
from communique.model.blocks import text_blocks
from communique.testing import declarations

PRINTED = ("num", "label", "text")
"""The keys of a record whose strings are printed, in the order in which they stand; a note's marker
is its label.
"""
SAID = {
    *(
        "date",
        "place",
        "identifiers",
        "related_documents",
        "short_title",
        "subjects",
        "sponsors",
        "votes",
        "signatories",
    ),
    *("entities", "source", "notes", "marks"),
}
"""What is said about the words, and what stands elsewhere."""
TAG = re.compile(r"</?(?:table|tr|th|td)>|<t[hd](?: (?:col|row)span=\"\d+\")+>")

MARKUP = {
    "link_open", "image", "html_inline", "code_inline", "code_block", "fence", "s_open", "blockquote_open",
    "ordered_list_open",
}  # fmt: skip
"""What no declaration is written with, so that it could only come from its words."""

MARKDOWN = (
    MarkdownIt("commonmark", {"maxNesting": 400})
    .enable(["table", "strikethrough"])
    .use(footnote_plugin)
)


@dataclass
class Rendered:
    """What a renderer has to show: the text of the document, that of each note by its label, tokens
    by their types.
    """

    text: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)
    headings: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)


def rendered(markdown: str) -> Rendered:
    found = Rendered()
    note: str | None = None
    heading = False
    for token in MARKDOWN.parse(markdown):
        found.types.add(token.type)
        heading = token.type == "heading_open" or (
            heading and token.type != "heading_close"
        )
        if token.type == "footnote_open":
            note = str(token.meta["label"])
            assert note not in found.notes
            found.notes[note] = ""
        elif token.type == "footnote_close":
            note = None
        elif token.type == "html_block":
            assert TAG.sub("", token.content).strip() == ""
        elif token.type == "inline":
            shown = "".join(pieces(token.children or (), found))
            if heading:
                found.headings.append(shown)
            if note is None:
                found.text += f"{shown}\n"
            else:
                found.notes[note] += f"{shown}\n"
    return found


def pieces(tokens: Sequence[Token], found: Rendered) -> Iterator[str]:
    for token in tokens:
        found.types.add(token.type)
        if token.type == "footnote_ref":
            found.calls.append(str(token.meta["label"]))
        yield "\n" if token.type in {"hardbreak", "softbreak"} else token.content


def printed(values: Any) -> Iterator[str]:
    """Every printed string of a record's values, in the order of the document."""
    if isinstance(values, Mapping):
        for key, value in values.items():
            if key in PRINTED and value is not None:
                yield value
            elif key not in SAID:
                yield from printed(value)
    elif isinstance(values, list | tuple):
        for value in values:
            yield from printed(value)


def words(texts: Iterator[str] | str) -> list[str]:
    return (texts if isinstance(texts, str) else "\n".join(texts)).split()


def label_of(index: int, marker: str | None, found: Rendered) -> str:
    return (
        marker
        if marker is not None and f"note-{index}" not in found.notes
        else f"note-{index}"
    )


@given(declarations())
def test_what_is_rendered_is_the_words_and_nothing_else(each: Declaration) -> None:
    """All that is asked of any record, which is drawn once: that takes longer than to look at it."""
    found = rendered(write(each, "markdown"))
    every_word_is_there_in_its_order_and_no_other(each, found)
    a_note_is_called_where_it_was(each, found)
    assert found.types & MARKUP == set(), "nothing in the words is markup"


def every_word_is_there_in_its_order_and_no_other(
    each: Declaration, found: Rendered
) -> None:
    values = each.model_dump()
    assert words(found.text) == words(printed({"cover": values.pop("cover"), **values}))
    assert len(found.notes) == len(each.notes)
    for index, note in enumerate(values["notes"], 1):
        label = label_of(index, note["marker"], found)
        begin = [] if label == note["marker"] else words(note["marker"] or "")
        assert words(found.notes[label]) == begin + words(printed(note["content"]))


def a_note_is_called_where_it_was(each: Declaration, found: Rendered) -> None:
    labels = {
        note.eid: label_of(index, note.marker, found)
        for index, note in enumerate(each.notes, 1)
    }
    in_notes = sum(len(text_blocks(note.content)) for note in each.notes)
    calls = [
        labels[mark.ref]
        for _, block in each.blocks[: len(each.blocks) - in_notes]
        for mark in block.marks
        if mark.kind == "note"
    ]
    assert found.calls[: len(calls)] == calls
    assert set(found.calls) == set(labels.values())


def test_the_law_can_fail() -> None:
    found = rendered("# [a](b) <i>\n\n1. `c` ~~d~~\n\n> [^1]\n\n[^1]: e\n")
    assert len(found.types & MARKUP) == 6
    assert found.notes == {"1": "e\n"}
