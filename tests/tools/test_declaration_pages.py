import json

from tests.house.checkout import ROOT
from tools.generate.declaration_pages import make
from tools.generate.more import FOLDER

from communique.generate.records import readings


def test_every_shipped_declaration_has_a_page_and_of_more_data_what_its_edition_names() -> None:
    files = make(ROOT)
    named = json.loads((ROOT / FOLDER / "data" / "edition.json").read_text("utf-8"))["pages"]
    works = [*readings(ROOT), *((work, languages[0]) for work, languages in named.items())]
    assert list(files) == [f"docs/declarations/{work}.{language}.html" for work, language in works]
    assert all(page.startswith(b"<!DOCTYPE html>") for page in files.values())
