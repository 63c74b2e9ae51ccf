"""Political declarations as data, every word accounted for.

>>> import communique
>>> parsed = communique.read(b"1.  First.", format="text", language="en")
>>> parsed.ledger.total, parsed.ledger.balanced
(8, True)

The public names below are imported when they are first used, so that `import communique` costs next
to nothing. Anything else is inner structure and may change.
"""

TYPE_CHECKING = (
    False  # as `typing` has it, whose import would cost more than this whole module
)
if TYPE_CHECKING:
    from communique._version import __version__ as __version__
    from communique.acts import Act as Act
    from communique.acts import Due as Due
    from communique.acts import Measures as Measures
    from communique.acts import Quantity as Quantity
    from communique.acts import measures as measures
    from communique.acts import promises as promises
    from communique.acts.follow_up import Document as Document
    from communique.acts.follow_up import Event as Event
    from communique.acts.follow_up import FollowUp as FollowUp
    from communique.acts.follow_up import Quotation as Quotation
    from communique.acts.follow_up import Standing as Standing
    from communique.acts.follow_up import ledgers as ledgers
    from communique.acts.follow_up import load_follow_up as load_follow_up
    from communique.acts.references import Citation as Citation
    from communique.acts.references import references as references
    from communique.checking import Asked as Asked
    from communique.checking import validate as validate
    from communique.checking import validate_all as validate_all
    from communique.core.diagnostics import Code as Code
    from communique.core.diagnostics import Diagnostic as Diagnostic
    from communique.core.diagnostics import Edit as Edit
    from communique.core.diagnostics import Fix as Fix
    from communique.core.diagnostics import Report as Report
    from communique.core.diagnostics import Severity as Severity
    from communique.core.diagnostics import Suppressed as Suppressed
    from communique.core.diagnostics import Verdict as Verdict
    from communique.core.errors import BadOption as BadOption
    from communique.core.errors import BundleMissing as BundleMissing
    from communique.core.errors import CommuniqueError as CommuniqueError
    from communique.core.errors import NotReadable as NotReadable
    from communique.core.errors import UnknownDeclaration as UnknownDeclaration
    from communique.core.errors import UnknownFormat as UnknownFormat
    from communique.core.source import Limits as Limits
    from communique.core.source import Source as Source
    from communique.core.source import Span as Span
    from communique.core.source import SpanMap as SpanMap
    from communique.corpora import Corpus as Corpus
    from communique.corpora import corpus as corpus
    from communique.corpora.shipped import ShippedData as ShippedData
    from communique.corpora.shipped import data as data
    from communique.corpora.sql import Answer as Answer
    from communique.documents import read as read
    from communique.documents import write as write
    from communique.draft import Ledger as Ledger
    from communique.draft import Parsed as Parsed
    from communique.edition.dataset import Dataset as Dataset
    from communique.edition.dataset import Held as Held
    from communique.edition.dataset import Work as Work
    from communique.edition.dataset import dataset as dataset
    from communique.edition.dataset import datasets as datasets
    from communique.edition.dataset import load as load
    from communique.edition.dataset import schema as schema
    from communique.formats import FORMATS as FORMATS
    from communique.formats import Format as Format
    from communique.model import ActMark as ActMark
    from communique.model import Aligned as Aligned
    from communique.model import AlignedRow as AlignedRow
    from communique.model import Annex as Annex
    from communique.model import Block as Block
    from communique.model import BodyPart as BodyPart
    from communique.model import Cell as Cell
    from communique.model import Claim as Claim
    from communique.model import ClosingPart as ClosingPart
    from communique.model import Cover as Cover
    from communique.model import CoverField as CoverField
    from communique.model import DateMark as DateMark
    from communique.model import Declaration as Declaration
    from communique.model import EmphasisMark as EmphasisMark
    from communique.model import Entity as Entity
    from communique.model import EntityMark as EntityMark
    from communique.model import ForeignMark as ForeignMark
    from communique.model import Hit as Hit
    from communique.model import Identifier as Identifier
    from communique.model import Mark as Mark
    from communique.model import Member as Member
    from communique.model import Mention as Mention
    from communique.model import Name as Name
    from communique.model import Note as Note
    from communique.model import NoteMark as NoteMark
    from communique.model import Paragraph as Paragraph
    from communique.model import PartyClaim as PartyClaim
    from communique.model import PlaceClaim as PlaceClaim
    from communique.model import Point as Point
    from communique.model import PointList as PointList
    from communique.model import PreamblePart as PreamblePart
    from communique.model import Provenance as Provenance
    from communique.model import Recital as Recital
    from communique.model import RecitalGroup as RecitalGroup
    from communique.model import ReferenceMark as ReferenceMark
    from communique.model import RelatedDocument as RelatedDocument
    from communique.model import Row as Row
    from communique.model import Section as Section
    from communique.model import Signatory as Signatory
    from communique.model import Signature as Signature
    from communique.model import SignatureLine as SignatureLine
    from communique.model import Subject as Subject
    from communique.model import Table as Table
    from communique.model import TextBlock as TextBlock
    from communique.model import Vote as Vote
    from communique.model import Voter as Voter
    from communique.places import Area as Area
    from communique.places import SourcePlace as SourcePlace
    from communique.places import SourcePlaces as SourcePlaces
    from communique.quotation import Certificate as Certificate
    from communique.quotation import Library as Library
    from communique.quotation import quote as quote
    from communique.rules import RULES as RULES
    from communique.rules.rule import Page as Page
    from communique.rules.rule import Profile as Profile
    from communique.rules.rule import Rule as Rule

