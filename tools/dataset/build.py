"""Build the collections of communique-data from their sources: `make data`.

    python -m tools.dataset.build [--jobs N] [--sources FOLDER] [--work FOLDER] [--out FOLDER]

For each archive of sources the overlays are made from its manifest, `communique corpus build`
converts what is new or changed, and `communique corpus pack` packs the valid records and their
tables, unless nothing changed since they were packed. A run that was stopped goes on where it was.
"""

import argparse
import csv
import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

from tools.dataset import SOURCES
from tools.dataset.collections import COLLECTIONS, Collection

from communique.corpora.journal import published
from communique.edition.stores import NAME

TOP = SOURCES.parents[2]
OUT = SOURCES.parent / "communique_data" / "collections"
FORMER = "former.json"
"""The ids of earlier editions: an object for each collection."""


def write_overlays(collection: Collection, sources: Path, file: Path) -> None:
    """Write what the manifest says of each document, as `corpus build` takes it."""
    lines: list[str] = []
    manifest = sources / f"{collection.name}.csv"
    with manifest.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            said: dict[str, object] = {
                "path": f"{collection.name}.tar.xz/{row['path']}",
                "overlay": {"document": collection.document(row)},
            }
            if row["language"]:
                said["language"] = row["language"]
            lines.append(json.dumps(said, ensure_ascii=False) + "\n")
    file.write_text("".join(lines), "utf-8")


def write_about(collection: Collection, sources: Path, file: Path) -> None:
    """Write what the collection says of itself, as `corpus pack` takes it."""
    edition = json.loads((OUT.parent / "data" / "edition.json").read_text("utf-8"))
    former: dict[str, object] = {}
    if (sources / FORMER).is_file():
        former = json.loads((sources / FORMER).read_text("utf-8"))
    about = {
        "collection": collection.name,
        "distribution": "communique-data",
        "version": edition["version"],
        "quality": collection.quality,
        "languages": ["en"],
        "former": former.get(collection.name, {}),
    }
    file.write_text(json.dumps(about, ensure_ascii=False, indent=1) + "\n", "utf-8")


def build(
    collection: Collection, sources: Path, work: Path, out: Path, jobs: str | None
) -> None:
    """Bring a collection up to date. Raises SystemExit if it cannot be built."""
    work.mkdir(parents=True, exist_ok=True)
    overlays = work / f"{collection.name}.overlays.jsonl"
    about = work / f"{collection.name}.about.json"
    corpus = work / collection.name
    write_overlays(collection, sources, overlays)
    write_about(collection, sources, about)
    archive = f"{collection.name}.tar.xz"
    options = ["-o", str(corpus.resolve()), "--to", "json,parquet", "--correct"]
    options += ["--overlays", str(overlays.resolve()), "--quiet"]
    if jobs is not None:
        options += ["--jobs", jobs]
    # Status 1: some documents gave no record. The collection names them.
    _run(["corpus", "build", archive, *options], sources, allowed=(0, 1))
    packed = out / collection.name
    stamp = work / f"{collection.name}.packed"
    if stamp.is_file() and stamp.read_text() == stamp_of(corpus, about, packed):
        return
    more = ["-o", str(packed.resolve()), "--about", str(about.resolve())]
    _run(["corpus", "pack", str(corpus.resolve()), *more], sources, allowed=(0,))
    stamp.write_text(stamp_of(corpus, about, packed))


def stamp_of(corpus: Path, about: Path, packed: Path) -> str:
    """What a collection was packed from, and what came of it."""
    store = packed / NAME
    data = store.read_bytes() if store.is_file() else b""
    digest = hashlib.sha256(data).hexdigest()
    return json.dumps([published(corpus), about.read_text("utf-8"), digest])


def _run(command: list[str], folder: Path, allowed: tuple[int, ...]) -> None:
    """Run a command of communique in the folder of the sources."""
    program = [sys.executable, "-m", "communique", *command]
    status = subprocess.run(program, cwd=folder, check=False).returncode
    if status not in allowed:
        raise SystemExit(f"communique {' '.join(command)} ended with status {status}")


def main() -> None:
    """Build what the command line names."""
    options = argparse.ArgumentParser(description="Build the collections.")
    options.add_argument("--jobs", help="number of processes")
    options.add_argument("--sources", type=Path, default=SOURCES)
    options.add_argument("--work", type=Path, default=TOP / "build" / "data")
    options.add_argument("--out", type=Path, default=OUT)
    given = options.parse_args()
    for collection in COLLECTIONS:
        if not (given.sources / f"{collection.name}.csv").is_file():
            continue
        began = time.monotonic()
        build(collection, given.sources, given.work, given.out, given.jobs)
        seconds = time.monotonic() - began
        sys.stderr.write(f"{collection.name}: {seconds:.0f} s\n")


if __name__ == "__main__":
    main()
