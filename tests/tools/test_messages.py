"""The English catalogue, gathered from the code."""

import pytest
from tools.generate.messages import templates

from communique.core.errors import NotReadable

IMPORT = "from communique.core.message import count, say\n"


def test_what_is_said_and_what_is_counted_is_found_wherever_it_stands() -> None:
    code = (
        IMPORT
        + 'def f(n):\n    return [say("a " "b"), count("{n} c", "{n} cs", n=n)]\n'
    )
    assert dict(templates(code, "m.py")) == {
        "a b": "a b",
        "{n} cs": {"one": "{n} c", "other": "{n} cs"},
    }


def test_another_function_of_the_name_is_none_of_these() -> None:
    assert list(templates('say(x)\nself.say("y")\n', "m.py")) == []


@pytest.mark.parametrize(
    "call", ["say(x)", 'say(f"{x}")', "say()", 'count("one", x, n=1)']
)
def test_a_template_that_is_no_literal_is_refused_with_its_place(call: str) -> None:
    with pytest.raises(NotReadable, match=r"^m\.py:2: "):
        list(templates(f"{IMPORT}{call}\n", "m.py"))
