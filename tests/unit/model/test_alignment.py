import pytest

from communique import Declaration, Entity, read

ENGLISH = b"1.  We meet:\n\n(a)  here;\n\n(b)  there.\n\n2.  We part.\n"
FRENCH = "1.  Nous nous réunissons.\n\n2.  Nous nous quittons.\n\n3.  Nous revenons.\n".encode()


def made(data: bytes, language: str) -> Declaration:
    return read(data, "text", language=language).require()


def test_what_has_one_eid_is_one_row_in_the_order_of_the_first() -> None:
    aligned = made(ENGLISH, "en").aligned(made(FRENCH, "fr"))
    assert aligned.languages == ("en", "fr")
    assert aligned["para_2"].texts == ("We part.", "Nous nous quittons.")
    assert [row.eid for row in aligned.rows if row.eid.startswith("para")] == [
        "para_1", "para_1__list_1__point_a", "para_1__list_1__point_b", "para_2", "para_3",
    ]  # fmt: skip


def test_what_one_record_lacks_is_a_gap_with_no_words() -> None:
    aligned = made(ENGLISH, "en").aligned(made(FRENCH, "fr"))
    assert [row.eid for row in aligned.gaps] == [
        "para_1__list_1__point_a",
        "para_1__list_1__point_b",
        "para_3",
    ]
    assert aligned["para_3"].texts == (None, "Nous revenons.")
    assert aligned["para_3"].blocks[0] == ()
    assert not aligned["para_3"].complete


def test_what_the_first_lacks_stands_behind_what_it_follows_elsewhere() -> None:
    aligned = made(FRENCH, "fr").aligned(made(ENGLISH, "en"))
    assert [row.eid for row in aligned.rows if row.eid.startswith("para")] == [
        "para_1", "para_1__list_1__point_a", "para_1__list_1__point_b", "para_2", "para_3",
    ]  # fmt: skip


def test_a_record_that_was_read_is_alone_unless_others_are_given() -> None:
    record = made(ENGLISH, "en")
    assert record.aligned().records == (record,)
    assert record.aligned().gaps == ()


def test_entities_are_no_rows() -> None:
    record = made(ENGLISH, "en")
    named = record.model_copy(
        update={"entities": (Entity(id="eu", type="organization", label="EU"),)}
    )
    assert "eu" not in [row.eid for row in named.aligned().rows]


def test_no_row_has_an_unknown_eid() -> None:
    with pytest.raises(KeyError, match="para_9"):
        made(ENGLISH, "en").aligned()["para_9"]
