import json
import time

import pytest

import communique
from communique.acts.pinpoints import numbers_of
from communique.acts.works import Work, work_of


def cited(text: str, language: str) -> list[tuple[str, str]]:
    declaration = communique.read(
        text.encode(), format="text", language=language
    ).require()
    return [(each.words, each.relation) for each in communique.references(declaration)]


@pytest.mark.parametrize(
    ("language", "sentence", "relation"),
    [
        ("en", "We welcome resolution 1540 (2004).", "welcome"),
        ("en", "Resolution 1540 (2004) is long.", "cite"),
        ("en", "We decide, acting under resolution 1540 (2004), to meet.", "under"),
        (
            "en",
            "We decide to meet. The list of resolution 1540 (2004) is long.",
            "cite",
        ),
        ("fr", "Nous saluons la résolution 1540 (2004).", "welcome"),
        ("de", "Wir handeln gemäß der Resolution 1540 (2004).", "under"),
        ("es", "Actuamos en virtud de la resolución 1540 (2004).", "under"),
        ("sl", "Odločamo v skladu z resolucijo 1540 (2004).", "under"),
    ],
)
def test_the_sentence_says_how_a_work_is_cited(
    language: str, sentence: str, relation: str
) -> None:
    found = cited(f"Declaration\n\n1. {sentence}\n", language)
    assert [how for _, how in found] == [relation]


def test_a_declaration_has_its_citations_and_they_are_filtered() -> None:
    text = (
        "Declaration\n\n1. We welcome resolution 1540 (2004).\n\n"
        "2. Article 83 TFEU and resolution 1977 (2011) are short.\n"
    )
    declaration = communique.read(text.encode(), format="text", language="en").require()
    found = declaration.references
    assert found == communique.references(declaration)
    assert len(found) == 3
    assert communique.references(declaration, scheme="un") == (found[0], found[2])
    assert communique.references(declaration, relation="welcome") == found[:1]
    assert communique.references(declaration, scheme="eu-act") == ()


def test_a_title_cites_and_does_nothing_more() -> None:
    text = "Declaration on resolution 1540 (2004)\n\n1. We meet.\n\n2. We talk.\n"
    assert cited(text, "en") == [("resolution 1540 (2004)", "cite")]


def test_a_declaration_without_citations_has_none() -> None:
    assert cited("Declaration\n\n1. We meet.\n", "en") == []


def test_the_place_is_that_of_the_words() -> None:
    text = "Declaration\n\n1. We welcome resolution 1540 (2004).\n"
    declaration = communique.read(text.encode(), format="text", language="en").require()
    (found,) = communique.references(declaration)
    assert found.passage.text[found.start : found.end] == found.words
    assert (found.eid, found.number, found.scheme, found.missing) == (
        "para_1",
        "1",
        "un",
        None,
    )


@pytest.mark.parametrize(
    ("language", "sentence", "at"),
    [
        ("en", "We recall paragraph 4 of resolution 1977 (2011).", "paragraph 4"),
        ("en", "We recall paragraphs 4, 5 and 7 to 9 of resolution 1977 (2011).", "paragraphs 4, 5 and 7 to 9"),
        ("en", "We recall Article 5(1) of Regulation (EU) 2016/679.", "Article 5(1)"),
        ("en", "We recall resolution 1977 (2011).", None),
        ("en", "We recall paragraph 4, and resolution 1977 (2011).", None),
        ("fr", "Nous rappelons le paragraphe 4 de la résolution 1977 (2011).", "paragraphe 4"),
        ("de", "Wir erinnern an Ziffer 4 der Resolution 1977 (2011).", "Ziffer 4"),
        ("es", "Recordamos el párrafo 4 de la resolución 1977 (2011).", "párrafo 4"),
        ("ru", "Мы ссылаемся на пункт 4 резолюции 1977 (2011).", "пункт 4"),
        ("en", "We recall recital 7 of Regulation (EU) 2016/679.", "recital 7"),
        ("en", "See paragraph 3 of Article 9 of Regulation (EU) 2016/679.", "paragraph 3 of Article 9"),
        ("fr", "Voir l’article 6, paragraphe 1, point f), du règlement (UE) 2016/679.", "article 6, paragraphe 1, point f)"),
        ("de", "Siehe Artikel 6 Absatz 1 Buchstabe f der Verordnung (EU) 2016/679.", "Artikel 6 Absatz 1 Buchstabe f"),
        ("sl", "Glej drugi odstavek 9. člena Direktive 2003/88/ES.", "9. člena"),
        ("pt", "Ver o artigo 6.º, n.º 1, do Regulamento (UE) 2016/679.", "artigo 6.º, n.º 1"),
        ("en", "See the judgment, ECLI:EU:C:2014:317.", None),
    ],
)  # fmt: skip
def test_the_place_in_the_cited_work_is_told(
    language: str, sentence: str, at: str | None
) -> None:
    text = f"Declaration\n\n1. {sentence}\n"
    declaration = communique.read(
        text.encode(), format="text", language=language
    ).require()
    assert [each.at for each in communique.references(declaration)] == [at]


