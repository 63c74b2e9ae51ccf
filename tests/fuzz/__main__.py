"""Damages good inputs and looks whether every promise is kept: `python -m tests.fuzz --minutes 60
--seeds FOLDER`.

An input that breaks one is kept, made small, beside what it showed. The exit status is 1 if there
is any.
"""

import argparse
import hashlib
import resource
import sys
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

from tests.fuzz.mutation import damaged
from tests.fuzz.oracles import Broken, tried
from tests.fuzz.seeds import KINDS, Seed, seeds

MEMORY = 6 << 30
"""So much address space a process may take, of which threads that are gone keep some."""
OFTEN = {"archive": 1}
"""How often a kind is chosen, where others are chosen five times: each archive starts processes."""
SHRINKING = 10.0
"""So many seconds are spent on making an input small."""


def broken(seed: Seed) -> tuple[str, str] | None:
    """The promise that an input breaks, in one line that is the same for the same fault, and how;
    None if none.
    """
    try:
        tried(seed)
    except Broken as error:
        return f"{seed.kind} {error.oracle}", str(error)
    except Exception as error:  # noqa: BLE001 - that nothing is raised is what is tried
        ours = [
            frame
            for frame in traceback.extract_tb(error.__traceback__)
            if "/communique/" in frame.filename
        ]
        place = f"{Path(ours[-1].filename).name}:{ours[-1].name}" if ours else "?"
        return f"{seed.kind} {type(error).__name__} {place}", "".join(
            traceback.format_exception(error)[-12:]
        )
    return None


def small(seed: Seed, key: str) -> Seed:
    """The smallest input found in a while that breaks the same promise: stretches are cut out,
    large ones first.
    """
    until, size = time.monotonic() + SHRINKING, max(1, len(seed.data) // 2)
    while size:
        at, cut = 0, False
        while at < len(seed.data):
            if time.monotonic() > until:
                return seed
            less = Seed(seed.kind, seed.data[:at] + seed.data[at + size :], seed.beside)
            found = broken(less)
            if found is not None and found[0] == key:
                seed, cut = less, True
            else:
                at += size
        size = size if cut and size == 1 else size // 2
    return seed


def run(job: int, options: argparse.Namespace) -> tuple[Counter[str], Counter[str]]:
    """Try inputs until enough are tried or the time is over. Gives how many of each kind were
    tried, and how often each promise was broken.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    random, known = Random(f"{options.seed} {job}"), seeds(tuple(options.seeds))
    kinds = [
        kind for kind in options.kinds if known[kind] for _ in range(OFTEN.get(kind, 5))
    ]
    tries: Counter[str] = Counter()
    found: Counter[str] = Counter()
    end = time.monotonic() + options.seconds + 60 * options.minutes
    while tries.total() < options.inputs if options.inputs else time.monotonic() < end:
        kind = random.choice(kinds)
        seed, other = random.choice(known[kind]), random.choice(known[kind])
        text = damaged(random, kind, seed.data, other.data)
        given = Seed(kind, text, seed.beside)
        tries[kind] += 1
        fault = broken(given)
        if fault is not None:
            found[fault[0]] += 1
            if found[fault[0]] == 1:
                keep(given, *fault, options.keep)
    return tries, found


def keep(seed: Seed, key: str, said: str, folder: Path) -> None:
    """Write an input that breaks a promise, made small, and what it showed."""
    less = small(seed, key)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{'-'.join(''.join(c if c.isalnum() else ' ' for c in key).split())}-{hashlib.sha256(less.data.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"
    (folder / f"{name}.input").write_bytes(less.data.encode("utf-8", "surrogateescape"))
    (folder / f"{name}.said").write_text(
        f"{key}\n{(broken(less) or ('', said))[1]}\n", "utf-8", "backslashreplace"
    )
    if seed.beside:
        (folder / f"{name}.beside").write_text(seed.beside, "utf-8", "surrogateescape")
    print(
        f"{folder / name}.input: {said.strip().splitlines()[-1][:300]}",
        file=sys.stderr,
        flush=True,
    )


def main() -> int:
    """Fuzz as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument(
        "--inputs", type=int, help="how many each process tries, however long it takes"
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=1,
        help="of the random numbers: with the same one the same inputs are made",
    )
    parser.add_argument("--jobs", type=int, default=1, help="number of processes")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument(
        "--seeds",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="real documents",
    )
    parser.add_argument(
        "--keep",
        type=Path,
        default=Path("build/fuzz"),
        metavar="FOLDER",
        help="of failing inputs",
    )
    parser.add_argument(
        "again",
        nargs="*",
        type=Path,
        metavar="INPUT",
        help="inputs that were kept, to be tried again",
    )
    options = parser.parse_args()
    if options.again:
        return sum(again(path) for path in options.again) and 1
    with ProcessPoolExecutor(
        options.jobs
    ) as pool:  # a process that dies is an error here, not a wait without end
        results = list(pool.map(run, range(options.jobs), [options] * options.jobs))
    tries, found = (sum((result[at] for result in results), Counter()) for at in (0, 1))
    print(
        f"{tries.total()} inputs: {', '.join(f'{kind} {number}' for kind, number in sorted(tries.items()))}"
    )
    for key, number in found.most_common():
        print(f"{number:6} {key}")
    return 1 if found else 0


def again(path: Path) -> bool:
    """Try an input that was kept; whether it still breaks a promise."""
    beside = path.with_suffix(".beside")
    seed = Seed(path.name.partition("-")[0], path.read_bytes().decode("utf-8", "surrogateescape"),
                beside.read_text("utf-8", "surrogateescape") if beside.exists() else "")  # fmt: skip
    found = broken(seed)
    print(f"{path}: {'kept' if found is None else ': '.join(found)}")
    return found is not None


if __name__ == "__main__":
    sys.exit(main())
