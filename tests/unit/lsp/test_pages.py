from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.samples import LOST, finding

from communique.checking.codes import every_code
from communique.core.diagnostics import Diagnostic
from communique.core.message import Message
from communique.lsp.analysis import page_address, page_of, plain
from communique.rules import RULES


def test_the_page_of_a_rule_says_all_that_its_documentation_says() -> None:
    offenders: list[tuple[str, str]] = []
    for rule in RULES:
        code = rule.code
        page = rule.page
        shown = page_of(
            Diagnostic.of(code, Message("something is wrong"), hint=Message("mend it"))
        )
        heading = f"**{code.code}** {code.name} ({code.severity})\n\nsomething is wrong"
        if not shown.startswith(heading):
            offenders.append((code.code, heading))
        expected = [
            page.summary,
            page.why[1:],
            page.fix[1:],
            page.bad,
            page.good,
            "mend it",
        ]
        offenders += [(code.code, words) for words in expected if words not in shown]
    assert offenders == []


def test_the_page_of_another_code_is_what_the_code_means() -> None:
    assert page_of(finding(message="'tide' was left over")) == (
        f"**DET001** left-over (error)\n\n'tide' was left over\n\n*{LOST.summary}*"
    )


def test_words_of_a_document_are_shown_and_do_nothing() -> None:
    said = page_of(
        finding(message="eId '![](http://a.b/c.png)\n\n# <script>' is used twice")
    )
    assert "![" not in said
    assert " <script" not in said
    assert "\n#" not in said
    assert plain("a_b*c") == "a\\_b\\*c"


def test_the_address_of_a_page_is_that_of_a_file_which_is_there() -> None:
    for code in every_code():
        address = page_address(code.page)
        assert (address is None) == (code.page is None)
        if address is not None:
            text = Path(unquote(urlsplit(address).path)).read_text("utf-8")
            assert text.startswith(f"# {code.code} {code.name}\n")


def test_a_page_that_is_not_there_has_no_address() -> None:
    assert page_address("rules/NONE.md") is None
