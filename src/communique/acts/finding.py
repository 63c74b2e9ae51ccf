"""The acts of a declaration, found by rules: operative words first, then what is promised, by whom, to whom, by when.

Passages are taken one by one; the last act of a lead holds for each of the points below it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from typing import cast

from communique.acts.act import Act
from communique.acts.clauses import ENDING, addressed, bare, behind_particle, end_of_word, trimmed
from communique.acts.final import before_adverbs
from communique.acts.found import FORM, PURPOSE, Found, Text
from communique.acts.marked import as_marked, confirmed, with_mark
from communique.acts.operative import in_sentence
from communique.acts.phrasebook import Phrasebook, folded, phrasebook
from communique.acts.scripts import languages_of
from communique.acts.sentences import sentences
from communique.acts.subjects import (
    ENDS,
    OPEN,
    Names,
    Subject,
    going_on,
    names_in,
    opening_of,
    subject_at,
)
from communique.acts.terms import ASKING, BINDING, Calendar, Terms, terms, untimed
from communique.acts.topics import with_topics
from communique.detect.dates.patterns import date_reader, find_dates
from communique.detect.language import UNDETERMINED
from communique.model import Declaration
from communique.model.passages import Passage, passages
from communique.model.text import ActMark
from communique.model.types import ActKind

SPOKEN = {"recital", "paragraph", "point"}
"""The kinds of passages in which somebody acts."""

WE = Subject(0, 0, "", True)
"""Those who speak, where nobody is named."""

NOUN = "the noun of its lead"
"""What acts rest on that stand below `We make the following commitments:`."""

_GAPS = ("...", "…")
"""What ends a subject that goes on in the paragraphs below."""
_GOES_ON = ":\n"
"""What parts a lead from the words that stand below its points."""
_ASIDE = re.compile(r"(\w+), (?:[^\s,]+\s){1,4}[^\s,]+")
"""A verb alone, and an aside."""
_ROW = re.compile(r"[;；:：]\s*(?:\(?\w{1,2}[).）、]\s*)?")
"""What parts the rows of a list in a sentence, and its lead from them."""
_SPACED = re.compile(r" (?<=\b[^\W\d_] )(?:[^\W\d_] ){3,39}[^\W\d_]\b")
"""A word that is set wide, behind its first letter: `р е ш и л и`."""
_QUOTED = re.compile('[:：]\\s{0,3}[*_]{0,3}[„“«»"][^„“”«»"]{1,999}[“”«»"]')
"""What is said in quotation marks, behind a colon: nobody does anything by it here."""
_TITLE = re.compile(r"[^:.;]{3,60}:\s")
"""A heading in capitals with which a point begins."""
SHORT = 4
"""In so few characters no term is told."""
FEW = 4
"""So many words at most has a clause that says no more than `the following measures`."""
SIGNS = 3
"""So many signs of a script without blanks count as a word."""
JOIN = 60
"""No longer is what joins two acts: a comma, a word or two, and blanks."""
AHEAD = 9
"""So far behind a join its expression looks: `, which we`."""
NAMED = 12
"""So many words at most has a clause that names whoever is asked, and does not say for what."""
TREATIES = frozenset(
    {"agreement", "convention", "protocol", "treaty", "memorandum", "exchange-of-notes"}
)
"""The kinds of documents whose present tense binds."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of a declaration when one of its passages is looked at."""

    book: Phrasebook
    names: Names
    when: Calendar
    opening: Subject | None
    """Those who speak in a resolution."""
    marked: bool
    """Whether what somebody has marked counts."""
    norms: bool
    """Whether the present tense binds."""
    formulas: frozenset[str]
    """The formulas that points may go on with, in the preamble too."""


