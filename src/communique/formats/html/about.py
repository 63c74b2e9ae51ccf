"""What the page says about itself and its source: when and where, what is official, where the words
are from, how to cite.
"""

from collections.abc import Iterable, Iterator, Mapping

from communique.formats.html.markup import Wording, foreign, linked, numbered
from communique.formats.html.panel import panel, why
from communique.model import Declaration, RelatedDocument, Signatory, Subject, Vote
from communique.model.citation import STYLES
from communique.model.parts import PartyClaim, Provenance, Voter
from communique.model.text import escaped
from communique.model.types import Choice


def standing(declaration: Declaration, wording: Wording) -> str:
    """What is official about the page: that it is not; whose words they are, and under which
    licence, as far as known.
    """
    authenticity = declaration.authenticity or "unknown"
    said = [wording.said(f"words-{authenticity}")]
    if declaration.translation_of:
        said.append(wording.said("translated", language=declaration.translation_of))
    source = declaration.source
    if source is not None and source.publisher:
        said.append(wording.said("publisher", publisher=source.publisher))
    else:
        said.append(wording.said("publisher-unknown"))
    if source is not None and source.licence:
        said.append(wording.said("licence", licence=source.licence))
    else:
        said.append(wording.said("licence-unknown"))
    title = wording.said("unofficial")
    return f'<p class="unofficial"><strong>{title}</strong> {" ".join(said)}</p>\n'


def about(declaration: Declaration, wording: Wording) -> str:
    """The panel."""
    rows: list[str] = []
    for name, value in _facts(declaration, wording):
        if value:
            rows.append(f"<dt>{wording.said(name)}</dt><dd>{value}</dd>")
    facts = f"<dl>{''.join(rows)}</dl>\n"
    return panel(
        "about",
        wording,
        standing(declaration, wording),
        facts,
        _citations(declaration, wording),
    )


def _citations(declaration: Declaration, wording: Wording) -> str:
    """How to cite the declaration, in each style."""
    rows: list[str] = []
    for style in STYLES:
        name = wording.said(f"styles.{style}")
        citation = declaration.cite(style=style, language=wording.tag)
        words = foreign(citation.rstrip())
        rows.append(f"<dt>{name}</dt><dd><pre><code>{words}</code></pre></dd>")
    return f"<h3>{wording.said('cite')}</h3><dl>{''.join(rows)}</dl>\n"


_Fact = tuple[str, str]
"""A row of the panel: the key of its name, and its value as markup; without one it is
left out.
"""


def _facts(declaration: Declaration, wording: Wording) -> Iterator[_Fact]:
    yield (
        "work",
        f"<code>{declaration.id}</code> <code>{escaped(declaration.iri)}</code>",
    )
    yield "language", f"<code>{declaration.language}</code>"
    date = declaration.date
    if date is not None:
        yield "date", wording.time(date.value) + why(date.basis, date.source, wording)
    place = declaration.place
    if place is not None:
        name = foreign(_place(declaration) or "")
        yield "place", name + why(place.basis, place.source, wording)
    yield "identifiers", _numbers(declaration)
    yield from _lists(declaration, wording)
    if declaration.source is not None:
        yield from _of_source(declaration.source, wording)


def _numbers(declaration: Declaration) -> str:
    """The numbers of the declaration, then those of the note that transmits it."""
    numbers = list(declaration.identifiers)
    if declaration.cover is not None:
        numbers += declaration.cover.identifiers
    shown = [
        numbered(each.scheme, each.value, declaration.language) for each in numbers
    ]
    return "; ".join(shown)


def _lists(declaration: Declaration, wording: Wording) -> Iterator[_Fact]:
    """What there can be several of, each in a paragraph of its own."""
    language = declaration.language
    labels = {each.id: each.label for each in declaration.entities}
    related = [
        _related(each, language, wording) for each in declaration.related_documents
    ]
    yield "related", _paragraphs(related)
    subjects = [_subject(each, wording) for each in declaration.subjects]
    yield "subjects", _paragraphs(subjects)
    sponsors = [_sponsor(each, labels, wording) for each in declaration.sponsors]
    yield "sponsors", _paragraphs(sponsors)
    votes = [_vote(each, labels, wording) for each in declaration.votes]
    yield "votes", _paragraphs(votes)
    signatories = [_signatory(each, labels) for each in declaration.signatories]
    yield "signatories", _paragraphs(signatories)


