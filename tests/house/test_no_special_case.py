"""The shipped declaration is data: no word of it is in the code."""

import re
from pathlib import Path

from tests.house.checkout import ROOT, SOURCE, modules

TEXT = ROOT / "data" / "sources" / "eu-clasi-2023" / "sl.txt"
WORD = re.compile(r"[^\W\d_]{4,}")

# Words of the declaration that are also words of English, of Python or of HTML.
ORDINARY = {
    "american", "center", "dialog", "flows", "global", "ideal", "latin", "list", "post", "program", "security", "status", "view",
}  # fmt: skip


# A docstring may show what the shipped declaration gives: an example is no code.
EXAMPLE = re.compile(r'^ *>>> .*(?:\n(?! *(?:""".*)?$).*)*', re.MULTILINE)


def words(file: Path) -> set[str]:
    return {
        word.casefold()
        for word in WORD.findall(EXAMPLE.sub("", file.read_text("utf-8")))
    }


def test_no_word_of_the_declaration_is_in_the_code() -> None:
    own = words(TEXT) - ORDINARY
    found = {
        str(module.relative_to(SOURCE)): words(module) & own for module in modules()
    }
    assert {name: shared for name, shared in found.items() if shared} == {}


def test_the_names_in_the_declaration_would_be_noticed() -> None:
    assert {"clasi", "empact", "europol", "priloga"} <= words(TEXT)
