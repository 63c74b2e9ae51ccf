"""Which of the lines above a text are its title, where a decoder has taken more, less or others for it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce
from itertools import accumulate, chain, pairwise, takewhile, zip_longest
from typing import TypeAlias

from communique.core.scripts import (
    COLONS,
    COMMAS,
    TERMINAL,
    begins_capital,
    is_small,
    last_mark,
    unaccented,
    upper,
)
from communique.detect.blocks import Block, in_brackets, split
from communique.detect.claims import Flow
from communique.detect.kinds import begins_kind, is_kind, numbers_kind
from communique.detect.roles import DOUBT, Decision
from communique.detect.signatures.signing import OF_WORDS, begins_adopted, greets
from communique.detect.switches import switched_on
from communique.detect.wordlists import any_of
from communique.languages import all_languages

Says: TypeAlias = Callable[[str], bool]
"""What is asked of words: whether they name a kind, or say no more than when a text was adopted."""
MORE_OF_TITLE = ("title", "subtitle", "letterhead")
"""What a line of a title can be taken for."""
LONGEST_TITLE = 240
SHORT_TITLE = 40
"""A title up to so long goes on in the next line: `MEMORANDUM OF UNDERSTANDING`."""
_OPEN = re.compile(
    rf"(?:\s|(?<=[\u2e80-\uffff]))(?:{OF_WORDS}|{any_of('open words')})$", re.IGNORECASE
)
"""A title that ends in a word for of, or for and, or in an article goes on in the next line: `Proposal for a`."""
_OPENS = re.compile(rf"(?:{OF_WORDS})\s", re.IGNORECASE)
"""A line in capitals that begins with such a word goes on with what is above."""
FEW = 8
"""What says when and by which number a text was adopted has no more lines."""
VERY_DOUBTFUL, LEAST_LIKELY = 0.25, 0.05
"""A title that is less likely gives way to one that names a kind, and that is at least so likely."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the steps ask of a text.

    `kinds`: whether words name a kind of document; of some languages no kinds are known
    (`kinds_known`). `dates`: whether words say no more than when a text was adopted, and where, or
    by which number. `given`: the title that metadata give, or None. `preamble_words`: the words for
    a preamble, folded.
    """

    kinds: Says
    dates: Says
    given: str | None = None
    preamble_words: frozenset[str] = frozenset()
    kinds_known: bool = True


def as_given(blocks: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, with the line that metadata give for the title as such, or that of the text which it proclaims; what else says a
    part of it again is a letterhead.
    """
    given = asked.given
    if given is None:
        return list(blocks)
    title, found = _letters(given), list(blocks)
    for at, block in enumerate(found[:NEAR] if title else ()):
        said = list(accumulate(_letters(line.text) for line in block.lines))
        if block.held or block.label is not None or title not in said:
            continue
        end = said.index(title) + 1
        near = [
            *(split(block, end) if end < len(said) else (block,)),
            *found[at + 1 : at + 2 * NEAR],
        ]
        # `Resolution to proclaim the Charter of Ports`: what it is of has a title of its own
        own = (index for index, each in enumerate(near) if index and each.role == "title")
        first = next((index for index in own if is_fuller(near[index].text, given)), 0)
        again = [len(_letters(each.text)) > LINES and _letters(each.text) in title for each in near]
        below = [
            replace(each, role="letterhead") if index < first or again[index] else each
            for index, each in enumerate(near)
        ]
        below[first] = replace(near[first], role="title", held=True)
        return [*found[:at], *below, *found[at + 2 * NEAR :]]
    return found


