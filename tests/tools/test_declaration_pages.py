from tests.house.checkout import ROOT
from tools.generate.declaration_pages import make

from communique.generate.records import readings


def test_every_shipped_declaration_has_a_page() -> None:
    files = make(ROOT)
    assert list(files) == [f"docs/declarations/{work}.{language}.html" for work, language in readings(ROOT)]
    assert all(page.startswith(b"<!DOCTYPE html>") for page in files.values())
