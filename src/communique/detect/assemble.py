"""From a reading to the values of the record: fields, texts, notes and their calls; and back to the
places they came from.
"""

from array import array
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from communique.core import codes
from communique.core.message import count, say
from communique.core.source import Pointer, Source, Span, SpanMap
from communique.core.values import (
    AnnexValues,
    BlockValues,
    CellValues,
    ClosingValues,
    CoverValues,
    DeclarationValues,
    DocumentValues,
    FieldValues,
    IdentifierValues,
    MarkValues,
    NodeValues,
    RowValues,
    SignatureLineValues,
    TextValues,
    content_blocks,
)
from communique.detect.blocks import Block, Grid
from communique.detect.claims import DOCUMENT, STRUCTURE, Claims, Flow, of_lines
from communique.detect.emphasis import Found, emphasis, placed_signs, signs_in
from communique.detect.facts import Printed, Standing, cells_of, done
from communique.detect.front import LETTER, Field
from communique.detect.notes import Call, Note, pair_calls
from communique.detect.outline import Division, Item, Part, Text
from communique.detect.signatures.closing import Closing, read_closing
from communique.detect.signing import names_city
from communique.detect.state import Reading
from communique.languages import LanguageData
from communique.lines import Line, Sign
from communique.naming.convention import PROVISIONAL

AT_EDGE = 6
"""A day can stand alone among this many first or last blocks of a text without a number."""
WORDS_ABOUT = 3
"""A label about an article has at least this many words: `Ad Article 4`; `First Article` has two."""
LAST, NEAR_END = 200, 3
"""In this many last blocks of a body it can stand that the text was done: a translation may follow."""


@dataclass(slots=True)
class Places:
    """Where texts and labels stand in the source, by identity of the values that hold them.

    `texts`: starts and ends of the pieces of a text, in turn. `labels`: the key of a label, its
    start and end.
    """

    texts: "dict[int, array[int]]" = field(default_factory=dict)
    labels: dict[int, tuple[str, int, int]] = field(default_factory=dict)

    def spans(self, values: DeclarationValues, source: Source) -> SpanMap:
        """From the pointer of each text to its places in the source, piece by piece; and of each
        label to its place.
        """
        found: dict[Pointer, tuple[Span, ...]] = {}
        stack: list[tuple[Pointer, object]] = [("", values)]
        while stack:
            pointer, value = stack.pop()
            label = self.labels.get(id(value))
            if label is not None:
                key, start, end = label
                found[f"{pointer}/{key}"] = (source.span(start, end),)
            pieces = self.texts.get(id(value))
            if pieces is not None:
                found[f"{pointer}/text"] = tuple(
                    map(source.span, pieces[::2], pieces[1::2])
                )
            elif isinstance(value, dict):
                stack.extend((f"{pointer}/{key}", each) for key, each in value.items())
            elif isinstance(value, list):
                stack.extend(
                    (f"{pointer}/{index}", each) for index, each in enumerate(value)
                )
        return found


