"""What an entry of the reader is worth, measured on documents with labels."""

import hashlib
import json
from pathlib import Path

from tools.training.ablation import held_out, measure, rows

TEXT = """Whereas the ports are dark:

(1) The lamps went out.

(2) The nets are old.
"""
PAGE = """<html><head><title>Pact on Nets</title></head><body><main><h1>Pact on Nets</h1>
<p>The ports meet.</p> <p>They mend nets.</p></main></body></html>
"""
LIST = """Declaration of the Ports

The ports met in the town. They ask for this:

- oil is burnt;

- wicks are cut.

They meet again in May.
"""


def put(
    folder: Path, name: str, text: str, labels: list[str], facts: dict[str, object]
) -> None:
    """One labelled document in the layout of the folder."""
    for part, words in (
        (f"texts/{name}", text),
        (
            f"labels/{name}.tsv",
            "\n".join([f"# sha256 {digest(text)} complete", *labels]),
        ),
        (f"facts/{Path(name).parent}.jsonl", json.dumps({"file": name, **facts})),
    ):
        path = folder / part
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(words, "utf-8")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_an_entry_that_changes_a_document_is_counted(tmp_path: Path) -> None:
    labels = [
        "1\ttitle\t\t\tDeclaration of",
        "3\tparagraph\t\t\tThe ports",
        "5\tpoint\t1\t-\toil",
        "7\tpoint\t1\t-\twicks",
        "9\tparagraph\t\t\tThey meet",
    ]
    put(tmp_path, "ports/list.txt", LIST, labels, {"title": "Declaration of the Ports"})
    (case,) = held_out(tmp_path)
    found = measure(case, is_held_out=True, passes=True)
    assert found.score.there["point"] == found.score.right["point"] == 2
    assert found.score.right["title (fact)"] == 1
    head, _, total, *entries = rows([found])
    assert head.startswith("| entry | changed | title |")
    assert total.startswith("| all | 1 | 1 of 1, 1 |")
    assert any(row.startswith("| kind_first | 0 |") for row in entries)


def test_rows_of_a_web_page_are_found_by_their_words_in_order(tmp_path: Path) -> None:
    labels = [
        "1\ttitle\t\t\tPact on Nets",
        "2\tparagraph\t\t\tThe ports meet",
        "2\tparagraph\t\t\tThey mend",
        "2\tfurniture\t\t\tShare this",
    ]
    put(tmp_path, "web/page.html", PAGE, labels, {"kind": "Communiqué"})
    (case,) = held_out(tmp_path)
    assert case.facts is not None
    assert case.facts["kind"] == "communique"
    lines = case.document.text.split("\n")
    assert [lines[row.line - 1].lstrip("# ")[:7] for row in case.document.rows] == [
        "Pact on",
        "The por",
        "They me",
    ]
