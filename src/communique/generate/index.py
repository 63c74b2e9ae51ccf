"""What an edition holds, for those who only want to know: `data/index.json`. No record has to be read for it."""

from pathlib import Path
from typing import Any

from communique.edition.descriptor import INDEX
from communique.generate import Files, edition_of, json_file
from communique.generate.records import readings
from communique.model import Declaration


def make(top: Path) -> Files:
    """The file: each work with its records; and which works other distributions have, as the edition says."""
    edition = edition_of(top)
    works: dict[str, dict[str, Any]] = {}
    for (work, language), parsed in readings(top).items():
        about = edition["works"][work]
        held = works.setdefault(work, {"id": work, "language": about["language"], "records": []})
        held["records"].append(_record(parsed.require(), about["quality"].get(language) or about["quality"]["*"]))
    index = {
        "distribution": edition["name"],
        "version": edition["version"],
        "works": list(works.values()),
        "elsewhere": edition.get("elsewhere", {}),
    }
    return {INDEX: json_file(index, 1)}


def _record(record: Declaration, quality: str) -> dict[str, Any]:
    return {
        "language": record.language,
        "date": record.date.value if record.date else None,
        "title": " ".join(record.title.text.split()) if record.title else None,
        "quality": quality,
        "licence": record.source.licence if record.source else None,
    }
