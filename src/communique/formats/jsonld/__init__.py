"""JSON-LD: a declaration as linked data, in the words of ELI and schema.org. Written, not read."""

from communique.formats.jsonld.writer import write

__all__ = ["write"]
