import re
import subprocess
import sys
from pathlib import Path

import pytest

import communique
from communique._version import __version__


def test_every_public_name_can_be_had() -> None:
    assert [
        name for name in communique.__all__ if getattr(communique, name, None) is None
    ] == []


def test_every_public_name_comes_from_the_module_that_the_type_checker_is_told() -> (
    None
):
    source = Path(communique.__file__).read_text("utf-8")
    told = re.findall(
        r"^    from communique\.([\w.]+) import (\w+) as \2$", source, re.MULTILINE
    )
    assert {name: module for module, name in told} == communique._MODULE
    assert set(communique._MODULE) == set(communique.__all__)


def test_the_version_is_the_constant() -> None:
    assert communique.__version__ == __version__


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        getattr(communique, "nothing_of_the_kind")  # noqa: B009 - a type checker would refuse the name


def test_the_rooms_of_the_same_name_can_be_called_whoever_imported_them_first() -> None:
    program = (
        "import communique, communique.checking.codes\n"
        "assert callable(communique.validate)\n"
        "print(communique.validate(b'', format='json').verdict)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert said.stdout == "undetermined\n"
