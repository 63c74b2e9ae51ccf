"""Both examples of every cross check: the bad pair makes that check speak and no other, the good
pair none.
"""

import json
import re
from typing import Any

import pytest
from tests.rules.documents import document, record

from communique.checking.cross import CROSSINGS, compare
from communique.checking.cross.pair import Crossing, Relation
from communique.core.diagnostics import Diagnostic
from communique.core.source import Source
from communique.documents import read

EACH = pytest.mark.parametrize(
    "crossing", CROSSINGS, ids=lambda crossing: crossing.code.code
)
_BLOCK = re.compile(r"```(json|xml)\n(.*?)```", re.DOTALL)
_SIDES = re.compile(r"<(one|other)>(.*?)</\1>", re.DOTALL)


def found(example: str) -> tuple[Relation, list[Diagnostic]]:
    block = _BLOCK.search(example)
    assert block
    if block[1] == "xml":
        sides = {
            name: document(fragments) for name, fragments in _SIDES.findall(block[2])
        }
        crossed = compare(
            *(read(Source(f"{name}.xml", sides[name])) for name in ("one", "other"))
        )
        return crossed.relation, [*crossed.one, *crossed.other]
    files: dict[str, Any] = json.loads(block[2])
    text = files.get("text")
    one = (
        Source("one.json", record(files["one"]))
        if text is None
        else Source("one.txt", text.encode())
    )
    crossed = compare(
        read(one),
        read(Source("other.json", record(files["other"]))),
        raw=(text is not None, False),
    )
    return crossed.relation, [*crossed.one, *crossed.other]


@EACH
def test_the_bad_example_makes_its_check_speak_and_no_other(crossing: Crossing) -> None:
    relation, findings = found(crossing.page.bad)
    assert {finding.code for finding in findings} == {crossing.code}
    assert relation in crossing.relations
    for finding in findings:
        assert finding.span is not None
        assert finding.message[:1].islower() or not finding.message[:1].isalpha()


@EACH
def test_the_good_example_makes_no_check_speak(crossing: Crossing) -> None:
    relation, findings = found(crossing.page.good)
    assert findings == []
    assert relation in crossing.relations or relation is Relation.LANGUAGES


@EACH
def test_a_check_says_where_it_comes_from_and_what_it_is_for(
    crossing: Crossing,
) -> None:
    page = crossing.page
    assert crossing.sources
    assert len(page.summary) < 130
    assert page.summary.endswith(".")
    assert len(page.why) > 40
    assert len(page.fix) > 20
