"""The acts of a declaration, found by rules: operative words first, then what is promised, by whom, to whom, by when.

A sentence is read from its head. After the head an act may begin only where a comma, a colon or `and` joins it to one before, in
the same form. What stands in no such place is part of what is promised.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from communique.acts.act import Act, Due
from communique.acts.phrasebook import Lead, Phrasebook, folded, phrasebook
from communique.acts.sentences import sentences
from communique.acts.subjects import Names, Subject, names_in, subject_at
from communique.acts.terms import ASKING, BINDING, Calendar, Terms, terms
from communique.detect.mentions.dates import date_reader
from communique.model import Declaration
from communique.model.text import ActMark
from communique.model.types import ActKind
from communique.passages import Marked, Passage, passages

SPOKEN = {"recital", "paragraph", "point"}
"""The kinds of passages in which somebody acts."""

MARKED = "marked in the record"
"""Why an act is known that somebody has marked."""

_END = " \t\n\u00a0,;:.،؛。；，：!–—-*_\"”»"
"""What a clause does not end with."""
_QUOTES = {"”": "“", "»": "«", "’": "‘", '"': '"'}
_PAUSE = re.compile(r"[,;:–—]")
_BEFORE_COMMA = re.compile(r"([^\s,]+)\s*,\s*(?:\w+\s+)?\Z")
FEW = 4
"""So many words at most has a clause that says no more than `the following measures`."""
LONGEST = 200
"""How long a subject is at most, in characters."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Operative words in a text, who acts, and what they rest on."""

    start: int
    lead: Lead
    subject: Subject | None
    why: str
    clause: int
    """Where what is promised begins: with the verb where the form of the verb is the operative word."""
    begins: int = 0
    """Where the act begins in its sentence, with its subject."""
    opener: int = 0
    """Where the words before it begin, that belong to no act: the head of the sentence, or the end of the act before."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a passage as they are looked through."""

    words: str
    plain: str
    book: Phrasebook
    names: Names
    led: Subject | None
    """The subject that a lead before these words left open: `We:`."""
    italic: frozenset[int]


def acts_of(declaration: Declaration) -> tuple[Act, ...]:
    """Every act of a declaration in the order of the text: those that it marks, else those that its words say."""
    book = phrasebook(declaration.language)
    spoken = [each for each in passages(declaration) if each.kind in SPOKEN and each.part != "cover"]
    names, opening = names_in(declaration, (each.text for each in spoken)), _opening(declaration, book)
    when = Calendar(book, date_reader(declaration.language), declaration.date.value if declaration.date else None)
    children: dict[str, list[Passage]] = defaultdict(list)
    for each in spoken:
        if each.kind == "point" and each.parent is not None:
            children[each.parent].append(each)
    found: dict[int, list[Act]] = {}
    led: dict[str, Subject] = {}
    for passage in spoken:
        if passage.position in found:
            continue
        text = _text(passage, book, names, led.get(passage.parent or ""))
        own = list(_acts(passage, text, when, opening))
        points = children.get(passage.eid, []) if text.words.rstrip(" *_").endswith((":", "：")) else []
        found[passage.position] = own
        if not points:
            continue
        if own and _distributes(own[-1]):
            _distribute(own, points, text, found, names, when, opening)
        elif not own:
            subject = _left_open(text)
            if subject is not None:
                led[passage.eid] = subject
    return tuple(act for passage in spoken for act in found.get(passage.position, ()))


def _text(passage: Passage, book: Phrasebook, names: Names, led: Subject | None) -> _Text:
    words = passage.text
    italic = frozenset(
        mark.start
        for mark in passage.marks()
        if mark.field == "text" and mark.mark.kind == "emphasis" and mark.mark.style == "italic"
    )
    return _Text(words, folded(words), book, names, led, italic)


def _opening(declaration: Declaration, book: Phrasebook) -> Subject | None:
    """Those who speak in a resolution: `The General Assembly,` before its recitals."""
    for recital in declaration.recitals:
        if recital.role in {"opening", "formula"} and recital.content:
            text = str(recital.content[0])
            words = re.split(r"[,:،，：\n]", text.strip())[0].strip()
            lead = book.lead(folded(words), 0)
            if words and lead is None and len(words) < 160:
                return Subject(0, 0, words, True)
            return None
    return None


