"""Formex 4 to 6, in which the Publications Office of the European Union keeps the Official Journal: read, never written.

A file is turned into the Akoma Ntoso that says the same, each element where it stood, and read as that.
"""

import re
from dataclasses import replace

from communique.core.codes import NOT_KEPT, OTHER_DOCUMENT_TYPE, UNUSABLE_VALUE
from communique.core.diagnostics import Severity
from communique.core.message import Message, say
from communique.core.source import Source, SpanMap
from communique.core.values import Values
from communique.draft import Draft, Parsed, ReadOptions, build, weight
from communique.formats.akn.document import Document
from communique.formats.akn.drafting import drafted, too_nested
from communique.formats.akn.formex.translation import READ, Translation
from communique.formats.akn.names import name_of
from communique.formats.akn.places import Where, spans_of
from communique.formats.akn.reading import LANGUAGE, is_date, short
from communique.formats.akn.remarks import Remark, Remarks
from communique.formats.akn.tree import Element, parse
from communique.languages import language
from communique.naming.convention import name_nodes, slug, work_iri
from communique.naming.iso639 import bcp47

_NAME = re.compile("[A-Z][A-Z.]*")
_BASIS = {"basis": "external", "source": "Formex"}


def read(source: Source, options: ReadOptions) -> Parsed:
    """The declaration that a Formex file holds, or the findings that say why there is none. Never raises."""
    try:
        root = parse(source, options.limits)
        if isinstance(root, list):
            return Parsed(source, None, tuple(root))
        remarks = Remarks()
        if _refused(root, remarks):
            return Parsed(source, None, tuple(remarks.findings(source, root)))
        return build(_draft(source, root, remarks, options))
    except RecursionError:
        return too_nested(source)


def _refused(root: Element, remarks: Remarks) -> bool:
    """Whether a file is none of Formex, or only lists the files of a package: says so, and which these are."""
    if not _NAME.fullmatch(root.tag):
        message = say("the root element is <{name}>, which is no Formex", name=name_of(root))
        remarks.say(OTHER_DOCUMENT_TYPE, message, root)
    elif root.tag == "DOC":
        files = [name for each in root.iter("REF.PHYS") if (name := each.get("FILE"))]
        message = say("the file describes a package of Formex; it holds no text")
        hint = say("read the files that it lists: {files}", files=", ".join(files) or "-")
        remarks.say(OTHER_DOCUMENT_TYPE, message, root, hint=hint)
    return bool(remarks.made)


def _draft(source: Source, root: Element, remarks: Remarks, options: ReadOptions) -> Draft:
    total = weight("".join(root.itertext()))
    _say_unread(root, remarks)
    told = _told(root, remarks)
    tag = told.pop("language", None) or options.language
    tree = Translation(root, remarks)
    reader = Document(remarks, ours=False)
    values = reader.file(root, tag) or {}
    values.update(_named(values, told))
    for each in tree.aside:
        words = " ".join(" ".join(each.itertext()).split())
        if words:
            name = tree.called[id(each)]
            message = say(
                "<{name}> is none of the text: its words are not in the record, but for facts",
                name=name,
            )
            remarks.say(NOT_KEPT, message, each, quote=words)
    remarks.made = [_renamed(remark, tree) for remark in remarks.made]

    def places() -> SpanMap:
        again = parse(source, options.limits)
        assert not isinstance(again, list), "what was read once is read again"
        where: Where = {}
        number = Translation(again, Remarks()).number
        found = Document(Remarks(), ours=False, where=where).file(again, tag) or {}
        name_nodes(found)
        return spans_of(source, again, found, where, number)

    aside = sum(weight("".join(each.itertext())) for each in tree.aside)
    furniture = {"metadata": aside} if aside else {}
    total += tree.added
    return drafted(
        source, root, reader, values, places, total=total, furniture=furniture, number=tree.number
    )


def _renamed(remark: Remark, tree: Translation) -> Remark:
    """A remark with the name that its element has in the file."""
    element = remark.element
    called = tree.called[id(element)]
    message = _as_called(remark.finding.message, name_of(element), called)
    return remark._replace(finding=replace(remark.finding, message=message))


def _as_called(message: Message, name: str, called: str) -> Message:
    """A message with the name that an element has in the file."""
    if name not in message.values.values():
        return message
    values = {key: called if each == name else each for key, each in message.values.items()}
    return Message(message.template.format_map(values), message.template, values)


def _say_unread(root: Element, remarks: Remarks) -> None:
    """Say each attribute that nothing reads, once."""
    said = set(READ)
    for element in root.iter():
        for name in [name for name in element.attrib if name not in said]:
            said.add(name)
            message = say(
                "the attribute {attribute} has no place in the record",
                attribute=name.rpartition("}")[2],
            )
            remarks.say(NOT_KEPT, message, element, severity=Severity.INFO)


def _told(root: Element, remarks: Remarks) -> Values:
    """What a file says of itself: language, date and number."""
    about = next((each for each in root.iter() if each.tag.startswith("BIB.")), root)
    found: Values = {}
    tag = bcp47(about.findtext("LG.DOC") or about.findtext(".//LG.OJ") or "")
    if LANGUAGE.fullmatch(tag):
        found["language"] = tag
    day = about.find("DATE")
    said = "" if day is None else day.get("ISO") or ""
    value = "-".join(filter(None, (said[:4], said[4:6], said[6:])))
    if is_date(value):
        found["date"] = {"value": value, **_BASIS}
    elif day is not None and said:
        text = short(said)
        message = say(
            "{field} {value!r} is left out: the record does not take it",
            field=say("the date"),
            value=text,
        )
        remarks.say(UNUSABLE_VALUE, message, day)
    number = about.find("NO.DOC")
    year, current = (
        " ".join(about.findtext(f"NO.DOC/{name}", "").split()) for name in ("YEAR", "NO.CURRENT")
    )
    if number is not None and year and current:
        first, second = (current, year) if number.get("FORMAT") == "NY" else (year, current)
        found["identifiers"] = [{"scheme": "eu", "value": f"{first}/{second}", **_BASIS}]
    return found


def _named(values: Values, told: Values) -> Values:
    """What a file says of itself, the kind that its title names, and the IRI of the work."""
    first = (values.get("title") or {}).get("text", "").casefold()
    kinds = language(values["language"]).declaration_kinds
    known = [
        (len(name), kind)
        for kind, spelt in kinds.items()
        for name in spelt
        if first.startswith(name.casefold())
    ]
    kind = max(known)[1] if known else values["kind"]
    name = slug(first, kind)
    return {
        **told,
        "kind": kind,
        "id": name,
        "iri": work_iri("eu", kind, (told.get("date") or {}).get("value"), name),
    }
