"""The language server, started as an editor starts it and spoken with over its protocol."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.cli.running import start
from tests.cli.speaking import PATIENCE, Client, change
from tests.rules.documents import GOOD
from tests.samples import block, declaration, numbered

from communique._version import __version__
from communique.documents import write

LINES = GOOD.split("\n")
LINE = next(number for number, line in enumerate(LINES) if 'eId="para_3"' in line)
COLUMN = LINES[LINE].index("para_3")
TYPED = change((LINE, COLUMN), (LINE, COLUMN + 6), "para_13")
"""What somebody types who gets the number wrong."""


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """A server that goes on through all tests, whatever they do to it, and is well at the end."""
    with Client() as started:
        yield started
        assert started.stop() == 0
        assert started.errors == ""


@pytest.fixture
def uri(request: pytest.FixtureRequest) -> str:
    """A document that no other test has."""
    return f"file:///{quote(request.node.name)}.xml"


def of(uri: Any) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}}


def codes(diagnostics: list[dict[str, Any]]) -> set[str]:
    return {each["code"] for each in diagnostics}


def test_a_session_of_opening_editing_hovering_fixing_and_leaving(
    client: Client, uri: str
) -> None:
    assert client.open(uri, GOOD) == []
    client.edit(uri, 2, TYPED)
    found = client.found(uri, 2)
    wrong = next(each for each in found if each["code"] == "EID004")
    assert wrong["range"]["start"]["line"] == LINE
    assert (wrong["severity"], wrong["source"]) == (2, "communique")
    assert wrong["codeDescription"]["href"].endswith("/rules/EID004.md")

    hover = client.ask(
        "textDocument/hover", {**of(uri), "position": wrong["range"]["start"]}
    )["result"]
    assert hover["contents"]["kind"] == "markdown"
    assert "**EID004** eid-number" in hover["contents"]["value"]

    context = {"diagnostics": found, "only": ["quickfix"]}
    asked = {**of(uri), "range": wrong["range"], "context": context}
    (action,) = client.ask("textDocument/codeAction", asked)["result"]
    assert (action["kind"], action["isPreferred"]) == ("quickfix", True)
    assert "EID004" in codes(action["diagnostics"])
    changes = [
        {"range": each["range"], "text": each["newText"]}
        for each in action["edit"]["changes"][uri]
    ]
    client.edit(uri, 3, *reversed(changes))
    assert client.found(uri, 3) == []

    client.tell("textDocument/didClose", of(uri))
    assert client.found(uri, None) == []


def test_it_says_what_it_can_do(client: Client) -> None:
    able = client.capabilities
    assert able["textDocumentSync"] == {"openClose": True, "change": 2, "save": False}
    assert able["codeActionProvider"] == {
        "codeActionKinds": ["quickfix", "source.fixAll.communique"],
        "resolveProvider": True,
    }
    assert (able["hoverProvider"], able["documentSymbolProvider"]) == (True, True)


@pytest.mark.parametrize(
    ("encodings", "chosen", "units"),
    [
        (["utf-8", "utf-16"], "utf-8", 4),
        (["utf-32"], "utf-32", 1),
        (["ebcdic"], "utf-16", 2),
    ],
)
def test_positions_are_counted_as_was_agreed(
    encodings: list[str], chosen: str, units: int, uri: str
) -> None:
    with Client(encodings=encodings) as client:
        assert client.capabilities["positionEncoding"] == chosen
        positions_are_counted_in(units, client, uri)
        assert client.stop() == 0


def test_without_an_agreement_positions_are_counted_in_utf_16(
    client: Client, uri: str
) -> None:
    assert client.capabilities["positionEncoding"] == "utf-16"
    positions_are_counted_in(2, client, uri)


def positions_are_counted_in(units: int, client: Client, uri: str) -> None:
    """A ship takes so many units, in what the client says and in what the server says."""
    client.open(uri, GOOD.replace("\n", "\r\n"))
    client.edit(uri, 2, change((LINE, COLUMN), (LINE, COLUMN), "🚢"))
    client.edit(uri, 3, change((LINE, COLUMN + units), (LINE, COLUMN + units), "!"))
    wrong = next(each for each in client.found(uri, 3) if each["code"] == "EID001")
    assert "'🚢!para_3'" in wrong["message"]
    end = LINES[LINE].index(">", COLUMN) + 1
    assert wrong["range"]["end"] == {"line": LINE, "character": end + units + 1}


def test_all_fixes_are_made_when_that_is_asked_for(uri: str) -> None:
    able = {
        "workspace": {"workspaceEdit": {"documentChanges": True}},
        "textDocument": {"codeAction": {"resolveSupport": {"properties": ["edit"]}}},
    }
    with Client(initialize=False) as client:
        client.ask(
            "initialize", {"processId": None, "rootUri": None, "capabilities": able}
        )
        client.tell("initialized", {})
        client.open(uri, GOOD)
        client.edit(uri, 2, TYPED)
        client.found(uri, 2)
        everywhere = {
            "start": {"line": 0, "character": 0},
            "end": {"line": 999, "character": 0},
        }
        asked = {
            **of(uri),
            "range": everywhere,
            "context": {"diagnostics": [], "only": ["source.fixAll"]},
        }
        (action,) = client.ask("textDocument/codeAction", asked)["result"]
        assert (action["kind"], "edit" in action) == ("source.fixAll.communique", False)
        (edited,) = client.ask("codeAction/resolve", action)["result"]["edit"][
            "documentChanges"
        ]
        assert edited["textDocument"] == {"uri": uri, "version": 2}
        assert LINES[LINE] in edited["edits"][0]["newText"]
        assert client.stop() == 0


def test_a_client_that_resolves_nothing_is_given_all_fixes_at_once(
    client: Client, uri: str
) -> None:
    client.open(uri, GOOD)
    client.edit(uri, 2, TYPED)
    client.found(uri, 2)
    asked = {**of(uri), "range": TYPED["range"], "context": {"diagnostics": []}}
    assert [
        each["kind"] for each in client.ask("textDocument/codeAction", asked)["result"]
    ] == ["quickfix"]
    asked["context"] = {"diagnostics": [], "only": ["source"]}
    (action,) = client.ask("textDocument/codeAction", asked)["result"]
    assert LINES[LINE] in action["edit"]["changes"][uri][0]["newText"]


@pytest.mark.parametrize(
    ("ending", "language", "form"),
    [("xml", "xml", "akn"), ("json", "json", "json"), ("txt", "plaintext", "text")],
)
def test_the_outline_is_given_for_every_format(
    client: Client, uri: str, ending: str, language: str, form: str
) -> None:
    uri = uri.replace("xml", ending)
    client.open(uri, write(declaration(), form), language)
    symbols = client.ask("textDocument/documentSymbol", of(uri))["result"]
    assert [each["detail"] for each in symbols][:3] == [
        "preface",
        "recs_1__rec_1",
        "recs_1__rec_2",
    ]


NOWHERE = {"start": {"line": -1, "character": 0}, "end": {"line": 0, "character": 0}}
BAD = [
    b"",
    b"{",
    b"[]",
    b"\xff\xfe",
    b"null",
    b"{}",
    b"[" * 100_000,
    b'{"jsonrpc": "1.0", "method": "initialized", "params": {}}',
    b'{"jsonrpc": "2.0", "method": 7}',
    b'{"jsonrpc": "2.0", "id": 99, "result": null}',
]
"""Bodies that are no message."""
ODD: list[tuple[str, Any]] = [
    ("no/such", {}),
    ("textDocument/didOpen", of(1)),
    (
        "textDocument/didChange",
        {**of("file:///x"), "contentChanges": [{"range": NOWHERE, "text": ""}]},
    ),
    ("textDocument/didClose", of("file:///x")),
    ("$/cancelRequest", {"id": 99}),
    ("textDocument/didChange", None),
]
"""Notifications that have no effect."""


def test_what_is_no_message_is_passed_over_and_the_next_one_is_answered(
    client: Client, uri: str
) -> None:
    for body in BAD:
        client.send(body)
    for method, params in ODD:
        client.tell(method, params)
    assert client.process.stdin is not None
    client.process.stdin.write(b"Content-Length: many\r\n\r\nX-Nothing: 1\r\n\r\n")
    assert client.open(uri, GOOD) == []


@pytest.mark.parametrize("body", [b"", b'{"jsonrpc": "2.0", "method": "exit"}' * 3000])
def test_a_message_that_is_too_long_is_refused_and_the_next_one_is_answered(
    client: Client, uri: str, body: bytes
) -> None:
    """Whether the body that its header announces follows, or a part of it, or nothing."""
    assert client.process.stdin is not None
    known = len(client.told)
    client.process.stdin.write(b"Content-Length: 99999999999\r\n\r\n" + body)
    assert client.open(uri, GOOD) == []
    (refused,) = (each for each in client.told[known:] if each.get("id", 0) is None)
    assert refused["error"]["code"] == -32600
    assert "99999999999 bytes" in refused["error"]["message"]


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("textDocument/hover", {"nothing": 1}, -32602),
        ("textDocument/hover", {"textDocument": {"jsonrpc": "2.0"}}, -32602),
        (
            "textDocument/hover",
            {**of("file:///no.xml"), "position": {"line": 0, "character": 0}},
            -32602,
        ),
        ("codeAction/resolve", {"title": "A", "data": [1]}, -32602),
        (
            "textDocument/rename",
            {
                **of("file:///no.xml"),
                "position": {"line": 0, "character": 0},
                "newName": "x",
            },
            -32601,
        ),
    ],
)
def test_a_request_that_cannot_be_answered_is_told_why(
    client: Client, method: str, params: Any, code: int
) -> None:
    assert client.ask(method, params)["error"]["code"] == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\x00",
        "\ud800",
        "\ufeff",
        "<" * 3000,
        "{" * 3000,
        "\r\u2028\x0c\x85",
        "<!DOCTYPE a>",
    ],
)
def test_any_text_can_be_opened_and_looked_at(
    client: Client, uri: str, text: str
) -> None:
    client.open(uri, text)
    client.edit(uri, 2, change((0, 0), (9, 9), "x\r" + text))
    client.found(uri, 2)
    position = {"line": 0, "character": 1}
    assert "error" not in client.ask(
        "textDocument/hover", {**of(uri), "position": position}
    )
    assert "error" not in client.ask("textDocument/documentSymbol", of(uri))
    asked = {
        **of(uri),
        "range": {"start": position, "end": position},
        "context": {"diagnostics": [], "only": ["source"]},
    }
    assert "error" not in client.ask("textDocument/codeAction", asked)


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "x",
        "file:",
        "file:///%00",
        "file://host/share/a.xml",
        "file:///a%FF.xml",
        "\u2028:a",
    ],
)
def test_any_name_can_be_given_to_a_document(client: Client, odd: str) -> None:
    assert client.open(odd, "<")[0]["code"] == "SRC002"


def test_a_request_can_be_cancelled(client: Client, uri: str) -> None:
    client.open(uri, GOOD)
    client.edit(uri, 2, TYPED)
    number = client.begin("textDocument/documentSymbol", of(uri))
    client.tell("$/cancelRequest", {"id": number})
    assert client.answer(number)["error"]["code"] == -32800
    assert codes(client.found(uri, 2))


def test_leaving_without_notice_is_exit_status_1() -> None:
    with Client() as client:
        client.tell("exit", None)
        assert client.process.wait(PATIENCE) == 1


def test_a_client_that_is_gone_ends_the_server() -> None:
    with Client() as client:
        client.open("file:///a.xml", GOOD)
        assert client.process.stdin is not None
        client.process.stdin.close()
        assert client.process.wait(PATIENCE) == 1
        assert client.errors == ""


def test_it_says_who_it_is(client: Client) -> None:
    assert client.answered["serverInfo"] == {
        "name": "communique",
        "version": __version__,
    }


def test_without_the_extra_there_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text(
        "raise ModuleNotFoundError('No module named pygls', name='pygls')", "utf-8"
    )
    said = start(
        "lsp", PYTHONPATH=f"{tmp_path}:{':'.join(each for each in sys.path if each)}"
    )
    assert (said.status, said.out) == (2, "")
    assert (
        said.err
        == 'communique: the language server needs the extra lsp: pip install "communique[lsp]"\n'
    )


def test_the_configuration_and_the_language_of_the_editor_count(tmp_path: Path) -> None:
    (tmp_path / "communique.toml").write_text('ignore = ["EID003"]', "utf-8")
    uri = (tmp_path / "a.xml").as_uri()
    with Client(initialize=False) as client:
        client.ask(
            "initialize",
            {"processId": None, "rootUri": None, "locale": "sl", "capabilities": {}},
        )
        client.tell("initialized", {})
        client.open(uri, GOOD)
        client.edit(uri, 2, change((LINE, COLUMN), (LINE, COLUMN + 6), "paragraph-3"))
        assert codes(client.found(uri, 2)) == {"EID001"}
        (tmp_path / "communique.toml").write_text("ignore =", "utf-8")
        client.edit(uri, 3, change((0, 0), (0, 0), ""))
        assert "EID003" in codes(client.found(uri, 3))
        (shown,) = (
            each["params"]
            for each in client.told
            if each["method"] == "window/showMessage"
        )
        assert shown["message"].startswith(f"{tmp_path / 'communique.toml'}:1:")
        assert client.stop() == 0


@pytest.mark.slow
def test_while_a_large_document_is_analysed_the_server_answers(
    client: Client, uri: str
) -> None:
    paragraphs = [
        numbered("paragraph", f"{number}.", block("We commit to the harbour. " * 8))
        for number in range(3, 5_003)
    ]
    text = write(declaration(body=paragraphs), "akn")
    assert client.open(uri, text) == []
    lines = text.count("\n")
    client.edit(
        uri,
        2,
        *(
            change((lines - number, 0), (lines - number, 0), " ")
            for number in range(1, 1001)
        ),
    )
    known = len(client.told)
    answers = 0
    while not any(
        each.get("params", {}).get("version") == 2 for each in client.told[known:]
    ):
        client.ask("no/such", {})
        answers += 1
        time.sleep(0.01)
    # A server that waits for the analysis answers once or twice before it is done.
    assert answers > 10
    symbols = client.ask("textDocument/documentSymbol", of(uri))["result"]
    assert len(symbols) == 5_003
