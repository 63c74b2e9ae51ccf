"""Markdown as CommonMark and GitHub have it, with footnotes: for reading and for pasting. Written, not read."""

from communique.formats.markdown.writer import write

__all__ = ["write"]