def _left_open(text: _Text) -> Subject | None:
    """The subject at the end of a lead without a verb: `To this end, we:`."""
    for match in text.book.we.finditer(text.plain):
        if not text.plain[match.end() :].strip(_END):
            return Subject(match.start(), match.end(), text.words[slice(*match.span())], True)
    end = len(text.words.rstrip(_END))
    for start, stop in sentences(text.words, text.book):
        subject = subject_at(text.words, text.plain, start, min(stop, end), text.book, text.names)
        if subject is not None and subject.acts and stop >= end and not text.plain[subject.end : stop].strip(_END):
            return subject
    return None


def _distributes(lead: Act) -> bool:
    """Whether each point below a lead is an act: `We will: (a) ...`; not where they only tell what its own clause means."""
    return lead.kind in ASKING or len(lead.what.split()) <= FEW


def _distribute(
    own: list[Act], points: Sequence[Passage], text: _Text,
    found: dict[int, list[Act]], names: Names, when: Calendar, opening: Subject | None,
) -> None:  # fmt: skip
    """The last act of a lead is done in each of its points: `We will: (a) ...`. A point that acts itself keeps its own acts."""
    lead = own[-1]
    if lead.kind in ASKING and lead.addressee is None:
        lead = replace(lead, addressee=re.split("[,;]", lead.what)[0].strip() or None)
    shared = False
    for point in points:
        below = _text(point, text.book, names, None)
        acts = list(_acts(point, below, when, opening))
        if not acts or acts[0].kind not in BINDING | ASKING:
            first, stop = next(iter(sentences(below.words, text.book)), (0, 0))
            particle = text.book.particle.match(below.plain, first)
            start, end = _trimmed(below.words, particle.end() if particle else first, stop)
            about = terms(below.words, below.plain, (start, end), when)
            acts = [replace(lead, passage=point, lead=lead.passage, clause=(start, end), due=about.due or lead.due,
                            condition=about.condition or lead.condition, partner=about.partner or lead.partner,
                            why=f"{lead.why}, for each of its points")]  # fmt: skip
            shared = True
        found[point.position] = acts
    if shared:
        own.pop()


def _acts(passage: Passage, text: _Text, when: Calendar, opening: Subject | None) -> Iterator[Act]:
    """The acts of one passage: those that somebody has marked in it, else those that its words say."""
    marked = [each for each in passage.marks() if _confirmed(each)]
    for start, end in sentences(text.words, text.book):
        found = list(_in_sentence(text, start, end))
        here = [each for each in marked if start <= each.start < end]
        if marked:
            found = [_as_marked(each, found) for each in here]
        for index, each in enumerate(found):
            stop = found[index + 1].begins if index + 1 < len(found) else end
            act = _act(passage, text, each, stop, when)
            if each.subject is None and opening is not None and each.lead.form in {"it", "ing"}:
                act = replace(act, actor=opening.words, everyone=True)
            yield _with_mark(act, cast("ActMark", here[index].mark)) if marked else act


def _confirmed(each: Marked) -> bool:
    """Whether a mark is an act that somebody stands for; one that is inferred is only proposed."""
    return isinstance(each.mark, ActMark) and each.field == "text" and each.mark.basis != "inferred"


def _as_marked(mark: Marked, found: Sequence[_Found]) -> _Found:
    """What a mark says, with what is known of the words around it."""
    kind = cast("ActMark", mark.mark).act
    near = next((each for each in found if each.start < mark.end and mark.start < each.lead.end), None)
    if near is None:
        return _Found(mark.start, Lead(mark.end, kind, "full"), None, MARKED, mark.end, mark.start, mark.start)
    lead = near.lead._replace(end=mark.end, kind=kind)
    verb = near.clause < near.lead.end  # which is part of what is promised
    return replace(near, start=mark.start, lead=lead, why=MARKED, clause=min(near.clause, mark.start) if verb else mark.end)


def _with_mark(act: Act, mark: ActMark) -> Act:
    due = Due(mark.due, mark.due, "text") if mark.due and act.due is None else act.due
    return replace(act, due=due, basis="marked", mark=mark, everyone=act.everyone or not act.actor)


