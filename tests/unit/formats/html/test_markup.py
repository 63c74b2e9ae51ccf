"""Words that would be markup, and links that would be more."""

import json

import pytest

from communique.formats.html.markup import (
    attribute,
    data,
    foreign,
    fragment,
    held,
    identity,
    link,
    turned,
    unturned,
)
from communique.model.text import escaped

ILL = "</script><a href='x'>&\"\u202e"


def test_no_word_is_markup() -> None:
    assert escaped(ILL) == "&lt;/script&gt;&lt;a href='x'&gt;&amp;\"\u202e"
    assert (
        attribute(f"{ILL}\n")
        == "&#60;/script&#62;&#60;a href='x'&#62;&#38;&#34;&#8238;&#10;"
    )
    assert foreign("<b>") == "<bdi>&lt;b&gt;</bdi>"


def test_json_in_a_script_cannot_end_it_and_says_the_same() -> None:
    written = data(json.dumps({"a": [ILL, "<!--"]}, ensure_ascii=False))
    assert "<" not in written
    assert "\u202e" not in written
    assert json.loads(written) == {"a": [ILL, "<!--"]}


@pytest.mark.parametrize(
    "sign", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
def test_each_sign_that_turns_the_direction_is_held_and_shown(sign: str) -> None:
    assert turned(f"č{sign}")
    assert (
        held(f"a{sign}b")
        == f'a<bdi class="turn" title="U+{ord(sign):04X}">{sign}</bdi>b'
    )
    assert unturned(f"a{sign}b") == "ab"


@pytest.mark.parametrize(
    "text", ["plain", "Čad", "\u200e\u200f", "إعلان", "\u2029\u2070"]
)
def test_nothing_else_is_held(text: str) -> None:
    assert not turned(text)
    assert held(text) == text


@pytest.mark.parametrize(
    ("href", "led"),
    [
        ("https://a.example/?b&c", "https://a.example/?b&#38;c"),
        ("HTTP://a.example", "HTTP://a.example"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("#para_1", "#para_1"),
        ("#", None),
        ("https://council.example@elsewhere.example/", None),
        ("http:x", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example", None),
        ("/akn/xx", None),
        ("", None),
        (None, None),
    ],
)
def test_a_reference_is_a_link_only_where_it_leads_to_the_page_or_is_http_or_mail(
    href: str | None, led: str | None
) -> None:
    assert link(href) == led


def test_an_eid_is_an_identity_and_a_link_to_it() -> None:
    assert (identity("para_1"), fragment("para_1")) == ("para_1", "#para_1")
    assert (identity('a"<č'), fragment('a"<č&')) == (
        "a&#34;&#60;č",
        "#a%22%3C%C4%8D&amp;",
    )
