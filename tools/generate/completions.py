"""The list of codes for shell completion: a shell that waits for it cannot import every rule."""

import json
from pathlib import Path

from communique.checking.codes import every_code
from communique.generate import Files

LIST = "src/communique/cli/codes.json"


def make(_: Path) -> Files:
    """The list: the code, the name and the summary of each, one a line."""
    rows = [[each.code, each.name, each.summary] for each in every_code()]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    return {LIST: ("[\n" + ",\n".join(lines) + "\n]\n").encode()}
