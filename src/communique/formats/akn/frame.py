"""`meta` as the writer gives it: FRBR's levels, references, notes that nothing calls, and what only the record has."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from communique.formats.akn.names import ATTRIBUTES, EDITOR, ONTOLOGY, TLC_OF_TYPE, UNKNOWN_AUTHOR, UNKNOWN_DATE
from communique.formats.akn.record import named_by
from communique.formats.akn.structure import basis, leaf, quoted
from communique.model import Claim, Declaration, Entity, Identifier, Node, Subject
from communique.model.text import ByKind, names_of
from communique.naming.iso639 import alpha3


def link(name: str, eid: str, href: str, label: str) -> str:
    """The entry in `references` of a document that is attached to this one, or that this one is attached to."""
    return f'<{name}{eid} href="{quoted(href)}" showAs="{quoted(label)}" type="annex"/>'


@dataclass(frozen=True, slots=True)
class Work:
    """What one `meta` says of its Work: everything that differs between a note, a declaration and an annex."""

    iri: str
    component: str
    date: Claim | None
    authors: tuple[str, ...]
    identifiers: tuple[Identifier, ...] = ()
    claimed: bool = False
    parts: tuple[str, ...] = ()
    short_title: str | None = None
    authenticity: str | None = None
    translation_of: str | None = None


def identification(work: Work, declaration: Declaration, scope: str) -> list[str]:
    """The lines of `identification`, not indented from outside."""
    language = alpha3(declaration.language)
    day = work.date.value if work.date is not None and len(work.date.value) == 10 else ""
    expression = f"{work.iri}/{language}@{day}"
    date, name = sentinel(work.date.value if work.date is not None else None)
    why = basis(work.date.basis, work.date.source) if work.date is not None and work.claimed else ""
    retrieved = declaration.source.retrieved if declaration.source is not None else None
    made, made_name = (sentinel(retrieved)[0], "retrieval") if retrieved is not None else (UNKNOWN_DATE, "unknown")
    original = work.translation_of
    code = alpha3(original or "")
    by = f'by="#{scope}{UNKNOWN_AUTHOR}" c:language="{original}"'
    return [
        f'<identification source="#{scope}{EDITOR}">',
        "  <FRBRWork>",
        *_head(work.iri, work.component, ""),
        *[
            f"    <FRBRalias{_given(name=each.scheme, value=each.value)}{basis(each.basis, each.source)}/>"
            for each in work.identifiers
        ],
        f'    <FRBRdate date="{date}" name="{name}"{why}/>',
        *[f'    <FRBRauthor href="#{author}"/>' for author in work.authors],
        *work.parts,
        *_segments(work.iri),
        '    <FRBRprescriptive value="false"/>',
        "  </FRBRWork>",
        "  <FRBRExpression>",
        *_head(expression, work.component, ""),
        *_maybe(work.short_title, f"<FRBRalias{_given(name='shortTitle', value=work.short_title)}/>"),
        f'    <FRBRdate date="{date}" name="{name}"/>',
        f'    <FRBRauthor href="#{work.authors[0]}"/>',
        *_maybe(work.authenticity, f'<FRBRauthoritative value="{str(work.authenticity == "official").lower()}"/>'),
        f'    <FRBRlanguage language="{language}"/>',
        *_maybe(original, f'<FRBRtranslation href="{quoted(work.iri)}/{code}@" fromLanguage="{code}" {by}/>'),
        "  </FRBRExpression>",
        "  <FRBRManifestation>",
        *_head(expression, work.component, ".xml"),
        f'    <FRBRdate date="{made}" name="{made_name}"/>',
        f'    <FRBRauthor href="#{scope}{EDITOR}"/>',
        '    <FRBRformat value="xml"/>',
        "  </FRBRManifestation>",
        "</identification>",
    ]


def sentinel(value: str | None) -> tuple[str, str]:
    """A date as `FRBRdate` takes it, a day and a name that says what the day is worth."""
    if value is None:
        return UNKNOWN_DATE, "unknown"
    name = {10: "adoption", 7: "monthOnly"}.get(len(value), "yearOnly")
    return f"{value}-01-01"[:10], name


def _head(iri: str, component: str, suffix: str) -> list[str]:
    return [
        f'    <FRBRthis value="{quoted(iri)}/!{component}{suffix}"/>',
        f'    <FRBRuri value="{quoted(iri)}{suffix}"/>',
    ]


def _segments(iri: str) -> list[str]:
    """Country, subtype and name, as far as the Work's IRI has them: `/akn/{country}/{type}/{subtype}/.../{name}`."""
    country, *rest = iri.split("/")[2:]
    dated = next((at for at, part in enumerate(rest) if re.fullmatch(r"\d{4}(-\d\d){0,2}", part)), len(rest) - 1)
    lines = [f'    <FRBRcountry value="{quoted(country)}"/>']
    if dated > 1:
        lines.append(f'    <FRBRsubtype value="{quoted(rest[1])}"/>')
    if len(rest) > 1:
        lines.append(f'    <FRBRname value="{quoted(rest[-1])}"/>')
    return lines


