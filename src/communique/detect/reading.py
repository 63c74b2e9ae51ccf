"""The passes in their order, and what each has to say."""

from functools import cache
from typing import Any

from communique.detect import codes
from communique.detect.claims import STRUCTURE, Claims, Flow
from communique.detect.closing import closing_start, read_closing
from communique.detect.hints import read_hints
from communique.detect.joining import Joiner
from communique.detect.language import detect_language
from communique.detect.layout import Layout
from communique.detect.markup import claim_title
from communique.detect.mentions import mark_mentions
from communique.detect.notes import Note, pair_calls
from communique.detect.outline import PREAMBLE, Item, Outline, Part
from communique.detect.preamble import Split, enacts, split, title_units
from communique.detect.record import Writing
from communique.detect.units import Unit, Units, Zone, number, sure_headings
from communique.detect.zones import Zones, find_zones, language_words
from communique.diagnostics import Code, Diagnostic
from communique.draft import Draft, ReadOptions
from communique.languages import LanguageData, language
from communique.lines import Line
from communique.naming import PROVISIONAL, slug, work_iri
from communique.source import Source
from communique.values import Values

_cached_words = cache(language_words)


class _Text:
    """One text of the document, the declaration or an annex: title, preamble, body and closing as detected."""

    def __init__(self, reading: "_Reading", lines: list[Line]) -> None:
        self.title: list[Flow] = []
        self.split = Split()
        self.closing: list[Any] = []
        if not lines:
            return
        units = reading.units(lines)
        count = title_units(units, reading.words)
        end = closing_start(units, reading.zones.measures, reading.words)
        self.title = [unit.flow for unit in units[:count]]
        parts = reading.arrange(units[count : max(count, end)])
        self.split = split(parts, reading.words)
        if self.split.guessed is not None:
            flow = self.split.guessed.unit.flow
            reading.say(codes.GUESSED_BOUNDARY, "the preamble is taken to end here", flow.start if flow else None)
        if end < len(units):
            self.closing, columns = read_closing(units[max(count, end) :], reading.joiner, reading.words)
            reading.say(
                codes.GUESSED_CLOSING, "the closing is taken to begin here", units[max(count, end)].lines[0].start
            )
            if columns:
                reading.say(codes.COLUMNS, "signatures were read as columns", units[max(count, end)].lines[0].start)

    def flows(self) -> list[Flow]:
        found = [*self.title]
        for part in self.split.preamble:
            found.extend(_part_flows(part))
        for body in self.split.body:
            found.extend(_part_flows(body))
        for closing in self.closing:
            found.extend([closing] if isinstance(closing, Flow) else [flow for _, flow in closing.lines])
        return [flow for flow in found if flow]


def _part_flows(part: Any) -> list[Flow]:
    found: list[Flow] = []
    if hasattr(part, "blocks"):
        for block in part.blocks:
            if isinstance(block, list):
                for item in block:
                    found.extend(_part_flows(item))
            else:
                found.append(block)
    elif hasattr(part, "items"):
        found.extend([part.division.heading] if part.division.heading else [])
        for item in part.items:
            found.extend(_part_flows(item))
    else:
        found.extend([part.heading] if part.heading else [])
        for inner in part.parts:
            found.extend(_part_flows(inner))
    return found


