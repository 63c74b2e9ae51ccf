"""A page of the documentation for each rule and cross check, from its docstring, and the list of
them in `index.md`.
"""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from communique.checking.codes import every_code
from communique.checking.cross import CROSSINGS
from communique.checking.cross.pair import Crossing, Relation
from communique.core.errors import NotReadable
from communique.generate import Files
from communique.rules import RULES
from communique.rules.fixers import FIXERS
from communique.rules.rule import Profile, Rule

FOLDER = "docs/rules"
INDEX = f"{FOLDER}/index.md"
MARKER = "<!-- below this line: made by tools.generate -->\n"
FAMILIES = {
    "STR": "Structure", "NUM": "Numbering", "NTE": "Notes", "REF": "References", "EID": "Addresses of nodes",
    "IRI": "Names of documents", "MET": "Metadata", "ONT": "People, places and concepts", "LNG": "Language",
    "DAT": "Dates", "TXT": "Text", "ACT": "Acts", "SIG": "Signatories", "CNS": "Council documents",
    "UNR": "Resolutions of the United Nations",
}  # fmt: skip
"""The families, by the first letters of their codes, in the order of the catalogue."""

READERS = f"{FOLDER}/readers.md"
"""The page of all codes that are no rule's."""

SPEAKERS = {
    "SRC": "Reading a source", "MOD": "Values that a record does not allow", "DET": "Decisions of the text reader",
    "INP": "Extracting text from files",
    "XSD": "The schema of Akoma Ntoso", "JSN": "A record in JSON", "RUN": "The check itself", "CRS": "Two files of one work", "PKG": "The shipped data",
    "FUP": "The follow-up of a declaration",
}  # fmt: skip
"""Who says the codes that are no rule's, by their first letters."""

RELATIONS = {
    Relation.FORMATS: "two files", Relation.LANGUAGES: "two languages", Relation.SOURCE: "record and source",
}  # fmt: skip
"""How two files belong together, in the heads of tables."""

_PLACES = {
    "record": "the record, whatever its format",
    "tree": "the Akoma Ntoso file",
    "either": "the Akoma Ntoso file, or the record in another format",
}


def make(top: Path) -> Files:
    """The pages and the index. Raises NotReadable if the index has no marker."""
    head, marker, _ = (top / INDEX).read_text("utf-8").partition(MARKER)
    if not marker:
        raise NotReadable(f"{INDEX}: the line {MARKER.strip()!r} is missing")
    pages = {f"docs/{rule.code.page}": page(rule).encode() for rule in RULES}
    pages |= {
        f"docs/{crossing.code.page}": page_of_crossing(crossing).encode()
        for crossing in CROSSINGS
    }
    pages[READERS] = _of_readers().encode()
    listed = "".join((*_listed(RULES), *_listed_crossings()))
    return {INDEX: (head + marker + listed).encode(), **pages}


def page(rule: Rule) -> str:
    """The page of one rule, in Markdown."""
    severities = "".join(
        f"| `{each}` | {rule.severities.get(each, 'not asked')} |\n" for each in Profile
    )
    asked = f"## Profiles\n\n| Profile | Severity |\n| --- | --- |\n{severities}\nIt looks at {_PLACES[rule.on]}."
    return _page(rule, asked)


def page_of_crossing(crossing: Crossing) -> str:
    """The page of one cross check, in Markdown."""
    relations = "".join(f"- {relation}\n" for relation in crossing.relations)
    return _page(crossing, f"## Asked of\n\n{relations}\nIt is an error.")


def _page(rule: Rule | Crossing, asked: str) -> str:
    written = rule.page
    sources = "".join(f"- {source}\n" for source in rule.sources)
    return (
        f"# {rule.code.code} {rule.code.name}\n\n{written.summary}\n\n"
        f"## Why\n\n{_sentence(written.why)}\n\n## Fix\n\n{_sentence(written.fix)}\n\n{_fix(rule.code.code)}"
        f"## Bad\n\n{written.bad}\n\n## Good\n\n{written.good}\n\n"
        f"{asked} Since {rule.since}.\n\n## Sources\n\n{sources}\n[All rules](index.md)\n"
    )


def _fix(code: str) -> str:
    """Where `--fix` fixes it, if it does."""
    if code not in FIXERS:
        return ""
    return (
        "`--fix` [fixes it](../fixes.md) in Akoma Ntoso, if the document itself shows what is "
        "right.\n\n"
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _of_readers() -> str:
    """The page of all codes that are no rule's, by who says them."""
    said = (
        "# Codes of readers, schemas and runs\n\ncommunique reports these codes before it applies any rule, or about the check itself. "
        "A *fatal* one leaves no verdict: the exit status is 2.\n"
    )
    for family, title in SPEAKERS.items():
        said += f"\n## {title}\n\n| Code | Name | Severity | Meaning |\n| --- | --- | --- | --- |\n"
        for code in every_code():
            if code.page is None and code.code.startswith(family):
                gravity = "fatal" if code.fatal else str(code.severity)
                said += f"| {code.code} | `{code.name}` | {gravity} | {_sentence(code.summary)}. |\n"
    return f"{said}\n[All rules](index.md)\n"


def _listed(rules: Iterable[Rule]) -> Iterable[str]:
    for family, members in groupby(
        sorted(rules, key=_place), key=lambda rule: rule.code.code[:3]
    ):
        yield f"\n## {FAMILIES[family]}\n\n| Code | Name | What it finds | {' | '.join(Profile)} |\n"
        yield f"| --- | --- | --- |{' --- |' * len(Profile)}\n"
        for rule in members:
            code = rule.code.code
            found = " | ".join(str(rule.severities.get(each, "–")) for each in Profile)
            yield f"| [{code}]({code}.md) | `{rule.code.name}` | {rule.page.summary} | {found} |\n"


def _listed_crossings() -> Iterable[str]:
    yield f"\n## Two files of one work\n\n| Code | Name | What it finds | {' | '.join(RELATIONS.values())} |\n"
    yield f"| --- | --- | --- |{' --- |' * len(RELATIONS)}\n"
    for crossing in CROSSINGS:
        code = crossing.code.code
        found = " | ".join(
            "error" if each in crossing.relations else "–" for each in RELATIONS
        )
        yield f"| [{code}]({code}.md) | `{crossing.code.name}` | {crossing.page.summary} | {found} |\n"


def _place(rule: Rule) -> tuple[int, str]:
    return list(FAMILIES).index(rule.code.code[:3]), rule.code.code
