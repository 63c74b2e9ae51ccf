"""The parts of a document below its front matter: preamble, body, conclusions."""

from collections.abc import Iterable, Iterator

from communique.core.codes import GUESSED
from communique.core.message import say
from communique.core.values import (
    BlockValues,
    ClosingValues,
    MarkValues,
    NodeValues,
    SignatureLineValues,
    SignatureValues,
    TextValues,
)
from communique.formats.akn.blocks import (
    BLOCKS,
    DIVISIONS,
    HEADINGS,
    PARTS,
    POINTS,
    Head,
    empty,
)
from communique.formats.akn.front import Front, has_words
from communique.formats.akn.names import SECTIONS, A, C, akn, name_of
from communique.formats.akn.text import Run
from communique.formats.akn.tree import Element
from communique.languages import language

_SIGNER = {
    "person": "name",
    "role": "role",
    "organization": "party",
    "location": "other",
}
"""The part of a signature that a line is, by the element in it."""
_PARTS_OF_SIGNATURE = {"party", "name", "role"}
_ROLES = ("opening", "formula")
_OF_PREAMBLE = {"recitals", "recital", "formula", "citations"}
"""Elements that make a `container` of a preamble a part of it, and not a clause."""


class Parts(Front):
    """Reads the parts of a document."""

    # --- preamble ---------------------------------------------------------------------------------

    def preamble(self, element: Element) -> list[NodeValues]:
        """Recitals, groups of recitals, formulas."""
        found: list[NodeValues] = []
        for child in self.only(element):
            name = akn(child)
            if self.aside(child, name):
                continue
            match name:
                case "formula":
                    found += self._formula(child, first=not found)
                case "recitals" | "citations":
                    found += self._recitals(child)
                case "container":
                    found += self._clause(child)
                case "preamble":
                    found += self.preamble(child)
                case _:
                    found += self._recital(child, name)
        return found

    def _recital(self, element: Element, name: str) -> list[NodeValues]:
        """A recital; or any other element as one, if it has words."""
        if name not in ("recital", "citation"):
            blocks = self.block(element)
            if blocks is None:
                blocks = [self.text(element)]
            return self._unnumbered(element, blocks)
        if name != "recital":
            self.guess(element, say("a recital"))
        value = self.node(element, "recital")
        role = element.get(f"{C}role")
        if role in _ROLES:
            value["role"] = role
        return [value]

    def _unnumbered(
        self, element: Element, blocks: list[BlockValues], role: str | None = None
    ) -> list[NodeValues]:
        """Blocks as a recital without number; nothing if there are none."""
        if not blocks:
            return []
        if role is None:
            taken_as = say("a recital without number")
        else:
            taken_as = say("a recital, {role}", role=role)
        self.guess(element, taken_as)
        value: NodeValues = {"kind": "recital", "content": blocks}
        if role is not None:
            value["role"] = role
        self.identify(element, value)
        return [value]

    def _formula(self, element: Element, *, first: bool) -> list[NodeValues]:
        """A formula: in files of others the first part opens the preamble, whatever its name."""
        blocks = self.content(element)
        if not blocks and self.ours:
            blocks = [empty()]
        if not blocks:
            return []
        name = element.get("name")
        if name == "opening":
            role = "opening"
        elif first and not self.ours:
            role = "opening"
            self.guess(element, say("what opens the preamble"))
        else:
            role = "formula"
            if name != "enactingFormula":
                self.guess(element, say("the enacting formula"))
        value: NodeValues = {"kind": "recital", "role": role, "content": blocks}
        self.identify(element, value)
        return [value]

    def _recitals(self, element: Element) -> list[NodeValues]:
        """A run of recitals; a group, where they have a number or heading."""
        group: NodeValues = {"kind": "recitals"}
        recitals: list[NodeValues] = []
        head = Head(self)
        for child in self.only(element):
            recitals += self._in_recitals(child, head)
        head.give_all(group)
        is_group = "num" in group or "heading" in group
        if not is_group:
            return recitals
        self.identify(element, group)
        group["recitals"] = recitals or [{"kind": "recital", "content": [empty()]}]
        return [group]

    def _in_recitals(self, child: Element, head: Head) -> list[NodeValues]:
        """What a child of `recitals` stands for; numbers and headings go to the head."""
        name = akn(child)
        if name == "recital":
            return self._recital(child, name)
        if head.take(child) or self.aside(child, name):
            return []
        match name:
            case "intro":
                return self._unnumbered(child, self.content(child), "opening")
            case "wrapUp":
                return self._unnumbered(child, self.content(child))
            case "recitals" | "citations":
                self.guess(child, say("recitals of the group around it"))
                return list(opened(self._recitals(child)))
            case _:
                return self._recital(child, name)

    def _clause(self, element: Element) -> list[NodeValues]:
        """A clause as AKN4UN has it: the name of the container is the first word, and the act."""
        if any(name_of(child) in _OF_PREAMBLE for child in element):
            self.guess(element, say("what it holds"))
            return self.preamble(element)
        found = self._unnumbered(element, self.content(element))
        first = found[0]["content"][0] if found else None
        name = element.get("name") or ""
        if first is None or first["kind"] != "text" or not name:
            return found
        if not _begins_with(first["text"], name):
            message = say(
                "the clause is named {name!r}, its first words are others", name=name
            )
            self.remarks.say(GUESSED, message, element)
            return found
        act = self._act_named(name)
        if act is None:
            message = say(
                "the clause is named {name!r}, which is not an act that the record knows",
                name=name,
            )
            self.remarks.say(GUESSED, message, element)
            return found
        _mark_beginning(
            first, {"kind": "act", "act": act, "start": 0, "end": len(name)}
        )
        return found

    def _act_named(self, name: str) -> str | None:
        """The act that lead words of a recital name, by the longest that the language knows."""
        leads = language(self.tag).recital_leads
        plain = name.casefold()
        known = [
            lead for lead in leads if leads[lead] and f"{plain} ".startswith(f"{lead} ")
        ]
        return leads[max(known, key=len)] if known else None

    # --- body -------------------------------------------------------------------------------------

    def body(self, element: Element) -> list[NodeValues]:
        """What a body holds; the empty `p` that the schema demands is nothing."""
        self.only(element)
        if len(element) == 1:
            child = element[0]
            is_empty = not len(child) and not child.text
            if name_of(child) == "p" and is_empty:
                return []
        return self.divided(element)

    def divided(self, children: Iterable[Element]) -> list[NodeValues]:
        """Sections and paragraphs; a heading between them opens a section of what follows it."""
        found: list[NodeValues] = []
        into = found
        points: list[NodeValues] | None = None
        for child in children:
            name = akn(child)
            if name in POINTS and name not in PARTS:
                self.guess(child, say("a point of a paragraph of its own"))
                if points is None:
                    points = []
                    into.append(_paragraph_of(points))
                points.append(self.node(child, "point"))
                continue
            points = None
            if name in HEADINGS:
                section = self._below_heading(child)
                found.append(section)
                into = section["body"]
            else:
                into += self._part(child, name)
        return found

    def _below_heading(self, heading: Element) -> NodeValues:
        """The section that a heading between paragraphs opens."""
        self.guess(heading, say("the heading of a section"))
        section: NodeValues = {
            "kind": "section",
            "heading": self.text(heading),
            "body": [],
        }
        self._opened(heading, section)
        return section

    def _part(self, child: Element, name: str) -> list[NodeValues]:
        """What one child of a body stands for."""
        if name == "paragraph":
            return [self.node(child, "paragraph")]
        if name in PARTS:
            self.guess(child, say("a paragraph"))
            return [self.node(child, "paragraph")]
        if name in DIVISIONS or name == "tblock":
            return [self._section(child, name)]
        if name in ("container", "interstitial", "blockContainer"):
            self.guess(child, say("what it holds"))
            return self.divided(self.only(child))
        if self.aside(child, name):
            return []
        return self._loose(child, name)

    def _section(self, element: Element, name: str) -> NodeValues:
        """A division of the body."""
        kind = name if name in SECTIONS else "section"
        if kind != name:
            self.guess(element, say("a section"))
        value: NodeValues = {"kind": kind}
        self._opened(element, value)
        head = Head(self)
        rest = [
            child
            for child in self.only(element)
            if name_of(child) == "crossHeading" or not head.take(child)
        ]
        head.give_all(value)
        body = self.divided(rest)
        if body:
            value["body"] = body
        return value

    def _opened(self, element: Element, section: NodeValues) -> None:
        self.identify(element, section)
        if self.in_cover:
            self.guess(element, say("a paragraph of the cover note, and those in it"))

    def _loose(self, element: Element, name: str) -> list[NodeValues]:
        """Blocks or running text outside a paragraph: a paragraph without number."""
        blocks = self.block(element) if name in BLOCKS else None
        if blocks is None:
            run = Run(self, element)
            run.child(element)
            blocks = [run.finish()] if run else []
        if not blocks:
            return []
        self.guess(element, say("a paragraph without number"))
        value: NodeValues = {"kind": "paragraph", "content": blocks}
        if name in ("p", "block"):
            self.identify(element, value)
        return [value]

    # --- conclusions ------------------------------------------------------------------------------

    def closing(self, element: Element) -> list[ClosingValues]:
        """Lines and signature blocks."""
        found: list[ClosingValues] = []
        for child in self.only(element):
            name = akn(child)
            if self.aside(child, name):
                continue
            if _is_signature(child, name):
                found += self._signature(child)
            elif name in ("container", "formula", "longTitle", "blockContainer"):
                self.guess(child, say("what it holds"))
                found += self.closing(child)
            else:
                found += self.printed(child)
        if self.ours:
            return found
        return [
            part for part in found if part["kind"] == "signature" or has_words(part)
        ]

    def _signature(self, element: Element) -> list[SignatureValues]:
        """A signature block: a line for each line of the file; nothing without lines."""
        if self.ours and name_of(element) == "block" and len(element) == 1:
            lines = self._lines_of_ours(element)
        else:
            self.guess(element, say("a signature block"))
            lines = self._lines_signed(element)
        if not lines:
            return []
        value: SignatureValues = {"kind": "signature", "lines": lines}
        signatory = element.get(f"{C}signatory")
        if signatory is not None:
            value["signatory"] = signatory
        return [value]

    def _lines_of_ours(self, element: Element) -> list[SignatureLineValues]:
        """The lines of a signature block that we wrote: each an `inline` with a name."""
        lines: list[SignatureLineValues] = []
        signature = self.only(element)[0]
        for inner in self.only(signature):
            if name_of(inner) != "inline":
                self.guess(inner, say("a line of the signature block"))
            name = inner.get("name")
            part = name if name in _PARTS_OF_SIGNATURE else "other"
            lines.append({"part": part, "value": self.text(inner)})
        return lines

    def _lines_signed(self, element: Element) -> list[SignatureLineValues]:
        """The lines of a signature block of others: each a `signature`, or a line of its text."""
        signs = [name_of(child) == "signature" for child in element]
        if len(signs) > 1 and all(signs):
            return [
                {"part": _signer(child), "value": self.text(child)}
                for child in self.only(element)
            ]
        lines: list[SignatureLineValues] = []
        for block in self.lines(self.content(element), element):
            mentions = [
                mark for mark in block.get("marks", ()) if mark["kind"] == "entity"
            ]
            part = _signer(element) if len(mentions) == 1 else "other"
            lines.append({"part": part, "value": block})
        return lines


