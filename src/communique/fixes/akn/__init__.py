"""Fixes of Akoma Ntoso files: the levels of FRBR, each made of the one above where they agree on which is wrong; attributes; notes."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic, Fix
from communique.core.message import say
from communique.fixes.akn import eids
from communique.fixes.akn.eids import REFERENCES, Markup, is_renamed
from communique.fixes.subject import Shown, in_order
from communique.naming.iso639 import alpha3, bcp47, is_alpha3
from communique.rules.iri import LEVELS, bare, work_parts
from communique.rules.ontology import countries
from communique.rules.tree import A, Document

WORK, EXPRESSION, MANIFESTATION = LEVELS
_COMPONENT = re.compile(r"(?:/?![^!]+|/main)\Z")
_IN_LANGUAGE = re.compile(r"[a-z]{2,3}@[^/!]*")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
_OURS = {".xml": "xml", ".akn": "akn"}
"""Endings that this file may have, with the name of its format."""

Change = tuple[Element, str, str]
"""An element, an attribute of it, and the value that it gets."""


def fix_this(markup: Markup, finding: Diagnostic) -> Fix | None:
    """FRBRthis made of FRBRuri, the component kept; sure where another level is named after FRBRuri too.

    None where another level says that FRBRuri is the wrong one.
    """
    document, level = _place(markup, finding)
    this, uri = document.value(level, "FRBRthis"), document.value(level, "FRBRuri")
    if this is None or uri is None or not uri[1].strip("/ "):
        return None
    part = _COMPONENT.sub("", bare(this[1]))
    others = [each for name in LEVELS if name != level for each in _names(document, name)]
    if any(_agree(part, each) and not _agree(uri[1], each) for each in others):
        return None
    sure = any(_agree(uri[1], each) and not _agree(part, each) for each in others)
    return _fix(markup, [(this[0], "value", _component_of(uri[1], this[1], level))], sure=sure)


def fix_level(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The Expression's IRI made of the Work's, or the Manifestation's of the Expression's, and what is made of it in turn.

    But where the Manifestation has the language that is said, and the Expression another, the Expression's is made of that.
    Sure where a second name speaks for the one that is kept. None where a level does not agree with itself on its name,
    so that nobody knows which of the names is wrong.
    """
    document, level = _place(markup, finding)
    above = None if level == WORK else document.value(LEVELS[LEVELS.index(level) - 1], "FRBRuri")
    if above is None or not _is_sure(document, level):
        return None
    iri, name = above[1].rstrip("/"), level
    spoken = _language_names(document)
    sure = any(_agree(each, iri) for each in _names(document, level))
    if level == EXPRESSION:
        tail = _tail(document)
        if tail is None:
            return None
        sure = any(
            bare(each).startswith(f"{iri}/")
            for part in LEVELS[1:]
            for each in _names(document, part)
        )
        iri += tail
    elif not spoken[MANIFESTATION]:  # Work and Expression agree, and it is named after neither
        sure = True
    elif spoken[MANIFESTATION] != spoken[EXPRESSION]:
        said = document.value(EXPRESSION, "FRBRlanguage", "language")
        proper = "" if said is None else _code(said[1])
        if spoken[MANIFESTATION] == proper:
            name, sure = EXPRESSION, True
            work = document.value(WORK, "FRBRuri")
            start = 0 if work is None else len(work[1].rstrip("/")) + 1
            iri = f"{iri[:start]}{proper}{iri[start + len(spoken[EXPRESSION]) :]}"
        sure = sure or spoken[EXPRESSION] == proper
    changes = _named(document, EXPRESSION, iri) if name == EXPRESSION else []
    return _fix(markup, [*changes, *_named(document, MANIFESTATION, iri)], sure=sure)


def _names(document: Document, level: str) -> list[str]:
    """What a level is called, by FRBRthis and by FRBRuri, without component and ending."""
    found = (document.value(level, name) for name in ("FRBRthis", "FRBRuri"))
    return [
        _COMPONENT.sub("", bare(each[1]))
        for each in found
        if each is not None and each[1].strip("/ ")
    ]


