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
    "mcp",
    "uvicorn",
    "playa",
    "pypdfium2",
    "weasyprint",
    "pyarrow",
    "duckdb",
    "fsspec",
    "distributed",
)


def test_importing_the_library_loads_no_third_party() -> None:
    loaded = python(
        f"import sys, communique; print(*(name for name in {HEAVY} if name in sys.modules))"
    )
    assert loaded.split() == []


def test_the_import_of_the_library_says_what_it_holds() -> None:
    said = python(
        "import communique; print(set(communique.__all__) <= set(dir(communique)))"
    )
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


def test_loading_a_record_loads_no_reader_of_raw_text() -> None:
    said = python(
        "import sys, communique; communique.load('eu-clasi-2023'); print('communique.detect' in sys.modules)"
    )
    assert said.strip() == "False"


RECORD, MARKUP = "data/declarations/eu-clasi-2023/sl.json", "akn/eu-clasi-2023/sl.xml"


@pytest.mark.parametrize(
    "call",
    [
        ["validate", MARKUP],
        ["validate", RECORD],
        ["convert", "-q", MARKUP, "--to", "json"],
    ],
)
def test_what_is_marked_up_is_checked_and_converted_without_the_reader_of_raw_text(
    call: list[str],
) -> None:
    said = python(
        "import sys, contextlib\n"
        "from communique.__main__ import main\n"
        f"sys.argv = ['communique', *{call}]\n"
        "with contextlib.suppress(SystemExit): main()\n"
        "print(*{'communique.acts', 'communique.detect'} & sys.modules.keys())"
    )
    assert said.splitlines()[-1] == ""


def test_checking_a_declaration_loads_no_language_but_its_own() -> None:
    said = python(
        "import communique\n"
        "from communique.languages import _load\n"
        f"communique.validate(communique.Source.open({MARKUP!r}))\n"
        "print(_load.cache_info().currsize)"
    )
    assert said.strip() == "1"
