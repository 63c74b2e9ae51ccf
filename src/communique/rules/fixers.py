"""The fixers of the rules: one explicit catalogue. Each family of rules has its fixers beside it.

To add a fixer, write the function and add a line here. It need not judge what it makes:
`communique.fixes.apply` validates the file again.
"""

from collections.abc import Mapping

from communique.rules import eid_fixes, iri_fixes, notes_fixes, references_fixes
from communique.rules.markup import Fixer
from communique.rules.meta import fix_country

FIXERS: Mapping[str, Fixer] = {
    "EID001": eid_fixes.fix_eid,
    "EID002": eid_fixes.fix_eid,
    "EID003": eid_fixes.fix_eid,
    "EID004": eid_fixes.fix_eid,
    "EID005": eid_fixes.fix_eid,
    "EID006": eid_fixes.fix_wid,
    "IRI001": iri_fixes.fix_this,
    "IRI003": iri_fixes.fix_level,
    "IRI006": iri_fixes.fix_format,
    "LNG001": iri_fixes.fix_language,
    "MET002": fix_country,
    "NTE001": notes_fixes.fix_placement,
    "NTE004": notes_fixes.fix_call,
    "ONT001": references_fixes.fix_hash,
    "ONT002": references_fixes.fix_hash,
    "REF002": references_fixes.fix_hash,
    "REF003": references_fixes.fix_resolver,
    "XSD004": eid_fixes.fix_eid,
}
"""By the code of a finding, the function that makes its fix."""
