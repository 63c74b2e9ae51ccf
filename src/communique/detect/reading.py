"""The state of one reading, and the passes that fill it, one after the other."""

import re
from bisect import insort
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from communique.core import codes
from communique.core.diagnostics import Code
from communique.core.message import Message, count, say
from communique.core.source import Source
from communique.detect.after.titles import Asked
from communique.detect.block_table import BEGINS, corrected
from communique.detect.blocks import (
    NUMBERED,
    Block,
    grid_of,
    grids_of,
    make_blocks,
    put_grid,
    with_label_in_words,
)
from communique.detect.claims import of_lines
from communique.detect.deciding import HEADING, roles
from communique.detect.decoder import decoder
from communique.detect.facts import says_adopted
from communique.detect.features import Views
from communique.detect.front import Front, annex_lines, find_front, titled_annexes
from communique.detect.furniture import furniture, mask_of
from communique.detect.hints import letters_of, read_hints, title_lines
from communique.detect.kinds import names_own_kind
from communique.detect.language import detect_language
from communique.detect.lexicon import phrases
from communique.detect.markup import place_signs, read_markup
from communique.detect.metadata import read_metadata
from communique.detect.notes import (
    find_notes,
    hinted_notes,
    mark_headings,
    note_of,
    without_notes,
)
from communique.detect.outline import items_of, texts_of
from communique.detect.roles import MORE
from communique.detect.segments.atoms import (
    Atom,
    Cutter,
    parted,
    signing_names,
    sure_headings,
    unglued,
)
from communique.detect.segments.labels import worded
from communique.detect.segments.layout import Layout, beside, contents_entries, measure
from communique.detect.segments.numbering import Numbering
from communique.detect.segments.unnumbered import labels_in_words
from communique.detect.state import Reading
from communique.detect.switches import switched_on
from communique.draft import ReadOptions
from communique.languages import all_languages, language
from communique.lines import Line, Rule, split_lines

ANNEX_AT_TOP = 3
"""An annex word before this line index does not end a cover: the text was cut from behind its
cover.
"""

SUBJECT = 80
"""Compare this number of letters of a cover's subject with the title of what the cover sends."""
HEAD_LINES = 6
"""The title begins on one of this number of lines at the head of a page."""
FOOT_LINES = 3
"""Look for the foot of a cover on this number of its last lines."""

OPENINGS = "recital_leads enacting closing_words"
"""Fields of `LanguageData` whose phrases begin a recital, a formula or a closing."""
OTHERS = 5
"""A second language counts if it has at least one in this number of words."""


def find_lines(reading: Reading) -> None:
    """Lines with words on them; rules, the signs of Markdown and control characters are set aside;
    hints cut lines.
    """
    hints = _hints(reading)
    lines, rules = _lines(reading)
    metadata = reading.metadata
    for start, end in rules:
        if start >= metadata.end:
            reading.claims.furniture(start, end, "rule")
    if metadata.broken is not None:
        message = say(
            "the metadata before the text cannot be parsed: {problem}",
            problem=metadata.broken,
        )
        reading.say(codes.METADATA, message, 0, metadata.end)
    lines = [
        line
        for line in lines
        if line.start >= metadata.end and _has_words(reading, line)
    ]
    _mark_headings(lines)
    reading.lines = _hinted(lines, hints) if hints else lines
    given = reading.given.get("title")
    title = title_lines(reading.lines, given or reading.options.title)
    if given and not title:
        message = say(
            "the hint 'title' has no effect: the text does not begin with these words"
        )
        reading.say(codes.HINT_WRONG, message, quote=given)
    if not any(line.hint for line in title):
        for number, line in enumerate(title):
            line.hint = "join" if number else "title"


def _lines(reading: Reading) -> tuple[list[Line], Sequence[Rule]]:
    """The lines of a file as its reader hands them over, or those of raw text; visible rules.

    Signs are set aside, and the metadata are read.
    """
    given = reading.options.lines
    if given is None:
        lines, rules = split_lines(reading.text)
        reading.signs, reading.metadata = read_markup(
            reading.text, lines, reading.claims
        )
        reading.capitals = not reading.signs
        return lines, rules
    lines = given.copies()
    if given.metadata:
        reading.metadata = read_metadata(reading.text)
    if given.signs is not None:
        reading.signs = True
        reading.capitals = not given.marked
        reading.placed = place_signs(lines, given, reading.claims)
    return lines, given.rules


