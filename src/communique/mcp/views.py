"""What is said of a record: its outline, its words, its promises, what it cites, what is wrong."""

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from communique.core.diagnostics import Diagnostic, Report, Severity
from communique.core.json_types import JsonObject
from communique.core.message import shortened
from communique.draft import Parsed
from communique.mcp.answers import Content
from communique.mcp.problems import Problem
from communique.model import Declaration
from communique.model.passages import Passage, passages

OPENING = 120
"""Characters of a passage that an outline shows."""
PIECE = 4000
"""The most characters of a passage in one item; a longer one has several."""
INNER = frozenset({"point", "table", "note", "field"})
"""The kinds of passages that an outline of a whole record leaves out."""


def without_nulls(value: Mapping[str, object]) -> JsonObject:
    """The members of an object that say something."""
    said = {name: part for name, part in value.items() if part not in (None, [])}
    return cast("JsonObject", said)


def facts(declaration: Declaration) -> JsonObject:
    """The kind, the date and the address of a record, and how much there is of it."""
    date = declaration.date
    return {
        "kind": declaration.kind,
        "date": date.value if date else None,
        "iri": declaration.iri,
        "recitals": len(declaration.recitals),
        "operative_paragraphs": len(declaration.commitments),
        "footnotes": len(declaration.footnotes),
        "signatories": len(declaration.signatories),
        "annexes": len(declaration.annexes),
    }


def outline(declaration: Declaration, under: str | None = None) -> list[JsonObject]:
    """An item for each passage, without points, tables, notes and what is in annexes; or for each
    passage below an eId. Raises Problem if there is no such eId.
    """
    every = passages(declaration)
    if under is not None:
        return [_line(each) for each in _below(every, under)]
    shown: list[JsonObject] = []
    for each in every:
        is_inner = each.kind in INNER
        is_in_annex = each.annex is not None
        if not is_inner and not is_in_annex:
            shown.append(_line(each))
    return shown


def _line(passage: Passage) -> JsonObject:
    heading = passage.heading
    words = " ".join(passage.text.split())
    item: JsonObject = {"eid": passage.eid, "kind": passage.kind}
    item["num"] = passage.num
    item["heading"] = heading.block.text if heading else None
    item["opening"] = shortened(words, OPENING)
    item["characters"] = len(passage.text)
    return without_nulls(item)


def text(declaration: Declaration, eid: str | None = None) -> list[JsonObject]:
    """The words of all passages; or of the one of an eId, those in it, and the notes called there.

    Raises Problem if there is no such eId.
    """
    every = passages(declaration)
    wanted = list(every)
    if eid is not None:
        wanted = _below(every, eid)
        wanted += _notes(every, wanted)
    return [item for each in wanted for item in _pieces(each)]


def _below(every: Iterable[Passage], eid: str) -> list[Passage]:
    """The passage of an eId and those in it. Raises Problem if there is none."""
    inside = {eid}
    found: list[Passage] = []
    for passage in every:
        around = {passage.eid, passage.parent, passage.annex}
        if around & inside:
            inside.add(passage.eid)
            found.append(passage)
    if not found:
        raise Problem("unknown-eid", f"the record has no passage {eid[:100]!r}")
    return found


def _notes(every: Iterable[Passage], wanted: Iterable[Passage]) -> list[Passage]:
    """The notes that are called in passages and are not among them."""
    called: set[str] = set()
    known: set[str] = set()
    for passage in wanted:
        known.add(passage.eid)
        for marked in passage.marks():
            if marked.mark.kind == "note":
                called.add(marked.mark.ref)
    return [each for each in every if each.eid in called - known]


def _pieces(passage: Passage) -> Iterator[JsonObject]:
    """The words of a passage, in several items where they are long."""
    heading = passage.heading
    item: JsonObject = {"eid": passage.eid, "kind": passage.kind}
    item["num"] = passage.num
    item["heading"] = heading.block.text if heading else None
    words = passage.text
    item["text"] = words[:PIECE]
    if len(words) <= PIECE:
        yield without_nulls(item)
        return
    for start in range(0, len(words), PIECE):
        piece: JsonObject = {**item, "text": words[start : start + PIECE]}
        piece["start"] = start
        piece["of_characters"] = len(words)
        yield without_nulls(piece)


PROMISE = (
    "no", "strength", "form", "who", "all", "what", "whom", "partner", "beneficiary",
    "due", "date", "condition", "topics", "eid", "number", "quote", "basis", "why",
)  # fmt: skip
"""What is said of a promise, of the columns of `communique promises`."""


def promises(given: Declaration | Parsed) -> Content:
    """The promises of a record, as `communique promises` lists them."""
    from communique.acts import declared, summary
    from communique.acts import promises as promises_of
    from communique.report.promises import rows, sentence

    found = promises_of(given)
    declaration = declared(given)
    said = sentence(summary(declaration, found), declaration.language)
    items: list[JsonObject] = []
    for row in rows(found, None):
        cells: Mapping[str, object] = {**row}
        items.append(without_nulls({name: cells[name] for name in PROMISE}))
    return Content({"summary": said}, items)


CITATION = ("eid", "number", "words", "at", "scheme", "href", "relation", "missing")
"""What is said of a citation, of the columns of `communique references`."""


def references(declaration: Declaration) -> list[JsonObject]:
    """The citations of a record, as `communique references` lists them."""
    from communique.acts.references import references as citations
    from communique.report.references import rows

    items: list[JsonObject] = []
    for row in rows("", declaration, citations(declaration)):
        cells: Mapping[str, object] = {**row}
        items.append(without_nulls({name: cells[name] for name in CITATION}))
    return items


def report(said: Report) -> Content:
    """The verdict of a report, and its findings."""
    about: JsonObject = {"verdict": str(said.verdict), "profile": said.profile}
    about["errors"] = sum(each.severity is Severity.ERROR for each in said.findings)
    return Content(about, findings(said.findings))


def findings(found: Iterable[Diagnostic]) -> list[JsonObject]:
    """Findings with their codes, places and advice."""
    items: list[JsonObject] = []
    for each in found:
        item: JsonObject = {"code": each.code.code, "name": each.code.name}
        item["severity"] = str(each.severity)
        item["message"] = each.message
        item["line"] = each.span.line if each.span else None
        item["column"] = each.span.column if each.span else None
        item["eid"] = each.eid
        item["quote"] = each.quote
        item["hint"] = each.hint
        items.append(without_nulls(item))
    return items
