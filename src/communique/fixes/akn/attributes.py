"""Attributes that say nothing, lack their `#`, carry a resolver's address, or leave out what holds of every document."""

from communique.core.diagnostics import Diagnostic, Fix
from communique.core.message import say
from communique.fixes.akn.eids import is_renamed
from communique.fixes.akn.markup import REFERENCES, Markup
from communique.fixes.subject import in_order


def fix_wid(markup: Markup, finding: Diagnostic) -> Fix | None:
    """A wId taken out that repeats the eId. None where the eId is to be another: then it says what the eId was."""
    element = markup.element_at(finding.span)
    if element is None or not element.get("wId") or is_renamed(markup, element):
        return None
    return Fix(say("remove the wId"), (markup.drop(element, "wId"),))


def fix_placement(markup: Markup, finding: Diagnostic) -> Fix | None:
    """A footnote that does not say where it stands put at the bottom. Its marker is printed, and none is made up."""
    element = markup.element_at(finding.span)
    if element is None or not (element.get("marker") or "").strip() or element.get("placement") is not None:
        return None
    return Fix(say("write {proper}", proper='placement="bottom"'), (markup.put(element, "placement", "bottom"),))


def fix_hash(markup: Markup, finding: Diagnostic) -> Fix | None:
    """`#` before a name, if an element or entry of this file has it: wherever the element lacks it."""
    element = markup.element_at(finding.span)
    name = finding.quote
    if element is None or not name or name not in markup.tree.eids:
        return None
    edits = [
        edit
        for attribute, value in element.items()
        if attribute in REFERENCES and name in value.split()
        for edit in markup.swap(element, attribute, lambda token: f"#{token}" if token == name else token)
    ]
    return Fix(say("write {proper}", proper=f"#{name}"), in_order(edits)) if edits else None


def fix_resolver(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The IRI alone, without the address of a server before it."""
    element = markup.element_at(finding.span)
    href = None if element is None else element.get("href")
    if element is None or href is None or "/akn/" not in href:
        return None
    iri = href[href.index("/akn/") :]
    return Fix(say("write {proper}", proper=iri), (markup.put(element, "href", iri),))
