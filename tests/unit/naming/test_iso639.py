"""Language codes, from one standard to the other."""

import pytest

from communique.languages import LANGUAGES
from communique.naming.iso639 import alpha3, bcp47


def test_every_known_language_is_found_again_by_its_three_letters() -> None:
    offenders = [
        (tag, alpha3(tag))
        for tag in LANGUAGES
        if len(alpha3(tag)) != 3 or bcp47(alpha3(tag)) != tag
    ]
    assert offenders == []


@pytest.mark.parametrize(
    ("code", "tag"),
    [("ger", "de"), ("deu", "de"), ("FRE", "fr"), ("slo", "sk"), ("gre", "el")],
)
def test_bibliographic_codes_and_capitals_are_taken_too(code: str, tag: str) -> None:
    assert bcp47(code) == tag


def test_only_the_primary_subtag_counts() -> None:
    assert alpha3("sr-Latn-RS") == alpha3("sr") == "srp"


@pytest.mark.parametrize("code", ["mul", "und", "tlh"])
def test_what_has_no_two_letters_stays_as_it_is(code: str) -> None:
    assert alpha3(code) == bcp47(code) == code
