"""Pages for the tests of the format, parsed."""

import json
from typing import Any

from lxml import html
from tests.samples import block, declaration

from communique import write
from communique.model import Declaration

Element = Any


def page(**changed: Any) -> Element:
    """The page of the sample declaration."""
    return parsed(declaration(**changed))


def parsed(given: Declaration) -> Element:
    return html.document_fromstring(write(given, "html"))


def told(element: Element) -> dict[str, Any]:
    """What the page tells its script."""
    found: dict[str, Any] = json.loads(element.xpath("//script[@id='[told]']")[0].text)
    return found


def text(element: Element, path: str) -> list[str]:
    """The words of each element of a path, white space folded."""
    return [" ".join(each.text_content().split()) for each in element.xpath(path)]


def named(words: str, at: str, ref: str) -> dict[str, Any]:
    """A block in which some words name an entity."""
    start = words.index(at)
    return block(
        words, {"kind": "entity", "start": start, "end": start + len(at), "ref": ref}
    )
