import gc
import tracemalloc
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from tests.samples import DOUBTFUL, finding
from tests.unit.report.drawing import EVERY_CHARACTER, reports

from communique.checking.engine import Examined
from communique.checking.settings import OUTPUT_FORMATS
from communique.core.diagnostics import Report, Severity
from communique.core.source import Source
from communique.report.rendering import render

FILES = (
    Examined(Report("good.txt", None, ()), Source("good.txt", b""), None),
    Examined(
        Report("bad.txt", None, (finding(), finding(DOUBTFUL))),
        Source("bad.txt", b"one\nthe tide"),
        None,
    ),
)


def rendered(
    output_format: str, *, fail_on: Severity = Severity.ERROR, quiet: bool = False
) -> str:
    return "".join(
        render(FILES, output_format, folder="/home", fail_on=fail_on, quiet=quiet)
    )


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


VERBATIM = {"json", "sarif"}
"""In these every character but a few stands for itself."""


@given(given_reports=reports(), text=EVERY_CHARACTER)
def test_no_character_of_a_name_a_finding_or_a_source_breaks_a_form(
    given_reports: list[Report], text: str
) -> None:
    """To draw reports takes longer than to write them: each is written in every form."""
    source = Source("a", text.encode("utf-8", "surrogatepass"))
    for output_format in OUTPUT_FORMATS:
        examined = (Examined(each, source, None) for each in given_reports)
        said = "".join(render(examined, output_format, folder="/home"))
        said.encode("utf-8")  # raises where it cannot be encoded
        if output_format not in VERBATIM:
            assert all(map(harmless, said.split("\n"))), output_format


def harmless(line: str) -> bool:
    """Whether nothing in a line moves a cursor, turns the line, or ends it: joiners and unassigned
    characters may stand.
    """
    return all(
        unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"} for char in line
    )


def another(examined: Examined) -> Examined:
    """The same with findings of its own, so that it takes memory where it is kept."""
    findings = tuple(replace(each) for each in examined.report.findings)
    return replace(examined, report=replace(examined.report, findings=findings))


@pytest.mark.parametrize("output_format", OUTPUT_FORMATS)
def test_memory_does_not_grow_with_the_number_of_files(output_format: str) -> None:
    def peak(number: int) -> int:
        every = (another(FILES[at % 2]) for at in range(number))
        usual = gc.get_threshold()
        gc.set_threshold(
            700, 10, 10
        )  # as Python has it: rubbish that nobody looks for is not what is measured
        tracemalloc.start()
        for _ in render(every, output_format, folder="/home"):
            pass
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        gc.set_threshold(*usual)
        return most

    peak(2)  # what is loaded once is not counted
    assert peak(1000) < peak(20) + 100_000  # kept, they would take ten times that


def test_files_without_findings_are_named_unless_nobody_wants_it() -> None:
    assert rendered("concise").startswith("good.txt: valid\n")
    assert "good.txt" not in rendered("concise", quiet=True)


def test_what_fails_is_said_where_it_counts() -> None:
    assert rendered("junit").count("<failure") == 1
    assert rendered("junit", fail_on=Severity.WARNING).count("<failure") == 2


def test_a_form_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError):
        rendered("pdf")
