"""Fixes of names by FRBR. Each level is made of the one above, where the names agree on which of
them is wrong.
"""

import re
from xml.etree.ElementTree import Element

from communique.core.diagnostics import Diagnostic, Fix
from communique.naming.iso639 import alpha3, bcp47, is_alpha3
from communique.rules.iri import LEVELS, bare, work_parts
from communique.rules.markup import Change, Markup, fix_of_changes
from communique.rules.tree import Document

WORK, EXPRESSION, MANIFESTATION = LEVELS
_COMPONENT = re.compile(r"(?:/?![^!]+|/main)\Z")
_IN_LANGUAGE = re.compile(r"[a-z]{2,3}@[^/!]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=[@!/]|\Z)")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}\Z")
_FORMATS = {".xml": "xml", ".akn": "akn"}
"""The formats that this file can have, by the ending of its name."""

Place = tuple[Document, str]
"""A document of the file and one of its levels."""


def fix_this(markup: Markup, finding: Diagnostic) -> Fix | None:
    """FRBRthis made of FRBRuri, the component kept; sure where another level is named after FRBRuri too.

    None where another level says that FRBRuri is the wrong one.
    """
    document, level = _place(markup, finding)
    this = document.value(level, "FRBRthis")
    uri = document.value(level, "FRBRuri")
    if this is None or uri is None or not uri[1].strip("/ "):
        return None
    whole = uri[1]
    part = _COMPONENT.sub("", bare(this[1]))
    others = [
        each for name in LEVELS if name != level for each in _names(document, name)
    ]
    for_this = [
        each for each in others if _agree(part, each) and not _agree(whole, each)
    ]
    if for_this:
        return None
    for_uri = [
        each for each in others if _agree(whole, each) and not _agree(part, each)
    ]
    change = (this[0], "value", _component_of(whole, this[1], level))
    return fix_of_changes(markup, [change], sure=bool(for_uri))


