"""Fixes as an editor offers them: one at a time where the cursor is, and all of a document together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from lsprotocol import types

from communique.diagnostics import Edit, Fix
from communique.lsp.analysis import Analysis
from communique.lsp.positions import Text, split_lines
from communique.mending import mend
from communique.mending.edits import applied
from communique.mending.words import words_of

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.communique"
"""The kind of the action that makes all fixes of a document."""
QUICK_FIX = types.CodeActionKind.QuickFix.value


def is_wanted(kind: str, only: Iterable[str] | None) -> bool:
    """Whether a client that asks for some kinds of actions asks for this one; it does if it names none.

    >>> is_wanted(FIX_ALL, ["source.fixAll"]), is_wanted(FIX_ALL, ["quickfix"]), is_wanted(FIX_ALL, None)
    (True, False, True)
    """
    return only is None or any(kind == each or kind.startswith(f"{each}.") for each in only)


@dataclass(frozen=True, slots=True)
class Target:
    """The document that edits are for; a client that takes no versions is told none."""

    uri: str
    version: int
    versioned: bool

    def edited(self, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
        """Edits of this version of the document."""
        if not self.versioned:
            return types.WorkspaceEdit(changes={self.uri: edits})
        document = types.OptionalVersionedTextDocumentIdentifier(uri=self.uri, version=self.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(edits))])


def quick_fixes(analysis: Analysis, where: types.Range, target: Target) -> list[types.CodeAction]:
    """The fix of each finding that touches a range; one that several share is one action, and only a sure one is preferred.

    A fix that would change a word is left out.
    """
    shared: dict[tuple[Edit, ...], tuple[Fix, list[types.Diagnostic]]] = {}
    for finding, diagnostic in analysis.touched(where):
        if finding.fix is not None:
            shared.setdefault(finding.fix.edits, (finding.fix, []))[1].append(diagnostic)
    return [
        types.CodeAction(
            analysis.held.tell(fix.title),
            QUICK_FIX,
            diagnostics,
            is_preferred=fix.sure,
            edit=target.edited([_text_edit(analysis.text, edit) for edit in edits]),
        )
        for edits, (fix, diagnostics) in shared.items()
        if _keeps_words(analysis, edits)
    ]


def fix_all(analysis: Analysis, target: Target) -> types.WorkspaceEdit:
    """The edits that make all fixes of a document, in rounds that change no word, as `communique validate --fix`."""
    mended = mend(analysis.examined, format=analysis.format)
    edits: list[types.TextEdit] = []
    if mended.changed:
        for start, end, words in _difference(mended.before.text, mended.after.source.text):
            edits.append(types.TextEdit(analysis.text.range_of(start, end), words))
    return target.edited(edits)


def _keeps_words(analysis: Analysis, edits: tuple[Edit, ...]) -> bool:
    source = analysis.examined.source
    try:
        return words_of(source, analysis.format) == words_of(applied(source, edits), analysis.format)
    except ValueError:
        return False


def _text_edit(text: Text, edit: Edit) -> types.TextEdit:
    return types.TextEdit(text.range_of(edit.start, edit.end), edit.text)


def _difference(before: str, after: str) -> Iterator[tuple[int, int, str]]:
    """What of a text is replaced by what, by whole lines, so that a cursor elsewhere stays where it is."""
    if before == after:
        return
    old, new = split_lines(before), split_lines(after)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    for tag, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
        if tag != "equal":
            yield starts[first], starts[last], "".join(new[start:end])
