"""Formex 4 to 6, in which the Publications Office of the European Union keeps the Official Journal.

It is read, never written: a file becomes the Akoma Ntoso that says the same, each element in its
place, and is read as that.
"""

import re
from dataclasses import replace

from communique.core.codes import NOT_KEPT, OTHER_DOCUMENT_TYPE, UNUSABLE_VALUE
from communique.core.diagnostics import Severity
from communique.core.message import Message, say
from communique.core.source import Source, SpanMap
from communique.core.values import BasedValues, DeclarationValues
from communique.draft import Draft, Parsed, Places, ReadOptions, build, weight
from communique.formats.akn.document import Document
from communique.formats.akn.drafting import drafted, too_nested
from communique.formats.akn.formex.names import READ
from communique.formats.akn.formex.signatories import signatories_of
from communique.formats.akn.formex.translation import Translation
from communique.formats.akn.names import name_of
from communique.formats.akn.places import Where, spans_of
from communique.formats.akn.reading import LANGUAGE, is_date, short
from communique.formats.akn.remarks import Remark, Remarks
from communique.formats.akn.tree import Element, parse
from communique.languages import language
from communique.naming.convention import name_nodes, slug, work_iri
from communique.naming.iso639 import bcp47

_NAME = re.compile("[A-Z][A-Z.]*")
_BASIS: BasedValues = {"basis": "external", "source": "Formex"}


def read(source: Source, options: ReadOptions) -> Parsed:
    """The declaration that a Formex file holds, or findings that say why there is none.

    Never raises.
    """
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
    """Whether a file is no Formex, or only lists the files of a package; a finding says it."""
    if not _NAME.fullmatch(root.tag):
        message = say(
            "the root element is <{name}>, so this is not Formex", name=name_of(root)
        )
        remarks.say(OTHER_DOCUMENT_TYPE, message, root)
        return True
    if root.tag == "DOC":
        files = [each.get("FILE") for each in root.iter("REF.PHYS")]
        names = ", ".join(filter(None, files))
        message = say("the file describes a package of Formex; it holds no text")
        hint = say("read the files that it lists: {files}", files=names or "-")
        remarks.say(OTHER_DOCUMENT_TYPE, message, root, hint=hint)
        return True
    return False


def _draft(
    source: Source, root: Element, remarks: Remarks, options: ReadOptions
) -> Draft:
    total = _count(root)  # before the tree is changed
    _say_unread(root, remarks)
    told = _told(root, remarks)
    tag = told.pop("language", None) or options.language
    tree = Translation(root, remarks)
    reader = Document(remarks, ours=False)
    values = reader.file(root, tag) or {}
    values.update(_named(values, told))
    values["signatories"] = signatories_of(
        values.get("closing", []), values["language"]
    )
    _say_aside(tree, remarks)
    remarks.made = [_renamed(remark, tree) for remark in remarks.made]
    aside = sum(map(_count, tree.aside))
    return drafted(
        source,
        root,
        reader,
        values,
        _places(source, tag, options),
        total=total + tree.added,
        furniture={"metadata": aside} if aside else {},
        number=tree.number,
    )


def _count(element: Element) -> int:
    """The characters of an element's text that are not white space."""
    return weight("".join(element.itertext()))


def _places(source: Source, tag: str | None, options: ReadOptions) -> Places:
    """What finds the places of values: it reads the file again, and names nodes as `build` does."""

    def places() -> SpanMap:
        root = parse(source, options.limits)
        assert not isinstance(root, list), "what was read once is read again"
        where: Where = {}
        number = Translation(root, Remarks()).number
        values = Document(Remarks(), ours=False, where=where).file(root, tag) or {}
        name_nodes(values)
        return spans_of(source, root, values, where, number)

    return places


# --- findings -------------------------------------------------------------------------------------