def acts_of(
    declaration: Declaration, *, marked: bool = True, recalled: bool = True
) -> tuple[Act, ...]:
    """Every act of a declaration in the order of the text: those that it marks, else those that its words say.

    With `marked` false only the words count, as if nobody had marked anything; with `recalled` false recitals, in which nobody
    promises, are not looked through.
    """
    every = passages(declaration)
    inside = [each for each in every if each.part != "cover"]
    found = _acts_in(declaration, inside, every, marked=marked, recalled=recalled)
    if not found and len(inside) < len(every):  # a reader may take all of a text for its cover
        found = _acts_in(declaration, every, every, marked=marked, recalled=recalled)
    return with_topics(declaration, found)


def _acts_in(
    declaration: Declaration,
    inside: Sequence[Passage],
    every: Sequence[Passage],
    *,
    marked: bool,
    recalled: bool,
) -> list[Act]:
    """The acts of some of the passages of a declaration, in their order."""
    tags = languages_of(inside, declaration.language)
    main = tags[0] if tags and declaration.language == UNDETERMINED else declaration.language
    book, reader = phrasebook(main), date_reader(main)
    spoken = [each for each in inside if each.kind in SPOKEN]
    places = (find_dates(each.text, reader) for each in every if each.role == "place-date")
    stated = next(
        (str(dates[0].says["date"]) for dates in places if dates), None
    )  # beside the place
    date = declaration.date.value if declaration.date else stated
    when = Calendar(book, reader, date, lasting=declaration.kind in TREATIES - {"memorandum"})
    names = names_in(declaration, (each.text for each in spoken))
    norms = declaration.kind in TREATIES
    formulas = frozenset(each.eid for each in inside if each.role in {"formula", "opening"})
    around = Around(book, names, when, opening_of(declaration, book), marked, norms, formulas)
    below = _below(inside, book)
    found: dict[int, list[Act]] = {}
    led = going_on(inside, around.opening, book)
    named: dict[int, Subject] = {}
    for passage, tag in zip(inside, tags, strict=True):
        if around.book is not phrasebook(tag):
            book = phrasebook(tag)
            around = replace(
                around, book=book, when=replace(when, book=book, reader=date_reader(tag))
            )
        leads = passage if passage.kind in SPOKEN else _headed(passage)
        points = (
            below.get(passage.position, [])
            if leads is not None and _is_open(leads, below, book)
            else []
        )
        told = recalled or _speaks(passage, around)
        if leads is None or passage.position in found or not (told or points):
            continue
        subject = (
            around.opening if passage.role == "formula" else led.get(passage.position)
        )  # `Hereby affirm ... to:`
        says = leads is not passage or passage.role in {
            "formula",
            "opening",
        }  # `resolves, under its rules, to ask`
        text = _text(leads, around, subject, named.get(passage.position, WE if says else None))
        own = list(_acts(leads, text, around))
        if told and (
            leads is passage or bare(leads.text).endswith(ENDS)
        ):  # a heading may be a sentence
            found[passage.position] = own
        if not points:
            goes_on = leads is passage and not own and bare(text.words).endswith((*OPEN, *_GAPS))
            if goes_on and (left := _left_open(text)):
                around = replace(around, opening=left)  # `At the end of its work, the Conference:`
            continue
        colon = text.words.find(
            _GOES_ON
        )  # the points go on with the last act before the words that stand below them
        last = next((index for index in range(len(own) - 1, -1, -1) if own[index].end <= colon), -1)
        if own and own[last].kind not in ASKING:
            named.update((each.position, _who(own[last])) for each in points)
        if own and own[last].why == PURPOSE:
            led.update(
                (each.position, Subject(0, 0, own[last].actor or "", True)) for each in points
            )
        if own and _distributes(
            own[last], text, points, whole=leads is passage and passage.kind != "recital"
        ):
            _distribute(own, last, points, text, found, around, led)
        elif (noun := _noun(leads, text)) is not None:
            own.append(noun)
            found[passage.position] = own
            _distribute(own, -1, points, text, found, around, led)
        elif leads is passage:
            said = (
                own and bare(text.words).endswith(OPEN) and len(own[last].what.split()) <= FEW
            )  # `declares this:`
            left = _left_open(text) or (_who(own[last]) if said else None)
            if left is not None:
                led.update((each.position, left) for each in points)
    every_act = (act for passage in inside for act in found.get(passage.position, ()))
    return [act for act in every_act if act.why != PURPOSE]


