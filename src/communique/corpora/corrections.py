"""Dates of the publisher's markup that contradict the printed words: the words win, and each
contradiction is noted.
"""

from typing import cast

from communique.core.values import (
    DeclarationValues,
    TextValues,
    Values,
    all_blocks,
    content_blocks,
    nodes,
)
from communique.corpora.documents import Row
from communique.detect.dates.lines import dates_in
from communique.formats.csv.catalog import EXPRESSION, Table, key, said
from communique.languages import language
from communique.model import Declaration
from communique.rules.dates import contradicted, months_of

UNKNOWN = "0001-01-01"
"""The day that some publishers give where they do not know one."""
CORRECTIONS = Table(
    "corrections",
    "One row for each value of the publisher's markup that contradicts the printed words.",
    (
        *EXPRESSION,
        key("field", "What was corrected: `date` of a mark, `iri` of the work, ..."),
        said("eid", "Address of the passage; empty for the whole document."),
        said("words", "The printed words."),
        said("was", "The value of the markup."),
        said("became", "The value by the words; empty where they do not give one."),
        said("basis", "What the new value rests on."),
    ),
    ("work", "language", "field"),
)


def corrected(declaration: Declaration) -> tuple[Declaration, list[Row]]:
    """The declaration with its dates as they are printed, and a row for each that was not."""
    values = cast("DeclarationValues", declaration.model_dump(mode="json"))
    found = _Corrections(declaration)
    addresses = _addresses(values)
    for block in all_blocks(values):
        eid = addresses.get(id(block), "")
        found.block(block, eid)
    found.document(values)
    if not found.rows:
        return declaration, []
    return Declaration.model_validate(values), found.rows


def _addresses(values: DeclarationValues) -> dict[int, str]:
    """The eid of the node that each block is in, by the identity of the block."""
    found: dict[int, str] = {}
    for node in nodes(values):
        content = node.get("content") or []
        for block in content_blocks(content):
            found[id(block)] = node["eid"]
    return found


class _Corrections:
    """What is corrected in one document."""

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self.tag = declaration.language.partition("-")[0]
        self.months = months_of(self.tag)
        self.rows: list[Row] = []
        self.of_document: dict[str, str] = {}
        """The days of the markup, and the printed ones, where the document says its own date:
        outside its recitals and paragraphs.
        """

    def note(
        self, field: str, eid: str, words: str, was: str, became: str | None
    ) -> None:
        """Add a row."""
        basis = "the printed words"
        if became is None:
            basis = "the words give no such value"
        row: dict[str, str | None] = {"work": self.declaration.id}
        row["language"] = self.declaration.language
        row["field"] = field
        row["eid"] = eid
        row["words"] = words
        row["was"] = was
        row["became"] = became
        row["basis"] = basis
        self.rows.append(row)

    def block(self, block: TextValues, eid: str) -> None:
        """Correct the marks of dates in a block; a date that the words do not give goes."""
        kept = []
        for mark in block["marks"]:
            if mark["kind"] != "date":
                kept.append(mark)
                continue
            words = block["text"][mark["start"] : mark["end"]]
            was = mark["date"] or ""
            is_wrong = contradicted(words, was, self.months) is not None
            if was != UNKNOWN and not is_wrong:
                kept.append(mark)
                continue
            became = self._printed(words)
            self.note("date", eid, words, was, became)
            if became is None:
                continue
            if not eid:
                self.of_document[was] = became
            mark["date"] = became
            mark["basis"] = "text"
            mark["source"] = None
            kept.append(mark)
        block["marks"] = kept

    def _printed(self, words: str) -> str | None:
        """The one date that words give."""
        found = dates_in(words, language(self.tag))
        values = {day.value for day in found if day.whole}
        values = values or {day.value for day in found}
        if len(values) != 1:
            return None
        value = values.pop()
        still_wrong = contradicted(words, value, self.months) is not None
        return None if still_wrong else value

    def document(self, values: DeclarationValues) -> None:
        """Correct the facts of the document: no day that is unknown, none that is misprinted."""
        date = values["date"]
        was = date["value"] if date else None
        day = self._day_of_document(values, was)
        iri = values["iri"] or ""
        if day is not None:
            for wrong in (UNKNOWN, *self.of_document):
                iri = iri.replace(f"/{wrong}/", f"/{day}/")
        if iri != values["iri"]:
            self.note("iri", "", "", values["iri"] or "", iri)
            values["iri"] = iri
        for name in ("related_documents", "votes"):
            for each in cast("Values", values)[name]:
                given = each["date"]
                if given != UNKNOWN and given not in self.of_document:
                    continue
                right = self.of_document.get(given, day)
                self.note(f"{name} date", "", "", given, right)
                each["date"] = right

    def _day_of_document(
        self, values: DeclarationValues, was: str | None
    ) -> str | None:
        """The date of the document, corrected if it is not the printed one."""
        if was is None or (was != UNKNOWN and was not in self.of_document):
            return was
        became = self.of_document.get(was)
        self.note("document date", "", "", was, became)
        values["date"] = None
        if became is not None:
            values["date"] = {"value": became, "basis": "text", "source": None}
        return became
