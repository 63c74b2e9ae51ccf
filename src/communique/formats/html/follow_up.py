"""The panel of what became of a declaration: each paragraph with the events that its ledger holds."""

from communique.acts.follow_up import Event, FollowUp
from communique.formats.html.gathered import Gathered
from communique.formats.html.markup import fragment, link
from communique.formats.html.panel import panel, paragraph, table
from communique.formats.html.wording import Wording
from communique.model import Declaration
from communique.model.weaving import escaped


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
