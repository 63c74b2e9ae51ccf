"""The rules of a profile on one document: which are wanted, asked, placed, and given as findings
like all others.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from xml.etree.ElementTree import Element

from communique.core.codes import OTHER_NAMESPACE
from communique.core.diagnostics import Code, Diagnostic
from communique.core.message import shortened
from communique.core.source import Limits, Pointer, Source, Span
from communique.draft import Parsed
from communique.formats.akn.names import A, C
from communique.formats.akn.places import Part, spans_in
from communique.formats.akn.tree import parse
from communique.model import (
    Claim,
    Declaration,
    Entity,
    Identifier,
    Member,
    Note,
    PartyClaim,
    PlaceClaim,
    Signatory,
    TextBlock,
)
from communique.model.nodes import places_of
from communique.model.refusal import nearest, span_of_node
from communique.rules import RULES
from communique.rules.record import Record
from communique.rules.rule import LIMIT, Finding, Profile, Rule
from communique.rules.running import Said, ask, profile_of
from communique.rules.tree import Tree


def matches(selector: str, code: Code) -> bool:
    """Whether a selector means a code: it is its name, the code itself, or the beginning of it
    (`MOD`, `MOD01`).
    """
    return selector == code.name or (
        selector != "" and code.code.startswith(selector.upper())
    )


@dataclass(frozen=True, slots=True)
class Selection:
    """Which codes are wanted: those of `select`, or without one all; those of `extend` too; and
    none of `ignore`.

    Each is named by selectors: codes, beginnings of codes, or names.
    """

    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def wants(self, code: Code) -> bool:
        """Whether findings of a code are wanted."""
        chosen = not self.select or any(
            matches(each, code) for each in (*self.select, *self.extend)
        )
        return chosen and not any(matches(each, code) for each in self.ignore)

    def extends(self, code: Code) -> bool:
        """Whether a code is wanted besides what a profile asks."""
        return any(matches(each, code) for each in self.extend)


Wanted = tuple[object, str | None]
"""A subject of a finding, and the field of it that is wrong."""
Key = tuple[int, str | None]
"""The same, by the subject's identity."""


def _key(subject: object, field: str | None) -> Key:
    identity = id(subject)
    return identity, field


class Elements:
    """The elements of a file, with their places and the eIds above them. All is found when it is
    first asked for.
    """

    def __init__(self, source: Source, root: Element) -> None:
        self.source = source
        self.root = root

    @cached_property
    def _above(self) -> dict[int, Element]:
        return {id(child): element for element in self.root.iter() for child in element}

    @cached_property
    def _by_eid(self) -> dict[str, Element]:
        found: dict[str, Element] = {}
        for element in self.root.iter():
            eid = element.get("eId")
            if eid:
                found[eid] = element
        return found

    @cached_property
    def whole(self) -> Span:
        """The start tag of the document: the place of what has none."""
        found = self.spans([(self.root, None)], {})
        return found[_key(self.root, None)]

    def spans(
        self, subjects: Iterable[Wanted], pointers: Mapping[int, Pointer]
    ) -> dict[Key, Span]:
        """The place of the start tag of each subject's element, by the subject's identity and the
        field that is wanted of it: of a number the place of `num`.

        `pointers` are those of the nodes of the record, by identity. A node without an element has
        no place.
        """
        elements: dict[Key, Element] = {}
        for subject, field in subjects:
            element = self._element(subject, pointers.get(id(subject), ""))
            if field == "num":
                element = self._number(element, subject)
            if element is not None:
                key = _key(subject, field)
                elements[key] = element
        if not elements:
            return {}
        wanted = [(element, Part.TAG) for element in elements.values()]
        places = spans_in(self.source, self.root, wanted)
        return dict(zip(elements, places, strict=True))

    def _number(self, element: Element | None, subject: object) -> Element | None:
        """The number of a subject, else the element of it."""
        if element is None:
            element = self._of_eid(getattr(subject, "eid", ""))
        number = None if element is None else element.find(f"{A}num")
        return element if number is None else number

    def _of_eid(self, eid: str) -> Element | None:
        """The element of a node of the record. Below a cover note its eId has a prefix."""
        name = eid.removeprefix("cover__")
        return self._by_eid.get(f"att_1__{name}", self._by_eid.get(name))

    def _element(self, subject: object, pointer: Pointer) -> Element | None:
        """The element of a subject: itself, or that of an entity, a note, a signatory or one of its
        claims, a number, a date, the document.
        """
        match subject:
            case Element():
                return subject
            case Declaration():
                return self.root[0] if len(self.root) else self.root
            case Entity(id=name) | Note(eid=name):
                return self._of_eid(name)
            case Signatory() | PartyClaim() | Member() | PlaceClaim():
                return self._claimed(pointer)
            case Identifier(value=value):
                for each in self.root.iter(f"{A}FRBRalias"):
                    if each.get("value") == value:
                        return each
                return None
            case Claim(value=value):
                for each in self.root.iter(f"{A}FRBRdate"):
                    if each.get("date", "").startswith(value):
                        return each
                return None
            case _:
                return None

    def _claimed(self, pointer: Pointer) -> Element | None:
        """The element of `c:record` that a pointer of the record names: `/signatories/1/party`."""
        element = next(self.root.iter(f"{C}record"), None)
        for name, index in _STEP.findall(pointer):
            if element is None:
                return None
            tag = f"{C}{_ONE_OF.get(name, name)}"
            found = element.findall(tag)
            at = int(index or 0)
            element = found[at] if at < len(found) else None
        return element

    def eid(self, element: Element) -> str | None:
        """The eId of an element, or of the nearest one above that has one."""
        at: Element | None = element
        while at is not None and not at.get("eId"):
            at = self._above.get(id(at))
        return None if at is None else at.get("eId")


