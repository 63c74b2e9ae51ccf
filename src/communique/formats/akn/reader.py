"""Akoma Ntoso to a Declaration: ours to the letter, what others write leniently, other document types not at all."""

from communique.diagnostics import Diagnostic
from communique.draft import Draft, Ledger, Parsed, ReadOptions, build, collector_paused
from communique.formats.akn.inline import Unexpected
from communique.formats.akn.inventory import ink, take
from communique.formats.akn.tree import Element, parse
from communique.formats.akn.whole import Whole, is_ours
from communique.source import Source


def read(source: Source, options: ReadOptions) -> Parsed:
    """The declaration that an Akoma Ntoso file holds, or the findings that say why there is none. Never raises."""
    with collector_paused():
        root = parse(source, options.limits)
        if isinstance(root, list):
            return Parsed(source, None, tuple(root))
        draft = _exact(source, root)
        assert draft
        del root
        return build(draft)


def _exact(source: Source, root: Element) -> Draft | None:
    if not is_ours(root):
        return None
    found = take(root)
    reader = Whole(attached=root[0].tag.endswith("doc"))
    try:
        values = reader.file(root)
        words, labels = reader.checked()
    except Unexpected:
        raise
        return None
    ledger = Ledger(found.total, ink(words), ink(labels))
    if not ledger.balanced:
        return None
    findings: list[Diagnostic] = []
    return Draft(source, values, findings, ledger, named=True)
