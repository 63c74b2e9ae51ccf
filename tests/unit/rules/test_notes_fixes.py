import pytest
from tests.unit.rules.fixing import akn, findings, mended

CALLED = '<authorialNote eId="note_1" marker="{0}" placement="bottom"><p>In &lt;spring&gt;.<!-- x --></p></authorialNote>'
NOTE = CALLED.replace("authorialNote", "note").replace(' placement="bottom"', "")


def never_called(*notes: str, words: str) -> str:
    inside = "".join(f"\n        {each}" for each in notes)
    return akn(
        (
            "</references>",
            f'</references>\n      <notes source="#ports">{inside}\n      </notes>',
        ),
        ("again.", words),
    )


@pytest.mark.parametrize("place", [
    '<ref eId="para_3__ref_1" href="#note_1">1</ref>', '<ref eId="para_3__ref_1" href="~note_1"><b>1</b ></ref\n>', '<a href="#note_1">1</a>',
    "<sup>1</sup>", "<sup><b>1</b></sup>",
])  # fmt: skip
def test_a_note_is_called_behind_the_one_link_or_sign_that_shows_it(place: str) -> None:
    text = never_called(NOTE.format(1), words=f"again{place}.")
    assert mended(text, "NTE004") == akn(("again.", f"again{place}{CALLED.format(1)}."))


def test_other_notes_stay_where_they_are() -> None:
    other = NOTE.format("**").replace("note_1", "note_2")
    text = never_called(NOTE.format("*"), other, words="again<sup>*</sup>.")
    (found,) = [each.fix for each in findings(text, "NTE004") if each.fix]
    assert found.title == "call the note * where it is linked"
    new = text[: found.edits[0].start] + text[found.edits[0].end :]
    assert new == never_called(other, words="again<sup>*</sup>.")


@pytest.mark.parametrize(("words", "notes"), [
    ("again.", 1), ("again1.", 1), ("again<sup>1</sup> and <sup>1</sup>.", 1), ("again<sup>1</sup>.", 2), ("again<sup>2</sup>.", 1),
    ('again<a href="#note_1">1</a> <a href="#note_1">1</a>.', 1), ('again<a href="#note_1">1</a> <a href="#note_1">1</a> <sup>1</sup>.', 1),
])  # fmt: skip
def test_where_the_words_leave_it_open_nothing_is_done(words: str, notes: int) -> None:
    text = never_called(
        *[NOTE.format(1).replace("note_1", f"note_{at}") for at in range(1, notes + 1)],
        words=words,
    )
    assert [each.fix for each in findings(text, "NTE004")] == [None] * notes
