"""What the numbers of cited works can be: resolutions of the Security Council, and articles of the
treaties of the European Union.
"""

from communique.core.expressions import compile_late

LAST_ARTICLES = {"tfeu": 358, "teu": 55}
"""The last article of each treaty, by the key of its short names in `languages`."""
LAST_OF_INSTRUMENTS = {
    "un-charter": 111, "human-rights": 30, "paris": 29, "rights-charter": 54,
}  # fmt: skip
"""The last article of each instrument that is cited by name, by the key of its names."""

IN_YEAR = compile_late(r"(?P<number>\d+)[ \u00a0]?[(（](?P<year>\d{4})[)）]")
"""A number with its year in brackets."""
FIRST_YEAR = 1999
FIRST_NUMBERS = (
    1222, 1285, 1335, 1387, 1455, 1522, 1581, 1652, 1739, 1795, 1860, 1908, 1967,
    2033, 2086, 2133, 2196, 2260, 2337, 2398, 2452, 2504, 2561, 2618, 2672, 2722,
    2768,
)  # fmt: skip
"""The first resolution of the Security Council in each year from 1999, as its resolutions number
themselves.
"""
_MAX_IN_YEAR = 90
"""The Council has never adopted more resolutions in a year."""


def contradicts_itself(number: str) -> bool:
    """Whether a number has a year in brackets in which the Security Council did not reach it.

    >>> contradicts_itself("1540 (2004)"), contradicts_itself("1540 (2010)")
    (False, True)
    """
    parts = IN_YEAR.fullmatch(number)
    if parts is None or int(parts["year"]) < FIRST_YEAR:
        return False
    return not is_of_council(number)


def is_of_council(number: str) -> bool:
    """Whether the Security Council reached a number in the year in brackets."""
    parts = IN_YEAR.fullmatch(number)
    if parts is None:
        return False
    year = int(parts["year"]) - FIRST_YEAR
    if year < 0:
        return False
    value = int(parts["number"])
    last = len(FIRST_NUMBERS) - 1
    if year < last:
        return FIRST_NUMBERS[year] <= value < FIRST_NUMBERS[year + 1]
    most = _MAX_IN_YEAR * (year - last + 1)
    return FIRST_NUMBERS[last] <= value < FIRST_NUMBERS[last] + most


_IN_SESSION = compile_late(
    r"(?:(?:ES|S)-)?(?P<session>\d{1,2})/(?P<number>\d{1,3})(?: ?[A-Z])?"
)
_FIRST_DECISION = 401
"""The General Assembly numbers its decisions from here in each session."""
_FIRST_NUMBERED_SESSION = 31
"""The session since which the General Assembly writes the session before the number."""
_FOUNDED = 1945
"""The first session of the General Assembly began in the year after this one."""
_RIGHTS_COUNCIL = 2006
"""The year in which the Human Rights Council first met; it meets three times a year at most."""


def is_resolution(number: str) -> bool:
    """Whether a number can be that of a resolution of the General Assembly, and not of a decision.

    >>> is_resolution("60/1"), is_resolution("S-10/2"), is_resolution("73/546")
    (True, True, False)
    """
    parts = _IN_SESSION.fullmatch(number)
    return parts is not None and int(parts["number"]) < _FIRST_DECISION


def is_only_of_assembly(number: str, year: int) -> bool:
    """Whether a number that a text of a year cites can only be that of a resolution of the General
    Assembly: it had met in the session then, and the Human Rights Council had not.

    >>> is_only_of_assembly("79/1", 2025), is_only_of_assembly("50/13", 2025)
    (True, False)
    """
    parts = _IN_SESSION.fullmatch(number)
    if parts is None or "-" in number or not is_resolution(number):
        return False
    session = int(parts["session"])
    had_met = _FIRST_NUMBERED_SESSION <= session <= year - _FOUNDED
    sessions_of_rights_council = 3 * (year - _RIGHTS_COUNCIL + 1)
    return had_met and session > sessions_of_rights_council