def _speaks(passage: Passage, around: Around) -> bool:
    """Whether something is done in a passage: recitals and their points end with commas, and what ends as a sentence is none."""
    body = passage.part != "preamble" or passage.parent in around.formulas
    if body or bare(passage.text).endswith(ENDS):
        return True
    lead = around.book.lead(
        folded(passage.text), 0
    )  # `verzoekt de regering`, which a reader took for a recital
    kinds = ASKING if passage.number is None else BINDING | ASKING
    return lead is not None and lead.form != "ing" and lead.kind in kinds and passage.role is None


def _below(every: Sequence[Passage], book: Phrasebook) -> dict[int, list[Passage]]:
    """What stands below each passage that may be a lead: its points, the paragraphs of a section, the body below a formula, and
    the paragraphs that go on with one that ends with a colon.
    """
    found: dict[int, list[Passage]] = defaultdict(list)
    above: dict[str | None, int] = {}
    for each in every:
        headed = _headed(each) if each.kind == "section" and each.number is not None else None
        if each.parent in above and (headed is not None or each.kind in {"point", "paragraph"}):
            found[above[each.parent]].append(headed or each)
        above[each.eid] = each.position
        opens = each.role == "opening" and _announces(each, book)  # `The House resolves to ask:`
        if each.kind == "recital" and (each.role == "formula" or opens):
            above[None] = each.position
        elif each.part != "body" or (each.kind not in SPOKEN and headed is None):
            above.pop(None, None)
    for index, each in enumerate(every):
        if each.kind == "paragraph" and each.position not in found and _announces(each, book):
            rest = list(takewhile(partial(_goes_on, book, each), every[index + 1 :]))
            if len(rest) > 1 or any(
                after.text[:1].islower() for after in rest
            ):  # the sentence goes on
                found[each.position] = rest
    return found


def _announces(each: Passage, book: Phrasebook) -> bool:
    """Whether a passage says that something follows: by a colon at its end, or, where verbs stand last, by a word."""
    said = book.grammar.verb_last and book.clauses.below.search(folded(each.text)) is not None
    return said or bare(each.text).endswith(OPEN)


def _goes_on(book: Phrasebook, lead: Passage, each: Passage) -> bool:
    """Whether a paragraph may go on with one before it that ends with a colon: nobody begins to speak in it."""
    alike = each.kind == lead.kind and each.parent == lead.parent and each.heading is None
    numbered = each.number is not None or each.text[:1].isnumeric()  # `1 ...すること`
    alike = alike and (numbered or bare(lead.text).endswith(OPEN))
    if (
        not alike
        or (lead.number is not None and each.number is not None)
        or bare(each.text).endswith(OPEN)
    ):
        return False
    starts = [start for start, _ in sentences(each.text, book)]
    return len(starts) < FEW and not any(
        book.subjects.speaking.match(folded(each.text), start) for start in starts[:1]
    )


def _is_open(leads: Passage, below: dict[int, list[Passage]], book: Phrasebook) -> bool:
    """Whether a sentence goes on in what stands below: behind a colon; also behind a comma, no sign or a last verb, if that are points."""
    points = below.get(leads.position)
    if points is None:
        return False
    words = bare(leads.text)
    if words.endswith(OPEN) or leads.role == "formula":
        return True
    if leads.kind not in SPOKEN and words.endswith(ENDS):
        return False  # a heading that is a sentence
    open_ended = (
        words[-1:] == "," or words[-1:].isalnum() or _GOES_ON in words or book.grammar.verb_last
    )
    return open_ended and (
        book.grammar.verb_last or points[0].kind == "point" or leads.kind not in SPOKEN
    )


def _headed(passage: Passage) -> Passage | None:
    """The heading of a section as a passage of its own, since acts may stand in it: `We call for:`."""
    head = passage.heading
    return (
        None
        if head is None
        else replace(passage, content=(head,), text=head.block.text, heading=None)
    )


