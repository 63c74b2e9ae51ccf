"""What stands before the body, as others write it: front matter, titles, preamble."""

from collections.abc import Iterator

from communique.faults import GUESSED
from communique.formats.akn.lenient.closing import Closing
from communique.formats.akn.lenient.heads import Head
from communique.formats.akn.lenient.kinds import HEADINGS, UNPLACED
from communique.formats.akn.lenient.reading import SLUG, is_akn, name_of
from communique.formats.akn.lenient.text import XINCLUDE
from communique.formats.akn.names import FIELD_ELEMENTS, A, C, kebab
from communique.formats.akn.places import Part
from communique.formats.akn.tree import Element
from communique.languages import language
from communique.message import say
from communique.naming import slug
from communique.values import Values

_KEY_OF = {name: key for key, name in FIELD_ELEMENTS.items()} | {"docDate": "date"}


class Front(Closing):
    """Reads what stands before a body."""

    # --- titles and front matter -------------------------------------------------------------------------------------

    def leaves(self, element: Element) -> Iterator[Element]:
        """The lines of a preface or cover page, each with its words; wrappers are looked into."""
        self.stray(element, Part.TEXT)
        for child in element:
            name = name_of(child) if is_akn(child) else ""
            if child.tag.startswith(XINCLUDE):
                self.include(child)
            elif not name or name in UNPLACED:
                self.leave(child)
            elif name in ("container", "longTitle", "formula", "blockContainer", "preamble"):
                yield from self.leaves(child)
            else:
                yield child
            self.stray(child, Part.TAIL)

    def titles(self, parts: list[Element], values: Values) -> None:
        """Title and subtitles: the first line with a `docTitle` is the title, all other lines stand below it."""
        found: list[tuple[Element, list[Values]]] = []
        for part in parts:
            for leaf in self.leaves(part):
                self.in_title = True
                found.append((leaf, self.sole(leaf, "docTitle") or self.printed(leaf)))
                self.in_title = False
        found = [(leaf, blocks) for leaf, blocks in found if blocks]
        if not self.ours:
            found = [
                (leaf, blocks) for leaf, blocks in found if any(block["text"] or "marks" in block for block in blocks)
            ]
        at = next((at for at, (leaf, _) in enumerate(found) if leaf.find(f".//{A}docTitle") is not None), None)
        if at is None and found and not self.ours:
            at = next((at for at, (leaf, _) in enumerate(found) if name_of(leaf) in HEADINGS), 0)
            self.guess(found[at][0], say("the title"))
        subtitles: list[Values] = []
        if at is not None:
            values["title"], *subtitles = found[at][1]
        for other, (line, blocks) in enumerate(found):
            if other != at:
                subtitles += blocks
                if not self.ours:
                    self.remarks.once(
                        GUESSED, say("<{name_of}> beside the title is read as a subtitle", name_of=name_of(line)), line
                    )
        if subtitles:
            values["subtitles"] = subtitles

    def fields(self, parts: list[Element]) -> list[Values]:
        """The front matter of a cover note, line by line."""
        found: list[Values] = []
        for part in parts:
            for leaf in self.leaves(part):
                found += self._field(leaf)
        return found

    def _field(self, leaf: Element) -> list[Values]:
        first = leaf[0] if len(leaf) and not (leaf.text or "").strip() else None
        name = first.get("name") or "" if first is not None and name_of(first) == "inline" else ""
        label: str | None = None
        if first is not None and (name == "label" or name.endswith("Label")):
            label = self.line(self.text(first)["text"])
            last = leaf[-1]
            rest = Element(leaf.tag, leaf.attrib)
            rest.text = first.tail
            rest.extend(leaf[1:])
            clean = self.ours and len(leaf) == 2 and not ((first.tail or "") + (last.tail or "")).strip()
            blocks = [self.text(last if clean else rest)]
            self.place(blocks[0], leaf)
        elif self.ours and len(leaf) == 1:
            blocks = self.sole(leaf, name_of(leaf[0])) or self.printed(leaf)
        else:
            blocks = self.printed(leaf)
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
        value = (shown or blocks or [{"kind": "text", "text": ""}])[0]
        return [{**head, "value": value}, *({"key": key, "value": block} for block in shown[1:])]

    # --- preamble ----------------------------------------------------------------------------------------------------

    def preamble(self, element: Element) -> list[Values]:
        """Recitals, groups of recitals, formulas."""
        self.stray(element, Part.TEXT)
        found: list[Values] = []
        for child in element:
            name = name_of(child) if is_akn(child) else ""
            if name == "formula":
                found += self._formula(child, first=not found)
            elif name in ("recitals", "citations"):
                found += self._recitals(child)
            elif name == "container":
                found += self._clause(child)
            elif name == "preamble":
                found += self.preamble(child)
            elif child.tag.startswith(XINCLUDE):
                self.include(child)
            elif not name or name in UNPLACED:
                self.leave(child)
            elif name in ("recital", "citation"):
                found.append(self._recital(child))
            else:
                blocks = self.block(child)
                found += self._unnumbered(child, [self.text(child)] if blocks is None else blocks)
            self.stray(child, Part.TAIL)
        return found

    def _unnumbered(self, element: Element, blocks: list[Values], role: str | None = None) -> list[Values]:
        if not blocks:
            return []
        self.guess(element, say("a recital without number") if role is None else say("a recital, {role}", role=role))
        value: Values = {"kind": "recital", "content": blocks}
        if role is not None:
            value["role"] = role
        self.identify(element, value)
        return [value]

    def _formula(self, element: Element, *, first: bool) -> list[Values]:
        """A formula: what comes first opens the preamble, whatever its name."""
        blocks = self.content(element)
        name = element.get("name")
        opening = name == "opening" or (first and not self.ours and len(blocks) > 0)
        if not blocks and self.ours:
            blocks = [{"kind": "text", "text": ""}]
        if not blocks:
            return []
        if name != "opening" and (opening or name != "enactingFormula"):
            self.guess(element, say("what opens the preamble") if opening else say("the enacting formula"))
        value: Values = {"kind": "recital", "role": "opening" if opening else "formula", "content": blocks}
        self.identify(element, value)
        return [value]

    def _recitals(self, element: Element) -> list[Values]:
        """A run of recitals; a group, where they have a number or heading."""
        group: Values = {"kind": "recitals"}
        self.stray(element, Part.TEXT)
        recitals: list[Values] = []
        head = Head(self)
        for child in element:
            name = name_of(child) if is_akn(child) else ""
            if head.take(child):
                pass
            elif name in ("recital", "citation"):
                recitals.append(self._recital(child))
            elif name in ("intro", "wrapUp"):
                recitals += self._unnumbered(child, self.content(child), "opening" if name == "intro" else None)
            elif name in ("recitals", "citations"):
                self.guess(child, say("recitals of the group around it"))
                inner = self._recitals(child)
                for part in inner:
                    recitals += part["recitals"] if part["kind"] == "recitals" else [part]
            elif not name or name in UNPLACED:
                self.leave(child)
            else:
                blocks = self.block(child)
                recitals += self._unnumbered(child, [self.text(child)] if blocks is None else blocks)
            self.stray(child, Part.TAIL)
        head.give(group)
        head.give_notes(group)
        if not group.keys() & {"num", "heading"}:
            return recitals
        self.identify(element, group)
        group["recitals"] = recitals or [{"kind": "recital", "content": [{"kind": "text", "text": ""}]}]
        return [group]

    def _recital(self, element: Element) -> Values:
        if name_of(element) != "recital":
            self.guess(element, say("a recital"))
        value = self.node(element, "recital")
        role = element.get(f"{C}role")
        if role in ("opening", "formula"):
            value["role"] = role
        return value

    def _clause(self, element: Element) -> list[Values]:
        """A clause as AKN4UN has it: the container's name is the first word of it, and says what it does."""
        if any(name_of(child) in ("recitals", "recital", "formula", "citations") for child in element):
            self.guess(element, say("what it holds"))
            return self.preamble(element)
        found = self._unnumbered(element, self.content(element))
        first = found[0]["content"][0] if found else None
        name = element.get("name") or ""
        if first is None or first["kind"] != "text" or not name:
            return found
        if first["text"][: len(name)].casefold() != name.casefold() or first["text"][len(name) :][:1].isalnum():
            self.remarks.say(
                GUESSED, say("the clause is named {name!r}, its first words are others", name=name), element
            )
            return found
        act = self._act_named(name.casefold())
        if act is None:
            self.remarks.say(
                GUESSED, say("the clause is named {name!r}, which is no act that the record knows", name=name), element
            )
            return found
        mark = {"kind": "act", "act": act, "start": 0, "end": len(name)}
        marks = first.get("marks", [])
        at = sum(1 for m in marks if m["start"] == 0 and (m["end"] == 0 or m["end"] >= len(name)))
        if not any(m["start"] < len(name) < m["end"] and m["start"] > 0 for m in marks):
            first["marks"] = [*marks[:at], mark, *marks[at:]]
        return found

    def _act_named(self, name: str) -> str | None:
        """The act whose lead words a name begins with, the longest that the document's language has."""
        leads = language(self.tag).recital_leads
        known = [lead for lead in leads if name == lead or name.startswith(f"{lead} ")]
        return leads[max(known, key=len)] if known else None
