"""What a page shows around its text, and what it holds and does not show: set aside, with its words."""

import re
from collections.abc import Callable
from itertools import islice

from communique.core.message import Message, say
from communique.inputs.html.tree import SILENT, Node

_ROLES = frozenset({"navigation", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist"})
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
"""Or so many words."""


MENUS, AROUND = say("menus and frames of the page"), say("words around the main part of the page")
HIDDEN, CONTROLS = say("hidden words"), say("controls of the page")
EMBEDDED = say("words in pictures and embedded files")


class Aside:
    """Words that are set aside, by what they are."""

    def __init__(self) -> None:
        self.words: dict[Message, list[str]] = {each: [] for each in (MENUS, AROUND, HIDDEN, CONTROLS, EMBEDDED)}

    def keep(self, what: Message, text: str) -> None:
        """Keep the words of a text, if it has any."""
        self.words[what].extend(filter(None, [" ".join(text.split())]))

    def takes(self, node: Node) -> bool:
        """Whether an element is set aside; its words are kept."""
        if node.name in SILENT or node.name == "title":
            return True
        closed = node.name == "dialog" and "open" not in node.attributes
        hidden = node.name in _FALLBACKS or "hidden" in node.attributes or closed or _HIDDEN.search(node.get("style"))
        kinds = ((HIDDEN, hidden), (CONTROLS, node.name in _CONTROLS), (EMBEDDED, node.name in _EMBEDDED))
        what = next((kind for kind, is_one in kinds if is_one), None) or (MENUS if is_menu(node) else None)
        if what is not None:
            self.keep(what, node.text)
        return what is not None


def is_menu(node: Node) -> bool:
    """Whether an element leads through the site or is its frame: it says so, and its words are mostly links."""
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
        return not any(each.name in {"h1", "main", "article"} for each in node.walk() if each is not node)
    return linked(node) >= LINKED


def _is_foot(node: Node) -> bool:
    """Whether an element is called the foot of the page, stands last in it, and has few words, no heading and no table."""
    if node.name != "div" or node.get("id").lower() not in _FEET:
        return False
    at: Node = node
    while at.parent is not None:
        for each in reversed(at.parent.children):
            if each is at:
                break
            if (each if isinstance(each, str) else each.text).strip():
                return False
        at = at.parent
    return len(node.text.split()) < MANY and not any(each.name in {"h1", "table"} for each in node.walk())


def linked(node: Node) -> float:
    """How much of the words of an element is in links."""
    whole = len("".join(node.text.split()))
    inside = sum(len("".join(each.text.split())) for each in node.walk() if each.name == "a" and each.get("href"))
    return inside / whole if whole else 0.0


def main_part(body: Node) -> Node:
    """The part of a page that is its text: the one that is marked as such, if it has enough of the words; else all of it."""
    whole = len(body.text.split())
    marks: tuple[Callable[[Node], bool], ...] = (
        lambda node: node.name == "main" or node.get("role").lower() == "main",
        lambda node: node.name == "article",
        _is_called_main,
    )
    for wanted in marks:
        found = [node for node in body.walk() if wanted(node) and not any(map(wanted, islice(node.above(), 1, None)))]
        if len(found) == 1:
            own = len(found[0].text.split())
            if own >= ENOUGH * whole or own >= MANY:
                return found[0]
    return body


def _is_called_main(node: Node) -> bool:
    """Whether an element is called the main part of a page, and holds the heading of the highest level."""
    return node.name == "div" and node.get("id").lower() in _MAINS and any(each.name == "h1" for each in node.walk())
