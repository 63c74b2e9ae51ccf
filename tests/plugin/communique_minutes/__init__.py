"""The format `minutes`: each operative paragraph on a line of its own."""

from communique import Format

FORMAT = Format(
    "minutes", (".minutes",), "lines", reads=False, package="communique_minutes"
)
