"""What holds for the page of any declaration: every word is there, in order; nothing runs but what
is ours; nothing is asked for.
"""

import re
from base64 import b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import unquote

from hypothesis import given
from lxml import html
from tests.browser import hostile

from communique import read, write
from communique.formats import format_named
from communique.formats.html.packed import tools_style, unpack
from communique.model import Declaration
from communique.model.passages import passages
from communique.testing import declarations

Element = Any

ELEMENTS = frozenset((
    "html", "head", "meta", "title", "style", "script", "body", "header", "nav", "main", "article", "section", "div", "p", "span",
    "h1", "h2", "h3", "h4", "h5", "h6", "a", "sup", "sub", "b", "i", "u", "bdi", "time", "ul", "ol", "li", "dl", "dt", "dd",
    "details", "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "pre", "code", "strong",
    "input", "button", "select", "option", "label", "fieldset", "legend", "output", "svg", "path", "rect", "circle", "text",
))  # fmt: skip
ATTRIBUTES = re.compile(
    r"id|class|lang|dir|href|role|tabindex|type|value|placeholder|checked|open|autocomplete|spellcheck|title|datetime|colspan|rowspan|scope"
    r"|charset|http-equiv|content|name|popover|popovertarget|aria-[a-z]+|data-[a-z]+|viewbox|width|height|d|x|y|rx|cx|cy|r"
    r"|transform|stroke-width"
)
LABELS = (
    ".//*[@data-ui] | .//a[@class='n'] | .//span[@class='label'] | .//a[@class='call']"
)
BLOCKS = ".//article//*[self::p or self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::caption or @class='value']"


def page(written: str) -> Element:
    return html.document_fromstring(written)


def without(element: Element, labels: str) -> Element:
    """The element without what is no word of a block; the words behind stay."""
    for each in element.xpath(labels):
        each.drop_tree()
    return element


def carried(element: Element, name: str) -> str:
    (script,) = element.xpath(f"//script[@id='[{name}]']")
    return str(script.text)


@given(declarations())
def test_a_page_holds_what_is_promised_of_it(declaration: Declaration) -> None:
    """All that is asked of a page. It is drawn, written and parsed once: that takes longer than to
    look at it.
    """
    written = write(declaration, "html")
    signs_that_turn_the_direction_are_held_where_they_stand(written)
    what_was_read_is_written_as_what_is_given(declaration, written)
    found = page(written)
    hold_safe(found)
    identities_are_distinct_and_links_lead_somewhere(found)
    every_label_is_there(found, declaration)
    the_record_is_the_declaration(found, declaration)
    every_block_is_there_in_order(found, declaration)


def test_a_declaration_that_means_ill_is_held_too() -> None:
    hold_safe(page(write(hostile.declaration(), "html")))


def every_block_is_there_in_order(page: Element, declaration: Declaration) -> None:
    article = without(page, LABELS)
    found = [
        block.text_content()
        for block in article.xpath(BLOCKS)
        if not block.xpath("descendant::*[@class='value']")
    ]
    expected = [block.text for _, block in declaration.blocks]
    assert [text.strip() for text in found if text.strip()] == [
        text.strip() for text in expected if text.strip()
    ]


def every_label_is_there(page: Element, declaration: Declaration) -> None:
    labels = page.xpath(
        "//article//*[(@class='n' or @class='label') and not(@data-ui)]"
    )
    found = [label.text_content() for label in labels if label.tag in ("a", "span")]
    assert sorted(found) == sorted(
        each.num for each in passages(declaration) if each.num
    )


def hold_safe(page: Element) -> None:
    """Nothing is asked for, and nothing runs but the first script and the packed one."""
    for element in page.iter():
        assert element.tag in ELEMENTS
        for name, value in element.attrib.items():
            assert ATTRIBUTES.fullmatch(name), name
            assert name != "href" or re.match(
                r"(?:https?|mailto):|#.", value, re.IGNORECASE
            ), value
    scripts = [script for script in page.iter("script") if script.get("type") is None]
    assert len(scripts) == 1
    assert [script.get("type") for script in page.iter("script")] == [
        None, *["application/json"] * 3, "text/plain",
    ]  # fmt: skip
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    packed = carried(page, "script")
    for text in (
        scripts[0].text,
        unpack(packed),
        page.xpath("//style")[0].text,
        tools_style(),
    ):
        assert (
            f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy
        )
    assert policy.startswith("default-src 'none'; ")


def identities_are_distinct_and_links_lead_somewhere(page: Element) -> None:
    """No identity is given twice, and every link of the page itself leads somewhere."""
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = page.xpath(
        "//nav//@href | //a[@class='n']/@href | //a[@class='call']/@href | //*[@class='panels']//td//@href"
    )
    assert {unquote(link[1:]) for link in links if link.startswith("#")} <= {
        unquote(each) for each in ids
    }


def the_record_is_the_declaration(page: Element, declaration: Declaration) -> None:
    assert read(carried(page, "json").encode(), "json").require() == declaration


def signs_that_turn_the_direction_are_held_where_they_stand(written: str) -> None:
    shown = written.partition('<script type="application/json"')[0]
    assert re.search("(?<!>)[\u202a-\u202e\u2066-\u2069]", shown) is None


def what_was_read_is_written_as_what_is_given(
    declaration: Declaration, written: str
) -> None:
    parsed = read(write(declaration, "json").encode(), "json")
    placed = format_named("html").write_read(parsed)
    assert (
        re.sub(r' data-at="[0-9:-]+"', "", placed).partition('id="[told]"')[0]
        == written.partition('id="[told]"')[0]
    )
