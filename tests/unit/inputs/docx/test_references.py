"""Documents that refer to their own numbers: what they say of a paragraph must be the label that is
counted for it.

The invented text names twenty paragraphs by number and word (`3.1 of wharves`), as its author saw
them in a word processor: by ECMA-376 part 1, 17.9. Lists count together by their abstract list,
begin anew by `startOverride` once, go on without `lvlRestart`, and styles put paragraphs in them.
"""

import re

from tests.office import docx, item, level, lists, p

from communique.core.source import Limits, Source
from communique.inputs.docx import extract

LEVELS = (
    level(0, "decimal", "%1.") + level(1, "lowerLetter", "(%2)") + level(2, "lowerRoman", "(%3)", '<w:lvlRestart w:val="0"/>')
    + level(3, "decimal", "%1.%4", '<w:pStyle w:val="Clause"/>')
)  # fmt: skip
NUMS = (
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Clause"><w:name w:val="Clause"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Under"><w:name w:val="Under"/><w:basedOn w:val="Clause"/></w:style>'
)
NUMBERED = (
    item("quays") + item("berths", 1) + item("buoys", 1) + item("lamps", 2) + item("bells", 2) + item("piers", number=2)
    + item("ropes", 1, number=2) + item("knots", 2, number=2) + item("tolls") + item("coins", 1) + item("seals", 1)
    + p("wharves", '<w:pStyle w:val="Clause"/>') + p("jetties", '<w:pStyle w:val="Under"/>') + item("tides", number=3)
    + item("moons", 1, number=3) + item("winds", number=3) + p("gusts", '<w:pStyle w:val="Clause"/>') + item("sails")
    + item("masts", 1) + item("decks", 2)
)  # fmt: skip
REFERENCES = (
    "See 1. of quays, (a) of berths, (b) of buoys, (i) of lamps, (ii) of bells, 2. of piers, (a) of ropes, (iii) of knots, 3. of tolls, "
    "(a) of coins, (b) of seals, 3.1 of wharves, 3.2 of jetties, 9. of tides, (a) of moons, 10. of winds, 10.1 of gusts, 11. of sails, "
    "(a) of masts and (iv) of decks."
)


def test_what_a_text_says_of_its_own_numbers_is_what_is_counted() -> None:
    data = docx(NUMBERED + p(REFERENCES), numbering=lists(LEVELS, NUMS), styles=STYLES)
    text = extract(Source("a.docx", data), Limits()).text
    counted = {
        words: label
        for label, words in re.findall(
            r"^ *(\S+)[ \t]([a-z]+)$", text.replace("\\", ""), re.MULTILINE
        )
    }
    said = {
        words: label for label, words in re.findall(r"(\S+) of ([a-z]+)", REFERENCES)
    }
    assert len(said) == 20
    assert counted == said
