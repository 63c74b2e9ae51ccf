"""What a schema lets elements hold, as automata; enough of XML Schema to tell whether one schema is
within another.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

XS = "{http://www.w3.org/2001/XMLSchema}"
ANY = "any other element"

Edges = dict[int, list[tuple[str | None, int]]]
"""From a state to others, by the name of an element, or by nothing."""


@dataclass
class Model:
    """What an element may hold: children in order, words, attributes and whether each must be
    there.
    """

    name: str
    mixed: bool = False
    attributes: dict[str, bool] = field(default_factory=dict)
    any_attribute: bool = False
    edges: Edges = field(default_factory=dict)
    end: int = 0
    states: int = 0

    def state(self) -> int:
        """A new state."""
        self.states += 1
        return self.states

    def edge(self, start: int, name: str | None, end: int) -> None:
        """A step."""
        self.edges.setdefault(start, []).append((name, end))

    def reached(self, states: set[int]) -> frozenset[int]:
        """The states, and those that are reached from them by nothing."""
        found, left = set(states), list(states)
        while left:
            for name, to in self.edges.get(left.pop(), ()):
                if name is None and to not in found:
                    found.add(to)
                    left.append(to)
        return frozenset(found)

    def after(self, states: frozenset[int], child: str) -> frozenset[int]:
        """The states after a child."""
        steps = {
            to
            for state in states
            for name, to in self.edges.get(state, ())
            if name == child or (name == ANY and ":" in child)
        }
        return self.reached(steps)

    def children(self, states: frozenset[int]) -> set[str]:
        """The children that may come next."""
        return {
            name
            for state in states
            for name, _ in self.edges.get(state, ())
            if name is not None
        }


def within(one: Model, other: Model) -> list[str]:
    """Why not all that `one` may hold `other` may hold too: a row of children, an attribute. Empty
    if it may.
    """
    faults = [f"{name} is no attribute" for name in one.attributes if name not in other.attributes
              and not (name[:1] == "{" and other.any_attribute)]  # fmt: skip
    faults += [
        f"{name} may be left out"
        for name, must in other.attributes.items()
        if must and not one.attributes.get(name)
    ]
    if one.mixed and not other.mixed:
        faults.append("words may stand in it")
    start = (one.reached({0}), other.reached({0}))
    seen = {start: ""}
    left = [start]
    while left:
        here, there = pair = left.pop()
        if one.end in here and other.end not in there:
            faults.append(f"it may end after{seen[pair]}")
        for child in sorted(one.children(here)):
            step = (one.after(here, child), other.after(there, child))
            if not step[1]:
                faults.append(f"{child} may stand after{seen[pair]}")
            elif step not in seen:
                seen[step] = f"{seen[pair]} {child}"
                left.append(step)
    return faults


class Schema:
    """A schema document, by the names of what it declares."""

    def __init__(self, path: Path) -> None:
        root = etree.parse(path).getroot()
        self.space: str = root.get("targetNamespace", "")
        self.named = {
            (each.tag, each.get("name")): each
            for each in root
            if isinstance(each.tag, str)
        }
        self.root = root

    def elements(self) -> list[etree._Element]:
        """Every element that is declared, globally or in its place."""
        return [each for each in self.root.iter(f"{XS}element") if each.get("name")]

    def model(self, element: etree._Element) -> Model:
        """What an element may hold."""
        made = Model(element.get("name", ""))
        type_name = element.get("type")
        node = (
            element.find(f"{XS}complexType")
            if type_name is None
            else self.named[f"{XS}complexType", type_name]
        )
        assert node is not None, f"{made.name} has a type"
        made.end = self._type(node, made, 0)
        return made

    def _type(self, node: etree._Element, made: Model, start: int) -> int:
        made.mixed |= node.get("mixed") == "true"
        for child in node:
            match child.tag:
                case t if t in (f"{XS}complexContent", f"{XS}simpleContent"):
                    (extension,) = child.iterchildren(f"{XS}extension")
                    made.mixed |= (
                        child.tag == f"{XS}simpleContent"
                        or child.get("mixed") == "true"
                    )
                    base = self.named.get((f"{XS}complexType", extension.get("base")))
                    if base is not None:
                        start = self._type(base, made, start)
                    start = self._type(extension, made, start)
                case t if t in (f"{XS}sequence", f"{XS}choice", f"{XS}group"):
                    start = self._particle(child, made, start)
                case _:
                    self._attribute(child, made)
        return start

    def _attribute(self, node: etree._Element, made: Model) -> None:
        match node.tag:
            case t if t == f"{XS}attribute":
                made.attributes[node.get("name") or self._qualified(node)] = (
                    node.get("use") == "required"
                )
            case t if t == f"{XS}anyAttribute":
                made.any_attribute = True
            case t if t == f"{XS}attributeGroup" and (node.get("ref") or "").startswith(
                "c:"
            ):
                made.attributes[f"{{{node.nsmap['c']}}}*"] = False
            case t if t == f"{XS}attributeGroup":
                for child in self.named[t, node.get("ref")]:
                    self._attribute(child, made)
            case _:
                pass

    def _qualified(self, node: etree._Element) -> str:
        prefix, _, name = (node.get("ref") or "").partition(":")
        return f"{{{node.nsmap.get(prefix, prefix)}}}{name}"

    def _particle(self, node: etree._Element, made: Model, start: int) -> int:
        """Add a particle from a state on; the state where it ends."""
        least, most = int(node.get("minOccurs", "1")), node.get("maxOccurs", "1")
        assert least in (0, 1)
        assert most in ("1", "unbounded")
        first, last = made.state(), made.state()
        made.edge(start, None, first)
        made.edge(self._once(node, made, first), None, last)
        if least == 0:
            made.edge(first, None, last)
        if most == "unbounded":
            made.edge(last, None, first)
        end = (
            made.state()
        )  # beyond the loop, so that what follows cannot lead back into it
        made.edge(last, None, end)
        return end

    def _once(self, node: etree._Element, made: Model, start: int) -> int:
        match node.tag:
            case t if t == f"{XS}element":
                name, end = node.get("name") or node.get("ref") or "", made.state()
                made.edge(start, name, end)
                return end
            case t if t == f"{XS}any":
                end = made.state()
                made.edge(start, ANY, end)
                return end
            case t if t == f"{XS}group":
                return self._once(
                    next(
                        self.named[t, node.get("ref")].iterchildren(
                            f"{XS}sequence", f"{XS}choice"
                        )
                    ),
                    made,
                    start,
                )
            case t if t == f"{XS}sequence":
                for child in self._particles(node):
                    start = self._particle(child, made, start)
                return start
            case _:
                end = made.state()
                for child in self._particles(node):
                    made.edge(self._particle(child, made, start), None, end)
                return end

    @staticmethod
    def _particles(node: etree._Element) -> Iterator[etree._Element]:
        return node.iterchildren(
            *(
                f"{XS}{name}"
                for name in ("element", "any", "group", "sequence", "choice")
            )
        )
