"""An act: what words do, and what they are about."""

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from communique.model.passages import Passage
from communique.model.text import ActMark
from communique.model.types import ActKind

_WORD = re.compile(r"[|]|\w+")
ID_LENGTH = 10
"""The number of hexadecimal digits of the id of an act."""


@dataclass(frozen=True, slots=True)
class Due:
    """The date by which something is due."""

    words: str
    value: str | None
    """The day, month or year that the words mean; None where that cannot be told."""
    basis: Literal["text", "inferred"]
    """`text` where the words are a date, `inferred` where it was reckoned from the declaration's
    day.
    """


@dataclass(frozen=True, slots=True)
class Topic:
    """What an act is about."""

    label: str
    language: str
    """The language of the label."""
    address: str | None
    """The address in EuroVoc."""
    basis: Literal["marked", "inferred"]
    """`marked` where somebody has marked it, `inferred` where its name is in the clause."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a declaration does in a passage, and how we know it.

    Offsets count code points and are half-open.
    """

    passage: Passage
    """The passage in which it is done."""
    lead: Passage
    """The passage with the operative words: the same one, or one whose last words hold for each of
    its points."""
    kind: ActKind
    force: str | None
    """How strongly a future binds: `shall`, `will`, `intend` or `should`."""
    negative: bool
    """It is promised not to do it."""
    start: int
    """Where the operative words begin in the text of `lead`."""
    end: int
    """Where the operative words end in the text of `lead`."""
    sentence: tuple[int, int]
    """The sentence of the operative words, in the text of `lead`."""
    clause: tuple[int, int]
    """What is promised or asked for, in the text of `passage`."""
    actor: str | None
    """The subject as printed."""
    everyone: bool
    """All who speak act."""
    own: bool
    """It is done here, and not recalled in a recital or done beside something else."""
    addressee: str | None
    """Who is asked."""
    partner: str | None
    """With whom it is done."""
    beneficiary: str | None
    """For whom it is done."""
    due: Due | None
    condition: str | None
    basis: Literal["marked", "inferred"]
    why: str
    """What it rests on."""
    mark: ActMark | None = None
    topics: tuple[Topic, ...] = ()
    language: str = ""
    """The language of the passage."""
    before: tuple[int, int] = (0, 0)
    """The words before the operative words that belong to the act, in the text of `lead`:
    `By 2030, we`."""
    more_due: tuple[Due, ...] = ()
    """The terms behind the first, in the order of the text."""

    @property
    def id(self) -> str:
        """A name for the act that stays the same when the words around it change.

        It is made from the actor, the addressee and the deed, without its terms. Two
        acts of a text that say the same have the same id.
        """
        what = self.what
        for term in self.terms:
            what = what.replace(term.words, "")
        said = f"{self.actor or ''}|{self.addressee or ''}|{what}"
        words = _WORD.findall(said.casefold())
        return sha256(" ".join(words).encode()).hexdigest()[:ID_LENGTH]

    @property
    def terms(self) -> tuple[Due, ...]:
        """Every term of the act, in the order of the text."""
        if self.due is None:
            return ()
        return (self.due, *self.more_due)

    @property
    def words(self) -> str:
        """The operative words."""
        return self.lead.text[self.start : self.end]

    @property
    def what(self) -> str:
        """The clause: what is promised, asked for or said, in the words of the text."""
        return self.passage.text[slice(*self.clause)]

    @property
    def quote(self) -> str:
        """The whole sentence. For a point below a lead, the sentence of the lead and
        the words of the point.
        """
        sentence = self.lead.text[slice(*self.sentence)]
        if self.passage.position == self.lead.position:
            return sentence
        return f"{sentence} {self.what}"

    @property
    def quoted_words(self) -> tuple[int, int]:
        """The place of the operative words in `quote`."""
        begin = self.sentence[0]
        return self.start - begin, self.end - begin
