"""What is damaged: good inputs of every kind, from the project's own data and from folders of real
documents.
"""

import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.fuzz import files
from tests.rules.documents import GOOD
from tests.samples import declaration

from communique import write

ROOT = Path(__file__).resolve().parents[2]
KINDS = (
    "text", "markdown", "akn", "json", "html", "docx", "pdf", "archive", "hints", "config", "baseline", "lsp",
)  # fmt: skip
MOST = 60_000
"""Larger files are no seeds: what they would show, smaller ones show sooner."""
_BY_SUFFIX = {
    ".txt": "text",
    ".md": "markdown",
    ".xml": "akn",
    ".akn": "akn",
    ".json": "json",
    ".html": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".tar": "archive",
    ".zip": "archive",
}

BAD = GOOD.replace("<num>3.</num>", "<num>5.</num>")
"""A document with findings, for what chooses among findings."""
_CONFIG = """profile = "declaration"
select = ["NUM", "eid-number"]
extend-select = ["TXT001"]
ignore = ["DET"]
max-findings = 3
exclude = ["build/**", "*.bak"]
fail-on = "warning"
output-format = "json"
jobs = 1
lang = "en"

[per-file-ignores]
"drafts/*.xml" = ["EID"]

[severity]
NUM001 = "info"
"""
_BASELINE = {
    "version": 1,
    "files": {"bad.xml": {"NUM001 0123456789abcdef": 1, "EID004 fedcba9876543210": 2}},
}


@dataclass(frozen=True)
class Seed:
    """A good input: its kind, and for hints the text that they are about. Bytes that are not valid
    UTF-8 are lone surrogates.
    """

    kind: str
    data: str
    beside: str = ""


def _shipped() -> Iterator[Seed]:
    for case in sorted((ROOT / "tests" / "golden").glob("*/source.txt")):
        text = case.read_text("utf-8")
        yield Seed("markdown" if "markdown" in case.parent.name else "text", text)
        for hints in sorted(case.parent.glob("*hints*.json")):
            yield Seed("hints", hints.read_text("utf-8"), text)
    for source in sorted((ROOT / "data" / "sources").rglob("*.txt")):
        yield Seed("text", source.read_text("utf-8"))
        for hints in sorted(source.parent.glob(f"{source.stem}.overlay.json")):
            yield Seed("hints", hints.read_text("utf-8"), source.read_text("utf-8"))
    for folder in ("data/declarations", "akn"):
        yield from _files(ROOT / folder)
    for form in ("akn", "json", "text", "markdown"):
        yield Seed(form, write(declaration(), form))
    for kind, made in files.made():
        yield Seed(kind, made.decode("utf-8", "surrogateescape"))
    yield Seed("config", _CONFIG)
    yield Seed(
        "config",
        f"[project]\nname = 'a'\n\n[tool.communique]\n{_CONFIG.split('[', 2)[0]}\n",
    )
    yield Seed("baseline", json.dumps(_BASELINE))
    yield Seed("lsp", json.dumps(_session(), ensure_ascii=False))


def _session() -> list[object]:
    """What an editor says: it opens a document, types, asks, closes."""
    document = {"uri": "file:///a.xml"}
    start, end = {"line": 30, "character": 2}, {"line": 30, "character": 5}
    change = {"range": {"start": start, "end": end}, "text": "ab\u2028\U0001f6a2"}
    opened = {**document, "languageId": "xml", "version": 1, "text": BAD}
    context = {"diagnostics": [], "only": ["quickfix", "source.fixAll"]}
    told: list[tuple[str, Any]] = [("didOpen", {"textDocument": opened}),
            ("didChange", {"textDocument": {**document, "version": 2}, "contentChanges": [change]})]  # fmt: skip
    asked: list[tuple[str, Any]] = [("hover", {"position": start}), ("documentSymbol", {}),
             ("codeAction", {"range": {"start": start, "end": end}, "context": context})]  # fmt: skip
    messages: list[object] = [
        {"jsonrpc": "2.0", "method": f"textDocument/{name}", "params": said}
        for name, said in told
    ]
    for number, (name, said) in enumerate(asked, 2):
        params = {"textDocument": document, **said}
        messages.append(
            {
                "jsonrpc": "2.0",
                "id": number,
                "method": f"textDocument/{name}",
                "params": params,
            }
        )
    messages.append(
        {
            "jsonrpc": "2.0",
            "method": "textDocument/didClose",
            "params": {"textDocument": document},
        }
    )
    return messages


def _files(folder: Path) -> Iterator[Seed]:
    """The files of a folder and of the archives in it, by their endings."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if ".tar" in path.name:
            with tarfile.open(path) as archive:
                for member in archive:
                    file = archive.extractfile(member) if member.isfile() else None
                    if file is not None:
                        yield from _seed(Path(member.name), file.read())
        elif path.suffix in _BY_SUFFIX:
            yield from _seed(path, path.read_bytes())


def _seed(path: Path, data: bytes) -> Iterator[Seed]:
    kind = _BY_SUFFIX.get(path.suffix)
    if kind is not None and len(data) <= MOST:
        yield Seed(kind, data.decode("utf-8", "surrogateescape"))


@cache
def seeds(folders: tuple[Path, ...]) -> dict[str, list[Seed]]:
    """Every seed by its kind."""
    found: dict[str, list[Seed]] = {kind: [] for kind in KINDS}
    for seed in (*_shipped(), *(seed for folder in folders for seed in _files(folder))):
        if len(seed.data) <= MOST:
            found[seed.kind].append(seed)
    return found
