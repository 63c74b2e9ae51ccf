"""Panels beside the text: promises, dates, who is named where, what became of it, and about the page, what is official and what is not,
where the words came from, how to cite them; their frame, tables, and lists of links cut short.
"""

import datetime as dt
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from communique.acts import BINDING, Act, Topic, summary
from communique.acts.follow_up import Event, FollowUp
from communique.formats.html.markup import Wording, foreign, fragment, linked, numbered
from communique.formats.html.structure import Dated, Gathered, Place
from communique.model import Declaration, RelatedDocument, Signatory, Subject, Vote
from communique.model.citation import STYLES
from communique.model.parts import PartyClaim, Voter
from communique.model.text import escaped
from communique.model.types import Choice
from communique.naming.iso639 import direction

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
    found = [gathered.places[each] for each in dict.fromkeys(places)]
    said = [f'<a href="{place.href}">{place.label}</a>' for place in found[:MOST_LINKS]]
    more = [wording.said("more", count=len(found) - MOST_LINKS)] if len(found) > MOST_LINKS else []
    return " ".join([*said, *more])


def paragraph(text: str, of: str = "") -> str:
    """A line of the page's own words, as markup."""
    kind = f' class="{of}"' if of else ""
    return f"<p{kind} data-ui>{text}</p>\n"


def why(basis: str | None, source: str | None, wording: Wording) -> str:
    """Why something is claimed."""
    said = ": ".join(
        [
            *([wording.said(f"bases.{basis}")] if basis else []),
            *([foreign(source)] if source else []),
        ]
    )
    return f' <span class="why">({said})</span>' if said else ""


SIGNS = {
    "organization": "●", "place": "▲", "state": "★", "programme": "◆", "instrument": "■", "meeting": "○", "topic": "△",
    "role": "◇", "person": "□",
}  # fmt: skip
"""A sign for each type of entity, so that no type is told by its colour alone."""


def presence(declaration: Declaration, gathered: Gathered, wording: Wording) -> str:
    """The panel, the oftenest named first; empty where nobody is named."""
    found = [
        (each, gathered.named[each.id])
        for each in declaration.entities
        if each.id in gathered.named
    ]
    if not found:
        return ""
    types = {each: f"{sign} {wording.said(f'types.{each}')}" for each, sign in SIGNS.items()}
    rows = []
    for entity, where in sorted(found, key=lambda each: -len(each[1])):
        acronym = "" if entity.acronym is None else f" ({foreign(entity.acronym)})"
        rows.append(
            f'<tr id="{entity.id}"><th scope="row">{foreign(entity.label)}{acronym}</th><td>{types[entity.type]}</td>'
            f"<td>{len(where)}</td><td>{links(gathered, where, wording)}</td></tr>\n"
        )
    made = table("presence", ("entity", "type", "times", "where"), rows, wording)
    return panel("presence", wording, folded(made, len(found), wording))


def followed(
    declaration: Declaration, gathered: Gathered, wording: Wording, ledger: FollowUp | None
) -> str:
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
    none = (
        [paragraph(f"{wording.said('standings.no-evidence')}: {' '.join(without)}")]
        if without
        else []
    )
    made = [table("followed", ("number", "follow-up"), rows, wording)] if rows else []
    return panel("followed", wording, paragraph(wording.said("ledger-hint"), "hint"), *made, *none)


def _event(event: Event, wording: Wording) -> str:
    """What happened, where it is said, and what a reader should know besides; the ledger says it in English."""
    told = linked(escaped(event.summary), event.document.url if event.document else None)
    source = (
        f'{wording.said(f"bases.{event.basis}")}: <span lang="en">{escaped(event.source)}</span>'
    )
    remark = f' <span lang="en">{escaped(event.remark)}</span>' if event.remark else ""
    return (
        f'<li>{wording.time(event.date.value)}: <span lang="en">{told}</span> '
        f'<span class="source">({source}){remark}</span></li>'
    )


WIDTH, EDGE, LANE, LANES = 720, 24, 26, 6
LEGEND = {"own": ("◆", "date-own"), "due": ("▼", "due"), "event": ("■", "event")}
"""The shapes that mean something: a sign like them, and their words."""
_SHAPES = {
    "own": (0, "-9l9 9l-9 9l-9 -9z"),
    "due": (7, "-7h14l-7 13z"),
    "event": (6, "-6h12v12h-12z"),
}
"""How far to the left of its place each begins, and how it goes on."""
_LETTER = 6.6
"""How wide a letter of a label is at most, on average."""
_TICKS = (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500)


