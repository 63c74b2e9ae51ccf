"""The notation of forms in files of languages: what each sign matches, and that every form has only
these.
"""

import re

import pytest

from communique.acts.speech import Speech
from communique.languages import LANGUAGES, speech
from communique.languages.notation import expression

SPEAKING = [tag for tag in LANGUAGES if speech(tag)]
FORMS = (
    "below", "partner", "conditions", "present", "past", "before_date", "after_date", "relative", "negation", "particles",
    "addressee", "review", "before_asked", "occasions", "passive", "infinitives", "inner", "imperatives", "undone", "done", "recurring", "presently_done",
    "resolved", "declares", "that", "party", "topic", "deeds", "made",
)  # fmt: skip
ROWS = ("vows", "tones", "futures")


@pytest.mark.parametrize(
    ("form", "text", "matched"),
    [
        ("in (a|the) river", "in the river", "in the river"),
        ("on[ly] one", "on one", "on one"),
        ("~ed/", "planted trees", "planted"),
        ("~4+ed/", "fed planted", None),
        ("~*ing", "ing", "ing"),
        ("@/", "1st", None),
        ("@ /", "st 1", "st "),
        ("#1-2/", "2030", None),
        (r"by_\2030", "by   2030", "by   2030"),
        ("to:%*$", "to: * ", "to: * "),
        ("(also |now )*we", "also now we", "also now we"),
        ("(~ )0-2?we", "here and now we", None),
        ("(~ )0-2?we", "here now we we", "here now we"),
        ("if <3-20 ,;>", "if it rains, then", "if it rains"),
        ("if <3-20? ,;>{then: then}", "if it rains then", "if it rains"),
        ("as{not: soon}", "as soon", None),
        ("{after:as }soon", "soon", None),
        ("{not after:as }soon", "soon", "soon"),
        (r"a \(b\)", "a (b)", "a (b)"),
        ("3.5", "345", None),
        ("@han@kana", "高い", "高い"),
        ("@dutch3+en/", "übersenden", None),
    ],
)
def test_a_sign_means_what_the_table_says(
    form: str, text: str, matched: str | None
) -> None:
    found = re.match(expression(form), text)
    assert (found[0] if found else None) == matched


def test_a_part_has_a_name() -> None:
    found = re.match(expression("with <who:<2-80? ,;>>{then: to}"), "with the city to")
    assert found is not None
    assert found["who"] == "the city"


@pytest.mark.parametrize("form", ["<who", "{then", "{if:a}", "<many ,>"])
def test_a_sign_at_a_place_where_it_means_nothing_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match="at 0"):
        expression(form)


def forms_of(tag: str) -> list[str]:
    """Return the expressions of all forms in the file of a language."""
    said = Speech(tag)
    forms = [
        *said.forms(*FORMS),
        said.form("gerund"),
        said.form("manner"),
        said.form("prefix"),
    ]
    forms += [row[0] for key in ROWS for row in said.form_rows(key)]
    forms += [expression(form) for form in said.table("forms").values()]
    return forms


def fault(tag: str) -> str | None:
    """Return what is wrong with the first form of a language that is none, or None."""
    try:
        for form in forms_of(tag):
            re.compile(form)
    except (ValueError, re.error) as error:
        return f"{tag}: {error}"
    return None


def test_every_form_of_every_language_can_be_compiled() -> None:
    assert len(SPEAKING) > 40
    faults = [fault(tag) for tag in SPEAKING]
    assert [each for each in faults if each is not None] == []