def _act(passage: Passage, text: _Text, found: _Found, stop: int, when: Calendar) -> Act:
    """An act with what belongs to it, looked for in its clause."""
    book, lead = text.book, found.lead
    start = found.clause
    match = book.joins.search(text.plain, found.start)
    while match and match.end() < stop:  # the join before the next act belongs to neither
        match = book.joins.search(text.plain, match.end())
    if match and match.start() > lead.end and match.end() == stop:
        stop = match.start()
    addressee = None
    if lead.kind in ASKING:
        start, addressee = _addressed(text, lead.end, stop)
    else:
        particle = book.particle.match(text.plain, start, stop) if start == lead.end else None
        start = particle.end() if particle else start
    start, end = _trimmed(text.words, start, stop)
    about = terms(text.words, text.plain, (start, end), when)
    if found.opener < found.start:  # `By 2030, we will`
        ahead = terms(text.words, text.plain, (found.opener, found.start), when)
        about = Terms(about.due or ahead.due, about.condition or ahead.condition, about.partner)
    subject = found.subject
    if subject is None and lead.form == "full":
        subject = Subject(found.start, found.start, "", True)  # the form of the verb says "we"
    return Act(
        passage=passage, lead=passage, kind=cast("ActKind", lead.kind), force=lead.force,
        negative=bool(book.negation.search(text.plain, found.start, lead.end + 1)),
        start=found.start, end=lead.end, clause=(start, end),
        actor=(subject.words or None) if subject else None, everyone=subject.everyone if subject else False,
        own=passage.kind != "recital" and lead.form != "ing",
        addressee=addressee, partner=about.partner, due=about.due, condition=about.condition,
        basis="inferred", why=found.why,
    )  # fmt: skip


def _addressed(text: _Text, at: int, stop: int) -> tuple[int, str | None]:
    """Where what is asked for begins, and who is asked."""
    for pattern in text.book.addressee:
        match = pattern.match(text.plain, at, stop)
        if match and (words := text.words[slice(*match.span("who"))].strip(_END)):
            return match.end(), words
    particle = text.book.particle.match(text.plain, at, stop)
    return (particle.end() if particle else at), None


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",:;*_"):
        start += 1
    while end > start and text[end - 1] in _END:
        opening = _QUOTES.get(text[end - 1])
        if opening is not None and opening in text[start : end - 1]:
            break  # it closes what was opened in the clause
        end -= 1
    return start, end


def _in_sentence(text: _Text, start: int, end: int) -> Iterator[_Found]:
    """The operative words of a sentence."""
    book = text.book
    before: Lead | None = None
    subject: Subject | None = None
    last = start
    for at, mark in _heads(text, start, end):
        if at < last:
            continue
        head = at == start or (mark == ":" and before is None)  # `Notice: the provider will be told`
        found = _at(text, at, end, before, head=head, mark=mark)
        if found is not None:
            subject = found.subject or subject
            yield replace(found, subject=subject, begins=at, opener=start if before is None else found.start)
            before, last = found.lead, found.lead.end
    if before is None and book.free:
        match = book.future(text.plain[:end], start, free=True)
        if match is not None:
            verb, lead = match
            we = Subject(start, start, "", lead.force == "will")  # `will` is that of those who speak
            yield _Found(verb.start(), lead, we, "the form of the verb", start)