def dates(
    own: str | None, found: Sequence[Act], gathered: Gathered, wording: Wording, ledger: FollowUp | None
) -> str:  # fmt: skip
    """The panel; `own` is the date of the declaration itself, `found` its promises. Empty where there is no date at all."""
    due = [
        Dated(act.due.value, None, place) for act in found
        if act.due and act.due.value and (place := gathered.around(act.passage.eid)) is not None
    ]  # fmt: skip
    met = sorted([*gathered.dated, *due], key=lambda each: (each.date, each.place))
    by_date = {value: list(each) for value, each in groupby(met, key=lambda each: each.date)}
    events: dict[str, list[str]] = {}
    for event in ledger.events if ledger else ():
        events.setdefault(event.date.value, []).append(event.summary)
    values = sorted({*by_date, *events, *([own] if own else [])})
    if not values:
        return ""
    shapes = dict.fromkeys(events, "event") | {
        each.date: "due" for each in met if each.words is None
    }
    if own is not None:
        shapes[own] = "own"
    rows = [
        _row(value, by_date.get(value, []), events.get(value, []), own, gathered, wording)
        for value in values
    ]
    legend = "".join(
        f'<li><span>{sign}</span> {wording.said(words)}</li>'
        for name, (sign, words) in LEGEND.items() if name in shapes.values()
    )  # fmt: skip
    return panel("dates", wording, _timeline(values, shapes, wording), f'<ul class="legend">{legend}</ul>\n',
                 table("dates", ("date", "printed", "where"), rows, wording))  # fmt: skip


def _row(
    value: str,
    met: list[Dated],
    events: list[str],
    own: str | None,
    gathered: Gathered,
    wording: Wording,
) -> str:
    printed = [
        foreign(words)
        for words in dict.fromkeys(each.words for each in met if each.words is not None)
    ]
    said = [wording.said("date-own")] if value == own else []
    said += [wording.said("due")] if any(each.words is None for each in met) else []
    told = [f'{wording.said("event")}: <span lang="en">{escaped(each)}</span>' for each in events]
    return (
        f'<tr><th scope="row">{wording.time(value)}</th><td>{"; ".join([*printed, *said, *told])}</td>'
        f"<td>{links(gathered, (each.place for each in met), wording)}</td></tr>\n"
    )


def _stretch(value: str) -> tuple[int, int]:
    """The days of a date, of a month or a year all of them: ordinals, half-open."""
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    last = dt.date(year, month or 12, day or monthrange(year, month or 12)[1])
    return dt.date(year, month or 1, day or 1).toordinal(), last.toordinal() + 1


