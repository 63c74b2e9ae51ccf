"""What an atom cannot be, whatever the weights say: by its words, by its run, by how the clauses of a preamble are set."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import compress

from communique.detect.characters import (
    CLAUSES,
    COLONS,
    COMMAS,
    HYPHENS,
    SEMICOLONS,
    begins_lower,
    is_small,
    last_mark,
    led,
    phrases,
    unaccented,
)
from communique.detect.datelines import dates_in
from communique.detect.features import BESIDE_DAY, CONJUNCTION, ENDS, SYMBOL, nests, sentences
from communique.detect.kinds import is_path, names_kind, numbers_kind
from communique.detect.roles import ABOVE, ALIKE, DOUBT, GOES_ON, MORE, NEW, ROLES, Decision
from communique.detect.segments.atoms import MAIL, Atom, mail_end
from communique.detect.segments.labels import Label
from communique.detect.segments.numbering import Numbered
from communique.detect.signatures.signing import SIGNS, lists_names
from communique.languages import LanguageData

TOP = 12
"""A text's title is among so many atoms."""
SENTENCES = 240
"""What is longer than so many characters and ends with a stop is neither title nor heading."""
ARTICLE = 4
"""The word for *the*, with its space, has no more letters."""
DATED = 160
"""A line that says when a text was adopted has no more characters."""
BOTTOM = 8
"""A row of names among so many last atoms is that of those who sign."""
HEADS = frozenset({"heading", "contents", "furniture", "other"})
"""What the word for an article can be that stands on a line with its number, and counts on."""
NEAR = 4
"""What opens recitals has their first among so many atoms, itself counted."""
WORDED = frozenset({"heading", "contents", "annex", "recital", "paragraph", "point"})
"""What has a word and its number for a label is one of these."""
REASONS = frozenset({"recital", "furniture", "note", "table"})
"""What can be that counts on below the word that opens numbered recitals."""
SIGNED_ROLES = frozenset({"signature", "closing", "other", "note", "table", "furniture"})
"""What a line with a mark of signing before a name can be."""
BEGINS = frozenset(f"{role}{MORE}" for role in ROLES)
"""What is barred where a block begins."""
FEW = 2
"""So many clauses that begin with a lead word tell how those of a text are set."""
MOST = 0.75
"""So much of some is nearly all of them."""
LEAD = 60
"""The words that begin a clause have no more characters."""
LONG = 200
"""A line with more characters that ends with a letter was cut, and is no heading."""
UNWRAPPED = ("line", "gap")
"""Why something begins where lines are not wrapped, or stand apart."""
_ALL = frozenset(ROLES)
_BEGIN = ABOVE | {"opening"}
"""What begins a text."""
ANNEX = 12
"""The word for an annex, with its number, has no more characters."""
HEADED = 200
"""The title of an article, or a heading behind a clause and before a number, has no more characters."""
MARGINS = frozenset(
    {"letterhead", "subtitle", "annex", "note", "table", "furniture", "contents", "other"}
)
"""What a document's symbol alone can be."""
SECTION = "§#"
"""The shape of a label that counts the sections of a law: alone on its line it heads one."""
TWICE = 2
"""What is nested in so many labels is a point, whatever its own is."""


