"""Operative words that nothing joins to the head of a sentence: before their subject, behind what they govern, inside a clause."""

import re
from collections.abc import Iterator

from communique.acts.found import FORM, LONGEST, SENTENCE, WORD, Found, Text, beginnings, opens
from communique.acts.phrasebook import Form, Lead, folded
from communique.acts.subjects import Subject, subject_at
from communique.acts.terms import ASKING, BINDING

_BEFORE_A_COMMA = re.compile(r"(?<=\s)(\w+)(?:,|\Z)")
_INVERTED = "the form of the verb before its subject"
_HELD: dict[str, Form] = {"full": "we", "we": "we", "it": "we", "asked": "asked"}
_OWN = {"commit", "call", "urge", "request"}  # `por lo que nos comprometemos a`


def inverted(text: Text, start: int, end: int) -> list[Found]:
    """A verb before its subject: behind words that open a sentence (`dazu werden wir ...`, `in diesem Sinne begrüßen wir ...`),
    and in a treaty also behind what it governs (`die Kosten tragen die Parteien`).
    """
    book, plain, opened = text.book, text.plain, opens(text, start)
    for match in book.subjects.we.finditer(plain, start, min(end, start + LONGEST)):
        before = [*WORD.finditer(plain, max(start, match.start() - LONGEST), match.start())][-1:]
        we = Subject(*match.span(), text.words[slice(*match.span())], True)
        lead = (
            _around(text, before[0], we)
            if before and before[0].end() == match.start() - 1
            else None
        )
        if lead is not None:  # `diese Kraft wollen wir nutzen`
            return [Found(before[0].start(), lead, we, _INVERTED, lead.end, start, start)]
    for word in WORD.finditer(
        plain, start, min(end, start + LONGEST) if opened or text.norms else start
    ):
        verb = opened and word[0] in book.verbs.known
        present = (
            text.norms
            and text.words[word.start()].islower()
            and book.verbs.present.match(plain, word.start())
        )
        future = book.future(plain, word.start()) if opened else None
        place = future[1].end if future else word.end()
        place += len(plain[place:end]) - len(plain[place:end].lstrip())
        itself = book.verbs.reflexive.match(plain, place, end)  # `verpflichten sich die Parteien`
        place = itself.end() if itself else place
        subject = (
            subject_at(text.words, plain, place, end, book, text.names) if verb or present else None
        )
        if subject is None or not subject.acts:
            continue
        if present and subject.everyone:
            lead = Lead(word.end(), "undertake", "we", "shall")
            why = "the present of a treaty before its subject"
            return [Found(word.start(), lead, subject, why, start, start, start)]
        if (
            future is not None
            and future[1].force not in {"should", "intend"}
            and not book.verbs.no_deed.match(plain, subject.end)
        ):
            return [Found(word.start(), future[1], subject, _INVERTED, subject.end, start, start)]
        around = _around(text, word, subject, itself[0] if itself else "") if verb else None
        if around is not None:
            around = book.vowed(plain, around._replace(end=len(plain[: around.end].rstrip())))
            why = f"lead words {text.words[word.start() : around.end]!r}"
            return [Found(word.start(), around, subject, why, around.end, start, start)]
    return []


def _around(text: Text, word: re.Match[str], subject: Subject, itself: str = "") -> Lead | None:
    """The lead that a verb before its subject is, or begins: `begrüßen wir`, `sind beide Seiten entschlossen`."""
    skipped = text.book.clauses.adverbs.match(text.plain, subject.end)
    behind = skipped.end() if skipped else subject.end
    joined = f"{word[0]} {itself}{text.plain[behind : behind + LONGEST].lstrip()}"
    for said in (f"{folded(subject.words)} ", "") if subject.everyone else ("",):
        lead = text.book.lead(said + joined, 0)
        future = text.book.future(said + joined, 0) if lead is None else None
        if future is not None and future[1].force != "should":  # `kommer vi att`
            lead = future[1]
        more = lead.end - len(said) - len(word[0]) if lead is not None else -1
        more = max(0, more - len(itself)) if itself else more
        if lead is not None and more >= 0 and lead.form in _HELD and (more or subject.everyone):
            return lead._replace(
                end=behind + more - 1 if more else subject.end, form=_HELD[lead.form]
            )
    return None


def late(text: Text, start: int, end: int) -> Iterator[Found]:
    """A participle behind what it governs, before a comma: `die Notwendigkeit bekräftigend,`."""
    for match in _BEFORE_A_COMMA.finditer(text.plain, start, end):
        lead = text.book.lead(text.plain, match.start())
        if lead is not None and lead.form == "ing" and lead.end >= match.end(1):
            yield Found(
                match.start(), lead, None, f"lead words {match[1]!r}", lead.end, match.start()
            )


def unjoined(text: Text, start: int, end: int) -> list[Found]:
    """A future whose form says "we", in a main clause, where nothing joins it: `En ese marco regional trabajaremos`."""
    for match in text.book.verbs.any_future.finditer(text.plain, start, end):
        future = text.book.future(text.plain, match.start())
        will = (
            future is not None
            and future[1].force == "will"
            and text.in_main_clause(start, match.start(), 1)
        )
        if future and will and not text.book.verbs.no_deed.match(text.plain, future[1].end):
            return [
                Found(
                    match.start(),
                    future[1],
                    Subject(start, start, "", True),
                    FORM,
                    match.start(),
                    start,
                    start,
                )
            ]
    for at in beginnings(text, start, end) if end - start < SENTENCE else ():
        lead = text.book.lead(text.plain, at)
        named = lead is not None and lead.form == "full" and lead.kind in BINDING | ASKING
        if lead is not None and named and (lead.kind in _OWN or text.in_main_clause(start, at, 1)):
            said = f"lead words {text.words[at : lead.end]!r}"
            return [Found(at, lead, Subject(at, at, "", True), said, lead.end, start, start)]
    return []
