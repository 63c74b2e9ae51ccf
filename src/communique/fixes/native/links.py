"""References of a record that lack their `#`, or carry a resolver's address."""

from communique.core.diagnostics import Diagnostic, Fix
from communique.core.message import say
from communique.core.values import nodes
from communique.fixes.native.record import RecordText


def fix_hash(text: RecordText, finding: Diagnostic) -> Fix | None:
    """`#` before the eid of a node of this record."""
    eid = finding.quote
    if not eid or eid not in text.once(_eids):
        return None
    return _linked(text, finding, f"#{eid}")


def _eids(text: RecordText) -> set[str]:
    """The eids of the record."""
    return {node["eid"] for node in nodes(text.values)}


def fix_resolver(text: RecordText, finding: Diagnostic) -> Fix | None:
    """The IRI alone, without the address of a server before it."""
    href = finding.quote or ""
    return _linked(text, finding, href[href.index("/akn/") :]) if "/akn/" in href else None


def _linked(text: RecordText, finding: Diagnostic, href: str) -> Fix | None:
    """The references of a text block to the address that is quoted, made ones to another."""
    pointer = f"{finding.pointer}/marks"
    marks = text.at(pointer)
    wrong = [at for at, mark in enumerate(marks) if mark.get("href") == finding.quote]
    edits = tuple(text.put(f"{pointer}/{at}/href", href) for at in wrong)
    return Fix(say("write {proper}", proper=href), edits) if edits else None
