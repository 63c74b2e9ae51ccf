"""What a reviewer says of an act counts more than what rules find."""

import json
from typing import Any

import pytest

from communique import promises
from communique.acts import Act
from communique.core.source import Limits, Source
from communique.documents import options_of
from communique.draft import Parsed
from communique.formats import FORMATS

TEXT = (
    "1. We will mend the roof by May 2031 and, as the banks promised, we will close the "
    "mines, which we ask the towns to watch.\n"
)
MINES = {"in": "para_1", "words": "we will close", "kind": "act", "act": "undertake"}
ASK = {"in": "para_1", "words": "we ask", "kind": "act", "act": "call"}


def parsed(*marks: dict[str, Any], **more: object) -> Parsed:
    overlay = json.dumps({"marks": list(marks), **more}).encode()
    hints = Source("overlay.json", overlay)
    options = options_of(language="en", hints=hints, limits=Limits())
    (text,) = (each for each in FORMATS if each.name == "text")
    return text.read(Source("text", TEXT.encode()), options)


def only(*marks: dict[str, Any], **more: object) -> Act:
    (act,) = promises(parsed(*marks, **more).require())
    return act


def test_the_clause_of_a_mark_is_what_is_promised() -> None:
    act = only({**MINES, "what": "close the mines"})
    assert act.what == "close the mines"
    assert TEXT[3:][slice(*act.clause)] == "close the mines"


def test_a_mark_says_who_acts_and_who_is_asked() -> None:
    act = only({**ASK, "what": "watch", "who": "the banks", "whom": "the towns"})
    assert (act.actor, act.addressee, act.what) == ("the banks", "the towns", "watch")


def test_a_mark_that_says_what_and_not_whom_asks_nobody() -> None:
    assert only({**ASK, "what": "the towns to watch"}).addressee is None


def test_a_mark_that_says_what_and_no_day_has_no_deadline() -> None:
    act = only({**MINES, "words": "We will mend", "what": "mend the roof by May 2031"})
    assert act.due is None


def test_the_entities_of_a_mark_are_asked_where_no_words_say_so() -> None:
    towns = {"id": "towns", "type": "role", "label": "towns by the river"}
    act = only({**ASK, "what": "watch", "addressees": ["towns"]}, entities=[towns])
    assert act.addressee == "towns by the river"


@pytest.mark.parametrize("due", ["2030", "2031-05"])
def test_the_day_of_a_mark_counts(due: str) -> None:
    act = only({**MINES, "words": "We will mend", "due": due})
    assert act.due is not None
    assert act.due.value == due


def test_a_clause_that_is_not_in_its_node_is_reported() -> None:
    given = parsed({**MINES, "what": "close the schools"})
    assert "DET022" in {finding.code.code for finding in given.findings}
    assert not given.require().acts
