"""What is known of a language, as data: one JSON file per language. To add a language, add a file."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from communique.core.bundle import folder_of

LANGUAGES: tuple[str, ...] = tuple(
    sorted(
        each.name[:-5]
        for each in folder_of("communique.languages").iterdir()
        if each.name.endswith(".json")
    )
)
"""The languages that have a file."""

Phrases = tuple[str, ...]
Table = Mapping[str, Phrases]


@dataclass(frozen=True, slots=True, eq=False)
class LanguageData:
    """What documents print in one language. An unknown language has all of it empty.

    `full`: what is known goes beyond labels and dates. Phrases are in the case in which they are usually printed; months,
    lead words and function words are in lower case. Kinds of acts are those of the model. Compared by identity: there is
    one value for each language.
    """

    tag: str
    name: str = ""
    full: bool = False
    labels: Table = field(default_factory=dict)
    """Front-matter labels by field key, without the colon, older forms after the usual one."""
    unverified: frozenset[str] = frozenset()
    """Keys of `labels` whose words no stored document has confirmed yet."""
    institutions: Phrases = ()
    document_kinds: Table = field(default_factory=dict)
    """What a Council document calls itself at its head, by slug."""
    declaration_kinds: Table = field(default_factory=dict)
    """Words in titles that say what a text is, by slug; the longest match wins."""
    annex: Phrases = ()
    article: Phrases = ()
    ordinals: tuple[Phrases, ...] = ()
    """Words that number clauses, from the first on, the forms of each in lower case: `primero`, `primera`."""
    preamble_words: Phrases = ()
    months: tuple[Phrases, ...] = ()
    """Twelve tuples of forms: nominative, cases that legal texts use, abbreviations without their full stop; of a file without them a line of
    `months.tsv`."""
    dates: Phrases = ()
    """Patterns of written dates with {day}, {month}, {year}; `[a|b]` stands for one of these or nothing."""
    numeric_dates: Phrases = ()
    """Patterns of dates in figures with {day}, {number} for the month, {year}."""
    day_joins: Phrases = ()
    """Words between two days of one date: `to`, `and`."""
    year_leads: Phrases = ()
    """Words before a number of four digits that make it a year."""
    references: Table = field(default_factory=dict)
    """Words before a number that say whose it is: `resolution`, `regulation`, `decision`, `directive`, `document`;
    and what stands for the Union and the Communities in the numbers of their acts: `union`."""
    enacting: Phrases = ()
    """Phrases that close a preamble."""
    reasons: Phrases = ()
    """What stands alone on a line above numbered recitals: `Whereas`."""
    recital_leads: Mapping[str, str] = field(default_factory=dict)
    """Lead words of recitals and the kind of act they are; empty where the word alone does not tell."""
    operative_leads: Mapping[str, str] = field(default_factory=dict)
    """Operative words and the kind of act they are."""
    closing_words: Phrases = ()
    party_words: Phrases = ()
    """Words before or after the party for which somebody signs: `for`, `on behalf of`; in lower case."""
    page_words: Phrases = ()
    states: Table = field(default_factory=dict)
    """Further names of states, by their codes of three letters (ISO 3166-1): official and short ones, cases."""
    words: Phrases = ()
    """The most frequent function words, by which the language is known."""


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(each) for each in value)
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(each) for key, each in value.items()})
    return value


@cache
def _load(tag: str) -> LanguageData:
    if tag not in LANGUAGES:
        return LanguageData(tag)
    raw = {"months": list(map(list, months(tag))), **json.loads(_text(f"{tag}.json"))}
    values = {key: _frozen(value) for key, value in raw.items()}
    values["unverified"] = frozenset(values.get("unverified", ()))
    return LanguageData(**values)


def language(tag: str) -> LanguageData:
    """What is known of a language, by its BCP 47 tag: the primary subtag counts. An unknown one has nothing.

    >>> language("sl-SI").name, language("tlh").words
    ('Slovenian', ())
    """
    return _load(_primary(tag))


@cache
def speech(tag: str) -> Mapping[str, Any]:
    """How a language says who promises what to whom by when: its file under `speech/`, else empty.

    Only `communique.acts` needs it. It has files of its own, because they are as large as all
    other data of languages and reading a document does not need them.

    >>> speech("de-AT")["infinitive"], speech("mt")
    (('zu', 'um'), mappingproxy({}))
    """
    return _speech(_primary(tag))


@cache
def _speech(primary: str) -> Mapping[str, Any]:
    file = folder_of("communique.languages").joinpath("speech", f"{primary}.json")
    raw = json.loads(file.read_bytes()) if primary in LANGUAGES and file.is_file() else {}
    frozen: Mapping[str, Any] = _frozen(raw)
    return frozen


def _primary(tag: str) -> str:
    """The primary subtag of a BCP 47 tag, in lower case."""
    return tag.partition("-")[0].lower()


@cache
def all_languages() -> tuple[LanguageData, ...]:
    """Every language that has a file, in the order of the tags."""
    return tuple(language(tag) for tag in LANGUAGES)


@cache
def months(tag: str) -> tuple[Phrases, ...]:
    """The names of the months of a language whose file gives none, a line of `months.tsv` (CLDR's, through Babel); else nothing.

    >>> months("cy")[8]
    ('medi',)
    """
    return tuple(tuple(forms.split("|")) for forms in _row("months.tsv", tag))


@cache
def states(tag: str) -> Mapping[str, Phrases]:
    """The names of the states of the world in a language, by their codes of three letters: CLDR's, those of the language's file behind them.

    >>> states("en")["CIV"][0], states("es")["USA"][:2], states("tlh")
    ('Côte d’Ivoire', ('Estados Unidos', 'Estados Unidos de América'), {})
    """
    printed = zip(_row("states.tsv", ""), _row("states.tsv", tag), strict=False)
    names = {code: tuple(forms.split("|")) for code, forms in printed if forms}
    for code, more in language(tag).states.items():
        names[code] = tuple(dict.fromkeys([*names.get(code, ()), *more]))
    return names


def _row(name: str, tag: str) -> list[str]:
    """The cells of the line of a language in a table, without the tag; none where it has none."""
    return next((line for line in _lines(name) if line.startswith(f"{tag}\t")), tag).split("\t")[1:]


@cache
def _lines(name: str) -> list[str]:
    """The lines of a table."""
    return _text(name).splitlines()


def _text(name: str) -> str:
    return folder_of("communique.languages").joinpath(name).read_bytes().decode()


@cache
def more_kinds() -> Mapping[str, Table]:
    """More words in titles that say what a text is, also of languages without a file, by tag and slug, lines of `kinds.tsv`.

    They tell facts; what the decoder has learnt from stands in the files of languages.

    >>> more_kinds()["cy"]["resolution"]
    ('penderfyniad',)
    """
    found: dict[str, Table] = {}
    for tag, kind, forms in (line.split("\t") for line in _lines("kinds.tsv")):
        found[tag] = {**found.get(tag, {}), kind: tuple(forms.split("|"))}
    return found


@cache
def calendars(tag: str) -> tuple[tuple[str, tuple[Phrases, ...]], ...]:
    """The other calendars of a language and the names of their months, lines of `calendars.tsv`.

    >>> calendars("am")[0][0], calendars("en")
    ('ethiopic', ())
    """
    rows = (row for line in _lines("calendars.tsv") if (row := line.split("\t"))[1] == tag)
    return tuple((row[0], tuple(tuple(forms.split("|")) for forms in row[2:])) for row in rows)


RAREST = 28
"""The level of a piece of a word that a profile does not have."""


class Profile(NamedTuple):
    """A language in one script, and the rarity of its text by its own profile, halves by each other."""

    tag: str
    usual: float


class Script(NamedTuple):
    """What the words of the languages of one script are made of: one block of `profiles.tsv`.

    That file is made from the Universal Declaration of Human Rights (`tools/language_profiles.py`). It has pieces of words, of
    one to three letters. Each profile has its commonest pieces; what has no level in one has `RAREST`.
    """

    profiles: tuple[Profile, ...]
    rows: Mapping[str, str]

    def levels(self, piece: str) -> dict[int, int]:
        """By the place of a profile among `profiles` how rare a piece is there: minus two binary logarithms of its share."""
        return _levels(self.rows.get(piece, ""))


LEVELS = 64
"""A level is written as the character of so much more; before it how many profiles further it stands, if more than one."""
_LEVEL = re.compile(r"(\d{0,3})(\D)")
_PIECE = re.compile(r"(\d)(\D+)")
"""A piece is written without what it has in common with the piece before, and before it how many letters that are."""


@cache
def script(name: str) -> Script:
    """The profiles of the languages that are written in a script, named as Unicode names its letters: `LATIN`.

    >>> script("GEORGIAN").profiles[0].tag, script("TENGWAR").profiles
    ('ka', ())
    """
    block = f"\n{_text('profiles.tsv')}".partition(f"\n{name}\t")[2]
    head, shortened, rows, *_ = [*block.split("\n", 3), "", ""]
    known = (cell.split(" ") for cell in head.split("\t") if cell)
    pieces, piece = [], ""
    for kept, rest in _PIECE.findall(shortened):
        piece = piece[: int(kept)] + rest
        pieces.append(piece)
    return Script(
        tuple(Profile(tag, float(usual)) for tag, usual in known),
        dict(zip(pieces, rows.split(" "))),
    )


@cache
def _levels(row: str) -> dict[int, int]:
    """The levels of a row; a text asks for few of thousands."""
    found: dict[int, int] = {}
    place = -1
    for further, level in _LEVEL.findall(row):
        place += int(further) if further else 1
        found[place] = ord(level) - LEVELS
    return found
