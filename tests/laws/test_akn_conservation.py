"""Akoma Ntoso loses nothing in silence: whatever is put into a file is in the record, or is a
finding and left over.
"""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.unit.formats.akn import samples

from communique.core.codes import UNSUPPORTED
from communique.draft import Parsed, weight
from communique.formats.akn.writer import write
from communique.model import Declaration, Note
from communique.testing import declarations

A = f"{{{samples.AKN}}}"
WORDS = "ζηθ"

COLLECTION = (
    f'<akomaNtoso xmlns="{samples.AKN}"><documentCollection name="dossier"><meta/><preface><p>All of it</p></preface>'
    '<collectionBody><component><doc name="note"><meta/><preface><p><docTitle>A note</docTitle></p></preface>'
    "<preamble><p>Having met,</p></preamble>"
    "<mainBody><section><num>1</num><heading>H</heading><p>Note.</p></section></mainBody>"
    "<conclusions><p>Bye.</p></conclusions></doc></component>"
    '<component><num>A</num><statement name="declaration"><meta/><mainBody><p>Words.</p></mainBody></statement></component>'
    '<component><doc name="annex"><meta/><mainBody><table><tr><td>x</td></tr></table></mainBody></doc></component>'
    "</collectionBody></documentCollection></akomaNtoso>"
)
FILES = {
    "ours": samples.CARRIED,
    "bare": write(samples.bare()),
    "foreign": samples.FOREIGN,
    "collection": COLLECTION,
}


def tree(xml: str) -> etree._Element:
    """A file as a tree that can be changed and written again fast."""
    return etree.fromstring(
        xml.encode(), etree.XMLParser(remove_comments=True, remove_pis=True)
    )


def written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8")


def outside_meta(element: etree._Element) -> Iterator[etree._Element]:
    waiting = [element]
    while waiting:
        each = waiting.pop()
        if each.tag != f"{A}meta":
            yield each
            waiting.extend(reversed(each))


def total(root: etree._Element) -> int:
    """What the ledger of a file comes to, counted over its tree."""
    texts: list[str | None] = []
    for element in outside_meta(root):
        texts.append(element.text)
        texts += [child.tail for child in element]
    return weight("".join(filter(None, texts)))


def recounted(declaration: Declaration, uncounted: list[Note]) -> tuple[int, int]:
    """Words and labels of a finished record, counted over what it dumps to; some notes stood in
    `meta`.
    """
    data = declaration.model_dump(
        exclude={"entities", "subjects", "signatories", "place", "notes"}
    )
    stack: list[Any] = [
        data,
        *(note.model_dump() for note in declaration.notes if note not in uncounted),
    ]
    words: list[str] = []
    labels: list[str | None] = []
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if value.get("kind") == "text":
                words.append(value["text"])
            labels.append(value.get("num"))
            labels.append(value.get("label"))
            stack += [
                each for each in value.values() if isinstance(each, dict | list | tuple)
            ]
        elif isinstance(value, list | tuple):
            stack += value
    return weight("".join(words)), weight("".join(filter(None, labels)))


def in_meta(declaration: Declaration, root: etree._Element) -> list[Note]:
    """The notes of a record that stood in `meta` of the file."""
    kept = {note.text for note in declaration.notes}
    texts = {"".join(note.itertext()).strip() for note in root.iter(f"{A}note")}
    return [note for note in declaration.notes if note.text in kept & texts]


def holds(parsed: Parsed, root: etree._Element) -> None:
    """The ledger adds up, its total is that of the file, and what it calls words are those of the
    record.
    """
    ledger = parsed.ledger
    assert ledger.balanced
    assert ledger.total == total(root)
    assert not any("nobody knows" in each.message for each in parsed.findings)
    left = [each for each in parsed.findings if each.code == UNSUPPORTED]
    assert bool(ledger.left_over) <= bool(left)
    if parsed.declaration is not None:
        assert (ledger.document, ledger.structure) == recounted(
            parsed.declaration, in_meta(parsed.declaration, root)
        )


@pytest.mark.parametrize("xml", FILES.values(), ids=FILES.keys())
def test_the_ledger_of_a_file_is_what_its_tree_and_its_record_come_to(xml: str) -> None:
    parsed = samples.parsed(xml)
    assert parsed.declaration is not None
    holds(parsed, tree(xml))


