"""Listening on this machine only, for the servers that are no one else's business."""

import socket

HOST = "127.0.0.1"
"""The only address that is listened on."""


def listening(port: int) -> socket.socket:
    """A socket that listens on this machine's own address; port 0 takes a free one. Raises OSError."""
    opened = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    address = (HOST, port)
    try:
        opened.bind(address)
        opened.listen()
    except OSError:
        opened.close()
        raise
    return opened


def own_names(port: int) -> list[str]:
    """The names by which a browser on this machine calls a server: anything else in `Host` is a trick
    of another site.
    """
    by_address = f"{HOST}:{port}"
    by_name = f"localhost:{port}"
    return [
        by_address,
        by_name,
    ]
