"""DOCX (ECMA-376, Office Open XML): the text of a word processor's file as it is printed, lists counted, notes in their places."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.core.diagnostics import Diagnostic, Severity
from communique.core.message import say
from communique.core.source import Limits, Source
from communique.inputs import codes
from communique.inputs.blocks import Contents, Extracted
from communique.inputs.docx.archive import Package, Unusable
from communique.inputs.docx.numbering import Numbering
from communique.inputs.docx.properties import Styles, child, value, whole
from communique.inputs.docx.story import File, Notes, Seen, Story, words_of
from communique.inputs.writing import flat, printed_title, taken_out, without_marker

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_KINDS = {
    "chart": say("charts"), "relIds": say("diagrams"), "altChunk": say("embedded files"), "subDoc": say("subdocuments"),
    "OLEObject": say("objects"),
}  # fmt: skip
"""What can hold words and is no text of the file, by its element."""
Relations = list[tuple[str, str]]


def extract(source: Source, limits: Limits) -> Extracted:
    """The text of a DOCX file as Markdown, and what is left out of it. Never raises; what cannot be opened is a finding."""
    try:
        return _read(Package(source, limits))
    except Unusable as error:
        return Extracted("", (error.finding,), usable=False)


def _read(package: Package) -> Extracted:
    name = package.document()
    root = package.tree(name)
    relations = package.relations(name)
    body = child(root, "body")
    if body is None:
        raise Unusable(codes.DAMAGED, say("the file is damaged: its part {name} holds no document", name=name))
    parts = dict(reversed(relations))

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
    findings = (
        *unprinted,
        *_of_reading(file, part("settings")),
        *_of_words(file, package, relations, part("comments")),
        *_of_parts(file.seen, macros=any("vbaProject" in each for each in package.names)),
    )
    hint = say("a scanned text has to be recognised first (OCR)") if file.seen.pictures else None
    return taken_out(contents, findings, hint)


def _title(package: Package) -> str:
    """The title that the file's properties give it."""
    targets = (target for kind, target in package.relations("") if kind == "core-properties")
    root = package.tree(next(targets, ""))
    return (root.findtext(f"{_DC}title") or "") if root is not None else ""


def _of_reading(file: File, settings: "Element | None") -> Iterator[Diagnostic]:
    """That changes were taken for accepted; that numbers of notes are ours where the file prints others."""
    seen, notes = file.seen, file.notes
    if seen.deleted + seen.inserted:
        message = say(
            "the file has tracked changes and is read as if all were accepted: {inserted} words come in, {deleted} go",
            inserted=seen.inserted,
            deleted=seen.deleted,
        )
        yield Diagnostic.of(codes.CHANGES, message)
    kinds = {kind for kind, _ in notes.numbers}
    given = [child(settings, f"{kind}Pr") for kind in kinds]
    own = any(
        (value(child(each, "numFmt")) or "decimal") != "decimal" or whole(value(child(each, "numStart")), 1) != 1
        for each in given
    )
    if own or "endnote" in kinds or notes.signs.keys() != notes.own.keys():
        yield codes.renumbered()


def _of_words(file: File, package: Package, relations: Relations, comments: "Element | None") -> Iterator[Diagnostic]:
    """Words of the file that are not in the text: of headers and footers each once, but figures alone, which are page numbers."""
    aside = File(file.styles, file.numbering, file.notes, Seen())
    for kind, what in (
        ("header", say("the words of a page's header")),
        ("footer", say("the words of a page's footer")),
    ):
        running: dict[str, None] = {}
        for target in sorted(target for each, target in relations if each == kind):
            root = package.tree(target)
            blocks = Story(aside).blocks(root) if root is not None else []
            words = " ".join(" ".join(each.text for each in flat(blocks)).split())
            if any(map(str.isalpha, words)):
                running.setdefault(words)
        for words in running:
            yield from codes.set_aside(what, [words])
    seen, notes = file.seen, file.notes
    uncalled = [words_of(note) for key, note in notes.elements.items() if key not in notes.numbers]
    for what, found in (
        (say("hidden words"), seen.hidden),
        (say("words within the code of a field"), seen.codes),
        (say("readings above characters"), seen.readings),
        (say("a note that nothing calls"), uncalled),
        (say("comments"), [words_of(comments)] if comments is not None else []),
    ):
        yield from codes.set_aside(what, ["".join(found)])


def _of_parts(seen: Seen, *, macros: bool) -> Iterator[Diagnostic]:
    for what, number in seen.unread.items():
        yield Diagnostic.of(codes.NOT_READ, say("{what} that are not read: {n}", what=_KINDS[what], n=number))
    if seen.pictures:
        message = say("{what} that are not read: {n}", what=say("pictures"), n=seen.pictures)
        yield Diagnostic.of(codes.NOT_READ, message, severity=Severity.INFO)
    if macros:
        yield Diagnostic.of(codes.NOT_READ, say("the file's macros are not run"), severity=Severity.INFO)
    for name, number in seen.unknown.items():
        message = say("characters {name} of a symbol font that are not known: {n}", name=name, n=number)
        yield Diagnostic.of(codes.NOT_READ, message)
