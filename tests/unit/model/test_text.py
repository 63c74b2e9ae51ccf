import pytest
from pydantic import ValidationError

from communique.model import DateMark, EmphasisMark, TextBlock


def test_a_text_is_its_words() -> None:
    assert str(TextBlock(text="a 𝔘 b")) == "a 𝔘 b"


def test_marked_words_are_quoted_by_code_points() -> None:
    mark = DateMark(start=2, end=3, date="2023")
    assert TextBlock(text="a 𝔘 b", marks=(mark,)).quoted(mark) == "𝔘"


def test_the_kind_is_known_and_written_first() -> None:
    mark = EmphasisMark(start=0, end=1, style="bold")
    assert mark.kind == "emphasis"
    assert next(iter(mark.model_dump())) == "kind"


@pytest.mark.parametrize(
    "values",
    [{"text": "x", "colour": 1}, {"text": 7}, {"text": None}, {}, {"text": b"x"}],
)
def test_unknown_keys_are_refused_and_nothing_is_converted(
    values: dict[str, object],
) -> None:
    with pytest.raises(ValidationError):
        TextBlock.model_validate(values)
