"""What styles and paragraphs say: properties looked for in a paragraph, then in its style, then in the styles before it."""

from itertools import chain
from typing import TYPE_CHECKING

from communique.inputs.styles import given_of, role_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
LABEL = "DeclarationLabel"
"""The style of printed labels in files that are written here: no other file has it."""


def value(element: "Element | None", name: str = "val") -> str | None:
    """An attribute of an element, or None."""
    return None if element is None else element.get(f"{W}{name}")


def child(element: "Element | None", *names: str) -> "Element | None":
    """The element at a path of children, or None."""
    for name in names:
        if element is None:
            return None
        element = element.find(f"{W}{name}")
    return element


def whole(text: str | None, default: int = 0) -> int:
    """A number as files write them; the default where it is none."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default


def is_on(element: "Element | None") -> bool:
    """Whether a switch is there and not off."""
    return element is not None and (value(element) or "1").lower() not in _OFF


class Styles:
    """The styles of a file by id. `defaults`: what runs are where nothing is said; `ours`: the file was written here."""

    def __init__(self, root: "Element | None") -> None:
        """Of the part `styles.xml`, if there is one."""
        self.defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self.styles: dict[str, Element] = {}
        self.standard: str | None = None
        for style in root.iter(f"{W}style") if root is not None else ():
            identity = value(style, "styleId")
            if identity is not None:
                self.styles.setdefault(identity, style)
                if value(style, "type") == "paragraph" and (value(style, "default") or "0") not in _OFF:
                    self.standard = self.standard or identity
        self.ours = LABEL in self.styles
        self.chains: dict[str | None, list[Element]] = {}

    def chain(self, identity: str | None) -> "list[Element]":
        """A style and those that it is based on, nearest first."""
        if identity not in self.chains:
            found: list[Element] = []
            following = identity
            while following is not None and following in self.styles and self.styles[following] not in found:
                found.append(self.styles[following])
                following = value(child(found[-1], "basedOn"))
            self.chains[identity] = found
        return self.chains[identity]

    def of_paragraph(self, properties: "Element | None") -> str | None:
        """The id of the style of a paragraph."""
        return value(child(properties, "pStyle")) or self.standard

    def paragraph_property(self, properties: "Element | None", *path: str) -> "tuple[Element | None, Element | None]":
        """The nearest property of a paragraph on that path, and the style that gives it, if a style does."""
        own = child(properties, *path)
        if own is not None:
            return own, None
        for style in self.chain(self.of_paragraph(properties)):
            found = child(style, "pPr", *path)
            if found is not None:
                return found, style
        return None, None

    def run_is(self, name: str, run: "Element | None", paragraph: "Element | None") -> bool:
        """Whether a run has a property that is a switch: `b`, `i`, `vanish`."""
        styles = (*self.chain(value(child(run, "rStyle"))), *self.chain(self.of_paragraph(paragraph)))
        said = (child(style, "rPr", name) for style in styles)
        found = chain((child(run, name),), said, (child(self.defaults, name),))
        return is_on(next((each for each in found if each is not None), None))

    def raised(self, run: "Element | None") -> bool:
        """Whether a run is set above the line."""
        said = (child(style, "rPr", "vertAlign") for style in self.chain(value(child(run, "rStyle"))))
        own = next((each for each in chain((child(run, "vertAlign"),), said) if each is not None), None)
        return value(own) == "superscript"

    def ruled(self, properties: "Element | None") -> bool:
        """Whether lines are drawn between the columns of a table."""
        styles = self.chain(value(child(properties, "tblStyle")))
        parts = (properties, *(child(style, "tblPr") for style in styles))
        lines = (child(part, "tblBorders", "insideV") for part in parts)
        return next((value(line) not in {"nil", "none"} for line in lines if line is not None), False)

    def role(self, properties: "Element | None") -> str:
        """What the name of a paragraph's style, or of one that it is based on, says that it is; empty where it says nothing."""
        names = (value(child(style, "name")) or "" for style in self.chain(self.of_paragraph(properties)))
        return next(filter(None, map(role_of, names)), "")

    def given(self, properties: "Element | None") -> tuple[str, int]:
        """What a paragraph is by the name of its own style, in a file that was written here."""
        name = next((value(child(style, "name")) for style in self.chain(self.of_paragraph(properties))), None)
        return given_of(name or "") if self.ours else ("", 0)

    def level(self, properties: "Element | None") -> int | None:
        """The level of a heading from 1, 0 for the title of the file, None for anything else."""
        identity = self.of_paragraph(properties)
        names = [(value(child(style, "name")) or "").casefold() for style in self.chain(identity)[:1]]
        if names == ["title"]:
            return 0
        outline, _ = self.paragraph_property(properties, "outlineLvl")
        level = whole(value(outline), 9) if outline is not None else 9
        if level == 9 and names and names[0].startswith("heading "):
            level = whole(names[0].removeprefix("heading "), 10) - 1
        return level + 1 if 0 <= level < 9 else None
