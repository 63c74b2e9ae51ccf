"""An act: what words do, and what they are about."""

from dataclasses import dataclass
from typing import Literal

from communique.model.passages import Passage
from communique.model.text import ActMark
from communique.model.types import ActKind


@dataclass(frozen=True, slots=True)
class Due:
    """By when: the words, and the day, the month or the year that they mean; None where that cannot be said.

    `basis` is `text` where the words are a date, `inferred` where it was reckoned from the date of the declaration.
    """

    words: str
    value: str | None
    basis: Literal["text", "inferred"]


@dataclass(frozen=True, slots=True)
class Topic:
    """What an act is about: a label and its language, its address in EuroVoc, and whether somebody has marked it or its name stands in the clause."""

    label: str
    language: str
    address: str | None
    basis: Literal["marked", "inferred"]


@dataclass(frozen=True, slots=True)
class Act:
    """What a declaration does in a passage, and how it is known.

    `start` and `end` are those of the operative words in the text of `lead`, which is the passage itself, or the one whose last
    words hold for each of its points. `clause` is what is promised or asked for, in the text of `passage`. Offsets count code points
    and are half-open. `everyone`: all who speak act. `own`: done here, not recalled in a recital or beside something else.
    """

    passage: Passage
    lead: Passage
    kind: ActKind
    force: str | None
    negative: bool
    start: int
    end: int
    clause: tuple[int, int]
    actor: str | None
    everyone: bool
    own: bool
    addressee: str | None
    partner: str | None
    due: Due | None
    condition: str | None
    basis: Literal["marked", "inferred"]
    why: str
    mark: ActMark | None = None
    topics: tuple[Topic, ...] = ()

    @property
    def words(self) -> str:
        """The operative words."""
        return self.lead.text[self.start : self.end]

    @property
    def what(self) -> str:
        """What is promised, asked for or said, in the words of the text."""
        return self.passage.text[slice(*self.clause)]
