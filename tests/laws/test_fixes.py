"""Fixes: a good document is damaged in a way that can be mended, and mended. Not a word is another,
and twice is once.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.test_damaged_files import damaged

from communique.checking.engine import Examined, examine
from communique.core.source import Limits, Source
from communique.core.values import Values
from communique.documents import write
from communique.draft import Draft, ReadOptions, build
from communique.fixes.apply import Fixed, apply
from communique.fixes.words import words_of
from communique.model import Declaration
from communique.testing import declarations, lines

FEW = max(5, (settings.default or settings()).max_examples // 6)
"""Of each kind of damage so many examples: there are many kinds, and each file is validated several
times.
"""


@pytest.fixture(autouse=True, scope="module")
def _no_fault_is_passed_over() -> Iterator[None]:
    """What breaks down in making fixes is passed over: here it fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMUNIQUE_DEBUG", "1")
        yield


@lru_cache(1)
def examined(text: str) -> Examined:
    """Laws ask what is wrong with a text, and mend it next."""
    return examine(
        Source("a", text.encode()),
        ReadOptions(limits=Limits(size=500_000, line=100_000)),
        format="akn",
    )


def mended(text: str) -> Fixed:
    """The file mended; the laws that hold for every file are held on the way."""
    first = examined(text)
    result = apply(first, format="akn")
    after = result.after
    if result.changed:  # else a second time would be the first again
        assert apply(after, format="akn").changed is False, "twice is once"
        assert words_of(first.source) == words_of(after.source)
        assert first.parsed is not None
        assert after.parsed is not None
        if first.parsed.declaration is not None:
            assert after.parsed.declaration is not None
            assert spoken(first.parsed.declaration) == spoken(after.parsed.declaration)
    return result


def spoken(declaration: Declaration) -> Counter[str]:
    """The words of every text and note."""
    blocks = [block.text for _, block in declaration.blocks]
    return Counter(blocks)


def codes(report: Examined) -> Counter[str]:
    return Counter(each.code.code for each in report.report.findings)


@given(declaration=declarations())
def test_whatever_can_be_mended_is_and_no_word_is_another(
    declaration: Declaration,
) -> None:
    mended(write(declaration, "akn"))


@given(declaration=declarations(), data=st.data())
def test_damaged_files_are_mended_or_left_alone(
    declaration: Declaration, data: st.DataObject
) -> None:
    bad = data.draw(damaged(write(declaration, "akn").encode()))
    source = Source("a", bad)
    first = examine(
        source, ReadOptions(limits=Limits(size=500_000, line=100_000)), format="akn"
    )
    result = apply(first, format="akn")
    if result.changed:
        assert words_of(source) == words_of(result.after.source)
        assert apply(result.after, format="akn").changed is False


# --- damage that can be mended
# ---------------------------------------------------------------------------------------


@st.composite
def documents(draw: st.DrawFn) -> Declaration:
    """A declaration with all that the damages below need, its eids by the convention; words are
    drawn.
    """
    words = draw(st.lists(lines(), min_size=5, max_size=5))
    paragraphs = draw(st.integers(2, 5))
    linked = draw(st.integers(1, paragraphs))
    marks: list[Values] = [
        {"kind": "entity", "start": 0, "end": 1, "ref": "ports"}, {"kind": "note", "start": 1, "end": 1, "ref": "authorialNote_1"},
        {"kind": "reference", "start": 2, "end": 3, "href": f"#para_{linked}"}, {"kind": "note", "start": 3, "end": 3, "ref": "authorialNote_2"},
        {"kind": "emphasis", "start": 3, "end": 4, "style": "bold"},
    ]  # fmt: skip
    first = {"kind": "text", "text": f"A B C {words[0]}", "marks": marks}
    point = {
        "kind": "point",
        "num": "(a)",
        "content": [{"kind": "text", "text": words[1]}],
    }
    body: list[Values] = [
        {"kind": "paragraph", "num": f"{number}.", "content": [{"kind": "text", "text": words[2]}, {"kind": "points", "points": [point]}]}
        for number in range(1, paragraphs + 1)
    ]  # fmt: skip
    body[draw(st.integers(0, paragraphs - 1))]["content"].insert(0, first)
    notes = [
        {"kind": "note", "eid": f"authorialNote_{at}", "marker": str(at), "content": [{"kind": "text", "text": words[2 + at]}]}
        for at in (1, 2)
    ]  # fmt: skip
    ports = {
        "id": "ports",
        "type": "organization",
        "label": "The Ports",
        "basis": "text",
    }
    values = {"id": "harbour", "kind": "declaration", "language": "en", "date": {"value": "2024-03-01", "basis": "text"},
              "title": {"kind": "text", "text": "Harbour Declaration"}, "body": body, "notes": notes, "entities": [ports],
              "signatories": [{"id": "ports", "party": {"ref": "ports", "basis": "text"}}]}  # fmt: skip
    return build(Draft(Source("drawn", b""), json.loads(json.dumps(values)))).require()


