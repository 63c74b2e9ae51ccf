"""Who is named where: a picture of entities by passages, and the same as a table."""

from collections import Counter
from collections.abc import Iterator

from communique.formats.html.gathered import Gathered
from communique.formats.html.markup import foreign, unturned
from communique.formats.html.panel import links, panel, paragraph, picture, table
from communique.formats.html.wording import Wording
from communique.model import Declaration, Entity
from communique.weaving import escaped

SIGNS = {
    "organization": "●", "place": "▲", "state": "★", "programme": "◆", "instrument": "■", "meeting": "○", "topic": "△",
    "role": "◇", "person": "□",
}  # fmt: skip
"""A sign for each type of entity, so that no type is told by its colour alone."""

MOST_ROWS, MOST_COLUMNS = 40, 60
NAME, ROW, HEAD = 270, 16, 84


def presence(declaration: Declaration, gathered: Gathered, wording: Wording) -> str:
    """The panel; empty where nobody is named."""
    where = gathered.named
    entities = sorted(
        (each for each in declaration.entities if each.id in where), key=lambda each: -len(where[each.id])
    )
    if not entities:
        return ""
    shown = entities[:MOST_ROWS]
    hint = wording["presence-some"].format(count=len(shown)) if len(shown) < len(entities) else wording["presence-all"]
    columns = [wording[each] for each in ("entity", "type", "times", "where")]
    return panel("presence", wording["presence"], paragraph(hint), _picture(shown, where, gathered, wording),
                 _legend(wording), table(wording["presence"], columns, _rows(entities, where, gathered, wording)))  # fmt: skip


def _rows(entities: list[Entity], where: dict[str, list[int]], gathered: Gathered, wording: Wording) -> Iterator[str]:
    types = {each: escaped(words) for each, words in wording.table("types").items()}
    for entity in entities:
        acronym = "" if entity.acronym is None else f" ({foreign(entity.acronym)})"
        places = where[entity.id]
        yield (
            f'<tr id="{entity.id}"><th scope="row">{foreign(entity.label)}{acronym}</th>'
            f"<td>{SIGNS[entity.type]} {types[entity.type]}</td><td>{len(places)}</td>"
            f"<td>{links(gathered, places, wording)}</td></tr>\n"
        )


def _legend(wording: Wording) -> str:
    items = [f"<li><span>{sign}</span> {escaped(wording.table('types')[name])}</li>" for name, sign in SIGNS.items()]
    return f'<ul class="legend" aria-hidden="true">{"".join(items)}</ul>\n'


def _picture(entities: list[Entity], where: dict[str, list[int]], gathered: Gathered, wording: Wording) -> str:
    """A row for each entity, a column for each passage, or for several together; the bigger the dot the oftener named."""
    count = len(gathered.places)
    width = -(-count // MOST_COLUMNS)
    columns = -(-count // width)
    step = max(9, min(18, 540 // columns))
    right, bottom = NAME + columns * step + 12, HEAD + len(entities) * ROW + 6
    cells: list[str] = []
    lines: list[str] = []
    dots: dict[int, list[str]] = {}
    for row, entity in enumerate(entities):
        y = HEAD + row * ROW + ROW // 2
        name = escaped(unturned(_cut(entity)))
        cells.append(f'<text class="who" x="{NAME - 10}" y="{y + 4}">{name} {SIGNS[entity.type]}</text>')
        lines.append(f"M{NAME} {y}H{right - 12}")
        for column, often in sorted(Counter(place // width for place in where[entity.id]).items()):
            dots.setdefault(min(6 + 2 * often, 14), []).append(f"M{NAME + column * step + step / 2:g} {y}h0")
    cells.append(f'<path class="line" d="{"".join(lines)}"/>')
    cells += [f'<path class="dots" stroke-width="{size}" d="{"".join(each)}"/>' for size, each in sorted(dots.items())]
    every = 1 if width == 1 else 5
    for column in range(0, columns, every):
        x = NAME + column * step + step / 2
        label = unturned(gathered.places[column * width].label.rpartition(" · ")[2])
        cells.append(f'<text class="head" transform="translate({x + 3:g} {HEAD - 6}) rotate(-60)">{label}</text>')
    said = wording["presence-desc"].format(rows=len(entities), columns=columns)
    return picture("map", wording["presence-picture"], said, (0, 0, right + 40, bottom), "".join(cells))


def _cut(entity: Entity, most: int = 36) -> str:
    """What fits beside a row: the label, else the acronym, else the beginning."""
    label = entity.label
    if len(label) > most and entity.acronym is not None:
        label = entity.acronym
    return label if len(label) <= most else f"{label[: most - 1].rstrip()}…"
