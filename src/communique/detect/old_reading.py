"""The passes over one source in their order, and what each has to say."""

from functools import cache
from typing import Any

from communique.detect import codes
from communique.detect.beside import beside
from communique.detect.claims import Claims, Flow
from communique.detect.closing import Closing, closing_start, read_closing
from communique.detect.hints import read_hints
from communique.detect.joining import Joiner
from communique.detect.language import detect_language
from communique.detect.layout import Layout
from communique.detect.outline import PREAMBLE, Division, Item, Outline, Part
from communique.detect.preamble import Group, Split, enacts, split, title_units
from communique.detect.units import Unit, Units, Zone, number, sure_headings
from communique.detect.zones import Zones, find_zones, language_words
from communique.diagnostics import Code, Diagnostic
from communique.draft import ReadOptions
from communique.languages import LanguageData, language
from communique.lines import Line
from communique.message import Message, count, say
from communique.source import Source

_cached_words = cache(language_words)


class Text:
    """One text of the document, the declaration or an annex: title, preamble, body and closing as detected."""

    def __init__(self, reading: "Reading", lines: list[Line]) -> None:
        self.title: list[Flow] = []
        self.split = Split()
        self.closing: list[Closing] = []
        if not lines:
            return
        units = reading.units(lines)
        begin = title_units(units, reading.words, titled=reading.zones.marked.title is not None)
        end = max(begin, closing_start(units, reading.zones.measures, reading.words))
        self.title = [unit.flow for unit in units[:begin]]
        for unit in units[begin:]:
            if unit.forced == "title":
                message = say("the hint 'title' has no effect: other text stands before")
                reading.say(codes.HINT_WRONG, message, unit.lines[0].start)
        mixed = beside(line for unit in units[:end] for line in unit.lines)
        if mixed:
            message = count(
                "{n} line has words on both sides of a gap: columns are read line by line",
                "{n} lines have words on both sides of a gap: columns are read line by line",
                n=len(mixed),
            )
            hint = say("give one column after the other; of a table only the words are kept")
            reading.say(codes.SIDE_BY_SIDE, message, mixed[0].start, mixed[0].end, quote=mixed[0].text[:200], hint=hint)
        parts = reading.arrange(units[begin:end])
        self.split = split(parts, reading.words)
        if self.split.guessed is not None:
            flow = self.split.guessed.unit.flow
            reading.say(codes.GUESSED_BOUNDARY, say("the preamble is taken to end here"), flow.start if flow else None)
        if end < len(units):
            self.closing, columns = read_closing(units[end:], reading.joiner, reading.words)
            first = units[end].lines[0].start
            reading.say(codes.GUESSED_CLOSING, say("the closing is taken to begin here"), first)
            if columns:
                reading.say(codes.COLUMNS, say("signatures were read as columns"), first)

    def flows(self) -> list[Flow]:
        """Its flows in the order of the text."""
        found = [*self.title]
        for part in self.split.preamble:
            found.extend(flows_of(part))
        for body in self.split.body:
            found.extend(flows_of(body))
        for closing in self.closing:
            found.extend([closing] if isinstance(closing, Flow) else [flow for _, flow in closing.lines])
        return [flow for flow in found if flow]


def flows_of(part: Part | Group) -> list[Flow]:
    """The flows of a part in the order of the text."""
    match part:
        case Item():
            found: list[Flow] = []
            for block in part.blocks:
                found.extend(
                    [block] if isinstance(block, Flow) else [flow for item in block for flow in flows_of(item)]
                )
            return found
        case Group():
            heading = part.division.heading
            inner: list[Part] = list(part.items)
        case Division():
            heading = part.heading
            inner = part.parts
    return [*([heading] if heading else []), *(flow for each in inner for flow in flows_of(each))]


