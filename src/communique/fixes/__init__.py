"""How findings can be mended without changing a word: a fix is data on the finding, made of edits to the source's text.

A fixer is a function of a room, keyed by the code of the findings that it mends. To add one: the function, and a line to
`FIXERS`. Whether what it makes is right is not for it to say: `communique.mending` reads the result again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from typing import Any, cast
from xml.etree.ElementTree import Element

from communique.diagnostics import Diagnostic, Fix
from communique.draft import Parsed
from communique.rules.running import HINT

FIXERS: Mapping[str, Mapping[str, str]] = {
    "akn": {
        **dict.fromkeys(("EID001", "EID002", "EID003", "EID004", "EID005", "XSD004"), "akn.eids:fix"),
        **dict.fromkeys(("ONT001", "ONT002", "REF002"), "akn.attributes:fix_hash"),
        "REF003": "akn.attributes:fix_resolver",
        "EID006": "akn.attributes:fix_wid",
        "NTE001": "akn.attributes:fix_placement",
        "NTE004": "akn.notes:fix",
        "IRI001": "akn.frbr:fix_this",
        "IRI003": "akn.frbr:fix_level",
        "IRI006": "akn.frbr:fix_format",
        "LNG001": "akn.frbr:fix_language",
        "MET002": "akn.frbr:fix_country",
    },
    "json": {
        **dict.fromkeys(("EID001", "EID002", "EID003", "EID004", "MOD001", "MOD010"), "native.eids:fix"),
        **dict.fromkeys(("DAT001", "MOD013", "TXT004"), "native.marks:fix"),
        "JSN006": "native.orders:fix_keys",
        "MOD015": "native.orders:fix_marks",
        "MOD018": "native.orders:fix_notes",
        "NTE004": "native.notes:fix",
        "REF002": "native.links:fix_hash",
        "REF003": "native.links:fix_resolver",
    },
}
"""For each format from a code to the function that mends what it finds; a room is imported when it is first needed."""

FIXABLE = frozenset(code for codes in FIXERS.values() for code in codes)
"""The codes of which some findings can be mended."""


def mended_in(code: str) -> tuple[str, ...]:
    """The formats in which findings of a code can be mended."""
    return tuple(name for name, codes in FIXERS.items() if code in codes)


def with_fixes(
    findings: Iterable[Diagnostic], parsed: Parsed, format: str, root: Element | None, every: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """The findings, each with its fix where there is one.

    `root` is the tree of an Akoma Ntoso file, `every` all that was found, chosen or not. Linear in the size of the file
    where something can be mended, else in the number of findings.
    """
    known = FIXERS.get(format, {})
    chosen = tuple(findings)
    if (format == "akn" and root is None) or all(each.code.code not in known for each in chosen):
        return chosen
    subject: Any
    if root is not None:
        from communique.fixes.akn.markup import Markup

        subject = Markup(parsed.source, root)
    else:
        from communique.fixes.native.record import RecordText

        subject = RecordText(parsed, every)
    return tuple(
        replace(each, fix=_fixer(known[each.code.code])(subject, each))
        if each.code.code in known and each.hint != HINT  # that counts the findings that are not shown
        else each
        for each in chosen
    )


def _fixer(name: str) -> Callable[[Any, Diagnostic], Fix | None]:
    module, _, function = name.partition(":")
    return cast("Callable[[Any, Diagnostic], Fix | None]", getattr(import_module(f"{__name__}.{module}"), function))
