"""Fixes of Akoma Ntoso files."""
