"""The languages of a text in two scripts, one of which is that of English."""

from collections.abc import Sequence
from string import ascii_letters

from communique.detect.language import UNDETERMINED, detect_language
from communique.model.passages import Passage

_LATIN = ascii_letters.encode()
MIN_TEXT = 200
"""The number of characters in a second script that are a text, and no names and quotations, at
least.
"""


def languages_of(inside: Sequence[Passage], language: str) -> list[str]:
    """The language of each passage, which may not be the same where a text has two scripts."""
    latin = [_is_latin(passage.text) for passage in inside]
    scripts = set(latin)
    same = [language] * len(inside)
    if len(scripts) < 2:
        return same
    words = {script: _words_in(inside, latin, script=script) for script in scripts}
    if min(map(len, words.values())) < MIN_TEXT:
        return same
    main = max(words, key=lambda script: len(words[script]))
    tags = {main: language}
    for script in scripts:
        if script != main or language == UNDETERMINED:
            _, found = detect_language(words[script])
            tags[script] = next(iter(found), language)
    return [tags[script] for script in latin]


def _words_in(inside: Sequence[Passage], latin: Sequence[bool], *, script: bool) -> str:
    """The words of the passages in one script."""
    pairs = zip(inside, latin, strict=True)
    return "\n".join(passage.text for passage, own in pairs if own is script)


def _is_latin(text: str) -> bool:
    """Whether most letters of a text are Latin: a letter of another script has more than one byte."""
    return text.isascii() or len(text) >= len(text.encode().translate(None, _LATIN))
