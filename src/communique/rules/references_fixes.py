"""Fixes of references: `#` before a name of the file, and an IRI without the server that resolves
it.
"""

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.core.message import say
from communique.rules.markup import REFERENCES, Markup, fix_of_changes, in_order


def fix_hash(markup: Markup, finding: Diagnostic) -> Fix | None:
    """`#` before a name, if an element or entry of this file has it: wherever the element lacks it."""
    element = markup.element_at(finding.span)
    name = finding.quote
    if element is None or not name or name not in markup.tree.eids:
        return None

    def with_hash(token: str) -> str:
        return f"#{token}" if token == name else token

    edits: list[Edit] = []
    for attribute, value in element.items():
        if attribute in REFERENCES and name in value.split():
            edits += markup.swap(element, attribute, with_hash)
    if not edits:
        return None
    return Fix(say("write {proper}", proper=f"#{name}"), in_order(edits))


def fix_resolver(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The IRI alone, without the address of a server before it."""
    element = markup.element_at(finding.span)
    href = None if element is None else element.get("href")
    if element is None or href is None or "/akn/" not in href:
        return None
    return fix_of_changes(markup, [(element, "href", href[href.index("/akn/") :])])