OWN = """Declaration

1. We meet.

2. We recall paragraph 1 above, paragraph 7 above and annex II, and paragraphs 1 and 3 above.

3. We recall annex II to resolution 1977 (2011), and annex IV.

ANNEX I

1. We sing.

ANNEX II

1. We dance.
"""


def test_a_place_in_the_declaration_itself_is_resolved() -> None:
    declaration = communique.read(OWN.encode(), format="text", language="en").require()
    found = [
        each for each in communique.references(declaration) if each.scheme == "akn"
    ]
    assert [(each.words, each.href) for each in found if each.number == "2"] == [
        ("paragraph 1 above", "#para_1"),
        ("paragraph 7 above", None),
        ("annex II", f"#{declaration.annexes[1].eid}"),
        ("paragraphs 1", "#para_1"),
        ("3 above", "#para_3"),
    ]
    missing = [each.missing for each in found if each.href is None]
    assert missing == [
        "no paragraph of the declaration, or more than one, has this number"
    ]


def test_an_annex_of_another_work_is_no_place_in_the_declaration() -> None:
    declaration = communique.read(OWN.encode(), format="text", language="en").require()
    third = [each for each in communique.references(declaration) if each.number == "3"]
    assert [each.words for each in third] == ["resolution 1977 (2011)"]


@pytest.mark.parametrize(
    "piece",
    [
        "paragraph 1, 2, 3 ",
        "annex of the ",
        "paragraph 1 paragraph ",
        "pursuant to pursuant to ",
    ],
)
def test_a_text_of_twice_the_length_takes_about_twice_the_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text = f"Declaration\n\n1. We recall {piece * times} resolution 1977 (2011).\n"
        declaration = communique.read(
            text.encode(), format="text", language="en"
        ).require()
        begin = time.process_time()
        communique.references(declaration)
        return time.process_time() - begin

    seconds(100)
    least = min(seconds(500) for _ in range(3))
    assert min(seconds(2_000) for _ in range(3)) < 10 * least + 0.05


@pytest.mark.parametrize(
    ("language", "sentence", "words", "at"),
    [
        (
            "en",
            "We reaffirm Article 51 of the Charter of the United Nations.",
            "Charter of the United Nations",
            "Article 51",
        ),
        (
            "fr",
            "Nous appliquons l’article 17, paragraphe 2, du règlement (UE) 2016/679.",
            "règlement (UE) 2016/679",
            "article 17, paragraphe 2",
        ),
        (
            "de",
            "Wir wenden Artikel 9 Absatz 1 der Verordnung (EU) 2016/679 an.",
            "Verordnung (EU) 2016/679",
            "Artikel 9 Absatz 1",
        ),
        ("es", "Cumplimos el Acuerdo de París.", "Acuerdo de París", None),
        (
            "sl",
            "Potrjujemo člen 51 Ustanovne listine Združenih narodov.",
            "Ustanovne listine Združenih narodov",
            "člen 51",
        ),
        (
            "en",
            "We act under Article 83(1) TFEU.",
            "Article 83(1) TFEU",
            "Article 83(1)",
        ),
    ],
)
def test_a_named_work_and_its_place_are_told(
    language: str, sentence: str, words: str, at: str | None
) -> None:
    text = f"Declaration\n\n1. {sentence}\n"
    declaration = communique.read(
        text.encode(), format="text", language=language
    ).require()
    (found,) = communique.references(declaration)
    assert (found.words, found.at) == (words, at)
    assert found.href is not None