@dataclass(slots=True)
class Writing:
    """Values in the making, and the places that they come from.

    `cuts`: by identity of a flow, where note markers stand in its text, and the note's provisional
    eid. `marked_up`: raw text has signs of Markdown. `signs`: those that a file has, in order.
    """

    claims: Claims
    marked_up: bool
    signs: list[Sign] | None = None
    cuts: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    places: Places = field(default_factory=Places)

    def block(self, flow: Flow) -> TextValues:
        """A text block of a flow: note markers become marks, emphasis of marked-up text too; claims
        its words.
        """
        marks: list[MarkValues] = []
        cuts = self.cuts.get(id(flow), [])
        if self.signs is not None:
            flow, marks = emphasis(
                flow, cuts, self.claims, placed_signs(flow, self.signs)
            )
        elif cuts or self.marked_up:
            signs = signs_in(flow.text) if self.marked_up else Found()
            flow, marks = emphasis(flow, cuts, self.claims, signs)
        self.claims.words.extend(flow.places)
        for dropped in flow.dropped:
            self.claims.furniture(*dropped)
        block: TextValues = {"kind": "text", "text": flow.text, "marks": marks}
        self.places.texts[id(block)] = flow.places
        del flow.pieces[1:]  # its words are enough from here on
        return block

    def content(
        self, blocks: Iterable["Flow | Grid | list[Item]"]
    ) -> list[BlockValues]:
        """Blocks of a paragraph; at least one, empty if need be."""
        made: list[BlockValues] = []
        for block in blocks:
            if isinstance(block, list):
                points = [self.numbered(item, "point") for item in block]
                made.append({"kind": "points", "points": points})
            elif isinstance(block, Grid):
                made.append(
                    {"kind": "table", "caption": None, "rows": self.rows(block)}
                )
            elif block:
                made.append(self.block(block))
        return made or [_no_words()]

    def rows(self, grid: Grid) -> list[RowValues]:
        """The rows of a table; the cells of its head say so."""
        made: list[RowValues] = []
        for row in grid.rows:
            header = grid.headed and row is grid.rows[0]
            contents = [[self.block(flow)] if flow else [] for flow in row]
            cells: list[CellValues] = [
                {"header": header, "content": content} for content in contents
            ]
            made.append({"cells": cells})
        return made

    def numbered(self, item: Item, kind: str) -> NodeValues:
        """A recital, paragraph or point."""
        made: NodeValues = {
            "kind": kind,
            "num": item.block.num,
            "heading": None,
            "content": self.content(item.blocks),
        }
        return self.labelled(made, item.block)

    def labelled(self, values: NodeValues, block: Block) -> NodeValues:
        """The values of a block, remembering where its label stands."""
        if block.label is not None:
            label = block.label.label
            start = block.start + label.start
            self.places.labels[id(values)] = ("num", start, block.start + label.end)
        return values

    def body(self, parts: Iterable[Part], language: LanguageData) -> list[NodeValues]:
        """Sections and paragraphs."""
        made: list[NodeValues] = []
        for part in parts:
            if isinstance(part, Item):
                made.append(self.numbered(part, "paragraph"))
                continue
            heading = self.block(part.heading) if part.heading else None
            section: NodeValues = {
                "kind": section_kind(part, language),
                "num": part.block.num,
                "heading": heading,
                "body": self.body(part.parts, language),
            }
            made.append(self.labelled(section, part.block))
        return made

    def preamble(self, parts: Iterable[Part]) -> list[NodeValues]:
        """Recitals, and groups of them under a heading; groups do not nest."""
        made: list[NodeValues] = []
        for part in parts:
            if isinstance(part, Item):
                made.append(self.recital(part))
                continue
            made.append(self.labelled(self._recitals(part), part.block))
            made.extend(
                self.preamble(each for each in part.parts if isinstance(each, Division))
            )
        return made

    def _recitals(self, division: Division) -> NodeValues:
        """A group of recitals; a heading with nothing of its own below it is kept as a clause."""
        heading = self.block(division.heading) if division.heading else None
        items = [
            self.recital(each) for each in division.parts if isinstance(each, Item)
        ]
        num = division.block.num
        if items:
            return {
                "kind": "recitals",
                "num": num,
                "heading": heading,
                "recitals": items,
            }
        words = heading or _no_words()
        return {
            "kind": "recital",
            "num": num,
            "heading": None,
            "role": None,
            "content": [words],
        }

    def recital(self, item: Item) -> NodeValues:
        """A recital with its role."""
        made = self.numbered(item, "recital")
        role = item.block.role
        made["role"] = role if role in ("opening", "formula") else None
        return made

    def closing(self, parts: Iterable[Closing]) -> list[ClosingValues]:
        """Closing lines and signatures."""
        made: list[ClosingValues] = []
        for part in parts:
            if isinstance(part, list):
                lines: list[SignatureLineValues] = [
                    {"part": name, "value": self.block(flow)} for name, flow in part
                ]
                made.append({"kind": "signature", "lines": lines, "signatory": None})
            else:
                made.append(self.block(part))
        return made


def _no_words() -> TextValues:
    return {"kind": "text", "text": "", "marks": []}


