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
        element = next(element.iterchildren(f"{W}{name}"), None)  # four times as fast as `find`
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
    return next((each for each in found if each is not None), None)


class Styles:
    """The styles of a file by id. `defaults`: what runs are where nothing is said."""

    def __init__(self, root: Element | None) -> None:
        """Of the part `styles.xml`, if there is one."""
        self.defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        styles = root.iter(f"{W}style") if root is not None else ()
        found = [(name, each) for each in styles if (name := value(each, "styleId")) is not None]
        self.styles = dict(reversed(found))  # of several with one id the first counts
        kinds = ((name, value(each, "type"), value(each, "default") or "0") for name, each in found)
        self.standard = next(
            (name for name, kind, given in kinds if kind == "paragraph" and given not in _OFF), None
        )
        self.chains: dict[str | None, list[Element]] = {}
        self.found: dict[tuple[str | None, tuple[str, ...]], Element | None] = {}

    def chain(self, identity: str | None) -> list[Element]:
        """A style and those that it is based on, nearest first."""
        if identity not in self.chains:
            found: list[Element] = []
            following = identity
            while (
                following is not None
                and following in self.styles
                and self.styles[following] not in found
            ):
                found.append(self.styles[following])
                following = value(child(found[-1], "basedOn"))
            self.chains[identity] = found
        return self.chains[identity]

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

    def paragraph_property(self, properties: Element | None, *path: str) -> Element | None:
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
        parts = (properties, *(child(style, "tblPr") for style in styles))
        lines = (child(part, "tblBorders", "insideV") for part in parts)
        return next(
            (value(line) not in {"nil", "none"} for line in lines if line is not None), False
        )

    def role(self, properties: Element | None) -> str:
        """What the name of a paragraph's style, or of one that it is based on, says that it is.

        Empty where it says nothing.
        """
        names = (
            value(child(style, "name")) or "" for style in self.chain(self.of_paragraph(properties))
        )
        return next(filter(None, map(role_of, names)), "")

    def name(self, properties: Element | None) -> str:
        """The name of the style of a paragraph; empty without one."""
        styles = self.chain(self.of_paragraph(properties))
        return value(child(styles[0], "name")) or "" if styles else ""

    def level(self, properties: Element | None) -> int | None:
        """The level of a heading from 1, 0 for the title of the file, None for anything else."""
        identity = self.of_paragraph(properties)
        names = [
            (value(child(style, "name")) or "").casefold() for style in self.chain(identity)[:1]
        ]
        if names == ["title"]:
            return 0
        level = whole(value(self.paragraph_property(properties, "outlineLvl")), 9)
        if level == 9 and names and names[0].startswith("heading "):
            level = whole(names[0].removeprefix("heading "), 10) - 1
        return level + 1 if 0 <= level < 9 else None


