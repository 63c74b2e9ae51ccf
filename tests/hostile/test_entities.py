"""What a document names is never opened, what it defines never expanded; encodings that lie are
found out.
"""

import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.hostile.checking import Checked, check
from tests.samples import declaration

from communique.documents import write

XML = write(declaration(), "akn").removeprefix(
    '<?xml version="1.0" encoding="UTF-8"?>\n'
)
WORDS = "See the annual report."
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
XINCLUDE = "http://www.w3.org/2001/XInclude"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def doctype(subset: str, reference: str = "&e;", name: str = "akomaNtoso") -> bytes:
    return (
        f"{HEAD}<!DOCTYPE {name} [{subset}]>\n{XML.replace(WORDS, reference)}".encode()
    )


def laughs(depth: int, width: int) -> str:
    lol = "".join(
        f'<!ENTITY l{at} "{f"&l{at - 1};" * width}">' for at in range(1, depth)
    )
    return f'<!ENTITY l0 "{"ha" * width}">{lol}<!ENTITY e "&l{depth - 1};">'


def on_root(attributes: str) -> bytes:
    return (
        HEAD + XML.replace("<akomaNtoso ", f"<akomaNtoso {attributes} ", 1)
    ).encode()


def in_words(markup: str) -> bytes:
    return (HEAD + XML.replace(WORDS, markup)).encode()


def bad(url: str) -> dict[str, tuple[bytes, str]]:
    """Documents and the code that is said of each; `url` leads where nothing may go."""
    return {
        "billion laughs": (doctype(laughs(30, 10)), "SRC003"),
        "quadratic blow-up": (doctype(f'<!ENTITY e "{"a" * 100_000}">', "&e;" * 50_000), "SRC003"),
        "an entity of itself": (doctype('<!ENTITY e "&f;"><!ENTITY f "&e;">'), "SRC003"),
        "an external entity": (doctype(f'<!ENTITY e SYSTEM "{url}">'), "SRC003"),
        "a public entity": (doctype(f'<!ENTITY e PUBLIC "-//X//Y" "{url}">'), "SRC003"),
        "an unparsed entity": (doctype(f'<!NOTATION n SYSTEM "{url}"><!ENTITY e SYSTEM "{url}" NDATA n>', "x"), "SRC003"),
        "a parameter entity": (doctype(f'<!ENTITY % p SYSTEM "{url}">%p;', "x"), "SRC003"),
        "parameter entities that blow up": (doctype(laughs(30, 10).replace("ENTITY ", "ENTITY % ").replace("&", "%"), "x"), "SRC003"),
        "an external subset": (f'{HEAD}<!DOCTYPE akomaNtoso SYSTEM "{url}">{XML}'.encode(), "SRC003"),
        "a public subset": (f'{HEAD}<!DOCTYPE akomaNtoso PUBLIC "-//X//Y" "{url}">{XML}'.encode(), "SRC003"),
        "a default attribute": (doctype(f'<!ATTLIST akomaNtoso x CDATA "{"a" * 1000}">', "x"), "SRC003"),
        "a document type after comments": (f"<!-- a -->{'<?pi x?><!-- b -->' * 1000}\n".encode() + doctype("").removeprefix(HEAD.encode()), "SRC003"),
        "a document type in small letters": (f"{HEAD}<!doctype akomaNtoso>{XML}".encode(), "SRC003"),
        "a document type without an end": (f'{HEAD}<!DOCTYPE akomaNtoso [<!ENTITY e "'.encode() + b"a" * 1_000_000, "SRC003"),
        "an entity that nobody defines": (in_words("&nbsp;"), "SRC002"),
        "a character that is none": (in_words("&#0;"), "SRC002"),
        "half a surrogate": (in_words("&#xD800;"), "SRC002"),
        "an inclusion": (in_words(f'<xi:include xmlns:xi="{XINCLUDE}" href="{url}"/>'), "SRC014"),
        "an inclusion of text": (in_words(f'<xi:include xmlns:xi="{XINCLUDE}" href="{url}" parse="text"/>'), "SRC014"),
        "an inclusion with a fallback": (
            in_words(f'<xi:include xmlns:xi="{XINCLUDE}" href="{url}"><xi:fallback>words</xi:fallback></xi:include>'), "SRC014",
        ),
        "UTF-7 that is declared": (HEAD.replace("UTF-8", "UTF-7").encode() + XML.encode("utf-7"), "SRC001"),
        "UTF-7 that is not": (XML.encode("utf-7").replace(b"<", b"+ADw-"), "SRC002"),
        "UTF-16 that is declared and not there": ((HEAD.replace("UTF-8", "UTF-16") + XML).encode(), "SRC001"),
        "UTF-16 without a mark": (XML.encode("utf-16-be"), "SRC001"),
        "UTF-16 that says UTF-8": ((HEAD + XML).encode("utf-16"), "SRC001"),
        "UTF-32": (XML.encode("utf-32"), "SRC001"),
        "UTF-32 without a mark": (XML.encode("utf-32-le"), "SRC001"),
        "EBCDIC": ((HEAD.replace("UTF-8", "cp037") + XML).encode("cp037", "replace"), "SRC001"),
        "an encoding that is none": ((HEAD.replace("UTF-8", "x-klingon") + XML).encode(), "SRC001"),
        "an ideographic encoding": ((HEAD.replace("UTF-8", "Shift_JIS") + XML).encode(), "SRC001"),
        "a mark of UTF-8 before UTF-16": (b"\xef\xbb\xbf" + XML.encode("utf-16-le"), "SRC001"),
        "two byte order marks": (b"\xef\xbb\xbf" * 2 + XML.encode(), "SRC002"),
        "NUL in a name": (XML.replace("mainBody", "main\0Body").encode(), "SRC001"),
        "NUL at the end": (XML.encode() + b"\0", "SRC001"),
        "an overlong encoding": (in_words("x").replace(b"<p>x", b"<p>\xc0\xbc"), "SRC001"),
    }  # fmt: skip


