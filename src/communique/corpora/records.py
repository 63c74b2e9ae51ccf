"""The records of the documents of a corpus: one, or all."""

import json
from collections.abc import Iterator
from pathlib import Path

from communique.core.errors import UnknownDeclaration
from communique.corpora.journal import published
from communique.corpora.shards import RECORDS
from communique.model import Declaration


def declaration(folder: Path, path: str) -> Declaration:
    """The record of the document of that path.

    Raises UnknownDeclaration if there is none, and FileNotFoundError where there is no corpus.
    """
    published(folder)  # there is a corpus
    begins = f'{{"path": {json.dumps(path, ensure_ascii=False)},'
    for shard in sorted((folder / RECORDS).glob("*.jsonl")):
        with shard.open(encoding="utf-8") as lines:
            for line in lines:
                if line.startswith(begins):
                    return Declaration.model_validate(json.loads(line)["record"])
    raise UnknownDeclaration(f"the corpus in {folder} has no record of {path}")


def declarations(folder: Path) -> Iterator[tuple[str, Declaration]]:
    """Every record of a corpus with the path of its document. Raises FileNotFoundError where there
    is no corpus.
    """
    published(folder)  # there is a corpus
    for shard in sorted((folder / RECORDS).glob("*.jsonl")):
        with shard.open(encoding="utf-8") as lines:
            for line in lines:
                held = json.loads(line)
                path = held["path"]
                record = Declaration.model_validate(held["record"])
                yield path, record
