import pytest
from tests.samples import declaration
from tests.unit.rules.fixing import akn

from communique.core.source import Source
from communique.fixes.words import words_of, words_read

NOTE = '<authorialNote eId="authorialNote_1" marker="1" placement="bottom"><p>In spring.</p></authorialNote>'


def words(text: str) -> object:
    return words_of(Source("a", text.encode()))


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
    assert inside != words(
        akn(("again.", f"again{NOTE}.".replace('marker="1"', 'marker="2"')))
    )
    meta = NOTE.replace("authorialNote", "note").replace(' placement="bottom"', "")
    assert inside == words(
        akn(
            (
                "</references>",
                f"</references>\n<notes source='#ports'>\n{meta}\n</notes>",
            )
        )
    )


def test_words_deep_in_a_file_are_seen() -> None:
    deep = "<a>" * 900 + "{}" + "</a>" * 900
    assert words(deep.format("one")) == ("one",)


def test_the_words_read_are_those_of_the_record_wherever_a_note_is_called() -> None:
    good = declaration()
    assert words_read(good) == words_read(
        good.model_copy(update={"notes": good.notes[::-1]})
    )
    assert words_read(good) != words_read(
        good.model_copy(update={"short_title": "Another"})
    )
    assert words_read(good) != words_read(
        good.model_copy(update={"body": good.body[::-1]})
    )


@pytest.mark.parametrize("text", ["<a", "{", "<!DOCTYPE a><a/>"])
def test_what_is_neither_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever reader refuses it
        words(text)
