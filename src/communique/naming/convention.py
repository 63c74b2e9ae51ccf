"""eIds, ids and IRIs by the Akoma Ntoso Naming Convention 1.0 (OASIS), as the documentation's
mapping page settles it.

Values are those of a draft: plain dictionaries in the shape of the record.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from communique.core.values import (
    AnnexValues,
    DeclarationValues,
    DocumentValues,
    NodeValues,
    TableValues,
    all_blocks,
    nodes,
    notes_in_order,
)
from communique.naming.labels import eid_number

ABBREVIATIONS = {
    "alinea": "al", "amendmentBody": "body", "article": "art", "attachment": "att", "blockList": "list", "body": "body",
    "chapter": "chp", "citation": "cit", "citations": "cits", "clause": "cl", "component": "cmp",
    "components": "cmpnts", "componentRef": "cref", "debateBody": "body", "debateSection": "dbsect",
    "division": "dvs", "documentRef": "dref", "eventRef": "eref", "judgmentBody": "body", "listIntroduction": "intro",
    "listWrapUp": "wrapup", "mainBody": "body", "paragraph": "para", "quotedStructure": "qstr", "quotedText": "qtext",
    "recital": "rec", "recitals": "recs", "section": "sec", "subchapter": "subchp", "subclause": "subcl",
    "subdivision": "subdvs", "subparagraph": "subpara", "subsection": "subsec", "temporalGroup": "tmpg",
    "wrapUp": "wrapup",
}  # fmt: skip
"""The first half of an eId's last part, by element (naming convention, 5.4); all others are named
in full.
"""

PROVISIONAL = "?"
"""An eid that begins with this was given by a reader to tie a mark to its note; `name_nodes`
replaces it.
"""


def slug(text: str, fallback: str = "declaration", words: int = 6) -> str:
    """Lower-case ASCII words joined by hyphens, at most this many; the fallback if no ASCII letter
    is left.

    >>> slug("Gemeinsame Erklärung von Łódź – Nr. 2"), slug("إعلان")
    ('gemeinsame-erklarung-von-lodz-nr-2', 'declaration')
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    plain = decomposed.encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain))
    while parts and not parts[0][0].isalpha():
        parts.pop(0)
    return "-".join(parts[:words]) or fallback


