"""A good document in the formats, and no network."""

import socket
from pathlib import Path
from typing import Any

import pytest
from tests.samples import declaration

from communique.documents import write


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def refused(*_: object) -> None:
        raise AssertionError("a connection was opened")

    def within(given: socket.socket, address: Any) -> None:
        """Processes of this machine may speak with each other."""
        (connect if given.family == getattr(socket, "AF_UNIX", None) else refused)(
            given, address
        )

    monkeypatch.setattr(socket.socket, "connect", within)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


@pytest.fixture
def good_json(tmp_path: Path) -> Path:
    """The sample declaration as JSON."""
    path = tmp_path / "good.json"
    path.write_text(write(declaration(), "json"), "utf-8", newline="\n")
    return path


@pytest.fixture
def good_xml(tmp_path: Path) -> Path:
    """The sample declaration as Akoma Ntoso."""
    path = tmp_path / "good.xml"
    path.write_text(write(declaration(), "akn"), "utf-8", newline="\n")
    return path


@pytest.fixture
def good_text(tmp_path: Path) -> Path:
    """The sample declaration as raw text."""
    path = tmp_path / "good.txt"
    path.write_text(write(declaration(), "text"), "utf-8", newline="\n")
    return path


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A short declaration in English as raw text: two recitals, and two paragraphs on its lines 9
    and 11.
    """
    path = tmp_path / "raw.txt"
    path.write_text(
        "The Ports of Both Shores,\n\nRecalling the charter of the lamps,\n\nNoting the long winter,\n\nDeclare:\n\n"
        "1. We light the lamps of the harbour every night.\n\n2. We keep them lit until the boats are home.\n",
        "utf-8",
    )
    return path