def _timeline(values: list[str], shaped: Mapping[str, str], wording: Wording) -> str:
    """The picture: a day is a dot, a month or a year a bar; what has a meaning of its own has a shape of its own."""
    stretches = [_stretch(value) for value in values]
    low, high = min(stretches)[0], max(end for _, end in stretches)
    room = max(40, (high - low) // 12)
    low, high = low - room, high + room

    def at(ordinal: int) -> float:
        return EDGE + (ordinal - low) / (high - low) * (WIDTH - 2 * EDGE)

    shapes: list[str] = []
    free = [0.0] * LANES
    for value in values:
        start, end = map(at, _stretch(value))
        label = wording.date(value)
        half = len(label) * _LETTER / 2
        middle = min(max((start + end) / 2, half), WIDTH - half)
        lane = next((lane for lane in range(LANES) if free[lane] <= middle - half), None)
        shapes.append(_shape(value, shaped.get(value), start, end))
        if lane is not None:
            free[lane] = middle + half + 8
            y = -(lane + 1) * LANE
            shapes.append(f'<path class="stem" d="M{(start + end) / 2:.1f} -6V{y + 4}"/>')
            shapes.append(
                f'<text class="when" data-date="{value}" x="{middle:.1f}" y="{y}">{escaped(label)}</text>'
            )
    used = max((lane for lane in range(LANES) if free[lane]), default=0) + 1
    top = used * LANE + 18
    first = dt.date.fromordinal(max(low, 1)).year + 1
    last = dt.date.fromordinal(min(high, dt.date.max.toordinal())).year
    step = next(
        (step for step in _TICKS if (last - first) / step <= 8), 5000
    )  # eight years are named at most
    named = {
        year: at(dt.date(year, 1, 1).toordinal())
        for year in range(first, last + 1)
        if year % step == 0
    }
    years = "".join(
        f'<path class="tick" d="M{x:.1f} 0v6"/><text class="year" x="{x:.1f}" y="22">{year}</text>'
        for year, x in named.items()
    )
    said = wording.said("timeline-desc", count=len(values), first=values[0], last=values[-1])
    axis = f'<path class="axis" d="M{EDGE} 0H{WIDTH - EDGE}"/>{years}'
    return (
        f'<figure class="wide" tabindex="0"{wording.label("timeline")}><svg class="timeline" viewBox="0 {-top} {WIDTH} {top + 30}" '
        f'width="{WIDTH}" height="{top + 30}" aria-hidden="true">{axis}{"".join(shapes)}</svg>'
        f'<figcaption class="unseen">{said}</figcaption></figure>\n'
    )


def _shape(value: str, shape: str | None, start: float, end: float) -> str:
    x = (start + end) / 2
    if shape is not None:
        left, path = _SHAPES[shape]
        return f'<path class="{shape}" d="M{x - left:.1f} {path}"/>'
    if len(value) < 10:
        return f'<rect class="span" x="{start:.1f}" y="-4" width="{max(end - start, 4):.1f}" height="8" rx="4"/>'
    return f'<circle class="day" cx="{x:.1f}" cy="0" r="5"/>'


def promised(
    declaration: Declaration, found: Sequence[Act], gathered: Gathered, wording: Wording, ui: str, ledger: FollowUp | None
) -> str:  # fmt: skip
    """The panel; where nothing is promised, or could be looked for, it says so."""
    said = summary(declaration, found)
    if not found:
        sentence = wording.said(
            "promises-none" if said.known else "promises-unknown", language=declaration.language
        )
        return panel("promises", wording, paragraph(sentence), ui=ui)
    numbers = {
        "count": said.commitments,
        "dated": said.dated,
        "everyone": said.everyone,
        "asking": said.asking,
    }
    figures = "".join(
        f'<div class="{"some" if number else "none"}"><dt>{wording.said(f"promises-{name}")}</dt><dd>{number}</dd></div>'
        for name, number in numbers.items()
    )
    often = Counter[str](act.kind for act in found)
    of = {kind: "kind binds" if kind in BINDING else "kind" for kind in wording.table("acts")}
    strengths = {kind: wording.said(f"acts.{kind}", each) for kind, each in of.items()}
    kinds = " · ".join(
        f"{said}\u00a0{often[kind]}" for kind, said in strengths.items() if often[kind]
    )
    labels = {each.id: each.label for each in declaration.entities}

    def named(refs: Sequence[str]) -> str:
        return "; ".join([labels.get(ref, ref) for ref in refs])

    # Those that a mark names, else the words of the text. Where all acts are by the same, these are named once.
    who = [(named(act.mark.actors) if act.mark else "") or act.actor or "" for act in found]
    whom = [
        (named(act.mark.addressees) if act.mark else "") or act.addressee or act.partner or ""
        for act in found
    ]
    alike = len(set(map(str.casefold, who))) == 1
    hints = [f"{wording.said('promises-by')} {foreign(who[0])}"] if alike and who[0] else []
    guessed = sum(act.basis == "inferred" for act in found)
    hints += [wording.said("promises-inferred", count=guessed)] if guessed else []
    places = [gathered.around(act.passage.eid) for act in found]
    around = [Place("", "¶") if place is None else gathered.places[place] for place in places]
    standings = (
        {fragment(each.eid): each.status for each in ledger.standings(declaration)}
        if ledger
        else {}
    )
    status = [standings.get(place.href, "no-evidence") for place in around if ledger]
    spoken = f' lang="{declaration.language}" dir="{direction(declaration.language)}"'
    cells = {
        "what": [
            f'<td class="what"{spoken}>{escaped(" ".join(act.what.split()) or act.words)}</td>'
            for act in found
        ],
        "actors": [] if alike else _cells("actors", map(_words, who)),
        "addressees": _cells("addressees", map(_words, whom)),
        "strength": [
            f"<td>{strengths[act.kind]} {foreign(' '.join(act.words.split()))}</td>"
            for act in found
        ],
        "due": _cells("due", [_due(act, wording) for act in found]),
        "condition": _cells(
            "condition", [_words(" ".join((act.condition or "").split())) for act in found]
        ),
        "topics": _cells("topics", ["; ".join(map(_topic, act.topics)) for act in found]),
        "follow-up": [
            f"<td>{wording.said(f'standings.{each}', f'standing {each}')}</td>" for each in status
        ],
    }
    rows = []
    for act, place, *told in zip(found, around, *filter(None, cells.values()), strict=True):
        own, num = fragment(act.passage.eid), act.passage.num
        number = f"{place.label} {escaped(num)}" if num and own != place.href else place.label
        link = f'<th scope="row"><a href="{own}">{number}</a></th>'
        rows.append(f'<tr data-act="{act.kind}">{link}{"".join(told)}</tr>\n')
    made = table(
        "promises", ["number", *(name for name, made in cells.items() if made)], rows, wording
    )
    return panel(
        "promises", wording, f'<dl class="figures">{figures}</dl>\n', paragraph(f"{wording.said('strength')}: {kinds}"),
        *[paragraph(each, "hint") for each in hints],
        folded(made, len(found), wording), ui=ui,
    )  # fmt: skip


def _cells(name: str, told: Iterable[str]) -> list[str]:
    """The cells of a column; none where all would be empty."""
    made = list(told)
    return (
        [f'<td class="{name}">{each}</td>' if each else "<td></td>" for each in made]
        if any(made)
        else []
    )


def _words(text: str) -> str:
    return foreign(text) if text else ""


def _due(act: Act, wording: Wording) -> str:
    """By when: the words, and what they mean where they do not say it themselves."""
    due = act.due
    if due is None:
        return ""
    if due.value is None or due.value in due.words[1:]:  # the words say it: `by 2030`
        return foreign(due.words)
    day = wording.time(due.value)
    return day if due.words == due.value else f"{foreign(due.words)} ({day})"


def _topic(topic: Topic) -> str:
    """What an act is about, with the link to it in EuroVoc."""
    told = linked(escaped(topic.label), topic.address)
    return f'<span lang="{topic.language}" dir="{direction(topic.language)}">{told}</span>'


def standing(declaration: Declaration, wording: Wording) -> str:
    """What is official about the page: that it is not; whose words they are, and under which licence, as far as known."""
    source = declaration.source
    publisher, licence = (source.publisher, source.licence) if source else (None, None)
    said = [wording.said(f"words-{declaration.authenticity or 'unknown'}")]
    if declaration.translation_of:
        said.append(wording.said("translated", language=declaration.translation_of))
    said.append(
        wording.said("publisher", publisher=publisher)
        if publisher
        else wording.said("publisher-unknown")
    )
    said.append(
        wording.said("licence", licence=licence) if licence else wording.said("licence-unknown")
    )
    return f'<p class="unofficial"><strong>{wording.said("unofficial")}</strong> {" ".join(said)}</p>\n'


def about(declaration: Declaration, wording: Wording) -> str:
    """The panel."""
    rows = "".join(
        f"<dt>{wording.said(name)}</dt><dd>{value}</dd>"
        for name, value in _facts(declaration, wording)
        if value
    )
    cited = "".join(
        f"<dt>{wording.said(f'styles.{style}')}</dt>"
        f"<dd><pre><code>{foreign(declaration.cite(style=style, language=wording.tag).rstrip())}</code></pre></dd>"
        for style in STYLES
    )
    cite = f"<h3>{wording.said('cite')}</h3><dl>{cited}</dl>\n"
    return panel("about", wording, standing(declaration, wording), f"<dl>{rows}</dl>\n", cite)


def _facts(declaration: Declaration, wording: Wording) -> Iterator[tuple[str, str | None]]:
    yield "work", f"<code>{declaration.id}</code> <code>{escaped(declaration.iri)}</code>"
    yield "language", f"<code>{declaration.language}</code>"
    date, place = declaration.date, declaration.place
    if date is not None:
        yield "date", wording.time(date.value) + why(date.basis, date.source, wording)
    if place is not None:
        yield "place", foreign(_place(declaration) or "") + why(place.basis, place.source, wording)
    cover = declaration.cover.identifiers if declaration.cover else ()
    numbers = (*declaration.identifiers, *cover)
    yield (
        "identifiers",
        "; ".join(numbered(each.scheme, each.value, declaration.language) for each in numbers),
    )
    labels = {each.id: each.label for each in declaration.entities}
    related = [
        _related(each, declaration.language, wording) for each in declaration.related_documents
    ]
    subjects = [_subject(each, wording) for each in declaration.subjects]
    sponsors = [
        _named(each, labels) + why(each.basis, each.source, wording)
        for each in declaration.sponsors
    ]
    votes = [_vote(each, labels, wording) for each in declaration.votes]
    signatories = [_signatory(each, labels) for each in declaration.signatories]
    for name, found in (("related", related), ("subjects", subjects), ("sponsors", sponsors), ("votes", votes),
                        ("signatories", signatories)):  # fmt: skip
        yield name, "".join(f"<p>{each}</p>" for each in found)
    source = declaration.source
    if source is not None:
        said = source.title or source.url
        yield "source", linked(foreign(said), source.url) if said else None
        yield "published-by", foreign(source.publisher) if source.publisher else None
        yield "retrieved", wording.time(source.retrieved) if source.retrieved else None
        yield "digest", f"<code>{source.sha256}</code>" if source.sha256 else None


def _signatory(signatory: Signatory, labels: dict[str, str]) -> str:
    claims = (signatory.name, signatory.role, signatory.party)
    names = (claim.text or labels.get(claim.ref or "") for claim in claims if claim)
    name = foreign(next(filter(None, names), signatory.id))
    members = ", ".join(foreign(labels.get(each.ref, each.ref)) for each in signatory.members)
    return f"{name}: {members}" if members else name


def masthead(declaration: Declaration, wording: Wording) -> str:
    """The lines above the text: of when and where it is, and that the page is not official."""
    date, label = declaration.date, _place(declaration)
    parts = [*([wording.time(date.value)] if date else []), *([foreign(label)] if label else [])]
    when = f"<p>{' · '.join(parts)}</p>\n" if parts else ""
    return f'<div class="masthead">{when}{standing(declaration, wording)}</div>\n'


def _place(declaration: Declaration) -> str | None:
    place = declaration.place
    labels = {each.id: each.label for each in declaration.entities}
    return labels.get(place.ref or "", place.text) if place else None


def title_of(declaration: Declaration) -> str:
    """What the page is called."""
    title = declaration.title.text if declaration.title else ""
    return " ".join(title.split()) or declaration.short_title or declaration.id


def _related(each: RelatedDocument, language: str, wording: Wording) -> str:
    date = f", {wording.time(each.date)}" if each.date else ""
    number = numbered(each.scheme, each.value, language)
    return f"{wording.said(f'relations.{each.relation}')}: {number} ({foreign(each.scheme)}){date}{why(each.basis, each.source, wording)}"


def _subject(each: Subject, wording: Wording) -> str:
    role = "" if each.role == "subject" else f"{wording.said(f'subject-roles.{each.role}')}: "
    within = " ".join(foreign(part) for part in (each.scheme, each.code) if part is not None)
    return f"{role}{linked(foreign(each.label), each.uri)} ({within}){why(each.basis, each.source, wording)}"


def _named(each: PartyClaim | Voter, labels: Mapping[str, str]) -> str:
    return foreign(each.text or labels.get(each.ref or "", ""))


def _vote(vote: Vote, labels: Mapping[str, str], wording: Wording) -> str:
    """A vote: its result, its date; for each choice how many made it, and who."""
    counts: dict[Choice, int | None] = {
        "in-favour": vote.in_favour, "against": vote.against, "abstaining": vote.abstaining, "absent": None,
    }  # fmt: skip
    parts = [foreign(vote.outcome)] if vote.outcome else []
    parts += [wording.time(vote.date)] if vote.date else []
    for choice, count in counts.items():
        names = ", ".join(_named(each, labels) for each in vote.voters if each.choice == choice)
        if count is not None or names:
            number = "" if count is None else f" {count}"
            name = wording.said(f"choices.{choice}")
            parts.append(f"{name}{number} ({names})" if names else f"{name}{number}")
    return "; ".join(parts) + why(vote.basis, vote.source, wording)
