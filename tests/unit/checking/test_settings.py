from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.checking.choice import Choice
from communique.checking.configurations import Configurations
from communique.checking.patterns import Pattern
from communique.checking.settings import Settings
from communique.core.diagnostics import Severity
from communique.core.errors import BadOption
from communique.rules.rule import LIMIT, Profile

CODES = st.sampled_from(["MOD", "MOD010", "duplicate-eid", "XSD"])
IGNORES = st.tuples(
    st.builds(Pattern, st.sampled_from(["*.json", "old"]), st.just("/home")),
    st.lists(CODES).map(tuple),
)
SETTINGS = st.builds(
    Settings,
    profile=st.none() | st.sampled_from([str(each) for each in Profile]),
    select=st.none() | st.lists(CODES).map(tuple),
    ignore=st.none() | st.lists(CODES).map(tuple),
    per_file_ignores=st.lists(IGNORES, max_size=2).map(tuple),
    severity=st.none() | st.dictionaries(CODES, st.sampled_from(Severity)),
    max_findings=st.none() | st.integers(1, 50),
)
ADDED = {"severity", "per_file_ignores"}


def test_settings_that_say_nothing_are_the_defaults() -> None:
    assert Configurations(Settings(), search=False).choice("a.json") == Choice(
        limit=LIMIT
    )
    assert not Settings().excludes("a.json")


def test_what_is_said_takes_the_place_of_what_was_said_before() -> None:
    near, far = (
        Settings(select=("MOD",), max_findings=3),
        Settings(select=("XSD",), ignore=("SRC",)),
    )
    assert near.over(far) == Settings(select=("MOD",), ignore=("SRC",), max_findings=3)


def test_severities_are_merged_code_by_code() -> None:
    near = Settings(severity={"MOD": Severity.INFO})
    far = Settings(severity={"MOD": Severity.ERROR, "XSD": Severity.WARNING})
    assert near.over(far).severity == {"MOD": Severity.INFO, "XSD": Severity.WARNING}


def test_a_file_is_ignored_what_all_its_patterns_say() -> None:
    near = Settings(
        ignore=("SRC",), per_file_ignores=((Pattern("*.json", "/home"), ("MOD",)),)
    )
    far = Settings(
        per_file_ignores=(
            (Pattern("old", "/home"), ("XSD",)),
            (Pattern("new", "/home"), ("EID",)),
        )
    )
    assert near.over(far).ignored("/home/old/a.json") == ("SRC", "MOD", "XSD")
    assert near.over(far).ignored("/home/a.xml") == ("SRC",)
    assert Configurations(near.over(far), search=False).choice(
        "/home/a.json"
    ).ignore == (
        "SRC",
        "MOD",
    )


@given(SETTINGS)
def test_nothing_said_changes_nothing(settings: Settings) -> None:
    assert settings.over(Settings()) == Settings().over(settings) == settings


@given(SETTINGS, SETTINGS, SETTINGS)
def test_nearer_settings_win_however_they_are_grouped(
    one: Settings, two: Settings, three: Settings
) -> None:
    assert one.over(two).over(three) == one.over(two.over(three))
    for each in fields(Settings):
        if each.name not in ADDED and getattr(one, each.name) is not None:
            assert getattr(one.over(two), each.name) == getattr(one, each.name)


def test_a_selector_that_means_nothing_is_raised() -> None:
    with pytest.raises(BadOption, match="did you mean duplicate-eid"):
        Configurations(Settings(select=("duplicate-ied",)), search=False).choice(
            "a.json"
        )
