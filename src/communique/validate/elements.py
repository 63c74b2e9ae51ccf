"""Where in an Akoma Ntoso file something stands: elements, and what of the record has an element of its own in `meta`."""

from collections.abc import Iterable
from functools import cached_property
from xml.etree.ElementTree import Element

from communique.formats.akn.names import A, C
from communique.formats.akn.places import Layout, Part, numbered
from communique.model import Claim, Declaration, Entity, Identifier, Note, Signatory
from communique.source import Source, Span


class Elements:
    """The elements of a file, with their places and the eIds above them. All is found when it is first asked for."""

    def __init__(self, source: Source, root: Element) -> None:
        self.source = source
        self.root = root

    @cached_property
    def _above(self) -> dict[int, Element]:
        return {id(child): element for element in self.root.iter() for child in element}

    @cached_property
    def _by_eid(self) -> dict[str, Element]:
        return {eid: element for element in self.root.iter() if (eid := element.get("eId"))}

    @cached_property
    def whole(self) -> Span:
        """The start tag of the document: the place of what has none."""
        return self.spans([self.root])[id(self.root)]

    def spans(self, subjects: Iterable[object]) -> dict[int, Span]:
        """The place of the start tag of each element, by the subject's identity; of nodes without an element none."""
        found = [(id(subject), element) for subject in subjects if (element := self._element(subject)) is not None]
        if not found:
            return {}
        number = numbered(self.root)
        spans = Layout(self.source).spans([(number[id(element)], Part.TAG) for _, element in found])
        return {identity: span for (identity, _), span in zip(found, spans, strict=True)}

    def _element(self, subject: object) -> Element | None:
        """The element of a subject: itself, or that of an entity, a note, a signatory, a number, a date, the document."""
        match subject:
            case Element():
                return subject
            case Declaration():
                return self.root[0] if len(self.root) else self.root
            case Entity(id=name) | Note(eid=name):
                name = name.removeprefix("cover__")
                return self._by_eid.get(f"att_1__{name}", self._by_eid.get(name))
            case Signatory(id=name):
                return self._first(f"{C}signatory", "id", name)
            case Identifier(value=value):
                return self._first(f"{A}FRBRalias", "value", value)
            case Claim(value=value):
                return next(
                    (each for each in self.root.iter(f"{A}FRBRdate") if each.get("date", "").startswith(value)), None
                )
            case _:
                return None

    def _first(self, tag: str, attribute: str, value: str) -> Element | None:
        return next((each for each in self.root.iter(tag) if each.get(attribute) == value), None)

    def eid(self, element: Element) -> str | None:
        """The eId of an element, or of the nearest one above that has one."""
        at: Element | None = element
        while at is not None:
            eid = at.get("eId")
            if eid:
                return eid
            at = self._above.get(id(at))
        return None
