"""Memory grows with the largest file only, and thousands of files are checked in one call."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.effort import share
from tests.hostile.masses import JSON, TEXT, XML

MEASURED = """
import resource, sys
from communique.__main__ import main
try:
    main()
except SystemExit:
    sys.stdout.flush()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


@pytest.mark.slow
@pytest.mark.parametrize("form", share(["full", "json", "sarif", "junit"]))
def test_memory_does_not_depend_on_the_number_of_files(
    form: str, tmp_path: Path
) -> None:
    def peak(count: int) -> int:
        folder = tmp_path / str(count)
        folder.mkdir()
        for at in range(count):
            (folder / f"{at}.json").write_text(JSON, "utf-8")
            (folder / f"{at}.xml").write_text(XML if at % 3 else XML[:-9], "utf-8")
            if at % 5 == 0:  # a text takes the time of many
                (folder / f"{at}.txt").write_text(TEXT, "utf-8")
        words = ["validate", "-q", "--jobs", "1", "--output-format", form, str(folder)]
        result = subprocess.run(
            [sys.executable, "-c", MEASURED, *words],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert f"{count - 1}.xml" in result.stdout
        return int(result.stderr.split()[-1])

    assert peak(199) < peak(19) * 1.05


@pytest.mark.slow
def test_thousands_of_files_are_checked_in_one_call(tmp_path: Path) -> None:
    for at in range(2000):
        (tmp_path / f"{at:04}.json").write_text(JSON if at % 2 else JSON[:at], "utf-8")
    command = [
        sys.executable,
        "-m",
        "communique",
        "validate",
        "--output-format",
        "concise",
        "-q",
        str(tmp_path),
    ]
    result = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    assert (result.returncode, result.stderr) == (2, "")
    named = [
        line.partition(": ")[0]
        for line in result.stdout.splitlines()
        if line.endswith("undetermined (1 error)")
    ]
    assert named == [str(tmp_path / f"{at:04}.json") for at in range(0, 2000, 2)]
