"""Akoma Ntoso to a Declaration: ours to the letter, what others write leniently, other document types not at all."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from weakref import ref

from communique.core.codes import (
    NOT_KEPT,
    OTHER_DOCUMENT_TYPE,
    OTHER_NAMESPACE,
    TOO_NESTED,
    UNSUPPORTED,
)
from communique.core.diagnostics import Diagnostic, Severity
from communique.core.message import say
from communique.core.source import Source, SpanMap
from communique.core.values import Values, content_blocks, content_nodes, nodes_and_texts
from communique.draft import Draft, Ledger, Parsed, Places, ReadOptions, build, weight
from communique.formats.akn.document import Document, is_ours
from communique.formats.akn.names import AKN, ID, LANG, META, SPACE, A, C
from communique.formats.akn.places import Number, Where, spans_of
from communique.formats.akn.remarks import Remarks
from communique.formats.akn.tree import Element, parse
from communique.naming.convention import PROVISIONAL, name_nodes

_NAMESPACE = re.compile(r"\{([^}]*)\}")
_READ = {
    "eId", "id", "name", "contains", "date", "refersTo", "href", "from", "src", "alt", "marker", "placement", "colspan",
    "rowspan", ID, LANG, SPACE, "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
}  # fmt: skip
"""Attributes that are read wherever they mean something, that follow from others, or that are about the file."""


def read_with_tree(source: Source, options: ReadOptions) -> tuple[Parsed, Element | None]:
    """The declaration that an Akoma Ntoso file holds, or the findings that say why there is none. Never raises.

    Then the tree it was read from, its elements in the standard's namespace.
    """
    try:
        root = parse(source, options.limits)
        if isinstance(root, list):
            return Parsed(source, None, tuple(root)), None
        remarks = Remarks()
        reader = Document(remarks, ours=is_ours(root)) if _adopted(root, remarks) else None
        values = reader.file(root, options.language) if reader else None
        if reader is None or values is None:
            return Parsed(source, None, tuple(remarks.findings(source, root))), root
        without = metas(root)
        for element, attribute in unread(root, without):
            message = say(
                "the attribute {attribute} has no place in the record", attribute=attribute
            )
            remarks.say(NOT_KEPT, message, element, severity=Severity.INFO)
        places = _places(source, root, options)
        return build(
            drafted(source, root, reader, values, places, total=total(root, without))
        ), root
    except RecursionError:
        return too_nested(source), None


def too_nested(source: Source) -> Parsed:
    """That a file is nested too deep to be read."""
    return Parsed(
        source,
        None,
        (Diagnostic.of(TOO_NESTED, say("elements are nested deeper than can be read")),),
    )


def _adopted(root: Element, remarks: Remarks) -> bool:
    """Put the elements of another version of the standard into its namespace; False if the root is none of them."""
    space = _NAMESPACE.match(root.tag)
    name = root.tag.rpartition("}")[2]
    if space is not None and space[1] == AKN:
        return True
    if name != "akomaNtoso":
        remarks.say(
            OTHER_DOCUMENT_TYPE,
            say("the root element is <{name}>, which is no Akoma Ntoso", name=name),
            root,
        )
        return False
    where = say("no namespace") if space is None else say("the namespace {space!r}", space=space[1])
    message = say(
        "the file is in {where}; it is read as if it were in that of the standard", where=where
    )
    remarks.say(OTHER_NAMESPACE, message, root)
    before = f"{{{space[1]}}}" if space is not None else ""
    for element in root.iter():
        if element.tag.startswith(before) and (before or element.tag[:1] != "{"):
            element.tag = A + element.tag[len(before) :]
    return True


def _places(source: Source, tree: Element, options: ReadOptions) -> Places:
    """Read the tree once more, and remember where each value came from; nodes are named as `build` does it.

    The file is parsed again only where nobody has kept the tree.
    """
    kept = ref(tree)

    def places() -> SpanMap:
        root = kept()
        found = parse(source, options.limits) if root is None else root
        assert not isinstance(found, list), "what was read once is read again"
        _adopted(found, Remarks())
        where: Where = {}
        values = (
            Document(Remarks(), ours=is_ours(found), where=where).file(found, options.language)
            or {}
        )
        name_nodes(values)
        return spans_of(source, found, values, where)

    return places


def drafted(
    source: Source, root: Element, reader: Document, values: Values, places: Places, *,
    total: int, furniture: dict[str, int] | None = None, number: Number | None = None,
) -> Draft:  # fmt: skip
    """The draft of what was read of a file of so many characters; the words of notes that stood in `meta` are none of the text's."""
    meta = {id(note) for note in reader.of_meta}
    notes = values.get("notes", [])
    named, texts = nodes_and_texts(values)
    blocks = [block for _, block in texts]
    inner = [
        block for note in notes if id(note) not in meta for block in content_blocks(note["content"])
    ]
    words = "".join([block["text"] for block in blocks + inner])
    uncounted = {id(node) for note in reader.of_meta for node in content_nodes(note["content"])}
    labels = [node["num"] for node in named if "num" in node and id(node) not in uncounted]
    labels += [
        field["label"]
        for field in (values.get("cover") or {}).get("fields", ())
        if "label" in field
    ]
    ledger = Ledger(
        total, weight(words), weight("".join(labels)), furniture or {}, reader.left_over
    )
    if not ledger.balanced:
        lost = (
            ledger.total
            - ledger.document
            - ledger.structure
            - sum(ledger.furniture.values())
            - ledger.left_over
        )
        ledger.left_over += lost
        reader.remarks.say(
            UNSUPPORTED, say("{lost} characters are left over, nobody knows where", lost=lost), root
        )
    # Whether all have names, and notes stand in the order of their calls, none of which is in a note.
    calls = [
        mark["ref"] for block in blocks for mark in block.get("marks", ()) if mark["kind"] == "note"
    ]
    in_order = (
        all("eid" in node for node in named)
        and list(dict.fromkeys(calls)) == [note["eid"] for note in notes]
        and not any(eid.startswith(PROVISIONAL) for eid in calls)
        and not any(
            m["kind"] == "note"
            for n in notes
            for b in content_blocks(n["content"])
            for m in b.get("marks", ())
        )
    )
    return Draft(
        source, values, reader.remarks.findings(source, root, number), ledger, places, in_order
    )


