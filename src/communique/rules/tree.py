"""What the rules see of an Akoma Ntoso file: one pass over its elements, kept by tag and attribute;
units with eIds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from communique.naming.convention import ABBREVIATIONS

TRANSPARENT = frozenset(
    {
        "preamble",
        "mainBody",
        "body",
        "preface",
        "conclusions",
        "attachments",
        "components",
    }
)
"""Elements whose eId is not a prefix of what they hold."""


@dataclass(slots=True)
class Unit:
    """A node with an eId: its element's name, the eId (without `cover__`), its label, the unit that
    holds it.
    """

    name: str
    eid: str
    num: str | None
    above: "Unit | None"
    subject: object


def oddly_named(units: Iterable[Unit]) -> list[tuple[Unit, str, str]]:
    """The units whose eId is not the expected one at first sight, each with what stands before its
    last part, and that.
    """
    found: list[tuple[Unit, str, str]] = []
    for unit in units:
        if not unit.eid or _is_expected(unit):
            continue
        before, _, last = unit.eid.rpartition("__")
        found.append((unit, before, last))
    return found


def _is_expected(unit: Unit) -> bool:
    """Whether an eId is the abbreviation and the printed number, alone or after the eId above."""
    expected = ABBREVIATIONS.get(unit.name, unit.name)
    above = unit.above
    if unit.num is not None:
        expected = f"{expected}_{unit.num.rstrip('.')}"
        if unit.eid == expected:
            return True
    elif above is None:
        return unit.eid == expected
    return above is not None and unit.eid == f"{above.eid}__{expected}"


AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
A = f"{{{AKN}}}"
C = "{urn:communique:akn:1}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ID = "{http://www.w3.org/XML/1998/namespace}id"

DOCUMENTS = frozenset({
    "act", "amendment", "amendmentList", "bill", "debate", "debateReport", "doc", "documentCollection", "judgment",
    "officialGazette", "portion", "statement",
})  # fmt: skip
"""The elements that are documents, each with a `meta` of its own."""

_HOLDERS = frozenset({
    "akomaNtoso", "amendmentBody", "article", "attachment", "attachments", "blockContainer", "blockList", "body",
    "chapter", "collectionBody", "component", "components", "conclusions", "container", "content", "debateBody",
    "division", "formula", "hcontainer", "intro", "item", "judgmentBody", "list", "mainBody", "paragraph", "part",
    "point", "preamble", "preface", "recital", "recitals", "section", "subparagraph", "subsection", "tblock", "title",
    "wrapUp", *DOCUMENTS,
})  # fmt: skip
"""Elements that are looked into for units; what is in others are words."""

_ID_REFS = (f"{C}actors", f"{C}addressees", f"{C}topics", f"{C}instruments", "ref")


class Document:
    """A document of the file: its element, its `meta`, its levels."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.name = local(element)
        meta = element.find(f"{A}meta")
        identification = None if meta is None else meta.find(f"{A}identification")
        self.meta = meta
        self.levels: dict[str, Element] = (
            {} if identification is None else {local(e): e for e in identification}
        )

    def value(
        self, level: str, name: str, attribute: str = "value"
    ) -> tuple[Element, str] | None:
        """An element of a FRBR level and the value of its attribute, or None where either is
        missing.
        """
        above = self.levels.get(level)
        found = None if above is None else above.find(f"{A}{name}")
        value = None if found is None else found.get(attribute)
        return None if found is None or value is None else (found, value)


