"""What an act is about."""

from collections.abc import Sequence

import pytest

import communique
from communique.acts import Act, acts_of, promises
from communique.acts import topics as module
from communique.acts.topics import names_in, topics_in
from communique.core.errors import BundleMissing


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("fight organised crime and Organized Crime", ["organised crime"]),
        ("promote nuclear safety and nuclear energy", ["nuclear safety", "nuclear energy"]),
        ("ban nuclear-weapons, end women’s hunger, protect women's rights", ["nuclear weapon", "woman", "hunger", "women's rights"]),
        ("set economic, development and other aims", []),
        ("speak of watermelons, peacefully", []),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_whole_words_the_longer_first_and_each_topic_is_named_once(
    words: str, labels: list[str]
) -> None:
    assert [each.label for each in topics_in(words, names_in("en"))] == labels


def found(text: str, language: str = "en") -> Sequence[Act]:
    return promises(
        communique.read(text.encode(), format="text", language=language).require()
    )


def test_a_promise_has_the_topics_of_its_clause_with_their_addresses() -> None:
    (act,) = found(
        "1. We will end poverty for migrants, as the reader of laws on fraud knows.\n"
    )
    assert [(each.label, each.address, each.basis) for each in act.topics] == [
        ("poverty", "http://eurovoc.europa.eu/2281", "inferred"),
        ("migrant", "http://eurovoc.europa.eu/3320", "inferred"),
        ("fraud", "http://eurovoc.europa.eu/1092", "inferred"),
    ]


def test_each_point_has_the_topics_of_its_own_clause() -> None:
    acts = found("1. We will:\n\n(a) fight corruption;\n\n(b) plant forests.\n")
    assert [[each.label for each in act.topics] for act in acts] == [
        ["corruption"],
        ["forest"],
    ]


def test_topics_that_somebody_has_marked_are_taken_as_they_are() -> None:
    declaration = communique.load("eu-clasi-2023")
    topics = [
        topic
        for act in acts_of(declaration)
        if act.mark is not None and act.mark.topics
        for topic in act.topics
    ]
    assert {each.basis for each in topics} == {"marked"}
    assert ("organizirani kriminal", "http://eurovoc.europa.eu/5560") in [
        (each.label, each.address) for each in topics
    ]
    assert ("dialog", None) in [(each.label, each.address) for each in topics]


def test_what_a_record_has_as_an_entity_is_called_as_it_is_there() -> None:
    declaration = communique.load("eu-clasi-2023")
    called = {
        address: entity.label
        for entity in declaration.entities
        for address in entity.same_as
    }
    inferred = {
        topic.address: topic.label
        for act in promises(declaration)
        for topic in act.topics
        if topic.basis == "inferred" and topic.address in called
    }
    assert inferred["http://eurovoc.europa.eu/5560"] == "organizirani kriminal"
    assert inferred == {address: called[address] for address in inferred}


def test_of_a_language_without_names_nothing_is_known() -> None:
    assert [
        act.topics for act in found("1. Wir werden die Korruption bekämpfen.\n", "de")
    ] == [()]
    assert [
        [each.label for each in act.topics]
        for act in found("1. Zavezujemo se boju proti korupciji.\n", "sl")
    ] == [["corruption"]]


def test_without_the_shipped_list_there_are_no_topics(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(_: str) -> None:
        raise BundleMissing("none")

    monkeypatch.setattr(module, "shipped", missing)
    assert names_in.__wrapped__("en") == {}
