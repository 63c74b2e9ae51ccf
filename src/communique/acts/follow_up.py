"""What became of a declaration: a ledger of events, each with its source; where a paragraph stands
is computed from it.

A standing is computed as of a day and never stored. That no evidence is recorded says nothing about
what was done: it says that nothing of it is in this ledger.
"""

import datetime as dt
import json
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from communique.acts.scores import (
    Score,
    Version,
    broken_scores,
    last_day,
    unknown_promises,
    version_of,
)
from communique.core.bundle import shipped
from communique.core.codes import (
    DUPLICATE,
    NO_DOCUMENT,
    NO_QUOTATION,
    NO_SUCH_DAY,
    NOT_IN_ORDER,
    OTHER_WORK,
    UNKNOWN_NODE,
)
from communique.core.diagnostics import Code
from communique.core.errors import (
    BadOption,
    BundleMissing,
    NotReadable,
    UnknownDeclaration,
)
from communique.core.message import Message, say
from communique.model import Declaration
from communique.model.parts import Claim, Identifier
from communique.model.text import StrictModel
from communique.model.types import Basis, Eid, Language, Line, Slug, Text, Uri

Effect = Literal["asks", "advances", "fulfils", "hinders"]
"""What an event does to what a paragraph says: somebody asks about it, it is furthered, it has come
about, it is set back.
"""

Status = Literal["no-evidence", "asked", "advanced", "fulfilled", "hindered"]
"""Where a paragraph stands, by what is recorded."""


_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")

WORDS: dict[Status, str] = {
    "no-evidence": "no evidence recorded",
    "asked": "asked about, no evidence recorded",
    "advanced": "progress recorded",
    "fulfilled": "fulfilment recorded",
    "hindered": "setback recorded",
}
"""Each status in words."""


class Document(StrictModel):
    """A document that is the event or that reports it. Unknown details are null."""

    title: Line | None = None
    identifiers: tuple[Identifier, ...] = ()
    url: Uri | None = None


class Quotation(StrictModel):
    """A quotation, exactly as printed in the document."""

    text: Annotated[Text, Field(min_length=1, json_schema_extra={"minLength": 1})]
    language: Language


class Event(StrictModel):
    """An event that concerns paragraphs or notes of a declaration."""

    id: Slug
    date: Claim = Field(
        description="The day, month or year of the event, and the basis of that date."
    )
    concerns: tuple[Eid, ...] = Field(
        min_length=1,
        description="The eIds of the paragraphs or notes that the event concerns.",
    )
    effect: Effect = Field(
        description="The effect of the event on what the paragraph promises."
    )
    summary: Line = Field(description="One English sentence that says what happened.")
    document: Document | None = None
    quotation: Quotation | None = None
    basis: Basis = Field(
        description=(
            "The basis for the link to these paragraphs: a source says it, or it is "
            "inferred."
        )
    )
    source: Line = Field(description="The source that says so.")
    remark: Line | None = Field(None, description="A remark for readers.")

    @property
    def latest(self) -> dt.date:
        """The last day that the date can mean; for a month or a year, its last day.

        >>> from communique import load_follow_up
        >>> [
        ...     event.latest.isoformat()
        ...     for event in load_follow_up("eu-clasi-2023").events
        ... ][-1]
        '2024-10-03'
        """
        return last_day(self.date.value)


