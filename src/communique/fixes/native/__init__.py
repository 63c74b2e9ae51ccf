"""Fixes of records in JSON."""

from collections.abc import Callable, Mapping

from communique.core.diagnostics import Diagnostic, Fix
from communique.fixes.native import eids, marks, orders
from communique.fixes.native.record import RecordText

FIXERS: Mapping[str, Callable[[RecordText, Diagnostic], Fix | None]] = {
    **dict.fromkeys(("EID001", "EID002", "EID003", "EID004", "MOD001", "MOD010"), eids.fix),
    **dict.fromkeys(("DAT001", "MOD013", "TXT004"), marks.fix),
    "JSN006": orders.fix_keys,
    "MOD015": orders.fix_marks,
    "MOD018": orders.fix_notes,
    "NTE004": orders.fix_call,
    "REF002": orders.fix_hash,
    "REF003": orders.fix_resolver,
}
"""By code the function that fixes what is found."""
