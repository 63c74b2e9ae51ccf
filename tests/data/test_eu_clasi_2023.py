"""The joint declaration of 28 September 2023, as a person reads it."""

import json
import re

import pytest
from tests.data.shipped import TOP, record_of

from communique.acts.follow_up import load_follow_up
from communique.detect.mentions.names import GROUPS
from communique.model import Declaration, ReferenceMark

ISSUE = {
    "kind": "joint-declaration",
    "language": "sl",
    "authenticity": "official",
    "translation_of": None,
}


@pytest.fixture(scope="module")
def declaration() -> Declaration:
    return record_of("eu-clasi-2023", "sl")


def test_it_is_what_it_says_it_is(declaration: Declaration) -> None:
    assert {key: getattr(declaration, key) for key in ISSUE} == ISSUE
    assert (
        declaration.iri
        == "/akn/eu/statement/declaration/eu-clasi/2023-09-28/joint-declaration"
    )
    assert declaration.short_title == "skupna izjava EU-CLASI"
    assert declaration.date is not None
    assert declaration.place is not None
    assert (declaration.date.value, declaration.date.basis) == (
        "2023-09-28",
        "external",
    )
    assert (declaration.place.ref, declaration.place.basis) == ("brussels", "external")


def test_the_number_of_the_note_is_not_taken_from_the_text(
    declaration: Declaration,
) -> None:
    assert declaration.cover is not None
    (number,) = declaration.cover.identifiers
    assert (number.value, number.basis) == ("ST 12838/2023 INIT", "external")
    assert number.source == "European Parliament question E-001941/2024"
    assert [str(field) for field in declaration.cover.previous_documents] == [
        "12517/1/23 REV 1"
    ]
    assert (declaration.cover.kind, declaration.cover.date) == ("item-note", None)


def test_it_has_fifteen_recitals_and_eleven_commitments(
    declaration: Declaration,
) -> None:
    assert [recital.number for recital in declaration.recitals] == [
        str(number) for number in range(1, 16)
    ]
    assert [paragraph.number for paragraph in declaration.commitments] == [
        str(number) for number in range(16, 27)
    ]
    assert [recital.role for recital in declaration.recitals] == ["opening"] + [
        None
    ] * 14


@pytest.mark.parametrize(
    ("eid", "before", "note"),
    [
        ("cover__para_1", "12. julija 2023", "11301/23."),
        ("recs_1__rec_11", "(EMCDDA)", "Prihodnja agencija Evropske unije za droge."),
        (
            "para_22",
            "s prepovedanimi drogami",
            "EU in CLASI sta v skupni izjavi (3. marec 2022) pozvala",
        ),
    ],
)
def test_each_footnote_is_called_where_its_marker_stood(
    declaration: Declaration, eid: str, before: str, note: str
) -> None:
    (block,) = (block for node, block in declaration.blocks if node == eid)
    (call,) = (mark for mark in block.marks if mark.kind == "note")
    (called,) = (each for each in declaration.footnotes if each.eid == call.ref)
    assert block.text[: call.start].endswith(before)
    assert called.text.startswith(note)


def test_the_footnotes_are_three(declaration: Declaration) -> None:
    assert [note.marker for note in declaration.footnotes] == ["1", "2", "3"]
    assert [note.marker for note in declaration.paragraph(22).footnotes] == ["3"]


def test_its_signatories_are_two_parties_with_their_members(
    declaration: Declaration,
) -> None:
    parties = {each.party.ref: each for each in declaration.signatories if each.party}
    assert {name: len(party.members) for name, party in parties.items()} == {
        "eu": 27,
        "clasi": 14,
    }
    by_text = [
        member.ref for member in parties["clasi"].members if member.basis == "text"
    ]
    assert by_text == [
        "chile",
        "colombia",
        "honduras",
        "mexico",
        "paraguay",
        "peru",
        "uruguay",
    ]
    assert "brazil" not in {member.ref for member in parties["clasi"].members}


