"""Declarations as they are printed: what a text says without marks, so that it can be read back
from the page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from hypothesis import strategies as st

from communique.core.source import Source
from communique.core.values import DeclarationValues, Values
from communique.draft import Draft, build
from communique.model import Declaration
from communique.testing.words import Numbers


@dataclass(frozen=True)
class Tongue:
    """What a declaration in one language is made of."""

    tag: str
    words: str
    title: str
    opening: str
    leads: tuple[str, ...]
    formula: str
    article: str
    headings: tuple[str, ...]
    closing: str
    annex: str
    cover: tuple[tuple[str, str, str], ...]
    note: str


ENGLISH = Tongue(
    "en",
    "the harbours of both shores keep their lamps lit from dusk to dawn and share what the keepers learn "
    "about well-being on board so that no boat is lost for want of a light while those who sail by night "
    "pay a toll that is set by the elder town in agreement with all the others as was the custom before",
    "Joint declaration of the Harbours and the Isles",
    "We, the keepers of the Harbours and of the Isles, met to speak of",
    ("aware that", "recalling that", "convinced that", "noting that"),
    "have agreed as follows:",
    "Article {}",
    ("Lamps", "The toll", "Boats and nets", "What comes after"),
    "Done at Drumhaven, 3 May 2024",
    "ANNEX",
    (
        ("kind", "", "NOTE"),
        ("from", "From:", "Presidency"),
        ("to", "To:", "Committee of the Harbours"),
        ("previous-document", "No. prev. doc.:", "4411/1/24 REV 1"),
        ("subject", "Subject:", "Joint declaration of the Harbours"),
    ),
    "see the register of lamps",
)

SLOVENE = Tongue(
    "sl",
    "pristanišča na obeh obalah imajo svetilnike prižgane od mraka do zore in si delijo vse kar čuvaji "
    "izvedo o morju da se nobena ladja ne izgubi zaradi teme medtem ko tisti ki plujejo ponoči plačajo "
    "pristojbino ki jo določi starejše mesto v severno-južnem dogovoru z vsemi drugimi kakor je bila "
    "navada že od nekdaj",
    "Skupna izjava pristanišč in otokov",
    "Čuvaji pristanišč in otokov smo se sestali, da bi govorili o tem, kako",
    (
        "ob zavedanju, da",
        "ob opozarjanju, da",
        "ob priznavanju, da",
        "ob poudarjanju, da",
    ),
    "so se dogovorili o naslednjem:",
    "{}. člen",
    ("Svetilniki", "Pristojbina", "Ladje in mreže", "Kar sledi"),
    "V Meglenem zalivu, 3. maja 2024",
    "PRILOGA",
    (
        ("kind", "", "DOPIS"),
        ("from", "Pošiljatelj:", "predsedstvo"),
        ("to", "Prejemnik:", "Odbor pristanišč"),
        ("previous-document", "Št. predh. dok.:", "4411/1/24 REV 1"),
        ("subject", "Zadeva:", "Skupna izjava pristanišč"),
    ),
    "glej seznam svetilnikov",
)

ROMAN = ("i", "ii", "iii", "iv", "v")
LETTERS = "abcdefgh"
ENDS = ("alpha", "beta", "gamma", "delta", "epsilon")
"""The last words of notes: were they the same on two pages, they would look like the foot of the
page.
"""


@dataclass
class _Drawing:
    """One drawing: the language, the notes so far."""

    numbers: Numbers
    tongue: Tongue
    notes: list[Values] = field(default_factory=list)
    blocks: int = 0

    def upto(self, most: int, least: int = 0) -> int:
        return least + self.numbers.number(most - least)

    def chance(self, one_in: int) -> bool:
        return self.upto(one_in - 1) == 0

    def words(self, least: int, most: int) -> str:
        row = self.tongue.words.split()
        start, count = self.upto(len(row) - 1), self.upto(most, least)
        return " ".join(row[(start + place) % len(row)] for place in range(count))

    def block(self, lead: str, end: str, least: int = 4, most: int = 30) -> Values:
        """A text that begins with the lead words, or with a capital, and perhaps calls a note
        before a word.
        """
        self.blocks += 1  # no two are alike: a line that returns at page ends would look like the page's own
        row = self.tongue.words.split()
        words = f"{self.words(least, most)} {row[self.blocks % len(row)]}"
        text = f"{lead} {words}" if lead else words
        text = text if lead else text[0].upper() + text[1:]
        marks: list[Values] = []
        if len(self.notes) < 5 and self.chance(4):
            blanks = [
                at
                for at, char in enumerate(text)
                if char == " " and at > len(lead) and text[at - 1].isalpha()
            ]
            at = blanks[self.upto(len(blanks) - 1)]
            eid = f"?{len(self.notes)}"
            marker = str(len(self.notes) + 1)
            words = f"{self.tongue.note} {self.words(1, 12)} {ENDS[len(self.notes)]}."
            self.notes.append(
                {
                    "kind": "note",
                    "eid": eid,
                    "marker": marker,
                    "content": [plain(words)],
                }
            )
            marks.append({"kind": "note", "start": at, "end": at, "ref": eid})
        return {"kind": "text", "text": text + end, "marks": marks}

    def points(self, depth: int) -> Values:
        count = self.upto(4, 2)
        style = ("({})", "{})", "({})")[depth]
        names = (LETTERS, ROMAN, LETTERS)[depth] if depth < 2 else "–" * count
        points = []
        for index in range(count):
            inner = depth < 2 and self.chance(4)
            text = self.block(
                "", ":" if inner else ";" if index < count - 1 else ".", 2, 20
            )
            text["text"] = text["text"][0].lower() + text["text"][1:]
            content = [text, self.points(depth + 1)] if inner else [text]
            num = names[index] if depth == 2 else style.format(names[index])
            points.append({"kind": "point", "num": num, "content": content})
        return {"kind": "points", "points": points}

    def paragraph(self, num: str | None, kind: str = "paragraph") -> Values:
        pointed = self.chance(3)
        content = [self.block("", ":" if pointed else ".")]
        if pointed:
            content.append(self.points(0))
        return {"kind": kind, "num": num, "content": content}

    def preamble(self) -> tuple[list[Values], int]:
        """Numbered recitals up to a dash, or plain ones up to a formula, or none; and the last
        number.
        """
        tongue = self.tongue
        style = self.upto(2)
        if style == 0:
            return [], 0
        count = self.upto(4, 2)
        leads = [tongue.leads[self.upto(3)] for _ in range(count)]
        if style == 1:
            parts = [self.recital("1.", tongue.opening, " –")]
            for index, lead in enumerate(leads, 2):
                parts.append(
                    self.recital(f"{index}.", lead, ";" if index <= count else " –")
                )
            return parts, count + 1
        parts = [self.recital(None, lead[0].upper() + lead[1:], ",") for lead in leads]
        return [
            *parts,
            {
                "kind": "recital",
                "num": None,
                "content": [plain(tongue.formula)],
                "role": "formula",
            },
        ], 0

    def recital(self, num: str | None, lead: str, end: str) -> Values:
        return {"kind": "recital", "num": num, "content": [self.block(lead, end)]}

    def body(self, last: int) -> list[Values]:
        """Numbered paragraphs, under numbered headings or none; or articles."""
        style = self.upto(3)
        if style == 0 and not last:
            return [self.article(number) for number in range(1, self.upto(5, 4))]
        count = self.upto(5, 2)
        paragraphs = [
            self.paragraph(f"{number}.") for number in range(last + 1, last + 1 + count)
        ]
        if style != 1 or last:
            return paragraphs
        half = self.upto(count - 1, 1)
        return [
            self.section("I.", 0, paragraphs[:half]),
            self.section("II.", 1, paragraphs[half:]),
        ]

    def section(self, num: str, heading: int, body: list[Values]) -> Values:
        words = self.tongue.headings[heading + 2 * self.upto(1)].upper()
        return {"kind": "section", "num": num, "heading": plain(words), "body": body}

    def article(self, number: int) -> Values:
        count = self.upto(3, 1)
        body = [
            self.paragraph(f"{index}." if count > 1 else None)
            for index in range(1, count + 1)
        ]
        return {
            "kind": "article",
            "num": self.tongue.article.format(number),
            "body": body,
        }

    def annexes(self) -> list[Values]:
        found = []
        for number in range(self.upto(2)):
            title = self.tongue.headings[number]
            body = [self.paragraph(f"{index}.") for index in range(1, self.upto(4, 3))]
            num = f"{self.tongue.annex} {'I' * (number + 1)}"
            found.append(
                {"kind": None, "num": num, "title": plain(title), "body": body}
            )
        return found

    def cover(self) -> Values:
        fields = [
            {"key": key, "label": label or None, "value": plain(value)}
            for key, label, value in self.tongue.cover
        ]
        paragraphs = [
            {"kind": "paragraph", "content": [self.block("", ".")]}
            for _ in range(self.upto(2, 1))
        ]
        return {"kind": "note", "iri": "/akn/xx/doc/note/9999/x", "fields": fields, "paragraphs": paragraphs,
                "annex_label": plain(self.tongue.annex)}  # fmt: skip

    def declaration(self) -> Declaration:
        cover = self.cover() if self.chance(3) else None
        preamble, last = self.preamble()
        body = self.body(last)
        closing = [plain(self.tongue.closing)] if self.chance(3) else []
        values: Values = {
            "kind": "joint-declaration", "language": self.tongue.tag, "title": plain(self.tongue.title), "cover": cover,
            "preamble": preamble, "body": body, "closing": closing, "annexes": self.annexes(), "notes": self.notes,
        }  # fmt: skip
        return build(
            Draft(Source("printed", b""), cast("DeclarationValues", values))
        ).require()


def plain(text: str) -> Values:
    return {"kind": "text", "text": text, "marks": []}


@st.composite
def printed(
    draw: st.DrawFn, tongues: Sequence[Tongue] = (ENGLISH, SLOVENE)
) -> Declaration:
    """A declaration whose structure a page shows: numbers, headings, nesting, notes, closing,
    annexes, cover.
    """
    numbers = Numbers(draw)
    return _Drawing(numbers, numbers.among(tongues)).declaration()