_STEP = re.compile(r"/([a-z_]+)(?:/([0-9]+))?")
_ONE_OF = {
    "signatories": "signatory",
    "members": "member",
    "sponsors": "sponsor",
    "votes": "vote",
    "voters": "voter",
}
"""The element of `c:record` for one of the items of a field."""
LONGEST = 300
"""How many characters of a message or of quoted words are kept."""
OPENING = 60
"""How many characters are quoted of a subject that a finding quotes no words of."""
DEEPEST = 1000
"""How deep a tree may be nested that was read already: no more can be asked for."""
EVERYTHING = Selection()
_OF_MAIN = ("", "/kind")
"""Pointers of what the main document's own element says in Akoma Ntoso: the whole, which may have a
carrier, and its kind.
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """The profile that a document was held to, and what its rules found, in their order.

    `covered`: the codes of readers that these rules speak for, so that every format is told the
    same.
    """

    profile: Profile | None
    findings: list[Diagnostic]
    covered: frozenset[str] = frozenset()


def check(
    subject: Parsed | Declaration,
    *,
    profile: Profile | str | None = None,
    selection: Selection = EVERYTHING,
    limit: int | None = LIMIT,
    format: str = "json",
    root: Element | None = None,
    rules: tuple[Rule, ...] = RULES,
) -> Checked:
    """Hold what was read, or a record, to the rules of a profile; without one, to that which the
    document is of.

    `format` is that of the source, `root` its tree if it is Akoma Ntoso (without one the file is
    parsed again). Rules that the selection extends to are asked though the profile leaves them out.
    At most `limit` findings of each rule are given, the others counted in one more. Raises
    ValueError if there is no such profile, and what a rule raises, which is a fault of the program.
    """
    parsed = (
        subject if isinstance(subject, Parsed) else Parsed(Source("", b""), subject)
    )
    if root is None and format == "akn":
        root = _standard_tree(parsed)
    tree = None if root is None else Tree(root)
    declaration = parsed.declaration
    record = None if declaration is None else Record(declaration)
    if profile is None:
        held_to = profile_of(declaration, tree, native=format == "json")
    else:
        held_to = Profile(profile)
    said = ask(
        rules,
        record,
        tree,
        held_to,
        limit=limit,
        wants=selection.wants,
        extends=selection.extends,
    )
    covered: set[str] = set()
    if record is not None:
        for rule in rules:
            if held_to in rule.severities and selection.wants(rule.code):
                covered |= rule.said_by
    findings = placed(said, parsed, root) if said else []
    return Checked(held_to, findings, frozenset(covered))


def _standard_tree(parsed: Parsed) -> Element | None:
    """The tree of a file in the standard's own namespace, parsed again."""
    if any(each.code == OTHER_NAMESPACE for each in parsed.findings):
        return None
    return tree_of(parsed.source)


def tree_of(source: Source) -> Element | None:
    """The tree of a source, if it is Akoma Ntoso in the standard's own namespace."""
    root = parse(source, Limits(len(source.data), depth=DEEPEST))
    return root if isinstance(root, Element) and root.tag == f"{A}akomaNtoso" else None


def placed(said: list[Said], parsed: Parsed, root: Element | None) -> list[Diagnostic]:
    """The findings with their places: of elements in the file, of nodes in the record and, through
    it, in the file.

    A subject that is a string is a pointer into the record.
    """
    places = _Places(said, parsed, root)
    return [places.diagnostic(each) for each in said]


