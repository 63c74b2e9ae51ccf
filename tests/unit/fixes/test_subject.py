from communique.core.source import Source
from communique.fixes.subject import Subject, in_order


def test_what_is_made_of_a_file_is_made_once() -> None:
    looked: list[Subject] = []

    def look(subject: Subject) -> int:
        looked.append(subject)
        return len(looked)

    one, other = Subject(Source("a", b"one")), Subject(Source("b", b"other"))
    assert [one.once(look), one.once(look), other.once(look), one.once(look)] == [1, 1, 2, 1]
    assert looked == [one, other]


def test_edits_stand_in_the_order_of_the_source() -> None:
    subject = Subject(Source("a", b"one two"))
    late, early, empty = subject.edit(4, 7, "2"), subject.edit(0, 3, "1"), subject.edit(4, 4, "x")
    assert in_order([late, early, empty]) == (early, empty, late)
    assert (late.span.column, late.span.end_column) == (5, 8)
