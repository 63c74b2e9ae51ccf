"""Why a block was taken for what it is."""

import pytest

from communique.core.source import Source
from communique.detect import explain
from communique.detect.weights import shipped_weights
from communique.draft import ReadOptions

TEXT = (
    "The Ports of Both Shores,\n\nRecalling the charter of the lamps,\n\nNoting the long winter,\n\nDeclare:\n\n"
    "1. We light all the lamps of the harbour and\nof the town every night.\n\n2. We keep them lit until the boats are home.\n"
)
OPTIONS = ReadOptions(language="en")


@pytest.mark.parametrize(
    "words", ["1. We", "of the town"], ids=["its first line", "a further line"]
)
def test_every_line_of_a_block_is_explained_as_the_block(words: str) -> None:
    why = explain(Source("text", TEXT.encode()), OPTIONS, TEXT.index(words))
    assert why is not None
    assert (why.line, why.state, why.hinted) == (9, "paragraph", False)
    assert 0 <= why.less < why.odds <= 1


def test_the_features_are_those_of_the_weights_and_the_strongest_come_first() -> None:
    why = explain(Source("text", TEXT.encode()), OPTIONS, TEXT.index("1. We"))
    assert why is not None
    known = shipped_weights().features
    assert why.features
    assert all(
        name in known or name.startswith(("after ", "before "))
        for name, _ in why.features
    )
    assert [abs(weight) for _, weight in why.features] == sorted(
        (abs(weight) for _, weight in why.features), reverse=True
    )
    assert sum(weight for _, weight in why.features) > 0


def test_where_no_block_stands_nothing_is_explained() -> None:
    assert (
        explain(Source("text", TEXT.encode()), OPTIONS, TEXT.index("\n\nNoting"))
        is None
    )
    assert explain(Source("text", b""), OPTIONS, 0) is None


def test_signs_before_the_words_of_a_line_belong_to_its_block() -> None:
    marked = "**The Ports** meet.\n\n**Edda Holm**\n"
    why = explain(Source("text.md", marked.encode()), OPTIONS, marked.index("**Edda"))
    assert why is not None
    assert (why.line, why.words.strip("*"), why.hinted) == (3, "Edda Holm", False)
