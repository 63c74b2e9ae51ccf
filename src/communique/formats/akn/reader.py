"""Akoma Ntoso to a Declaration: our own files to the letter, those of others leniently.

Documents of other types are refused.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from weakref import ref

from communique.core.codes import NOT_KEPT, OTHER_DOCUMENT_TYPE, OTHER_NAMESPACE
from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.core.source import Source, SpanMap
from communique.draft import Parsed, Places, ReadOptions, build, weight
from communique.formats.akn.document import Document, is_ours
from communique.formats.akn.drafting import drafted, too_nested
from communique.formats.akn.names import AKN, ID, LANG, META, SPACE, A, C
from communique.formats.akn.places import Where, spans_of
from communique.formats.akn.remarks import Remarks
from communique.formats.akn.tree import Element, parse
from communique.naming.convention import name_nodes

_NAMESPACE = re.compile(r"\{([^}]*)\}")
_READ = {
    "eId", "id", "name", "contains", "date", "refersTo", "href", "from", "src", "alt", "marker", "placement", "colspan",
    "rowspan", ID, LANG, SPACE, "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation",
}  # fmt: skip
"""Attributes that are read wherever they mean something, follow from others, or are about the file."""


def read_with_tree(
    source: Source, options: ReadOptions
) -> tuple[Parsed, Element | None]:
    """The declaration that an Akoma Ntoso file holds, and the tree that it was read from.

    Without a declaration the findings say why. Elements of the tree are in the standard's
    namespace; there is none if the file is no XML. Never raises.
    """
    try:
        root = parse(source, options.limits)
        if isinstance(root, list):
            return Parsed(source, None, tuple(root)), None
        return _read(source, root, options), root
    except RecursionError:
        return too_nested(source), None


def _read(source: Source, root: Element, options: ReadOptions) -> Parsed:
    remarks = Remarks()
    if not _adopted(root, remarks):
        return Parsed(source, None, tuple(remarks.findings(source, root)))
    reader = Document(remarks, ours=is_ours(root))
    values = reader.file(root, options.language)
    if values is None:
        return Parsed(source, None, tuple(remarks.findings(source, root)))
    of_meta = metas(root)
    for element, attribute in unread(root, of_meta):
        message = say(
            "the attribute {attribute} has no place in the record", attribute=attribute
        )
        remarks.say(NOT_KEPT, message, element, severity=Severity.INFO)
    places = _places(source, root, options)
    total = count(root, of_meta)
    return build(drafted(source, root, reader, values, places, total=total))


def _adopted(root: Element, remarks: Remarks) -> bool:
    """Put elements of another version of the standard into its namespace.

    False, and a finding, if the root is no Akoma Ntoso.
    """
    match = _NAMESPACE.match(root.tag)
    namespace = match[1] if match else None
    if namespace == AKN:
        return True
    name = root.tag.rpartition("}")[2]
    if name != "akomaNtoso":
        message = say(
            "the root element is <{name}>, so this is not Akoma Ntoso", name=name
        )
        remarks.say(OTHER_DOCUMENT_TYPE, message, root)
        return False
    where = say("no namespace")
    if namespace is not None:
        where = say("the namespace {space!r}", space=namespace)
    message = say(
        "the file is in {where}; it is read as if it were in that of the standard",
        where=where,
    )
    remarks.say(OTHER_NAMESPACE, message, root)
    _rename(root, namespace)
    return True


def _rename(root: Element, namespace: str | None) -> None:
    """Put the elements of a namespace, or of none, into that of the standard."""
    before = "" if namespace is None else f"{{{namespace}}}"
    for element in root.iter():
        tag = element.tag
        is_of_it = tag.startswith(before) if before else not tag.startswith("{")
        if is_of_it:
            element.tag = A + tag[len(before) :]


def _places(source: Source, tree: Element, options: ReadOptions) -> Places:
    """What finds the places of values: it reads the tree again, and names nodes as `build` does.

    The file is parsed again only where nobody has kept the tree.
    """
    kept = ref(tree)

    def places() -> SpanMap:
        root = kept()
        again = parse(source, options.limits) if root is None else root
        assert not isinstance(again, list), "what was read once is read again"
        _adopted(again, Remarks())
        where: Where = {}
        reader = Document(Remarks(), ours=is_ours(again), where=where)
        values = reader.file(again, options.language) or {}
        name_nodes(values)
        return spans_of(source, again, values, where)

    return places


def metas(root: Element) -> list[Element]:
    """Every `meta` of a file that stands in no other."""
    found: list[Element] = []
    inside: set[int] = set()
    for meta in root.iter(META):
        if id(meta) not in inside:
            found.append(meta)
            inside.update(map(id, meta.iter(META)))
    return found


def count(root: Element, of_meta: list[Element]) -> int:
    """The characters of a file's text that are not white space, without those in `meta`."""
    total = weight("".join(root.itertext()))
    for meta in of_meta:
        total -= weight("".join(meta.itertext()))
    return total


def unread(root: Element, of_meta: list[Element]) -> Iterator[tuple[Element, str]]:
    """The attributes outside `meta` that nothing reads, each once, with the first element that has
    it.
    """
    names = _attributes(root.iter())
    for meta in of_meta:
        names.subtract(_attributes(meta.iter()))
    wanted = {name for name, times in names.items() if times and not _is_read(name)}
    if not wanted:
        return
    inside = {id(each) for meta in of_meta for each in meta.iter()}
    for element in root.iter():
        if id(element) in inside:
            continue
        for name in wanted.intersection(element.keys()):
            if name == "class" and element.tag == f"{A}span":
                continue
            wanted.remove(name)
            yield element, name.rpartition("}")[2]


def _is_read(attribute: str) -> bool:
    return attribute in _READ or attribute.startswith(C)


def _attributes(elements: Iterable[Element]) -> Counter[str]:
    """How often each attribute stands on some elements."""
    return Counter(chain.from_iterable(map(Element.keys, elements)))
