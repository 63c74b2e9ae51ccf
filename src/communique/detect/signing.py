"""The words of signatures: marks of signing, names, offices, parties, and where those that stand in
one line part.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from operator import add
from typing import NamedTuple

from communique.core.expressions import compile_late
from communique.core.scripts import (
    COLONS,
    COMMAS,
    SEMICOLONS,
    is_small,
    last_mark,
    unaccented,
    unaccented_each,
)
from communique.detect.wordlists import any_of, word_list, word_set
from communique.languages import LanguageData, in_every_language

EDGES = f" \t.!*_()[]\u00a0{COMMAS}{SEMICOLONS}{COLONS}"
"""What stands at the edges of words and is no part of them."""
_BRACKETED = rf"[(（]\*?\s?(?:{any_of('signed')})\.?\s?\*?\s?[)）]"
_SEAL = r"\*L\.\s?S\.\*"
MARK = compile_late(rf"\W*(?:{any_of('signed')}|{any_of('signs')})\W*", re.IGNORECASE)
"""A line that says no more than that somebody signs."""
SIGNED = compile_late(
    rf"^\s*(?:{_BRACKETED}|{_SEAL}|/s/|/-/|s/|(?:{any_of('before')})\.:?"
    rf"|(?:{any_of('signed')})\s?:|\[\w[^]]{{1,20}}\],?\s)\s*"
    rf"|{_BRACKETED}\s*$|\s(?:{any_of('behind')})\.?\s*$",
    re.IGNORECASE,
)
"""What stands before the name of somebody who signed, or behind it."""
LISTED = re.compile(r"\s*(?:\(?(?:\d{1,3}[.)]|[a-z]\))|[-–—•·*▪‣◦])\s+(?=\S)")
"""The label of an entry of a list of those who signed."""


def without_label(text: str) -> str:
    """An entry of a list without its label; another text as it is."""
    label = LISTED.match(text)
    return text[label.end() :] if label else text


SIGNED_BEHIND = compile_late(rf"\s(?:{any_of('behind')})\.?[*_\s]*$", re.IGNORECASE)
"""A mark behind a name: in his own hand."""
_BEHIND = compile_late(rf"\s(?:{any_of('behind')})\.?[*_]*(?:\s+|$)", re.IGNORECASE)
SIGNED_INSIDE = compile_late(rf"{_BRACKETED}|{_SEAL}|/s/", re.IGNORECASE)
"""The same inside a line."""
SIGNS = compile_late(
    rf"(?:[^.]{{0,100}}[\s:*,.])?(?:{_BRACKETED}|{_SEAL}|/s/)[\s*]*(?-i:[^\W\d_a-z])",
    re.IGNORECASE,
)
"""How a block begins that somebody has signed: perhaps an office or for whom, a mark, a name."""
WITNESS = compile_late(rf"\W*(?:{any_of('witnesses')})", re.IGNORECASE)
"""How a line begins behind which witnesses sign."""
HONORIFIC = compile_late(
    rf"(?:{any_of('honorifics')})\.? (?:\w+\.? ){{0,1}}[^\W\d_]|{any_of('glued honorifics')}"
)


def says_signed(text: str) -> bool:
    """Whether a line names nobody: it says no more than that somebody signs, or is to be filled in."""
    blank = set(text.rstrip(" \t.,;:*)]")[-3:]) in ({"_"}, {"…"})
    return MARK.fullmatch(text) is not None or blank or _FIELD.search(text) is not None


_FIELD = compile_late(rf"(?:_{{3}}|…{{2}})\s*[{COLONS}]|[{COLONS}]\s*(?:_{{3}}|…{{2}})")
_CLAUSE = compile_late(r"[。؟۔।።]|[、，；፣፤]\s*$")


def is_clause(text: str) -> bool:
    """Whether words in a script without capitals are a clause, or the beginning of one, and
    nobody's name.
    """
    return _CLAUSE.search(text) is not None


def is_one_of(text: str, kind: str) -> bool:
    """Whether a line is one of a list of `signing.json`, and no more: `His Excellency`, `Yours
    sincerely,`.
    """
    return unaccented(text.strip(EDGES)) in _lines(kind)


def office_ahead(line: str) -> str:
    """The office that a line above names says all of them hold, if it does: `Members of the
    Council:`, `Submitted by the mayors:`.
    """
    text = line.strip(EDGES)
    if len(line) > MAX_NAME or last_mark(line) not in COLONS or not names_office(text):
        return ""
    plain = unaccented(text)
    by = max(
        (word for word in _lines("signers") if plain.startswith(f"{word} ")),
        key=len,
        default="",
    )
    return text[len(by) :].strip() if len(plain) == len(text) else text


def leads_to_signers(line: str) -> bool:
    """Whether a line announces who signs: `Signatories`, `Done at the Ports by:`, `on behalf of:`."""
    text = line.strip(EDGES + "#")
    if MARK.fullmatch(text) or is_one_of(text, "signers"):
        return True
    if last_mark(line.rstrip(" *_")) not in COLONS:
        return False
    if begins_closing(text):
        return True
    end = text[-MAX_LEAD:]
    return names_undersigned(end) or unaccented(end).endswith(_signs_behind())


def begins_with_signers(text: str) -> bool:
    """Whether words begin with a word for those who sign: `Signatories on 3 May 2024:`."""
    first = unaccented(text.strip(EDGES + "#")).partition(" ")[0]
    return first in _lines("signers")


def names_undersigned(text: str) -> bool:
    """Whether words speak of those who sign below: `We, the undersigned`."""
    plain = unaccented(text)
    return any(word in plain for word in _lines("undersigned"))


def begins_closing(text: str) -> bool:
    """Whether words begin as a closing does: `Done at the Ports`, `In witness whereof`."""
    return unaccented(text.strip(EDGES + "#")).startswith(_closing_leads())


MAX_LEAD = 90
"""The words that announce who signs are within this many characters before a list."""


@cache
def _closing_leads() -> tuple[str, ...]:
    """The words of all languages that begin a closing, and not those for whom somebody signs."""
    parties = tuple(f"{word} " for word in _forms("party_words"))
    words = [
        word
        for word in _forms("closing_words")
        if not word.casefold().startswith(parties)
    ]
    leads = map(unaccented, words)
    return tuple(lead for lead in leads if len(lead) > MAX_WHOLE_WORD)


def _forms(field: str) -> Iterator[str]:
    """The words of a field in all languages."""
    return chain.from_iterable(row.forms for row in in_every_language(field))


@cache
def _signs_behind() -> tuple[str, ...]:
    """The words with which a line ends that announces who signs."""
    words = [*_lines("signers"), *map(unaccented, word_list("parties"))]
    return tuple(f" {word}" for word in words)


def can_be_signer(text: str) -> bool:
    """Whether an entry of a list can be somebody who signs: a few words, and no clause."""
    text = text.strip(" *_")
    if not text or len(text) > 2 * MAX_NAME or is_clause(text):
        return False
    if is_small(text[0]) and not names_state(text):
        return False
    return "://" not in text


def begins_adopted(text: str) -> bool:
    """Whether words begin with one for adopted, agreed to or signed, in any language."""
    return unaccented(text).startswith(word_list("adopted"))


def greets(line: str) -> bool:
    """Whether a short line begins with words that greet whom a letter is for, in any language:
    `Dear Mayors,`.
    """
    return len(line) <= MAX_NAME and unaccented(line).startswith(word_list("greetings"))


@cache
def _lines(kind: str) -> frozenset[str]:
    return frozenset(map(unaccented, word_list(kind)))


GOVERNMENTS, BODIES, OFFICES = "governments", "bodies", "offices"
"""Lists of `signing.json`: how words begin that name states and their governments, other bodies, or
offices, in many languages; in scripts without spaces what such names hold.
"""
MIN_ROW = 4
"""This many names in a row are as many signatures."""
MAX_NAME = 80
"""No name in a row, and no line that greets, has more characters."""
MAX_WHOLE_WORD = 4
"""Beginnings of words with at most this many letters are whole words."""
_FIRST_HAN = "\u2e7f"


@cache
def _party_words(language: LanguageData) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How a text begins, and ends, that names for whom somebody signs, the longest words first.

    They are those of the language, or of all where it has none; of treaties' languages; and what
    means no other thing.
    """
    near = {language.tag, "en", "fr"}
    words: set[str] = set()
    for tag, _, forms in in_every_language("party_words"):
        is_near = tag in near or not language.party_words
        words.update(word for word in forms if is_near or len(word) >= MIN_KNOWN_PARTY)
    words = {word.translate(_DOTLESS) for word in words.union(word_list("parties"))}
    known = sorted(words, key=lambda word: (-len(word), word))
    blanks = [" " if word[-1] < "\u2e7f" else "" for word in known]
    return tuple(map(add, known, blanks)), tuple(map(add, blanks, known))