def with_subject(blocks: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, with what stands below a title as more of it, where it was taken for another thing without certainty.

    Below the kind of a text, and perhaps its number and day, that is what the text is about; below any title it is the last line
    of its paragraph. The kind and the number are a line above the title then.
    """
    found, dates = list(blocks), asked.dates
    titles = [index for index, each in enumerate(found) if each.role == "title"]
    first = next(
        (index for index, each in enumerate(found[:NEAR]) if each.role not in ABOVE_TITLE), 0
    )
    if found and not titles and _heads(found[first]):
        found[first] = replace(found[first], role="title")
    said = (
        index for index in titles if is_kind(found[index].text) or numbers_kind(found[index].text)
    )
    at = next(said, titles[0] if titles else len(found))
    of = _subject(found, at, dates) if titles and not found[at].held else None
    if of is not None and is_phrase(found[of]):
        alike = upper(found[at].text) and upper(found[of].text)
        again = found[at].text.split()[0].casefold() in found[of].text.casefold().split()
        parted = numbers_kind(found[at].text) and (again or not alike)
        if parted or any(map(has_figures, found[at + 1 : of])):
            for index in (each for each in titles if each <= at):
                found[index] = replace(found[index], role="letterhead")
        found[of] = replace(found[of], role="title", decision=Decision("title", 1.0, []))
    return found


def _heads(block: Block) -> bool:
    """Whether the first block can be the title of a text without one: it begins with a kind."""
    bare = block.label is None and not block.held and last_mark(block.text) not in COMMAS + COLONS
    likely = odds_of(block, block.role) < DOUBT and odds_of(block) >= LEAST_LIKELY
    return bare and likely and len(block.text) <= LONGEST_TITLE and begins_kind(block.text)


def _subject(blocks: Sequence[Block], at: int, dates: Says) -> int | None:
    """The block below a title that says more of what it is about, if one can."""
    text = blocks[at].text
    near = [
        index
        for index in range(at + 1, min(at + 1 + NEAR, len(blocks)))
        if not dates(blocks[index].text)
    ]
    below = next(iter(near), at)
    close = below == at + 1 and follows(blocks[below])
    heading = blocks[below].role == "heading"
    able = _is_doubtful(blocks[below]) or (
        heading and (close or odds_of(blocks[below]) >= LEAST_LIKELY)
    )
    if numbers_kind(text) or is_kind(text):
        first = next((index for index in near if blocks[index].role == "title"), None)
        return below if (first is None or below + 1 < first) and below > at and able else first
    last = (
        close
        and len(blocks[below].text) <= PLACE
        and not any(map(follows, blocks[below + 1 : below + 2]))
    )
    return below if last and not heading and _is_doubtful(blocks[below]) else None


NEAR = 4
"""So many blocks below the kind of a text what it is about can stand."""


def _is_doubtful(block: Block) -> bool:
    """Whether a block that was taken for no title could be one."""
    odds = DOUBT if has_figures(block) else odds_of(block, block.role)
    return odds < VERY_DOUBTFUL or (odds < DOUBT and odds_of(block) >= LEAST_LIKELY)


def without_preamble_word(blocks: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, with the word for a preamble as a heading where it was taken for a title."""
    found = list(blocks)
    for index, block in enumerate(found):
        bare = block.role == "title" and not block.held
        if bare and block.text.casefold() in asked.preamble_words:
            found[index] = replace(block, role="heading")
    return found


def headed(blocks: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, with the title of a text before which others introduce it: `The ministers met today. We publish the text.`

    It names the kind of the text, and is a title by what it looks like alone, or it is the one heading of the first level that the
    source marks; a decoder may have taken the words above it for the first ones of the text.
    """
    found, kinds = list(blocks), asked.kinds
    first = [index for index, each in enumerate(found) if each.marked == 1]
    near = found[: 2 * NEAR + 1]
    known = any(
        each.role == "title" and (each.held or kinds(each.text) or odds_of(each) >= DOUBT)
        for each in near
    )
    for at, block in enumerate(near):
        if (
            block.held
            or block.label is not None
            or (
                at
                and block.role in ("closing", "signature")
                and odds_of(block, block.role) >= VERY_DOUBTFUL
            )
        ):
            break
        if block.role == "title" and all(
            each.role in (*ABOVE_TITLE, "title") for each in found[:at]
        ):
            if kinds(block.text) and is_phrase(block):
                break
            continue
        surely = first == [at] and not is_kind(block.text)
        plain = block.marked is None and is_phrase(block) and not numbers_kind(block.text)
        surely = surely or (not known and plain and odds_of(block) >= LEAST_LIKELY)
        only = first == [at] and not known and (not at or block.role in ("title", "heading"))
        title = block.role == "title" or surely or only
        if title and len(block.text) <= LONGEST_TITLE and (only or kinds(block.text)):
            found[:at] = [
                each if each.role in ABOVE_TITLE else replace(each, role="other")
                for each in found[:at]
            ]
            found[at] = replace(block, role="title")
            break
    return found


def spelled_out(blocks: Sequence[Block], asked: Asked) -> list[Block]:  # noqa: ARG001
    """The blocks, with all lines of a title that is set line by line in capitals: `AGREEMENT`, `BETWEEN`, `THE PORTS`, `AND`, ..."""
    found = list(blocks)
    at = next(
        (index for index, each in enumerate(found) if each.role not in ABOVE_TITLE), len(found)
    )
    if at == len(found) or found[at].role != "title" or not is_kind(found[at].lines[0].text):
        return found
    set_already = len(found[at].lines) - 1 if upper(found[at].text) else 0
    more = [replace(block, role="title") for block in takewhile(_in_capitals, found[at + 1 :])]
    return (
        [*found[: at + 1], *more, *found[at + 1 + len(more) :]]
        if set_already + len(more) >= LINES
        else found
    )


LINES = 3
"""A title that is set line by line has more lines than so many: the kind, the word for between, the parties, the word for and."""
ABOVE_TITLE = ("letterhead", "subtitle", "dateline", "other")


def _in_capitals(block: Block) -> bool:
    """Whether a block is one line in capitals without a label, a figure or a mark at its end."""
    one = (
        len(block.lines) == 1 and block.label is None and not block.held and block.role in _SPELLED
    )
    return one and upper(block.text) and last_mark(block.text).isalpha() and not has_figures(block)


_SPELLED = (*MORE_OF_TITLE, "heading", "opening", "recital")
"""What such a line can be taken for."""


def without_remarks(above: Sequence[Block], asked: Asked) -> list[Block]:  # noqa: ARG001
    """The blocks, as no title what is a remark in brackets, leads to what is below it, ends an address, or greets."""
    return [
        replace(block, role="letterhead")
        if block.role == "title" and not block.held and _is_remark(block.text)
        else block
        for block in above
    ]


def _is_remark(text: str) -> bool:
    leads = last_mark(text) in COLONS
    return in_brackets(text) or leads or bool(_CITY.fullmatch(text)) or greets(text)


_CITY = re.compile(
    r"(?:[A-Z]{1,2}-)?(?:\d\d-\d{3}|\d{3} ?\d\d)\s[^\W\d_][^\d,;:]{1,30}(?:\s\d{1,2})?"
)
"""The code and the name of a city, as in an address."""


_COLUMNS = re.compile(r"[^\W\d_]{2}(?:\s{3,}|\s?[|»›]\s)\w|[^\W\d_]{4}\.\s[^\W\d_a-z].{60}")


def without_columns(above: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, a title with columns, steps or sentences as a letterhead if another line could be one: `Town    Statement    1 (1)`."""
    wide = [block for block in above if any(_COLUMNS.search(line.text) for line in block.lines)]
    if not any(asked.kinds(block.text) and goes_on(block) for block in above if block not in wide):
        return list(above)
    wide = [block for block in wide if block.role == "title" and not block.held]
    return [replace(block, role="letterhead") if block in wide else block for block in above]


def said_once(above: Sequence[Block], asked: Asked) -> list[Block]:  # noqa: ARG001
    """The blocks, titles without a first line that others say again, in several lines or without the name of a site beside it.

    It is the name of the page, and stands above the printed text, whose line is a title.
    """
    found = [[block] for block in above]
    for at, block in enumerate(above):
        if block.role != "title" or block.held or not block.lines:
            continue
        near = (
            (index, each)
            for index, each in enumerate(above[at : at + AGAIN], at)
            if each.role in MORE_OF_TITLE
        )
        (_, page), *rest = [
            (index, _letters(line.text)) for index, each in near for line in each.lines
        ]
        parts = _PAGE.split(block.lines[0].text)
        parted = {
            _letters("".join(each))
            for cut in range(1, len(parts))
            for each in (parts[:cut], parts[cut:])
        }
        said = [index for index, line in rest if line in parted and 2 * len(line) > len(page)]
        if said or page in list(accumulate(line for _, line in rest[:NEAR]))[1:]:
            first, *more = split(block, 1) if len(block.lines) > 1 else (block,)
            for index in said[:1]:
                found[index] = [replace(above[index], role="title")]
            found[at] = [replace(first, role="other"), *more]
    return list(chain.from_iterable(found))


_PAGE = re.compile(r"\s[|»›–—-](?:\s|$)")
AGAIN = 12
"""Among so many blocks, itself counted, a title is said again."""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unaccented(text)))


