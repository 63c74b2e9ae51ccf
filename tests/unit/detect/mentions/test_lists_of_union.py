"""Lists of acts, cases and articles: each member has an address of its own."""

import pytest

import communique


def cited(language: str, sentence: str) -> list[tuple[str, str | None]]:
    text = f"Declaration\n\n1. {sentence}\n"
    declaration = communique.read(
        text.encode(), format="text", language=language
    ).require()
    found = communique.references(declaration)
    return [(each.words, each.href and each.href[-11:]) for each in found]


@pytest.mark.parametrize(
    ("language", "sentence", "wanted"),
    [
        (
            "en",
            "Regulations (EU) 2021/1060 and (EU) 2021/1058 apply.",
            [
                ("Regulations (EU) 2021/1060", ":32021R1060"),
                ("(EU) 2021/1058", ":32021R1058"),
            ],
        ),
        (
            "en",
            "We read Articles 82(1), 83 and 85 TFEU.",
            [
                ("Articles 82(1)", "X:12016E082"),
                ("83", "X:12016E083"),
                ("85 TFEU", "X:12016E085"),
            ],
        ),
        (
            "fr",
            "Nous lisons les articles 101 et 102 TFUE.",
            [("articles 101", "X:12016E101"), ("102 TFUE", "X:12016E102")],
        ),
        (
            "en",
            "The Court ruled in Joined Cases C-293/12 and C-594/12.",
            [
                ("Joined Cases C-293/12", "um=C-293/12"),
                ("C-594/12", "um=C-594/12"),
            ],
        ),
        (
            "es",
            "Aplicamos los Convenios núms. 87 y 98 de la OIT.",
            [("Convenios núms. 87", "LO_CODE:C87"), ("98", "LO_CODE:C98")],
        ),
        (
            "en",
            "The League of Nations Treaty Series, vol. 171, No. 3952, is old.",
            [],
        ),
        (
            "de",
            "Die Durchführungsverordnung (EU) 2017/1152 gilt.",
            [("Durchführungsverordnung (EU) 2017/1152", ":32017R1152")],
        ),
    ],
)
def test_each_member_of_a_list_has_its_address(
    language: str, sentence: str, wanted: list[tuple[str, str | None]]
) -> None:
    assert cited(language, sentence) == wanted


def test_an_act_that_is_not_listed_has_no_kind_of_the_one_before() -> None:
    sentence = (
        "We apply Regulation (EU) 2021/1060 in full; the text (EU) 2021/1058 too."
    )
    assert cited("en", sentence) == [
        ("Regulation (EU) 2021/1060", ":32021R1060"),
        ("(EU) 2021/1058", None),
    ]


def test_a_paragraph_in_words_is_no_second_article() -> None:
    assert cited("en", "We act under Article 83, paragraph 1 and 2 TFEU.") == [
        ("Article 83, paragraph 1 and 2 TFEU", "X:12016E083")
    ]


def test_an_article_that_the_treaty_does_not_have_has_no_address() -> None:
    assert cited("en", "We act under Article 359 TFEU.") == [("Article 359 TFEU", None)]
