"""The acts of a declaration, found by rules.

Operative words are found first, then what is promised, by whom, to whom, by when. Passages are
taken one by one. The last act of a lead holds for each of the points below it.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from communique.acts.act import Act
from communique.acts.around import SPOKEN, Around
from communique.acts.below import GOES_ON, below_leads, headed, is_open
from communique.acts.clauses import ENDING, bare
from communique.acts.distributing import (
    MAX_EMPTY_CLAUSE,
    distribute,
    distributes,
    noun_of_points,
    speakers_of,
)
from communique.acts.found import PURPOSE, Text, subject_in
from communique.acts.in_passage import acts_in
from communique.acts.phrasebook import folded, phrasebook
from communique.acts.scripts import languages_of
from communique.acts.sentences import sentences
from communique.acts.subjects import ENDS, OPEN, Subject, going_on, names_in, opening_of
from communique.acts.terms import ASKING, Calendar
from communique.acts.topics import with_topics
from communique.core.scripts import COLONS, last_mark
from communique.detect.dates.patterns import date_reader, find_dates
from communique.detect.language import UNDETERMINED
from communique.model import Declaration
from communique.model.passages import Passage, passages

__all__ = ["SPOKEN", "acts_of"]

WE = Subject(0, 0, "", everyone=True)
"""Those who speak, where nobody is named."""
TREATIES = frozenset(
    {"agreement", "convention", "protocol", "treaty", "memorandum", "exchange-of-notes"}
)
"""The kinds of documents whose present tense binds."""

_GAPS = ("...", "…")
"""What ends a subject that goes on in the paragraphs below."""


def acts_of(
    declaration: Declaration,
    *,
    marked: bool = True,
    recalled: bool = True,
    within: Collection[int] | None = None,
) -> tuple[Act, ...]:
    """Every act of a declaration in the order of the text.

    These are the acts that it marks; where it marks none, those that its words say. With `marked`
    false only the words count, as if nobody had marked anything. With `recalled` false recitals, in
    which nobody promises, are not looked through. `within` gives the positions of the passages that
    are looked through, with the leads above them; None for all.
    """
    every = passages(declaration)
    inside = [passage for passage in every if passage.part != "cover"]
    walk = _Walk(declaration, every, marked=marked, recalled=recalled)
    walk.within = within
    found = walk.acts(inside)
    has_cover = len(inside) < len(every)
    if not found and within is None and has_cover:
        # A reader may take all of a text for its cover.
        walk.recalled = True
        if recalled or not walk.acts(inside):
            walk.recalled = recalled
            found = walk.acts(every)
    return with_topics(declaration, found)


class _Walk:
    """A walk over the passages of a declaration, which collects their acts."""

    def __init__(
        self,
        declaration: Declaration,
        every: Sequence[Passage],
        *,
        marked: bool,
        recalled: bool,
    ) -> None:
        self.declaration = declaration
        self.every = every
        self.marked = marked
        self.recalled = recalled
        self.within: Collection[int] | None = None

    def acts(self, inside: Sequence[Passage]) -> list[Act]:
        """The acts of some passages, in their order."""
        tags = languages_of(inside, self.declaration.language)
        self.around = self._around(inside, tags)
        self.below = below_leads(inside, self.around.book)
        self.found: dict[int, list[Act]] = {}
        """Acts by the position of their passage."""
        self.led = going_on(inside, self.around.opening, self.around.book)
        """Who acts in passages that a lead left open, by their position."""
        self.named: dict[int, Subject] = {}
        """Who acts in passages in which a noun may name an act, by their position."""
        for passage, tag in zip(inside, tags, strict=True):
            self.around = self.around.in_language(tag)
            self._read(passage)
        every_act = (
            act for passage in inside for act in self.found.get(passage.position, ())
        )
        return [
            act for act in every_act if act.why != PURPOSE and not _says_nothing(act)
        ]

    def _around(self, inside: Sequence[Passage], tags: Sequence[str]) -> Around:
        """What is known of the declaration."""
        declaration = self.declaration
        unknown = declaration.language == UNDETERMINED
        main = tags[0] if tags and unknown else declaration.language
        book = phrasebook(main)
        lasting = declaration.kind in TREATIES - {"memorandum"}
        spoken = (passage.text for passage in inside if passage.kind in SPOKEN)
        opening = opening_of(declaration, book)
        speakers = folded(opening.words) if opening is not None else ""
        formulas = {each.eid for each in inside if each.role in {"formula", "opening"}}
        return Around(
            tag=main,
            book=book,
            names=names_in(declaration, spoken),
            when=Calendar(book, date_reader(main), self._day(main), lasting, speakers),
            opening=opening,
            marked=self.marked,
            norms=declaration.kind in TREATIES,
            formulas=frozenset(formulas),
            labels={entity.id: entity.label for entity in declaration.entities},
        )

    def _day(self, language: str) -> str | None:
        """The day of the declaration; where the record has none, the one beside its place."""
        if self.declaration.date:
            return self.declaration.date.value
        reader = date_reader(language)
        for passage in self.every:
            dates = (
                find_dates(passage.text, reader) if passage.role == "place-date" else []
            )
            if dates:
                return str(dates[0].says["date"])
        return None

    def _read(self, passage: Passage) -> None:
        """Collect the acts of a passage and, if it is a lead, of the points below it."""
        is_heading = passage.kind not in SPOKEN
        lead = headed(passage) if is_heading else passage
        if lead is None or passage.position in self.found:
            return
        points = self.below.get(passage.position, [])
        if not self._is_asked_for(passage, points):
            return
        if points and not is_open(lead, points, self.around.book):
            points = []
        told = self.recalled or self.around.speaks(passage)
        if not told and not points:
            return
        text = self._text(passage, lead)
        left_open = not is_heading and bare(text.words).endswith((*OPEN, *_GAPS))
        only_promises = not (self.recalled or points or left_open)
        own = list(acts_in(lead, text, self.around, only_promises=only_promises))
        is_sentence = not is_heading or bare(lead.text).endswith(ENDS)
        if told and is_sentence:
            self.found[passage.position] = own
        if points:
            self._distribute(lead, text, own, points, is_heading=is_heading)
        elif left_open and not own:
            left = _left_open(text)
            if left is not None:  # `At the end of its work, the Conference:`
                self.around = replace(self.around, opening=left)

    def _is_asked_for(self, passage: Passage, points: Sequence[Passage]) -> bool:
        """Whether the acts of a passage, or of the points below it, are asked for."""
        if self.within is None:
            return True
        if passage.position in self.within:
            return True
        return any(point.position in self.within for point in points)

    def _text(self, passage: Passage, lead: Passage) -> Text:
        """The words of a passage, or of its heading, with whoever acts in them."""
        led = self.led.get(passage.position)
        if passage.role == "formula":  # `Hereby affirm ... to:`
            led = self.around.opening
        # `resolves, under its rules, to ask`
        names_acts = lead is not passage or passage.role in {"formula", "opening"}
        named = self.named.get(passage.position, WE if names_acts else None)
        return self.around.text_of(lead, led, named)

    def _distribute(
        self,
        lead: Passage,
        text: Text,
        own: list[Act],
        points: Sequence[Passage],
        *,
        is_heading: bool,
    ) -> None:
        """Collect the acts of the points below a lead, and take from its own what they tell."""
        last = _last_of_lead(own, text)
        act = own[last] if own else None
        if act is not None:
            self._tell_points(act, points)
            whole = not is_heading and lead.kind != "recital"
            if distributes(act, text, points, whole=whole):
                self._distribute_act(own, last, text, points)
                return
        noun = noun_of_points(lead, text, self.around.tag)
        if noun is not None:
            own.append(noun)
            self.found[lead.position] = own
            self._distribute_act(own, -1, text, points)
        elif not is_heading:
            self._leave_open(text, act, points)

    def _tell_points(self, act: Act, points: Sequence[Passage]) -> None:
        """Tell points who acts in the lead above them."""
        for point in points:
            if act.kind not in ASKING:
                self.named[point.position] = speakers_of(act)
            if act.why == PURPOSE:
                self.led[point.position] = Subject(0, 0, act.actor or "", everyone=True)

    def _distribute_act(
        self, own: list[Act], index: int, text: Text, points: Sequence[Passage]
    ) -> None:
        distributed = distribute(own[index], text, points, self.around, self.led)
        self.found.update(distributed.acts)
        if not distributed.lead_stays:
            own.pop(index)

    def _leave_open(
        self, text: Text, act: Act | None, points: Sequence[Passage]
    ) -> None:
        """Tell points who acts in them, if the lead above them leaves that open."""
        left = _left_open(text)
        if left is None and act is not None and bare(text.words).endswith(OPEN):
            says_little = len(act.what.split()) <= MAX_EMPTY_CLAUSE  # `declares this:`
            left = speakers_of(act) if says_little else None
        if left is not None:
            self.led.update((point.position, left) for point in points)


COMPLETE = frozenset({"decide", "review", "support"})
"""The kinds of acts whose operative words can be a sentence by themselves."""


def _says_nothing(act: Act) -> bool:
    """Whether nothing is promised behind operative words, as in a lead whose points are not there.

    A sentence may be operative words as a whole: `We renew our full support`, `Decides to remain
    seized of the matter`.
    """
    if act.mark is not None or act.clause != (act.start, act.end):
        return False
    if act.passage is not act.lead:
        return False
    sentence = act.lead.text[: act.sentence[1]]
    if last_mark(sentence) in COLONS:
        return True
    whole = len(bare(sentence).rstrip(ENDING)) == act.end
    return not whole or act.kind not in COMPLETE


def _last_of_lead(own: Sequence[Act], text: Text) -> int:
    """The index of the last act of a lead before the words that follow its points, if there are
    some.
    """
    colon = text.words.find(GOES_ON)
    before = [index for index, act in enumerate(own) if act.end <= colon]
    return before[-1] if before else -1


def _left_open(text: Text) -> Subject | None:
    """The subject at the end of a lead without a verb: `To this end, we:`."""
    for match in text.book.subjects.speaking.finditer(text.plain):
        is_we = text.book.subjects.we.fullmatch(match[0]) is not None
        before = text.plain[: match.start()].rstrip()
        if not is_we and before and not before.endswith(","):
            continue  # `the archives of the Parties:`
        behind = text.plain[match.end() :]
        begins = match.start() == 0 and behind.startswith(
            ","
        )  # `We, who took part in ...:`
        if begins or not behind.strip(ENDING):
            return Subject(
                *match.span(), text.words[slice(*match.span())], everyone=True
            )
    end = len(text.words.rstrip(ENDING))
    for start, stop in sentences(text.words, text.book):
        subject = subject_in(text, start, min(stop, end))
        if subject is None or not subject.acts or stop < end:
            continue
        if not text.plain[subject.end : stop].strip(ENDING):
            return subject
    return None
