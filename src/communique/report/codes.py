"""What is known of a code, for programs."""

from typing import Any

from communique.checking.codes import check_of
from communique.checking.cross.pair import Crossing
from communique.core.diagnostics import Code
from communique.rules.fixers import FIXERS
from communique.rules.rule import Profile, Rule


def as_json(code: Code) -> dict[str, Any]:
    """A code as an object: all keys are there, null where nothing is to be said.

    `severities` is of a rule: by profile, null where it is not asked. `asked_of` is of a cross check: of which pairs. The texts
    of `page` are Markdown.
    """
    check = check_of(code)
    page = None if check is None else check.page
    severities = check.severities if isinstance(check, Rule) else None
    return {
        "code": code.code,
        "name": code.name,
        "severity": str(code.severity),
        "fatal": code.fatal,
        "summary": code.summary,
        "fixable": code.code in FIXERS,
        "url": code.page,
        "since": check and check.since,
        "sources": [] if check is None else list(check.sources),
        "severities": severities
        and {str(each): (severity := severities.get(each)) and str(severity) for each in Profile},
        "asked_of": [str(each) for each in check.relations]
        if isinstance(check, Crossing)
        else None,
        "page": page and {"why": page.why, "fix": page.fix, "bad": page.bad, "good": page.good},
    }
