"""From what was detected to values, and back to the places they came from."""

import pytest
from tests.unit.detect.read import flow, parsed

from communique.detect.assemble import Writing
from communique.detect.claims import Claims

TEXT = """Declaration of the Ports

Article 1

1. We light the lamps1 of
the north.

2. We part.

Article 2

– oil,

– hemp.

ANNEX I

Lamps

____________________
1 Nine of them.
"""


def test_every_text_and_label_leads_back_to_its_place() -> None:
    found = parsed(TEXT)
    spans = found.spans
    assert spans, "no places"
    for pointer, places in spans.items():
        value: object = found.require().model_dump(mode="json")
        for step in pointer.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]  # type: ignore[index]  # a pointer into plain values
        printed = "".join(TEXT[place.start : place.end] for place in places)
        assert printed.replace(" ", "") == str(value).replace(" ", "")


@pytest.mark.parametrize(
    "pointer",
    [
        "/title/text",
        "/body/0/num",
        "/body/0/body/0/content/0/text",
        "/annexes/0/num",
        "/notes/0/marker",
    ],
)
def test_places_are_known_by_their_pointers(pointer: str) -> None:
    assert pointer in parsed(TEXT).spans


def test_a_block_claims_its_words_and_gives_place_to_its_note_markers() -> None:
    text = "the lamps1 of"
    claims = Claims(text)
    whole = flow(text)
    block = Writing(claims, marked_up=False, cuts={id(whole): [(9, 10, "n")]}).block(
        whole
    )
    assert block == {
        "kind": "text",
        "text": "the lamps of",
        "marks": [{"kind": "note", "start": 9, "end": 9, "ref": "n"}],
    }
    assert sum(claims.words[1::2]) - sum(claims.words[::2]) == len(text) - 1


@pytest.mark.parametrize(
    ("tag", "labels", "kind"),
    [
        ("en", "Article {}", "article"),
        ("sl", "{}. člen", "article"),
        ("fr", "Article {}", "article"),
        ("en", "Lamp {}", "section"),
        ("nl", "Ad artikel {}", "section"),
        ("uk", "Стаття {}", "article"),
    ],
)
def test_a_section_with_the_word_for_an_article_is_one(
    tag: str, labels: str, kind: str
) -> None:
    text = "\n\n".join(f"{labels.format(number)}\n\nA b c d." for number in (1, 2, 3))
    assert [part.kind for part in parsed(text, tag).require().body] == [kind] * 3