def section_kind(division: Division, language: LanguageData) -> str:
    """`article` where the label holds the language's word for it, else `section`. `Ad Article 4` is
    about an article, and none itself.

    In a language whose word is not known a label on a line of its own is an article's, unless
    sections stand in it.
    """
    holds_sections = any(isinstance(part, Division) for part in division.parts)
    if not language.article and division.whole and not holds_sections:
        return "article"
    printed = (division.block.num or "").split()
    words = {word.strip(".:").casefold() for word in printed}
    words |= {word[-1:] for word in words}  # `第３条`, `제3조`
    known = [word.strip(".").casefold() for word in language.article]
    # the first two are an article's, and what shortens the first: `Art.`
    articles = {
        word for at, word in enumerate(known) if at < 2 or known[0].startswith(word)
    }
    return (
        "article"
        if words & articles and not _is_about(printed, articles)
        else "section"
    )


def _is_about(label: Sequence[str], articles: Container[str]) -> bool:
    """Whether a label is a word, a word for an article and its number: `Ad Article 4`."""
    if len(label) < WORDS_ABOUT:
        return False
    first, second = (word.strip(".:").casefold() for word in label[:2])
    return label[0].isalpha() and first not in articles and second in articles


def _say_side_by_side(reading: Reading, mixed: Sequence[Line]) -> None:
    """Say that columns are read line by line."""
    first = mixed[0]
    message = count(
        "{n} line has words on both sides of a gap: columns are read line by line",
        "{n} lines have words on both sides of a gap: columns are read line by line",
        n=len(mixed),
    )
    hint = say("give one column after the other; of a table only the words are kept")
    quote = first.text[:200]
    reading.say(
        codes.SIDE_BY_SIDE, message, first.start, first.end, quote=quote, hint=hint
    )