def _hints(reading: Reading) -> dict[int, str]:
    """The hints of a person, by their offset: of a list, an overlay or a table of blocks."""
    given = reading.options.hints
    if given is None:
        return {}
    if given.data.startswith(BEGINS):
        first = read(reading.source, replace(reading.options, hints=None))
        reading.table, wrong = corrected(given, first)
        hints = reading.table.hints
    else:
        found = read_hints(given, reading.text)
        hints = found.at
        wrong = found.findings
        reading.given = found.facts
    reading.findings.extend(wrong)
    return hints


def _has_words(reading: Reading, line: Line) -> bool:
    """Whether there is more on a line than blanks and control characters, which are set aside."""
    if not line.text:
        return False
    return line.text[0].isprintable() or not reading.joiner.sets_aside(
        line.start, line.end
    )


def _mark_headings(lines: list[Line]) -> None:
    """Mark the lines that the file itself says are headings, with their level."""
    block = 0
    for line in lines:
        origin = line.origin
        if origin is None:
            continue
        if origin.role is not None and HEADING.fullmatch(origin.role):
            line.level = int(origin.role[1:])
            line.begins = line.begins or origin.block != block
        block = origin.block


MAX_LABEL = 4
"""The number or letters of a label before the words of a hint have at most this many characters."""


def _is_label_only(head: str) -> bool:
    """Whether only signs and a label stand before the words that a hint quotes.

    The hint is about the whole block then: the label never stays without words.
    """
    words = re.findall(r"\w+", head.replace("_", " "))
    if not words:
        return True
    ends_as_label = head.rstrip(" \t*_")[-1:] in (".", ")", "]")
    return len(words) == 1 and len(words[0]) <= MAX_LABEL and ends_as_label


def _hinted(lines: list[Line], hints: dict[int, str]) -> list[Line]:
    """Lines cut where a hint begins inside one, each with the hint that begins there."""
    made: list[Line] = []
    rest = sorted(hints.items())
    for line in lines:
        while rest and rest[0][0] < line.end:
            offset, kind = rest.pop(0)
            cut = offset - line.start
            if cut > 0 and not _is_label_only(line.text[:cut]):
                head = line.piece(
                    line.start, line.text[:cut].rstrip(), line.indent, line.gap
                )
                head.rule = line.rule
                head.edge = line.edge
                head.hint = line.hint
                made.append(head)
                line = line.piece(offset, line.text[cut:], line.indent + cut, 0)
            line.hint = kind
        made.append(line)
    return made


def find_grids(reading: Reading) -> None:
    """Set aside the lines of tables that are set with pipes; the line behind one begins a block."""
    reading.grids = grids_of(reading.lines)
    if not reading.grids:
        return
    _take_out(reading, {line.start for lines in reading.grids for line in lines})


_IMAGE = re.compile(r"!\[\]\([^()\s]*\)")
"""A picture without words, in Markdown."""
_WORDS = re.compile(r"[^\W_]+")


def find_furniture(reading: Reading) -> None:
    """Set aside what the page adds: returning lines at its edges, lines without a letter or digit,
    what hints say.
    """
    returning = furniture(reading.lines)
    kept: list[Line] = []
    for index, line in enumerate(reading.lines):
        if index in returning or line.hint == "furniture":
            lettered = any(map(str.isalpha, line.text))
            kind = "header-footer" if lettered else "page-number"
        else:
            kind = _kind_of_signs(line, marked_up=reading.signs)
        if kind:
            reading.claims.furniture(line.start, line.end, kind)
            reading.set_aside.append(line)
        else:
            kept.append(line)
    reading.lines = kept
    _edges(kept)


def find_contents(reading: Reading) -> None:
    """Set aside tables of contents, entry by entry; the line behind one begins a block. Of what a
    hint is about only the hint counts.
    """
    entries = contents_entries(reading.lines)
    if not entries:
        return
    taken: set[int] = set()
    for entry in entries:
        if all(line.hint in (None, "contents") for line in entry):
            reading.contents.append(entry)
            taken.update(line.start for line in entry)
    _take_out(reading, taken)


