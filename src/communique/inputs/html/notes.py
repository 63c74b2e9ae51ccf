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
    {
        "navigation",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "tablist",
    }
)
_LANDMARKS = frozenset({"banner", "contentinfo", "complementary"})
_CONTROLS = frozenset({"button", "select", "option", "datalist", "input", "textarea"})
_FALLBACKS = frozenset({"noscript", "noframes", "noembed"})
_EMBEDDED = frozenset(
    {"svg", "canvas", "object", "audio", "video", "iframe", "template"}
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TOKENS = re.compile(r"[a-z]+")
_MENUS = frozenset(
    [
        "breadcrumb",
        "breadcrumbs",
        "menu",
        "nav",
        "navbar",
        "navigation",
        "pagination",
        "pager",
        "share",
        "sharing",
        "sidebar",
        "skip",
        "skiplink",
        "social",
        "toolbar",
        "toc",
        "topicpath",
    ]
)
_MAINS = frozenset({"main", "content", "contents", "maincontent", "main-content"})
_FEET = frozenset({"footer", "foot", "page-footer", "site-footer", "colophon"})
_BANNERS = frozenset({"cookie", "cookies", "consent"})
LINKED = 0.5
"""A menu has so much of its words in links, at least."""
ENOUGH = 0.4
"""The part of a page that is marked as its main one has so much of its words, at least."""
MANY = 150
"""Or this many words."""


MENUS = say("menus and frames of the page")
AROUND = say("words around the main part of the page")
HIDDEN = say("hidden words")
CONTROLS = say("controls of the page")
EMBEDDED = say("words in pictures and embedded files")
ASIDE = (MENUS, AROUND, HIDDEN, CONTROLS, EMBEDDED)
"""What can be set aside, in the order in which it is said."""


class Aside:
    """Words that are set aside, by what they are."""

    def __init__(self, *, own_page: bool = False) -> None:
        """`own_page`: the page was written here, and its own labels and panels are known."""
        self.own_page = own_page
        self.words: dict[Message, list[str]] = {each: [] for each in ASIDE}

    def keep(self, what: Message, text: str) -> None:
        """Keep the words of a text, if it has any."""
        words = " ".join(text.split())
        if words:
            self.words[what].append(words)

    def takes(self, node: Node) -> bool:
        """Whether an element is set aside; its words are kept."""
        if node.name in SILENT or node.name == "title":
            return True
        what = self._kind(node)
        if what is None:
            return False
        self.keep(what, node.text)
        return True

    def _kind(self, node: Node) -> Message | None:
        """What an element is that is set aside; None of any other."""
        if self.own_page and _is_interface(node):
            return MENUS
        if _is_hidden(node):
            return HIDDEN
        if node.name in _CONTROLS:
            return CONTROLS
        if node.name in _EMBEDDED:
            return EMBEDDED
        return MENUS if is_menu(node) else None


def _is_hidden(node: Node) -> bool:
    """Whether a browser does not show an element."""
    if node.name in _FALLBACKS or "hidden" in node.attributes:
        return True
    closed = node.name == "dialog" and "open" not in node.attributes
    return closed or _HIDDEN.search(node.get("style")) is not None


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
    if frame and any(map(_leads_through, node.walk())):
        inside = {each.name for each in node.walk() if each is not node}
        return inside.isdisjoint({"h1", "main", "article"})
    return linked(node) >= LINKED


def _leads_through(node: Node) -> bool:
    return node.name == "nav" or node.get("role") in _LANDMARKS


def _is_foot(node: Node) -> bool:
    """Whether an element is called the foot of the page, is last in it, and has few words, no
    heading and no table.
    """
    if node.name != "div" or node.get("id").lower() not in _FEET:
        return False
    if any(map(_has_words_behind, node.above())) or len(node.text.split()) >= MANY:
        return False
    return all(each.name not in {"h1", "table"} for each in node.walk())


def _has_words_behind(node: Node) -> bool:
    """Whether words follow an element in the one that it is in."""
    if node.parent is None:
        return False
    beside = node.parent.children
    behind = beside[beside.index(node) + 1 :]
    return any(_text(each).strip() for each in behind)


def _text(node: Node | str) -> str:
    return node if isinstance(node, str) else node.text


def linked(node: Node) -> float:
    """How much of the words of an element is in links."""
    whole = _letters(node)
    links = [each for each in node.walk() if each.name == "a" and each.get("href")]
    return sum(map(_letters, links)) / whole if whole else 0.0


def _letters(node: Node) -> int:
    """How many characters of the words of an element are not white space."""
    return len("".join(node.text.split()))


def main_part(body: Node) -> Node:
    """The part of a page that is its text: the one that is marked as such, if it has enough of the
    words; else all of it.
    """
    whole = len(body.text.split())
    for wanted in (_is_main, _is_article, _is_called_main):
        found = [
            node
            for node in body.walk()
            if wanted(node) and not _is_within(node, wanted)
        ]
        if len(found) != 1:
            continue
        [part] = found
        own = len(part.text.split())
        if own >= ENOUGH * whole or own >= MANY:
            return _with_heading(part)
    return body


def _with_heading(part: Node) -> Node:
    """A part of a page, or what it is in if its heading of the highest level stands before it."""
    if part.parent is None or any(each.name == "h1" for each in part.walk()):
        return part
    beside = part.parent.children
    before = beside[: beside.index(part)]
    if any(isinstance(each, Node) and each.name == "h1" for each in before):
        return part.parent
    return part


def _is_within(node: Node, wanted: Callable[[Node], bool]) -> bool:
    """Whether an element is in another that is wanted too."""
    return any(map(wanted, islice(node.above(), 1, None)))


def _is_main(node: Node) -> bool:
    return node.name == "main" or node.get("role").lower() == "main"


def _is_article(node: Node) -> bool:
    return node.name == "article"


def _is_called_main(node: Node) -> bool:
    """Whether an element is called the main part of a page, and holds the heading of the highest
    level.
    """
    if node.name != "div" or node.get("id").lower() not in _MAINS:
        return False
    return any(each.name == "h1" for each in node.walk())


_MARKER = re.compile(
    r"[\[(]?\s*(?:\*?\d{1,3}|[*†‡§]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\s*[\])]?\.?"
)
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
        self.led = _led(root)
        self.behind = _behind(root)
        self.heads: dict[Node, str] = {}
        self.returns: dict[Node, set[Node]] = {}
        self.paragraphs: dict[Node, int] = {}
        links: list[Node] = []
        for node in root.walk():
            self._note_place(node)
            if node.name == "a" and _anchor(node):
                links.append(node)
        for link in links:
            self._pair(link)

    def _note_place(self, node: Node) -> None:
        """Note the names by which a link can lead to an element."""
        names = [node.get("id")]
        if node.name == "a":
            names.append(node.get("name"))
        for name in names:
            if name:
                self.places.setdefault(name, node)

    def _pair(self, link: Node) -> None:
        """Note that a link calls a note, if it does: a call begins no block, and its note follows."""
        place = self.places.get(_anchor(link))
        if place is None or place.order <= link.order:
            return
        if not self.led.get(link) or not _MARKER.fullmatch(link.text.strip()):
            return
        holder = self._holder(place)
        if holder is None or holder.name in _HEADINGS or holder in link.above():
            return
        marker = _BARE.sub("", link.text)
        if holder not in self.holders:
            if not (self._opens_with(holder, marker) or self._leads_back(holder, link)):
                return
            number = len(self.holders) + 1
            self.holders[holder] = number
            self.markers[number] = marker
        self.calls[link] = self.holders[holder]

    def _holder(self, place: Node) -> Node | None:
        """The block that a place begins: the place itself if it is one, else the one whose first
        words it stands at.
        """
        holder = self.behind.get(place) or _block(place)
        if holder is None:
            return None
        is_around = holder is not place and holder in place.above()
        if is_around and self.led.get(place):
            return None
        above = holder.parent
        if above is None:
            return holder
        if holder.name in {"td", "th"} and _MARKER.fullmatch(holder.text.strip()):
            return above  # the marker has a cell of its own
        if holder.name != "p" or above.name not in _ITEMS or self.led.get(holder):
            return holder
        is_item = above.name in {"li", "dd"}
        return above if is_item or self._blocks_in(above) == 1 else holder

    def _blocks_in(self, node: Node) -> int:
        """How many blocks are right in an element."""
        if node not in self.paragraphs:
            inside = [each for each in node.children if isinstance(each, Node)]
            self.paragraphs[node] = sum(each.name in BLOCKS for each in inside)
        return self.paragraphs[node]

    def _opens_with(self, holder: Node, marker: str) -> bool:
        if holder not in self.heads:
            self.heads[holder] = _BARE.sub("", holder.text.strip()[:40])
        head = self.heads[holder]
        return (
            head.startswith(marker)
            and not head[len(marker) : len(marker) + 1].isdigit()
        )

    def _leads_back(self, holder: Node, link: Node) -> bool:
        """Whether a link in the note leads to where it is called: to the link, what is around it,
        or its block.
        """
        if holder not in self.returns:
            anchors = [_anchor(each) for each in holder.walk() if each.name == "a"]
            places = [self.places.get(anchor) for anchor in anchors if anchor]
            self.returns[holder] = {place for place in places if place is not None}
        block = _block(link)
        around = takewhile(lambda each: each is not block, link.above())
        return any(
            each in self.returns[holder] for each in (*around, block, *link.children)
        )

    def is_back(self, node: Node, number: int) -> bool:
        """Whether a link in a note only leads back to its call, or repeats its marker."""
        if node.name != "a" or not _anchor(node):
            return False
        words = node.text.strip()
        again = (
            _BARE.sub("", words) == self.markers[number]
            and _anchor(node) in self.places
        )
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
        if (
            node is None
        ):  # the end of a block: its words are words of the block around it
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
