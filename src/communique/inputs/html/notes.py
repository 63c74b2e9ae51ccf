"""What a page shows around its text, or holds and does not show, set aside with its words.

And its notes.

A note is linked from a marker in running text to a place that begins with the same marker, or leads
back.
"""

import re
from collections.abc import Callable
from itertools import islice, takewhile

from communique.core.message import Message, say
from communique.inputs.html.tree import BLOCKS, SILENT, Node

_ROLES = frozenset(
    {"navigation", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist"}
)
_LANDMARKS = frozenset({"banner", "contentinfo", "complementary"})
_CONTROLS = frozenset({"button", "select", "option", "datalist", "input", "textarea"})
_FALLBACKS = frozenset({"noscript", "noframes", "noembed"})
_EMBEDDED = frozenset({"svg", "canvas", "object", "audio", "video", "iframe", "template"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TOKENS = re.compile(r"[a-z]+")
_MENUS = frozenset({"breadcrumb", "breadcrumbs", "menu", "nav", "navbar", "navigation", "pagination", "pager", "share", "sharing",
                    "sidebar", "skip", "skiplink", "social", "toolbar", "toc", "topicpath"})  # fmt: skip
_MAINS = frozenset({"main", "content", "contents", "maincontent", "main-content"})
_FEET = frozenset({"footer", "foot", "page-footer", "site-footer", "colophon"})
_BANNERS = frozenset({"cookie", "cookies", "consent"})
LINKED = 0.5
"""A menu has so much of its words in links, at least."""
ENOUGH = 0.4
"""The part of a page that is marked as its main one has so much of its words, at least."""
MANY = 150
"""Or this many words."""


MENUS, AROUND = say("menus and frames of the page"), say("words around the main part of the page")
HIDDEN, CONTROLS = say("hidden words"), say("controls of the page")
EMBEDDED = say("words in pictures and embedded files")


class Aside:
    """Words that are set aside, by what they are."""

    def __init__(self, *, own_page: bool = False) -> None:
        """`own_page`: the page was written here, and its own labels and panels are known."""
        self.own_page = own_page
        self.words: dict[Message, list[str]] = {
            each: [] for each in (MENUS, AROUND, HIDDEN, CONTROLS, EMBEDDED)
        }

    def keep(self, what: Message, text: str) -> None:
        """Keep the words of a text, if it has any."""
        self.words[what].extend(filter(None, [" ".join(text.split())]))

    def takes(self, node: Node) -> bool:
        """Whether an element is set aside; its words are kept."""
        if node.name in SILENT or node.name == "title":
            return True
        closed = node.name == "dialog" and "open" not in node.attributes
        hidden = (
            node.name in _FALLBACKS
            or "hidden" in node.attributes
            or closed
            or _HIDDEN.search(node.get("style"))
        )
        kinds = (
            (MENUS, self.own_page and _is_interface(node)),
            (HIDDEN, hidden),
            (CONTROLS, node.name in _CONTROLS),
            (EMBEDDED, node.name in _EMBEDDED),
        )
        what = next((kind for kind, is_one in kinds if is_one), None) or (
            MENUS if is_menu(node) else None
        )
        if what is not None:
            self.keep(what, node.text)
        return what is not None


def _is_interface(node: Node) -> bool:
    """Whether an element of a page that was written here is said by the page and not by the
    declaration.
    """
    classes = set(node.get("class").split())
    return "data-ui" in node.attributes or bool(classes & {"panel", "masthead"})


def is_menu(node: Node) -> bool:
    """Whether an element leads through the site or is its frame: it says so, and its words are
    mostly links.
    """
    role = node.get("role").lower()
    if node.name == "nav" or role in _ROLES:
        return True
    named = set(_TOKENS.findall(f"{node.get('class')} {node.get('id')}".lower()))
    if named & _BANNERS and node.name not in {"main", "article"}:
        return len(node.text.split()) < MANY
    frame = node.name in {"header", "footer", "aside"} or role in _LANDMARKS
    if not frame and not named & _MENUS:
        return _is_foot(node)
    if frame and any(each.name == "nav" or each.get("role") in _LANDMARKS for each in node.walk()):
        return not any(
            each.name in {"h1", "main", "article"} for each in node.walk() if each is not node
        )
    return linked(node) >= LINKED


def _is_foot(node: Node) -> bool:
    """Whether an element is called the foot of the page, stands last in it, and has few words, no
    heading and no table.
    """
    if node.name != "div" or node.get("id").lower() not in _FEET:
        return False
    for at in node.above():
        beside = at.parent.children if at.parent else [at]
        if any(
            (each if isinstance(each, str) else each.text).strip()
            for each in beside[beside.index(at) + 1 :]
        ):
            return False
    return len(node.text.split()) < MANY and not any(
        each.name in {"h1", "table"} for each in node.walk()
    )


def linked(node: Node) -> float:
    """How much of the words of an element is in links."""
    whole = len("".join(node.text.split()))
    inside = sum(
        len("".join(each.text.split()))
        for each in node.walk()
        if each.name == "a" and each.get("href")
    )
    return inside / whole if whole else 0.0


def main_part(body: Node) -> Node:
    """The part of a page that is its text: the one that is marked as such, if it has enough of the
    words; else all of it.
    """
    whole = len(body.text.split())
    marks: tuple[Callable[[Node], bool], ...] = (
        lambda node: node.name == "main" or node.get("role").lower() == "main",
        lambda node: node.name == "article",
        _is_called_main,
    )
    for wanted in marks:
        found = [
            node
            for node in body.walk()
            if wanted(node) and not any(map(wanted, islice(node.above(), 1, None)))
        ]
        if len(found) == 1:
            own = len(found[0].text.split())
            if own >= ENOUGH * whole or own >= MANY:
                return found[0]
    return body


def _is_called_main(node: Node) -> bool:
    """Whether an element is called the main part of a page, and holds the heading of the highest
    level.
    """
    return (
        node.name == "div"
        and node.get("id").lower() in _MAINS
        and any(each.name == "h1" for each in node.walk())
    )


_MARKER = re.compile(r"[\[(]?\s*(?:\*?\d{1,3}|[*†‡§]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\s*[\])]?\.?")
_BARE = re.compile(r"[\[\]().\s]+")
_WORD = re.compile(r"[^\W_]")
_BACK = re.compile(r"[↑↩⏎▲^\ufe0e\s]*")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MOST = 8
"""This many empty anchors side by side belong to the block behind them."""
_ITEMS = frozenset({"li", "dd", "aside", "div"})


class Notes:
    """The notes of a page: the number of each link that calls one, and the elements that hold them,
    by number.
    """

    def __init__(self, root: Node) -> None:
        """Of the part of a page that is read."""
        self.calls: dict[Node, int] = {}
        self.holders: dict[Node, int] = {}
        self.markers: dict[int, str] = {}
        self.places: dict[str, Node] = {}
        self.led, self.behind = _led(root), _behind(root)
        self.heads: dict[Node, str] = {}
        self.returns: dict[Node, set[Node]] = {}
        self.paragraphs: dict[Node, int] = {}
        links: list[Node] = []
        for node in root.walk():
            for key in (node.get("id"), node.get("name") if node.name == "a" else ""):
                if key:
                    self.places.setdefault(key, node)
            if node.name == "a" and _anchor(node):
                links.append(node)
        for link in links:
            self._pair(link)

    def _pair(self, link: Node) -> None:
        """Note that a link calls a note, if it does: a call begins no block, and its note stands
        behind it.
        """
        place = self.places.get(_anchor(link))
        called = self.led.get(link) and _MARKER.fullmatch(link.text.strip())
        holder = (
            self._holder(place)
            if called and place is not None and place.order > link.order
            else None
        )
        if holder is None or holder.name in _HEADINGS or holder in link.above():
            return
        marker = _BARE.sub("", link.text)
        own = self.holders.get(holder)
        if own is None:
            if not (self._opens_with(holder, marker) or self._leads_back(holder, link)):
                return
            own = self.holders[holder] = len(self.holders) + 1
            self.markers[own] = marker
        self.calls[link] = own

    def _holder(self, place: Node) -> Node | None:
        """The block that a place begins: the place itself if it is one, else the one whose first
        words it stands at.
        """
        holder = self.behind.get(place) or _block(place)
        if holder is None or (
            holder is not place and holder in place.above() and self.led.get(place)
        ):
            return None
        if (
            holder.name in {"td", "th"}
            and holder.parent is not None
            and _MARKER.fullmatch(holder.text.strip())
        ):
            return holder.parent  # the marker has a cell of its own
        above = holder.parent
        if holder.name != "p" or above is None or above.name not in _ITEMS or self.led.get(holder):
            return holder
        if above not in self.paragraphs:
            self.paragraphs[above] = sum(
                isinstance(each, Node) and each.name in BLOCKS for each in above.children
            )
        return above if above.name in {"li", "dd"} or self.paragraphs[above] == 1 else holder

    def _opens_with(self, holder: Node, marker: str) -> bool:
        if holder not in self.heads:
            self.heads[holder] = _BARE.sub("", holder.text.strip()[:40])
        head = self.heads[holder]
        return head.startswith(marker) and not head[len(marker) : len(marker) + 1].isdigit()

    def _leads_back(self, holder: Node, link: Node) -> bool:
        """Whether a link in the note leads to where it is called: to the link, what is around it,
        or its block.
        """
        if holder not in self.returns:
            found = (
                self.places.get(_anchor(each))
                for each in holder.walk()
                if each.name == "a" and _anchor(each)
            )
            self.returns[holder] = {each for each in found if each is not None}
        block = _block(link)
        around = takewhile(lambda each: each is not block, link.above())
        return any(each in self.returns[holder] for each in (*around, block, *link.children))

    def is_back(self, node: Node, number: int) -> bool:
        """Whether a link in a note only leads back to its call, or repeats its marker."""
        if node.name != "a" or not _anchor(node):
            return False
        words = node.text.strip()
        again = _BARE.sub("", words) == self.markers[number] and _anchor(node) in self.places
        return again or bool(_BACK.fullmatch(words))


def _anchor(link: Node) -> str:
    """The place in the page that a link leads to."""
    return link.get("href").partition("#")[2]


def _led(root: Node) -> dict[Node, bool]:
    """For each element whether words stand before it in the block that it is in."""
    led: dict[Node, bool] = {}
    worded: list[bool] = [False]
    waiting: list[Node | str | None] = [root]
    while waiting:
        node = waiting.pop()
        if node is None:  # the end of a block: its words are words of the block around it
            inner = worded.pop()
            worded[-1] |= inner
        elif isinstance(node, str):
            worded[-1] |= _WORD.search(node) is not None
        else:
            led[node] = worded[-1]
            if node.name in BLOCKS:
                worded.append(False)
                waiting.append(None)
            waiting.extend(reversed(node.children))
    return led


def _block(node: Node) -> Node | None:
    """The nearest block that an element is in, or itself."""
    return next((each for each in node.above() if each.name in BLOCKS), None)


def _behind(root: Node) -> dict[Node, Node]:
    """For each empty anchor that nothing but white space parts from a block behind it, that block."""
    found: dict[Node, Node] = {}
    for node in root.walk():
        waiting: list[Node] = []
        for child in node.children:
            if isinstance(child, str):
                waiting = waiting if not child.strip() else []
            elif child.name in BLOCKS:
                found.update(dict.fromkeys(waiting, child))
                waiting = []
            else:
                waiting = [] if child.children else [*waiting[-MOST:], child]
    return found
