"""How far parties have kept promises: scores in a ledger of follow-up.

The scale is that of the G20 Research Group: -1 for a promise that a party did not keep, 0 for one
that it kept in part, +1 for one that it kept.
"""

import datetime as dt
from calendar import monthrange
from collections.abc import Collection, Iterator, Sequence
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field

from communique.core.codes import (
    DUPLICATE,
    NO_SUCH_DAY,
    OTHER_VERSION,
    UNKNOWN_PROMISE,
)
from communique.core.diagnostics import Code
from communique.core.message import Message, say
from communique.model import Declaration
from communique.model.passages import passages
from communique.model.text import StrictModel
from communique.model.types import Line, Uri

VERSION_LENGTH = 16
"""The number of hexadecimal digits of the version of a text."""

PromiseId = Annotated[str, Field(pattern=r"^[0-9a-f]{10}$")]
Version = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Score(StrictModel):
    """How far one party has kept one promise, and what shows it."""

    promise: PromiseId = Field(description="Id of the promise.")
    party: Line = Field(description="Whoever is scored.")
    score: Literal[-1, 0, 1] = Field(
        description="-1: not kept, or the opposite was done; 0: kept in part; 1: kept."
    )
    date: Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}){0,2}$")] = Field(
        description="Up to when evidence was looked for: a day, a month or a year."
    )
    evidence: Line = Field(description="What the party did, in one sentence.")
    url: Uri | None = Field(None, description="Address of the evidence.")
    guideline: Line = Field(
        description="Interpretive guideline: what counts as kept, in part, and not kept."
    )


def version_of(declaration: Declaration) -> str:
    """A name for the words of a declaration: it changes when any word does."""
    words = "\n".join([passage.text for passage in passages(declaration)])
    return sha256(words.encode()).hexdigest()[:VERSION_LENGTH]


def last_day(value: str) -> dt.date:
    """The last day that an ISO date can mean: of a month or a year, the last.

    Raises ValueError if it is in no calendar.
    """
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    month = month or 12
    return dt.date(year, month, day or monthrange(year, month)[1])


def broken_scores(scores: Sequence[Score]) -> Iterator[tuple[Code, Message, str]]:
    """What breaks the laws of scores, each with the JSON pointer of its place."""
    seen: set[tuple[str, str, str]] = set()
    for at, score in enumerate(scores):
        key = (score.promise, score.party, score.date)
        if key in seen:
            message = say(
                "promise {promise!r} has two scores of {party!r} for {date!r}",
                promise=score.promise,
                party=score.party,
                date=score.date,
            )
            yield DUPLICATE, message, f"/scores/{at}/date"
        seen.add(key)
        try:
            last_day(score.date)
        except ValueError:
            message = say("{value!r} is in no calendar", value=score.date)
            yield NO_SUCH_DAY, message, f"/scores/{at}/date"


def unknown_promises(
    version: str | None,
    scores: Sequence[Score],
    declaration: Declaration,
    promises: Collection[str],
) -> Iterator[tuple[Code, Message, str]]:
    """What scores name that a declaration does not have, each with the JSON pointer of its place.

    `promises` are the ids of its promises.
    """
    if not scores:
        return
    own = version_of(declaration)
    if version is not None and version != own:
        message = say(
            "the scores are of version {version!r} of the text; this one is {own!r}",
            version=version,
            own=own,
        )
        yield OTHER_VERSION, message, "/version"
    for at, score in enumerate(scores):
        if score.promise not in promises:
            message = say(
                "the declaration has no promise {promise!r}", promise=score.promise
            )
            yield UNKNOWN_PROMISE, message, f"/scores/{at}/promise"
