import pytest

import communique


def cited(text: str, language: str) -> list[tuple[str, str]]:
    declaration = communique.read(text.encode(), format="text", language=language).require()
    return [(each.words, each.relation) for each in communique.references(declaration)]


@pytest.mark.parametrize(
    ("language", "sentence", "relation"),
    [
        ("en", "We welcome resolution 1540 (2004).", "welcome"),
        ("en", "Resolution 1540 (2004) is long.", "cite"),
        ("en", "We decide, acting under resolution 1540 (2004), to meet.", "under"),
        ("en", "We decide to meet. The list of resolution 1540 (2004) is long.", "cite"),
        ("fr", "Nous saluons la résolution 1540 (2004).", "welcome"),
        ("de", "Wir handeln gemäß der Resolution 1540 (2004).", "under"),
        ("es", "Actuamos en virtud de la resolución 1540 (2004).", "under"),
        ("sl", "Odločamo v skladu z resolucijo 1540 (2004).", "under"),
    ],
)
def test_the_sentence_says_how_a_work_is_cited(language: str, sentence: str, relation: str) -> None:
    found = cited(f"Declaration\n\n1. {sentence}\n", language)
    assert [how for _, how in found] == [relation]


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
    assert (found.eid, found.number, found.scheme, found.missing) == ("para_1", "1", "un", None)
