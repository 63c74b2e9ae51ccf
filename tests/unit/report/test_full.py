from dataclasses import replace

import pytest
from tests.samples import finding

from communique.core.diagnostics import Edit, Fix, Report
from communique.core.message import Message
from communique.core.source import Source, Span
from communique.report import terminal
from communique.report.terminal import width


def shown(text: str, span: Span | None) -> list[str]:
    report = Report("a.txt", None, (replace(finding(), span=span),))
    return list(terminal.full_lines(report, Source("a.txt", text.encode())))


def test_the_place_is_underlined_in_its_line() -> None:
    assert shown("one\nthe tide rises\n", Span(2, 5, 2, 9)) == [
        "error DET001 left-over: 'tide' was left over",
        "  --> a.txt:2:5",
        "   |",
        " 2 | the tide rises",
        "   |     ^^^^",
        "",
    ]


def under(lines: list[str]) -> str:
    """What the carets stand under."""
    frame = next(at for at, line in enumerate(lines) if "^" in line)
    first = lines[frame].index("^") - lines[frame].index("|")
    source = lines[frame - 1]
    bar = source.index("|")
    columns = [char for char in source[bar:] for _ in range(width(char))]
    return "".join(columns[first : first + lines[frame].count("^")])


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("čez tide", Span(1, 5, 1, 9), "tide"),
        ("\ttide", Span(1, 2, 1, 6), "tide"),
        ("東京 tide", Span(1, 4, 1, 8), "tide"),
        ("x" * 500 + "tide" + "y" * 500, Span(1, 501, 1, 505), "tide"),
        ("the tide\nrises", Span(1, 5, 2, 3), "tide"),
        ("the tide", Span(1, 8, 1, 8), "e"),
    ],
)
def test_the_underline_is_under_the_words(text: str, span: Span, words: str) -> None:
    assert under(shown(text, span)) == words


def test_a_long_line_is_shown_in_part() -> None:
    lines = shown("x" * 100_000 + "tide", Span(1, 100_001, 1, 100_005))
    assert all(width(line) < 130 for line in lines)


@pytest.mark.parametrize("span", [None, Span(9, 1, 9, 2), Span(2, 1, 2, 2)])
def test_there_is_no_frame_without_a_line_to_show(span: Span | None) -> None:
    assert not any("^" in line for line in shown("one\n\nthree", span))


def test_a_place_past_the_end_of_its_line_is_shown_at_the_end() -> None:
    assert any(line.endswith("   ^") for line in shown("one", Span(1, 9, 1, 12)))


def test_a_source_that_is_no_text_has_no_frame() -> None:
    report = Report("a", None, (finding(),))
    assert not any(
        "^" in line for line in terminal.full_lines(report, Source("a", b"\xff\xff"))
    )
    assert not any("^" in line for line in terminal.full_lines(report))


def test_what_a_fix_would_do_is_said() -> None:
    fix = Fix(Message("write #ports"), (Edit(Span(2, 5, 2, 5, 4, 4), "#"),))
    assert "   = fix: write #ports" in list(
        terminal.full_lines(Report("a", None, (replace(finding(), fix=fix),)))
    )


def test_the_eid_and_the_hint_are_said() -> None:
    lines = list(
        terminal.full_lines(
            Report(
                "a",
                None,
                (replace(finding(), eid="para_2", hint=Message("look there")),),
            )
        )
    )
    assert lines[1:3] == ["  --> a:2:5 (para_2)", "   = hint: look there"]