class Assembly(Writing):
    """The values of one reading."""

    def __init__(self, reading: Reading) -> None:
        """Pair notes with their calls and write everything that was read."""
        super().__init__(reading.claims, reading.signs, reading.placed)
        self.reading, self.source, self.joiner = reading, reading.source, reading.joiner
        self.closings: list[list[Closing]] = []
        parted: set[int] = set()
        for text in reading.texts:
            closing, columns = read_closing(text.closing, self.joiner, reading.words)
            self.closings.append(closing)
            if columns:
                parted.update(
                    line.start for block in text.closing for line in block.lines
                )
                reading.say(
                    codes.COLUMNS,
                    say("signatures were read as columns"),
                    text.closing[0].start,
                )
        mixed = [line for line in reading.side_by_side if line.start not in parted]
        if mixed:
            _say_side_by_side(reading, mixed)
        self.values = self._write()

    def signed_first(self) -> list[dict[str, object]]:
        """The signatures that are printed above the words of the first text, as blocks of a
        closing; their words are among those of the text.
        """
        text = self.reading.texts[0]
        signed, _ = read_closing(text.signed_first, self.joiner, self.reading.words)
        found: list[dict[str, object]] = []
        for part in signed:
            if isinstance(part, list):
                lines = [
                    {"part": name, "value": {"text": flow.text}} for name, flow in part
                ]
                found.append({"kind": "signature", "lines": lines})
        return found

    def _write(self) -> DeclarationValues:
        reading = self.reading
        annex_flow = (
            of_lines(self.joiner, [reading.annex_label])
            if reading.annex_label
            else None
        )
        notes = [of_lines(self.joiner, note.lines) for note in reading.notes]
        self._calls(self._flows(annex_flow))
        values: DeclarationValues = {"kind": "declaration", "language": reading.tag}
        if reading.front is not None or annex_flow is not None:
            values["cover"] = self._cover(annex_flow)
        self._text(values, reading.texts[0], self.closings[0])
        self._metadata_title(values)
        for text, closing in zip(reading.texts[1:], self.closings[1:], strict=True):
            nested = text.level > 1 and values["annexes"]
            owner: DocumentValues = values["annexes"][-1] if nested else values
            owner["annexes"].append(self._annex(text, closing))
        values["notes"] = [
            self._note(note, flow)
            for note, flow in zip(reading.notes, notes, strict=True)
        ]
        return values

    def _annex(self, text: Text, closing: list[Closing]) -> AnnexValues:
        """Another text of the file; its label is claimed."""
        made: AnnexValues = {"num": None, "kind": None}
        if text.label is not None:
            line = text.label.lines[0]
            made["num"] = " ".join(text.label.text.split())
            for start, end, _ in text.label.flow.pieces:
                self.claims.claim(start, end, STRUCTURE)
            self.places.labels[id(made)] = ("num", line.start, line.end)
        self._text(made, text, closing)
        return made

    def _note(self, note: Note, flow: Flow) -> NodeValues:
        """A note; its marker is claimed."""
        marker = note.marker or None
        made: NodeValues = {
            "kind": "note",
            "eid": note.ref,
            "marker": marker,
            "content": [self.block(flow)],
        }
        self.claims.claim(note.start, note.end, STRUCTURE)
        self.places.labels[id(made)] = ("marker", note.start, note.end)
        return made

    def _flows(self, annex_flow: Flow | None) -> list[Flow]:
        """Every flow in which a note can be called, in the order of the text."""
        reading = self.reading
        flows = [field.flow for field in reading.front.fields] if reading.front else []
        flows.extend(flow for item in reading.cover_items for flow in item.flows())
        flows.extend([annex_flow] if annex_flow else [])
        for text, closing in zip(reading.texts, self.closings, strict=True):
            printed = {id(block.flow) for block in text.closing}
            flows.extend(flow for flow in text.flows() if id(flow) not in printed)
            for part in closing:
                flows.extend(
                    [part] if isinstance(part, Flow) else [flow for _, flow in part]
                )
        return sorted(filter(None, flows), key=lambda flow: flow.start)

    def _calls(self, flows: list[Flow]) -> None:
        """Pair notes with their calls, and say what was not paired."""
        notes = self.reading.notes
        again, stray = pair_calls(notes, flows)
        for index, note in enumerate(notes):
            note.ref = f"{PROVISIONAL}{index}"
            if note.call is None:
                self._say_uncalled(note)
                continue
            self._cut(flows, note.call, note.ref)
            if note.choice:
                message = say(
                    "note {marker!r} could be called in several places; the first is taken",
                    marker=note.marker,
                )
                place = note.call.place
                self.reading.say(
                    codes.AMBIGUOUS_CALL, message, place, quote=note.marker
                )
        for note, call in again:
            self._cut(flows, call, note.ref)
        for call in stray:
            words = flows[call.flow].text[call.start : call.end]
            message = say("{words!r} calls a note that is not there", words=words)
            self.reading.say(codes.CALL_WITHOUT_NOTE, message, call.place, quote=words)

    def _say_uncalled(self, note: Note) -> None:
        message = say("a note without a marker")
        if note.marker:
            message = say("note {marker!r} is called nowhere", marker=note.marker)
        quote = note.marker or None
        self.reading.say(codes.NOTE_WITHOUT_CALL, message, note.start, quote=quote)

    def _cut(self, flows: list[Flow], call: Call, ref: str) -> None:
        """Take a marker out of its text and leave a call in its place."""
        flow = flows[call.flow]
        self.cuts.setdefault(id(flow), []).append((call.start, call.end, ref))
        for low, high in flow.spans(call.start, call.end):
            opening, closing = (
                (5, 6) if self.source.text.startswith("<sup>", low) else (0, 0)
            )
            self.claims.furniture(low, low + opening, "markup")
            self.claims.claim(low + opening, high - closing, STRUCTURE)
            self.claims.furniture(high - closing, high, "markup")

    def _cover(self, annex_flow: Flow | None) -> CoverValues:
        front = self.reading.front
        kind = front.kind if front else "note"
        cover: CoverValues = {"kind": kind, "iri": "", "fields": [], "identifiers": []}
        fields = front.fields if front is not None else []
        for each in fields:
            made = self._field(each)
            cover["fields"].append(made)
            if each.key == "number":
                value = made["value"]["text"]
                number: IdentifierValues = {
                    "scheme": "council",
                    "value": value,
                    "basis": "text",
                    "source": None,
                }
                cover["identifiers"].append(number)
        cover["paragraphs"] = [
            self.numbered(item, "paragraph") for item in self.reading.cover_items
        ]
        cover["annex_label"] = self.block(annex_flow) if annex_flow else None
        return cover

    def _field(self, given: Field) -> FieldValues:
        """A labelled field of a cover."""
        made: FieldValues = {
            "key": given.key,
            "label": None,
            "value": self.block(given.flow),
        }
        if given.label is not None:
            start, end = given.label
            made["label"] = " ".join(self.source.text[start:end].split())
            self.places.labels[id(made)] = ("label", start, end)
        return made

    def _text(self, values: DocumentValues, text: Text, closing: list[Closing]) -> None:
        title = text.title
        values["title"] = self.block(title.flow) if title is not None else None
        values["subtitles"] = [
            self.block(block.flow) for block in text.above if block is not title
        ]
        values["preamble"] = self.preamble(text.preamble)
        values["body"] = self.body(text.body, self.reading.words)
        values["closing"] = self.closing(closing)
        values["annexes"] = []

    def _metadata_title(self, values: DeclarationValues) -> None:
        """The title that metadata give, where the text prints none; all of the metadata is
        furniture but for that.
        """
        metadata = self.reading.metadata
        given = metadata.get("title")
        if given is None or values["title"] is not None:
            self.claims.furniture(0, metadata.end, "metadata")
            return
        title: TextValues = {"kind": "text", "text": given.text, "marks": []}
        values["title"] = title
        self.places.texts[id(title)] = array("Q", (given.start, given.end))
        self.claims.furniture(0, given.start, "metadata")
        self.claims.claim(given.start, given.end, DOCUMENT)
        self.claims.furniture(given.end, metadata.end, "metadata")

    def standing(self) -> Standing:
        """Where facts about the document can stand, as it was written."""
        reading = self.reading
        fields = reading.front.fields if reading.front is not None else []
        council = any(each.key not in LETTER for each in fields)
        found = Standing(
            metadata=reading.metadata, council=council, spoken=reading.spoken
        )
        found.above.extend(self._above())
        found.noted = self._noted(found.above)
        found.openings.extend(self._openings())
        found.closing.extend(self._closing_lines())
        text = reading.texts[0]
        free = [
            flow.text
            for part in (*text.preamble, *text.body)
            for flow in _unnumbered(part)
        ]
        found.edges = [*free[:AT_EDGE], *free[AT_EDGE:][-AT_EDGE:]]
        last = [flow.text for part in text.body for flow in part.flows() if flow][
            -LAST:
        ]
        near = len(last) - NEAR_END
        for place, words in enumerate(last):
            if not found.closing or place >= near:
                found.ending.extend(done(words, reading.spoken, last=place >= near))
        return found

    def _above(self) -> Iterator[Printed]:
        """What is printed above the first text."""
        text = self.reading.texts[0]
        title = text.title
        rest = iter(self.values["subtitles"])
        for block in text.above:
            heading = self.values["title"]
            printed = heading if block is title and heading else next(rest)
            decided = block.decision.role if block.decision is not None else ""
            twin = block.role == "subtitle" and decided == "title"
            yield Printed(block.role, printed, cells_of(block.lines), twin)

    def _noted(self, above: Iterable[Printed]) -> list[str]:
        """The words of the notes that are called above the text."""
        called: set[str] = set()
        for each in above:
            called.update(
                mark["ref"] for mark in each.block["marks"] if mark["kind"] == "note"
            )
        notes = [note for note in self.values["notes"] if note["eid"] in called]
        return [
            block["text"] for note in notes for block in content_blocks(note["content"])
        ]

    def _openings(self) -> Iterator[Printed]:
        """What opens the first text, and the formulas that end its preamble."""
        for part in self.values["preamble"]:
            for recital in part.get("recitals", (part,)):
                first = recital["content"][0]
                role = recital.get("role")
                if role in ("opening", "formula") and first["kind"] == "text":
                    yield Printed(role, first)

    def _closing_lines(self) -> Iterator[Printed]:
        """What closes the first text, and lines of its signatures that can say when and where."""
        closing = self.values["closing"]
        for block in closing:
            if block["kind"] == "text":
                yield Printed("closing", block)
        signatures = [block for block in closing if block["kind"] == "signature"]
        for signature in signatures:
            for line in signature["lines"]:
                value = line["value"]
                if any(map(str.isdigit, value["text"])) or names_city(value["text"]):
                    yield Printed("closing", value)


def _unnumbered(part: Part) -> Iterator[Flow]:
    """The words of a part that has no number, a heading first; of a section those of what stands in
    it. A table says no fact.
    """
    if isinstance(part, Division):
        if part.heading and part.block.label is None:
            yield part.heading
        for each in part.parts:
            yield from _unnumbered(each)
    elif part.block.label is None:
        words: list[Flow | Grid | list[Item]] = []
        words += [each for each in part.blocks if not isinstance(each, Grid)]
        yield from replace(part, blocks=words).flows()