class _Reading:
    """One reading of one source."""

    def __init__(self, source: Source, options: ReadOptions) -> None:
        self.source = source
        text = source.text
        self.findings: list[Diagnostic] = []
        self.claims = Claims(text)
        self.joiner = Joiner(text, self.claims)
        hints: dict[int, str] = {}
        if options.hints is not None:
            hints, wrong = read_hints(options.hints, text)
            self.findings.extend(wrong)
        self.zones: Zones = find_zones(text, self.claims, self.joiner, hints)
        self.tag = options.language or self._language(text)
        self.words: LanguageData = language(self.tag)
        self.declaration = _Text(self, self.zones.declaration)
        self.annexes = [(label, _Text(self, lines)) for label, lines in self.zones.annexes]
        self.cover_parts: list[Part] = []
        if self.zones.cover:
            self.cover_parts = self.arrange(self.units(self.zones.cover))
        self._say_zones()

    def say(self, code: Code, message: str, offset: int | None = None, end: int | None = None, **more: Any) -> None:
        """Add a finding at a place of the source."""
        span = None
        if offset is not None:
            span = self.source.span(offset, end if end is not None else min(offset + 1, len(self.source.text)))
        self.findings.append(Diagnostic.of(code, message, span, **more))

    def _language(self, text: str) -> str:
        tag, votes = detect_language(text)
        if tag == "und":
            best = sorted(votes.items(), key=lambda each: (-each[1], each[0]))[:2]
            said = ", ".join(f"{name} ({count} words)" for name, count in best)
            code = codes.SEVERAL_LANGUAGES if len(best) > 1 and best[1][1] > 2 else codes.LANGUAGE_UNKNOWN
            self.say(code, f"the language is taken as und: nearest are {said}" if said else "the language is taken as und",
                     hint="name it with --language")  # fmt: skip
        return tag

    def units(self, lines: list[Line]) -> list[Unit]:
        """The units of a row of lines; says what is odd about their numbers."""
        articles, months = _cached_words(self.words)
        known = self.zones.marked.headings
        headings = {index: known[id(line)] for index, line in enumerate(lines) if id(line) in known}
        if not self.zones.marked.signs:
            headings.update(dict.fromkeys(sure_headings(lines), 0))
        preambles = {word.casefold() for word in self.words.preamble_words}
        headings.update(
            {index: PREAMBLE for index, line in enumerate(lines) if line.text.casefold().strip(" .:") in preambles}
        )
        forced = {
            index: self.zones.forced[id(line)] for index, line in enumerate(lines) if id(line) in self.zones.forced
        }
        for index, line in enumerate(lines):
            if id(line) in self.zones.marked.starts:
                forced.setdefault(index, "break")
        zone = Zone(lines, headings, forced, articles, months)
        layout = Layout(lines, self.zones.measures, self.words.recital_leads)
        numbering = number(zone, layout)
        for oddity in numbering.oddities:
            line = lines[oddity.line]
            code, said = _ODD[oddity.what]
            self.say(code, f"{oddity.label.printed!r} {said}", line.start, line.start + len(oddity.label.printed),
                     quote=oddity.label.printed)  # fmt: skip
        units = Units(zone, layout, numbering, self.joiner, self.claims)
        for unit in units.guessed:
            self.say(codes.GUESSED_BREAK, "a paragraph is taken to begin at the page's edge", unit.lines[0].start)
        return units.found

    def arrange(self, units: list[Unit]) -> list[Part]:
        """Sections and paragraphs of units; says which headings were guessed."""
        outline = Outline(self.zones.measures, lambda text: enacts(text, self.words))
        parts = outline.arrange(units)
        for unit in outline.guessed:
            line = unit.lines[0]
            self.say(
                codes.GUESSED_HEADING,
                f"{unit.text[:60]!r} is taken as a heading",
                line.start,
                line.end,
                quote=unit.text,
            )
        return parts

    def _say_zones(self) -> None:
        zones = self.zones
        if zones.set_aside:
            first = zones.set_aside[0]
            self.say(codes.READ_FURNITURE, f"{len(zones.set_aside)} lines of headers, footers, page numbers and rules are set "
                     "aside", first.start, first.end)  # fmt: skip
        if zones.guessed_end is not None:
            self.say(codes.GUESSED_END, "the cover note is taken to end before this page", zones.guessed_end.start)

    def write(self) -> Values:
        """The values of the record."""
        front, zones = self.zones.front, self.zones
        cover_flows = [field.flow for field in front.fields if field.flow] if front else []
        for part in self.cover_parts:
            cover_flows.extend(_part_flows(part))
        annex_flow = self._line(zones.annex_label) if zones.annex_label else None
        flows = [*cover_flows, *([annex_flow] if annex_flow else []), *self.declaration.flows()]
        for _, annex in self.annexes:
            flows.extend(annex.flows())
        flows.sort(key=lambda flow: flow.start)
        notes = [self._note_flow(note) for note in zones.notes]
        writing = Writing(self.claims, zones.marked.signs)
        self._calls(flows, writing)
        self.writing = writing
        values: Values = {"kind": "declaration", "language": self.tag}
        if front is not None or annex_flow is not None:
            values["cover"] = self._cover(writing, annex_flow)
        self._text(values, self.declaration, writing)
        self._metadata_title(values, writing)
        values["annexes"] = []
        for label, annex in self.annexes:
            made: Values = {"num": " ".join(label.text.split()), "kind": None}
            self.claims.claim(label.start, label.end, STRUCTURE)
            self._text(made, annex, writing)
            values["annexes"].append(made)
        values["notes"] = [
            {
                "kind": "note",
                "eid": f"{PROVISIONAL}{index}",
                "marker": note.marker or None,
                "content": [writing.block(flow)],
            }
            for index, (note, flow) in enumerate(zip(zones.notes, notes, strict=True))
        ]
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
        undecided = {id(note) for note in pair_calls(self.zones.notes, flows)}
        for index, note in enumerate(self.zones.notes):
            call = note.call
            if call is None:
                self.say(codes.NOTE_WITHOUT_CALL, f"note {note.marker!r} is called nowhere", note.start, note.end,
                         quote=note.marker)  # fmt: skip
                continue
            flow = flows[call.flow]
            writing.cuts.setdefault(id(flow), []).append((call.start, call.end, f"{PROVISIONAL}{index}"))
            for low, high in flow.spans(call.start, call.end):
                self._claim_call(low, high)
            if id(note) in undecided:
                self.say(codes.AMBIGUOUS_CALL, f"note {note.marker!r} could be called in several places; the first is taken",
                         call.place, call.place + call.end - call.start, quote=note.marker)  # fmt: skip
        for cuts in writing.cuts.values():
            cuts.sort()

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
            cover["fields"].append({"key": field.key, "label": label, "value": value})
        cover["paragraphs"] = writing.body(_flat(self.cover_parts), self.words)
        cover["annex_label"] = writing.block(annex_flow) if annex_flow else None
        return cover

    def _text(self, values: Values, text: _Text, writing: Writing) -> None:
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
            writing.flows[id(values["title"])] = flow
        claim_title(self.claims, flow, used=used)


