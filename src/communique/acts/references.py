"""What a declaration cites: each citation with its address, and how it cites the work.

A reader marks the words of a citation. Here each mark is joined with the act in whose sentence it
is: `Recalling resolution 1540 (2004)` recalls, `Welcomes the report` welcomes.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from communique.acts.act import Act
from communique.acts.finding import acts_of
from communique.acts.instruments import SCHEME as INSTRUMENT
from communique.acts.instruments import Named, named_in
from communique.acts.own_articles import Articles, articles, own_articles
from communique.acts.pinpoints import (
    Numbered,
    Own,
    numbered,
    own_places,
    place_before,
    place_behind,
)
from communique.acts.short_names import (
    Definition,
    definitions,
    name_begins,
    repeats,
    uses,
)
from communique.acts.works import TREATY, addresses, place_in, work_of
from communique.core.expressions import compile_late
from communique.core.source_errors import collector_waiting
from communique.detect.mentions.forms import REASONS
from communique.detect.mentions.resolutions import UNDOCS
from communique.languages import language
from communique.model import Declaration
from communique.model.passages import Marked, Passage, passages
from communique.model.text import ReferenceMark
from communique.model.types import ActKind, Basis
from communique.naming.cited import (
    contradicts_itself,
    is_only_of_assembly,
    is_resolution,
)

CitedAs = ActKind | Literal["under", "cite"]
"""How a work is cited: by the kind of act of the sentence (`recall`, `welcome`), as that under which
something is done (`under`), or in neither way (`cite`).
"""

NO_SCHEME = "no address is known for this kind of citation"
"""Why a citation has no address if its scheme has no reason."""
UN = "un"
"""The scheme of symbols of the United Nations."""
OWN = "akn"
"""The scheme of places in the declaration itself."""
NO_PLACE = "no paragraph of the declaration, or more than one, has this number"
"""Why a citation of the declaration itself has no address."""
SHORT_NAME = "short-name"
"""The scheme of names that a text defines for works whose address is not known."""
NAME_ONLY = "the text names the work and gives no number of it"
"""Why such a work has no address."""
REPEAT = "ibid"
"""The scheme of words such as `ibid.` that do not say what they repeat."""
NOTHING_BEFORE = "it is not certain which work it repeats"
"""Why such words have no address."""
_UNRESOLVED = {OWN: NO_PLACE, SHORT_NAME: NAME_ONLY, REPEAT: NOTHING_BEFORE}
_NAME_REACH = 200
"""How many characters before a definition the name of its work begins at most."""
_BODY_REACH = 60
"""How many characters before a number its body is named at most."""
_OTHER_BODY = compile_late(
    r"(?i:council|commission|committee|conference|board|conseil|consejo|совет|理事会|المجلس)"
)
"""Words for bodies that number their resolutions as the General Assembly does."""
_FRONT = ("cover", "preface")
"""The parts of a document in which its own number stands."""
CONTRADICTS = "the number and the year do not go together"
"""Why a resolution has no address."""
_REACH = 120
"""How many characters before a citation `acting under` and the like begin at most."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a declaration cites a document, or a place in this one.

    Offsets count code points and are half-open.
    """

    passage: Passage
    """The passage in which the citation is."""
    field: Literal["heading", "text"]
    """Where the words are in the passage: its `heading` or its `text`."""
    start: int
    """Where the cited words begin in the heading or text of the passage."""
    end: int
    """Where they end."""
    words: str
    """The words of the citation, as printed."""
    scheme: str | None
    """Whose number it is: `un`, `eu-act`, ...; `akn` for a place in the declaration itself; None
    where the record does not say.
    """
    href: str | None
    """The address of what is cited, `#para_4` in the declaration itself; None where none is
    certain.
    """
    at: str | None
    """The place in the cited work, as printed: `paragraph 4`; None if none is named."""
    work: str | None
    """The address of the cited work, the same in all languages; None where none is certain."""
    value: str
    """The number of the cited work: `S/RES/1540(2004)`, `2016/679`."""
    relation: CitedAs
    basis: Basis | None
    """Why the record marks the words: `text`, `external` or `inferred`; None: they say it."""
    others: tuple[str, ...] = ()
    """The eIds of more places that the words name in the declaration itself: of `paragraphs 4 to 7
    above` those of 5 and 6.
    """

    @property
    def eid(self) -> str:
        """The address of the passage in the declaration."""
        return self.passage.eid

    @property
    def number(self) -> str | None:
        """The printed number of the passage."""
        return self.passage.number

    @property
    def is_local(self) -> bool:
        """Whether the address is that of a place in the declaration itself."""
        return self.href is not None and self.href.startswith("#")

    @property
    def key(self) -> str:
        """The same string for all citations of a work: its address, or else its scheme
        and number.
        """
        return self.work or f"{self.scheme}:{self.value}"

    @property
    def missing(self) -> str | None:
        """The reason why there is no address; None if there is one."""
        if self.href is not None:
            return None
        if self.scheme in _UNRESOLVED:
            return _UNRESOLVED[self.scheme]
        if contradicts_itself(self.value):
            return CONTRADICTS
        return REASONS.get(self.scheme or "", NO_SCHEME)


@collector_waiting()
def references(
    declaration: Declaration,
    *,
    scheme: str | None = None,
    relation: CitedAs | None = None,
) -> tuple[Citation, ...]:
    r"""The citations of a declaration in the order of the text, each with how it cites the work.

    With a `scheme` (`un`, `eu-act`, ...) or a `relation` (`recall`, `under`, ...) only those that
    have it.

    >>> import communique
    >>> text = (
    ...     b"The Council,\n\nRecalling resolution 1540 (2004),\n\n1.  Decides to meet."
    ... )
    >>> given = communique.read(text, format="text", language="en").require()
    >>> [
    ...     (each.words, each.relation, each.href)
    ...     for each in communique.references(given)
    ... ]
    [('resolution 1540 (2004)', 'recall', 'https://undocs.org/S/RES/1540(2004)')]
    """
    found = _cited(declaration)
    if scheme is not None:
        found = [each for each in found if each.scheme == scheme]
    found = _related(found, declaration)
    if relation is not None:
        found = [each for each in found if each.relation == relation]
    return tuple(found)


def _cited(declaration: Declaration) -> list[Citation]:
    """The citations of a declaration in the order of the text, not yet told how they cite."""
    known = numbered(declaration)
    in_articles = articles(declaration)
    found: list[Citation] = []
    for passage in passages(declaration):
        found += _in_passage(passage, declaration, known, in_articles)
    own = set(addresses(declaration))
    others: list[Citation] = []
    for each in _completed(found, declaration):
        # The number of the declaration in its own front names it: it is no citation.
        is_front = each.passage.part in _FRONT and not each.is_local
        if not is_front or each.key not in own:
            others.append(each)
    return _with_repeats(others, declaration)


def _completed(
    found: Sequence[Citation], declaration: Declaration
) -> Sequence[Citation]:
    """Citations, with the addresses of resolutions that the rest of the text makes certain.

    A number without its day is that of the resolution that is cited with its day elsewhere, or the
    only one that there can be at the date of the declaration.
    """
    known: dict[str, set[str]] = defaultdict(set)
    for each in found:
        body, _, number = each.value.rpartition("/RES/")
        if body and each.work is not None:
            known[number].add(each.work)
    year = None if declaration.date is None else int(declaration.date.value[:4])
    is_of_assembly = _is_of_assembly(declaration)
    every: list[Citation] = []
    for each in found:
        if each.href is None and each.scheme == UN:
            works = known[each.value]
            only = year is not None and is_only_of_assembly(each.value, year)
            its_own = is_of_assembly and is_resolution(each.value)
            if not works and (only or (its_own and not _names_council(each))):
                works = {f"{UNDOCS}A/RES/{''.join(each.value.split())}"}
            if len(works) == 1:
                work = min(works)
                value = work.removeprefix(UNDOCS)
                each = replace(each, href=work, work=work, value=value)
        every.append(each)
    return every


def _is_of_assembly(declaration: Declaration) -> bool:
    """Whether a declaration is a resolution of the General Assembly: a number without a body is
    that of its own resolution.
    """
    numbers = [each.value for each in declaration.identifiers if each.scheme == UN]
    return any(number.startswith("A/RES/") for number in numbers)


def _names_council(citation: Citation) -> bool:
    """Whether the words before a citation name a council, or another body that numbers alike."""
    if citation.field != "text":
        return False
    since = max(0, citation.start - _BODY_REACH)
    before = citation.passage.text[since : citation.start]
    return _OTHER_BODY.search(before) is not None


def _with_repeats(
    found: Sequence[Citation], declaration: Declaration
) -> list[Citation]:
    """Citations, and those by the short names that the text defines or by words such as `ibid.`."""
    tag = declaration.language
    of_passages: dict[int, list[Citation]] = defaultdict(list)
    for each in found:
        of_passages[each.passage.position].append(each)
    names: dict[str, Citation] = {}
    last_note: Sequence[Citation] = ()
    every: list[Citation] = []
    for passage in passages(declaration):
        cited = of_passages[passage.position]
        defined = list(_defined(passage, cited, tag))
        cited = _named_again(passage, cited, names, tag)
        for definition, citation in defined:
            names[definition.name] = citation
            new = {definition.name: citation}
            cited = _named_again(passage, cited, new, tag, definition.end)
        cited = _repeated(passage, cited, last_note, tag)
        if passage.kind == "note":
            last_note = cited
        every += cited
    return every


def _defined(
    passage: Passage, cited: Sequence[Citation], tag: str
) -> Iterator[tuple[Definition, Citation]]:
    """The names that a passage defines, each with a citation of the work that it names."""
    for definition in definitions(passage.text, tag):
        before = passage.text[max(0, definition.start - _NAME_REACH) : definition.start]
        begin = name_begins(before, definition.noun, tag)
        at = definition.start - len(before) + (begin or 0)
        known = [each for each in cited if each.field == "text"]
        beside = [each for each in known if at < each.end <= definition.start]
        if begin is not None and beside:
            yield definition, beside[0]
        elif begin is not None:
            # In Markdown the address of a link is behind its words.
            name = passage.text[at : definition.start].partition("](")[0]
            end = at + len(name.rstrip(" \u00a0,"))
            yield definition, _unmarked(passage, at, end, SHORT_NAME, None, None)


def _named_again(
    passage: Passage,
    cited: Sequence[Citation],
    names: Mapping[str, Citation],
    tag: str,
    since: int = 0,
) -> list[Citation]:
    """Citations of a passage, and those in it by names that were defined before."""
    every = list(cited)
    for name, work in names.items():
        taken = sorted(_reach(each) for each in every if each.field == "text")
        for start, end in uses(passage.text, name, tag, since):
            if _is_free(start, end, taken):
                at = place_before(passage.text, start, tag)
                every.append(_again(work, passage, start, end, at))
    return _in_order(every)


def _repeated(
    passage: Passage, cited: Sequence[Citation], before: Sequence[Citation], tag: str
) -> list[Citation]:
    """Citations of a passage, and those in it by words such as `ibid.`.

    These cite the work before them in the passage; in a note without one, the only work that the
    note `before` it cites.
    """
    every = list(cited)
    in_text = [each for each in cited if each.field == "text"]
    last = None
    if passage.kind == "note" and _is_one_work(before):
        last = before[-1]
    passed = 0
    for start, end in repeats(passage.text, tag):
        while passed < len(in_text) and in_text[passed].end <= start:
            last = in_text[passed]
            passed += 1
        place = place_behind(passage.text, end, tag)
        # `Ibid., vol. 634` is another part of a work, which has an address of its own.
        names_more = place is None and passage.text.startswith(",", end)
        if last is None or names_more:
            unknown = _unmarked(passage, start, end, REPEAT, None, None)
            every.append(replace(unknown, at=place))
        else:
            every.append(_again(last, passage, start, end, place or last.at))
    return _in_order(every)


def _is_one_work(cited: Sequence[Citation]) -> bool:
    """Whether citations are all of one work."""
    keys = {each.key for each in cited}
    return len(keys) == 1


def _again(
    work: Citation, passage: Passage, start: int, end: int, at: str | None
) -> Citation:
    """A citation of the same work at another place."""
    return replace(
        work,
        passage=passage,
        field="text",
        start=start,
        end=end,
        words=passage.text[start:end],
        at=at,
        basis=None,
    )


def _in_order(cited: Iterable[Citation]) -> list[Citation]:
    """The citations of a passage in the order of its words."""
    return sorted(cited, key=lambda each: (each.field, each.start))


def _related(found: Sequence[Citation], declaration: Declaration) -> list[Citation]:
    """Citations, each told how it cites its work."""
    if not found:
        return []
    positions = set()
    for each in found:
        positions.add(each.passage.position)
    acts: dict[int, list[Act]] = defaultdict(list)
    for act in acts_of(declaration, within=positions):
        acts[act.passage.position].append(act)
    under = _under(declaration.language)
    related: list[Citation] = []
    for each in found:
        of_passage = acts.get(each.passage.position, ())
        related.append(replace(each, relation=_relation(each, of_passage, under)))
    return related


def _in_passage(
    passage: Passage, declaration: Declaration, known: Numbered, in_articles: Articles
) -> list[Citation]:
    """The citations of a passage in the order of its words, not yet told how they cite."""
    found: list[Citation] = []
    since = 0
    for marked, mark in _whole(passage):
        found.append(_marked(passage, marked, mark, declaration, since))
        since = marked.end if marked.field == "text" else since
    taken = [_reach(each) for each in found if each.field == "text"]
    found += [
        _named(passage, named, declaration.language)
        for named in named_in(passage.text, declaration.language)
        if _is_free(named.start, named.end, taken)
    ]
    taken = sorted(_reach(each) for each in found if each.field == "text")
    found += [
        _own(passage, own, declaration)
        for own in own_places(passage.text, passage.eid, declaration, known)
        if _is_free(own.start, own.end, taken)
    ]
    for own in own_articles(passage, declaration, in_articles, known):
        taken = sorted(_reach(each) for each in found if each.field == "text")
        if _is_free(own.start, own.end, taken):
            found.append(_own(passage, own, declaration))
    return _in_order(found)


def _whole(passage: Passage) -> Iterator[tuple[Marked, ReferenceMark]]:
    """The references of a passage. Some files cut one link into several that touch: these are one."""
    last: tuple[Marked, ReferenceMark] | None = None
    for marked in passage.marks():
        mark = marked.mark
        if not isinstance(mark, ReferenceMark):
            continue
        if last is not None and _goes_on(last[0], marked):
            words = last[0].words + marked.words
            last = (last[0]._replace(end=marked.end, words=words), last[1])
            continue
        if last is not None:
            yield last
        last = (marked, mark)
    if last is not None:
        yield last


def _goes_on(before: Marked, marked: Marked) -> bool:
    """Whether two marks touch and have the same address."""
    first = before.mark
    second = marked.mark
    if not isinstance(first, ReferenceMark) or not isinstance(second, ReferenceMark):
        return False
    touches = before.field == marked.field and before.end == marked.start
    return touches and first.href is not None and first.href == second.href


def _is_free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether words overlap none of the stretches that are taken, which are in order."""
    before = bisect_left(taken, (end, 0)) - 1
    return before < 0 or taken[before][1] <= start


