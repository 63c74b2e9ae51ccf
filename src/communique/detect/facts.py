"""What a document says of itself: kind, date, place, number, short title, signatories, source.

Each fact has candidates wherever it can stand: the lines above the text, a dateline, the closing, signatures, metadata. They
are ranked by where they stand; the best one is taken with its basis, and what disagrees is said.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, pairwise

from communique.core.scripts import (
    BULLETS,
    COLONS,
    COMMAS,
    SEMICOLONS,
    begins_capital,
    is_small,
    last_mark,
)
from communique.core.values import Values
from communique.detect.dates.lines import WHOLE, Day, dates_in, last_of_range, other_dates, to_ascii
from communique.detect.dates.places import of_file, place_beside
from communique.detect.kinds import (
    is_kind,
    kind_of,
    names_kind,
    naming,
    numbers_kind,
    own_numbers,
    scheme_of,
)
from communique.detect.lexicon import phrases
from communique.detect.metadata import Metadata, alike
from communique.detect.signatures.signing import (
    begins_adopted,
    greets,
    names_city,
    names_government,
)
from communique.detect.wordlists import WORD_LISTS, word_list
from communique.languages import LanguageData
from communique.lines import Line
from communique.naming.convention import slug, work_iri

_BRACKETED = re.compile(r"\(([^()]{3,80})\)[.\s]*$")
_INNER = re.compile(r"\(([^()]{8,80})\)(?=\s\w)")
"""What stands in brackets inside a title says what it does: `Pact (Confirmation of Agreement) Act`."""
_GUTTER = re.compile(r"[ \t\u3000]{3,}")
SCHEME_KINDS: Mapping[str, str] = WORD_LISTS["number kinds"]
"""What a document is by its number, where its title does not say."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A text block of the record that can hold facts, the role it was read in, and its lines, column by column.

    `twin`: it was read as another title of the text, as in another language.
    """

    role: str
    block: Values
    cells: tuple[str, ...] = ()
    twin: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        words: str = self.block["text"]
        return words


def cells_of(lines: Iterable[Line]) -> tuple[str, ...]:
    """The words of lines, those of each column by themselves."""
    return tuple(
        cell.strip(" \t*_#\u3000")
        for line in lines
        for cell in _GUTTER.split(line.text)
        if cell.strip(" \t*_#\u3000")
    )


@dataclass(slots=True)
class Standing:
    """Where facts can stand in a document: what is above the text, its openings, its closing, the metadata.

    `noted`: the notes to what is above. `ending`: sentences of a body that say it was done. `edges`: the first and last blocks of the text that have no number,
    whatever they were taken for.
    """

    above: list[Printed] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    openings: list[Printed] = field(default_factory=list)
    closing: list[Printed] = field(default_factory=list)
    ending: list[str] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)
    spoken: tuple[LanguageData, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    council: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that could be the document's: its value, its rank (less is better), where in a text it stands.

    `alone`: the text says little more than when, and perhaps where. `beside`: the other lines of its block.
    """

    value: str
    rank: float
    basis: str = "text"
    text: str = ""
    day: Day | None = None
    alone: bool = False
    beside: tuple[str, ...] = ()


def find_facts(
    values: Values, standing: Standing, words: LanguageData
) -> list[tuple[str, str, str]]:
    """Fill in the facts of a draft. Gives those on which text and metadata disagree: name, the text's value, the other."""
    title = (values.get("title") or {}).get("text", "")
    values["identifiers"] = list(_numbers(standing))
    _kind(values, standing, words)
    values["short_title"] = short_title(title, words)
    cover = values.get("cover")
    covered = list(_cover_days(cover, words)) if cover else []
    dates = sorted(
        [*_dates(standing, words), *covered], key=lambda each: (len(each.value) != WHOLE, each.rank)
    )
    best = dates[0] if dates else None
    source = "metadata" if best and best.basis == "external" else None
    values["date"] = {"value": best.value, "basis": best.basis, "source": source} if best else None
    values["place"] = _place(standing, dates, words)
    values["source"] = _source(standing.metadata)
    name = (
        values["short_title"]
        or title
        or next((each.text for each in standing.above if each.role != "dateline"), "")
    )
    values["id"] = slug(name, values["kind"])
    day = (values["date"] or {}).get("value")
    values["iri"] = work_iri(_country(values, standing), values["kind"], day, values["id"])
    if cover:
        issued = next((each.value for each in covered if each.alone), None)
        cover["date"] = {"value": issued, "basis": "text", "source": None} if issued else None
        cover["iri"] = work_iri(
            _country(values, standing), cover["kind"], issued, values["id"], carrier=True
        )
    return list(_disagreements(values, standing, dates))


