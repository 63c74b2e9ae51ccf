"""The same input gives the same output, whatever the clock, the locale, the environment and the
order of hashes.
"""

import hashlib
import itertools
from pathlib import Path

from tests.house.checkout import BIN, ROOT, run

from communique.formats import FORMATS

PROGRAM = """
import hashlib, sys
from communique import read
from communique.formats import format_named
data = open(sys.argv[1], "rb").read()
hints = open(sys.argv[2], "rb").read()
parsed = read(data, "text", hints=hints)
said = repr([(each.code.code, each.message, each.span) for each in parsed.findings]) + repr(parsed.ledger)
for form in sys.argv[3:]:
    print(form, hashlib.sha256(said.encode() + format_named(form).write_bytes(parsed.require())).hexdigest())
"""

SOURCE = ROOT / "data" / "sources" / "eu-clasi-2023"

SURROUNDINGS = [
    {
        "PYTHONHASHSEED": "1",
        "TZ": "America/La_Paz",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "HOME": "/nowhere",
    },
    {
        "PYTHONHASHSEED": "31",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C.UTF-8",
        "PYTHONUTF8": "1",
        "LANGUAGE": "tr",
        "SOURCE_DATE_EPOCH": "1",
    },
]


def test_the_surroundings_change_nothing(tmp_path: Path) -> None:
    forms = [each.name for each in FORMATS if each.writes]
    command: list[str | Path] = [
        BIN / "python",
        "-c",
        PROGRAM,
        SOURCE / "sl.txt",
        SOURCE / "sl.overlay.json",
        *forms,
    ]
    folders = itertools.cycle((ROOT, tmp_path))
    results = [
        run(command, folder=next(folders), variables=each) for each in SURROUNDINGS
    ]
    assert [each.stderr for each in results if each.returncode] == []
    said, *others = [
        dict(line.split() for line in each.stdout.splitlines()) for each in results
    ]
    assert list(said) == forms
    assert {len(each) for each in said.values()} == {hashlib.sha256().digest_size * 2}
    assert [each for each in others if each != said] == []