def test_a_work_has_the_same_address_in_all_languages() -> None:
    texts = {
        "en": "We apply Regulation (EU) 2016/679 and Article 83 TFEU.",
        "fr": "Nous appliquons le règlement (UE) 2016/679 et l’article 83 TFUE.",
    }
    works: set[tuple[str | None, ...]] = set()
    for language, sentence in texts.items():
        text = f"Declaration\n\n1. {sentence}\n"
        declaration = communique.read(
            text.encode(), format="text", language=language
        ).require()
        found = communique.references(declaration)
        works.add(tuple(each.work for each in found))
    assert works == {
        (
            "http://data.europa.eu/eli/reg/2016/679",
            "http://data.europa.eu/eli/treaty/tfeu_2016",
        )
    }


def test_a_number_and_a_year_that_do_not_go_together_have_no_address() -> None:
    text = "Declaration\n\n1. We welcome resolution 1540 (2010).\n"
    declaration = communique.read(text.encode(), format="text", language="en").require()
    (found,) = communique.references(declaration)
    assert (found.href, found.missing) == (
        None,
        "the number and the year do not go together",
    )


def test_many_citations_in_one_paragraph_take_linear_time() -> None:
    sentence = "We recall paragraph 1 above and resolution 1540 (2004). "
    seconds: list[float] = []
    for times in (200, 1_000):
        text = f"Declaration\n\n1. {sentence * times}\n"
        declaration = communique.read(
            text.encode(), format="text", language="en"
        ).require()
        began = time.process_time()
        assert len(communique.references(declaration)) == 2 * times
        seconds.append(time.process_time() - began)
    assert seconds[1] < 20 * seconds[0]


def test_a_link_that_a_file_cuts_into_pieces_is_one_citation() -> None:
    text = "Declaration\n\n1. We welcome resolution 1540 (2004).\n"
    record = communique.read(text.encode(), format="text", language="en").require()
    values = json.loads(record.model_dump_json())
    block = values["body"][0]["content"][0]
    whole = next(mark for mark in block["marks"] if mark["kind"] == "reference")
    middle = whole["end"] - 7
    pieces = [{**whole, "end": middle}, {**whole, "start": middle}]
    block["marks"] = pieces
    cut = communique.Declaration.model_validate(values)
    assert [each.words for each in communique.references(cut)] == [
        "resolution 1540 (2004)"
    ]


@pytest.mark.parametrize(
    "href",
    [
        "https://undocs.org/S/RES/1540(2004)",
        "https://undocs.org/fr/S/RES/1540%20(2004)",
        "http://www.undocs.org/S/RES/1540 (2004)",
    ],
)
def test_one_work_has_one_address_however_a_link_is_written(href: str) -> None:
    assert work_of("1540 (2004)", "un", href) == Work(
        "S/RES/1540(2004)", "https://undocs.org/S/RES/1540(2004)"
    )


def test_a_paragraph_above_is_in_the_same_article() -> None:
    text = (
        "Agreement\n\nArticle 1\n\n1. We meet.\n\n2. We talk.\n\n"
        "Article 2\n\n1. We pay.\n\n2. We act under paragraph 1 above.\n"
    )
    declaration = communique.read(text.encode(), format="text", language="en").require()
    (found,) = communique.references(declaration)
    assert (found.eid, found.href) == ("art_2__para_2", "#art_2__para_1")


ARTICLES = """Agreement

Article 1

1. We meet as Article 2, paragraph 1, says.

2. We act under Article 2 of the Charter of the United Nations.

Article 2

1. We pay under Articles 1 to 3.

2. We act under paragraph 1 of this Article.

Article 3

Article 9 of this Agreement and Article 9 are not here.
"""


