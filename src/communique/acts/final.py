"""The act of a sentence in a language whose verb stands at the end, behind what is promised."""

from collections.abc import Iterator

from communique.acts.found import FORM, Found, Text, known
from communique.acts.phrasebook import Lead
from communique.acts.subjects import Subject, subject_at

_AFTER = ' \t\n\u00a0,.;:!?、。，；：！？」』”"*_'
"""What stands behind the last verb of a sentence, or the subject of it."""
LAST = 48
"""How long operative words at the end of a sentence are at most."""


def at_the_end(text: Text, start: int, end: int) -> Iterator[Found]:
    """The act of a sentence whose verb stands at its end: `両国は、海洋の保護を支持する。`"""
    book, plain = text.book, text.plain
    stop = start + len(plain[start:end].rstrip(_AFTER))
    skipped = book.adverbs.match(plain, start, stop)
    head = skipped.end() if skipped else start
    subject = subject_at(text.words, plain, head, stop, book, text.names)
    subject = subject if subject is not None and known(subject, text) else text.led
    behind = subject.end if subject is not None and subject.end > head else head
    behind += len(plain[behind:stop]) - len(plain[behind:stop].lstrip(_AFTER))
    for at in range(max(behind, stop - LAST), stop):
        if book.spaced and plain[at - 1 : at].isalnum():
            continue
        lead = book.lead(plain, at)
        if lead is not None and lead.end == stop:
            yield Found(at, lead, subject, f"lead words {text.words[at:stop]!r}", behind, start, start)
            return
        future = book.future(plain, at)
        if future is not None and future[1].end == stop and future[1].force != "should":
            ours = Subject(start, start, "", True) if subject is None and future[1].force == "will" else subject
            yield Found(at, future[1], ours, FORM, behind, start, start)
            return
        present = book.present.match(plain, at) if text.norms and subject is not None else None
        if present is not None and present.end() == stop:
            yield Found(at, Lead(stop, "undertake", "it", "shall"), subject, FORM, behind, start, start)
            return
