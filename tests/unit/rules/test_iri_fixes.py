import pytest
from tests.rules.documents import WORK
from tests.unit.rules.fixing import akn, findings, mended

EXPRESSION = f"{WORK}/eng@2024-03-01"
PORT = WORK.replace("harbour", "port")


def values(*changes: tuple[str, str]) -> str:
    """The good document with whole values of attributes replaced, each wherever it stands."""
    return akn(*((f'"{old}"', f'"{new}"') for old, new in changes))


@pytest.mark.parametrize(("iri", "wrong"), [
    (f"{WORK}/!main", f"{PORT}/!main"), (f"{EXPRESSION}/!main", f"{PORT}/eng@/!main"),
    (f"{EXPRESSION}/!main.xml", f"{WORK}/fra@2024-03-01/!main.xml"), (f"{EXPRESSION}/!main.xml", PORT), (f"{WORK}/!main", PORT),
])  # fmt: skip
def test_this_is_made_of_the_uri(iri: str, wrong: str) -> None:
    assert mended(values((iri, wrong)), "IRI001") == values((iri, iri))


@pytest.mark.parametrize("component", ["/!annex_1/annex_2", "!annex_1", "/main"])
def test_the_component_is_kept(component: str) -> None:
    assert f'"{WORK}{component}"' in mended(
        values((f"{WORK}/!main", f"{PORT}{component}")), "IRI001"
    )


def test_this_is_left_alone_where_the_level_below_agrees_with_it() -> None:
    (found,) = findings(values((WORK, PORT)), "IRI001")
    assert found.fix is None


def test_an_expression_of_another_work_is_made_one_of_this_with_all_below() -> None:
    below = {
        iri: iri.replace("harbour", "port")
        for end in ("", ".xml")
        for iri in (f"{EXPRESSION}{end}", f"{EXPRESSION}/!main{end}")
    }
    assert mended(values(*below.items()), "IRI003") == akn()


@pytest.mark.parametrize("wrong", ["/eng", "", ":en"])
def test_language_and_date_are_taken_from_where_they_are_said(wrong: str) -> None:
    assert f'"{EXPRESSION}"' in mended(values((EXPRESSION, f"{PORT}{wrong}")), "IRI003")


def test_a_date_that_is_no_day_is_left_out() -> None:
    text = values(
        (EXPRESSION, PORT), ("adoption", "yearOnly"), ("2024-03-01", "2024-01-01")
    )
    (found,) = findings(text, "IRI003")
    assert found.fix is not None
    assert f"{WORK}/eng@" in {edit.text for edit in found.fix.edits}


def test_a_manifestation_is_made_of_the_expression() -> None:
    wrong = {
        f"{EXPRESSION}.xml": f"{PORT}/eng@.xml",
        f"{EXPRESSION}/!main.xml": f"{PORT}/eng@/!main.xml",
    }
    assert mended(values(*wrong.items()), "IRI003") == akn()


@pytest.mark.parametrize(
    "change", [(f"{WORK}/!main", f"{PORT}/!main"), (WORK, "/akn/xx/harbour")]
)
def test_a_level_is_left_alone_where_the_one_above_is_not_sure_of_its_name(
    change: tuple[str, str],
) -> None:
    (found,) = findings(values(change, (EXPRESSION, f"{PORT}/eng@")), "IRI003")
    assert found.fix is None


def test_an_expression_in_no_known_language_is_left_alone() -> None:
    (found,) = findings(values((EXPRESSION, PORT), ("eng", "english")), "IRI003")
    assert found.fix is None


@pytest.mark.parametrize(
    ("form", "good"), [("html", "xml"), ("application/pdf", "application/akn+xml")]
)
def test_the_format_is_that_of_the_ending(form: str, good: str) -> None:
    assert mended(values(("xml", form)), "IRI006") == values(("xml", good))


def test_an_ending_of_another_format_is_left_alone() -> None:
    text = values((f"{EXPRESSION}.xml", f"{EXPRESSION}.pdf"))
    assert [each.fix for each in findings(text, "IRI006")] == [None]


@pytest.mark.parametrize("code", ["en", "EN", "en-GB", "eng "])
def test_a_language_gets_its_three_letters(code: str) -> None:
    assert mended(values(("eng", code)), "LNG001") == akn()


def test_the_iris_follow() -> None:
    text = akn(("/eng@", "/en@"), ('language="eng"', 'language="en"'))
    assert mended(text, "LNG001") == akn()
    assert mended(akn(("/eng@", "/en@")), "LNG001") == akn()


def test_a_bibliographic_code_becomes_the_other() -> None:
    text = akn(
        ("/eng@", "/ger@"),
        ('language="eng"', 'language="ger"'),
        ('xml:lang="en"', 'xml:lang="de"'),
    )
    assert mended(text, "LNG001") == text.replace("ger@", "deu@").replace(
        '"ger"', '"deu"'
    )


@pytest.mark.parametrize("code", ["english", "", "e", "12"])
def test_what_is_no_language_is_left_alone(code: str) -> None:
    assert [each.fix for each in findings(values(("eng", code)), "LNG001")] == [None]


def test_two_languages_are_left_alone() -> None:
    (found,) = findings(akn(("/eng@", "/fra@")), "LNG001")
    assert found.fix is None


def test_a_country_in_capitals_is_written_small() -> None:
    assert mended(values(("xx", "XX")), "MET002") == akn()
    assert [each.fix for each in findings(values(("xx", "Xanadu")), "MET002")] == [None]


# --- two witnesses against one
# ---------------------------------------------------------------------------------------


def sure(text: str, code: str) -> list[bool | None]:
    """Of each finding of a code whether its fix is sure; None where it has none."""
    return [
        None if each.fix is None else each.fix.sure for each in findings(text, code)
    ]


def test_an_address_is_not_written_over_where_the_level_has_no_other_name() -> None:
    assert sure(values((WORK, "")), "IRI001") == []
    assert '""' in values((WORK, ""))


def test_the_component_is_sure_only_where_another_level_has_the_same_name() -> None:
    assert sure(values((f"{EXPRESSION}/!main", f"{PORT}/eng@/!main")), "IRI001") == [
        True
    ]
    other = (
        (EXPRESSION, f"{PORT}/eng@"),
        (f"{EXPRESSION}.xml", "/akn/xx/a.xml"),
        (f"{EXPRESSION}/!main.xml", "/akn/xx/a/!main.xml"),
    )
    assert False in sure(
        values((f"{EXPRESSION}/!main", "/akn/xx/b/!main"), *other), "IRI001"
    )


def test_the_side_whose_language_is_the_one_that_is_said_is_kept() -> None:
    text = values(
        (EXPRESSION, EXPRESSION.replace("eng@", "en@")),
        (f"{EXPRESSION}/!main", f"{WORK}/en@2024-03-01/!main"),
    )
    assert mended(text, "IRI003") == akn()
    assert sure(text, "IRI003") == [True]


def test_a_work_that_nothing_else_is_named_after_is_offered_as_the_name_of_the_others() -> (
    None
):
    text = akn(
        *((f"{name}", name.replace("harbour", "port")) for name in (EXPRESSION,))
    )
    assert sure(text, "IRI003") == [False]
