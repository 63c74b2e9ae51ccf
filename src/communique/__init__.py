"""Political declarations as data, every word accounted for.

>>> import communique
>>> parsed = communique.read(b"1.  First.", format="text", language="en")
>>> parsed.ledger.total, parsed.ledger.balanced
(8, True)

The public names below are imported when they are first used, so that `import communique` costs next
to nothing. Anything else is inner structure and may change.
"""

TYPE_CHECKING = False  # as `typing` has it, whose import would cost more than this whole module
if TYPE_CHECKING:
    from communique._version import __version__ as __version__
    from communique.acts import Act as Act
    from communique.acts import promises as promises
    from communique.acts.follow_up import FollowUp as FollowUp
    from communique.acts.follow_up import Standing as Standing
    from communique.acts.follow_up import load_follow_up as load_follow_up
    from communique.checking import validate as validate
    from communique.checking import validate_all as validate_all
    from communique.core.diagnostics import Code as Code
    from communique.core.diagnostics import Diagnostic as Diagnostic
    from communique.core.diagnostics import Report as Report
    from communique.core.diagnostics import Severity as Severity
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
    from communique.formats import FORMATS as FORMATS
    from communique.formats import Format as Format
    from communique.model import Aligned as Aligned
    from communique.model import AlignedRow as AlignedRow
    from communique.model import Annex as Annex
    from communique.model import Cover as Cover
    from communique.model import Declaration as Declaration
    from communique.model import Entity as Entity
    from communique.model import Mark as Mark
    from communique.model import Note as Note
    from communique.model import Paragraph as Paragraph
    from communique.model import Point as Point
    from communique.model import PointList as PointList
    from communique.model import Recital as Recital
    from communique.model import RecitalGroup as RecitalGroup
    from communique.model import Section as Section
    from communique.model import Signatory as Signatory
    from communique.model import Signature as Signature
    from communique.model import Table as Table
    from communique.model import TextBlock as TextBlock
    from communique.quotation import Certificate as Certificate
    from communique.quotation import Library as Library
    from communique.quotation import quote as quote
    from communique.rules import RULES as RULES
    from communique.rules.rule import Profile as Profile
    from communique.rules.rule import Rule as Rule

_HOME = {
    "_version": ("__version__",),
    "acts": ("Act", "promises"),
    "corpora": ("Corpus", "corpus"),
    "edition.dataset": ("Dataset", "Held", "Work", "dataset", "datasets", "load"),
    "core.diagnostics": ("Code", "Diagnostic", "Report", "Severity", "Verdict"),
    "documents": ("read", "write"),
    "draft": ("Ledger", "Parsed"),
    "core.errors": (
        "BadOption", "BundleMissing", "CommuniqueError", "NotReadable", "UnknownDeclaration", "UnknownFormat",
    ),
    "acts.follow_up": ("FollowUp", "Standing", "load_follow_up"),
    "formats": ("FORMATS", "Format"),
    "model": (
        "Aligned", "AlignedRow", "Annex", "Cover", "Declaration", "Entity", "Mark", "Note", "Paragraph", "Point",
        "PointList", "Recital", "RecitalGroup", "Section", "Signatory", "Signature", "Table", "TextBlock",
    ),
    "quotation": ("Certificate", "Library", "quote"),
    "rules.rule": ("Profile", "Rule"),
    "rules": ("RULES",),
    "core.source": ("Limits", "Source", "Span", "SpanMap"),
    "checking": ("validate", "validate_all"),
}  # fmt: skip
_MODULE = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "FORMATS", "RULES", "Act", "Aligned", "AlignedRow", "Annex", "BadOption", "BundleMissing",
    "Certificate", "Code", "CommuniqueError", "Corpus", "Cover", "Dataset", "Declaration",
    "Diagnostic", "Entity", "FollowUp", "Format", "Held", "Ledger", "Library", "Limits", "Mark",
    "NotReadable", "Note", "Paragraph", "Parsed", "Point", "PointList", "Profile", "Recital",
    "RecitalGroup", "Report", "Rule", "Section", "Severity", "Signatory", "Signature", "Source",
    "Span", "SpanMap", "Standing", "Table", "TextBlock", "UnknownDeclaration", "UnknownFormat",
    "Verdict", "Work", "__version__", "corpus", "dataset", "datasets", "load", "load_follow_up",
    "promises", "quote", "read", "validate", "validate_all", "write",
]  # fmt: skip

if (
    not TYPE_CHECKING
):  # a type checker that saw this function would take every misspelt name for a public one

    def __getattr__(name: str) -> object:
        """A public name, imported from where it lives (PEP 562)."""
        from importlib import import_module

        if name not in _MODULE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_MODULE[name]}"), name)
        return globals().setdefault(name, value)


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return sorted({*globals(), *__all__})
