"""Citations of a declaration and of places in it."""

import json
from typing import Any

import pytest

from communique.core.errors import BadOption
from communique.model import Declaration
from communique.model.citation import EID, PLACE, STYLES, languages, pattern

SECTION: dict[str, Any] = {
    "kind": "section",
    "eid": "sec_IV",
    "num": "IV.",
    "heading": None,
}


def text(words: str, *marks: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "text", "text": words, "marks": marks}


def paragraph(
    eid: str, num: str | None, *content: dict[str, Any], kind: str = "paragraph"
) -> dict[str, Any]:
    return {
        "kind": kind,
        "eid": eid,
        "num": num,
        "content": content or (text("Words."),),
    }


def declaration(**values: Any) -> Declaration:
    whole = {
        "id": "a-work", "iri": "/akn/xx/statement/declaration/9999/a-work", "language": "en", "kind": "declaration",
        "title": text("Declaration\non Harbours"), **values,
    }  # fmt: skip
    return Declaration.model_validate(whole)


POINTS = {
    "kind": "points",
    "points": [paragraph("para_3__list_1__point_a", "(a)", kind="point")],
}
WHOLE = declaration(
    date={"value": "2023-05-03", "basis": "text"},
    place={"text": "Lisbon"},
    identifiers=[{"scheme": "un", "value": "A/77/1"}],
    preamble=[paragraph("recs_1__rec_1", None, kind="recital")],
    body=[
        {**SECTION, "body": [paragraph("para_3", "3.", text("Words", {"kind": "note", "start": 5, "end": 5, "ref": "n"}), POINTS)]},
        {**SECTION, "kind": "article", "eid": "art_2", "num": "Article 2", "body": [paragraph("art_2__para_1", "1.")]},
    ],
    annexes=[{"eid": "att_1", "num": "ANNEX I", "body": [paragraph("att_1__para_1", "1.")]}],
    notes=[{"eid": "n", "marker": "*", "content": [text("A note.")]}],
    entities=[{"id": "lisbon", "type": "place", "label": "Lisboa"}],
    signatories=[{"id": "s", "name": {"text": "The Ministers"}}],
)  # fmt: skip


def test_a_declaration_is_cited_by_its_title_place_date_and_number() -> None:
    assert WHOLE.cite() == "Declaration on Harbours, Lisbon, 3 May 2023; A/77/1"


@pytest.mark.parametrize(
    ("eid", "place"),
    [
        ("para_3", "paragraph 3"),
        ("para_3__list_1__point_a", "paragraph 3, point a"),
        ("sec_IV", "section IV"),
        ("art_2", "Article 2"),
        ("art_2__para_1", "Article 2, paragraph 1"),
        ("att_1", "ANNEX I"),
        ("att_1__para_1", "ANNEX I, paragraph 1"),
        ("recs_1__rec_1", "recs_1__rec_1"),
        ("n", "footnote *"),
        ("preface", "preface"),
    ],
)
def test_a_place_is_cited_by_its_printed_numbers_else_by_its_eid(
    eid: str, place: str
) -> None:
    assert (
        WHOLE.cite(eid)
        == f"Declaration on Harbours, Lisbon, 3 May 2023, {place}; A/77/1"
    )


@pytest.mark.parametrize(
    ("date", "english", "slovene", "spanish"),
    [
        ("2023-05-03", "3 May 2023", "3. maj 2023", "3 de mayo de 2023"),
        ("2023-05", "May 2023", "maj 2023", "mayo de 2023"),
        ("2023", "2023", "2023", "2023"),
    ],
)
def test_a_date_is_written_with_the_precision_that_it_has(
    date: str, english: str, slovene: str, spanish: str
) -> None:
    dated = declaration(date={"value": date})
    assert [dated.cite(language=language) for language in ("en", "sl", "es")] == [
        f"Declaration on Harbours, {words}" for words in (english, slovene, spanish)
    ]


def test_every_language_has_the_same_words() -> None:
    assert len({frozenset(words.places) for words in languages().values()}) == 1


@pytest.mark.parametrize("style", STYLES)
def test_a_pattern_is_filled_in_to_the_citation_of_a_place(style: str) -> None:
    made = pattern(WHOLE, style=style, language="en")
    if style == "csl-json":
        made = made.replace("\\u0001", "\x01").replace("\\u0002", "\x02")
    filled = made.replace(EID, "para_3").replace(PLACE, "paragraph 3")
    assert filled == WHOLE.cite("para_3", style=style)


def test_what_is_not_known_is_left_out() -> None:
    assert declaration().cite() == "Declaration on Harbours"
    assert declaration(title=None, short_title="Harbours").cite() == "Harbours"
    assert declaration(title=None).cite("preface") == "a-work, preface"