def _say_aside(tree: Translation, remarks: Remarks) -> None:
    """Say the words of each part that is none of the text."""
    for element in tree.aside:
        words = " ".join(" ".join(element.itertext()).split())
        if not words:
            continue
        message = say(
            "<{name}> is none of the text: its words are not in the record, but for facts",
            name=tree.called[id(element)],
        )
        remarks.say(NOT_KEPT, message, element, quote=words)


def _renamed(remark: Remark, tree: Translation) -> Remark:
    """A remark that calls its element by the name it has in the file."""
    message = remark.finding.message
    name = name_of(remark.element)
    if name not in message.values.values():
        return remark
    called = tree.called[id(remark.element)]
    values = {
        key: called if each == name else each for key, each in message.values.items()
    }
    renamed = Message(message.template.format_map(values), message.template, values)
    return remark._replace(finding=replace(remark.finding, message=renamed))


def _say_unread(root: Element, remarks: Remarks) -> None:
    """Say each attribute that nothing reads, once."""
    known = set(READ)
    for element in root.iter():
        for name in element.attrib:
            if name in known:
                continue
            known.add(name)
            message = say(
                "the attribute {attribute} has no place in the record",
                attribute=name.rpartition("}")[2],
            )
            remarks.say(NOT_KEPT, message, element, severity=Severity.INFO)


# --- facts ----------------------------------------------------------------------------------------


def _told(root: Element, remarks: Remarks) -> DeclarationValues:
    """What a file says of itself: language, date and number."""
    about = next((each for each in root.iter() if each.tag.startswith("BIB.")), root)
    return {**_language(about), **_date(about, remarks), **_number(about)}


def _language(about: Element) -> DeclarationValues:
    tag = bcp47(about.findtext("LG.DOC") or about.findtext(".//LG.OJ") or "")
    return {"language": tag} if LANGUAGE.fullmatch(tag) else {}


def _date(about: Element, remarks: Remarks) -> DeclarationValues:
    element = about.find("DATE")
    given = "" if element is None else element.get("ISO") or ""
    if element is None or not given:
        return {}
    day = "-".join(filter(None, (given[:4], given[4:6], given[6:])))
    if is_date(day):
        return {"date": {"value": day, **_BASIS}}
    message = say(
        "{field} {value!r} is left out: the record does not take it",
        field=say("the date"),
        value=short(given),
    )
    remarks.say(UNUSABLE_VALUE, message, element)
    return {}


def _number(about: Element) -> DeclarationValues:
    number = about.find("NO.DOC")
    if number is None:
        return {}
    year = " ".join(about.findtext("NO.DOC/YEAR", "").split())
    current = " ".join(about.findtext("NO.DOC/NO.CURRENT", "").split())
    if not year or not current:
        return {}
    value = f"{year}/{current}"
    if number.get("FORMAT") == "NY":
        value = f"{current}/{year}"
    return {"identifiers": [{"scheme": "eu", "value": value, **_BASIS}]}


def _named(values: DeclarationValues, told: DeclarationValues) -> DeclarationValues:
    """What a file says of itself, the kind that its title names, and the IRI of the work."""
    title = values.get("title")
    words = title["text"].casefold() if title else ""
    kind = _kind(words, values["language"]) or values["kind"]
    name = slug(words, kind)
    date = told.get("date")
    day = date["value"] if date else None
    return {**told, "kind": kind, "id": name, "iri": work_iri("eu", kind, day, name)}


ACTS = ("regulation", "decision", "directive")
"""Kinds of acts, which titles name in the words by which others refer to them."""


def _kind(title: str, tag: str) -> str | None:
    """The kind of document that a title begins with, by the longest name that the language knows."""
    words = language(tag)
    tables = list(words.declaration_kinds.items())
    tables += [(kind, words.references.get(kind, ())) for kind in ACTS]
    known: list[tuple[int, str]] = []
    for kind, names in tables:
        known += [
            (len(name), kind) for name in names if title.startswith(name.casefold())
        ]
    return max(known)[1] if known else None