def _take_out(reading: Reading, taken: Container[int]) -> None:
    """Take lines out of those that are still to be read, by where they begin; the line behind them
    begins a block.
    """
    for above, line in pairwise(reading.lines):
        if above.start in taken and line.start not in taken:
            line.begins = True
    reading.lines = [line for line in reading.lines if line.start not in taken]


def _kind_of_signs(line: Line, *, marked_up: bool) -> str:
    """The kind of furniture that a line without words is; empty for others."""
    text = line.text
    if "](" in text:
        text = _IMAGE.sub("", text)
    if text[:1].isalnum():  # the commonest case
        return ""
    if len(line.text) > 2 and not any(map(str.isalnum, text)):
        return "rule"
    return "markup" if marked_up and not line.text.strip("*_") else ""


def _edges(lines: list[Line]) -> None:
    """The first line left on each page is at its edge."""
    for line, page in zip(lines, [-1, *(line.page for line in lines)], strict=False):
        line.edge = line.edge or line.page != page


def notes(reading: Reading) -> None:
    """The notes, by hints, by their places on pages, by the sequence of their markers."""
    lines = reading.lines
    layout = Layout(lines, measure(lines))
    hinted = hinted_notes(lines, layout)
    if hinted:
        lines = without_notes(lines, hinted)
        layout = Layout(lines, measure(lines))
    found = find_notes(lines, layout, reading.text, annex_lines(lines))
    mark_headings(lines, found)
    reading.lines = without_notes(lines, found) if found else lines
    reading.notes = sorted([*hinted, *found], key=lambda note: note.start)
    _edges(reading.lines)
    reading.measures = measure(reading.lines) if reading.notes else layout.measures


def cover(reading: Reading) -> None:
    """The labelled fields of a transmitting note, and its words, up to the word for an annex or the
    end of its page.
    """
    lines = reading.lines
    words = _annexes(reading)
    stop = next((index for index in words if index >= ANNEX_AT_TOP), len(lines))
    reading.front = find_front(lines, reading.measures, reading.joiner, stop)
    begin = 0
    if reading.front is not None:
        begin = _end_cover(reading, reading.front, words)
    elif 0 in words:
        reading.annex_label = lines[0]
        begin = 1
    reading.lines = lines[begin:]
    titled_annexes(reading.lines)
    reading.annexes = {
        reading.lines[index].start: level for index, level in _annexes(reading).items()
    }


def _end_cover(reading: Reading, front: Front, words: Iterable[int]) -> int:
    """Set the words of a cover apart; returns where the text begins. `words`: the lines with the
    word for an annex.
    """
    lines = reading.lines
    word = next((index for index in words if index >= front.end), None)
    again = _named_again(lines[:word], front)
    # Fields fill their page, and a page without such a word follows: the text begins there.
    full = word is not None and _fills_page(lines, front, word)
    if word is None or full or again:
        end = begin = again or _cover_end(reading, front)
    else:
        reading.annex_label = lines[word]
        end = word
        begin = word + 1
    reading.cover = lines[front.end : end]
    _footer(reading, front)
    return begin


def _fills_page(lines: list[Line], front: Front, word: int) -> bool:
    """Whether the fields of a cover fill their page, and the word for an annex stands behind the
    next one.
    """
    if front.end >= len(lines):
        return False
    after = lines[front.end]
    return (front.bare or after.edge) and lines[word].page > after.page


def _annexes(reading: Reading) -> dict[int, int]:
    """The lines that could head an annex, by index in order, and their level; hints are heeded."""
    found = annex_lines(reading.lines)
    for index, line in enumerate(reading.lines):
        if line.hint == "annex":
            found.setdefault(index, 1)
    return dict(sorted(found.items()))


