"""Fixes of footnotes: where a note is placed, and where it is called. No marker is changed, since
it is printed.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic, Fix
from communique.core.message import say
from communique.rules.markup import Markup, in_order
from communique.rules.tree import A

_LINKS = ("ref", "rref", "a")
_TAG = re.compile(r"<(?P<prefix>[^\s:/>]+:)?note(?=[\s/>])")


def fix_placement(markup: Markup, finding: Diagnostic) -> Fix | None:
    """`placement="bottom"` on a footnote that has a marker and no placement. No marker is made up."""
    element = markup.element_at(finding.span)
    if element is None or element.get("placement") is not None:
        return None
    if not (element.get("marker") or "").strip():
        return None
    edit = markup.put(element, "placement", "bottom")
    return Fix(say("write {proper}", proper='placement="bottom"'), (edit,))


def fix_call(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The note moved behind the one link that leads to it, or the one superscript that is its marker.

    None where there is none, or more than one: the words then leave open which one calls the note.
    """
    note = markup.element_at(finding.span)
    if note is None or note.tag != f"{A}note" or not len(note):
        return None
    call = markup.once(_calls).call_of(note)
    if call is None:
        return None
    end = markup.after(call)
    # `notes` goes too if it holds no other note, and the white space before it.
    notes = markup.above[id(note)]
    gone = notes if len(notes) == 1 else note
    before = len(markup.source.text[: markup.tags[id(gone)].start].rstrip())
    removed = markup.edit(before, markup.after(gone), "")
    added = markup.edit(end, end, _as_authorial_note(markup, note))
    marker = note.get("marker") or note.get("eId")
    return Fix(
        say("call the note {marker} where it is linked", marker=marker),
        in_order((removed, added)),
    )


@dataclass(frozen=True)
class _Calls:
    """What can call a note: links by their address, superscripts by their words; and how many notes
    have each marker.
    """

    links: dict[str, list[Element]]
    superscripts: dict[str, list[Element]]
    markers: Counter[str]

    def call_of(self, note: Element) -> Element | None:
        """The one link to a note, or the one superscript that is its marker and no other note's;
        None otherwise.
        """
        eid = note.get("eId")
        marker = (note.get("marker") or "").strip()
        found: list[Element] = []
        if eid:
            found = [*self.links.get(f"#{eid}", ()), *self.links.get(f"~{eid}", ())]
        if not found and self.markers[marker] == 1:
            found = self.superscripts.get(marker, [])
        return found[0] if len(found) == 1 else None


def _calls(markup: Markup) -> _Calls:
    links: defaultdict[str, list[Element]] = defaultdict(list)
    for link in markup.tree.all(*_LINKS):
        links[link.get("href") or ""].append(link)
    superscripts: defaultdict[str, list[Element]] = defaultdict(list)
    for raised in markup.tree.all("sup"):
        superscripts["".join(raised.itertext()).strip()].append(raised)
    markers = (value.strip() for _, value in markup.tree.having("marker"))
    return _Calls(links, superscripts, Counter(each for each in markers if each))


def _as_authorial_note(markup: Markup, note: Element) -> str:
    """The note as it stands in the text: the same markup in an `authorialNote`."""
    tag = markup.tags[id(note)]
    assert tag.start is not None, "a layout knows offsets"
    assert tag.end is not None, "a layout knows offsets"
    whole = markup.source.text[tag.start : markup.after(note)]
    opening = _TAG.match(whole)
    assert opening is not None, "a note begins with its tag"
    name = f"{opening['prefix'] or ''}authorialNote"
    end_of_tag = len(whole[: tag.end - tag.start].rstrip("> \t\r\n"))
    placement = "" if note.get("placement") else ' placement="bottom"'
    attributes = whole[opening.end() : end_of_tag] + placement
    content = whole[end_of_tag : whole.rindex("</")]
    return f"<{name}{attributes}{content}</{name}>"
