"""Which lines are notes, and what their markers are."""

import pytest
from tests.unit.detect.read import lines, reading

from communique.detect.notes import find_notes, number_of, without_notes
from communique.detect.segments.layout import Layout, measure

RULE = "____________________"
CASES = {
    "after a rule": (
        f"1. The ports1 met in the hall2.\n\n{RULE}\n1 Nine of them.\n2 Of the elder\ntown.\n",
        [("1", "Nine of them."), ("2", "Of the elder town.")],
    ),
    "after a rule on each page, numbered anew": (
        f"The ports1 met.\n{RULE}\n1 Nine.\n\fThe isles1 met.\n{RULE}\n1 Six.\n",
        [("1", "Nine."), ("1", "Six.")],
    ),
    "in a page's tail without a rule, where all are called": (
        "The ports1 met.\n1 Nine.\n\fThe isles2 met.\n2 Six.\n",
        [("1", "Nine."), ("2", "Six.")],
    ),
    "not in a page's tail where none is called": (
        "The ports met.\n\f1 Nine.\n2 Six.\n",
        [],
    ),
    "in square brackets at the end": (
        "The ports[1] met[2].\n\n[1] Nine.\n[2] In May.\n",
        [("1", "Nine."), ("2", "In May.")],
    ),
    "in round brackets at the end, each called": (
        "The ports(1) met in May(2).\n\n(1) Nine.\n\n(2) Or June.\n",
        [("(1)", "Nine."), ("(2)", "Or June.")],
    ),
    "in round brackets with digits of another script": (
        "اجتمعت الموانئ(١).\n\n(١) تسعة.\n",
        [("(١)", "تسعة.")],
    ),
    "not points in round brackets, one of them called nowhere": (
        "The ports(1) met:\n\n(1) Nine.\n\n(2) Ten.\n",
        [],
    ),
    "not points that a text names": (
        "We recall Article 2(1) of it.\n\n(1) Nine.\n",
        [],
    ),
    "with a name": (
        "The ports[^lamps] met[^a1].\n\n[^lamps]: Nine.\n\n[^a1]: In May.\n",
        [("lamps", "Nine."), ("a1", "In May.")],
    ),
    "with a colon": ("The ports[^1] met.\n\n[^1]: Nine.\n", [("1", "Nine.")]),
    "with raised numbers": (
        "The ports¹ met².\n\n¹ Nine.\n² In May.\n",
        [("1", "Nine."), ("2", "In May.")],
    ),
    "with tags": (
        "The ports<sup>1</sup> met.\n\n<sup>1</sup> Nine.\n",
        [("1", "Nine.")],
    ),
    "with signs": ("The ports* met.\n\n* Nine.\n", [("*", "Nine.")]),
    "not where a numbered body looks the same": (
        "1. The ports met.\n\n2. They parted.\n",
        [],
    ),
    "not in a list of bullets": ("The ports bring:\n\n* bread\n* salt\n", []),
    "with a slash": (
        "The ports met in Riva, 1/ and the isles 2/ too.\n\n1/ Nine.\n\n2/ Six.\n",
        [("1/", "Nine."), ("2/", "Six.")],
    ),
    "as links to their calls": (
        "The ports[\\[1\\]](#_ftn1) met.\n\n[\\[1\\]](#_ftnref1) Nine.\n",
        [("1", "Nine.")],
    ),
    "in brackets that Markdown escapes": (
        "The ports\\[1\\] met\\[2\\].\n\n\\[1\\] Nine.\n\n\\[2\\] In May.\n",
        [("1", "Nine."), ("2", "In May.")],
    ),
    "with a star that Markdown escapes": (
        "The ports\\* met.\n\n\\* Nine.\n",
        [("*", "Nine.")],
    ),
    "between carets": (
        "The ports^1^ met^2^.\n\n^1^ Nine.\n\n^2^ In May.\n",
        [("1", "Nine."), ("2", "In May.")],
    ),
    "as links in tags": (
        "The ports[<sup>1</sup>](#f1) met.\n\n[<sup>1</sup>](#r1) Nine.\n",
        [("1", "Nine.")],
    ),
    "in brackets behind blanks, where no brackets number the text": (
        "The ports (1) met (2).\n\n**Notes**\n\n(1) Nine.\n\n(2) In May.\n",
        [("(1)", "Nine."), ("(2)", "In May.")],
    ),
    "not in brackets behind blanks, where brackets number the text": (
        "(1) We see paragraph (2).\n\n(2) And (1).\n\nAims\n\n(1) Nine.\n\n(2) Six.\n",
        [],
    ),
    "in a list below a heading": (
        "1. The ports¹ met.\n\n2. They parted.²\n\nNotes\n\n1. Nine.\n\n2. In May.\n",
        [("1.", "Nine."), ("2.", "In May.")],
    ),
    "in a list whose markers have a bracket": (
        f"The ports 1) met in the hall 2).\n\n{RULE}\n1) Nine.\n2) In May.\n",
        [("1)", "Nine."), ("2)", "In May.")],
    ),
    "with circled numbers": (
        "港口①开会②。\n\n注：\n\n① 九个。\n\n② 在五月。\n",
        [("①", "九个。"), ("②", "在五月。")],
    ),
    "below each of several rules": (
        f"The ports[1] met.\n{RULE}\n[1] Nine.\n\n\nIsles[2] met.\n{RULE}\n[2] Six.\n",
        [("1", "Nine."), ("2", "Six.")],
    ),
    "with a sign at the end of a page, and no further": (
        "The ports* met.\n\n* Nine.\n\fThey parted.\n",
        [("*", "Nine.")],
    ),
    "not the last list, where signs call more than it has": (
        "The ports¹ met² twice³.\n\nThey agree:\n\n1. to rest.\n\n2. to swim.\n",
        [],
    ),
    "not the last list, where the text has only its numbers": (
        "1) The ports met.\n\n2) They rest.\n\nAnd then\n\n1) They eat.\n\n2) Rest.\n",
        [],
    ),
    "not bullets far from each other below emphasis": (
        "The *ports* bring:\n\n* bread\n\nof rye\n\n* salt\n",
        [],
    ),
    "not a bullet below emphasis": ("The *ports* bring:\n\n* bread\n", []),
    "not in a list of bullets below emphasis": (
        "The *ports* bring:\n\n* bread\n* salt\n",
        [],
    ),
    "not below brackets with a stop behind": (
        "The ports(1) met:\n\n(1). They spoke.\n\n(2). They parted.\n",
        [],
    ),
}


