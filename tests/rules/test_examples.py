"""Both examples of every rule: the bad one makes that rule speak and no other, the good one none."""

import pytest
from tests.rules.documents import GOOD, codes, example, record

from communique.rules import RULES
from communique.rules.rule import EVERY, Profile, Rule

EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code.code)


@EACH
def test_the_bad_example_makes_its_rule_speak_and_no_other(rule: Rule) -> None:
    form, data = example(rule, rule.page.bad)
    assert set(codes(form, data, rule.profile)) == {rule.code.code}


@EACH
def test_the_good_example_makes_no_rule_speak(rule: Rule) -> None:
    form, data = example(rule, rule.page.good)
    assert codes(form, data, rule.profile) == []


def test_the_examples_differ() -> None:
    assert [rule.code.code for rule in RULES if rule.page.bad == rule.page.good] == []


@pytest.mark.parametrize("profile", EVERY)
def test_no_rule_speaks_about_the_good_document(profile: Profile) -> None:
    assert codes("akn", GOOD.encode(), profile) == []
    assert codes("json", record({}), profile) == []
    assert codes("json", record({"cover": {}}), profile) == []
