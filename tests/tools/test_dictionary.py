"""The dictionary of the tables."""

from pathlib import Path

import pytest
from tools.generate.dictionary import MARKER, PATH, make

from communique.core.errors import NotReadable
from communique.generate.views import TABLES_OF_EDITION


def page(folder: Path, text: str) -> str:
    (folder / "docs").mkdir()
    (folder / PATH).write_text(text, "utf-8")
    return make(folder)[PATH].decode()


def test_what_a_person_wrote_is_kept_and_what_was_made_is_made_again(
    tmp_path: Path,
) -> None:
    made = page(tmp_path, f"# Tables\n\nWords.\n\n{MARKER}\noutdated\n")
    assert made.startswith(f"# Tables\n\nWords.\n\n{MARKER}\n## declarations\n")
    assert "outdated" not in made


def test_every_column_of_every_table_is_in_it(tmp_path: Path) -> None:
    made = page(tmp_path, MARKER)
    for table in TABLES_OF_EDITION:
        section = made.partition(f"\n## {table.name}\n")[2].partition("\n## ")[0]
        assert [
            line.split("`")[1]
            for line in section.splitlines()
            if line.startswith("| `")
        ] == list(table.header())
        for reference in table.references:
            assert f"[`{reference.table}`](#{reference.table})" in section


def test_the_values_of_a_column_are_listed_once(tmp_path: Path) -> None:
    made = page(tmp_path, MARKER)
    assert "Kind of passage. One of `field`, " in made
    assert "Empty: the words say it. |" in made


def test_a_page_without_the_marker_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match=r"docs/tables\.md: the line"):
        page(tmp_path, "# Tables\n")