def barred(
    atoms: Sequence[Atom], words: LanguageData, given: str | None
) -> dict[int, frozenset[str]]:
    """The roles that atoms cannot have. `given`: the title that metadata give.

    Nothing is a point above all labels, marked headings and colons. What is several sentences without a label is no clause of a
    preamble, nor is what has neither letter nor digit, or what the clauses around it tell (`by_clauses`). What counts
    on goes on with nothing, and is a recital below the word that opens such; behind the first label of a run no other text
    begins before its last. What has a bullet or ends the text heads nothing, and an article's number alone does nothing else. A
    body's name and a comma open recitals, and are none; with a symbol behind it that is the letterhead. What titles an article
    is none of its paragraphs. A comment of HTML is no part of the text, a document's symbol alone stands in a margin, and the
    word for an annex alone heads nothing. Short words without a mark before a label are neither point nor paragraph. What ends
    with the words that enact and a colon leads to what is enacted. Words that have a label or stand nowhere else are no
    furniture, what somebody has signed is none of the text; the other half of a broken word goes on;
    sentences are no title, nor more of one where they stand apart, nor at the top are other words than those that metadata give for one, unless marked as a heading.
    """
    times = Counter(hash(atom.words) for atom in atoms)
    found: dict[int, frozenset[str]] = {}
    shared: dict[frozenset[str], frozenset[str]] = {}
    reasons, bare = set(_reasons(atoms)), set(_bare(atoms))
    hung_on = zip(
        (atom.words for atom in atoms),
        _by_runs(atoms, words),
        by_clauses(atoms, words),
        strict=True,
    )
    for index, (text, hung, clause) in enumerate(hung_on):
        stop = ENDS.get(mark := last_mark(text)) == "."
        sentence = (len(text) > SENTENCES and stop) or mark == "。"
        label = atoms[index].label
        number = label.label if label is not None and len(label.run.members) > 1 else None
        symbol = _SYMBOL_BEHIND.search(text) if index < TOP and len(text) <= DATED else None
        masthead = symbol is not None and _names_body(text[: symbol.start()])
        titles, between = _between(atoms, index, text, mark)
        roles = set(clause)
        only = _only(atoms, index, text)
        if only:
            roles |= _ALL - only
        elif (label is not None or times[hash(text)] < 2) and any(map(str.isalpha, text)):
            roles.add("furniture")
        if masthead or (label is None and _enacts(text, words)) or titles:
            roles.add("paragraph")
        if sentence or masthead or (index < TOP and _no_title(atoms, index, words, given)):
            roles.add("title")
        if stop and atoms[index].reason in UNWRAPPED and not any(map(str.isdigit, text)):
            roles.add(f"title{MORE}")
        annex = atoms[index].reason == "annex" and len(text) <= ANNEX
        ends = index == len(atoms) - 1 > 0 and atoms[index].marked is None
        if sentence or annex or ends or index in bare or (number is not None and number.bullet):
            roles.add("heading")
        if number is not None:
            roles.add("continuation")
        body = atoms[index].reason and text.endswith(tuple(COMMAS)) and _names_body(text)
        if masthead or body or not any(map(str.isalnum, text)):
            roles.add("recital")
        short = len(text) <= SENTENCES
        signs = (
            short and any(sign in text for sign in "(（/*") and SIGNS.match(text)
        )  # most hold no sign of it at all
        if signs or (not short and index + BOTTOM >= len(atoms) and lists_names(text)):
            roles |= _ALL - SIGNED_ROLES
        if between:
            roles |= (
                {"point", "paragraph"} if leads(text, words) else {"point", "paragraph", "recital"}
            )
        heads = number is not None and (
            number.whole or (number.mask == SECTION and _is_bare(atoms[index]))
        )
        roles |= _ALL - (HEADS if heads else WORDED if atoms[index].worded is not None else _ALL)
        roles |= (
            _ALL - REASONS
            if index in reasons
            else GOES_ON
            if index - 1 in bare or _is_other_half(atoms, index)
            else hung | BEGINS
            if index in bare
            else hung
        )
        if roles:
            found[index] = shared.setdefault(each := frozenset(roles), each)
    return found


def _is_other_half(atoms: Sequence[Atom], index: int) -> bool:
    """Whether an atom begins with the other half of a word that a hyphen breaks."""
    if not index or atoms[index].label is not None or atoms[index].marked is not None:
        return False
    before = atoms[index - 1].lines[-1].text
    return before[-1] in HYPHENS and before[-2:-1].isalpha() and is_small(atoms[index].words[:1])


def _bare(atoms: Sequence[Atom]) -> Iterator[int]:
    """The labels that stand on lines of their own above the one block that each counts: those of a shape, if most are such."""
    shapes: dict[str, list[int]] = {}
    for index, atom in enumerate(atoms):
        label = atom.label.label if atom.label is not None and atom.marked is None else None
        if label is not None and not label.bullet and not label.whole:
            shapes.setdefault(label.mask, []).append(index)
    for labels in shapes.values():
        bare: list[int] = []
        for each in labels:
            behind = atoms[each + 1 : each + (2 if each == labels[-1] else 3)]
            begun = [atom.label is not None or atom.marked is not None for atom in behind]
            if _is_bare(atoms[each]) and begun in ([False], [False, True]):
                bare.append(each)
        ended = [each for each in bare if last_mark(atoms[each + 1].lines[-1].text) in ENDS]
        if len(ended) > 1 and len(ended) * 2 > len(labels):
            yield from bare


def _is_bare(atom: Atom) -> bool:
    """Whether an atom is a label and nothing else."""
    return len(atom.lines) == 1 and not atom.lines[0].text[atom.content :].strip("*_ ")