class _Places:
    """Where the subjects of findings are: in the record and in the file."""

    def __init__(self, said: list[Said], parsed: Parsed, root: Element | None) -> None:
        """`root`: the tree of a file of Akoma Ntoso."""
        self.parsed = parsed
        findings = [each.finding for each in said]
        subjects = [(each.subject, each.field) for each in findings]
        nodes = {id(each) for each, _ in subjects if not isinstance(each, Element)}
        declaration = parsed.declaration
        self.nodes = {} if declaration is None else places_of(declaration, nodes)
        self.elements: Elements | None = None
        self.main: Element | None = None
        self.spans: dict[Key, Span] = {}
        if root is None:
            return
        self.elements = Elements(parsed.source, root)
        self.main = next(root.iter(f"{A}statement"), None)
        pointers = {identity: pointer for identity, (pointer, _) in self.nodes.items()}
        self.spans = self.elements.spans([*subjects, (self.main, None)], pointers)

    def diagnostic(self, said: Said) -> Diagnostic:
        """What a rule said, with its place."""
        subject = said.finding.subject
        pointer, eid = self.nodes.get(id(subject), (None, None))
        if isinstance(subject, str):
            pointer = subject
        if self.elements is not None and isinstance(subject, Element):
            eid = self.elements.eid(subject)
        span = self._span(said.finding, pointer)
        return _diagnostic(said, span, eid, pointer)

    def _span(self, finding: Finding, pointer: Pointer | None) -> Span | None:
        """The place of a subject or of its field in the file; else that of the whole document."""
        key = _key(finding.subject, finding.field)
        if pointer in _OF_MAIN:
            key = _key(self.main, None)
        span = self.spans.get(key)
        if span is None and pointer is not None:
            span = _span(self.parsed, pointer, finding)
        if span is None and self.elements is not None:
            span = self.elements.whole
        return span


def _diagnostic(
    said: Said, span: Span | None, eid: str | None, pointer: Pointer | None
) -> Diagnostic:
    """What a rule said, with its place; nothing in it is too long."""
    finding = said.finding
    hint = finding.hint
    if hint is not None:
        hint = hint.shortened(LONGEST)
    return Diagnostic.of(
        said.code,
        finding.message.shortened(LONGEST),
        span,
        severity=said.severity,
        eid=eid,
        pointer=pointer,
        quote=_quote(finding),
        hint=hint,
    )


def _quote(finding: Finding) -> str | None:
    """The words that a finding is about: its own, or how its subject begins; None where that has
    none, or is the whole.
    """
    subject = finding.subject
    if finding.quote is not None:
        return shortened(finding.quote, LONGEST)
    if isinstance(subject, TextBlock) and finding.start is not None:
        return shortened(subject.text[finding.start : finding.end], LONGEST)
    if isinstance(subject, Element):
        texts = (each for each in subject.itertext() if not each.isspace())
        words = "".join(islice(texts, OPENING))
    else:
        words = (
            ""
            if isinstance(subject, Declaration)
            else getattr(subject, "text", "") or ""
        )
    beginning = " ".join(words[: 4 * OPENING].split())
    return shortened(beginning, OPENING) or None


def _span(parsed: Parsed, pointer: str, finding: Finding) -> Span | None:
    """The place of a node, or of its field if the format gives that one: JSON does.

    Words in a text block have their own place, where they are the same in the source.
    """
    subject = finding.subject
    of_field = parsed.spans.get(f"{pointer}/{finding.field}")
    if of_field:
        return of_field[0]
    if not isinstance(subject, TextBlock):
        return span_of_node(pointer, parsed.spans)
    pieces = parsed.spans.get(f"{pointer}/text") or parsed.spans.get(pointer) or ()
    start = finding.start
    end = finding.end
    if start is not None and end is not None and start < end:
        words = subject.text[start:end]
        skip = subject.text.count(words, 0, start)
        place = _find(parsed.source, pieces, words, skip)
        if place is not None:
            return place
    return pieces[0] if pieces else nearest(pointer, parsed.spans)


def _find(source: Source, pieces: Iterable[Span], words: str, skip: int) -> Span | None:
    """The place of words in stretches of a source, this many occurrences left out; None if they are
    not there.
    """
    for piece in pieces:
        if piece.start is None or piece.end is None:
            continue
        at = source.text.find(words, piece.start, piece.end)
        while at >= 0 and skip:
            skip -= 1
            at = source.text.find(words, at + 1, piece.end)
        if at >= 0:
            return source.span(at, at + len(words))
    return None