def _who(act: Act) -> Subject:
    """Who acts, for the points below: `La Asamblea acuerda: 1. Instar ...`."""
    return Subject(0, 0, act.actor or "", act.everyone)


def _text(passage: Passage, around: Around, led: Subject | None, named: Subject | None) -> Text:
    words = passage.text
    marks = [each for each in passage.marks() if each.field == "text"]
    italic = frozenset(
        each.start for each in marks if each.mark.kind == "emphasis" and each.mark.style == "italic"
    )
    marked = [each for each in marks if confirmed(each)] if around.marked else []
    plain = _SPACED.sub(lambda wide: wide[0].replace(" ", "").ljust(len(wide[0])), folded(words))
    return Text(
        words,
        plain,
        around.book,
        around.names,
        led,
        italic,
        marked,
        around.norms,
        named,
        around.opening,
    )


def _left_open(text: Text) -> Subject | None:
    """The subject at the end of a lead without a verb: `To this end, we:`."""
    for match in text.book.subjects.speaking.finditer(text.plain):
        if text.book.subjects.we.fullmatch(match[0]) is None and text.plain[
            : match.start()
        ].rstrip()[-1:] not in {"", ","}:
            continue  # `the archives of the Parties:`
        named = (
            match.start() == 0 and text.plain[match.end() : match.end() + 1] == ","
        )  # `We, who took part in ...:`
        if named or not text.plain[match.end() :].strip(ENDING):
            return Subject(match.start(), match.end(), text.words[slice(*match.span())], True)
    end = len(text.words.rstrip(ENDING))
    for start, stop in sentences(text.words, text.book):
        subject = subject_at(text.words, text.plain, start, min(stop, end), text.book, text.names)
        if (
            subject is not None
            and subject.acts
            and stop >= end
            and not text.plain[subject.end : stop].strip(ENDING)
        ):
            return subject
    return None


def _noun(passage: Passage, text: Text) -> Act | None:
    """The act that a noun at the end of a lead or a heading tells of each of its points: `I make the following commitments:`."""
    start = max((start for start, _ in sentences(text.words, text.book)), default=0)
    head = text.book.verbs.headed.search(text.plain, start)
    if head is None or (passage.kind not in SPOKEN and len(text.words.split()) > FEW):
        return None
    span = head.span("noun")
    return Act(passage, passage, cast("ActKind", text.book.verbs.heads[head["noun"]]), None, False, *span, span, None, True, True,
               None, None, None, None, "inferred", NOUN)  # fmt: skip


def _distributes(lead: Act, text: Text, points: Sequence[Passage], *, whole: bool) -> bool:
    """Whether each point below a lead is an act: `We will: (a) ...`; not where they only tell what its own clause means.

    A lead that is no paragraph (`whole`) must say nothing else: below `have agreed as follows:` stands what was agreed, of any kind.
    """
    if lead.kind not in BINDING | ASKING:
        return False
    particle = text.book.clauses.particle
    what = lead.what
    for aside in (lead.condition, lead.due and lead.due.words):
        what = what.replace(aside or "", "")
    alone = _ASIDE.fullmatch(what)
    what = alone[1] if alone else what  # `We agree to promote, in this order:`
    last = (folded(what).split() or [""])[-1]
    if whole and last in text.book.clauses.breaks and not particle.fullmatch(f" {last} "):
        return False  # `centres which:`
    words = len(what.split()) if text.book.grammar.spaced else len(what) // SIGNS
    if not whole and lead.kind in ASKING:
        return words <= NAMED
    if not whole:
        to = particle.match(text.plain, lead.end)
        left = text.plain[to.end() if to else lead.end :].strip(ENDING)
        if points[0].kind == "section" and not left and not (to and to[0].strip()):
            return False  # `have agreed:`, and the headings of articles
        return not left or left in text.book.subjects.small  # `nos comprometemos a:`
    below = (text.book.grammar.verb_last or not text.norms) and text.book.clauses.below.search(
        folded(lead.what)
    )
    if lead.clause == (lead.start, lead.end) or below:
        return True  # `We join our voice to:`
    if text.words[-1:].isalnum() and lead.clause[1] == len(text.words):
        return True  # the sentence goes on in each of its points
    if words <= (NAMED if lead.kind in ASKING and lead.addressee is None else FEW):
        return True
    if text.plain[lead.end : lead.clause[0]].strip(ENDING):
        return False
    first = [
        folded(each.text) for each in points
    ]  # `undertake, on a basis of reciprocity: (a) to further`
    return all((found := particle.match(each)) is not None and found[0].strip() for each in first)


