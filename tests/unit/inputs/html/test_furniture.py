"""What a page shows around its text is set aside, and said with its words."""

import pytest
from tests.unit.inputs.html.test_walk import said, text_of

TEXT = "<p>We met at sea and will meet again in spring.</p>"
LINKS = "<a href='/a'>Home</a> <a href='/b'>News</a>"


@pytest.mark.parametrize(
    "aside",
    [
        f"<nav>{LINKS}</nav>",
        f"<header>{LINKS}</header>",
        f"<footer>{LINKS}</footer>",
        f"<header><nav>{LINKS}</nav></header>",
        f"<div role='navigation'>{LINKS}</div>",
        f"<ul class='breadcrumb'><li>{LINKS}</ul>",
        f"<div id='skip'>{LINKS}</div>",
        "<div class='cookie-banner'>Home News</div>",
        "<p hidden>Home News</p>",
        "<p style='display: none'>Home News</p>",
        "<noscript>Home News</noscript>",
        "<noframes><p>Home <b>News</b></noframes>",
        "<iframe>Home <b>News</b></iframe>",
        "<svg><title>Home</title><text>News</text></svg>",
        "<template>Home News</template>",
        "<button>Home</button><select><option>News</select>",
    ],
)
def test_what_is_no_text_is_set_aside_with_its_words(aside: str) -> None:
    assert text_of(aside + TEXT) == "We met at sea and will meet again in spring.\n"
    assert said(aside + TEXT) == [("set-aside", "Home News")]


@pytest.mark.parametrize(
    "kept",
    [
        "<header><h2>Preamble</h2><p>Recalling the tides,</p></header>",
        "<footer><p>Done at Drumhaven, see <a href='/x'>more</a>.</p></footer>",
        "<aside><p>In a box</p></aside>",
        "<div class='toc-like'>Contents</div>",
    ],
)
def test_words_of_the_text_are_kept_wherever_they_stand(kept: str) -> None:
    assert said(kept + TEXT) == []


def test_the_main_part_is_read_and_the_words_around_it_are_said() -> None:
    body = f"<p>Site</p><main><h1>Ports</h1>{TEXT}</main><p>Contact us</p>"
    assert text_of(body) == "# Ports\n\nWe met at sea and will meet again in spring.\n"
    assert said(body) == [("set-aside", "Site Contact us")]


def test_a_part_that_is_called_the_main_one_and_has_the_heading_is_the_text() -> None:
    body = f"<p>Site</p><div id='main'><h1>Ports</h1>{TEXT}</div><div id='footer'>Contact us</div>"
    assert text_of(body) == "# Ports\n\nWe met at sea and will meet again in spring.\n"
    assert said(body) == [("set-aside", "Contact us"), ("set-aside", "Site")]


def test_the_foot_of_a_page_is_set_aside_where_it_stands_last() -> None:
    assert said(f"{TEXT}<div><div id='footer'>Copyright of the Ports</div></div>") == [
        ("set-aside", "Copyright of the Ports")
    ]
    assert said(f"<div id='footer'>Recalling the tides,</div>{TEXT}") == []


def test_a_main_part_with_few_of_the_words_is_not_the_text() -> None:
    body = f"<main>Loading</main><div>{TEXT * 5}</div>"
    assert "We met" in text_of(body)
    assert said(body) == []


def test_a_heading_that_stands_before_the_main_part_is_read_with_it() -> None:
    part = f"<article><h2>I</h2>{TEXT}</article>"
    assert said(f"<h1>Charter</h1>{part}") == []
    assert said(f"<header><a href='/'>Site</a><h1>Site</h1></header>{part}") != []
    own = f"<article><h1>Charter</h1>{TEXT}</article>"
    assert said(f"<h1>Site</h1>{own}") == [("set-aside", "Site")]


def test_the_only_article_is_the_main_part_and_of_several_none_is() -> None:
    assert said(f"<p>Site</p><article>{TEXT}</article>") == [("set-aside", "Site")]
    assert said(f"<p>Site</p><article>{TEXT}</article><article>{TEXT}</article>") == []
