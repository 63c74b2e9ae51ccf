"""What a document says of itself: kind, date, place, number, short title, signatories, source.

Each fact has candidates wherever it can stand: the lines above the text, a dateline, the closing, signatures, metadata. They
are ranked by where they stand; the best one is taken with its basis, and what disagrees is said.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from communique.detect.characters import unaccented
from communique.detect.closing import SIGNED, WITNESS, party_of
from communique.detect.mentions.dates import date_reader, find_dates
from communique.detect.metadata import Metadata
from communique.languages import LanguageData, all_languages
from communique.model import Signatory
from communique.naming import slug, work_iri
from communique.values import Values

NUMBERS = (
    ("un", r"(?:[ASE]|A/HRC|TD|ST|CEDAW|CRC|FCCC|CBD)/(?:[A-Z]{1,6}[A-Z./-]{0,12}/)?(?:[A-Z]{0,4}[.-]?\d{1,4}/){0,3}[A-Z]{0,4}[.-]?\d{1,4}(?:/[A-Z]\.\d{1,4})?(?: ?\((?:(?:19|20)\d\d|[IVXLC]{1,8}|[A-Z]-[IVXLC]{1,8})\))?(?:/(?:Rev|Add|Corr)\.\d{1,2})?"),
    ("oas", r"(?:AG|CP|CEPCIDI|RC\.\d{1,2})/(?:RES|DEC|DOC)\.? ?\d{1,5} ?\([\w/ -]{1,20}\)(?: ?rev\. ?\d)?"),
    ("african-union", r"(?:Assembly/AU|EX\.CL|AHG|CM|PSC)/(?:(?:Dec|Decl|Res|Rec|Comm|AU/Dec|AU/Decl)\.?)/?\.? ?\d{1,5} ?\([\w-]{1,14}\)(?: ?Rev\.? ?\d)?"),
    ("commission", r"(?:COM|JOIN|SWD|SEC|C)\((?:19|20)\d\d\) ?\d{1,5}(?: ?(?:final|endg\.|def\.))?"),
    ("parliament", r"(?:P\d{1,2}_TA(?:-PROV)?\((?:19|20)\d\d\)\d{4}|[ABC]\d{1,2}-\d{4}/(?:19|20)\d\d)"),
    ("council", r"(?:ST|SN|EUCO|CONV|PE-CONS|CM) ?\d{1,5}(?:/\d{1,2})?/\d\d(?:\d\d)?(?: (?:REV|ADD|COR|DCL|INIT) ?\d{0,2})*"),
    ("who", r"(?:WHA|EB)\d{1,3}(?:\.R?\d{1,3}|\(\d{1,3}\))"),
    ("oic", r"\d{1,3}/\d{1,3}-[A-Z&]{1,8}"),
)  # fmt: skip
"""How organisations write the numbers of their documents, by scheme; the first that fits a whole line is meant."""
_NUMBERS = tuple((scheme, re.compile(pattern)) for scheme, pattern in NUMBERS)
_LINE_NUMBER = re.compile(r"(?:№|N[°º.o]{1,2}|Nr\.?|No\.?|Resolution No\.)\s{0,2}[\w./() -]{1,30}", re.IGNORECASE)
_BRACKETED = re.compile(r"\(([^()]{3,80})\)[.\s]*$")
_EDGES = " \t,.;:–—-()[]*_\u00a0،，"
MAX_PLACE = 5
"""A place has so many words at most."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A text block of the record that can hold facts, and the role it was read in."""

    role: str
    block: Values

    @property
    def text(self) -> str:
        """Its words."""
        words: str = self.block["text"]
        return words


@dataclass(slots=True)
class Standing:
    """Where facts can stand in a document: what is above the text, its openings, its closing, the metadata."""

    above: list[Printed] = field(default_factory=list)
    openings: list[Printed] = field(default_factory=list)
    closing: list[Printed] = field(default_factory=list)
    metadata: Metadata = field(default_factory=Metadata)
    council: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that could be the document's: its value, its rank (less is better), where in a text it stands."""

    value: str
    rank: int
    source: str | None = None
    text: str = ""
    start: int = 0
    end: int = 0


