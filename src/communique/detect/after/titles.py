"""Which of the lines above a text are its title, where a decoder has taken more, less or others for
it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, reduce
from itertools import chain
from typing import TypeAlias

from communique.core.expressions import compile_late
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
from communique.detect.blocks import Block, split
from communique.detect.claims import Flow
from communique.detect.kinds import (
    begins_kind,
    ends_with_kind,
    is_kind,
    is_path,
    numbers_kind,
)
from communique.detect.language import UNDETERMINED, detect_language
from communique.detect.roles import DOUBT, Decision
from communique.detect.signing import OF_WORDS, begins_adopted
from communique.detect.switches import switched_on
from communique.detect.wordlists import any_of, word_list
from communique.languages import in_every_language, language

Says: TypeAlias = Callable[[str], bool]
"""What is asked of words: whether they name a kind, or say no more than when a text was adopted."""

ABOVE_TITLE = ("letterhead", "subtitle", "dateline", "other")
"""What stands above a title."""
MORE_OF_TITLE = ("title", "subtitle", "letterhead")
"""What a line of a title can be taken for."""
MAX_TITLE = 240
"""A title is no longer."""
SHORT_TITLE = 40
"""A title up to so long goes on in the next line: `MEMORANDUM OF UNDERSTANDING`."""
MIN_WORDS_OF_TITLE = 4
"""A line above a day with fewer words, or with a comma, can be a place."""
MAX_LAST_LINE = 60
"""The last line of a title that was taken for other words is no longer."""
SUBJECT_WITHIN = 4
"""What a text is about stands among this many blocks below its kind."""
INTRODUCED_WITHIN = 9
"""The title of a text that others introduce is among this many first blocks."""
ADOPTED_LINES = 8
"""What says when and by which number a text was adopted has no more lines."""
MORE_OF_LANGUAGE = 0.1
"""A title in the language of the text has a share of its commonest words that is greater by this
than that of a title in another language.
"""
VERY_DOUBTFUL, LEAST_LIKELY = 0.25, 0.05
"""A title that is less likely gives way to one that names a kind, and that is at least so likely."""

_OPEN = compile_late(
    rf"(?:\s|(?<=[\u2e80-\uffff]))(?:{OF_WORDS}|{any_of('open words')})$", re.IGNORECASE
)
"""A title that ends in a word for of, or for and, or in an article goes on in the next line:
`Proposal for a`.
"""
_OPENS = compile_late(rf"(?:{OF_WORDS})\s", re.IGNORECASE)
"""A line in capitals that begins with such a word goes on with what is above."""
_NUMBER = compile_late(
    r"[*_#\s]*\d{1,3}(?:/\d{1,4}\.?|-\d{1,4}[.:]|\.\s?[-–])[ \u00a0\t]+(?=\S)"
)
"""A resolution's number before its title, or that of a matter before a council: `78/291. Wells`,
`13.- Wells`.
"""

_PAGE_WORDS = compile_late(
    rf"[\W\d_]{{0,40}}(?:{any_of('page words')})(?:\W{{1,3}}[^\W\d_]{{1,3}})?[\W\d_]{{0,40}}",
    re.IGNORECASE,
)
"""What a site or a press office prints above a text, perhaps with a number and a day: `Menu`,
`Press release no. 61/2004`.
"""
_MAX_PAGE_WORDS = 120
"""A longer title is none of these; the expression takes long to compile."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the steps ask of a text.

    `kinds`: whether words name a kind of document. `dates`: whether words say no more than when a
    text was adopted, and where, or by which number. `preamble_words`: the words for a preamble,
    folded. `language`: the tag of the text's language.
    `titled_elsewhere`: whether the metadata give a title.
    """

    kinds: Says
    dates: Says
    preamble_words: frozenset[str] = frozenset()
    language: str = UNDETERMINED
    titled_elsewhere: bool = False


Step: TypeAlias = Callable[[Sequence[Block], Asked], list[Block]]


# --- over all blocks of a file
# ---------------------------------------------------------------------------------------


def page_words_are_no_titles(blocks: Sequence[Block], asked: Asked) -> list[Block]:  # noqa: ARG001
    """The blocks, where a title that says no more than `Menu` or `Press release 61/2004` is a
    letterhead.
    """
    return [_without_page_title(block) for block in blocks]


def _without_page_title(block: Block) -> Block:
    """A block, no title where a site or a press office prints such words above any text."""
    if block.role != "title" or block.held:
        return block
    says_no_more = len(block.text) <= _MAX_PAGE_WORDS and _PAGE_WORDS.fullmatch(
        block.text
    )
    return replace(block, role="letterhead") if says_no_more else block


def headed(blocks: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, with the title of a text before which others introduce it: `The ministers met
    today. We publish the text.`

    It names the kind of the text and could be a title by its look, or it is the one heading of the
    first level that the source marks. A decoder may have taken the words above it for the first
    ones of the text.
    """
    near = blocks[:INTRODUCED_WITHIN]
    known = any(_is_surely_title(block, asked) for block in near)
    marked = [index for index, block in enumerate(blocks) if block.marked == 1]
    for at, block in enumerate(near):
        if block.held or block.label is not None or (at and _ends_text(block)):
            break
        above = blocks[:at]
        if block.role == "title" and all(
            each.role in (*ABOVE_TITLE, "title") for each in above
        ):
            if asked.kinds(block.text) and is_phrase(block):
                break
            continue
        if len(block.text) <= MAX_TITLE and _can_head(
            block, asked, first=at == 0, only_marked=marked == [at], known=known
        ):
            introduced = [
                each if each.role in ABOVE_TITLE else replace(each, role="other")
                for each in above
            ]
            return [*introduced, replace(block, role="title"), *blocks[at + 1 :]]
    return list(blocks)


