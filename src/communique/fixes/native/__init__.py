"""Fixes of records in JSON."""
