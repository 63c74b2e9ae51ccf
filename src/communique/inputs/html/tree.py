"""The tree of a web page. libxml2 parses it (by lxml), which closes what has no end tag and takes
linear time, whatever a page is made of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, cast

from lxml import etree

if TYPE_CHECKING:
    from lxml.etree import ParserTarget

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
"""Elements that hold nothing."""
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "plaintext",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that stand on lines of their own."""
_PARTED = frozenset({"br", "button", "desc", "option", "text", "title"})
"""Elements besides blocks whose words are parted from what is beside them."""
SILENT = frozenset({"script", "style"})
"""Elements that hold no words of the page."""
_FRAME = frozenset({"html", "head", "body"})
"""Elements that are nowhere in a tree: their tags may be left out, come twice, and have words
around them, which are the page's.
"""
_FALLBACK = frozenset({"iframe", "noembed", "noframes"})
"""Elements whose content is a page for old browsers: the parser gives its tags as words."""
DEEPEST = 100
"""Elements nested deeper are passed through: their words belong to the last element that is not."""
_TAG = re.compile(r"<[^<>]*+>")
_CDATA = "<![CDATA["
_CDATA_END = "]]>"
_BEGUN = re.compile(r"</?[a-zA-Z]")


@dataclass(slots=True, eq=False)
class Node:
    """An element: its name, attributes, what is in it in order, and the element that it is in.

    `order`: its place among all elements. `passed`: of the body, how many elements were nested too
    deep.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)
    parent: "Node | None" = None
    order: int = 0
    passed: int = 0

    def get(self, name: str) -> str:
        """An attribute, without white space around; empty where it is not there."""
        return self.attributes.get(name, "").strip()

    def walk(self) -> "Iterator[Node]":
        """This element and all below it, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(
                child for child in reversed(node.children) if isinstance(child, Node)
            )

    def above(self) -> "Iterator[Node]":
        """This element and those that it is in, the nearest first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent

    @property
    def text(self) -> str:
        """All words below, but those of scripts and styles; blocks are parted by a space."""
        parts: list[str] = []
        waiting: list[Node | str] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node.name not in SILENT:
                if node.name in BLOCKS or node.name in _PARTED:
                    parts.append(" ")
                    waiting.append(" ")
                waiting.extend(reversed(node.children))
        return "".join(parts)


def tree(text: str) -> Node:
    """The tree of a page: one body, which holds the elements of the head as well."""
    text, rest = _parted(_without_sections(text))
    target = _Target()
    parser = etree.HTMLParser(
        target=cast("ParserTarget[Node]", target), encoding="utf-8", huge_tree=True
    )
    parser.feed(text.encode("utf-8", "replace"))
    root = parser.close()
    if rest:
        root.children.append(rest)
    return root


class _Target:
    """Puts what the parser finds into a tree."""

    def __init__(self) -> None:
        self.root = Node("body")
        self.stack = [self.root]
        self.words: list[str] = []
        self.order = 0
        self.beyond = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag, also one that is left out."""
        self._flush()
        if name in _FRAME:
            self.words.append(" ")
            return
        parent = self.stack[-1]
        if len(self.stack) >= DEEPEST and name not in VOID:
            self.beyond += 1
            self.root.passed += 1
            self._part(name)
            return
        self.order += 1
        node = Node(name, dict(attributes), [], parent, self.order)
        parent.children.append(node)
        if name not in VOID:
            self.stack.append(node)

    def end(self, name: str) -> None:
        """An end tag, also one that is left out; the parser gives one for each element."""
        self._flush()
        if name in _FRAME:
            self.words.append(" ")
        elif name in VOID:
            pass
        elif self.beyond:
            self.beyond -= 1
            self._part(name)
        elif len(self.stack) > 1:
            self.stack.pop()

    def data(self, words: str) -> None:
        """Words, perhaps not all of them."""
        self.words.append(words)

    def close(self) -> Node:
        """The body, when the page ends."""
        self._flush()
        return self.root

    def _part(self, name: str) -> None:
        if name in BLOCKS:
            self.words.append(" ")

    def _flush(self) -> None:
        if not self.words:
            return
        words = "".join(self.words)
        self.words.clear()
        if self.stack[-1].name in _FALLBACK:
            words = _TAG.sub(" ", words)
        self.stack[-1].children.append(words)


def _without_sections(text: str) -> str:
    """A page whose CDATA sections, which XHTML has, are words: a parser of HTML takes them for
    comments.
    """
    parts: list[str] = []
    at = 0
    while (begin := text.find(_CDATA, at)) >= 0:
        end = text.find(_CDATA_END, begin)
        if end < 0:
            break
        parts += [text[at:begin], escape(text[begin + len(_CDATA) : end], quote=False)]
        at = end + len(_CDATA_END)
    return "".join([*parts, text[at:]]) if parts else text


def _parted(text: str) -> tuple[str, str]:
    """A page up to the first tag that is never closed, and the words from there on: a parser drops
    them.
    """
    begun = _BEGUN.search(text, text.rfind(">") + 1)
    if begun is None:
        return text, ""
    return text[: begun.start()], text[begun.start() :]
