"""What is known of a language, as data: one JSON file per language. To add a language, add a file."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from communique.core.bundle import data_of, names_of
from communique.core.errors import BundleMissing

LANGUAGES: tuple[str, ...] = tuple(
    name.removesuffix(".json") for name in names_of("communique.languages", ".json")
)
"""The languages that have a file."""

Phrases = tuple[str, ...]
Table = Mapping[str, Phrases]


@dataclass(frozen=True, slots=True, eq=False)
class LanguageData:
    """What documents print in one language. Of an unknown language all of it is empty.

    Phrases are in the case in which they are usually printed; months, lead words and function words
    are in lower case. Kinds of acts are those of the model. Two values are never equal: there is
    one value for each language.
    """

    tag: str
    name: str = ""
    full: bool = False
    """Whether more is known than labels and dates."""
    labels: Table = field(default_factory=dict)
    """Labels of front matter by field key, without the colon; older forms follow the usual one."""
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
    """Words that number clauses, in order, each with its forms in lower case: `primero`, `primera`."""
    preamble_words: Phrases = ()
    months: tuple[Phrases, ...] = ()
    """Twelve tuples of forms: the nominative, cases that legal texts use, abbreviations without
    their full stop. A file without them takes those of `months.tsv`.
    """
    dates: Phrases = ()
    """Patterns of written dates with {day}, {month}, {year}; `[a|b]` is one of these or nothing."""
    numeric_dates: Phrases = ()
    """Patterns of dates in figures with {day}, {number} for the month, {year}."""
    day_joins: Phrases = ()
    """Words between two days of one date: `to`, `and`."""
    year_leads: Phrases = ()
    """Words before a number of four digits that make it a year."""
    references: Table = field(default_factory=dict)
    """Words before a number that say whose it is: `resolution`, `regulation`, `decision`,
    `directive`, `document`; under `union` what stands for the Union and the Communities in numbers
    of their acts.
    """
    enacting: Phrases = ()
    """Phrases that close a preamble."""
    reasons: Phrases = ()
    """Phrases alone on a line above numbered recitals: `Whereas`."""
    recital_leads: Mapping[str, str] = field(default_factory=dict)
    """Lead words of recitals and the kind of act; an empty kind where the word does not tell."""
    operative_leads: Mapping[str, str] = field(default_factory=dict)
    """Operative words and the kind of act."""
    closing_words: Phrases = ()
    party_words: Phrases = ()
    """Words before or after the party for which somebody signs, in lower case: `on behalf of`."""
    page_words: Phrases = ()
    states: Table = field(default_factory=dict)
    """Further names of states by their ISO 3166-1 codes of three letters: official, short, cases."""
    words: Phrases = ()
    """The most frequent function words, by which the language is recognised."""


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        if all(isinstance(each, str) for each in value):
            return tuple(value)
        return tuple(_frozen(each) for each in value)
    if isinstance(value, dict):
        frozen = {key: _frozen(each) for key, each in value.items()}
        return MappingProxyType(frozen)
    return value


@cache
def _load(tag: str) -> LanguageData:
    if tag not in LANGUAGES:
        return LanguageData(tag)
    raw = json.loads(_text(f"{tag}.json"))
    values = {key: _frozen(value) for key, value in raw.items()}
    values.setdefault("months", months(tag))
    values["unverified"] = frozenset(values.get("unverified", ()))
    return LanguageData(**values)


def language(tag: str) -> LanguageData:
    """What is known of a language, by its BCP 47 tag, of which the primary subtag counts.

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
    if primary not in LANGUAGES:
        return MappingProxyType({})
    try:
        text = _text(f"speech/{primary}.json")
    except BundleMissing:
        return MappingProxyType({})
    frozen: Mapping[str, Any] = _frozen(json.loads(text))
    return frozen


def _primary(tag: str) -> str:
    """The primary subtag of a BCP 47 tag, in lower case."""
    return tag.partition("-")[0].lower()


@cache
def all_languages() -> tuple[LanguageData, ...]:
    """Every language that has a file, in the order of the tags."""
    return tuple(language(tag) for tag in LANGUAGES)


BETWEEN_FORMS = '","'
"""Between forms in `index.tsv`: as in the JSON of languages, so that a wheel packs both together."""


class IndexRow(NamedTuple):
    """What one language has in a field, or for one key of it: the key of a table, or a number."""

    tag: str
    key: str
    forms: Phrases


@cache
def in_every_language(field: str) -> tuple[IndexRow, ...]:
    """A field of all languages, in the order of the tags, without a look at their files.

    `index.tsv` has it, which `tools.generate` makes from the files of languages. Under `kinds` it
    has the words for kinds of documents and acts, without capitals and accents: the key is their
    first two letters, and the tag is empty for words of languages without a file.

    >>> [row.forms for row in in_every_language("months") if row.tag == "en"][4]
    ('may',)
    """
    rows: list[IndexRow] = []
    for line in _index().get(field, ()):
        _, tag, key, forms = line.split("\t")
        rows.append(IndexRow(tag, key, tuple(forms.split(BETWEEN_FORMS))))
    return tuple(rows)


@cache
def _index() -> dict[str, list[str]]:
    """The lines of `index.tsv` by their field."""
    found: dict[str, list[str]] = {}
    for line in _lines("index.tsv"):
        field, _, _ = line.partition("\t")
        found.setdefault(field, []).append(line)
    return found