@pytest.mark.parametrize(("text", "notes"), CASES.values(), ids=CASES)
def test_notes_are_found(text: str, notes: list[tuple[str, str]]) -> None:
    found = lines(text)
    taken = find_notes(found, Layout(found, measure(found)), text)
    assert [
        (note.marker, " ".join(line.text for line in note.lines)) for note in taken
    ] == notes
    assert (len(without_notes(found, taken)) < len(found)) is bool(notes), (
        "no line is taken without a note"
    )


def test_a_word_above_notes_is_their_heading() -> None:
    text = "1. The ports[1] met.\n\nKai Port\n\nSources\n\n[1] Nine.\n"
    roles = [(block.role, block.flow.text) for block in reading(text).blocks]
    assert roles[-1] == ("heading", "Sources")


def test_the_lines_of_notes_are_taken_out() -> None:
    text = f"The ports1 met.\n{RULE}\n1 Nine\nof them.\n"
    found = lines(text)
    assert (
        without_notes(found, find_notes(found, Layout(found, measure(found)), text))
        == found[:1]
    )


@pytest.mark.parametrize(
    ("marker", "number"),
    [
        ("1", "1"),
        ("[12]", "12"),
        ("¹²", "12"),
        ("<sup>3</sup>", "3"),
        ("(4)", "4"),
        ("٣", "3"),
        ("*", "*"),
        ("†", "†"),
        ("5/", "5"),
        ("⑥", "6"),
        (r"[\[7\]](#_ftn7)", "7"),
    ],
)
def test_a_marker_has_a_number_or_is_a_sign(marker: str, number: str) -> None:
    assert number_of(marker) == number
