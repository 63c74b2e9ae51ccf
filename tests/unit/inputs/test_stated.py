"""What a text says of its own lines, and what is set aside in it."""

import pytest
from tests.laws.reprinted import HARBOURS

from communique import Declaration, read, write
from communique.draft import ASIDE
from communique.inputs.laid import entry, stated, statement

WORDS = "# Rules\n\n1\\. Lamps are lit.\n\n- (a) at sea;\n  and\n\n[^1]: A note.\n"
ENTRIES = [entry("title"), entry("paragraph", 0, 3), entry("point", 1, 3), "+"]


def test_a_text_says_what_its_lines_are() -> None:
    text = WORDS + statement(WORDS, ENTRIES)
    said, given = stated(text)
    assert [(each.role, each.level, text[each.start : each.end]) for each in given] == [
        ("title", 0, "Rules"), ("paragraph", 0, "1\\. Lamps are lit."), ("point", 1, "(a) at sea;\n  and"),
    ]  # fmt: skip
    assert [text[each.start : each.label] for each in given[1:]] == ["1\\.", "(a)"]
    assert [text[start:end] for start, end, role in said if role == ASIDE] == [
        "- ",
        statement(WORDS, ENTRIES),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("at sea", "at night"), ("# Rules\n", ""), ("paragraph/3", "<b>"), ("title", "title*9999999")],
)
def test_a_text_whose_words_were_changed_says_nothing(old: str, new: str) -> None:
    said, given = stated((WORDS + statement(WORDS, ENTRIES)).replace(old, new, 1))
    assert given == ()
    assert len(said) == (new != "<b>")


def test_line_ends_and_blanks_are_no_words() -> None:
    text = (WORDS + statement(WORDS, ENTRIES)).replace("\n", "  \r\n")
    assert [text[each.start : each.end].split()[0] for each in stated(text)[1]] == [
        "Rules",
        "1\\.",
        "(a)",
    ]


def test_comments_of_others_are_words() -> None:
    text = "# Rules\n\n<!-- to do: lamps -->\n\nWe light <!-- all --> lamps.\n\n<!-- open\n"
    parsed = read(text.encode(), "text")
    assert parsed.ledger.left_over == 0
    assert (
        " ".join(words_of(parsed.require()))
        == "Rules <!-- to do: lamps --> We light <!-- all --> lamps. <!-- open"
    )


def test_a_comment_among_metadata_is_theirs() -> None:
    parsed = read(b"---\ntitle: Rules\n<!-- to do -->\n---\n\n1\\. We light lamps.\n", "text")
    assert parsed.ledger.balanced
    assert words_of(parsed.require())[-1] == "We light lamps."


def test_who_changes_a_word_is_read_as_ever() -> None:
    changed = write(HARBOURS, "markdown").replace("lamps", "lights")
    found = read(changed.encode(), "text").require()
    assert (
        "to replace the lights of the outer moles, and to keep the old ones for two winters;"
        in words_of(found)
    )
    assert not any("communique" in each for each in words_of(found))


def words_of(declaration: Declaration) -> list[str]:
    return [each.text for _, each in declaration.blocks]


def test_calls_of_notes_that_nothing_calls_are_none_of_the_words() -> None:
    text = "We meet.\n\n[^2] [^3]\n\n[^2]: Today.\n"
    said, given = stated(f"{text}{statement(text, ['paragraph', 'aside'])}\n")
    assert [text[start:end] for start, end, _ in said if end <= len(text)] == ["[^2] [^3]"]
    assert [(each.role, text[each.start : each.end]) for each in given] == [
        ("paragraph", "We meet.")
    ]
