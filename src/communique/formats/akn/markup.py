"""Text as XML: what is escaped between tags and in attributes, and elements that hold text alone."""

import re

from communique.model.text import escaped as between_tags

_HIDDEN = re.compile("[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""C1 controls, line and paragraph separators, bidirectional controls.

They are written as references, so that every program counts lines alike and none of them hides.
"""
_HIDDEN_BYTES = (
    (b"\xe2", re.compile(rb"\xe2(?:\x80[\x8e\x8f\xa8-\xae]|\x81[\xa6-\xa9])")),
    (b"\xc2", re.compile(rb"\xc2[\x80-\x9f]")),
    (b"\xd8", re.compile(rb"\xd8\x9c")),
)
"""The same in UTF-8, by the first byte, which most texts have not."""
PRESERVE = ' xml:space="preserve"'


def revealed(xml: str) -> str:
    """The text of a file with every hidden character written as a reference: `&#x2028;`."""
    if xml.isascii():
        return xml
    data = xml.encode()
    if not any(
        first in data and pattern.search(data) for first, pattern in _HIDDEN_BYTES
    ):
        return xml
    return _HIDDEN.sub(lambda match: f"&#x{ord(match[0]):X};", xml)


def escaped(text: str) -> str:
    """Text as it stands between tags: `&`, `<` and `>` escaped, a line feed as `br`."""
    text = between_tags(text)
    return text.replace("\n", "<br/>") if "\n" in text else text


def quoted(text: str) -> str:
    """Text as it stands in an attribute between double quotes; a line feed becomes a space."""
    return between_tags(text.replace("\n", " ")).replace('"', "&quot;")


def given(**values: object) -> str:
    """The values that are not None, as attributes.

    >>> given(name="a", value=None, href="x & y")
    ' name="a" href="x &amp; y"'
    """
    attributes = [
        f' {name}="{quoted(str(value))}"'
        for name, value in values.items()
        if value is not None
    ]
    return "".join(attributes)


def basis(why: str | None, source: str | None) -> str:
    """The attributes that say why something is claimed."""
    attributes = "" if why is None else f' c:basis="{why}"'
    if source is not None:
        attributes += f' c:source="{quoted(source)}"'
    return attributes


def spaced(text: str) -> bool:
    """Whether a reader that collapses white space would lose some: at an edge, or two together."""
    return "  " in text or text[:1] == " " or text[-1:] == " "


def leaf(opening: str, name: str, text: str) -> str:
    """An element that holds plain text: its start tag without `>`, its name, its words."""
    if not text:
        return f"<{opening}/>"
    space = PRESERVE if spaced(text) else ""
    return f"<{opening}{space}>{escaped(text)}</{name}>"