_DOTLESS = str.maketrans("ı", "i")
"""Capitals of Turkish and other languages lose the dot, or win one, when they are folded."""
MIN_KNOWN_PARTY = 4
"""Words for whom somebody signs that have this many letters are known in every text: it may be
signed in two languages.
"""


def names_party(text: str, language: LanguageData) -> bool:
    """Whether words begin, or end, with those for whom somebody signs: `for`, `in the name of`."""
    plain = " ".join(text.split()).strip(EDGES)
    return _without_party_words(plain, language) != plain


def party_of(text: str, language: LanguageData) -> str:
    """The party without the words before or after it that say somebody signs for it."""
    found = _without_party_words(
        " ".join(text.split()).strip(EDGES).removeprefix("of "), language
    )
    return (
        "" if is_small(found[:1]) and len(found) < MAX_WHOLE_WORD else found
    )  # `Für die`


def _without_party_words(text: str, language: LanguageData) -> str:
    folded = text.casefold().translate(_DOTLESS)
    begins, ends = _party_words(language)
    said = _SAYS_SIGNED.match(folded)
    if said is not None and folded[said.end() :].startswith(
        begins
    ):  # `Signed on behalf of`
        folded, text = folded[said.end() :], text[said.end() :]
    if f"{folded} " in begins or folded in begins:
        return ""
    if folded.startswith(begins):
        return text[len(next(filter(folded.startswith, begins))) :].strip(EDGES)
    if folded.endswith(ends):
        return text[: -len(next(filter(folded.endswith, ends)))].strip(EDGES)
    return text


