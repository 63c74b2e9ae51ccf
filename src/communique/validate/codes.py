"""What is said about a check itself, and the list of every code there is."""

from collections.abc import Iterable

from communique.diagnostics import Code, Severity
from communique.errors import BadOption

CANNOT_OPEN = Code("RUN001", "cannot-open", Severity.ERROR, "a file cannot be opened or read", fatal=True)
ENGINE_FAULT = Code(
    "RUN002", "engine-fault", Severity.ERROR, "a check broke down, so that nothing is known", fatal=True
)
SCHEMA_ONLY = Code(
    "RUN003",
    "schema-only",
    Severity.INFO,
    "no declaration: only the schema and the rules that need no record were used",
)

CODES = (CANNOT_OPEN, ENGINE_FAULT, SCHEMA_ONLY)


def every_code() -> tuple[Code, ...]:
    """Every code that a finding can have, in order. Imports all that can say something."""
    from communique import faults, package
    from communique.detect import codes as detect
    from communique.model import refusal
    from communique.rules import RULES
    from communique.validate import cross, jsonschema, xsd

    said: Iterable[Code] = (
        *faults.CODES,
        *refusal.CODES,
        *detect.CODES,
        *xsd.CODES,
        *jsonschema.CODES,
        *package.CODES,
        *cross.CODES,
        *CODES,
        *(rule.code for rule in RULES),
    )
    return tuple(sorted(said, key=lambda code: code.code))


def matches(selector: str, code: Code) -> bool:
    """Whether a selector means a code: it is its name, the code itself, or the beginning of it (`MOD`, `MOD01`)."""
    return selector == code.name or (selector != "" and code.code.startswith(selector.upper()))


def find(wanted: str) -> Code:
    """The code of that code or name; raises BadOption, with a suggestion, if there is none."""
    every = every_code()
    for code in every:
        if wanted.upper() == code.code or wanted == code.name:
            return code
    raise unknown(wanted, every)


def unknown(selector: str, every: Iterable[Code]) -> BadOption:
    """What to raise for a selector that means no code: it suggests the nearest."""
    from difflib import get_close_matches

    names = [name for code in every for name in (code.code, code.name)]
    near = get_close_matches(selector, names, 1) or get_close_matches(selector.lower(), names, 1)
    return BadOption(f"no finding has the code or name {selector!r}" + (f"; did you mean {near[0]}?" if near else ""))
