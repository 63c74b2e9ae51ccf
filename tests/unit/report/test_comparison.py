"""A comparison as lines, and as an object."""

import json

from tests.unit.comparison.texts import FIRST, statement

from communique.comparison import compare
from communique.report.comparison import as_json, of_comparison

NEW = (
    FIRST.replace("We note the report of", "We condemn the report of")
    .replace(
        "2. We call on the insurers to lower the premiums of fishing vessels.\n\n", ""
    )
    .replace("3. ", "2. ")
    .replace("4. ", "3. ")
)


def test_each_difference_has_its_lines() -> None:
    assert list(of_comparison(compare(statement(FIRST), statement(NEW)))) == [
        "--- joint-statement-on-safe-harbours (en)",
        "+++ joint-statement-on-safe-harbours (en)",
        "- para_2 2.",
        "    We call on the insurers to lower the premiums of fishing vessels.",
        "    act removed: call (We call on, inferred)",
        "~ para_3 3. -> para_2 2.  (renumbered)",
        "    We [-note-] {+condemn+} the report of the lighthouse committee ...",
        "    act strengthened: note (We note, inferred) -> condemn (We condemn, inferred)",
        "= para_4 4. -> para_3 3.  (renumbered)",
    ]


def test_a_heading_that_was_added_is_shown() -> None:
    headed = FIRST.replace("1. We", "I. PORTS\n\n1. We")
    lines = list(of_comparison(compare(statement(FIRST), statement(headed))))
    assert [line for line in lines if "PORTS" in line] == ["    PORTS"]


def test_no_difference_is_said() -> None:
    assert list(of_comparison(compare(statement(FIRST), statement(FIRST))))[2:] == [
        "no difference"
    ]


def test_two_languages_are_said() -> None:
    lines = list(
        of_comparison(
            compare(statement(FIRST), statement("Izjava\n\n1. Strinjamo se.\n", "sl"))
        )
    )
    assert (
        lines[2]
        == "the languages differ: what is compared is which passages there are, not their words"
    )


def test_a_program_gets_every_difference_with_both_versions() -> None:
    found = json.loads(json.dumps(as_json(compare(statement(FIRST), statement(NEW)))))
    assert (found["version"], found["equal"], found["same_language"]) == (
        1,
        False,
        True,
    )
    removed, changed, renumbered = found["differences"]
    assert (removed["change"], removed["old"]["eid"], removed["new"]) == (
        "removed",
        "para_2",
        None,
    )
    assert (changed["new"]["text"], changed["acts"][0]["change"]) == (
        "We condemn the report of the lighthouse committee on fog signals.", "strengthened",
    )  # fmt: skip
    assert {"change": "added", "words": "condemn"} in changed["edits"]
    assert (renumbered["change"], renumbered["renumbered"], renumbered["edits"]) == (
        "same",
        True,
        [],
    )
    assert as_json(compare(statement(FIRST), statement(FIRST)))["differences"] == []