@pytest.mark.parametrize("xml", FILES.values(), ids=FILES.keys())
def test_words_put_anywhere_are_in_the_record_or_left_over(xml: str) -> None:
    root = tree(xml)
    for element in samples.one_of_each(outside_meta(root)):
        for part in ("text", "tail") if element is not root else ("text",):
            before = getattr(element, part)
            setattr(element, part, (before or "") + WORDS)
            parsed = samples.parsed(written(root))
            holds(parsed, root)
            kept = WORDS in parsed.require().model_dump_json()
            assert kept is (parsed.ledger.left_over == 0), (element.tag, part)
            setattr(element, part, before)


@pytest.mark.parametrize(
    "xml",
    [samples.CARRIED, samples.FOREIGN, COLLECTION],
    ids=["ours", "foreign", "collection"],
)
def test_an_unknown_element_put_anywhere_is_a_finding_and_its_words_are_accounted_for(
    xml: str,
) -> None:
    root = tree(xml)
    stranger = etree.Element(f"{A}stranger")
    stranger.text = WORDS
    for element in samples.one_of_each(outside_meta(root)):
        for at in (0, len(element)) if element is not root else (len(element),):
            element.insert(at, stranger)
            parsed = samples.parsed(written(root))
            holds(parsed, root)
            assert any("stranger" in each.message for each in parsed.findings), (
                element.tag
            )
            element.remove(stranger)


@pytest.mark.parametrize(
    "xml",
    [samples.CARRIED, samples.FOREIGN, COLLECTION],
    ids=["ours", "foreign", "collection"],
)
def test_an_unknown_attribute_put_anywhere_is_a_finding_and_changes_nothing(
    xml: str,
) -> None:
    root = tree(xml)
    declaration = samples.parsed(xml).declaration
    for element in samples.one_of_each(outside_meta(root)):
        element.set("stranger", "x")
        parsed = samples.parsed(written(root))
        assert any("stranger" in each.message for each in parsed.findings), element.tag
        assert parsed.declaration == declaration
        del element.attrib["stranger"]


@st.composite
def damaged(draw: st.DrawFn, xml: str) -> etree._Element:
    """The tree of a file with one to four faults: elements cut out, doubled, moved, unwrapped or
    renamed.
    """
    root = tree(xml)
    for _ in range(draw(st.integers(1, 4))):
        holders = [element for element in root.iter() if len(element)]
        holder = draw(st.sampled_from(holders))
        at = draw(st.integers(0, len(holder) - 1))
        child = holder[at]
        match draw(
            st.sampled_from(("cut", "double", "move", "unwrap", "rename", "bare"))
        ):
            case "cut":
                holder.remove(child)
            case "double":
                holder.insert(at, copy.deepcopy(child))
            case "move":
                holder.remove(child)
                others = [element for element in root.iter() if element is not child]
                draw(st.sampled_from(others)).append(child)
            case "unwrap":
                holder[at : at + 1] = list(child)
            case "rename":
                child.tag = draw(
                    st.sampled_from([element.tag for element in root.iter()])
                )
            case _:
                child.attrib.clear()
        if not any(len(element) for element in root.iter()):
            break
    return root


@pytest.mark.parametrize("xml", FILES.values(), ids=FILES.keys())
@given(data=st.data())
def test_a_damaged_tree_is_read_or_refused_and_its_ledger_adds_up(
    xml: str, data: st.DataObject
) -> None:
    root = data.draw(damaged(xml))
    parsed = samples.parsed(written(root))
    assert parsed.ledger.balanced
    assert not any("nobody knows" in each.message for each in parsed.findings)
    if parsed.declaration is None:
        assert parsed.findings
    else:
        assert parsed.ledger.total == total(root)
        assert (
            samples.parsed(write(parsed.declaration)).declaration == parsed.declaration
        )


@given(declaration=declarations())
def test_what_is_written_is_counted_word_by_word_and_what_is_strange_in_meta_is_said(
    declaration: Declaration,
) -> None:
    xml = write(declaration)
    root = tree(xml)
    parsed = samples.parsed(xml)
    assert parsed.ledger.total == total(root)
    if root.find(f".//{A}meta/{A}notes") is None:
        assert (parsed.ledger.document, parsed.ledger.structure) == recounted(
            declaration, []
        )
    added = '</identification><classification source="#x"/>'
    strange = samples.parsed(xml.replace("</identification>", added))
    assert any("classification" in each.message for each in strange.findings)
    assert strange.declaration == declaration, "it changes nothing else"
