"""The build hook: a wheel carries the shipped files inside the package, an editable install leaves them where they are.

hatchling's own `force-include` setting would copy them in an editable install too, where they go stale.
"""

import json
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("data", "akn", "schema", "docs/rules")
APART = "more"
"""In `data`: the second distribution, which is built from its own project file."""
DENSE = ("languages", "detect")
"""Packages whose JSON a wheel holds without blanks and line breaks."""


class ShippedFiles(BuildHookInterface[Any]):
    """Puts the folders of `SHIPPED` under `communique/bundle_files`; the build fails where one of them is missing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before each wheel; `version` is `standard` or `editable`."""
        if version != "editable":
            for name in SHIPPED:
                for path in sorted(Path(self.root, name).iterdir()):
                    if path.name != APART:
                        shipped = f"{name}/{path.name}"
                        build_data["force_include"][shipped] = f"communique/bundle_files/{shipped}"
            folder = Path(mkdtemp())
            for path in (
                each for name in DENSE for each in sorted(Path(self.root, "src/communique", name).glob("*.json"))
            ):
                dense = json.dumps(json.loads(path.read_bytes()), ensure_ascii=False, separators=(",", ":"))
                folder.joinpath(path.name).write_text(dense, "utf-8")
                build_data["force_include"][str(folder / path.name)] = f"communique/{path.parent.name}/{path.name}"
