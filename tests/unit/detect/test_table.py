"""Tables of blocks and roles: written and read back they change nothing, corrected they decide."""

from pathlib import Path

import pytest
from tests.effort import share
from tools.training.store import DRAWN, stored

from communique.core.source import Source
from communique.detect import detect, label
from communique.draft import Draft, ReadOptions

ROOT = Path(__file__).parents[3]
GOLDEN = sorted(ROOT.glob("tests/golden/*/source.txt"))[::4]
STORED = [each for each in stored() if each.text is not None and each.family != DRAWN][
    ::16
]
TEXTS = {
    **{path.parent.name: path.read_bytes() for path in GOLDEN},
    **{each.key: str(each.text).encode() for each in STORED},
}
TEXT = "The Ports,\n\nNoting the winter,\n\nDeclare:\n\n1. We light the lamps. We trim the wicks.\n\n2. We keep them lit.\n"


def read(text: bytes, table: str | None = None) -> Draft:
    hints = None if table is None else Source("table.tsv", table.encode())
    return detect(Source("text", text), ReadOptions(hints=hints))


@pytest.mark.parametrize("name", share(sorted(TEXTS)))
def test_a_table_read_back_gives_the_same_record(name: str) -> None:
    data = TEXTS[name]
    table = label(Source("text", data), ReadOptions())
    assert read(data, table).values == read(data).values
    assert (
        label(Source("text", data), ReadOptions(hints=Source("t.tsv", table.encode())))
        == table
    )


def test_a_line_that_was_parted_from_the_title_has_a_row() -> None:
    text = b"Joint Declaration of the Ministers of Harbours\nDrumhaven, 3 May 2024\n\nWe, the ministers of harbours,\n\n1. We light the lamps.\n"
    table = label(Source("text", text), ReadOptions())
    assert "\n2\t" in table
    assert read(text, table).values == read(text).values


def test_a_row_taken_out_joins_its_block_to_the_one_before() -> None:
    rows = label(Source("text", TEXT.encode()), ReadOptions(language="en")).splitlines(
        keepends=True
    )
    kept = "".join(row for row in rows if not row.startswith("9\t"))
    (first,) = [
        each
        for each in read(TEXT.encode(), kept).values["body"]
        if each["kind"] == "paragraph"
    ]
    assert first["num"] == "1."


def test_a_row_put_in_begins_a_block_inside_a_line() -> None:
    rows = label(Source("text", TEXT.encode()), ReadOptions(language="en")).splitlines(
        keepends=True
    )
    at = next(index for index, row in enumerate(rows) if row.startswith("9\t"))
    rows.insert(at, "7\tparagraph\t\t\tWe trim the wicks.\n")
    made = label(
        Source("text", TEXT.encode()),
        ReadOptions(language="en", hints=Source("t", "".join(rows).encode())),
    )
    assert made.splitlines()[at] == "7\tparagraph\t\t\tWe trim the wicks."


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("99\tparagraph", "DET017"),
        ("2\tparagraph", "DET017"),
        ("1\tchorus", "DET018"),
        ("one\ttitle", "DET018"),
    ],
    ids=["no such line", "an empty line", "no role", "no number"],
)
def test_a_row_that_cannot_be_followed_is_said(row: str, code: str) -> None:
    head = label(Source("text", TEXT.encode()), ReadOptions()).splitlines()[0]
    assert code in [
        finding.code.code
        for finding in read(TEXT.encode(), f"{head}\n{row}\n").findings
    ]


def test_a_table_that_is_none_is_said() -> None:
    for table in ("# sha256 none", f"# sha256 {'0' * 64} complete\n1\ttitle\n"):
        assert (
            len(
                [
                    each
                    for each in read(TEXT.encode(), table).findings
                    if each.code.code == "DET018"
                ]
            )
            == 1
        )