def find_facts(values: Values, standing: Standing, words: LanguageData) -> list[tuple[str, str, str]]:
    """Fill in the facts of a draft. Gives those on which text and metadata disagree: name, the text's value, the other."""
    title = (values.get("title") or {}).get("text", "")
    _kind(values, standing, words)
    values["short_title"] = short_title(title, words)
    dates = sorted(_dates(standing, words), key=lambda each: each.rank)
    disagree: list[tuple[str, str, str]] = []
    if dates:
        best = dates[0]
        basis = {"basis": "external", "source": best.source} if best.source else {"basis": "text", "source": None}
        values["date"] = {"value": best.value, **basis}
        other = next((each for each in dates if each.source and each.value[:10] != best.value[:10]), None)
        if other is not None and len(best.value) == 10:
            disagree.append(("date", best.value, other.value))
    else:
        values["date"] = None
    values["place"] = _place(standing, dates, words)
    values["identifiers"] = list(_numbers(standing))
    values["source"] = _source(standing.metadata)
    name = values["short_title"] or title or next((each.text for each in standing.above), "")
    values["id"] = slug(name, values["kind"])
    day = (values["date"] or {}).get("value")
    values["iri"] = work_iri(_country(values, standing), values["kind"], day, values["id"])
    cover = values.get("cover")
    if cover:
        for each in cover["fields"]:
            if each["key"] == "place-date":
                found = [date for _, _, date in _days(each["value"]["text"], words)]
                cover["date"] = {"value": found[0], "basis": "text", "source": None} if len(set(found)) == 1 else None
        issued = (cover.get("date") or {}).get("value")
        cover["iri"] = work_iri(_country(values, standing), cover["kind"], issued, values["id"], carrier=True)
    return disagree


def _country(values: Values, standing: Standing) -> str:
    """Whose work it is in an IRI: by its number, by the Council's front matter, else not known."""
    schemes = {each["scheme"] for each in values.get("identifiers", ())}
    return (
        "eu"
        if standing.council or schemes & {"council", "commission", "parliament"}
        else "un"
        if "un" in schemes
        else "xx"
    )


def _kind(values: Values, standing: Standing, words: LanguageData) -> None:
    """The kind that the title names, else the lines above, the subject of a cover, metadata, the first words of the text."""
    cover = values.get("cover") or {}
    subjects = [each["value"]["text"] for each in cover.get("fields", ()) if each["key"] == "subject"]
    title = (values.get("title") or {}).get("text", "")
    lines = [title, *(each.text for each in standing.above), *subjects]
    named = standing.metadata.get("title")
    lines.extend([named.text] if named else [])
    lines.extend(each.text[-160:] for each in standing.openings[:3])
    languages = (words,) if words.declaration_kinds else all_languages()
    found = (kind_of(line, language) for line in lines if line for language in languages)
    values["kind"] = next((kind for kind in found if kind), "declaration")


def kind_of(title: str, words: LanguageData) -> str | None:
    """The kind whose words stand first in the title; of two at one place the longer."""
    plain = unaccented(title)
    names = ((unaccented(name), kind) for kind, each in words.declaration_kinds.items() for name in each)
    found = [(plain.find(name), -len(name), kind) for name, kind in names if name in plain]
    return min(found)[2] if found else None


def short_title(title: str, words: LanguageData) -> str | None:
    """What a title gives in brackets at its end as its own name: `... (Declaration A-B)`."""
    match = _BRACKETED.search(title)
    if match is None or "\n" in match[1]:
        return None
    return match[1].strip() if kind_of(match[1], words) else None


def _days(text: str, words: LanguageData) -> list[tuple[int, int, str]]:
    """The dates in a text, in its language and in English, which publishers print above any text."""
    if not any(map(str.isdigit, text)):
        return []
    found = find_dates(text, date_reader(words.tag)) or find_dates(text, date_reader("en"))
    return [(each.start, each.end, each.says["date"]) for each in found if each.says.get("kind") == "date"]


_RANKS = {"dateline": 1, "letterhead": 4, "subtitle": 4, "title": 5, "other": 6}
ADOPTED = 24
"""A line above a text that says more than its date has so many other characters: it says what was done that day."""


def _dates(standing: Standing, words: LanguageData) -> Iterator[Candidate]:
    """Done on that day, adopted on that day, dated, published."""
    for printed in standing.closing:
        days = _days(printed.text, words)
        if days:
            start, end, value = days[0]
            yield Candidate(value, 0 if len(value) == 10 else 7, None, printed.text, start, end)
    for printed in standing.above:
        days = _days(printed.text, words)
        for start, end, value in days[:1]:
            more = len(printed.text) - (end - start)
            rank = _RANKS.get(printed.role, 6)
            if rank == 4 and more > ADOPTED:
                rank = 2
            yield Candidate(value, rank if len(value) == 10 else rank + 5, None, printed.text, start, end)
    given = standing.metadata.get("date")
    if given is not None:
        iso = re.match(r"(?:1[5-9]|20)\d\d-\d\d-\d\d", given.text)
        days = [(0, 0, iso.group())] if iso else _days(given.text, words)
        for _, _, value in days[:1]:
            yield Candidate(value, 3, "metadata")
    for printed in standing.openings[:1]:
        for start, end, value in _days(printed.text, words)[:1]:
            yield Candidate(value, 8, None, printed.text, start, end)