def good(url: str) -> dict[str, bytes]:
    """Documents that name something where it does no harm."""
    return {
        "a schema": on_root(f'xmlns:xsi="{XSI}" xsi:schemaLocation="{AKN} {url}"'),
        "a schema without a namespace": on_root(
            f'xmlns:xsi="{XSI}" xsi:noNamespaceSchemaLocation="{url}"'
        ),
        "a style sheet": f'{HEAD}<?xml-stylesheet href="{url}" type="text/xsl"?>{XML}'.encode(),
        "a model": f'{HEAD}<?xml-model href="{url}"?>{XML}'.encode(),
        "a byte order mark": b"\xef\xbb\xbf" + (HEAD + XML).encode(),
        "a base": on_root(f'xml:base="{url}"')
        if "xml:base" in XML
        else (HEAD + XML).encode(),
    }


class _Requests(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, _Server)
        self.server.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Requests)
        self.asked: list[str] = []


@pytest.fixture(scope="module")
def server() -> Iterator[_Server]:
    with _Server() as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture(scope="module")
def pipe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipe that nobody writes to: whoever opens it waits for ever, and the process is ended."""
    path = tmp_path_factory.mktemp("pipe") / "pipe.xml"
    os.mkfifo(path)
    return path


@pytest.fixture(scope="module")
def urls(server: _Server, pipe: Path) -> dict[str, str]:
    return {
        "web": f"http://127.0.0.1:{server.server_port}/x.xml",
        "file": f"file://{pipe}",
        "path": str(pipe),
    }


def written(folder: Path, documents: dict[str, bytes]) -> list[tuple[str, Path]]:
    folder.mkdir()
    files = []
    for name, data in documents.items():
        path = folder / f"{name}.xml"
        path.write_bytes(data)
        files.append(("akn", path))
    return files


@pytest.fixture(scope="module")
def found(
    urls: dict[str, str], server: _Server, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], list[Checked]]:
    """What came of the bad and the good documents, by that and by where they lead: by one process,
    and nothing was asked for.
    """
    top = tmp_path_factory.mktemp("documents")
    files = {}
    for where, url in urls.items():
        documents = {name: data for name, (data, _) in bad(url).items()}
        files["bad", where] = written(top / f"bad {where}", documents)
        files["good", where] = written(top / f"good {where}", good(url))
    checked = iter(check(each for group in files.values() for each in group))
    assert server.asked == []
    return {group: [next(checked) for _ in files[group]] for group in files}


def harmless(found: list[Checked]) -> None:
    for each in found:
        assert each.opened == [], each
        assert each.seconds < 2, each
        assert "RUN002" not in each.codes, each


@pytest.mark.slow
@pytest.mark.parametrize("where", ["web", "file", "path"])
def test_bombs_and_lies_are_findings_and_lead_nowhere(
    where: str, urls: dict[str, str], found: dict[tuple[str, str], list[Checked]]
) -> None:
    harmless(found["bad", where])
    for each, (name, (_, code)) in zip(
        found["bad", where], bad(urls[where]).items(), strict=True
    ):
        assert code in each.codes, (name, each)
        assert each.verdict != "valid", name


@pytest.mark.slow
@pytest.mark.parametrize("where", ["web", "file", "path"])
def test_what_a_good_document_names_leads_nowhere(
    where: str, found: dict[tuple[str, str], list[Checked]]
) -> None:
    harmless(found["good", where])
    assert {
        each.path: each.messages
        for each in found["good", where]
        if each.verdict != "valid"
    } == {}