_SYMBOLS: dict[str, dict[str, str]] = json.loads(
    files("communique.inputs").joinpath("symbols.json").read_text("utf-8")
)
_FONTS = {
    font: {int(code, 16): char for code, char in signs.items()} for font, signs in _SYMBOLS.items()
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
    inner = code - _PRIVATE if _PRIVATE <= code <= _PRIVATE + 0xFF else code
    known, letters = _FONTS.get(font.casefold()), font.casefold() == "symbol"
    if known is not None and inner in known:
        return known[inner]
    if letters and inner == code:
        return char
    if not 0xE000 <= code <= 0xF8FF:
        return char if known is None else None
    if known is None:
        return next((each[inner] for each in _FONTS.values() if inner in each), None)
    return chr(inner) if letters and 0x20 <= inner < 0x7F else None


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
        override = _of_level(self.nums.get(number), "lvlOverride", level)
        start = child(override, "startOverride")
        if (
            start is not None and number not in self.begun
        ):  # once, at its first paragraph: other levels go on counting
            self.begun.add(number)
            counters[level] = whole(value(start))
        elif counters[level] is None:
            counters[level] = self._start(number, level)
        else:
            counters[level] = (counters[level] or 0) + 1
        for deeper in range(
            level + 1, LEVELS
        ):  # it begins again, unless it names a higher one, or none (0)
            after = child(self._level(number, deeper), "lvlRestart")
            if after is None or level < whole(value(after)):
                counters[deeper] = None
        definition = self._level(number, level)
        return Numbered(
            self._label(number, level, counters),
            abstract,
            level,
            self._left(properties, definition),
        )

    def _chosen(self, properties: Element | None) -> tuple[str, int] | None:
        """The list and level of a paragraph: each by its own word, else by the nearest style's that
        has one; else the list says which level is the style's.
        """
        number = value(self.styles.paragraph_property(properties, "numPr", "numId")) or "0"
        if number == "0" or number not in self.nums:
            return None
        level = self.styles.paragraph_property(properties, "numPr", "ilvl")
        if level is not None:
            return number, min(max(whole(value(level)), 0), LEVELS - 1)
        linked = {value(child(self._level(number, each), "pStyle")): each for each in range(LEVELS)}
        chain = (
            value(each, "styleId")
            for each in self.styles.chain(self.styles.of_paragraph(properties))
        )
        return number, next((linked[each] for each in chain if each in linked), 0)

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
        return next(
            (key for key, each in self.abstract.items() if value(child(each, "styleLink")) == link),
            identity,
        )

    def _level(self, number: str, level: int) -> Element | None:
        """What is said of a level: by the list itself, else by its abstract list."""
        if (number, level) not in self.levels:
            own = child(_of_level(self.nums.get(number), "lvlOverride", level), "lvl")
            abstract = self.abstract.get(self._abstract(number) or "")
            self.levels[number, level] = (
                own if own is not None else _of_level(abstract, "lvl", level)
            )
        return self.levels[number, level]

    def _start(self, number: str, level: int) -> int:
        return whole(value(child(self._level(number, level), "start")), 0)

    def _label(self, number: str, level: int, counters: list[int | None]) -> str:
        definition = self._level(number, level)
        form = self._form(definition)
        text = value(child(definition, "lvlText"))
        if text is None or (form == "none" and "%" not in text):
            return (text or "").strip()
        if form == "bullet":
            fonts = child(definition, "rPr", "rFonts")
            return (
                "".join(symbol(value(fonts, "ascii") or "", char) or "•" for char in text.strip())
                or "•"
            )
        legal = is_on(child(definition, "isLgl"))

        def place(match: "re.Match[str]") -> str:
            at = int(match[1]) - 1
            own = self._form(self._level(number, at))
            count = counters[at]
            count = self._start(number, at) if count is None else count
            return counted(count, "decimal" if legal and own != "decimalZero" else own)

        return " ".join(_PLACE.sub(place, text).split())

    def _form(self, definition: Element | None) -> str:
        """The form of a level's numbers: `001, 002, ...` where it is spelled out.

        Words in English only.
        """
        said = next(definition.iter(f"{W}numFmt"), None) if definition is not None else None
        spoken = (
            value(child(definition, "rPr", "lang"))
            or value(child(self.styles.defaults, "lang"))
            or "en"
        )
        form = value(said, "format") or value(said) or "decimal"
        return "decimal" if form in {"cardinalText", "ordinalText"} and spoken[:2] != "en" else form

    def _left(self, properties: Element | None, definition: Element | None) -> int:
        """How far in a label stands: by the paragraph, else by its list, else by its style."""
        style = self.styles.paragraph_property(properties, "ind")
        for each in (child(properties, "ind"), child(definition, "pPr", "ind"), style):
            left = value(each, "left") or value(each, "start")
            if left is not None:
                return whole(left) - whole(value(each, "hanging")) + whole(value(each, "firstLine"))
        return 0


def _of_level(list_: Element | None, name: str, level: int) -> Element | None:
    """What a list says of a level in elements of that name."""
    said = list_.findall(f"{W}{name}") if list_ is not None else ()
    return next((each for each in said if whole(value(each, "ilvl"), -1) == level), None)
