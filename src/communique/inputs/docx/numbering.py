"""What styles say of a paragraph, and the labels of numbered ones, which stand nowhere in a file:
counted as a word processor does.

Properties are looked for in a paragraph, then in its style, then in the styles before it. ECMA-376
part 1, 17.9: a paragraph names a list and a level; lists share the counters of their abstract list.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files

from lxml.etree import _Element as Element

from communique.inputs.blocks import role_of
from communique.inputs.counting import counted

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of an element, or None."""
    return None if element is None else element.get(f"{W}{name}")


def child(element: Element | None, *names: str) -> Element | None:
    """The element at a path of children, or None."""
    for name in names:
        if element is None:
            return None
        element = next(
            element.iterchildren(f"{W}{name}"), None
        )  # four times as fast as `find`
    return element


def whole(text: str | None, default: int = 0) -> int:
    """A number as files write them; the default where it is none."""
    try:
        return int(float(text)) if text else default
    except (ValueError, OverflowError):
        return default


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not off."""
    return element is not None and (value(element) or "1").lower() not in _OFF


def _nearest(found: Iterable[Element | None]) -> Element | None:
    """The first element that is there."""
    for each in found:
        if each is not None:
            return each
    return None


class Styles:
    """The styles of a file by id. `defaults`: what runs are where nothing is said."""

    def __init__(self, root: Element | None) -> None:
        """Of the part `styles.xml`, if there is one."""
        self.defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self.styles: dict[str, Element] = {}
        self.standard: str | None = None
        self.chains: dict[str | None, list[Element]] = {}
        self.found: dict[tuple[str | None, tuple[str, ...]], Element | None] = {}
        if root is not None:
            for style in root.iter(f"{W}style"):
                self._add(style)

    def _add(self, style: Element) -> None:
        """Add a style. Of several with one id the first counts, and so does the first default."""
        name = value(style, "styleId")
        if name is None:
            return
        self.styles.setdefault(name, style)
        is_default = (value(style, "default") or "0") not in _OFF
        if self.standard is None and is_default and value(style, "type") == "paragraph":
            self.standard = name

    def chain(self, identity: str | None) -> list[Element]:
        """A style and those that it is based on, nearest first."""
        if identity not in self.chains:
            self.chains[identity] = self._chain(identity)
        return self.chains[identity]

    def _chain(self, identity: str | None) -> list[Element]:
        found: list[Element] = []
        while identity is not None and identity in self.styles:
            style = self.styles[identity]
            if style in found:
                break
            found.append(style)
            identity = value(child(style, "basedOn"))
        return found

    def in_chain(self, identity: str | None, *path: str) -> Element | None:
        """The nearest element on a path in a style and in those that it is based on, or None.

        It is looked for once: a file has few styles and many paragraphs.
        """
        asked = (identity, path)
        if asked not in self.found:
            elements = (child(style, *path) for style in self.chain(identity))
            self.found[asked] = _nearest(elements)
        return self.found[asked]

    def of_paragraph(self, properties: Element | None) -> str | None:
        """The id of the style of a paragraph."""
        return value(child(properties, "pStyle")) or self.standard

    def paragraph_property(
        self, properties: Element | None, *path: str
    ) -> Element | None:
        """The nearest property of a paragraph on that path: its own, else that of a style."""
        own = child(properties, *path)
        if own is not None:
            return own
        return self.in_chain(self.of_paragraph(properties), "pPr", *path)

    def run_is(self, name: str, run: Element | None, paragraph: Element | None) -> bool:
        """Whether a run has a property that is a switch: `b`, `i`, `vanish`."""
        switch = child(run, name)
        if switch is None:
            switch = self.in_chain(value(child(run, "rStyle")), "rPr", name)
        if switch is None:
            switch = self.in_chain(self.of_paragraph(paragraph), "rPr", name)
        if switch is None:
            switch = child(self.defaults, name)
        return is_on(switch)

    def raised(self, run: Element | None) -> bool:
        """Whether a run is set above the line."""
        alignment = child(run, "vertAlign")
        if alignment is None:
            alignment = self.in_chain(value(child(run, "rStyle")), "rPr", "vertAlign")
        return value(alignment) == "superscript"

    def ruled(self, properties: Element | None) -> bool:
        """Whether lines are drawn between the columns of a table."""
        styles = self.chain(value(child(properties, "tblStyle")))
        parts = [properties, *(child(style, "tblPr") for style in styles)]
        line = _nearest(child(part, "tblBorders", "insideV") for part in parts)
        return line is not None and value(line) not in {"nil", "none"}

    def role(self, properties: Element | None) -> str:
        """What the name of a paragraph's style, or of one that it is based on, says that it is.

        Empty where it says nothing.
        """
        for style in self.chain(self.of_paragraph(properties)):
            role = role_of(value(child(style, "name")) or "")
            if role:
                return role
        return ""

    def name(self, properties: Element | None) -> str:
        """The name of the style of a paragraph; empty without one."""
        styles = self.chain(self.of_paragraph(properties))
        return value(child(styles[0], "name")) or "" if styles else ""

    def level(self, properties: Element | None) -> int | None:
        """The level of a heading from 1, 0 for the title of the file, None for anything else."""
        name = self.name(properties).casefold()
        if name == "title":
            return 0
        level = whole(
            value(self.paragraph_property(properties, "outlineLvl")), _NO_LEVEL
        )
        if level == _NO_LEVEL and name.startswith("heading "):
            level = whole(name.removeprefix("heading "), _NO_LEVEL + 1) - 1
        return level + 1 if 0 <= level < _NO_LEVEL else None


_NO_LEVEL = 9
"""What the outline level of a paragraph is that heads nothing."""
_SYMBOLS: dict[str, dict[str, str]] = json.loads(
    files("communique.inputs").joinpath("symbols.json").read_text("utf-8")
)
_FONTS = {
    font: {int(code, 16): char for code, char in signs.items()}
    for font, signs in _SYMBOLS.items()
}
"""Characters of symbol fonts, whose codes mean nothing outside the font, as the characters that
they look like.
"""
_PRIVATE = 0xF000


def symbol(font: str, char: str) -> str | None:
    """The character that a character of a symbol font looks like.

    Itself where its code means what it says, else None.
    """
    code = ord(char)
    is_private = _PRIVATE <= code <= _PRIVATE + 0xFF
    inner = code - _PRIVATE if is_private else code
    known = _FONTS.get(font.casefold())
    if known is not None and inner in known:
        return known[inner]
    has_letters = font.casefold() == "symbol"
    if has_letters and not is_private:
        return char
    if not 0xE000 <= code <= 0xF8FF:
        return char if known is None else None
    if known is None:
        return next((each[inner] for each in _FONTS.values() if inner in each), None)
    return chr(inner) if has_letters and 0x20 <= inner < 0x7F else None


_PLACE = re.compile(r"%([1-9])")
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Numbered:
    """The label of a paragraph as it is printed, the list and level that it belongs to, how far in
    it stands (twips).
    """

    label: str
    list: str
    level: int
    left: int


class Numbering:
    """The lists of a file, and where their counters stand."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Of the part `numbering.xml`, if there is one."""
        self.styles = styles
        self.abstract: dict[str, Element] = {}
        self.nums: dict[str, Element] = {}
        parts = [] if root is None else list(root)
        for each in parts:
            if each.tag == f"{W}abstractNum":
                self.abstract.setdefault(value(each, "abstractNumId") or "", each)
            elif each.tag == f"{W}num":
                self.nums.setdefault(value(each, "numId") or "", each)
        self.levels: dict[tuple[str, int], Element | None] = {}
        self.counters: dict[str, list[int | None]] = {}
        self.begun: set[str] = set()

    def next(self, properties: Element | None) -> Numbered | None:
        """Count a paragraph; None where it is in no list."""
        chosen = self._chosen(properties)
        if chosen is None:
            return None
        number, level = chosen
        abstract = self._abstract(number)
        if abstract is None:
            return None
        counters = self.counters.setdefault(abstract, [None] * LEVELS)
        self._count(counters, number, level)
        label = self._label(number, level, counters)
        left = self._left(properties, self._level(number, level))
        return Numbered(label, abstract, level, left)

    def _count(self, counters: list[int | None], number: str, level: int) -> None:
        """Count on at a level of a list; deeper levels begin again, unless they say otherwise."""
        before = counters[level]
        override = _of_level(self.nums.get(number), "lvlOverride", level)
        start = child(override, "startOverride")
        if start is not None and number not in self.begun:
            # Once, at its first paragraph: other levels go on counting.
            self.begun.add(number)
            counters[level] = whole(value(start))
        elif before is None:
            counters[level] = self._start(number, level)
        else:
            counters[level] = before + 1
        for deeper in range(level + 1, LEVELS):
            # The level that it begins again after: any higher one where none is named, none for 0.
            after = child(self._level(number, deeper), "lvlRestart")
            if after is None or level < whole(value(after)):
                counters[deeper] = None

    def _chosen(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and level of a paragraph: each by its own word, else by the nearest style's that
        has one; else the list says which level is the style's.
        """
        number = (
            value(self.styles.paragraph_property(properties, "numPr", "numId")) or "0"
        )
        if number == "0" or number not in self.nums:
            return None
        level = self.styles.paragraph_property(properties, "numPr", "ilvl")
        if level is not None:
            return number, min(max(whole(value(level)), 0), LEVELS - 1)
        linked: dict[str | None, int] = {}
        for each in range(LEVELS):
            linked[value(child(self._level(number, each), "pStyle"))] = each
        for style in self.styles.chain(self.styles.of_paragraph(properties)):
            name = value(style, "styleId")
            if name in linked:
                return number, linked[name]
        return number, 0

    def _abstract(self, number: str, depth: int = 0) -> str | None:
        """The id of the abstract list of a list; by way of a style where it is only linked."""
        identity = value(child(self.nums.get(number), "abstractNumId"))
        if identity is None or identity not in self.abstract or depth > LEVELS:
            return None
        link = value(child(self.abstract[identity], "numStyleLink"))
        if link is None:
            return identity
        for style in self.styles.chain(link):
            following = value(child(style, "pPr", "numPr", "numId"))
            if following is not None and following != number:
                return self._abstract(following, depth + 1)
        for key, each in self.abstract.items():
            if value(child(each, "styleLink")) == link:
                return key
        return identity

    def _level(self, number: str, level: int) -> Element | None:
        """What is said of a level: by the list itself, else by its abstract list."""
        key = (number, level)
        if key not in self.levels:
            override = _of_level(self.nums.get(number), "lvlOverride", level)
            own = child(override, "lvl")
            if own is None:
                abstract = self.abstract.get(self._abstract(number) or "")
                own = _of_level(abstract, "lvl", level)
            self.levels[key] = own
        return self.levels[key]

    def _start(self, number: str, level: int) -> int:
        return whole(value(child(self._level(number, level), "start")), 0)

    def _label(self, number: str, level: int, counters: list[int | None]) -> str:
        definition = self._level(number, level)
        form = self._form(definition)
        text = value(child(definition, "lvlText"))
        if text is None or (form == "none" and "%" not in text):
            return (text or "").strip()
        if form == "bullet":
            return _bullet(definition, text.strip())
        legal = is_on(child(definition, "isLgl"))

        def place(match: "re.Match[str]") -> str:
            at = int(match[1]) - 1
            own = self._form(self._level(number, at))
            number_there = counters[at]
            if number_there is None:
                number_there = self._start(number, at)
            return counted(
                number_there, "decimal" if legal and own != "decimalZero" else own
            )

        return " ".join(_PLACE.sub(place, text).split())

    def _form(self, definition: Element | None) -> str:
        """The form of a level's numbers: `001, 002, ...` where it is spelled out.

        Words in English only.
        """
        if definition is None:
            return "decimal"
        said = next(definition.iter(f"{W}numFmt"), None)
        form = value(said, "format") or value(said) or "decimal"
        is_spoken = form in {"cardinalText", "ordinalText"}
        return "decimal" if is_spoken and not self._in_english(definition) else form

    def _in_english(self, definition: Element) -> bool:
        own = value(child(definition, "rPr", "lang"))
        usual = value(child(self.styles.defaults, "lang"))
        return (own or usual or "en").startswith("en")

    def _left(self, properties: Element | None, definition: Element | None) -> int:
        """How far in a label stands: by the paragraph, else by its list, else by its style."""
        style = self.styles.paragraph_property(properties, "ind")
        for each in (child(properties, "ind"), child(definition, "pPr", "ind"), style):
            left = value(each, "left") or value(each, "start")
            if left is not None:
                hanging = whole(value(each, "hanging"))
                return whole(left) - hanging + whole(value(each, "firstLine"))
        return 0


def _bullet(definition: Element | None, text: str) -> str:
    """The bullet of a level whose text is that."""
    font = value(child(definition, "rPr", "rFonts"), "ascii") or ""
    return "".join(symbol(font, char) or BULLET for char in text) or BULLET


BULLET = "•"
"""What is printed for a bullet that is not known."""


def _of_level(list_: Element | None, name: str, level: int) -> Element | None:
    """What a list says of a level in elements of that name."""
    if list_ is None:
        return None
    for each in list_.iterchildren(f"{W}{name}"):
        if whole(value(each, "ilvl"), -1) == level:
            return each
    return None
