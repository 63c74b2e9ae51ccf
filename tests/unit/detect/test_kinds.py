"""The kinds of documents, by the words that name them."""

import pytest
from tests.unit.detect.read import parsed

from communique.core.values import Values
from communique.detect.facts import Standing, find_facts
from communique.detect.kinds import (
    is_path,
    kind_of,
    names_kind,
    names_own_kind,
    own_numbers,
)
from communique.languages import language

EN = language("en")


@pytest.mark.parametrize(
    ("tag", "edges", "kind"),
    [
        ("pl", ("Szanowny Panie Burmistrzu!", "Sieci są stare."), "open-letter"),
        ("he", ("מספר חתימות", "לכבוד ראש העיר"), "open-letter"),
        (
            "pt",
            ("Em manifesto, pescadores das ilhas recusam o novo farol.",),
            "manifesto",
        ),
        ("en", ("The ports met.", "Recalling the Charter of the Ports,"), "statement"),
        ("en", ("The ports met.", "Decision 3/24"), "decision"),
        ("en", ("We, the undersigned ports, ask for lamps.",), "open-letter"),
        ("en", ("Guiding principles for lamps",), "principles"),
        ("fr", ("Lignes directrices sur les phares",), "guidelines"),
    ],
)
def test_the_first_words_say_what_a_text_without_a_title_is(
    tag: str, edges: tuple[str, ...], kind: str
) -> None:
    values: Values = {"title": None}
    find_facts(values, Standing(edges=[*edges], spoken=(language(tag),)), language(tag))
    assert values["kind"] == kind


def test_of_two_kinds_in_a_title_the_first_counts() -> None:
    assert (
        kind_of("다섯 항구 공동 발표문", language("ko"))
        == kind_of("다섯 항구 공동발표문", language("ko"))
        == "joint-statement"
    )
    assert kind_of("Р Е З О Л Ю Ц І Я зборів рибалок", language("uk")) == "resolution"
    assert kind_of("Resolution on the Declaration of the Ports", EN) == "resolution"
    assert kind_of("港口公約任擇議定書", language("zh")) == "protocol"
    assert kind_of("港の条約に関する共同声明", language("ja")) == "joint-statement"
    assert (
        kind_of("Sameiginleg yfirlýsing um verndun hafsins", language("is"))
        == "joint-declaration"
    )
    assert (
        kind_of("Zur gemeinsamen politischen Erklärung der Häfen", language("de"))
        == "joint-declaration"
    )
    assert (
        kind_of("Liman Sözleşmesi Hakkında Ortak Açıklama", language("tr"))
        == "joint-statement"
    )
    assert kind_of("बंदरगाह संधि पर खुला पत्र", language("hi")) == "open-letter"
    assert kind_of("Informe en segundo trámite constitucional", language("es")) is None
    assert names_kind("Erklärung der Häfen")
    assert not names_kind("12517/23")


