import pytest

from communique.formats.docx.writer import Lists


def counted(*labels: str | None) -> list[int | None]:
    return list(Lists().of(labels, 0))


def test_labels_that_go_on_are_one_list() -> None:
    assert counted("1.", "2.", "3.") == [1, 1, 1]
    assert counted("(a)", "(b)", "(c)") == [1, 1, 1]
    assert counted("–", "–") == [1, 1]


def test_a_gap_or_another_form_begins_another() -> None:
    assert counted("1.", "3.", "(4)", "5)") == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "label",
    ["16bis.", "Article 3", "1.2", "01.", "٣.", "%1.", "z y)", "99999.", "iix)"],
)
def test_a_label_that_would_not_be_printed_so_is_counted_by_none(label: str) -> None:
    assert counted(label) == [None]


def test_a_letter_that_can_be_a_roman_figure_is_what_the_next_goes_on_with() -> None:
    for labels, form in (
        (("(i)", "(ii)"), "lowerRoman"),
        (("(i)", "(j)"), "lowerLetter"),
        (("i)",), "lowerLetter"),
    ):
        lists = Lists()
        assert list(lists.of(labels, 0)) == [1] * len(labels)
        assert f'<w:numFmt w:val="{form}"/>' in lists.part()


def test_a_list_begins_with_its_first_number() -> None:
    lists = Lists()
    assert list(lists.of(["16.", "17."], 0)) == [1, 1]
    assert '<w:startOverride w:val="16"/>' in lists.part()


def test_lists_of_one_form_share_it() -> None:
    lists = Lists()
    assert [*lists.of(["(a)", "(b)"], 1), *lists.of(["(a)", "(b)"], 1)] == [1, 1, 2, 2]
    assert lists.part().count("<w:abstractNum ") == 1
