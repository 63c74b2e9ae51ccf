"""What of a record is printed: its words, labels and notes in their structure; and declarations
written by hand.
"""

from typing import Any, cast

from tests.samples import block, numbered

from communique.core.source import Source
from communique.core.values import DeclarationValues
from communique.draft import Draft, build
from communique.model import Declaration

PARTS = {
    "title",
    "subtitles",
    "cover",
    "preamble",
    "body",
    "closing",
    "annexes",
    "notes",
}
_ABOUT = {"iri", "date", "identifiers", "signatory", "part"}
"""What is said of parts, and printed nowhere: how a cover is known, who it is that signs."""


def printed(declaration: Declaration) -> Any:
    """The words of a record in their structure, with labels, and where which note is called."""
    return _without_claims(
        declaration.model_dump(mode="json", include=PARTS, exclude_none=True)
    )


def _without_claims(value: Any) -> Any:
    if isinstance(value, dict):
        marks = [
            (each["start"], each["ref"])
            for each in value.get("marks", ())
            if each["kind"] == "note"
        ]
        kept = {
            name: _without_claims(each)
            for name, each in value.items()
            if name not in {*_ABOUT, "marks"}
        }
        return {**kept, "marks": marks} if "marks" in value else kept
    return (
        [_without_claims(each) for each in value] if isinstance(value, list) else value
    )


def words(declaration: Declaration) -> list[str]:
    """All words in their order, those of labels among them, whatever block they are in."""
    labels = [getattr(node, "num", None) or "" for node in declaration._nodes.values()]
    return sorted(
        " ".join([*labels, *(each.text for _, each in declaration.blocks)]).split()
    )


def notes(declaration: Declaration) -> list[tuple[str | None, str]]:
    """The signs and the words of the notes."""
    return [(note.marker, note.text) for note in declaration.notes]


def _made(**values: Any) -> Declaration:
    made = cast("DeclarationValues", {"kind": "declaration", **values})
    return build(Draft(Source("by hand", b""), made)).require()


def _called(text: str, *places: tuple[str, int]) -> dict[str, Any]:
    """A block that calls notes: behind which words, the note of which number."""
    return block(text, *(
        {"kind": "note", "start": text.index(after) + len(after), "end": text.index(after) + len(after),
         "ref": f"authorialNote_{number}"}
        for after, number in places
    ))  # fmt: skip


def _note(number: int, text: str) -> dict[str, Any]:
    return {
        "kind": "note",
        "eid": f"authorialNote_{number}",
        "marker": str(number),
        "content": [block(text)],
    }


def _points(*points: tuple[str, str]) -> dict[str, Any]:
    return {
        "kind": "points",
        "points": [numbered("point", num, block(text)) for num, text in points],
    }


HARBOURS = _made(
    id="harbours",
    kind="resolution",
    language="en",
    title=block("Resolution of the Assembly of the Northern Harbours on the Safety of Ships"),
    preamble=[
        numbered("recital", None, block("The Assembly of the Northern Harbours,")) | {"role": "opening"},
        numbered("recital", None, _called(
            "Recalling its resolution on the lights of the coast, adopted in Brumeville, and the report of the pilots on "
            "the winter of last year,", ("Brumeville", 1))),
        numbered("recital", None, block(
            "Recognising that storms know no border, and that each harbour can give shelter to the ships of all others "
            "only if its own works are kept in good order,")),
    ],
    body=[
        numbered("paragraph", "1.", block(
            "Decides to open a common register of ships that sought shelter, which is kept by the port of Drumhaven and "
            "can be read by each of the harbours at any time;")),
        numbered("paragraph", "2.", _called(
            "Calls upon the harbours to carry out the following works before the end of the year, each at its own expense "
            "and under the eyes of the pilots of its neighbours:", ("works", 2)),
            _points(
                ("(a)", "to replace the lamps of the outer moles, and to keep the old ones for two winters;"),
                ("(b)", "to draw up the chains of the buoys and to measure them, link by link, before a pilot of another harbour;"),
                ("(c)", "to rid the stairs of the quays of weeds;"),
            )),
        numbered("paragraph", "3.", block(
            "Decides to meet again in the same composition, on a date still to be set, in order to review the progress that "
            "was made in carrying out this resolution.")),
    ],
    notes=[_note(1, "Adopted without a vote."), _note(2, "As the pilots listed them in their report.")],
)  # fmt: skip

