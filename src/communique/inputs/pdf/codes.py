"""What is said of a PDF whose text is taken out, beside what is said of every such file."""

from communique.diagnostics import Code, Severity


def _code(number: int, name: str, severity: Severity, summary: str, *, fatal: bool = False) -> Code:
    return Code(f"INP{number:03}", name, severity, summary, fatal)


NOT_INSTALLED = _code(21, "not-installed", Severity.ERROR, "what opens this kind of file is not installed", fatal=True)
NO_TEXT_LAYER = _code(22, "no-text-layer", Severity.ERROR, "pages are pictures: they hold no text", fatal=True)
PAGES_WITHOUT_TEXT = _code(23, "pages-without-text", Severity.WARNING, "some pages hold pictures and no text")
UNREADABLE_LETTERS = _code(24, "unreadable-letters", Severity.WARNING, "letters that the file has no character for")
COLUMNS_IN_TURN = _code(25, "columns-in-turn", Severity.INFO, "columns of running text were read one after the other")
TURNED_WORDS = _code(26, "turned-words", Severity.INFO, "words that stand at an angle were put at their page's end")
PAGES_LEFT_OUT = _code(27, "pages-left-out", Severity.ERROR, "pages that could not be read, or are beyond the limit")

CODES = (
    NOT_INSTALLED, NO_TEXT_LAYER, PAGES_WITHOUT_TEXT, UNREADABLE_LETTERS, COLUMNS_IN_TURN, TURNED_WORDS, PAGES_LEFT_OUT,
)  # fmt: skip
