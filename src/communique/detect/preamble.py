"""Title, preamble and operative part: where the one ends and the other begins."""

from dataclasses import dataclass, field
from functools import cache

from communique.detect.characters import CLAUSE, DASHES, TERMINAL, last_mark, unaccented
from communique.detect.claims import Flow
from communique.detect.outline import Division, Item, Part
from communique.detect.units import Unit
from communique.languages import LanguageData

MAX_TITLE_LINES = 6
MAX_TITLE = 600
MAX_PHRASE = 200
"""So many characters at the beginning and the end are held against the phrases that close a preamble."""
SHORT_OPENING = 12
"""An opening of so many words at most: `The General Council,`."""


@dataclass(slots=True)
class Group:
    """Recitals under a heading."""

    division: Division
    items: list[Item]


@dataclass(slots=True)
class Split:
    """A zone told apart. `guessed`: the boundary rests on punctuation alone. `roles`: by identity of the item."""

    preamble: list[Item | Group] = field(default_factory=list)
    body: list[Part] = field(default_factory=list)
    roles: dict[int, str] = field(default_factory=dict)
    guessed: Item | None = None


def title_units(units: list[Unit], language: LanguageData, *, titled: bool = False) -> int:
    """How many units at the beginning are the title and the lines below it. `titled`: metadata give a title already."""
    count = 0
    kinds = [name.casefold() for names in language.declaration_kinds.values() for name in names]
    preambles = {word.casefold() for word in language.preamble_words}
    for unit in units[:MAX_TITLE_LINES]:
        text = unit.text
        if unit.forced == "title":
            count += 1
            continue
        if (
            unit.label is not None
            or unit.forced not in (None, "break")
            or len(text) > MAX_TITLE
            or text.casefold().strip(" .:") in preambles
        ):
            break
        mark = last_mark(text)
        named = count == 0 and len(text) < MAX_TITLE / 2 and any(kind in text.casefold() for kind in kinds)
        if (mark in TERMINAL or mark in CLAUSE) and not (named and mark in ".!" and len(units) > 1):
            break
        if (count or unit.level or titled) and (_heads(units, count) or enacts(text, language)):
            break
        count += 1
        if unit.level:
            break
    return count


def _heads(units: list[Unit], index: int) -> bool:
    """Whether a heading after the title heads the text below it: others like it follow further on."""
    unit = units[index]
    if not unit.heading:
        return False
    return any(later.heading and later.level == unit.level for later in units[index + 1 :])


def split(parts: list[Part], language: LanguageData) -> Split:
    """Tell the preamble from the operative part."""
    result = Split()
    lead = [part for part in parts[: _first_division(parts)] if isinstance(part, Item)]
    forced = _forced(lead)
    if forced is not None:
        cut: int | None = forced
    else:
        cut = _boundary(lead, language, result, followed=len(parts) > len(lead))
    if cut:
        result.preamble.extend(lead[:cut])
        result.body.extend([*lead[cut:], *parts[len(lead) :]])
    else:
        result.body.extend(parts)
        _headed(result, language)
    _roles(result, language)
    return result


def _first_division(parts: list[Part]) -> int:
    return next((index for index, part in enumerate(parts) if isinstance(part, Division)), len(parts))


def _forced(items: list[Item]) -> int | None:
    """The boundary that hints give: after the last recital, or before the first paragraph they name."""
    recitals = [index for index, item in enumerate(items) if item.forced == "recital"]
    if recitals:
        return recitals[-1] + 1
    return next((index for index, item in enumerate(items) if item.forced == "paragraph"), None)


def _boundary(items: list[Item], language: LanguageData, result: Split, *, followed: bool) -> int | None:
    """How many items are the preamble: by an enacting formula, a last dash or colon, or commas before semicolons."""
    enacted = _enacted(items, language, result, followed=followed)
    if enacted is not None:
        return enacted
    last = None
    for index, item in enumerate(items):
        if item.plain and last_mark(_text(item)) in DASHES and (index + 1 < len(items) or followed):
            last = index
        if not _clause(item):
            break
    if last is not None and (last > 0 or items[0].num is None or len(items) > 1) and _clauses_follow(items, last):
        result.guessed = items[last]
        if last and items[last].num is None and items[last].last in ":：":
            result.roles[id(items[last])] = "formula"
        return last + 1
    return _commas(items, result)