def _is_signature(element: Element, name: str) -> bool:
    """Whether a child of `conclusions` is a signature block, by its name or what it holds."""
    if name in ("p", "block") and element.find(f"{A}signature") is not None:
        return True
    return "signat" in (element.get("name") or "").lower()


def _signer(element: Element) -> str:
    """The part of a signature that an element stands for, by the one telling element in it."""
    names = [name_of(each) for each in element.iter()]
    found = [_SIGNER[name] for name in names if name in _SIGNER]
    return found[0] if len(found) == 1 else "other"


def _begins_with(text: str, words: str) -> bool:
    """Whether a text begins with words, in whatever case, and the last is not cut off."""
    has_words_first = text[: len(words)].casefold() == words.casefold()
    next_sign = text[len(words) :][:1]
    return has_words_first and not next_sign.isalnum()


def _mark_beginning(block: TextValues, mark: MarkValues) -> None:
    """Put a mark that begins a text block among the others, unless one straddles its end."""
    end = mark["end"]
    marks = block.get("marks", [])
    if any(0 < each["start"] < end < each["end"] for each in marks):
        return
    before = [
        each
        for each in marks
        if each["start"] == 0 and (not each["end"] or each["end"] >= end)
    ]
    at = len(before)
    block["marks"] = [*marks[:at], mark, *marks[at:]]


def _paragraph_of(points: list[NodeValues]) -> NodeValues:
    return {"kind": "paragraph", "content": [{"kind": "points", "points": points}]}


def labelled(kind: str, part: NodeValues) -> NodeValues:
    """The label of a part as a node of its own."""
    value: NodeValues = {"kind": kind}
    if "num" in part:
        value["num"] = part["num"]
    value["content"] = [part.get("heading") or empty()]
    return value


def opened(preamble: Iterable[NodeValues]) -> Iterator[NodeValues]:
    """Recitals, those of groups after the group's label."""
    for part in preamble:
        if part["kind"] != "recitals":
            yield part
            continue
        yield labelled("recital", part)
        yield from part["recitals"]
