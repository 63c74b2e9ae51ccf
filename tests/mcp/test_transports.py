"""The server, started as an assistant starts it, and spoken with by the SDK's own client.

`MCP_CALLS=1000 python -m pytest tests/mcp/test_transports.py -k mixed -s` makes 1,000 calls over each
transport; a fifth of them are malformed or enormous.
"""

import asyncio
import http.client
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError

from communique.mcp.answers import BYTES
from communique.mcp.holdings import Holdings
from communique.mcp.problems import REMEDIES
from communique.mcp.server import server_of
from mcp import Client

CALLS = int(os.environ.get("MCP_CALLS", "25"))
"""How many calls are made over each transport."""
PATIENCE = 120
"""Seconds after which a call is given up."""
ENORMOUS = 50_000_000
"""The bytes of an enormous argument."""
RECORD = "eu-clasi-2023"


def command(*options: object) -> list[str]:
    return [sys.executable, "-m", "communique", "mcp", *map(str, options)]


def over_stdio(
    options: list[object], speak: Callable[[Client], Awaitable[None]]
) -> None:
    """Start a server for a client, and let it speak."""
    program, *words = command(*options)
    parameters = StdioServerParameters(
        command=program, args=words, env=dict(os.environ)
    )

    async def session() -> None:
        async with Client(
            stdio_client(parameters), read_timeout_seconds=PATIENCE
        ) as client:
            await speak(client)

    asyncio.run(session())


