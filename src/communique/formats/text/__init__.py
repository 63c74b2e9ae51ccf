"""Raw text: what `pdftotext -layout`, a viewer's copy or a web page gives. Read by layout; written for reading again."""

from communique.formats.text.reader import read
from communique.formats.text.writer import write

__all__ = ["read", "write"]