_HOME = {
    "_version": ("__version__",),
    "acts": (
        "Act",
        "Due",
        "Measures",
        "Quantity",
        "measures",
        "promises",
    ),
    "acts.follow_up": (
        "Document",
        "Event",
        "FollowUp",
        "Quotation",
        "Standing",
        "ledgers",
        "load_follow_up",
    ),
    "acts.references": (
        "Citation",
        "references",
    ),
    "checking": (
        "Asked",
        "validate",
        "validate_all",
    ),
    "core.diagnostics": (
        "Code",
        "Diagnostic",
        "Edit",
        "Fix",
        "Report",
        "Severity",
        "Suppressed",
        "Verdict",
    ),
    "core.errors": (
        "BadOption",
        "BundleMissing",
        "CommuniqueError",
        "NotReadable",
        "UnknownDeclaration",
        "UnknownFormat",
    ),
    "core.source": (
        "Limits",
        "Source",
        "Span",
        "SpanMap",
    ),
    "corpora": (
        "Corpus",
        "corpus",
    ),
    "corpora.shipped": (
        "ShippedData",
        "data",
    ),
    "corpora.sql": ("Answer",),
    "documents": (
        "read",
        "write",
    ),
    "draft": (
        "Ledger",
        "Parsed",
    ),
    "edition.dataset": (
        "Dataset",
        "Held",
        "Work",
        "dataset",
        "datasets",
        "load",
        "schema",
    ),
    "formats": (
        "FORMATS",
        "Format",
    ),
    "places": (
        "Area",
        "SourcePlace",
        "SourcePlaces",
    ),
    "model": (
        "ActMark",
        "Aligned",
        "AlignedRow",
        "Annex",
        "Block",
        "BodyPart",
        "Cell",
        "Claim",
        "ClosingPart",
        "Cover",
        "CoverField",
        "DateMark",
        "Declaration",
        "EmphasisMark",
        "Entity",
        "EntityMark",
        "ForeignMark",
        "Hit",
        "Identifier",
        "Mark",
        "Member",
        "Mention",
        "Name",
        "Note",
        "NoteMark",
        "Paragraph",
        "PartyClaim",
        "PlaceClaim",
        "Point",
        "PointList",
        "PreamblePart",
        "Provenance",
        "Recital",
        "RecitalGroup",
        "ReferenceMark",
        "RelatedDocument",
        "Row",
        "Section",
        "Signatory",
        "Signature",
        "SignatureLine",
        "Subject",
        "Table",
        "TextBlock",
        "Vote",
        "Voter",
    ),
    "quotation": (
        "Certificate",
        "Library",
        "quote",
    ),
    "rules": ("RULES",),
    "rules.rule": (
        "Page",
        "Profile",
        "Rule",
    ),
}
_MODULE: dict[str, str] = {}
for _module, _names in _HOME.items():
    for _name in _names:
        _MODULE[_name] = _module

__all__ = [
    "FORMATS",
    "RULES",
    "Act",
    "ActMark",
    "Aligned",
    "AlignedRow",
    "Annex",
    "Answer",
    "Area",
    "Asked",
    "BadOption",
    "Block",
    "BodyPart",
    "BundleMissing",
    "Cell",
    "Certificate",
    "Citation",
    "Claim",
    "ClosingPart",
    "Code",
    "CommuniqueError",
    "Corpus",
    "Cover",
    "CoverField",
    "Dataset",
    "DateMark",
    "Declaration",
    "Diagnostic",
    "Document",
    "Due",
    "Edit",
    "EmphasisMark",
    "Entity",
    "EntityMark",
    "Event",
    "Fix",
    "FollowUp",
    "ForeignMark",
    "Format",
    "Held",
    "Hit",
    "Identifier",
    "Ledger",
    "Library",
    "Limits",
    "Mark",
    "Measures",
    "Member",
    "Mention",
    "Name",
    "NotReadable",
    "Note",
    "NoteMark",
    "Page",
    "Paragraph",
    "Parsed",
    "PartyClaim",
    "PlaceClaim",
    "Point",
    "PointList",
    "PreamblePart",
    "Profile",
    "Provenance",
    "Quantity",
    "Quotation",
    "Recital",
    "RecitalGroup",
    "ReferenceMark",
    "RelatedDocument",
    "Report",
    "Row",
    "Rule",
    "Section",
    "Severity",
    "ShippedData",
    "Signatory",
    "Signature",
    "SignatureLine",
    "Source",
    "SourcePlace",
    "SourcePlaces",
    "Span",
    "SpanMap",
    "Standing",
    "Subject",
    "Suppressed",
    "Table",
    "TextBlock",
    "UnknownDeclaration",
    "UnknownFormat",
    "Verdict",
    "Vote",
    "Voter",
    "Work",
    "__version__",
    "corpus",
    "data",
    "dataset",
    "datasets",
    "ledgers",
    "load",
    "load_follow_up",
    "measures",
    "promises",
    "quote",
    "read",
    "references",
    "schema",
    "validate",
    "validate_all",
    "write",
]

if not TYPE_CHECKING:  # a type checker that saw this function would take every misspelt name for a public one

    def __getattr__(name: str) -> object:
        """A public name, imported from where it lives (PEP 562)."""
        from importlib import import_module

        if name not in _MODULE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = import_module(f"{__name__}.{_MODULE[name]}")
        value = getattr(home, name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    """The public names, imported or not."""
    names = {*globals(), *__all__}
    return sorted(names)