_SAYS_SIGNED = compile_late(
    rf"(?:{any_of('signed')}|{any_of('signers')})\.?:?\s+(?=\w)"
)


class Stems(NamedTuple):
    """The beginnings of words of a kind, in lower case without accents."""

    by_letter: Mapping[str, tuple[str, ...]]
    """Those that a word can begin with, by their first letter."""
    long: tuple[str, ...]
    """The same in one row; in Chinese characters they can stand inside a word."""
    every: frozenset[str]
    """All; short ones are whole words."""
    inside: tuple[str, ...]
    """Those that `_holds_more` finds anywhere in a text."""


@cache
def _stems(kind: str) -> Stems:
    every = tuple(dict.fromkeys(unaccented_each(word_list(kind))))
    long = tuple(
        stem for stem in every if len(stem) > MAX_WHOLE_WORD or stem[0] > "\u0500"
    )
    by_letter: dict[str, tuple[str, ...]] = {}
    for stem in long:
        by_letter[stem[0]] = (*by_letter.get(stem[0], ()), stem)
    inside = tuple(stem for stem in long if _is_found_inside(stem))
    return Stems(by_letter, long, frozenset(every), inside)


def _is_found_inside(stem: str) -> bool:
    """Whether a stem is looked for inside words: several words, Korean, scripts with signs for
    vowels.
    """
    return not stem.isalpha() or stem[0] > "\u10ff" or "\u08ff" < stem[0] < "\u10a0"


