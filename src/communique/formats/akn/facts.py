"""What `meta` of others says of the history of a document: subjects, sponsors, votes, numbers."""

from collections.abc import Iterable
from itertools import zip_longest
from typing import Literal, NamedTuple, TypedDict

from communique.core.codes import NOT_KEPT
from communique.core.message import say
from communique.core.values import (
    BasedValues,
    ClaimValues,
    IdentifierValues,
    RelatedDocumentValues,
    SubjectValues,
    VoterValues,
    VoteValues,
)
from communique.formats.akn.names import AKN4UN, UNKNOWN_DATE, A, id_of, name_of
from communique.formats.akn.parts import Parts
from communique.formats.akn.reading import is_date, is_uri
from communique.formats.akn.tree import Element
from communique.formats.akn.unplaced import words_of

_IDS = ("eId", "wId", "GUID")
_OF_KEYWORD = ("value", "showAs", "dictionary", "href", "refersTo", *_IDS)
_OF_STEP = ("date", "outcome", "as", "by", *_IDS)
_OF_VOTING = ("outcome", *_IDS)
_OF_COUNT = ("value", "refersTo", *_IDS)
_RELATIONS = {
    "draftResolution": "draft",
    "draftResolutionAdditionalSponsors": "draft",
    "adopted": "record",
}
"""What the document of a step is to the declaration, by the outcome of the step."""
_CHOICES = {
    "inFavour": "in-favour",
    "against": "against",
    "abstaining": "abstaining",
    "absent": "absent",
}
_FIELD_OF_CHOICE: dict[str, Literal["in_favour", "against", "abstaining"]] = {
    "in-favour": "in_favour",
    "against": "against",
    "abstaining": "abstaining",
}
"""The field with the number of votes, by the choice; nobody counts who was absent."""
_ROLES = ("agenda", "title")
_NO_YEARS = ("0001", UNKNOWN_DATE[:4])
"""The years that say that no day is known."""
MAX_DIGITS_OF_COUNT = 9


class _Held(NamedTuple):
    """An element that says something, and the part of `meta` that holds it and names its source."""

    element: Element
    holder: Element


class HistoryValues(TypedDict):
    """What files of others say of a document's history."""

    subjects: list[SubjectValues]
    sponsors: list[ClaimValues]
    related_documents: list[RelatedDocumentValues]
    votes: list[VoteValues]
    identifiers: list[IdentifierValues]