def _distribute(
    own: list[Act],
    last: int,
    points: Sequence[Passage],
    text: Text,
    found: dict[int, list[Act]],
    around: Around,
    led: dict[int, Subject],
) -> None:
    """The last act of a lead is done in each of its points: `We will: (a) ...`. A point that acts itself keeps its own acts."""
    lead = own[last]
    named = lead.clause != (lead.start, lead.end) and not text.book.clauses.below.search(
        folded(lead.what)
    )  # `the following`
    if lead.kind in ASKING and lead.addressee is None and named:
        lead = replace(lead, addressee=re.split("[,;]", lead.what)[0].strip() or None)
    said = _who(lead) if lead.kind not in ASKING else None
    every = [(point, _text(point, around, led.get(point.position), said)) for point in points]
    itself = [_itself(point, below, around) for point, below in every]
    left = [each for each, act in zip(every, itself, strict=True) if act is None]
    alone = len(points) == 1 and lead.kind in ASKING and lead.addressee is None  # `Appeal:`
    that = (
        text.words.rstrip(" *_:：").rsplit(" ", 1)[-1] in text.book.clauses.breaks
    )  # `agreed that:`
    others = sum(act is not None and act.actor not in {None, lead.actor} for act in itself)
    if not that and lead.why != PURPOSE and 2 * others > len(points):
        if lead.why == NOUN or (lead.kind in BINDING and len(lead.what.split()) <= FEW):
            own.pop(last)  # `agree to the following:`
        return  # most of them are sentences of their own
    for point, below in left:
        first, stop = _first_sentence(below)
        particle = (
            text.book.clauses.particle.match(below.plain, first)
            if text.book.grammar.spaced
            else None
        )
        tail = text.book.clauses.tail.search(
            below.plain, max(first, stop - JOIN), stop
        )  # `...; and`
        first, who = (
            addressed(below, first, stop)
            if alone
            else (particle.end() if particle else first, None)
        )
        start, end = trimmed(below.words, first, tail.start() if tail else stop)
        about = terms(below.words, below.plain, (start, end), around.when)
        found[point.position] = [replace(lead, passage=point, lead=lead.passage, clause=(start, end),
                                         addressee=lead.addressee or who, due=about.due or lead.due, own=lead.own or lead.lead.role in {"formula", "opening"},
                                         condition=about.condition or lead.condition, partner=about.partner or lead.partner,
                                         why=f"{lead.why}, for each of its points")]  # fmt: skip
        if text.book.verbs.infinitives.match(below.plain, start):
            found[point.position] += _more(found[point.position][0], below, around)
        else:
            more = (act for act in _acts(point, below, around) if act.everyone or act.due)
            found[point.position] += (act for act in more if act.start >= stop)
    if left or len(lead.what.split()) <= FEW:
        own.pop(last)


def _more(first: Act, below: Text, around: Around) -> Iterator[Act]:
    """What the other sentences of a point promise, that begin with an infinitive as its first does: `Promover ... Apoyar ...`."""
    for start, stop in sentences(below.words, below.book):
        if start >= first.clause[1] and below.book.verbs.infinitives.match(below.plain, start):
            clause = trimmed(below.words, start, stop)
            about = terms(below.words, below.plain, clause, around.when)
            yield replace(
                first,
                clause=clause,
                due=about.due,
                condition=about.condition,
                partner=about.partner,
            )


