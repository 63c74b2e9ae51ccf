"""A file is short enough to be read at a sitting, or says why not."""

from pathlib import Path

from tests.house.checkout import ROOT, SOURCE, modules

MOST = 500

# A longer file, and its reason.
LONGER: dict[str, str] = {
    "src/communique/detect/features.py": "each feature is a few lines, and all are read together",
    "src/communique/detect/reading.py": "the passes in their order, which are read from the first to the last",
}

FILES = [
    *modules(),
    *sorted((ROOT / "tests").rglob("*.py")),
    *sorted((ROOT / "benchmarks").rglob("*.py")),
]


def lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def test_a_file_has_at_most_500_lines_or_a_reason() -> None:
    longer = {
        file.relative_to(ROOT).as_posix(): lines(file) for file in FILES if lines(file) > MOST
    }
    assert {name: count for name, count in longer.items() if name not in LONGER} == {}


def test_a_reason_stands_only_for_a_file_that_needs_one() -> None:
    assert all(lines(ROOT / name) > MOST for name in LONGER)


def test_there_are_files_to_look_at() -> None:
    assert SOURCE / "draft.py" in FILES
