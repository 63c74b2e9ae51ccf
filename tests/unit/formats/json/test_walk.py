import json
from typing import Any

from hypothesis import given
from tests.samples import block, declaration

from communique.core.source import Source
from communique.draft import weight
from communique.formats import json as reader
from communique.formats.json import write
from communique.model import Declaration
from communique.testing import declarations

COUNTED = {
    "text": "document",
    "num": "structure",
    "label": "structure",
    "marker": "structure",
}


def counted(value: Any) -> dict[str, int]:
    """The ledger by the letter: every string under these keys, at any depth."""
    found = {"document": 0, "structure": 0}
    stack = [value]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            for key, each in part.items():
                if key in COUNTED and isinstance(each, str):
                    found[COUNTED[key]] += weight(each)
        stack.extend(
            part.values()
            if isinstance(part, dict)
            else part
            if isinstance(part, list)
            else ()
        )
    return found


@given(declarations())
def test_the_ledger_counts_what_the_design_lists(declaration: Declaration) -> None:
    found = counted(json.loads(write(declaration)))
    short = declaration.short_title
    if short is not None and (
        declaration.title is None or short not in declaration.title.text
    ):
        found["document"] += weight(short)
    ledger = reader.ledger(declaration)
    assert (ledger.document, ledger.structure) == (
        found["document"],
        found["structure"],
    )
    assert ledger.total == ledger.document + ledger.structure
    assert ledger.left_over == 0
    assert ledger.furniture == {}


def test_a_short_title_is_counted_where_it_is_printed_apart() -> None:
    title = block("Harbour Declaration")
    inside = reader.ledger(declaration(title=title, short_title="Harbour"))
    apart = reader.ledger(declaration(title=title, short_title="The Ports"))
    assert apart.document - inside.document == len("ThePorts")


def test_a_missing_kind_is_found_with_its_place() -> None:
    record = declaration().model_dump(mode="json")
    del record["title"]["kind"]
    del record["notes"][0]["kind"]
    found = reader.read(Source("x.json", json.dumps(record).encode())).findings
    assert [(each.message, each.pointer) for each in found] == [
        ("'kind' is missing", "/title/kind"),
        ("'kind' is missing", "/notes/0/kind"),
    ]


def test_an_annex_needs_no_kind() -> None:
    record = declaration().model_dump(mode="json")
    record["annexes"] = [{"eid": "att_1", "num": "ANNEX"}]
    assert reader.read(Source("x.json", json.dumps(record).encode())).findings == ()
