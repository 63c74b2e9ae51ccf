"""Panels beside the text: their frame, their tables, lists of links cut short; who is named where, and what became of it."""

from collections.abc import Iterable

from communique.acts.follow_up import Event, FollowUp
from communique.formats.html.gathered import Gathered
from communique.formats.html.markup import foreign, fragment, link
from communique.formats.html.wording import Wording
from communique.model import Declaration
from communique.model.weaving import escaped

FEW = 20
"""A table of more rows than so many is folded."""
MOST_LINKS = 24
"""How many places of one entity or date are linked; the page says how many more there are."""


def panel(name: str, wording: Wording, *parts: str, ui: str = "") -> str:
    """A panel with its heading; `name` is that of its words in the file of the language."""
    head = f'<section class="panel {name}" id="[{name}]" aria-labelledby="[{name}-title]"{ui}>'
    head += f'<h2 id="[{name}-title]">{wording.said(name)}</h2>\n'
    return f"{head}{''.join(parts)}</section>\n"


def table(name: str, columns: Iterable[str], rows: Iterable[str], wording: Wording) -> str:
    """A table with its name for those who do not see it, in a frame that scrolls; rows are markup, the others keys of words."""
    head = "".join([f'<th scope="col">{wording.said(each)}</th>' for each in columns])
    return (
        f'<div class="wide" role="group" tabindex="0"{wording.label(name)}><table>'
        f'<caption class="unseen" data-ui>{wording.said(name)}</caption><thead><tr>{head}</tr></thead><tbody>\n'
        f"{''.join(rows)}</tbody></table></div>\n"
    )


def folded(made: str, count: int, wording: Wording) -> str:
    """What can be folded: where there are few rows it is open."""
    is_open = " open" if count <= FEW else ""
    return f"<details{is_open}><summary>{wording.said('all', count=count)}</summary>\n{made}</details>\n"


def links(gathered: Gathered, places: Iterable[int], wording: Wording) -> str:
    """Links to places, each once; how many more there are is said."""
    numbers = list(dict.fromkeys(places))
    found = [gathered.places[each] for each in numbers[:MOST_LINKS]]
    more = len(numbers) - len(found)
    said = " ".join([f'<a href="{place.href}">{place.label}</a>' for place in found])
    return said if more <= 0 else f"{said} {wording.said('more', count=more)}"


def paragraph(text: str, of: str = "") -> str:
    """A line of the page's own words, as markup."""
    kind = f' class="{of}"' if of else ""
    return f"<p{kind} data-ui>{text}</p>\n"


def why(basis: str | None, source: str | None, wording: Wording) -> str:
    """Why something is claimed."""
    said = ": ".join([*([wording.said(f"bases.{basis}")] if basis else []), *([foreign(source)] if source else [])])
    return f' <span class="why">({said})</span>' if said else ""


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
    types = {each: f"{sign} {wording.said(f'types.{each}')}" for each, sign in SIGNS.items()}
    rows = []
    for entity in entities:
        acronym = "" if entity.acronym is None else f" ({foreign(entity.acronym)})"
        rows.append(
            f'<tr id="{entity.id}"><th scope="row">{foreign(entity.label)}{acronym}</th>'
            f"<td>{types[entity.type]}</td><td>{len(where[entity.id])}</td>"
            f"<td>{links(gathered, where[entity.id], wording)}</td></tr>\n"
        )
    made = table("presence", columns, rows, wording)
    return panel("presence", wording, folded(made, len(entities), wording))


def followed(declaration: Declaration, gathered: Gathered, wording: Wording, ledger: FollowUp | None) -> str:
    """The panel; empty where no ledger is kept."""
    if ledger is None:
        return ""
    names = {place.href: place.label for place in gathered.places}
    rows, without = [], []
    for standing in ledger.standings(declaration):
        href = fragment(standing.eid)
        place = f'<a href="{href}">{names.get(href, escaped(standing.eid))}</a>'
        if not standing.events:
            without.append(place)
            continue
        events = "".join([_event(each, wording) for each in standing.events])
        words = wording.said(f"standings.{standing.status}", f"standing {standing.status}")
        rows.append(f'<tr><th scope="row">{place}</th><td>{words}<ul>{events}</ul></td></tr>\n')
    none = [paragraph(f"{wording.said('standings.no-evidence')}: {' '.join(without)}")] if without else []
    made = [table("followed", ("number", "follow-up"), rows, wording)] if rows else []
    return panel("followed", wording, paragraph(wording.said("ledger-hint"), "hint"), *made, *none)


def _event(event: Event, wording: Wording) -> str:
    """What happened, where it is said, and what a reader should know besides; the ledger says it in English."""
    href = link(event.document.url) if event.document else None
    summary = escaped(event.summary)
    told = f'<a href="{href}">{summary}</a>' if href else summary
    source = f'{wording.said(f"bases.{event.basis}")}: <span lang="en">{escaped(event.source)}</span>'
    remark = f' <span lang="en">{escaped(event.remark)}</span>' if event.remark else ""
    return (
        f'<li>{wording.time(event.date.value)}: <span lang="en">{told}</span> '
        f'<span class="source">({source}){remark}</span></li>'
    )
