"""Acts as marks of an overlay: proposed, confirmed, kept."""

import json
from pathlib import Path
from typing import Any

from communique import promises, read
from communique.acts.suggesting import as_json, suggested
from communique.core.json_types import JsonObject
from communique.core.source import Limits, Source
from communique.documents import options_of
from communique.draft import Parsed
from communique.formats import FORMATS

TEXT = "1. We will, we repeat, open the gates by 2030. We will close the mines.\n\n2. We call on the banks to follow.\n"


def read_with(overlay: dict[str, Any], tmp_path: Path) -> Parsed:
    path = tmp_path / "overlay.json"
    path.write_text(as_json(overlay), "utf-8")
    options = options_of(
        language="en", hints=Source.open(path, Limits()), limits=Limits()
    )
    (text,) = (each for each in FORMATS if each.name == "text")
    return text.read(Source("text", TEXT.encode()), options)


def test_every_act_is_proposed_with_what_it_needs_to_be_found_again(
    tmp_path: Path,
) -> None:
    declaration = read(TEXT.encode(), format="text", language="en").require()
    overlay = suggested(declaration)
    parsed = read_with(overlay, tmp_path)
    assert [
        finding for finding in parsed.findings if finding.severity.name != "INFO"
    ] == []
    acts = [
        (mention.eid, mention.text, mention.mark.act)
        for mention in parsed.require().acts
    ]
    assert len(acts) == len(overlay["marks"]) == len(promises(declaration))


def test_proposals_change_nothing_that_is_found(tmp_path: Path) -> None:
    declaration = read(TEXT.encode(), format="text", language="en").require()
    again = read_with(suggested(declaration), tmp_path).require()
    assert [act.what for act in promises(again)] == [
        act.what for act in promises(declaration)
    ]
    assert {act.basis for act in promises(again)} == {"inferred"}


def test_what_is_confirmed_is_never_touched(tmp_path: Path) -> None:
    overlay = suggested(read(TEXT.encode(), format="text", language="en").require())
    (mark,) = (each for each in overlay["marks"] if each["in"] == "para_2")
    del mark["basis"]
    mark["act"] = "urge"
    parsed = read_with(overlay, tmp_path)
    later = suggested(parsed.require(), json.loads(as_json(overlay)))
    assert [each for each in later["marks"] if each["in"] == "para_2"] == [mark]
    (act,) = (act for act in promises(parsed.require()) if act.passage.eid == "para_2")
    assert (act.kind, act.basis, act.addressee, act.what) == (
        "urge",
        "marked",
        "the banks",
        "follow",
    )


def test_other_keys_of_an_overlay_stay() -> None:
    declaration = read(TEXT.encode(), format="text", language="en").require()
    given: JsonObject = {"document": {"kind": "joint-declaration"}, "marks": []}
    assert suggested(declaration, given)["document"] == given["document"]


def test_what_is_rejected_is_not_proposed_again_and_no_promise(tmp_path: Path) -> None:
    overlay = suggested(read(TEXT.encode(), format="text", language="en").require())
    overlay["marks"][1]["act"] = "none"
    parsed = read_with(overlay, tmp_path)
    assert [
        finding for finding in parsed.findings if finding.severity.name != "INFO"
    ] == []
    assert suggested(parsed.require(), json.loads(as_json(overlay))) == {
        "marks": [overlay["marks"][1], overlay["marks"][0], overlay["marks"][2]]
    }
    assert len(promises(parsed)) == 2
    assert len(promises(parsed.require())) == 3


def test_what_was_confirmed_on_other_words_is_said_and_not_marked(
    tmp_path: Path,
) -> None:
    overlay = suggested(read(TEXT.encode(), format="text", language="en").require())
    overlay["marks"][0]["in"] = "para_2"
    overlay["marks"][2]["clause"] = "follow suit"
    said = [
        str(each.message)
        for each in read_with(overlay, tmp_path).findings
        if each.code.code == "DET022"
    ]
    assert [words.partition(": ")[2] for words in said] == [
        "the words 'will' with 'we repeat, open the gates by 2030' are not in para_2, but in para_1",
        "the words 'We call on' with 'follow suit' are not in para_2",
    ]
