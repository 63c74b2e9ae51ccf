"""What is asked of a JSON file besides whether it is a record, which the model judges: the order of
its keys, follow-ups.

The published JSON Schema is made from the model, and a law holds that both refuse the same.
"""

import json
from collections.abc import Callable
from functools import partial

from pydantic import ValidationError

from communique.core.codes import KEY_ORDER, OTHER_DOCUMENT_TYPE
from communique.core.diagnostics import Diagnostic, in_order
from communique.core.message import count
from communique.core.source import Source
from communique.draft import Parsed
from communique.formats.json import misplaced, write
from communique.formats.json.scanning import DEEPEST, Scan, scan
from communique.model import Declaration
from communique.model.refusal import findings_of


def check_of(parsed: Parsed) -> Callable[[Source], list[Diagnostic]] | None:
    """The check of a file that holds a record or the follow-up of one; None for whatever else it
    holds.
    """
    if parsed.declaration is not None:
        return partial(_of_order, parsed.declaration)
    if all(finding.code != OTHER_DOCUMENT_TYPE for finding in parsed.findings):
        return None
    found = scan(parsed.source, depth=DEEPEST)
    is_follow_up = (
        isinstance(found.value, dict) and {"work", "events"} <= found.value.keys()
    )
    return partial(_of_follow_up, found) if is_follow_up else None


def ledger_findings(
    source: Source, declaration: Declaration | None = None
) -> list[Diagnostic]:
    """What is wrong with the follow-up in a file, held against its declaration if that is given."""
    found = scan(source, depth=DEEPEST)
    return found.faults or _of_follow_up(found, source, declaration)


def _of_follow_up(
    found: Scan, _: Source, declaration: Declaration | None = None
) -> list[Diagnostic]:
    # A record does not wait for what finds acts.
    from communique.acts import promises
    from communique.acts.follow_up import FollowUp, lacking

    try:
        ledger = FollowUp.model_validate_json(json.dumps(found.value))
    except ValidationError as error:
        return list(in_order(findings_of(error, found.value, found.spans, FollowUp)))
    ids: set[str] = set()
    if declaration is not None and ledger.scores:
        ids = {act.id for act in promises(declaration)}
    return [
        Diagnostic.of(code, message, found.spans[pointer][0], pointer=pointer)
        for code, message, pointer in lacking(ledger, declaration, ids)
    ]


def _of_order(declaration: Declaration, source: Source) -> list[Diagnostic]:
    """One finding for all objects of a record whose keys are not in order: comparing files is
    easier where they are.
    """
    if source.text == write(declaration):
        return []
    number = misplaced(json.loads(source.text), declaration)
    if not number:
        return []
    message = count(
        "the keys of {n} object stand in another order than a record is written in",
        "the keys of {n} objects stand in another order than a record is written in",
        n=number,
    )
    at = len(source.text) - len(source.text.lstrip())
    return [Diagnostic.of(KEY_ORDER, message, source.span(at, at + 1), pointer="")]
