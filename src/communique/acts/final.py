"""The act of a sentence in a language whose verb stands at the end, behind what is promised."""

from communique.acts.found import FORM, SENTENCE, WORD, Found, Text, known
from communique.acts.phrasebook import Lead
from communique.acts.subjects import Subject, subject_at
from communique.acts.terms import ASKING

_AFTER = ' \t\n\u00a0,.;:!?।、。，；：！？」』”"*_'
"""What stands behind the last verb of a sentence, or the subject of it."""
ADVERBS = 12
"""What stands between a clause and a last verb has so many characters at most."""
LAST = 48
"""How long operative words at the end of a sentence are at most."""


def at_the_end(text: Text, start: int, end: int) -> list[Found]:
    """The acts of a sentence whose verb stands at its end: `両国は、海洋の保護を支持する。`; of each of its parts, if all have one."""
    book, short = text.book, end - start < SENTENCE
    for joint in (
        book.clauses.joins.finditer(text.plain, start, end) if book.grammar.spaced and short else ()
    ):
        if joint.end() < end and (first := _last_verb(text, start, joint.start())):
            return [*first, *at_the_end(text._replace(led=first[0].subject), joint.end(), end)]
    for that in book.clauses.that.finditer(text.plain, start, end) if short else ():
        for told in _last_verb(
            text, start, that.start()
        ):  # `हम माँग करते हैं कि`, and what is promised follows
            lead = told.lead._replace(end=that.start() + len(that[0].rstrip()))
            return [told._replace(lead=lead, clause=that.end())]
    return _last_verb(text, start, end)


def _last_verb(text: Text, start: int, end: int) -> list[Found]:
    """The act of a sentence, or of a part of it, by the verb at its end."""
    book, plain = text.book, text.plain
    stop = start + len(plain[start:end].rstrip(_AFTER))
    skipped = book.clauses.adverbs.match(plain, start, stop)
    head = skipped.end() if skipped else start
    subject = subject_at(text.words, plain, head, stop, book, text.names)
    every = [
        each.span()
        for each in book.subjects.we.finditer(plain, head, stop)
        if plain[each.start() - 1] in " 、，,"
    ]
    ours = (
        Subject(*every[-1], text.words[slice(*every[-1])], True) if every else None
    )  # `平和のため、私たちは`
    subject = subject if subject is not None and known(subject, text) else text.led or ours
    here = (
        subject is not None and subject is not text.led and subject.end > head
    )  # whoever a lead names stands there
    if (
        subject is not None
        and here
        and " " not in plain[subject.end : stop].strip()
        and book.grammar.spaced
    ):
        nouns = (
            each for each in WORD.finditer(plain, subject.start, subject.end) if book.agent(each[0])
        )
        noun = next(
            (each.end() for each in nouns), None
        )  # `Halıcılar Derneği usta görevlendirecektir`
        subject = (
            subject._replace(end=noun, words=text.words[subject.start : noun])
            if noun is not None
            else None
        )
    topic = book.subjects.topic.match(plain, head, stop) if subject is None else None
    if (
        topic is not None and topic["who"] in text.names.title
    ):  # whoever the title names speaks: `中核市は`
        subject = Subject(head, topic.end(), text.words[slice(*topic.span("who"))], everyone=False)
    behind = (
        subject.end
        if subject is not None and subject is not text.led and subject.end > head
        else head
    )
    behind += len(plain[behind:stop]) - len(plain[behind:stop].lstrip(_AFTER))
    for at in range(max(behind, stop - LAST), stop):
        if book.grammar.spaced and plain[at - 1 : at].isalnum():
            continue
        lead = book.lead(plain, at)
        if lead is not None and lead.end == stop:
            bound = (
                book.verbs.vows if lead.kind in {"affirm", "reaffirm", "stress"} else ()
            )  # `kararlılıklarını`
            vows = (
                match
                for pattern, _ in bound
                for match in pattern.finditer(plain, behind, at)
                if match.end() == at
            )
            if vow := next(vows, None):
                at, lead = vow.start(), lead._replace(kind="commit")
            who = (
                Subject(start, start, "", True) if subject is None else subject
            )  # who is not named is who speaks
            return [
                Found(at, lead, who, f"lead words {text.words[at:stop]!r}", behind, start, start)
            ]
        future = book.future(plain, at)
        if future is not None and future[1].end == stop and future[1].force != "should":
            alone = future[1].kind in ASKING or (
                subject is None and future[1].force != "shall"
            )  # `정부는 개방하라`
            ours = Subject(start, start, "", True) if alone else subject
            return [Found(at, future[1], ours, FORM, behind, start, start)]
        spoken = subject is not None and (subject.everyone or subject.words in text.names.title)
        deed = book.verbs.deeds.match(plain, at) if spoken else None
        if subject is not None and deed is not None and deed.end() == stop:
            return [
                Found(
                    at, Lead(stop, "undertake", "we", "will"), subject, FORM, behind, start, start
                )
            ]
        present = (
            book.verbs.present.match(plain, at) if text.norms and subject is not None else None
        )
        if present is not None and present.end() == stop:
            return [
                Found(
                    at, Lead(stop, "undertake", "it", "shall"), subject, FORM, behind, start, start
                )
            ]
    return []


def before_adverbs(text: Text, start: int, stop: int) -> int:
    """Where the adverbs before a last verb begin: `사죄를 거듭 촉구한다`, `支援することをここに誓う`."""
    for at in range(max(start, stop - ADVERBS), stop):
        bound = not text.book.grammar.spaced or not text.plain[at - 1].isalnum()
        match = text.book.clauses.adverbs.match(text.plain, at, stop) if bound else None
        if match is not None and match.end() == stop and match[0].strip():
            return at
    return stop
