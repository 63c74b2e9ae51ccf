import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.samples import BROKEN, DOUBTFUL, LOST, finding

from communique.checking.choice import Choice
from communique.checking.codes import every_code, find
from communique.core.diagnostics import Code, Severity
from communique.core.errors import BadOption
from communique.rules import RULES

ALL = (finding(DOUBTFUL), finding(BROKEN), finding(LOST))


def chosen(**options: object) -> list[str]:
    choice = Choice.of(**options)  # type: ignore[arg-type]  # values of any option
    return [f"{each.code.code} {each.severity}" for each in choice.apply(ALL)]


def test_a_choice_keeps_what_is_selected_and_drops_what_is_ignored() -> None:
    assert chosen() == ["DET004 warning", "SRC002 error", "DET001 error"]
    assert chosen(select=["DET001"]) == ["SRC002 error", "DET001 error"]
    assert chosen(ignore=["left-over"]) == ["DET004 warning", "SRC002 error"]
    assert chosen(select=["DET"], ignore=["DET004"]) == ["SRC002 error", "DET001 error"]
    assert chosen(select=["MOD"], extend_select=["DET001"]) == [
        "SRC002 error",
        "DET001 error",
    ]
    assert chosen(extend_select=["DET001"]) == chosen()


def test_what_leaves_no_verdict_can_be_neither_dropped_nor_lowered() -> None:
    assert chosen(ignore=["SRC", "DET"]) == ["SRC002 error"]
    assert chosen(severity={"SRC002": Severity.INFO})[1] == "SRC002 error"


def test_the_longest_selector_says_the_severity() -> None:
    severity = {
        "DET": Severity.INFO,
        "DET00": Severity.WARNING,
        "DET004": Severity.ERROR,
    }
    assert chosen(severity=severity) == [
        "DET004 error",
        "SRC002 error",
        "DET001 warning",
    ]
    assert chosen(severity={**severity, "left-over": Severity.INFO})[2] == "DET001 info"


@pytest.mark.parametrize("option", ["select", "extend_select", "ignore"])
def test_a_selector_that_means_nothing_is_raised(option: str) -> None:
    with pytest.raises(BadOption, match="did you mean DET001"):
        chosen(**{option: ["DETT001"]})
    with pytest.raises(BadOption):
        chosen(**{option: [""]})


@pytest.mark.parametrize("option", ["select", "extend_select", "ignore"])
def test_a_string_is_one_code_and_not_its_letters(option: str) -> None:
    assert chosen(**{option: "DET001"}) == chosen(**{option: ["DET001"]})


def test_what_is_no_severity_is_raised() -> None:
    with pytest.raises(BadOption, match="'error', for DET, is not a Severity"):
        chosen(severity={"DET": "error"})


SELECTORS = st.lists(
    st.sampled_from(
        ["DET", "DET001", "EID", "EID004", "numbering-gap", "SRC", "CRS001"]
    )
).map(tuple)
CODES = st.sampled_from(every_code())


@given(SELECTORS, SELECTORS, SELECTORS, CODES)
def test_extending_only_adds_and_ignoring_only_takes_away(
    select: tuple[str, ...],
    extend: tuple[str, ...],
    ignore: tuple[str, ...],
    code: Code,
) -> None:
    plain = Choice(select).wants(code)
    assert (
        Choice(select, extend).wants(code)
        >= plain
        >= Choice(select, ignore=ignore).wants(code)
    )
    assert Choice(select, extend, ignore).wants(code) == (
        Choice(select, extend).wants(code) and Choice(ignore=ignore).wants(code)
    )
    if select:
        assert Choice(select, extend).wants(code) == Choice(select + extend).wants(code)


def test_a_code_is_asked_where_the_profile_asks_it_or_it_is_extended_to() -> None:
    rule = next(each for each in RULES if "generic" not in each.severities)
    assert any(Choice().asks(rule.code, profile) for profile in rule.severities)
    assert not Choice().asks(rule.code, "generic")
    assert Choice(extend=(rule.code.code,)).asks(rule.code, "generic")
    assert not Choice(extend=(rule.code.code,), ignore=(rule.code.name,)).asks(
        rule.code, "generic"
    )
    assert Choice().asks(find("CRS001"), "generic")
