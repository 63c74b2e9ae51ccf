"""Akoma Ntoso to a Declaration: ours to the letter, what others write leniently, other document types not at all."""

import re

from communique.diagnostics import Diagnostic, Severity
from communique.draft import Draft, Ledger, Parsed, Places, ReadOptions, build
from communique.faults import NOT_KEPT, OTHER_DOCUMENT_TYPE, OTHER_NAMESPACE, TOO_NESTED, UNSUPPORTED
from communique.formats.akn.inline import Unexpected
from communique.formats.akn.inventory import Inventory, ink, take, unread, unusual
from communique.formats.akn.locating import Located, spans_of
from communique.formats.akn.names import AKN, A
from communique.formats.akn.remarks import Remarks
from communique.formats.akn.tree import Element, parse
from communique.formats.akn.whole import Whole, is_ours
from communique.message import say
from communique.naming import name_nodes
from communique.source import Source, SpanMap
from communique.values import Values, content_blocks, content_nodes, nodes, text_blocks

_NAMESPACE = re.compile(r"\{([^}]*)\}")


def read(source: Source, options: ReadOptions) -> Parsed:
    """The declaration that an Akoma Ntoso file holds, or the findings that say why there is none. Never raises."""
    return read_with_tree(source, options)[0]


def read_with_tree(source: Source, options: ReadOptions) -> tuple[Parsed, Element | None]:
    """What `read` gives, and the tree it was read from, if it is one of the standard's own namespace. Never raises."""
    try:
        draft, root = _drafted(source, options)
        return (draft if isinstance(draft, Parsed) else build(draft)), root
    except RecursionError:
        return _too_nested(source), None


def _drafted(source: Source, options: ReadOptions) -> tuple[Draft | Parsed, Element | None]:
    root = parse(source, options.limits)
    if isinstance(root, list):
        return Parsed(source, None, tuple(root)), None
    standard = root.tag == f"{A}akomaNtoso"
    return _draft(source, root, options), root if standard else None


def _too_nested(source: Source) -> Parsed:
    return Parsed(source, None, (Diagnostic.of(TOO_NESTED, say("elements are nested deeper than can be read")),))


def _draft(source: Source, root: Element, options: ReadOptions) -> Draft | Parsed:
    remarks = Remarks()
    ours = is_ours(root)
    if ours:
        draft = _exact(source, root, options)
        if draft is not None:
            return draft
    elif not _adopted(root, remarks):
        return Parsed(source, None, tuple(remarks.findings(source, root)))
    return _lenient(source, root, remarks, options)


def _adopted(root: Element, remarks: Remarks) -> bool:
    """Put the elements of another version of the standard into its namespace; False if the root is none of them."""
    space = _NAMESPACE.match(root.tag)
    name = root.tag.rpartition("}")[2]
    if space is not None and space[1] == AKN:
        return True
    if name != "akomaNtoso":
        remarks.say(OTHER_DOCUMENT_TYPE, say("the root element is <{name}>, which is no Akoma Ntoso", name=name), root)
        return False
    where = say("no namespace") if space is None else say("the namespace {space!r}", space=space[1])
    remarks.say(
        OTHER_NAMESPACE,
        say("the file is in {where}; it is read as if it were in that of the standard", where=where),
        root,
    )
    before = f"{{{space[1]}}}" if space is not None else ""
    for element in root.iter():
        if element.tag.startswith(before) and (before or element.tag[:1] != "{"):
            element.tag = A + element.tag[len(before) :]
    return True


def _exact(source: Source, root: Element, options: ReadOptions) -> Draft | None:
    """A file of ours by the letter; None if it is not quite by the letter.

    What is read here are words, labels and white space, or else there is an `Unexpected`: nothing can be left over.
    """
    reader = Whole(attached=root[0].tag.endswith("doc"))
    try:
        values = reader.file(root)
        words, labels = reader.checked()
    except Unexpected:
        return None
    remarks = Remarks()
    if unusual(root):
        _attributes(take(root), root, remarks)
    document, structure = ink(words), ink(labels)
    ledger = Ledger(document + structure, document, structure)
    return Draft(source, values, remarks.findings(source, root), ledger, _exact_places(source, options), named=True)


def _lenient(source: Source, root: Element, remarks: Remarks, options: ReadOptions) -> Draft | Parsed:
    from communique.formats.akn.lenient.whole import Lenient  # a file by the letter does not need it

    reader = Lenient(ours=is_ours(root))
    reader.remarks = remarks
    values = reader.file(root, options.language)
    if values is None:
        return Parsed(source, None, tuple(remarks.findings(source, root)))
    found = take(root)
    _attributes(found, root, remarks)
    document, structure = counted(values, reader.of_meta)
    ledger = Ledger(found.total, document, structure, left_over=reader.left_over)
    if not ledger.balanced:
        lost = found.total - document - structure - reader.left_over
        ledger.left_over += lost
        remarks.say(UNSUPPORTED, say("{lost} characters are left over, nobody knows where", lost=lost), root)
    return Draft(source, values, remarks.findings(source, root), ledger, _lenient_places(source, options))


def _attributes(found: Inventory, root: Element, remarks: Remarks) -> None:
    """Say which attributes nothing reads."""
    for element, attribute in unread(found.shapes, root):
        message = say("the attribute {attribute} has no place in the record", attribute=attribute)
        remarks.once(NOT_KEPT, message, element, severity=Severity.INFO)


def _exact_places(source: Source, options: ReadOptions) -> Places:
    """Read the file once more, and remember where each value came from."""

    def places() -> SpanMap:
        root = parse(source, options.limits)
        assert not isinstance(root, list), "what was read once is read again"
        reader = Located(attached=root[0].tag.endswith("doc"))
        return spans_of(source, root, reader.file(root), reader.where)

    return places


def _lenient_places(source: Source, options: ReadOptions) -> Places:
    """Read the file once more; the nodes are named and the notes ordered as `build` does it."""

    def places() -> SpanMap:
        from communique.formats.akn.lenient.whole import Lenient

        root = parse(source, options.limits)
        assert not isinstance(root, list), "what was read once is read again"
        ours = is_ours(root)
        if not ours:
            _adopted(root, Remarks())
        reader = Lenient(ours=ours)
        values = reader.file(root, options.language) or {}
        name_nodes(values)
        return spans_of(source, root, values, reader.where)

    return places


def counted(values: Values, of_meta: list[Values]) -> tuple[int, int]:
    """How many characters of a draft are words, and how many are labels; notes that stood in `meta` are left out."""
    meta = {id(note) for note in of_meta}
    notes = [note for note in values.get("notes", ()) if id(note) not in meta]
    words = [block["text"] for _, block in text_blocks(values)]
    words += [block["text"] for note in notes for block in content_blocks(note["content"])]
    labels = [node.get("num") for node in nodes({**values, "notes": []})]
    labels += [node.get("num") for note in notes for node in content_nodes(note["content"])]
    labels += [field.get("label") for field in (values.get("cover") or {}).get("fields", ())]
    return ink("".join(words)), ink("".join(filter(None, labels)))
