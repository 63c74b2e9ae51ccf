"""The front matter of a Council document."""

import pytest
from tests.unit.detect.read import parsed

from communique.core.codes import RUNNING_HEAD
from communique.languages import LANGUAGES, language

REST = "\n\nDelegations will find the text below.\n\nANNEX\n\nJoint Declaration of the Ports\n\n1. We met.\n\n2. We part.\n"
TEXT = REST.partition("ANNEX\n\n")[2]


def fields(front: str, tag: str | None = "en") -> list[tuple[str, str]]:
    cover = parsed(front + REST, tag).require().cover
    return [(field.key, str(field.value)) for field in cover.fields] if cover else []


@pytest.mark.parametrize(
    "between", [": ", ":                 "], ids=["colon", "column"]
)
def test_the_labels_of_every_language_are_known(between: str) -> None:
    expected = [
        ("from", "Presidency"),
        ("to", "Delegations"),
        ("previous-document", "4411/1/24 REV 1"),
        ("subject", "Lamps of the north"),
    ]
    offenders: dict[str, list[tuple[str, str]]] = {}
    for tag in LANGUAGES:
        labels = language(tag).labels
        if not labels:
            continue
        front = "\n".join(
            f"{labels[key][0]}{between}{value}" for key, value in expected
        )
        found = fields(front, tag)
        if found != expected:
            offenders[tag] = found
    assert offenders == {}


def test_a_value_goes_on_below() -> None:
    front = "From:      Presidency\nTo:        Delegations\nSubject:   Joint declaration on the lamps\n           of the north"
    assert fields(front)[-1] == (
        "subject",
        "Joint declaration on the lamps of the north",
    )


def test_labels_are_kept_as_printed() -> None:
    cover = parsed(f"From : Presidency\nto: Delegations{REST}").require().cover
    assert cover is not None
    assert [field.label for field in cover.fields] == ["From :", "to:"]


def test_one_label_makes_no_front_matter() -> None:
    assert (
        parsed("To: all who read this.\n\n1. We met.\n\n2. We part.").require().cover
        is None
    )


def test_below_a_number_and_codes_one_label_is_enough_and_what_fills_its_page_ends_there() -> (
    None
):
    front = "Drumhaven, 27 May 2024\n(OR. en)\n\nPE-CONS 7/24\n\nPORT 156\n\nSubject:   Rules on the lamps\n\f"
    text = "RULES ON THE LAMPS\n\n1. We light them.\n\n2. We mend them.\n\f"
    declaration = parsed(
        f"{front}{text}ANNEX\n\nLamps\n\n1. The red one.\n\n2. The blue one.\n"
    ).require()
    assert declaration.cover is not None
    assert [field.key for field in declaration.cover.fields][-1] == "subject"
    assert (str(declaration.title), len(declaration.annexes)) == (
        "RULES ON THE LAMPS",
        1,
    )


BARE = "Drumhaven, 27 May 2024\n(OR. en)\n\nPE-CONS 7/24\n\nPORT 156\n\n   RULES ON\n   THE LAMPS\n\nPE-CONS 7/24   XY/rz\n\f"


def test_a_masthead_that_fills_a_page_with_words_in_capitals_needs_no_label() -> None:
    text = "RULES ON THE LAMPS\n\n1. We light them.\n\n2. We mend them.\n\fANNEX\n\n1. The red one.\n\n2. The blue one.\n"
    declaration = parsed(BARE + text).require()
    cover = declaration.cover
    assert (len(declaration.body), len(declaration.annexes)) == (2, 1)
    assert cover is not None
    assert [field.key for field in cover.fields] == [
        "place-date",
        "original-language",
        "number",
        "codes",
        "subject",
    ]
    assert (str(cover.fields[-1].value), cover.paragraphs) == ("RULES ON THE LAMPS", ())
    assert parsed(BARE.replace("THE LAMPS", "the lamps") + text).require().cover is None
    assert parsed(BARE.replace("\f", "") + text).require().cover is None


def test_a_value_goes_on_in_its_column_below_a_gap() -> None:
    front = "From:      Presidency\nTo:        Delegations\nSubject:   Rules on the lamps\n           of the north\n\n           - General view"
    assert fields(front)[-1] == (
        "subject",
        "Rules on the lamps of the north - General view",
    )


MASTHEAD = {
    "9021/24": ("number", "9021/24"),
    "PE-CONS 72/22": ("number", "PE-CONS 72/22"),
    "4607/1/24 REV 1": ("number", "4607/1/24 REV 1"),
    "(OR. en)": ("original-language", "(OR. en)"),
    "2021/0200 (COD)": ("procedure", "2021/0200 (COD)"),
    "PORT 156": ("codes", "PORT 156"),
    "LIMITE": ("distribution", "LIMITE"),
    "Drumhaven, 27 May 2024": ("place-date", "Drumhaven, 27 May 2024"),
    "Council of the European Union": ("institution", "Council of the European Union"),
    "COVER NOTE": ("kind", "COVER NOTE"),
}


@pytest.mark.parametrize(("line", "field"), MASTHEAD.items(), ids=MASTHEAD)
def test_a_line_of_the_masthead_is_known_by_its_form(
    line: str, field: tuple[str, str]
) -> None:
    assert fields(f"{line}\n\nFrom: Presidency\nTo: Delegations")[0] == field


