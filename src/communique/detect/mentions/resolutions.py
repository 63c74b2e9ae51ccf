"""Finds the numbers of resolutions of the United Nations, alone and in lists.

A number of the Security Council has its year in brackets: `2585 (2021)`. One of the General
Assembly has its session before it: `60/251`, `ES-11/1`; until 1976 the session followed in Roman
figures: `3314 (XXIX)`. The Human Rights Council numbers alike (`50/13`), and the Economic and
Social Council has the year as its session (`2020/5`). So the form alone does not name the body: the
day beside the number has to fit a session of only one of them.

`Recalling its resolutions 53/72 of 4 December 1998, 54/43 of 1 December 1999 and 56/14` is a list:
behind each number its day may stand, then a comma or a word, then the next number.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from communique.core.expressions import compile_late
from communique.core.numerals import roman
from communique.detect.marks import Found
from communique.naming.cited import IN_YEAR, contradicts_itself, is_of_council

UNDOCS = "https://undocs.org/"
"""The address of a document of the United Nations is this and its symbol."""
_IN_YEAR = r"\d{1,4}[ \u00a0]?[(（](?:19|20)\d\d[)）]"
_LETTERS = r"[A-Z](?!\w)(?:(?:,|[ \u00a0][^\W\d_]{1,3})[ \u00a0][A-Z](?!\w)){0,4}"
"""The parts of a resolution: `A`, `A and B`."""
_IN_SESSION = rf"(?:(?:ES|S)-)?\d{{1,2}}/\d{{1,3}}(?![\d/])(?:[ \u00a0]{_LETTERS})?"
_IN_OLD_SESSION = r"\d{1,4}[ \u00a0]?\([IVXLC]{1,8}\)"
_OF_YEAR = r"(?:19[789]|20\d)\d/\d{1,3}(?![\d/(])"
NUMBER = rf"(?:{_IN_YEAR}|{_IN_SESSION}|{_OF_YEAR}|{_IN_OLD_SESSION})"
"""The number of a resolution, as an expression."""
_YEAR_ALONE = compile_late(rf"(?<![\d/(（-]){_IN_YEAR}")
_SESSION_ALONE = compile_late(rf"(?<![\w/(（.-]){_IN_SESSION}")
_NEXT = compile_late(
    r"(?:[ \u00a0]?[,;、،؛])?[ \u00a0\n]?(?:[^\W\d_]{1,8}[ \u00a0\n]){0,2}[^\W\d_]?[ \u00a0]?"
    rf"(?P<number>{NUMBER})"
)
"""What may stand between two numbers of a list, and the second number."""
_TO_DATE = compile_late(
    r"[ \u00a0\n]?[,(（]?[ \u00a0\n]?(?:[^\W\d_]{1,8}[.]?[ \u00a0\n]){0,2}"
)
"""What may stand between a number and its date: `of`, `du`, `vom`."""
_SEVERAL = compile_late(r"(?<=\d)[ \u00a0][A-Z](?:,|[ \u00a0][^\W\d_]).*")
"""More parts than one, which have no address of their own."""
_start = attrgetter("start")
_SESSION = compile_late(r"(?P<session>\d+)/(?P<number>\d+)")

_OLD_SESSION = compile_late(r"\((?P<session>[IVXLC]+)\)\Z")
_LAST_OLD_SESSION = 30
"""The last session of the General Assembly that is numbered so. A later one is of another body."""
_FIRST_NUMBERED_SESSION = 31
"""The session since which the General Assembly writes the session before the number."""
_FIRST_DECISION = 401
"""The General Assembly numbers its decisions from here in each session; they have no address."""
_FIRST_OF_SOCIAL_COUNCIL = 201
"""The Economic and Social Council numbers its decisions from here in each year."""
_LAST_OF_COMMISSION = 2005
"""The last year in which the Commission on Human Rights adopted numbered resolutions."""
_FIRST_OF_RIGHTS_COUNCIL = 101
"""The Human Rights Council numbers its decisions from here in each session."""
_SESSION_OF_2008 = 7
"""The first session of the Human Rights Council in 2008."""
_ENDS_OF_SESSIONS = (("03-10", "04-10"), ("06-10", "07-20"), ("09-10", "10-20"))
"""The days about which the three sessions of a year adopt their resolutions."""
_FOUNDED = 1945
"""The first session of the General Assembly began in the year after this one."""


def resolutions(
    text: str, labelled: re.Pattern[str] | None, dates: Iterable[Found]
) -> Iterator[Found]:
    """The numbers of resolutions in a text, with their addresses.

    `labelled` finds a number behind the word for a resolution. A number needs no such word if its
    year is the one in which the Security Council reached it, or if the General Assembly met in its
    session on the day beside it.
    """
    days = sorted(dates, key=_start)
    taken = 0
    for start, end in sorted(_beginnings(text, labelled, days)):
        if start < taken:
            continue
        for found in _list(text, start, end, days):
            taken = found.end
            yield found


def _beginnings(
    text: str, labelled: re.Pattern[str] | None, days: Sequence[Found]
) -> Iterator[tuple[int, int]]:
    """Where a list of numbers begins: the words to be marked, with the label, and their end."""
    if labelled is not None:
        yield from (match.span() for match in labelled.finditer(text))
    for match in _YEAR_ALONE.finditer(text):
        if is_of_council(match[0]):
            yield match.span()
    for match in _SESSION_ALONE.finditer(text):
        if _is_of_assembly(match[0], _date_behind(text, match.end(), days)):
            yield match.span()


def _list(text: str, start: int, end: int, days: Sequence[Found]) -> Iterator[Found]:
    """The number at a place and those listed behind it."""
    while True:
        number_start = _number_before(text, start, end)
        day = _date_behind(text, end, days)
        address = _address(text[number_start:end], day)
        yield Found(start, end, {"kind": "reference", "scheme": "un", "href": address})
        behind = end if day is None else day.end
        following = _NEXT.match(text, behind)
        if following is None or contradicts_itself(following["number"]):
            return
        start, end = following.span("number")


def _number_before(text: str, start: int, end: int) -> int:
    """Where the number begins in marked words that may begin with a label."""
    found = [match.start() for match in re.finditer(NUMBER, text[start:end])]
    return start + found[-1]


def _date_behind(text: str, at: int, days: Sequence[Found]) -> Found | None:
    """The date beside a number: only a short word such as `of` is between them."""
    between = _TO_DATE.match(text, at)
    reach = between.end() if between is not None else at
    place = bisect_left(days, at, key=_start)
    if place == len(days) or days[place].start > reach:
        return None
    return days[place]


def _address(number: str, day: Found | None) -> str | None:
    """The address of a resolution; None where it is not certain whose number it is."""
    plain = "".join(number.split()).replace("（", "(").replace("）", ")")
    several_parts = _SEVERAL.search(number)
    if several_parts is not None:
        plain = plain[: several_parts.start()]
    if contradicts_itself(plain):
        return None
    if IN_YEAR.fullmatch(plain):
        return f"{UNDOCS}S/RES/{plain}"
    old_session = _OLD_SESSION.search(plain)
    if old_session is not None:
        session = roman(old_session["session"].lower())
        if session is None or session > _LAST_OLD_SESSION:
            return None
    if plain.endswith(")") or plain.startswith("ES-"):
        return f"{UNDOCS}A/RES/{plain}"
    body = _body(plain, day)
    return None if body is None else f"{UNDOCS}{body}/RES/{plain}"


def _body(number: str, day: Found | None) -> str | None:
    """The symbol of the body that adopted a resolution: the only one that the day beside the number
    fits. None if there is none, or if the number is that of a decision.
    """
    in_session = _SESSION.match(number)
    if in_session is None or day is None:
        return None
    session = int(in_session["session"])
    at = int(in_session["number"])
    date = str(day.says["date"])
    if session >= _FOUNDED:
        is_resolution = at < _FIRST_OF_SOCIAL_COUNCIL
        return "E" if is_resolution and _is_of_social_council(session, date) else None
    if _is_of_assembly(number, day):
        return "A" if at < _FIRST_DECISION else None
    if _is_of_rights_council(session, date) and at < _FIRST_OF_RIGHTS_COUNCIL:
        return "A/HRC"
    return None


def _is_of_social_council(session: int, date: str) -> bool:
    """Whether the Economic and Social Council met in a session, which is a year, on a day.

    Until 2005 the Commission on Human Rights numbered its resolutions in the same way.
    """
    return session > _LAST_OF_COMMISSION and date.startswith(str(session))


def _is_of_rights_council(session: int, date: str) -> bool:
    """Whether the Human Rights Council ended a session about a day. It has had three sessions a
    year since 2008.
    """
    years, place = divmod(session - _SESSION_OF_2008, len(_ENDS_OF_SESSIONS))
    begin, end = _ENDS_OF_SESSIONS[place]
    year = 2008 + years
    return years >= 0 and f"{year}-{begin}" <= date <= f"{year}-{end}"


def _is_of_assembly(number: str, day: Found | None) -> bool:
    """Whether the General Assembly met, on the day beside a number, in the session that the number
    names. A session begins in September.
    """
    in_session = _SESSION.match(number)
    if in_session is None or day is None:
        return False
    session = int(in_session["session"])
    year = int(str(day.says["date"])[:4])
    begun = _FOUNDED + session
    return session >= _FIRST_NUMBERED_SESSION and year in {begun, begun + 1}