def test_the_conflict_about_the_founders_stands_with_the_member_it_is_about(
    declaration: Declaration,
) -> None:
    (peru,) = (
        member
        for each in declaration.signatories
        for member in each.members
        if member.ref == "peru"
    )
    assert peru.remark is not None
    assert (
        "do not agree on the founders: most count seven, some eight, with Peru"
        in peru.remark
    )


def test_the_dates_have_the_precision_that_the_words_have(
    declaration: Declaration,
) -> None:
    assert [(mention.text, mention.mark.date) for mention in declaration.dates] == [
        ("12. julija 2023", "2023-07-12"),
        ("septembra 2023", "2023-09"),
        ("28. septembra 2023", "2023-09-28"),
        ("18. julija 2023", "2023-07-18"),
        ("oktobra 2022", "2022-10"),
        ("3. marec 2022", "2022-03-03"),
    ]


def test_the_documents_that_it_refers_to_are_marked(declaration: Declaration) -> None:
    marked = [
        (eid, block.text[mark.start : mark.end], mark)
        for eid, block in declaration.blocks
        for mark in block.marks
        if isinstance(mark, ReferenceMark)
    ]
    numbered = [words for _, words, mark in marked if mark.scheme == "council"]
    assert numbered == ["12517/1/23 REV 1", "11301/23"]
    itself = [eid for eid, _, mark in marked if mark.href == declaration.iri]
    assert itself == ["cover", "cover__para_1", "cover__para_2", "para_25", "para_26"]
    unaddressed = [eid for eid, _, mark in marked if mark.href is None]
    assert unaddressed == ["cover__para_1", "recs_1__rec_14", "authorialNote_3"]


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ("eu", {"Evropske unije", "Evropsko unijo", "Evropski uniji", "EU"}),
        (
            "latin-america",
            {
                "Latinske Amerike",
                "Latinski Ameriki",
                "Latinsko Ameriko",
                "latinskoameriški regiji",
            },
        ),
        ("buenos-aires", {"Buenos Airesu"}),
        ("brussels", {"Bruslju"}),
        ("coreper", {"Coreper", "Coreperju", "Odbor stalnih predstavnikov"}),
    ],
)
def test_inflected_forms_are_mentions(
    declaration: Declaration, entity: str, words: set[str]
) -> None:
    assert {mention.text for mention in declaration.mentions(entity)} == words


@pytest.mark.parametrize(
    "acronym",
    ["EU", "CLASI", "COSI", "EMPACT", "Europol", "EMCDDA", "Eurojust", "Frontex", "MAOC-N", "COPOLAD", "EL PAcCTO", "GIFP",
     "CARIN", "GAFILAT", "CELAC", "IDEAL", "SOCTA", "AMERIPOL", "Coreper"],
)  # fmt: skip
def test_every_occurrence_of_an_acronym_is_marked_and_with_one_entity(
    declaration: Declaration, acronym: str
) -> None:
    refs = set()
    for eid, block in declaration.blocks:
        at = block.text.find(acronym)
        while at >= 0:
            whole = (
                not block.text[at - 1 : at].isalpha()
                and not block.text[at + len(acronym) :][:1].isalpha()
            )
            spans = {
                (mark.start, mark.end): mark.ref
                for mark in block.marks
                if mark.kind == "entity"
            }
            if whole:
                assert (at, at + len(acronym)) in spans, (
                    eid,
                    block.text[at - 20 : at + 20],
                )
                refs.add(spans[at, at + len(acronym)])
            at = block.text.find(acronym, at + 1)
    assert len(refs) == 1


