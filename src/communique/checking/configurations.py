"""The settings for a file: those of the call, then those of the nearest configuration, then the
defaults; and its baseline.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from communique.checking.choice import Choice
from communique.checking.codes import check_selectors
from communique.checking.settings import OLDER, OWN, SHARED, Settings
from communique.core.errors import BadConfiguration, BadOption
from communique.core.paths import absolute, folder_of, is_file
from communique.core.source import Source
from communique.rules.rule import LIMIT

if TYPE_CHECKING:  # most calls have no baseline
    from communique.checking.baseline import Baseline
    from communique.checking.engine import Examined


class Configurations:
    """The settings of a call, over those of the configurations near its files. Each folder is
    looked at once, each baseline read once.

    `file`: the one configuration for all files, in the place of those near them; `search`: whether
    there is any; `update`: whether baselines are to be written; `skipped`: files with the older
    name of a configuration that belong to another program. Raises BadOption if a code of the
    call means nothing, BadConfiguration for a configuration or, when a file is asked for, a
    baseline that cannot be used, and OSError.
    """

    def __init__(
        self,
        call: Settings,
        *,
        file: str | None = None,
        search: bool = True,
        update: bool = False,
    ) -> None:
        check_selectors([code for _, codes in call.per_file_ignores for code in codes])
        self.call = call
        self._search = search and file is None
        self._folders: dict[str, Settings] = {}
        self._choices: dict[tuple[int, tuple[str, ...]], Choice] = {}
        self._baselines: dict[str, Baseline] = {}
        self.skipped: list[str] = []
        self.update = update
        self._far = call
        if file is not None:
            said = read_config(file)
            if said is None:
                raise BadConfiguration(
                    f"{file}: there is no table [tool.communique] in it"
                )
            self._far = call.over(said)

    def for_file(self, path: str) -> Settings:
        """The settings that hold for a file or folder: those of the folder it is in."""
        return self.for_folder(folder_of(absolute(path)))

    def for_folder(self, folder: str) -> Settings:
        """The settings that hold in a folder, given by its absolute path."""
        if not self._search:
            return self._far
        at, passed = folder, [folder]
        while (found := self._folders.get(at) or self._said_in(at)) is None:
            above = folder_of(at)
            if above == at:
                found = self._far
                break
            at = above
            passed.append(at)
        self._folders.update(dict.fromkeys(passed, found))
        return found

    def _said_in(self, folder: str) -> Settings | None:
        for name in (OWN, OLDER, SHARED):
            path = str(PurePath(folder, name))
            if not is_file(path):
                continue
            if name == OLDER and is_of_another_program(path):
                self.skipped.append(path)
                continue
            said = read_config(path)
            if said is not None:
                return self.call.over(said)
        return None

    def choice(self, path: str) -> Choice:
        """What a file is held to, and what is known of it. Raises BadOption if a selector or a
        profile means nothing.
        """
        settings = self.for_file(path)
        ignored = settings.ignored(path)
        key = (id(settings), ignored)
        if key not in self._choices:
            self._choices[key] = Choice.of(
                select=settings.select or (),
                extend_select=settings.extend_select or (),
                ignore=ignored,
                severity=settings.severity,
                profile=settings.profile,
                limit=settings.max_findings or LIMIT,
            )
        choice, baseline = self._choices[key], self._baseline(path)
        return (
            choice if baseline is None else replace(choice, known=baseline.known(path))
        )

    def _baseline(self, path: str) -> "Baseline | None":
        named = self.for_file(path).baseline
        if named is None:
            return None
        whole = absolute(named)
        if whole not in self._baselines:
            from communique.checking.baseline import Baseline

            self._baselines[whole] = Baseline(named, make=self.update)
        return self._baselines[whole]

    def require_baseline(self) -> None:
        """Raises BadOption if baselines are to be written and no file has one."""
        if self.update and not self._baselines:
            raise BadOption(
                "--update-baseline needs a baseline: by --baseline, or in a configuration"
            )

    def noting(self, every: "Iterable[Examined]") -> "Iterator[Examined]":
        """The files as they are examined, what is left of their baselines noted."""
        for examined in every:
            baseline = self._baseline(examined.report.path)
            if baseline is not None:
                baseline.note(examined.report, examined.choice)
            yield examined

    def finish(self) -> Iterator[str]:
        """Write the baselines, if so asked; a sentence about each that has changed, or would.
        Raises OSError.
        """
        yield from filter(
            None,
            (each.finished(update=self.update) for each in self._baselines.values()),
        )

    def excludes(self, path: str) -> bool:
        """Whether a file or folder that was found is passed over."""
        return self.for_file(path).excludes(path)


def read_config(path: str) -> Settings | None:
    """What a file says; None if it has no table of ours. Raises BadConfiguration for what cannot be
    used, and OSError.
    """
    source = Source.open(path)
    if PurePath(path).name == SHARED and b"communique" not in source.data:
        return None  # as most: what parses it takes long to load
    from communique.checking.config_file import settings_of

    return settings_of(source)


def is_of_another_program(path: str) -> bool:
    """Whether a file is TOML of which no key is ours, or nearly ours. Raises OSError."""
    from communique.checking.config_file import has_our_keys

    return not has_our_keys(Source.open(path))
