import pytest

from communique.core.diagnostics import Severity
from communique.rules.rule import Finding, Profile, page_of, rule

PAGE = """A sail is torn.

    Why: wind gets through.

    Fix: sew it.

    Bad:
    <p/>

    Good:
    <p>Sail.</p>
    """


def test_a_rule_is_made_of_a_function_and_its_docstring() -> None:
    @rule("SEA001", "torn-sail", on="tree", sources=("the sea",), error=(Profile.COUNCIL,), info=(Profile.GENERIC,),
          asked=(Profile.COUNCIL, Profile.GENERIC))  # fmt: skip
    def torn(_: object) -> list[Finding]:
        return []

    torn.check.__doc__ = PAGE
    assert torn.page.summary == "A sail is torn."
    assert torn.page.why == "wind gets through."
    assert torn.page.good == "```xml\n<p>Sail.</p>\n```"
    assert torn.profile is Profile.COUNCIL
    assert torn.severities == {
        Profile.COUNCIL: Severity.ERROR,
        Profile.GENERIC: Severity.INFO,
    }
    assert torn.code.page == "rules/SEA001.md"
    assert not torn.code.fatal


def test_the_usual_severity_is_that_of_our_own_declarations() -> None:
    made = rule(
        "SEA002", "wet-deck", on="tree", sources=("the sea",), error=(Profile.AKN4UN,)
    )(lambda _: [])
    assert made.code.severity is Severity.WARNING


def test_a_rule_that_no_profile_asks_is_none() -> None:
    with pytest.raises(ValueError, match="SEA003"):
        rule("SEA003", "no-sea", on="record", sources=("the sea",), asked=())


def test_a_rule_over_the_record_is_as_grave_in_every_format() -> None:
    with pytest.raises(ValueError, match="SEA004 would depend on the format"):
        rule(
            "SEA004",
            "sea",
            on="either",
            sources=("the sea",),
            error=(Profile.DECLARATION,),
            info=(Profile.GENERIC,),
        )


@pytest.mark.parametrize("missing", ["Why", "Fix", "Bad", "Good"])
def test_a_page_without_a_section_is_refused(missing: str) -> None:
    with pytest.raises(ValueError, match="A sail is torn"):
        page_of(PAGE.replace(f"{missing}:", f"{missing}, "))