def _holds(text: str, kind: str) -> bool:
    """Whether a word of a text is of a kind."""
    stems = _stems(kind)
    for word in _WORDS.findall(unaccented(text)):
        if word in stems.every or word.startswith(stems.by_letter.get(word[0], ())):
            return True
        if word[0] > _FIRST_HAN and any(stem in word for stem in stems.long):
            return True
    return False


_WORDS = compile_late(r"[^\W\d_]+")


def _holds_more(text: str, kind: str) -> bool:
    """The same of lists that the decoder has not learnt, which are also looked for inside words.

    The syllables of Korean fall apart into letters, and signs for vowels are no letters.
    """
    words = text.split()
    spaced_out = text > _FIRST_HAN and all(len(word) == 1 for word in words)
    plain = unaccented("".join(words) if spaced_out else text)
    if _holds(text, kind):
        return True
    return any(stem in plain for stem in _stems(kind).inside)


@lru_cache(4096)
def names_state(text: str) -> bool:
    """Whether words name a state, a government or a body."""
    if text.endswith(word_list("body endings")) and len(text) > MAX_WHOLE_WORD // 2:
        return True
    return _is_state(text) or _holds_more(text, "more bodies")


def _is_state(text: str) -> bool:
    return _holds(text, GOVERNMENTS) or _holds(text, BODIES)


def names_government(text: str) -> bool:
    """Whether each word is one for a state or its government, or small: `the Government of the`."""
    return all(
        is_small(word[0]) or _holds(word, GOVERNMENTS) for word in _WORDS.findall(text)
    )


@lru_cache(4096)
def names_office(text: str) -> bool:
    """Whether words name an office."""
    if _holds(text, OFFICES) or _holds_more(text, "more offices"):
        return True
    endings = word_list(
        "office endings"
    )  # of compounds: `Statsminister`, `vicepresidente`
    return any(word[1:].endswith(endings) for word in _WORDS.findall(text.lower()))


def names_city(text: str) -> bool:
    """Whether a line is an abbreviated word for city and the name of one: `г. Минск`."""
    return _CITY.fullmatch(text) is not None


_CITY = compile_late(rf"(?:{any_of('cities')})\.\s?[^\W\d_][\w-]+(?:\s[^\W\d_][\w-]+)?")


NO_NAME = -4.0
"""The look of words that are nobody's name for sure."""


def name_look(text: str) -> float:
    """How much words look like a person's name. Behind the label of a list they can begin small."""
    entry = without_label(text)
    listed = entry != text
    text = _TITLES.sub("", SIGNED.sub("", entry.strip()).strip(EDGES))
    words = _STOP.sub(". ", text).split()
    if not words or any(map(str.isdigit, text)) or says_signed(text):
        return NO_NAME
    look = 0.0
    if names_office(text):
        look -= 3.0
    if names_state(text):
        look -= 2.0
    cased = text.lower() != text.upper()
    if cased and _has_small_word(words, listed=listed):
        return look - 3.0
    if HONORIFIC.match(text):
        look += 1.0
    if cased:
        return look + (2.0 if 2 <= len(words) <= 6 else -1.0)
    return look + (1.0 if len(words) <= 4 and len(text) <= 40 else -2.0)


def _has_small_word(words: Sequence[str], *, listed: bool) -> bool:
    """Whether the first word is small, or another one that is no particle of names. `listed`: the
    first one does not count.
    """
    if is_small(words[0][0]) and not listed:
        return True
    words = words[1:] if listed else words
    return any(
        is_small(word[0]) and word not in word_set("particles") for word in words
    )


