"""`identification`: what FRBR says of a Work, its Expression and its Manifestation."""

import re
from dataclasses import dataclass

from communique.formats.akn.markup import basis, given, quoted
from communique.formats.akn.names import EDITOR, UNKNOWN_AUTHOR, UNKNOWN_DATE
from communique.model import Claim, Declaration, Identifier
from communique.naming.iso639 import alpha3

_LENGTH_OF_DAY = 10
_PRECISION = {10: "adoption", 7: "monthOnly", 4: "yearOnly"}
"""The name of an `FRBRdate`, by the code points of the date that is known."""
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one `meta` says of its Work: all that differs between cover note, declaration and annex."""

    iri: str
    component: str
    """The part of the file: `main`, or an annex by its number, `annex_1/annex_2`."""
    date: Claim | None
    authors: tuple[str, ...]
    """The eIds of their entries."""
    identifiers: tuple[Identifier, ...] = ()
    claimed: bool = False
    """Whether the basis of the date is said."""
    parts: tuple[str, ...] = ()
    """Lines that list the parts of the file."""
    short_title: str | None = None
    authenticity: str | None = None
    translation_of: str | None = None


def identification(work: Work, declaration: Declaration, scope: str) -> list[str]:
    """The lines of `identification`; `scope` is the prefix of the declaration's eIds."""
    return [
        f'<identification source="#{scope}{EDITOR}">',
        *_level("FRBRWork", _of_work(work)),
        *_level("FRBRExpression", _of_expression(work, declaration, scope)),
        *_level("FRBRManifestation", _of_manifestation(work, declaration, scope)),
        "</identification>",
    ]


def _level(name: str, lines: list[str]) -> list[str]:
    """The lines of one level in its element."""
    return [f"  <{name}>", *[f"    {line}" for line in lines], f"  </{name}>"]


def _of_work(work: Work) -> list[str]:
    lines = _address(work.iri, work.component)
    for alias in work.identifiers:
        said = given(name=alias.scheme, value=alias.value)
        lines.append(f"<FRBRalias{said}{basis(alias.basis, alias.source)}/>")
    why = ""
    if work.claimed and work.date is not None:
        why = basis(work.date.basis, work.date.source)
    lines.append(_date(work.date.value if work.date else None, why))
    lines += [f'<FRBRauthor href="#{author}"/>' for author in work.authors]
    lines += work.parts
    lines += _segments(work.iri)
    lines.append('<FRBRprescriptive value="false"/>')
    return lines


def _of_expression(work: Work, declaration: Declaration, scope: str) -> list[str]:
    lines = _address(_expression(work, declaration), work.component)
    if work.short_title is not None:
        lines.append(f"<FRBRalias{given(name='shortTitle', value=work.short_title)}/>")
    lines.append(_date(work.date.value if work.date else None))
    lines.append(f'<FRBRauthor href="#{work.authors[0]}"/>')
    if work.authenticity is not None:
        is_official = work.authenticity == "official"
        lines.append(f'<FRBRauthoritative value="{str(is_official).lower()}"/>')
    lines.append(f'<FRBRlanguage language="{alpha3(declaration.language)}"/>')
    original = work.translation_of
    if original is not None:
        code = alpha3(original)
        href = f"{quoted(work.iri)}/{code}@"
        by = f'by="#{scope}{UNKNOWN_AUTHOR}" c:language="{original}"'
        lines.append(f'<FRBRtranslation href="{href}" fromLanguage="{code}" {by}/>')
    return lines


def _of_manifestation(work: Work, declaration: Declaration, scope: str) -> list[str]:
    source = declaration.source
    retrieved = source.retrieved if source is not None else None
    if retrieved is None:
        made = _date(None)
    else:
        made = f'<FRBRdate date="{day_of(retrieved)}" name="retrieval"/>'
    return [
        *_address(_expression(work, declaration), work.component, ".xml"),
        made,
        f'<FRBRauthor href="#{scope}{EDITOR}"/>',
        '<FRBRformat value="xml"/>',
    ]


def _expression(work: Work, declaration: Declaration) -> str:
    """The IRI of the Expression: the Work, the language, and the day if it is known."""
    is_day = work.date is not None and len(work.date.value) == _LENGTH_OF_DAY
    day = work.date.value if work.date is not None and is_day else ""
    return f"{work.iri}/{alpha3(declaration.language)}@{day}"


def _address(iri: str, component: str, suffix: str = "") -> list[str]:
    return [
        f'<FRBRthis value="{quoted(iri)}/!{component}{suffix}"/>',
        f'<FRBRuri value="{quoted(iri)}{suffix}"/>',
    ]


def _date(value: str | None, why: str = "") -> str:
    """An `FRBRdate`: a day, and a name that says what the day is worth."""
    if value is None:
        return f'<FRBRdate date="{UNKNOWN_DATE}" name="unknown"{why}/>'
    return f'<FRBRdate date="{day_of(value)}" name="{_PRECISION[len(value)]}"{why}/>'


def day_of(value: str) -> str:
    """The first day of a day, month or year.

    >>> day_of("2023-11")
    '2023-11-01'
    """
    return f"{value}-01-01"[:_LENGTH_OF_DAY]


def _segments(iri: str) -> list[str]:
    """Country, subtype and name, as far as the IRI of the Work has them.

    The IRI is `/akn/{country}/{type}/{subtype}/.../{name}`, the date among them.
    """
    country, *rest = iri.split("/")[2:]
    dates = [at for at, part in enumerate(rest) if _DATE.fullmatch(part)]
    at = dates[0] if dates else len(rest) - 1
    lines = [f'<FRBRcountry value="{quoted(country)}"/>']
    if at > 1:
        lines.append(f'<FRBRsubtype value="{quoted(rest[1])}"/>')
    if len(rest) > 1:
        lines.append(f'<FRBRname value="{quoted(rest[-1])}"/>')
    return lines