ARTICLES = _made(
    id="rivers",
    language="fr",
    title=block("Déclaration des peuples du fleuve"),
    preamble=[
        numbered("recital", None, block(
            "Les peuples du fleuve, réunis à Brumeville au printemps de cette année pour la première fois depuis la "
            "grande crue,")) | {"role": "opening"},
        numbered("recital", None, block("sont convenus de ce qui suit:")) | {"role": "formula"},
    ],
    body=[
        {"kind": "article", "num": "Article premier", "heading": block("De l'eau"), "body": [
            numbered("paragraph", None, block(
                "L'eau du fleuve est à tous ceux qui en vivent, et nul n'en peut priver son voisin pendant la saison "
                "sèche, quelle que soit la hauteur de son barrage.")),
        ]},
        {"kind": "article", "num": "Article 2", "heading": block("Des digues"), "body": [
            numbered("paragraph", "1.", block(
                "Les digues sont entretenues par ceux qu'elles abritent, chacun le long de sa propre terre, avant les "
                "premières gelées de l'année.")),
            numbered("paragraph", "2.", block(
                "Elles sont visitées deux fois l'an par les gardiens des deux rives, qui en dressent un état commun et "
                "le remettent aux villages.")),
        ]},
    ],
)  # fmt: skip

HEBREW = _made(
    id="ports",
    language="he",
    title=block("הצהרה משותפת של נמלי הצפון"),
    body=[
        numbered("paragraph", "1.", block(
            "הנמלים מסכימים לתחזק יחד את שוברי הגלים הישנים, להחליף את הפנסים בכל אחד מהם עד סוף השנה ולדווח על כך זה לזה.")),
        numbered("paragraph", "2.", block(
            "הנמלים ייפגשו שוב בעוד שנה, באותו הרכב, כדי לבחון את ההתקדמות שהושגה ביישום ההצהרה הזאת ואת מצבן של הספינות.")),
    ],
)  # fmt: skip

LETTERHEAD = _made(
    id="lamps",
    kind="resolution",
    language="en",
    title=block("Resolution 12 (2024)"),
    subtitles=[block("United Harbours"), block("Council of Pilots"), block("Adopted on 3 May 2024")],
    preamble=[numbered("recital", None, block("The Council of Pilots,")) | {"role": "opening"}],
    body=[
        numbered("paragraph", "1.", block(
            "Decides that the lamps of the outer moles are lit in all nights of the winter, whoever pays for their oil;")),
        numbered("paragraph", "2.", block(
            "Decides to remain seized of the matter until the lamps of all harbours were seen by two of its pilots.")),
    ],
)  # fmt: skip

ODD = _made(
    id="odd",
    language="en",
    title=block("Rules"),
    body=[
        {"kind": "section", "num": "Part One", "heading": block("Lamps"), "body": [
            numbered("paragraph", "1 -", block("whereas the lamps are lit")),
            numbered("paragraph", "2.", block("All lamps burn.")) | {"heading": block("Oil")},
            numbered("paragraph", None, block("Recalling nothing,"), {"kind": "points", "points": [
                numbered("point", "first", block("oil"), _points(("a", "of fish"))),
                numbered("point", None, block("wicks")),
            ]}, block("in every port.")),
        ]},
    ],
    closing=[{"kind": "signature", "lines": [
        {"part": "name", "value": block("Edda Holm")}, {"part": "role", "value": block("for the pilots")}]},
        block("Done at night.")],
    annexes=[{"eid": "att_1", "num": None, "kind": None, "title": None, "body": [numbered("paragraph", None, block("We met again."))]}],
    notes=[{"kind": "note", "eid": "note_1", "marker": None, "content": [block("Since 1984.")]}],
)  # fmt: skip
"""What nobody would guess from the words."""

BY_HAND = {
    "harbours": HARBOURS,
    "articles": ARTICLES,
    "hebrew": HEBREW,
    "letterhead": LETTERHEAD,
}
