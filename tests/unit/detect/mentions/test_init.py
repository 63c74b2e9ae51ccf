"""The mentions of a draft become marks that the model takes, and entities with a basis."""

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.core.source import Source
from communique.core.values import DeclarationValues
from communique.detect.mentions import mark_mentions
from communique.detect.mentions.names import authorities
from communique.draft import Draft, build
from communique.languages import LANGUAGES, language

Values = dict[str, Any]


def block(text: str, *marks: Values) -> Values:
    return {"kind": "text", "text": text, "marks": list(marks)}


def draft(*texts: str | Values) -> Values:
    blocks = [block(text) if isinstance(text, str) else text for text in texts]
    body = [
        {"kind": "paragraph", "num": None, "heading": None, "content": [each]}
        for each in blocks
    ]
    return {
        "kind": "declaration",
        "language": "sl",
        "title": block("Naslov"),
        "body": body,
        "notes": [],
        "entities": [],
    }


def marked(values: Values) -> list[list[tuple[str, str]]]:
    blocks = [paragraph["content"][0] for paragraph in values["body"]]
    return [
        [(each["text"][mark["start"] : mark["end"]], mark.get("ref") or mark.get("date") or mark["scheme"])
         for mark in each["marks"]]
        for each in blocks
    ]  # fmt: skip


def entity(values: Values, name: str) -> Values:
    return next(each for each in values["entities"] if each["id"] == name)


def test_dates_numbers_and_names_are_marked_in_every_block() -> None:
    values = draft(
        "Dne 12. julija 2023 je Svet Evropske unije",
        "z dokumentom 12517/1/23 REV 1 pozval Čile.",
    )
    mark_mentions(cast("DeclarationValues", values), "sl")
    assert marked(values) == [
        [("12. julija 2023", "2023-07-12"), ("Svet Evropske unije", "eu-council")],
        [("12517/1/23 REV 1", "council"), ("Čile", "chile")],
    ]


def test_titles_notes_points_cells_and_cover_fields_are_read_too() -> None:
    values = draft("x")
    values["title"] = block("Izjava z dne 12. julija 2023")
    values["notes"] = [
        {
            "kind": "note",
            "eid": "?0",
            "marker": "1",
            "content": [block("Gl. 11301/23.")],
        }
    ]
    point = {
        "kind": "point",
        "num": "(a)",
        "heading": None,
        "content": [block("Europol")],
    }
    cell = {"content": [block("Frontex")]}
    values["body"][0]["content"] += [
        {"kind": "points", "points": [point]}, {"kind": "table", "caption": None, "rows": [{"cells": [cell]}]},
    ]  # fmt: skip
    values["cover"] = {
        "kind": "note",
        "fields": [{"key": "subject", "label": "Zadeva:", "value": block("Čile")}],
    }
    mark_mentions(cast("DeclarationValues", values), "sl")
    assert values["title"]["marks"][0]["date"] == "2023-07-12"
    assert values["notes"][0]["content"][0]["marks"][0]["scheme"] == "council"
    assert [each["id"] for each in values["entities"]] == [
        "chile",
        "europol",
        "frontex",
    ]


def test_an_acronym_is_marked_before_and_after_its_introduction() -> None:
    values = draft(
        "PLAVI in",
        "Odbora Severne Obale za varno plovbo (PLAVI), s",
        "h PLAVI-ju ter EU-PLAVI.",
    )
    mark_mentions(cast("DeclarationValues", values), "sl")
    assert marked(values) == [
        [("PLAVI", "plavi")],
        [("Odbora Severne Obale za varno plovbo", "plavi"), ("PLAVI", "plavi")],
        [("PLAVI", "plavi"), ("EU", "eu"), ("PLAVI", "plavi")],
    ]
    assert entity(values, "plavi") == {
        "id": "plavi", "type": "organization", "label": "Odbora Severne Obale za varno plovbo", "acronym": "PLAVI",
        "same_as": [], "basis": "text", "source": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "text", "words", "ref"),
    [
        ("en", "NGOs and the Network of Groups Office (NGO)", ["NGOs", "Network of Groups Office", "NGO"], "ngo"),
        ("fr", "l’Agence mondiale de la Forêt (AMF). L’AMF", ["Agence mondiale de la Forêt", "AMF", "AMF"], "amf"),
        ("es", "la Organización de los Puertos Australes (OPA) y la OPA",
         ["Organización de los Puertos Australes", "OPA", "OPA"], "opa"),
        ("de", "Internationaler Hafenfonds (IHF), des IHF", ["IHF", "IHF"], "ihf"),
        ("fi", "Maailman terveysjärjestö (MTJ) ja MTJ:n", ["MTJ", "MTJ"], "mtj"),
        ("el", "Παγκόσμιος Οργανισμός Υγείας (ΠΟΥ) και ΠΟΥ", ["Παγκόσμιος Οργανισμός Υγείας", "ΠΟΥ", "ΠΟΥ"], "organization-1"),
        ("und", "Global Action Plan (GAP), GAP", ["Global Action Plan", "GAP", "GAP"], "gap"),
        ("hu", "Egészségügyi Világszervezet (EV), az EV-vel", ["Egészségügyi Világszervezet", "EV", "EV"], "ev"),
    ],
)  # fmt: skip
def test_acronyms_of_all_languages_are_followed(
    tag: str, text: str, words: list[str], ref: str
) -> None:
    values = draft(text)
    mark_mentions(cast("DeclarationValues", values), tag)
    found = [each for each in marked(values)[0] if each[1] == ref]
    assert [each[0] for each in found if each[0] in words] == words


