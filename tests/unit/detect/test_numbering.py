"""Which labels at line starts are numbers of the text, and how they nest."""

import pytest
from tests.unit.detect.read import labels, parsed

from communique.core.codes import NUMBER_REPEATED

RUNS = {
    "one after another": ("1. Lamps.\n2. Nets.\n3. Ropes.", [("1.", 0), ("2.", 0), ("3.", 0)]),
    "letters inside numbers": ("1. Lamps:\n(a) oil;\n(b) wicks.\n2. Nets.", [("1.", 0), ("(a)", 1), ("(b)", 1), ("2.", 0)]),
    "three deep": (
        "1. Lamps:\n(a) oil:\n(i) of whales;\n(ii) of olives;\n(b) wicks.\n2. Nets.",
        [("1.", 0), ("(a)", 1), ("(i)", 2), ("(ii)", 2), ("(b)", 1), ("2.", 0)],
    ),
    "(i) after (h) is a letter": (
        "\n".join(f"({letter}) a lamp;" for letter in "abcdefghij"),
        [(f"({letter})", 0) for letter in "abcdefghij"],
    ),
    "numbers inside numbers of another shape": ("1. Lamps:\n1) oil;\n2) wicks.\n2. Nets.", [("1.", 0), ("1)", 1), ("2)", 1), ("2.", 0)]),
    "an article is in no recital, though its points have the same shape": (
        "Whereas:\n\n(1) Lamps burn.\n\n(2) Nets dry.\n\nArticle 1\n\nWe meet.\n\nArticle 2\n\n(1) a lamp;\n\n(2) a net.\n\nArticle 3\n\nWe part.",
        [("(1)", 0), ("(2)", 0), ("Article 1", 0), ("Article 2", 0), ("(1)", 1), ("(2)", 1), ("Article 3", 0)],
    ),
    "a run that goes on below the next outer number": (
        "I. LAMPS\n\n1. Oil.\n\n2. Wicks.\n\nII. NETS\n\n3. Hemp.",
        [("I.", 0), ("1.", 0), ("2.", 0), ("II.", 0), ("3.", 0)],
    ),
    "the first heading of a row needs no number before it": (
        "We declare:\n\nI. Basics\n\n1. We keep the lamps.\n\n2. We paint them.\n\nII. Measures\n\n3. We meet again.",
        [("I.", 0), ("1.", 0), ("2.", 0), ("II.", 0), ("3.", 0)],
    ),
    "a date at a line's start is none": (
        "1. The ports of both shores met in the great hall on\n2. July of that year and spoke of lamps.\n\n2. They parted.",
        [("1.", 0), ("2.", 0)],
    ),
    "a number in mid-sentence is none": (
        "1. The ports of both shores met in the great hall in number\n7. of the list and spoke of lamps.\n\n2. They parted.",
        [("1.", 0), ("2.", 0)],
    ),
    "a single letter in a sentence is none": ("The ports of both shores, which keep the lamps, see point\na) of the list.", []),
    "numbers without a mark count on": (
        "1 We keep the lamps.\n2 We mend the nets.\n3 両国は港を守る。", [("1", 0), ("2", 0), ("3", 0)],
    ),
    "two numbers without a mark are words": ("1 Lamp.\n2 Nets.", []),
    "ones that nobody counted are one run": ("  1. Lamps.\n\n  1. Nets.\n\n  1. Ropes.", [("1.", 0), ("1.", 0), ("1.", 0)]),
    "a repeat is kept": ("1. Lamps.\n\n2. Nets.\n\n2. Ropes.\n\n3. Ice.", [("1.", 0), ("2.", 0), ("2.", 0), ("3.", 0)]),
    "a skip is kept": ("1. Lamps.\n\n2. Nets.\n\n4. Ropes.", [("1.", 0), ("2.", 0), ("4.", 0)]),
    "another sign between two neighbours is a slip": (
        "1. Lamps.\n\n2. Nets.\n\n3) Ropes.\n\n4. Ice.", [("1.", 0), ("2.", 0), ("3)", 0), ("4.", 0)]
    ),
    "another sign below a number begins no slip": ("1. Lamps:\n1) oil;\n2) wicks;\n3) wax.\n2. Nets.\n3. Ice.", [("1.", 0), ("1)", 1), ("2)", 1), ("3)", 1), ("2.", 0), ("3.", 0)]),
    "a leap is none": ("1. Lamps.\n\n2. Nets.\n\n40. Ropes.", [("1.", 0), ("2.", 0)]),
    "bullets of two kinds nest": ("Bring:\n– lamps:\n• red,\n• green,\n– nets.", [("–", 0), ("•", 1), ("•", 1), ("–", 0)]),
    "bullets without stops": ("Bring:\n\n-   Lamps of the long and narrow eastern harbour\n-   Nets of the long and narrow western harbour\n-   Oil", [("-", 0)] * 3),
    "a numbering may begin late": ("7. Lamps.\n\n8. Nets.\n\n9. Ropes.", [("7.", 0), ("8.", 0), ("9.", 0)]),
    "so may letters in brackets whose first were lost, below a number": (
        "1. Bring:\n\nlamps;\n\n(b) nets;\n\n(c) ropes.\n\n2. Rest.", [("1.", 0), ("(b)", 1), ("(c)", 1), ("2.", 0)]
    ),
    "points that stand further left than the numbers above them": (
        "     1. Bring:\n– lamps;\n– nets.\n     2. Rest.\n     3. Sing.", [("1.", 0), ("–", 1), ("–", 1), ("2.", 0), ("3.", 0)]
    ),
    "the first behind a comma, where the second begins a unit": (
        ("Aware that the lamps of the northern coast went out in\nthe gales of the last three winters, one by one,\n"
        "1. Asks the keepers of all lamps to hold a common drill;\n\n2. Asks the owners to open their plans to all."),
        [("1.", 0), ("2.", 0)],
    ),
    "the first further in, where the second begins a unit": (
        ("The keepers of the lamps of the northern coast, who met\nin the great hall of the elder town, agree on a plan\n"
        "    (i) to hold a common drill of the keepers;\n\n    (ii) to open the plans of the owners to all."),
        [("(i)", 0), ("(ii)", 0)],
    ),
    "the first article in words, the others in roman numbers, with blanks of any width": (
        "Article  premier\n\nLes feux.\n\nArticle II\n\nLes ports.\n\nArticle  III\n\nLes mers.",
        [("Article  premier", 0), ("Article II", 0), ("Article  III", 0)],
    ),
    "a list in the preamble is no parent of numbers in the body": (
        ("Welcoming the progress on:\n\na. the plan;\n\nb. the lamps,\n\n1. Supports the plan;\n\n"
        "2. Asks the keepers for:\n\na. oil;\n\nb. wicks;\n\n3. Recalls its plan;\n\n4. Goes home."),
        [("a.", 0), ("b.", 0), ("1.", 0), ("2.", 0), ("a.", 1), ("b.", 1), ("3.", 0), ("4.", 0)],
    ),
    "numbers inside a letter begin again without an end of the outer numbers": (
        "1. Lamps:\n\na. oil:\n\n1. of whales;\n\n2. of olives;\n\nb. wicks.\n\n2. Nets.\n\n3. Ice.",
        [("1.", 0), ("a.", 1), ("1.", 2), ("2.", 2), ("b.", 1), ("2.", 0), ("3.", 0)],
    ),
    "letters go on behind roman numbers of the same place": (
        (
            "1. Lamps:\n\na) oil:\n\ni) of whales;\n\nii) of olives;\n\nb) wicks:\n\ni) long;\n\nii) short;\n\n"
            "c) glass:\n\ni) red;\n\nii) green;\n\niii) white;\n\nd) brass."
        ),
        [("1.", 0), ("a)", 1), ("i)", 2), ("ii)", 2), ("b)", 1), ("i)", 2), ("ii)", 2), ("c)", 1), ("i)", 2), ("ii)", 2),
        ("iii)", 2), ("d)", 1)],
    ),
    "a letter of another alphabet that looks the same": (
        "a) лампы;\n\nb) сети;\n\nс) канаты;\n\nd) лёд.", [("a)", 0), ("b)", 0), ("с)", 0), ("d)", 0)]
    ),
    "a list below a number that has no words": (
        "1 - Lamps.\n\n2 -\n\n(a) oil;\n\n(b) wicks.", [("1 -", 0), ("2 -", 0), ("(a)", 1), ("(b)", 1)]
    ),
    "a list right behind a number": (
        "1. Lamps.\n\n2. (a) Oil comes by sea;\n\n(b) wicks by land.\n\n3. Nets.",
        [("1.", 0), ("2.", 0), ("(a)", 1), ("(b)", 1), ("3.", 0)],
    ),
    "lists right behind a number and a letter": (
        "1. (a) (i) Oil comes by sea;\n\n(ii) or by air;\n\n(b) wicks by land.\n\n2. Nets.",
        [("1.", 0), ("(a)", 1), ("(i)", 2), ("(ii)", 2), ("(b)", 1), ("2.", 0)],
    ),
    "a letter behind a number that does not count on": (
        "1. Lamps.\n\n2. (a) Oil comes by sea.\n\n3. Nets.", [("1.", 0), ("2.", 0), ("3.", 0)]
    ),
    "digits of other scripts": ("١. مصابيح.\n\n٢. شباك.", [("١.", 0), ("٢.", 0)]),
    "articles of any language": ("Άρθρο 1\n\nΦως.\n\nΆρθρο 2\n\nΔίχτυα.\n\nΆρθρο 3\n\nΠάγος.", [("Άρθρο 1", 0), ("Άρθρο 2", 0), ("Άρθρο 3", 0)]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), RUNS.values(), ids=RUNS)
def test_labels_that_count_on_are_numbers_of_the_text(
    text: str, found: list[tuple[str, int]]
) -> None:
    assert labels(text) == found


def test_a_number_counts_on_in_a_script_that_ends_sentences_with_no_mark() -> None:
    text = "รัฐมนตรีทั้งสองประเทศตกลงดังนี้\n\n๑. จะเพิ่มการค้าระหว่างกัน\n๒. จะจัดตั้งคณะทำงานร่วม\n"
    made = parsed(text, language="th").require()
    assert [each.num for each in made.commitments if each.num] == ["๑.", "๒."]


@pytest.mark.parametrize(
    "text",
    [
        "(12) Lamps.\n\n(13) Nets.\n\n(13a) Ropes.\n\n(13b) Ice.\n\n(14) Oil.",
        "Article 1\n\nLamps.\n\nArticle 1a\n\nNets.\n\nArticle 2\n\nIce.",
    ],
)
def test_a_number_with_a_letter_behind_the_same_number_is_no_repeat(text: str) -> None:
    assert not [each for each in parsed(text).findings if each.code is NUMBER_REPEATED]
