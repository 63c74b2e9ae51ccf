"""Training drifts nowhere: the same documents give the same weights."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

pytest.importorskip("pycrfsuite")

from tools.training.train import learn, written
from tools.training.truth import Document, labelled

from communique.detect.roles import ROLES
from communique.detect.weights import load_weights

PART = 12
SEEN = Path(__file__).parent / "weights.sha256"
"""The hash of the weights of the small part, as they were when features, documents or settings last
changed.
"""


def part() -> list[Document]:
    """The shortest documents of our own."""
    own = [
        each
        for each in labelled(None)
        if each.family in ("au", "oas", "asean", "charter")
    ]
    return sorted(own, key=lambda each: (len(each.text), each.name))[:PART]


@pytest.fixture(scope="module")
def once() -> str:
    return written(learn(part()))


def test_the_same_documents_give_the_same_weights_byte_for_byte(once: str) -> None:
    assert written(learn(part())) == once


def test_the_weights_of_a_small_part_are_those_that_were_seen_last(once: str) -> None:
    made = sha256(once.encode()).hexdigest()
    assert made == SEEN.read_text("utf-8").strip(), (
        "features, documents or the trainer changed: train again (make train), then put this hash in weights.sha256"
    )


def test_what_is_written_is_read(once: str) -> None:
    weights = load_weights(once)
    assert {state.removesuffix("+") for state in weights.states} <= set(ROLES)
    assert sorted(weights.features) == sorted(json.loads(once)["features"])
