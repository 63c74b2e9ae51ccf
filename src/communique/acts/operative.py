"""Where the operative words of a sentence stand, and who acts by them.

A sentence is read from its head. After the head an act may begin only where a comma, a colon or `and` joins it to one before, in
the same form. What stands in no such place is part of what is promised.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.acts.phrasebook import Lead, Phrasebook, folded
from communique.acts.subjects import Names, Subject, subject_at
from communique.acts.terms import ASKING

_PAUSE = re.compile(r"[,;:–—]")
_FINITE = {"welcome", "condemn", "reaffirm", "call", "urge"}
"""The kinds whose verbs hardly ever stand in a row of infinitives: behind `we will ...,` they are acts again."""
_WORD = re.compile(r"\b[^\W\d_]+")
_BEFORE_A_COMMA = re.compile(r"(?<=\s)(\w+)(?:,|\Z)")
LONGEST = 200
"""How long a subject is at most, in characters."""


@dataclass(frozen=True, slots=True)
class Found:
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
class Text:
    """The words of a passage as they are looked through."""

    words: str
    plain: str
    book: Phrasebook
    names: Names
    led: Subject | None
    """The subject that a lead before these words left open: `We:`."""
    italic: frozenset[int]


def in_sentence(text: Text, start: int, end: int) -> list[Found]:
    """The operative words of a sentence."""
    book = text.book
    found = list(_joined(text, start, end))
    if book.late:
        found += [each for each in _late(text, start, end) if not any(_meets(each, other) for other in found)]
        found.sort(key=lambda each: each.start)
    if not found and book.inverts:
        found.extend(_inverted(text, start, end))
    if not found and book.free:
        match = book.future(text.plain, start, till=end)
        if match is not None and match[1].force != "should":
            verb, lead = match
            we = Subject(start, start, "", lead.force == "will")  # `will` is that of those who speak
            clause = verb.start() if _is_told(text, start, verb.start()) else start
            found.append(Found(verb.start(), lead, we, "the form of the verb", clause))
    return found


def _joined(text: Text, start: int, end: int) -> Iterator[Found]:
    """The act at the head of a sentence, and those that are joined to it."""
    book = text.book
    before: Lead | None = None
    subject: Subject | None = None
    last = start
    ours = book.we.match(text.plain, start) is not None
    opened = _opens(text, start)
    for at, mark in _heads(text, start, end):
        if at < last:
            continue
        head = at == start or (mark == ":" and before is None)  # `Notice: the provider will be told`
        found = _at(text, at, end, before, head=head, mark=mark, opened=opened and before is None)
        if found is None and ours and before is None:
            found = _ours(text, at, start)
        if found is not None:
            subject = found.subject or subject
            yield replace(found, subject=subject, begins=at, opener=start if before is None else found.start)
            before, last = found.lead, found.lead.end


def _meets(one: Found, other: Found) -> bool:
    return one.start < other.lead.end and other.start < one.lead.end


def _is_told(text: Text, start: int, at: int) -> bool:
    """Whether a verb stands in a clause that a particle opens: `, that we will`."""
    near = max(start, text.plain.rfind(",", start, at))
    return text.plain[near:at].strip(" ,") != "" and text.book.particle.fullmatch(text.plain, near, at) is not None


def _inverted(text: Text, start: int, end: int) -> Iterator[Found]:
    """A verb before its subject, behind words that open a sentence: `dazu werden wir ...`, `in diesem Sinne begrüßen wir ...`."""
    book, plain = text.book, text.plain
    if not _opens(text, start):
        return
    for word in _WORD.finditer(plain, start, min(end, start + LONGEST)):
        found = book.future(plain, word.start())
        place = found[1].end if found else word.end()
        place += len(plain[place:end]) - len(plain[place:end].lstrip())
        subject = subject_at(text.words, plain, place, end, book, text.names)
        if subject is None or not subject.acts:
            continue
        if found is not None and found[1].force != "should" and not book.undone.match(plain, subject.end):
            yield Found(
                word.start(), found[1], subject, "the form of the verb before its subject", subject.end, start, start
            )
            return
        lead = book.lead(plain, word.start())
        ours = book.leads.get(f"{folded(subject.words)} {word[0]}")
        kind = ours[0] if ours else lead.kind if lead is not None and lead.form == "it" and lead.end <= place else None
        if subject.everyone and kind is not None:
            lead = Lead(word.end(), kind, "we")
            yield Found(
                word.start(),
                lead,
                subject,
                f"lead words {text.words[word.start() : word.end()]!r}",
                subject.end,
                start,
                start,
            )
            return


def _ours(text: Text, at: int, start: int) -> Found | None:
    """A second verb behind "we" and a first one that is no act: `We work on it and remain committed to ...`."""
    lead = text.book.lead(text.plain, at)
    if lead is None or lead.form != "we" or " " not in text.plain[at : lead.end]:
        return None
    return Found(at, lead, _we(text, start), f"lead words {text.words[at : lead.end]!r}", lead.end)


def _inside(text: Text, start: int, end: int) -> Iterator[int]:
    """Where verbs may stand that nothing joins: anywhere in a free language; else behind an opener, `Today we welcome`."""
    book = text.book
    if book.free:
        yield from (match.start() for match in _WORD.finditer(text.plain, start, end))
    elif (first := _WORD.match(text.plain, start)) and first[0] in book.openers:
        near = min(end, start + LONGEST)
        words = (
            _WORD.finditer(text.plain, first.end(), near) if book.silent else book.we.finditer(text.plain, start, near)
        )
        for match in words:
            if match[0] in book.breaks:
                return
            if text.plain[match.start() - 1] == " ":
                yield match.start()


def _late(text: Text, start: int, end: int) -> Iterator[Found]:
    """A participle behind what it governs, before a comma: `die Notwendigkeit bekräftigend,`."""
    for match in _BEFORE_A_COMMA.finditer(text.plain, start, end):
        lead = text.book.lead(text.plain, match.start())
        if lead is not None and lead.form == "ing" and lead.end >= match.end(1):
            yield Found(match.start(), lead, None, f"lead words {match[1]!r}", lead.end, match.start())


def _heads(text: Text, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Where an act may begin: at the head, behind what joins, and at words in italics; and the sign that joins it."""
    found = {start: ","}
    for match in text.book.joins.finditer(text.plain, start, end):
        found.setdefault(match.end(), match["mark"] or (" " if text.book.silent else ""))
    for at in text.italic:
        if start <= at < end:
            found[at] = ","
    for at in _inside(text, start, end):
        found.setdefault(at, "" if text.book.free else " ")
    yield from sorted(found.items())


