"""The table of `docs/promises-by-language.md`: below its marker, from the files of the languages;
above it, as a person wrote it.
"""

from pathlib import Path

from communique.acts.speech import Speech
from communique.core.errors import NotReadable
from communique.generate import Files
from communique.languages import all_languages, language, speech

PATH = "docs/promises-by-language.md"
MARKER = "<!-- below this line: made by tools.generate -->\n"
EXAMPLES = ("decide", "commit", "undertake", "call")
"""The kinds of which the table shows the first lead words."""
_HEAD = (
    "| Language | Lead words | for example | Deadlines | Conditions | Futures by form |\n"
    "| --- | --- | --- | --- | --- | --- |\n"
)


def make(top: Path) -> Files:
    """The page. Raises NotReadable if it has no marker."""
    head, marker, _ = (top / PATH).read_text("utf-8").partition(MARKER)
    if not marker:
        raise NotReadable(f"{PATH}: the line {MARKER.strip()!r} is missing")
    rows = sorted(_row(each.tag) for each in all_languages() if speech(each.tag))
    return {PATH: f"{head}{marker}\n{_HEAD}{''.join(rows)}".encode()}


def _row(tag: str) -> str:
    """The row of a language."""
    said = Speech(tag)
    leads = {**language(said.like).operative_leads, **language(tag).operative_leads}
    kinds = {**leads, **said.table("leads")}
    known = (
        "before_date" in said or "after_date" in said,
        "conditions" in said,
        "futures" in said or "forms" in said,
    )
    cells = (
        f"{language(tag).name} (`{tag}`)",
        str(len(kinds)),
        ", ".join(f"*{words}*" for words in _examples(kinds)),
        *("yes" if each else "no" for each in known),
    )
    return f"| {' | '.join(cells)} |\n"


def _examples(kinds: dict[str, str]) -> list[str]:
    """The first lead words of each of a few kinds."""
    first: dict[str, str] = {}
    for words, kind in kinds.items():
        first.setdefault(kind, words)
    return [first[kind] for kind in EXAMPLES if kind in first]
