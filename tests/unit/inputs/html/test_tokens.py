"""A page as tags and words."""

import time

import pytest

from communique.inputs.html.tree import tokens

UNITS = [
    "<!--",
    "<!-- -- ",
    "<?",
    "<!",
    "<a ",
    '<a b="',
    "<a b='c' ",
    "<",
    "</",
    "</a ",
    "<![CDATA[",
    "&",
    "&#",
    "<script>",
    "<title>",
    "<a/",
    "<p>",
    "<a\t",
]


def test_tags_have_their_attributes_and_words_their_characters() -> None:
    found = list(tokens("""<P Class=a id="b c" x='d>' hidden>1 &lt; 2</p><br/>"""))
    assert found == [
        ("start", "p", {"class": "a", "id": "b c", "x": "d>", "hidden": ""}),
        ("words", "1 < 2", {}),
        ("end", "p", {}),
        ("start", "br", {}),
    ]


def test_nothing_in_a_script_or_a_title_is_a_tag() -> None:
    assert list(tokens("<script>a<b></script><title>c<d>&amp;</title>")) == [
        ("start", "script", {}), ("words", "a<b>", {}), ("end", "script", {}), ("end", "script", {}),
        ("start", "title", {}), ("words", "c<d>&", {}), ("end", "title", {}), ("end", "title", {}),
    ]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_in_proportion_to_the_page(unit: str) -> None:
    def seconds(count: int) -> float:
        page = unit * count
        begin = time.process_time()
        for _ in tokens(page):
            pass
        return time.process_time() - begin

    assert seconds(80_000) < 1 + 8 * seconds(20_000)
