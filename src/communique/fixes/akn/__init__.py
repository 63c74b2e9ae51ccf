"""Fixes of Akoma Ntoso files."""

from collections.abc import Callable, Mapping

from communique.core.diagnostics import Diagnostic, Fix
from communique.fixes.akn import attributes, eids, frbr
from communique.fixes.akn.markup import Markup

FIXERS: Mapping[str, Callable[[Markup, Diagnostic], Fix | None]] = {
    **dict.fromkeys(("EID001", "EID002", "EID003", "EID004", "EID005", "XSD004"), eids.fix),
    **dict.fromkeys(("ONT001", "ONT002", "REF002"), attributes.fix_hash),
    "REF003": attributes.fix_resolver,
    "EID006": attributes.fix_wid,
    "NTE001": attributes.fix_placement,
    "NTE004": attributes.fix_call,
    "IRI001": frbr.fix_this,
    "IRI003": frbr.fix_level,
    "IRI006": frbr.fix_format,
    "LNG001": frbr.fix_language,
    "MET002": frbr.fix_country,
}
"""By code the function that fixes what is found."""
