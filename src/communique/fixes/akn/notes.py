"""A note that nothing calls, put where the file itself shows that it is called."""

import re
from collections import Counter
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic, Edit, Fix
from communique.core.message import say
from communique.fixes.akn.markup import Markup
from communique.fixes.subject import Shown, in_order
from communique.rules.tree import A

_LINKS = ("ref", "rref", "a")
_TAG = re.compile(r"<(?P<prefix>[^\s:/>]+:)?note(?=[\s/>])")


def fix(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The note moved behind the one link that leads to it, or the one superscript that is its marker.

    None where there is none, or more than one: what the words leave open is not decided here.
    """
    note = markup.element_at(finding.span)
    if note is None or note.tag != f"{A}note" or not len(note):
        return None
    call = _call(markup, note)
    if call is None:
        return None
    end = markup.after(call)
    edits = (*_taken_out(markup, note), markup.edit(end, end, _moved(markup, note)))
    return Fix(
        say("call the note {marker} where it is linked", marker=note.get("marker") or note.get("eId")), in_order(edits)
    )


def _call(markup: Markup, note: Element) -> Element | None:
    """The one place that shows where the note is called."""
    eid = note.get("eId")
    return markup.once(_shown).place((f"#{eid}", f"~{eid}") if eid else (), (note.get("marker") or "").strip())


def _shown(markup: Markup) -> Shown[Element]:
    found = Shown[Element](Counter(value.strip() for _, value in markup.tree.having("marker")))
    for each in markup.tree.all(*_LINKS):
        found.links[each.get("href") or ""].append(each)
    for each in markup.tree.all("sup"):
        found.raised["".join(each.itertext()).strip()].append(each)
    return found


def _taken_out(markup: Markup, note: Element) -> tuple[Edit, ...]:
    """The note out of `notes`, and that too if no other is left in it; with the white space before."""
    notes = markup.above[id(note)]
    gone = notes if len(notes) == 1 else note
    start = markup.tags[id(gone)].start or 0
    before = len(markup.source.text[:start].rstrip())
    return (markup.edit(before, markup.after(gone), ""),)


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
