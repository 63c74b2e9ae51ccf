"""`python -m tools.generate write|check`: exit status 1 if `check` finds drift, 2 if there is
nothing to compare.
"""

import sys
from pathlib import Path

from tools.generate import MAKERS, Drift, drift

from communique.core.atomic import write_whole
from communique.core.errors import CommuniqueError
from communique.generate import Files, made

TOP = Path(__file__).resolve().parents[2]
USAGE = "usage: python -m tools.generate write|check"


def main(words: list[str], top: Path = TOP) -> int:
    """Write what has drifted, or say what has; gives the exit status."""
    if words not in (["write"], ["check"]):
        print(USAGE, file=sys.stderr)
        return 2
    if not (top / "pyproject.toml").is_file():
        print(f"{top} is no checkout of communique", file=sys.stderr)
        return 2
    try:
        files = made(top, MAKERS)
    except CommuniqueError as error:
        print(error, file=sys.stderr)
        return 2
    found = list(drift(top, files))
    if words == ["check"]:
        for each in found:
            print(f"{each.path}: {each.what}; make generate writes it", file=sys.stderr)
        return 1 if found else 0
    _write(top, files, found)
    return 0


def _write(top: Path, files: Files, found: list[Drift]) -> None:
    for each in found:
        path = top / each.path
        if each.what == "stale":
            path.unlink()
            print(f"removed {each.path}")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole({path: files[each.path]})
        print(f"wrote {each.path}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
