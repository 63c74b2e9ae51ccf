"""A kind of mark or block that a format does not know is found by the type checker, in every place
that tells kinds apart.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]

MARK = '''
@dataclass(frozen=True, slots=True, kw_only=True)
class StruckMark(_Mark):
    """The words are struck out."""

    kind: Literal["struck"] = "struck"


Mark = Annotated[
    StruckMark | '''

BLOCK = '''
@dataclass(frozen=True, slots=True, kw_only=True)
class Verse(Node):
    """Lines of verse."""

    kind: Literal["verse"] = "verse"


Block = Annotated[Verse | '''

MARKS_TOLD_APART = {
    "formats/akn/spans.py", "formats/docx/writer.py", "formats/html/structure.py", "model/laws.py",
}  # fmt: skip
BLOCKS_TOLD_APART = {
    "formats/akn/structure.py", "formats/html/structure.py", "formats/markdown.py",
    "formats/text.py", "model/blocks.py", "model/laws.py", "model/nodes.py",
}  # fmt: skip


@pytest.mark.slow
def test_a_new_kind_of_mark_or_block_is_listed_in_every_place_to_fill(
    tmp_path: Path,
) -> None:
    """One run for both: what tells marks apart is not what tells blocks apart, and `assert_never`
    names the kind.

    Only what tells them apart is checked, not all that it imports besides.
    """
    shutil.copytree(
        TOP / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name, before, new in (
        ("text", "\nMark = Annotated[\n    ", MARK),
        ("blocks", "\nBlock = Annotated[", BLOCK),
    ):
        path = tmp_path / "src" / "communique" / "model" / f"{name}.py"
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, new), "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", str(TOP / "pyproject.toml"), "--cache-dir", os.devnull,
         "--follow-imports=skip", *(f"src/communique/{each}" for each in ("model", "formats", "rules", "report"))],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip
    found = re.findall(
        r"^src/communique/(\S+?\.py):\d+: error: .*?(StruckMark|Verse)",
        run.stdout,
        re.MULTILINE,
    )
    marks = {path for path, kind in found if kind == "StruckMark"}
    blocks = {path for path, kind in found if kind == "Verse"}
    assert MARKS_TOLD_APART - marks == set()
    assert BLOCKS_TOLD_APART - blocks == set()
