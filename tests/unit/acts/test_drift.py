"""What became of promises in a later text."""

from communique import Act, promises, read
from communique.acts.drift import drift


def found(*paragraphs: str) -> tuple[Act, ...]:
    text = "\n\n".join(f"{number}. {words}" for number, words in enumerate(paragraphs, 1))
    return promises(read(text.encode(), format="text", language="en").require())


OLD = found(
    "We intend to plant ten thousand trees along the river.",
    "We commit ourselves to opening the archives of the port.",
    "We will repair the bridge between our cities by 2030.",
    "We will teach the children of both banks to swim.",
)
NEW = found(
    "We will repair the bridge between our cities, where possible.",
    "We commit ourselves to planting ten thousand trees along the river.",
    "We will open the archives of the port.",
    "We will feed the swans every winter morning.",
)


def test_promises_are_paired_by_their_words_and_judged() -> None:
    changes = {(each.old or each.new).what: each.change for each in drift(OLD, NEW) if each.old or each.new}  # type: ignore[union-attr]
    assert changes == {
        "plant ten thousand trees along the river": "strengthened",
        "opening the archives of the port": "weakened",
        "repair the bridge between our cities by 2030": "weakened",
        "teach the children of both banks to swim": "dropped",
        "feed the swans every winter morning": "added",
    }


def test_a_declaration_held_against_itself_binds_as_before() -> None:
    assert {each.change for each in drift(OLD, OLD)} == {"same"}


def test_what_one_way_is_dropped_is_added_the_other_way() -> None:
    there, back = drift(OLD, NEW), drift(NEW, OLD)
    assert [each.old for each in there if each.change == "dropped"] == [
        each.new for each in back if each.change == "added"
    ]


def test_nothing_is_compared_with_nothing() -> None:
    assert drift((), ()) == ()
