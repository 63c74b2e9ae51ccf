"""The words of signatures: marks of signing, names, offices, parties, and where those that stand in one line part."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from operator import add
from typing import TypeAlias

from communique.core.scripts import COLONS, COMMAS, SEMICOLONS, is_small, last_mark, unaccented
from communique.detect.wordlists import any_of, word_list
from communique.languages import LanguageData, all_languages
from communique.languages import language as language_of

EDGES = f" \t.!*_()[]\u00a0{COMMAS}{SEMICOLONS}{COLONS}"
"""What stands at the edges of words and is no part of them."""
_BRACKETED = rf"[(（]\*?\s?(?:{any_of('signed')})\.?\s?\*?\s?[)）]"
_SEAL = r"\*L\.\s?S\.\*"
MARK = re.compile(rf"\W*(?:{any_of('signed')}|{any_of('signs')})\W*", re.IGNORECASE)
"""A line that says no more than that somebody signs."""
SIGNED = re.compile(
    rf"^\s*(?:{_BRACKETED}|{_SEAL}|/s/|/-/|s/|(?:{any_of('before')})\.:?|(?:{any_of('signed')})\s?:|\d{{1,3}}[.)]\s|\[\w[^]]{{1,20}}\],?\s)\s*"
    rf"|{_BRACKETED}\s*$|\s(?:{any_of('behind')})\.?\s*$",
    re.IGNORECASE,
)
"""What stands before the name of somebody who signed, or behind it: a mark, or a number of a list."""
SIGNED_BEHIND = re.compile(rf"\s(?:{any_of('behind')})\.?[*_\s]*$", re.IGNORECASE)
"""A mark behind a name: in his own hand."""
_BEHIND = re.compile(rf"\s(?:{any_of('behind')})\.?[*_]*(?:\s+|$)", re.IGNORECASE)
SIGNED_INSIDE = re.compile(rf"{_BRACKETED}|{_SEAL}|/s/", re.IGNORECASE)
"""The same inside a line."""
SIGNS = re.compile(
    rf"(?:[^.]{{0,100}}[\s:*,.])?(?:{_BRACKETED}|{_SEAL}|/s/)[\s*]*(?-i:[^\W\d_a-z])", re.IGNORECASE
)
"""How a block begins that somebody has signed: perhaps an office or for whom, a mark, a name."""
WITNESS = re.compile(rf"\W*(?:{any_of('witnesses')})", re.IGNORECASE)
"""How a line begins behind which witnesses sign."""
HONORIFIC = re.compile(
    rf"(?:{any_of('honorifics')})\.? (?:\w+\.? ){{0,1}}[^\W\d_]|{any_of('glued honorifics')}"
)


def says_signed(text: str) -> bool:
    """Whether a line names nobody: it says no more than that somebody signs, or is to be filled in."""
    blank = set(text.rstrip(" \t.,;:*)]")[-3:]) in ({"_"}, {"…"})
    return MARK.fullmatch(text) is not None or blank or _FIELD.search(text) is not None


_FIELD = re.compile(rf"(?:_{{3}}|…{{2}})\s*[{COLONS}]|[{COLONS}]\s*(?:_{{3}}|…{{2}})")
_CLAUSE = re.compile(r"[。؟۔।።]|[、，；፣፤]\s*$")


def is_clause(text: str) -> bool:
    """Whether words in a script without capitals are a clause, or the beginning of one, and nobody's name."""
    return _CLAUSE.search(text) is not None


def is_one_of(text: str, kind: str) -> bool:
    """Whether a line is one of a list of `signing.json`, and no more: `His Excellency`, `Yours sincerely,`."""
    return unaccented(text.strip(EDGES)) in _lines(kind)


def office_ahead(line: str) -> str:
    """The office that a line above names says all of them hold, if it does: `Members of the Council:`, `Submitted by the mayors:`."""
    text = line.strip(EDGES)
    if len(line) > LONGEST or last_mark(line) not in COLONS or not names_office(text):
        return ""
    plain = unaccented(text)
    by = max(
        (word for word in _lines("signers") if plain.startswith(f"{word} ")), key=len, default=""
    )
    return text[len(by) :].strip() if len(plain) == len(text) else text