class Tree:
    """The index of one tree, whose root is in the namespace of the standard.

    `elements`: all of them, in document order. `by_tag`: those of a tag. `by_attribute`: from the
    name of an attribute to the elements that have it, with its value.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.by_tag: dict[str, list[Element]] = defaultdict(list)
        self.by_attribute: dict[str, list[tuple[Element, str]]] = defaultdict(list)
        for element in root.iter():
            self.by_tag[element.tag].append(element)
            for name, value in element.items():
                self.by_attribute[name].append((element, value))

    def all(self, *names: str) -> Iterator[Element]:
        """The elements of these names, by name."""
        for name in names:
            yield from self.by_tag.get(f"{A}{name}", ())

    def having(self, attribute: str) -> list[tuple[Element, str]]:
        """The elements that have an attribute, each with its value, in document order."""
        return self.by_attribute.get(attribute, [])

    @property
    def ours(self) -> bool:
        """Whether the file says that this library wrote it."""
        return f"{C}record" in self.by_tag

    @cached_property
    def documents(self) -> list[Document]:
        """The documents of the file, the outer ones first."""
        names = {f"{A}{name}" for name in DOCUMENTS if f"{A}{name}" in self.by_tag} - {
            f"{A}portion"
        }
        return [Document(each) for each in self.root.iter() if each.tag in names]

    @cached_property
    def main(self) -> Document | None:
        """The declaration: the statement that is not an annex of another, else the first document."""
        statements = [each for each in self.documents if each.name == "statement"]
        return next(iter(statements or self.documents), None)

    @cached_property
    def eids(self) -> dict[str, Element]:
        """The first element of each eId, or of each `xml:id`, by which others name entries."""
        named = [*self.having("eId"), *self.having(ID)]
        return {eid: element for element, eid in reversed(named)}

    @cached_property
    def declared(self) -> set[str]:
        """The eIds of what `references` declare: entries for people, places, concepts and the rest."""
        entries = [
            each
            for tag, found in self.by_tag.items()
            if tag.startswith(_ENTRY)
            for each in found
        ]
        return {
            eid
            for each in (*entries, *self.all("concept"))
            for name in ("eId", ID)
            if (eid := each.get(name))
        }

    @cached_property
    def tokens(self) -> set[str]:
        """Every token that names an entry, once."""
        values: set[str] = set()
        for name in ("refersTo", *_ID_REFS[:-1]):
            values.update(value for _, value in self.having(name))
        for element, value in self.having("ref"):
            if element.tag.startswith(C):
                values.add(value)
        return {token for value in values for token in value.split()}

    @cached_property
    def named(self) -> list[tuple[Element, str, str]]:
        """Every token that names an entry, with the attribute it stands in: `refersTo`, and ours
        for acts and claims.
        """
        found: list[tuple[Element, str, str]] = []
        for name in ("refersTo", *_ID_REFS):
            for element, value in self.having(name):
                if name == "ref" and not element.tag.startswith(C):
                    continue
                if " " in value:
                    found += [(element, name, token) for token in value.split()]
                else:
                    found.append((element, name, value))
        return found

    @cached_property
    def units(self) -> list[Unit]:
        """The structural elements outside `meta` in document order, those without an eId too.

        Each has the nearest one above it that has an eId.
        A `content` of one `p` is left out if it is named after what holds it: every clause has one.
        """
        found: list[Unit] = []
        waiting: list[tuple[Element, Unit | None]] = [(self.root, None)]
        while waiting:
            element, above = waiting.pop()
            name = _NAME_OF[element.tag]
            eid = element.get("eId") or ""
            is_plain_content = (
                name == "content" and len(element) == 1 and element[0].tag == _P
            )
            if is_plain_content:
                if above is None or eid != f"{above.eid}__content":
                    found.append(Unit(name, eid, None, above, element))
                continue
            if element is not self.root:
                unit = Unit(name, eid, _num_of(element, name), above, element)
                found.append(unit)
                if eid and name not in TRANSPARENT:
                    above = unit
            waiting += [
                (child, above) for child in reversed(element) if child.tag in _NAME_OF
            ]
        for name in ("authorialNote", "note", "ref", "table"):
            found += [
                Unit(name, each.get("eId") or "", None, None, each)
                for each in self.all(name)
            ]
        return found

    @cached_property
    def oddly_named(self) -> list[tuple[Unit, str, str]]:
        """The units whose eId is not the expected one at first sight: each with what is before its
        last part, and that.
        """
        return oddly_named(self.units)


_NAME_OF = {f"{A}{name}": name for name in _HOLDERS}
_NUM, _P, _ENTRY = f"{A}num", f"{A}p", f"{A}TLC"
_NOTES = frozenset({f"{A}authorialNote", f"{A}noteRef"})
_NUMBERED = frozenset({
    "article", "chapter", "division", "item", "paragraph", "part", "point", "recital", "section", "subparagraph",
    "subsection", "title",
})  # fmt: skip


def _num_of(element: Element, name: str) -> str | None:
    """The label of an element that can have one; None without it."""
    num = element.find(_NUM) if name in _NUMBERED else None
    return None if num is None else _label(num)


def _label(num: Element) -> str:
    """The words of a `num`, those of a note in it left out."""
    words = [num.text or ""]
    for child in num:
        if child.tag not in _NOTES:
            words += child.itertext()
        words.append(child.tail or "")
    return "".join(words)


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]