class FollowUp(StrictModel):
    """The ledger of one work. The events are sorted by date and have unique ids; both
    are checked.
    """

    schema_version: Literal["1"] = "1"
    work: Slug
    events: tuple[Event, ...] = ()
    version: Version | None = Field(
        None, description="Version of the text whose promises have scores."
    )
    scores: tuple[Score, ...] = Field(
        (), description="How far parties have kept promises."
    )

    @model_validator(mode="after")
    def _laws(self) -> "FollowUp":
        broken = [*_broken(self.events), *broken_scores(self.scores)]
        if broken:
            raise PydanticCustomError(
                "placed", "{sentence}", {"sentence": broken[0][1], "broken": broken}
            )
        return self

    def about(self, eid: str, *, as_of: str | None = None) -> tuple[Event, ...]:
        """The events that concern a node or a point in it, by date. With `as_of`, only
        those that had certainly happened by then.

        `as_of` is an ISO date. A month or a year means its last day, also for events.
        Raises BadOption if it is not a date.

        >>> from communique import load_follow_up
        >>> [
        ...     event.date.value
        ...     for event in load_follow_up("eu-clasi-2023").about("para_25")
        ... ]
        ['2024-10-03']
        """
        until = None if as_of is None else _day_of(as_of)
        return tuple(
            event
            for event in self.events
            if (until is None or event.latest <= until)
            and any(
                concern == eid or concern.startswith(f"{eid}__")
                for concern in event.concerns
            )
        )

    def standing(self, eid: str, *, as_of: str | None = None) -> "Standing":
        """The state of a node on a day, or by all recorded events. Raises BadOption as
        `about` does.

        >>> from communique import load_follow_up
        >>> load_follow_up("eu-clasi-2023").standing(
        ...     "para_23", as_of="2023-11-08"
        ... ).status
        'no-evidence'
        >>> load_follow_up("eu-clasi-2023").standing(
        ...     "para_23", as_of="2023-11-09"
        ... ).status
        'advanced'
        """
        events = self.about(eid, as_of=as_of)
        return Standing(eid, _status(events), events)

    def standings(
        self, declaration: Declaration, *, as_of: str | None = None
    ) -> "tuple[Standing, ...]":
        """The state of each operative paragraph, in order, then of every other node
        that an event concerns.

        >>> from communique import load, load_follow_up
        >>> standings = load_follow_up("eu-clasi-2023").standings(
        ...     load("eu-clasi-2023"), as_of="2023"
        ... )
        >>> [each.eid for each in standings if each.events]
        ['para_23']
        """
        _day_of(as_of or "2000")
        commitments = [paragraph.eid for paragraph in declaration.commitments]
        others = dict.fromkeys(
            concern
            for event in self.events
            for concern in event.concerns
            if not any(
                concern == eid or concern.startswith(f"{eid}__") for eid in commitments
            )
        )
        return tuple(self.standing(eid, as_of=as_of) for eid in (*commitments, *others))

    def until(self, day: str | None) -> "FollowUp":
        """The ledger with only the events that had certainly happened by a day. Raises
        BadOption as `about` does.

        >>> from communique import load_follow_up
        >>> len(load_follow_up("eu-clasi-2023").until("2023").events)
        1
        """
        last = dt.date.max if day is None else _day_of(day)
        events = tuple(event for event in self.events if event.latest <= last)
        scores = tuple(each for each in self.scores if last_day(each.date) <= last)
        return self.model_copy(update={"events": events, "scores": scores})

    def with_event(self, values: Mapping[str, Any]) -> "FollowUp":
        """The ledger with one more event, given in its JSON form and sorted in by its
        date.

        Raises BadOption if the values are not a valid event, or if the id is taken.

        >>> from communique.acts.follow_up import FollowUp
        >>> event = {
        ...     "id": "asked",
        ...     "date": {"value": "2031"},
        ...     "concerns": ["para_1"],
        ...     "effect": "asks",
        ...     "summary": "Asked.",
        ...     "basis": "external",
        ...     "source": "the minutes",
        ... }
        >>> FollowUp(work="ports").with_event(event).standing("para_1").status
        'asked'
        """
        try:
            event = Event.model_validate_json(json.dumps(values))
            events = sorted((*self.events, event), key=lambda each: each.latest)
            known = {**dict(self), "events": tuple(events)}
            return FollowUp.model_validate(known)
        except ValidationError as error:
            raise BadOption(_first(error)) from error
        except ValueError as error:
            raise BadOption(f"{event.date.value!r} is in no calendar") from error

    def with_score(
        self,
        values: Mapping[str, object],
        declaration: Declaration,
        promises: Collection[str],
    ) -> "FollowUp":
        """The ledger with one score more, given as its JSON has it.

        `promises` are the ids of the promises of the declaration. The ledger keeps the version of
        the declaration. Raises BadOption if the values are no
        score, if the declaration does not have the promise, or if the ledger is of another version.

        >>> import communique
        >>> from communique.acts.follow_up import FollowUp
        >>> text = b"1. We will mend the bridge."
        >>> parsed = communique.read(text, format="text", language="en")
        >>> declaration = parsed.require()
        >>> (promise,) = communique.promises(declaration)
        >>> score = {
        ...     "promise": promise.id,
        ...     "party": "Dale",
        ...     "score": 1,
        ...     "date": "2031",
        ...     "evidence": "It mended the bridge.",
        ...     "guideline": "Kept if the bridge is open.",
        ... }
        >>> empty = FollowUp(work=declaration.id)
        >>> ledger = empty.with_score(score, declaration, [promise.id])
        >>> ledger.scores[0].score
        1
        """
        version = self.version or version_of(declaration)
        try:
            score = Score.model_validate_json(json.dumps(values))
            known = {**dict(self), "version": version, "scores": (*self.scores, score)}
            ledger = FollowUp.model_validate(known)
        except ValidationError as error:
            raise BadOption(_first(error)) from error
        for _, message, _ in unknown_promises(version, (score,), declaration, promises):
            raise BadOption(str(message))
        return ledger


