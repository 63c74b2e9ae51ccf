import tracemalloc
from collections.abc import Iterator

import pytest
from tests.samples import DOUBTFUL, finding

from communique.diagnostics import Report, Severity
from communique.report.rendering import render
from communique.source import Source
from communique.validate.engine import Examined
from communique.validate.settings import OUTPUT_FORMATS

FILES = (
    Examined(Report("good.txt", None, ()), Source("good.txt", b""), None),
    Examined(Report("bad.txt", None, (finding(), finding(DOUBTFUL))), Source("bad.txt", b"one\nthe tide"), None),
)


def rendered(output_format: str, *, fail_on: Severity = Severity.ERROR, quiet: bool = False) -> str:
    return "".join(render(FILES, output_format, folder="/home", fail_on=fail_on, quiet=quiet))


@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_every_form_says_what_was_found(output_format: str) -> None:
    said = rendered(output_format)
    assert said.endswith("\n")
    assert said.index("DET001") < said.index("DET004")
    assert "bad.txt" in said


@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_every_form_speaks_as_soon_as_a_file_is_examined(output_format: str) -> None:
    taken: list[str] = []

    def every() -> Iterator[Examined]:
        for each in reversed(FILES):
            taken.append(each.report.path)
            yield each

    said = ""
    for piece in render(every(), output_format, folder="/home"):
        said += piece
        if "DET001" in said:
            break
    assert taken == ["bad.txt"]


@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_memory_does_not_grow_with_the_number_of_files(output_format: str) -> None:
    def peak(number: int) -> int:
        every = (FILES[at % 2] for at in range(number))
        tracemalloc.start()
        for _ in render(every, output_format, folder="/home"):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(2)  # what is loaded once is not counted
    assert peak(2000) < peak(20) + 200_000  # kept, they would take ten times that


def test_files_without_findings_are_named_unless_nobody_wants_it() -> None:
    assert rendered("concise").startswith("good.txt: valid\n")
    assert "good.txt" not in rendered("concise", quiet=True)


def test_what_fails_is_said_where_it_counts() -> None:
    assert rendered("junit").count("<failure") == 1
    assert rendered("junit", fail_on=Severity.WARNING).count("<failure") == 2


def test_a_form_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        rendered("pdf")
