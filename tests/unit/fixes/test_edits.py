from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.samples import finding

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.core.message import Message
from communique.core.source import Source
from communique.fixes.edits import Shift, applied, edits_of, without_overlap

SOURCE = Source("a.txt", "\ufeffone\r\ntwø three\rfour".encode())


def edit(start: int, end: int, text: str) -> Edit:
    return Edit(SOURCE.span(start, end), text)


def fixed(*edits: Edit) -> Diagnostic:
    return replace(finding(), fix=Fix(Message("mend it"), edits))


def test_everything_else_stays_as_it_is() -> None:
    new = applied(SOURCE, [edit(0, 3, "1"), edit(5, 5, "a "), edit(8, 9, "")])
    assert new.data == "\ufeff1\r\na twøthree\rfour".encode()
    assert applied(SOURCE, []).data == SOURCE.data


def test_of_two_that_overlap_the_first_is_taken() -> None:
    first, second, third = (
        fixed(edit(0, 3, "1")),
        fixed(edit(2, 4, "2"), edit(9, 10, "x")),
        fixed(edit(9, 11, "3")),
    )
    assert without_overlap([first, second, third]) == [first, third]
    assert without_overlap([second, first, third]) == [second]


def test_what_is_put_in_at_an_edge_overlaps() -> None:
    inside, at_start, at_end, apart = (fixed(edit(at, at, "x")) for at in (1, 0, 3, 4))
    assert without_overlap([fixed(edit(0, 3, "1")), inside, at_start, at_end, apart])[
        1:
    ] == [apart]
    assert without_overlap([inside, inside, fixed(edit(1, 1, "y"))]) == [inside, inside]


def test_a_fix_that_several_share_is_made_once() -> None:
    shared = fixed(edit(0, 3, "1"), edit(5, 8, "2"))
    assert without_overlap([shared, fixed(edit(4, 4, "x")), shared])[::2] == [
        shared,
        shared,
    ]
    assert len(edits_of([shared, shared])) == 2


def test_a_finding_without_a_fix_is_left() -> None:
    assert without_overlap([finding()]) == []


@given(st.data())
def test_characters_are_found_again_after_edits(data: st.DataObject) -> None:
    text = "abcdefghijklmnopqrstuvwxyz"
    source = Source("a", text.encode())
    cuts = sorted(data.draw(st.lists(st.integers(0, 26), max_size=8)))
    edits = [
        Edit(source.span(start, end), data.draw(st.sampled_from(["", "1", "234"])))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    edits = edits_of(without_overlap(fixed(each) for each in edits))
    after, shift = applied(source, edits).text, Shift(edits)
    for offset, char in enumerate(text):
        if all(not each.start <= offset < each.end for each in edits):
            assert char in {after[place] for place in shift.after(offset)}
