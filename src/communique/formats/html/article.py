"""The words of a declaration as HTML, in the order of the document; and the table of contents, met
on the way.
"""

from communique.formats.html.markup import fragment
from communique.formats.html.structure import Anchor, Structure
from communique.model import (
    Annex,
    BodyPart,
    Cover,
    Declaration,
    Note,
    RecitalGroup,
    Section,
    Signature,
    TextBlock,
)
from communique.model.text import escaped

# Identities of parts of the page; no eid holds a bracket.
TEXT = "[text]"
COVER = "[cover]"
TITLE = "[title]"
CLOSING = "[closing]"
NOTES = "[notes]"


def part(name: str) -> str:
    """The link to a part of the page, as an attribute's value."""
    return f"#%5B{name[1:-1]}%5D"


class Article(Structure):
    """Lays out a declaration. `headed_by`: how many pieces of it are its cover and its title."""

    headed_by = 0

    def body(self, body: tuple[BodyPart, ...], level: int) -> None:
        """Sections and paragraphs."""
        for each in self.runs(body):
            if isinstance(each, Section):
                self.section(each, level)
            else:
                self.numbered(each, level)

    def section(self, section: Section, level: int) -> None:
        """A division of the body."""
        of = "s article" if section.kind == "article" else "s"
        self.out.append(f'<div class="{of}"{self.at(section.eid)}>')
        name = self.called(section.num, section.heading) or self.wording.said(
            "division"
        )
        self.contents.open(fragment(section.eid), name)
        headed = self.headed(section.eid, section.num, section.heading, level)
        area = self.area
        if (
            section.kind == "article" and section.num
        ):  # whose paragraphs are numbered from 1
            self.area = f"{area}{section.num} · "
        self.body(section.body, level + headed)
        self.area = area
        self.contents.close()
        self.out.append("</div>\n")

    def called(self, num: str | None, heading: TextBlock | None) -> str:
        """How a division is called in the table of contents."""
        words = heading.text if heading else None
        return escaped(" ".join(filter(None, (num, words))))

    def preamble(self, document: Declaration | Annex, level: int) -> None:
        """Recitals and groups of them."""
        for each in self.runs(document.preamble):
            if not isinstance(each, RecitalGroup):
                self.numbered(each, level, of=f"p {each.role or ''}".rstrip())
                continue
            self.out.append(f'<div class="s"{self.at(each.eid)}>')
            self.contents.open(fragment(each.eid), self.called(each.num, each.heading))
            headed = self.headed(each.eid, each.num, each.heading, level)
            for recital in self.runs(each.recitals):
                self.numbered(recital, level + headed)
            self.contents.close()
            self.out.append("</div>\n")

    def document(self, document: Declaration | Annex, level: int, end: str) -> None:
        """Preamble, body, closing and annexes: what a declaration and an annex have in common.
        `end` links to the closing.
        """
        if document.preamble:
            self.contents.open(None, self.wording.said("preamble"))
            self.preamble(document, level)
            self.contents.close()
        if document.body:
            self.contents.open(None, self.wording.said("body"))
            self.body(document.body, level)
            self.contents.close()
        if document.closing:
            self.closing(document, end)
        for annex in document.annexes:
            self.annex(annex, level)

    def closing(self, document: Declaration | Annex, end: str) -> None:
        """The lines and signatures at the end of a declaration or an annex."""
        self.inline.gathered.open(Anchor(end, self.area + self.wording["closing"]))
        named = self.at(CLOSING) if isinstance(document, Declaration) else ""
        self.out.append(f'<div class="closing"{named}>')
        with self.row(end):
            for each in document.closing:
                if isinstance(each, Signature):
                    self.signature(each)
                else:
                    self.out.append(f"<p>{self.inline.text(each)}</p>")
        self.out.append("</div>\n")

    def signature(self, signature: Signature) -> None:
        """A signature block, line by line."""
        lines: list[str] = []
        for line in signature.lines:
            words = self.inline.text(line.value)
            lines.append(f'<p class="{line.part}">{words}</p>')
        self.out.append(f'<div class="signature">{"".join(lines)}</div>')

    def annex(self, annex: Annex, level: int) -> None:
        """An annex, its label above its title."""
        area = self.area
        unlabelled = self.unlabelled
        label = annex.num or self.wording["annex"]
        name = self.called(annex.num, annex.title) or self.wording.said("annex")
        self.area = f"{label} · "
        self.unlabelled = 0
        element = "section" if annex.num or annex.title else "div"
        self.out.append(f'<{element} class="annex"{self.at(annex.eid)}>')
        self.contents.open(fragment(annex.eid), name)
        self.inline.gathered.open(Anchor(annex.eid, label))
        with self.row(annex.eid):
            if annex.num:
                self.heading(
                    level, ' class="label"', self.number(fragment(annex.eid), annex.num)
                )
                level += 1
            if annex.title is not None:
                self.heading(level, ' class="title"', self.inline.text(annex.title))
                level += bool(annex.title.text.strip())
            self.subtitles(annex.subtitles)
        self.document(annex, level, annex.eid)
        self.contents.close()
        self.out.append(f"</{element}>\n")
        self.area = area
        self.unlabelled = unlabelled

    def subtitles(self, subtitles: tuple[TextBlock, ...]) -> None:
        """The lines below a title."""
        for line in subtitles:
            self.out.append(f'<p class="subtitle">{self.inline.text(line)}</p>\n')

    def cover(self, cover: Cover) -> None:
        """The note that transmits the declaration, folded."""
        text = self.inline.text
        name = self.wording.said("cover")
        self.area = f"{self.wording['cover']} · "
        self.contents.open(part(COVER), name)
        self.inline.gathered.open(Anchor(COVER, self.wording["cover"]))
        self.out.append(f'<details class="cover"{self.at(COVER)}>')
        self.out.append(f"<summary{self.ui}>{name}</summary>\n")
        with self.row(COVER):
            for field in cover.fields:
                label = ""
                if field.label:
                    label = f'<span class="label">{escaped(field.label)}</span> '
                value = f'<span class="value">{text(field.value)}</span>'
                self.out.append(f'<p class="field">{label}{value}</p>\n')
        for paragraph in cover.paragraphs:
            self.numbered(paragraph, 2)
        if cover.annex_label is not None:
            self.out.append(f'<p class="label">{text(cover.annex_label)}</p>\n')
        self.out.append("</details>\n")
        self.contents.close()
        self.area = ""
        self.unlabelled = 0

    def title(self) -> None:
        """The title, or what stands for one."""
        declaration = self.declaration
        title = declaration.title
        self.inline.gathered.open(Anchor(TITLE, self.wording["title"]))
        with self.row(TITLE):
            if title is not None and title.text.strip():
                self.out.append(f"<h1{self.at(TITLE)}>{self.inline.text(title)}</h1>\n")
            else:
                name = escaped(declaration.short_title or declaration.id)
                self.out.append(f"<h1{self.at(TITLE)}{self.ui}>{name}</h1>\n")
                if title is not None:
                    self.out.append(f"<p>{self.inline.text(title)}</p>\n")
            self.subtitles(declaration.subtitles)

    def notes(self, notes: tuple[Note, ...]) -> None:
        """The notes as a list, each with the ways back to where it is called."""
        if not notes:
            return
        name = self.wording.said("notes")
        self.contents.open(part(NOTES), name)
        self.contents.close()
        self.out.append(
            f'<section class="notes" role="doc-endnotes" aria-labelledby="{NOTES}">'
        )
        self.out.append(f'<h2 id="{NOTES}"{self.ui}>{name}</h2>\n<ol>\n')
        for count, note in enumerate(notes, 1):
            marker = note.marker or f"[{count}]"
            self.inline.gathered.open(
                Anchor(note.eid, f"{self.wording['note']} {marker}")
            )
            hidden = "" if note.marker else " data-ui"
            self.out.append(f"<li{self.at(note.eid)}>")
            self.out.append(
                f'<a class="n"{hidden} href="{fragment(note.eid)}">{escaped(marker)}</a>'
            )
            with self.row(note.eid):
                self.content(note.content)
            self.out.append(f"{self.back(note.eid, marker)}</li>\n")
        self.out.append("</ol></section>\n")

    def back(self, eid: str, marker: str) -> str:
        """The links to where a note is called."""
        label = self.wording.label("back", marker=marker)
        calls = self.inline.calls.get(eid, ())
        links = [
            f'<a href="#%5Bcall%5D{call}" role="doc-backlink"{label}>↩</a>'
            for call in calls
        ]
        return f'<span class="back" data-ui>{" ".join(links)}</span>' if links else ""

    def whole(self) -> None:
        """All of it: cover, title, text, annexes, notes."""
        declaration = self.declaration
        if declaration.cover is not None:
            self.cover(declaration.cover)
        self.title()
        self.headed_by = len(self.out)
        self.document(declaration, 2, CLOSING)
        self.notes(declaration.notes)
        head = f'<section class="only"><h2{self.ui}>{self.wording.said("only")}</h2>\n'
        for other in filter(lambda each: each.kept, self.others):
            kept = [f"<div>{words}</div>\n" for words in other.kept.values()]
            self.out += [head, f"<div{other.spoken}>", *kept, "</div></section>\n"]
