"""How the document came about, and what it is about, as rows of the panel about it: documents, subjects, sponsors, votes."""

from collections.abc import Iterator, Mapping

from communique.formats.html.markup import foreign, link
from communique.formats.html.panel import why
from communique.formats.html.wording import Wording
from communique.model import Declaration, RelatedDocument, Subject, Vote
from communique.model.parts import PartyClaim, Voter
from communique.model.types import Choice
from communique.weaving import escaped


def adoption(declaration: Declaration, labels: Mapping[str, str], wording: Wording) -> Iterator[tuple[str, str]]:
    """The rows, each with its heading; `labels` are those of the entities by their ids."""
    related = [_related(each, wording) for each in declaration.related_documents]
    subjects = [_subject(each, wording) for each in declaration.subjects]
    sponsors = [_named(each, labels) + why(each.basis, each.source, wording) for each in declaration.sponsors]
    votes = [_vote(each, labels, wording) for each in declaration.votes]
    for name, found in (("related", related), ("subjects", subjects), ("sponsors", sponsors), ("votes", votes)):
        yield wording[name], "".join(f"<p>{each}</p>" for each in found)


def _related(each: RelatedDocument, wording: Wording) -> str:
    date = f", {escaped(wording.date(each.date))}" if each.date else ""
    relation = escaped(wording.table("relations")[each.relation])
    return f"{relation}: {foreign(each.value)} ({foreign(each.scheme)}){date}{why(each.basis, each.source, wording)}"


def _subject(each: Subject, wording: Wording) -> str:
    role = "" if each.role == "subject" else f"{escaped(wording.table('subject-roles')[each.role])}: "
    href = link(each.uri)
    said = f'<a href="{href}">{foreign(each.label)}</a>' if href else foreign(each.label)
    within = " ".join(foreign(part) for part in (each.scheme, each.code) if part is not None)
    return f"{role}{said} ({within}){why(each.basis, each.source, wording)}"


def _named(each: PartyClaim | Voter, labels: Mapping[str, str]) -> str:
    return foreign(each.text or labels.get(each.ref or "", ""))


def _vote(vote: Vote, labels: Mapping[str, str], wording: Wording) -> str:
    """A vote: its result, its date; for each choice how many made it, and who."""
    counts: dict[Choice, int | None] = {
        "in-favour": vote.in_favour, "against": vote.against, "abstaining": vote.abstaining, "absent": None,
    }  # fmt: skip
    parts = [foreign(vote.outcome)] if vote.outcome else []
    parts += [escaped(wording.date(vote.date))] if vote.date else []
    for choice, count in counts.items():
        names = ", ".join(_named(each, labels) for each in vote.voters if each.choice == choice)
        if count is not None or names:
            number = "" if count is None else f" {count}"
            name = escaped(wording.table("choices")[choice])
            parts.append(f"{name}{number} ({names})" if names else f"{name}{number}")
    return "; ".join(parts) + why(vote.basis, vote.source, wording)
