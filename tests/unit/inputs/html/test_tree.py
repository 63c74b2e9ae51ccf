"""The tree of a page."""

import time

import pytest

from communique.core.source import Limits, Source
from communique.inputs.html import extract
from communique.inputs.html.tree import DEEPEST, Node, tree


def shown(node: Node) -> str:
    return "".join(
        each if isinstance(each, str) else f"{each.name}({shown(each)})"
        for each in node.children
    )


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>a<p>b", "p(a)p(b)"),
        ("<li>a<li>b", "li(a)li(b)"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "ul(li(aul(li(b)))li(c))"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))"),
        ("<table><tr><td>a<td>b<tr><th>c</table>d", "table(tr(td(a)td(b))tr(th(c)))d"),
        (
            "<table><thead><tr><td>a<tbody><tr><td>b",
            "table(thead(tr(td(a)))tbody(tr(td(b))))",
        ),
        ("<p>a<table><tr><td><p>b</table>c", "p(a)table(tr(td(p(b))))c"),
        ("<div>a</p>b</div>", "div(ab)"),
        ("<p><b>a</p></b>c", "p(b(a))c"),
        ("<template><p>a</template>b", "template(p(a))b"),
        ("<plaintext>a<b>c", "plaintext(a<b>c)"),
        ("<td>a</div>b</td>", "td(ab)"),
    ],
)
def test_elements_are_closed_where_a_browser_closes_them(page: str, found: str) -> None:
    assert shown(tree(page)).strip() == found


def test_what_is_too_deep_belongs_to_the_last_element_that_is_not() -> None:
    root = tree("<div>" * 5000 + "a" + "</div>" * 5000 + "b")
    assert max(sum(1 for _ in node.above()) for node in root.walk()) == DEEPEST
    assert root.passed == 5000 - DEEPEST + 1
    assert root.text.split() == ["a", "b"]


def test_that_elements_are_too_deep_is_said() -> None:
    found = extract(Source("a.html", b"<div>" * 500 + b"We met."), Limits())
    assert found.text == "We met.\n"
    assert [
        each.code.name for each in found.findings if each.code.name == "deep-nesting"
    ]


def test_elements_have_their_attributes_and_words_their_characters() -> None:
    [node] = [
        each
        for each in tree("""<P Class=a id="b c" x='d>' hidden>1 &lt; 2</p>""").walk()
        if each.name == "p"
    ]
    assert node.attributes == {"class": "a", "id": "b c", "x": "d>", "hidden": ""}
    assert node.children == ["1 < 2"]


def test_nothing_in_a_script_or_a_title_is_a_tag() -> None:
    script, title = [
        each
        for each in tree("<script>a<b></script><title>c<d>&amp;</title>").walk()
        if each.order
    ]
    assert (script.children, title.children) == (["a<b>"], ["c<d>&"])


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("We <b at sea", "We <b at sea"),
        ("<p>We</p <b at <i sea", "We </p <b at <i sea"),
        ("<![CDATA[We <b> & they]]> met", "We <b> & they met"),
        ("<iframe>We <b>met</b></iframe>", "We met"),
        ("<meta charset=latin1><p>Člen 1 – “ß”", "Člen 1 – “ß”"),
        ("We &nbsp;met&#0;", "We met\ufffd"),
    ],
)
def test_no_words_are_lost_where_a_page_is_broken(page: str, words: str) -> None:
    assert " ".join(tree(page).text.split()) == words


UNITS = ["<!--", "<!-- -- ", "<?", "<!", "<a ", '<a b="', "<a b='c' ", "<", "</", "</a ", "<![CDATA[", "<![CDATA[]]>", "&", "&#", "<script>",
         "<title>", "<a/", "<p>", "<b><p>", "<div>", "<ul><li>", "<table><tr><td>", "<a\t"]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_in_proportion_to_the_page(unit: str) -> None:
    def seconds(count: int) -> float:
        page = unit * count
        begin = time.process_time()
        tree(page)
        return time.process_time() - begin

    assert seconds(80_000) < 1 + 8 * seconds(20_000)
