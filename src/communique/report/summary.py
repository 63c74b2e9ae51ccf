"""Short summaries for a terminal: of a declaration, a paragraph, a ledger, a report.

They also tell where in the source the words of a node are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from communique.core.diagnostics import Report, Severity, Verdict
from communique.core.message import count, say
from communique.core.source import Pointer, Span
from communique.draft import Ledger, Parsed
from communique.model import Declaration, Node, TextBlock
from communique.model.blocks import Note, Numbered, text_blocks
from communique.model.nodes import addressed
from communique.model.passages import Passage, passages
from communique.model.refusal import nearest
from communique.report.terminal import Tell, visible

if TYPE_CHECKING:
    from communique.detect import Why  # the reader of raw text takes long to load


def of_why(why: "Why") -> Iterator[str]:
    """Lines that say what a block was taken for, how probable that is, and why.

    They have the next most probable role too, and the features that decided.
    """
    words = " ".join(why.words.split())
    hint = " (a hint says so)" if why.hinted else ""
    yield f"line {why.line}  {words[:60]}"
    yield f"  {_state(why.state)}: {_percent(why.odds)}{hint}"
    yield f"  {_state(why.other)}: {_percent(why.less)}"
    for name, weight in why.features:
        yield f"  {weight:+.2f}  {name}"


def _percent(probability: float) -> str:
    return f"{100 * probability:.1f} %"


def _state(state: str) -> str:
    role = state.removesuffix("+")
    if role == state:
        return role
    return f"goes on with the {role} before"


def of_declaration(declaration: Declaration) -> Iterator[str]:
    """Its title, what it is, and how much there is of it."""
    yield _on_one_line(declaration.title.text) if declaration.title else "(no title)"
    for subtitle in declaration.subtitles:
        yield f"  {_on_one_line(subtitle.text)}"
    date = declaration.date.value if declaration.date else "unknown"
    about = f"kind {declaration.kind}, language {declaration.language}, date {date}"
    yield f"  id {declaration.id}, {about}"
    yield f"  {declaration.iri}"
    recitals = counted(len(declaration.recitals), "recital")
    operative = counted(len(declaration.commitments), "operative paragraph")
    footnotes = counted(len(declaration.footnotes), "footnote")
    signatories = _signatories(declaration)
    yield f"  {recitals}, {operative}, {footnotes}, {signatories}"
    if declaration.annexes:
        annexes = counted(len(declaration.annexes), "annex", "annexes")
        yield f"  {annexes}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _signatories(declaration: Declaration) -> str:
    """How many signatories there are, and how many of them sign for several."""
    number = len(declaration.signatories)
    collective = sum(bool(signatory.members) for signatory in declaration.signatories)
    if number and number == collective:
        return counted(number, "collective signatory", "collective signatories")
    said = counted(number, "signatory", "signatories")
    return f"{said} ({collective} collective)" if collective else said


def of_ledger(ledger: Ledger) -> str:
    """One line: how many characters, white space aside, went where.

    >>> of_ledger(Ledger(10, 7, 2, {"page-number": 1}))
    'ledger: 10 characters: 7 document, 2 structure, 1 furniture (page-number 1), 0 left over'
    """
    furniture = f"{sum(ledger.furniture.values())} furniture"
    if ledger.furniture:
        kinds = [
            f"{kind} {number}" for kind, number in sorted(ledger.furniture.items())
        ]
        furniture += f" ({', '.join(kinds)})"
    total = counted(ledger.total, "character")
    kept = f"{ledger.document} document, {ledger.structure} structure"
    return f"ledger: {total}: {kept}, {furniture}, {ledger.left_over} left over"


def of_node(declaration: Declaration, eid: str) -> Iterator[str]:
    """One node: its label and words, then the notes called in it, its acts and its dates.

    Raises KeyError if there is no such node.
    """
    node = declaration[eid]
    if isinstance(node, Numbered):
        yield from _of_numbered(node)
        return
    labels = [getattr(node, name, None) for name in ("num", "marker", "label")]
    label = next(filter(None, labels), None)
    yield _labelled(eid, label)
    for block in _blocks(declaration, node, eid):
        yield from _indented(block.text, "  ")


def _labelled(eid: str, label: str | None) -> str:
    return f"{eid}  {label}" if label else eid


def _indented(text: str, indent: str) -> list[str]:
    return [f"{indent}{line}" for line in text.split("\n")]


def _of_numbered(node: Numbered) -> Iterator[str]:
    """A paragraph, a recital or a point."""
    yield _labelled(node.eid, node.num)
    if node.heading is not None:
        yield f"  {node.heading.text}"
    yield from _indented(node.text, "  ")
    for note in node.footnotes:
        first, *others = note.text.split("\n")
        yield f"  note {note.marker or note.eid}: {first}"
        for line in others:
            yield f"    {line}"
    blocks = list(text_blocks(node.content))
    for block in blocks:
        for mark in block.marks:
            if mark.kind == "act":
                yield f"  act {mark.act}: {_on_one_line(block.quoted(mark))}"
    for block in blocks:
        for mark in block.marks:
            if mark.kind == "date":
                yield f"  date {mark.date}: {_on_one_line(block.quoted(mark))}"


def _blocks(declaration: Declaration, node: Node, eid: str) -> Iterable[TextBlock]:
    """The words of a node, and of all nodes in it."""
    if isinstance(node, Note):
        return text_blocks(node.content)
    below = {eid}
    if (
        getattr(node, "eid", None) == eid
    ):  # the eids of what it holds need not begin with its own
        below.update(name for _, name, _ in addressed(node) if name)
    prefix = f"{eid}__"
    found: list[TextBlock] = []
    for where, block in declaration.blocks:
        if where in below or where.startswith(prefix):
            found.append(block)
    return found


_VERDICTS = {
    Verdict.VALID: say("valid"),
    Verdict.INVALID: say("invalid"),
    Verdict.UNDETERMINED: say("undetermined"),
}


def of_report(report: Report, tell: Tell = str) -> str:
    """A file's verdict, with counts: `a.xml: invalid (2 errors, 1 warning; 3 in the baseline)`."""
    grave = Counter(finding.severity for finding in report.findings)
    found = [
        count("{n} error", "{n} errors", n=grave[Severity.ERROR]),
        count("{n} warning", "{n} warnings", n=grave[Severity.WARNING]),
    ]
    by_comment = sum(each.by == "comment" for each in report.suppressed)
    in_baseline = len(report.suppressed) - by_comment
    kept = [
        count("{n} ignored by comment", "{n} ignored by comment", n=by_comment),
        count("{n} in the baseline", "{n} in the baseline", n=in_baseline),
    ]
    parts = []
    for counts in (found, kept):
        told = [tell(each) for each in counts if each.values["n"]]
        if told:
            parts.append(", ".join(told))
    because = f" ({'; '.join(parts)})" if parts else ""
    return f"{visible(report.path)}: {tell(_VERDICTS[report.verdict])}{because}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> counted(1, "note"), counted(2, "note"), counted(0, "annex", "annexes")
    ('1 note', '2 notes', '0 annexes')
    """
    if number == 1:
        return f"1 {one}"
    return f"{number} {many or one + 's'}"


LABELS = ("num", "label", "marker")
"""The fields of a node that hold a printed label."""


def of_places(parsed: Parsed, eid: str) -> Iterator[str]:
    """One line for each stretch of the source that a node was read from, points and notes included.

    A line has `line:column-line:column`, the end exclusive, all from 1. If they are known, it also
    has the offsets (code points, from 0, half-open) and the words of the stretch. `within` means
    that only the place of something larger, which holds the text, is known.
    """
    yield parsed.source.name
    for passage in _around(parsed.require(), eid):
        yield _labelled(passage.eid, passage.num)
        for name, pointer in _parts(passage):
            yield from _of_part(parsed, name, pointer)


def _around(declaration: Declaration, eid: str) -> list[Passage]:
    """The passages of a node and in it, then the notes that are called there."""
    every = passages(declaration)
    prefix = f"{eid}__"
    wanted = [each for each in every if each.eid == eid or each.eid.startswith(prefix)]
    called: set[str] = set()
    for passage in wanted:
        called.update(
            each.mark.ref for each in passage.marks() if each.mark.kind == "note"
        )
    notes = [each for each in every if each.eid in called and each not in wanted]
    return wanted + notes


def _of_part(parsed: Parsed, name: str, pointer: Pointer) -> Iterator[str]:
    """The stretches of a label or a text; for a text without any, the nearest place around it."""
    spans = parsed.spans.get(pointer, ())
    for span in spans:
        line = f"  {name} {_span(span)}"
        if span.start is not None and span.end is not None:
            words = parsed.source.text[span.start : span.end]
            line = f"{line}  {words}"
        yield line
    if spans or name in LABELS:
        return
    near = nearest(pointer, parsed.spans)
    if near is None:
        yield f"  {name}: no place is known"
    else:
        yield f"  {name} within {_span(near)}"


def spans_of(parsed: Parsed, eid: str) -> list[Span]:
    """The stretches of the source that a node's own labels and words were read from."""
    found: list[Span] = []
    for passage in passages(parsed.require()):
        if passage.eid == eid:
            for _, pointer in _parts(passage):
                found += parsed.spans.get(pointer, ())
    return found


def _parts(passage: Passage) -> Iterator[tuple[str, Pointer]]:
    for name in LABELS:
        yield name, f"{passage.pointer}/{name}"
    if passage.heading is not None:
        yield "heading", f"{passage.heading.pointer}/text"
    for words in passage.content:
        yield "text", f"{words.pointer}/text"


def _span(span: Span) -> str:
    place = f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"
    if span.start is None:
        return place
    return f"{place} ({span.start}-{span.end})"