def trimmed(above: Iterable[Block], asked: Asked) -> list[Block]:
    """The blocks, titles without what says when they were adopted; see `_trimmed`."""
    return list(_trimmed(above, asked.kinds, asked.dates))


def _trimmed(above: Iterable[Block], kinds: Says, dates: Says) -> Iterator[Block]:
    """The blocks, titles without what says when they were adopted, and by which number, behind them or before the kind.

    Below a title such lines stand by themselves in other blocks too: what is above them can be more of the title.
    """
    behind = False
    for block in above:
        title = block.role == "title"
        if block.held or not (title or (behind and block.role in MORE_OF_TITLE)):
            yield block
            continue
        begin = (
            next((number for number, line in enumerate(block.lines) if kinds(line.text)), 0)
            if title
            else 0
        )
        if begin and (
            block.lines[begin].gap or any(dates(line.text) for line in block.lines[:begin])
        ):
            head, block = split(block, begin)
            yield replace(head, role="letterhead")
        lines = block.lines
        last = sorted(
            range(max(0, len(lines) - FEW), len(lines)),
            key=lambda at: not begins_adopted(lines[at].text),
        )
        rest = ((number, " ".join(line.text for line in block.lines[number:])) for number in last)
        cut = next((number for number, words in rest if (behind or number) and dates(words)), None)
        behind = True
        yield from _shortened(block, cut)


