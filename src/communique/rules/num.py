"""NUM: the printed numbers of clauses, and how clauses end."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from communique.core.message import Message, say
from communique.languages import language
from communique.model import BodyPart, Paragraph, Recital, Section, TextBlock
from communique.model.blocks import PointList
from communique.naming.labels import bare, folded
from communique.rules.record import Record
from communique.rules.rule import PRINTED, STRICT, Finding, Profile, rule
from communique.rules.tree import A, Tree

Clause = Recital | Paragraph
Numbered = tuple[Clause | Section, str, int | None]
"""A node with a number: the node, the shape of its label (`#.`, `(#)`), the number; None if it is
not in figures.
"""

_FIGURES = re.compile(r"\d+")
_MAX_FIGURES = 7
"""A label of this many characters, or a number of this many figures, is no number of a clause."""
_NUM = f"{A}num"


def _numbered(nodes: Iterable[Clause | Section]) -> list[Numbered]:
    found: list[Numbered] = []
    for node in nodes:
        label = node.num
        if label is None:
            continue
        figures = label[:-1] if label[-1] in ".)" else label
        is_plain = label.isascii() and figures.isdigit() and len(label) < _MAX_FIGURES
        if is_plain:
            found.append((node, f"#{label[len(figures) :]}", int(figures)))
            continue
        figure = folded(bare(label))
        number = (
            int(figure) if figure.isdecimal() and len(figure) < _MAX_FIGURES else None
        )
        if number is not None or any(map(str.isalnum, label)):
            shape = _FIGURES.sub("#", folded(label)).strip()
            found.append((node, shape, number))
    return found


def _clauses(record: Record) -> tuple[list[Numbered], list[Numbered]]:
    """The recitals with a number, and the paragraphs."""
    return _numbered(record.recitals), _numbered(record.paragraphs)


def _sequences(record: Record) -> list[list[Numbered]]:
    """The sequences of numbers that ought to run on.

    It is one for the whole declaration, preamble and body, or one for each section where numbers
    begin again in each.
    """
    body = record.declaration.body
    preamble, paragraphs = record.once(_clauses)
    sections = list(_sections(body))
    articles = _numbered(part for part in sections if part.kind == "article")
    bodies = [body, *(section.body for section in sections)] if sections else []
    runs = [
        _numbered(part for part in parts if isinstance(part, Paragraph))
        for parts in bodies
    ]
    begin_at_one = [run for run in runs if run and run[0][2] == 1]
    if len(begin_at_one) > 1:
        return [preamble, *runs, articles]
    if preamble and paragraphs and preamble[-1][1] == paragraphs[0][1]:
        return [[*preamble, *paragraphs], articles]
    return [preamble, paragraphs, articles]


def _sections(body: tuple[BodyPart, ...]) -> Iterator[Section]:
    for part in body:
        if isinstance(part, Section):
            yield part
            yield from _sections(part.body)


def _steps(
    record: Record,
) -> Iterator[tuple[Clause | Section, int | None, int | None, Clause | Section | None]]:
    """Each numbered node with its number, and the number and node before it in its sequence: before
    the first 0, and none.
    """
    for sequence in record.once(_sequences):
        before: tuple[int | None, Clause | Section | None] = (0, None)
        for node, _, number in sequence:
            yield node, number, *before
            before = number, node


@rule(
    "NUM001",
    "numbering-gap",
    on="record",
    sources=(PRINTED,),
    error=STRICT,
    said_by=("DET005",),
    echoes=("EID004",),
    about="num",
)
def gap(record: Record) -> Iterator[Finding]:
    """A number is missing where recitals and operative paragraphs are numbered through.

    Why: a gap is how a lost clause shows. The words that are there are all well-formed, and no
    schema counts.

    Fix: look for the missing clause in the source. If the source skips the number too, the document
    is as printed: ignore the finding for this file.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="para_5"><num>5.</num>
      <content><p>We will write to each other.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num>
      <content><p>We will write to each other.</p></content></paragraph>
    """
    places = record.once(_places)
    for node, number, last, previous in _steps(record):
        if number is None or last is None or number <= last + 1:
            continue
        start = places.get(id(previous))
        end = places.get(id(node))
        between: list[Clause] = []
        if last and start is not None and end is not None:
            between = record.clauses[start + 1 : end]
        unnumbered = [each for each in between if each.num is None]
        if unnumbered and number == last + 1 + len(unnumbered):
            for clause in unnumbered:
                message = say(
                    "the clause between {last} and {number} has no number",
                    last=last,
                    number=number,
                )
                yield Finding(message, clause, quote=opening(clause))
            continue
        message = say(
            "{before}: {missing} missing",
            before=_before(last, number),
            missing=_missing(last, number),
        )
        yield Finding(message, node, quote=node.num)


def _places(record: Record) -> dict[int, int]:
    """The place of each clause among the clauses, by its identity."""
    return {id(clause): at for at, clause in enumerate(record.clauses)}


def _before(last: int, number: int) -> Message:
    if last:
        return say("{last} is followed by {number}", last=last, number=number)
    return say("numbering begins at {number}", number=number)


def _missing(last: int, number: int) -> Message | str:
    """The numbers between two that do not follow each other."""
    if number > last + 2:
        return say("{first} to {last}", first=last + 1, last=number - 1)
    return str(last + 1)


def opening(clause: Clause) -> str | None:
    """How a clause begins, to be quoted."""
    block = clause.content[0]
    if not isinstance(block, TextBlock):
        return None
    return block.text[:40] or None


@rule(
    "NUM002",
    "number-twice",
    on="record",
    sources=(PRINTED,),
    error=STRICT,
    said_by=("DET004",),
    echoes=("EID004",),
    about="num",
)
def twice(record: Record) -> Iterator[Finding]:
    """A number is used twice, or numbers go back, where clauses are numbered through.

    Why: paragraph 3 must be one paragraph. If a number comes twice, a numbered point or a line of
    the page was often read as a clause.

    Fix: look at the source. A point belongs into its paragraph's list; what the page adds belongs
    to no clause.

    Bad:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="para_3-2"><num>3.</num>
      <content><p>We will write to each other.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    <paragraph eId="para_4"><num>4.</num>
      <content><p>We will write to each other.</p></content></paragraph>
    """
    for node, number, last, _ in _steps(record):
        if number is None or last is None or number > last:
            continue
        begins_again = number == 1 and isinstance(node, Paragraph)
        if begins_again:
            continue
        said = say("number {number} is used twice", number=number)
        if number != last:
            said = say("number {number} comes after {last}", number=number, last=last)
        yield Finding(said, node, quote=node.num)


@rule(
    "NUM003",
    "numbering-begins-again",
    on="record",
    sources=(PRINTED,),
    error=STRICT,
    said_by=("DET006",),
    about="num",
)
def begins_again(record: Record) -> Iterator[Finding]:
    """Numbers begin again at 1 though their labels look like those before.

    Why: with recitals `1.` to `15.` and paragraphs from `1.` again, "paragraph 3" means two
    clauses. Labels that look different - `(1)` for recitals, `1.` for paragraphs - are two
    numberings, and so are those of each section or annex.

    Fix: look at the source: often a numbered list inside a clause was read as clauses.

    Bad:
    <paragraph eId="para_1"><num>1.</num><content><p>We will meet again.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num><content><p>We will meet again.</p></content></paragraph>
    """
    for node, number, last, _ in _steps(record):
        if number == 1 and last and isinstance(node, Paragraph):
            hint = say(
                "every number is 1, as in a list that is numbered on display: write the numbers that are displayed"
            )
            message = say("numbering begins again at 1 after {last}", last=last)
            yield Finding(
                message,
                node,
                quote=node.num,
                hint=hint if last == 1 else None,
            )


_CLOSED = tuple("–—-:,،，、：")


@rule(
    "NUM004",
    "open-boundary",
    on="record",
    sources=(PRINTED, "AKN4UN guidelines, part 2"),
    info=(Profile.AKN4UN,),
    said_by=("DET003",),
)
def boundary(record: Record) -> Iterator[Finding]:
    """Nothing in the words shows where the preamble ends and the operative part begins.

    Why: only the text after the boundary is agreed. Drafters mark it by a dash or a colon after the
    last recital, by a phrase such as "have agreed as follows:", or by a heading; United Nations
    texts end each recital with a comma.

    Fix: look at the source whether the last recital is an operative paragraph, or the first
    paragraph a recital.

    Bad:
    <recital eId="recs_1__rec_1"><num>1.</num><p>Aware of the tides;</p></recital>
    <recital eId="recs_1__rec_2"><num>2.</num><p>recalling the storms;</p></recital>

    Good:
    <recital eId="recs_1__rec_1"><num>1.</num><p>Aware of the tides;</p></recital>
    <recital eId="recs_1__rec_2"><num>2.</num><p>recalling the storms –</p></recital>
    """
    declaration = record.declaration
    if not record.recitals or not declaration.body:
        return
    last = record.recitals[-1]
    is_marked = last.role == "formula" or isinstance(declaration.body[0], Section)
    block = _last_text(last)
    if is_marked or block is None:
        return
    text = block.text.rstrip()
    words = text.casefold()
    phrases = [each.casefold() for each in language(declaration.language).enacting]
    if words.endswith(_CLOSED) or any(each in words[-80:] for each in phrases):
        return
    message = say(
        "the last recital ends with {words!r}, and nothing shows that the preamble ends there",
        words=text[-1:],
    )
    yield Finding(message, block, max(0, len(text) - 20), len(text))


def _last_text(clause: Clause) -> TextBlock | None:
    """The last words of a clause."""
    block = clause.content[-1]
    while isinstance(block, PointList):
        block = block.points[-1].content[-1]
    return block if isinstance(block, TextBlock) and block.text.strip() else None


_MIN_CLAUSES = 4
"""So few clauses show no usage."""


@rule("NUM005", "clause-ending", on="record", sources=(PRINTED,))
def ending(record: Record) -> Iterator[Finding]:
    """A clause ends differently from the clauses around it.

    Why: if all clauses but the last end with a semicolon, a clause that ends without one is often
    cut off, or contains the lines below it.

    Fix: compare the clause's end with the source. If it is printed so, nothing is wrong.

    Bad:
    <recital eId="recs_1__rec_1"><num>1.</num><p>Aware of the tides;</p></recital>
    <recital eId="recs_1__rec_2"><num>2.</num><p>recalling the storms</p></recital>
    <recital eId="recs_1__rec_3"><num>3.</num><p>grateful for the pilots;</p></recital>
    <recital eId="recs_1__rec_4"><num>4.</num><p>fond of the islands;</p></recital>
    <recital eId="recs_1__rec_5"><num>5.</num><p>mindful of the fog –</p></recital>
    <paragraph eId="para_6"><num>6.</num><content><p>We will meet again.</p></content></paragraph>

    Good:
    <recital eId="recs_1__rec_1"><num>1.</num><p>Aware of the tides;</p></recital>
    <recital eId="recs_1__rec_2"><num>2.</num><p>recalling the storms;</p></recital>
    <recital eId="recs_1__rec_3"><num>3.</num><p>grateful for the pilots;</p></recital>
    <recital eId="recs_1__rec_4"><num>4.</num><p>fond of the islands;</p></recital>
    <recital eId="recs_1__rec_5"><num>5.</num><p>mindful of the fog –</p></recital>
    <paragraph eId="para_6"><num>6.</num><content><p>We will meet again.</p></content></paragraph>
    """
    yield from _cut_off(record)
    recitals = [each for each in record.recitals if each.role is None]
    yield from _unlike_others(recitals)
    yield from _like_a_sentence(recitals)
    yield from _unlike_others(record.paragraphs)


def _unlike_others(clauses: Sequence[Clause]) -> Iterator[Finding]:
    """Of clauses, the last left out, of which most end with the same sign: those that do not."""
    blocks = [block for block in map(_last_text, clauses[:-1]) if block is not None]
    if len(blocks) < _MIN_CLAUSES:
        return
    ends = [block.text.rstrip()[-1] for block in blocks]
    usual, times = Counter(ends).most_common(1)[0]
    if usual not in ";,；、،؛" or times * 4 < len(ends) * 3:
        return
    for block, end in zip(blocks, ends, strict=True):
        if end != usual and end not in _CLOSED:
            size = len(block.text.rstrip())
            message = say(
                "the clause ends with {end!r}, the others with {usual!r}",
                end=end,
                usual=usual,
            )
            yield Finding(message, block, max(0, size - 20), size)


def _like_a_sentence(recitals: Sequence[Recital]) -> Iterator[Finding]:
    """The recital that ends with a full stop where all others go on.

    Of many recitals it is the last: `_unlike_others` sees those before it.
    """
    blocks = [block for block in map(_last_text, recitals) if block is not None]
    ends = [block.text.rstrip()[-1] for block in blocks]
    closed = [at for at, end in enumerate(ends) if end in ".。．।"]
    others = [end for end in ends if end in _GOES_ON]
    if len(closed) != 1 or len(others) < 2 or len(others) + 1 < len(ends):
        return
    is_last = closed[0] == len(ends) - 1
    if len(ends) > _MIN_CLAUSES and not is_last:
        return
    block = blocks[closed[0]]
    size = len(block.text.rstrip())
    message = say(
        "the recital ends with {end!r}, the others go on", end=ends[closed[0]]
    )
    yield Finding(message, block, max(0, size - 20), size)


_GOES_ON = (*_CLOSED, *";؛；")
_FINAL = ".!?。．！？।॥؟۔։።…»”\"'’)"


def _cut_off(record: Record) -> Iterator[Finding]:
    """The last paragraph, if it goes on - or stops in a word - where all before it come to an end."""
    if not record.paragraphs:
        return
    paragraph = record.paragraphs[-1]
    blocks = [
        block for block in map(_last_text, record.paragraphs) if block is not None
    ]
    # A paragraph without a number, or with several blocks, may be a line below the text.
    may_be_below = paragraph.num is None or len(paragraph.content) > 1
    if len(blocks) < 3 or may_be_below:
        return
    *before, last = (block.text.rstrip() for block in blocks)
    closed = sum(words[-1] in f"{_FINAL};" for words in before)
    goes_on = last[-1] in ",;،、，" or last[-1].isalnum()
    if goes_on and closed * 4 >= len(before) * 3:
        message = say(
            "the last clause ends with {end!r}, as if more followed", end=last[-1]
        )
        yield Finding(message, blocks[-1], max(0, len(last) - 20), len(last))


@rule(
    "NUM007",
    "two-numbers",
    on="tree",
    sources=("OASIS Akoma Ntoso 3.0 XSD, num",),
    echoes=("NUM006", "SRC012"),
)
def two(tree: Tree) -> Iterator[Finding]:
    """A clause has two numbers.

    Why: nobody can cite it: which of the two is its own? Usually the first words of the clause, or
    the number of another clause, ended up in the `num`.

    Fix: keep the printed number, and put the rest where it belongs.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <list eId="para_3__list_1"><intro eId="para_3__list_1__intro"><p>We will:</p></intro>
      <point eId="para_3__list_1__point_a"><num>(a)</num><num>bis</num>
        <content><p>meet.</p></content></point></list></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <list eId="para_3__list_1"><intro eId="para_3__list_1__intro"><p>We will:</p></intro>
      <point eId="para_3__list_1__point_a"><num>(a)</num>
        <content><p>meet.</p></content></point></list></paragraph>
    """
    numbered = [unit for unit in tree.units if unit.num is not None]
    if len(tree.by_tag.get(_NUM, ())) <= len(numbered):  # each of them has one
        return
    for unit in numbered:
        if not isinstance(unit.subject, Element):
            continue
        for more in unit.subject.findall(_NUM)[1:]:
            words = "".join(more.itertext()).strip()
            message = say("a second number, {words!r}", words=words)
            yield Finding(message, unit.subject, quote=words or None)
