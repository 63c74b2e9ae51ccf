"""Each form of citations is read in its own example, and marks nothing where it does not belong."""

import time

import pytest
from tests.house.expressions import faults

from communique.detect.dates.patterns import date_reader, find_dates
from communique.detect.marks import chosen
from communique.detect.mentions.documents import document_reader, find_documents
from communique.detect.mentions.forms import FORMS, REASONS, Form


def cited(text: str, language: str = "en") -> list[tuple[str, str, str | None]]:
    """The words, scheme and address of each citation in a text."""
    days = list(find_dates(text, date_reader(language)))
    found = chosen(find_documents(text, document_reader(language), days))
    return [
        (text[each.start : each.end], each.says["scheme"], each.says["href"])
        for each in found
    ]


def named(form: Form) -> str:
    return form.name


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_the_example_of_a_form_is_read(form: Form) -> None:
    href = form.href.format(LANG=form.language.upper()) if form.href else None
    assert cited(form.example, form.language) == [(form.words, form.scheme, href)]


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_a_form_without_an_address_says_why(form: Form) -> None:
    assert form.href is not None or form.scheme in REASONS
    assert (form.address is None) or form.href is not None


def test_no_expression_of_a_form_takes_time_that_grows_with_the_square_of_a_text() -> (
    None
):
    patterns = [form.pattern for form in FORMS if form.pattern is not None]
    assert len(patterns) > 20
    wrong = [
        pattern
        for pattern in patterns
        if faults(pattern, 0, searched=True, whole=False)
    ]
    assert wrong == []


def test_each_form_has_an_example_of_its_own() -> None:
    assert (
        len({form.example for form in FORMS})
        == len({form.name for form in FORMS})
        == len(FORMS)
    )


@pytest.mark.parametrize(
    ("language", "text", "words", "celex"),
    [
        (
            "en",
            "Regulation (EEC) No 1612/68",
            "Regulation (EEC) No 1612/68",
            "31968R1612",
        ),
        ("en", "Decision (EU, Euratom) 2020/2053", None, "32020D2053"),
        ("en", "Regulation (EU) 2016/2001", None, "32016R2001"),
        ("en", "Council Regulation of 2 May (EU) 2016/9", "(EU) 2016/9", None),
        ("en", "Regulation (EC) 45/2001", None, "32001R0045"),
        ("en", "Regulation (EU) 2013/2014", None, None),
        ("en", "Decision No 1313/2013/EU", None, "32013D1313"),
        ("en", "Decision 2009/371/JHA", None, "32009D0371"),
        ("en", "Decision 94/800/ECSC", None, None),
        ("en", "Directive 2009/28/EC", None, "32009L0028"),
        ("en", "measure 2009/28/EC", "2009/28/EC", None),
        ("en", "Decision and Common Position 2001/931/CFSP", "2001/931/CFSP", None),
        ("en", "Regulation and Recommendation (EU) 2017/1801", "(EU) 2017/1801", None),
        ("fr", "règlement d’exécution (UE) 2021/123", "(UE) 2021/123", "32021R0123"),
        ("fr", "décision-cadre 2008/913/JAI", None, "32008F0913"),
        ("de", "Verordnung (EG) Nr. 45/2001", None, "32001R0045"),
        ("es", "Reglamento (CE) n.º 45/2001", None, "32001R0045"),
        ("sl", "Uredba (ES) št. 45/2001", None, "32001R0045"),
        ("sl", "Uredba Sveta (ES) št. 45/2001", "(ES) št. 45/2001", "32001R0045"),
    ],
)
def test_an_act_has_an_address_only_where_year_number_and_kind_are_certain(
    language: str, text: str, words: str | None, celex: str | None
) -> None:
    ((marked, scheme, href),) = cited(f"{text}.", language)
    assert (marked, scheme) == (words or text, "eu-act")
    page = f"https://eur-lex.europa.eu/legal-content/{language.upper()}/TXT/?uri=CELEX:{celex}"
    assert href == (page if celex else None)


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("resolution 50/13 of 8 July 2022", "https://undocs.org/A/HRC/RES/50/13"),
        ("resolution 50/13 of 8 July 2021", None),
        ("resolution 22/5 of 26 April 2013", None),
        ("resolution 50/101 of 8 July 2022", None),
        ("resolution 50/13", None),
        ("resolution 2020/5 of 18 June 2020", "https://undocs.org/E/RES/2020/5"),
        ("resolution 2004/5 of 8 April 2004", None),
        ("resolution 2020/5 of 18 June 2019", None),
        ("resolution 2020/205 of 18 June 2020", None),
    ],
)
def test_the_day_decides_which_body_adopted_a_resolution(
    text: str, href: str | None
) -> None:
    assert [address for _, _, address in cited(f"We recall {text}.")] == [href]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La Sentencia T-760/08 de la Corte."),
        ("en", "The C-130 and the T-72/80 were sold."),
        ("en", "We meet in room L 119, 4.5.2016, p. 1."),
        ("en", "We ratify Convention No. 182."),
        ("en", "Article 83 of the statute, and TFEU."),
    ],
)
def test_what_only_looks_like_a_citation_is_not_marked(
    language: str, text: str
) -> None:
    assert cited(text, language) == []


@pytest.mark.parametrize(
    "piece",
    ["Article 83 paragraph 1 paragraph 2 ", "OJ L 1, 1. 1. ", "Decision of the Council ", "No 1/2/",
     "(EU) 20", "ECLI:EU:C", "Assembly/AU/Dec. ", "WT/MIN(24)/A", "Case C-1, ", "resolution 2020/",
     "http://data.europa.eu/eli/a"],
)  # fmt: skip
def test_a_text_of_twice_the_length_takes_about_twice_the_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times + " TFEU /eli/ OJ "
        begin = time.process_time()
        cited(text)
        return time.process_time() - begin

    seconds(200)
    least = min(seconds(2_000) for _ in range(3))
    assert min(seconds(8_000) for _ in range(3)) < 10 * least + 0.05