def _enacted(items: list[Item], language: LanguageData, result: Split, *, followed: bool) -> int | None:
    """The items up to the last enacting formula, or up to the paragraph that begins with one; only clauses before it."""
    cut: int | None = None
    formula: Item | None = None
    for index, item in enumerate(items):
        text = _text(item) if item.plain else ""
        if text and _ends_enacting(text, language) and (index + 1 < len(items) or followed):
            cut, formula = index + 1, item
        elif text and index and _begins_enacting(text, language):
            last = index + 1 == len(items) and followed
            cut, formula = (index + 1, item) if last else (index, None)
            break
        elif not (_clause(item) or _open(item)):
            break
    if formula is not None:
        result.roles[id(formula)] = "formula"
    return cut


def _clauses_follow(items: list[Item], last: int) -> bool:
    """A colon ends a preamble only after clauses that end in commas or semicolons: else it introduces what is below."""
    return last_mark(_text(items[last])) in "–—―" or any(item.last in ",;،؛、；" for item in items[:last])


def _commas(items: list[Item], result: Split) -> int | None:
    """UN style: unnumbered clauses that end in commas, then numbered ones; or commas before semicolons."""
    commas = next((index for index, item in enumerate(items) if item.last not in ",،、"), len(items))
    count = commas
    while count < len(items) and items[count].num is None and items[count].last in ",،、;؛；·":
        count += 1
    if count < len(items) and items[count].num is not None and all(item.num is None for item in items[:count]):
        cut = count
    else:
        cut = commas
    if cut < 2 or cut == len(items) or (items[cut].num is None and items[cut].last not in ";؛；·."):
        return None
    result.guessed = items[cut - 1]
    return cut


def _headed(result: Split, language: LanguageData) -> None:
    """A first section whose heading is the word for a preamble: its clauses are recitals under that heading."""
    words = {word.casefold() for word in language.preamble_words}
    if not result.body or not isinstance(result.body[0], Division):
        return
    division = result.body[0]
    heading = division.heading.text.casefold().strip(" .:*") if division.heading else ""
    if heading not in words or any(isinstance(part, Division) for part in division.parts):
        return
    items = [part for part in division.parts if isinstance(part, Item)]
    cut = _boundary(items, language, result, followed=len(result.body) > 1)
    cut = len(items) if cut is None else cut
    if not cut:
        return
    result.preamble.append(Group(division, items[:cut]))
    result.body[:1] = items[cut:]


def _roles(result: Split, language: LanguageData) -> None:
    """The first clause is an opening if it is short or ends in a dash or colon; the last can be the formula."""
    items: list[Item] = []
    for part in result.preamble:
        items.extend(part.items if isinstance(part, Group) else [part])
    if len(items) < 2 or id(items[0]) in result.roles:
        return
    first = items[0]
    if not first.plain:
        return
    text = _text(first)
    short = len(text.split()) <= SHORT_OPENING or _leads(_text(items[1]), language)
    if not _leads(text, language) and ((short and last_mark(text) in ",،、:") or last_mark(text) in DASHES):
        result.roles[id(first)] = "opening"


def _leads(text: str, language: LanguageData) -> bool:
    return _plain(text[:MAX_PHRASE]).startswith(_phrases(tuple(language.recital_leads)))


def _text(item: Item) -> str:
    return "".join(block.text for block in item.blocks if isinstance(block, Flow))


def _clause(item: Item) -> bool:
    return item.last in CLAUSE


def _open(item: Item) -> bool:
    """Whether it ends with no mark at all, as `The General Assembly` on a line of its own."""
    return item.last not in TERMINAL


def enacts(text: str, language: LanguageData) -> bool:
    """Whether a text begins or ends with a phrase that closes a preamble."""
    return _ends_enacting(text, language) or _begins_enacting(text, language)


def _ends_enacting(text: str, language: LanguageData) -> bool:
    return _plain(text[-MAX_PHRASE:]).endswith(_phrases(language.enacting))


def _begins_enacting(text: str, language: LanguageData) -> bool:
    return _plain(text[:MAX_PHRASE]).startswith(_phrases(language.enacting))


@cache
def _phrases(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_plain(phrase) for phrase in phrases)


def _plain(text: str) -> str:
    return unaccented(" ".join(text.split())).strip(" .,:;–—-*_")