def test_articles_of_the_declaration_itself_are_resolved() -> None:
    declaration = communique.read(
        ARTICLES.encode(), format="text", language="en"
    ).require()
    found = [
        (each.eid, each.words, each.href, each.others)
        for each in communique.references(declaration, scheme="akn")
    ]
    assert found == [
        ("art_1__para_1", "Article 2, paragraph 1", "#art_2__para_1", ()),
        ("art_2__para_1", "Articles 1 to 3", "#art_1", ("art_2", "art_3")),
        ("art_2__para_2", "paragraph 1 of this Article", "#art_2__para_1", ()),
        ("art_3__para_1", "Article 9 of this Agreement", None, ()),
    ]


def test_a_range_names_the_paragraphs_between_its_ends() -> None:
    text = (
        "Declaration\n\n1. We meet.\n\n2. We sing.\n\n3. We eat.\n\n4. We dance.\n\n"
        "5. We repeat paragraphs 1 to 4 above.\n"
    )
    declaration = communique.read(text.encode(), format="text", language="en").require()
    assert [(each.href, each.others) for each in declaration.references] == [
        ("#para_1", ()),
        ("#para_4", ("para_2", "para_3")),
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "symbol"),
    [
        ("en", "We recall the statement (S/PRST/2011/16).", "S/PRST/2011/16"),
        ("zh", "回顾作为S/2019/28号文件分发的报告。", "S/2019/28"),
        ("zh", "以安全理事会第338(1973)号决议为基础。", "S/RES/338(1973)"),
        ("en", "We recall 2397 (2017).", "S/RES/2397(2017)"),
        ("en", "We recall 2451 (2018).", "S/RES/2451(2018)"),
    ],
)
def test_a_symbol_is_read_between_any_words(
    language: str, sentence: str, symbol: str
) -> None:
    text = f"Declaration\n\n1. {sentence}\n"
    declaration = communique.read(
        text.encode(), format="text", language=language
    ).require()
    assert [each.value for each in declaration.references] == [symbol]


@pytest.mark.parametrize(
    ("place", "language", "numbers"),
    [
        ("paragraphs 4, 5 (a) and 7 to 9", "en", "4 5 7 8 9"),
        ("paragraphs 3–5", "en", "3 4 5"),
        ("Article 5(1)", "en", "5"),
        ("paragraphes 2 à 4 et 6", "fr", "2 3 4 6"),
        ("Artikel 2 bis 4", "de", "2 3 4"),
        ("paragraphs 9 to 7", "en", "9 7"),
        ("paragraphs 1 to 900", "en", "1 900"),
    ],
)
def test_a_range_has_all_its_numbers(place: str, language: str, numbers: str) -> None:
    assert numbers_of(place, language) == numbers.split()


@pytest.mark.parametrize(
    ("sentence", "hrefs"),
    [
        ("We recall resolution 50/13 of 7 July 2022 and resolution 50/13.", ["A/HRC/RES/50/13"] * 2),
        ("We recall resolution 79/1.", ["A/RES/79/1"]),
        ("We recall resolution 50/13.", [None]),
        ("We recall resolution 79/549.", [None]),
        ("We recall resolution 80/1.", [None]),
        ("We recall resolution 3314 (XXIX) and resolution 1503 (XLVIII).", ["A/RES/3314(XXIX)", None]),
    ],
)  # fmt: skip
def test_the_rest_of_the_text_may_say_whose_resolution_it_is(
    sentence: str, hrefs: list[str | None]
) -> None:
    text = f"Declaration\n\n1 March 2024\n\n1. {sentence}\n"
    found = communique.read(text.encode(), format="text", language="en").require()
    symbols = [each.href and each.href.removeprefix("https://undocs.org/") for each in found.references]  # fmt: skip
    assert symbols == hrefs


def test_a_number_without_a_body_is_of_the_assembly_that_speaks() -> None:
    text = (
        "A/RES/80/9\n\nResolution 80/9\n\nThe General Assembly,\n\n"
        "1. Recalls resolution 60/1, resolution S-10/2 and decision 73/546;\n\n"
        "2. Notes Human Rights Council resolution 50/13.\n"
    )
    found = communique.read(text.encode(), format="text", language="en").require()
    assert [(each.words, each.value) for each in found.references if each.href] == [
        ("resolution 60/1", "A/RES/60/1"),
        ("resolution S-10/2", "A/RES/S-10/2"),
    ]
