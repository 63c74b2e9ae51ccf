"""The build hook: a wheel carries the shipped files inside the package, an editable install leaves them where they are.

hatchling's own `force-include` setting would copy them in an editable install too, where they go stale.
"""

import json
import lzma
from collections import Counter
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from deflate import deflate_compress
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("data", "akn", "schema")
APART = ("more", "training")
"""Not shipped: the second distribution in `data` and the labelled documents."""
DENSE = ("detect", "formats/html/words", "inputs", "rules")
"""Packages whose JSON a wheel holds without blanks and line breaks."""

PACKED = ("detect/signing.json", "detect/weights.json", "languages/profiles.tsv")
"""Large files that a wheel holds packed with xz, which is smaller than what zip does; `communique.core.bundle.data_of`
reads them."""

PACKS = {
    "catalogues": ("es.json", "sl.json"),
    "languages": ("*.tsv", "*.json", "speech/*.json"),
}
"""Small files of a package that are alike: a wheel holds them in one file, which takes two thirds of what they take
alone. `communique.core.bundle` says its form, and reads it. The catalogue of English is for translators alone."""

PACK = "packed.xz"
FILTERS = [
    {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}
]  # fmt: skip
"""How xz packs text: no letter stands at a multiple of two or four bytes."""

LAST_LATIN = 0x24F
"""The last letter of Latin Extended-B."""
SHARE_OF_SCRIPT = 0.2
"""A file with more letters of another script than this share of its characters belongs to that script."""

STRONGEST = 12
"""The level of libdeflate that gives the fewest bytes."""


class ShippedFiles(BuildHookInterface[Any]):
    """Puts the folders of `SHIPPED` under `communique/shipped`; the build fails where one of them is missing."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before each wheel; `version` is `standard` or `editable`."""
        if version == "editable":
            return
        included: dict[str, str] = build_data["force_include"]
        for name in SHIPPED:
            for path in sorted(Path(self.root, name).iterdir()):
                if path.name not in APART:
                    shipped = f"{name}/{path.name}"
                    included[shipped] = f"communique/shipped/{shipped}"
        top = Path(self.root, "src/communique")
        folder = Path(mkdtemp())
        for name, data in made(top).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            included[str(path)] = f"communique/{name}"

    def finalize(
        self, version: str, build_data: dict[str, Any], artifact_path: str
    ) -> None:
        """Called by hatchling after each wheel: its members are packed again, as small as deflate can."""
        del version, build_data
        with ZipFile(artifact_path) as loose:
            members = [(member, loose.read(member)) for member in loose.infolist()]
        with ZipFile(artifact_path, "w") as wheel:
            for member, data in members:
                member.compress_type = ZIP_DEFLATED
                with wheel.open(member, "w") as file:
                    file._compressor = Smallest()  # type: ignore[attr-defined]  # noqa: SLF001 - the one place to say how
                    file.write(data)


class Smallest:
    """What `zipfile` asks of a compressor, by libdeflate, which takes longer than zlib and packs smaller."""

    def __init__(self) -> None:
        self._data = b""

    def compress(self, data: bytes) -> bytes:
        """Keep the bytes of a member: they are compressed as a whole."""
        self._data += data
        return b""

    def flush(self) -> bytes:
        """The member, compressed."""
        return bytes(deflate_compress(self._data, STRONGEST))


def made(top: Path) -> dict[str, bytes]:
    """The files that a wheel holds in another form than the checkout, by their paths in the package."""
    files: dict[str, bytes] = {}
    for name in DENSE:
        for path in sorted(top.joinpath(name).glob("*.json")):
            inside = path.relative_to(top).as_posix()
            if inside not in PACKED:
                files[inside] = dense(path)
    for name in PACKED:
        files[f"{name}.xz"] = packed(in_columns(top / name))
    for name, patterns in PACKS.items():
        files[f"{name}/{PACK}"] = pack(top / name, patterns)
    return files


def in_columns(path: Path) -> bytes:
    """A file as `dense` gives it; of the weights the features as three columns: names, states, hundredths."""
    if path.name != "weights.json":
        return dense(path)
    weights = json.loads(path.read_bytes())
    features: dict[str, dict[str, float]] = weights["features"]
    columns: list[list[Any]] = [list(features), [], []]
    for row in features.values():
        states = sorted(row, key=int)
        columns[1].append(states)
        columns[2].append([round(100 * row[state]) for state in states])
    weights["features"] = columns
    return json.dumps(weights, ensure_ascii=False, separators=(",", ":")).encode()


def pack(folder: Path, patterns: tuple[str, ...]) -> bytes:
    """The pack of a package, without the files that are packed alone."""
    lengths: dict[str, int] = {}
    contents: list[bytes] = []
    paths: list[Path] = []
    for pattern in patterns:
        paths.extend(folder.glob(pattern))
    for path in sorted(paths, key=likeness):
        if any(name.endswith(f"/{path.name}") for name in PACKED):
            continue
        data = dense(path)
        lengths[path.relative_to(folder).as_posix()] = len(data)
        contents.append(data)
    header = json.dumps(lengths, separators=(",", ":")).encode()
    return header + b"\n" + packed(b"".join(contents))


def likeness(path: Path) -> tuple[bool, int, str, str]:
    """The place of a file in a pack: files that are alike are packed smaller beside each other.

    Files of languages come first, by script, then by language. The tables, which repeat their words, come last.
    """
    text = path.read_text("utf-8")
    blocks = Counter(ord(letter) >> 7 for letter in text if ord(letter) > LAST_LATIN)
    script = 0
    if blocks.total() > SHARE_OF_SCRIPT * len(text):
        script, _ = blocks.most_common(1)[0]
    return path.suffix == ".tsv", script, path.name, path.as_posix()


def dense(path: Path) -> bytes:
    """A file without the blanks that mean nothing."""
    data = path.read_bytes()
    if path.suffix != ".json":
        return data
    text = json.dumps(json.loads(data), ensure_ascii=False, separators=(",", ":"))
    return text.encode()


def packed(data: bytes) -> bytes:
    """Bytes packed with xz."""
    return lzma.compress(data, filters=FILTERS)
