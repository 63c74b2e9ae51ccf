"""Look up the codes that a finding can have: all of them, one by its code or name, and the check
that a code belongs to.
"""

from collections.abc import Collection, Iterable
from functools import cache
from typing import TYPE_CHECKING

from communique.checking.profiles import matches
from communique.core.codes import CODES
from communique.core.diagnostics import Code
from communique.core.errors import BadOption
from communique.rules.plugged import every_rule
from communique.rules.rule import Rule

if TYPE_CHECKING:
    from communique.checking.cross.pair import Crossing


def every_code() -> tuple[Code, ...]:
    """Every code that a finding can have, in order."""
    from communique.checking.cross import CROSSINGS

    of_checks = [each.code for each in (*every_rule(), *CROSSINGS)]
    return tuple(sorted((*CODES, *of_checks), key=lambda code: code.code))


@cache
def check_of(code: Code) -> "Rule | Crossing | None":
    """The rule or the cross check that a code belongs to; None if it belongs to a reader, a schema
    or the run itself.
    """
    from communique.checking.cross import CROSSINGS

    every: tuple[Rule | Crossing, ...] = (*every_rule(), *CROSSINGS)
    return next((each for each in every if each.code.code == code.code), None)


def check_selectors(selectors: Collection[str]) -> None:
    """Raise BadOption, with a suggestion, if one of the selectors means no code."""
    if not selectors:  # then the cross checks need not be imported
        return
    every = every_code()
    for selector in selectors:
        if not any(matches(selector, code) for code in every):
            raise unknown(selector, every)


def find(wanted: str) -> Code:
    """The code of that code or name; raises BadOption, with a suggestion, if there is none."""
    every = every_code()
    for code in every:
        if wanted.upper() == code.code or wanted == code.name:
            return code
    raise unknown(wanted, every)


def unknown(selector: str, every: Iterable[Code]) -> BadOption:
    """What to raise for a selector that means no code: it suggests the nearest."""
    near = nearest(selector, every)
    message = f"unknown code or name {selector!r}"
    return BadOption(f"{message}; did you mean {near}?" if near else message)


def nearest(selector: str, every: Iterable[Code]) -> str | None:
    """The code or name that is spelt most like a selector, if one is."""
    from difflib import get_close_matches

    names = [name for code in every for name in (code.code, code.name)]
    near = get_close_matches(selector, names, 1) or get_close_matches(
        selector.lower(), names, 1
    )
    return near[0] if near else None
