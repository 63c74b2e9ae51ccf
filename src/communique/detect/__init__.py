"""From lines to a draft: what the layout and typography of a text say of its structure.

Passes, each one loop over the lines: markup, pages and furniture, notes, zones (cover, declaration, annexes), numbering,
units, outline, preamble and closing, calls, mentions. Every pass claims the spans of the source that it uses.
"""

from communique.detect.reading import detect

__all__ = ["detect"]