def begins_adopted(text: str) -> bool:
    """Whether words begin with one for adopted, agreed to or signed, in any language."""
    return unaccented(text).startswith(word_list("adopted"))


def greets(line: str) -> bool:
    """Whether a short line begins with words that greet whom a letter is for, in any language: `Dear Mayors,`."""
    return len(line) <= LONGEST and unaccented(line).startswith(word_list("greetings"))


@cache
def _lines(kind: str) -> frozenset[str]:
    return frozenset(map(unaccented, word_list(kind)))


GOVERNMENTS, BODIES, OFFICES = "governments", "bodies", "offices"
"""Lists of `signing.json`: how words begin that name states and their governments, other bodies, or offices, in many languages;
in scripts without spaces what such names hold."""
MANY, LONGEST = 4, 80
"""So many names in a row, none longer than so many characters, are as many signatures; nor is a line that greets."""
SHORTEST = 4
"""Beginnings of words that have no more letters stand for themselves alone."""


@cache
def _party_words(language: LanguageData) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How a text begins, and ends, that names for whom somebody signs, the longest words first.

    They are those of the language, or of all where it has none; of treaties' languages; and what means no other thing.
    """
    near = (
        (language, language_of("en"), language_of("fr"))
        if language.party_words
        else all_languages()
    )
    words = {
        word
        for each in all_languages()
        for word in each.party_words
        if each in near or len(word) >= SURE
    }
    words = {word.translate(_DOTLESS) for word in words.union(word_list("parties"))}
    known = sorted(words, key=lambda word: (-len(word), word))
    blanks = [" " if word[-1] < "\u2e7f" else "" for word in known]
    return tuple(map(add, known, blanks)), tuple(map(add, blanks, known))


_DOTLESS = str.maketrans("ı", "i")
"""Capitals of Turkish and other languages lose the dot, or win one, when they are folded."""
SURE = 4
"""Words for whom somebody signs that have so many letters are known in every text: it may be signed in two languages."""


def names_party(text: str, language: LanguageData) -> bool:
    """Whether words begin, or end, with those for whom somebody signs: `for`, `in the name of`."""
    plain = " ".join(text.split()).strip(EDGES)
    return _without_party_words(plain, language) != plain


def party_of(text: str, language: LanguageData) -> str:
    """The party without the words before or after it that say somebody signs for it."""
    found = _without_party_words(" ".join(text.split()).strip(EDGES).removeprefix("of "), language)
    return "" if is_small(found[:1]) and len(found) < SHORTEST else found  # `Für die`


def _without_party_words(text: str, language: LanguageData) -> str:
    folded = text.casefold().translate(_DOTLESS)
    begins, ends = _party_words(language)
    said = _SAYS_SIGNED.match(folded)
    if said is not None and folded[said.end() :].startswith(begins):  # `Signed on behalf of`
        folded, text = folded[said.end() :], text[said.end() :]
    if f"{folded} " in begins or folded in begins:
        return ""
    if folded.startswith(begins):
        return text[len(next(filter(folded.startswith, begins))) :].strip(EDGES)
    if folded.endswith(ends):
        return text[: -len(next(filter(folded.endswith, ends)))].strip(EDGES)
    return text


_SAYS_SIGNED = re.compile(rf"(?:{any_of('signed')}|{any_of('signers')})\.?:?\s+(?=\w)")

Stems: TypeAlias = Mapping[str, tuple[str, ...]]
"""How words begin, by their first letters: of hundreds few are tried."""


@cache
def _signing(kind: str) -> tuple[Stems, tuple[str, ...], frozenset[str], re.Pattern[str]]:
    """Beginnings of words, those that stand inside words too, those so short that only the whole word is meant; and of those that
    `_holds_more` knows inside others an expression.
    """
    stems = tuple(dict.fromkeys(map(unaccented, word_list(kind))))
    long = tuple(stem for stem in stems if len(stem) > SHORTEST or stem[0] > "\u0500")
    inside = (
        stem
        for stem in long
        if not stem.isalpha() or stem[0] > "\u10ff" or "\u08ff" < stem[0] < "\u10a0"
    )
    begin = {
        letter: tuple(stem for stem in long if stem[0] == letter)
        for letter in {stem[0] for stem in long}
    }
    return begin, long, frozenset(stems), re.compile("|".join(map(re.escape, inside)) or "(?!)")


def _holds(text: str, kind: str) -> bool:
    begin, inside, short, _ = _signing(kind)
    return any(
        word.startswith(begin.get(word[0], ()))
        or word in short
        or (word[0] > "\u2e7f" and any(stem in word for stem in inside))
        for word in _WORDS.findall(unaccented(text))
    )


_WORDS = re.compile(r"[^\W\d_]+")


def _holds_more(text: str, kind: str) -> bool:
    """The same of lists that the decoder has not learnt, also inside words in Korean, whose syllables fall apart into letters, and
    in scripts whose signs for vowels are no letters, and of several words.
    """
    spaced = text > "\u2e7f" and all(len(word) == 1 for word in text.split())
    plain = unaccented("".join(text.split()) if spaced else text)
    return _holds(text, kind) or _signing(kind)[3].search(plain) is not None


@lru_cache(4096)
def names_state(text: str) -> bool:
    """Whether words name a state, a government or a body, also one of those that the decoder has not learnt."""
    ends = text.endswith(word_list("body endings")) and len(text) > SHORTEST // 2
    return ends or _is_state(text) or _holds_more(text, "more bodies")


def _is_state(text: str) -> bool:
    return _holds(text, GOVERNMENTS) or _holds(text, BODIES)


def names_government(text: str) -> bool:
    """Whether each word is one for a state or its government, or a small one: `the Government of the Republic of`."""
    return all(is_small(word[0]) or _holds(word, GOVERNMENTS) for word in _WORDS.findall(text))


@lru_cache(4096)
def names_office(text: str) -> bool:
    """Whether words name an office, also one of those that the decoder has not learnt."""
    ends = word_list(
        "office endings"
    )  # of words that are made of others: `Statsminister`, `vicepresidente`
    return (
        _holds(text, OFFICES)
        or _holds_more(text, "more offices")
        or any(word[1:].endswith(ends) for word in _WORDS.findall(text.lower()))
    )


def names_city(text: str) -> bool:
    """Whether a line is the name of a city behind the word for it, shortened, and no more: `г. Минск`."""
    return _CITY.fullmatch(text) is not None


_CITY = re.compile(rf"(?:{any_of('cities')})\.\s?[^\W\d_][\w-]+(?:\s[^\W\d_][\w-]+)?")


def name_look(text: str) -> float:
    """How much words look like a person's name."""
    text = _TITLES.sub("", SIGNED.sub("", text.strip()).strip(EDGES))
    words = _STOP.sub(". ", text).split()
    if not words or any(map(str.isdigit, text)) or says_signed(text):
        return -4.0
    honour = 1.0 if HONORIFIC.match(text) else 0.0
    less = (3.0 if names_office(text) else 0.0) + (2.0 if names_state(text) else 0.0)
    if text.lower() == text.upper():
        return (1.0 if len(words) <= 4 and len(text) <= 40 else -2.0) + honour - less
    if is_small(words[0][0]) or any(
        is_small(word[0]) and word not in word_list("particles") for word in words
    ):
        return -3.0 - less
    return (2.0 if 2 <= len(words) <= 6 else -1.0) + honour - less