def _is_surely_title(block: Block, asked: Asked) -> bool:
    """Whether a title is one by a hint, by its kind, or in no doubt."""
    if block.role != "title":
        return False
    return block.held or asked.kinds(block.text) or odds_of(block) >= DOUBT


def _ends_text(block: Block) -> bool:
    """Whether a block surely closes or signs a text."""
    closes = block.role in ("closing", "signature")
    return closes and odds_of(block, block.role) >= VERY_DOUBTFUL


def _can_head(
    block: Block, asked: Asked, *, first: bool, only_marked: bool, known: bool
) -> bool:
    """Whether a block below others can be the title of the text.

    `only_marked`: it is the one heading of the first level. `known`: another is surely a title.
    """
    if only_marked and not known and (first or block.role in ("title", "heading")):
        return True
    if not asked.kinds(block.text):
        return False
    if block.role == "title" or (only_marked and not is_kind(block.text)):
        return True
    plain = block.marked is None and is_phrase(block) and not numbers_kind(block.text)
    return plain and not known and odds_of(block) >= LEAST_LIKELY


# --- over the blocks of one text
# -------------------------------------------------------------------------------------


def kind_heads_text(blocks: Sequence[Block], asked: Asked) -> list[Block]:  # noqa: ARG001
    """The blocks, where none is a title with the first words as such, if they begin with a kind."""
    found = list(blocks)
    if any(block.role == "title" for block in found):
        return found
    for at, block in enumerate(found[:SUBJECT_WITHIN]):
        if block.role not in ABOVE_TITLE:
            if _begins_as_title(block):
                found[at] = replace(block, role="title")
            break
    return found


def _begins_as_title(block: Block) -> bool:
    """Whether words begin with a kind and could be a title."""
    bare = (
        block.label is None
        and not block.held
        and last_mark(block.text) not in COMMAS + COLONS
    )
    likely = odds_of(block, block.role) < DOUBT and odds_of(block) >= LEAST_LIKELY
    return bare and likely and len(block.text) <= MAX_TITLE and begins_kind(block.text)


