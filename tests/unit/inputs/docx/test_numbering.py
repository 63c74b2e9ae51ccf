"""Labels of lists as a word processor prints them: ECMA-376 part 1, 17.9."""

import re

from tests.office import docx, item, level, lists, p
from tests.unit.inputs.docx.test_story import text_of

THREE = (
    level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "(%2)")
    + level(2, "lowerRoman", "(%3)")
)


def labels(body: str, numbering: str, **parts: str) -> list[str]:
    return [
        line.strip().split(" ")[0].split("\t")[0]
        for line in text_of(body, numbering=numbering, **parts).split("\n")
        if line
    ]


def test_levels_are_counted_nested_and_begin_again_below() -> None:
    body = (
        item("a")
        + item("b", 1)
        + item("c", 1)
        + item("d", 2)
        + item("e")
        + item("f", 1)
    )
    text = text_of(body, numbering=lists(THREE))
    assert (
        text == "1. a\n\n    (a) b\n\n    (b) c\n\n        (i) d\n\n2. e\n\n    (a) f\n"
    )


def test_a_template_names_the_levels_above() -> None:
    levels = (
        level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%1.%2.")
        + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )
    assert labels(
        item("a") + item("b", 1) + item("c", 2) + item("d", 2), lists(levels)
    ) == [
        "I.",
        "I.1.",
        "1.1.1",
        "1.1.2",
    ]


def test_below_arabic_numbers_of_law_a_nought_before_them_stays() -> None:
    levels = level(0, "upperRoman", "%1.") + level(
        1, "decimalZero", "Section %1.%2", "<w:isLgl/>"
    )
    assert "Section 1.01\tb" in text_of(
        item("a") + item("b", 1), numbering=lists(levels)
    )


def test_a_form_that_is_spelled_out_counts_for_more_than_what_stands_in_for_it() -> (
    None
):
    own = '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
    choice = f"<mc:AlternateContent><mc:Choice>{own}</mc:Choice><mc:Fallback>{{}}</mc:Fallback></mc:AlternateContent>"
    levels = re.sub(
        r"<w:numFmt[^>]*>",
        lambda match: choice.format(match[0]),
        level(0, "decimal", "%1."),
    )
    assert labels(item("a") + item("b"), lists(levels)) == ["001.", "002."]


def test_numbers_are_words_in_english_only() -> None:
    german = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>'
    assert labels(item("a"), lists(level(0, "ordinalText", "%1."))) == ["First."]
    assert labels(item("a"), lists(level(0, "ordinalText", "%1.")), styles=german) == [
        "1."
    ]


def test_a_level_is_that_of_the_nearest_style_that_names_one_or_that_the_list_gives_one() -> (
    None
):
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="B"/></w:style>'
    )
    body = "".join(
        p(words, f'<w:pStyle w:val="{style}"/>')
        for words, style in zip("abcd", "ABCA", strict=True)
    )
    assert labels(body, lists(THREE), styles=styles) == ["1.", "(a)", "(b)", "2."]
    linked = level(0, "decimal", "%1.", '<w:pStyle w:val="A"/>') + level(
        1, "lowerLetter", "(%2)"
    )
    linked += level(2, "lowerRoman", "(%3)", '<w:pStyle w:val="C"/>')
    levelless = styles.replace('<w:ilvl w:val="1"/>', "")
    assert labels(body, lists(linked), styles=levelless) == ["1.", "2.", "(i)", "3."]


def test_articles_are_counted_in_the_signs_of_their_script() -> None:
    levels = level(0, "chineseCountingThousand", "第%1条") + level(
        1, "ideographTraditional", "%2、"
    )
    assert labels("".join(map(item, "a" * 11)) + item("b", 1), lists(levels))[9:] == [
        "第十条",
        "第十一条",
        "甲、",
    ]


def test_a_level_that_does_not_restart_goes_on() -> None:
    levels = level(0, "decimal", "%1.") + level(
        1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>'
    )
    assert labels(
        item("a") + item("b", 1) + item("c") + item("d", 1), lists(levels)
    ) == [
        "1.",
        "1)",
        "2.",
        "2)",
    ]


