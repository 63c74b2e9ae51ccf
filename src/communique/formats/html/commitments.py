"""The table of commitments: what is done in each, by whom, to whom, by when, and what is recorded of its follow-up."""

from collections.abc import Iterator

from communique.follow_up import Event, FollowUp, Standing, ledgers, load_follow_up
from communique.formats.html.gathered import Done, Gathered
from communique.formats.html.markup import foreign, fragment, link
from communique.formats.html.panel import panel, paragraph, table
from communique.formats.html.wording import Wording
from communique.model import Declaration
from communique.model.types import Date
from communique.weaving import escaped


def commitments(declaration: Declaration, gathered: Gathered, wording: Wording) -> str:
    """The panel; empty where a declaration has no commitments."""
    if not any(place.commitment for place in gathered.places):
        return ""
    ledger = load_follow_up(declaration.id) if declaration.id in ledgers() else None
    rows = _Rows(declaration, gathered, wording, ledger)
    said = [paragraph(wording["commitments-hint"])]
    if rows.actors is not None:
        said.append(f"<p>{escaped(wording['actors-all'])} {rows.called(rows.actors)}</p>\n")
    said.append(paragraph(wording["no-ledger" if ledger is None else "ledger-hint"], "hint"))
    names = ["number", *rows.cells, *(["follow-up"] if ledger else [])]
    columns = [wording[name] for name in names]
    return panel("commitments", wording["commitments"], *said, table(wording["commitments"], columns, rows.all()))


class _Rows:
    """The rows: one for each act, the number and the standing beside all acts of a commitment.

    Where all acts are by the same, these are the `actors`, and no cell repeats them; dates there are where one is due.
    """

    def __init__(
        self, declaration: Declaration, gathered: Gathered, wording: Wording, ledger: FollowUp | None
    ) -> None:  # fmt: skip
        self.gathered = gathered
        self.wording = wording
        self.labels = {each.id: foreign(each.label) for each in declaration.entities}
        self.standings = {} if ledger is None else {each.eid: each for each in ledger.standings(declaration)}
        self.eids = [paragraph.eid for paragraph in declaration.commitments]
        self.acts: dict[int, list[Done]] = {}
        for done in gathered.done:
            if gathered.places[done.place].commitment:
                self.acts.setdefault(done.place, []).append(done)
        acts = [done.act for several in self.acts.values() for done in several]
        parties = {act.actors for act in acts}
        self.actors = next(iter(parties)) if len(parties) == 1 and parties != {()} else None
        due = any(act.due for act in acts)
        self.cells = ["act", *([] if self.actors else ["actors"]), "addressees", *(["due"] if due else [])]

    def all(self) -> Iterator[str]:
        numbers = [number for number, place in enumerate(self.gathered.places) if place.commitment]
        for number, eid in zip(numbers, self.eids, strict=True):
            place = self.gathered.places[number]
            link = f'<a href="{place.href}">{place.label}</a>'
            yield from self.rows(link, self.acts.get(number, []), self.standings.pop(eid, None))
        known = {place.href: place.label for place in self.gathered.places}
        for standing in self.standings.values():
            href = fragment(standing.eid)
            yield from self.rows(f'<a href="{href}">{known.get(href, escaped(standing.eid))}</a>', [], standing)

    def rows(self, link: str, acts: list[Done], standing: Standing | None) -> Iterator[str]:
        """The rows of one node."""
        span = f' rowspan="{len(acts)}"' if len(acts) > 1 else ""
        first = f'<th scope="row"{span}>{link}</th>'
        last = "" if standing is None else f"<td{span}>{self.standing(standing)}</td>"
        if not acts:
            yield f'<tr>{first}<td colspan="{len(self.cells)}" class="none">{escaped(self.wording["no-act"])}</td>{last}</tr>\n'
        for done in acts:
            yield f"<tr>{first}{self.act(done)}{last}</tr>\n"
            first = last = ""

    def act(self, done: Done) -> str:
        """The cells of an act."""
        act = done.act
        words = {
            "act": f'<span class="kind">{escaped(self.wording.table("acts")[act.act])}</span> {foreign(done.words)}',
            "actors": self.called(act.actors),
            "addressees": self.called(act.addressees),
            "due": "" if act.due is None else self.day(act.due),
        }
        return "".join([f"<td>{words[name]}</td>" for name in self.cells])

    def called(self, refs: tuple[str, ...]) -> str:
        """Entities by their labels."""
        return "; ".join([self.labels.get(ref, ref) for ref in refs])

    def standing(self, standing: Standing) -> str:
        """Where a node stands, and by which events."""
        words = escaped(self.wording.table("standings")[standing.status])
        events = "".join(map(self.event, standing.events))
        return f'<span class="standing {standing.status}">{words}</span>' + (f"<ul>{events}</ul>" if events else "")

    def event(self, event: Event) -> str:
        """What happened, where it is said, and what a reader should know besides; the ledger says it in English."""
        href = link(event.document.url) if event.document else None
        summary = escaped(event.summary)
        told = f'<a href="{href}">{summary}</a>' if href else summary
        source = f'{escaped(self.wording.table("bases")[event.basis])}: <span lang="en">{escaped(event.source)}</span>'
        remark = f' <span lang="en">{escaped(event.remark)}</span>' if event.remark else ""
        return (
            f'<li>{self.day(event.date.value)}: <span lang="en">{told}</span> '
            f'<span class="source">({source}){remark}</span></li>'
        )

    def day(self, date: Date) -> str:
        """A date."""
        return f'<time datetime="{date}">{escaped(self.wording.date(date))}</time>'