def _footer(reading: Reading, front: Front) -> None:
    """The foot of a cover's only page: lines from the one that begins with the note's own number
    on.
    """
    own = next(
        (field.flow.text for field in front.fields if field.key == "number"), None
    )
    if not own:
        return
    for index in range(max(0, len(reading.cover) - FOOT_LINES), len(reading.cover)):
        foot = reading.cover[index:]
        if foot[0].text.startswith(own) and all(
            line.page == foot[0].page for line in foot
        ):
            for line in foot:
                reading.claims.furniture(line.start, line.end, "header-footer")
            reading.set_aside.extend(foot)
            del reading.cover[index:]
            return


def _named_again(lines: list[Line], front: Front) -> int:
    """Where a page begins with the words of a cover's subject, which are the title of a text; 0
    where none does.
    """
    words = [each.flow.text for each in front.fields if each.key == "subject"]
    subject = letters_of("".join(words))[:SUBJECT]
    if len(subject) < SUBJECT:
        return 0
    for index in range(front.end + 1, len(lines)):
        if lines[index].page <= lines[index - 1].page:
            continue
        for at in range(index, index + HEAD_LINES):
            head = "".join(line.text for line in lines[at : at + HEAD_LINES])
            if letters_of(head).startswith(subject):
                return index
    return 0


def _cover_end(reading: Reading, front: Front) -> int:
    """Where a cover note without an annex word ends: with its page, if it has words and another
    page follows.
    """
    lines = reading.lines
    if front.end >= len(lines):
        return front.end
    page = lines[front.end].page
    after = next(
        (index for index in range(front.end, len(lines)) if lines[index].page > page),
        None,
    )
    if after is None or lines[front.end].edge:
        return front.end
    message = say("the cover note is taken to end before this page")
    reading.say(codes.GUESSED_END, message, lines[after].start)
    return after


def name_language(reading: Reading) -> None:
    """The language of the text, and others that much of it is in: as the caller says, or as its
    words and script do.
    """
    others: list[str] = []
    said = reading.given.get("language") or reading.options.language
    if said:
        reading.tag = said
    else:
        reading.tag, votes = detect_language(reading.text)
        least = sum(votes.values()) / OTHERS
        others = [
            tag for tag, words in votes.items() if words >= least and tag != reading.tag
        ]
        if reading.tag == "und":
            _say_unknown(reading, votes)
    reading.words = language(reading.tag)
    reading.spoken = (reading.words, *map(language, others))


def _say_unknown(reading: Reading, votes: Mapping[str, int]) -> None:
    """Say that the language is not known, and which are nearest."""
    best = sorted(votes.items(), key=lambda each: (-each[1], each[0]))[:2]
    several = len(best) > 1 and best[1][1] > 2
    code = codes.SEVERAL_LANGUAGES if several else codes.LANGUAGE_UNKNOWN
    message = say("the language is taken as und")
    if best:
        said = ", ".join(f"{name} ({number})" for name, number in best)
        message = say("the language is taken as und: nearest are {said}", said=said)
    reading.say(code, message, hint=say("name it with --language"))


def runs(reading: Reading) -> None:
    """The labels and their runs, text by text, and the atoms that lines make."""
    lines = reading.lines
    found: list[Atom] = []
    begin = 0
    for index, line in enumerate(lines):
        if line.start in reading.annexes:
            found.extend(atoms(reading, lines[begin:index]))
            gap = line.gap > 0
            found.append(Atom([line], "annex", forced=line.hint, gap=gap, annex=True))
            begin = index + 1
    found.extend(atoms(reading, lines[begin:]))
    if reading.table is not None and reading.table.roles:
        found = list(_cut_atoms(found, reading.table.roles))
    reading.atoms = found


def _cut_atoms(found: list[Atom], starts: Container[int]) -> Iterator[Atom]:
    """Atoms cut before each line with which a block begins, as a person says."""
    for atom in found:
        cuts = [at for at, line in enumerate(atom.lines) if at and line.start in starts]
        yield replace(atom, lines=atom.lines[: cuts[0]]) if cuts else atom
        for at, end in pairwise([*cuts, len(atom.lines)]):
            yield Atom(atom.lines[at:end], "forced")


