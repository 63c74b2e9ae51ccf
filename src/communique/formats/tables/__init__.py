"""CSV: a declaration as tables, for spreadsheets and statistics. Written, not read."""

from communique.formats.tables.writer import write, write_files

__all__ = ["write", "write_files"]
