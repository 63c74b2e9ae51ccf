from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from tests.rules.documents import GOOD

from communique.lsp import server
from communique.lsp.analysis import Analysis, Lines, Text, analyse, split_lines
from communique.lsp.server import (
    FIX_ALL,
    QUICK_FIX,
    Target,
    fix_all,
    is_wanted,
    quick_fixes,
)

URI = "file:///a.xml"
TARGET = Target(URI, 7, versioned=True)
WRONG = GOOD.replace('eId="para_3"', 'eId="para_13"').replace(
    'href="#ports"', 'href="ports"'
)
"""Findings with fixes far from one another."""


def analysis(text: str, encoding: str = "utf-16") -> Analysis:
    return analyse(Text(text, encoding), "a.xml", "xml")


def everywhere(found: Analysis) -> types.Range:
    return found.text.range(0, len(found.text.text))


def made(found: Analysis, edit: types.WorkspaceEdit | None) -> str:
    """The text that a client has after an edit, which is made from the last place to the first."""
    assert edit is not None
    assert edit.document_changes is not None
    (change,) = edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert (change.text_document.uri, change.text_document.version) == (URI, 7)
    lines = Lines(found.text.text, found.text.encoding)
    parts = sorted(change.edits, key=lambda each: each.range.start)
    assert all(one.range.end <= other.range.start for one, other in pairwise(parts))
    for each in reversed(parts):
        assert isinstance(each, types.TextEdit)
        lines.change(
            [types.TextDocumentContentChangePartial(each.range, each.new_text)]
        )
    return lines.text


def test_a_finding_with_a_fix_offers_it_where_it_stands() -> None:
    found = analysis(WRONG)
    diagnostic = next(each for each in found.diagnostics if each.code == "EID004")
    (action,) = quick_fixes(found, diagnostic.range, TARGET)
    assert (action.kind, action.is_preferred) == (QUICK_FIX, True)
    assert action.diagnostics is not None
    assert diagnostic in action.diagnostics
    assert 'eId="para_13"' not in made(found, action.edit)
    assert (
        quick_fixes(
            found, types.Range(types.Position(0, 0), types.Position(0, 0)), TARGET
        )
        == []
    )


def test_a_fix_that_several_findings_share_is_offered_once() -> None:
    found = analysis(WRONG)
    offered = quick_fixes(found, everywhere(found), TARGET)
    fixes = {
        each.fix.edits
        for each in found.examined.report.findings
        if each.fix is not None
    }
    assert len(offered) == len(fixes) > 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_fixes_leave_the_text_that_mending_leaves(
    encoding: str, mark: str, end: str
) -> None:
    text = mark + WRONG.replace("Aware of", "Aware 🚢 of").replace("\n", end)
    found = analysis(text, encoding)
    fixed = made(found, fix_all(found, TARGET))
    assert fixed == text.replace('eId="para_13', 'eId="para_3').replace(
        'href="ports"', 'href="#ports"'
    )
    again = analysis(fixed, encoding)
    assert not [each for each in again.diagnostics if each.code in {"EID004", "ONT002"}]
    document = again.examined.report.findings
    assert all(each.fix is None for each in document)
    assert made(again, fix_all(again, TARGET)) == fixed


def test_a_fix_that_would_change_a_word_is_not_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = analysis(WRONG)
    assert quick_fixes(found, everywhere(found), TARGET)
    words = iter(range(1000))
    monkeypatch.setattr(server, "words_of", lambda *_: next(words))
    assert quick_fixes(found, everywhere(found), TARGET) == []


def test_a_document_that_is_no_text_any_more_offers_nothing() -> None:
    found = analysis(WRONG[: len(WRONG) // 2])
    assert quick_fixes(found, everywhere(found), TARGET) == []
    edit = fix_all(found, TARGET)
    assert made(found, edit) == found.text.text
    assert fix_all(analysis("\ud800"), TARGET).document_changes is not None


def test_a_client_that_takes_no_versions_is_told_none() -> None:
    edit = fix_all(analysis(WRONG), Target(URI, 7, versioned=False))
    assert edit.document_changes is None
    assert edit.changes is not None
    assert list(edit.changes) == [URI]


@given(one=st.text("ab\n\r", max_size=60), other=st.text("ab\n\r", max_size=60))
def test_a_difference_makes_one_text_of_the_other_by_whole_lines(
    one: str, other: str
) -> None:
    text, starts = one, {0}
    for line in split_lines(one):
        starts.add(max(starts) + len(line))
    for start, end, words in reversed(list(server._difference(one, other))):
        assert {start, end} <= starts
        text = text[:start] + words + text[end:]
    assert text == other


@pytest.mark.parametrize(
    ("kind", "only", "wanted"),
    [
        (QUICK_FIX, None, True),
        (QUICK_FIX, ["quickfix"], True),
        (QUICK_FIX, ["source"], False),
        (FIX_ALL, ["source"], True),
        (FIX_ALL, ["source.fixAll.communique"], True),
        (FIX_ALL, ["source.fixAll.other"], False),
        (FIX_ALL, ["source.fix"], False),
        (FIX_ALL, ["refactor", "source.fixAll"], True),
        (FIX_ALL, [], False),
    ],
)
def test_kinds_of_actions_are_asked_for_by_their_beginnings(
    kind: str, only: list[str] | None, *, wanted: bool
) -> None:
    assert is_wanted(kind, only) is wanted
