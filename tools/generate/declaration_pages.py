"""The pages of shipped declarations, for the site: `docs/declarations/`."""

import json
from pathlib import Path

from tools.generate.more import FOLDER

from communique.formats import format_named
from communique.generate import Files
from communique.generate.records import readings


def make(top: Path) -> Files:
    """`docs/declarations/<work>.<language>.html` of each source, with the places of its paragraphs
    in the source.

    Of the second distribution those works that its edition names, in the first language that it
    names, the others beside it.
    """
    html = format_named("html")
    files = {
        f"docs/declarations/{work}.{language}.html": html.write_read(parsed).encode()
        for (work, language), parsed in readings(top).items()
    }
    more = top / FOLDER
    if not more.is_dir():
        return files
    edition = json.loads((more / "data" / "edition.json").read_text("utf-8"))
    for work, (first, *others) in edition["pages"].items():
        read = readings(more)
        beside = [read[work, language].require() for language in others]
        files[f"docs/declarations/{work}.{first}.html"] = html.write_read(
            read[work, first], beside
        ).encode()
    return files
