"""Tokens put into a tree: elements that need no end tag are closed, end tags without a beginning are passed over."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

START, END, WORDS = "start", "end", "words"
Token = tuple[str, str, dict[str, str]]
"""What it is, the name of the tag or the words, the attributes of a start tag."""

_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+"""
)
_CLOSE = re.compile(r"[\s/]*+>")
_TAG = re.compile(r"<[^<>]*+>")
_RAW = frozenset({"script", "style", "iframe", "noembed", "noframes"})
_PLAIN = frozenset({"textarea", "title", "xmp"})
"""Elements in which nothing is a tag: of the first the words are none of the page, of the second they are words."""


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a page in order, in time linear in its size whatever it is made of. Words have their references (`&nbsp;`) resolved.

    The parser of the standard library takes time that grows with the square of a page of unclosed tags, so it is not used.
    What the HTML standard says of broken pages is followed where it keeps words: a tag that never ends is words.
    """
    at, size = 0, len(text)
    while at < size:
        opened = text.find("<", at)
        if opened != at:
            yield WORDS, _words(text[at : size if opened < 0 else opened]), {}
        if opened < 0:
            return
        at = opened
        if text.startswith("<!--", at):
            closed = text.find("-->", at + 2)
            at = size if closed < 0 else closed + 3
        elif text.startswith("<![CDATA[", at):
            closed = text.find("]]>", at)
            yield WORDS, text[at + 9 : size if closed < 0 else closed], {}
            at = size if closed < 0 else closed + 3
        elif text.startswith(("<!", "<?"), at) or (
            text.startswith("</", at) and not text[at + 2 : at + 3].isalpha()
        ):
            closed = text.find(">", at)
            at = size if closed < 0 else closed + 1
        elif text.startswith("</", at):
            name = _NAME.match(text, at + 2)
            closed = text.find(">", at)
            if name is None or closed < 0:
                yield WORDS, _words(_TAG.sub(" ", text[at:])), {}
                return
            yield END, name[0].lower(), {}
            at = closed + 1
        elif name := _NAME.match(text, at + 1):
            found = _start(text, name.end())
            if found is None:  # it never ends, and so does none behind it
                yield WORDS, _words(_TAG.sub(" ", text[at:])), {}
                return
            at, attributes = found
            tag = name[0].lower()
            yield START, tag, attributes
            if tag in _RAW or tag in _PLAIN:
                found_end = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(text, at)
                closed = size if found_end is None else found_end.start()
                raw = text[at:closed]
                yield (
                    WORDS,
                    raw
                    if tag == "script"
                    else _words(raw if tag in _PLAIN else _TAG.sub(" ", raw)),
                    {},
                )
                yield END, tag, {}
                at = closed
        else:
            yield WORDS, "<", {}
            at += 1


def _words(text: str) -> str:
    return unescape(text).replace("\0", "\ufffd") if "&" in text or "\0" in text else text


def _start(text: str, at: int) -> tuple[int, dict[str, str]] | None:
    """Where a start tag ends, and its attributes; None where the page ends within it."""
    attributes: dict[str, str] = {}
    while True:
        closed = _CLOSE.match(text, at)
        if closed is not None:
            return closed.end(), attributes
        match = _ATTRIBUTE.match(text, at)
        if match is None:
            return None
        value = (
            match[2]
            if match[2] is not None
            else match[3]
            if match[3] is not None
            else match[4] or ""
        )
        attributes.setdefault(match[1].lower(), _words(value))
        at = match.end()


VOID = frozenset(
    {
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
    }
)
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})  # fmt: skip
"""Elements that stand on lines of their own."""
_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tbody", "thead", "tfoot"})
_PARTS = _CELLS | _ROWS | {"tr", "caption", "colgroup"}
_CLOSED = {
    "li": (frozenset({"li"}), frozenset({"ol", "ul", "menu", "dir"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", *_CELLS}), frozenset({"table"})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    **{
        name: (_ROWS | _CELLS | {"tr"}, frozenset({"table"}))
        for name in ("tbody", "thead", "tfoot")
    },
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
}
"""What an element closes that is open, and what it does not look beyond."""
_PARTED = frozenset({"br", "button", "desc", "option", "text", "title"})
"""Elements besides blocks whose words are parted from what is beside them."""
SILENT = frozenset({"script", "style"})
"""Elements that hold no words of the page."""
_FRAME = frozenset({"html", "head", "body"})
"""Elements that are nowhere in a tree: their tags may be left out, come twice, and have words around them, which are the page's."""
DEEPEST = 100
"""Elements nested deeper are passed through: their words belong to the last element that is not."""


@dataclass(slots=True, eq=False)
class Node:
    """An element: its name, attributes, what is in it in order, and the element that it is in."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)
    parent: "Node | None" = None
    order: int = 0

    def get(self, name: str) -> str:
        """An attribute, without white space around; empty where it is not there."""
        return self.attributes.get(name, "").strip()

    def walk(self) -> "Iterator[Node]":
        """This element and all below it, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(child for child in reversed(node.children) if isinstance(child, Node))

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
    root = Node("body")
    stack = [root]
    beyond = order = 0
    for kind, name, attributes in tokens(text):
        if kind != WORDS and name in _FRAME:
            stack[-1].children.append(" ")
        elif kind == START:
            if name in _CLOSED:
                _close(stack, *_CLOSED[name])
            elif name in BLOCKS and any(node.name == "p" for node in stack[-8:]):
                _close(
                    stack, frozenset({"p"}), frozenset({"table", "td", "th", "button", "li", "div"})
                )
            order += 1
            node = Node(name, attributes, [], stack[-1], order)
            if len(stack) >= DEEPEST and name not in VOID:
                beyond += 1
                stack[-1].children.append(" " if name in BLOCKS else "")
                continue
            stack[-1].children.append(node)
            if name not in VOID:
                stack.append(node)
        elif kind == END:
            if beyond:
                beyond -= 1
                stack[-1].children.append(" " if name in BLOCKS else "")
            elif name == "br":
                stack[-1].children.append(Node("br", {}, [], stack[-1], order))
            elif name not in VOID:
                _end(stack, name)
        else:
            stack[-1].children.append(name)
    return root


def _close(stack: list[Node], names: frozenset[str], bounds: frozenset[str]) -> None:
    """Close the outermost open element of these names within the nearest of the bounds."""
    found = len(stack)
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name in names:
            found = index
        elif stack[index].name in bounds:
            break
    del stack[found:]


def _end(stack: list[Node], name: str) -> None:
    """Close the nearest open element of a name; an inline one does not close a block, nothing but a table's part its cells."""
    for index in range(len(stack) - 1, 0, -1):
        open_name = stack[index].name
        if open_name == name:
            del stack[index:]
            return
        if open_name in BLOCKS and name not in BLOCKS:
            return
        if open_name in _CELLS and name not in _PARTS and name != "table":
            return
