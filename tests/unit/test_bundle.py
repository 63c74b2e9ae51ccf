"""Where the shipped files lie."""

import pytest

from communique.bundle import shipped
from communique.errors import BundleMissing


def test_a_file_of_the_checkout_is_found() -> None:
    assert shipped("data/sources/eu-clasi-2023/sl.txt").read_bytes().startswith(b" DOPIS")


def test_a_folder_is_found() -> None:
    assert {entry.name for entry in shipped("data/sources").iterdir() if entry.is_dir()} == {"eu-clasi-2023"}


@pytest.mark.parametrize("path", ["data/none.json", "nothing", "nothing/at/all"])
def test_what_is_not_shipped_is_missing_by_name(path: str) -> None:
    with pytest.raises(BundleMissing, match=path.partition("/")[0]):
        shipped(path)
