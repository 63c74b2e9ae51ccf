"""The phrases of each language are fit to be looked for, and long texts take no longer than their length says."""

import time
from typing import get_args

import pytest
from tests.effort import share
from tests.samples import block, declaration, numbered

from communique.acts import acts_of
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
}  # fmt: skip


def test_the_languages_of_the_promise_speak() -> None:
    assert set(SPEAKING) >= {"en", "fr", "es", "sl", "ar", "ru", "zh", "de", "pt", "it"}


@pytest.mark.parametrize("tag", SPEAKING)
def test_what_is_said_of_speech_is_known(tag: str) -> None:
    said = speech(tag)
    assert set(said) <= KEYS
    assert {kind for kind, _ in phrasebook(tag).verbs.leads.values()} <= set(get_args(ActKind))
    assert {kind for _, kind, _ in phrasebook(tag).verbs.futures} <= set(STRENGTH)
    assert {force for _, _, force in phrasebook(tag).verbs.futures} <= set(FORCES)
    assert all(phrase == folded(phrase) for phrase in phrasebook(tag).verbs.leads)
    assert set(said.get("units", {}).values()) <= {"day", "week", "month", "year"}


def seconds(tag: str, piece: str, length: int) -> float:
    """The CPU time in which the acts of a text of so many characters are found."""
    text = declaration(
        language=tag, body=[numbered("paragraph", "1.", block(piece * (length // len(piece))))]
    )
    start = time.process_time()
    acts_of(text)
    return time.process_time() - start


@pytest.mark.parametrize("tag", share(SPEAKING))
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_does_not_grow_with_the_square_of_a_text(tag: str, piece: str) -> None:
    """Of a text of 30,000 characters in less than 3 seconds, which is told by shorter ones."""
    phrasebook(tag)
    few = seconds(tag, piece, 3_000)
    if few >= 0.03:  # below it is less even where time grows with the square
        assert any(
            seconds(tag, piece, 9_000) < min(0.9, 3.6 * max(few, seconds(tag, piece, 3_000)))
            for _ in range(3)
        )


def test_an_unknown_language_has_a_book_in_which_nothing_stands() -> None:
    book = phrasebook("tlh")
    assert not book.verbs.leads
    assert book.lead("we will", 0) is None
    assert book.future("will", 0) is None
