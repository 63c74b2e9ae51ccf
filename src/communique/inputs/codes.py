"""What is said of a file whose text is taken out: what was left out, what could not be opened, what is not as it says."""

from communique.diagnostics import Code, Diagnostic, Severity
from communique.message import Message, say


def _code(number: int, name: str, severity: Severity, summary: str, *, fatal: bool = False) -> Code:
    return Code(f"INP{number:03}", name, severity, summary, fatal)


DAMAGED = _code(1, "damaged-file", Severity.ERROR, "the file cannot be opened as what it is", fatal=True)
ENCRYPTED = _code(2, "encrypted-file", Severity.ERROR, "the file is locked with a password", fatal=True)
INFLATED = _code(3, "inflated", Severity.ERROR, "what is packed in the file is larger than the limit", fatal=True)
WITHOUT_WORDS = _code(4, "without-words", Severity.ERROR, "the file holds no words that can be read", fatal=True)
OTHER_KIND = _code(5, "other-kind", Severity.WARNING, "the file's ending says one kind, its bytes another")
OTHER_ENCODING = _code(6, "other-encoding", Severity.WARNING, "the bytes are in another encoding than the file says")
SET_ASIDE = _code(
    7, "set-aside", Severity.WARNING, "words of the file that are no part of its text: headers, menus, what is hidden"
)
CHANGES = _code(
    8, "tracked-changes", Severity.WARNING, "the file has tracked changes; it is read as if all were accepted"
)
NOT_READ = _code(9, "not-read", Severity.WARNING, "a part of the file that can hold words and is not read")
OTHER_TITLE = _code(11, "other-title", Severity.INFO, "the file's properties give it a title that is not printed in it")
NOTE_NUMBERS = _code(10, "note-numbers", Severity.INFO, "notes were numbered in their order")

CODES = (
    DAMAGED, ENCRYPTED, INFLATED, WITHOUT_WORDS, OTHER_KIND, OTHER_ENCODING, SET_ASIDE, CHANGES, NOT_READ, NOTE_NUMBERS,
    OTHER_TITLE,
)  # fmt: skip


def set_aside(what: Message, words: str) -> Diagnostic:
    """The finding that words of the file are not in its text; it quotes them all."""
    message = say("{what}: {words!r} is set aside", what=what, words=words[:60])
    return Diagnostic.of(SET_ASIDE, message, quote=words)