def _shortened(block: Block, at: int | None) -> Iterator[Block]:
    """A title, or more of it, and the lines of it from one on as a letterhead."""
    title, more = split(block, at) if at else (block, block)
    yield from (title,) if at != 0 else ()
    yield from (
        (replace(more, role="letterhead" if block.role == "title" else block.role),)
        if at is not None
        else ()
    )


def without_place(above: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, titles without a last line that says where; see `_without_place`."""
    return list(_without_place(above, asked.kinds, asked.dates))


def _without_place(above: Sequence[Block], kinds: Says, dates: Says) -> Iterator[Block]:
    """The blocks, titles without a last line that stands apart, right above the day: it says where, and belongs to that."""
    titled = False
    for block, after in zip_longest(above, above[1:]):
        more = titled or len(block.lines) > 1
        place = (
            block.role == "title"
            and not block.held
            and more
            and bool(block.lines)
            and block.lines[-1].gap
        )
        titled = (
            titled or block.role == "title" or (block.role == "letterhead" and kinds(block.text))
        )
        dated = (
            place
            and after is not None
            and not after.held
            and follows(after)
            and dates(after.lines[0].text)
        )
        yield from _shortened(
            block, len(block.lines) - 1 if dated and len(block.lines[-1].text) <= PLACE else None
        )


PLACE = 60
"""A line that says where, or that a title ends in, has so many characters at most."""


def kind_first(above: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, with a title that names the kind of the text in place of what stands apart above it and names none.

    Where no title does, it is the first line that does, if a title can be one at all and the decoder is in doubt of the others.
    """
    kinds = asked.kinds
    titles = [index for index, block in enumerate(above) if block.role == "title"]
    named = [index for index in titles if kinds(above[index].text)]
    at = next(iter(named), None)
    if at is None and titles and all(odds_of(above[index]) < DOUBT for index in titles):
        able = (
            at
            for at, each in enumerate(above)
            if each.role in MORE_OF_TITLE and odds_of(each) >= LEAST_LIKELY
        )
        at = next((at for at in able if kinds(above[at].text) and not has_figures(above[at])), None)
    if at is None or any(above[index].held for index in (at, *titles)):
        return list(above)
    chosen = at in titles
    joined = not at or (
        above[at - 1].role == "title" and (follows(above[at]) or is_open(above[at - 1]))
    )
    if chosen and joined:
        return list(above)
    above_it = (index for index in titles if index < at or not chosen)
    roles = dict.fromkeys(above_it, "letterhead") | {at: "title"}
    return [replace(block, role=roles.get(index, block.role)) for index, block in enumerate(above)]


LEAST_TITLE = 0.1
"""So likely a line is a title, at least, that becomes one in a language whose kinds of documents are not known."""


def likeliest(above: Sequence[Block], asked: Asked) -> list[Block]:
    """What stands above a text without a title, with the likeliest line as such; see `promoted`."""
    return promoted(above, asked.kinds, dates=asked.dates)


def likely_without_kinds(above: Sequence[Block], asked: Asked) -> list[Block]:
    """What stands above the first text, with a likely line as its title, where no kinds are known."""
    if asked.given is not None or asked.kinds_known:
        return list(above)
    return promoted(above, lambda words: not any(map(str.isdigit, words)), LEAST_TITLE)


def promoted(
    above: Sequence[Block], kinds: Says, least: float = 0.0, dates: Says = lambda _: False
) -> list[Block]:
    """What stands above a text, without a title the line that was likeliest to be one as such, if it names a kind of document,
    or else what stands right above words such as `adopted by the Ports, 3 May 2024` (`dates`), or has the year in brackets behind it.

    `least`: its probability to be one, at least.
    """
    if any(block.role == "title" for block in above):
        return list(above)
    able = [block for block in above if kinds(block.text) and (is_phrase(block) or block.marked)]
    if not able:
        able = [
            block
            for block, after in pairwise(above)
            if is_small(after.text[:1]) and dates(after.text)
        ]
    if not able:
        able = [block for block in above if _DAY_BEHIND.fullmatch(block.text) and is_phrase(block)]
    best = max((block for block in able if odds_of(block) >= least), key=odds_of, default=None)
    return [replace(block, role="title") if block is best else block for block in above]


_DAY_BEHIND = re.compile(r"[^\s()]+ [^()]+\((?:\d{1,2}[^()\d]+|[^()\d]+)?\d{4}\)")
"""Two words and more, and a day or a year in brackets behind them: `The Wick paper (3 May 1824)`."""


_NUMBER = re.compile(r"[*_#\s]*\d{1,3}(?:/\d{1,4}\.?|-\d{1,4}[.:]|\.\s?[-–])[ \u00a0\t]+(?=\S)")
"""A resolution's number before its title, or that of a matter before a council: `78/291. Wells`, `13.- Wells`."""


@cache
def _subject_label() -> re.Pattern[str]:
    """An expression for the word with which a letter says what it is about, before that: `Subject: Wells`, `[Title] Wells`."""
    named = (re.escape(word) for each in all_languages() for word in each.labels.get("subject", ()))
    words = "|".join((*named, any_of("subjects")))
    bracketed = r"[\[【][^\[\]【】]{1,12}[\]】]\s*"
    return re.compile(rf"[*_#\s]*(?:(?:{words})\s?[{COLONS}]\s+|{bracketed})(?=\S)", re.IGNORECASE)


def titled(above: Sequence[Block], asked: Asked, *, known: bool = False) -> list[Block]:
    """What stands above a text, with one title at most: titles one behind the other are one.

    Two that each say what the text is (`kinds`) stay two: the same title in two languages; so do two that the source marks as
    headings of different levels. A title begins anew where it repeats, in more words, what is before it, or where a number of
    its own stands before it; the number is a line by itself then. `known`: a person says what is a title.
    """
    found: list[Block] = []
    chosen: int | None = None
    goes_on = False
    kinds = asked.kinds
    if not known:
        for step in switched_on(ABOVE_STEPS):
            above = step(above, asked)
    for complete in switched_on((more_of_titles,)):
        above = complete(above, asked, known=known)
    for block in above:
        if block.role != "title":
            found.append(block)
            goes_on = False
            continue
        number = _NUMBER.match(block.text) or (
            _subject_label().match(block.text) if chosen is None else None
        )
        title = found[chosen].text if chosen is not None else ""
        if chosen is None or number or is_fuller(title, block.text):
            if chosen is not None:
                found[chosen] = replace(found[chosen], role="subtitle")
            if number:
                label, block = cut(block, number.end())
                found.append(label)
            chosen, goes_on = len(found), True
            found.append(block)
        elif goes_on and _is_rest(block, found[chosen], kinds):
            found[chosen] = joined(found[chosen], block)
        else:
            found.append(replace(block, role="subtitle"))
            goes_on = False
    return found


def _is_rest(block: Block, title: Block, kinds: Says) -> bool:
    """Whether a title is the rest of the one before it: on its level, not said by it, and no other that is whole as well."""
    whole = is_whole(title.text, kinds) and is_whole(block.text, kinds)
    again = _letters(block.text) in _letters(title.text)
    return (block.held or block.marked == title.marked) and not (whole or again)


def has_figures(block: Block) -> bool:
    """Whether there is a figure in a block."""
    return any(map(str.isdigit, block.text))


def is_phrase(block: Block) -> bool:
    """Whether a block without a label can be part of a title: short, no table, and no sentence or clause."""
    text = block.text
    bare = block.label is None and not block.held and 0 < len(text) <= LONGEST_TITLE
    return bare and last_mark(text) not in TERMINAL.union(COMMAS)


def follows(block: Block) -> bool:
    """Whether a block stands right below the line before it."""
    return bool(block.lines) and not block.lines[0].gap


def odds_of(block: Block, role: str = "title") -> float:
    """How likely a block has a role."""
    decision = block.decision
    if decision is None:
        return 0.0
    return decision.odds if decision.role == role else dict(decision.others).get(role, 0.0)


def more_of_titles(above: Sequence[Block], asked: Asked, *, known: bool) -> list[Block]:
    """The blocks, a first title with the lines that are more of it; see `completed`."""
    return list(completed(above, asked.kinds, None if known else asked.dates))


def completed(above: Sequence[Block], kinds: Says, dates: Says | None) -> Iterator[Block]:
    """The blocks, a first title with the lines that are more of it: what begins in lower case goes on with what is above.

    Below a title that says no more than the kind of a text, or ends in a word for of, stand the lines that say which: `AGREEMENT`,
    `between`, ... What was taken for a letterhead there is one of them if it begins in lower case, or if one of them follows.
    """
    at = next((index for index, block in enumerate(above) if block.role == "title"), len(above))
    if at == len(above) or above[at].held:
        yield from above
        return
    begin = at
    while (
        dates is not None
        and begin
        and goes_on(above[begin - 1])
        and is_more(above[begin], above[begin - 1])
    ):
        begin -= 1
    at = begin if any(kinds(block.text) for block in above[begin : at + 1]) else at
    end = at + 1
    if end < len(above) and is_open(above[at]) and above[end].role in MORE_OF_TITLE:
        end += 1
    bare = is_kind(above[at].text)
    first, figures = unaccented(above[at].text), False
    for index in range(end, len(above)):
        block = above[index]
        uncased = (
            block.text.upper() == block.text.lower()
            and not has_figures(block)
            and kinds(above[at].text)
        )
        small = is_small(block.text[:1]) or (
            upper(block.text) and _OPENS.match(block.text) is not None
        )
        small = small or (
            end == index and follows(block) and (uncased or is_open(above[index - 1]))
        )
        other = block.role == "title" and is_whole(block.text, kinds)  # as in another language
        if (
            not goes_on(block)
            or other
            or unaccented(block.text) == first
            or last_mark(block.text) in COLONS
        ):
            break
        if dates is not None and small:
            end = end if dates(block.text) else index + 1
        elif not bare or figures or block.role not in MORE_OF_TITLE:
            break
        elif has_figures(block):
            figures = follows(block)
            if not figures:
                break
        elif block.role != "letterhead" or not begins_capital(block.text) or follows(block):
            end = index + 1
    yield from above[:at]
    yield reduce(joined, above[at + 1 : end], replace(above[at], role="title"))
    yield from above[end:]


def is_more(block: Block, above: Block) -> bool:
    """Whether a title has its beginning in the line above: it begins in lower case, or follows what is open, or as likely a title as not."""
    likely = not has_figures(above) and odds_of(above) >= odds_of(above, above.role)
    return is_small(block.text[:1]) or is_open(above) or (follows(block) and likely)


def goes_on(block: Block) -> bool:
    """Whether a line above a text can be more of a title, or have more of one below it."""
    return block.role in (*MORE_OF_TITLE, "dateline") and not block.held


def is_open(block: Block) -> bool:
    """Whether a title goes on below."""
    return _OPEN.search(block.text) is not None


def is_whole(title: str, kinds: Says) -> bool:
    """Whether a title says what it is the title of: an agreement, and which one."""
    return len(title) > SHORT_TITLE and begins_capital(title) and kinds(title)


def is_fuller(title: str, other: str) -> bool:
    """Whether another title says what a title says, and more."""
    words, others = (
        {word[:5] for word in re.findall(r"\w{4,}", unaccented(each))} for each in (title, other)
    )
    return len(others) > len(words) > 1 and len(words & others) * 5 >= len(words) * 4


def cut(block: Block, at: int) -> tuple[Block, Block]:
    """A block cut in two at a place of its first line."""
    source, ((start, end, _), *others) = block.flow.source, block.flow.pieces
    label = Flow(source, [(start, start + len(source[start : start + at].rstrip()), "")])
    rest = Flow(source, [(start + at, end, ""), *others], block.flow.dropped)
    return replace(block, role="letterhead", lines=block.lines[:1], flow=label), replace(
        block, flow=rest
    )


def joined(block: Block, other: Block) -> Block:
    """Two blocks as one."""
    pieces = (
        (start, end, glue or " ") for start, end, glue in (*block.flow.pieces, *other.flow.pieces)
    )
    flow = Flow(block.flow.source, pieces, (*block.flow.dropped, *other.flow.dropped))
    return replace(block, lines=[*block.lines, *other.lines], flow=flow)


Step: TypeAlias = Callable[[Sequence[Block], Asked], list[Block]]
BLOCK_STEPS: tuple[Step, ...] = (as_given, without_preamble_word, headed, spelled_out)
"""What overrules the decoder over all blocks of a file."""
TEXT_STEPS: tuple[Step, ...] = (with_subject,)
"""What overrules it over the blocks of one text."""
ABOVE_STEPS: tuple[Step, ...] = (
    said_once, without_remarks, without_columns, without_place, likeliest, trimmed, kind_first,
)  # fmt: skip
"""What overrules it over what stands above a text."""
FIRST_STEPS: tuple[Step, ...] = (likely_without_kinds,)
"""What overrules it over what stands above the first text of a file."""