@contextmanager
def serving(*options: object) -> Iterator[str]:
    """A server over HTTP, and its address. It is well at the end, and an interrupt ends it."""
    process = subprocess.Popen(
        command("--http", 0, *options), stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        said = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/mcp", said)
        assert found is not None, said
        yield found[0]
        assert process.poll() is None
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def over_http(
    options: list[object], speak: Callable[[Client], Awaitable[None]]
) -> None:
    """Start a server over HTTP, and let a client speak with it."""

    async def session(address: str) -> None:
        async with Client(address, read_timeout_seconds=PATIENCE) as client:
            await speak(client)

    with serving(*options) as address:
        asyncio.run(session(address))


def in_memory(corpus: Path | None, speak: Callable[[Client], Awaitable[None]]) -> None:
    """Let a client speak with a server in this process: what no transport changes."""

    async def session() -> None:
        server = server_of(Holdings(corpus))
        async with Client(server, read_timeout_seconds=PATIENCE) as client:
            await speak(client)

    asyncio.run(session())


TRANSPORTS = {"stdio": over_stdio, "http": over_http}


async def called(client: Client, tool: str, arguments: dict[str, Any]) -> Any:
    """What a call gives, which is bounded: an answer or a problem."""
    result = await client.call_tool(tool, arguments)
    [content] = result.content
    assert content.type == "text"
    assert len(content.text.encode()) <= BYTES
    said = json.loads(content.text)
    if result.is_error:
        assert said["do"] == REMEDIES[said["code"]]
    else:
        assert said == result.structured_content
    return said


Call = tuple[str, dict[str, Any]]
"""A tool and its arguments."""


def good(chance: random.Random) -> Call:
    """A call that has an answer."""
    record = chance.choice([RECORD, "texts/harbour.txt", "texts/long.txt"])
    eid = chance.choice(["para_16", "para_17"]) if record == RECORD else "para_1"
    text = f"Statement\n\n1. We will meet in {chance.randint(2025, 2040)}.\n"
    view = chance.choice(["outline", "text", "promises", "references", "findings"])
    calls: list[Call] = [
        ("search", {"words": chance.choice(["lamp*", "harbour", "CLASI", "zzz"])}),
        ("outline", {"record": record}),
        ("get", {"record": record, "eid": eid}),
        ("promises", {"record": record}),
        ("references", {"record": record}),
        ("quote", {"words": "light every lamp by 2030", "record": record}),
        ("validate", {"record": record}),
        ("read", {"text": text, "language": "en", "view": view}),
    ]
    return chance.choice(calls)


def bad(chance: random.Random) -> Call:
    """A call that is malformed or too large."""
    junk = chance.choice(["", "\0", "é" * 5000, "/etc/passwd", "../..", "[" * 900])
    calls: list[Call] = [
        ("search", {"words": junk * 3}),
        ("search", {}),
        ("outline", {"record": junk}),
        ("outline", {"record": {"a": [junk] * 100}}),
        ("get", {"record": RECORD, "eid": junk}),
        ("get", {"record": RECORD, "eid": "para_16", "cursor": junk}),
        ("quote", {"words": junk, "record": junk}),
        ("validate", {"text": junk, "record": junk}),
        ("read", {"text": junk, "view": junk}),
        ("read", {"text": "<" * 200_000, "format": "akn"}),
        ("read", {"text": "a" * 5_000_000}),
        (f"nothing{junk}", {junk: junk}),
    ]
    return chance.choice(calls)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_mixed_calls_each_have_an_answer_or_a_problem_within_the_bound(
    transport: str, built: Path
) -> None:
    chance = random.Random(37)
    calls = [bad(chance) if n % 5 == 0 else good(chance) for n in range(CALLS)]
    codes: dict[str | None, int] = {}

    async def speak(client: Client) -> None:
        for tool, arguments in calls:
            try:
                said = await called(client, tool, arguments)
                code = said.get("code")
            except MCPError:  # the transport refused it
                code = "refused"
            codes[code] = codes.get(code, 0) + 1
        assert (await called(client, "outline", {"record": RECORD}))["items"]

    TRANSPORTS[transport](["--corpus", built], speak)
    sys.stdout.write(f"{transport}: {codes}\n")
    assert sum(codes.values()) == CALLS
    assert codes[None] >= CALLS * 4 // 5
    assert "engine-fault" not in codes


def test_calls_made_together_are_all_answered(built: Path) -> None:
    async def speak(client: Client) -> None:
        chance = random.Random(5)
        many = [called(client, *good(chance)) for _ in range(20)]
        for said in await asyncio.gather(*many):
            assert "items" in said

    over_stdio(["--corpus", built], speak)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_an_argument_of_50_mb_is_refused_and_the_server_goes_on(transport: str) -> None:
    async def speak(client: Client) -> None:
        text = "a " * (ENORMOUS // 2)
        if transport == "http":
            with pytest.raises(MCPError):
                await called(client, "read", {"text": text})
        else:
            said = await called(client, "read", {"text": text})
            assert said["code"] == "too-large"
        assert (await called(client, "outline", {"record": RECORD}))["items"]

    TRANSPORTS[transport]([], speak)


def test_resources_are_listed_and_read_in_parts() -> None:
    async def speak(client: Client) -> None:
        listed = await client.list_resources()
        uris = [each.uri for each in listed.resources]
        assert f"communique://records/{RECORD}/sl" in uris
        templates = await client.list_resource_templates()
        assert len(templates.resource_templates) == 3
        uri: str | None = f"communique://records/{RECORD}/sl"
        text = ""
        while uri is not None:
            [part] = (await client.read_resource(uri)).contents
            assert len(part.text.encode()) <= BYTES  # type: ignore[union-attr]
            text += part.text  # type: ignore[union-attr]
            uri = (part.meta or {}).get("communique/next")
        assert json.loads(text)["id"] == RECORD
        for uri in (
            "communique://rules",
            "communique://rules/NUM001",
            "communique://schemas/declaration",
            "communique://records",
        ):
            assert (await client.read_resource(uri)).contents
        for uri in (
            "file:///etc/passwd",
            "communique://records/..%2F..%2Fetc%2Fpasswd/en",
            "communique://schemas/..%2F..%2Fpyproject",
            "communique://rules/x",
            "communique://rules?part=0",
            "communique://rules?part=²",
            "communique://" + "a/" * 5000,
        ):
            with pytest.raises(MCPError) as raised:
                await client.read_resource(uri)
            assert raised.value.data["code"] in REMEDIES
            assert len(raised.value.message) < 700

    in_memory(None, speak)


def test_every_tool_has_a_schema_and_only_reads() -> None:
    async def speak(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert [each.name for each in tools] == [
            "search", "outline", "get", "promises", "references", "quote", "validate", "read",
        ]  # fmt: skip
        for each in tools:
            assert each.annotations is not None
            assert each.annotations.read_only_hint
            assert each.description
            assert each.input_schema["additionalProperties"] is False

    in_memory(None, speak)


def test_bytes_that_are_no_messages_do_not_end_the_server() -> None:
    greeting = {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "t", "version": "1"},
    }
    messages: list[bytes] = [
        b"\xff\xfe not utf-8",
        b"{",
        b"[]",
        b"null",
        b'{"jsonrpc": "2.0", "id": 7, "method": "nothing"}',
        b'{"jsonrpc": "2.0", "id": 8, "method": "tools/call", "params": 3}',
        b"[" * 100_000,
        b'{"jsonrpc": "2.0", "id": 9, "method": "ping", "params": {"a": "\\ud800"}}',
    ]
    hello = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": greeting}
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    ask = {"jsonrpc": "2.0", "id": 2, "method": "tools/list"}
    first, second, last = (json.dumps(each).encode() for each in (hello, ready, ask))
    sent = b"\n".join([first, second, *messages, last, b""])
    process = subprocess.Popen(
        command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(sent)
    process.stdin.flush()
    answers: dict[Any, Any] = {}
    for line in process.stdout:
        answer = json.loads(line)
        answers[answer.get("id")] = answer
        if answer.get("id") == 2:
            break
    process.stdin.close()
    assert process.wait(PATIENCE) == 0
    process.stdout.close()
    assert len(answers[2]["result"]["tools"]) == 8
    assert "error" in answers[7]


def test_only_this_machine_and_its_own_pages_are_served() -> None:
    with serving() as address:
        port = int(address.rpartition(":")[2].partition("/")[0])

        def status(**headers: str) -> int:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            message = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
            sent = {
                "Content-Type": "application/json",
                "Accept": "application/json, text/event-stream",
                **headers,
            }
            connection.request("POST", "/mcp", json.dumps(message), sent)
            found = connection.getresponse().status
            connection.close()
            return found

        own = status()
        assert own not in {403, 421}
        assert status(Origin=f"http://127.0.0.1:{port}") == own
        assert status(Host=f"localhost:{port}") == own
        assert status(Host="evil.example") == 421
        assert status(Host=f"evil.example:{port}") == 421
        assert status(Host="127.0.0.1:1") == 421
        assert status(Origin="https://evil.example") == 403
        assert status(Origin="null") == 403
        assert status(Origin=f"http://127.0.0.1:{port}.evil.example") == 403
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        for path in ("/", "/etc/passwd", "/../pyproject.toml", "/mcp/../x"):
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 404
        connection.close()


def test_a_store_that_goes_away_while_the_server_runs_is_a_problem(
    built: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "corpus"
    shutil.copytree(built, copied)

    async def speak(client: Client) -> None:
        assert (await called(client, "outline", {"record": "texts/harbour.txt"}))[
            "items"
        ]
        shutil.rmtree(copied)
        said = await called(client, "search", {"words": "lamp"})
        assert said["code"] == "store-gone"
        with pytest.raises(MCPError) as raised:
            await client.list_resources()
        assert raised.value.data["code"] == "store-gone"
        assert (await called(client, "outline", {"record": RECORD}))["items"]

    in_memory(copied, speak)


def test_a_read_that_is_cancelled_does_not_hold_up_the_others() -> None:
    async def speak(client: Client) -> None:
        slow = asyncio.create_task(
            called(client, "read", {"text": "1. We will meet.\n\n" * 20_000})
        )
        await asyncio.sleep(0.5)
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        assert (await called(client, "outline", {"record": RECORD}))["items"]

    over_stdio([], speak)
