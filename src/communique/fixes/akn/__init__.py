"""Fixes of Akoma Ntoso files: attributes that say nothing, lack their `#`, carry a resolver's address; notes without a call."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic, Fix
from communique.core.message import say
from communique.fixes.akn import eids, frbr
from communique.fixes.akn.eids import is_renamed
from communique.fixes.akn.markup import REFERENCES, Markup
from communique.fixes.subject import Shown, in_order
from communique.rules.tree import A


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


_LINKS = ("ref", "rref", "a")
_TAG = re.compile(r"<(?P<prefix>[^\s:/>]+:)?note(?=[\s/>])")


def fix_call(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The note moved behind the one link that leads to it, or the one superscript that is its marker.

    None where there is none, or more than one: what the words leave open is not decided here.
    """
    note = markup.element_at(finding.span)
    if note is None or note.tag != f"{A}note" or not len(note):
        return None
    eid, marker = note.get("eId"), (note.get("marker") or "").strip()
    call = markup.once(_shown).place((f"#{eid}", f"~{eid}") if eid else (), marker)
    if call is None:
        return None
    end = markup.after(call)
    # The note goes out of `notes`, and that too if no other is left in it; with the white space before.
    notes = markup.above[id(note)]
    gone = notes if len(notes) == 1 else note
    before = len(markup.source.text[: markup.tags[id(gone)].start].rstrip())
    edits = (markup.edit(before, markup.after(gone), ""), markup.edit(end, end, _moved(markup, note)))
    return Fix(
        say("call the note {marker} where it is linked", marker=note.get("marker") or note.get("eId")), in_order(edits)
    )


def _shown(markup: Markup) -> Shown[Element]:
    found = Shown[Element](Counter(value.strip() for _, value in markup.tree.having("marker")))
    for each in markup.tree.all(*_LINKS):
        found.links[each.get("href") or ""].append(each)
    for each in markup.tree.all("sup"):
        found.raised["".join(each.itertext()).strip()].append(each)
    return found


def _moved(markup: Markup, note: Element) -> str:
    """The note as it stands in the text: the same markup in an `authorialNote`."""
    start = markup.tags[id(note)].start
    whole = markup.source.text[start : markup.after(note)]
    opening = _TAG.match(whole)
    assert opening is not None, "a note begins with its tag"
    name = f"{opening['prefix'] or ''}authorialNote"
    placement = "" if note.get("placement") else ' placement="bottom"'
    tag = len(whole[: (markup.tags[id(note)].end or 0) - (start or 0)].rstrip("> \t\r\n"))
    inner = whole[opening.end() : tag] + placement + whole[tag:]
    return f"<{name}{inner[: inner.rindex('</')]}</{name}>"


FIXERS: Mapping[str, Callable[[Markup, Diagnostic], Fix | None]] = {
    **dict.fromkeys(("EID001", "EID002", "EID003", "EID004", "EID005", "XSD004"), eids.fix),
    **dict.fromkeys(("ONT001", "ONT002", "REF002"), fix_hash),
    "REF003": fix_resolver,
    "EID006": fix_wid,
    "NTE001": fix_placement,
    "NTE004": fix_call,
    "IRI001": frbr.fix_this,
    "IRI003": frbr.fix_level,
    "IRI006": frbr.fix_format,
    "LNG001": frbr.fix_language,
    "MET002": frbr.fix_country,
}
"""By code the function that fixes what is found."""
