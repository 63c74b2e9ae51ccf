import gc
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.checking.choice import Choice
from communique.checking.codes import find
from communique.checking.engine import examine
from communique.checking.suppression import ignore_by_comments, ignores_of
from communique.core.diagnostics import Code, Diagnostic, Severity
from communique.core.message import Message
from communique.core.source import Source, Span
from communique.rules import RULES

NUM001, EID004 = find("NUM001"), find("EID004")


def source(text: str) -> Source:
    return Source("a.xml", text.encode())


def at(code: Code, text: str, words: str) -> Diagnostic:
    """A finding about some words of a text."""
    start = text.index(words)
    return Diagnostic.of(
        code, Message("wrong"), source(text).span(start, start + len(words))
    )


def judged(
    text: str, *findings: Diagnostic, choice: Choice | None = None
) -> tuple[list[str], list[str]]:
    """The codes that are kept, and those that are suppressed."""
    kept, suppressed = ignore_by_comments(
        findings, source(text), choice or Choice(), "declaration"
    )
    return [each.code.code for each in kept], [
        each.finding.code.code for each in suppressed
    ]


WHY = "<!-- communique: ignore NUM001 - as printed -->"

# A file, words in it that a finding begins at, and whether it is ignored.
HOLDS = [
    (f"<a><b>one</b>{WHY}<c>two<d>three</d></c><e>four</e></a>", {"<c>": True, "two": True, "<d>": True, "three": True,
                                                                 "one": False, "<e>": False, "four": False, "<a>": False}),
    (f"<a>{WHY}\n  <!-- another -->\n <?do it?><b>one</b>two</a>", {"<b>": True, "one": True, "two": False, "<a>": False}),
    (f"<a><b>one {WHY} two<c>three</c></b><e>four</e></a>", {"<b>": True, "one": True, "two": True, "three": True,
                                                            "<a>": False, "four": False}),
    (f"<a><b>one<c/>{WHY}</b>four</a>", {"<b>": True, "one": True, "<c/>": True, "four": False, "<a>": False}),
    (f"<a><b>{WHY}</b>four</a>", {"<b>": True, "four": False}),
    (f"<a>{WHY}<b/>four</a>", {"<b/>": True, "four": False, "<a>": False}),
    (f"{WHY}<a><b>one</b></a>", {"<a>": True, "one": True}),
    (f"<a><b>one</b></a>{WHY}", {"<a>": True, "one": True}),
    (f"<a>{WHY}words<b>one</b></a>", {"<a>": True, "one": True}),
    (f"<a>\r\n<ž>žuž</ž>{WHY}<b>\U0001f600<c>one</c></b>two</a>", {"<b>": True, "<c>": True, "one": True, "two": False,
                                                                     "žuž": False}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "ignored"),
    [(text, *each) for text, cases in HOLDS for each in cases.items()],
)
def test_a_comment_holds_for_the_element_after_it_or_else_for_the_one_it_stands_in(
    text: str, words: str, ignored: bool  # noqa: FBT001 - a parameter of the test
) -> None:  # fmt: skip
    kept, suppressed = judged(text, at(NUM001, text, words))
    assert suppressed == (["NUM001"] if ignored else [])
    assert kept == ([] if ignored else ["NUM001", "RUN005"])


def test_a_comment_ignores_what_it_names_and_nothing_else() -> None:
    text = "<a><!-- communique: ignore NUM, addressing - as printed --><b>one</b></a>"
    kept, suppressed = judged(text, at(NUM001, text, "<b>"), at(EID004, text, "<b>"))
    assert suppressed == ["NUM001"]
    assert kept == ["EID004", "RUN006"]


def test_a_finding_without_a_place_is_ignored_only_for_the_whole_file() -> None:
    finding = Diagnostic.of(NUM001, Message("wrong"))
    assert judged(f"{WHY}<a/>", finding)[1] == ["NUM001"]
    assert judged(f"<a>{WHY}<b/></a>", finding)[1] == []


def test_the_innermost_comment_counts_and_the_others_are_unused() -> None:
    text = f"{WHY}<a>{WHY.replace('as printed', 'so too in the minutes')}<b>one</b></a>"
    kept, suppressed = ignore_by_comments(
        [at(NUM001, text, "one")], source(text), Choice(), "declaration"
    )
    assert [each.reason for each in suppressed] == ["so too in the minutes"]
    assert [(each.code.name, each.span) for each in kept] == [
        ("unused-ignore", Span(1, 1, 1, len(WHY) + 1))
    ]