def _between(atoms: Sequence[Atom], index: int, text: str, mark: str) -> tuple[bool, bool]:
    """Whether a short text with a capital and without a mark stands between the number of an article and its words, which do not go
    on with it; and whether it stands before a label, behind a clause that ends with a mark.
    """
    if not (0 < index < len(atoms) - 1 and len(text) <= HEADED and mark.isalpha()) or begins_lower(
        text
    ):
        return False, False
    before, atom, after = atoms[index - 1 : index + 2]
    if atom.label is not None:
        return False, False
    end, article = (
        last_mark(before.lines[-1].text),
        before.label is not None and before.label.label.whole,
    )
    goes_on = begins_lower(after.lines[0].text[after.content :])
    if after.label is None:
        return article and bool(after.reason) and not goes_on, False
    titles = article and bool(after.reason) and not goes_on and not _is_small(after.label.label)
    behind = end in CLAUSES if before.label is None else end in ENDS and not article
    return titles, bool(atom.reason) and behind


def _by_runs(atoms: Sequence[Atom], words: LanguageData) -> Iterator[frozenset[str]]:
    """What each atom cannot be by the runs that it is in and between."""
    ends = {id(atom.label.run): index for index, atom in enumerate(atoms) if atom.label is not None}
    hung: dict[int, frozenset[str]] = {}
    inside, held = -1, False
    for index, (atom, nest) in enumerate(zip(atoms, nests(atoms), strict=True)):
        colon = index > 0 and last_mark(atoms[index - 1].lines[-1].text) in COLONS
        held = held or colon or atom.label is not None or atom.marked is not None
        roles = frozenset({"point"} if not held else ())
        if atom.label is not None:
            run = id(atom.label.run)
            if run not in hung:
                lead = (
                    ""
                    if index == 0 or atoms[index - 1].marked is not None
                    else atoms[index - 1].words
                )
                hung[run] = _hung(atom.label, nest, "" if _enacts(lead, words) else last_mark(lead))
            roles = hung[run]
        elif ENDS.get(last_mark(atom.lines[-1].text)) == "." and sentences(text := atom.words):
            clause = (
                "recital" if atom.reason else f"{NEW}recital"
            )  # more of one that nothing sets off from it can be
            roles |= (
                {"opening", "formula"} if leads(text, words) else {"opening", "formula", clause}
            )
        yield roles | (_BEGIN if atom.reason else ABOVE) if index <= inside else roles
        if atom.label is not None and not atom.label.label.whole:
            inside = max(inside, ends[id(atom.label.run)])


def _hung(first: Numbered, nest: int, end: str) -> frozenset[str]:
    """What the atoms of a run cannot be, by how deep it is nested, and how the words before it end, if they are no heading.

    Small letters below a colon or another label are points, and so is all that is nested twice; bullets below a colon or a
    sentence are no paragraphs.
    """
    label, mark = first.label, ENDS.get(end)
    if label.whole or first.run.section:
        return frozenset()
    if nest >= TWICE or (_is_small(label) and (nest or mark == ":")):
        return _ALL - {"point"}
    bullets = label.bullet and len(first.run.members) > 1
    return frozenset({"paragraph"} if bullets and mark in (":", ".") else ())


def _is_small(label: Label) -> bool:
    """Whether a label is a small letter, or a roman number in such."""
    return "a" in label.mask and label.readings[0][0] != "han"


def _reasons(atoms: Sequence[Atom]) -> Iterator[int]:
    """The atoms that are counted from 1 below a line with nothing but the word for reasons: `Whereas:`."""
    opened, run = -NEAR, None
    for index, atom in enumerate(atoms):
        label = atom.label
        if label is None:
            opened = index if atom.words.strip(" *_#:").casefold() in phrases("reasons") else opened
        elif 0 < index - opened < NEAR and any(value == 1 for _, value in label.label.readings):
            run = label.run
        if run is not None and label is not None and label.run is run:
            yield index


