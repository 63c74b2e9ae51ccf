"""The kinds of documents, by the words that name them."""

import pytest

from communique.core.values import Values
from communique.detect.facts import Standing, find_facts
from communique.detect.kinds import kind_of, names_kind
from communique.languages import language

EN = language("en")


@pytest.mark.parametrize(
    ("tag", "edges", "kind"),
    [
        ("pl", ("Szanowny Panie Burmistrzu!", "Sieci są stare."), "open-letter"),
        ("he", ("מספר חתימות", "לכבוד ראש העיר"), "open-letter"),
        ("pt", ("Em manifesto, pescadores das ilhas recusam o novo farol.",), "manifesto"),
        ("en", ("The ports met.", "Recalling the Charter of the Ports,"), "statement"),
    ],
)
def test_the_first_words_say_what_a_text_without_a_title_is(tag: str, edges: tuple[str, ...], kind: str) -> None:
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
    assert kind_of("Sameiginleg yfirlýsing um verndun hafsins", language("is")) == "joint-declaration"
    assert kind_of("Zur gemeinsamen politischen Erklärung der Häfen", language("de")) == "joint-declaration"
    assert kind_of("Informe en segundo trámite constitucional", language("es")) is None
    assert names_kind("Erklärung der Häfen")
    assert not names_kind("12517/23")
