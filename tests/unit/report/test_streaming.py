import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from communique.report.programs import array, dumped

VALUES = st.recursive(
    st.none() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=4))
def test_an_array_in_pieces_is_the_array(values: list[Any]) -> None:
    assert json.loads("".join(array(iter(values), 4))) == values


@given(VALUES)
def test_indentation_is_that_of_json(value: Any) -> None:
    assert f"[\n  {dumped(value, 2)}\n]" == json.dumps(
        [value], ensure_ascii=False, indent=2
    )


@given(st.text(st.characters() | st.characters(categories=["Cs"])))
def test_what_is_written_can_be_encoded_and_read_and_keeps_all_else(text: str) -> None:
    read = json.loads(dumped(text).encode("utf-8"))
    assert read == text.encode("utf-8", "backslashreplace").decode("utf-8")


def test_an_item_is_written_before_the_next_is_made() -> None:
    made: list[int] = []

    def values() -> Any:
        for number in range(3):
            made.append(number)
            yield number

    pieces = array(values(), 2)
    next(pieces)
    assert made == [0]
