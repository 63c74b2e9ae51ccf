from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.laws.tree_damage import damaged
from tests.samples import declaration as sample

from communique.checking import xsd
from communique.checking.xsd import Errors, Paths, cut
from communique.core.source import Source
from communique.documents import write
from communique.model import Declaration
from communique.testing import declarations

XML = write(sample(), "akn")


def wrong(count: int, *, behind: int = 0) -> Source:
    """A declaration with so many paragraphs that are wrong, behind others that are good."""
    good = "".join(
        f'<paragraph eId="para_{at}"><num>{at}.</num><content><p>We met.</p></content></paragraph>\n'
        for at in range(10, 10 + behind)
    )
    bad = "".join(
        f'<paragraph zz="{at}"><num>{at}.</num><content><p>x</p></content></paragraph>\n'
        for at in range(count)
    )
    return Source(
        "a.xml", XML.replace("</mainBody>", f"{good}{bad}</mainBody>").encode()
    )


def standard() -> etree.XMLSchema:
    compiled = xsd.schema()
    assert isinstance(compiled, etree.XMLSchema)
    return compiled


@pytest.fixture
def streamed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every tree is taken for one that costs too much."""
    with monkeypatch.context() as patch:
        patch.setattr(xsd, "STEPS", -1)
        yield


@given(declaration=declarations(), data=st.data())
def test_a_stream_and_a_tree_have_the_same_errors(
    declaration: Declaration, data: st.DataObject
) -> None:
    xml = data.draw(damaged(write(declaration, "akn").encode()))
    whole = xsd.check(Source("a.xml", xml))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xsd, "STEPS", -1)
        assert xsd.check(Source("a.xml", xml)) == whole


def test_of_too_many_errors_the_first_have_places_and_the_others_are_counted(
    streamed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = xsd.check(wrong(50))
    assert len(every) == 50
    monkeypatch.setattr(xsd, "LOCATED", 10)
    found = xsd.check(wrong(50))
    assert found[:-1] == every[:10]
    assert found[-1].message == "… and 40 more like this are not shown"
    monkeypatch.setattr(
        xsd, "FIRST", 100
    )  # what is cut away is then missed nowhere, be it what is wrong
    cut_short = xsd.check(wrong(50))
    assert cut_short[:-1] == every[: len(cut_short) - 1]
    assert (
        cut_short[-1].message
        == f"… and {51 - len(cut_short)} more like this are not shown"
    )


def test_errors_behind_the_first_elements_are_said_all_the_same(
    streamed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xsd, "LOCATED", 10)
    monkeypatch.setattr(xsd, "FIRST", 100)
    first, others = xsd.check(wrong(50, behind=50))
    assert "'zz'" in first.message
    assert others.message == "… and 49 more like this are not shown"


def test_a_tree_is_streamed_if_it_is_wide_and_begins_with_errors() -> None:
    for source, costly in (
        (wrong(20), False),
        (wrong(4000, behind=4000), False),
        (wrong(8000), True),
    ):
        errors = Errors(etree.fromstring(source.data), source.data)
        assert errors._is_costly(standard()) is costly


def test_a_tree_is_cut_behind_its_first_elements() -> None:
    root = etree.fromstring("<a><b><c/><d/></b><e><f/><g/></e><h/></a>")
    every = list(root.iter("*"))
    assert [element.tag for element in cut(root, 6)] != []
    assert list(root.iter("*")) == every[:6]
    assert cut(root, 99) == {root, every[4], every[5]}


def test_paths_lead_to_their_elements() -> None:
    root = etree.fromstring(
        '<a xmlns="u" xmlns:c="v"><b/><c:b/><b><c:b/><c:b/></b></a>'
    )
    paths = Paths(root)
    tree = root.getroottree()
    for element in root.iter("*"):
        assert paths.find(tree.getpath(element)) is element
    assert paths.find("/*/c:b[2]") is None
    assert paths.find("/*/x/y") is None