def _marked(
    passage: Passage,
    marked: Marked,
    mark: ReferenceMark,
    declaration: Declaration,
    since: int,
) -> Citation:
    """A citation that the record marks. `since`: where the citation before it ends."""
    work = work_of(marked.words, mark.scheme, mark.href)
    is_own = mark.href is not None and mark.href.startswith("#")
    at = None
    if mark.scheme == TREATY:
        at = place_in(marked.words)
    elif marked.field == "text":
        at = place_before(passage.text, marked.start, declaration.language, since)
    return Citation(
        passage=passage,
        field=marked.field,
        start=marked.start,
        end=marked.end,
        words=marked.words,
        scheme=mark.scheme,
        href=mark.href,
        at=at,
        work=declaration.iri if is_own else work.iri,
        value=work.value,
        relation="cite",
        basis=mark.basis,
    )


def _reach(citation: Citation) -> tuple[int, int]:
    """From where to where the words of a citation and of its place go in the text."""
    if citation.at is None:
        return citation.start, citation.end
    since = max(0, citation.start - _REACH)
    begin = citation.passage.text.rfind(citation.at, since, citation.end)
    if begin < 0:
        return citation.start, citation.end
    return begin, citation.end


def _named(passage: Passage, named: Named, tag: str) -> Citation:
    """A citation of an instrument by its name."""
    words = passage.text[named.start : named.end]
    work = work_of(words, INSTRUMENT, named.href).iri
    found = _unmarked(passage, named.start, named.end, INSTRUMENT, named.href, work)
    return replace(found, at=place_before(passage.text, named.start, tag))


