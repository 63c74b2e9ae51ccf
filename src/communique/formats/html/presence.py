"""Who is named where."""

from collections.abc import Iterator

from communique.formats.html.gathered import Gathered
from communique.formats.html.markup import foreign
from communique.formats.html.panel import folded, links, panel, table
from communique.formats.html.wording import Wording
from communique.model import Declaration, Entity

SIGNS = {
    "organization": "●", "place": "▲", "state": "★", "programme": "◆", "instrument": "■", "meeting": "○", "topic": "△",
    "role": "◇", "person": "□",
}  # fmt: skip
"""A sign for each type of entity, so that no type is told by its colour alone."""


def presence(declaration: Declaration, gathered: Gathered, wording: Wording) -> str:
    """The panel, the oftenest named first; empty where nobody is named."""
    where = gathered.named
    entities = sorted(
        (each for each in declaration.entities if each.id in where), key=lambda each: -len(where[each.id])
    )
    if not entities:
        return ""
    columns = ("entity", "type", "times", "where")
    made = table("presence", columns, _rows(entities, gathered, wording), wording)
    return panel("presence", wording, folded(made, len(entities), wording))


def _rows(entities: list[Entity], gathered: Gathered, wording: Wording) -> Iterator[str]:
    types = {each: f"{sign} {wording.said(f'types.{each}')}" for each, sign in SIGNS.items()}
    for entity in entities:
        acronym = "" if entity.acronym is None else f" ({foreign(entity.acronym)})"
        places = gathered.named[entity.id]
        yield (
            f'<tr id="{entity.id}"><th scope="row">{foreign(entity.label)}{acronym}</th>'
            f"<td>{types[entity.type]}</td><td>{len(places)}</td>"
            f"<td>{links(gathered, places, wording)}</td></tr>\n"
        )
