"""Texts to compare."""

from communique.documents import read
from communique.model import Declaration

FIRST = """Joint Statement on Safe Harbours

1. We commit ourselves to keep every harbour on the northern coast open in winter.

2. We call on the insurers to lower the premiums of fishing vessels.

3. We note the report of the lighthouse committee on fog signals.

4. We welcome the training of forty new pilots at the academy.
"""


def statement(text: str, language: str = "en") -> Declaration:
    """The declaration that a text is read as."""
    return read(text.encode(), "text", language=language).require()