def metas(root: Element) -> list[Element]:
    """Every `meta` of a file that stands in no other."""
    found: list[Element] = []
    inside: set[int] = set()
    for meta in root.iter(META):
        if id(meta) not in inside:
            found.append(meta)
            inside.update(map(id, meta.iter(META)))
    return found


def total(root: Element, without: list[Element]) -> int:
    """How many characters of a file's text are not white space, without those in some elements."""
    return weight("".join(root.itertext())) - sum(
        weight("".join(meta.itertext())) for meta in without
    )


def unread(root: Element, without: list[Element]) -> Iterator[tuple[Element, str]]:
    """The attributes outside `meta` that nothing reads, each by its name, with the first element that has it."""
    names = _names(root.iter())
    for meta in without:
        names.subtract(_names(meta.iter()))
    wanted = {
        name
        for name, times in names.items()
        if times and name not in _READ and not name.startswith(C)
    }
    inside = {id(each) for meta in without for each in meta.iter()} if wanted else ()
    for element in root.iter() if wanted else ():
        for name in wanted.intersection(element.keys()):
            if id(element) not in inside and not (name == "class" and element.tag == f"{A}span"):
                wanted.remove(name)
                yield element, name.rpartition("}")[2]


def _names(elements: Iterable[Element]) -> Counter[str]:
    """How often each attribute stands on some elements."""
    return Counter(chain.from_iterable(map(Element.keys, elements)))