class Reading:
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
        self.declaration = Text(self, self.zones.declaration)
        self.annexes = [(label, level, Text(self, lines)) for label, level, lines in self.zones.annexes]
        self.cover_parts: list[Part] = []
        if self.zones.cover:
            self.cover_parts = self.arrange(self.units(self.zones.cover))
        self._say_zones()

    def say(self, code: Code, message: Message, offset: int | None = None, end: int | None = None, **more: Any) -> None:
        """Add a finding at a place of the source."""
        span = None
        if offset is not None:
            span = self.source.span(offset, end if end is not None else min(offset + 1, len(self.source.text)))
        self.findings.append(Diagnostic.of(code, message, span, **more))

    def _language(self, text: str) -> str:
        tag, votes = detect_language(text)
        if tag == "und":
            best = sorted(votes.items(), key=lambda each: (-each[1], each[0]))[:2]
            said = ", ".join(f"{name} ({count})" for name, count in best)
            code = codes.SEVERAL_LANGUAGES if len(best) > 1 and best[1][1] > 2 else codes.LANGUAGE_UNKNOWN
            self.say(code, say("the language is taken as und: nearest are {said}", said=said) if said else say("the language is taken as und"),
                     hint=say("name it with --language"))  # fmt: skip
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
        leads = (*self.words.recital_leads, *(phrase.casefold() for phrase in self.words.enacting))
        layout = Layout(lines, self.zones.measures, leads)
        numbering = number(zone, layout)
        for oddity in numbering.oddities:
            line = lines[oddity.line]
            code, said = _ODD[oddity.what]
            self.say(code, say("{label!r} {said}", label=oddity.label.printed, said=said), line.start, line.start + len(oddity.label.printed),
                     quote=oddity.label.printed)  # fmt: skip
        for index, kind in forced.items():
            if kind == "label" and index not in numbering.accepted:
                self.say(
                    codes.HINT_WRONG, say("the hint 'label' has no effect: no label stands here"), lines[index].start
                )
        units = Units(zone, layout, numbering, self.joiner, self.claims)
        for unit in units.guessed:
            self.say(codes.GUESSED_BREAK, say("a paragraph is taken to begin at the page's edge"), unit.lines[0].start)
        return units.found

    def arrange(self, units: list[Unit]) -> list[Part]:
        """Sections and paragraphs of units; says which headings were guessed."""
        outline = Outline(self.zones.measures, lambda text: enacts(text, self.words))
        parts = outline.arrange(units)
        for unit in outline.guessed:
            line = unit.lines[0]
            self.say(codes.GUESSED_HEADING, say("{words!r} is taken as a heading", words=unit.text[:60]),
                     line.start, line.end, quote=unit.text)  # fmt: skip
        return parts

    def say_joins(self) -> None:
        """Say which hyphens were kept at line ends, and which control characters left out."""
        text = self.source.text
        for offset in self.joiner.kept:
            self.say(codes.HYPHEN_KEPT,
                     say("a hyphen at the line's end is kept; it may be a broken word's"), offset,
                     offset + 1)  # fmt: skip
        for offset in self.joiner.control:
            self.say(codes.CONTROL, say("control character {char} is left out",
                     char=f"U+{ord(text[offset]):04X}"), offset, offset + 1)  # fmt: skip

    def _say_zones(self) -> None:
        zones = self.zones
        if zones.set_aside:
            first = zones.set_aside[0]
            self.say(codes.READ_FURNITURE, count("{n} line of headers, footers, page numbers and rules is set aside", "{n} lines of headers, footers, page numbers and rules are set aside", n=len(zones.set_aside)), first.start, first.end)  # fmt: skip
        if zones.guessed_end is not None:
            self.say(codes.GUESSED_END, say("the cover note is taken to end before this page"), zones.guessed_end.start)


_ODD = {"repeats": (codes.NUMBER_REPEATED, say("repeats or goes back")), "skips": (codes.NUMBER_SKIPPED,
                    say("skips numbers")), "restarts": (codes.NUMBER_RESTARTS,
                    say("begins the numbering again")), "begins": (codes.NUMBER_RESTARTS,
                    say("begins the numbering, not 1"))}  # fmt: skip
