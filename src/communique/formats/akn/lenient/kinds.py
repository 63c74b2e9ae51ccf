"""What kind of thing each element of the standard is, as far as a lenient reading has to know."""

POINTS = {"point", "item", "indent", "subparagraph", "alinea", "li", "tocItem"}
"""Elements that are points of a list, wherever they stand in a paragraph."""
LISTS = {"list", "blockList", "sublist", "ul", "ol"}
HEADINGS = {"heading", "subheading", "crossHeading"}
FRAMES = {"intro", "wrapUp", "content", "listIntroduction", "listWrapUp"}
BLOCKS = {"p", "block", "table", "container", "blockContainer", "longTitle", "formula", "tblock", "interstitial",
          "embeddedStructure", "quotedStructure", *LISTS, *FRAMES}  # fmt: skip
"""Elements that are, or hold, blocks."""
DIVISIONS = {
    "section", "article", "chapter", "part", "title", "division", "book", "tome", "subsection", "subchapter",
    "subpart", "subtitle", "subdivision", "clause", "subclause", "rule", "subrule", "proviso", "transitional", "level",
    "hcontainer",
}  # fmt: skip
"""Elements that divide a body, by whatever name."""
MIXED = {"p", "block", "li", "td", "th", "listIntroduction", "listWrapUp", "tocItem"}
"""Elements that hold running text beside blocks, or instead of them."""
UNPLACED = {"toc", "foreign", "meta", "components", "attachments"}
