"""A quotation gets the certificate that its words deserve."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import Declaration, read
from communique.core.errors import BadOption
from communique.core.source import Source
from communique.quotation import Library, check, quote
from communique.quotation.documents import quotations_of
from communique.quotation.folding import fold

TEXT = b"""Declaration of the Harbours

Aware of the tides and of the storms that follow them in winter,

1. We will not close the harbour of Drumhaven to any vessel in need before 3 May 2030.

2. We shall repair two hundred lamps along the northern pier with our own hands.

3. The ministers \xe2\x80\x93 all of them \xe2\x80\x93 agree on \xe2\x80\x9cfair rules\xe2\x80\x9d for the ferries of Oldport and Newport.
"""


@pytest.fixture(scope="module")
def harbours() -> Declaration:
    return read(TEXT, language="en").require()


@pytest.fixture(scope="module")
def library(harbours: Declaration) -> Library:
    return Library([harbours])


@pytest.mark.parametrize(
    ("words", "verdict", "differences"),
    [
        ("We will not close the harbour of Drumhaven", "verbatim", []),
        ("“We will not close the harbour of Drumhaven”", "verbatim", []),
        ("we will NOT close\n the harbour", "normalised", []),
        ('agree on "fair rules" for the ferries', "normalised", []),
        ("The ministers - all of them - agree on", "normalised", []),
        (
            "We will close the harbour of Drumhaven to any vessel in need",
            "near",
            ["negation: the quotation leaves out 'not'"],
        ),
        (
            "We shall not repair two hundred lamps along the northern pier",
            "near",
            ["negation: the quotation adds 'not'"],
        ),
        (
            "the harbour of Drumhaven to any vessel in need before 3 May 2035",
            "near",
            ["number: the quotation has '2035' for '2030'"],
        ),
        (
            "We shall repair three hundred lamps along the northern pier",
            "near",
            ["number: the quotation has 'three' for 'two'"],
        ),
        (
            "We should repair two hundred lamps along the northern pier",
            "near",
            ["modal verb: the quotation has 'should' for 'shall'"],
        ),
        (
            "fair rules for the ferries of Oldport and Southport",
            "near",
            ["name: the quotation has 'Southport' for 'Newport'"],
        ),
        (
            "We shall repair two hundred lamps along the southern pier with our own hands",
            "near",
            ["word: the quotation has 'southern' for 'northern'"],
        ),
        (
            "Aware of the tides and of the storms […] two hundred lamps along the pier",
            "near",
            None,
        ),
        (
            "Aware of the tides ... repair two hundred lamps along the northern pier",
            "spliced",
            [],
        ),
        (
            "Aware of the tides and of the storms repair two hundred lamps along the northern pier",
            "spliced",
            [],
        ),
        ("Nobody ever wrote a sentence like this about whales", "absent", []),
        ("arbour of Drumhave", "near", None),
    ],
)
def test_a_quotation_gets_its_verdict(
    library: Library, words: str, verdict: str, differences: list[str] | None
) -> None:
    found = library.quote(words)
    if differences is None:
        assert found.verdict != "verbatim"
        return
    assert (found.verdict, [str(each) for each in found.differences]) == (
        verdict,
        differences,
    )


def test_the_place_is_that_of_the_words(library: Library) -> None:
    [place] = library.quote("repair two hundred lamps").places
    assert (place.eids, place.words) == (("para_2",), "repair two hundred lamps")


def test_a_quotation_over_two_paragraphs_names_both(library: Library) -> None:
    [place] = library.quote(
        "before 3 May 2030. We shall repair two hundred lamps"
    ).places
    assert place.eids == ("para_1", "para_2")


def test_a_certificate_is_confirmed_by_the_same_words_only(
    harbours: Declaration,
) -> None:
    line = quote("We shall repair two hundred lamps", harbours).line()
    assert check(line, harbours) == ()
    changed = read(
        TEXT.replace(b"two hundred", b"three hundred"), language="en"
    ).require()
    assert check(line, changed) != ()
    moved = read(TEXT.replace(b"Aware of", b"Well aware of"), language="en").require()
    assert check(line, moved) == (
        f"the words of {moved.id} are not those of the certificate",
    )


@pytest.mark.parametrize(
    "line", ["", "{}", "[1]", '{"communique-quote": 99}', "verbatim"]
)
def test_what_is_no_certificate_is_refused(harbours: Declaration, line: str) -> None:
    with pytest.raises(BadOption):
        check(line, harbours)


def test_the_version_of_a_certificate_is_said(harbours: Declaration) -> None:
    line = json.loads(quote("two hundred lamps", harbours).line()) | {
        "communique-quote": 2
    }
    with pytest.raises(BadOption, match="version 2"):
        check(json.dumps(line), harbours)


def test_a_quotation_without_words_is_refused(library: Library) -> None:
    with pytest.raises(BadOption, match="no words"):
        library.quote(" …!? ")


def test_quotations_of_a_document_have_their_lines() -> None:
    text = "She said “we shall repair two hundred lamps”.\n\nHe calls «the harbour of Drumhaven» a “port”.\n"
    parsed = read(Source("report.md", text.encode()), "text", language="en")
    found = [(each.line, each.words) for each in quotations_of(parsed)]
    assert found == [
        (1, "we shall repair two hundred lamps"),
        (3, "the harbour of Drumhaven"),
    ]


@given(st.text(max_size=60))
def test_folded_text_knows_where_each_character_is_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert fold(folded.text).text == folded.text


@given(st.data())
def test_every_stretch_of_whole_words_is_verbatim(data: st.DataObject) -> None:
    declaration = read(TEXT, language="en").require()
    paragraph = declaration.paragraph(data.draw(st.integers(1, 3))).text
    words = paragraph.split(" ")
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    quoted = " ".join(words[first:last])
    if not any(character.isalnum() for character in quoted):
        return
    certificate = quote(quoted, declaration)
    assert certificate.verdict in {"verbatim", "normalised"}
    assert check(certificate.line(), declaration) == ()
