"""What all panels of a page have in common, and the panel of what became of a declaration.

A panel says something about the text. Long lists are built by the script of the page when a reader
opens them; a panel without a list is written here.
"""

from collections.abc import Iterable

from communique.acts.follow_up import Event, FollowUp
from communique.formats.html.markup import Wording, foreign, fragment, linked
from communique.formats.html.structure import Gathered
from communique.model import Declaration
from communique.model.text import escaped

MAX_OPEN_ROWS = 20
"""A list of more rows is closed when the page opens, and built when a reader opens it."""


def panel(name: str, wording: Wording, *parts: str, ui: str = "", of: str = "") -> str:
    """A panel with its heading. `name` is a key of the words of the page, `of` a further class."""
    kind = f"panel {name} {of}".rstrip()
    head = (
        f'<section class="{kind}" id="[{name}]" aria-labelledby="[{name}-title]"{ui}>'
    )
    head += f'<h2 id="[{name}-title]">{wording.said(name)}</h2>\n'
    return f"{head}{''.join(parts)}</section>\n"


def unbuilt(name: str, count: int, wording: Wording) -> str:
    """The place of a list that the script builds, with the number of its rows."""
    is_open = " open" if count <= MAX_OPEN_ROWS else ""
    summary = f"<summary>{wording.said('all', count=count)}</summary>"
    return (
        f'<details class="scripted" data-list="{name}"{is_open}>{summary}</details>\n'
    )


def table(
    name: str, columns: Iterable[str], rows: Iterable[str], wording: Wording
) -> str:
    """A table in a frame that scrolls. Its caption is for readers who do not see it.

    `name` and `columns` are keys of the words of the page; `rows` are markup.
    """
    head = "".join([f'<th scope="col">{wording.said(each)}</th>' for each in columns])
    return (
        f'<div class="wide" role="group" tabindex="0"{wording.label(name)}><table>'
        f'<caption class="unseen" data-ui>{wording.said(name)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>\n{''.join(rows)}</tbody></table></div>\n"
    )


def paragraph(text: str, of: str = "") -> str:
    """A line of the page's own words, as markup."""
    kind = f' class="{of}"' if of else ""
    return f"<p{kind} data-ui>{text}</p>\n"


def why(basis: str | None, source: str | None, wording: Wording) -> str:
    """The basis and the source of a claim, in brackets; nothing where neither is known."""
    said = []
    if basis:
        said.append(wording.said(f"bases.{basis}"))
    if source:
        said.append(foreign(source))
    if not said:
        return ""
    return f' <span class="why">({": ".join(said)})</span>'


def title_of(declaration: Declaration) -> str:
    """What the page is called."""
    title = declaration.title.text if declaration.title else ""
    return " ".join(title.split()) or declaration.short_title or declaration.id


def followed(
    declaration: Declaration,
    gathered: Gathered,
    wording: Wording,
    ledger: FollowUp | None,
) -> str:
    """The panel of what became of the declaration; empty without a ledger."""
    if ledger is None:
        return ""
    rows = []
    without = []
    for standing in ledger.standings(declaration):
        href = fragment(standing.eid)
        known = gathered.places.get(standing.eid)
        place = f'<a href="{href}">{escaped(known.name if known else standing.eid)}</a>'
        if not standing.events:
            without.append(place)
            continue
        events = "".join([_event(each, wording) for each in standing.events])
        words = wording.said(
            f"standings.{standing.status}", f"standing {standing.status}"
        )
        rows.append(
            f'<tr><th scope="row">{place}</th><td>{words}<ul>{events}</ul></td></tr>\n'
        )
    parts = [paragraph(wording.said("ledger-hint"), "hint")]
    if rows:
        parts.append(table("followed", ("number", "follow-up"), rows, wording))
    if without:
        parts.append(
            paragraph(f"{wording.said('standings.no-evidence')}: {' '.join(without)}")
        )
    return panel("followed", wording, *parts)


def _event(event: Event, wording: Wording) -> str:
    """An event: what happened, and where it is said. The sentences of a ledger are English."""
    told = linked(
        escaped(event.summary), event.document.url if event.document else None
    )
    basis = wording.said(f"bases.{event.basis}")
    source = f'{basis}: <span lang="en">{escaped(event.source)}</span>'
    remark = f' <span lang="en">{escaped(event.remark)}</span>' if event.remark else ""
    return (
        f'<li>{wording.time(event.date.value)}: <span lang="en">{told}</span> '
        f'<span class="source">({source}){remark}</span></li>'
    )