def test_the_number_of_a_note_is_cited_as_that_of_what_it_is_annexed_to() -> None:
    cover = {
        "kind": "note", "iri": "/akn/xx/doc/note/9999/a-work", "identifiers": [{"scheme": "council", "value": "ST 1/23"}],
        "paragraphs": [paragraph("cover__para_1", "1.")],
    }  # fmt: skip
    noted = declaration(cover=cover)
    assert noted.cite() == "Declaration on Harbours; ST 1/23, annex"
    assert (
        noted.cite("cover__para_1")
        == "Declaration on Harbours, cover note, paragraph 1; ST 1/23, annex"
    )


def test_the_place_and_the_publisher_are_called_by_their_names_in_the_language_of_the_citation() -> (
    None
):
    def named(name: str, label: str) -> dict[str, Any]:
        return {
            "id": name,
            "type": "place",
            "label": label,
            "names": [{"language": "en", "text": f"The {label}"}],
        }

    found = declaration(
        language="sl", place={"text": "Luki", "ref": "luka"}, source={"publisher": "Pristan"},
        entities=[named("luka", "Luka"), named("pristan", "Pristan")],
    )  # fmt: skip
    assert found.cite() == "Declaration on Harbours, The Luka; The Pristan"
    assert found.cite(language="sl") == "Declaration on Harbours, Luka; Pristan"
    (item,) = json.loads(found.cite(style="csl-json"))
    assert (item["publisher-place"], item["publisher"]) == ("The Luka", "The Pristan")
    (item,) = json.loads(found.cite(style="csl-json", language="sl"))
    assert (item["publisher-place"], item["publisher"]) == ("Luka", "Pristan")
    assert "  organization = {The Pristan},\n  address = {The Luka},\n" in found.cite(
        style="bibtex"
    )


SOURCE = {
    "url": "https://harbours.example/a_1",
    "publisher": "Harbour Office",
    "retrieved": "2024-06-01",
}
FOUND = "Harbour Office, https://harbours.example/a_1"


@pytest.mark.parametrize(
    ("language", "accessed"),
    [
        ("en", "accessed 1 June 2024"),
        ("sl", "dostop: 1. junij 2024"),
        ("es", "consulta: 1 de junio de 2024"),
    ],
)
def test_the_text_ends_with_publisher_address_and_date_of_access(
    language: str, accessed: str
) -> None:
    cited = declaration(source=SOURCE).cite(language=language)
    assert cited == f"Declaration on Harbours; {FOUND} ({accessed})"


def test_without_a_date_of_access_the_address_is_cited_alone() -> None:
    source = {**SOURCE, "retrieved": None}
    assert declaration(source=source).cite() == f"Declaration on Harbours; {FOUND}"


def test_bibtex_and_csl_have_the_address_as_it_is_and_the_date_of_access() -> None:
    found = declaration(source=SOURCE)
    assert (
        "  url = {https://harbours.example/a_1},\n  urldate = {2024-06-01},\n"
        in found.cite(style="bibtex")
    )
    (item,) = json.loads(found.cite(style="csl-json"))
    assert item["URL"] == SOURCE["url"]
    assert item["accessed"] == {"date-parts": [[2024, 6, 1]]}


def test_a_bibtex_entry_says_the_same() -> None:
    assert WHOLE.cite("para_3", style="bibtex") == (
        "@misc{a-work:para_3,\n  author = {{The Ministers}},\n  title = {{Declaration on Harbours}},\n  date = {2023-05-03},\n"
        "  year = {2023},\n  month = {5},\n  address = {Lisbon},\n  number = {A/77/1},\n  language = {en},\n"
        "  note = {paragraph 3},\n}\n"
    )


def test_signs_that_tex_would_read_are_escaped() -> None:
    entry = declaration(title=text(r"50% & {more} #1_\x~y^z $")).cite(style="bibtex")
    assert (
        r"50\% \& \{more\} \#1\_\textbackslash{}x\textasciitilde{}y\textasciicircum{}z \$"
        in entry
    )


def test_a_csl_item_says_the_same() -> None:
    (item,) = json.loads(WHOLE.cite("para_3", style="csl-json"))
    assert item == {
        "id": "a-work:para_3", "type": "document", "title": "Declaration on Harbours",
        "author": [{"literal": "The Ministers"}], "issued": {"date-parts": [[2023, 5, 3]]}, "publisher-place": "Lisbon",
        "number": "A/77/1", "section": "paragraph 3", "language": "en",
    }  # fmt: skip
    assert json.loads(declaration().cite(style="csl-json")) == [
        {
            "id": "a-work",
            "type": "document",
            "title": "Declaration on Harbours",
            "language": "en",
        }
    ]


def test_a_bad_call_is_raised_and_lists_what_there_is() -> None:
    with pytest.raises(
        BadOption,
        match="'mla' is no style of citation; there are text, bibtex, csl-json",
    ):
        WHOLE.cite(style="mla")
    with pytest.raises(
        BadOption, match="no citation is written in 'tlh'; there are en, sl, es"
    ):
        WHOLE.cite(language="tlh")
    with pytest.raises(KeyError, match="para_9"):
        WHOLE.cite("para_9")
    with pytest.raises(KeyError, match="'lisbon' of a-work is an entity"):
        WHOLE.cite("lisbon")