def _first_sentence(text: Text) -> tuple[int, int]:
    """The first sentence of a point, or the second where the first is a heading: `Share. Waive all fees.`"""
    every = list(sentences(text.words, text.book))
    head = every[0] if every else (0, 0)
    title = _TITLE.match(text.words, *head)
    if title is not None and title[0].isupper():  # `FINANCE: To waive all fees`
        return title.end(), head[1]
    run_in = (
        len(every) > 1 and len(text.words[slice(*head)].split()) == 1 and text.book.grammar.spaced
    )
    return every[1] if run_in else head


def _itself(point: Passage, text: Text, around: Around) -> Act | None:
    """The act of the first sentence of a point, if it is its own; not where only a clause in it has a verb that would be one."""
    first, stop = _first_sentence(text)
    if around.book.verbs.infinitive and around.book.verbs.infinitive.match(text.plain, first):
        return None  # `To share all resources, for which purpose they shall`
    lead = around.book.lead(text.plain, first)
    for act in (
        _acts(point, text, around) if lead is None or lead.form != "ing" else ()
    ):  # `We ask for: Inviting us to`
        binds = act.kind in BINDING | ASKING
        if act.kind in ASKING and act.why == FORM:
            return None  # `We demand: 1. Stop the works`
        at_head = (
            act.actor is not None
            or first in {act.start, act.clause[0]}
            or (binds and act.why != FORM)
        )
        if act.start < stop and (binds or act.own) and at_head:
            return act
    return None


def _acts(passage: Passage, text: Text, around: Around) -> Iterator[Act]:
    """The acts of one passage: those that somebody has marked in it, else those that its words say."""
    quoted = [each.span() for each in _QUOTED.finditer(text.words)]
    for start, end in sentences(text.words, text.book):
        found = in_sentence(text, start, end)
        if found and found[0].lead.kind not in ASKING:  # `we ask them: "Mend the bridge"`
            found = [
                each
                for each in found
                if not any(first < each.start < last for first, last in quoted)
            ]
        here = [each for each in text.marked if start <= each.start < end]
        found = [as_marked(each, found) for each in here] if text.marked else _merged(found, text)
        for index, each in enumerate(found):
            stop = found[index + 1].begins if index + 1 < len(found) else end
            act = _act(passage, text, each, stop, around)
            if text.marked:
                yield with_mark(act, cast("ActMark", here[index].mark))
            else:
                yield from _rows(act, text, around)


def _rows(act: Act, text: Text, around: Around) -> Iterator[Act]:
    """An act; or where a colon says that a row follows in the same sentence, one for each: `We will do the following: plant trees; mend roads`."""
    says = act.kind in BINDING | ASKING and not text.norms
    marks = list(_ROW.finditer(text.plain, *act.clause)) if says else []
    told = marks and text.book.clauses.below.search(text.plain[act.clause[0] : marks[0].start()])
    if not told or len(marks) < 2:
        yield act
        return
    shared = (
        act.due
        if act.due and act.due.words not in text.words[marks[0].end() : act.clause[1]]
        else None
    )
    for each, stop in zip(
        marks, [*(mark.start() for mark in marks[1:]), act.clause[1]], strict=True
    ):
        part = trimmed(text.words, each.end(), stop)
        about = terms(text.words, text.plain, part, around.when)
        yield replace(
            act, clause=part, due=about.due or shared, condition=about.condition or act.condition
        )


def _merged(found: Sequence[Found], text: Text) -> list[Found]:
    """Verbs of one kind that share what stands behind the last of them are one act: `will establish and implement a plan`."""
    kept: list[Found] = []
    for each in found:
        last = kept[-1] if kept else None
        alike = last is not None and (
            last.lead[1:] == each.lead[1:] or {last.lead.kind, each.lead.kind} <= ASKING
        )
        if last is not None and not text.book.grammar.verb_last and alike:
            between = text.plain[last.lead.end : each.begins]
            at = last.lead.end + len(between) - len(between.lstrip())
            if text.book.clauses.joins.fullmatch(text.plain, at, each.begins):
                kept.pop()
                verb = last.clause < last.lead.end  # which is part of what is promised
                each = last._replace(lead=each.lead, clause=last.clause if verb else each.clause)
        kept.append(each)
    return kept