def _cover_days(cover: Values, words: LanguageData) -> Iterator[Candidate]:
    """The day in the place and date of a cover, if it is one, which is taken for that of the text where that gives none of its own;
    and the one in brackets with which its subject ends: `Council conclusions (16 June 2022)`.
    """
    for each in cover["fields"]:
        text = each["value"]["text"]
        bracketed = _BRACKETED.search(text) if each["key"] == "subject" else None
        found = dates_in(bracketed[1] if bracketed else text, words)
        day = last_of_range(found)
        if bracketed is not None and day is not None and len(day.value) == WHOLE:
            yield Candidate(day.value, 6)
        short = each["key"] in ("place-date", "masthead") and len(text) < SHORT
        if short and len({day.value for day in found}) == 1:
            yield Candidate(found[0].value, 7, "inferred", text, found[0], alone=True)


def _disagreements(
    values: Values, standing: Standing, dates: Sequence[Candidate]
) -> Iterator[tuple[str, str, str]]:
    """What the text says otherwise than its metadata."""
    said = (values["date"] or {}).get("value", "")
    other = next((each.value for each in dates if each.basis == "external"), None)
    if other and len(said) == 10 and said != other[:10]:
        yield "date", said, other
    title = " ".join((values.get("title") or {}).get("text", "").split())
    given = standing.metadata.get("title")
    if title and given and not alike(title, given.text):
        yield "title", title, given.text
    number = standing.metadata.get("number")
    own = next((each["value"] for each in values["identifiers"] if each["basis"] == "text"), None)
    if own and number and "".join(own.split()) != "".join(number.text.split()):
        yield "number", own, number.text


def _country(values: Values, standing: Standing) -> str:
    """Whose work it is in an IRI: by its number, by the Council's front matter, else not known."""
    schemes = {each["scheme"] for each in values.get("identifiers", ())}
    if standing.council or schemes & {"council", "commission", "parliament"}:
        return "eu"
    return "un" if "un" in schemes else "xx"


def _kind(values: Values, standing: Standing, words: LanguageData) -> None:
    """The kind of the number, else that which a line is the name of, else that which the title names, in another language too.

    Else what greets is a letter, else lines above and the first words name it. Who declares or agrees says so; a statement says least.
    """
    cover = values.get("cover") or {}
    subjects = [
        each["value"]["text"] for each in cover.get("fields", ()) if each["key"] == "subject"
    ]
    named = standing.metadata.get("title")
    again = [each.text for each in standing.above if each.role == "subtitle" and each.twin]
    titles = [*again, (values.get("title") or {}).get("text", ""), *([named.text] if named else [])]
    above = [each.text for each in standing.above if each.text not in titles]
    spoken = standing.spoken or (words,)
    numbers = [each["value"] for each in values["identifiers"]]
    by_number = (
        kind
        for kind, pattern in SCHEME_KINDS.items()
        for number in numbers
        if re.search(pattern, number)
    )
    below = [each.text for each in standing.above if each.role == "subtitle"]
    first = [line for line in standing.edges[:1] if len(line) < EDGE and last_mark(line).isalpha()]
    bare = (
        line
        for each in standing.above
        if each.text in above
        for line in each.cells
        if is_kind(line)
    )
    stated = (line for line in above if is_kind(line) or numbers_kind(line))
    inner = [each for title in titles for each in _INNER.findall(title) if names_kind(each)]
    own = (*bare, *inner, (values.get("title") or {}).get("text", ""), *stated, *below, *first)
    named_own = [kind_of(line, words, acts=True) for line in own if line]
    by_own = sorted(filter(None, named_own), key=lambda kind: f"joint-{kind}" in named_own)
    by_title = (
        kind_of(line, each, acts=True)
        for line in titles
        for each in (naming(line) if line in again else spoken)
    )
    by_part = (
        kind_of(line, language, inside=True) for line in titles if line for language in spoken
    )
    letter = ("open-letter" for line in (*above, *standing.edges[:2]) if greets(line))
    edges = [line[:EDGE] for line in standing.edges[:1]]
    others = [*above, *subjects, *(each.text[-160:] for each in standing.openings[:3]), *edges]
    by_line = (
        kind_of(line, language, acts=line in above)
        for line in others
        if line
        for language in spoken
    )
    by_any = (kind_of(line, language) for line in titles for language in naming(line))
    said = [value.text for fact, value in standing.metadata.values if fact == "kind"]
    by_metadata = (
        kind_of(line.replace("_", " "), each, acts=True) for line in said for each in naming(line)
    )
    found = chain(by_number, by_own, by_title, by_part, by_any, letter, by_metadata, by_line)
    values["kind"] = next(filter(None, found), "statement")


