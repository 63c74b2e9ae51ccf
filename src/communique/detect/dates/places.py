"""The place beside a date: `Done at Geneva, 3 May 2024`, `Lisbon, 10 June 2013`."""

import re
from collections.abc import Iterable

from communique.core.expressions import compile_late
from communique.core.scripts import COLONS, COMMAS, is_small
from communique.detect.dates.lines import Day
from communique.detect.wordlists import WORD_LISTS, any_of, word_set

MAX_PLACE_WORDS = 5
MAX_PLACE = 20
"""A place alone behind a date has at most twice this many characters."""
MAX_PLACE_CASELESS = 16
"""In a script without capitals it has at most this many characters,"""
MAX_PLACE_HAN = 8
"""and this many in Chinese characters or Hangul."""
_FIRST_HAN = "\u2e7f"

_FILE_WORDS = compile_late(
    rf"(?<![^\W\d_])(?:{any_of('file words')})[^.;\d]{{0,12}}$", re.IGNORECASE
)


def of_file(before: str) -> bool:
    """Whether a day is that of the file: `PDF generated: 3 May 2024`, `Accessed on`."""
    return _FILE_WORDS.search(before) is not None


_BREAKS = rf"[{COMMAS}(（\n]"
_CITY_WORDS = any_of("city behind")
_ERA_BEHIND = compile_late(r"^\s?(?:م|هـ|ه|ء)(?!\w)")
_SENTENCE = compile_late(r"(?<=[^\W\d_]{3})[.;]\s*(?=[^\W\d_])")
_CITY = compile_late(
    r"\s(?:the\s|la\s)?(?:city|town|ciudad|villa|cidade|vila|ville|città|oraș\w*|miasto|stad)"
    r"\s(?:of|de|di|van)\s",
    re.IGNORECASE,
)
_PLACE_BEHIND = compile_late(
    rf"^\s{{0,3}}(?:、?[にの]?([^\s、]{{1,14}}?)(?:で|において)|[{COMMAS}]?\s?[于於](\S{{1,12}}?)[。\s]*$"
    rf"|\S{{0,12}}?在(.{{1,12}}?)(?:签|通过|举行|订|簽|發|发)|[{COMMAS}]?\s*(\S{{1,10}}?)에서|ณ\s?(\S{{2,40}})"
    r"|(?:\S{2,12}\s)?([^\W\d_][\w-]{1,30})['’][dt][ae]\b|\sدر\s(?:شهر\s)?(\S{2,30})\s|\s?मा\s(\S{2,30}?)मा\s"
    rf"|(?:\S{{1,12}}\s){{0,3}}([^\W\d_][\w-]{{1,30}}),?\s(?:{_CITY_WORDS})(?!\w))"
)
"""A place behind a date, in languages that have words or endings for it there."""
_PLACE_WITH_ENDING = compile_late(
    rf"\b([^\W\d_][\w-]{{1,30}})(?:['’][dt][ae]|,?\s(?:{_CITY_WORDS}))[\s,]{{0,3}}$",
    re.IGNORECASE,
)
"""A name before the word for city, or with the ending for in."""
_IN_CITY = compile_late(r"(?:في مدينة|بمدينة|في العاصمة|در شهر|بمقام|ณ)\s?(\S+)\s")
_PREFIXED = compile_late(r"\S+\s[بב](?!تاريخ|مدينة)([^\W\d_]{3,})\s")
"""In Arabic and Hebrew the word for `in` is a letter before the name."""


def place_beside(
    text: str, day: Day, leads: Iterable[str] = (), *, alone: bool, tag: str = ""
) -> str | None:
    """The place beside a date in a text, before or behind it; None where there is none.

    `leads`: words that come before it: `Done at`. `alone`: the line says when and where and no
    more; else a word must say that a place follows: `in`, `at`. `tag`: the language, some of which
    have words for it that are parts of names in others.
    """
    before = _SENTENCE.split(text[: day.start])[-1]
    after = _ERA_BEHIND.sub("", text[day.end :])
    cased = text.lower() != text.upper()
    lead = _lead_of(before, leads)
    if lead is not None:
        rest = before[len(lead) :].lstrip()
        named = rest[:1].isalpha() and not is_small(rest[0])
        if named and not cased:
            return rest.split()[0].strip(COMMAS)
        if named:
            before = f"in {rest}"
        elif lead[-1].isalpha():
            before = rest
    match = _PLACE_WITH_ENDING.search(before) or _PLACE_BEHIND.match(after)
    if match is not None:
        return next(group for group in match.groups() if group)
    if not cased:
        name = _caseless_before(before, alone=alone)
        return _alone_behind(after, cased=False, alone=alone) if name is None else name
    words_for_in = word_set("places").union(
        WORD_LISTS["places of one language"].get(tag.partition("-")[0], ())
    )
    name = _named_in(before, words_for_in, alone=alone)
    if name is None and after.strip() and _says_in(after.split()[0], words_for_in):
        name = _named_in(after, words_for_in, alone=False)
    if name is None:
        name = _alone_behind(after, cased=True, alone=alone)
    return name


