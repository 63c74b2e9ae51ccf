"""What Markdown that was written here says of its own lines: at its end, in a comment that no renderer shows.

`<!-- communique 1 0f3a9c41: title opening recital*2 paragraph/3*4 point1/3*2 -*2 -->`: a version, a sum of the words, and for each
line with words the block that it is, its level, and behind a stroke how many characters its label has. `+` goes on with the line
before, `-` says nothing, and neither is anything said of the lines behind the last entry; `aside` stands for calls of notes that nothing calls. Where the words are not those of the sum,
since somebody has worked on the text, it says nothing. Comments of others are words.
"""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby

from communique.draft import ASIDE, Given, Said

OPEN = "<!-- communique "
MOST_LINES = 1_000_000
"""A statement of more lines than this is none."""
_STATED = re.compile(r"^<!-- communique 1 ([0-9a-f]{8}): ([a-z0-9+/@* -]*) -->(?=[ \t\r]*$)", re.MULTILINE)
_ENTRY = re.compile(r"([+-]|[a-z]+)(\d{1,3})?(?:/(\d{1,5}))?(?:@(\d{1,3}))?(?:\*(\d{1,6}))?")
_BULLETS = re.compile(r"\s*((?:[-*] +)*)")


def entry(role: str, level: int = 0, label: int = 0, begins: int = 0) -> str:
    """What is said of a line.

    >>> entry("point", 1, 3), entry("paragraph", begins=1)
    ('point1/3', 'paragraph@1')
    """
    return f"{role}{level or ''}{f'/{label}' if label else ''}{f'@{begins}' if begins else ''}"


def statement(text: str, entries: Iterable[str]) -> str:
    """The comment that says of each line of a text what it is; nothing of those behind the last that is spoken of."""
    runs = ((each, sum(1 for _ in group)) for each, group in groupby(entries))
    said = " ".join(each if times == 1 else f"{each}*{times}" for each, times in runs)
    return f"<!-- communique 1 {_sum(text)}: {said} -->"


def stated(text: str) -> tuple[tuple[Said, ...], tuple[Given, ...]]:
    """What a text says of its blocks in the comment at its end, if nobody has changed a word since; and what is set aside: such comments,
    and the bullets of blocks. Any other comment is words.
    """
    found = list(_STATED.finditer(text))
    aside = [(*each.span(), ASIDE) for each in found]
    last = found[-1] if len(found) == 1 else None
    if last is None or text[last.end() :].strip() or _sum(text[: last.start()]) != last[1]:
        return tuple(aside), ()
    lines = [match.span() for match in re.finditer(r"[^\n\r\f]+", text[: last.start()]) if match.group().strip()]
    entries = list(_entries(last[2]))
    given: list[Given] = []
    for (start, end), (role, level, label, begins) in zip(lines, entries, strict=False):
        if role == "+" and given:
            given[-1] = given[-1]._replace(end=end)
        elif role == ASIDE:
            aside.append((start, end, ASIDE))
        elif role in {"+", "-"}:
            if not any(map(str.isalnum, text[start:end])) and "|" not in text[start:end]:  # the rule of a table is none
                aside.append((start, end, ASIDE))
        else:
            bullets = _BULLETS.match(text, start)
            assert bullets is not None, "it may be empty"
            if bullets[1]:
                aside.append((bullets.start(1), bullets.end(1), ASIDE))
            words = bullets.end() + len(text[bullets.end() : end]) - len(text[bullets.end() : end].lstrip("# "))
            given.append(Given(words, end, role, words + label if label else 0, level, begins))
    return tuple(sorted(aside)), tuple(given)


def _entries(said: str) -> Iterator[tuple[str, int, int, int]]:
    total = 0
    for each in said.split():
        match = _ENTRY.fullmatch(each)
        if match is None:
            return
        times = int(match[5] or 1)
        total += times
        if total > MOST_LINES:
            return
        yield from [(match[1], int(match[2] or 0), int(match[3] or 0), int(match[4] or 0))] * times


def _sum(text: str) -> str:
    return sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
