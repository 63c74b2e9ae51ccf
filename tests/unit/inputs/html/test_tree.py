"""Tokens put into a tree."""

import pytest

from communique.inputs.html.tree import DEEPEST, Node, tree


def shown(node: Node) -> str:
    return "".join(
        each if isinstance(each, str) else f"{each.name}({shown(each)})" for each in node.children
    )


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>a<p>b", "p(a)p(b)"),
        ("<li>a<li>b", "li(a)li(b)"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "ul(li(aul(li(b)))li(c))"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "dl(dt(a)dd(b)dt(c))"),
        ("<table><tr><td>a<td>b<tr><th>c</table>d", "table(tr(td(a)td(b))tr(th(c)))d"),
        ("<table><thead><tr><td>a<tbody><tr><td>b", "table(thead(tr(td(a)))tbody(tr(td(b))))"),
        ("<p>a<table><tr><td><p>b</table>c", "p(a)table(tr(td(p(b))))c"),
        ("<div>a</p>b</div>", "div(ab)"),
        ("<p><b>a</p></b>c", "p(b(a))c"),
        ("a<br>b</br>c", "abr()bbr()c"),
        ("<td>a</div>b</td>", "td(ab)"),
    ],
)
def test_elements_are_closed_where_a_browser_closes_them(page: str, found: str) -> None:
    assert shown(tree(page)) == found


def test_what_is_too_deep_belongs_to_the_last_element_that_is_not() -> None:
    root = tree("<div>" * 5000 + "a" + "</div>" * 5000 + "b")
    depth, node = 0, root
    while node.children and isinstance(node.children[0], Node):
        depth, node = depth + 1, node.children[0]
    assert depth == DEEPEST - 1
    assert "a" in root.text
    assert root.children[-1] == "b"
