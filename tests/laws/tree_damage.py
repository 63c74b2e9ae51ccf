"""Holes and swaps in good XML: what is damaged is still nearly a declaration."""

import copy

from hypothesis import strategies as st
from lxml import etree

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
OURS = "{urn:communique:akn:1}"
XML = "{http://www.w3.org/XML/1998/namespace}"
INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"

# What is nearly right as some attribute, and wrong as another.
VALUES = (
    "", " ", "a", "A", "a b", " a ", "a\nb", "a\u00a0b", "1", "0", "-1", "01", "1.0", "1001", "65534", "65535", "x" * 300,
    "2023", "2023-07", "2023-07-12", "2023-02-30", "0000-01-01", "9999-12-31", "2023-07-12Z", "2023-07-12T00:00:00", "12023-07-12",
    "#a", "#A", "#att_1__a", "#att_1__markupEditor", "#unknownAuthor", "##", "#a#b", "#a b", "# a", "#a%zz", "#a%20", "#čž", "##eu",
    "/akn/eu", "/akn/eu/a b", "http://[", "http://a/%zz", "1:2", "a:b", "mailto:a@b", "//", "?", "true", "1 ", "false", "TRUE",
    "sl", "SL", "zh-Hans", "x", "i-default", "sl-", "en_GB", "preserve", "default", "originalVersion", "singleVersion", "bottom",
    "side", "state", "opening", "frontMatter", "annex", "act", "date", "reference", "label", "jointDeclaration", "joint-declaration",
    "𝔘", "&<>\"'", "xs:string", "inline", "eId", "c:line", "p",
)  # fmt: skip
# Elements that the standard has, and a declaration of ours never.
STRANGERS = (
    "foreign",
    "mref",
    "a",
    "img",
    "eol",
    "ul",
    "li",
    "tblock",
    "hcontainer",
    "citation",
    "docDate",
    "quantity",
    "FRBRitem",
)
ATTRIBUTES = (
    "eId", "wId", "GUID", "class", "style", "title", "status", "period", "refersTo", "alternativeTo", "href", "as", "name",
    "value", "id", f"{XML}lang", f"{XML}space", f"{XML}base", f"{INSTANCE}type", f"{INSTANCE}nil",
    f"{INSTANCE}schemaLocation", f"{OURS}basis", f"{OURS}unheardOf", "{urn:x}a",
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, xml: bytes) -> bytes:
    """The file with one to three faults: elements cut out, moved, doubled, renamed; attributes and
    words likewise.
    """
    root = etree.fromstring(xml)
    for _ in range(draw(st.integers(1, 3))):
        _hurt(draw, root)
    return etree.tostring(root)


def _hurt(draw: st.DrawFn, root: etree._Element) -> None:
    every = list(root.iter("*"))
    element = draw(st.sampled_from(every))
    other = draw(st.sampled_from(every))
    parent = element.getparent()
    kinds = ("set", "set", "set", "unset", "rename", "words", "append")
    match draw(
        st.sampled_from(
            (*kinds, "cut", "double", "swap", "unwrap") if parent is not None else kinds
        )
    ):
        case "set":
            names = [*element.keys(), *other.keys(), draw(st.sampled_from(ATTRIBUTES))]
            known = [value for each in (element, other) for value in each.values()]
            element.set(
                draw(st.sampled_from(names)), draw(st.sampled_from((*known, *VALUES)))
            )
        case "unset" if element.keys():
            del element.attrib[draw(st.sampled_from(element.keys()))]
        case "rename":
            element.tag = draw(
                st.sampled_from(
                    (
                        other.tag,
                        f"{AKN}{draw(st.sampled_from(STRANGERS))}",
                        "p",
                        "{urn:x}p",
                    )
                )
            )
        case "words":
            words = draw(st.sampled_from(("a", " ", "\n", "", None)))
            if draw(st.booleans()):
                element.text = words
            else:
                element.tail = words if parent is not None else None
        case "append":
            element.insert(draw(st.integers(0, len(element))), copy.deepcopy(other))
        case "cut" if parent is not None:
            parent.remove(element)
        case "double" if parent is not None:
            parent.insert(parent.index(element), copy.deepcopy(element))
        case "swap" if parent is not None:
            parent.insert(draw(st.integers(0, len(parent))), element)
        case "unwrap" if parent is not None:
            at = parent.index(element)
            parent[at : at + 1] = list(element)
        case _:
            pass
