"""The baselines of a call: each file has the one that its settings name, and is held to it."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from communique.errors import BadOption
from communique.validate.choice import Choice
from communique.validate.configurations import Configurations

if TYPE_CHECKING:  # most files have no baseline
    from communique.validate.baseline import Baseline
    from communique.validate.engine import Examined


class Baselines:
    """The baselines that the settings of files name, each read once; `update`: whether they are to be written.

    Raises what `Baseline` raises, when a file is asked for whose baseline cannot be used.
    """

    def __init__(self, configurations: Configurations, *, update: bool = False) -> None:
        self._configurations = configurations
        self._update = update
        self._read: dict[str, Baseline] = {}

    def choice(self, path: str) -> Choice:
        """What a file is held to, and what is known of it."""
        choice = self._configurations.choice(path)
        baseline = self._of(path)
        return choice if baseline is None else replace(choice, known=baseline.known(path))

    def _of(self, path: str) -> "Baseline | None":
        named = self._configurations.for_file(path).baseline
        if named is None:
            return None
        from communique.validate.baseline import Baseline

        whole = os.path.abspath(named)  # noqa: PTH100 - links stay links
        if whole not in self._read:
            self._read[whole] = Baseline(named, make=self._update)
        return self._read[whole]

    def require(self) -> None:
        """Raises BadOption if baselines are to be written and no file has one."""
        if self._update and not self._read:
            raise BadOption("--update-baseline needs a baseline: by --baseline, or in a configuration")

    def noting(self, every: "Iterable[Examined]") -> "Iterator[Examined]":
        """The files as they are examined, what is left of their baselines noted."""
        for examined in every:
            baseline = self._of(examined.report.path)
            if baseline is not None:
                baseline.note(examined.report, examined.choice)
            yield examined

    def finish(self) -> Iterator[str]:
        """Write the baselines, if so asked; a sentence about each that has changed, or would. Raises OSError."""
        for baseline in self._read.values():
            name = baseline.path
            after, before = baseline.left, baseline.total
            if self._update:
                baseline.write()
            if baseline.made:
                yield f"{name}: created, findings: {after}"
            elif after < before and self._update:
                yield f"{name}: findings removed: {before - after}, left: {after}"
            elif after < before:
                yield f"{name}: findings that no longer occur: {before - after}; --update-baseline removes them"
