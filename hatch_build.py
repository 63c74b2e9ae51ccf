"""The build hook: a wheel carries the shipped files inside the package, an editable install leaves them where they are.

hatchling's own `force-include` setting would copy them in an editable install too, where they go stale.
"""

import json
import lzma
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("data", "akn", "schema", "docs/rules")
APART = ("more", "training", "index.md")
"""Not shipped: the second distribution in `data`, the labelled documents, and the list of rules, which is the site's."""
DENSE = (
    "languages",
    "languages/speech",
    "detect",
    "catalogues",
    "inputs",
    "rules",
    "formats/html/words",
)
"""Packages whose JSON a wheel holds without blanks and line breaks."""

PACKED = (
    "detect/signing.json",
    "detect/weights.json",
    "languages/kinds.tsv",
    "languages/profiles.tsv",
    "languages/states.tsv",
)
"""Large files that a wheel holds packed with xz, which is smaller than what zip does; `communique.core.bundle.data_of`
reads them."""

SOURCE = "catalogues/en.json"
"""For translators: in English nothing is looked up."""


class ShippedFiles(BuildHookInterface[Any]):
    """Puts the folders of `SHIPPED` under `communique/shipped`; the build fails where one of them is missing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before each wheel; `version` is `standard` or `editable`."""
        if version != "editable":
            for name in SHIPPED:
                for path in sorted(Path(self.root, name).iterdir()):
                    if path.name not in APART:
                        shipped = f"{name}/{path.name}"
                        build_data["force_include"][shipped] = (
                            f"communique/shipped/{shipped}"
                        )
            folder = Path(mkdtemp())
            top = Path(self.root, "src/communique")
            for path in (
                each
                for name in DENSE
                for each in sorted(top.joinpath(name).glob("*.json"))
            ):
                inside = path.relative_to(top)
                if inside.as_posix() in (SOURCE, *PACKED):
                    continue
                dense = json.dumps(
                    json.loads(path.read_bytes()),
                    ensure_ascii=False,
                    separators=(",", ":"),
                )
                made = folder / inside
                made.parent.mkdir(parents=True, exist_ok=True)
                made.write_text(dense, "utf-8")
                build_data["force_include"][str(made)] = (
                    f"communique/{inside.as_posix()}"
                )
            for name in PACKED:
                data = top.joinpath(name).read_bytes()
                if name.endswith(".json"):
                    dense = json.dumps(
                        json.loads(data), ensure_ascii=False, separators=(",", ":")
                    )
                    data = dense.encode()
                made = folder / f"{name}.xz"
                made.parent.mkdir(parents=True, exist_ok=True)
                made.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))
                build_data["force_include"][str(made)] = f"communique/{name}.xz"

    def finalize(
        self, version: str, build_data: dict[str, Any], artifact_path: str
    ) -> None:
        """Called by hatchling after each wheel: its members are packed again, as small as deflate can."""
        del version, build_data
        with ZipFile(artifact_path) as loose:
            members = [(member, loose.read(member)) for member in loose.infolist()]
        with ZipFile(artifact_path, "w") as wheel:
            for member, data in members:
                wheel.writestr(member, data, ZIP_DEFLATED, 9)
