"""The languages of a text in two scripts, one of which is that of English."""

from collections.abc import Sequence
from string import ascii_letters

from communique.detect.language import UNDETERMINED, detect_language
from communique.model.passages import Passage

_LATIN = ascii_letters.encode()
_SCRIPT = 200
"""So many letters of each of two scripts are a text in two languages; less are names and quotations."""


def languages_of(inside: Sequence[Passage], language: str) -> list[str]:
    """The language of each passage: of a text in two scripts, of which one is that of English, each has its own."""
    latin = [_is_latin(each.text) for each in inside]
    if len(set(latin)) < 2:
        return [language] * len(inside)
    each_own = list(zip((each.text for each in inside), latin, strict=True))
    words = {kind: "\n".join(text for text, own in each_own if own is kind) for kind in set(latin)}
    if min(map(len, words.values())) < _SCRIPT:
        return [language] * len(inside)
    most = max(words, key=lambda kind: len(words[kind]))
    unknown = [kind for kind in words if kind is not most or language == UNDETERMINED]
    tags = {kind: next(iter(detect_language(words[kind])[1]), language) for kind in unknown}
    return [tags.get(own, language) for own in latin]


def _is_latin(text: str) -> bool:
    """Whether most letters of a text are Latin: a letter of another script has more than one byte."""
    return text.isascii() or len(text) >= len(text.encode().translate(None, _LATIN))
