"""Political declarations as data, every word accounted for.

>>> import communique
>>> parsed = communique.read(b"1.  First.", format="text", language="en")
>>> parsed.ledger.total, parsed.ledger.balanced
(8, True)

The public names below are imported when they are first used, so that `import communique` costs next to nothing.
Anything else is inner structure and may change.
"""

TYPE_CHECKING = False  # as `typing` has it, whose import would cost more than this whole module
if TYPE_CHECKING:
    from communique._version import __version__ as __version__
    from communique.acts import Act as Act
    from communique.acts import promises as promises
    from communique.corpus import Corpus as Corpus
    from communique.corpus import corpus as corpus
    from communique.dataset import Dataset as Dataset
    from communique.dataset import Held as Held
    from communique.dataset import Work as Work
    from communique.dataset import dataset as dataset
    from communique.dataset import datasets as datasets
    from communique.dataset import load as load
    from communique.diagnostics import Code as Code
    from communique.diagnostics import Diagnostic as Diagnostic
    from communique.diagnostics import Report as Report
    from communique.diagnostics import Severity as Severity
    from communique.diagnostics import Verdict as Verdict
    from communique.documents import read as read
    from communique.documents import write as write
    from communique.draft import Ledger as Ledger
    from communique.draft import Parsed as Parsed
    from communique.errors import BadOption as BadOption
    from communique.errors import BundleMissing as BundleMissing
    from communique.errors import CommuniqueError as CommuniqueError
    from communique.errors import NotReadable as NotReadable
    from communique.errors import UnknownDeclaration as UnknownDeclaration
    from communique.errors import UnknownFormat as UnknownFormat
    from communique.follow_up import FollowUp as FollowUp
    from communique.follow_up import Standing as Standing
    from communique.follow_up import load_follow_up as load_follow_up
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
    from communique.rule import Profile as Profile
    from communique.rule import Rule as Rule
    from communique.rules import RULES as RULES
    from communique.source import Limits as Limits
    from communique.source import Source as Source
    from communique.source import Span as Span
    from communique.source import SpanMap as SpanMap
    from communique.validate import validate as validate
    from communique.validate import validate_all as validate_all

_HOME = {
    "_version": ("__version__",),
    "acts": ("Act", "promises"),
    "corpus": ("Corpus", "corpus"),
    "dataset": ("Dataset", "Held", "Work", "dataset", "datasets", "load"),
    "diagnostics": ("Code", "Diagnostic", "Report", "Severity", "Verdict"),
    "documents": ("read", "write"),
    "draft": ("Ledger", "Parsed"),
    "errors": (
        "BadOption", "BundleMissing", "CommuniqueError", "NotReadable", "UnknownDeclaration", "UnknownFormat",
    ),
    "follow_up": ("FollowUp", "Standing", "load_follow_up"),
    "formats": ("FORMATS", "Format"),
    "model": (
        "Aligned", "AlignedRow", "Annex", "Cover", "Declaration", "Entity", "Mark", "Note", "Paragraph", "Point",
        "PointList", "Recital", "RecitalGroup", "Section", "Signatory", "Signature", "Table", "TextBlock",
    ),
    "rule": ("Profile", "Rule"),
    "rules": ("RULES",),
    "source": ("Limits", "Source", "Span", "SpanMap"),
    "validate": ("validate", "validate_all"),
}  # fmt: skip
_MODULE = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "FORMATS", "RULES", "Act", "Aligned", "AlignedRow", "Annex", "BadOption", "BundleMissing", "Code", "CommuniqueError", "Corpus", "Cover", "Dataset", "Declaration",
    "Diagnostic", "Entity", "FollowUp", "Format", "Held", "Ledger", "Limits", "Mark", "NotReadable", "Note", "Paragraph", "Parsed",
    "Point", "PointList", "Profile", "Recital", "RecitalGroup", "Report", "Rule", "Section", "Severity", "Signatory", "Signature",
    "Source", "Span", "SpanMap", "Standing", "Table", "TextBlock", "UnknownDeclaration", "UnknownFormat", "Verdict", "Work",
    "__version__", "corpus", "dataset", "datasets", "load", "load_follow_up", "promises", "read", "validate", "validate_all", "write",
]  # fmt: skip

if not TYPE_CHECKING:  # a type checker that saw this function would take every misspelt name for a public one

    def __getattr__(name: str) -> object:
        """A public name, imported from where it lives (PEP 562)."""
        from importlib import import_module

        if name not in _MODULE:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_MODULE[name]}"), name)
        # `validate` names a module that can be called: imported by now, it stays, so that what it holds is found in it.
        return globals().setdefault(name, value)


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return sorted({*globals(), *__all__})
