"""Attributes that say nothing, or leave out what holds of every document of the profile."""

from communique.diagnostics import Diagnostic, Fix
from communique.fixes.akn.eids import is_renamed
from communique.fixes.akn.markup import Markup
from communique.message import say


def fix_wid(markup: Markup, finding: Diagnostic) -> Fix | None:
    """A wId taken out that repeats the eId. None where the eId is to be another: then it says what the eId was."""
    element = markup.element_at(finding.span)
    if element is None or not element.get("wId") or is_renamed(markup, element):
        return None
    return Fix(say("take the wId out"), (markup.drop(element, "wId"),))


def fix_placement(markup: Markup, finding: Diagnostic) -> Fix | None:
    """A footnote that does not say where it stands put at the bottom. Its marker is printed, and none is made up."""
    element = markup.element_at(finding.span)
    if element is None or not (element.get("marker") or "").strip() or element.get("placement") is not None:
        return None
    return Fix(say("write {proper}", proper='placement="bottom"'), (markup.put(element, "placement", "bottom"),))
