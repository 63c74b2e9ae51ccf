"""Two files of one work: versions that agree are never said to differ, and whatever is changed in
one is said.
"""

from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.laws.damage import damaged
from tests.laws.printable import printed
from tests.translation import translated

from communique.checking.cross import Crossed, compare
from communique.checking.cross.pair import Relation
from communique.core.source import Source
from communique.documents import read, write
from communique.draft import Parsed
from communique.model import Declaration
from communique.testing import declarations

FORMATS = ("json", "akn")


def parsed(record: Declaration, form: str) -> Parsed:
    return read(Source(f"a.{form}", write(record, form).encode()), form)


def said(crossed: Crossed) -> list[str]:
    return [finding.message for finding in (*crossed.one, *crossed.other)]


@given(declaration=declarations())
def test_two_formats_and_two_languages_of_a_record_agree(
    declaration: Declaration,
) -> None:
    """The record is drawn once for both: that takes longest."""
    assert said(compare(parsed(declaration, "json"), parsed(declaration, "akn"))) == []
    one = declaration.model_copy(update={"language": "en"})
    other, given_one = translated(one, "sl"), parsed(one, "json")
    for form in FORMATS:
        crossed = compare(given_one, parsed(other, form))
        assert crossed.relation is Relation.LANGUAGES
        assert said(crossed) == []


@given(declaration=declarations(), data=st.data())
def test_whatever_is_changed_in_a_record_is_said(
    declaration: Declaration, data: st.DataObject
) -> None:
    other = declaration
    for _ in range(8):  # most damage leaves no record
        with suppress(ValidationError):
            other = Declaration.model_validate(
                data.draw(damaged(declaration.model_dump(mode="json")))
            )
            break
    crossed = compare(parsed(declaration, "json"), parsed(other, "json"))
    if crossed.relation is Relation.FORMATS:
        assert bool(said(crossed)) == (declaration != other)
    for finding in (*crossed.one, *crossed.other):
        assert finding.span is not None
        assert "\n" not in finding.message


@given(declaration=printed())
def test_a_record_agrees_with_the_text_that_it_was_printed_as(
    declaration: Declaration,
) -> None:
    text = read(
        Source("a.txt", write(declaration, "text").encode()),
        "text",
        language=declaration.language,
    )
    for form in FORMATS:
        for pair, raw in (
            ((text, parsed(declaration, form)), (True, False)),
            ((parsed(declaration, form), text), (False, True)),
        ):
            crossed = compare(*pair, raw=raw)
            assert crossed.relation is Relation.SOURCE
            assert said(crossed) == []


@given(declaration=printed(), data=st.data())
def test_a_word_that_is_lost_or_added_on_the_way_is_said_at_its_place(
    declaration: Declaration, data: st.DataObject
) -> None:
    values = declaration.model_dump(mode="json")
    blocks = [
        each
        for each in _blocks(values)
        if len(each["text"].split()) > 3 and not each["marks"]
    ]
    block = data.draw(st.sampled_from(blocks))
    words = block["text"].split()
    at = data.draw(st.integers(1, len(words) - 2))
    lose = data.draw(st.booleans())
    block["text"] = " ".join(
        [*words[:at], *([] if lose else ["zzyzx"]), *words[at + lose :]]
    )
    text = read(
        Source("a.txt", write(declaration, "text").encode()),
        "text",
        language=declaration.language,
    )
    other = parsed(Declaration.model_validate(values), "json")
    crossed = compare(text, other, raw=(True, False))
    if lose:
        assert ([f.code.code for f in crossed.one], crossed.other) == (["CRS012"], ())
        (finding,) = crossed.one
        assert finding.span is not None
        assert finding.quote is not None
        assert words[at].rstrip(".,;:–") in finding.quote or finding.quote in words[at]
        assert finding.quote in text.source.text.splitlines()[finding.span.line - 1]
    else:
        assert (crossed.one, [(f.code.code, f.quote) for f in crossed.other]) == (
            (),
            [("CRS013", "zzyzx")],
        )


def _blocks(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("kind") == "text":
            return [value]
        return [block for each in value.values() for block in _blocks(each)]
    return (
        [block for each in value for block in _blocks(each)]
        if isinstance(value, list)
        else []
    )
