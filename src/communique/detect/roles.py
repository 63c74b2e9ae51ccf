"""The roles of blocks, and what is decided of an atom."""

from collections.abc import Sequence
from dataclasses import dataclass

ROLES = (
    "letterhead", "title", "subtitle", "dateline", "contents", "opening", "recital", "formula",
    "heading", "paragraph", "point", "continuation", "closing", "signature", "annex", "note",
    "table", "furniture", "other",
)  # fmt: skip
"""What a block of a text can be."""
MORE = "+"
"""Behind a role: the atom goes on with the block before."""
NEW = "^"
"""Before a role that is barred: only beginning such a block is."""
GOES_ON = frozenset(f"{NEW}{role}" for role in ROLES)
"""What is barred where no block begins."""
ABOVE = frozenset({"letterhead", "title", "subtitle", "dateline"})
"""What stands above a text."""
ALIKE = ("paragraph", "point", "heading")
"""Of these roles the atoms of one run of labels have the same, as a rule.

Recitals may count on into paragraphs.
"""
DOUBT = 0.6
"""Below this probability a role is in doubt, and that is said."""


@dataclass(slots=True)
class Decision:
    """The state of an atom, its probability, and the states that came next with theirs.

    A state is a role, with `MORE` behind it where the atom goes on with the block before.
    """

    state: str
    odds: float
    others: Sequence[tuple[str, float]] = ()

    @property
    def role(self) -> str:
        """The role."""
        return self.state.removesuffix(MORE)

    @property
    def begins(self) -> bool:
        """Whether a block begins here."""
        return not self.state.endswith(MORE)