def short_title(title: str, words: LanguageData) -> str | None:
    """What a title gives in brackets at its end as its own name: `... (Declaration A-B)`."""
    match = _BRACKETED.search(title)
    if match is None or "\n" in match[1]:
        return None
    return match[1].strip() if kind_of(match[1], words) else None


_RANKS = {"dateline": 1, "letterhead": 4, "subtitle": 4, "title": 5, "other": 6, "contents": 9}
ADOPTED = 24
"""A line above a text that says more than its date has so many other characters: it says what was done that day."""
CLAUSE = frozenset(COMMAS + SEMICOLONS + COLONS)
EDGES = 7
"""From this rank on dates stand inside a text."""
EDGE = 240
"""What stands at an edge of a text and is longer says more than when it was done."""
SHORT = 44
"""A line with a date that says no more than when and where has so many other characters at most."""


def _dates(standing: Standing, words: LanguageData) -> Iterator[Candidate]:
    """Done on that day, adopted on that day, dated, published."""
    for language in standing.spoken or (words,):
        for printed in standing.closing:
            yield from _closing_days(printed.text, language)
        for text in standing.ending:
            yield from _candidates((text,), 2, language)
    for printed in standing.above:
        rank = _RANKS.get(printed.role, 6)
        found = list(_candidates(printed.cells, rank, words))
        whole = list(_candidates((printed.text,), rank, words))
        yield from found if any(len(each.value) == WHOLE for each in found) or not whole else whole
    for text in standing.noted:
        said = {each.value for each in dates_in(text, words) if len(each.value) == WHOLE}
        yield from (Candidate(value, 3, "text", text) for value in said if len(said) == 1)
    for text in standing.edges:
        for each in _candidates((text,), 7, words) if len(text) < EDGE else ():
            if len(each.value) == WHOLE and _says_only(text, each.day, words):
                yield replace(each, alone=True)
    given = standing.metadata.get("date")
    if given is not None:
        day = last_of_range(dates_in(given.text, words))
        if day is not None:
            yield Candidate(day.value, 3, "external")
    for number, printed in enumerate(standing.openings[:3]):
        yield from _candidates((printed.text,), 8 + number, words)
    if not standing.openings:
        first = _candidates(standing.edges[:1], 11, words)
        yield from (each for each in first if len(each.value) == WHOLE)


def _closing_days(text: str, language: LanguageData) -> Iterator[Candidate]:
    """The day in words of a closing. What says more than that it was done may be a promise with a day; an item of a list is one."""
    sure = any(done(text, (language,), last=True))
    for each in _candidates((text,), 0, language):
        if sure or _says_only(text, each.day, language):
            yield each
        elif begins_capital(text) and text[0] not in BULLETS:
            ends = each.day is not None and each.day.end == len(text) and each.day.start <= ADOPTED
            yield (
                each if ends else replace(each, rank=6)
            )  # `51st plenary meeting 26 November 2025` ends with its day


def _says_only(text: str, day: Day | None, words: LanguageData) -> bool:
    """Whether words say no more than when and where: few beside the day, and in a script with capitals none but names."""
    if day is None or last_mark(text) in CLAUSE:
        return False
    rest = " ".join((text[: day.start] + text[day.end :]).split())
    again = next(
        other_dates(to_ascii(rest), words.tag.partition("-")[0]), None
    )  # the same day of another calendar
    if again is not None:
        rest = rest[: again.start] + rest[again.end :]
    if rest.upper() == rest.lower():
        return len(rest) <= SHORT // 3 and last_mark(text) not in "。।۔"
    small = (word.strip(COMMAS) for word in rest.split() if is_small(word[0]) and len(word) > 3)
    return len(rest) <= SHORT and all(word in word_list("city behind") for word in small)


