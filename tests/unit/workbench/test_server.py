"""The server of the workbench gives its own files, to this machine."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.core.loopback import HOST, listening
from communique.workbench.server import NEEDED, missing_from, server_of


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    folder = tmp_path / "workbench"
    folder.mkdir()
    (folder / "index.html").write_text("the page")
    (folder / "notes.txt").write_text("of no known kind")
    (tmp_path / "secret.html").write_text("outside")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    server = server_of(folder, listening(0))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def asked(port: int, path: str, **headers: str) -> tuple[int, str, str]:
    """The status, the body and the policy of an answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    connection.request("GET", path, headers={"Host": f"{HOST}:{port}", **headers})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body, answer.getheader("Content-Security-Policy", "")


def test_a_file_of_the_folder_is_given_with_its_policy(port: int) -> None:
    status, body, policy = asked(port, "/?x=1")
    assert (status, body) == (200, "the page")
    assert "default-src 'none'" in policy


def test_a_file_that_did_not_change_is_not_given_again(port: int) -> None:
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    connection.request("GET", "/")
    given = connection.getresponse()
    given.read()
    changed = given.getheader("Last-Modified", "")
    connection.request("GET", "/", headers={"If-Modified-Since": changed})
    assert connection.getresponse().status == 304
    connection.close()


@pytest.mark.parametrize(
    "path",
    ["/../secret.html", "/%2e%2e/secret.html", "/link.html", "/notes.txt", "/none.html", "/%00", "/" + "a" * 5000],
)  # fmt: skip
def test_nothing_else_is_given(port: int, path: str) -> None:
    status, body, _ = asked(port, path)
    assert status == 404
    assert "outside" not in body


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)  # fmt: skip
def test_who_asks_under_another_name_is_refused(
    port: int, headers: dict[str, str]
) -> None:
    assert asked(port, "/", **headers)[0] == 403


def test_a_folder_that_is_no_workbench_says_what_is_missing(tmp_path: Path) -> None:
    assert missing_from(tmp_path) == list(NEEDED)
