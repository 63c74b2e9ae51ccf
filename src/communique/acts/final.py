"""The act of a sentence in a language whose verb stands at the end, behind what is promised."""

from collections.abc import Iterator

from communique.acts.found import FORM, Found, Text, known
from communique.acts.phrasebook import Lead
from communique.acts.subjects import Subject, subject_at

_AFTER = ' \t\n\u00a0,.;:!?、。，；：！？」』”"*_'
"""What stands behind the last verb of a sentence, or the subject of it."""
ADVERBS = 12
"""What stands between a clause and a last verb has so many characters at most."""
LAST = 48
"""How long operative words at the end of a sentence are at most."""


def at_the_end(text: Text, start: int, end: int) -> Iterator[Found]:
    """The act of a sentence whose verb stands at its end: `両国は、海洋の保護を支持する。`"""
    book, plain = text.book, text.plain
    stop = start + len(plain[start:end].rstrip(_AFTER))
    skipped = book.adverbs.match(plain, start, stop)
    head = skipped.end() if skipped else start
    subject = subject_at(text.words, plain, head, stop, book, text.names)
    subject = subject if subject is not None and known(subject, text) else text.led or _ours(text, head, stop)
    topic = book.topic.match(plain, head, stop) if subject is None else None
    if topic is not None and topic["who"] in text.names.title:  # whoever the title names speaks: `中核市は`
        subject = Subject(head, topic.end(), text.words[slice(*topic.span("who"))], everyone=False)
    behind = subject.end if subject is not None and subject.end > head else head
    behind += len(plain[behind:stop]) - len(plain[behind:stop].lstrip(_AFTER))
    for at in range(max(behind, stop - LAST), stop):
        if book.spaced and plain[at - 1 : at].isalnum():
            continue
        lead = book.lead(plain, at)
        if lead is not None and lead.end == stop:
            vow = _vow(text, behind, at) if lead.kind in {"affirm", "reaffirm", "stress"} else None
            if vow is not None:
                at, lead = vow, lead._replace(kind="commit")
            who = Subject(start, start, "", True) if subject is None else subject  # who is not named is who speaks
            yield Found(at, lead, who, f"lead words {text.words[at:stop]!r}", behind, start, start)
            return
        future = book.future(plain, at)
        if future is not None and future[1].end == stop and future[1].force != "should":
            ours = Subject(start, start, "", True) if subject is None and future[1].force == "will" else subject
            yield Found(at, future[1], ours, FORM, behind, start, start)
            return
        deed = book.deeds.match(plain, at) if subject is not None and (topic or subject.everyone) else None
        if deed is not None and deed.end() == stop:
            yield Found(at, Lead(stop, "undertake", "we", "will"), subject, FORM, behind, start, start)
            return
        present = book.present.match(plain, at) if text.norms and subject is not None else None
        if present is not None and present.end() == stop:
            yield Found(at, Lead(stop, "undertake", "it", "shall"), subject, FORM, behind, start, start)
            return


def _ours(text: Text, head: int, stop: int) -> Subject | None:
    """Those who speak, behind other words that open the sentence: `平和のため、私たちは`."""
    spoken = [
        each for each in text.book.we.finditer(text.plain, head, stop) if text.plain[each.start() - 1] in " 、，,"
    ]
    return Subject(*spoken[-1].span(), text.words[slice(*spoken[-1].span())], True) if spoken else None


def _vow(text: Text, start: int, stop: int) -> int | None:
    """Where a noun begins that makes a promise of the last verb behind it: `kararlılıklarını vurgulamışlardır`."""
    found = [match for pattern, _ in text.book.vows for match in pattern.finditer(text.plain, start, stop)]
    return next((match.start() for match in found if match.end() == stop), None)


def before_adverbs(text: Text, start: int, stop: int) -> int:
    """Where the adverbs before a last verb begin: `사죄를 거듭 촉구한다`, `支援することをここに誓う`."""
    for at in range(max(start, stop - ADVERBS), stop):
        bound = not text.book.spaced or not text.plain[at - 1].isalnum()
        match = text.book.adverbs.match(text.plain, at, stop) if bound else None
        if match is not None and match.end() == stop and match[0].strip():
            return at
    return stop
