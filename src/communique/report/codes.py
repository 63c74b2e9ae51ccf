"""What is known of a code, for programs."""

from communique.checking.codes import check_of
from communique.checking.cross.pair import Crossing
from communique.core.diagnostics import Code
from communique.core.json_types import JsonObject
from communique.rules.fixers import FIXERS
from communique.rules.rule import Profile, Rule


def as_json(code: Code) -> JsonObject:
    """A code as an object: all keys are there, null where nothing is to be said.

    `severities` is of a rule: by profile, null where it is not asked. `asked_of` is of a cross
    check: of which pairs. The texts of `page` are Markdown.
    """
    check = check_of(code)
    return {
        "code": code.code,
        "name": code.name,
        "severity": str(code.severity),
        "fatal": code.fatal,
        "summary": code.summary,
        "fixable": code.code in FIXERS,
        "url": code.page,
        "since": None if check is None else check.since,
        "sources": [] if check is None else list(check.sources),
        "severities": _severities(check),
        "asked_of": _relations(check),
        "page": None if check is None else _page(check),
    }


def _severities(check: Rule | Crossing | None) -> dict[str, str | None] | None:
    """The severity of a rule by profile; None for anything else."""
    if not isinstance(check, Rule):
        return None
    found: dict[str, str | None] = {}
    for profile in Profile:
        severity = check.severities.get(profile)
        found[str(profile)] = None if severity is None else str(severity)
    return found


def _relations(check: Rule | Crossing | None) -> list[str] | None:
    """The pairs of files that a cross check is asked of; None for anything else."""
    if not isinstance(check, Crossing):
        return None
    return [str(each) for each in check.relations]


def _page(check: Rule | Crossing) -> dict[str, str]:
    page = check.page
    return {"why": page.why, "fix": page.fix, "bad": page.bad, "good": page.good}