def _no_title(atoms: Sequence[Atom], index: int, words: LanguageData, given: str | None) -> bool:
    """Whether words at the top are no title: a body or a symbol alone, an address, the path of a page in its site, when and where
    and no more, when that was adopted which the line before names by its number, other words than the metadata's.
    """
    text = atoms[index].words.strip(" *_#")
    if (
        SYMBOL.fullmatch(text)
        or "://" in text.partition(" ")[0]
        or _names_body(text)
        or is_path(text)
    ):
        return True
    day = next(iter(dates_in(text, words)), None) if len(text) <= DATED else None
    only = day is not None and len(text) - (day.end - day.start) < BESIDE_DAY
    if only or (day is not None and index and numbers_kind(atoms[index - 1].words)):
        return not names_kind(text)
    if given is None or atoms[index].marked is not None:
        return False
    named = frozenset(given.casefold().split())
    printed = [word.strip("*_#") for word in text.casefold().split()]
    return sum(word in named for word in printed) * 2 < len(printed)


_COMMENT = re.compile(r"<!--(?:(?!-->).)*-->")


def _only(atoms: Sequence[Atom], index: int, text: str) -> frozenset[str]:
    """What alone a comment of HTML, a document's symbol that no colon announces, or what ends a mail can be; empty for other words."""
    if _COMMENT.fullmatch(text) or (index + MAIL >= len(atoms) and index >= mail_end(atoms)):
        return frozenset({"other"})
    alone = (
        len(text) <= DATED
        and "/" in text
        and text.isascii()
        and _PAGED_SYMBOL.fullmatch(text.strip(" *_#"))
    )
    announced = index > 0 and last_mark(atoms[index - 1].lines[-1].text) in COLONS
    return MARGINS if alone and not announced else frozenset()


_SYMBOL_BEHIND = re.compile(rf"\s({SYMBOL.pattern})$")
"""The symbol of a document behind the name of a body."""
_PAGED_SYMBOL = re.compile(rf"(?:\d+\s+)?(?:{SYMBOL.pattern})(?<!\.)(?:\s+\d+)?")
"""A document's symbol alone, or with a page's number."""


def _enacts(text: str, words: LanguageData) -> bool:
    plain = text.rstrip(" *_")
    return plain[-1:] in tuple(COLONS) and plain[:-1].rstrip().casefold().endswith(_enacting(words))


@cache
def _enacting(words: LanguageData) -> tuple[str, ...]:
    return tuple(f" {phrase.casefold()}" for phrase in words.enacting)


def _names_body(text: str) -> bool:
    """Whether a line is the name of a body, with an article or without: `The Security Council,`."""
    plain = unaccented(text[:DATED].strip(" *_,，،、"))
    names = phrases("institutions", fold=unaccented)
    return plain.endswith(names) and any(
        plain.endswith(name) and len(plain) - len(name) <= ARTICLE for name in names
    )


def by_clauses(atoms: Sequence[Atom], words: LanguageData) -> Iterator[frozenset[str]]:
    """What each atom cannot be by how the clauses of a text stand, those that begin with a lead word and have no label.

    Such a clause is none of what stands above a text, nor its opening; a few words with a comma before the first are no recital.
    What does not begin as the clauses of the text do begins no recital, nor does what stands behind labels without a lead word.
    """
    leading = [
        atom.label is None and bool(atom.reason) and leads(atom.words[:LEAD], words)
        for atom in atoms
    ]
    setting = _Setting(list(compress(atoms, leading)), atoms)
    first = leading.index(True) if True in leading else len(atoms)
    held, before = True, ""
    for index, (atom, is_clause) in enumerate(zip(atoms, leading, strict=True)):
        roles = set[str]()
        held = atom.label is None and (
            held or is_clause or (bool(atom.reason) and _leads_anywhere(atom))
        )
        if is_clause:
            roles |= _BEGIN
        elif (
            index == first - 1
            and last_mark(atom.words[:LEAD]) in COMMAS
            and not _leads_anywhere(atom)
        ):
            roles.add("recital")
        if atom.label is None and (
            setting.begins_none(atom, before) or (setting.clauses >= FEW and not held)
        ):
            roles.add(f"{NEW}recital")
            close = not atom.reason and atom.seat.startswith("full") and atom.seat.endswith("close")
            if close and setting.apart and index > first:
                roles |= GOES_ON
            if not held and last_mark(atom.lines[-1].text) in SEMICOLONS:
                roles.add("opening")
        elif atom.label is None and setting.parts(atom, before):
            roles.add(f"recital{MORE}")
        yield frozenset(roles)
        before = atom.lines[-1].text.rstrip("*_ ")