def atoms(reading: Reading, lines: list[Line]) -> list[Atom]:
    """The atoms of a row of lines; says what is odd about their numbers."""
    if not lines:
        return []
    words = reading.words
    articles = phrases("article", (words,) if words.months else ())
    leads = (*words.recital_leads, *(phrase.casefold() for phrase in words.enacting))
    lines = parted(lines)
    mixed = beside(lines)
    before = worded(lines, articles, Layout(lines, reading.measures).breaks)
    named = {lines[index].start: label for index, label in before.items()}
    glued: frozenset[int] = frozenset()
    if not reading.measures.wrapped:
        behind = {start: label.content for start, label in named.items()}
        columns = frozenset(map(id, mixed))
        openings = phrases(OPENINGS, reading.spoken or all_languages())
        lines, glued = unglued(lines, openings, reading.spoken, columns, behind)
    numbered = {
        index: named[line.start]
        for index, line in enumerate(lines)
        if line.start in named
    }
    capitals: frozenset[int] = frozenset()
    if reading.capitals:
        capitals = sure_headings(lines) - signing_names(lines, words)
    layout = Layout(lines, reading.measures, leads, _begun_lines(lines))
    numbering = Numbering(layout, capitals, articles, numbered)
    found = list(Cutter(layout, numbering, glued).atoms())
    _say_odd_numbers(reading, lines, numbering)
    reading.side_by_side.extend(mixed)
    return found


def _begun_lines(lines: list[Line]) -> frozenset[int]:
    """The lines with which a block begins, as the file says."""
    found: set[int] = set()
    block = 0
    for index, line in enumerate(lines):
        origin = line.origin
        if origin is None:
            continue
        if origin.block != block and origin.role not in {None, MORE}:
            found.add(index)
        block = origin.block
    return frozenset(found)


def _say_odd_numbers(reading: Reading, lines: list[Line], numbering: Numbering) -> None:
    """Say which numbers are odd, and which hints find no label."""
    for oddity in numbering.oddities:
        start = lines[oddity.line].start
        printed = oddity.label.printed
        code, said = _ODD[oddity.what]
        message = say("{label!r} {said}", label=printed, said=said)
        reading.say(code, message, start, start + len(printed), quote=printed)
    for index, line in enumerate(lines):
        if line.hint == "label" and index not in numbering.accepted:
            message = say("the hint 'label' has no effect: there is no label here")
            reading.say(codes.HINT_WRONG, message, line.start)


_ODD: Mapping[str, tuple[Code, Message]] = {
    "repeats": (codes.NUMBER_REPEATED, say("repeats or goes back")),
    "skips": (codes.NUMBER_SKIPPED, say("skips numbers")),
    "restarts": (codes.NUMBER_RESTARTS, say("begins the numbering again")),
    "begins": (codes.NUMBER_RESTARTS, say("begins the numbering, not 1")),
}


def blocks(reading: Reading) -> None:
    """Put atoms together by their states, and tables at their places among them.

    What turns out to be a note or furniture is set aside, and that is said.
    """
    _say_labels_in_words(reading)
    for block in make_blocks(reading.atoms, reading.decisions, reading.joiner):
        if block.role == "furniture":
            for line in block.lines:
                reading.claims.furniture(line.start, line.end, "header-footer")
            reading.set_aside.extend(block.lines)
        elif block.role == "note":
            stretch = (reading.lines[0].start, reading.lines[-1].end)
            reading.notes.append(note_of(block.lines, stretch))
        else:
            reading.blocks.append(block)
    for lines in reading.grids:
        grid = grid_of(lines, reading.joiner, marked_up=reading.signs)
        put_grid(reading.blocks, grid, reading.text)
    for lines in reading.contents:
        entry = Block(
            "contents", lines, of_lines(reading.joiner, lines), start=lines[0].start
        )
        insort(reading.blocks, entry, key=lambda block: block.start)
    reading.notes.sort(key=lambda note: note.start)
    _say_furniture(reading)


