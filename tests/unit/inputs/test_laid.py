"""What the layout of a text says of its lines."""

import pytest

from communique.inputs.laid import laid

TEXT = """\
Declaration

    Adopted at Low Wick

=====


   The Harbours,

Aware of storms:

    (a)  in winter,

     have agreed:

* * *


Part I
~~~~~

  Article 1
  Lamps
  -----

1.  Oil  is bought.

    (a)  red;

      and kept;

  and burnt.

- - -

Done

    Edda Holm
    Mayor


  *****

Words.

____________________
¹  See below.

  And above.
"""


def said(text: str) -> list[tuple[str, int, str, str, int]]:
    """The role, level, label and words of each line; which annex begins with it."""
    return [
        (each.role, each.level, text[each.start : each.label or each.start], text[max(each.start, each.label) : each.end].strip(), each.begins)
        for each in laid(text)[1]
    ]  # fmt: skip


def test_each_line_is_known_by_how_far_it_stands_in_and_by_signs() -> None:
    assert said(TEXT) == [
        ("title", 0, "", "Declaration", 0),
        ("subtitle", 0, "", "Adopted at Low Wick", 0),
        ("opening", 0, "", "The Harbours,", 0),
        ("recital", 0, "", "Aware of storms:", 0),
        ("point", 1, "(a)", "in winter,", 0),
        ("formula", 0, "", "have agreed:", 0),
        ("heading", 1, "Part I", "", 0),
        ("heading", 2, "Article 1", "", 0),
        ("heading", 2, "", "Lamps", 0),
        ("paragraph", 0, "1.", "Oil  is bought.", 0),
        ("point", 1, "(a)", "red;", 0),
        ("continuation", 1, "", "and kept;", 0),
        ("continuation", 0, "", "and burnt.", 0),
        ("closing", 0, "", "Done", 0),
        ("signature", 0, "", "Edda Holm", 0),
        ("signature", 1, "", "Mayor", 0),
        ("paragraph", 0, "", "Words.", 2),
        ("note", 0, "", "¹  See below.\n\n  And above.", 0),
    ]


@pytest.mark.parametrize(
    "text", ["", "We meet.\n\n    Again.\n", "Words * * * words.\n", "======\n"]
)
def test_a_text_without_a_sign_says_nothing(text: str) -> None:
    assert laid(text) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "=====\n",
        "*****\n\n*****\n",
        "~~~~~\n-----\n",
        "= = =\n* * *\n- - -\n",
        "_" * 20 + "\n\f=====\n",
    ],
)
def test_signs_alone_are_of_no_words(text: str) -> None:
    assert laid(text)[1] == ()
