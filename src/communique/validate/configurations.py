"""The settings for a file: those of the call, then those of the nearest configuration, then the defaults."""

import os

from communique.core.errors import BadConfiguration
from communique.core.source import Source
from communique.validate.codes import Choice, check_selectors
from communique.validate.settings import OWN, SHARED, Settings


class Configurations:
    """The settings of a call, over those of the configurations near its files. Each folder is looked at once.

    `file`: the one configuration for all files, in the place of those near them; `search`: whether there is any. Raises
    BadOption if a code of the call means nothing, BadConfiguration for a configuration that cannot be used, and OSError.
    """

    def __init__(self, call: Settings, *, file: str | None = None, search: bool = True) -> None:
        check_selectors([code for _, codes in call.per_file_ignores for code in codes])
        self.call = call
        self._search = search and file is None
        self._folders: dict[str, Settings] = {}
        self._choices: dict[tuple[int, tuple[str, ...]], Choice] = {}
        self._far = call
        if file is not None:
            said = read_config(file)
            if said is None:
                raise BadConfiguration(f"{file}: there is no table [tool.communique] in it")
            self._far = call.over(said)

    def for_file(self, path: str) -> Settings:
        """The settings that hold for a file or folder: those of the folder it is in."""
        return self.for_folder(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH120 - links stay links

    def for_folder(self, folder: str) -> Settings:
        """The settings that hold in a folder, given by its absolute path."""
        if not self._search:
            return self._far
        at, passed = folder, [folder]
        while (found := self._folders.get(at) or self._said_in(at)) is None:
            above = os.path.dirname(at)  # noqa: PTH120 - links stay links
            if above == at:
                found = self._far
                break
            at = above
            passed.append(at)
        self._folders.update(dict.fromkeys(passed, found))
        return found

    def _said_in(self, folder: str) -> Settings | None:
        for name in (OWN, SHARED):
            path = os.path.join(folder, name)  # noqa: PTH118 - paths are strings here, as they were given
            if os.path.isfile(path):  # noqa: PTH113 - a name too long is no error
                said = read_config(path)
                if said is not None:
                    return self.call.over(said)
        return None

    def choice(self, path: str) -> Choice:
        """What a file is held to."""
        settings = self.for_file(path)
        key = (id(settings), settings.ignored(path))
        if key not in self._choices:
            self._choices[key] = settings.choice(path)
        return self._choices[key]

    def excludes(self, path: str) -> bool:
        """Whether a file or folder that was found is passed over."""
        return self.for_file(path).excludes(path)


def read_config(path: str) -> Settings | None:
    """What a file says; None if it has no table of ours. Raises BadConfiguration for what cannot be used, and OSError."""
    source = Source.open(path)
    if os.path.basename(path) == SHARED and b"communique" not in source.data:  # noqa: PTH119 - paths are strings here
        return None  # as most: what parses it takes long to load
    from communique.validate.config_file import settings_of

    return settings_of(source)
