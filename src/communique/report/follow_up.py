"""The scores of a follow-up as a table, by promise or by party."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from statistics import mean
from typing import Literal, TypedDict

from communique.acts import Act, is_testable, measures, promises
from communique.acts.catalysts import catalysts
from communique.acts.follow_up import FollowUp
from communique.acts.scores import Score
from communique.acts.suggesting import Given, declared
from communique.model import Declaration
from communique.report.promises import csv_of, quantity, quantity_words
from communique.report.summary import counted

By = Literal["promise", "party"]
"""What the rows of a table are sorted by."""


class ScoreRow(TypedDict):
    """What a table says of one promise and one party. `SCORED` has the keys in order."""

    promise: str
    party: str
    score: int | None
    date: str | None
    evidence: str | None
    url: str | None
    guideline: str | None
    strength: str
    who: str | None
    what: str
    whom: str | None
    eid: str
    due: str | None
    due_date: str | None
    amount: str | None
    instrument: str | None
    actor: str | None
    review: str | None
    testable: bool


SCORED = tuple(ScoreRow.__annotations__)
"""The columns of the table, in order."""
EVERYBODY = "all parties"
"""Who is to be scored where a declaration does not name those who speak."""


def score_rows(ledger: FollowUp, given: Given, by: By = "promise") -> list[ScoreRow]:
    """A row for each promise, each party that it binds or that has a score, and each score.

    Without a score its columns are empty. The rows are in the order of the text; by party, those of
    each party are together.
    """
    declaration = declared(given)
    made: list[ScoreRow] = []
    seen: set[str] = set()
    for act in promises(given):
        if act.id in seen:
            continue
        seen.add(act.id)
        made.extend(_rows(act, ledger, declaration))
    if by == "party":
        made.sort(key=itemgetter("party"))
    return made


def _rows(act: Act, ledger: FollowUp, declaration: Declaration) -> Iterator[ScoreRow]:
    """The rows of one promise."""
    own = [each for each in ledger.scores if each.promise == act.id]
    for party in _parties(act, own, declaration):
        of_party = [each for each in own if each.party == party]
        if not of_party:
            yield _row(act, party, None)
        for score in of_party:
            yield _row(act, party, score)


def _parties(act: Act, own: Sequence[Score], declaration: Declaration) -> list[str]:
    """Those whom a promise binds or asks, then others who have a score."""
    named: list[str] = []
    if act.addressee is not None:
        named.append(act.addressee)
    elif act.everyone:
        named.extend(_signatories(declaration))
    elif act.actor is not None:
        named.append(act.actor)
    named.extend(each.party for each in own)
    return list(dict.fromkeys(named)) or [EVERYBODY]


def _signatories(declaration: Declaration) -> list[str]:
    """The parties of those who sign, as printed; else their names."""
    found: list[str] = []
    for signatory in declaration.signatories or ():
        claim = signatory.party or signatory.name
        if claim is not None and claim.text:
            found.append(claim.text)
    return found


def _row(act: Act, party: str, score: Score | None) -> ScoreRow:
    row = _unscored(act, party)
    if score is None:
        return row
    row["score"] = score.score
    row["date"] = score.date
    row["evidence"] = score.evidence
    row["url"] = score.url
    row["guideline"] = score.guideline
    return row


def _unscored(act: Act, party: str) -> ScoreRow:
    """The row of a promise and a party without a score."""
    known = measures(act)
    money = [each for each in known.quantities if each.currency]
    amounts = "; ".join([quantity_words(quantity(each)) for each in money])
    names = catalysts(act)
    due, due_date = _due(act)
    return {
        "promise": act.id,
        "party": party,
        "score": None,
        "date": None,
        "evidence": None,
        "url": None,
        "guideline": None,
        "strength": act.kind,
        "who": act.actor,
        "what": act.what,
        "whom": act.addressee,
        "eid": act.passage.eid,
        "due": due,
        "due_date": due_date,
        "amount": amounts or None,
        "instrument": names.instrument,
        "actor": names.actor,
        "review": names.review,
        "testable": is_testable(act, known),
    }


def _due(act: Act) -> tuple[str | None, str | None]:
    """The first term of an act in words, and the date that it means."""
    if act.due is None:
        return None, None
    return act.due.words, act.due.value


def as_csv(found: Sequence[ScoreRow], _: By) -> str:
    """The rows as CSV."""
    return csv_of(SCORED, found)


def as_json(found: Sequence[ScoreRow], _: By) -> str:
    """An array of the rows."""
    return json.dumps(list(found), ensure_ascii=False, indent=2) + "\n"


def as_text(found: Sequence[ScoreRow], by: By) -> str:
    """How many scores there are and their mean; then the rows of each promise or party."""
    lines = [_sentence(found)]
    for key, group in groupby(found, key=itemgetter(by)):
        rows = list(group)
        lines.append("")
        lines.append(f"{key}: {_sentence(rows)}")
        if by == "promise":
            lines.append(f"  {_one_line(rows[0]['what'])}")
        lines.extend(_line(row, by) for row in rows)
    return "\n".join(lines) + "\n"


def _sentence(rows: Sequence[ScoreRow]) -> str:
    """How many scores there are, and their mean."""
    scores: list[int] = []
    for row in rows:
        score = row["score"]
        if score is not None:
            scores.append(score)
    if not scores:
        return "no score"
    return f"{counted(len(scores), 'score')}, mean {mean(scores):+.2f}"


def _line(row: ScoreRow, by: By) -> str:
    """The score of a row, with its date and evidence."""
    other: By = "promise"
    if by == "promise":
        other = "party"
    name = row[other]
    score = row["score"]
    if score is None:
        return f"  {name}: no score"
    date = row["date"]
    evidence = row["evidence"]
    return f"  {name}: {score:+d} ({date}) {evidence}"


def _one_line(words: str) -> str:
    return " ".join(words.split())


WRITERS: dict[str, Callable[[Sequence[ScoreRow], By], str]] = {
    "text": as_text,
    "csv": as_csv,
    "json": as_json,
}
"""The writers of the table, by the name of the form."""