def test_two_lists_of_one_abstract_list_count_together_unless_one_says_where_it_starts() -> (
    None
):
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b", number=2) + item("c", number=3) + item("d", number=3)
    assert labels(body, lists(THREE, nums)) == ["1.", "2.", "5.", "6."]


def test_a_list_says_where_it_starts_once_of_the_level_that_it_begins_on() -> None:
    starts = "".join(
        f'<w:lvlOverride w:ilvl="{at}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for at in range(3)
    )
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{starts}</w:num>'
    )
    body = (
        item("a")
        + item("b", 1)
        + item("c", 1, number=2)
        + item("d", number=2)
        + item("e", 1, number=2)
    )
    assert labels(body, lists(THREE, nums)) == ["1.", "(a)", "(a)", "2.", "(a)"]


def test_a_list_has_a_level_of_its_own() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'upperLetter', '%1)', start=3)}</w:lvlOverride></w:num>"
    )
    assert labels(item("a") + item("b"), lists(THREE, nums)) == ["C)", "D)"]


def test_a_style_puts_a_paragraph_in_a_list_at_the_level_that_is_linked_with_it() -> (
    None
):
    styles = (
        '<w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Para"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Para"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = (
        p("a", '<w:pStyle w:val="Para"/>')
        + p("b", '<w:pStyle w:val="Sub"/>')
        + p("c", '<w:pStyle w:val="Para"/>')
    )
    assert labels(body, lists(THREE), styles=styles) == ["1.", "(a)", "2."]


def test_a_style_that_names_a_list_that_is_not_there_puts_nothing_in_it() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="P"><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    assert (
        text_of(p("a", '<w:pStyle w:val="P"/>'), numbering=lists(THREE), styles=styles)
        == "a\n"
    )


def test_a_list_that_is_only_linked_is_the_one_of_its_style() -> None:
    styles = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    nums = (
        '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    )
    assert labels(
        item("a", number=2) + item("b", 1, 2), lists(THREE, nums), styles=styles
    ) == [
        "1.",
        "(a)",
    ]


def test_bullets_are_the_signs_that_are_printed() -> None:
    symbols = (
        level(0, "bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>')
        + level(1, "bullet", "–")
        + level(2, "bullet", "o")
    )
    assert labels(item("a") + item("b", 1) + item("c", 2), lists(symbols)) == [
        "•",
        "–",
        "o",
    ]


def test_a_number_without_a_sign_behind_it_is_still_a_label() -> None:
    assert (
        text_of(item("We met."), numbering=lists(level(0, "decimal", "%1")))
        == "1\tWe met.\n"
    )


def test_a_paragraph_taken_out_of_a_list_has_no_label() -> None:
    assert (
        text_of(item("a") + item("b", number=0) + item("c"), numbering=lists(THREE))
        == "1. a\n\nb\n\n2. c\n"
    )


def test_an_empty_paragraph_of_a_list_is_counted() -> None:
    assert labels(item("a") + item("") + item("c"), lists(THREE)) == ["1.", "3."]


def test_another_list_further_in_is_nested() -> None:
    other = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "lowerLetter", "%1)").replace('w:left="720"', 'w:left="1440"')
        + "</w:abstractNum>"
    )
    nums = f'{other}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    text = text_of(
        item("a") + item("b", number=2) + item("c"), numbering=lists(THREE, nums)
    )
    assert text == "1. a\n\n    a) b\n\n2. c\n"


def test_a_broken_part_of_lists_gives_labels_or_none_and_never_an_error() -> None:
    broken = '<w:num w:numId="1"><w:abstractNumId w:val="9"/></w:num><w:num/><w:abstractNum/>'
    assert text_of(item("a") + item("b", 99), numbering=broken) == "a\n\nb\n"
    assert docx("")  # a file without anything is one that can be built
