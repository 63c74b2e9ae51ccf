"""What is to be said of an open document: its findings as the protocol has them, their pages, its outline."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from lsprotocol import types

from communique.diagnostics import Diagnostic, Severity
from communique.faults import NOT_KEPT, OTHER_NAMESPACE
from communique.formats import format_named, format_of, sniff
from communique.lsp.configuration import Held, held
from communique.lsp.outline import outline
from communique.lsp.pages import page_address, page_of
from communique.lsp.positions import Text
from communique.source import Source
from communique.validate.engine import Examined, examine

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_TAGS = {
    NOT_KEPT.code: types.DiagnosticTag.Unnecessary,
    OTHER_NAMESPACE.code: types.DiagnosticTag.Deprecated,
    "EID006": types.DiagnosticTag.Unnecessary,  # a wId that repeats the eId
    "ONT005": types.DiagnosticTag.Unnecessary,  # an entity that nothing refers to
}
"""Codes of what nobody reads, which an editor fades, and of what is out of date, which it strikes through."""
_FORMATS = {"xml": "akn", "json": "json", "plaintext": "text", "markdown": "text"}
"""By an editor's name for a language: the format of a document whose name implies none."""


@dataclass(frozen=True)
class Analysis:
    """What was found in one version of a document."""

    text: Text
    format: str
    held: Held
    examined: Examined

    @cached_property
    def diagnostics(self) -> list[types.Diagnostic]:
        """The findings, in the order of their places; one without a place stands at the beginning."""
        return [self._diagnostic(finding) for finding in self.examined.report.findings]

    @cached_property
    def symbols(self) -> list[types.DocumentSymbol]:
        """The outline."""
        parsed = self.examined.parsed
        return [] if parsed is None else outline(parsed, self.text)

    def touched(self, where: types.Range) -> Iterator[tuple[Diagnostic, types.Diagnostic]]:
        """The findings whose place shares a character or an edge with a range."""
        start, end = self.text.offset(where.start), self.text.offset(where.end)
        for finding, diagnostic in zip(self.examined.report.findings, self.diagnostics, strict=True):
            first, last = self._offsets(finding)
            if first <= end and start <= last:
                yield finding, diagnostic

    def hover(self, position: types.Position) -> types.Hover | None:
        """The pages of the findings at a position, in Markdown."""
        found = list(self.touched(types.Range(position, position)))
        if not found:
            return None
        content = "\n\n---\n\n".join(dict.fromkeys(page_of(finding, self.held.tell) for finding, _ in found))
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, content), found[0][1].range)

    def _diagnostic(self, finding: Diagnostic) -> types.Diagnostic:
        tag = _TAGS.get(finding.code.code)
        address = page_address(finding.code.page)
        return types.Diagnostic(
            range=self.text.range(*self._offsets(finding)),
            message="\n".join(self.held.tell(each) for each in (finding.message, finding.hint) if each is not None),
            severity=_SEVERITIES[finding.severity],
            code=finding.code.code,
            code_description=None if address is None else types.CodeDescription(address),
            source="communique",
            tags=None if tag is None else [tag],
        )

    def _offsets(self, finding: Diagnostic) -> tuple[int, int]:
        return (0, 0) if finding.span is None else self.text.offsets(finding.span)


def analyse(text: Text, name: str, language: str, locale: str | None = None) -> Analysis:
    """Read and check a document, and write its diagnostics, so that later nobody waits for them.

    A document that the configuration excludes is read, since it has an outline, and nothing is said of it; nor of one whose
    text has to be taken out of it.
    """
    source, holding = text.source(name), held(name, locale)
    format = format_name(source, language)  # noqa: A001 - the word users know it by
    examined = examine(source, None, holding.choice, format=format)
    if holding.excluded or format_named(format).taken_out is not None:  # places would be those of another text
        examined = replace(examined, report=replace(examined.report, findings=()))
    analysis = Analysis(text, format, holding, examined)
    _ = analysis.diagnostics
    return analysis


def format_name(source: Source, language: str) -> str:
    """The format of an open document: by the ending of its name, the editor's name for its language, or a look at it."""
    known = format_of(source.name)
    if known is not None and known.reads:
        return known.name
    return _FORMATS.get(language) or sniff(Source("", source.data)).name
