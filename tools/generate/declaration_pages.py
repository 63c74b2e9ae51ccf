"""The pages of shipped declarations, for the site: `docs/declarations/`."""

import json
from pathlib import Path

from tools.generate.more import FOLDER

from communique.formats import format_named
from communique.generate import Files
from communique.generate.records import readings


def make(top: Path) -> Files:
    """`docs/declarations/<work>.<language>.html` of each source, with the places of its paragraphs in the source.

    Of the second distribution those works that its edition names, in the language that it names, the others beside it.
    """
    html = format_named("html")
    files = {
        f"docs/declarations/{work}.{language}.html": html.write_parsed(parsed).encode()
        for (work, language), parsed in readings(top).items()
    }
    more = top / FOLDER
    if not more.is_dir():
        return files
    edition = json.loads((more / "data" / "edition.json").read_text("utf-8"))
    for work in edition["pages"]:
        languages = {language: parsed for (held, language), parsed in readings(more).items() if held == work}
        first = edition["works"][work]["language"]
        others = [parsed.require() for language, parsed in languages.items() if language != first]
        files[f"docs/declarations/{work}.{first}.html"] = html.write_beside(languages[first], others).encode()
    return files
