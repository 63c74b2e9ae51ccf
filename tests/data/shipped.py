"""What is shipped, and what it was made of."""

import json
from pathlib import Path
from typing import Any

from communique.documents import read
from communique.draft import Parsed
from communique.edition.dataset import dataset
from communique.model import Declaration

TOP = Path(__file__).resolve().parents[2]
EDITIONS = [
    (work.id, language) for work in dataset().works() for language in work.languages
]
"""Every shipped record, by work and language."""


def source_of(work: str, language: str) -> Path:
    """The bytes that a record was read from."""
    return TOP / "data" / "sources" / work / f"{language}.txt"


def overlay_of(work: str, language: str) -> dict[str, Any]:
    """What a person added to it."""
    overlay: dict[str, Any] = json.loads(
        source_of(work, language).with_suffix(".overlay.json").read_text("utf-8")
    )
    return overlay


def reading_of(work: str, language: str) -> Parsed:
    """The source read again, with its overlay."""
    path = source_of(work, language)
    return read(path, language=language, hints=path.with_suffix(".overlay.json"))


def record_of(work: str, language: str) -> Declaration:
    """The record as shipped."""
    return dataset().load(work, language)