def _language_names(document: Document) -> dict[str, str]:
    """The language in the IRI of each level below the Work, as it is written there; empty where there is none."""
    work = document.value(WORK, "FRBRuri")
    start = "" if work is None else f"{work[1].rstrip('/')}/"
    found = {level: document.value(level, "FRBRuri") for level in (EXPRESSION, MANIFESTATION)}
    return {
        level: each[1][len(start) :].partition("@")[0]
        if each and start and each[1].startswith(start)
        else ""
        for level, each in found.items()
    }


def fix_format(markup: Markup, finding: Diagnostic) -> Fix | None:
    """FRBRformat by the ending of the Manifestation's IRI, if that is one of this file's."""
    document, _ = _place(markup, finding)
    form, uri = (
        document.value(MANIFESTATION, "FRBRformat"),
        document.value(MANIFESTATION, "FRBRuri"),
    )
    if form is None or uri is None:
        return None
    name = next((name for ending, name in _OURS.items() if uri[1].lower().endswith(ending)), None)
    if name is None:
        return None
    return _fix(markup, [(form[0], "value", f"application/akn+{name}" if "/" in form[1] else name)])


def fix_language(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The language by its code of ISO 639-2/T, in FRBRlanguage and where the IRIs have the same language by another code."""
    document, _ = _place(markup, finding)
    said = document.value(EXPRESSION, "FRBRlanguage", "language")
    code = "" if said is None else _code(said[1])
    if said is None or not is_alpha3(code):
        return None
    changes: list[Change] = [(said[0], "language", code)]
    work = document.value(WORK, "FRBRuri")
    start = "" if work is None else f"{work[1].rstrip('/')}/"
    for level in (EXPRESSION, MANIFESTATION) if start else ():
        for name in ("FRBRthis", "FRBRuri"):
            found = document.value(level, name)
            segment = re.match(r"[a-z]{2,3}(?=[@!/]|\Z)", found[1][len(start) :]) if found else None
            if (
                found is not None
                and found[1].startswith(start)
                and segment
                and _code(segment[0]) == code
            ):
                changes.append(
                    (found[0], "value", f"{start}{code}{found[1][len(start) + segment.end() :]}")
                )
    return _fix(markup, changes)


def fix_country(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The country's code in lower case."""
    element = markup.element_at(finding.span)
    code = "" if element is None else (element.get("value") or "").casefold()
    if element is None or code.partition("-")[0] not in countries("convention"):
        return None
    return _fix(markup, [(element, "value", code)])


def _place(markup: Markup, finding: Diagnostic) -> tuple[Document, str]:
    """The document and the level that a finding about an element of a level is about."""
    return markup.once(_places)[id(markup.element_at(finding.span))]


def _places(markup: Markup) -> dict[int, tuple[Document, str]]:
    """The document and the level of each element of a level."""
    levels = (
        (document, name, level)
        for document in markup.tree.documents
        for name, level in document.levels.items()
    )
    return {id(element): (document, name) for document, name, level in levels for element in level}


def _fix(markup: Markup, changes: Iterable[Change], *, sure: bool = True) -> Fix | None:
    """The attributes that are to be others, written; None where all are as they should be."""
    real = [
        (element, name, value) for element, name, value in changes if element.get(name) != value
    ]
    if not real:
        return None
    title, others = say("write {proper}", proper=real[0][2]), len(real) - 1
    if others:
        title = say("{said}, and {others} more with it", said=title, others=others)
    return Fix(title, in_order(markup.put(*change) for change in real), sure)


def _agree(iri: str, other: str) -> bool:
    """Whether one of two IRIs begins with the other."""
    iri, other = bare(iri), bare(other)
    return iri.startswith(other) or other.startswith(iri)


def _component_of(uri: str, this: str, level: str) -> str:
    """FRBRthis for a FRBRuri: with the component that an old one has, and a Manifestation's ending."""
    ending = _ENDING.search(uri) if level == MANIFESTATION else None
    whole = uri[: ending.start()] if ending else uri.rstrip("/")
    component = _COMPONENT.search(bare(this))
    return f"{whole}{component[0] if component else '/!main'}{ending[0] if ending else ''}"


def _is_sure(document: Document, level: str) -> bool:
    """Whether all levels above are named as the convention has it, and agree with themselves."""
    for name in LEVELS[: LEVELS.index(level)]:
        this, uri = document.value(name, "FRBRthis"), document.value(name, "FRBRuri")
        if uri is None or (this is not None and not bare(this[1]).startswith(bare(uri[1]))):
            return False
    work, expression = document.value(WORK, "FRBRuri"), document.value(EXPRESSION, "FRBRuri")
    if work is None or not work_parts(work[1].rstrip("/")):
        return False
    return level == EXPRESSION or (
        expression is not None and expression[1].startswith(work[1].rstrip("/"))
    )


def _tail(document: Document) -> str | None:
    """What stands behind the Work's IRI in the Expression's: as it is there, else language and date as they are said."""
    uri = document.value(EXPRESSION, "FRBRuri")
    segment = None if uri is None else uri[1].rstrip("/").rpartition("/")[2]
    if segment is not None and _IN_LANGUAGE.fullmatch(segment):
        return f"/{segment}"
    said, date = (
        document.value(EXPRESSION, "FRBRlanguage", "language"),
        document.value(EXPRESSION, "FRBRdate", "date"),
    )
    code = "" if said is None else _code(said[1])
    vague = (
        date is None
        or date[1].startswith("9999")
        or date[0].get("name") in ("yearOnly", "monthOnly")
    )
    day = "" if date is None or vague else date[1]
    return f"/{code}@{day}" if is_alpha3(code) else None


def _named(document: Document, level: str, iri: str) -> list[Change]:
    """The names of a level for an Expression's IRI; a Manifestation keeps its ending."""
    this, uri = document.value(level, "FRBRthis"), document.value(level, "FRBRuri")
    changes: list[Change] = []
    if uri is not None:
        ending = _ENDING.search(uri[1]) if level == MANIFESTATION else None
        iri += ending[0] if ending else ""
        changes.append((uri[0], "value", iri))
    if this is not None:
        changes.append((this[0], "value", _component_of(iri, this[1], level)))
    return changes


def _code(language: str) -> str:
    """A language's code of ISO 639-2/T, whichever code or tag it is named by."""
    return alpha3(bcp47(language))


def fix_wid(markup: Markup, finding: Diagnostic) -> Fix | None:
    """A wId taken out that repeats the eId. None where the eId is to be another: then it says what the eId was."""
    element = markup.element_at(finding.span)
    if element is None or not element.get("wId") or is_renamed(markup, element):
        return None
    return Fix(say("remove the wId"), (markup.drop(element, "wId"),))


def fix_placement(markup: Markup, finding: Diagnostic) -> Fix | None:
    """A footnote that does not say where it stands put at the bottom. Its marker is printed, and none is made up."""
    element = markup.element_at(finding.span)
    if (
        element is None
        or not (element.get("marker") or "").strip()
        or element.get("placement") is not None
    ):
        return None
    return Fix(
        say("write {proper}", proper='placement="bottom"'),
        (markup.put(element, "placement", "bottom"),),
    )


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
        for edit in markup.swap(
            element, attribute, lambda token: f"#{token}" if token == name else token
        )
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
    edits = (
        markup.edit(before, markup.after(gone), ""),
        markup.edit(end, end, _moved(markup, note)),
    )
    return Fix(
        say(
            "call the note {marker} where it is linked",
            marker=note.get("marker") or note.get("eId"),
        ),
        in_order(edits),
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
    "IRI001": fix_this,
    "IRI003": fix_level,
    "IRI006": fix_format,
    "LNG001": fix_language,
    "MET002": fix_country,
}
"""By code the function that fixes what is found."""
