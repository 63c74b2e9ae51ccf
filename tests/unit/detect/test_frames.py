"""A short text before the document is no document of its own."""

from tests.unit.detect.read import flow, lines

from communique.core.source import Source
from communique.core.values import DeclarationValues
from communique.detect import detect
from communique.detect.after.frames import frame_is_above
from communique.detect.after.titles import Asked
from communique.detect.blocks import Block
from communique.draft import Draft, ReadOptions

NOTICE = """MINISTRY OF RIVERS

The text below was agreed and is published here for information.

1. It is not an official version.

"""
MEMORANDUM = """MEMORANDUM OF UNDERSTANDING ON RIVERS

between

the Ports and the Isles

The Ports and the Isles,

Considering that rivers are shared,

Have agreed as follows:

Article 1

The Parties shall measure the water of all rivers every month and publish what they find.

Article 2

The Parties shall share the cost of cleaning among all places that a river passes.

Done at Portmouth on 3 May 2024.

For the Ports
Edda Holm

For the Isles
Jon Berg
"""
CONTENTS = """Table of contents

Preamble
Chapter I General
Chapter II Wells
Final act

"""
CHARTER = """CHARTER OF WELLS

The Parties to this Charter,

Recalling the Charter of Nets,

Have agreed as follows:

Chapter I General

Article 1

Each Party keeps its wells clean and lets all who are thirsty drink from them.

Chapter II Wells

Article 2

Each Party counts its wells once a year and tells the others how many there are.
"""


def read(text: str) -> Draft:
    return detect(Source("text.txt", text.encode()), ReadOptions())


def test_a_document_below_a_notice_is_the_document() -> None:
    values = read(NOTICE + MEMORANDUM).values
    alone = read(MEMORANDUM).values
    assert title_of(values).startswith("MEMORANDUM OF UNDERSTANDING ON RIVERS between")
    assert not values["annexes"]
    assert len(values["body"]) == len(alone["body"])
    assert values["kind"] == alone["kind"] == "memorandum"


def test_the_notice_keeps_its_words_and_its_number() -> None:
    draft = read(NOTICE + MEMORANDUM)
    above = [block["text"] for block in draft.values["subtitles"]]
    assert above == [
        "MINISTRY OF RIVERS",
        "The text below was agreed and is published here for information.",
        "1. It is not an official version.",
    ]
    assert draft.ledger.left_over == 0


def test_lines_of_contents_are_not_the_title() -> None:
    values = read(CONTENTS + CHARTER).values
    assert title_of(values) == "CHARTER OF WELLS"
    assert "Chapter I General" in [block["text"] for block in values["subtitles"]]
    assert not values["annexes"]


def test_two_texts_of_one_length_stay_two_texts() -> None:
    values = read(MEMORANDUM + "\n" + MEMORANDUM.replace("RIVERS", "WELLS")).values
    assert title_of(values).startswith("MEMORANDUM OF UNDERSTANDING ON RIVERS")
    assert len(values["annexes"]) == 1


def title_of(values: DeclarationValues) -> str:
    title = values["title"]
    return title["text"] if title is not None else ""


def blocks(*given: tuple[str, str]) -> list[Block]:
    return [Block(role, lines(text), flow(text)) for role, text in given]


def test_a_short_text_with_a_preamble_is_a_document() -> None:
    first = blocks(("title", "Decision"), ("recital", "Recalling its Charter,"))
    second = blocks(("title", "Wells"), ("paragraph", "Each Party keeps wells. " * 40))
    asked = Asked(kinds=lambda text: text == "Decision", dates=lambda _: False)
    assert frame_is_above([first, second], asked) == [first, second]


def test_an_annex_with_a_word_for_it_stays_an_annex() -> None:
    first = blocks(("title", "Letter"), ("paragraph", "We send a text."))
    second = blocks(("annex", "Annex"), ("paragraph", "Each Party keeps wells. " * 40))
    asked = Asked(kinds=lambda _: False, dates=lambda _: False)
    assert frame_is_above([first, second], asked) == [first, second]


def test_the_one_title_that_names_a_kind_stays_the_title() -> None:
    first = blocks(("title", "Treaty of Wells"), ("paragraph", "I"))
    second = blocks(("title", "No. 1"), ("paragraph", "Each Party keeps wells. " * 40))
    asked = Asked(kinds=lambda text: "Treaty" in text, dates=lambda _: False)
    (text,) = frame_is_above([first, second], asked)
    assert [block.role for block in text] == ["title", "other", "title", "paragraph"]