_LETTERS = str.maketrans({"–": " ", "—": " ", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
                          "æ": "ae", "Æ": "Ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "Ħ": "H"})  # fmt: skip


def work_iri(
    country: str, kind: str, date: str | None, name: str, *, carrier: bool = False
) -> str:
    """The IRI of a Work: `/akn/{country}/statement/{kind}/{date}/{name}`, `doc` in place of
    `statement` for a carrier.

    An unknown date is `9999`, as in the mapping; `country` is `eu`, `un`, another code, or `xx`
    where it is not known.
    """
    type_of_work = "doc" if carrier else "statement"
    return f"/akn/{country}/{type_of_work}/{kind}/{date or '9999'}/{name}"


class _Namer:
    """Gives eids to the nodes of one draft that have none."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.repeats: dict[str, int] = {}

    def claim(
        self, node: NodeValues | TableValues | AnnexValues, candidate: str
    ) -> None:
        """Give a node that name, with a number behind it if it is taken; a node that has a name
        keeps it.
        """
        if node.get("eid"):
            return
        eid = candidate
        repeat = self.repeats.get(candidate, 1)
        while eid in self.taken:
            repeat += 1
            eid = f"{candidate}-{repeat}"
        if repeat > 1:
            self.repeats[candidate] = repeat
        self.taken.add(eid)
        node["eid"] = eid

    def siblings(
        self, nodes: Iterable[NodeValues], prefix: str, name: str | None = None
    ) -> None:
        """Name nodes side by side: those with a number by it, then the others by their place among
        themselves.

        `name` is the name of all of them; without it each has that of its kind.
        """
        others: list[NodeValues] = []
        for node in nodes:
            number = _number(node)
            if number:
                self.claim(node, f"{prefix}{name or _short(node)}_{number}")
            else:
                others.append(node)
        counts: Counter[str] = Counter()
        for node in others:
            own = name or _short(node)
            counts[own] += 1
            self.claim(node, f"{prefix}{own}_{counts[own]}")

    def content(self, owner: NodeValues, point: str) -> None:
        """Name the points and tables in a node; `point` is the name of its points."""
        lists = tables = 0
        for block in owner["content"]:
            if block["kind"] == "points":
                lists += 1
                self.siblings(block["points"], f"{owner['eid']}__list_{lists}__", point)
                for each in block["points"]:
                    self.content(each, point)
            elif block["kind"] == "table":
                tables += 1
                self.claim(block, f"{owner['eid']}__table_{tables}")

    def document(self, document: DocumentValues, scope: str) -> None:
        """Name what a declaration or an annex consists of."""
        self.preamble(document.get("preamble", []), scope)
        body = document.get("body", [])
        running = [*_running(body, "paragraph"), *_running(body, "article")]
        self.siblings(running, scope)
        self.body(body, scope)
        for index, annex in enumerate(document.get("annexes", ()), 1):
            self.claim(annex, f"{scope}att_{index}")
            self.document(annex, f"{annex['eid']}__")

    def preamble(self, preamble: Sequence[NodeValues], scope: str) -> None:
        """Name recitals, groups of them and enacting formulas. A formula or a group ends a run of
        recitals.
        """
        runs = formulas = 0
        for kind, parts in groupby(preamble, _part_of_preamble):
            if kind == "recital":
                runs += 1
                self.siblings(parts, f"{scope}recs_{runs}__", "rec")
                continue
            for part in parts:
                if kind == "formula":
                    formulas += 1
                    self.claim(part, f"{scope}formula_{formulas}")
                else:
                    runs += 1
                    self.claim(part, f"{scope}recs_{runs}")
                    self.siblings(part["recitals"], f"{part['eid']}__", "rec")
        for part in preamble:
            recitals = part["recitals"] if part["kind"] == "recitals" else [part]
            for recital in recitals:
                self.content(recital, "item")

    def body(self, body: Sequence[NodeValues], prefix: str) -> None:
        """Name paragraphs and sections, and what they hold."""
        self.siblings(body, prefix)
        for part in body:
            if part["kind"] == "paragraph":
                self.content(part, "point")
            else:
                self.body(part.get("body", []), f"{part['eid']}__")

    def notes(self, values: DeclarationValues) -> dict[str, str]:
        """Put the notes in the order of their calls and name the provisional ones: from the old eid
        to the new.
        """
        ordered = notes_in_order(values)
        values["notes"] = [note for _, note, _ in ordered]
        renamed: dict[str, str] = {}
        for count, (scope, note, called) in enumerate(ordered, 1):
            old = note["eid"]
            if old.startswith(PROVISIONAL):
                del note["eid"]
                name = "authorialNote" if called else "note"
                self.claim(note, f"{scope}{name}_{count}")
                renamed[old] = note["eid"]
        return renamed


def _number(node: NodeValues) -> str | None:
    """The number of a node for its eid; None if it has none."""
    num = node.get("num")
    return eid_number(num) if num else None


def _short(node: NodeValues) -> str:
    """How the naming convention abbreviates the kind of a node."""
    return ABBREVIATIONS.get(node["kind"], node["kind"])


def _part_of_preamble(part: NodeValues) -> str:
    if part["kind"] == "recitals":
        return "group"
    return "formula" if is_formula(part) else "recital"


def is_formula(recital: Mapping[str, object]) -> bool:
    """Whether a recital is written as a `formula`: it has a role, and neither number nor heading."""
    return (
        bool(recital.get("role"))
        and not recital.get("num")
        and not recital.get("heading")
    )


def _running(body: Sequence[NodeValues], kind: str) -> list[NodeValues]:
    """The numbered nodes of a kind, if their numbers run through the body: no container begins with
    a number used before.
    """
    seen: set[str] = set()
    found: list[NodeValues] = []
    for container in _containers(body):
        numbered = [
            part for part in container if part["kind"] == kind and part.get("num")
        ]
        numbers = [_number(part) or part["num"] or "" for part in numbered]
        if numbers and numbers[0] in seen:
            return []
        seen.update(numbers)
        found.extend(numbered)
    return found


def _containers(body: Sequence[NodeValues]) -> Iterator[Sequence[NodeValues]]:
    """The body and every section in it."""
    yield body
    for part in body:
        if part["kind"] != "paragraph":
            yield from _containers(part.get("body", []))


def name_nodes(values: DeclarationValues) -> None:
    """Give every node of a draft an eid where it has none; existing ones are kept.

    Notes are put in the order of their first calls. Those with a provisional eid are renamed, and
    so are the marks that call them.
    """
    namer = _Namer(_taken(values))
    cover = values.get("cover") or {}
    paragraphs = cover.get("paragraphs", ())
    namer.siblings(paragraphs, "cover__", "para")
    for part in paragraphs:
        namer.content(part, "point")
    namer.document(values, "")
    renamed = namer.notes(values)
    if renamed:
        _call_by_new_names(values, renamed)
    for note in values.get("notes", ()):
        namer.content(note, "item")


def _taken(values: DeclarationValues) -> set[str]:
    """The eids and ids that no node may be given."""
    eids = [node.get("eid") for node in nodes(values)]
    taken = {eid for eid in eids if eid and not eid.startswith(PROVISIONAL)}
    taken.update(
        entity["id"] for entity in values.get("entities", ()) if entity.get("id")
    )
    return taken


def _call_by_new_names(values: DeclarationValues, renamed: dict[str, str]) -> None:
    for block in all_blocks(values):
        for mark in block.get("marks", ()):
            if mark["kind"] == "note":
                mark["ref"] = renamed.get(mark["ref"], mark["ref"])
