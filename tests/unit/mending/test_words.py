import pytest
from tests.unit.fixes.mending import akn, native

from communique.core.source import Source
from communique.mending import words_of

NOTE = '<authorialNote eId="authorialNote_1" marker="1" placement="bottom"><p>In spring.</p></authorialNote>'


def words(text: str) -> object:
    return words_of(Source("a", text.encode()), "akn" if text.startswith("<") else "json")


@pytest.mark.parametrize("change", [
    ("again.", "again!"), ("again.", "again. "), ("3.", "3)"), ("<p>We", "<p> We"), ('showAs="The Ports"', 'showAs="Ports"'),
    ("tides;</p>", "tides</p>"), ('href="#ports"/>', 'href="#ports"/>x'),
])  # fmt: skip
def test_another_word_is_seen(change: tuple[str, str]) -> None:
    assert words(akn(change)) != words(akn())


@pytest.mark.parametrize("change", [
    ('"para_3"', '"para_4"'), ("<meta>", "<meta>\n"), ("We will", "<b>We</b> will"), ("<num>", "<!-- x --><num>"),
    ("again.", "ag&#x61;in."), ('name="adoption"', 'name="unknown"'),
])  # fmt: skip
def test_what_is_no_word_is_not(change: tuple[str, str]) -> None:
    assert words(akn(change)) == words(akn())


def test_a_note_may_be_called_elsewhere_and_says_the_same() -> None:
    inside = words(akn(("again.", f"again{NOTE}.")))
    assert inside == words(akn(("We will", f"We{NOTE} will")))
    assert inside != words(akn(("again.", f"again{NOTE}.".replace("spring", "autumn"))))
    assert inside != words(akn(("again.", f"again{NOTE}.".replace('marker="1"', 'marker="2"'))))
    meta = NOTE.replace("authorialNote", "note").replace(' placement="bottom"', "")
    assert inside == words(
        akn(("</references>", f"</references>\n<notes source='#ports'>\n{meta}\n</notes>"))
    )


def test_the_words_of_a_record_are_those_of_its_strings() -> None:
    good = native()
    assert words(good) != words(good.replace("again", "anew"))
    assert words(good) != words(good.replace('"3."', '"4."'))
    assert words(good) == words(good.replace('"para_3"', '"para_4"'))
    assert words(good) == words(good.replace('"start": 23', '"start": 24'))
    assert words('{"notes": [{"text": "a"}, {"text": "b"}], "text": "c"}') == words(
        '{"text": "c", "notes": [{"text": "b"}, {"text": "a"}]}'
    )
    assert words('{"body": [{"text": "a"}, {"text": "b"}]}') != words(
        '{"body": [{"text": "b"}, {"text": "a"}]}'
    )


def test_deep_values_and_long_numbers_are_looked_through() -> None:
    deep = "[" * 900 + '{"text": "a", "n": ' + "9" * 5000 + "}" + "]" * 900
    assert words(f'{{"x": {deep}}}') == (("text", "a"),)


@pytest.mark.parametrize("text", ["<a", "{", '{"a": 1, "a": 2}', "<!DOCTYPE a><a/>"])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever reader refuses it
        words(text)
