"""What promises and references cost, as a share of reading: `python cost.py FOLDER`.

One process reads all texts of a folder, then finds their promises, then their
references, in turn. Each round reads them again, so that no record keeps what was
found in it. The median of the rounds counts, in processor time.
"""

import gc
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from communique import Declaration, Source, promises, read, references

ROUNDS = 3
TARGETS = {"promises": 0.30, "references": 0.08}
"""The largest share of the time of reading that each may take."""


def texts(folder: Path) -> Iterator[Source]:
    """The Markdown and plain texts of a folder, by name."""
    for path in sorted(folder.iterdir()):
        if path.suffix in {".md", ".txt"}:
            yield Source(path.name, path.read_bytes())


def read_all(folder: Path) -> list[Declaration]:
    """The declarations of a folder."""
    return [read(source).require() for source in texts(folder)]


def clock() -> float:
    """The processor time so far, without what others left to be freed."""
    gc.collect()
    return time.process_time()


def find_promises(declarations: Sequence[Declaration]) -> None:
    """Find the promises of every declaration."""
    for declaration in declarations:
        promises(declaration)


def find_references(declarations: Sequence[Declaration]) -> None:
    """Find the references of every declaration."""
    for declaration in declarations:
        references(declaration)


FINDERS: dict[str, Callable[[Sequence[Declaration]], None]] = {
    "promises": find_promises,
    "references": find_references,
}


def shares(folder: Path) -> dict[str, float]:
    """What each of `FINDERS` takes in one round, as a share of reading."""
    found: dict[str, float] = {}
    for name, find in FINDERS.items():
        start = clock()
        fresh = read_all(folder)
        reading = time.process_time() - start
        start = clock()
        find(fresh)
        found[name] = (time.process_time() - start) / reading
    return found


def main(folder: Path) -> None:
    """Print the share of each, and whether it meets its target."""
    first = read_all(folder)  # loads what a process loads once
    for find in FINDERS.values():
        find(first)
    rounds = [shares(folder) for _ in range(ROUNDS)]
    print(f"{len(first)} texts, {ROUNDS} rounds")
    for name, target in TARGETS.items():
        share = median([each[name] for each in rounds])
        verdict = "met" if share <= target else "missed"
        print(f"{name}: {share:.1%} of reading (target {target:.0%}, {verdict})")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
