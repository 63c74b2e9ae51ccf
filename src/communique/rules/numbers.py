"""Numbers of Council documents, as printed (`12517/1/23 REV 1`) and as the register has them
(`ST-12517-2023-REV-1`).
"""

import re
from dataclasses import dataclass

_SERIES = r"(?P<series>ST|SN|EUCO|CONV|PE-CONS|CM|PV|LIMITE|DS|XT|WK)"
_SUFFIX = r"(?:REV|ADD|COR|DCL|INIT|EXT|AMD)"
_PRINTED = re.compile(
    rf"(?:{_SERIES}[ \u00a0]?)?(?P<number>\d{{1,5}})(?:/(?P<revision>\d{{1,2}}))?/(?P<year>\d{{4}}|\d\d)"
    rf"(?P<suffixes>(?:[ \u00a0]{_SUFFIX}(?:[ \u00a0]?\d{{1,2}})?)*)(?:[ \u00a0]?\([A-Za-z]{{2}}\. [a-z]{{2}}\))?"
)
_REGISTER = re.compile(
    rf"{_SERIES}(?P<sign>[-/])(?P<number>\d{{1,5}})(?P=sign)(?P<year>\d{{4}})"
    rf"(?P<suffixes>(?:(?P=sign){_SUFFIX}(?:(?P=sign)\d{{1,2}})?)*)"
)
_ADDRESS = re.compile(
    r"https?://data\.consilium\.europa\.eu/doc/document/(?P<name>[A-Z0-9-]+)/(?P<language>[A-Za-z]{2})/pdf/?"
)


@dataclass(frozen=True, slots=True)
class CouncilNumber:
    """A number taken apart. `revision` is the one between slashes, which repeats that of the suffix
    `REV`.
    """

    series: str
    number: int
    year: int
    revision: int | None
    suffixes: tuple[tuple[str, int | None], ...]

    @property
    def key(self) -> tuple[str, int, int, tuple[tuple[str, int | None], ...]]:
        """What makes two numbers the same: `INIT`, the first version, is the same as no suffix."""
        return (
            self.series,
            self.number,
            self.year,
            tuple(each for each in self.suffixes if each[0] != "INIT"),
        )

    @property
    def consistent(self) -> bool:
        """Whether the revision between slashes is that of `REV`, or there is none."""
        return self.revision is None or ("REV", self.revision) in self.suffixes


def council_number(text: str) -> CouncilNumber | None:
    """A printed number, or one in the register's form; None if the text is neither.

    >>> council_number("12517/1/23 REV 1").key
    ('ST', 12517, 2023, (('REV', 1),))
    """
    stripped = " ".join(text.split())
    found = _PRINTED.fullmatch(stripped) or _REGISTER.fullmatch(stripped)
    return None if found is None else _made(found)


def register_number(address: str) -> CouncilNumber | None:
    """The number in the address of a document in the Council's register; None if it is not such an
    address.
    """
    address_found = _ADDRESS.fullmatch(address)
    found = (
        None if address_found is None else _REGISTER.fullmatch(address_found["name"])
    )
    return None if found is None else _made(found)


def _made(found: re.Match[str]) -> CouncilNumber:
    group = found.groupdict()
    year = int(group["year"])
    if len(group["year"]) == 2:
        year += 1900 if year > 80 else 2000
    suffixes = re.findall(r"([A-Z]+)[ \u00a0/-]?(\d+)?", group["suffixes"])
    return CouncilNumber(
        group["series"] or "ST",
        int(group["number"]),
        year,
        int(group["revision"]) if group.get("revision") else None,
        tuple((name, int(number) if number else None) for name, number in suffixes),
    )
