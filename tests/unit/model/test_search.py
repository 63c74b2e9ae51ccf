import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.declaration import occurrences, without_accents
from communique.testing import texts


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Evropska unija in EVROPSKI svet", "evropsk", ["Evropsk", "EVROPSK"]),
        ("države članice", "DRZAVE CLANICE", ["države članice"]),
        ("e\u0301tat", "état", ["e\u0301tat"]),
        ("cafe\u0301, caf\u00e9, cafe", "cafe", ["cafe\u0301", "caf\u00e9", "cafe"]),
        ("Straße", "strasse", ["Straße"]),
        ("Straße", "stras", ["Straß"]),
        ("ΔΉΛΩΣΗ", "δηλωση", ["ΔΉΛΩΣΗ"]),
        ("İstanbul", "istanbul", ["İstanbul"]),
        ("第３条", "3", ["３"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("a𝔘b", "𝔘", ["𝔘"]),
        ("abc", "d", []),
        ("abc", "", []),
        ("", "a", []),
        ("\u0301", "\u0301", []),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(
    text: str, words: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in occurrences(text, words)] == found


@given(texts(), st.data())
def test_every_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    part = text[start : data.draw(st.integers(start, len(text)))]
    wanted = without_accents(part)
    found = [text[begin:end] for begin, end in occurrences(text, part)]
    assert bool(found) == bool(wanted)
    assert all(wanted in without_accents(each) for each in found)


@given(texts())
def test_what_is_left_has_neither_case_nor_accents(text: str) -> None:
    plain = without_accents(text)
    assert plain == plain.casefold()
    assert not any(map(unicodedata.combining, plain))
