"""What is said of documents besides their words: the id of the work, where it comes from, under
which licence. See `communique.detect.overlay`.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from communique.core.errors import BadOption
from communique.core.source import Source


@dataclass(frozen=True, slots=True)
class Overlay:
    """The overlay of a document, as JSON, and the language to read the document in, if one is
    given.
    """

    text: str
    language: str | None = None

    @property
    def source(self) -> Source:
        """The overlay as the readers take it."""
        return Source("overlay.json", self.text.encode())

    @property
    def key(self) -> str:
        """A hash of all that the overlay says."""
        said = json.dumps([self.text, self.language])
        return hashlib.sha256(said.encode()).hexdigest()


Overlays = Mapping[str, Overlay]
"""The overlays of documents by the names of these in the corpus."""


def overlays_of(file: Path) -> dict[str, Overlay]:
    """The overlays in a file of JSON Lines. Each line is an object with `path` (the name of a
    document in the corpus), `overlay` (an object) and, where it is known, `language`.

    Raises BadOption, which names the line, and OSError.
    """
    found: dict[str, Overlay] = {}
    with file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            where = f"{file}:{number}"
            path, overlay = _overlay(line, where)
            if path in found:
                raise BadOption(f"{where}: {path} has an overlay already")
            found[path] = overlay
    return found


def _overlay(line: str, where: str) -> tuple[str, Overlay]:
    """The overlay that a line has, and the document that it is of."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadOption(f"{where} is not JSON: {error}") from error
    if not isinstance(said, dict):
        raise BadOption(f"{where} is not a JSON object")
    path = said.get("path")
    if not isinstance(path, str):
        raise BadOption(f"{where}: path is not a text")
    overlay = said.get("overlay")
    if not isinstance(overlay, dict):
        raise BadOption(f"{where}: overlay is not an object")
    language = said.get("language")
    if language is not None and not isinstance(language, str):
        raise BadOption(f"{where}: language is not a text")
    text = json.dumps(overlay, ensure_ascii=False)
    return path, Overlay(text, language)
