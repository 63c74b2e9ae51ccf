import sys

import pytest
from tests.unit.rules.fixing import akn, native

import communique.fixes.apply
from communique.checking.choice import Choice
from communique.checking.engine import examine
from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.core.message import Message
from communique.core.source import Source
from communique.fixes.apply import Fixed, apply
from communique.rules.fixers import FIXERS
from communique.rules.markup import Fixer, Markup

LACKING = akn(('refersTo="#ports"', 'refersTo="ports"'), ('"para_3"', '"para_5"'))


def mended(text: str, choice: Choice | None = None) -> Fixed:
    source = Source("a.xml" if text.startswith("<") else "a.json", text.encode())
    return apply(examine(source, None, choice))


def test_all_kinds_are_mended_and_counted() -> None:
    result = mended(LACKING)
    assert result.after.source.text == akn()
    assert (result.changed, result.fixed, result.refused) == (
        True,
        {"EID003": 1, "EID004": 1, "ONT001": 1},
        (),
    )
    assert result.after.report.findings == ()


def test_a_good_file_is_left_as_it_is() -> None:
    for text in (akn(), native()):
        result = mended(text)
        assert (result.changed, result.fixed) == (False, {})


def test_only_what_is_asked_for_is_mended() -> None:
    assert mended(LACKING, Choice(select=("ONT",))).after.source.text == akn(
        ('"para_3"', '"para_5"')
    )
    assert mended(LACKING, Choice(ignore=("EID",))).fixed == {"ONT001": 1}


def test_what_is_not_shown_because_there_is_too_much_of_it_is_mended_too() -> None:
    many = "".join(
        f'<paragraph eId="x_{at}"><num>{at}.</num><content><p>We.</p></content></paragraph>'
        for at in range(4, 40)
    )
    text = akn(("</mainBody>", f"{many}</mainBody>"))
    result = mended(text, Choice(limit=2))
    assert result.fixed == {"EID002": 36}
    assert 'eId="x_' not in result.after.source.text


def test_a_file_that_is_not_read_is_left_alone() -> None:
    assert mended("<a").fixed == {}


def test_a_record_is_left_alone() -> None:
    result = mended(native().replace('"eid": "para_3"', '"eid": "para_5"'))
    assert (result.changed, result.fixed) == (False, {})


# --- refusals
# --------------------------------------------------------------------------------------------------------


def test_a_fix_that_changes_a_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = _with_fixer(monkeypatch, lambda markup, _: _put(markup, "again", "anew"))
    assert refused == "the words of the text would change"


def test_a_fix_that_makes_a_finding_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused = _with_fixer(
        monkeypatch, lambda markup, _: _put(markup, '"#ports"/>', '"#pilots"/>')
    )
    assert refused.startswith(
        (
            "there would be a finding that is not there now: ",
            "the file would be invalid",
        )
    )


def test_a_fix_that_mends_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        _with_fixer(monkeypatch, lambda markup, _: _put(markup, "<meta>", "<meta >"))
        == "the finding would stay"
    )


def test_a_fix_after_which_the_file_is_no_xml_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert (
        _with_fixer(monkeypatch, lambda markup, _: _put(markup, "<meta>", "<meta"))
        == "the file could not be read any more"
    )


def _put(markup: Markup, old: str, new: str) -> Fix:
    start = markup.source.text.index(old)
    return Fix(
        Message("break it"), (Edit(markup.source.span(start, start + len(old)), new),)
    )


def _with_fixer(monkeypatch: pytest.MonkeyPatch, fixer: Fixer) -> str:
    """Why the fix of a bad fixer is refused; the other fixes are made all the same."""
    for code in ("ONT001", "ONT002", "REF002"):
        monkeypatch.setitem(FIXERS, code, fixer)
    result = mended(LACKING)
    assert result.after.source.text == akn(('refersTo="#ports"', 'refersTo="ports"'))
    assert result.fixed == {"EID003": 1, "EID004": 1}
    (refused,) = result.refused
    return refused.why


def test_of_many_the_good_ones_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    words = " ".join(
        '<organization refersTo="ports">them</organization>' for _ in range(9)
    )
    text = akn(("again", words))
    good = FIXERS["ONT001"]

    def fixer(markup: Markup, finding: Diagnostic) -> Fix | None:
        fix = good(markup, finding)
        bad = finding.span is not None and finding.span.start in (starts[3], starts[7])
        return (
            Fix(Message(f"break {finding.span}"), (Edit(fix.edits[0].span, "#none"),))
            if fix and bad
            else fix
        )

    starts = [
        at
        for at in range(len(text))
        if text.startswith('<organization refersTo="ports"', at)
    ]
    monkeypatch.setitem(FIXERS, "ONT001", fixer)
    result = mended(text, Choice(limit=sys.maxsize))
    assert result.fixed["ONT001"] >= 7


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    words = " ".join(
        f'<organization refersTo="ports" class="{at}">them</organization>'
        for at in range(9)
    )
    monkeypatch.setattr(communique.fixes.apply, "PATIENCE", 3)

    def fixer(_: Markup, finding: Diagnostic) -> Fix:
        assert finding.span is not None
        return Fix(Message(f"{finding.span}"), (Edit(finding.span, "<organization>"),))

    for code in FIXERS:
        monkeypatch.setitem(FIXERS, code, fixer)
    result = mended(akn(("again", words)))
    assert (result.changed, len(result.refused)) == (False, 3)
