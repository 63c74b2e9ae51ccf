"""Notes of a page: links from a marker in running text to a place that begins with the same marker, or leads back."""

import re

from communique.inputs.html.tree import BLOCKS, Node

_MARKER = re.compile(r"[\[(]?\s*(?:\*?\d{1,3}|[*†‡§]{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\s*[\])]?\.?")
_BARE = re.compile(r"[\[\]().\s]+")
_WORD = re.compile(r"[^\W_]")
_BACK = re.compile(r"[↑↩⏎▲^\ufe0e\s]*")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MOST = 8
"""So many empty anchors side by side belong to the block behind them."""
_ITEMS = frozenset({"li", "dd", "aside", "div"})


class Notes:
    """The notes of a page: the number of each link that calls one, and the elements that hold them, by number."""

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
        """Note that a link calls a note, if it does: a call begins no block, and its note stands behind it."""
        place = self.places.get(_anchor(link))
        if (
            place is None
            or place.order <= link.order
            or not self.led.get(link)
            or not _MARKER.fullmatch(link.text.strip())
        ):
            return
        holder = self._holder(place)
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
        """The block that a place begins: the place itself if it is one, else the one whose first words it stands at."""
        holder = self.behind.get(place) or _block(place)
        if holder is None or (holder is not place and holder in place.above() and self.led.get(place)):
            return None
        if holder.name in {"td", "th"} and holder.parent is not None and _MARKER.fullmatch(holder.text.strip()):
            return holder.parent  # the marker has a cell of its own
        above = holder.parent
        if holder.name != "p" or above is None or above.name not in _ITEMS or self.led.get(holder):
            return holder
        if above not in self.paragraphs:
            self.paragraphs[above] = sum(isinstance(each, Node) and each.name in BLOCKS for each in above.children)
        return above if above.name in {"li", "dd"} or self.paragraphs[above] == 1 else holder

    def _opens_with(self, holder: Node, marker: str) -> bool:
        if holder not in self.heads:
            self.heads[holder] = _BARE.sub("", holder.text.strip()[:40])
        head = self.heads[holder]
        return head.startswith(marker) and not head[len(marker) : len(marker) + 1].isdigit()

    def _leads_back(self, holder: Node, link: Node) -> bool:
        """Whether a link in the note leads to where it is called: to the link, what is around it, or its block."""
        if holder not in self.returns:
            found = (self.places.get(_anchor(each)) for each in holder.walk() if each.name == "a" and _anchor(each))
            self.returns[holder] = {each for each in found if each is not None}
        block = _block(link)
        for each in link.above():
            if each in self.returns[holder]:
                return True
            if each is block:
                break
        return any(isinstance(each, Node) and each in self.returns[holder] for each in link.children)

    def is_back(self, node: Node, number: int) -> bool:
        """Whether a link in a note only leads back to its call, or repeats its marker."""
        if node.name != "a" or not _anchor(node):
            return False
        words = node.text.strip()
        return bool(_BACK.fullmatch(words)) or (
            _BARE.sub("", words) == self.markers[number] and self.places.get(_anchor(node)) is not None
        )


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
            worded[-2] = worded[-2] or worded[-1]
            worded.pop()
        elif isinstance(node, str):
            worded[-1] = worded[-1] or _WORD.search(node) is not None
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
