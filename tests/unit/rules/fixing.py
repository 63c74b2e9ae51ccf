"""A document with something wrong in it, examined, and its findings' fixes made by hand."""

import sys
from dataclasses import replace
from typing import Any

from tests.rules.documents import GOOD, record

from communique.checking.choice import Choice
from communique.checking.engine import examine
from communique.core.diagnostics import Diagnostic, Fix
from communique.core.source import Source

EVERY = Choice(limit=sys.maxsize)


def akn(*changes: tuple[str, str]) -> str:
    """The good document with words replaced, each of which stands in it."""
    text = GOOD
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def native(**changed: Any) -> str:
    """The good record with fields changed."""
    return record(changed).decode()


def findings(text: str, code: str | None = None) -> list[Diagnostic]:
    """The findings about a text, of a code or of all."""
    chosen = EVERY if code is None else replace(EVERY, select=(code,))
    name = "a.xml" if text.lstrip("\ufeff").startswith("<") else "a.json"
    return [
        each
        for each in examine(Source(name, text.encode()), None, chosen).report.findings
        if code is None or each.code.code == code
    ]


def fixes(text: str, code: str) -> list[Fix]:
    """The fixes of the findings of a code."""
    return [each.fix for each in findings(text, code) if each.fix is not None]


def made(text: str, fix: Fix) -> str:
    """The text with the edits of a fix made, from the last to the first."""
    for edit in reversed(fix.edits):
        assert text[edit.start : edit.end] != edit.text
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def mended(text: str, code: str) -> str:
    """The text with the one fix of a code made; the finding is gone."""
    fix, *others = fixes(text, code)
    assert {each.edits for each in others} <= {fix.edits}
    new = made(text, fix)
    assert findings(new, code) == []
    return new
