"""What is raised."""

import pytest

from communique.core import errors
from communique.core.errors import (
    BundleMissing,
    CommuniqueError,
    NotReadable,
    UnknownDeclaration,
    UnknownFormat,
)


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        (UnknownFormat, ValueError),
        (NotReadable, ValueError),
        (BundleMissing, FileNotFoundError),
        (UnknownDeclaration, KeyError),
    ],
)
def test_an_error_is_ours_and_the_usual_one_of_its_kind(
    error: type[Exception], builtin: type[Exception]
) -> None:
    assert issubclass(error, CommuniqueError)
    assert issubclass(error, builtin)


def test_every_error_has_the_common_ancestor() -> None:
    found = [
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, Exception)
    ]
    assert len(found) > 1
    assert all(issubclass(each, CommuniqueError) for each in found)


def test_an_unknown_declaration_is_told_without_quotation_marks() -> None:
    assert str(UnknownDeclaration("there is no 'x'")) == "there is no 'x'"
    assert str(UnknownDeclaration()) == ""


def test_the_reason_of_the_system_is_said_in_lower_case() -> None:
    assert (
        errors.reason(FileNotFoundError(2, "No such file or directory", "a"))
        == "no such file or directory"
    )
    assert errors.reason(OSError()) == "unknown error"