def test_two_columns_are_read_cell_by_cell() -> None:
    front = "Council of the            Drumhaven, 27 May 2024\nHarbour League            (OR. en)\n\n                          9021/24\n\nFrom: A\nTo: B"
    assert fields(front)[:4] == [
        ("masthead", "Council of the Harbour League"),
        ("place-date", "Drumhaven, 27 May 2024"),
        ("original-language", "(OR. en)"),
        ("number", "9021/24"),
    ]


@pytest.mark.parametrize("label", ["No. prev. doc.:", "No. Cion doc.:"])
def test_the_number_of_another_document_is_never_the_own(label: str) -> None:
    cover = (
        parsed(f"From: Presidency\nTo: Delegations\n{label} 4411/1/24 REV 1{REST}")
        .require()
        .cover
    )
    assert cover is not None
    assert cover.identifiers == ()


def test_the_own_number_is_the_one_without_a_label() -> None:
    cover = (
        parsed(f"9021/24\n\nFrom: Presidency\nNo. prev. doc.: 4411/1/24 REV 1{REST}")
        .require()
        .cover
    )
    assert cover is not None
    assert [(each.scheme, each.value) for each in cover.identifiers] == [
        ("council", "9021/24")
    ]


def test_the_cover_ends_at_the_word_for_an_annex() -> None:
    found = parsed(f"From: Presidency\nTo: Delegations{REST}").require()
    assert found.cover is not None
    assert [part.text for part in found.cover.paragraphs] == [
        "Delegations will find the text below."
    ]
    assert str(found.cover.annex_label) == "ANNEX"
    assert str(found.title) == "Joint Declaration of the Ports"


LONG = "Proposal for joint rules of the northern ports on the lamps of their moles and the keepers of these lamps"


def test_the_cover_ends_at_a_page_that_begins_with_its_subject_before_any_annex() -> (
    None
):
    front = f"From:      Presidency\nTo:        Delegations\nSubject:   {LONG}\n\nThe letter is attached.\n\f"
    text = f"Proposal for\n\nJOINT RULES {LONG[24:]}\n\n1. We light them.\n\n2. We mend them.\n\fANNEX\n\n1. Red.\n\n2. Blue.\n"
    found = parsed(front + text).require()
    assert found.cover is not None
    assert [str(each) for each in found.cover.paragraphs[0].content] == [
        "The letter is attached."
    ]
    assert (str(found.title), len(found.annexes)) == (
        LONG.replace("joint rules", "JOINT RULES"),
        1,
    )


def test_what_a_cover_says_in_articles_is_kept() -> None:
    front = "From:      Presidency\nTo:        Delegations\nSubject:   Lamps\n\n"
    text = "".join(
        f"Article {number}\n\nThe lamp on mole {number} is lit at night.\n\n"
        for number in range(1, 5)
    )
    found = parsed(front + text + REST)
    assert found.ledger.left_over == 0
    cover = found.require().cover
    assert cover is not None
    assert [each.num for each in cover.paragraphs if each.num] == [
        f"Article {number}" for number in range(1, 5)
    ]


def test_the_foot_of_a_cover_is_said_to_be_set_aside_line_by_line() -> None:
    foot = "9021/24   EH/pw   1\nGSC.1  Harbours   EN\n\f"
    found = parsed(
        f"9021/24\n\nFrom: Presidency\nTo: Delegations\n\nDelegations will find the text below.\n\n{foot}{TEXT}"
    )
    assert [each.quote for each in found.findings if each.code == RUNNING_HEAD] == [
        "9021/24   EH/pw   1",
        "GSC.1  Harbours   EN",
    ]
    cover = found.require().cover
    assert cover is not None
    assert [part.text for part in cover.paragraphs] == [
        "Delegations will find the text below."
    ]


MAIL = """From: Edda Holm <edda@lamps.example>
To: council@ports.example
Subject: Open letter on the lamps
Date: Tue, 4 Mar 2025 10:11:12 +0000

> Dear Sirs,
>
> We demand:
>
> a) that the lamps are lit in winter;
> b) that the nets are mended in spring;
>
> Edda Holm
> Warden of the Lights
"""


def test_a_letter_that_was_mailed_is_none_of_the_council_and_gives_its_day_and_who_signs() -> (
    None
):
    made = parsed(MAIL, language="en").require()
    assert made.iri.startswith("/akn/xx/")
    assert made.date is not None
    assert made.date.value == "2025-03-04"
    assert made.cover is not None
    assert [each.value.text for each in made.cover.fields if each.key == "subject"] == [
        "Open letter on the lamps"
    ]
    assert [each.name and each.name.text for each in made.signatories] == ["Edda Holm"]


def test_a_full_stop_of_urdu_ends_a_line() -> None:
    text = "ہم، وزرائے خارجہ،\n\n1. تجارت بڑھانے کا عہد کرتے ہیں۔\n2. ریل رابطہ مکمل کریں گے۔\n"
    made = parsed(text, language="ur").require()
    assert [each.num for each in made.commitments if each.num] == ["1.", "2."]