def _maybe(there: object, line: str) -> list[str]:
    """A line of a level, if there is what it says."""
    return [] if there is None else [f"    {line}"]


def entries(entities: Iterable[Entity], scope: str) -> list[str]:
    """An entry of `references` for each entity."""
    lines: list[str] = []
    for entity in entities:
        name = TLC_OF_TYPE[entity.type]
        first, *others = entity.same_as or (f"{ONTOLOGY}{name[3:].lower()}/{entity.id}",)
        acronym = "" if entity.acronym is None else f' shortForm="{quoted(entity.acronym)}"'
        kind = ' c:type="state"' if entity.type == "state" else ""
        same = f' c:sameAs="{quoted(" ".join(others))}"' if others else ""
        lines.append(
            f'<{name} eId="{scope}{entity.id}" href="{quoted(first)}" showAs="{quoted(entity.label)}"{acronym}{kind}{same}'
            f"{basis(entity.basis, entity.source)}/>"
        )
    return lines


def technical(scope: str, *, unknown_author: bool) -> list[str]:
    """The entries that the frame itself points at."""
    names = {EDITOR: "communique", **({UNKNOWN_AUTHOR: "unknown"} if unknown_author else {})}
    entry = '<TLCOrganization eId="{}" href="{}organization/{name}" showAs="{name}"/>'
    return [entry.format(f"{scope}{eid}", ONTOLOGY, name=name) for eid, name in names.items()]


def classification(subjects: Iterable[Subject], scope: str) -> list[str]:
    """`classification`: an entry for each subject. A subject without a code has its words for it."""
    lines = []
    for subject in subjects:
        code = subject.label if subject.code is None else subject.code
        said = _given(value=code, href=subject.uri, showAs=subject.label, dictionary=named_by(subject.scheme))
        ours = {
            "c:subject": None if subject.role == "subject" else subject.role,
            "c:coded": "true" if subject.code == subject.label else None,
        }
        lines.append(f"  <keyword{said}{_given(**ours)}{basis(subject.basis, subject.source)}/>")
    return [f'<classification source="#{scope}{EDITOR}">', *lines, "</classification>"] if lines else []


def record(declaration: Declaration, scope: str) -> list[str]:
    """`proprietary`: what the standard has no element for."""
    parts: dict[str, Iterable[Node | None]] = {
        "place": [declaration.place], "document": declaration.related_documents, "sponsor": declaration.sponsors,
        "vote": declaration.votes, "signatory": declaration.signatories,
    }  # fmt: skip
    inner = [line for name, held in parts.items() for each in held if each is not None
             for line in _element(name, each, scope)]  # fmt: skip
    for entity in declaration.entities:
        names = [f"  {line}" for each in entity.names for line in _element("name", each, scope)]
        inner += [f'<c:entity of="#{scope}{entity.id}">', *names, "</c:entity>"] if names else []
    inner += _element("provenance", declaration.source, scope) if declaration.source else []
    opening = f'<c:record version="{declaration.schema_version}" id="{declaration.id}"'
    lines = [f"    {line}" for line in inner]
    body = [f"  {opening}>", *lines, "  </c:record>"] if lines else [f"  {opening}/>"]
    return [f'<proprietary source="#{scope}{EDITOR}">', *body, "</proprietary>"]


_FIELDS = ByKind(names_of)


def _element(name: str, node: Node, scope: str) -> list[str]:
    """A node as an element: the nodes it holds as elements in it, `text` as its words, all else as attributes."""
    given, words, inner = "", "", []
    for field in _FIELDS[type(node)]:
        if (value := getattr(node, field)) is None:
            continue
        if field == "text":
            words = value
        elif isinstance(value, Node | tuple):
            held = value if isinstance(value, tuple) else (value,)
            inner += [f"  {line}" for each in held for line in _element(field.removesuffix("s"), each, scope)]
        else:
            said = f"#{scope}{value}" if field == "ref" else quoted(str(value))
            given += f' {ATTRIBUTES.get(field, field)}="{said}"'
    return [f"<c:{name}{given}>", *inner, f"</c:{name}>"] if inner else [leaf(f"c:{name}{given}", f"c:{name}", words)]


def _given(**values: object) -> str:
    """Those values that there are, as attributes."""
    return "".join([f' {name}="{quoted(str(value))}"' for name, value in values.items() if value is not None])
