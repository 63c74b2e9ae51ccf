"""The settings of checking, from a call or a configuration, and which of the two counts."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from communique.checking.patterns import Pattern
from communique.core.diagnostics import Severity
from communique.core.paths import absolute

FOLDER = ".communique"
"""The folder that holds a configuration, in the folder that it is about."""
OWN = f"{FOLDER}/config.toml"
"""A file that is a configuration as a whole, from the folder that it is about."""
OLDER = "communique.toml"
"""The older name of such a file. Another program has a file of this name too."""
SHARED = "pyproject.toml"
"""The name of a file that may have a table `[tool.communique]`."""
OUTPUT_FORMATS = ("full", "concise", "json", "sarif", "github", "junit")
"""The forms in which findings are reported; the first unless another is asked for."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of checking; None where nothing is set."""

    profile: str | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    per_file_ignores: tuple[tuple[Pattern, tuple[str, ...]], ...] = ()
    severity: Mapping[str, Severity] | None = None
    max_findings: int | None = None
    exclude: tuple[Pattern, ...] | None = None
    baseline: str | None = None
    fail_on: Severity | None = None
    output_format: str | None = None
    jobs: int | None = None
    lang: str | None = None

    def over(self, other: "Settings") -> "Settings":
        """These settings, and the others where these are not set. Settings by code or by file are
        combined.

        Where both give one code a severity, it is that of these.
        """
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        merged = {
            name: getattr(other, name) if value is None else value
            for name, value in said.items()
        }
        merged["per_file_ignores"] = (*self.per_file_ignores, *other.per_file_ignores)
        if self.severity is not None and other.severity is not None:
            merged["severity"] = {**other.severity, **self.severity}
        return Settings(**merged)

    def ignored(self, path: str) -> tuple[str, ...]:
        """The selectors of what is not reported of a file."""
        of_file = (
            code
            for pattern, codes in self.per_file_ignores
            if pattern.matches(path)
            for code in codes
        )
        return (*(self.ignore or ()), *of_file)

    def excludes(self, path: str) -> bool:
        """Whether a file or folder is passed over where it is found; a baseline is not a document."""
        if self.baseline is not None and absolute(path) == absolute(self.baseline):
            return True
        return any(pattern.matches(path) for pattern in self.exclude or ())
