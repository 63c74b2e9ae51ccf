"""Where the markup has another date than the printed words, the words win."""

from tests.unit.formats.akn.samples import parsed, statement

from communique.corpora.corrections import UNKNOWN, corrected
from communique.model import Declaration


def of(date: str, words: str) -> Declaration:
    return parsed(
        statement(f'<p>We met on <date date="{date}">{words}</date>.</p>')
    ).require()


def test_the_printed_day_wins_and_is_noted() -> None:
    declaration, rows = corrected(of("2005-06-22", "24 June 2005"))
    (mark,) = declaration.dates
    assert (mark.mark.date, mark.mark.basis) == ("2005-06-24", "text")
    assert mark.text == "24 June 2005"
    (row,) = rows
    assert (row["words"], row["was"], row["became"]) == (
        "24 June 2005",
        "2005-06-22",
        "2005-06-24",
    )


def test_a_date_that_the_words_do_not_give_goes_and_the_words_stay() -> None:
    declaration, rows = corrected(of("2004-06-24", "24 June 2005 and 3 July 2005"))
    assert declaration.dates == ()
    assert "24 June 2005 and" in declaration.commitments[0].text
    assert rows[0]["became"] is None


def test_the_day_that_stands_for_none_leaves_the_facts_of_the_document() -> None:
    values = of("2021-06-03", "3 June 2021").model_dump(mode="json")
    values["iri"] = f"/akn/un/statement/unsc/{UNKNOWN}/2579"
    values["date"] = {"value": "2021-06-03", "basis": "text", "source": None}
    declaration, rows = corrected(Declaration.model_validate(values))
    assert declaration.iri == "/akn/un/statement/unsc/2021-06-03/2579"
    assert [row["field"] for row in rows] == ["iri"]
    values["date"] = {"value": UNKNOWN, "basis": None, "source": None}
    declaration, rows = corrected(Declaration.model_validate(values))
    assert declaration.date is None
    assert [row["field"] for row in rows] == ["document date"]


def test_a_date_that_agrees_stays_as_it_is() -> None:
    before = of("2005-06-24", "24 June 2005")
    assert corrected(before) == (before, [])
