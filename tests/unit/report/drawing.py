"""Reports of any kind: every character that Python can hold, in names, messages and quoted words."""

from hypothesis import strategies as st
from tests.samples import BROKEN, DOUBTFUL, LOST

from communique.core.diagnostics import (
    Diagnostic,
    Edit,
    Fix,
    Report,
    Severity,
    Suppressed,
)
from communique.core.source import Span
from communique.rules import RULES

CODES = (BROKEN, DOUBTFUL, LOST, *(rule.code for rule in RULES))
EVERY_CHARACTER = st.text(
    st.characters()
    | st.sampled_from("\x00\x1b\r\n\t\u2028\ud800\udcff\ufffe\uffff%:,;'\"<>&]{}[()")
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    line, column = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    down, right = draw(st.integers(0, 2)), draw(st.integers(0, 9))
    return Span(line, column, line + down, column + right)


def fixes() -> st.SearchStrategy[Fix]:
    edits = st.lists(
        st.builds(Edit, spans(), EVERY_CHARACTER), min_size=1, max_size=2
    ).map(tuple)
    return st.builds(Fix, EVERY_CHARACTER.filter(bool), edits)


def findings() -> st.SearchStrategy[Diagnostic]:
    said = st.none() | EVERY_CHARACTER
    return st.builds(
        Diagnostic,
        code=st.sampled_from(CODES),
        message=EVERY_CHARACTER.filter(bool),
        span=st.none() | spans(),
        severity=st.sampled_from(Severity),
        eid=said,
        pointer=said,
        quote=said,
        hint=said,
        fix=st.none() | fixes(),
    )


def reports() -> st.SearchStrategy[list[Report]]:
    """Up to two reports of up to two findings: what is wrong with many is wrong with two."""
    profile = st.sampled_from([None, "generic", "council"])
    found = st.lists(findings(), max_size=2).map(tuple)
    known = st.lists(
        st.builds(
            Suppressed,
            findings(),
            st.sampled_from(["comment", "baseline"]),
            st.none() | EVERY_CHARACTER,
        ),
        max_size=1,
    )
    return st.lists(
        st.builds(
            Report, EVERY_CHARACTER.filter(bool), profile, found, known.map(tuple)
        ),
        max_size=2,
    )
