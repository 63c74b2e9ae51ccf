"""The findings as JUnit XML, in the form that Jenkins checks (`junit-10.xsd`) and GitLab reads."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from communique.core.diagnostics import Report, Severity
from communique.report.terminal import place, visible

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow."""


def document(reports: Iterable[Report], fail_on: Severity) -> Iterator[str]:
    """A suite for each file, with a case for each code that was found in it, or one case if none was.

    A case is an error if it leaves no verdict, a failure if one of its findings is as grave as `fail_on`; the findings of
    others are their output. Names have no lines in them, so that a case is the same one after an edit. There is no time
    in it: the same findings are the same bytes.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="communique">\n'
    for report in reports:
        by_code = sorted(report.findings, key=lambda finding: finding.code.code)  # which keeps the order of places
        cases = [list(found) for _, found in groupby(by_code, key=lambda finding: finding.code.code)]
        kinds = ["error" if any(each.code.fatal for each in found)
                 else "failure" if any(each.severity >= fail_on for each in found) else "system-out" for found in cases]  # fmt: skip
        name = _xml(report.path)
        counts = f'tests="{max(1, len(cases))}" failures="{kinds.count("failure")}" errors="{kinds.count("error")}"'
        yield f'  <testsuite name="{name}" {counts}>\n'
        if not cases:
            yield f'    <testcase classname="{name}" name="no findings"/>\n'
        for found, kind in zip(cases, kinds, strict=True):
            code, lines = found[0].code, []
            for each in found:
                lines.append(f"{place(report.path, each.span)}: {each.severity}: {each.message}")
                lines += [f"    hint: {each.hint}"] if each.hint else []
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            said = f' type="{max(each.severity for each in found)}" message="{_xml(found[0].message)}{more}"'
            words = "\n".join(map(_xml, lines))
            yield f'    <testcase classname="{name}" name="{code.code} {code.name}">\n'
            yield f"      <{kind}{'' if kind == 'system-out' else said}>{words}</{kind}>\n    </testcase>\n"
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _xml(text: str) -> str:
    """A text on one line, with what XML does not allow as escapes; for content and attributes in double quotes."""
    legal = _ILLEGAL.sub(lambda found: found[0].encode("unicode_escape").decode(), visible(text))
    return escape(legal, quote=False).replace('"', "&quot;")
