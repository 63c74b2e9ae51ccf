"""How findings can be fixed without changing a word: a fix is data on the finding, made of edits to the source's text.

A fixer is a function of a package, keyed by the codes of the findings that it fixes. To add one: the function, and a line in the
`FIXERS` of that package. Whether what it makes is right is not for it to say: `communique.mending` reads the result again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic, Fix
from communique.draft import Parsed
from communique.rules.running import HINT

Fixer = Callable[[Any, Diagnostic], Fix | None]
"""From what a package reads a file as (`Markup`, `RecordText`) and a finding to its fix, if there is one."""


def fixers(format: str) -> Mapping[str, Fixer]:
    """By code the functions that fix what is found in a file of a format. A package is imported when it is first needed."""
    package = {"akn": "akn", "json": "native"}.get(format)
    found: Mapping[str, Fixer] = (
        import_module(f"communique.fixes.{package}").FIXERS if package else {}
    )
    return found


def fixed_in(code: str) -> tuple[str, ...]:
    """The formats in which some findings of a code can be fixed."""
    return tuple(name for name in ("akn", "json") if code in fixers(name))


@cache
def fixable() -> frozenset[str]:
    """The codes of which some findings can be fixed."""
    return frozenset((*fixers("akn"), *fixers("json")))


def with_fixes(
    findings: Iterable[Diagnostic],
    parsed: Parsed,
    format: str,
    root: Element | None,
    every: Iterable[Diagnostic],
) -> tuple[Diagnostic, ...]:
    """The findings, each with its fix where there is one.

    `root` is the tree of an Akoma Ntoso file, `every` all that was found, chosen or not. Linear in the size of the file
    where something can be mended, else in the number of findings.
    """
    chosen = tuple(findings)
    if not chosen or (format == "akn" and root is None):
        return chosen
    known = fixers(format)
    if all(each.code.code not in known for each in chosen):
        return chosen
    subject: Any
    if root is not None:
        from communique.fixes.akn.eids import Markup

        subject = Markup(parsed.source, root)
    else:
        from communique.fixes.native.record import RecordText

        subject = RecordText(parsed, every)
    return tuple(
        replace(each, fix=known[each.code.code](subject, each))
        if each.code.code in known
        and each.hint != HINT  # that counts the findings that are not shown
        else each
        for each in chosen
    )
