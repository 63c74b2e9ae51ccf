"""Put the fix on each finding that has one: how it can be fixed without changing a word."""

from collections.abc import Iterable
from dataclasses import replace
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic
from communique.core.source import Source
from communique.rules.fixers import FIXERS
from communique.rules.markup import Markup
from communique.rules.running import HINT


def with_fixes(
    findings: Iterable[Diagnostic], source: Source, root: Element | None
) -> tuple[Diagnostic, ...]:
    """The findings, each with its fix where there is one.

    `root` is the tree of an Akoma Ntoso file, None for another file, in which nothing is fixed.
    Linear in the size of the file where something can be fixed, else in the number of findings.
    """
    chosen = tuple(findings)
    if root is None or all(each.code.code not in FIXERS for each in chosen):
        return chosen
    markup = Markup(source, root)
    return tuple(_with_fix(each, markup) for each in chosen)


def _with_fix(finding: Diagnostic, markup: Markup) -> Diagnostic:
    fixer = FIXERS.get(finding.code.code)
    counts_hidden_ones = finding.hint == HINT
    if fixer is None or counts_hidden_ones:
        return finding
    return replace(finding, fix=fixer(markup, finding))