_TITLES = compile_late(r"^(?:[^\W\d_A-ZÀ-Þ]{2,5}\.\s?)+(?=\w)")
"""Titles before a name in small letters: `ing. Odd Berg`."""
_STOP = compile_late(r"(?<=\b[^\W\d_])\.(?=[^\W\d_])")
"""The stop behind an initial that a name is glued to: `D.Bold`."""


MAX_LOOK_WORDS = 8
"""A text with more words looks like no part of a signature."""


def signing_look(text: str) -> str:
    """What part of a signature a short text looks like: `mark`, `office`, `name`, `caseless` or
    `none`.

    The decoder has learnt from it.
    """
    if SIGNED_INSIDE.search(text) or says_signed(text):
        return "mark"
    words = text.split(None, MAX_LOOK_WORDS)
    if len(words) > MAX_LOOK_WORDS or any(map(str.isdigit, text)):
        return "none"
    if _holds(text, OFFICES):
        return "office"
    if text[-1] in ".;:?!" or not 2 <= len(words) <= 6 or _is_state(text):
        return "none"
    particles = word_set("particles")
    if any(is_small(word[0]) and word.casefold() not in particles for word in words):
        return "none"
    return "name" if text.upper() != text.lower() else "caseless"


def in_a_row(text: str) -> list[int]:
    """Where the names of a long row part, if it is one.

    As in `A, B, C and D`, `A m.p. B m.p.` and `A, mayor; B, clerk; C, treasurer`.
    """
    marks = [match.end() for match in _BEHIND.finditer(text)]
    if len(marks) > 1:
        return marks
    cuts = [match.end() for match in re.finditer(rf"[·{COMMAS}{SEMICOLONS}]\s*", text)]
    semicolons = [at for at in cuts if text[:at].rstrip()[-1] in SEMICOLONS]
    with_offices = len(cuts) > len(semicolons) > 1
    if with_offices:
        cuts = semicolons
    pieces = [
        text[start:end].strip(EDGES) for start, end in pairwise([0, *cuts, len(text)])
    ]
    if with_offices:  # what follows a comma is what somebody is
        pieces = [re.split(f"[{COMMAS}]", piece, maxsplit=1)[0] for piece in pieces]
    least = MIN_ROW - 1 if with_offices else MIN_ROW
    if len(pieces) < least:
        return []
    others = sum(bool(piece) and not _can_be_name(piece) for piece in pieces)
    return cuts if others * 10 <= len(pieces) else []


def _can_be_name(piece: str) -> bool:
    """Whether a piece of a row begins like a name, is not too long, and names no office."""
    if is_small(piece[0]) or piece[0].isdigit() or len(piece) > MAX_NAME:
        return False
    return not names_office(piece)


def signed_in(text: str, languages: Sequence[LanguageData]) -> list[int]:
    """Where signatures begin that follow other words in one line.

    They begin with the party for whom somebody signs, with an office or a name before a mark of
    signing, and with names in capitals that end the line.
    """
    marks = [match.start() for match in SIGNED_INSIDE.finditer(text)]
    found: set[int] = set()
    for language in languages:
        found.update(_parties_in(text, language))
    parties = sorted(found)
    if not marks and len(parties) < 2:
        return _capital_names(text)
    begun: list[int] = []
    behind = 0
    for mark in marks:
        leading = [at for at in parties if behind <= at < mark]
        begun.extend(leading or [_office_before(text, behind, mark)])
        behind = mark + 1
    begun.extend(at for at in parties if at >= behind)
    return begun


def glued(text: str, language: LanguageData) -> list[int]:
    """Where the parts of signatures part that stand in one line: party, mark and name, office."""
    begun = signed_in(text, (language,))
    marks = [match.start() for match in SIGNED_INSIDE.finditer(text)]
    has_party = names_party(text, language)
    if not (any(begun) or marks or has_party):
        return []
    cuts = {*begun, *marks}
    for match in _COLON.finditer(text):
        if names_party(text[: match.start()], language):
            cuts.add(match.end())
    if has_party and not marks:
        for match in _COMMA.finditer(text):
            if name_look(match[1]) >= 2 or names_office(match[1]):
                cuts.add(match.end())
    cuts.update(match.start() for match in _EMPHASIS.finditer(text))
    return sorted(cuts - {0})