_TITLES = re.compile(r"^(?:[^\W\d_A-ZÀ-Þ]{2,5}\.\s?)+(?=\w)")
"""Titles before a name in small letters: `ing. Odd Berg`."""
_STOP = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_])")
"""The stop behind an initial that a name is glued to: `D.Bold`."""


def signing_look(text: str) -> str:
    """What of a signature a short text looks like in any language: a mark, an office, a name, else nothing.

    The decoder has learnt from it.
    """
    if SIGNED_INSIDE.search(text) or says_signed(text):
        return "mark"
    words = text.split(None, 8)
    if len(words) > 8 or any(map(str.isdigit, text)):
        return "none"
    if _holds(text, OFFICES):
        return "office"
    large = [
        not is_small(word[0]) for word in words if word.casefold() not in word_list("particles")
    ]
    if text[-1] in ".;:?!" or not 2 <= len(words) <= 6 or not all(large) or _is_state(text):
        return "none"
    return "name" if text.upper() != text.lower() else "caseless"


def in_a_row(text: str) -> list[int]:
    """Where the names of a long row part: `A, B, C and D`, `A m.p. B m.p.`, `A, mayor; B, clerk; C, treasurer`."""
    marks = [match.end() for match in _BEHIND.finditer(text)]
    if len(marks) > 1:
        return marks
    cuts = [match.end() for match in re.finditer(rf"[·{COMMAS}{SEMICOLONS}]\s*", text)]
    ended = [at for at in cuts if text[:at].rstrip()[-1] in SEMICOLONS]
    cuts = ended if len(cuts) > len(ended) > 1 else cuts
    pieces = [text[start:end].strip(EDGES) for start, end in pairwise([0, *cuts, len(text)])]
    if cuts is ended:  # what stands behind a comma is what somebody is
        pieces = [re.split(f"[{COMMAS}]", piece, maxsplit=1)[0] for piece in pieces]
    names = (piece for piece in pieces if piece and not (is_small(piece[0]) or piece[0].isdigit()))
    others = (
        len(pieces)
        - pieces.count("")
        - sum(not names_office(name) and len(name) <= LONGEST for name in names)
    )
    return (
        cuts
        if len(pieces) >= (MANY - 1 if cuts is ended else MANY) and others * 10 <= len(pieces)
        else []
    )


