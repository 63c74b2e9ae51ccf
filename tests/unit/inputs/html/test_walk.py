"""What stands on a page, and how it is written as text."""

import pytest

from communique.core.source import Limits, Source
from communique.inputs.html import extract


def text_of(body: str, head: str = "") -> str:
    found = extract(
        Source(
            "a.html", f"<!doctype html><head>{head}</head><body>{body}</body>".encode()
        ),
        Limits(),
    )
    assert found.usable, found.findings
    return found.text


def said(body: str, head: str = "") -> list[tuple[str, str | None]]:
    page = f"<!doctype html><head>{head}</head><body>{body}</body>".encode()
    return [
        (each.code.name, each.quote or each.message)
        for each in extract(Source("a.html", page), Limits()).findings
    ]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>We  met\n at&nbsp;sea.<p>We wrote.", "We met at\xa0sea.\n\nWe wrote.\n"),
        ("<div>One<div>two</div>three</div>", "One\n\ntwo\n\nthree\n"),
        ("<p>a<br>b</p>", "a\nb\n"),
        ("<pre>a\n  b</pre>", "a\nb\n"),
        ("<p>We <b>will</b> <i>meet</i>.", "We **will** *meet*.\n"),
        ("<p><b>Ports</b></p>", "**Ports**\n"),
        ("<p>30 m<sup>2</sup>, the 1<sup>st</sup></p>", "30 m², the 1st\n"),
        ("<p>&lt;p&gt; * # &amp;amp; &eacute;</p>", "\\<p> \\* # &amp; é\n"),
        ("<p># no heading</p>", "\\# no heading\n"),
        ("<p>a<wbr>b<!-- c -->d<script>e</script><style>f</style></p>", "abd\n"),
        ("<ruby>海<rp>(</rp><rt>x</rt><rp>)</rp></ruby>", "海\n"),
        ("<dl><dt>Port</dt><dd>a place</dd></dl>", "Port\n\na place\n"),
        ("<details><summary>More</summary>words</details>", "More\n\nwords\n"),
        (
            "<p class='oj-ti-art'>Article 1</p><p class='oj-normal'>We <span class='oj-bold'>met</span>.</p>",
            "**Article 1**\n\nWe **met**.\n",
        ),
        ("<p><b>un<p>closed</b> tags</p>", "**un**\n\nclosed tags\n"),
    ],
)
def test_a_page_is_read_as_it_is_shown(body: str, text: str) -> None:
    assert text_of(body) == (
        text.replace("\\<p>", "\\<p>") if not text.startswith("\\<") else text
    )


def test_headings_have_levels_below_the_only_first_one() -> None:
    assert text_of(
        "<h1>The Ports</h1><h2>Trade</h2><p>We met.</p><h3>Ships</h3><p>We wrote.</p>"
    ) == ("# The Ports\n\n## Trade\n\nWe met.\n\n### Ships\n\nWe wrote.\n")
    assert text_of("<h2>One</h2><p>a<h2>Two</h2><p>b") == "## One\n\na\n\n## Two\n\nb\n"
    assert (
        text_of('<h1>T</h1><div role="heading" aria-level="3">Deep</div>')
        == "# T\n\n### Deep\n"
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<ol><li>a<li>b</ol>", "1. a\n\n2. b\n"),
        ('<ol start="3"><li>a<li value="7">b<li>c</ol>', "3. a\n\n7. b\n\n8. c\n"),
        ("<ol reversed><li>a<li>b</ol>", "2. a\n\n1. b\n"),
        (
            '<ol type="a"><li>a<li>b</ol><ol type="I" start="4"><li>c</ol>',
            "a. a\n\nb. b\n\nIV. c\n",
        ),
        ('<ol style="list-style-type: lower-roman"><li>a</ol>', "i. a\n"),
        ('<ol style="list-style:none"><li>(a) a</ol>', "(a) a\n"),
        ("<ol><li>1. typed</ol>", "1. typed\n"),
        ("<ul><li>a<li>b</ul>", "• a\n\n• b\n"),
        ("<ul><li>(a) a<li>(b) b</ul>", "(a) a\n\n(b) b\n"),
        (
            "<ol><li>a<ol type=a><li>b<ul><li>c</ul></ol><li>d</ol>",
            "1. a\n\n    a. b\n\n        • c\n\n2. d\n",
        ),
        ("<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", "1. a\n\n    b\n\n2. c\n"),
        ("<ol><li></li><li>b</ol>", "2. b\n"),
        ("<ol><li><ol type=a><li>x</li></ol></li></ol>", "    1. a. x\n"),
    ],
)
def test_items_have_the_labels_that_a_browser_counts(body: str, text: str) -> None:
    assert text_of(body) == text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            "<table><tr><th>Port<th>Ships<tr><td>Alba<td>3|4</table>",
            "| Port | Ships |\n| --- | --- |\n| Alba | 3\\|4 |\n",
        ),
        (
            "<table><caption>Ships</caption><tr><td>a<td>b</table>",
            "Ships\n\n| a | b |\n| --- | --- |\n",
        ),
        (
            "<table><tr><td><p>(1)<td><p>The ports;<tr><td>(2)<td>the isles.</table>",
            "(1) The ports;\n\n(2) the isles.\n",
        ),
        (
            "<table><tr><td>1.<td>Ports:<table><tr><td>(a)<td>Alba</table></table>",
            "1. Ports:\n\n    (a) Alba\n",
        ),
        ("<table><tr><td><h1>Ports</h1><p>We met.</table>", "# Ports\n\nWe met.\n"),
        ("<table><tr><td><p>a<p>b<td><p>c<p>d</table>", "a\n\nb\n\nc\n\nd\n"),
        ("<table><tr><td>a<br>b<td>c<br>d</table>", "a\nb\n\nc\nd\n"),
        (
            "<table><tr><th>A<th>B<th>C<tr><td rowspan=2>a<td>b<td>c<tr><td colspan=2>d</table>",
            "| A | B | C |\n| --- | --- | --- |\n| a | b | c |\n|  | d |  |\n",
        ),
        (
            "<table><tr><td colspan=100000>a<td>b</table>",
            "| a |" + "  |" * 63 + " b |\n|" + " --- |" * 65 + "\n",
        ),
        ("<table>loose<tr><td>a<td>b</table>", "loose\n\n| a | b |\n| --- | --- |\n"),
    ],
)
def test_tables_are_rows_labels_or_only_layout(body: str, text: str) -> None:
    assert text_of(body) == text


def test_deep_nesting_costs_no_words_and_raises_nothing() -> None:
    assert (
        text_of("<div>" * 100_000 + "deep" + "</div>" * 100_000 + "<p>behind")
        == "deep\n\nbehind\n"
    )
    assert text_of("<ol><li>" * 300 + "deep").endswith("deep\n")
    assert text_of("<table><tr><td>" * 300 + "deep").endswith("deep\n")
    assert text_of("<b>" * 100_000 + "deep").strip("*\n") == "deep"
