"""eIds, ids and IRIs by the Akoma Ntoso Naming Convention 1.0 (OASIS), as the documentation's mapping page settles it.

Values are those of a draft: plain dictionaries in the shape of the record.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from communique.core.values import Values, all_blocks, nodes, notes_in_order
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
"""The first half of an eId's last part, by element (naming convention, 5.4); all others are named in full."""

PROVISIONAL = "?"
"""An eid that begins with this was given by a reader to tie a mark to its note; `name_nodes` replaces it."""


def slug(text: str, fallback: str = "declaration", words: int = 6) -> str:
    """Lower-case ASCII words joined by hyphens, at most so many; the fallback if no ASCII letter is left.

    >>> slug("Gemeinsame Erklärung von Łódź – Nr. 2"), slug("إعلان")
    ('gemeinsame-erklarung-von-lodz-nr-2', 'declaration')
    """
    plain = (
        unicodedata.normalize("NFKD", text.translate(_LETTERS))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    parts = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", plain) if plain.strip() else "")
    while parts and not parts[0][0].isalpha():
        parts.pop(0)
    return "-".join(parts[:words]) or fallback


_LETTERS = str.maketrans({"–": " ", "—": " ", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D",
                          "æ": "ae", "Æ": "Ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "Ħ": "H"})  # fmt: skip


def work_iri(country: str, kind: str, date: str | None, name: str, *, carrier: bool = False) -> str:
    """The IRI of a Work: `/akn/{country}/statement/{kind}/{date}/{name}`, `doc` in place of `statement` for a carrier.

    An unknown date is `9999`, as in the mapping; `country` is `eu`, `un`, another code, or `xx` where it is not known.
    """
    return f"/akn/{country}/{'doc' if carrier else 'statement'}/{kind}/{date or '9999'}/{name}"


class _Namer:
    """Gives eids to the nodes of one draft that have none."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken
        self.repeats: dict[str, int] = {}

    def claim(self, node: Values, candidate: str) -> None:
        """Give a node that name, with a number behind it if it is taken; a node that has a name keeps it."""
        if node.get("eid"):
            return
        eid, repeat = candidate, self.repeats.get(candidate, 1)
        while eid in self.taken:
            repeat += 1
            eid = f"{candidate}-{repeat}"
        if repeat > 1:
            self.repeats[candidate] = repeat
        self.taken.add(eid)
        node["eid"] = eid

    def siblings(self, nodes: list[tuple[Values, str]], prefix: str) -> None:
        """Numbered siblings claim their number first; the others are counted by their place among themselves."""
        rest: dict[str, int] = {}
        for node, name in nodes:
            number = eid_number(node["num"]) if node.get("num") else None
            if number:
                self.claim(node, f"{prefix}{name}_{number}")
        for node, name in nodes:
            if node.get("num") and eid_number(node["num"]):
                continue
            rest[name] = rest.get(name, 0) + 1
            self.claim(node, f"{prefix}{name}_{rest[name]}")

    def content(self, owner: Values, point: str) -> None:
        lists = tables = 0
        for block in owner["content"]:
            match block["kind"]:
                case "points":
                    lists += 1
                    self.siblings(
                        [(each, point) for each in block["points"]],
                        f"{owner['eid']}__list_{lists}__",
                    )
                    for each in block["points"]:
                        self.content(each, point)
                case "table":
                    tables += 1
                    self.claim(block, f"{owner['eid']}__table_{tables}")

    def document(self, document: Values, scope: str) -> None:
        self.preamble(document.get("preamble", ()), scope)
        body = document.get("body", ())
        running = [node for kind in ("paragraph", "article") for node in _running(body, kind)]
        self.siblings([(node, _short(node)) for node in running if node.get("num")], scope)
        self.body(body, scope)
        for index, annex in enumerate(document.get("annexes", ()), 1):
            self.claim(annex, f"{scope}att_{index}")
            self.document(annex, f"{annex['eid']}__")

    def preamble(self, preamble: Any, scope: str) -> None:
        runs = formulas = 0
        run: list[Values] = []

        def close() -> None:
            nonlocal runs
            if run:
                runs += 1
                self.siblings([(node, "rec") for node in run], f"{scope}recs_{runs}__")
                run.clear()

        for part in preamble:
            if part["kind"] == "recitals":
                close()
                runs += 1
                self.claim(part, f"{scope}recs_{runs}")
                self.siblings([(node, "rec") for node in part["recitals"]], f"{part['eid']}__")
            elif is_formula(part):
                close()
                formulas += 1
                self.claim(part, f"{scope}formula_{formulas}")
            else:
                run.append(part)
        close()
        for part in preamble:
            for recital in part["recitals"] if part["kind"] == "recitals" else (part,):
                self.content(recital, "item")

    def body(self, body: Any, prefix: str) -> None:
        self.siblings([(part, _short(part)) for part in body], prefix)
        for part in body:
            if part["kind"] == "paragraph":
                self.content(part, "point")
            else:
                self.body(part.get("body", ()), f"{part['eid']}__")

    def notes(self, values: Values) -> dict[str, str]:
        """Put the notes in the order of their calls and name the provisional ones: from the old eid to the new."""
        ordered = notes_in_order(values)
        values["notes"] = [note for _, note, _ in ordered]
        renamed: dict[str, str] = {}
        for count, (scope, note, called) in enumerate(ordered, 1):
            if note["eid"].startswith(PROVISIONAL):
                old = note.pop("eid")
                self.claim(note, f"{scope}{'authorialNote' if called else 'note'}_{count}")
                renamed[old] = note["eid"]
        return renamed


def _short(node: Values) -> str:
    kind: str = node["kind"]
    return ABBREVIATIONS.get(kind, kind)


def is_formula(recital: Any) -> bool:
    """Whether a recital is written as a `formula`: it has a role, and neither number nor heading."""
    return bool(recital.get("role")) and not recital.get("num") and not recital.get("heading")


def _running(body: Any, kind: str) -> list[Values]:
    """The nodes of a kind, if their numbers run through the body: no container begins with a number used before."""
    seen: set[str] = set()
    found: list[Values] = []
    for container in _containers(body):
        numbered = [part for part in container if part["kind"] == kind and part.get("num")]
        numbers = [eid_number(part["num"]) or part["num"] for part in numbered]
        if numbers and numbers[0] in seen:
            return []
        seen.update(numbers)
        found.extend(numbered)
    return found


def _containers(body: Any) -> Iterator[Any]:
    yield body
    for part in body:
        if part["kind"] != "paragraph":
            yield from _containers(part.get("body", ()))


def name_nodes(values: Values) -> None:
    """Give every node of a draft an eid where it has none; existing ones are kept.

    Notes are put in the order of their first calls; those with a provisional eid are renamed, and the marks that call
    them with them.
    """
    taken = {node["eid"] for node in nodes(values) if node.get("eid")}
    taken = {eid for eid in taken if not eid.startswith(PROVISIONAL)}
    taken.update(entity["id"] for entity in values.get("entities", ()) if entity.get("id"))
    namer = _Namer(taken)
    cover = values.get("cover")
    if cover:
        namer.siblings([(part, "para") for part in cover.get("paragraphs", ())], "cover__")
        for part in cover.get("paragraphs", ()):
            namer.content(part, "point")
    namer.document(values, "")
    renamed = namer.notes(values)
    if renamed:
        for block in all_blocks(values):
            for mark in block.get("marks", ()):
                if mark["kind"] == "note":
                    mark["ref"] = renamed.get(mark["ref"], mark["ref"])
    for note in values.get("notes", ()):
        namer.content(note, "item")
