import re
from dataclasses import dataclass, replace

from hypothesis import given
from tests.samples import DOUBTFUL, finding
from tests.unit.report.drawing import reports

from communique.core.diagnostics import Report, Severity
from communique.core.message import Message
from communique.core.source import Span
from communique.report import programs

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


@dataclass(frozen=True)
class Command:
    """A workflow command as GitHub's runner takes it apart."""

    name: str
    properties: dict[str, str]
    message: str


def command(line: str) -> Command:
    found = re.fullmatch(r"::(\w+) ([^\r\n]*?)::([^\r\n]*)", line)
    assert found is not None, line
    pairs = (each.split("=", 1) for each in found[2].split(","))
    decoded = {key: unescaped(value, "%3A", "%2C") for key, value in pairs}
    return Command(found[1], decoded, unescaped(found[3]))


def unescaped(text: str, *more: str) -> str:
    for escape in (*more, "%0D", "%0A", "%25"):
        text = text.replace(escape, chr(int(escape[1:], 16)))
    return text


def said(*given: Report) -> list[Command]:
    return [command(line) for line in programs.as_commands(given, "/home")]


def test_a_finding_is_a_command_with_its_place() -> None:
    (found,) = said(
        Report("acts/a.txt", None, (replace(finding(), hint=Message("look there")),))
    )
    assert found == Command(
        "error",
        {
            "file": "acts/a.txt",
            "line": "2",
            "endLine": "2",
            "col": "5",
            "endColumn": "9",
            "title": "DET001 left-over",
        },
        "acts/a.txt:2:5: 'tide' was left over\nhint: look there",
    )


def test_a_place_over_several_lines_has_no_columns() -> None:
    (found,) = said(Report("a", None, (replace(finding(), span=Span(2, 5, 4, 1)),)))
    assert (found.properties["line"], found.properties["endLine"]) == ("2", "4")
    assert "col" not in found.properties
    assert "endColumn" not in found.properties


def test_a_finding_without_a_place_names_the_file() -> None:
    (found,) = said(Report("/home/a.txt", None, (replace(finding(), span=None),)))
    assert found.properties == {"file": "a.txt", "title": "DET001 left-over"}
    assert found.message == "/home/a.txt: 'tide' was left over"


def test_signs_of_the_syntax_stand_for_themselves() -> None:
    (found,) = said(
        Report("50%, a:b::c.txt", None, (finding(message="100% %0A :: done"),))
    )
    assert found.properties["file"] == "50%, a:b::c.txt"
    assert found.message.endswith("100% %0A :: done")


@given(reports())
def test_any_finding_is_one_command_on_one_line(given_reports: list[Report]) -> None:
    found = said(*given_reports)
    expected = [
        (LEVELS[each.severity], each.code.code)
        for report in given_reports
        for each in report.findings
    ]
    assert [
        (each.name, each.properties["title"].split()[0])
        for each in found[: len(expected)]
    ] == expected
    assert [each.name for each in found[len(expected) :]] in (
        [],
        ["notice"],
    )  # that GitHub will not show them all
    assert all(
        line.encode("utf-8") for line in programs.as_commands(given_reports, "/home")
    )


def test_more_findings_than_github_shows_are_counted_at_the_end() -> None:
    ten = tuple(finding() for _ in range(10))
    assert [each.name for each in said(Report("a", None, ten))] == ["error"] * 10
    more = said(
        Report("a", None, ten), Report("b", None, (finding(), finding(DOUBTFUL)))
    )
    assert [each.name for each in more] == ["error"] * 11 + ["warning", "notice"]
    assert more[-1].message.startswith(
        "11 error findings: GitHub shows the first 10 of a kind"
    )