WORD = 4
"""Words that are no longer stand before a day in any text: `of`, `z dnia`."""
_SYMBOL = re.compile(
    r"(?:Doc\. ?)?(?=[^(]\S*\d)[\w.&()-]{1,18}(?:/[\w.&()-]{1,18}){1,5}(?: ?\([\w-]{2,12}\))?"
)
"""The number of a document in any organisation's manner."""


def says_adopted(text: str, words: LanguageData) -> bool:
    """Whether words beside a title say no more than when and where it was adopted, or its number: `(Adopted on 3 May 2024)`."""
    text = text.strip(" *_#")
    day = last_of_range(dates_in(text, words)) if len(text) < EDGE else None
    verb = len(text) < EDGE and begins_adopted(text.lstrip("(（[")) and not names_kind(text)
    if day is None or len(day.value) < WHOLE:
        return _SYMBOL.fullmatch(text) is not None or (verb and " " in text)
    verb = verb or (
        is_small(text[:1]) and any(len(word) > WORD for word in text[: day.start].split())
    )  # not `of`
    return (
        text[:1] in "([（"
        or verb
        or _says_only(text, day, words)
        or any(at == text for at in done(text, (words,)))
    )


def done(text: str, spoken: Sequence[LanguageData], *, last: bool = False) -> Iterator[str]:
    """The words from one on that says that a text was done: `..., have signed. Done at the Ports, 3 May 2024`.

    `last`: it stands so near the end that in a script without capitals the word can stand anywhere in it.
    """
    folded = text.casefold()
    known = _done_leads(tuple(spoken)) if len(folded) == len(text) else ()
    for lead, at in ((lead, folded.index(lead)) for lead in known if lead in folded):
        if lead.upper() == lead:
            yield from (text,) if last else ()
        elif not is_small(text[at]):
            yield text[at:]


@cache
def _done_leads(spoken: tuple[LanguageData, ...]) -> tuple[str, ...]:
    """The words of languages that say that a text was done, without those that say for whom somebody signs it."""
    parties = {word for each in spoken for word in each.party_words}
    own = (word.casefold() for each in spoken for word in each.closing_words if len(word) > 1)
    words = (*own, *word_list("done"))
    return tuple(
        dict.fromkeys(
            word for word in words if word not in parties and word.split()[0] not in parties
        )
    )


_YEAR = re.compile(r"(?<![\w/])(?:1[89]|20)\d\d(?![\w/])")


def _candidates(texts: Sequence[str], rank: float, words: LanguageData) -> Iterator[Candidate]:
    """The first day in each of the lines of a block; in a line that tells what was done, or in its brackets, it counts more."""
    for given in texts:
        text = given
        behind = _SET_OFF.search(text) if rank == _RANKS["title"] else None
        apart = (behind[1] or behind[2]) if behind is not None else ""
        if dates_in(apart, words):
            text = apart
        day = last_of_range(dates_in(text, words))
        if (
            day is None
            or (len(day.value) == 4 and len(set(_YEAR.findall(text))) > 1)
            or of_file(text[: day.start])
        ):
            continue  # of several years none says when
        more = len(text) - (day.end - day.start)
        alone = (
            (rank in (0, 1, 4) or text is not given)
            and more <= SHORT
            and (rank != 4 or more <= ADOPTED)
        )
        beside = tuple(each for each in texts if each is not given and rank in (1, 4))
        yield Candidate(
            day.value, 2 if rank == 4 and more > ADOPTED else rank, "text", text, day, alone, beside
        )


_SET_OFF = re.compile(
    r"(?:\s[–—-]\s|[(（])([^–—()（）]{6,80}?)[)）]?\s*$|,\s((?-i:[^\W\d_a-z])[^,–—()（）]{6,60})$"
)
"""What is set off at the end of a title, in brackets or behind a dash or a comma: `Joint declaration – Lisbon, 10 June 2013`."""