class Facts(Parts):
    """Reads what files of others say of a document's history."""

    def facts(self, meta: Element, front: Iterable[Element]) -> HistoryValues:
        """Subjects, sponsors, votes and related documents by `meta`, identifiers by front matter."""
        country = meta.find(f"{A}identification/{A}FRBRWork/{A}FRBRcountry")
        scheme = None if country is None else self.line(country.get("value"))
        steps = self._steps(meta)
        subjects = self._subjects(meta)
        sponsors: list[ClaimValues] = []
        for step in steps["draft"]:
            sponsors += self._sponsor(meta, step)
        documents: list[RelatedDocumentValues] = []
        for relation, of_relation in steps.items():
            for step in of_relation:
                documents += self._number(meta, scheme, relation, step)
        return {
            "subjects": subjects,
            "sponsors": sponsors,
            "related_documents": documents,
            "votes": self._votes(meta, steps["record"]),
            "identifiers": self._printed_numbers(scheme, front),
        }

    def not_placed(self, element: Element, words: str) -> None:
        """Say that an element of `meta` has no place, with its words; without words once a kind."""
        message = say(
            "<{name_of}> in meta has no place in the record", name_of=name_of(element)
        )
        if words.strip():
            self.remarks.say(NOT_KEPT, message, element, quote=words)
        else:
            self.remarks.once(NOT_KEPT, message, element)

    def _steps(self, meta: Element) -> dict[str, list[_Held]]:
        """The steps of `workflow` by what their documents are; others have no place."""
        steps: dict[str, list[_Held]] = {"draft": [], "record": []}
        others: list[Element] = []
        for holder in meta.iterfind(f"{A}workflow"):
            for step in holder.iterfind(f"{A}step"):
                relation = _RELATIONS.get(_plain(step.get("outcome")))
                if relation is None:
                    others.append(step)
                else:
                    steps[relation].append(_Held(step, holder))
        for step in others:
            self.not_placed(step, _all_of(step))
        return steps

    def _printed_numbers(
        self, scheme: str | None, front: Iterable[Element]
    ) -> list[IdentifierValues]:
        """The numbers of the document that front matter prints, each once."""
        if scheme is None:
            return []
        printed: list[str | None] = []
        for part in front:
            numbers = part.iter(f"{A}docNumber")
            printed += [self.line("".join(each.itertext())) for each in numbers]
        return [
            {"scheme": scheme, "value": number, "basis": "text"}
            for number in dict.fromkeys(printed)
            if number is not None
        ]

    def _add_why(self, meta: Element, holder: Element, value: BasedValues) -> None:
        """Put into a value its basis and source, if the part of `meta` names its source."""
        source = self._named(meta, holder.get("source"))
        if source is not None:
            value["basis"] = "external"
            value["source"] = source

    def _named(self, meta: Element, given: str | None) -> str | None:
        """What an attribute names: the entry that it points to, by its name, else its own words."""
        name = (given or "").removeprefix("#")
        is_pointer = given != name
        if is_pointer:
            for entry in meta.iterfind(f"{A}references/*"):
                if id_of(entry) == name:
                    return self.line(entry.get("showAs"))
        return self.line(name)

    def _say_unread(self, element: Element, read: Iterable[str]) -> None:
        """Say which attributes of an element are not read."""
        for name, value in element.items():
            if name in read or not value.strip():
                continue
            message = say(
                "the attribute {attribute} has no place in the record",
                attribute=name.rpartition("}")[2],
            )
            self.remarks.once(NOT_KEPT, message, element)

    # --- subjects ---------------------------------------------------------------------------------

    def _subjects(self, meta: Element) -> list[SubjectValues]:
        """The keywords of every classification; one that several of them have is one subject."""
        found: list[SubjectValues] = []
        for holder in meta.iterfind(f"{A}classification"):
            for keyword in holder.iterfind(f"{A}keyword"):
                subject = self._subject(meta, keyword)
                self._add_why(meta, holder, subject)
                if "scheme" not in subject or "label" not in subject:
                    self.not_placed(keyword, _all_of(keyword))
                elif subject not in found:
                    found.append(subject)
        return found

    def _subject(self, meta: Element, keyword: Element) -> SubjectValues:
        """What a keyword says, without what the record does not take."""
        self._say_unread(keyword, _OF_KEYWORD)
        code = self.line(keyword.get("value"))
        label = self.line(keyword.get("showAs")) or code
        uri = keyword.get("href") or ""
        role = _plain(keyword.get("refersTo"))
        scheme = self._named(meta, keyword.get("dictionary"))
        subject: SubjectValues = {}
        if scheme is not None:
            subject["scheme"] = scheme
        if label is not None:
            subject["label"] = label
        if code is not None and code != label:
            subject["code"] = code
        if is_uri(uri):
            subject["uri"] = uri
        elif uri:
            self.unusable(keyword, say("the address"), uri)
        if role in _ROLES:
            subject["role"] = role
        return subject

    # --- steps ------------------------------------------------------------------------------------

    def _sponsor(self, meta: Element, step: _Held) -> list[ClaimValues]:
        """Who put a draft forward: an entity where the file has one of that name, else words."""
        self._say_unread(step.element, _OF_STEP)
        by = self.line(step.element.get("by"))
        if by is None:
            return []
        ref = self.entity(by, step.element) if by.startswith("#") else None
        claim: ClaimValues = {"text": by} if ref is None else {"ref": ref}
        self._add_why(meta, step.holder, claim)
        return [claim]

    def _number(
        self, meta: Element, scheme: str | None, relation: str, step: _Held
    ) -> list[RelatedDocumentValues]:
        """The document of a step, by its number."""
        number = self.line(step.element.get("as"))
        if number is None:
            return []
        if scheme is None:
            self.not_placed(step.element, number)
            return []
        document: RelatedDocumentValues = {
            "relation": relation,
            "scheme": scheme,
            "value": number,
        }
        day = _day(step.element)
        if day is not None:
            document["date"] = day
        self._add_why(meta, step.holder, document)
        return [document]

    # --- votes ------------------------------------------------------------------------------------

    def _votes(self, meta: Element, adopted: list[_Held]) -> list[VoteValues]:
        """How it was adopted: a step says it in words, a voting in numbers."""
        votings: list[_Held] = []
        for holder in meta.iterfind(f"{A}analysis"):
            votings += [_Held(voting, holder) for voting in holder.iter(f"{A}voting")]
        votes = [
            self._vote(meta, step, voting)
            for step, voting in zip_longest(adopted, votings)
        ]
        return [vote for vote in votes if vote.keys() - {"date", "basis", "source"}]

    def _vote(
        self, meta: Element, step: _Held | None, voting: _Held | None
    ) -> VoteValues:
        """A vote by its step and its voting, one of which may be missing. The step counts first."""
        outcomes: list[str] = []
        if step is not None:
            self._say_unread(step.element, _OF_STEP)
            outcomes.append(self.line(step.element.get("by")) or "")
        if voting is not None:
            self._say_unread(voting.element, _OF_VOTING)
            outcomes.append(self.line(voting.element.get("outcome")) or "")
        vote: VoteValues = {}
        for held in (voting, step):
            if held is None:
                continue
            day = _day(held.element)
            if day is not None:
                vote["date"] = day
            self._add_why(meta, held.holder, vote)
        outcome = _joined(outcomes)
        if outcome:
            vote["outcome"] = outcome
        if voting is not None:
            self._count(voting.element, vote)
        return vote

    def _count(self, voting: Element, vote: VoteValues) -> None:
        """Put the numbers of votes into a vote, and who voted how."""
        voters: list[VoterValues] = []
        for count in voting.iterfind(f"{A}count"):
            voters += self._counted(count, vote)
        if voters:
            vote["voters"] = voters
        for quorum in voting.iterfind(f"{A}quorum"):
            number = quorum.get("value", "")
            if number.strip():
                self.not_placed(quorum, number)

    def _counted(self, count: Element, vote: VoteValues) -> list[VoterValues]:
        """Put a number of votes into a vote; those who voted that way."""
        choice = _CHOICES.get(_plain(count.get("refersTo")))
        field = _FIELD_OF_CHOICE.get(choice or "")
        number = (count.get("value") or "").strip()
        is_number = number.isdecimal() and len(number) <= MAX_DIGITS_OF_COUNT
        is_usable = is_number and field is not None and field not in vote
        if choice is None or (number and not is_usable):
            words = [number, words_of(count)]
            self.not_placed(count, " ".join(filter(None, words)))
            return []
        self._say_unread(count, _OF_COUNT)
        if field is not None and number:
            vote[field] = int(number)
        organizations = count.iterfind(f"{AKN4UN}voters/{A}organization")
        names = [self.line(each.text) for each in organizations]
        return [{"choice": choice, "text": name} for name in names if name is not None]


def _day(element: Element) -> str | None:
    """The day of an element; None if there is none, or its year says that none is known."""
    day = element.get("date") or ""
    if not is_date(day) or day.startswith(_NO_YEARS):
        return None
    return day


def _joined(outcomes: list[str]) -> str:
    """Outcomes in words as one; one that another says already is left out."""
    said = ""
    for outcome in outcomes:
        if outcome.casefold() not in said.casefold():
            said = f"{said}; {outcome}" if said else outcome
    return said


def _all_of(element: Element) -> str:
    """All that the attributes of an element say."""
    return " ".join(element.attrib.values())


def _plain(name: str | None) -> str:
    return (name or "").removeprefix("#")
