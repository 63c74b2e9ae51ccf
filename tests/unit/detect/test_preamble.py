"""Title, preamble, operative part: where the one ends and the other begins."""

import pytest
from tests.unit.detect.read import parsed

from communique.detect.preamble import enacts
from communique.languages import language

SPLITS = {
    # the text; recitals and paragraphs by their first word, a role behind it
    "a dash": (
        "1. We, the ports, met –\n\n2. aware of lamps,\n\n3. recalling nets –\n\n4. agree.\n\n5. We part.",
        ["We,/opening", "aware", "recalling"], ["agree.", "We"],
    ),
    "a formula of its own": (
        "The ports of both shores,\n\nAware of lamps,\n\nHave agreed as follows:\n\n1. Oil is bought.\n\n2. Hemp is grown.",
        ["The/opening", "Aware", "Have/formula"], ["Oil", "Hemp"],
    ),
    "commas before numbers": (
        "The Council of Isles,\n\nRecalling lamps,\n\nNoting nets,\n\n1. Decides to buy oil;\n\n2. Asks for hemp.",
        ["The/opening", "Recalling", "Noting"], ["Decides", "Asks"],
    ),
    "commas before semicolons": (
        "The Council of Isles,\n\nRecalling lamps,\n\nDecides to buy oil;\n\nAsks for hemp.", ["The/opening", "Recalling"], ["Decides", "Asks"],
    ),
    "none": ("1. We met.\n\n2. We buy oil.\n\n3. We part.", [], ["We", "We", "We"]),
    "a colon that introduces points": ("1. We buy:\n\n(a) oil;\n\n(b) hemp.\n\n2. We part.", [], ["We", "We"]),
    "a first section that is the preamble": (
        "Preamble\n\nWhereas lamps are dear,\n\nArticle 1\n\nOil is bought.\n\nArticle 2\n\nHemp is grown.", ["Whereas"], ["Oil", "Hemp"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "recitals", "paragraphs"), SPLITS.values(), ids=SPLITS)
def test_a_preamble_is_told_from_what_is_agreed(text: str, recitals: list[str], paragraphs: list[str]) -> None:
    found = parsed(f"Joint Declaration of the Ports\n\n{text}").require()
    parts = [recital for part in found.preamble for recital in (part.recitals if part.kind == "recitals" else (part,))]
    assert ["/".join(filter(None, (part.text.split()[0], part.role))) for part in parts] == recitals
    assert [part.text.split()[0] for part in found.commitments] == paragraphs


def test_a_boundary_that_rests_on_punctuation_is_said() -> None:
    found = parsed("1. We, the ports, met –\n\n2. aware of lamps –\n\n3. agree to buy oil.\n\n4. We part.")
    assert [finding.code.code for finding in found.findings] == ["DET003"]


TITLES = {
    "one line": ("Joint Declaration of the Ports\n\n1. We met.\n\n2. We part.", ["Joint Declaration of the Ports"]),
    "two blocks": ("Joint Declaration\n\nOf the ports of both shores\n\n1. We met.\n\n2. We part.", ["Joint Declaration", "Of the ports of both shores"]),
    "none before a number": ("1. We met.\n\n2. We part.", []),
    "none where a sentence begins": ("We met in the hall.\n\nWe part.", []),
    "a mark of Markdown": ("# The Lamps\n\nWe met.\n\n## Oil\n\nWe buy it.", ["The Lamps"]),
    "a name that ends in a stop": ("Joint Declaration of the Ports.\n\n1. We met.\n\n2. We part.", ["Joint Declaration of the Ports."]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "titles"), TITLES.values(), ids=TITLES)
def test_a_title_is_what_stands_before_the_text(text: str, titles: list[str]) -> None:
    found = parsed(text).require()
    assert [str(block) for block in (found.title, *found.subtitles) if block] == titles


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "have agreed as follows:"), ("en", "HAVE AGREED AS FOLLOWS"), ("en", "the Ministers hereby declare:"),
        ("fr", "sont convenus de ce qui suit :"), ("es", "Declaran lo siguiente:"), ("pl", "uzgodnili, co następuje:"),
        ("el", "ΣΥΜΦΩΝΗΣΑΝ ΤΑ ΑΚΟΛΟΥΘΑ"),
    ],
)  # fmt: skip
def test_a_formula_is_known_by_its_words(tag: str, text: str) -> None:
    assert enacts(text, language(tag))


def test_other_words_are_no_formula() -> None:
    assert not enacts("We buy oil.", language("en"))