def _opens(text: Text, start: int) -> bool:
    """Whether a sentence begins with a word that stands before no subject: `In view of ..., the Government will`."""
    first = _WORD.match(text.plain, start)
    return first is not None and first[0] in text.book.openers


def _at(text: Text, at: int, end: int, before: Lead | None, *, head: bool, mark: str, opened: bool) -> Found | None:
    """The act that begins there, if one does; `before`: the form of the act before it in the sentence."""
    book, plain = text.book, text.plain
    skipped = book.adverbs.match(plain, at, end)
    verb = skipped.end() if skipped else at
    found = _alone(text, dict.fromkeys((at, verb)), end, before, head=head, mark=mark)
    if found is not None:
        return found
    if head and text.led is not None:
        return _after(replace(text.led, start=at, end=at), text, end, before, mark)
    if not (head or mark or book.we.match(plain, verb)):
        return None
    for place in dict.fromkeys((at, verb)):
        subject = subject_at(text.words, plain, place, end, book, text.names)
        if subject is None:
            continue
        if mark == "," and not (head or opened or subject.everyone) and _in_names(text.words, at):
            continue
        found = _after(subject, text, end, before, mark)
        if found is not None:
            return found
    return _done_to(text, at, end) if head or (opened and mark == ",") else None


def _alone(text: Text, places: Iterable[int], end: int, before: Lead | None, *, head: bool, mark: str) -> Found | None:
    """The act of words that need no subject before them: they hold it, or share that of the act before."""
    book, plain, verb = text.book, text.plain, 0
    for verb in places:
        lead = book.lead(plain, verb)
        if lead is not None and lead.end <= end and _fits(lead, text, verb, before, head=head, mark=mark):
            subject = _we(text, verb) or (text.led if lead.form in {"we", "past"} else None)
            said = f"lead words {text.words[verb : lead.end]!r}"
            if book.inverts and (behind := _we(text, lead.end + 1)):  # `ferner fordern wir`
                subject, lead = behind, lead._replace(end=behind.end)
            return Found(verb, lead, subject, said, lead.end)
    found = book.future(plain, verb)
    if found is None or book.undone.match(plain, found[1].end):
        return None
    match, lead = found
    clause = verb if match.groupdict().get("verb") else lead.end
    if before is not None and not head and (mark or not book.free) and _shares(text, before, lead, verb):
        we = Subject(verb, verb, "", True) if book.silent and lead.force == "will" else None
        return Found(verb, lead, we, "the form of the verb, joined to one before", clause)
    if book.silent and (head or mark) and lead.force == "will":
        return Found(verb, lead, Subject(verb, verb, "", True), "the form of the verb", verb)
    return None


def _shares(text: Text, before: Lead, lead: Lead, at: int) -> bool:
    """Whether a future has the subject of the act before: another future, or `we welcome ..., and will`, no other verb between."""
    if before.force is not None:
        return True
    ours = before.form in {"we", "full"} and lead.force == "will" and not text.book.we.match(text.plain, at)
    return ours and not text.book.breaks.intersection(_WORD.findall(text.plain, before.end, at))


