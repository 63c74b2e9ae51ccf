"""From the bytes of a DOCX file to its text."""

from typing import TYPE_CHECKING

from communique.core.diagnostics import Diagnostic, Severity
from communique.core.message import say
from communique.core.source import Limits, Source
from communique.inputs import codes
from communique.inputs.blocks import Contents
from communique.inputs.docx.archive import Package, Unusable
from communique.inputs.docx.notes import Notes
from communique.inputs.docx.numbering import Numbering
from communique.inputs.docx.properties import Styles, child, value, whole
from communique.inputs.docx.story import File, Seen, Story, words_of
from communique.inputs.extracted import Extracted
from communique.inputs.writing import flat, placed, printed_title, without_marker

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_KINDS = {
    "chart": say("charts"), "relIds": say("diagrams"), "altChunk": say("embedded files"), "subDoc": say("subdocuments"),
    "OLEObject": say("objects"),
}  # fmt: skip
"""What can hold words and is no text of the file, by its element."""
Relations = dict[str, tuple[str, str, bool]]


def extract(source: Source, limits: Limits) -> Extracted:
    """The text of a DOCX file as Markdown, and what is left out of it. Never raises; what cannot be opened is a finding."""
    try:
        package = Package(source, limits)
        return _read(package)
    except Unusable as error:
        return Extracted("", (error.finding,), usable=False)


def _read(package: Package) -> Extracted:
    name = package.document()
    root = package.tree(name)
    relations = package.relations(name)
    body = child(root, "body")
    if body is None:
        raise Unusable(codes.DAMAGED, say("the file is damaged: its part {name} holds no document", name=name))
    parts = {kind: target for kind, target, outside in reversed(relations.values()) if not outside}

    def part(kind: str) -> "Element | None":
        return package.tree(parts[kind]) if kind in parts else None

    styles = Styles(part("styles"))
    notes = Notes({"footnote": part("footnotes"), "endnote": part("endnotes")})
    file = File(styles, Numbering(part("numbering"), styles), notes, Seen())
    contents = Contents(Story(file).blocks(body))
    written = 0
    while written < len(notes.numbers):  # a note can call another
        for key, number in list(notes.numbers.items())[written:]:
            contents.notes[number] = Story(file).blocks(notes.elements[key])
            written += 1
    contents.markers = notes.markers
    for number, sign in notes.signs.items():
        without_marker(contents.notes[number], sign)
    contents.title, unprinted = printed_title(_title(package), contents)
    contents.ours = file.styles.ours
    text, said, given = placed(contents)
    findings = [
        *unprinted,
        *_of_changes(file.seen),
        *_of_notes(notes, part("settings")),
        *_of_words(file, package, relations),
    ]
    findings += _of_parts(file.seen, part("comments"), macros=any("vbaProject" in each for each in package.names))
    if not any(not each.empty for blocks in (contents.blocks, *contents.notes.values()) for each in flat(blocks)):
        hint = say("a scanned text has to be recognised first (OCR)") if file.seen.pictures else None
        findings.append(Diagnostic.of(codes.WITHOUT_WORDS, say("the file holds no words that can be read"), hint=hint))
        return Extracted("", tuple(findings), usable=False)
    return Extracted(text, tuple(findings), said=said, given=given)


def _title(package: Package) -> str:
    """The title that the file's properties give it."""
    properties = [
        target for kind, target, outside in package.relations("").values() if kind == "core-properties" and not outside
    ]
    root = package.tree(properties[0]) if properties else None
    found = root.find(f"{_DC}title") if root is not None else None
    return " ".join((found.text or "").split()) if found is not None else ""


def _of_changes(seen: Seen) -> list[Diagnostic]:
    if not seen.deleted + seen.inserted:
        return []
    message = say(
        "the file has tracked changes and is read as if all were accepted: {inserted} words come in, {deleted} go",
        inserted=seen.inserted,
        deleted=seen.deleted,
    )
    return [Diagnostic.of(codes.CHANGES, message)]


def _of_notes(notes: Notes, settings: "Element | None") -> list[Diagnostic]:
    """That numbers of notes are ours where the file prints others."""
    given = [child(settings, f"{kind}Pr") for kind in notes.kinds]
    own = any(
        (value(child(each, "numFmt")) or "decimal") != "decimal" or whole(value(child(each, "numStart")), 1) != 1
        for each in given
        if each is not None
    )
    if "endnote" not in notes.kinds and notes.signs.keys() == notes.own.keys() and not own:
        return []
    return [
        Diagnostic.of(
            codes.NOTE_NUMBERS, say("notes are numbered in the order of their calls, not as they are printed")
        )
    ]


def _of_words(file: File, package: Package, relations: Relations) -> list[Diagnostic]:
    """Words of the file that are not in the text."""
    seen = file.seen
    found = [
        codes.set_aside(say("the words of a page's header"), words)
        for words in _running(file, package, relations, "header")
    ]
    found += [
        codes.set_aside(say("the words of a page's footer"), words)
        for words in _running(file, package, relations, "footer")
    ]
    for what, words in (
        (say("hidden words"), seen.hidden),
        (say("words within the code of a field"), seen.codes),
        (say("readings above characters"), seen.readings),
        (say("a note that nothing calls"), [words_of(note) for note in file.notes.uncalled]),
    ):
        joined = " ".join("".join(words).split())
        if joined:
            found.append(codes.set_aside(what, joined))
    return found


def _running(file: File, package: Package, relations: Relations, kind: str) -> list[str]:
    """The words of headers or footers, each once; figures alone are page numbers."""
    found: dict[str, None] = {}
    aside = File(file.styles, file.numbering, file.notes, Seen())
    for target in sorted(target for each, target, outside in relations.values() if each == kind and not outside):
        root = package.tree(target)
        blocks = Story(aside).blocks(root) if root is not None else []
        words = " ".join(" ".join(each.text for each in flat(blocks)).split())
        if any(map(str.isalpha, words)):
            found.setdefault(words)
    return list(found)


def _of_parts(seen: Seen, comments: "Element | None", *, macros: bool) -> list[Diagnostic]:
    found = []
    remarks = words_of(comments).strip() if comments is not None else ""
    if remarks:
        found.append(codes.set_aside(say("comments"), " ".join(remarks.split())))
    for what, number in seen.unread.items():
        found.append(Diagnostic.of(codes.NOT_READ, say("{what} that are not read: {n}", what=_KINDS[what], n=number)))
    if seen.pictures:
        message = say("{what} that are not read: {n}", what=say("pictures"), n=seen.pictures)
        found.append(Diagnostic.of(codes.NOT_READ, message, severity=Severity.INFO))
    if macros:
        found.append(Diagnostic.of(codes.NOT_READ, say("the file's macros are not run"), severity=Severity.INFO))
    for name, number in seen.unknown.items():
        message = say("characters {name} of a symbol font that are not known: {n}", name=name, n=number)
        found.append(Diagnostic.of(codes.NOT_READ, message))
    return found
