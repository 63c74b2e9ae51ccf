"""What a declaration cites: each citation with its address, and how it cites the work.

A reader marks the words of a citation. Here each mark is joined with the act in whose sentence it
is: `Recalling resolution 1540 (2004)` recalls, `Welcomes the report` welcomes.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from communique.acts.act import Act
from communique.acts.finding import acts_of
from communique.core.expressions import compile_late
from communique.core.source_errors import collector_waiting
from communique.detect.mentions.forms import REASONS
from communique.languages import language
from communique.model import Declaration
from communique.model.passages import Marked, Passage, passages
from communique.model.text import ReferenceMark
from communique.model.types import ActKind

CitedAs = ActKind | Literal["under", "cite"]
"""How a work is cited: by the kind of act of the sentence (`recall`, `welcome`), as that under which
something is done (`under`), or in neither way (`cite`).
"""

NO_SCHEME = "no address is known for this kind of citation"
"""Why a citation has no address if its scheme has no reason."""
_REACH = 120
"""How many characters before a citation `acting under` and the like begin at most."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a declaration cites a document, or a place in this one.

    Offsets count code points and are half-open.
    """

    passage: Passage
    """The passage in which the citation is."""
    field: Literal["heading", "text"]
    """Where the words are in the passage: its `heading` or its `text`."""
    start: int
    """Where the cited words begin in the heading or text of the passage."""
    end: int
    """Where they end."""
    words: str
    """The words of the citation, as printed."""
    relation: CitedAs
    mark: ReferenceMark

    @property
    def eid(self) -> str:
        """The address of the passage in the declaration."""
        return self.passage.eid

    @property
    def number(self) -> str | None:
        """The printed number of the passage."""
        return self.passage.number

    @property
    def scheme(self) -> str | None:
        """Whose number it is: `un`, `eu-act`, ...; None where the record does not say."""
        return self.mark.scheme

    @property
    def href(self) -> str | None:
        """The address of what is cited; None where none is certain."""
        return self.mark.href

    @property
    def missing(self) -> str | None:
        """Why there is no address; None where there is one."""
        if self.mark.href is not None:
            return None
        return REASONS.get(self.mark.scheme or "", NO_SCHEME)


@collector_waiting()
def references(declaration: Declaration) -> tuple[Citation, ...]:
    r"""The citations of a declaration in the order of the text, each with how it cites the work.

    >>> import communique
    >>> text = b"The Council,\n\nRecalling resolution 1540 (2004),\n\n1.  Decides to meet."
    >>> given = communique.read(text, format="text", language="en").require()
    >>> [(each.words, each.relation, each.href) for each in communique.references(given)]
    [('resolution 1540 (2004)', 'recall', 'https://undocs.org/S/RES/1540(2004)')]
    """
    if not declaration.references:
        return ()
    acts: dict[int, list[Act]] = defaultdict(list)
    for act in acts_of(declaration):
        acts[act.passage.position].append(act)
    under = _under(declaration.language)
    return tuple(
        _citation(passage, marked, acts, under)
        for passage in passages(declaration)
        for marked in passage.marks()
        if isinstance(marked.mark, ReferenceMark)
    )


def _citation(
    passage: Passage,
    marked: Marked,
    acts: Mapping[int, Sequence[Act]],
    under: re.Pattern[str] | None,
) -> Citation:
    assert isinstance(marked.mark, ReferenceMark)
    relation: CitedAs = "cite"
    if marked.field == "text":
        relation = _relation(passage, marked.start, acts.get(passage.position, ()), under)
    return Citation(
        passage=passage,
        field=marked.field,
        start=marked.start,
        end=marked.end,
        words=marked.words,
        relation=relation,
        mark=marked.mark,
    )


def _relation(
    passage: Passage, at: int, acts: Sequence[Act], under: re.Pattern[str] | None
) -> CitedAs:
    """How a work is cited at an offset in the text of a passage: by the last act before it whose
    clause reaches it.
    """
    if under is not None and under.search(passage.text, max(0, at - _REACH), at):
        return "under"
    kind: CitedAs = "cite"
    for act in acts:
        begin = act.start if act.lead.position == passage.position else 0
        if begin <= at < act.clause[1]:
            kind = act.kind
    return kind


@cache
def _under(tag: str) -> re.Pattern[str] | None:
    """What `acting under` and the like look like before a citation, in a language."""
    phrases = language(tag).references.get("under", ())
    if not phrases:
        return None
    capitalised = [phrase[0].upper() + phrase[1:] for phrase in phrases]
    alternatives = "|".join(map(re.escape, (*phrases, *capitalised)))
    return compile_late(rf"(?<!\w)(?:{alternatives})[^;:,]{{0,60}}\Z")
