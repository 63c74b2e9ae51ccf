"""Akoma Ntoso 3.0 (OASIS Standard, LegalDocML), both ways; the shape of every construct is in `docs/akoma-ntoso.md`."""