def signed_in(text: str, languages: Sequence[LanguageData]) -> list[int]:
    """Where signatures begin that stand behind other words in one line: where those begin for whom one signs, at an office
    or a name before a mark of signing, and at names in capitals that end the line.
    """
    marks = [match.start() for match in SIGNED_INSIDE.finditer(text)]
    parties = sorted({at for each in languages for at in _parties_in(text, each)})
    if not marks and len(parties) < 2:
        return _capital_names(text)
    begun: list[int] = []
    behind = 0
    for mark in marks:
        led = [at for at in parties if behind <= at < mark]
        begun.extend(led or [_office_before(text, behind, mark)])
        behind = mark + 1
    return [*begun, *(at for at in parties if at >= behind)]


def lists_names(text: str) -> bool:
    """Whether a block is a long row of names and no sentence."""
    return len(in_a_row(text)) > MANY and not re.search(rf"[.!?。！？؟।{COLONS}](?:\s|$)", text)


def glued(text: str, language: LanguageData) -> list[int]:
    """Where the parts of signatures part that stand in one line: party, mark and name, office."""
    begun, marks = (
        signed_in(text, (language,)),
        [match.start() for match in SIGNED_INSIDE.finditer(text)],
    )
    if not (any(begun) or marks or names_party(text, language)):
        return []
    colons = (
        match.end()
        for match in _COLON.finditer(text)
        if names_party(text[: match.start()], language)
    )
    led = text * (not marks and names_party(text, language))
    commas = (
        match.end()
        for match in _COMMA.finditer(led)
        if name_look(match[1]) >= 2 or names_office(match[1])
    )
    emphasis = (match.start() for match in _EMPHASIS.finditer(text))
    return sorted({at for at in (*begun, *marks, *colons, *commas, *emphasis) if at})


_COLON = re.compile(rf"[{COLONS}][\s*]*(?=[^\W\d_])")
_COMMA = re.compile(rf"[{COMMAS}]\s+(?=([^{COMMAS}]+))")
_EMPHASIS = re.compile(r"(?:(?<=[.)\s])|(?<=[A-ZÀ-Þ]{2}))\*(?=[^\W_])|(?<=[,:.]\*)\s*(?=[\w(])")
_CAPITAL = re.compile(
    r"[^\W\d_a-z](?:(?<![^\W\d_].)|(?<=[a-zà-ÿ][A-ZÀ-Þ])|(?<=[A-ZÀ-Þ][A-ZÀ-Þ])(?=[a-zà-ÿ]))"
)
"""Where words can begin with a capital, those that are glued to others too."""
REACH = 100
"""A name, or the end of a line's part, follows within so many characters those for whom one signs."""


