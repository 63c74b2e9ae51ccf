"""From a reading to the values of the record: fields, texts, notes and their calls."""

from communique.detect import codes
from communique.detect.calls import pair_calls
from communique.detect.claims import STRUCTURE, Flow
from communique.detect.markup import claim_title
from communique.detect.notes import Call, Note
from communique.detect.outline import Item, Part
from communique.detect.reading import Reading, Text, flows_of
from communique.detect.record import Writing
from communique.lines import Line
from communique.message import say
from communique.naming import PROVISIONAL
from communique.values import Values


class Assembly:
    """The values of one reading, and the writing that knows where each text came from."""

    def __init__(self, reading: Reading) -> None:
        """Pair notes with their calls and write everything that was read."""
        self.reading = reading
        self.zones, self.claims, self.joiner = reading.zones, reading.claims, reading.joiner
        self.source, self.words = reading.source, reading.words
        self.writing = Writing(self.claims, self.zones.marked.signs)
        self.values = self._write()

    def _write(self) -> Values:
        reading, front, zones = self.reading, self.zones.front, self.zones
        cover_flows = [field.flow for field in front.fields if field.flow] if front else []
        for part in self.reading.cover_parts:
            cover_flows.extend(flows_of(part))
        annex_flow = self._line(zones.annex_label) if zones.annex_label else None
        flows = [*cover_flows, *([annex_flow] if annex_flow else []), *reading.declaration.flows()]
        for _, _, annex in reading.annexes:
            flows.extend(annex.flows())
        flows.sort(key=lambda flow: flow.start)
        notes = [self._note_flow(note) for note in zones.notes]
        writing = self.writing
        self._calls(flows, writing)
        values: Values = {"kind": "declaration", "language": reading.tag}
        if front is not None or annex_flow is not None:
            values["cover"] = self._cover(writing, annex_flow)
        self._text(values, reading.declaration, writing)
        self._metadata_title(values, writing)
        values["annexes"] = []
        for label, level, annex in reading.annexes:
            made: Values = {"num": " ".join(label.text.split()), "kind": None}
            self.claims.claim(label.start, label.end, STRUCTURE)
            writing.places.labels[id(made)] = ("num", label.start, label.end)
            self._text(made, annex, writing)
            owner = values["annexes"][-1] if level > 1 else values
            owner.setdefault("annexes", []).append(made)
        values["notes"] = []
        for index, (note, flow) in enumerate(zip(zones.notes, notes, strict=True)):
            noted: Values = {"kind": "note", "eid": f"{PROVISIONAL}{index}", "marker": note.marker or None,
                             "content": [writing.block(flow)]}  # fmt: skip
            writing.places.labels[id(noted)] = ("marker", note.start, note.end)
            values["notes"].append(noted)
        return values

    def _line(self, line: Line) -> Flow:
        flow = Flow(self.joiner.text)
        self.joiner.add(flow, line.start, line.end)
        return flow

    def _note_flow(self, note: Note) -> Flow:
        self.claims.claim(note.start, note.end, STRUCTURE)
        flow = Flow(self.joiner.text)
        for line in note.lines:
            self.joiner.add(flow, line.start, line.end)
        return flow

    def _calls(self, flows: list[Flow], writing: Writing) -> None:
        notes = self.zones.notes
        pairing = pair_calls(notes, flows)
        undecided = {id(note) for note in pairing.undecided}
        ref = {id(note): f"{PROVISIONAL}{index}" for index, note in enumerate(notes)}
        for note in notes:
            if note.call is None:
                message = (
                    say("note {marker!r} is called nowhere", marker=note.marker)
                    if note.marker
                    else say("a note without a marker")
                )
                self.reading.say(codes.NOTE_WITHOUT_CALL, message, note.start, quote=note.marker or None)
                continue
            self._cut(flows, note.call, ref[id(note)], writing)
            if id(note) in undecided:
                message = say(
                    "note {marker!r} could be called in several places; the first is taken", marker=note.marker
                )
                self.reading.say(codes.AMBIGUOUS_CALL, message, note.call.place, quote=note.marker)
        for note, call in pairing.again:
            self._cut(flows, call, ref[id(note)], writing)
        for call in pairing.stray:
            words = flows[call.flow].text[call.start : call.end]
            self.reading.say(
                codes.CALL_WITHOUT_NOTE,
                say("{words!r} calls a note that is not there", words=words),
                call.place,
                quote=words,
            )
        for cuts in writing.cuts.values():
            cuts.sort()

    def _cut(self, flows: list[Flow], call: Call, ref: str, writing: Writing) -> None:
        """Take a marker out of its text and leave a call in its place."""
        flow = flows[call.flow]
        writing.cuts.setdefault(id(flow), []).append((call.start, call.end, ref))
        for low, high in flow.spans(call.start, call.end):
            self._claim_call(low, high)

    def _claim_call(self, low: int, high: int) -> None:
        text = self.source.text[low:high]
        if text.startswith("<sup>"):
            self.claims.furniture(low, low + 5, "markup")
            self.claims.claim(low + 5, high - 6, STRUCTURE)
            self.claims.furniture(high - 6, high, "markup")
        else:
            self.claims.claim(low, high, STRUCTURE)

    def _cover(self, writing: Writing, annex_flow: Flow | None) -> Values:
        front = self.zones.front
        kind = front.kind if front else "note"
        cover: Values = {"kind": kind, "iri": "", "fields": [], "identifiers": []}
        for field in front.fields if front else ():
            label = None
            if field.label is not None:
                label = " ".join(self.source.text[field.label[0] : field.label[1]].split())
            value = writing.block(field.flow)
            if field.key == "number":
                cover["identifiers"].append(
                    {"scheme": "council", "value": value["text"], "basis": "text", "source": None}
                )
            made: Values = {"key": field.key, "label": label, "value": value}
            if field.label is not None:
                writing.places.labels[id(made)] = ("label", *field.label)
            cover["fields"].append(made)
        cover["paragraphs"] = writing.body(_flat(self.reading.cover_parts), self.words)
        cover["annex_label"] = writing.block(annex_flow) if annex_flow else None
        return cover

    def _text(self, values: Values, text: Text, writing: Writing) -> None:
        blocks = [writing.block(flow) for flow in text.title]
        values["title"] = blocks[0] if blocks else None
        values["subtitles"] = blocks[1:]
        values["preamble"] = writing.preamble(text.split)
        values["body"] = writing.body(text.split.body, self.words)
        values["closing"] = writing.closing(text.closing)

    def _metadata_title(self, values: Values, writing: Writing) -> None:
        flow = self.zones.marked.title
        if flow is None:
            return
        used = values["title"] is None
        if used:
            values["title"] = {"kind": "text", "text": flow.text, "marks": []}
            writing.places.add(values["title"], flow)
        claim_title(self.claims, flow, used=used)


def _flat(parts: list[Part]) -> list[Part]:
    """The paragraphs of a cover note: sections are opened, their headings becoming paragraphs."""
    flat: list[Part] = []
    for part in parts:
        if isinstance(part, Item):
            flat.append(part)
        else:
            flat.append(Item(part.unit, [part.heading] if part.heading else []))
            flat.extend(_flat(part.parts))
    return flat
