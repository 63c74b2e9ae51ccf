from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.documents import GOOD, document
from tests.unit.checking.test_profiles import GAPS

from communique.checking.choice import Choice
from communique.checking.engine import examine
from communique.checking.suppression import has_comments, key_of
from communique.core.diagnostics import Diagnostic, Verdict
from communique.core.source import Source
from communique.rules import RULES
from communique.rules.rule import Profile

GAPPY = Source("gaps.xml", document(GAPS))
BROKEN = Source("broken.xml", document(GAPS)[:-20])
SOURCES = st.sampled_from([
    GAPPY,
    Source("ours.xml", GOOD.encode()),
    Source("other.xml", document(GAPS).replace(b"<c:record", b"<c:other")),
    Source("twice.xml", document(GAPS).replace(b'"para_7"', b'"para_9"')),
    Source("schema.xml", document(GAPS).replace(b"<paragraph ", b'<paragraph odd="1" ')),
    Source("text.txt", b"Harbour Declaration\n\n1. We meet.\n\n1. We meet.\n"),
    Source("record.json", b'{"kind": "declaration", "body": 3}'),
    BROKEN,
])  # fmt: skip


def keys(source: Source, choice: Choice) -> Counter[str]:
    """What a baseline made of a source holds."""
    return Counter(
        key_of(each.finding)
        for each in examine(source, choice=choice).report.suppressed
    )


@cache
def all_keys(source: Source) -> Counter[str]:
    """What a baseline of all that is found holds: there are few sources, and many examples of each."""
    return keys(source, Choice(known="all"))


@given(SOURCES, st.integers(1, 30))
def test_a_baseline_that_knows_nothing_changes_nothing(
    source: Source, limit: int
) -> None:
    assert (
        examine(source, choice=Choice(limit=limit, known={})).report
        == examine(source, choice=Choice(limit=limit)).report
    )


@given(SOURCES, st.integers(1, 30))
def test_of_what_a_baseline_was_made_of_nothing_is_new(
    source: Source, limit: int
) -> None:
    known = all_keys(source)
    report = examine(source, choice=Choice(limit=limit, known=known)).report
    assert [each for each in report.findings if not each.code.fatal] == []
    assert Counter(key_of(each.finding) for each in report.suppressed) == known


@given(SOURCES, st.data())
def test_what_is_beyond_the_known_number_is_reported(
    source: Source, data: st.DataObject
) -> None:
    known = all_keys(source)
    some = {key: data.draw(st.integers(0, number + 2)) for key, number in known.items()}
    report = examine(source, choice=Choice(limit=10_000, known=some)).report
    reported = Counter(key_of(each) for each in report.findings if not each.code.fatal)
    assert reported == Counter(
        {key: number - some[key] for key, number in known.items() if number > some[key]}
    )
    assert reported + keys(source, Choice(known=some)) == known


FAMILIES = tuple({rule.code.code[:3] for rule in RULES})


@given(SOURCES, st.sampled_from(Profile))
def test_a_rule_can_be_asked_that_the_profile_leaves_out(
    source: Source, profile: Profile
) -> None:
    usual = examine(
        source, choice=Choice(profile=profile, known="all")
    ).report.suppressed
    more = examine(
        source, choice=Choice(profile=profile, known="all", extend=FAMILIES)
    ).report
    assert (
        more.verdict is Verdict.VALID
        or source is BROKEN
        or source.name == "record.json"
    )
    assert {key_of(each.finding) for each in usual} <= {
        key_of(each.finding) for each in more.suppressed
    }


def test_what_leaves_no_verdict_is_never_known() -> None:
    report = examine(BROKEN, choice=Choice(known="all")).report
    assert report.verdict is Verdict.UNDETERMINED
    assert report.suppressed == ()


def test_only_akoma_ntoso_has_comments_and_only_with_the_word() -> None:
    source = Source("a", b"<a><!-- communique: ignore NUM001 --></a>")
    assert has_comments(source, "akn")
    assert not has_comments(source, "json")
    assert not has_comments(Source("a", b"<a><!-- ignore NUM001 --></a>"), "akn")
    ours = '<a xmlns:c="urn:communique:akn:1">{}</a>'
    assert not has_comments(Source("a", ours.format("").encode()), "akn")
    assert has_comments(
        Source("a", ours.format("<!--communique:ignore NUM001-->").encode()), "akn"
    )


def test_the_limit_counts_what_is_left() -> None:
    comment = b"<!-- communique: ignore NUM001 - as printed -->"
    source = Source(
        "gaps.xml",
        GAPPY.data.replace(
            b'<paragraph eId="para_7">', comment + b'<paragraph eId="para_7">'
        ),
    )
    report = examine(source, choice=Choice(select=("NUM001",), limit=23)).report
    assert len(report.suppressed) == 1
    assert [each.message for each in report.findings if "more" in each.message] == [
        "… and 1 more like this is not shown"
    ]
    assert (
        len(
            examine(source, choice=Choice(select=("NUM001",), limit=24)).report.findings
        )
        == 24
    )


def test_a_comment_comes_before_the_baseline() -> None:
    source = Source(
        "gaps.xml", b"<!-- communique: ignore NUM - as printed -->" + document(GAPS)
    )
    assert {
        each.by
        for each in examine(
            source, choice=Choice(select=("NUM",), known="all")
        ).report.suppressed
    } == {"comment"}


@pytest.mark.parametrize(
    "changed", [{"message": "other"}, {"quote": "other"}, {"eid": "other"}]
)
def test_a_finding_is_known_by_its_code_and_fingerprint(
    changed: dict[str, str],
) -> None:
    finding = examine(GAPPY).report.findings[0]
    values = {"message": finding.message, "eid": finding.eid, "quote": finding.quote}
    moved = Diagnostic.of(finding.code, **values)  # type: ignore[arg-type]  # values of all fields
    other = Diagnostic.of(finding.code, **{**values, "quote": None, **changed})  # type: ignore[arg-type]  # values of all fields
    assert key_of(moved) == key_of(finding)
    assert key_of(other) != key_of(finding)