def _say_labels_in_words(reading: Reading) -> None:
    """Say which labels stay in the words though a series before them waits for them."""
    numbered = [
        decision.begins and decision.role in NUMBERED
        for atom, decision in zip(reading.atoms, reading.decisions, strict=True)
    ]
    for atom, label in labels_in_words(zip(reading.atoms, numbered, strict=True)):
        line = atom.lines[0]
        message = say(
            "{label!r} is read as words, not as a number", label=label.printed
        )
        hint = say("the hint 'label' makes it a number")
        end = line.start + label.end
        quote = line.text[:80]
        reading.say(
            codes.LABEL_IN_WORDS, message, line.start, end, quote=quote, hint=hint
        )


def _say_furniture(reading: Reading) -> None:
    """Say what was set aside: numbers of pages together, and lines of pages that are the same but
    for numbers.
    """
    bare: list[Line] = []
    alike: dict[str, list[Line]] = {}
    for line in reading.set_aside:
        if _is_bare(line.text):
            bare.append(line)
        else:
            alike.setdefault(mask_of(line), []).append(line)
    if bare:
        message = count(
            "{n} page number or rule is set aside",
            "{n} page numbers and rules are set aside",
            n=len(bare),
        )
        reading.say(codes.READ_FURNITURE, message, bare[0].start, bare[0].end)
    for lines in alike.values():
        first = lines[0]
        message = count(
            "{words!r} is set aside as a header or footer of {n} page",
            "{words!r} and similar lines are set aside as headers or footers of {n} pages",
            n=len(lines),
            words=" ".join(first.text.split())[:120],
        )
        every = "\n".join(line.text for line in lines)
        reading.say(codes.RUNNING_HEAD, message, first.start, first.end, quote=every)


def _is_bare(text: str) -> bool:
    """Whether a line holds one number at most, as that of a page, and no words: then it need not be
    said.
    """
    words = _WORDS.findall(text)
    return not words or (len(words) == 1 and words[0].isdecimal())


def outline(reading: Reading) -> None:
    """The texts of the document, and in each its parts; the paragraphs of a cover note."""
    asked = Asked(
        kinds=partial(names_own_kind, spoken=reading.spoken),
        dates=partial(says_adopted, words=reading.words),
        preamble_words=frozenset(
            word.casefold() for word in reading.words.preamble_words
        ),
        language=reading.words.tag,
        titled_elsewhere=reading.metadata.get("title") is not None,
    )
    known = reading.table is not None
    reading.texts = texts_of(reading.blocks, reading.annexes, asked, known=known)
    for block in reading.texts[0].above:
        with_label_in_words(block, reading.claims)
    if reading.cover:
        found = atoms(reading, reading.cover)
        looks = decoder().looks(Views(found, reading.spoken))
        decisions = decoder().decide(looks, lambda _: COVER_STATES)
        made = make_blocks(found, decisions, reading.joiner)
        reading.cover_items = items_of(made)


COVER_STATES = (
    "paragraph",
    f"paragraph{MORE}",
    "point",
    f"point{MORE}",
    "continuation",
)
"""What the words of a cover note can be."""


def say_joins(reading: Reading) -> None:
    """Say which hyphens were kept at line ends, and which control characters left out."""
    for offset in reading.joiner.kept:
        message = say("a hyphen at the line's end is kept; it may be a broken word's")
        reading.say(codes.HYPHEN_KEPT, message, offset, offset + 1)
    for offset in reading.joiner.control:
        char = f"U+{ord(reading.text[offset]):04X}"
        message = say("control character {char} is left out", char=char)
        reading.say(codes.CONTROL, message, offset, offset + 1)


PASSES: tuple[Callable[[Reading], None], ...] = (
    find_lines,
    find_grids,
    find_furniture,
    notes,
    cover,
    find_contents,
    name_language,
    runs,
    roles,
    blocks,
    outline,
)
BEFORE_BLOCKS = PASSES[: PASSES.index(blocks)]
"""The passes that decide what each atom is, and claim no words for it."""
TO_RECORD = (*BEFORE_BLOCKS, blocks, Reading.let_go_of_atoms, outline)
"""All of them where nothing is asked of atoms behind them."""


def read(
    source: Source,
    options: ReadOptions,
    passes: tuple[Callable[[Reading], None], ...] = PASSES,
) -> Reading:
    """A reading of a source by the passes in their order."""
    reading = Reading(source, options)
    for each in switched_on(passes):
        each(reading)
    return reading