_ODD = {
    "repeats": (codes.NUMBER_REPEATED, "repeats or goes back"),
    "skips": (codes.NUMBER_SKIPPED, "skips numbers"),
    "restarts": (codes.NUMBER_RESTARTS, "begins the numbering again"),
    "begins": (codes.NUMBER_RESTARTS, "begins the numbering, not 1"),
}


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


def detect(source: Source, options: ReadOptions) -> Draft:
    """A draft of a raw text whose bytes are known to be readable, with its ledger and findings."""
    reading = _Reading(source, options)
    values = reading.write()
    _describe(values, reading)
    reading.findings.extend(mark_mentions(values, reading.tag))
    _dates(values)
    ledger, loose = reading.claims.settle()
    for start, end in loose:
        words = " ".join(source.text[start:end].split())
        reading.say(codes.LEFT_OVER, f"{words[:60]!r} found no place in the record", start, end, quote=words[:200])
    for offset in reading.joiner.kept:
        reading.say(
            codes.HYPHEN_KEPT, "a hyphen at the line's end is kept; it may be a broken word's", offset, offset + 1
        )
    for offset in reading.joiner.control:
        reading.say(
            codes.CONTROL, f"control character U+{ord(source.text[offset]):04X} is left out", offset, offset + 1
        )
    return Draft(source, values, reading.findings, ledger, lambda final: reading.writing.spans(final, source))


def _describe(values: Values, reading: _Reading) -> None:
    """The kind of the text by its title's words, its id and IRIs."""
    title = (values.get("title") or {}).get("text", "")
    cover = values.get("cover")
    subject = next((each["value"]["text"] for each in (cover or {}).get("fields", ()) if each["key"] == "subject"), "")
    values["kind"] = _kind(title or subject, reading.words) or "declaration"
    values["id"] = slug(title or subject, values["kind"])
    country = "eu" if reading.zones.front is not None else "xx"
    values["iri"] = work_iri(country, values["kind"], None, values["id"])
    if cover is not None:
        cover["iri"] = work_iri(country, cover["kind"], None, values["id"], carrier=True)


def _kind(title: str, words: LanguageData) -> str | None:
    """The kind whose words stand first in the title; of two at one place the longer."""
    plain = title.casefold()
    found = [
        (plain.find(name.casefold()), -len(name), kind)
        for kind, names in words.declaration_kinds.items()
        for name in names
        if name.casefold() in plain
    ]
    return min(found)[2] if found else None


def _dates(values: Values) -> None:
    """The date that the masthead prints, and the one that the closing does: their basis is the text."""
    cover = values.get("cover")
    for field in (cover or {}).get("fields", ()):
        if cover and field["key"] == "place-date":
            cover["date"] = _only_date([field["value"]])
    date = _only_date([block for block in values["closing"] if block["kind"] == "text"])
    if date is not None:
        values["date"] = date


def _only_date(blocks: list[Values]) -> Values | None:
    dates = {mark["date"] for block in blocks for mark in block["marks"] if mark["kind"] == "date"}
    return {"value": dates.pop(), "basis": "text", "source": None} if len(dates) == 1 else None
