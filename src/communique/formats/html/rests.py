"""The panel of the works that a declaration cites, grouped by how it cites them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.acts.references import OWN, Citation
from communique.acts.works import TREATY
from communique.detect.mentions.resolutions import UNDOCS
from communique.formats.html.markup import Wording, foreign, fragment, linked
from communique.formats.html.panel import MAX_OPEN_ROWS, panel
from communique.formats.html.structure import Gathered
from communique.model.text import escaped


@dataclass(slots=True)
class _Rested:
    """A work in the panel: its first citation, and the links to the passages that cite it."""

    first: Citation
    places: dict[str, str] = field(default_factory=dict)
    """The names of passages by their eids."""


def rests(cited: Iterable[Citation], gathered: Gathered, wording: Wording) -> str:
    """The panel of all works that are cited; empty where there is none.

    A work is once in each group, with links to the passages that cite it. Places in the
    declaration itself are not in the panel.
    """
    groups: dict[str, dict[str, _Rested]] = {}
    for each in cited:
        if each.scheme == OWN or each.is_local:
            continue
        group = groups.setdefault(each.relation, {})
        work = group.setdefault(each.key, _Rested(each))
        place = gathered.around(each.eid)
        if place is not None:
            work.places.setdefault(place.eid, place.name)
    if not groups:
        return ""
    parts: list[str] = []
    for relation in ("under", *wording.table("acts"), "cite"):
        works = groups.get(relation)
        if works is not None:
            rows = list(works.values())
            parts.append(_group(relation, rows, wording))
    return panel("rests", wording, *parts)


def _group(relation: str, works: Sequence[_Rested], wording: Wording) -> str:
    """The works that are cited in one way. A long list is closed."""
    table = "cited-as" if relation in wording.table("cited-as") else "acts"
    name = wording.said(f"{table}.{relation}")
    rows = "".join([_row(work) for work in works])
    is_open = " open" if len(works) <= MAX_OPEN_ROWS else ""
    return (
        f"<details{is_open}><summary>{name}: {len(works)}</summary>"
        f"<ul>{rows}</ul></details>\n"
    )


def _row(work: _Rested) -> str:
    """A work with its link, else why it has none, and the passages that cite it."""
    first = work.first
    words = " ".join(first.words.split())
    is_symbol = first.work == UNDOCS + first.value
    if is_symbol or first.scheme == TREATY:
        words = first.value
    href = first.work if first.scheme == TREATY else first.href
    name = linked(foreign(words), href)
    places = ""
    for eid, place in work.places.items():
        address = fragment(eid)
        places += f' <a href="{address}">{escaped(place)}</a>'
    reason = ""
    if href is None and first.missing is not None:
        reason = f' <span class="why" lang="en">({escaped(first.missing)})</span>'
    return f"<li>{name}{reason}{places}</li>\n"