Replacement = str | Callable[[re.Match[str]], str]

# By code: what is put in the place of what, once or wherever it stands.
IN_FILE: dict[str, tuple[str, Replacement, int]] = {
    "IRI001": (r'(<FRBRExpression>\s*<FRBRthis value=")[^"]*/!', r"\1/akn/xx/statement/declaration/2001/other/eng@/!", 1),
    "IRI003": (r'(<FRBRManifestation>\s*<FRBRthis value=")[^"]*(/![^"]*"/>\s*<FRBRuri value=")[^"]*', r"\1/akn/xx/a\2/akn/xx/a.xml", 1),
    "IRI006": (r'<FRBRformat value="xml"', '<FRBRformat value="html"', 1),
    "LNG001": (r'eng(?=[@"])', "en", 0),
    "EID001": (r"para_2\b", "2nd", 0),
    "EID002": (r"para_(?=[12]\b)", "art_", 0),
    "EID003": (r'(eId=")para_\d+(__list_1__point_a)', r"\1sec_7\2", 1),
    "EID004": (r"para_[12]\b", lambda match: "para_2" if match[0] == "para_1" else "para_1", 0),
    "EID005": (r' eId="para_\d+"(?=>\s*<num>)', "", 1),
    "EID006": (r' eId="(para[^"]*_a)"', r' eId="\1" wId="\1"', 1),
    "MET002": (r'<FRBRcountry value="xx"', '<FRBRcountry value="XX"', 1),
    "NTE001": (r' placement="bottom"', "", 1),
    "ONT001": (r'refersTo="#', 'refersTo="', 1),
    "ONT002": (r'<FRBRauthor href="#', '<FRBRauthor href="', 1),
    "REF002": (r'href="#para', 'href="para', 1),
    "REF003": (r'href="#para_\d"', 'href="/akn/xx/act/2020/1"', 1),
    "XSD004": (r"para_2\b", "para_1", 0),
}  # fmt: skip


@pytest.mark.parametrize("code", IN_FILE)
@settings(max_examples=FEW)
@given(declaration=documents())
def test_a_damaged_file_becomes_what_it_was(
    code: str, declaration: Declaration
) -> None:
    good = write(declaration, "akn")
    pattern, replacement, times = IN_FILE[code]
    bad = re.sub(pattern, replacement, good, count=times)
    if code == "REF003":
        good, bad = (
            bad,
            bad.replace('href="/akn/xx/act', 'href="https://ports.example/akn/xx/act'),
        )
    if code == "XSD004":  # nothing may refer to what stands twice
        good, bad = (
            re.sub(' href="#para_[12]"', ' href="#body"', each) for each in (good, bad)
        )
    assert code in codes(examined(bad))
    result = mended(bad)
    assert code in result.fixed
    assert result.after.source.text == good


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@settings(max_examples=FEW)
@given(declaration=documents())
def test_what_is_not_mended_stays_byte_for_byte(
    ends: str, mark: str, declaration: Declaration
) -> None:
    good = write(declaration, "akn").replace(
        "<meta>", "<?keep this?><meta\t >  <!-- and <this> -->", 1
    )
    good = mark + good.replace(
        '<FRBRformat value="xml"', "<FRBRformat  value =\t'xml' "
    ).replace("\n", ends)
    bad = good.replace("value =\t'xml' ", "value =\t'html' ")
    assert bad != good
    assert mended(bad).after.source.data == good.encode()
