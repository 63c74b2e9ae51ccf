"""What a page adds to the words returns at its edges."""

import pytest
from tests.unit.detect.read import lines

from communique.detect.furniture import furniture, mask_of

BODIES = (
    """1. The ports met
and spoke of lamps,
of nets and of ropes
and parted
as friends.
2. They will write
to each other.
3. They thank
the elder town.
4. It was warm.
5. The sea
was calm.""",
    """6. The isles met
in the small hall
and spoke of bread,
of salt
and of ice.
7. They will sing.
8. They thank
the cook.
9. The soup was hot
and the bread
was not.""",
    """10. The valleys met
under the old oak
and spoke of sheep.
11. They will shear
in May.
12. They thank
the shepherds
of all the hills
and their dogs.
13. It rained.""",
)


def aside(head: str, foot: str, *bodies: str) -> list[str]:
    """What is set aside of pages with a head and a foot; `{}` is the page's number."""
    pages = [
        "\n".join(filter(None, (head.format(n), body, foot.format(n))))
        for n, body in enumerate(bodies or BODIES, 1)
    ]
    found = lines("\n\f".join(pages))
    return [found[index].text for index in sorted(furniture(found))]


@pytest.mark.parametrize(
    "line",
    [
        "{}",
        "– {} –",
        "- {} -",
        "Page {} of 3",
        "[{}]",
        "HL/D/7",
        "4607/24      AM/br      {}",
        "Harbour League     Public     {}",
    ],
)
@pytest.mark.parametrize("where", ["head", "foot"])
def test_a_line_that_returns_at_an_edge_is_furniture(line: str, where: str) -> None:
    expected = [line.format(number) for number in (1, 2, 3)]
    assert (
        aside(line if where == "head" else "", line if where == "foot" else "")
        == expected
    )


def test_a_title_that_every_page_repeats_is_kept_where_it_stands_first() -> None:
    assert aside("Harbour League", "{}").count("Harbour League") == 2
    assert aside("HL/D/7", "{}").count("HL/D/7") == 3


def test_several_lines_of_head_and_foot_are_set_aside() -> None:
    assert (
        len(aside("Harbour League\nHL/D/7", "4607/24     AM/br     {}\nPORT.2     EN"))
        == 12
    )


def test_a_page_of_its_own_has_no_furniture() -> None:
    assert aside("Harbour League", "{}", BODIES[0]) == []


def test_the_sign_of_a_language_at_the_foot_is_furniture_beside_others() -> None:
    assert "EN" in aside("", "EN\n{}")


def test_headings_that_stand_at_page_tops_and_elsewhere_are_none() -> None:
    pages = [
        f"Article {3 * n + 1}\nLamps are lit.\nArticle {3 * n + 2}\nNets are dry.\nArticle {3 * n + 3}\nIce is cold."
        for n in range(3)
    ]
    assert aside("", "", *pages) == []


def test_the_word_for_an_article_in_a_language_is_never_furniture() -> None:
    assert aside("{}. člen", "") == []


def test_items_of_a_list_at_page_tops_are_none() -> None:
    assert aside("– at sea", "") == []


def test_full_lines_of_text_that_happen_to_return_are_none() -> None:
    assert (
        aside(
            "", "and the ports of both shores that keep the lamps lit and the nets dry"
        )
        == []
    )


def test_numbers_that_jump_about_are_no_page_numbers() -> None:
    bodies = [
        f"{body}\n{number}" for body, number in zip(BODIES, (7, 3, 1), strict=True)
    ]
    assert aside("", "", *bodies) == []


def test_a_mask_has_numbers_and_blanks_made_alike() -> None:
    assert mask_of(lines("Page  3   of 12")[0]) == "Page # of #"


@pytest.mark.parametrize(
    ("first", "others"),
    [
        ("4607/24   AM/br", "4607/24   AM/br   {}"),
        ("PORT.2     EN", "ANNEX    PORT.2     EN"),
        ("HL/D/7  PUBLIC", "HL/D/7  PUBLIC"),
    ],
)
def test_a_footer_with_a_number_or_a_word_in_capitals_more_is_the_same(
    first: str, others: str
) -> None:
    pages = [
        f"{body}\n{(first if number == 1 else others).format(number)}"
        for number, body in enumerate(BODIES, 1)
    ]
    assert len(aside("", "", *pages)) == 3


def test_the_ends_of_sentences_are_not_the_same_footer() -> None:
    ends = (
        "p. 1).",
        "(EU) No 525/2013 (OJ L 156, 19.6.2018, p. 26).",
        "and neutrality (OJ L 9, p. 31).",
    )
    assert (
        aside(
            "", "", *(f"{body}\n{end}" for body, end in zip(BODIES, ends, strict=True))
        )
        == []
    )


@pytest.mark.parametrize(
    "clause",
    [
        "{}. The ports act.",
        "1. We act",
        "(a) We act on it.",
        "iv) We act",
        "1) Порты действуют",
        "Recalling the tides,",
    ],
)
def test_a_clause_is_no_furniture_wherever_it_stands(clause: str) -> None:
    assert aside(clause, "– {} –") == ["– 1 –", "– 2 –", "– 3 –"]


def test_the_foot_of_a_part_of_a_file_returns_on_three_pages_running() -> None:
    feet = [
        f"814/23   ab/cd   {at}\nLIMITE   NU" if at <= 3 else f"NU {at} NU"
        for at in range(1, 13)
    ]
    text = "\f".join(
        f"We saw lamp {'i' * at}x\nand lamp {'o' * at}y.\n{foot}"
        for at, foot in enumerate(feet, 1)
    )
    found = furniture(lines(text))
    assert {lines(text)[at].text for at in found} == {
        line for foot in feet for line in foot.split("\n")
    }


def test_words_that_return_on_three_pages_running_are_no_furniture() -> None:
    feet = [
        f"Lamp {at}" if at <= 3 else f"So it {'a' * at}h was" for at in range(1, 13)
    ]
    text = "\f".join(
        f"We saw lamp {'i' * at}x\nand lamp {'o' * at}y.\n{foot}"
        for at, foot in enumerate(feet, 1)
    )
    assert furniture(lines(text)) == set()


@pytest.mark.parametrize(
    ("head", "aside"), [("HL/D/7", True), ("HL /D/7", True), ("HL/D/8", False)]
)
def test_the_number_of_the_first_page_at_the_top_of_the_second_is_furniture(
    head: str, *, aside: bool
) -> None:
    text = f"Harbour League\nHL/D/7\n{BODIES[0]}\n\f{head}\n\n{BODIES[1]}\n"
    found = lines(text)
    at = next(
        index for index, line in enumerate(found) if line.page and line.text == head
    )
    assert (at in furniture(found)) is aside