class _Setting:
    """How the clauses of a text are set that begin with a lead word.

    `apart`: nearly all stand apart from what is before them, `capitals`: have a capital, `margin`: stand so much further in (0: do
    not). `ends`: the marks that end them: in Chinese the comma between words of a list is none where another is used.
    """

    def __init__(self, clauses: Sequence[Atom], atoms: Iterable[Atom]) -> None:
        margin = min((atom.lines[0].indent for atom in clauses if "-in-" in atom.seat), default=0)
        further = margin > 0 and _most(
            [atom.lines[0].edge or atom.lines[0].indent >= margin for atom in clauses]
        )
        enumerates = any(line.text.endswith("，") for atom in atoms for line in atom.lines)
        self.clauses, self.margin = len(clauses), margin if further else 0
        self.apart = _most(["gap" in atom.seat or atom.lines[0].edge for atom in clauses])
        self.capitals = _most([not begins_lower(atom.lines[0].text) for atom in clauses])
        self.ends = tuple(mark for mark in CLAUSES if not (enumerates and mark == "、"))

    def begins_none(self, atom: Atom, before: str) -> bool:
        """Whether an atom is set as no first line of a clause is: close to what is before it, or in small letters."""
        if atom.seat.endswith("close") and (self.apart or atom.lines[0].indent < self.margin):
            return True
        broken = before[-1:].isalpha() and len(before) > LONG and not CONJUNCTION.search(before)
        return begins_lower(atom.lines[0].text) and (self.capitals or broken)

    def parts(self, atom: Atom, before: str) -> bool:
        """Whether what is before an atom ends a clause: by its mark where the next word had room, or lines are not wrapped."""
        line = atom.lines[0]
        room = (atom.reason or line.edge) and atom.seat.startswith("room")
        further = self.margin > 0 and line.indent >= self.margin
        unwrapped = (
            atom.reason in UNWRAPPED and not line.edge and not line.text.lstrip("*_ ")[:1].isupper()
        )
        return before.endswith(self.ends) and bool(room or further or unwrapped)


def _most(those: Sequence[bool]) -> bool:
    """Whether nearly all of some are so; few tell nothing."""
    return len(those) >= FEW and sum(those) >= MOST * len(those)


def leads(text: str, words: LanguageData) -> bool:
    """Whether words begin as a recital does."""
    return led(text.lstrip("*_"), phrases("recital_leads", (words,)))


def _leads_anywhere(atom: Atom) -> bool:
    """Whether an atom begins as a recital does in any language."""
    return led(atom.words[:LEAD].lstrip("*_"), phrases("recital_leads"))


def after_all(
    atoms: Sequence[Atom], runs: Iterable[Sequence[int]], decisions: Sequence[Decision]
) -> Iterator[tuple[int, str]]:
    """What atoms of runs are after all: what has labels below a paragraph or point that a colon ends is its points, if that has
    a label too, more text follows, or in doubt. Points whose numbers count on from a paragraph's, where that is in no doubt, are
    paragraphs too, and so are those below a heading or formula, or with numbers below what opens a text, or below one sentence
    that is the only one of the text without a number: nothing is there to hold them.
    """
    last = max(
        (index for index, each in enumerate(decisions) if each.state == "paragraph"), default=-1
    )
    loose = (
        index
        for index, each in enumerate(decisions)
        if each.state == "paragraph" and atoms[index].label is None
    )
    body = next((index for index, each in enumerate(decisions) if each.role in ALIKE), -1)
    only = body if body >= max(loose, default=0) else -1
    for first, *others in runs:
        label, became, lead = (
            atoms[first].label,
            decisions[first],
            decisions[first - 1].role if first else "",
        )
        if not others or label is None:
            continue
        before, bullet = atoms[first - 1], label.label.bullet
        opens = (
            not bullet and first == only + 1 and lead == "paragraph" and not sentences(before.words)
        )
        hangs = (
            not opens
            and lead in ("paragraph", "point")
            and last_mark(before.lines[-1].text) in COLONS
        )
        bare = opens or lead in ("heading", "formula") or (not bullet and lead == "opening")
        sure = became.odds >= DOUBT or lead in ("heading", "formula")
        below = bare and (lead == "formula" or not _is_small(label.label))
        is_paragraph = sure if became.state == "paragraph" else below
        if (
            became.state == "paragraph"
            and hangs
            and (before.label or last > others[-1] or became.odds < DOUBT)
        ):
            was, now = "paragraph", "point"
        elif became.state in ("paragraph", "point") and is_paragraph:
            was, now = "point", "paragraph"
        else:
            continue
        for index in (first, *others):
            said = decisions[index]
            if said.state == was or (lead == "formula" and said.state == now and said.odds < DOUBT):
                yield index, now
