"""JSON, the record's native form: every key written, read back equal, and everything wrong with it placed."""

from communique.formats.native.reader import read, write

__all__ = ["read", "write"]
