"""What became of promises in a later text."""

from communique import Act, promises, read
from communique.comparison.drift import drift, series


def found(*paragraphs: str) -> tuple[Act, ...]:
    text = "\n\n".join(
        f"{number}. {words}" for number, words in enumerate(paragraphs, 1)
    )
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
    changes = {}
    for each in drift(OLD, NEW):
        promise = each.old or each.new
        assert promise is not None
        changes[promise.what] = each.change
    assert changes == {
        "plant ten thousand trees along the river": "strengthened",
        "opening the archives of the port": "weakened",
        "repair the bridge between our cities by 2030": "weakened",
        "teach the children of both banks to swim": "not said again",
        "feed the swans every winter morning": "added",
    }


def test_a_declaration_held_against_itself_binds_as_before() -> None:
    assert {each.change for each in drift(OLD, OLD)} == {"same"}


def test_what_one_way_is_dropped_is_added_the_other_way() -> None:
    there, back = drift(OLD, NEW), drift(NEW, OLD)
    assert [each.old for each in there if each.change == "not said again"] == [
        each.new for each in back if each.change == "added"
    ]


def test_nothing_is_compared_with_nothing() -> None:
    assert drift((), ()) == ()


def test_one_promise_that_became_two_is_parted_and_two_that_became_one_are_put_together() -> (
    None
):
    one = found(
        "We will repair the old bridge between our cities, and paint all its lamps, rails and towers in green."
    )
    two = found(
        "We will repair the old bridge between our cities.",
        "We will paint all its lamps, rails and towers in green.",
    )
    assert [each.change for each in drift(one, two)] == ["same", "split"]
    assert [each.change for each in drift(two, one)] == ["merged", "same"]


def test_a_term_that_had_passed_is_renewed_and_not_put_off() -> None:
    old, new = (
        found("We will repair the bridge by 2020."),
        found("We will repair the bridge by 2030."),
    )
    assert [each.change for each in drift(old, new)] == ["weakened"]
    assert [each.change for each in drift(old, new, "2022-05-01")] == ["same"]


def test_a_promise_that_comes_back_is_the_same_thread() -> None:
    texts = (
        "1. We will repair the bridge.",
        "1. We will feed the swans.",
        "1. We agree to repair the bridge.",
    )
    given = series(
        [read(text.encode(), format="text", language="en").require() for text in texts]
    )
    assert [
        {at: each.change for at, each in thread.changes.items()}
        for thread in given.threads
    ] == [
        {0: "added", 1: "not said again", 2: "weakened"},
        {1: "added", 2: "not said again"},
    ]


def test_spelling_makes_no_other_promise() -> None:
    old = found(
        "We will finance the denuclearisation programmes of the defence centre."
    )
    new = found("We will finance the denuclearization programs of the defense center.")
    (change,) = drift(old, new)
    assert (change.change, round(change.likeness, 2)) == ("same", 1.0)


def test_a_larger_amount_strengthens_the_same_promise() -> None:
    old = found("We will give EUR 5 million to the schools of the valley.")
    new = found("We will give EUR 8 million to the schools of the valley.")
    (change,) = drift(old, new)
    assert (change.change, change.why) == (
        "strengthened",
        "5,000,000 EUR is 8,000,000 now",
    )


def test_promises_that_are_little_alike_are_perhaps_one() -> None:
    old = found("We will repair the old stone bridge between our cities and paint it.")
    new = found("We will repair the railway bridge of the northern valley next spring.")
    changes = [each.change for each in drift(old, new)]
    assert changes in (["perhaps"], ["not said again", "added"])


def test_other_parties_make_another_promise() -> None:
    old = found("We call on Norland to open the archives of the port.")
    same = found("We call on Norland to open the archives of the port.")
    other = found("We call on Sudland to open the archives of the port.")
    assert drift(old, same)[0].likeness > drift(old, other)[0].likeness