PARTICLE = 12
"""What stands between who is asked and what for has so many characters at most: `not to`, `de ne pas`."""


def _act(passage: Passage, text: Text, found: Found, stop: int, around: Around) -> Act:
    """An act with what belongs to it, looked for in its clause."""
    book, lead, when = text.book, found.lead, around.when
    start = found.clause
    near = (
        max(lead.end, stop - JOIN) if text.plain[stop - 1] != "." else stop
    )  # behind which nothing is joined
    for match in book.clauses.joins.finditer(text.plain, near, stop + AHEAD):
        if match.end() == stop:  # the join before the next act belongs to neither
            stop = match.start()
    near = max(lead.end, stop - JOIN)
    if anew := book.clauses.anew.search(text.plain, lead.end, stop) or book.clauses.tail.search(
        text.plain, near, stop
    ):
        stop = anew.start()
    if book.grammar.verb_last and start < found.start:
        stop = (
            lead.end if found.why == FORM else before_adverbs(text, start, found.start)
        )  # the verb is last
        stop = next(
            (
                each.start()
                for each in book.clauses.particle.finditer(text.plain, start, stop)
                if each.end() == stop
            ),
            stop,
        )
    addressee = None
    subject = found.subject
    if lead.form == "asked":  # `The Commission is invited to`
        start, addressee = behind_particle(text, start, stop), subject.words if subject else None
        subject = None
    elif lead.kind in ASKING and book.grammar.verb_last and start >= lead.end:
        addressee = addressed(text, subject.end if subject else found.begins, lead.end)[1]
    elif lead.kind in ASKING and (book.grammar.verb_last or start >= lead.end):
        start, addressee = addressed(text, start if book.grammar.verb_last else lead.end, stop)
    elif start == lead.end:
        start = behind_particle(text, start, stop)
    behind = max(lead.end, start - PARTICLE), start  # `calls on States not to`
    start, end = trimmed(text.words, start, stop)
    if start == end:  # `We renew our full support`
        start, end = found.start, lead.end
    about = (
        terms(text.words, text.plain, (start, end), when)
        if lead.kind in BINDING | ASKING
        else Terms()
    )
    for ahead in (
        (found.opener, found.start),
        (lead.end, start),
    ):  # `By 2030, we will`; `asks him, by May, to report`
        if ahead[1] - ahead[0] > SHORT and lead.kind in BINDING | ASKING:
            more = terms(text.words, text.plain, ahead, when)
            done = (
                lead.form == "past" and ahead[1] == found.start
            )  # `In 2015, the mayors launched a plan`
            about = Terms(
                about.due or (None if done else more.due),
                about.condition or more.condition,
                about.partner,
            )
    head = text.plain[found.start : lead.end].split(" ")[
        0
    ]  # `Appellent les gouvernements à`, and no `il est décidé`
    alone = (
        lead.form in {"it", "we"}
        and found.start == found.opener
        and head not in book.subjects.pronouns
    )
    if found.subject is None and around.opening is not None and lead.form in {"it", "ing", "we"}:
        subject = around.opening._replace(everyone=True)
    elif subject is None and (
        alone
        or lead.form in {"full", "noun"}
        or (lead.form == "past" and book.grammar.drops_subject)
    ):
        subject = Subject(found.start, found.start, "", True)  # the form of the verb says "we"
    return Act(
        passage=passage, lead=passage, kind=cast("ActKind", lead.kind), force=lead.force,
        negative=any(book.verbs.negation.search(text.plain, *where) for where in ((found.start, lead.end + 1), behind)),
        start=found.start, end=end_of_word(text, lead.end), clause=(start, end),
        actor=(subject.words or None) if subject else None, everyone=subject.everyone if subject else False,
        own=_speaks(passage, around) and lead.form != "ing",
        addressee=untimed(addressee, about.due), partner=untimed(about.partner, about.due), due=about.due, condition=about.condition,
        basis="inferred", why=found.why,
    )  # fmt: skip
