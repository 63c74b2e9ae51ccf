"""What is known of a declaration when one of its passages is looked at."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from communique.acts.clauses import bare
from communique.acts.found import Text
from communique.acts.marked import confirmed
from communique.acts.phrasebook import Phrasebook, folded, phrasebook
from communique.acts.subjects import ENDS, Names, Subject
from communique.acts.terms import ASKING, BINDING, Calendar
from communique.detect.dates.patterns import date_reader
from communique.model.passages import Passage

SPOKEN = {"recital", "paragraph", "point"}
"""The kinds of passages in which somebody acts."""

_SET_WIDE = re.compile(r" (?<=\b[^\W\d_] )(?:[^\W\d_] ){3,39}[^\W\d_]\b")
"""A word that is set wide, behind its first letter: `р е ш и л и`."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of a declaration and the language of a passage."""

    tag: str
    """The language of the passage."""
    book: Phrasebook
    names: Names
    when: Calendar
    opening: Subject | None
    """Those who speak in a resolution."""
    marked: bool
    """Acts that somebody has marked count."""
    norms: bool
    """The present tense binds."""
    formulas: frozenset[str]
    """The eIds of formulas that points may go on with, in the preamble too."""
    labels: Mapping[str, str]
    """The labels of the entities of the record, by their ids."""

    def in_language(self, tag: str) -> "Around":
        """The same in another language."""
        book = phrasebook(tag)
        if book is self.book:
            return self
        return replace(
            self,
            tag=tag,
            book=book,
            when=replace(self.when, book=book, reader=date_reader(tag)),
        )

    def speaks(self, passage: Passage) -> bool:
        """Whether something is done in a passage.

        Recitals and their points end with commas. One that ends as a sentence is none, nor one that
        begins with a request, which a reader took for a recital: `verzoekt de regering`.
        """
        if passage.part != "preamble" or passage.parent in self.formulas:
            return True
        if bare(passage.text).endswith(ENDS):
            return True
        lead = self.book.lead(folded(passage.text), 0)
        if lead is None or lead.form == "ing" or passage.role is not None:
            return False
        return lead.kind in (ASKING if passage.number is None else BINDING | ASKING)

    def text_of(
        self, passage: Passage, led: Subject | None, named: Subject | None
    ) -> Text:
        """The words of a passage as they are looked through.

        `led`: who acts below a lead that left that open. `named`: who acts where a noun may name an
        act.
        """
        words = passage.text
        has_marks = any(block.block.marks for block in passage.content)
        every_mark = passage.marks() if has_marks else ()
        marks = [mark for mark in every_mark if mark.field == "text"]
        italic = frozenset(
            each.start
            for each in marks
            if each.mark.kind == "emphasis" and each.mark.style == "italic"
        )
        return Text(
            words=words,
            plain=_SET_WIDE.sub(_narrow, folded(words)),
            book=self.book,
            names=self.names,
            led=led,
            italic=italic,
            marked=[mark for mark in marks if confirmed(mark)] if self.marked else [],
            norms=self.norms,
            named=named,
            opening=self.opening,
        )


def _narrow(wide: re.Match[str]) -> str:
    return wide[0].replace(" ", "").ljust(len(wide[0]))
