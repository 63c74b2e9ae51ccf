"""Lists what broke in the public API since a tag: `make breaking`.

The public API is the list `__all__` of communique. Internal modules may change at any time.
"""

import logging
import sys
from pathlib import Path
from subprocess import run

import click
import griffe

ROOT = Path(__file__).resolve().parents[1]


def last_tag(root: Path) -> str | None:
    """The tag of the last release before this commit; None if there is none."""
    command = ["git", "describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD"]
    found = run(command, cwd=root, capture_output=True, text=True, check=False)
    return found.stdout.strip() or None


def breaks(root: Path, tag: str, package: str = "communique") -> list[str]:
    """What broke in the public names of a package since a tag, one line each."""
    old = griffe.load_git(package, ref=tag, repo=root, search_paths=["src"])
    new = griffe.load(package, search_paths=[root / "src"])
    names = public(old)
    found: list[str] = []
    for breakage in griffe.find_breaking_changes(old, new):
        path = breakage.obj.canonical_path
        if any(f"{path}.".startswith(f"{name}.") for name in names):
            line = breakage.explain(griffe.ExplanationStyle.ONE_LINE)
            found.append(click.unstyle(line))
    return found


def public(package: griffe.Object | griffe.Alias) -> list[str]:
    """Where the public names of a package are defined."""
    names = [str(name) for name in package.exports or ()]
    return [package[name].canonical_path for name in names if name in package.members]


def main() -> int:
    """Print what broke since the last tag; 1 if anything did."""
    logging.getLogger("griffe").setLevel(logging.ERROR)
    tag = last_tag(ROOT)
    if tag is None:
        print("there is no release yet, so nothing can be broken")
        return 0
    found = breaks(ROOT, tag)
    print(*found, f"{len(found)} breaking changes since {tag}", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
