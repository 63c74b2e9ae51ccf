"""STR006 speaks of footnotes too, in both formats."""

import pytest

from communique import load, validate, write


@pytest.mark.parametrize("form", ["json", "akn"])
def test_a_footnote_without_words_is_found(form: str) -> None:
    declaration = load("eu-clasi-2023")
    note = declaration.notes[1]
    bare = note.model_copy(
        update={
            "content": (note.content[0].model_copy(update={"text": "", "marks": ()}),)
        }
    )
    damaged = declaration.model_copy(
        update={"notes": (declaration.notes[0], bare, *declaration.notes[2:])}
    )
    (finding,) = validate(
        write(damaged, form).encode(), format=form, select=["STR006"]
    ).findings
    assert finding.message == f"footnote {note.marker} has no words"
    assert finding.span is not None
