"""Who signed, and for whom."""

import pytest
from tests.unit.detect.read import parsed

from communique.core.values import Values
from communique.detect.signatories import signatories
from communique.languages import language


@pytest.mark.parametrize(
    ("party", "ref"),
    [
        ("Portugal", "portugal"),
        ("the Government of the United States of America", "united-states"),
        ("the Republic of Kenya", "kenya"),
        ("the European Union", "eu"),
        ("the Ministry of Health of Kenya", None),
        ("Kenya and Fiji", None),
        ("the Ports of the Isles", None),
    ],
)
def test_a_party_that_is_a_state_or_its_government_says_which(party: str, ref: str | None) -> None:
    text = f"The Parties shall meet in Kenya.\n\nDone at Rome on 3 May 2024.\n\nFor {party}\n\nAna Silva\nMinister of Trade\n"
    head = "AGREEMENT\n\nThe Parties have agreed as follows:\n\nArticle 1\n"
    (signatory,) = parsed(head + text).require().signatories
    assert signatory.party is not None
    assert (signatory.party.text, signatory.party.ref) == (party, ref)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ana Maria von der Linden", "Ana Maria von der Linden"),
        ("iCOOP 생협", "iCOOP 생협"),
        ("ანა სილვა", "ანა სილვა"),
        ("Right to life", None),
        ("are not made out", None),
    ],
)
def test_words_in_small_letters_are_nobody(words: str, name: str | None) -> None:
    block = {"kind": "signature", "lines": [{"part": "name", "value": {"text": words}}]}
    found = signatories([block], language("en"))
    assert [each["name"]["text"] for each in found] == ([] if name is None else [name])


def test_an_office_before_a_colon_is_no_party() -> None:
    parties = (
        "The Parties:\n\nThe Lady of the Isles:\nChair: Edda Holmes, Minister of Nets;\n\nhave agreed as follows:\n\n"
    )
    end = "Article 1\nThe Parties shall meet again.\n\nDone at Rome on 3 May 2024.\n\nEdda Holmes\n"
    (signatory,) = parsed(f"AGREEMENT\n\n{parties}{end}").require().signatories
    assert signatory.party is not None
    assert signatory.party.text == "The Lady of the Isles"


def test_a_party_can_have_a_short_name() -> None:
    parties = "The Parties:\n\nSpain:\nEdda Holmes, Minister of Nets;\n\nhave agreed as follows:\n\n"
    end = "Article 1\nThe Parties shall meet again.\n\nDone at Rome on 3 May 2024.\n\nEdda Holmes\n"
    (signatory,) = parsed(f"AGREEMENT\n\n{parties}{end}").require().signatories
    assert signatory.party is not None
    assert signatory.party.text == "Spain"


def signature(*lines: tuple[str, str]) -> Values:
    return {"kind": "signature", "lines": [{"part": part, "value": {"text": text}} for part, text in lines]}


def said(*blocks: Values) -> list[tuple[str | None, ...]]:
    made = signatories(blocks, language("en"))
    return [tuple(each[part] and each[part]["text"] for part in ("name", "role", "party")) for each in made]


@pytest.mark.parametrize(
    ("lead", "office"),
    [("Members of the Council:", "Members of the Council"), ("Submitted by the Mayors:", "the Mayors")],
)
def test_the_line_above_names_says_what_office_all_hold(lead: str, office: str) -> None:
    above: Values = {"kind": "text", "text": lead}
    assert said(above, signature(("name", "Edda Holm")), signature(("name", "Piers Wick"))) == [
        ("Edda Holm", office, None),
        ("Piers Wick", office, None),
    ]
    assert said({**above, "text": "They mend their nets:"}, signature(("name", "Edda Holm"))) == [
        ("Edda Holm", None, None)
    ]


def test_a_courtesy_is_no_party() -> None:
    assert said(signature(("party", "Respectfully submitted,"), ("name", "Edda Holm"))) == [("Edda Holm", None, None)]


def test_a_party_keeps_the_bracket_it_ends_with() -> None:
    assert said(signature(("name", "Edda Holm"), ("party", "for the Net Menders (NM)"))) == [
        ("Edda Holm", None, "the Net Menders (NM)")
    ]


@pytest.mark.parametrize(
    ("language", "lines", "found"),
    [
        ("es", "María Luisa Gómez Pérez\nAlcaldesa de Varnia y Presidenta de la Junta", [("María Luisa Gómez Pérez", "Alcaldesa de Varnia y Presidenta de la Junta")]),
        ("en", "Edda Maria Berg Holm\nPresident and Chief Executive Officer", [("Edda Maria Berg Holm", "President and Chief Executive Officer")]),
        ("zh", "瓦恩市市长          林德市市长\n王明                李强", [("王明", "瓦恩市市长"), ("李强", "林德市市长")]),
    ],
)  # fmt: skip
def test_two_offices_of_one_are_not_two_people_and_columns_of_short_names_are(
    language: str, lines: str, found: list[tuple[str, str]]
) -> None:
    day = (
        "2024年5月3日"
        if language == "zh"
        else "Varnia, 3 May 2024"
        if language == "en"
        else "Varnia, 3 de mayo de 2024"
    )
    made = parsed(f"Acuerdo\n\nLos puertos mantienen las luces.\n\n{day}\n\n{lines}\n", language).require()
    assert [(each.name and each.name.text, each.role and each.role.text) for each in made.signatories] == found