def lacking(
    ledger: FollowUp,
    declaration: Declaration | None = None,
    promises: Collection[str] = (),
) -> Iterator[tuple[Code, Message, str]]:
    """What a ledger lacks, each with the JSON pointer of its place; held against the declaration
    too if that is given, with the ids of its promises.
    """
    if declaration is not None and ledger.work != declaration.id:
        message = say(
            "the follow-up of {work!r}, not of {id!r}",
            work=ledger.work,
            id=declaration.id,
        )
        yield OTHER_WORK, message, "/work"
    if declaration is not None:
        yield from unknown_promises(
            ledger.version, ledger.scores, declaration, promises
        )
    for at, event in enumerate(ledger.events):
        for number, eid in enumerate(event.concerns):
            if declaration is not None and not has_node(declaration, eid):
                message = say(
                    "event {id!r} concerns {eid!r}, which the declaration does not have",
                    id=event.id,
                    eid=eid,
                )
                yield UNKNOWN_NODE, message, f"/events/{at}/concerns/{number}"
        document = event.document
        if document is None or not (document.url or document.identifiers):
            message = say(
                "event {id!r} names no document with an address or an identifier",
                id=event.id,
            )
            yield NO_DOCUMENT, message, f"/events/{at}"
        if event.quotation is None:
            yield (
                NO_QUOTATION,
                say("event {id!r} quotes no document", id=event.id),
                f"/events/{at}",
            )


def has_node(declaration: Declaration, eid: str) -> bool:
    """Whether a declaration has a node of that eid."""
    try:
        return declaration[eid] is not None
    except KeyError:
        return False


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a node, by the events that concern it."""

    eid: str
    status: Status
    events: tuple[Event, ...]

    @property
    def words(self) -> str:
        """The status in words.

        >>> from communique import load_follow_up
        >>> load_follow_up("eu-clasi-2023").standing("para_16").words
        'no evidence recorded'
        """
        return WORDS[self.status]


def _status(events: tuple[Event, ...]) -> Status:
    """The last event that is not a question decides; what has come about stays so unless it is set
    back.
    """
    status: Status = "no-evidence"
    for event in events:
        match event.effect:
            case "asks":
                status = "asked" if status == "no-evidence" else status
            case "advances":
                status = "fulfilled" if status == "fulfilled" else "advanced"
            case "fulfils":
                status = "fulfilled"
            case "hinders":
                status = "hindered"
    return status


def _broken(events: tuple[Event, ...]) -> Iterator[tuple[Code, Message, str]]:
    """What breaks the laws of a ledger, each with the JSON pointer of its place."""
    seen: set[str] = set()
    last = dt.date.min
    for at, event in enumerate(events):
        if event.id in seen:
            yield (
                DUPLICATE,
                say("event id {id!r} is used twice", id=event.id),
                f"/events/{at}/id",
            )
        seen.add(event.id)
        try:
            latest = event.latest
        except ValueError:
            message = say(
                "{value!r} of event {id!r} is in no calendar",
                value=event.date.value,
                id=event.id,
            )
            yield NO_SUCH_DAY, message, f"/events/{at}/date/value"
            continue
        if latest < last:
            yield (
                NOT_IN_ORDER,
                say("event {id!r} comes after a later one", id=event.id),
                f"/events/{at}/date/value",
            )
        last = latest


def _day_of(value: str) -> dt.date:
    """The day meant by an ISO date, a month's or a year's last; raises BadOption."""
    if _DATE.fullmatch(value):
        with suppress(ValueError):
            return last_day(value)
    raise BadOption(f"{value!r} is not a date; write it as 2024-06-30, 2024-06 or 2024")


@cache
def load_follow_up(id: str) -> FollowUp:
    """The ledger of a shipped declaration, by the id of its work. No network, no clock.

    Raises UnknownDeclaration, listing the works that have one, and NotReadable if the file is
    damaged.

    >>> from communique import load_follow_up
    >>> len(load_follow_up("eu-clasi-2023").events)
    3
    """
    if id not in ledgers():
        raise UnknownDeclaration(
            f"no follow-up is recorded for {id!r}; there are {', '.join(ledgers()) or 'none'}"
        )
    path = f"data/follow-up/{id}.json"
    return read_follow_up(path, shipped(path).read_bytes())


def read_follow_up(path: str, data: bytes) -> FollowUp:
    """The ledger in a file's bytes, `path` being what to call it. Raises NotReadable if they hold
    none.
    """
    try:
        return FollowUp.model_validate_json(data)
    except ValidationError as error:
        if (
            error.errors(include_url=False, include_input=False)[0]["type"]
            == "json_invalid"
        ):
            raise NotReadable(
                f"{path} holds no ledger of follow-up: it is not valid JSON"
            ) from error
        raise NotReadable(f"{path}: {_first(error)}") from error


def _first(error: ValidationError) -> str:
    """The first of what is wrong, after its place."""
    first = error.errors(include_url=False, include_input=False)[0]
    return ": ".join(filter(None, ("/".join(map(str, first["loc"])), first["msg"])))


@cache
def ledgers() -> tuple[str, ...]:
    """The ids of the works whose follow-up is recorded, in order.

    >>> from communique.acts.follow_up import ledgers
    >>> ledgers()
    ('eu-clasi-2023',)
    """
    try:
        folder = shipped("data/follow-up")
    except BundleMissing:
        return ()
    return tuple(
        sorted(
            file.name.removesuffix(".json")
            for file in folder.iterdir()
            if file.name.endswith(".json")
        )
    )
