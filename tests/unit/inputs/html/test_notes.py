"""Notes of a page: what calls one, what is one, and what only looks like it."""

import pytest
from tests.unit.inputs.html.test_walk import said, text_of

WORD = '<p>Words<sup><a id="c1" href="#f1">{}</a></sup> here.</p>'


@pytest.mark.parametrize(
    "body",
    [
        WORD.format("1") + '<p id="f1"><a href="#c1">1</a> The note.</p>',
        WORD.format("[1]") + '<p><a name="f1" href="#c1">[1]</a> The note.</p>',
        WORD.format("(1)")
        + '<div><p><a id="f1" href="#c1">(<span>1</span>)</a> The note.</p></div>',
        WORD.format("1") + '<ol><li id="f1">The note. <a href="#c1">↩</a></li></ol>',
        WORD.format("1")
        + '<ol><li id="f1"><p>The note. <a href="#c1">↑</a></p></li></ol>',
        WORD.format("1")
        + '<table><tr><td id="f1"><sup>1</sup> The note.</td></tr></table>',
        '<p>Words (<a href="#f1">1</a>) here.</p><p><a id="f1"></a>(1) The note.</p>',
        '<p>Words (<a id="c1" href="#f1">1</a>) here.</p><p>(<a id="f1" href="#c1"><span>1</span></a>)  The note.</p>',
        WORD.format("1") + '<a id="f1"></a><p>1. The note.</p>',
        WORD.format("1")
        + '<table><tr><td><a id="f1" href="#c1">1</a></td><td>The note.</td></tr></table>',
        WORD.format("[1]")
        + '<div id="ftn1"><p class="MsoFootnoteText"><a href="#c1" name="f1">[1]</a> The note.</p></div>',
        '<p>Words<a href="https://example.org/page#f1">1</a> here.</p><aside id="f1">1 The note.</aside>',
    ],
)
def test_a_link_to_a_place_that_begins_with_its_marker_or_leads_back_calls_a_note(
    body: str,
) -> None:
    assert text_of(body) == "Words[^1] here.\n\n\n[^1]: The note.\n"


@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="#s1">1</a> Ports</p><h2 id="s1">1 Ports</h2>',
        '<p>See <a href="#s1">1</a>.</p><h2 id="s1">1 Ports</h2>',
        '<p>See <a href="#nowhere">1</a>.</p>',
        '<p>See <a href="#s1">the ports</a>.</p><p id="s1">the ports</p>',
        '<p id="s1">1 Ports</p><p>See <a href="#s1">1</a>.</p>',
        '<p>See <a href="#s1">2</a>.</p><p id="s1">In spring.</p>',
    ],
)
def test_other_links_are_words(body: str) -> None:
    assert "[^" not in text_of(body)


def test_a_note_that_is_called_twice_is_one_and_other_markers_are_said() -> None:
    body = '<p>a<a href="#f">*</a> b<a href="#f">*</a></p><p id="f">* The note.</p>'
    assert text_of(body) == "a[^1] b[^1]\n\n\n[^1]: The note.\n"
    assert [name for name, _ in said(body)] == ["numbered-notes"]


def test_a_page_of_nothing_but_links_takes_time_in_proportion() -> None:
    body = "<p>a" + '<a href="#f">1</a>' * 20_000 + '<div id="f">' + "<p>x" * 20_000
    assert text_of(body).count("x") == 20_000
