import json

from communique.checking.codes import every_code
from communique.checking.cross import CROSSINGS
from communique.core.codes import CANNOT_OPEN
from communique.report.codes import as_json
from communique.rules import RULES
from communique.rules.rule import Profile

KEYS = [
    "code",
    "name",
    "severity",
    "fatal",
    "summary",
    "fixable",
    "url",
    "since",
    "sources",
    "severities",
    "asked_of",
    "page",
]


def test_every_code_has_every_key() -> None:
    assert [code.code for code in every_code() if list(as_json(code)) != KEYS] == []


def test_a_rule_is_described_with_its_profiles_and_its_page() -> None:
    rule = RULES[0]
    said = json.loads(json.dumps(as_json(rule.code)))
    assert set(said["severities"]) == set(Profile)
    assert {
        each: severity
        for each, severity in said["severities"].items()
        if severity is not None
    } == {str(each): str(severity) for each, severity in rule.severities.items()}
    assert said["page"] == {
        "why": rule.page.why,
        "fix": rule.page.fix,
        "bad": rule.page.bad,
        "good": rule.page.good,
    }
    assert (said["since"], said["sources"], said["asked_of"]) == (
        rule.since,
        list(rule.sources),
        None,
    )
    assert said["url"] == f"rules/{rule.code.code}.md"


def test_a_cross_check_is_described_with_its_pairs() -> None:
    said = as_json(CROSSINGS[0].code)
    assert said["asked_of"] == [str(each) for each in CROSSINGS[0].relations]
    assert said["severities"] is None
    assert said["page"] is not None


def test_what_no_rule_says_has_null_for_the_rest() -> None:
    assert as_json(CANNOT_OPEN) == {
        "code": "RUN001",
        "name": "cannot-open",
        "severity": "error",
        "fatal": True,
        "summary": CANNOT_OPEN.summary,
        "fixable": False,
        "url": None,
        "since": None,
        "sources": [],
        "severities": None,
        "asked_of": None,
        "page": None,
    }