@pytest.mark.parametrize(
    ("comment", "codes", "message"),
    [
        ("communique: ignore NUM001", ["RUN004"], "NUM001 is ignored without a reason"),
        (
            "communique:ignore numbering-gap -\n",
            ["RUN004"],
            "numbering-gap is ignored without a reason",
        ),
        (
            "communique: ignore",
            ["NUM001", "RUN006"],
            "'communique: ignore CODE - reason'",
        ),
        (
            "communique: ignore - as printed",
            ["NUM001", "RUN006"],
            "'communique: ignore CODE - reason'",
        ),
        (
            "communique: ignore NUM001 as printed",
            ["NUM001", "RUN006"],
            "'communique: ignore CODE - reason'",
        ),
        (
            "communique: ignore NUMM001 - as printed",
            ["NUM001", "RUN006"],
            "unknown code or name 'NUMM001'",
        ),
        (
            "communique: ignore SRC002, NUM001 - as printed",
            ["RUN006"],
            "SRC002 means that there is no verdict, and cannot be ignored",
        ),
        (
            "communique: ignore EID004, NUM001 - as printed",
            ["RUN005"],
            "there is no finding of EID004 to ignore",
        ),
        ("communique: the declaration", ["NUM001"], "wrong"),
        ("communique: ignored by all", ["NUM001"], "wrong"),
        (
            "\n  communique: ignore\n  NUM001 ,NUM003\n  - as\n  printed ",
            ["RUN005"],
            "NUM003",
        ),
    ],
)
def test_what_is_wrong_with_a_comment_is_a_finding_at_its_place(
    comment: str, codes: list[str], message: str
) -> None:
    text = f"<a>\n <!--{comment}--><b/></a>"
    kept, _ = ignore_by_comments(
        [at(NUM001, text, "<b/>")], source(text), Choice(), "declaration"
    )
    assert [each.code.code for each in kept] == codes
    assert message in kept[-1].message
    assert (kept[-1].hint == "did you mean NUM001?") is ("NUMM001" in comment)
    if codes[-1] != "NUM001":
        start, end = text.index("<!--"), text.index("<b/>")
        span = source(text).span(start, end)
        assert kept[-1].span == Span(
            span.line, span.column, span.end_line, span.end_column
        )


def test_a_comment_is_not_said_to_be_unused_where_nobody_asked() -> None:
    text = f"<a>{WHY}<b/></a>"
    assert judged(text)[0] == ["RUN005"]
    assert judged(text, choice=Choice(ignore=("NUM",)))[0] == []
    assert judged(text, choice=Choice(select=("EID", "RUN")))[0] == []
    assert judged(text, choice=Choice(ignore=("unused-ignore",)))[0] == []
    rule = next(
        each.code.code for each in RULES if "declaration" not in each.severities
    )
    left_out = text.replace("NUM001", rule)
    assert judged(left_out)[0] == []
    assert judged(left_out, choice=Choice(extend=(rule,)))[0] == ["RUN005"]
    assert judged(text, Diagnostic.of(find("RUN002"), Message("broken")))[0] == [
        "RUN002"
    ]


def test_what_leaves_no_verdict_cannot_be_ignored() -> None:
    text = "<!-- communique: ignore RUN - all of it --><a/>"
    assert judged(text, Diagnostic.of(find("RUN002"), Message("broken")))[0] == [
        "RUN002"
    ]


def test_findings_about_comments_are_as_grave_as_they_are_said_to_be() -> None:
    text = "<a><!-- communique: ignore NUM001 --><b/></a>"
    choice = Choice(severity={"RUN": Severity.ERROR})
    kept, _ = ignore_by_comments([at(NUM001, text, "<b/>")], source(text), choice, None)
    assert [each.severity for each in kept] == [Severity.ERROR]


PIECES = st.sampled_from(
    [
        "<a>",
        "</a>",
        "<b/>",
        "words",
        " ",
        WHY,
        "<!-- x -->",
        "<!-- communique: ignore -->",
        "<",
        "&",
    ]
)


@given(st.lists(PIECES).map("".join))
def test_whatever_the_file_comments_are_found_or_not_and_nothing_is_raised(
    text: str,
) -> None:
    for ignore in ignores_of(source(text)):
        assert ignore.start <= ignore.end
    examine(source(f"<a>{text}</a>"))


def test_many_comments_and_findings_take_a_time_that_grows_as_they_do() -> None:
    def seconds(number: int) -> float:
        nested = f"{WHY}<a>" * number + "</a>" * number
        text = f"<a>{nested}{'<b/>' * number}<!-- communique: ignore NUMM{number} - so --></a>"
        where = source(text)
        findings = [
            Diagnostic.of(NUM001, Message("wrong"), Span(1, column, 1, column))
            for column in range(1, number + 1)
        ]
        gc.collect()
        gc.disable()  # what else the process holds is not what is measured
        began = process_time()
        ignore_by_comments(findings, where, Choice(), "declaration")
        taken = process_time() - began
        gc.enable()
        return taken

    seconds(10)
    assert seconds(8000) < 30 * min(seconds(1000) for _ in range(3))
