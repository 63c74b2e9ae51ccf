import json
from dataclasses import replace

from tests.samples import BROKEN, finding

from communique.core.diagnostics import Report
from communique.core.message import Message
from communique.report import terminal
from communique.report.programs import as_json


def test_a_finding_is_a_line_with_its_place() -> None:
    assert list(terminal.concise_lines(Report("a.txt", None, (finding(),)))) == [
        "a.txt:2:5: error DET001 left-over: 'tide' was left over"
    ]


def test_a_finding_without_a_place_has_only_the_path() -> None:
    report = Report("a.xml", None, (replace(finding(BROKEN, "no text"), span=None),))
    assert list(terminal.concise_lines(report)) == [
        "a.xml: error SRC002 not-well-formed: no text"
    ]


def test_a_hint_stands_on_an_indented_line() -> None:
    lines = list(
        terminal.of_finding("a", replace(finding(), hint=Message("look there")))
    )
    assert lines[1:] == ["    hint: look there"]


def test_of_many_lines_that_a_finding_quotes_the_first_are_shown() -> None:
    heads = [f"Ports of the North, page {number}" for number in range(1, 144)]
    quoting = replace(finding(), quote="\n".join(heads))
    assert list(terminal.of_quote(quoting)) == [
        *(f"    {each}" for each in heads[:3]),
        "    and 140 more lines",
    ]
    assert (
        list(terminal.of_quote(replace(quoting, quote="\n".join(heads[:3]))))[-1]
        == f"    {heads[2]}"
    )
    assert (
        list(terminal.of_quote(replace(quoting, quote="\n".join(heads[:4]))))[-1]
        == "    and 1 more line"
    )
    [held] = json.loads("".join(as_json([Report("a.txt", None, (quoting,))])))["files"][
        0
    ]["findings"]
    assert held["quote"] == quoting.quote


def test_nothing_that_a_source_says_breaks_the_line() -> None:
    lines = list(
        terminal.of_finding(
            "a\nb",
            replace(finding(), message=Message("a\r\nb\x1b[2J"), hint=Message("c\nd")),
        )
    )
    assert len(lines) == 2
    assert all(line.isprintable() for line in lines)
