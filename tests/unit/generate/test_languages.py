"""Which node is which in another language."""

import json

from communique import Declaration, read
from communique.generate.records import counterparts, match_lengths

WHEREAS = [
    "We, the ports,",
    "Recalling the storms of the long winter,",
    "Now, therefore,",
    "Proclaim these rules of the harbours.",
]


def made(recitals: list[str], language: str, labels: list[str]) -> Declaration:
    values = {
        "id": "rules", "iri": "/akn/xx/statement/declaration/9999/rules", "language": language, "kind": "declaration",
        "preamble": [
            {"kind": "recital", "eid": f"recs_1__rec_{number}", "content": [{"kind": "text", "text": text}]}
            for number, text in enumerate(recitals, 1)
        ],
        "body": [
            {"kind": "paragraph", "eid": f"para_{label.strip('().')}", "num": label, "content": [{"kind": "text", "text": "We meet."}]}
            for label in labels
        ],
    }  # fmt: skip
    return read(json.dumps(values).encode(), "json").require()


def test_nothing_is_renamed_where_all_have_the_same_names() -> None:
    assert counterparts(made(WHEREAS, "en", ["1."]), made(WHEREAS, "fr", ["1."])) == {}


def test_labels_that_languages_write_otherwise_are_told_by_their_places() -> None:
    assert counterparts(
        made([], "ar", ["1.", "(أ)", "3."]), made([], "en", ["1.", "2.", "3."])
    ) == {"para_أ": "para_2"}


def test_of_more_recitals_in_one_language_their_lengths_tell_which_is_alone() -> None:
    shorter = [WHEREAS[0], WHEREAS[1], WHEREAS[3]]
    one, other = made(shorter, "fr", ["1."]), made(WHEREAS, "en", ["1."])
    assert counterparts(one, other) == {"recs_1__rec_3": "recs_1__rec_4"}
    assert counterparts(other, one) == {
        "recs_1__rec_3": "recs_1__rec_4",
        "recs_1__rec_4": "recs_1__rec_3",
    }


def test_texts_match_in_their_order_whatever_their_number() -> None:
    assert match_lengths([], [5]) == {}
    assert match_lengths([10, 500, 10], [12, 480, 11]) == {0: 0, 1: 1, 2: 2}
    assert match_lengths([500], [20, 480, 20]) == {0: 1}
