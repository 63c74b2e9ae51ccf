"""What others would count: promises by the definitions of those who count promises."""

from collections.abc import Callable, Mapping

from communique.acts.act import Act
from communique.acts.measures import Measures, measures

_STATED = frozenset({"decide", "commit", "undertake", "agree"})
"""The kinds of acts by which speakers state that they will act."""


def is_testable(act: Act, known: Measures | None = None) -> bool:
    """Whether somebody can say afterwards that it was done, without a judgment of how well.

    That is where the text gives a date, an amount or how often. `known`: the measures of the act,
    where you have them.
    """
    if any(term.value for term in act.terms):
        return True
    measured = known or measures(act)
    return bool(measured.quantities) or measured.frequency is not None


def by_g7rg(act: Act) -> bool:
    """Whether the G7 and G20 Research Groups would count it as a commitment.

    They count what all members agreed to, that is to be done, and that is stated as intended. They
    do not count what somebody else is asked to do, support without action, or a promise by one
    member.
    """
    is_stated = act.kind in _STATED and act.force != "should"
    return is_stated and act.everyone and not act.negative


COUNTS: Mapping[str, Callable[[Act], bool]] = {"g7rg": by_g7rg}
"""Who counts, by the name that asks for it, and what they count."""
