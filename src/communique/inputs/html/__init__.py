"""HTML: the words of a web page as they are shown, lists counted, notes in their places, menus set aside."""

import re
from itertools import chain, starmap

from communique.core.faults import TOO_LARGE
from communique.core.message import say
from communique.core.source import Limits, Source
from communique.inputs import codes
from communique.inputs.blocks import Contents, Extracted, nothing
from communique.inputs.html.encoding import decoded
from communique.inputs.html.furniture import AROUND, Aside, main_part
from communique.inputs.html.notes import Notes
from communique.inputs.html.tree import Node, tree
from communique.inputs.html.walk import Walk
from communique.inputs.writing import printed_title, taken_out, without_marker

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TITLES = ("dcterms.title", "dc.title", "og:title")
_DATES = ("dcterms.date", "dc.date", "dcterms.issued", "article:published_time", "pubdate", "date")
_SOURCES = ("canonical", "og:url", "dcterms.source", "dc.source")
_ADDRESS = re.compile(r"https?://\S+$")
TAGS = 4
"""A page may have so many tags for each line that a text may have."""
_SITE = re.compile(r"(?<=\s)[|–—·»-](?=\s)")


def extract(source: Source, limits: Limits) -> Extracted:
    """The text of a web page as Markdown, and what is left out of it. Never raises.

    Of a page that communique wrote it is the record that the page carries.
    """
    text, findings = decoded(source.data)
    if text.count("<") > TAGS * limits.lines:
        message = say("the page has more than {tags} tags", tags=TAGS * limits.lines)
        hint = say("raise the limit if you trust the file")
        return nothing(TOO_LARGE, message, hint)
    root = tree(text)
    scripts = (node for node in root.walk() if node.name == "script" and node.get("id") == "[json]")
    carried = next((each for each in scripts if each.get("type") == "application/json"), None)
    if carried is not None:
        record = "".join(child for child in carried.children if isinstance(child, str))
        return Extracted("", tuple(findings), record=record)
    part = main_part(root)
    notes, aside = Notes(part), Aside()
    if part is not root:
        _around(root, part, aside)
    contents = Contents(Walk(notes, aside).blocks(part))
    for holder, number in notes.holders.items():
        contents.notes[number] = without_marker(Walk(notes, aside, number).blocks(holder), notes.markers[number])
    head = _head(root)
    given = next((head[key] for key in _TITLES if head.get(key)), head.get("title", ""))
    contents.title, unprinted = printed_title(given, contents)
    if unprinted:  # as where the name of the site stands behind it
        first = _SITE.split(given)[0].strip()
        contents.title, still = printed_title(first, contents) if len(first) > 12 else ("", unprinted)
        unprinted = unprinted if still else []
    contents.date = next((match[0] for key in _DATES if (match := _DAY.match(head.get(key, "")))), "")
    contents.source_url = next((head[key] for key in _SOURCES if _ADDRESS.match(head.get(key, ""))), "")
    findings += [*unprinted, *chain.from_iterable(starmap(codes.set_aside, aside.words.items()))]
    if any(marker != str(number) for number, marker in notes.markers.items()):
        findings.append(codes.renumbered())
    return taken_out(contents, findings)


def _around(body: Node, part: Node, aside: Aside) -> None:
    """Keep the words outside the part of a page that is read."""
    above = set(part.above())
    waiting: list[Node | str] = list(reversed(body.children))
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            aside.keep(AROUND, node)
        elif node is part:
            continue
        elif node in above:
            waiting.extend(reversed(node.children))
        elif not aside.takes(node):
            aside.keep(AROUND, node.text)


def _head(root: Node) -> dict[str, str]:
    """What the page says of itself: its title, its own address, and the contents of its `meta` elements by name."""
    found: dict[str, str] = {}
    for node in root.walk():
        if node.name == "title" and node.parent is not None and node.parent.name != "svg":
            found.setdefault("title", " ".join(node.text.split()))
        elif node.name == "link" and node.get("rel").lower() == "canonical":
            found.setdefault("canonical", node.get("href").strip())
        elif node.name == "meta":
            name = (node.get("name") or node.get("property")).lower()
            if name:
                found.setdefault(name, " ".join(node.get("content").split()))
    return found