_COLON = compile_late(rf"[{COLONS}][\s*]*(?=[^\W\d_])")
_COMMA = compile_late(rf"[{COMMAS}]\s+(?=([^{COMMAS}]+))")
_EMPHASIS = compile_late(
    r"(?:(?<=[.)\s])|(?<=[A-ZÀ-Þ]{2}))\*(?=[^\W_])|(?<=[,:.]\*)\s*(?=[\w(])"
)
_CAPITAL = compile_late(
    r"[^\W\d_a-z](?:(?<![^\W\d_].)|(?<=[a-zà-ÿ][A-ZÀ-Þ])|(?<=[A-ZÀ-Þ][A-ZÀ-Þ])(?=[a-zà-ÿ]))"
)
"""Where words can begin with a capital, those that are glued to others too."""
PARTY_REACH = 100
"""A name follows a party, and an office precedes a mark, within this many characters."""


def _parties_in(text: str, language: LanguageData) -> Iterator[int]:
    """Where the words begin that say for whom somebody signs.

    They begin with a capital, follow a mark, emphasis or a name, and lead to a state or a mark.
    """
    leads = _party_words(language)[0]
    for match in _CAPITAL.finditer(text):
        at = match.start()
        head = text[at : at + 30].casefold()
        if not text[at].isupper() or not head.startswith(leads):
            continue
        if not _can_begin_party(text, at):
            continue
        after = text[at : at + PARTY_REACH]
        if names_state(" ".join(after.split()[:6])) or _ENDS_PARTY.search(after):
            emphasised = text[at - 1 : at] == "*"
            yield at - 1 if emphasised else at


def _can_begin_party(text: str, at: int) -> bool:
    """Whether a place begins the text, or follows a mark, emphasis or a name in capitals."""
    before = text[:at].rstrip(" \t*_")
    if not before or before[-1] in ".:;,)" or text[at - 1] == "*":
        return True
    last = before.split()[-1]
    return last.isupper() and len(last) > 2


_ENDS_PARTY = compile_late(rf"[*{COLONS}]|\((?:s|w)")


def _office_before(text: str, begin: int, mark: int) -> int:
    """Where the office begins that stands before a mark of signing; else the mark."""
    base = max(begin, mark - PARTY_REACH)
    stretch = text[base:mark].rstrip("*:, \t")
    at = max(stretch.rfind(".") + 1, stretch.rfind("*"), 0)
    at += len(stretch[at:]) - len(stretch[at:].lstrip())
    office = stretch[at:]
    return base + at if len(office) > 2 and names_office(office) else mark


def _capital_names(text: str) -> list[int]:
    """Where names begin that end a line in capitals, several of them: `1930. A. TOT BLOK. Dr. C.
    DORN`.
    """
    if not text[-4:].isupper():
        return []
    stops = [match.end() for match in re.finditer(r"(?<=[^\W\d_]{3}\.)\s+", text)]
    found: list[int] = []
    for start, end in reversed(list(pairwise([*stops, len(text)]))):
        if not all(map(_is_capital_or_initial, text[start:end].split())):
            break
        found.insert(0, start)
    return found if len(found) > 1 else []


def _is_capital_or_initial(word: str) -> bool:
    return word.isupper() or re.fullmatch(r"\w{1,4}\.", word) is not None


