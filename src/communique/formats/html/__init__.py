"""HTML: a declaration as a page to read, one file that asks for nothing else. Written, not read."""

from communique.formats.html.writer import write, write_read

__all__ = ["write", "write_read"]
