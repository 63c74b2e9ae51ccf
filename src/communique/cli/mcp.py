"""`communique mcp`."""

import gc
import os
import signal
from pathlib import Path

import click

from communique.cli import INTERRUPTED, Command, Refused
from communique.cli.completing import files
from communique.cli.options import size

NEEDED = frozenset({"mcp", "mcp_types", "uvicorn"})
"""The third parties without which there is no server."""


@click.command(cls=Command)
@click.option(
    "--corpus",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    shell_complete=files,
    help="Serve this corpus too, as `communique corpus build` made it.",
)
@click.option(
    "--http",
    "port",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Serve HTTP on this port of 127.0.0.1 instead of standard input and output; "
    "0 takes a free port.",
)
@click.option(
    "--max-size",
    callback=size,
    default="4M",
    show_default=True,
    metavar="SIZE",
    help="Maximum size of a text that an assistant sends, in bytes.",
)
@click.option(
    "--max-seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="N",
    help="Stop a call after N seconds.",
)
def mcp(
    *, corpus: Path | None, port: int | None, max_size: int, max_seconds: float
) -> None:
    """Start the MCP server, by which an assistant searches, reads and checks declarations.

    It serves the shipped declarations, the corpus, and texts that the assistant sends. It only
    reads, and no call opens a file. An assistant starts it itself and speaks with it over standard
    input and output; with --http it listens on this machine only.

    Needs the extra mcp: pip install "communique[mcp]".
    """
    if corpus is not None:
        from communique.corpora.journal import published

        published(corpus)  # raises where there is no corpus
    gc.disable()  # thousands of types are made, and none of them goes away
    try:
        from communique.mcp import server as mcp_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in NEEDED:
            raise
        raise Refused(
            'the MCP server needs the extra mcp: pip install "communique[mcp]"'
        ) from error
    finally:
        gc.enable()
    gc.freeze()
    from communique.core.loopback import HOST, listening
    from communique.core.source import Limits
    from communique.mcp.holdings import Holdings

    limits = Limits(size=max_size, seconds=max_seconds)
    server = mcp_server.server_of(Holdings(corpus, limits))
    if port is None:
        signal.signal(signal.SIGINT, _end)
        mcp_server.serve_stdio(server)
        return
    opened = listening(port)
    address = f"http://{HOST}:{opened.getsockname()[1]}{mcp_server.PATH}"
    click.echo(f"communique: MCP server at {address}; Ctrl-C stops it", err=True)
    mcp_server.serve_http(server, opened, max_size)


def _end(_: int, __: object) -> None:
    """End at once: a thread waits for standard input, and nothing but input would wake it."""
    os._exit(INTERRUPTED)