@cache
def months(tag: str) -> tuple[Phrases, ...]:
    """The names of the months of a language whose file has none, from `months.tsv`; else nothing.

    >>> months("cy")[8]
    ('medi',)
    """
    return _parted(_row("months.tsv", tag))


def _parted(cells: Iterable[str]) -> tuple[Phrases, ...]:
    """The forms in each cell of a table."""
    found: list[Phrases] = []
    for forms in cells:
        each = forms.split("|")
        found.append(tuple(each))
    return tuple(found)


@cache
def states(tag: str) -> Mapping[str, Phrases]:
    """The names of the states of the world in a language, by their codes of three letters.

    Those of `states.tsv` come first, then those of the language's file.

    >>> states("en")["CIV"][0], states("es")["USA"][:2], states("tlh")
    ('Côte d’Ivoire', ('Estados Unidos', 'Estados Unidos de América'), {})
    """
    names: dict[str, Phrases] = {}
    for code, forms in zip(
        _row("states.tsv", ""), _row("states.tsv", tag), strict=False
    ):
        if forms:
            names[code] = tuple(forms.split("|"))
    for code, more in language(tag).states.items():
        all_names = [*names.get(code, ()), *more]
        names[code] = tuple(dict.fromkeys(all_names))
    return names


def _row(name: str, tag: str) -> list[str]:
    """The cells of the line of a language in a table, without the tag; none if it has no line."""
    for line in _lines(name):
        if line.startswith(f"{tag}\t"):
            return line.split("\t")[1:]
    return []


@cache
def _lines(name: str) -> list[str]:
    """The lines of a table."""
    return _text(name).splitlines()


def _text(name: str) -> str:
    return data_of("communique.languages", name).decode()


@cache
def more_kinds() -> Mapping[str, Table]:
    """More words in titles that say what a text is, by tag and slug, from `kinds.tsv`.

    Some are of languages without a file. Only facts are found by them: the decoder has learnt from
    the files of languages.

    >>> more_kinds()["cy"]["resolution"]
    ('penderfyniad',)
    """
    found: dict[str, Table] = {}
    for line in _lines("kinds.tsv"):
        tag, kind, cell = line.split("\t")
        known = found.get(tag, {})
        forms = cell.split("|")
        found[tag] = {**known, kind: tuple(forms)}
    return found


@cache
def calendars(tag: str) -> tuple[tuple[str, tuple[Phrases, ...]], ...]:
    """The other calendars of a language and the names of their months, from `calendars.tsv`.

    >>> calendars("am")[0][0], calendars("en")
    ('ethiopic', ())
    """
    found: list[tuple[str, tuple[Phrases, ...]]] = []
    for line in _lines("calendars.tsv"):
        calendar, language_tag, *months_of_year = line.split("\t")
        if language_tag == tag:
            names = _parted(months_of_year)
            found.append((calendar, names))
    return tuple(found)


RAREST = 28
"""The level of a piece that a profile does not have."""


class Profile(NamedTuple):
    """A language in one script, and how rare its own text is by its profile, in half bits."""

    tag: str
    usual: float


class Script(NamedTuple):
    """The pieces that words of the languages of one script are made of: a block of `profiles.tsv`.

    That file is made from the Universal Declaration of Human Rights (`tools/language_profiles.py`).
    A piece has one to three letters. Each profile has its commonest pieces; a piece that it does
    not have is of level `RAREST`.
    """

    profiles: tuple[Profile, ...]
    rows: Mapping[str, str]

    def levels(self, piece: str) -> dict[int, int]:
        """How rare a piece is, by the index of a profile among `profiles`.

        The level is minus two binary logarithms of the share of the piece.
        """
        return _levels(self.rows.get(piece, ""))


LEVELS = 64
"""A level is written as the character with a code higher by this number."""
_LEVEL = re.compile(r"(\d{0,3})(\D)")
"""A level; before it how many profiles further on it is, if not one."""
_PIECE = re.compile(r"(\d)(\D+)")
"""A piece without what it shares with the one before; before it how many letters that are."""


@cache
def script(name: str) -> Script:
    """The profiles of the languages that are written in a script, named as Unicode names its
    letters.

    >>> script("GEORGIAN").profiles[0].tag, script("TENGWAR").profiles
    ('ka', ())
    """
    block = f"\n{_text('profiles.tsv')}".partition(f"\n{name}\t")[2]
    if not block:
        return Script((), {})
    head, shortened, rows = block.split("\n", 3)[:3]
    profiles: list[Profile] = []
    for cell in head.split("\t"):
        tag, usual = cell.split(" ")
        profiles.append(Profile(tag, float(usual)))
    pieces: list[str] = []
    piece = ""
    for kept, rest in _PIECE.findall(shortened):
        piece = piece[: int(kept)] + rest
        pieces.append(piece)
    row_of = dict(zip(pieces, rows.split(" ")))
    return Script(tuple(profiles), row_of)


@cache
def _levels(row: str) -> dict[int, int]:
    """The levels of a row, decoded when they are asked for: a text needs few of thousands."""
    found: dict[int, int] = {}
    place = -1
    for further, level in _LEVEL.findall(row):
        place += int(further) if further else 1
        found[place] = ord(level) - LEVELS
    return found
