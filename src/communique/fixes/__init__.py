"""Fixes made in files: edits applied to a source, each result read and validated again."""
