"""The parts of a document: front matter, preamble, body, conclusions."""

from collections.abc import Iterable, Iterator

from communique.core.codes import GUESSED
from communique.core.message import say
from communique.core.values import Values
from communique.formats.akn.blocks import BLOCKS, DIVISIONS, HEADINGS, POINTS, Blocks, Head, empty
from communique.formats.akn.names import FIELD_ELEMENTS, SECTIONS, A, C, akn, kebab, name_of
from communique.formats.akn.reading import SLUG
from communique.formats.akn.text import Run
from communique.formats.akn.tree import Element
from communique.languages import language
from communique.naming.convention import slug

_KEY_OF = {name: key for key, name in FIELD_ELEMENTS.items()} | {"docDate": "date"}
_SIGNER = {"person": "name", "role": "role", "organization": "party", "location": "other"}


class Parts(Blocks):
    """Reads the parts of a document."""

    def leaves(self, element: Element) -> Iterator[Element]:
        """The lines of a preface or cover page, each with its words; wrappers are looked into."""
        for child in self.only(element):
            name = akn(child)
            if self.aside(child, name):
                continue
            if name in ("container", "longTitle", "formula", "blockContainer", "preamble"):
                yield from self.leaves(child)
            else:
                yield child

    def printed(self, element: Element, inner: str = "") -> list[Values]:
        """A line of front matter or conclusions as text blocks; of ours the one child of that name that holds its words.

        Of running text outside a block a line is made.
        """
        sole = self.ours and len(element) == 1 and name_of(element[0]) == inner
        if sole and not ((element.text or "") + (element[0].tail or "")).strip():
            return [self.text(element[0])]
        blocks = self.block(element)
        if blocks is None:
            self.guess(element, say("a line"))
            return [self.text(element)]
        return self.lines(blocks, element)

    def titles(self, parts: list[Element], values: Values) -> None:
        """Title and subtitles: the first line with a `docTitle` is the title, all other lines stand below it."""
        found: list[tuple[Element, list[Values]]] = []
        self.in_title = True
        for part in parts:
            for leaf in self.leaves(part):
                blocks = self.printed(leaf, "docTitle")
                if blocks and (
                    self.ours or any(block["text"] or "marks" in block for block in blocks)
                ):
                    found.append((leaf, blocks))
        self.in_title = False
        named = (f".//{A}docTitle", f".//{A}docPurpose")
        at = next(
            (
                at
                for inner in named
                for at, (leaf, _) in enumerate(found)
                if leaf.find(inner) is not None
            ),
            None,
        )
        if at is None and found and not self.ours:
            at = next((at for at, (leaf, _) in enumerate(found) if name_of(leaf) in HEADINGS), 0)
            self.guess(found[at][0], say("the title"))
        subtitles: list[Values] = []
        if at is not None:
            values["title"], *subtitles = found.pop(at)[1]
        for line, blocks in found:
            subtitles += blocks
            if not self.ours:
                message = say(
                    "<{name_of}> beside the title is read as a subtitle", name_of=name_of(line)
                )
                self.remarks.once(GUESSED, message, line)
        if subtitles:
            values["subtitles"] = subtitles

    def fields(self, part: Element) -> list[Values]:
        """The front matter of a cover note, line by line."""
        return [field for leaf in self.leaves(part) for field in self._field(leaf)]

    def _field(self, leaf: Element) -> list[Values]:
        first = leaf[0] if len(leaf) and not (leaf.text or "").strip() else None
        name = first.get("name") or "" if first is not None and name_of(first) == "inline" else ""
        label: str | None = None
        if first is not None and (name == "label" or name.endswith("Label")):
            label = self.line(self.text(first)["text"])
            last = leaf[-1]
            if (
                self.ours
                and len(leaf) == 2
                and not ((first.tail or "") + (last.tail or "")).strip()
            ):
                blocks = [self.text(last)]
            else:
                rest = Element(leaf.tag, leaf.attrib)
                rest.text = first.tail
                rest.extend(leaf[1:])
                blocks = [self.text(rest)]
                self.place(blocks[0], leaf)
        else:
            blocks = self.printed(leaf, name_of(leaf[0]) if len(leaf) else "")
        own = leaf.get("name") if name_of(leaf) == "block" else None
        inner = next((_KEY_OF[name_of(e)] for e in leaf.iter() if name_of(e) in _KEY_OF), "line")
        key = kebab(own or name.removesuffix("Label") or inner)
        if not SLUG.fullmatch(key):
            key = slug(key, "line")
        if own is None:
            self.guess(leaf, say("a field of the cover, {key}", key=key))
        head = {"key": key} if label is None else {"key": key, "label": label}
        shown = [block for block in blocks if block["text"] or block.get("marks")]
        if not shown and label is None and not self.ours:
            return []
        value = (shown or blocks or [empty()])[0]
        return [{**head, "value": value}, *({"key": key, "value": block} for block in shown[1:])]

    def preamble(self, element: Element) -> list[Values]:
        """Recitals, groups of recitals, formulas."""
        found: list[Values] = []
        for child in self.only(element):
            name = akn(child)
            if self.aside(child, name):
                pass
            elif name == "formula":
                found += self._formula(child, first=not found)
            elif name in ("recitals", "citations"):
                found += self._recitals(child)
            elif name == "container":
                found += self._clause(child)
            elif name == "preamble":
                found += self.preamble(child)
            else:
                found += self._recital(child, name)
        return found

    def _recital(self, element: Element, name: str) -> list[Values]:
        """A recital; or any other element as one, if it has words."""
        if name not in ("recital", "citation"):
            blocks = self.block(element)
            return self._unnumbered(element, [self.text(element)] if blocks is None else blocks)
        if name != "recital":
            self.guess(element, say("a recital"))
        value = self.node(element, "recital")
        role = element.get(f"{C}role")
        if role in ("opening", "formula"):
            value["role"] = role
        return [value]

    def _unnumbered(
        self, element: Element, blocks: list[Values], role: str | None = None
    ) -> list[Values]:
        if not blocks:
            return []
        self.guess(
            element,
            say("a recital without number")
            if role is None
            else say("a recital, {role}", role=role),
        )
        value: Values = {"kind": "recital", "content": blocks}
        if role is not None:
            value["role"] = role
        self.identify(element, value)
        return [value]

    def _formula(self, element: Element, *, first: bool) -> list[Values]:
        """A formula: what comes first opens the preamble, whatever its name."""
        blocks = self.content(element) or ([empty()] if self.ours else [])
        if not blocks:
            return []
        name = element.get("name")
        opening = name == "opening" or (first and not self.ours)
        if name != "opening" and (opening or name != "enactingFormula"):
            self.guess(
                element, say("what opens the preamble") if opening else say("the enacting formula")
            )
        value: Values = {
            "kind": "recital",
            "role": "opening" if opening else "formula",
            "content": blocks,
        }
        self.identify(element, value)
        return [value]

    def _recitals(self, element: Element) -> list[Values]:
        """A run of recitals; a group, where they have a number or heading."""
        group: Values = {"kind": "recitals"}
        recitals: list[Values] = []
        head = Head(self)
        for child in self.only(element):
            name = akn(child)
            if name == "recital":
                recitals += self._recital(child, name)
            elif head.take(child) or self.aside(child, name):
                pass
            elif name in ("intro", "wrapUp"):
                recitals += self._unnumbered(
                    child, self.content(child), "opening" if name == "intro" else None
                )
            elif name in ("recitals", "citations"):
                self.guess(child, say("recitals of the group around it"))
                recitals += opened(self._recitals(child))
            else:
                recitals += self._recital(child, name)
        head.give_all(group)
        if not group.keys() & {"num", "heading"}:
            return recitals
        self.identify(element, group)
        group["recitals"] = recitals or [{"kind": "recital", "content": [empty()]}]
        return [group]

    def _clause(self, element: Element) -> list[Values]:
        """A clause as AKN4UN has it: the container's name is the first word of it, and says what it does."""
        if any(
            name_of(child) in ("recitals", "recital", "formula", "citations") for child in element
        ):
            self.guess(element, say("what it holds"))
            return self.preamble(element)
        found = self._unnumbered(element, self.content(element))
        first = found[0]["content"][0] if found else None
        name = element.get("name") or ""
        if first is None or first["kind"] != "text" or not name:
            return found
        if (
            first["text"][: len(name)].casefold() != name.casefold()
            or first["text"][len(name) :][:1].isalnum()
        ):
            message = say("the clause is named {name!r}, its first words are others", name=name)
            self.remarks.say(GUESSED, message, element)
            return found
        leads, plain = language(self.tag).recital_leads, name.casefold()
        known = [
            lead
            for lead, kind in leads.items()
            if kind and (plain == lead or plain.startswith(f"{lead} "))
        ]
        if not known:
            message = say(
                "the clause is named {name!r}, which is no act that the record knows", name=name
            )
            self.remarks.say(GUESSED, message, element)
            return found
        mark = {"kind": "act", "act": leads[max(known, key=len)], "start": 0, "end": len(name)}
        marks = first.get("marks", [])
        at = sum(1 for m in marks if m["start"] == 0 and (m["end"] == 0 or m["end"] >= len(name)))
        if not any(m["start"] < len(name) < m["end"] and m["start"] > 0 for m in marks):
            first["marks"] = [*marks[:at], mark, *marks[at:]]
        return found

    def body(self, element: Element) -> list[Values]:
        """What a body holds; the empty `p` that the schema demands is nothing."""
        self.only(element)
        if (
            len(element) == 1
            and name_of(element[0]) == "p"
            and not len(element[0])
            and not element[0].text
        ):
            return []
        return self.divided(element)

    def divided(self, children: Iterable[Element]) -> list[Values]:
        """Sections and paragraphs; a heading between them opens a section that holds what follows it."""
        found: list[Values] = []
        into = found
        points: list[Values] | None = None
        for child in children:
            name = akn(child)
            if name == "paragraph":
                points = None
                into.append(self.node(child, name))
                continue
            if name in POINTS and name not in ("subparagraph", "alinea"):
                self.guess(child, say("a point of a paragraph of its own"))
                if points is None:
                    points = []
                    into.append(
                        {"kind": "paragraph", "content": [{"kind": "points", "points": points}]}
                    )
                points.append(self.node(child, "point"))
                continue
            points = None
            if name in HEADINGS:
                self.guess(child, say("the heading of a section"))
                section: Values = {"kind": "section", "heading": self.text(child), "body": []}
                self._opened(child, section)
                found.append(section)
                into = section["body"]
            else:
                into += self._part(child, name)
        return found

    def _part(self, child: Element, name: str) -> list[Values]:
        """What one child of a body stands for."""
        if name in ("subparagraph", "alinea"):
            self.guess(child, say("a paragraph"))
            return [self.node(child, "paragraph")]
        if name in DIVISIONS or name == "tblock":
            return [self._section(child, name)]
        if name in ("container", "interstitial", "blockContainer"):
            self.guess(child, say("what it holds"))
            return self.divided(self.only(child))
        return [] if self.aside(child, name) else self._loose(child, name)

    def _section(self, element: Element, name: str) -> Values:
        """A division of the body."""
        kind = name if name in SECTIONS else "section"
        if kind != name:
            self.guess(element, say("a section"))
        value: Values = {"kind": kind}
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

    def _opened(self, element: Element, section: Values) -> None:
        self.identify(element, section)
        if self.in_cover:
            self.guess(element, say("a paragraph of the cover note, and those in it"))

    def _loose(self, element: Element, name: str) -> list[Values]:
        """Blocks or running text outside a paragraph: a paragraph without number."""
        blocks = self.block(element) if name in BLOCKS else None
        if blocks is None:
            run = Run(self, element)
            run.child(element)
            blocks = [run.finish()] if run else []
        if not blocks:
            return []
        self.guess(element, say("a paragraph without number"))
        value: Values = {"kind": "paragraph", "content": blocks}
        if name in ("p", "block"):
            self.identify(element, value)
        return [value]

    def closing(self, element: Element) -> list[Values]:
        """Lines and signature blocks."""
        found: list[Values] = []
        for child in self.only(element):
            name = akn(child)
            signs = name in ("p", "block") and child.find(f"{A}signature") is not None
            if self.aside(child, name):
                pass
            elif signs or "signat" in (child.get("name") or "").lower():
                found += self._signature(child)
            elif name in ("container", "formula", "longTitle", "blockContainer"):
                self.guess(child, say("what it holds"))
                found += self.closing(child)
            else:
                found += self.printed(child)
        return [
            part
            for part in found
            if part["kind"] == "signature" or part["text"] or part.get("marks") or self.ours
        ]

    def _signature(self, element: Element) -> list[Values]:
        """A signature block: a line for each line of the file."""
        lines: list[Values] = []
        if name_of(element) == "block" and len(element) == 1 and self.ours:
            for inner in self.only(self.only(element)[0]):
                if name_of(inner) != "inline":
                    self.guess(inner, say("a line of the signature block"))
                part = (
                    inner.get("name") if inner.get("name") in ("party", "name", "role") else "other"
                )
                lines.append({"part": part, "value": self.text(inner)})
        elif len(element) > 1 and all(name_of(child) == "signature" for child in element):
            self.guess(element, say("a signature block"))
            lines = [
                {"part": self._signer(child), "value": self.text(child)}
                for child in self.only(element)
            ]
        else:
            self.guess(element, say("a signature block"))
            for block in self.lines(self.content(element), element):
                kinds = [mark["ref"] for mark in block.get("marks", ()) if mark["kind"] == "entity"]
                lines.append(
                    {"part": self._signer(element) if len(kinds) == 1 else "other", "value": block}
                )
        signatory = element.get(f"{C}signatory")
        value = {
            "kind": "signature",
            "lines": lines,
            **({} if signatory is None else {"signatory": signatory}),
        }
        return [value] if lines else []

    def _signer(self, element: Element) -> str:
        found = [_SIGNER[name_of(each)] for each in element.iter() if name_of(each) in _SIGNER]
        return found[0] if len(found) == 1 else "other"


def labelled(kind: str, part: Values) -> Values:
    """The label of a part as a node of its own."""
    number = {"num": part["num"]} if "num" in part else {}
    return {"kind": kind, **number, "content": [part.get("heading") or empty()]}


def opened(preamble: Iterable[Values]) -> Iterator[Values]:
    """Recitals, those of groups after the group's label."""
    for part in preamble:
        if part["kind"] != "recitals":
            yield part
            continue
        yield labelled("recital", part)
        yield from part["recitals"]
