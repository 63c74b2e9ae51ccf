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


_OURS = {
    "annex title": "title", "cover line": "cover", "cover text": "cover", "footnote text": "note", "heading": "heading", "lead": "lead",
    "list continue": "continuation", "title": "title", "subtitle": "subtitle",
    "opening": "opening", "recital": "recital", "formula": "formula", "paragraph": "paragraph", "point": "point",
    "closing": "closing", "signature": "signature", "annex": "annex",
}  # fmt: skip
"""Blocks by the styles in which they are written here."""


def given_of(name: str) -> tuple[str, int]:
    """The block that a style of ours is, and its level: the number behind the name, where there is none the first.

    >>> given_of("Point 2"), given_of("heading 1"), given_of("List Continue")
    (('point', 2), ('heading', 1), ('continuation', 0))
    """
    style, _, number = name.casefold().rpartition(" ")
    role = _OURS.get(style if number.isdecimal() else name.casefold(), "")
    return role, (int(number) if number.isdecimal() else 1) - (role == "continuation")


def role_of(name: str) -> str | None:
    """The role that a name says, by its letters without accents; None where it says none.

    >>> role_of("Manual Considérant"), role_of("Normal")
    ('recital', None)
    """
    letters = "".join(filter(str.isalpha, unicodedata.normalize("NFD", name.casefold())))
    return _ROLES.get(letters.removeprefix("mso").removeprefix("oj"))
