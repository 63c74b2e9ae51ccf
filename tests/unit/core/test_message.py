"""Sentences that remember their templates."""

import pickle
from dataclasses import replace

from communique.core.codes import EMPTY
from communique.core.diagnostics import Diagnostic
from communique.core.message import Message, count, say


def test_a_message_is_its_english_sentence_to_whoever_knows_only_strings() -> None:
    made = say("eid {eid!r} is used {n} times", eid="para_1", n=2)
    assert made == "eid 'para_1' is used 2 times"
    assert (made.template, made.values) == (
        "eid {eid!r} is used {n} times",
        {"eid": "para_1", "n": 2},
    )


def test_a_count_is_known_by_its_plural_whatever_the_number() -> None:
    one, many = count("{n} note", "{n} notes", n=1), count("{n} note", "{n} notes", n=0)
    assert (one, many) == ("1 note", "0 notes")
    assert one.template == many.template == "{n} notes"


def test_a_message_without_braces_is_its_own_template() -> None:
    assert (
        say("the file is empty").template
        == Message("the file is empty").template
        == "the file is empty"
    )


def test_a_message_crosses_from_process_to_process_whole() -> None:
    made = say("it says {what}", what=say("nothing"))
    again = pickle.loads(pickle.dumps(made))
    assert (again, again.template, again.values) == (made, made.template, made.values)
    assert again.values["what"].template == "nothing"


def test_a_finding_keeps_the_template_of_its_message() -> None:
    finding = replace(Diagnostic.of(EMPTY, say("the file is empty")), eid="para_1")
    assert isinstance(finding.message, Message)
