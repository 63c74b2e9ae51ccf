"""Marks as elements."""

from typing import Any

import pytest
from tests.samples import block, declaration

from communique.formats.html.markup import wording
from communique.formats.html.structure import Inline
from communique.model import TextBlock

WORDS = "We call on <Port Hall> by 1 May."


def written(*marks: dict[str, Any], words: str = WORDS) -> str:
    inline = Inline(declaration(), wording("en"), {})
    return inline.text(TextBlock.model_validate(block(words, *marks)))


def mark(words: str, **values: Any) -> dict[str, Any]:
    start = WORDS.index(words)
    return {"start": start, "end": start + len(words), **values}


def test_plain_words_are_escaped() -> None:
    assert written() == "We call on &lt;Port Hall&gt; by 1 May."


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (mark("Port", kind="entity", ref="port"), '<span class="e" data-ref="port">Port</span>'),
        (mark("Port", kind="entity", ref="port", basis="inferred", source='"so"'),
         '<span class="e" data-ref="port" data-basis="inferred" data-source="&#34;so&#34;">Port</span>'),
        (mark("1 May", kind="date", date="2030-05-01"), '<time class="d" datetime="2030-05-01">1 May</time>'),
        (mark("call", kind="act", act="call", actors=["a", "b"], due="2030"),
         '<span class="a" data-act="call" data-by="a b" data-due="2030">call</span>'),
        (mark("Hall", kind="emphasis", style="italic"), "<i>Hall</i>"),
        (mark("Hall", kind="reference", href="https://a.example"), '<a class="r" href="https://a.example">Hall</a>'),
        (mark("Hall", kind="reference", href="javascript:x", scheme="un"),
         '<span class="r" data-scheme="un" data-href="javascript:x">Hall</span>'),
    ],
)  # fmt: skip
def test_each_mark_has_its_element(made: dict[str, Any], said: str) -> None:
    assert said in written(made)


def test_marks_nest() -> None:
    outer = mark("call on <Port Hall>", kind="act", act="call")
    inner = mark("Port", kind="entity", ref="port")
    assert written(outer, inner) == (
        'We <span class="a" data-act="call">call on &lt;<span class="e" data-ref="port">Port</span> Hall&gt;</span> by 1 May.'
    )


def test_no_link_stands_in_a_link() -> None:
    outer = mark("on <Port Hall>", kind="reference", href="https://a.example")
    call = {
        "kind": "note",
        "start": WORDS.index("Port"),
        "end": WORDS.index("Port"),
        "ref": "authorialNote_1",
    }
    inner = mark("Hall", kind="reference", href="https://b.example")
    for within in (call, inner):
        made = written(outer, within)
        assert '<span class="r">on' in made
        assert (
            '</span><a class="go" data-ui href="https://a.example" aria-label="Open what is referred to" data-label="follow">↗</a>'
            in made
        )


def test_a_note_without_a_sign_is_called_by_its_place_in_brackets() -> None:
    notes = [{"kind": "note", "eid": "authorialNote_1", "content": [block("A note.")]}]
    inline = Inline(declaration(notes=notes), wording("en"), {})
    called = inline.text(
        TextBlock.model_validate(
            block("A", {"kind": "note", "start": 1, "end": 1, "ref": "authorialNote_1"})
        )
    )
    assert called == (
        'A<sup><a class="call" id="[call]1" href="#authorialNote_1" role="doc-noteref"><span data-ui>[1]</span></a></sup>'
    )
