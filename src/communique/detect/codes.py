"""What the reading of raw text has to say: structure that was guessed, and what could not be placed."""

from communique.core.diagnostics import Code, Severity


def _code(number: int, name: str, severity: Severity, summary: str, *, loss: bool = False) -> Code:
    return Code(f"DET{number:03}", name, severity, summary, loss=loss)


def _lost(number: int, name: str, summary: str) -> Code:
    return _code(number, name, Severity.WARNING, summary, loss=True)


LEFT_OVER = _code(1, "left-over", Severity.ERROR, "words that found no place in the record")
NUMBER_REPEATED = _code(
    4, "repeated-number", Severity.WARNING, "a printed number repeats or goes back"
)
NUMBER_SKIPPED = _code(5, "skipped-number", Severity.WARNING, "printed numbers skip one or more")
NUMBER_RESTARTS = _code(
    6, "numbering-restarts", Severity.INFO, "numbering begins again, or does not begin at 1"
)
NOTE_WITHOUT_CALL = _code(
    7, "note-without-call", Severity.WARNING, "a note whose marker stands nowhere in the text"
)
CALL_WITHOUT_NOTE = _code(
    8, "call-without-note", Severity.WARNING, "a note marker in the text, and no such note"
)
AMBIGUOUS_CALL = _code(
    9, "ambiguous-call", Severity.INFO, "a note marker could stand in several places"
)
HYPHEN_KEPT = _code(
    10, "hyphen-kept", Severity.INFO, "a hyphen at a line's end that may be a broken word's"
)
SEVERAL_LANGUAGES = _code(
    11, "several-languages", Severity.INFO, "words of several languages are about as frequent"
)
LANGUAGE_UNKNOWN = _code(12, "language-unknown", Severity.INFO, "the language could not be told")
GUESSED_END = _code(
    15, "guessed-end-of-cover", Severity.INFO, "where the cover note ends was guessed"
)
CONTROL = _lost(16, "control-character", "a control character stands in the text")
HINT_NOT_FOUND = _code(
    17, "hint-not-found", Severity.ERROR, "a hint's words are not in the source, or more than once"
)
HINT_WRONG = _code(18, "hint-wrong", Severity.ERROR, "a hint that is none: unknown keys or values")
READ_FURNITURE = _code(19, "furniture", Severity.INFO, "page numbers and rules were set aside")
OVERLAY_WRONG = _code(
    21, "overlay-wrong", Severity.ERROR, "an overlay that says something no record has"
)
OVERLAY_UNMATCHED = _code(
    22,
    "overlay-unmatched",
    Severity.ERROR,
    "words of an overlay that are not in the text, or twice",
)
COLUMNS = _code(20, "columns", Severity.INFO, "lines were read as columns")
SIDE_BY_SIDE = _code(
    23, "side-by-side", Severity.WARNING, "columns of running text, or a table, read line by line"
)
DOUBT = _code(24, "doubtful-role", Severity.INFO, "what a block is could not be told for certain")
FACTS_DISAGREE = _lost(25, "facts-disagree", "the text and its metadata disagree on a fact")
METADATA = _lost(
    26,
    "metadata-unused",
    "metadata before the text that cannot be parsed or have no place in the record",
)
RUNNING_HEAD = _lost(
    27, "running-head", "a line with words was set aside as a page's header or footer"
)

OF_HINTS = (HINT_NOT_FOUND, HINT_WRONG, OVERLAY_WRONG, OVERLAY_UNMATCHED)
"""What is said of the hints and the overlay that a person gives."""

CODES = (
    LEFT_OVER, NUMBER_REPEATED, NUMBER_SKIPPED, NUMBER_RESTARTS, NOTE_WITHOUT_CALL,
    CALL_WITHOUT_NOTE, AMBIGUOUS_CALL, HYPHEN_KEPT, SEVERAL_LANGUAGES, LANGUAGE_UNKNOWN,
    GUESSED_END, CONTROL, HINT_NOT_FOUND, HINT_WRONG, READ_FURNITURE, COLUMNS,
    OVERLAY_WRONG, OVERLAY_UNMATCHED, SIDE_BY_SIDE, DOUBT, FACTS_DISAGREE, METADATA, RUNNING_HEAD,
)  # fmt: skip
