"""From a reading to the values of the record: fields, texts, notes and their calls."""

from collections.abc import Iterator
from dataclasses import replace

from communique.core.message import say
from communique.core.values import Values
from communique.detect import codes
from communique.detect.claims import DOCUMENT, STRUCTURE, Flow
from communique.detect.closing import Closing, read_closing
from communique.detect.facts import Printed, Standing, cells_of, done
from communique.detect.grids import Grid
from communique.detect.joining import of_lines
from communique.detect.known import Reading
from communique.detect.notes import ALONE, SURE, Call, pair_calls
from communique.detect.outline import Division, Part, Text
from communique.detect.record import Writing
from communique.detect.signing import names_city
from communique.naming.convention import PROVISIONAL

AT_EDGE = 6
"""A day can stand alone among so many first or last blocks of a text without a number."""
LAST, NEAR_END = 200, 3
"""In so many last blocks of a body it can stand that the text was done: a translation may follow."""


class Assembly:
    """The values of one reading, and the writing that knows where each text came from."""

    def __init__(self, reading: Reading) -> None:
        """Pair notes with their calls and write everything that was read."""
        self.reading = reading
        self.source, self.claims, self.joiner = reading.source, reading.claims, reading.joiner
        self.writing = Writing(self.claims, reading.marked.signs)
        self.closings: dict[int, list[Closing]] = {}
        for text in reading.texts:
            self.closings[id(text)], columns = read_closing(text.closing, self.joiner, reading.words)
            if columns:
                reading.say(codes.COLUMNS, say("signatures were read as columns"), text.closing[0].start)
        self.values = self._write()

    def _write(self) -> Values:
        reading, writing = self.reading, self.writing
        annex_flow = of_lines(self.joiner, [reading.annex_label]) if reading.annex_label else None
        notes = [of_lines(self.joiner, note.lines) for note in reading.notes]
        self._calls(self._flows(annex_flow))
        values: Values = {"kind": "declaration", "language": reading.tag}
        if reading.front is not None or annex_flow is not None:
            values["cover"] = self._cover(annex_flow)
        self._text(values, reading.texts[0])
        self._metadata_title(values)
        for text in reading.texts[1:]:
            made: Values = {"num": None, "kind": None}
            if text.label is not None:
                line = text.label.lines[0]
                made["num"] = " ".join(text.label.text.split())
                for start, end, _ in text.label.flow.pieces:
                    self.claims.claim(start, end, STRUCTURE)
                writing.places.labels[id(made)] = ("num", line.start, line.end)
            self._text(made, text)
            owner = values["annexes"][-1] if text.level > 1 and values["annexes"] else values
            owner["annexes"].append(made)
        values["notes"] = []
        for index, (note, flow) in enumerate(zip(reading.notes, notes, strict=True)):
            noted: Values = {"kind": "note", "eid": f"{PROVISIONAL}{index}", "marker": note.marker or None,
                             "content": [writing.block(flow)]}  # fmt: skip
            self.claims.claim(note.start, note.end, STRUCTURE)
            writing.places.labels[id(noted)] = ("marker", note.start, note.end)
            values["notes"].append(noted)
        return values

    def _flows(self, annex_flow: Flow | None) -> list[Flow]:
        """Every flow in which a note can be called, in the order of the text."""
        reading = self.reading
        flows = [field.flow for field in reading.front.fields] if reading.front else []
        flows.extend(flow for item in reading.cover_items for flow in item.flows())
        flows.extend([annex_flow] if annex_flow else [])
        for text in reading.texts:
            printed = {id(block.flow) for block in text.closing}
            flows.extend(flow for flow in text.flows() if id(flow) not in printed)
            for part in self.closings[id(text)]:
                flows.extend([part] if isinstance(part, Flow) else [flow for _, flow in part.lines])
        return sorted(filter(None, flows), key=lambda flow: flow.start)

    def _calls(self, flows: list[Flow]) -> None:
        notes = self.reading.notes
        pairing = pair_calls(notes, flows, SURE if self.reading.stated else ALONE)
        undecided = {id(note) for note in pairing.undecided}
        ref = {id(note): f"{PROVISIONAL}{index}" for index, note in enumerate(notes)}
        for note in notes:
            if note.call is None:
                nowhere = say("note {marker!r} is called nowhere", marker=note.marker)
                said = nowhere if note.marker else say("a note without a marker")
                self.reading.say(codes.NOTE_WITHOUT_CALL, said, note.start, quote=note.marker or None)
                continue
            self._cut(flows, note.call, ref[id(note)])
            if id(note) in undecided:
                said = say("note {marker!r} could be called in several places; the first is taken", marker=note.marker)
                self.reading.say(codes.AMBIGUOUS_CALL, said, note.call.place, quote=note.marker)
        for note, call in pairing.again:
            self._cut(flows, call, ref[id(note)])
        for call in pairing.stray:
            words = flows[call.flow].text[call.start : call.end]
            said = say("{words!r} calls a note that is not there", words=words)
            self.reading.say(codes.CALL_WITHOUT_NOTE, said, call.place, quote=words)

    def _cut(self, flows: list[Flow], call: Call, ref: str) -> None:
        """Take a marker out of its text and leave a call in its place."""
        flow = flows[call.flow]
        self.writing.cuts.setdefault(id(flow), []).append((call.start, call.end, ref))
        for low, high in flow.spans(call.start, call.end):
            opening, closing = (5, 6) if self.source.text.startswith("<sup>", low) else (0, 0)
            self.claims.furniture(low, low + opening, "markup")
            self.claims.claim(low + opening, high - closing, STRUCTURE)
            self.claims.furniture(high - closing, high, "markup")

    def _cover(self, annex_flow: Flow | None) -> Values:
        front, writing = self.reading.front, self.writing
        kind = front.kind if front else "note"
        cover: Values = {"kind": kind, "iri": "", "fields": [], "identifiers": []}
        for field in front.fields if front else ():
            value = writing.block(field.flow)
            if field.key == "number":
                number: Values = {"scheme": "council", "value": value["text"], "basis": "text", "source": None}
                cover["identifiers"].append(number)
            made: Values = {"key": field.key, "label": None, "value": value}
            if field.label is not None:
                made["label"] = " ".join(self.source.text[slice(*field.label)].split())
                writing.places.labels[id(made)] = ("label", *field.label)
            cover["fields"].append(made)
        cover["paragraphs"] = [writing.numbered(item, "paragraph") for item in self.reading.cover_items]
        cover["annex_label"] = writing.block(annex_flow) if annex_flow else None
        return cover

    def _text(self, values: Values, text: Text) -> None:
        title, writing = text.title, self.writing
        values["title"] = writing.block(title.flow) if title is not None else None
        values["subtitles"] = [writing.block(block.flow) for block in text.above if block is not title]
        values["preamble"] = writing.preamble(text.preamble)
        values["body"] = writing.body(text.body, self.reading.words)
        values["closing"] = writing.closing(self.closings[id(text)])
        values["annexes"] = []

    def _metadata_title(self, values: Values) -> None:
        """The title that metadata give, where the text prints none; all of the metadata is furniture but for that."""
        metadata = self.reading.marked.metadata
        given = metadata.get("title")
        if given is None or values["title"] is not None:
            self.claims.furniture(0, metadata.end, "metadata")
            return
        flow = Flow(self.joiner.text)
        flow.add(given.start, given.end)
        title = values["title"] = {"kind": "text", "text": given.text, "marks": []}
        self.writing.places.texts[id(title)] = flow.places
        self.claims.furniture(0, given.start, "metadata")
        self.claims.claim(given.start, given.end, DOCUMENT)
        self.claims.furniture(given.end, metadata.end, "metadata")

    def standing(self) -> Standing:
        """Where facts about the document can stand, as it was written."""
        reading, values = self.reading, self.values
        found = Standing(metadata=reading.marked.metadata, council=reading.front is not None, spoken=reading.spoken)
        text = reading.texts[0]
        title = text.title
        rest = iter(values["subtitles"])
        for block in text.above:
            printed = values["title"] if block is title else next(rest)
            twin = block.role == "subtitle" and block.decision is not None and block.decision.role == "title"
            found.above.append(Printed(block.role, printed, cells_of(block.lines), twin))
        called = {mark["ref"] for each in found.above for mark in each.block["marks"] if mark["kind"] == "note"}
        found.noted = [block["text"] for note in values["notes"] if note["eid"] in called for block in note["content"]]
        for part in values["preamble"]:
            for recital in part.get("recitals", (part,)):
                if recital.get("role") in ("opening", "formula") and recital["content"][0]["kind"] == "text":
                    found.openings.append(Printed(recital["role"], recital["content"][0]))
        found.closing.extend(Printed("closing", block) for block in values["closing"] if block["kind"] == "text")
        signed = [block for block in values["closing"] if block["kind"] == "signature"]
        for line in (line["value"] for block in signed for line in block["lines"]):
            if any(map(str.isdigit, line["text"])) or names_city(line["text"]):
                found.closing.append(Printed("closing", line))
        last = [flow.text for part in text.body for flow in part.flows() if flow][-LAST:]
        free = [flow.text for part in (*text.preamble, *text.body) for flow in _unnumbered(part)]
        found.edges = [*free[:AT_EDGE], *free[AT_EDGE:][-AT_EDGE:]]
        near = len(last) - NEAR_END
        for place, words in enumerate(last):
            if not found.closing or place >= near:
                found.ending.extend(done(words, reading.spoken, last=place >= near))
        return found


def _unnumbered(part: Part) -> Iterator[Flow]:
    """The words of a part that has no number, a heading first; of a section those of what stands in it. A table says no fact."""
    if isinstance(part, Division):
        yield from [part.heading] if part.heading and part.block.label is None else []
        for each in part.parts:
            yield from _unnumbered(each)
    elif part.block.label is None:
        yield from replace(part, blocks=[each for each in part.blocks if not isinstance(each, Grid)]).flows()
