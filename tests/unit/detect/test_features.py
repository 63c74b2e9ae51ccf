"""Features: what is seen of an atom, in no language and in every script."""

import re

import pytest
from tests.unit.detect.read import reading

from communique.detect.features import Views

ENGLISH = "Xavira quondel brissom, tarnek volipso;\n\n1. Quondel brissom tarnek.\n\n2. Xavira volipso tarnek:\n\n(a) tarnek.\n"
CYRILLIC = "Ксавира куондел бриссом, тарнек волипсо;\n\n1. Куондел бриссом тарнек.\n\n2. Ксавира волипсо тарнек:\n\n(a) тарнек.\n"


def features(text: str, tag: str = "en") -> list[set[str]]:
    views = Views(reading(text, tag).atoms, (), lexicon=False)
    return [set(row) for row in views.named()]


def test_no_word_of_a_document_is_a_feature() -> None:
    for row in features(ENGLISH):
        assert not [each for each in row if re.search("xavira|quondel|brissom|tarnek|volipso", each, re.IGNORECASE)]


def test_another_alphabet_with_the_same_marks_has_the_same_features() -> None:
    assert features(CYRILLIC) == features(ENGLISH)


@pytest.mark.parametrize(("ours", "theirs"), [(",", "،"), (";", "؛"), (".", "。"), (":", "："), (",", "、")])
def test_a_mark_at_the_end_is_the_same_mark_in_every_script(ours: str, theirs: str) -> None:
    def ends(mark: str) -> set[str]:
        (first, *_) = features(f"Xavira quondel brissom{mark}\n\nTarnek volipso.\n")
        return {each for each in first if each.startswith("end=")}

    assert ends(ours) == ends(theirs)
    assert ends(ours)


def test_what_is_seen_depends_on_the_neighbours() -> None:
    first, *_ = features(ENGLISH)
    alone, *_ = features("Xavira quondel brissom, tarnek volipso;\n\nTarnek.\n")
    assert first != alone