def _in_names(words: str, at: int) -> bool:
    """Whether the comma before may stand in a row of names: behind a capital."""
    comma = words.rfind(",", max(0, at - LONGEST), at)
    before = words[max(0, comma - LONGEST) : max(0, comma)].split()
    return len(words[comma + 1 : at].split()) < 2 and bool(before) and before[-1][0].isupper()


def _done_to(text: Text, at: int, end: int) -> Found | None:
    """What is to be done to something, whoever does it: `Instruments of ratification shall be deposited`."""
    book, plain, stop = text.book, text.plain, min(end, at + LONGEST)
    if not book.any_future.search(plain, at, stop):
        return None
    found = (
        (match, kind, force) for pattern, kind, force in book.futures if (match := pattern.search(plain, at, stop))
    )
    first = min(found, key=lambda each: each[0].start(), default=None)
    if first is None or _PAUSE.search(plain, at, first[0].start()):
        return None
    match, kind, force = first
    done = match.groupdict().get("done") or book.passive.match(plain, match.end())
    if book.undone.match(plain, match.end()) or not done or force == "should":
        return None
    lead = Lead(match.end(), kind, "it", force)
    return Found(match.start(), lead, _doer(text, match.end(), end), "the form of the verb", at)


def _doer(text: Text, at: int, end: int) -> Subject:
    """By whom something is done: `shall be ratified by the Parties`; nobody where nobody is named."""
    match = text.book.by.search(text.plain, at, min(end, at + LONGEST))
    found = subject_at(text.words, text.plain, match.end(), end, text.book, text.names) if match else None
    return found if found is not None and found.acts else Subject(at, at, "", False)


def _after(subject: Subject, text: Text, end: int, before: Lead | None, mark: str) -> Found | None:
    """The act whose words stand behind their subject."""
    book, plain = text.book, text.plain
    skipped = book.adverbs.match(plain, subject.end, end)
    place = skipped.end() if skipped else subject.end
    if text.words[place : place + 1].isupper():
        return None  # a name goes on
    lead = book.lead(plain, place)
    if lead is not None and lead.form == "full" and not subject.everyone:
        subject = Subject(place, place, "", True)  # the form of the verb says who: the words before are no subject
    if lead is not None and lead.form != "ing" and subject.acts and _tense(lead, subject, before, mark):
        return Found(place, lead, subject, f"lead words {text.words[place : lead.end]!r} after their subject", lead.end)
    found = book.future(plain, place)
    if found is None or book.undone.match(plain, found[1].end):
        return None
    match, lead = found
    if lead.force == "should" and (not subject.everyone or book.we.match(plain, subject.start)):
        return None  # what ought to be is no promise, unless the parties say so of themselves
    if not subject.acts:
        return None
    if not subject.everyone and book.passive.match(plain, lead.end):
        return Found(place, lead, _doer(text, lead.end, end), "the form of the verb", subject.start)
    verb = place if match.groupdict().get("verb") else lead.end
    return Found(place, lead, subject, "the form of the verb after its subject", verb)


def _is_noun(lead: Lead, text: Text, at: int) -> bool:
    """Whether a word at the head is the subject of a verb that follows: `Requests under this Agreement shall be made`."""
    if text.plain[at : lead.end].strip() not in text.book.nouns:
        return False
    found = text.book.future(text.plain, lead.end, till=lead.end + LONGEST // 2)
    return found is not None and not _PAUSE.search(text.plain, lead.end, found[0].start())


def _takes_infinitive(lead: Lead | None) -> bool:
    """Whether what follows a lead may be a row of infinitives, in which no verb is an act of its own."""
    return lead is not None and lead.kind in {"undertake", "commit", "agree", "decide", "review", *ASKING}


def _tense(lead: Lead, subject: Subject, before: Lead | None, mark: str) -> bool:
    """What was done before, told behind another act, is recalled and no act of its own, unless all who speak begin anew."""
    return (
        lead.form != "past"
        or before is None
        or (subject.everyone and (before.form == "ing" or mark in {";", "–", "—"}))
    )


def _we(text: Text, place: int) -> Subject | None:
    match = text.book.we.match(text.plain, place)
    return Subject(match.start(), match.end(), text.words[slice(*match.span())], True) if match else None


def _fits(lead: Lead, text: Text, at: int, before: Lead | None, *, head: bool, mark: str) -> bool:
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
            if form not in {"we", "full"} or text.book.finite:
                return form in {"we", "full"}
            finite = lead.kind in _FINITE or not _takes_infinitive(before)
            return finite and (bool(mark) or (lead.kind in _FINITE and " " in text.plain[at : lead.end]))
        case "past":
            return (text.led is not None and head) or (form == "past" and bool(mark or before))
