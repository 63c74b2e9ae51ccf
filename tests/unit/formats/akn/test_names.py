"""Names and codes both ways."""

import pytest
from hypothesis import given

from communique.formats.akn.names import camel, kebab
from communique.naming.iso639 import alpha3, bcp47
from communique.testing import slugs


@given(slugs())
def test_a_slug_is_told_back_from_its_name(slug: str) -> None:
    assert kebab(camel(slug)) == slug


@pytest.mark.parametrize("tag", ["sl", "en", "ar", "zh", "mul", "und", "tlh"])
def test_a_language_is_told_back_from_its_three_letters(tag: str) -> None:
    assert bcp47(alpha3(tag)) == tag


def test_script_and_region_have_no_place_in_three_letters() -> None:
    assert (alpha3("sr-Latn"), bcp47("ger"), bcp47(" SLV ")) == ("srp", "de", "sl")
