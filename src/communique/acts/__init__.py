"""What a declaration does: its acts, and of these the promises.

A promise says who promises what to whom, by when, on what condition. Acts that a record marks are
taken as they are. Where it marks none, rules propose them (`finding`) and say what they rest on.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.acts.act import Act, Due, Topic
from communique.acts.counting import COUNTS, is_testable
from communique.acts.finding import acts_of
from communique.acts.measures import Measures, Quantity, measures
from communique.acts.suggesting import Given, declared, unrejected
from communique.acts.terms import ASKING, BINDING
from communique.core.source_errors import collector_waiting
from communique.languages import speech
from communique.model import Declaration

__all__ = [
    "ASKING",
    "BINDING",
    "COUNTS",
    "Act",
    "Due",
    "Given",
    "Measures",
    "Quantity",
    "Summary",
    "Topic",
    "acts_of",
    "declared",
    "is_testable",
    "measures",
    "promises",
    "summary",
    "unrejected",
]


@collector_waiting()
def promises(given: Given) -> tuple[Act, ...]:
    """The acts that bind the speakers, and those that ask somebody else to act, in
    document order.

    Acts that recitals recall are left out, and so is everything that an overlay marks
    as no act. `declaration.commitments` are different: they are the operative
    paragraphs, whatever they do.

    >>> import communique
    >>> given = communique.read(
    ...     b"1.  We will meet again by the end of 2030.", format="text", language="en"
    ... )
    >>> [
    ...     (each.kind, each.what, each.due.value)
    ...     for each in communique.promises(given.require())
    ... ]
    [('undertake', 'meet again by the end of 2030', '2030')]
    """
    found = acts_of(declared(given), recalled=False)
    return unrejected(
        given, [act for act in found if act.own and act.kind in BINDING | ASKING]
    )


@dataclass(frozen=True, slots=True)
class Summary:
    """What can be said of the promises of a declaration, in numbers."""

    commitments: int
    """Acts by which those who speak bind themselves."""
    dated: int
    """Those of them that have a date."""
    everyone: int
    """Those of them that are by all who speak."""
    asking: int
    """Acts that ask somebody else."""
    known: bool
    """It is known how the language promises. If it is not, nothing found says nothing."""


def summary(declaration: Declaration, found: Sequence[Act]) -> Summary:
    """What can be said of the promises of a declaration in a sentence."""
    binding = [act for act in found if act.kind in BINDING]
    return Summary(
        len(binding),
        sum(act.due is not None for act in binding),
        sum(act.everyone for act in binding),
        len(found) - len(binding),
        bool(found) or bool(speech(declaration.language)),
    )
