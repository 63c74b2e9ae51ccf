"""Formats, rules and commands that packages register by entry points.

A package names its value under a group in its `pyproject.toml`:

    [project.entry-points."communique.formats"]
    minutes = "communique_minutes:FORMAT"

The parts of communique above the record (the reader of texts, promises, corpora, the editor)
register theirs in the same way, so that the record does not import them.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from communique.core.errors import CommuniqueError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Group = Literal["communique.formats", "communique.rules", "communique.commands"]
"""What a package can add to."""


class BrokenPlugin(CommuniqueError, ImportError):
    """A plug-in cannot be loaded; the message names it, its package, and the reason."""


class TwoPlugins(CommuniqueError, ValueError):
    """Two packages register the same name in one group; the message names both."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A registered value: its name, where it is (`module:attribute`), and the package that
    registers it.
    """

    name: str
    place: str
    package: str

    def load(self) -> object:
        """The value itself. Raises BrokenPlugin, whatever goes wrong while its module is imported."""
        module, _, attribute = self.place.partition(":")
        try:
            value: object = import_module(module)
            for part in attribute.split("."):
                value = getattr(value, part)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            raise BrokenPlugin(
                f"the plug-in {self.name!r} of {self.package} cannot be loaded: {reason}"
            ) from error
        return value


@cache
def plugins(group: Group) -> dict[str, Plugin]:
    """The registered plug-ins of a group by their names, in alphabetical order.

    Raises TwoPlugins where two packages register one name.
    """
    from importlib.metadata import entry_points  # takes 20 ms to import

    found: dict[str, Plugin] = {}
    for point in sorted(
        entry_points(group=group), key=lambda each: (each.name, each.value)
    ):
        plugin = Plugin(point.name, point.value, _package_of(point))
        other = found.get(plugin.name)
        if other is not None and other != plugin:
            raise TwoPlugins(
                f"two plug-ins for {group} have the name {plugin.name!r}: "
                f"{other.place} of {other.package} and {plugin.place} of {plugin.package}; "
                "uninstall one of the packages"
            )
        found[plugin.name] = plugin
    return found


def _package_of(point: "EntryPoint") -> str:
    """The name and version of the package that registers an entry point."""
    if point.dist is None:
        return "an unknown package"
    return f"{point.dist.name} {point.dist.version}"