def test_every_capital_and_every_figure_stands_under_a_mark(
    declaration: Declaration,
) -> None:
    bare: list[str] = []
    for _, block in declaration.blocks:
        covered = {
            at
            for mark in block.marks
            if mark.kind != "act"
            for at in range(mark.start, mark.end)
        }
        words = re.finditer(r"\w*[A-ZČŠŽ0-9]\w*", block.text)
        bare += [
            word[0] for word in words if not covered.issuperset(range(*word.span()))
        ]
    # The kind of the note, the word above the annex, and the first words of sentences and titles.
    assert bare == [
        "DOPIS",
        "O",
        "TOČKI",
        "POD",
        "I",
        "A",
        "Na",
        "Na",
        "PRILOGA",
        "Skupna",
        "Prihodnja",
    ]


def test_foreign_words_are_marked_in_their_language(declaration: Declaration) -> None:
    foreign = [
        (eid, block.quoted(mark), mark.language)
        for eid, block in declaration.blocks
        for mark in block.marks
        if mark.kind == "foreign"
    ]
    assert foreign == [
        ("recs_1__rec_11", "Global Illicit Flows", "en"),
        ("para_18", "Latin American security cycle", "en"),
    ]


@pytest.mark.parametrize(
    ("number", "acts"),
    [
        (1, ()), (2, ("aware",)), (3, ("aware",)), (4, ("recognise",)), (5, ("recognise",)), (6, ("recognise", "note")),
        (7, ("recognise",)), (8, ("reaffirm",)), (9, ("stress",)), (10, ("reaffirm",)), (11, ("recall",)),
        (12, ("recognise", "encourage")), (13, ("welcome", "welcome", "welcome")), (14, ("consider",)), (15, ("recall",)),
        (16, ("agree", "undertake")), (17, ("support",)), (18, ("commit",)), (19, ("undertake", "undertake")), (20, ("undertake",)),
        (21, ("undertake", "undertake")), (22, ("welcome", "call", "stress")), (23, ("affirm",)), (24, ("call",)),
        (25, ("call", "commit")), (26, ("welcome", "review")),
    ],
)  # fmt: skip
def test_each_paragraph_does_what_its_operative_words_say(
    declaration: Declaration, number: int, acts: tuple[str, ...]
) -> None:
    assert tuple(act.act for act in declaration.paragraph(number).acts) == acts


def test_no_act_has_a_date_by_which_it_is_due(declaration: Declaration) -> None:
    assert {mention.mark.due for mention in declaration.acts} == {None}


def test_those_who_act_are_the_ministers_of_both_sides(
    declaration: Declaration,
) -> None:
    signing = tuple(each.name.ref for each in declaration.signatories if each.name)
    assert {mention.mark.actors for mention in declaration.acts} == {signing}


def test_the_follow_up_bears_on_nodes_that_are_there(declaration: Declaration) -> None:
    ledger = load_follow_up(declaration.id)
    concerns = {eid for event in ledger.events for eid in event.concerns}
    assert concerns == {"para_21", "para_23", "para_25", "para_26", "authorialNote_2"}
    assert concerns <= {*(eid for eid, _ in declaration.blocks)}


def test_english_names_are_those_that_the_authorities_know(
    declaration: Declaration,
) -> None:
    known = json.loads((TOP / "data" / "authorities.json").read_text("utf-8"))
    listed = {
        each["id"]: each["labels"].get("en")
        for group in GROUPS.values()
        for each in known[group]
    }
    descriptors = {
        f"EuroVoc, descriptor {key}": label
        for key, label in known["eurovoc"]["labels"].items()
    }
    for entity in declaration.entities:
        for name in entity.names:
            assert (name.language, bool(name.basis and name.source)) == ("en", True)
            assert name.text == listed.get(
                entity.id, descriptors.get(name.source or "", name.text)
            )
    named = {entity.id for entity in declaration.entities if entity.name("en")}
    assert {
        entity.id for entity in declaration.entities if listed.get(entity.id)
    } <= named
    assert named == {entity.id for entity in declaration.entities}
    assert {
        entity.id
        for entity in declaration.entities
        if entity.type in ("state", "place")
    } <= named