def _lead_of(before: str, leads: Iterable[str]) -> str | None:
    """The lead that a text begins with."""
    folded = before.casefold()
    for lead in leads:
        if folded.startswith(f"{lead.casefold()} "):
            return lead
    return None


def _alone_behind(after: str, *, cased: bool, alone: bool) -> str | None:
    """The name behind a date in a line that says no more than when and where."""
    if not alone or re.search(r"[.。]\s*$", after):
        return None
    name = re.split(rf"{_BREAKS}|\s[–—-]\s", after.strip(f" \t.　-–*_{COMMAS}"))[
        0
    ].strip()
    if cased:
        longest = 2 * MAX_PLACE
    elif name > _FIRST_HAN:
        longest = MAX_PLACE_HAN
    else:
        longest = MAX_PLACE_CASELESS
    if not name or len(name) > longest or _says_more(name):
        return None
    return name


def _says_more(text: str) -> bool:
    """Whether words are not a name: they have a figure, a small word that is no particle, or are
    many.
    """
    if any(map(str.isdigit, text)) or is_small(text[0]):
        return True
    words = text.split()
    has_small_word = any(is_small(word[0]) and len(word) > 3 for word in words)
    if has_small_word or len(words) > MAX_PLACE_WORDS:
        return True
    says_what = text.endswith(("会議", "会议", "通过", "可決"))
    return says_what or text.casefold() in word_set("no places")


def _named_in(text: str, words_for_in: frozenset[str], *, alone: bool) -> str | None:
    """The name before a date: the last words that begin with a capital, up to the comma behind
    them.

    Without a word for `in` before it, the name must be all that the text says (`alone`).
    """
    text = _CITY.sub(" at ", text.rpartition(":")[2])
    for part in re.split(r"[,;(（\n]", text.strip(" \t*_([")):
        words = [word.strip('*_"“”«»)') for word in part.rstrip(" \t*_.").split()]
        if words and words[0].lower() in word_set("rooms"):
            continue  # the place is behind it: `Sala de Sesiones, Lima`
        name = _name_in(words, words_for_in, alone=alone)
        if name is not None:
            return name
    return None


def _name_in(
    words: list[str], words_for_in: frozenset[str], *, alone: bool
) -> str | None:
    """The name among the words of a part of a line, if a word says that a place follows."""
    particles = word_set("place particles") - words_for_in
    end = len(words)
    while end and _is_small_or_figure(words[end - 1]):
        end -= 1  # `Geneva on this 3rd day of`
    start = end
    while start and (
        not _is_small(words[start - 1]) or _joins(words, start - 1, particles)
    ):
        start -= 1
    lead = words[start - 1] if start else ""
    while start < end and _leads_to_place(words, start, end, words_for_in):
        follows_particle = start + 1 < end and words[start + 1] in particles
        if follows_particle and not _is_small(words[start]):
            break  # `Ciudad de las Rocas`
        lead = words[start]
        start += 1
    name = " ".join(words[start:end])
    if not _can_be_place(name, end - start):
        return None
    if _says_in(lead, words_for_in):
        return name
    only_joins_behind = all(
        word in word_set("between place and day") for word in words[end:]
    )
    return name if alone and not lead and only_joins_behind else None


def _is_small(word: str) -> bool:
    return is_small(word[:1])


def _is_small_or_figure(word: str) -> bool:
    return is_small(word[:1]) or word[:1].isdigit()


def _joins(words: list[str], at: int, particles: frozenset[str]) -> bool:
    """Whether a small word is inside a name, and does not begin the line."""
    return at > 0 and words[at] in particles


def _leads_to_place(
    words: list[str], at: int, end: int, words_for_in: frozenset[str]
) -> bool:
    """Whether a word comes before a name and is not part of it."""
    return _is_small(words[at]) or (end - at > 1 and _says_in(words[at], words_for_in))


def _can_be_place(name: str, size: int) -> bool:
    has_letters = any(map(str.isalpha, name))
    has_figures = any(map(str.isdigit, name))
    if not has_letters or has_figures or size > MAX_PLACE_WORDS:
        return False
    return name.casefold() not in word_set("no places")


def _says_in(word: str, words_for_in: frozenset[str]) -> bool:
    """Whether the name of a place comes behind a word: `in`, `at`."""
    return word.lower().rstrip(".") in words_for_in


def _caseless_before(before: str, *, alone: bool) -> str | None:
    """The name before a date, in scripts without capitals."""
    match = _PREFIXED.match(before) or _IN_CITY.search(before)
    if match is not None:
        return match[1].strip(COMMAS)
    words = re.split(_BREAKS, before.strip(f" \t*_([၊{COMMAS}"))[0].split()
    if not words:
        return None
    joins = word_set("between place and day")
    if words[-1] in word_set("in behind") and 1 < len(words) <= 4:
        return " ".join(words[:-1])
    if words[-1] in joins:
        words = words[:-1]
    name = " ".join(words)
    if name.startswith(tuple(joins)):
        return None  # the word for day, and of what
    if len(words) > 3 or any(map(str.isdigit, name)) or not any(map(str.isalpha, name)):
        return None
    return name if alone and name[-1] not in COLONS else None
