"""The page of each shipped declaration, for the site: `docs/declarations/`."""

from pathlib import Path

from communique.formats import format_named
from communique.generate import Files
from communique.generate.records import readings


def make(top: Path) -> Files:
    """`docs/declarations/<work>.<language>.html` of each source, with the places of its paragraphs in the source."""
    html = format_named("html")
    return {
        f"docs/declarations/{work}.{language}.html": html.write_parsed(parsed).encode()
        for (work, language), parsed in readings(top).items()
    }