@pytest.mark.parametrize(
    ("tag", "title", "kind"),
    [
        ("ro", "Petiția pescarilor", "petition"), ("pt", "Abaixo-assinado pelo farol", "petition"),
        ("cs", "Petice za maják", "petition"), ("sk", "Petícia za maják", "petition"), ("tr", "Liman için imza kampanyası", "petition"),
        ("pl", "Petycji w sprawie latarni", "petition"), ("sq", "Shembull letre për portin", "letter"),
        ("sv", "Brev till hamnen", "letter"), ("uk", "Лист до порту", "letter"), ("sl", "Pisma pristanišču", "letter"),
        ("lt", "Laiškas uostui", "letter"), ("fi", "Mallikirje satamalle", "letter"), ("fa", "نامه‌ای سرگشاده به بندر", "open-letter"),
        ("zh", "港口章程", "charter"), ("zh", "关于渔网的若干规定", "regulation"), ("is", "Reglur hafnarinnar", "regulation"),
        ("bg", "Правилник за пристанището", "regulation"), ("ru", "Указ о маяках", "decree"), ("ka", "ბრძანებულება", "decree"),
        ("bg", "Етичен кодекс на пазачите", "charter"), ("nl", "Intentieverklaring van de havens", "declaration"),
        ("pl", "Oświadczenie portów", "statement"), ("pl", "Postanowienie o sieci", "decision"), ("hu", "A révészek nyilatkozata", "statement"),
        ("af", "Ope brief aan die hawe", "open-letter"), ("cy", "Cynnig ar y goleudy", "motion"), ("ht", "Lèt ouvè pou pò a", "open-letter"),
        ("hr", "Razmjena nota o lukama", "exchange-of-notes"), ("ko", "다섯 항구 회의록", "minutes"), ("lb", "Opruff fir den Hafen", "appeal"),
        ("ne", "संयुक्त अपिल", "appeal"), ("et", "Manifest sadamate eest", "manifesto"), ("en", "Letters patent of the Ports", None),
    ],
)  # fmt: skip
def test_forms_of_many_languages_name_a_kind(
    tag: str, title: str, kind: str | None
) -> None:
    assert kind_of(title, language(tag)) == kind


def test_a_word_can_end_in_a_kind() -> None:
    assert names_own_kind("Majakkajulistus", (language("fi"),))
    assert not names_own_kind("Majakka", (language("fi"),))


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("Home > Documents > Statements", True),
        ("Local 418 › Resolutions", True),
        ("You are at: Home / Council / Motions", True),
        ("首頁 ＞ 最新消息 ＞ 聲明", True),
        ("Declaration on Nets / Erklärung über Netze", False),
        ("Joint Statement: Nets: Boats", False),
        ("Resolution 12/2014 on Nets", False),
    ],
)
def test_the_path_of_a_page_names_no_kind(line: str, *, path: bool) -> None:
    assert is_path(line) is path
    assert not (path and names_own_kind(line, (language("en"),)))


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Matters relating to Article 6 of the Ports Agreement", None),
        ("Capacity and the Ports Protocol", None),
        ("Umsetzung des Übereinkommens zu den Häfen", None),
        ("The Northern Ports Charter on Rivers", "charter"),
        ("Proposal for a Council recommendation on rivers", "recommendation"),
        ("Meeting of the Ports – Joint Declaration", "joint-declaration"),
        ("Declaration on the Ports Agreement", "declaration"),
    ],
)
def test_a_title_has_no_kind_of_what_it_only_cites(
    title: str, kind: str | None
) -> None:
    tag = "de" if title.startswith("Um") else "en"
    assert kind_of(title, language(tag), acts=True, cited=False) == kind


@pytest.mark.parametrize(
    ("line", "role", "number"),
    [
        ("COUNCIL DECISION 2011/17/CFSP of 3 May 2011", "title", "2011/17/CFSP"),
        ("Regulation (EU) 2017/12 of the Council on lamps", "title", "(EU) 2017/12"),
        ("Besluit van de Raad inzake lampen (97/12/EG)", "title", "97/12/EG"),
        ("第712号决议", "title", "712"),
        ("78/9. Lamps of the ports", "letterhead", "78/9"),
        ("78/9.", "letterhead", "78/9"),
    ],
)
def test_acts_print_their_own_number(line: str, role: str, number: str) -> None:
    assert [each.number for each in own_numbers(line, role)] == [number]


@pytest.mark.parametrize(
    "line",
    [
        "Decision amending Regulation (EU) 2017/12",
        "关于执行第712号决议的声明",
        "We met on the implementation of 2011/17/CFSP",
    ],
)
def test_a_title_gives_no_number_of_an_act_that_it_cites(line: str) -> None:
    assert not list(own_numbers(line, "title"))


def test_the_number_of_a_conference_of_parties_is_that_of_a_decision() -> None:
    text = (
        "FLEET/COP/10/27\n\nLamps under the Protocol on Ports\n\n"
        "The Parties,\n\n1. Ask for light.\n"
    )
    assert parsed(text).require().kind == "decision"
