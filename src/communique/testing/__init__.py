"""Hypothesis strategies for the record: every shape the model allows, nothing that it refuses.
Needs `hypothesis`.

>>> from hypothesis import given
>>> from communique.testing import declarations
>>> @given(declarations())
... def test_what_you_build_on_it(declaration): ...

`declarations` is the one to start from. The strategies for parts (`paragraphs`, `tables`, ...) give
parts of declarations in which nothing calls a note; those for scalars (`texts`, `days`, ...) give
plain strings.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from hypothesis import strategies as st

from communique.core.source import Source
from communique.core.values import DeclarationValues, Values
from communique.draft import Draft, build
from communique.model import Declaration
from communique.model.blocks import Block, Note, Table
from communique.model.parts import (
    Annex,
    Cover,
    Entity,
    Paragraph,
    Recital,
    RecitalGroup,
    Section,
    Signatory,
    Signature,
)
from communique.model.text import Mark, Node, TextBlock
from communique.testing import words
from communique.testing.shapes import Shape
from communique.testing.words import Numbers

__all__ = [
    "annexes",
    "blocks",
    "covers",
    "days",
    "declarations",
    "digests",
    "eids",
    "entities",
    "iris",
    "kinds",
    "labels",
    "languages",
    "lines",
    "marks",
    "notes",
    "paragraphs",
    "recital_groups",
    "recitals",
    "references",
    "sections",
    "signatories",
    "signatures",
    "slugs",
    "tables",
    "text_blocks",
    "texts",
    "uris",
]

N = TypeVar("N", bound=Node)


def _built(values: Values) -> Declaration:
    draft = Draft(Source("generated", b""), cast("DeclarationValues", values))
    return build(draft).require()


def declarations() -> st.SearchStrategy[Declaration]:
    """Declarations of every shape: cover or none, preamble, body, closing, annexes, notes anywhere,
    marks of all kinds.

    Missing eids are those that `communique.draft.build` supplies; some nodes have eids of other
    publishers.
    """
    return _all_declarations


_all_declarations = st.composite(lambda draw: _built(Shape(draw).declaration()))()


@st.composite
def _parts(draw: st.DrawFn, place: str, method: str) -> object:
    made = getattr(Shape(draw, notes=0), method)()
    values: Values = {"kind": "declaration", "language": "und"}
    if place == "cover":
        return _built({**values, "cover": made}).cover
    parts: tuple[object, ...] = getattr(_built({**values, place: [made]}), place)
    return parts[0]


def _part(place: str, method: str, _: type[N]) -> Callable[[], st.SearchStrategy[N]]:
    strategy = cast("st.SearchStrategy[N]", _parts(place, method))
    return lambda: strategy


paragraphs = _part("body", "paragraph", Paragraph)
"""Operative paragraphs, with points, tables and headings."""
sections = _part("body", "section", Section)
"""Sections of every kind, nested, with or without number and heading, or empty."""
recitals = _part("preamble", "recital", Recital)
"""Recitals, numbered or not, of every role."""
recital_groups = _part("preamble", "recital_group", RecitalGroup)
"""Recitals under a number or heading."""
annexes = _part("annexes", "annex", Annex)
"""Annexes, nested."""
signatures = _part("closing", "signature", Signature)
"""Signature blocks."""
text_blocks = _part("closing", "text", TextBlock)
"""Words with marks of every kind but notes."""
entities = _part("entities", "entity", Entity)
"""Entities of every type."""
signatories = _part("signatories", "signatory", Signatory)
"""Signatories, single and collective."""
covers = _part("cover", "cover", Cover)
"""Transmitting notes."""
notes = _part("notes", "note", Note)
"""Notes, which may hold points and tables."""


def blocks() -> st.SearchStrategy[Block]:
    """Blocks of a paragraph: text, points, a table."""
    return paragraphs().map(lambda paragraph: paragraph.content[0])


def tables() -> st.SearchStrategy[Table]:
    """Tables with spans, header cells and captions."""
    return _part("body", "table_paragraph", Paragraph)().map(
        lambda paragraph: cast("Table", paragraph.content[0])
    )


def marks() -> st.SearchStrategy[Mark]:
    """Marks of every kind but notes; the block that they stand on is not at hand."""
    return _part("closing", "marked_text", TextBlock)().map(
        lambda block: block.marks[0]
    )


def _plain(make: Callable[[Numbers], str]) -> Callable[[], st.SearchStrategy[str]]:
    strategy: st.SearchStrategy[str] = st.composite(lambda draw: make(Numbers(draw)))()
    return lambda: strategy


texts = _plain(words.text)
"""Words as a text block may hold them: any script, forced line breaks, odd white space, or none at
all.
"""
lines = _plain(words.line)
"""One line of text, not empty: what names, sources and printed labels may be."""
labels = _plain(words.label)
"""Printed labels of paragraphs, points and sections."""
days = _plain(words.day)
"""ISO dates of all three precisions: a day, a month, a year. Every day exists."""
slugs = _plain(words.slug)
"""Ids: lower-case ASCII words joined by hyphens."""
kinds = _plain(words.kind)
"""Kinds of document: words that begin with a letter, joined by hyphens."""
languages = _plain(words.language)
"""BCP 47 tags, with scripts, regions and variants, and `und` and `mul`."""
uris = _plain(words.uri)
"""Absolute URIs (RFC 3986)."""
references = _plain(words.reference)
"""URI references (RFC 3986): absolute, rooted, relative, a fragment alone, or empty."""
iris = _plain(words.iri)
"""IRIs of Works by the Akoma Ntoso naming convention, usual and unusual ones."""
eids = _plain(words.eid)
"""Eids of other publishers, without the prefix of a cover; some are what the naming convention
would give.
"""
digests = _plain(words.digest)
"""SHA-256 in hexadecimal."""