def pair_of(names: str, offices: str) -> tuple[int, int] | None:
    """Where two names part in a line, and two offices in the line below, that stood in columns.

    As in `Edda Holm Odd Berg` above `Mayor Clerk`; None where it is not so.
    """
    name_starts = [match.start() for match in re.finditer(r"\S+", names)]
    office_starts = [match.start() for match in re.finditer(r"\S+", offices)]
    held: list[int] = []
    for index, at in enumerate(office_starts):
        if names_office(offices[at:].split(None, 1)[0]):
            held.append(index)
    parts = [
        at for at in name_starts[1:] if _are_names(names[:at].rstrip(), names[at:])
    ]
    if len(held) != 2 or len(parts) != 1:
        return None
    if held[1] - held[0] < 2 and offices < _FIRST_HAN:
        return None
    second = held[1] if held[0] == 0 else held[0] + 1
    if second >= len(office_starts):
        return None
    before_second = offices[: office_starts[second]].rsplit(maxsplit=1)[-1]
    if before_second.casefold() in word_set("open words"):
        return None  # `Mayor and Chair of the Council`: two offices of one
    return parts[0], office_starts[second]


def _are_names(left: str, right: str) -> bool:
    """Whether the two sides of a line are a name each."""
    least = 2 if left < _FIRST_HAN else 1
    for side in (left, right):
        if not least <= len(side.split()) <= 4 or name_look(side) < least:
            return False
    last = left.rsplit(maxsplit=1)[-1]
    return last[-1] not in ".,:" and last.casefold() not in word_set("particles")


OF_WORDS = "of|de|du|de la|des|del|dos|da|do"
OF = compile_late(rf"\s(?:{OF_WORDS})\s")
"""Words between an office or a name and the party."""


def shape_of(text: str) -> str:
    """What parts a name at the beginning of a line from what follows it.

    A comma, `(` for brackets, or `a` where all that follows is in small letters; `o` where the name
    follows an office; empty where there is no name.
    """
    words = SIGNED.sub("", text.strip(" *_.;"))
    for match in re.finditer(rf"[{COMMAS}]\s+(?=\S)|\s(?=\()|\s(?=[^\W\d_])", words):
        name = words[: match.start()]
        mark = match[0].strip() or _shape_behind(words[match.end() :])
        if mark:
            return mark if _is_whole_name(name, least=2 if mark == "a" else 1) else ""
    return "o" if _behind_office(words) else ""


def _shape_behind(behind: str) -> str:
    """The shape of what follows a blank."""
    if behind[0] == "(" and behind[-1] == ")":
        return "("
    words = behind.split()
    all_small = all(is_small(word[0]) for word in words)
    return "a" if all_small and words[0] not in word_set("particles") else ""


def _is_whole_name(name: str, least: int) -> bool:
    """Whether words look like a name that no particle ends."""
    last = (name.split() or [""])[-1]
    return name_look(name) >= least and last not in word_set("particles")


def _behind_office(text: str) -> int:
    """Where a name of two or three words begins behind the last word of an office; else 0."""
    if not {*COMMAS, *COLONS}.isdisjoint(text):
        return 0
    words = list(re.finditer(r"\S+", text))
    offices = [index for index, word in enumerate(words) if names_office(word[0])]
    if not offices or offices[-1] + 1 >= len(words):
        return 0
    at = words[offices[-1] + 1].start()
    name = text[at:]
    return at if len(name.split()) in (2, 3) and name_look(name) >= 2 else 0


def titled(text: str, *, listed: bool = False) -> list[int]:
    """Where office, name and party part in a line; empty where it has no such parts.

    As in `President Edda Holm of the Ports`, `Edda Holm (Mayor of Wick)`, `仙台市 会長 平井`.
    `listed`: most lines of the list are alike.
    """
    cuts = _titled_caseless(text)
    if cuts:
        return cuts
    bracket = text.find(" (") if text.rstrip("*_ ").endswith(")") else -1
    if bracket > 0 and name_look(text[:bracket]) >= 2:
        several_words = " " in text[bracket + 2 :]
        if listed or several_words:
            return [bracket + 1]
    party = OF.search(text)
    has_party = party is not None and not any(
        map(names_office, text[party.end() :].split())
    )
    end = party.start() if party is not None and has_party else len(text)
    at = _behind_office(text[:end])
    if not at:
        return []
    if end < len(text):
        return [at, end + 1]
    initial_first = text[at + 1] == "."
    last_in_capitals = text.rsplit(maxsplit=1)[-1].isupper() and not text.isupper()
    return [at] if listed or initial_first or last_in_capitals else []