def _own(passage: Passage, own: Own, declaration: Declaration) -> Citation:
    """A citation of a place in the declaration itself."""
    href = None if own.eid is None else f"#{own.eid}"
    found = _unmarked(passage, own.start, own.end, OWN, href, declaration.iri)
    return replace(found, others=own.others)


def _unmarked(
    passage: Passage,
    start: int,
    end: int,
    scheme: str,
    href: str | None,
    work: str | None,
) -> Citation:
    """A citation in the text of a passage that the record does not mark."""
    words = passage.text[start:end]
    return Citation(
        passage=passage,
        field="text",
        start=start,
        end=end,
        words=words,
        scheme=scheme,
        href=href,
        at=None,
        work=work,
        value=words,
        relation="cite",
        basis=None,
    )


def _relation(
    citation: Citation, acts: Sequence[Act], under: re.Pattern[str] | None
) -> CitedAs:
    """How a citation cites its work: by the last act before it whose clause reaches it."""
    if citation.field != "text":
        return "cite"
    passage = citation.passage
    at = _reach(citation)[0]
    if under is not None and under.search(
        passage.text, max(0, at - _REACH), citation.start
    ):
        return "under"
    kind: CitedAs = "cite"
    for act in acts:
        begin = act.start if act.lead.position == passage.position else 0
        if begin <= at < act.clause[1]:
            kind = act.kind
    return kind


@cache
def _under(tag: str) -> re.Pattern[str] | None:
    """What `acting under` and the like look like before a citation, in a language."""
    phrases = language(tag).references.get("under", ())
    if not phrases:
        return None
    capitalised = [phrase[0].upper() + phrase[1:] for phrase in phrases]
    alternatives = "|".join(map(re.escape, (*phrases, *capitalised)))
    return compile_late(rf"(?<!\w)(?:{alternatives})[^;:,]{{0,60}}\Z")
