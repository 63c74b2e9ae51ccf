"""One row for each sentence: the acts in it, with who acts, by when, and for whom."""

import pytest

from communique import promises, read
from communique.acts import Act


def found(text: str) -> list[Act]:
    head = "Joint Statement\n\n3 May 2024\n\n"
    given = f"{head}{text}\n\nWe thank everybody.".encode()
    return list(promises(read(given, format="text", language="en").require()))


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("We intend to work together in the valley to: (a) Mend the mills; (b) Open the docks by 2027.",
         [("undertake", "Mend the mills", None), ("undertake", "Open the docks by 2027", "2027")]),
        ("1. We intend to work together in the valley to:\n\n(a) Mend the mills;\n\n(b) Open the docks by 2027.",
         [("undertake", "Mend the mills", None), ("undertake", "Open the docks by 2027", "2027")]),
        ("We hereby commit to:\n\n1. mend the mills;\n\nThe Docks\n\n2. open the docks by 2030.",
         [("commit", "mend the mills", None), ("commit", "open the docks by 2030", "2030")]),
        ("WE HEREBY COMMIT TO:\n\n1. FULFILL the plan;\n\n2. OPEN the docks.",
         [("commit", "FULFILL the plan", None), ("commit", "OPEN the docks", None)]),
        ("We will not only mend the mill, but we will widen it.",
         [("undertake", "mend the mill", None), ("undertake", "widen it", None)]),
        ("Stresses the urgency of enhancing ambition in relation to mills.", []),
        ("Notes the increased support provided by the millers.", []),
        ("New pledges amounting to EUR 5 million were made.", []),
        ("The leaders noted the important launch of the arrangement.", []),
        ("The President lauded the Minister's plan to mend the mill.", []),
        ("We announce a fellowship for 1,800 people.", [("decide", "a fellowship for 1,800 people", None)]),
        ("We are proud to announce a new network of ports.", [("decide", "a new network of ports", None)]),
        ("Today we begin cooperation and pledge to mend the mill.", [("commit", "mend the mill", None)]),
        ("We launch a fund and pledge to pay EUR 5 million by 2027.",
         [("decide", "a fund", None), ("commit", "pay EUR 5 million by 2027", "2027")]),
        ("We reaffirm our consistent and unwavering support for the millers.", [("support", "the millers", None)]),
        ("We will meet again in Oslo in 2026.", [("undertake", "meet again in Oslo in 2026", "2026")]),
        ("Our governments are and will continue to be partners.", [("undertake", "continue to be partners", None)]),
        ("The Partnership will train 500 millers.", [("undertake", "train 500 millers", None)]),
        ("This effort extends from the river, to the sea.", []),
        ("We will choose a set of steps that we intend to take together.",
         [("undertake", "choose a set of steps that we intend to take together", None)]),
    ],
)  # fmt: skip
def test_a_sentence_has_these_acts(
    text: str, acts: list[tuple[str, str, str | None]]
) -> None:
    promised = found(text)
    assert [
        (act.kind, act.what, act.due.value if act.due else None) for act in promised
    ] == acts
    assert not any(act.negative for act in promised)


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("We will mend it in the coming years.", "in the coming years", None),
        ("We request the secretariat to write for its sixtieth session (June 2027).",
         "for its sixtieth session (June 2027)", "2027-06"),
        ("We request the secretariat to report to the General Assembly at its eighty-first session.",
         "at its eighty-first session", "2026-09"),
        ("We request the secretariat to report to the council at its eighty-first session.",
         "at its eighty-first session", None),
        ("We will provide $100 billion a year through 2025.", "through 2025", "2025"),
    ],
)  # fmt: skip
def test_a_term_has_this_date(sentence: str, words: str, value: str | None) -> None:
    (act,) = found(sentence)
    assert act.due is not None
    assert (act.due.words, act.due.value) == (words, value)


@pytest.mark.parametrize(
    "sentence",
    [
        "At the Second Summit, members re-affirmed our commitment to peace.",
        "We will help Norway, which hosts the summit in 2026, to prepare.",
        "We will discuss it at the conference taking place in Oslo in 2027.",
        "We will carry out the Strategy for 2024-2026.",
        "We will support the training, starting in 2026.",
        "We will build on the support that Norway pledged earlier this year.",
    ],
)
def test_a_date_that_is_no_term_of_the_deed_is_none(sentence: str) -> None:
    (act,) = found(sentence)
    assert act.due is None


@pytest.mark.parametrize(
    ("sentence", "whom"),
    [
        ("We call on all millers to mend it.", ("all millers", None, None)),
        (
            "We will work with our regional partners.",
            (None, "our regional partners", None),
        ),
        (
            "We will give assistance to the people of Norway.",
            (None, None, "the people of Norway"),
        ),
        ("We will give assistance to rebuild the mill.", (None, None, None)),
    ],
)
def test_who_is_asked_with_whom_and_for_whom_are_three(
    sentence: str, whom: tuple[str | None, str | None, str | None]
) -> None:
    (act,) = found(sentence)
    assert (act.addressee, act.partner, act.beneficiary) == whom


@pytest.mark.parametrize(
    "who", ["Quad partners", "Our four countries", "Each of our governments"]
)
def test_the_group_of_the_speakers_is_all_who_speak(who: str) -> None:
    (act,) = found(f"{who} will mend the mill.")
    assert (act.actor, act.everyone) == (who, True)


def test_a_promise_quotes_its_sentence_and_the_place_of_its_words() -> None:
    (act,) = found("The mill is old. By 2030, we will mend it.")
    start, end = act.quoted_words
    assert act.quote == "By 2030, we will mend it."
    assert act.quote[start:end] == act.words == "will"


def test_a_point_quotes_its_lead() -> None:
    first, _ = found("We hereby commit to:\n\n1. mend the mills;\n\n2. open the docks.")
    assert first.quote == "We hereby commit to: mend the mills"
