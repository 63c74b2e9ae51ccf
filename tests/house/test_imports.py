"""What importing costs: nothing that is not used."""

import pytest
from tests.house.checkout import python

HEAVY = (
    "pydantic",
    "lxml",
    "click",
    "hypothesis",
    "pygls",
    "lsprotocol",
    "pypdfium2",
    "weasyprint",
    "pyarrow",
    "duckdb",
    "fsspec",
    "distributed",
)


def test_importing_the_library_loads_no_third_party() -> None:
    loaded = python(f"import sys, communique; print(*(name for name in {HEAVY} if name in sys.modules))")
    assert loaded.split() == []


def test_the_import_of_the_library_says_what_it_holds() -> None:
    said = python("import communique; print(set(communique.__all__) <= set(dir(communique)))")
    assert said.strip() == "True"


@pytest.mark.parametrize("heavy", ["pydantic", "lxml"])
def test_asking_for_the_version_loads_no_third_party(heavy: str) -> None:
    said = python(
        "import sys, contextlib\n"
        "from communique.__main__ import main\n"
        "sys.argv = ['communique', '--version']\n"
        "with contextlib.suppress(SystemExit): main()\n"
        f"print({heavy!r} in sys.modules)"
    )
    assert said.splitlines()[-1] == "False"


def test_checking_markup_loads_no_reader_of_raw_text() -> None:
    said = python(
        "import sys, contextlib\n"
        "from communique.__main__ import main\n"
        "sys.argv = ['communique', 'validate', 'akn/eu-clasi-2023/sl.xml']\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "print('communique.detect.reading' in sys.modules)"
    )
    assert said.splitlines()[-1] == "False"