def _place(standing: Standing, dates: Sequence[Candidate], words: LanguageData) -> Values | None:
    """What stands beside the date in a dateline or a closing: `Done at Geneva, 3 May 2024`; else what metadata says."""
    best = next((each.value for each in dates), None)
    own = [each for each in dates if each.value == best or each.rank >= EDGES]
    for each in (*own, *(each for each in dates if each not in own and each.alone)):
        if each.day is None:
            continue
        leads = (*words.closing_words, *word_list("done"))
        name = place_beside(each.text, each.day, leads, alone=each.alone, tag=words.tag)
        if name is None and each.alone and each.beside:
            name = next(
                filter(None, (_place_line(line, sure=each.rank == 1) for line in each.beside)), None
            )
        if name is None and each.alone and each.rank in (1, 4):
            name = _place_above(standing, each.text)
        # an institution, or what a state is, stands beside a day as the place does
        body = name in phrases("institutions", fold=str) or (name and names_government(name))
        if name and any(map(str.isalpha, name)) and "/" not in name and not body:
            return _place_claim(name, each.basis)
    printed = (
        cell for each in (*standing.above, *standing.closing) for cell in each.cells or (each.text,)
    )
    city = next(filter(names_city, printed), None)
    if city is not None:
        return _place_claim(city, "text")
    given = standing.metadata.get("place")
    return (
        {"text": given.text, "ref": None, "basis": "external", "source": "metadata"}
        if given
        else None
    )


def _place_claim(name: str, basis: str) -> Values:
    """A place, without the shortened word for city."""
    text = name.partition(".")[2].strip() if names_city(name) else name
    return {"text": text, "ref": None, "basis": basis, "source": None}


def _place_above(standing: Standing, dated: str) -> str | None:
    """The place that a block right above the one with the day says, and no more."""
    for before, printed in pairwise(standing.above):
        if dated in (printed.text, *printed.cells) and before.role in (
            "letterhead",
            "dateline",
            "subtitle",
        ):
            return _place_line(before.text, sure=False)
    return None


def _place_line(line: str, *, sure: bool) -> str | None:
    """The place of a line beside a date that says no more than where: `Gaborone, Botswana`."""
    match = re.fullmatch(
        rf"([^{COMMAS}(（–—]{{2,30}}?(?:, (?:[A-Z]\.){{2}})?)(?:(?:[{COMMAS}]\s?|\s[–—-]\s)[^{COMMAS}\d:.]{{2,40}}|\s?[(（][^()]{{2,20}}[)）])?\.?",
        line,
    )
    if (
        match is None
        or not (sure or re.search(rf"[({COMMAS}]|\s[–—-]\s", line))
        or any(map(str.isdigit, line))
    ):
        return None
    words = match[1].split()
    small = any(is_small(word[0]) and len(word) > 3 for word in words)
    return match[1].strip() if len(words) <= 4 and not small else None


def _numbers(standing: Standing) -> Iterator[Values]:
    """The numbers that stand by themselves in a line above a text, one of each scheme, and the one that metadata give.

    A number inside other words, in brackets or behind the label of another document is another's.
    """
    found: dict[str, tuple[int, str]] = {}
    for printed in (*standing.above, *standing.closing):
        for line in (*printed.cells, printed.text):
            for rank, scheme, number in own_numbers(line, printed.role):
                if scheme not in found or rank < found[scheme][0]:
                    found[scheme] = (rank, number)
    if "document" in found and len(found) > 1:
        del found["document"]
    for scheme, (_, number) in found.items():
        yield {"scheme": scheme, "value": number, "basis": "text", "source": None}
    other = standing.metadata.get(
        "identifier"
    )  # in no manner that is known it is that of a file in a collection
    known = other if other is not None and scheme_of(other.text) != "document" else None
    given = standing.metadata.get("number") or known
    if given is not None and "".join(given.text.split()) not in (
        "".join(number.split()) for _, number in found.values()
    ):
        yield {
            "scheme": scheme_of(given.text),
            "value": given.text,
            "basis": "external",
            "source": "metadata",
        }


def _source(metadata: Metadata) -> Values | None:
    """Where the words were found, as metadata say."""
    url, publisher = metadata.get("url"), metadata.get("publisher")
    if url is None or not re.match(r"https?://\S+$", url.text):
        return None
    return {"url": url.text, "publisher": publisher.text if publisher else None}
