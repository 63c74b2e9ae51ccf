"""Features: what is seen of an atom, in no language and in every script."""

import re

import pytest
from tests.unit.detect.read import reading

from communique.detect.features import Views
from communique.detect.look import sentences

ENGLISH = "Xavira quondel brissom, tarnek volipso;\n\n1. Quondel brissom tarnek.\n\n2. Xavira volipso tarnek:\n\n(a) tarnek.\n"
CYRILLIC = "Ксавира куондел бриссом, тарнек волипсо;\n\n1. Куондел бриссом тарнек.\n\n2. Ксавира волипсо тарнек:\n\n(a) тарнек.\n"


def features(text: str, tag: str = "en") -> list[set[str]]:
    views = Views(reading(text, tag).atoms, (), lexicon=False)
    return [set(row) for row in views.named()]


def test_no_word_of_a_document_is_a_feature() -> None:
    for row in features(ENGLISH):
        assert not [
            each
            for each in row
            if re.search("xavira|quondel|brissom|tarnek|volipso", each, re.IGNORECASE)
        ]


def test_another_alphabet_with_the_same_marks_has_the_same_features() -> None:
    assert features(CYRILLIC) == features(ENGLISH)


@pytest.mark.parametrize(
    ("ours", "theirs"), [(",", "،"), (";", "؛"), (".", "。"), (":", "："), (",", "、")]
)
def test_a_mark_at_the_end_is_the_same_mark_in_every_script(
    ours: str, theirs: str
) -> None:
    def ends(mark: str) -> set[str]:
        (first, *_) = features(f"Xavira quondel brissom{mark}\n\nTarnek volipso.\n")
        return {each for each in first if each.startswith("end=")}

    assert ends(ours) == ends(theirs)
    assert ends(ours)


def test_what_is_seen_depends_on_the_neighbours() -> None:
    first, *_ = features(ENGLISH)
    alone, *_ = features("Xavira quondel brissom, tarnek volipso;\n\nTarnek.\n")
    assert first != alone


def test_a_number_below_an_article_is_seen_as_one_without_articles() -> None:
    plain = features(
        "1. Xavira quondel:\n\n(a) tarnek;\n\n(b) brissom.\n\n2. Tarnek quondel.\n"
    )
    text = "Article 1\n\n1. Xavira quondel:\n\n(a) tarnek;\n\n(b) brissom.\n\n2. Tarnek quondel.\n\nArticle 2\n\nTarnek.\n"
    below = features(text)[1:5]
    labels = [
        {each for each in row if re.fullmatch(r"label=\S+", each)}
        for row in (*plain, *below)
    ]
    assert labels[:4] == labels[4:]
    assert all(labels)


def test_clauses_without_a_label_are_counted_before_a_numbering() -> None:
    def clauses(text: str) -> set[str]:
        row = next(
            row
            for row in features(text)
            if any(each.startswith("lead=") for each in row)
        )
        return {each for each in row if each.startswith("clauses=")}

    recitals = "Xavira quondel,\n\nTarnek brissom,\n\n"
    assert clauses(f"{recitals}1. Tarnek;\n\n2. Brissom;\n\n3. Volipso.\n") != clauses(
        "Xavira quondel.\n\n1. Tarnek;\n\n2. Brissom;\n\n3. Volipso.\n"
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The lamps are dark", 0),
        ("The lamps are dark. The wicks are cut.", 1),
        ("The lamps are dark. “Mend the nets!” The wicks are cut.", 2),
        (
            "Aware of art. 12, of No. 7 and of Dr. Okoro, who went abroad. and came back,",
            0,
        ),
        ("灯火已灭。灯芯已剪。油已烧尽。", 2),
        ("أطفئت المصابيح. قطعت الفتائل.", 1),
    ],
)
def test_sentences_behind_the_first_are_counted(text: str, number: int) -> None:
    assert sentences(text) == number
