"""What the page says about itself and its source: when and where, what is official, where the words
are from, how to cite.
"""

from collections.abc import Iterator, Mapping

from communique.formats.html.markup import Wording, foreign, linked, numbered
from communique.formats.html.panel import panel, why
from communique.model import Declaration, RelatedDocument, Signatory, Subject, Vote
from communique.model.citation import STYLES
from communique.model.parts import PartyClaim, Voter
from communique.model.text import escaped
from communique.model.types import Choice


def standing(declaration: Declaration, wording: Wording) -> str:
    """What is official about the page: that it is not; whose words they are, and under which
    licence, as far as known.
    """
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
