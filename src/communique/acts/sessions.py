"""When the numbered sessions of a body open. `sessions.tsv` has the calendars and their sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class SessionCalendar:
    """The calendar of a body that opens one session a year."""

    year_before_first: int
    """Session `n` opens in this year plus `n`."""
    month: int
    first: int
    """The number of the first session for which that holds."""

    def opening(self, number: int) -> str | None:
        """The month in which a session opens, as `YYYY-MM`; None before the first known one."""
        if number < self.first:
            return None
        return f"{self.year_before_first + number:04}-{self.month:02}"


@cache
def session_calendars() -> Mapping[str, SessionCalendar]:
    """The calendars by the key of the body."""
    table = files("communique.acts").joinpath("sessions.tsv").read_text("utf-8")
    found: dict[str, SessionCalendar] = {}
    for line in table.splitlines():
        body, year, month, first, _ = line.split("\t")
        found[body] = SessionCalendar(int(year), int(month), int(first))
    return found


def number_of(word: str, ordinals: Mapping[str, int]) -> int | None:
    """The ordinal number that a word is; None if it is none.

    >>> number_of("eighty-first", {"eighty": 80, "first": 1})
    81
    >>> number_of("81st", {})
    81
    """
    digits = word.rstrip("abcdefghijklmnopqrstuvwxyz")
    if digits.isdecimal():
        return int(digits)
    parts = word.split("-")
    if not all(part in ordinals for part in parts):
        return None
    return sum(ordinals[part] for part in parts)
