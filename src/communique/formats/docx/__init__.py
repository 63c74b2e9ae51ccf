"""DOCX (ECMA-376, Office Open XML): a document that people hand on and work on, with styles, lists,
footnotes and bookmarks.
"""
