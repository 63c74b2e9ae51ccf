"""The errors of a tree by a schema, in time that does not grow with the square of its size.

For each error libxml2 makes the path of its element, which it finds by counting the siblings before it. In a tree with very
many siblings, all of them wrong, that would take hours. Such a tree is validated as a stream of events first, which makes no
paths; and if there are too many errors, only those in its first elements are looked for again in the tree.
"""

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

FEW = 100_000_000
"""Up to this many siblings are counted in no time."""
STEPS = 2_000_000_000
"""Were more to be counted if every element were wrong, the tree is not validated as one."""
HEAD, MANY = 65_536, 20
"""Between the two it is not if so many errors are in so many of its first bytes."""
WIDE = 100
"""Elements with more children than this are looked at."""
LOCATED = 1000
"""Of a tree in which more siblings would have to be counted, up to so many errors are looked for in all of it."""
FIRST = 20_000
"""Else they are looked for in so many of its first elements."""


@dataclass(frozen=True, slots=True)
class Found:
    """The errors that have a place; how many there are besides, and the first message of all."""

    entries: tuple[etree._LogEntry, ...]
    others: int = 0
    first: str = ""


class Errors:
    """The errors of a tree and the data that it was made of. What a schema says is asked for once."""

    def __init__(self, root: etree._Element, data: bytes) -> None:
        self.root = root
        self.data = data
        self._said: dict[etree.XMLSchema, list[str]] = {}

    def none(self, schema: etree.XMLSchema) -> bool:
        """Whether the tree is valid."""
        if self._is_costly(schema):
            self._said[schema] = self._streamed(schema)
            return not self._said[schema]
        return schema.validate(self.root)

    def located(self, schema: etree.XMLSchema) -> Found:
        """The errors of a tree that is not valid by a schema that was asked. The tree may be cut short for it."""
        every = self._said.get(schema)
        if every is None:
            return Found(tuple(schema.error_log))
        if len(every) <= LOCATED:
            schema.validate(self.root)
            return Found(tuple(schema.error_log))
        lacking = cut(self.root, FIRST)
        schema.validate(self.root)
        known, paths = set(every), Paths(self.root)
        entries = tuple(
            entry
            for entry in schema.error_log
            if entry.message in known and paths.find(entry.path or "") not in lacking
        )[:LOCATED]
        return Found(entries, len(every) - len(entries), every[0])

    @cached_property
    def _steps(self) -> int:
        """About how many siblings are counted if every element is wrong; no more than are too many."""
        steps = 0
        for element in self.root.iter("*"):
            if len(element) > WIDE:
                steps += len(element) * sum(1 for _ in element.iter("*"))
                if steps > STEPS:
                    break
        return steps

    def _is_costly(self, schema: etree.XMLSchema) -> bool:
        if self._steps <= FEW or self._steps > STEPS:
            return self._steps > STEPS
        parser = _parser(schema)
        with suppress(etree.XMLSyntaxError):
            parser.feed(self.data[:HEAD])
        return len(parser.feed_error_log) > MANY

    def _streamed(self, schema: etree.XMLSchema) -> list[str]:
        """The messages of all errors, in the order in which they are found."""
        parser = _parser(schema)
        with suppress(etree.XMLSyntaxError):
            etree.fromstring(self.data, parser)
        return [entry.message for entry in parser.error_log]


def _parser(schema: etree.XMLSchema) -> etree.XMLParser:
    """A parser that validates what it reads as it comes."""
    return etree.XMLParser(
        schema=schema, no_network=True, load_dtd=False, resolve_entities=False, huge_tree=True, collect_ids=False,
        encoding="utf-8",
    )  # fmt: skip


def cut(root: etree._Element, first: int) -> set[etree._Element]:
    """Take out all elements but so many of the first; gives those that lost some, which may lack them now."""
    last = root
    for at, element in enumerate(root.iter("*")):
        if at == first:
            break
        last = element
    above = [last, *last.iterancestors()]
    del last[:]
    for element in above[:-1]:
        parent = element.getparent()
        assert parent is not None, "only the root has none"
        del parent[parent.index(element) + 1 :]
    return set(above)


class Paths:
    """Finds elements by the paths that libxml2 gives: `/*/*[2]/c:record`. Lines would not do: beyond 65,535 they are wrong.

    Evaluating each path as XPath would take time that grows with the square of the errors.
    """

    def __init__(self, root: etree._Element) -> None:
        self._found: dict[str, etree._Element | None] = {"": None, "/*": root, f"/{_prefixed(root)}": root}
        self._children: dict[etree._Element, dict[str, list[etree._Element]]] = {}

    def find(self, path: str) -> etree._Element | None:
        """The element of a path, or None if there is none."""
        if path not in self._found:
            above, _, step = path.rpartition("/")
            parent = self.find(above) if above else None
            self._found[path] = None if parent is None else self._child(parent, step)
        return self._found[path]

    def _child(self, parent: etree._Element, step: str) -> etree._Element | None:
        if parent not in self._children:
            by_name = self._children[parent] = {"*": list(parent.iterchildren("*"))}
            for each in by_name["*"]:
                by_name.setdefault(_prefixed(each), []).append(each)
        name, _, place = step.rstrip("]").partition("[")
        children = self._children[parent].get(name, [])
        at = int(place or 1) - 1 if place.isdecimal() or not place else len(children)
        return children[at] if at < len(children) else None


def _prefixed(element: etree._Element) -> str:
    name = etree.QName(element).localname
    return f"{element.prefix}:{name}" if element.prefix else name