def fix_level(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The Expression's IRI made of the Work's, or the Manifestation's of the Expression's.

    What is made of it in turn is made too.
    Sure where a second name speaks for the one that is kept. None where a level does not agree with
    itself on its name, so that nobody knows which of the names is wrong.
    """
    document, level = _place(markup, finding)
    if level == WORK or not _is_sure(document, level):
        return None
    above = document.value(LEVELS[LEVELS.index(level) - 1], "FRBRuri")
    if above is None:
        return None
    iri = above[1].rstrip("/")
    if level == EXPRESSION:
        return _fix_expression(markup, document, iri)
    return _fix_manifestation(markup, document, iri)


def _fix_expression(markup: Markup, document: Document, work: str) -> Fix | None:
    """The Expression named after the Work, and the Manifestation after it; sure where one of them
    begins with the Work.
    """
    tail = _tail(document)
    if tail is None:
        return None
    below = [each for level in LEVELS[1:] for each in _names(document, level)]
    sure = any(bare(each).startswith(f"{work}/") for each in below)
    changes = [
        *_named(document, EXPRESSION, work + tail),
        *_named(document, MANIFESTATION, work + tail),
    ]
    return fix_of_changes(markup, changes, sure=sure)


def _fix_manifestation(
    markup: Markup, document: Document, expression: str
) -> Fix | None:
    """The Manifestation named after the Expression.

    Where the Manifestation has the language that `FRBRlanguage` says, and the Expression another,
    the Expression is wrong.
    """
    language = _said_language(document)
    in_expression = _language_in_iri(document, EXPRESSION)
    in_manifestation = _language_in_iri(document, MANIFESTATION)
    changes = _named(document, MANIFESTATION, expression)
    if not in_manifestation:  # Work and Expression agree, and it is named after neither
        return fix_of_changes(markup, changes)
    languages_differ = in_manifestation != in_expression
    if languages_differ and in_manifestation == language:
        start = len(_start_of_language(document))
        iri = expression[:start] + language + expression[start + len(in_expression) :]
        changes = [
            *_named(document, EXPRESSION, iri),
            *_named(document, MANIFESTATION, iri),
        ]
        return fix_of_changes(markup, changes)
    agrees = any(_agree(each, expression) for each in _names(document, MANIFESTATION))
    said_so = languages_differ and in_expression == language
    return fix_of_changes(markup, changes, sure=agrees or said_so)


def fix_format(markup: Markup, finding: Diagnostic) -> Fix | None:
    """FRBRformat by the ending of the Manifestation's IRI, if this file can have that format."""
    document, _ = _place(markup, finding)
    form = document.value(MANIFESTATION, "FRBRformat")
    uri = document.value(MANIFESTATION, "FRBRuri")
    if form is None or uri is None:
        return None
    for ending, name in _FORMATS.items():
        if uri[1].lower().endswith(ending):
            proper = f"application/akn+{name}" if "/" in form[1] else name
            return fix_of_changes(markup, [(form[0], "value", proper)])
    return None


def fix_language(markup: Markup, finding: Diagnostic) -> Fix | None:
    """The language by its code of ISO 639-2/T, in FRBRlanguage and where the IRIs have the same
    language by another code.
    """
    document, _ = _place(markup, finding)
    said = document.value(EXPRESSION, "FRBRlanguage", "language")
    code = _said_language(document)
    if said is None or not is_alpha3(code):
        return None
    changes: list[Change] = [(said[0], "language", code)]
    start = _start_of_language(document)
    if start:
        for level in (EXPRESSION, MANIFESTATION):
            changes += _in_language(document, level, start, code)
    return fix_of_changes(markup, changes)


def _in_language(document: Document, level: str, start: str, code: str) -> list[Change]:
    """The names of a level that say the same language by another code, with the code put in."""
    changes: list[Change] = []
    for name in ("FRBRthis", "FRBRuri"):
        found = document.value(level, name)
        if found is None or not found[1].startswith(start):
            continue
        rest = found[1][len(start) :]
        segment = _LANGUAGE.match(rest)
        if segment is not None and _code(segment[0]) == code:
            changes.append((found[0], "value", start + code + rest[segment.end() :]))
    return changes


# --- what a document says -------------------------------------------------------------------------


def _place(markup: Markup, finding: Diagnostic) -> Place:
    """The document and the level of the element that a finding is about."""
    return markup.once(_places)[id(markup.element_at(finding.span))]


def _places(markup: Markup) -> dict[int, Place]:
    """The document and the level of each element of a level, by the element's identity."""
    found: dict[int, Place] = {}
    for document in markup.tree.documents:
        for name, level in document.levels.items():
            for element in level:
                found[id(element)] = (document, name)
    return found


def _names(document: Document, level: str) -> list[str]:
    """The names of a level, by FRBRthis and by FRBRuri, without component and ending."""
    found = (document.value(level, name) for name in ("FRBRthis", "FRBRuri"))
    given = [each[1] for each in found if each is not None and each[1].strip("/ ")]
    return [_COMPONENT.sub("", bare(iri)) for iri in given]


def _start_of_language(document: Document) -> str:
    """What comes before the language in the IRIs below the Work; empty where the Work has no name."""
    work = document.value(WORK, "FRBRuri")
    return "" if work is None else f"{work[1].rstrip('/')}/"


def _language_in_iri(document: Document, level: str) -> str:
    """The language in the IRI of a level below the Work, as it is written there; empty where there
    is none.
    """
    start = _start_of_language(document)
    uri = document.value(level, "FRBRuri")
    if uri is None or not start or not uri[1].startswith(start):
        return ""
    return uri[1][len(start) :].partition("@")[0]


def _said_language(document: Document) -> str:
    """The code of ISO 639-2/T for what FRBRlanguage says; empty where it is missing."""
    said = document.value(EXPRESSION, "FRBRlanguage", "language")
    return "" if said is None else _code(said[1])


def _code(language: str) -> str:
    """A language's code of ISO 639-2/T, whichever code or tag it is named by."""
    return alpha3(bcp47(language))


def _agree(iri: str, other: str) -> bool:
    """Whether one of two IRIs begins with the other."""
    one = bare(iri)
    two = bare(other)
    return one.startswith(two) or two.startswith(one)


def _is_sure(document: Document, level: str) -> bool:
    """Whether all levels above are named as the convention has it, and agree with themselves."""
    for name in LEVELS[: LEVELS.index(level)]:
        this = document.value(name, "FRBRthis")
        uri = document.value(name, "FRBRuri")
        if uri is None:
            return False
        if this is not None and not bare(this[1]).startswith(bare(uri[1])):
            return False
    work = document.value(WORK, "FRBRuri")
    if work is None or not work_parts(work[1].rstrip("/")):
        return False
    if level == EXPRESSION:
        return True
    expression = document.value(EXPRESSION, "FRBRuri")
    return expression is not None and expression[1].startswith(work[1].rstrip("/"))


# --- names that are made --------------------------------------------------------------------------


def _component_of(uri: str, this: str, level: str) -> str:
    """FRBRthis for a FRBRuri: with the component that an old one has, and a Manifestation's ending."""
    ending = _ending(uri) if level == MANIFESTATION else ""
    whole = uri.removesuffix(ending) if ending else uri.rstrip("/")
    component = _COMPONENT.search(bare(this))
    return whole + (component[0] if component else "/!main") + ending


def _ending(iri: str) -> str:
    """The ending of a file's name at the end of an IRI; empty where there is none."""
    found = _ENDING.search(iri)
    return found[0] if found else ""


def _tail(document: Document) -> str | None:
    """What follows the Work's IRI in the Expression's: as it is there, else language and date as
    they are said.
    """
    uri = document.value(EXPRESSION, "FRBRuri")
    segment = "" if uri is None else uri[1].rstrip("/").rpartition("/")[2]
    if _IN_LANGUAGE.fullmatch(segment):
        return f"/{segment}"
    code = _said_language(document)
    if not is_alpha3(code):
        return None
    date = document.value(EXPRESSION, "FRBRdate", "date")
    return f"/{code}@" if date is None else f"/{code}@{_day(date)}"


def _day(date: tuple[Element, str]) -> str:
    """The day of an FRBRdate; empty where it says no day."""
    element, value = date
    is_vague = value.startswith("9999") or element.get("name") in (
        "yearOnly",
        "monthOnly",
    )
    return "" if is_vague else value


def _named(document: Document, level: str, expression: str) -> list[Change]:
    """The names of a level for an Expression's IRI; a Manifestation keeps its ending."""
    uri = document.value(level, "FRBRuri")
    this = document.value(level, "FRBRthis")
    iri = expression
    changes: list[Change] = []
    if uri is not None:
        iri += _ending(uri[1]) if level == MANIFESTATION else ""
        changes.append((uri[0], "value", iri))
    if this is not None:
        changes.append((this[0], "value", _component_of(iri, this[1], level)))
    return changes
