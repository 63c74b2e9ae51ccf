"""HTML: the words of a web page as they are shown, lists counted, notes in their places, menus set aside."""

from communique.inputs.html.reader import extract

__all__ = ["extract"]
