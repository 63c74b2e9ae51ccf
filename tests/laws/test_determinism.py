"""The same input gives the same output, whatever the clock, the locale, the environment and the order of hashes."""

import hashlib
import itertools
from pathlib import Path

import pytest
from tests.house.checkout import BIN, ROOT, run

from communique.formats import FORMATS

PROGRAM = """
import hashlib, sys
from communique import read, write
data = open(sys.argv[1], "rb").read()
hints = open(sys.argv[2], "rb").read()
parsed = read(data, "text", hints=hints)
said = repr([(each.code.code, each.message, each.span) for each in parsed.findings]) + repr(parsed.ledger)
print(hashlib.sha256((said + write(parsed.require(), sys.argv[3])).encode()).hexdigest())
"""

SOURCE = ROOT / "data" / "sources" / "eu-clasi-2023"

SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "LANGUAGE": "tr"},
    {"PYTHONHASHSEED": "31", "TZ": "America/La_Paz", "HOME": "/nowhere", "SOURCE_DATE_EPOCH": "1"},
]


@pytest.mark.parametrize("form", [each.name for each in FORMATS if each.writes])
def test_the_surroundings_change_nothing(form: str, tmp_path: Path) -> None:
    command: list[str | Path] = [BIN / "python", "-c", PROGRAM, SOURCE / "sl.txt", SOURCE / "sl.overlay.json", form]
    folders = itertools.cycle((ROOT, tmp_path))
    results = [run(command, folder=next(folders), variables=each) for each in SURROUNDINGS]
    assert [each.stderr for each in results if each.returncode] == []
    assert len({each.stdout for each in results}) == 1
    assert len(results[0].stdout.strip()) == hashlib.sha256().digest_size * 2