def _parties_in(text: str, language: LanguageData) -> Iterator[int]:
    """Where those begin for whom one signs: with a capital, behind a mark, emphasis or a name, and a state or a mark behind them."""
    leads, _ = _party_words(language)
    for at in (match.start() for match in _CAPITAL.finditer(text)):
        head = text[at : at + 30].casefold()
        if not text[at].isupper() or not head.startswith(leads):
            continue
        before = text[:at].rstrip(" \t*_")
        last = (before.split() or [""])[-1]
        after = text[at : at + REACH]
        behind = (
            not before
            or before[-1] in ".:;,)"
            or text[at - 1] == "*"
            or (last.isupper() and len(last) > 2)
        )
        if behind and (names_state(" ".join(after.split()[:6])) or _ENDS_PARTY.search(after)):
            yield at - (text[at - 1 : at] == "*")


_ENDS_PARTY = re.compile(rf"[*{COLONS}]|\((?:s|w)")


def _office_before(text: str, begin: int, mark: int) -> int:
    """Where the office begins that stands before a mark of signing; else the mark."""
    base = max(begin, mark - REACH)
    stretch = text[base:mark].rstrip("*:, \t")
    at = max(stretch.rfind(".") + 1, stretch.rfind("*"), 0)
    at += len(stretch[at:]) - len(stretch[at:].lstrip())
    return base + at if len(stretch) - at > 2 and names_office(stretch[at:]) else mark


def _capital_names(text: str) -> list[int]:
    """Where names begin that end a line, in capitals, several behind each other: `... 1930. A. TOT BLOK. Dr. C. DORN`."""
    found: list[int] = []
    stops = re.finditer(r"(?<=[^\W\d_]{3}\.)\s+", text) if text[-4:].isupper() else ()
    for start, end in reversed(list(pairwise([*(match.end() for match in stops), len(text)]))):
        if not all(
            word.isupper() or re.fullmatch(r"\w{1,4}\.", word) for word in text[start:end].split()
        ):
            break
        found.insert(0, start)
    return found if len(found) > 1 else []


def pair_of(names: str, offices: str) -> tuple[int, int] | None:
    """Where two names part in a line, and two offices in the line below, that stood in columns: `Edda Holm Odd Berg`."""
    words, below = (
        [match.start() for match in re.finditer(r"\S+", text)] for text in (names, offices)
    )
    held = [index for index, at in enumerate(below) if names_office(offices[at:].split(None, 1)[0])]
    parts = [at for at in words[1:] if _are_names(names[:at].rstrip(), names[at:])]
    if len(held) != 2 or len(parts) != 1 or (held[1] - held[0] < 2 and offices < "\u2e7f"):
        return None
    at = held[1] if held[0] == 0 else held[0] + 1
    if at >= len(below) or offices[: below[at]].rsplit(maxsplit=1)[-1].casefold() in word_list(
        "open words"
    ):
        return None  # `Mayor and Chair of the Council`: two offices of one
    return parts[0], below[at]


def _are_names(left: str, right: str) -> bool:
    """Whether the two sides of a line are a name each."""
    least = 1 + (left < "\u2e7f")
    whole = all(
        least <= len(each.split()) <= 4 and name_look(each) >= least for each in (left, right)
    )
    last = left.rsplit(maxsplit=1)[-1]
    return whole and last[-1] not in ".,:" and last.casefold() not in word_list("particles")


OF_WORDS = "of|de|du|de la|des|del|dos|da|do"
OF = re.compile(rf"\s(?:{OF_WORDS})\s")
"""Words between an office or a name and the party."""


def shape_of(text: str) -> str:
    """What parts a name that a line begins with from what is behind it: a comma, a bracket, small letters to the end; `o`: it stands
    behind an office.
    """
    words = SIGNED.sub("", text.strip(" *_.;"))
    for match in re.finditer(rf"[{COMMAS}]\s+(?=\S)|\s(?=\()|\s(?=[^\W\d_])", words):
        name, behind = words[: match.start()], words[match.end() :]
        small = all(is_small(word[0]) for word in behind.split()) and behind.split()[
            0
        ] not in word_list("particles")
        mark = match[0].strip() or ("(" if behind[0] + behind[-1] == "()" else "a" if small else "")
        if mark:
            ends = (name.split() or [""])[-1] in word_list("particles")
            return mark if name_look(name) >= 1 + (mark == "a") and not ends else ""
    return "o" if _behind_office(words) else ""


