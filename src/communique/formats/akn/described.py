"""What `meta` says below `identification`: entities, subjects, and in `proprietary` the record."""

from collections.abc import Iterable

from communique.formats.akn.markup import basis, given, leaf, quoted
from communique.formats.akn.names import (
    ATTRIBUTES,
    COVER,
    EDITOR,
    ONTOLOGY,
    PLACES,
    TLC_OF_TYPE,
    UNKNOWN_AUTHOR,
)
from communique.formats.akn.record import named_by
from communique.model import Declaration, Entity, Subject
from communique.model.text import Node, names_of
from communique.places import Area, SourcePlace, SourcePlaces


def link(name: str, eid: str, href: str, label: str) -> str:
    """The entry of a document that is attached to this one, or that this one is attached to."""
    return f'<{name}{eid} href="{quoted(href)}" showAs="{quoted(label)}" type="annex"/>'


def entries(entities: Iterable[Entity], scope: str) -> list[str]:
    """An entry of `references` for each entity."""
    return [_entry(entity, scope) for entity in entities]


def _entry(entity: Entity, scope: str) -> str:
    name = TLC_OF_TYPE[entity.type]
    own = f"{ONTOLOGY}{name.removeprefix('TLC').lower()}/{entity.id}"
    first, *others = entity.same_as or (own,)
    line = f'<{name} eId="{scope}{entity.id}" href="{quoted(first)}" showAs="{quoted(entity.label)}"'
    if entity.acronym is not None:
        line += f' shortForm="{quoted(entity.acronym)}"'
    if entity.type == "state":
        line += ' c:type="state"'
    if others:
        line += f' c:sameAs="{quoted(" ".join(others))}"'
    return f"{line}{basis(entity.basis, entity.source)}/>"


def technical(scope: str, *, unknown_author: bool) -> list[str]:
    """The entries that `meta` itself points at."""
    names = {EDITOR: "communique"}
    if unknown_author:
        names[UNKNOWN_AUTHOR] = "unknown"
    lines: list[str] = []
    for eid, name in names.items():
        href = f"{ONTOLOGY}organization/{name}"
        lines.append(
            f'<TLCOrganization eId="{scope}{eid}" href="{href}" showAs="{name}"/>'
        )
    return lines


def classification(subjects: Iterable[Subject], scope: str) -> list[str]:
    """`classification`: an entry for each subject.

    A subject without a code has its words for it.
    """
    keywords = [f"  {_keyword(subject)}" for subject in subjects]
    if not keywords:
        return []
    return [
        f'<classification source="#{scope}{EDITOR}">',
        *keywords,
        "</classification>",
    ]


def _keyword(subject: Subject) -> str:
    said = given(
        value=subject.label if subject.code is None else subject.code,
        href=subject.uri,
        showAs=subject.label,
        dictionary=named_by(subject.scheme),
    )
    ours: dict[str, str] = {}
    if subject.role != "subject" and subject.role is not None:
        ours["c:subject"] = subject.role
    if subject.code == subject.label:
        ours["c:coded"] = "true"
    return f"<keyword{said}{given(**ours)}{basis(subject.basis, subject.source)}/>"


def proprietary(
    declaration: Declaration, scope: str, places: SourcePlaces | None = None
) -> list[str]:
    """`proprietary`: what the standard has no element for, and the places of nodes if given."""
    inner = _elements("place", declaration.place, scope)
    inner += _elements("document", declaration.related_documents, scope)
    inner += _elements("sponsor", declaration.sponsors, scope)
    inner += _elements("vote", declaration.votes, scope)
    inner += _elements("signatory", declaration.signatories, scope)
    for entity in declaration.entities:
        names = _elements("name", entity.names, scope)
        if names:
            indented = [f"  {line}" for line in names]
            inner += [f'<c:entity of="#{scope}{entity.id}">', *indented, "</c:entity>"]
    inner += _elements("provenance", declaration.source, scope)
    opening = f'c:record version="{declaration.schema_version}" id="{declaration.id}"'
    if inner:
        body = [f"  <{opening}>", *[f"    {line}" for line in inner], "  </c:record>"]
    else:
        body = [f"  <{opening}/>"]
    layer = [] if places is None else [f"  {line}" for line in _layer(places, scope)]
    return [f'<proprietary source="#{scope}{EDITOR}">', *body, *layer, "</proprietary>"]


def _layer(places: SourcePlaces, scope: str) -> list[str]:
    """The places of nodes, as elements of a namespace of their own."""
    lines = [f'<p:places xmlns:p="{PLACES}" textSha256="{places.text_sha256}">']
    for node in places.nodes:
        lines += [f"  {line}" for line in _place(node, scope)]
    return [*lines, "</p:places>"]


def _place(place: SourcePlace, scope: str) -> list[str]:
    """The place of a node: an element, with one in it for each page."""
    is_of_cover = place.eid.startswith(COVER)
    eid = place.eid.removeprefix(COVER) if is_of_cover else f"{scope}{place.eid}"
    offsets = [f"{start} {end}" for start, end in place.offsets]
    said = given(
        of=f"#{eid}",
        pointer=place.pointer,
        lines="{} {}".format(*place.lines),
        offsets=" ".join(offsets),
        role=place.role,
        odds=None if place.odds is None else str(place.odds),
    )
    if not place.areas:
        return [f"<p:place{said}/>"]
    areas = [f"  <p:area{_area(area)}/>" for area in place.areas]
    return [f"<p:place{said}>", *areas, "</p:place>"]


def _area(area: Area) -> str:
    box = None if area.box is None else " ".join(map(str, area.box))
    return given(page=str(area.page), box=box)


def _elements(name: str, held: Node | tuple[Node, ...] | None, scope: str) -> list[str]:
    """The nodes of a field as elements of that name."""
    if held is None:
        return []
    nodes = held if isinstance(held, tuple) else (held,)
    lines: list[str] = []
    for node in nodes:
        lines += _element(name, node, scope)
    return lines


def _element(name: str, node: Node, scope: str) -> list[str]:
    """A node as an element: nodes in it as elements, `text` as its words, all else as attributes."""
    attributes = ""
    words = ""
    inner: list[str] = []
    for field in names_of(type(node)):
        value = getattr(node, field)
        if value is None:
            continue
        if field == "text":
            words = value
        elif isinstance(value, Node | tuple):
            inner += _elements(field.removesuffix("s"), value, scope)
        else:
            said = f"#{scope}{value}" if field == "ref" else quoted(str(value))
            attributes += f' {ATTRIBUTES.get(field, field)}="{said}"'
    if not inner:
        return [leaf(f"c:{name}{attributes}", f"c:{name}", words)]
    return [f"<c:{name}{attributes}>", *[f"  {line}" for line in inner], f"</c:{name}>"]
