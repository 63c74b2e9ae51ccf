"""The phrases of each language are known, and time grows with the length of a text."""

import time
from typing import get_args

from tests.effort import share
from tests.samples import block, declaration, numbered

from communique.acts import acts_of, measures
from communique.acts.phrasebook import folded, phrasebook
from communique.comparison import STRENGTH
from communique.comparison.drift import FORCES
from communique.languages import LANGUAGES, speech
from communique.model.types import ActKind

SPEAKING = [tag for tag in LANGUAGES if speech(tag)]
HOSTILE = (
    "a",
    "a ",
    "a, ",
    "We call on a, with b, ",
    "We will “",
    "The State of ",
    "en ",
    "bomo ",
    "一",
    "within a ",
    "We are also ",
    "and we ",
    "中方",
    "by 2030 ",
    "(",
)
KEYS = {
    "we", "speakers", "agents", "things", "whenever", "elided", "declares", "past", "done", "yet", "recurring", "gerund", "made", "next", "small", "breaks", "openers", "by", "adverbs", "joins", "prefix", "purpose", "relatives", "forms", "leads", "futures",
    "passive", "vows", "tones", "undone", "negation", "particles", "addressee", "partner", "conditions", "before_date", "after_date", "relative",
    "numbers", "units", "nouns", "pronouns", "infinitive", "head_only", "abbreviations", "free", "prodrop", "late", "finite", "inverts", "spaced",
    "verb_first", "final", "present", "presently_done", "rest", "named", "inner", "pairs", "party", "signing", "like", "deeds", "persons", "stays", "heads", "infinitives", "manner", "reflexive", "topic", "below", "stops", "that", "resolved", "endings", "imperatives",
    "articles", "pointing", "bodies", "predicates", "announcement", "beneficiary", "relative_pronouns", "relative_words", "review", "before_asked", "occasions", "ordinals", "session_words", "session_bodies",
    "aside", "decimal", "noun_last", "multipliers", "of_money", "currencies", "measures", "bounds", "changes", "changing", "per", "factors", "baseline", "definite", "numbered", "before_noun", "frequencies", "durations", "begins", "ends",
}  # fmt: skip


def test_the_languages_of_the_promise_speak() -> None:
    assert set(SPEAKING) >= {"en", "fr", "es", "sl", "ar", "ru", "zh", "de", "pt", "it"}


def unknown(tag: str) -> set[str | None]:
    """Return the keys, kinds, forces and units of a language that nothing knows."""
    said = speech(tag)
    verbs = phrasebook(tag).verbs
    return (
        (set(said) - KEYS)
        | ({kind for kind, _ in verbs.leads.values()} - set(get_args(ActKind)))
        | ({kind for _, kind, _ in verbs.futures} - set(STRENGTH))
        | ({force for _, _, force in verbs.futures} - set(FORCES))
        | (set(said.get("units", {}).values()) - {"day", "week", "month", "year"})
    )


def test_keys_kinds_forces_and_units_are_known() -> None:
    assert [(tag, word) for tag in SPEAKING for word in unknown(tag)] == []


def test_leads_are_folded_as_the_texts_are() -> None:
    offenders = [
        (tag, phrase)
        for tag in SPEAKING
        for phrase in phrasebook(tag).verbs.leads
        if phrase != folded(phrase)
    ]
    assert offenders == []


def seconds(tag: str, piece: str, length: int) -> float:
    """Return the CPU time that finding the acts of a text of `length` characters takes."""
    text = declaration(
        language=tag,
        body=[numbered("paragraph", "1.", block(piece * (length // len(piece))))],
    )
    start = time.process_time()
    for act in acts_of(text):
        measures(act)
    return time.process_time() - start


def is_linear(tag: str, piece: str, short: float) -> bool:
    """Tell by a text of 9,000 characters whether 30,000 take less than 3 seconds.

    `short` is the time that a text of 3,000 characters took. Noise is met by three trials.
    """
    for _ in range(3):
        long = seconds(tag, piece, 9_000)
        if long < min(0.9, 3.6 * max(short, seconds(tag, piece, 3_000))):
            return True
    return False


def test_time_does_not_grow_with_the_square_of_a_text() -> None:
    """Texts that take 0.03 seconds or more are tried at three times the length.

    Below that, the long text is fast enough even where time grows with the square.
    """
    slow: list[tuple[float, str, str]] = []
    for tag in share(SPEAKING):
        phrasebook(tag)
        for piece in HOSTILE:
            short = seconds(tag, piece, 3_000)
            if short >= 0.03 and not is_linear(tag, piece, short):
                slow.append((short, tag, piece))
    assert sorted(slow, reverse=True) == []


def test_an_unknown_language_has_a_book_in_which_nothing_stands() -> None:
    book = phrasebook("tlh")
    assert not book.verbs.leads
    assert book.lead("we will", 0) is None
    assert book.future("will", 0) is None
