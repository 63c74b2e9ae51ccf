"""DOCX (ECMA-376, Office Open XML): the text of a word processor's file as it is printed, lists counted, notes in their places."""

from communique.inputs.docx.reader import extract

__all__ = ["extract"]
