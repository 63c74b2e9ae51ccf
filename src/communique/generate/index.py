"""What an edition holds, for those who only want to know: `data/index.json`. No record has to be read for it."""

import json
from pathlib import Path
from typing import Any

from communique.generate import Files
from communique.generate.records import readings, sources
from communique.model import Declaration
from communique.package import INDEX, MORE


def make(top: Path) -> Files:
    """The file: each work with its records; and of another distribution in this checkout which works it has.

    An installation has no checkout beside it: there the second part is kept as it is.
    """
    edition = json.loads((top / "data" / "edition.json").read_text("utf-8"))
    works: dict[str, dict[str, Any]] = {}
    for (work, language), parsed in readings(top).items():
        about = edition["works"][work]
        held = works.setdefault(work, {"id": work, "language": about["language"], "records": []})
        held["records"].append(_record(parsed.require(), about["quality"].get(language) or about["quality"]["*"]))
    index = {
        "distribution": edition["name"],
        "version": edition["version"],
        "works": list(works.values()),
        "elsewhere": _elsewhere(top),
    }
    return {INDEX: (json.dumps(index, ensure_ascii=False, indent=1) + "\n").encode()}


def _record(record: Declaration, quality: str) -> dict[str, Any]:
    return {
        "language": record.language,
        "date": record.date.value if record.date else None,
        "title": " ".join(record.title.text.split()) if record.title else None,
        "quality": quality,
        "licence": record.source.licence if record.source else None,
    }


def _elsewhere(top: Path) -> list[dict[str, Any]]:
    found = [path.parent.parent for path in sorted((top / MORE).glob("*/data/edition.json"))]
    if not found and (top / INDEX).is_file():
        known: list[dict[str, Any]] = json.loads((top / INDEX).read_text("utf-8"))["elsewhere"]
        return known
    return [_other(other) for other in found]


def _other(top: Path) -> dict[str, Any]:
    edition = json.loads((top / "data" / "edition.json").read_text("utf-8"))
    works: dict[str, list[str]] = {}
    for work, language in sources(top):
        works.setdefault(work, []).append(language)
    listed = [{"id": work, "languages": languages} for work, languages in works.items()]
    return {"distribution": edition["name"], "version": edition["version"], "works": listed}
