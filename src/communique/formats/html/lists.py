"""The lists that the script of a page builds when a reader opens them, and what the page carries
for that.

What the record or the text of the page says is not carried again: the script takes names, dates and
words from there.
"""

from collections import Counter
from collections.abc import Sequence

from communique.acts import BINDING, Act, Summary, measures
from communique.acts.follow_up import FollowUp
from communique.core.json_types import JsonObject
from communique.formats.html.markup import Wording, allowed, foreign
from communique.formats.html.panel import panel, paragraph, unbuilt
from communique.formats.html.structure import Anchor, Gathered
from communique.model import Declaration

SIGNS = {
    "organization": "●", "place": "▲", "state": "★", "programme": "◆", "instrument": "■", "meeting": "○", "topic": "△",
    "role": "◇", "person": "□",
}  # fmt: skip
"""A sign for each type of entity, so that no type is told by its colour alone."""


def presence(declaration: Declaration, gathered: Gathered, wording: Wording) -> str:
    """The panel of who is named where; empty where nobody is named."""
    count = sum(each.id in gathered.named for each in declaration.entities)
    if not count:
        return ""
    return panel(
        "presence", wording, unbuilt("presence", count, wording), of="scripted"
    )


def dates(
    own: str | None,
    found: Sequence[Act],
    gathered: Gathered,
    wording: Wording,
    ledger: FollowUp | None,
) -> str:
    """The panel of dates; `own` is the date of the declaration, `found` its promises. Empty where
    there is no date.
    """
    values = set(gathered.dates)
    values.update(act.due.value for act in found if act.due and act.due.value)
    if ledger is not None:
        values.update(event.date.value for event in ledger.events)
    if own is not None:
        values.add(own)
    if not values:
        return ""
    return panel(
        "dates", wording, unbuilt("dates", len(values), wording), of="scripted"
    )


def promised(
    declaration: Declaration,
    found: Sequence[Act],
    said: Summary,
    wording: Wording,
    ui: str,
) -> str:
    """The panel of promises: how many there are of each kind, and the place of their list."""
    if not found:
        key = "promises-none" if said.known else "promises-unknown"
        sentence = wording.said(key, language=declaration.language)
        return panel("promises", wording, paragraph(sentence), ui=ui)
    parts = [_figures(said, wording), _strengths(found, wording)]
    everyone = _everyone(declaration, found)
    if everyone:
        by = wording.said("promises-by")
        parts.append(paragraph(f"{by} {foreign(everyone)}", "hint"))
    guessed = sum(act.basis == "inferred" for act in found)
    if guessed:
        parts.append(
            paragraph(wording.said("promises-inferred", count=guessed), "hint")
        )
    parts.append(unbuilt("promises", len(found), wording))
    return panel("promises", wording, *parts, ui=ui)


def _figures(said: Summary, wording: Wording) -> str:
    numbers = {
        "count": said.commitments,
        "dated": said.dated,
        "everyone": said.everyone,
        "asking": said.asking,
    }
    figures = []
    for name, number in numbers.items():
        kind = "some" if number else "none"
        label = wording.said(f"promises-{name}")
        figures.append(f'<div class="{kind}"><dt>{label}</dt><dd>{number}</dd></div>')
    return f'<dl class="figures">{"".join(figures)}</dl>\n'


def _strengths(found: Sequence[Act], wording: Wording) -> str:
    """How many promises there are of each kind, the strongest first."""
    often = Counter[str](act.kind for act in found)
    kinds = []
    for kind in wording.table("acts"):
        if often[kind]:
            of = "kind binds" if kind in BINDING else "kind"
            kinds.append(f"{wording.said(f'acts.{kind}', of)}\u00a0{often[kind]}")
    return paragraph(f"{wording.said('strength')}: {' · '.join(kinds)}")


def _actor(act: Act, labels: dict[str, str]) -> str:
    """Who acts: the entities of the mark, else the words of the text."""
    if act.mark and act.mark.actors:
        return _named(act.mark.actors, labels)
    return act.actor or ""


def _addressee(act: Act, labels: dict[str, str]) -> str:
    """Who is asked, or for whom it is done."""
    if act.mark and act.mark.addressees:
        return _named(act.mark.addressees, labels)
    return act.addressee or act.partner or act.beneficiary or ""


def _named(refs: Sequence[str], labels: dict[str, str]) -> str:
    return "; ".join([labels.get(ref, ref) for ref in refs])


def _labels(declaration: Declaration) -> dict[str, str]:
    return {each.id: each.label for each in declaration.entities}


def _everyone(declaration: Declaration, found: Sequence[Act]) -> str:
    """The one who makes all promises; empty where there are several, or none."""
    labels = _labels(declaration)
    actors = [_actor(act, labels) for act in found]
    is_one = len({actor.casefold() for actor in actors}) == 1
    return actors[0] if is_one else ""


def rows(
    declaration: Declaration,
    found: Sequence[Act],
    gathered: Gathered,
    ledger: FollowUp | None,
) -> list[JsonObject]:
    """The promises for the script, in order. What is empty is left out.

    `what` is a stretch of the text of the passage `eid`, in code points, half-open.
    """
    labels = _labels(declaration)
    everyone = _everyone(declaration, found)
    standings: dict[str, str] = {}
    if ledger is not None:
        standings = {each.eid: each.status for each in ledger.standings(declaration)}
    made: list[JsonObject] = []
    for act in found:
        place = gathered.around(act.passage.eid)
        row: JsonObject = {
            "eid": act.passage.eid,
            "label": _label(act, place),
            "act": act.kind,
            "words": " ".join(act.words.split()),
            "what": _what(act),
            "actors": "" if everyone else _actor(act, labels),
            "addressees": _addressee(act, labels),
            "due": act.due.words if act.due else "",
            "date": act.due.value if act.due else None,
            **_measured(act),
            "condition": " ".join((act.condition or "").split()),
            "topics": [
                [each.label, each.language, allowed(each.address)]
                for each in act.topics
            ],
        }
        if ledger is not None:
            row["status"] = standings.get(place.eid if place else "", "no-evidence")
        made.append({name: value for name, value in row.items() if value})
    return made


def _measured(act: Act) -> JsonObject:
    """Amounts in the words of the text; the duration and the period by ISO 8601."""
    known = measures(act)
    amounts = [" ".join(each.words.split()) for each in known.quantities]
    period = ""
    if known.begins or known.ends:
        period = f"{known.begins or '..'}/{known.ends or '..'}"
    times = [each for each in (known.duration, period) if each]
    return {"amounts": "; ".join(amounts), "period": "; ".join(times)}


_NUMBERED = frozenset({"recital", "paragraph", "point", "note"})
"""The kinds of passages that are one node of the record, and so have an eid of their own."""


def _what(act: Act) -> tuple[int, int] | str:
    """The stretch of the passage that says what is promised. Its words, where the script cannot
    find the passage.
    """
    has_words = bool(act.what.strip())
    if act.passage.kind in _NUMBERED and has_words:
        return act.clause
    return " ".join(act.what.split()) or act.words


def _label(act: Act, place: Anchor | None) -> str:
    """How the place of an act is called: its paragraph, and the number of a point in it."""
    num = act.passage.num
    if place is None:
        return "¶"
    is_point = num is not None and place.eid != act.passage.eid
    return f"{place.name} {num}" if is_point else place.name
