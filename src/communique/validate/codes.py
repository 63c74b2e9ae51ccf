"""What is said about a check itself, and the list of every code there is."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from communique.core.diagnostics import Code, Severity
from communique.core.errors import BadOption
from communique.core.faults import ENGINE_FAULT
from communique.validate.selection import matches

if TYPE_CHECKING:
    from communique.rules.rule import Rule
    from communique.validate.cross.pair import Crossing

CANNOT_OPEN = Code("RUN001", "cannot-open", Severity.ERROR, "a file cannot be opened or read", fatal=True)
SCHEMA_ONLY = Code(
    "RUN003",
    "schema-only",
    Severity.INFO,
    "not a declaration: only the schema and the rules that need no record were used",
)
WITHOUT_REASON = Code(
    "RUN004", "ignore-without-reason", Severity.WARNING, "a comment ignores findings and does not say why"
)
UNUSED_IGNORE = Code("RUN005", "unused-ignore", Severity.WARNING, "a comment ignores findings that are not there")
WRONG_IGNORE = Code(
    "RUN006",
    "wrong-ignore",
    Severity.WARNING,
    "a comment is meant to ignore findings, but names none that can be ignored",
)

CODES = (CANNOT_OPEN, ENGINE_FAULT, SCHEMA_ONLY, WITHOUT_REASON, UNUSED_IGNORE, WRONG_IGNORE)


def every_code() -> tuple[Code, ...]:
    """Every code that a finding can have, in order. Imports all that can say something."""
    from communique.acts import follow_up
    from communique.core import faults
    from communique.detect import codes as detect
    from communique.edition import descriptor as package
    from communique.inputs import codes as inputs
    from communique.model import refusal
    from communique.rules import RULES
    from communique.validate import cross, json, xsd

    said: Iterable[Code] = (
        *faults.CODES, *refusal.CODES, *detect.CODES, *inputs.CODES, *xsd.CODES, *json.CODES, *package.CODES,
        *follow_up.CODES, *cross.CODES, *CODES, *(rule.code for rule in RULES),
    )  # fmt: skip
    return tuple(sorted(said, key=lambda code: code.code))


def check_of(code: Code) -> "Rule | Crossing | None":
    """The rule or the cross check that says a code; None where a reader, a schema or the run itself does."""
    from communique.rules import RULES
    from communique.validate.cross import CROSSINGS

    every: tuple[Rule | Crossing, ...] = (*RULES, *CROSSINGS)
    return next((each for each in every if each.code == code), None)


def check_selectors(selectors: Collection[str]) -> None:
    """Raises BadOption, with a suggestion, if one of some selectors means no code."""
    if not selectors:  # then what can say something need not be imported
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
    return BadOption(f"unknown code or name {selector!r}" + (f"; did you mean {near}?" if near else ""))


def nearest(selector: str, every: Iterable[Code]) -> str | None:
    """The code or name that is spelt most like a selector, if one is."""
    from difflib import get_close_matches

    names = [name for code in every for name in (code.code, code.name)]
    return next(iter(get_close_matches(selector, names, 1) or get_close_matches(selector.lower(), names, 1)), None)
