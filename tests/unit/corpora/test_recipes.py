"""The recipes of `docs/data-people.md` for pandas and polars, where these are installed.

The tests do not install them: pandas weighs 150 MB with NumPy, polars as much.
"""

import re
from pathlib import Path
from typing import Any

import pytest

from communique import data

PAGE = Path(__file__).parents[3] / "docs" / "data-people.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.slow
@pytest.mark.parametrize("frames", ["pandas", "polars"])
def test_a_recipe_runs_and_counts_every_promise(
    frames: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip(frames, reason="it is too large to install for this")
    monkeypatch.chdir(tmp_path)
    exported = data().export("tables")
    recipes = BLOCK.findall(PAGE.read_text("utf-8"))
    (recipe,) = [each for each in recipes if f"import {frames}" in each]
    names: dict[str, Any] = {}
    exec(recipe, names)
    assert len(names["promises"]) == exported.tables["promises"]
    counts = names["by_work"]["len"] if frames == "polars" else names["by_work"].sum()
    assert counts.sum() == exported.tables["promises"]
    assert len(names["topics"]) > 10


def test_the_page_has_a_recipe_for_each() -> None:
    page = PAGE.read_text("utf-8")
    assert "import pandas" in page
    assert "import polars" in page
