"""Fixes: a good document is damaged in a way that can be mended, and mended. Not a word is another, and twice is once."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.laws import damage
from tests.laws.test_damaged_files import damaged

from communique.checking.engine import Examined, examine
from communique.core.source import Limits, Source
from communique.core.values import Values
from communique.documents import write
from communique.draft import Draft, ReadOptions, build
from communique.mending import Mended, mend, words_of
from communique.model import Declaration
from communique.testing import declarations, lines

FORMATS = ("akn", "json")
FEW = max(5, (settings.default or settings()).max_examples // 6)
"""Of each kind of damage so many examples: there are many kinds, and each file is validated several times."""


@pytest.fixture(autouse=True, scope="module")
def _no_fault_is_passed_over() -> Iterator[None]:
    """What breaks down in making fixes is passed over: here it fails the test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMMUNIQUE_DEBUG", "1")
        yield


@lru_cache(1)
def examined(text: str, form: str) -> Examined:
    """Laws ask what is wrong with a text, and mend it next."""
    return examine(
        Source("a", text.encode()),
        ReadOptions(limits=Limits(size=500_000, line=100_000)),
        format=form,
    )


def mended(text: str, form: str) -> Mended:
    """The file mended; the laws that hold for every file are held on the way."""
    first = examined(text, form)
    result = mend(first, format=form)
    after = result.after
    if result.changed:  # else a second time would be the first again
        assert mend(after, format=form).changed is False, "twice is once"
        assert words_of(first.source, form) == words_of(after.source, form)
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


@pytest.mark.parametrize("form", FORMATS)
@given(declaration=declarations())
def test_whatever_can_be_mended_is_and_no_word_is_another(
    form: str, declaration: Declaration
) -> None:
    mended(write(declaration, form), form)


@pytest.mark.parametrize("form", FORMATS)
@given(declaration=declarations(), data=st.data())
def test_damaged_files_are_mended_or_left_alone(
    form: str, declaration: Declaration, data: st.DataObject
) -> None:
    bad = data.draw(damaged(write(declaration, form).encode()))
    source = Source("a", bad)
    first = examine(source, ReadOptions(limits=Limits(size=500_000, line=100_000)), format=form)
    result = mend(first, format=form)
    if result.changed:
        assert words_of(source, form) == words_of(result.after.source, form)
        assert mend(result.after, format=form).changed is False


@given(declaration=declarations(), data=st.data())
def test_records_that_are_nearly_right_are_mended_or_left_alone(
    declaration: Declaration, data: st.DataObject
) -> None:
    bad = data.draw(damage.damaged(json.loads(write(declaration, "json"))))
    mended(json.dumps(bad, ensure_ascii=False), "json")


# --- damage that can be mended ---------------------------------------------------------------------------------------


@st.composite
def documents(draw: st.DrawFn) -> Declaration:
    """A declaration with all that the damages below need, its eids by the convention; words are drawn."""
    words = draw(st.lists(lines(), min_size=5, max_size=5))
    paragraphs = draw(st.integers(2, 5))
    linked = draw(st.integers(1, paragraphs))
    marks: list[Values] = [
        {"kind": "entity", "start": 0, "end": 1, "ref": "ports"}, {"kind": "note", "start": 1, "end": 1, "ref": "authorialNote_1"},
        {"kind": "reference", "start": 2, "end": 3, "href": f"#para_{linked}"}, {"kind": "note", "start": 3, "end": 3, "ref": "authorialNote_2"},
        {"kind": "emphasis", "start": 3, "end": 4, "style": "bold"},
    ]  # fmt: skip
    first = {"kind": "text", "text": f"A B C {words[0]}", "marks": marks}
    point = {"kind": "point", "num": "(a)", "content": [{"kind": "text", "text": words[1]}]}
    body: list[Values] = [
        {"kind": "paragraph", "num": f"{number}.", "content": [{"kind": "text", "text": words[2]}, {"kind": "points", "points": [point]}]}
        for number in range(1, paragraphs + 1)
    ]  # fmt: skip
    body[draw(st.integers(0, paragraphs - 1))]["content"].insert(0, first)
    notes = [
        {"kind": "note", "eid": f"authorialNote_{at}", "marker": str(at), "content": [{"kind": "text", "text": words[2 + at]}]}
        for at in (1, 2)
    ]  # fmt: skip
    ports = {"id": "ports", "type": "organization", "label": "The Ports", "basis": "text"}
    values = {"id": "harbour", "kind": "declaration", "language": "en", "date": {"value": "2024-03-01", "basis": "text"},
              "title": {"kind": "text", "text": "Harbour Declaration"}, "body": body, "notes": notes, "entities": [ports],
              "signatories": [{"id": "ports", "party": {"ref": "ports", "basis": "text"}}]}  # fmt: skip
    return build(Draft(Source("drawn", b""), json.loads(json.dumps(values)))).require()


