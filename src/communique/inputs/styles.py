"""What the names of styles and classes say that a paragraph is."""

import json
import unicodedata
from importlib.resources import files

_ROLES: dict[str, str] = {
    name: role
    for role, names in json.loads(files("communique.inputs").joinpath("styles.json").read_text("utf-8")).items()
    for name in names
}
"""Roles by names: those that every word processor has, and those of the institutions' templates and pages."""


def role_of(name: str) -> str | None:
    """The role that a name says, by its letters without accents; None where it says none.

    >>> role_of("Manual Considérant"), role_of("Normal")
    ('recital', None)
    """
    letters = "".join(filter(str.isalpha, unicodedata.normalize("NFD", name.casefold())))
    return _ROLES.get(letters.removeprefix("mso").removeprefix("oj"))
