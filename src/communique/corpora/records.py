"""The record of one document of a corpus."""

import json
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