def _behind_office(text: str) -> int:
    """Where a name of two or three words begins behind the last word of an office, if it does: `Mayor Edda Holm`."""
    words = list(re.finditer(r"\S+", text))
    last = max(
        (index for index, word in enumerate(words) if names_office(word.group())),
        default=len(words),
    )
    name = (
        text[words[last + 1].start() :]
        if last + 1 < len(words) and not {*COMMAS, *COLONS} & {*text}
        else ""
    )
    return len(text) - len(name) if len(name.split()) in (2, 3) and name_look(name) >= 2 else 0


def titled(text: str, *, listed: bool = False) -> list[int]:
    """Where office, name and party part in `President Edda Holm of the Ports`, or party, office and name in `仙台市 会長 平井`."""
    words = list(re.finditer(r"\S+", text))
    if text[:1] > "\u2e7f" and 1 < len(words) <= MANY:
        offices = [index for index, word in enumerate(words) if names_office(word.group())]
        named = offices and offices[-1] + 1 < len(words)
        if named and (not offices[0] or (names_state(text[: words[offices[0]].start()].strip()))):
            return [words[at].start() for at in (offices[0], offices[-1] + 1) if at]
    bracket = text.find(" (") if text.rstrip("*_ ").endswith(")") else -1
    if bracket > 0 and (listed or " " in text[bracket + 2 :]) and name_look(text[:bracket]) >= 2:
        return [bracket + 1]
    party = OF.search(text)
    end = (
        party.start()
        if party is not None and not any(map(names_office, text[party.end() :].split()))
        else len(text)
    )
    at = _behind_office(text[:end])
    if at and end < len(text):
        return [at, end + 1]
    sure = at and (
        listed
        or text[at + 1] == "."
        or (text.rsplit(maxsplit=1)[-1].isupper() and not text.isupper())
    )
    return [at] if sure else []


def named(text: str, *, listed: bool) -> list[int]:
    """Where a name and a role part, one behind the other."""
    cuts = [match.end() for match in re.finditer(rf"[{COLONS}{COMMAS}][\s*_]+|\s[–—-]\s", text)]
    cuts.extend(
        match.start() for match in re.finditer(r"(?<=\s)\w", text) if is_small(match.group())
    )
    colon = _OFFICE_COLON.match(text)
    if (
        colon is not None
        and name_look(text[colon.end() :]) >= 1
        and not names_office(text[colon.end() :])
    ):
        return [colon.end()]
    for at in cuts:
        left, right = text[:at].rstrip(), text[at:]
        for name, role in ((left, right), (right, left))[
            : 1 if is_small(left[0]) or left[-1].isalpha() else 2
        ]:
            parted = left[-1] in f"{COMMAS}–—" and (is_small(role[:1]) or (listed and name is left))
            parted = parted or (listed and left[-1].isalpha() and shape_of(text) == "a")
            if (
                (parted or names_office(role))
                and name_look(name) >= (1 if listed else 2)
                and not names_office(name)
            ):
                return [at, *party_behind(text, at, listed=listed)] if name is left else [at]
    return []


_DEPUTY = rf"(?:(?:{any_of('deputies')})\.?\s+)?"
_OFFICE_COLON = re.compile(
    rf"(?i)[*_]*[^\W\d_][^{COLONS}{COMMAS}/]{{1,50}}[{COLONS}][\s*_]+{_DEPUTY}(?=\S)"
)


def party_behind(text: str, at: int, *, listed: bool) -> Iterator[int]:
    """Where a party begins behind a name and a role, if it does: `Edda Holm, mayor, Council of the Ports`."""
    cut = re.search(rf"(?<=[{COMMAS}])\s+(?=[^{COMMAS}]+$)", text[at:])
    party = text[at + cut.end() :] if cut else ""
    role = text[at:].partition(party)[0] if party else ""
    known = party.isupper() or " " in party or not is_small(role[0]) if role else False
    if (
        party
        and (names_state(party) or (listed and known and not is_small(party[0])))
        and not names_office(party)
    ):
        yield len(text) - len(party)
