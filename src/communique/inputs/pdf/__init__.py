"""The text of a PDF: characters with their places become words, lines, columns and notes, as a reader sees them."""

from communique.inputs.pdf.reader import extract

__all__ = ["extract"]