def test_an_acronym_of_a_known_name_is_the_known_entity() -> None:
    values = draft(
        "Evropska služba za zunanje delovanje (EAS) in EAS", "Evropske unije (EU)"
    )
    mark_mentions(cast("DeclarationValues", values), "sl")
    assert [each["id"] for each in values["entities"]] == ["eeas", "eu"]
    assert entity(values, "eeas")["acronym"] == "EAS"
    assert entity(values, "eeas")["same_as"] == [
        "http://publications.europa.eu/resource/authority/corporate-body/EEAS"
    ]
    assert entity(values, "eu")["label"] == "Evropska unija"


@pytest.mark.parametrize("tag", [tag for tag in LANGUAGES if language(tag).labels])
def test_the_council_is_found_under_its_name_in_each_official_language(
    tag: str,
) -> None:
    known = authorities(tag)
    label = known.entities["eu-council"]["label"]
    values = draft(f"({label})")
    mark_mentions(cast("DeclarationValues", values), tag)
    assert [each["id"] for each in values["entities"]] == ["eu-council"]
    assert marked(values) == [[(label, "eu-council")]]


def test_a_note_at_the_edge_of_a_mention_stays_outside() -> None:
    values = draft(
        block(
            "12. julija 2023, nato",
            {"kind": "note", "start": 15, "end": 15, "ref": "?0"},
        )
    )
    values["notes"] = [
        {"kind": "note", "eid": "?0", "marker": "1", "content": [block("Opomba.")]}
    ]
    mark_mentions(cast("DeclarationValues", values), "sl")
    marks = values["body"][0]["content"][0]["marks"]
    assert [(mark["kind"], mark["start"], mark["end"]) for mark in marks] == [
        ("date", 0, 15),
        ("note", 15, 15),
    ]
    assert (
        build(Draft(Source("x", b""), cast("DeclarationValues", values))).declaration
        is not None
    )


def test_entities_that_are_there_stay_as_they_are() -> None:
    values = draft("Europol in Čile")
    own = {"id": "europol", "type": "organization", "label": "Evropski policijski urad"}
    values["entities"] = [own]
    mark_mentions(cast("DeclarationValues", values), "sl")
    assert values["entities"][0] is own
    assert [each["id"] for each in values["entities"]] == ["europol", "chile"]


PIECES = st.sampled_from(
    [
        "12. julija 2023", "12.–14. julija 2023", "(CLASI)", "CLASI", "EU-CLASI", "Evropske unije", " (EU) ", "11301/23",
        "Odbora Latinske Amerike", "S/RES/2569 (2021)", "resolucijo 1373 (2001)", "Uredba (EU) 2016/794", "\n", " ", ", ",
        "(", ")", "„", "“", "2023", "leta 2030", "COM(2013) 619 final", "BODY", "(BODY)", "Čile", "𝒜(ΠΟΥ)", "İ",
    ]
)  # fmt: skip
WIDTHS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=3)


@given(
    st.lists(
        st.lists(PIECES, min_size=1, max_size=8).map("".join), min_size=1, max_size=3
    ),
    WIDTHS,
    st.sampled_from(["sl", "en", "und"]),
)
def test_whatever_is_mentioned_the_model_takes_it(
    texts: list[str], widths: list[tuple[int, int]], tag: str
) -> None:
    values = draft(*texts)
    taken = 0
    for start, width in sorted(widths):
        first = values["body"][0]["content"][0]
        if start >= taken and start + width <= len(first["text"]):
            first["marks"].append(
                {
                    "kind": "emphasis",
                    "style": "bold",
                    "start": start,
                    "end": start + width,
                }
            )
            taken = start + width
    before = [paragraph["content"][0]["text"] for paragraph in values["body"]]
    mark_mentions(cast("DeclarationValues", values), tag)
    parsed = build(Draft(Source("x", b""), cast("DeclarationValues", values)))
    assert parsed.findings == ()
    assert [paragraph["content"][0]["text"] for paragraph in values["body"]] == before


def test_a_long_form_that_the_authorities_know_has_their_id_and_label() -> None:
    values = draft("Odbora Latinske Amerike za notranjo varnost (CLASI)")
    mark_mentions(cast("DeclarationValues", values), "sl")
    assert (entity(values, "clasi")["label"], entity(values, "clasi")["acronym"]) == (
        "Odbor Latinske Amerike za notranjo varnost",
        "CLASI",
    )
    values = draft(
        "the European Multidisciplinary Platform Against Criminal Threats (EMPACT)"
    )
    mark_mentions(cast("DeclarationValues", values), "en")
    assert entity(values, "empact")["type"] == "instrument"