def _titled_caseless(text: str) -> list[int]:
    """Where party, office and name part in Chinese characters, Kana or Hangul."""
    words = list(re.finditer(r"\S+", text))
    if text[:1] <= _FIRST_HAN or not 1 < len(words) <= MIN_ROW:
        return []
    offices = [index for index, word in enumerate(words) if names_office(word[0])]
    if not offices or offices[-1] + 1 >= len(words):
        return []
    first = offices[0]
    if first and not names_state(text[: words[first].start()].strip()):
        return []
    return [words[at].start() for at in (first, offices[-1] + 1) if at]


def named(text: str, *, listed: bool) -> list[int]:
    """Where a name and a role part, one behind the other; and the party behind them.

    `listed`: most lines of the list are alike.
    """
    colon = _OFFICE_COLON.match(text)
    if colon is not None:
        behind = text[colon.end() :]
        if name_look(behind) >= 1 and not names_office(behind):
            return [colon.end()]
    for at in _possible_cuts(text):
        left = text[:at].rstrip()
        right = text[at:]
        if _parts_name_and_role(text, left, left, right, listed=listed):
            return [at, *party_behind(text, at, listed=listed)]
        role_can_come_first = not is_small(left[0]) and not left[-1].isalpha()
        if role_can_come_first and _parts_name_and_role(
            text, left, right, left, listed=listed
        ):
            return [at]
    return []


def _possible_cuts(text: str) -> list[int]:
    """Where a name and a role can part: behind a mark, before a small word."""
    marks = re.finditer(rf"[{COLONS}{COMMAS}][\s*_]+|\s[–—-]\s", text)
    first_letters = re.finditer(r"(?<=\s)\w", text)
    before_small = [match.start() for match in first_letters if is_small(match[0])]
    return [*(match.end() for match in marks), *before_small]


def _parts_name_and_role(
    text: str, left: str, name: str, role: str, *, listed: bool
) -> bool:
    """Whether one side of a line is a name and the other a role; `left` is the left side."""
    if not (
        _parts_by_mark(text, left, name, role, listed=listed) or names_office(role)
    ):
        return False
    return name_look(name) >= (1 if listed else 2) and not names_office(name)


def _parts_by_mark(text: str, left: str, name: str, role: str, *, listed: bool) -> bool:
    """Whether a mark, or small letters in a list of lines that are alike, part the two sides."""
    behind_mark = left[-1] in f"{COMMAS}–—"
    if behind_mark and (is_small(role[:1]) or (listed and name is left)):
        return True
    return listed and left[-1].isalpha() and shape_of(text) == "a"


_DEPUTY = rf"(?:(?:{any_of('deputies')})\.?\s+)?"
_OFFICE_COLON = compile_late(
    rf"(?i)[*_]*[^\W\d_][^{COLONS}{COMMAS}/]{{1,50}}[{COLONS}][\s*_]+{_DEPUTY}(?=\S)"
)


def party_behind(text: str, at: int, *, listed: bool) -> Iterator[int]:
    """Where a party begins behind a name and a role, if it does: `Edda Holm, mayor, Council of the
    Ports`.
    """
    cut = re.search(rf"(?<=[{COMMAS}])\s+(?=[^{COMMAS}]+$)", text[at:])
    if cut is None:
        return
    party = text[at + cut.end() :]
    if names_office(party):
        return
    if names_state(party) or (
        listed and _can_be_party(party, text[at:].partition(party)[0])
    ):
        yield len(text) - len(party)


def _can_be_party(party: str, role: str) -> bool:
    """Whether words behind a role in a list can be a party."""
    if not role or is_small(party[0]):
        return False
    return party.isupper() or " " in party or not is_small(role[0])
