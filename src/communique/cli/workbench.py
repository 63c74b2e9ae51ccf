"""`communique workbench`."""

import webbrowser
from pathlib import Path

import click

from communique.cli import Command, Refused
from communique.cli.completing import files


@click.command(cls=Command)
@click.argument("folder", type=click.Path(path_type=Path), shell_complete=files)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="PORT",
    help="Serve on this port of 127.0.0.1. Default: a free one.",
)
@click.option("--open", "opens", is_flag=True, help="Open the page in your browser.")
def workbench(*, folder: Path, port: int, opens: bool) -> None:
    """Serve the workbench in FOLDER to a browser on this machine, until Ctrl-C.

    In the workbench you read, correct and export a declaration. The program runs in the browser:
    your document does not leave it, and this command only serves the files of the page.

    The files take 23 MB and are not part of the Python package. Unpack
    communique-workbench.zip of the release into FOLDER, or run `make workbench` in the source.
    """
    from communique.core.loopback import HOST, listening
    from communique.workbench.server import missing_from, server_of

    missing = missing_from(folder)
    if missing:
        where = "unpack communique-workbench.zip of the release there, or run `make workbench`"
        raise Refused(f"{folder} has no workbench ({missing[0]} is missing): {where}")
    server = server_of(folder, listening(port))
    address = f"http://{HOST}:{server.server_address[1]}/"
    click.echo(f"communique: workbench at {address}; Ctrl-C stops it", err=True)
    if opens:
        webbrowser.open(address)
    with server:
        server.serve_forever()
