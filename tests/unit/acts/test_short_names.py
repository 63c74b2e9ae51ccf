"""Names that a text gives to works, and words such as `ibid.`."""

import time

import pytest

import communique
from communique.acts.references import Citation

REGULATION = "http://data.europa.eu/eli/reg/2016/679"
PARIS = "https://unfccc.int/process-and-meetings/the-paris-agreement"


def cited(text: str, language: str = "en") -> list[Citation]:
    declaration = communique.read(
        text.encode(), format="text", language=language
    ).require()
    return list(communique.references(declaration))


@pytest.mark.parametrize(
    ("language", "sentences", "words"),
    [
        ("en", ('We recall Regulation (EU) 2016/679 (hereinafter "the Regulation").', "Article 5 of the Regulation binds."), "Regulation"),
        ("en", ("We recall Regulation (EU) 2016/679 (hereinafter the Ports Regulation).", "The Ports Regulation binds."), "Ports Regulation"),
        ("en", ("We recall Regulation (EU) 2016/679, hereinafter referred to as “the Regulation”.", "The Regulation binds."), "Regulation"),
        ("en", ("We recall Regulation (EU) 2016/679 (the “Ports Rules”, the “Regulation”).", "We meet."), None),
        ("fr", ("Nous rappelons le règlement (UE) 2016/679 (ci-après dénommé « le Règlement »).", "L’article 5 du Règlement est clair."), "Règlement"),
        ("es", ("Recordamos el Reglamento (UE) 2016/679 (en adelante, «el Reglamento»).", "El artículo 5 del Reglamento es claro."), "Reglamento"),
        ("de", ("Wir erinnern an die Verordnung (EU) 2016/679 (im Folgenden „Verordnung“).", "Artikel 5 der Verordnung gilt."), "Verordnung"),
        ("sl", ("Spominjamo na Uredbo (EU) 2016/679 (v nadaljnjem besedilu: Uredba).", "Upoštevamo 5. člen Uredbe."), "Uredbe"),
    ],
)  # fmt: skip
def test_a_later_use_of_a_name_cites_the_work_that_it_names(
    language: str, sentences: tuple[str, str], words: str | None
) -> None:
    first, second = sentences
    found = cited(f"Declaration\n\n1. {first}\n\n2. {second}\n", language)
    assert {each.work for each in found} == {REGULATION}
    later = [each for each in found if each.number == "2"]
    assert [each.words for each in later] == ([] if words is None else [words])


def test_a_name_alone_is_given_to_the_work_that_is_named_before_it() -> None:
    found = cited(
        "Declaration\n\n1. We recall the Paris Agreement (the “Agreement”) and the Bonn Treaty.\n\n"
        "2. Article 4 of the Agreement and the Geneva Agreement bind; so does the Agreement on Ports.\n"
    )
    assert [(each.words, each.at, each.href) for each in found] == [
        ("Paris Agreement", None, PARIS),
        ("Agreement", "Article 4", PARIS),
    ]


def test_a_name_with_a_number_before_it_is_that_of_an_instrument() -> None:
    found = cited(
        "Declaration\n\n1. We recall the 2030 Agenda (the “Agenda”).\n\n2. We apply the Agenda.\n"
    )
    assert [each.words for each in found] == ["2030 Agenda", "Agenda"]
    assert found[1].work == found[0].work


def test_a_name_of_a_work_without_a_known_address_says_so() -> None:
    found = cited(
        "Declaration\n\n1. We recall resolution 1540 (2004) and the Bonn Convention on Ports "
        "(hereinafter “the Convention”).\n\n2. We apply the Convention.\n"
    )
    assert [(each.words, each.href is None) for each in found] == [
        ("resolution 1540 (2004)", False),
        ("Convention", True),
    ]
    assert found[1].value == "Bonn Convention on Ports"
    assert found[1].missing == "the text names the work and gives no number of it"


@pytest.mark.parametrize(
    "sentence",
    [
        "We acceded to this Convention (hereinafter “the Convention”).",
        "The group under resolution 1540 (2004) (hereinafter “the Committee”) works.",
        "They said it (“the Convention”).",
    ],
)
def test_names_of_bodies_and_of_the_text_itself_are_no_citations(sentence: str) -> None:
    found = cited(
        f"Declaration\n\n1. {sentence}\n\n2. The Convention and the Committee.\n"
    )
    assert [each for each in found if each.number == "2"] == []


NOTES = """Declaration

1. We meet.[^1] We talk.[^2] We go.[^3] We stay.[^4]

[^1]: See resolution 1540 (2004), paragraph 4.

[^2]: Ibid., paragraph 7.

[^3]: See resolutions 1977 (2011) and 1540 (2004).

[^4]: Ibid.
"""


def test_ibid_with_another_volume_is_of_no_certain_work() -> None:
    (found,) = [
        each
        for each in cited(NOTES.replace("Ibid., paragraph 7", "Ibid., vol. 634, No. 9"))
        if each.eid == "authorialNote_2"
    ]
    assert (found.href, found.missing) == (
        None,
        "it is not certain which work it repeats",
    )


def test_ibid_cites_the_only_work_of_the_note_before_it() -> None:
    found = {each.eid: each for each in cited(NOTES) if each.words.startswith("Ibid")}
    second = found["authorialNote_2"]
    assert (second.value, second.at) == ("S/RES/1540(2004)", "paragraph 7")
    assert second.href == "https://undocs.org/S/RES/1540(2004)"
    last = found["authorialNote_4"]
    assert (last.href, last.scheme) == (None, "ibid")
    assert last.missing == "it is not certain which work it repeats"


@pytest.mark.parametrize("piece", ["(hereinafter ", "“the Convention ", "the Convention ", "ibid. "])  # fmt: skip
def test_a_text_of_twice_the_length_takes_about_twice_the_time(piece: str) -> None:
    def seconds(times: int) -> float:
        text = (
            "Declaration\n\n1. We recall Regulation (EU) 2016/679 (“the Convention”). "
            f"{piece * times}\n"
        )
        begin = time.perf_counter()
        cited(text)
        return time.perf_counter() - begin

    seconds(100)
    assert min(seconds(1200) for _ in range(2)) < 10 * seconds(300) + 0.1