def _paragraphs(found: Iterable[str]) -> str:
    return "".join([f"<p>{each}</p>" for each in found])


def _of_source(source: Provenance, wording: Wording) -> Iterator[_Fact]:
    """The source of the words."""
    title = source.title or source.url
    if title:
        yield "source", linked(foreign(title), source.url)
    if source.publisher:
        yield "published-by", foreign(source.publisher)
    if source.retrieved:
        yield "retrieved", wording.time(source.retrieved)
    if source.sha256:
        yield "digest", f"<code>{source.sha256}</code>"


def _sponsor(sponsor: PartyClaim, labels: Mapping[str, str], wording: Wording) -> str:
    return _named(sponsor, labels) + why(sponsor.basis, sponsor.source, wording)


def _signatory(signatory: Signatory, labels: Mapping[str, str]) -> str:
    """Who signs, by name, else by role, else by party; and the members of a collective
    party.
    """
    name = foreign(_name(signatory, labels))
    members = [foreign(labels.get(each.ref, each.ref)) for each in signatory.members]
    return f"{name}: {', '.join(members)}" if members else name


def _name(signatory: Signatory, labels: Mapping[str, str]) -> str:
    for claim in (signatory.name, signatory.role, signatory.party):
        if claim is None:
            continue
        name = claim.text or labels.get(claim.ref or "")
        if name:
            return name
    return signatory.id


def masthead(declaration: Declaration, wording: Wording) -> str:
    """The lines above the text: of when and where it is, and that the page is not
    official.
    """
    parts: list[str] = []
    if declaration.date is not None:
        parts.append(wording.time(declaration.date.value))
    place = _place(declaration)
    if place:
        parts.append(foreign(place))
    when = f"<p>{' · '.join(parts)}</p>\n" if parts else ""
    return f'<div class="masthead">{when}{standing(declaration, wording)}</div>\n'


def _place(declaration: Declaration) -> str | None:
    place = declaration.place
    if place is None:
        return None
    labels = {each.id: each.label for each in declaration.entities}
    return labels.get(place.ref or "", place.text)


def _related(each: RelatedDocument, language: str, wording: Wording) -> str:
    relation = wording.said(f"relations.{each.relation}")
    number = numbered(each.scheme, each.value, language)
    date = f", {wording.time(each.date)}" if each.date else ""
    basis = why(each.basis, each.source, wording)
    return f"{relation}: {number} ({foreign(each.scheme)}){date}{basis}"


def _subject(each: Subject, wording: Wording) -> str:
    role = ""
    if each.role != "subject":
        role = f"{wording.said(f'subject-roles.{each.role}')}: "
    within = foreign(each.scheme)
    if each.code is not None:
        within += f" {foreign(each.code)}"
    subject = linked(foreign(each.label), each.uri)
    basis = why(each.basis, each.source, wording)
    return f"{role}{subject} ({within}){basis}"


def _named(each: PartyClaim | Voter, labels: Mapping[str, str]) -> str:
    return foreign(each.text or labels.get(each.ref or "", ""))


def _vote(vote: Vote, labels: Mapping[str, str], wording: Wording) -> str:
    """A vote: its result, its date; for each choice how many made it, and who."""
    counts: dict[Choice, int | None] = {
        "in-favour": vote.in_favour,
        "against": vote.against,
        "abstaining": vote.abstaining,
        "absent": None,
    }
    parts: list[str] = []
    if vote.outcome:
        parts.append(foreign(vote.outcome))
    if vote.date:
        parts.append(wording.time(vote.date))
    for choice, count in counts.items():
        voters = [_named(each, labels) for each in vote.voters if each.choice == choice]
        names = ", ".join(voters)
        if count is None and not names:
            continue
        part = wording.said(f"choices.{choice}")
        if count is not None:
            part += f" {count}"
        if names:
            part += f" ({names})"
        parts.append(part)
    return "; ".join(parts) + why(vote.basis, vote.source, wording)