def preamble_is_heading(blocks: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, where the word for a preamble below a title is the heading of the preamble."""
    found: list[Block] = []
    titles = 0
    for block in blocks:
        if block.role != "title" or block.held:
            found.append(block)
            continue
        last = block.lines[-1].text
        if not _is_preamble_word(last, asked) or titles + len(block.lines) < 2:
            found.append(block)
        elif len(block.lines) == 1:
            found.append(replace(block, role="heading"))
        else:
            title, heading = split(block, len(block.lines) - 1)
            found += [title, replace(heading, role="heading")]
        titles += 1
    return found


def _is_preamble_word(text: str, asked: Asked) -> bool:
    """Whether a line is no more than the word for a preamble."""
    return text.casefold().strip(" .:*_#〈〉<>") in asked.preamble_words


def with_subject(blocks: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, with what stands below a title as more of it, where it was taken for another
    thing without certainty.

    Below the kind of a text, and perhaps its number and day, that is what the text is about; below
    any title it is the last line of its paragraph. The kind and the number are lines above the
    title then.
    """
    found = list(blocks)
    titles = [index for index, block in enumerate(found) if block.role == "title"]
    kinds = [index for index in titles if _is_kind_or_number(found[index])]
    if not titles:
        return found
    at = kinds[0] if kinds else titles[0]
    of = None if found[at].held else _subject(found, at, asked)
    if of is None or not is_phrase(found[of]):
        return found
    kind = found[at].text
    subject = found[of].text
    alike = upper(kind) and upper(subject)
    again = kind.split()[0].casefold() in subject.casefold().split()
    apart = numbers_kind(kind) and (again or not alike)
    if apart or any(has_figures(block) for block in found[at + 1 : of]):
        for index in titles:
            if index <= at:
                found[index] = replace(found[index], role="letterhead")
    found[of] = replace(found[of], role="title", decision=Decision("title", 1.0, []))
    return found


def open_titles_go_on(blocks: Sequence[Block], asked: Asked) -> list[Block]:  # noqa: ARG001
    """The blocks, with the phrases below a first title that ends in a word for between or and.

    `MEMORANDUM between`, `the Ports`, `and`, `the Isles` is one title. In capitals so is
    what follows in them and begins with such a word: `ON LAMPS`.
    """
    found = list(blocks)
    at = next(
        (index for index, block in enumerate(found) if block.role == "title"), None
    )
    if at is None or found[at].held:
        return found
    went_on = False
    while at + 1 < len(found) and _can_end_title(found[at], found[at + 1]):
        title = found[at]
        below = found[at + 1]
        linked = is_open(title) or _is_open_word(below)
        if not linked and not (went_on and _goes_on_in_capitals(title, below)):
            break
        found[at : at + 2] = [joined(title, below)]
        went_on = True
    return found


def _is_open_word(block: Block) -> bool:
    """Whether a block is no more than a word for between or and."""
    return _links(block.text)


def _links(words: str) -> bool:
    """Whether words are one for between, for and or the like; `I` can be a number."""
    return len(words) > 1 and _OPEN.match(f" {words}") is not None


def _goes_on_in_capitals(title: Block, block: Block) -> bool:
    """Whether a block in capitals begins with such a word, below a title in capitals."""
    first, _, rest = block.text.partition(" ")
    both = upper(title.text) and upper(block.text)
    return both and rest != "" and _links(first)


def _can_end_title(title: Block, block: Block) -> bool:
    """Whether a block can be what an open title goes on with."""
    whole = len(title.text) + len(block.text) <= 2 * MAX_TITLE
    return (
        whole and is_phrase(block) and not has_figures(block) and block.role != "annex"
    )


def _is_kind_or_number(block: Block) -> bool:
    """Whether a block says no more than the kind or the number of a text."""
    return is_kind(block.text) or numbers_kind(block.text)


def _subject(blocks: Sequence[Block], at: int, asked: Asked) -> int | None:
    """The block below a title that says more of what it is about, if one can."""
    end = min(at + 1 + SUBJECT_WITHIN, len(blocks))
    near = [
        index for index in range(at + 1, end) if not asked.dates(blocks[index].text)
    ]
    if not near:
        return None
    below = near[0]
    block = blocks[below]
    close = below == at + 1 and follows(block)
    if not _is_kind_or_number(blocks[at]):
        last = below + 1 == len(blocks) or not follows(blocks[below + 1])
        short = len(block.text) <= MAX_LAST_LINE and block.role != "heading"
        return below if close and last and short and _is_doubtful(block) else None
    first = next((index for index in near if blocks[index].role == "title"), None)
    likely = block.role == "heading" and (close or odds_of(block) >= LEAST_LIKELY)
    nearer = first is None or below + 1 < first
    return below if nearer and (likely or _is_doubtful(block)) else first


def _is_doubtful(block: Block) -> bool:
    """Whether a block that was taken for no title could be one."""
    odds = DOUBT if has_figures(block) else odds_of(block, block.role)
    return odds < VERY_DOUBTFUL or (odds < DOUBT and odds_of(block) >= LEAST_LIKELY)


# --- over what stands above a text
# -----------------------------------------------------------------------------------


def adoptions_are_no_titles(above: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, where a line that says how or when a text was adopted is no title.

    `Resolution adopted by the Council on 3 May` is none if another line can be one.
    """
    found = list(above)
    for at, block in enumerate(above):
        if block.role != "title" or block.held:
            continue
        only_adopted = begins_adopted(block.text) and asked.dates(block.text)
        of_a_kind = _says_kind_adopted(block.text) and any(
            each.role in ("title", "subtitle") for each in above[at + 1 :]
        )
        if only_adopted or of_a_kind:
            found[at] = replace(block, role="letterhead")
    return found


def _says_kind_adopted(text: str) -> bool:
    """Whether words are a kind and that it was adopted: `Resolution adopted by the Council`."""
    _, _, behind = text.strip(" *_#").partition(" ")
    return begins_kind(text) and begins_adopted(behind)


def trimmed(above: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, titles without what says when they were adopted, and by which number, behind them
    or before the kind.

    Below a title such lines stand by themselves in other blocks too: what is above them can be more
    of the title.
    """
    found: list[Block] = []
    behind = False
    for block in above:
        title = block.role == "title"
        if block.held or not (title or (behind and block.role in MORE_OF_TITLE)):
            found.append(block)
            continue
        if title:
            head, block = _without_head(block, asked)
            found.extend(head)
        found.extend(_without_day(block, asked, whole=behind))
        behind = True
    return found


def lines_above_a_day_are_title(above: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, with the first lines of a dateline right below a title as more of the title.

    They say of whom it is, and only the last lines say when: `Statement`, `of the Third Meeting
    of Keepers`, `Wick, 3 May 2024`.
    """
    found: list[Block] = []
    for block in above:
        below_title = bool(found) and found[-1].role == "title" and not found[-1].held
        count = _lines_before_day(block, asked) if below_title else 0
        if count == 0:
            found.append(block)
            continue
        more, day = split(block, count)
        found += [replace(more, role="title"), day]
    return found


def _lines_before_day(block: Block, asked: Asked) -> int:
    """How many lines of a dateline stand before those that say when; 0 where they can be a place."""
    if block.role != "dateline" or block.held or not follows(block):
        return 0
    lines = block.lines
    count = next(
        (at for at, line in enumerate(lines) if any(map(str.isdigit, line.text))), 0
    )
    words = " ".join(line.text for line in lines[:count])
    is_place = len(words.split()) < MIN_WORDS_OF_TITLE or any(
        comma in words for comma in COMMAS
    )
    return 0 if is_place or asked.dates(words) else count


def own_language_first(above: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, where titles in another language above the first one in that of the text are
    subtitles.

    A collection of treaties prints its own title above that of the text.
    """
    titles = [index for index, block in enumerate(above) if block.role == "title"]
    if len(titles) < 2 or above[titles[0]].held:
        return list(above)
    own = _first_in_own_language(above, titles, asked)
    if own is None or not _is_foreign(above[titles[0]].text, asked):
        return list(above)
    found = list(above)
    for index in titles:
        if index < own:
            found[index] = replace(found[index], role="subtitle")
    return found


def _first_in_own_language(
    above: Sequence[Block], titles: Sequence[int], asked: Asked
) -> int | None:
    """The first title that has clearly more words of the text's language than the one on top."""
    share = _share_of_language(above[titles[0]].text, asked.language)
    for index in titles[1:]:
        own = _share_of_language(above[index].text, asked.language)
        if own - share >= MORE_OF_LANGUAGE:
            return index
    return None


def _share_of_language(title: str, tag: str) -> float:
    """The share of the words of a title that are among the commonest of a language."""
    words = re.findall(r"[^\W\d_]+", title.casefold())
    common = sum(word in language(tag).words for word in words)
    return common / max(1, len(words))


def _is_foreign(title: str, asked: Asked) -> bool:
    """Whether a title is clearly in another language than the text."""
    tag, _ = detect_language(title)
    if tag in (UNDETERMINED, asked.language):
        return False
    return _share_of_language(title, tag) >= MORE_OF_LANGUAGE


def doubtful_title_gives_way(above: Sequence[Block], asked: Asked) -> list[Block]:  # noqa: ARG001
    """The blocks, where a doubtful title with other lines below it gives way to one that is in no
    doubt.
    """
    found = list(above)
    titles = [index for index, block in enumerate(found) if block.role == "title"]
    if not titles or odds_of(found[titles[0]]) >= DOUBT:
        return found
    sure = next((index for index in titles if odds_of(found[index]) >= DOUBT), None)
    if sure is None or found[sure - 1].role == "title":
        return found
    for index in titles:
        if index < sure and not found[index].held:
            found[index] = replace(found[index], role="letterhead")
    return found


def _without_head(block: Block, asked: Asked) -> tuple[list[Block], Block]:
    """The lines before the kind of a title as letterhead, and the title, where they stand apart or
    say when.
    """
    lines = block.lines
    begin = next((at for at, line in enumerate(lines) if asked.kinds(line.text)), 0)
    dated = any(asked.dates(line.text) for line in lines[:begin])
    if not begin or not (lines[begin].gap or dated):
        return [], block
    head, rest = split(block, begin)
    return [replace(head, role="letterhead")], rest


def _without_day(block: Block, asked: Asked, *, whole: bool) -> list[Block]:
    """A title, and its last lines as letterhead where they say when it was adopted. `whole`: all of
    it can say that.
    """
    lines = block.lines
    last = range(0 if whole else 1, len(lines))[-ADOPTED_LINES:]
    # what begins with a word for adopted is tried first
    for at in sorted(last, key=lambda index: not begins_adopted(lines[index].text)):
        if asked.dates(" ".join(line.text for line in lines[at:])):
            role = "letterhead" if block.role == "title" else block.role
            if at == 0:
                return [replace(block, role=role)]
            title, day = split(block, at)
            return [title, replace(day, role=role)]
    return [block]


def likeliest_kind(above: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, where none is a title with the likeliest line that names a kind as such."""
    found = list(above)
    if asked.titled_elsewhere or any(block.role == "title" for block in found):
        return found
    able = [
        at
        for at, block in enumerate(found)
        if asked.kinds(block.text) and (is_phrase(block) or block.marked)
    ]
    if able:
        best = max(able, key=lambda at: odds_of(found[at]))
        found[best] = replace(found[best], role="title")
    return found


def kind_first(above: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, with a title that names the kind of the text in place of what stands apart above
    it and names none.

    Where no title does, it is the first line that does, if a title can be one at all and the
    decoder is in doubt of the others.
    """
    titles = [index for index, block in enumerate(above) if block.role == "title"]
    named = [index for index in titles if asked.kinds(above[index].text)]
    at = named[0] if named else _doubted_kind(above, titles, asked)
    if at is None or any(above[index].held for index in (at, *titles)):
        return list(above)
    if at in titles and _goes_on_from_above(above, at):
        return list(above)
    found = list(above)
    for index in titles:
        if index < at or at not in titles:
            found[index] = replace(found[index], role="letterhead")
    found[at] = replace(found[at], role="title")
    return found


def _doubted_kind(
    above: Sequence[Block], titles: list[int], asked: Asked
) -> int | None:
    """The first line that names a kind and could be a title, where all titles are in doubt."""
    if not titles:
        return None
    sure = any(odds_of(above[index]) >= DOUBT for index in titles)
    least = VERY_DOUBTFUL if sure else LEAST_LIKELY
    for at, block in enumerate(above):
        able = block.role in MORE_OF_TITLE and odds_of(block) >= least
        if not able or not asked.kinds(block.text):
            continue
        says_when = _says_kind_adopted(block.text) if sure else has_figures(block)
        if not says_when:
            return at
    return None


def _goes_on_from_above(above: Sequence[Block], at: int) -> bool:
    """Whether a title begins what stands above a text, or belongs to the title right above it."""
    if at == 0:
        return True
    joined = follows(above[at]) or is_open(above[at - 1]) or says_about(above[at])
    return above[at - 1].role == "title" and joined


def more_of_titles(above: Sequence[Block], asked: Asked) -> list[Block]:
    """The blocks, a first title with the lines that are more of it.

    What begins in lower case goes on with what is above. Below a title that says no more than the
    kind of a text, or ends in a word for of, stand the lines that say which: `AGREEMENT`,
    `between`,
    ... What was taken for a letterhead there is one of them if it begins in lower case, or if one of
    them follows.
    """
    at = next(
        (index for index, block in enumerate(above) if block.role == "title"), None
    )
    if at is None or above[at].held:
        return list(above)
    begin = _beginning(above, at, asked)
    end = _ending(above, begin, asked)
    title = reduce(joined, above[begin + 1 : end], replace(above[begin], role="title"))
    return [*above[:begin], title, *above[end:]]


def _beginning(above: Sequence[Block], at: int, asked: Asked) -> int:
    """Where a title begins, itself or a line above that it goes on with, if a kind stands in it
    then.
    """
    begin = at
    while (
        begin and goes_on(above[begin - 1]) and is_more(above[begin], above[begin - 1])
    ):
        begin -= 1
    named = any(asked.kinds(block.text) for block in above[begin : at + 1])
    return begin if named else at


def _ending(above: Sequence[Block], begin: int, asked: Asked) -> int:
    """Where the lines of a title end."""
    title = above[begin]
    end = begin + 1
    if end < len(above) and is_open(title) and above[end].role in MORE_OF_TITLE:
        end += 1
    bare = is_kind(title.text)
    numbered = False
    for index in range(end, len(above)):
        block = above[index]
        if _stands_alone(block, title, asked):
            break
        if _begins_as_more(block, above[index - 1], title, asked, close=end == index):
            if not asked.dates(block.text):
                end = index + 1
        elif not bare or numbered or block.role not in MORE_OF_TITLE:
            break
        elif has_figures(block):
            numbered = follows(block)
            if not numbered:
                break
        elif (
            block.role != "letterhead"
            or not begins_capital(block.text)
            or follows(block)
        ):
            end = index + 1
    return end


def _stands_alone(block: Block, title: Block, asked: Asked) -> bool:
    """Whether a block can be no more of a title: it repeats it, leads to what is below, or is
    another.
    """
    if not goes_on(block) or last_mark(block.text) in COLONS:
        return True
    other = block.role == "title" and is_whole(
        block.text, asked.kinds
    )  # as in another language
    return other or unaccented(block.text) == unaccented(title.text)


def _begins_as_more(
    block: Block, above: Block, title: Block, asked: Asked, *, close: bool
) -> bool:
    """Whether a block begins as more of a title does: in lower case, or with a word for of.

    Right below the title (`close`) it can also follow what is open, or have no case at all.
    """
    text = block.text
    if is_small(text[:1]) or (upper(text) and _OPENS.match(text) is not None):
        return True
    if not close or not follows(block):
        return False
    if is_open(above):
        return True
    caseless = text.upper() == text.lower() and not has_figures(block)
    return caseless and asked.kinds(title.text) and not ends_with_kind(title.text)


# --- one title
# -------------------------------------------------------------------------------------------------------


def titled(above: Sequence[Block], asked: Asked, *, known: bool = False) -> list[Block]:
    """What stands above a text, with one title at most: titles one behind the other are one.

    Two that each say what the text is (`kinds`) stay two: the same title in two languages; so do
    two that the source marks as headings of different levels. A title begins anew where it repeats,
    in more words, what is before it, or where a number of its own stands before it; the number is a
    line by itself then. `known`: a person says what is a title.
    """
    if not known:
        for step in switched_on(ABOVE_STEPS):
            above = step(above, asked)
    found: list[Block] = []
    chosen: int | None = None
    goes_on = False
    for block in above:
        if block.role != "title":
            found.append(block)
            goes_on = False
            continue
        title = None if chosen is None else found[chosen]
        label = _label_before(block, first=title is None)
        anew = title is None or label is not None or is_fuller(title.text, block.text)
        if anew:
            if chosen is not None and title is not None:
                found[chosen] = replace(title, role="subtitle")
            if label is not None:
                number, block = cut(block, label.end())
                found.append(number)
            chosen = len(found)
            goes_on = True
            found.append(block)
        elif chosen is not None and goes_on and _is_rest(block, found[chosen], asked):
            found[chosen] = joined(found[chosen], block)
        else:
            found.append(replace(block, role="subtitle"))
            goes_on = False
    return found


def _label_before(block: Block, *, first: bool) -> re.Match[str] | None:
    """The number before a title, or the word for subject before the first one."""
    return _NUMBER.match(block.text) or (
        _subject_label().match(block.text) if first else None
    )


@cache
def _subject_label() -> re.Pattern[str]:
    """An expression for the word with which a letter says what it is about, before that: `Subject:
    Wells`, `[Title] Wells`.
    """
    labels = [row.forms for row in in_every_language("labels") if row.key == "subject"]
    named = map(re.escape, chain.from_iterable(labels))
    words = "|".join((*named, any_of("subjects")))
    bracketed = r"[\[【][^\[\]【】]{1,12}[\]】]\s*"
    return compile_late(
        rf"[*_#\s]*(?:(?:{words})\s?[{COLONS}]\s+|{bracketed})(?=\S)", re.IGNORECASE
    )


def _is_rest(block: Block, title: Block, asked: Asked) -> bool:
    """Whether a title is the rest of the one before it: on its level, not said by it, and no other
    that is whole as well.
    """
    whole = is_whole(title.text, asked.kinds) and is_whole(block.text, asked.kinds)
    again = _letters(block.text) in _letters(title.text)
    return (block.held or block.marked == title.marked) and not (whole or again)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unaccented(text)))


def has_figures(block: Block) -> bool:
    """Whether there is a figure in a block."""
    return any(map(str.isdigit, block.text))


def is_phrase(block: Block) -> bool:
    """Whether a block without a label can be part of a title: short, no table, and no sentence or
    clause.
    """
    bare = block.label is None and not block.held and 0 < len(block.text) <= MAX_TITLE
    return bare and last_mark(block.text) not in TERMINAL.union(COMMAS)


def follows(block: Block) -> bool:
    """Whether a block stands right below the line before it."""
    return bool(block.lines) and not block.lines[0].gap


def odds_of(block: Block, role: str = "title") -> float:
    """How likely a block has a role."""
    decision = block.decision
    if decision is None:
        return 0.0
    return (
        decision.odds if decision.role == role else dict(decision.others).get(role, 0.0)
    )


def is_more(block: Block, above: Block) -> bool:
    """Whether a title has its beginning in the line above: it begins in lower case, or follows what
    is open, or as likely a title as not.
    """
    if is_small(block.text[:1]) or is_open(above):
        return True
    if has_figures(above) or is_path(above.text):
        return False
    likely = odds_of(above) >= odds_of(above, above.role)
    return says_about(block) or (follows(block) and likely)


def says_about(block: Block) -> bool:
    """Whether a block begins with what a text is about, behind who speaks in the line above:
    `北岛国`, `关于渔业的声明`.
    """
    return block.text.strip(" *_#").startswith(word_list("about"))


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
    words = _stems(title)
    others = _stems(other)
    return len(others) > len(words) > 1 and len(words & others) * 5 >= len(words) * 4


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w{4,}", unaccented(text))}


def cut(block: Block, at: int) -> tuple[Block, Block]:
    """A block cut in two at a place of its first line."""
    source = block.flow.source
    (start, end, _), *others = block.flow.pieces
    label = Flow(
        source, [(start, start + len(source[start : start + at].rstrip()), "")]
    )
    rest = Flow(source, [(start + at, end, ""), *others], block.flow.dropped)
    above = replace(block, role="letterhead", lines=block.lines[:1], flow=label)
    return above, replace(block, flow=rest)


def joined(block: Block, other: Block) -> Block:
    """Two blocks as one."""
    pieces = [
        (start, end, glue or " ")
        for start, end, glue in (*block.flow.pieces, *other.flow.pieces)
    ]
    flow = Flow(block.flow.source, pieces, (*block.flow.dropped, *other.flow.dropped))
    return replace(block, lines=[*block.lines, *other.lines], flow=flow)


BLOCK_STEPS: tuple[Step, ...] = (
    page_words_are_no_titles,
    headed,
    open_titles_go_on,
)
"""What overrules the decoder over all blocks of a file."""
TEXT_STEPS: tuple[Step, ...] = (
    kind_heads_text,
    preamble_is_heading,
    with_subject,
)
"""What overrules it over the blocks of one text."""
ABOVE_STEPS: tuple[Step, ...] = (
    adoptions_are_no_titles,
    likeliest_kind,
    trimmed,
    lines_above_a_day_are_title,
    own_language_first,
    doubtful_title_gives_way,
    kind_first,
    more_of_titles,
)
"""What overrules it over what stands above a text."""