Damage = Callable[[Any], Any]
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
def test_a_damaged_file_becomes_what_it_was(code: str, declaration: Declaration) -> None:
    good = write(declaration, "akn")
    pattern, replacement, times = IN_FILE[code]
    bad = re.sub(pattern, replacement, good, count=times)
    if code == "REF003":
        good, bad = bad, bad.replace('href="/akn/xx/act', 'href="https://ports.example/akn/xx/act')
    if code == "XSD004":  # nothing may refer to what stands twice
        good, bad = (re.sub(' href="#para_[12]"', ' href="#body"', each) for each in (good, bad))
    assert code in codes(examined(bad, "akn"))
    result = mended(bad, "akn")
    assert code in result.fixed
    assert result.after.source.text == good


def turned(key: str) -> Damage:
    """The items of an array the other way round."""

    def turn(value: Any) -> Any:
        if isinstance(value, list):
            return [turn(each) for each in value]
        if not isinstance(value, dict):
            return value
        return {
            name: turn(each)[::-1] if name == key else turn(each) for name, each in value.items()
        }

    return turn


def backwards(value: Any) -> Any:
    """The keys of every object the other way round."""
    if isinstance(value, list):
        return [backwards(each) for each in value]
    return (
        {key: backwards(value[key]) for key in reversed(value)}
        if isinstance(value, dict)
        else value
    )


def spelt(pattern: str, replacement: Replacement, times: int = 0) -> Damage:
    """Strings spelt otherwise, wherever they stand or so many times."""
    return lambda value: json.loads(re.sub(pattern, replacement, json.dumps(value), count=times))


def without_eids(value: Any) -> Any:
    """No eid on any paragraph and point."""
    if isinstance(value, list):
        return [without_eids(each) for each in value]
    if not isinstance(value, dict):
        return value
    bare = value.get("kind") in ("paragraph", "point")
    return {key: without_eids(each) for key, each in value.items() if not (bare and key == "eid")}


IN_RECORD: dict[str, Damage] = {
    "EID001": spelt(r'"(#?)para_2\b', r'"\g<1>2nd'),
    "EID002": spelt(r'"(#?)para_(?=[12]\b)', r'"\1art_'),
    "EID003": spelt(r'"para_\d+(__list_1__point_a)', r'"sec_7\1', 1),
    "EID004": spelt(r"para_[12]\b", lambda match: "para_2" if match[0] == "para_1" else "para_1"),
    "JSN006": backwards,
    "MOD001": without_eids,
    "MOD010": spelt(r'"para_2"', '"para_1"'),
    "MOD015": turned("marks"),
    "MOD018": turned("notes"),
    "REF002": spelt("#para", "para"),
}


@pytest.mark.parametrize("indent", [None, "\t"])
@pytest.mark.parametrize("code", IN_RECORD)
@settings(max_examples=FEW)
@given(declaration=documents())
def test_a_damaged_record_becomes_what_it_was(
    code: str, indent: Any, declaration: Declaration
) -> None:
    values = json.loads(write(declaration, "json"))
    if code == "MOD010":  # nothing may refer to what stands twice
        values = spelt("#para_[12]", "#body")(values)
    good, bad = (json.dumps(each, indent=indent) for each in (values, IN_RECORD[code](values)))
    assert code in codes(examined(bad, "json"))
    result = mended(bad, "json")
    assert code in result.fixed
    assert result.after.source.text == good


@given(before=lines(), between=lines(), behind=lines(), added=lines())
def test_marks_pushed_off_their_words_are_put_back(
    before: str, between: str, behind: str, added: str
) -> None:
    assume(
        "İ" not in before + between + behind + added
    )  # its small form is longer, and dates beside it are not found

    def record(*words: str) -> str:
        text = " ".join((before, "The Ports", *words, "on 2 May 2024", behind))
        marks = [{"kind": kind, "start": text.index(form), "end": text.index(form) + len(form), **more} for kind, form, more in (
            ("entity", "The Ports", {"ref": "ports"}), ("date", "2 May 2024", {"date": "2024-05-02"}))]  # fmt: skip
        values = {"id": "a", "kind": "declaration", "language": "en", "entities": [{"id": "ports", "type": "organization", "label": "The Ports"}],
                  "body": [{"kind": "paragraph", "num": "1.", "content": [{"kind": "text", "text": text, "marks": marks}]}]}  # fmt: skip
        return write(build(Draft(Source("drawn", b""), values)).require(), "json")

    good, old = record(between, added), json.loads(record(between))
    bad = json.loads(good)
    bad["body"][0]["content"][0]["marks"] = old["body"][0]["content"][0]["marks"]
    text = json.dumps(bad, ensure_ascii=False, indent=2) + "\n"
    if {"TXT004", "DAT001", "MOD013"} & set(codes(examined(text, "json"))):
        assert json.loads(mended(text, "json").after.source.text) == json.loads(good)


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
    good = mark + good.replace('<FRBRformat value="xml"', "<FRBRformat  value =\t'xml' ").replace(
        "\n", ends
    )
    bad = good.replace("value =\t'xml' ", "value =\t'html' ")
    assert bad != good
    assert mended(bad, "akn").after.source.data == good.encode()
