"""A declaration, a paragraph, a ledger in a few lines; and where the words of a node stand in the source that they were read from."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from communique.core.diagnostics import Report, Severity, Verdict
from communique.core.message import count, say
from communique.core.source import Pointer, Span
from communique.draft import Ledger, Parsed
from communique.model import Declaration
from communique.model.blocks import Note, Numbered, text_blocks
from communique.model.nodes import addressed
from communique.model.passages import Passage, passages
from communique.model.refusal import nearest
from communique.report.terminal import Tell, visible

if TYPE_CHECKING:
    from communique.detect import Why  # the reader of raw text takes long to load


def of_why(why: "Why") -> Iterator[str]:
    """What a block was taken for, how probable that is, what came next, and the features that decided."""
    yield f"line {why.line}  {' '.join(why.words.split())[:60]}"
    yield f"  {_state(why.state)}: {100 * why.odds:.1f} %{' (a hint says so)' if why.hinted else ''}"
    yield f"  {_state(why.other)}: {100 * why.less:.1f} %"
    yield from (f"  {weight:+.2f}  {name}" for name, weight in why.features)


def _state(state: str) -> str:
    role = state.removesuffix("+")
    return role if role == state else f"goes on with the {role} before"


def of_declaration(declaration: Declaration) -> Iterator[str]:
    """Its title, what it is, and how much there is of it."""
    yield " ".join(declaration.title.text.split()) if declaration.title else "(no title)"
    for subtitle in declaration.subtitles:
        yield f"  {' '.join(subtitle.text.split())}"
    date = declaration.date.value if declaration.date else "unknown"
    yield f"  id {declaration.id}, kind {declaration.kind}, language {declaration.language}, date {date}"
    yield f"  {declaration.iri}"
    collective = sum(1 for signatory in declaration.signatories if signatory.members)
    number, signed = len(declaration.signatories), ("signatory", "signatories")
    if number and number == collective:
        signed = ("collective signatory", "collective signatories")
    counts = (
        counted(len(declaration.recitals), "recital"),
        counted(len(declaration.commitments), "operative paragraph"),
        counted(len(declaration.footnotes), "footnote"),
        counted(number, *signed)
        + (f" ({collective} collective)" if 0 < collective < number else ""),
    )
    yield f"  {', '.join(counts)}"
    if declaration.annexes:
        yield f"  {counted(len(declaration.annexes), 'annex', 'annexes')}"


def of_ledger(ledger: Ledger) -> str:
    """One line: every character that is not white space, by what became of it.

    >>> of_ledger(Ledger(10, 7, 2, {"page-number": 1}))
    'ledger: 10 characters: 7 document, 2 structure, 1 furniture (page-number 1), 0 left over'
    """
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(ledger.furniture.items()))
    furniture = f"{sum(ledger.furniture.values())} furniture{f' ({kinds})' if kinds else ''}"
    parts = f"{ledger.document} document, {ledger.structure} structure, {furniture}, {ledger.left_over} left over"
    return f"ledger: {counted(ledger.total, 'character')}: {parts}"


def of_node(declaration: Declaration, eid: str) -> Iterator[str]:
    """One node: its label and words, then the notes called in it, its acts and its dates. KeyError without such a node."""
    node = declaration[eid]
    if isinstance(node, Numbered):
        yield f"{node.eid}{f'  {node.num}' if node.num else ''}"
        if node.heading is not None:
            yield f"  {node.heading.text}"
        yield from (f"  {line}" for line in node.text.split("\n"))
        for note in node.footnotes:
            first, *others = note.text.split("\n")
            yield f"  note {note.marker or note.eid}: {first}"
            yield from (f"    {line}" for line in others)
        marked = [(mark, block) for block in text_blocks(node.content) for mark in block.marks]
        for kind in ("act", "date"):
            for mark, block in (each for each in marked if each[0].kind == kind):
                yield f"  {kind} {getattr(mark, kind)}: {' '.join(block.quoted(mark).split())}"
        return
    label = (
        getattr(node, "num", None) or getattr(node, "marker", None) or getattr(node, "label", None)
    )
    yield f"{eid}{f'  {label}' if label else ''}"
    own = getattr(node, "eid", None) == eid  # what it holds need not begin with its eid
    below = {eid, *(name for _, name, _ in addressed(node) if own)}
    blocks = [
        block
        for where, block in declaration.blocks
        if where in below or where.startswith(f"{eid}__")
    ]
    blocks = text_blocks(node.content) if isinstance(node, Note) else blocks
    yield from (f"  {line}" for block in blocks for line in block.text.split("\n"))


_VERDICTS = {
    Verdict.VALID: say("valid"), Verdict.INVALID: say("invalid"), Verdict.UNDETERMINED: say("undetermined"),
}  # fmt: skip


def of_report(report: Report, tell: Tell = str) -> str:
    """A file's verdict and what it comes from: `a.xml: invalid (2 errors, 1 warning; 3 in the baseline)`."""
    grave = Counter(finding.severity for finding in report.findings)
    known = Counter(each.by == "comment" for each in report.suppressed)
    found = (count("{n} error", "{n} errors", n=grave[Severity.ERROR]),
             count("{n} warning", "{n} warnings", n=grave[Severity.WARNING]))  # fmt: skip
    kept = (count("{n} ignored by comment", "{n} ignored by comment", n=known[True]),
            count("{n} in the baseline", "{n} in the baseline", n=known[False]))  # fmt: skip
    told = (", ".join(tell(each) for each in part if each.values["n"]) for part in (found, kept))
    because = "; ".join(filter(None, told))
    return f"{visible(report.path)}: {tell(_VERDICTS[report.verdict])}{f' ({because})' if because else ''}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "note"), counted(2, "note"), counted(0, "annex", "annexes")
    ('1 note', '2 notes', '0 annexes')
    """
    return f"{number} {one if number == 1 else many or f'{one}s'}"


LABELS = ("num", "label", "marker")
"""The fields of a node that hold a printed label."""


def of_places(parsed: Parsed, eid: str) -> Iterator[str]:
    """One line for each stretch of the source that a node's labels and words were read from, points and notes included.

    `line:column-line:column`, the end exclusive, all from 1; offsets in code points, from 0, half-open, where they are
    known; the words of that stretch. Where a reader knows only the place of what a text stands in, it is `within` that.
    """
    declaration = parsed.require()
    all_passages = passages(declaration)
    wanted = [each for each in all_passages if each.eid == eid or each.eid.startswith(f"{eid}__")]
    called = {mark.mark.ref for each in wanted for mark in each.marks() if mark.mark.kind == "note"}
    noted = [each for each in all_passages if each.eid in called and each not in wanted]
    yield parsed.source.name
    for passage in (*wanted, *noted):
        yield f"{passage.eid}{f'  {passage.num}' if passage.num else ''}"
        for name, pointer in _parts(passage):
            spans = parsed.spans.get(pointer, ())
            if not spans and name not in LABELS:
                near = nearest(pointer, parsed.spans)
                yield (
                    f"  {name}: no place is known"
                    if near is None
                    else f"  {name} within {_span(near)}"
                )
            for span in spans:
                known = span.start is not None and span.end is not None
                yield f"  {name} {_span(span)}" + (
                    f"  {parsed.source.text[span.start : span.end]}" if known else ""
                )


def spans_of(parsed: Parsed, eid: str) -> list[Span]:
    """The stretches of the source that a node's own labels and words were read from."""
    own = (each for each in passages(parsed.require()) if each.eid == eid)
    return [span for each in own for _, at in _parts(each) for span in parsed.spans.get(at, ())]


def _parts(passage: Passage) -> Iterator[tuple[str, Pointer]]:
    for name in LABELS:
        yield name, f"{passage.pointer}/{name}"
    if passage.heading is not None:
        yield "heading", f"{passage.heading.pointer}/text"
    for words in passage.content:
        yield "text", f"{words.pointer}/text"


def _span(span: Span) -> str:
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    return place if span.start is None else f"{place} ({span.start}-{span.end})"
