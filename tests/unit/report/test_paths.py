import os
from pathlib import Path

import pytest
from hypothesis import given
from tests.unit.report.drawing import EVERY_CHARACTER

from communique.report.programs import inside

FOLDER = str(Path("/home/ministry").absolute())


@pytest.mark.parametrize(
    ("path", "within"),
    [
        ("a.xml", "a.xml"),
        ("./acts/../a.xml", "a.xml"),
        ("acts/a.xml", "acts/a.xml"),
        (f"{FOLDER}/acts/a.xml", "acts/a.xml"),
        ("../a.xml", None),
        ("../ministry/a.xml", "a.xml"),
        (f"{FOLDER}-of-truth/a.xml", None),
        ("..a.xml", "..a.xml"),
    ],
)
def test_a_path_is_relative_to_the_folder_or_outside_it(
    path: str, within: str | None
) -> None:
    assert inside(path, FOLDER) == within


@given(
    EVERY_CHARACTER.map(lambda name: name.replace("/", "").replace(os.sep, "")).filter(
        lambda name: name.strip(".")
    )
)
def test_any_name_in_the_folder_stays_as_it_is(name: str) -> None:
    assert inside(f"acts/{name}", FOLDER) == f"acts/{name}"
