"""Akoma Ntoso 3.0 (OASIS Standard, LegalDocML), both ways.

The shape of every construct is in `docs/akoma-ntoso.md`.
"""
