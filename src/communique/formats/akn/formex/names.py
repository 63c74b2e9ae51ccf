"""The names of Formex, by what they are read as.

An element that is not here is read by its place.
"""

from communique.formats.akn.tree import Element

ASIDE = {
    "CURR.TITLE", "TOC", "FAM.COMP", "INFO.CONSLEG", "INFO.PROD", "BIB.INSTANCE", "BIB.DATA", "BIB.DOC", "BIB.JUDGMENT",
    "BIB.VOLUME",
}  # fmt: skip
"""Parts of a document that are none of its text: what is known of it, running heads, the list of
contents.
"""
WRAPPERS = {"CONS.DOC"}
"""What holds the parts of a document."""
ANNEXES = {"ANNEX", "CONS.ANNEX", "APPENDIX"}
"""Documents in a document."""
BODIES = {
    "ENACTING.TERMS",
    "CONTENTS",
    "CONTENTS.JUDGMENT",
    "CONTENTS.ORDER",
    "CONTENTS.OPINION",
    "CONTENTS.LETTER",
}
RUNS = {"GR.VISA", "GR.CONSID"}
"""Runs of recitals."""
OPENINGS = {"GR.VISA.INIT", "GR.CONSID.INIT"}
"""What stands above a run of recitals."""
FORMULAS = {"PREAMBLE.INIT": "opening", "PREAMBLE.FINAL": "enactingFormula"}

DIVISIONS = {
    **dict.fromkeys(("DIVISION", "SUBDIV", "CONS.DIV"), "division"), "ARTICLE": "article", "GR.SEQ": "section",
}  # fmt: skip
"""Parts of a body that have a title, and what they are in Akoma Ntoso."""
NUMBERS = {"NO.P", "NO.PARAG", "NO.ITEM", "NO.DIVISION", "TI.ART", "NO.ARTICLE"}
HEADINGS = {"TI", "STI", "STI.ART", "TI.GR.SEQ"}
HEADS = {"TITLE", *NUMBERS, *HEADINGS}
NUMBERED = {"PARAG", "NP", "NP.ECR", "CONSID", "VISA"}
"""Elements of a body that have a number and words."""
WRAPPED = {"NP", "NP.ECR"}
"""Elements that give a number to what holds them."""
POINTS = {"ITEM", "DLIST.ITEM"}
LISTS = {"LIST", "DLIST"}
SIGNS = {"DASH": "—", "NDASH": "–", "BULLET": "•"}
"""What is printed before an item without a number, by the kind of its list."""
BLOCKS = {
    "P",
    "TXT",
    "ALINEA",
    "QUOT.S",
    "TERM",
    "DEFINITION",
    "ANNOTATION",
    "GR.ANNOTATION",
    "GR.NOTES",
    "GR.TBL",
}
"""Elements that hold running text, or other blocks."""
KNOWN = {
    *BLOCKS,
    *LISTS,
    *NUMBERED,
    *POINTS,
    *DIVISIONS,
    *HEADS,
    "TBL",
    "SIGNATORY",
    "PL.DATE",
}
"""Whatever is a block by its name."""

INLINES = {
    "HT", "DATE", "NOTE", "FT", "INCL.ELEMENT", "ANCHOR", "LINK", "KEYWORD", "FORMULA", "FORMULA.S", "EXPONENT", "IND",
}  # fmt: skip
"""Elements in running text; those that point to another document begin with `REF.`."""
STYLES = {"BOLD": "b", "ITALIC": "i", "UNDERLINE": "u", "SUP": "sup", "SUB": "sub"}
"""The emphasis of a highlighting; another is plain words."""
RAISED = {"EXPONENT": "sup", "IND": "sub"}
"""Parts of formulas that are set higher or lower."""
SIGNED = {"QUOT.START", "QUOT.END", "IE"}
"""Elements that stand for a sign, or for nothing."""

ROWS, CELLS = {"ROW", "row"}, {"CELL", "entry"}
PARTS_OF_TABLE = {"CORPUS", "BLK", "tgroup", "thead", "tbody", "tfoot", "table"}
"""What holds the rows of a table."""

READ = {
    "ISO", "TYPE", "CODE", "NOTE.ID", "NOTE.REF", "COLSPAN", "ROWSPAN", "FILEREF", "FILE", "LEVEL", "IDENTIFIER", "ID",
    "REF.END", "REF.START", "NUMBERING", "NUMBERING.CONTINUED", "COL", "NO.SEQ", "FORMAT", "NNC", "COLS",
    "{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation",
}  # fmt: skip
"""Attributes that are read, follow from others, or are about the file."""


def has_words(element: Element) -> bool:
    """Whether there are words straight in an element, between the elements that it holds."""
    texts = [element.text, *[child.tail for child in element]]
    return any(text and not text.isspace() for text in texts)


def is_inline(element: Element) -> bool:
    """Whether an element is one of running text by its name."""
    return element.tag in INLINES or element.tag.startswith("REF.")


def holds_blocks(element: Element) -> bool:
    """Whether an element holds elements alone, and not all of them are of running text."""
    return not has_words(element) and not all(map(is_inline, element))