def _heads(text: _Text, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where an act may begin: at the head, behind what joins, and at words in italics; and the sign that joins it."""
    found = {start: ","}
    for match in text.book.joins.finditer(text.plain, start, end):
        found.setdefault(match.end(), match["mark"] or "")
    for at in text.italic:
        if start <= at < end:
            found[at] = ","
    if text.book.free:
        for match in re.finditer(r"(?<=\s)\w", text.plain[start:end]):
            found.setdefault(start + match.start(), "")
    yield from sorted(found.items())


def _at(text: _Text, at: int, end: int, before: Lead | None, *, head: bool, mark: str) -> _Found | None:
    """The act that begins there, if one does; `before`: the form of the act before it in the sentence."""
    book, plain = text.book, text.plain
    skipped = book.adverbs.match(plain, at, end)
    verb = skipped.end() if skipped else at
    for place in dict.fromkeys((at, verb)):
        lead = book.lead(plain, place)
        if lead is not None and lead.end <= end and _fits(lead, text, at, before, head=head, mark=mark):
            subject = _we(text, place) or (text.led if lead.form in {"we", "past"} else None)
            return _Found(place, lead, subject, f"lead words {text.words[place : lead.end]!r}", lead.end)
    if before is not None and before.force is not None and not head:
        found = book.future(plain, verb)
        if found is not None and not book.undone.match(plain, found[1].end):
            start = verb if found[0].groupdict().get("verb") else found[1].end
            return _Found(verb, found[1], None, "the form of the verb, joined to one before", start)
    if head and text.led is not None:
        return _after(replace(text.led, start=at, end=at), text, end, before, mark)
    if not (head or mark or book.we.match(plain, verb)):
        return None
    for place in dict.fromkeys((at, verb)):
        subject = subject_at(text.words, plain, place, end, book, text.names)
        if subject is None or (mark == "," and not head and not subject.everyone and _in_names(text.words, at)):
            continue
        found = _after(subject, text, end, before, mark)
        if found is not None:
            return found
    return _done_to(text, at, end) if head else None


def _in_names(words: str, at: int) -> bool:
    """Whether the comma before may stand in a row of names: behind a capital."""
    before = _BEFORE_COMMA.search(words, max(0, at - LONGEST), at)
    return before is not None and before[1][0].isupper()


def _done_to(text: _Text, at: int, end: int) -> _Found | None:
    """What is to be done to something, whoever does it: `Instruments of ratification shall be deposited`."""
    book, plain, stop = text.book, text.plain, min(end, at + LONGEST)
    found = ((match, kind, force) for pattern, kind, force in book.futures if (match := pattern.search(plain, at, stop)))
    first = min(found, key=lambda each: each[0].start(), default=None)
    if first is None or _PAUSE.search(plain, at, first[0].start()):
        return None
    match, kind, force = first
    done = match.groupdict().get("done") or book.passive.match(plain, match.end())
    if book.undone.match(plain, match.end()) or not done:
        return None
    lead = Lead(match.end(), kind, "it", force)
    return _Found(match.start(), lead, Subject(at, at, "", False), "the form of the verb", at)


def _after(subject: Subject, text: _Text, end: int, before: Lead | None, mark: str) -> _Found | None:
    """The act whose words stand behind their subject."""
    book, plain = text.book, text.plain
    skipped = book.adverbs.match(plain, subject.end, end)
    place = skipped.end() if skipped else subject.end
    if text.words[place : place + 1].isupper():
        return None  # a name goes on
    lead = book.lead(plain, place)
    if lead is not None and lead.form != "ing" and subject.acts and _tense(lead, subject, before, mark):
        return _Found(place, lead, subject, f"lead words {text.words[place : lead.end]!r} after their subject", lead.end)
    found = book.future(plain, place)
    if found is None or book.undone.match(plain, found[1].end):
        return None
    match, lead = found
    if lead.force == "should" and (not subject.everyone or book.we.match(plain, subject.start)):
        return None  # what ought to be is no promise, unless the parties say so of themselves
    if not subject.acts:
        return None
    verb = place if match.groupdict().get("verb") else lead.end
    return _Found(place, lead, subject, "the form of the verb after its subject", verb)


def _is_noun(lead: Lead, text: _Text, at: int) -> bool:
    """Whether a word at the head is the subject of a verb that follows: `Requests under this Agreement shall be made`."""
    if text.plain[at : lead.end].strip() not in text.book.nouns:
        return False
    found = text.book.future(text.plain, lead.end, free=True)
    return found is not None and found[0].start() < lead.end + LONGEST // 2 and not _PAUSE.search(text.plain, lead.end, found[0].start())


def _takes_infinitive(lead: Lead | None) -> bool:
    """Whether what follows a lead may be a row of infinitives, in which no verb is an act of its own."""
    return lead is not None and lead.kind in {"undertake", "commit", "agree", "decide", "review", *ASKING}


def _tense(lead: Lead, subject: Subject, before: Lead | None, mark: str) -> bool:
    """What was done before, told behind another act, is recalled and no act of its own, unless all who speak begin anew."""
    return lead.form != "past" or before is None or (subject.everyone and (before.form == "ing" or mark in {";", "–", "—"}))


def _we(text: _Text, place: int) -> Subject | None:
    match = text.book.we.match(text.plain, place)
    return Subject(match.start(), match.end(), text.words[slice(*match.span())], True) if match else None


def _fits(lead: Lead, text: _Text, at: int, before: Lead | None, *, head: bool, mark: str) -> bool:
    """Whether a lead may stand there without a subject of its own."""
    if at in text.italic:
        return True
    if not head and text.plain[at : lead.end].strip() in text.book.head_only:
        return False
    form = before.form if before is not None else None
    match lead.form:
        case "full":
            return head or bool(mark) or before is not None or text.book.free
        case "it" | "ing":
            return (head and not _is_noun(lead, text, at)) or form in {"it", "ing"}
        case "we":
            if text.led is not None and head:
                return True
            return form in {"we", "full"} and bool(mark) and not _takes_infinitive(before)
        case "past":
            return (text.led is not None and head) or (form == "past" and bool(mark or before))
