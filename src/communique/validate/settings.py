"""What may be said about checking, by a call or by a configuration, and which of the two counts."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from communique.diagnostics import Severity
from communique.rule import LIMIT

if TYPE_CHECKING:
    from communique.validate.choice import Choice

OUTPUT_FORMATS = ("full", "concise", "json", "sarif", "github", "junit")
"""The forms in which findings are reported; the first unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is said about checking; None where nothing is said."""

    profile: str | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    severity: Mapping[str, Severity] | None = None
    fail_on: Severity | None = None
    max_findings: int | None = None
    output_format: str | None = None
    lang: str | None = None

    def over(self, other: "Settings") -> "Settings":
        """These settings, and where they say nothing the others; of severities each that these do not name."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        merged = {name: getattr(other, name) if value is None else value for name, value in said.items()}
        if self.severity is not None and other.severity is not None:
            merged["severity"] = {**other.severity, **self.severity}
        return Settings(**merged)

    def choice(self) -> "Choice":
        """What a document is held to. Raises BadOption if a selector or a profile means nothing."""
        from communique.validate.choice import Choice

        return Choice.of(
            select=self.select or (),
            extend=self.extend_select or (),
            ignore=self.ignore or (),
            severity=self.severity,
            profile=self.profile,
            limit=LIMIT if self.max_findings is None else self.max_findings,
        )