def _place(standing: Standing, dates: Sequence[Candidate], words: LanguageData) -> Values | None:
    """What stands beside the date in a dateline or a closing: `Done at Geneva, 3 May 2024`; else what metadata says."""
    for each in dates:
        if each.rank > 1 or not each.text:
            continue
        before = each.text[: each.start]
        plain = unaccented(before)
        for word in sorted((*words.closing_words, *words.year_leads), key=len, reverse=True):
            lead = unaccented(word).strip(_EDGES)
            if plain.startswith(lead + " "):
                before = before[len(word.strip(_EDGES)) :]
                break
        name = _name_of_place(before)
        if name:
            return {"text": name, "ref": None, "basis": "text", "source": None}
    given = standing.metadata.get("place")
    return {"text": given.text, "ref": None, "basis": "external", "source": "metadata"} if given else None


def _name_of_place(before: str) -> str | None:
    words = re.split(r"[,،，(\n]", before.strip(_EDGES))[0].split()
    while words and words[-1][:1].islower() and words[-1] not in ("de", "da", "do", "del", "di", "la"):
        words.pop()
    while words and words[0][:1].islower():
        words.pop(0)
    name = " ".join(words).strip(_EDGES)
    known = 0 < len(words) <= MAX_PLACE and not any(map(str.isdigit, name)) and len(name) < 40
    return name if known and name else None


def _numbers(standing: Standing) -> Iterator[Values]:
    """The numbers that stand alone above a text, and the one that metadata give. One inside other words is another's."""
    seen: set[str] = set()
    for printed in standing.above:
        text = " ".join(printed.text.split()).strip("* ")
        for scheme, pattern in _NUMBERS:
            match = pattern.fullmatch(text) or (
                pattern.match(text) if printed.role == "title" or len(text) < 60 else None
            )
            if (
                match is not None
                and len(match.group()) > 4
                and (match.end() == len(text) or text[match.end()] in " .:,")
            ):
                yield from _identifier(scheme, match.group(), seen, None)
                break
        else:
            if printed.role == "letterhead" and _LINE_NUMBER.fullmatch(text) and any(map(str.isdigit, text)):
                yield from _identifier("document", text, seen, None)
    given = standing.metadata.get("number")
    if given is not None:
        scheme = next((scheme for scheme, pattern in _NUMBERS if pattern.fullmatch(given.text)), "document")
        yield from _identifier(scheme, given.text, seen, "metadata")


def _identifier(scheme: str, value: str, seen: set[str], source: str | None) -> Iterator[Values]:
    plain = "".join(value.split())
    if plain not in seen:
        seen.add(plain)
        yield {"scheme": scheme, "value": value, "basis": "external" if source else "text", "source": source}


def _source(metadata: Metadata) -> Values | None:
    """Where the words were found, as metadata say."""
    url, publisher = metadata.get("url"), metadata.get("publisher")
    if url is None or not re.match(r"https?://\S+$", url.text):
        return None
    return {"url": url.text, "publisher": publisher.text if publisher else None}


def signatories(blocks: Iterable[Values], words: LanguageData) -> list[Values]:
    """Who signed, by the signature blocks of a draft, each of which is given the id of its signatory."""
    found: list[Values] = []
    taken: set[str] = set()
    for block in blocks:
        if block["kind"] != "signature":
            continue
        lines = [(line["part"], line["value"]["text"]) for line in block["lines"]]
        said = {
            part: " ".join(text.strip() for each, text in lines if each == part).strip(_EDGES)
            for part in ("name", "role", "party")
        }
        said["name"] = SIGNED.sub("", said["name"]).strip(_EDGES + '"“”«»')
        said["party"] = party_of(said["party"], words)
        if not any(said.values()):
            continue
        base = slug(said["name"] or said["party"] or said["role"], f"signatory-{len(found) + 1}")
        name, number = base, 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        block["signatory"] = name
        made: Values = {"id": name, **{part: _claim(said[part]) for part in ("name", "role", "party")}, "members": []}
        if "witness" in Signatory.model_fields and any(part == "other" and WITNESS.match(text) for part, text in lines):
            made["witness"] = True
        found.append(made)
    return found


def _claim(text: str) -> Values | None:
    return {"text": text, "ref": None, "basis": "text", "source": None} if text else None
