"""Put together the folder of the workbench: `python -m tools.workbench.build FOLDER`.

The page and its scripts come from `docs/workbench`, Pyodide from npm, the packages from PyPI and
from this checkout. The folder is plain files that any server can give.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tools.workbench.licensing import write_licences

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "workbench"
PYODIDE = ROOT / "build" / "node" / "node_modules" / "pyodide"
WHEELS = ROOT / "build" / "workbench" / "wheels"
REQUIREMENTS = Path(__file__).parent / "requirements.txt"
STANDIN = Path(__file__).parent / "standin"

RUNTIME = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)
"""The files of Pyodide that the page loads."""
PLATFORM = ("--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14",
            "--implementation", "cp", "--abi", "cp314")  # fmt: skip
"""What Pyodide 314 is, in pip's words."""
WITHOUT_C = ("playa-pdf==1.1.0", "pyyaml==6.0.4")
"""There are no wheels of these for WebAssembly. They work without their C parts, which are left out."""
UNUSED = ("pypdfium2_cli/", "_yaml/", "communique/shipped/data/declarations/",
          "communique/shipped/data/sources/", "communique/shipped/data/tables/", "communique/shipped/data/jsonld/",
          "communique/shipped/data/follow-up/", "communique/shipped/akn/")  # fmt: skip
"""Files of packages that the page never needs."""
UNUSED_ENDINGS = (".pyi", ".c", ".h", "RECORD", "linux-gnu.so", ".pickle.gz")
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The time of every file, so that the same files make the same archive."""


def build(folder: Path) -> None:
    """Write the workbench into a folder. Raises CalledProcessError where pip fails."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in PAGE.iterdir():
        shutil.copy(path, folder)
    runtime = folder / "pyodide"
    runtime.mkdir(exist_ok=True)
    for name in RUNTIME:
        shutil.copy(PYODIDE / name, runtime)
    _download()
    packages = folder / "packages.zip"
    wheels = sorted(WHEELS.glob("*.whl"))
    write_licences(folder, wheels, ROOT / "LICENSES" / "Apache-2.0.txt")
    _pack([*wheels, _own_wheel()], packages)
    _compile(packages)


def _download() -> None:
    """Get the packages for WebAssembly. Those that are there are not got again."""
    WHEELS.mkdir(parents=True, exist_ok=True)
    wanted = "\n".join([REQUIREMENTS.read_text(), *WITHOUT_C])
    stamp = WHEELS / "requirements.txt"
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    for old in WHEELS.glob("*.whl"):
        old.unlink()
    to = ("download", "--no-deps", "--only-binary", ":all:", "--dest", str(WHEELS))
    _pip(*to, *PLATFORM, "--requirement", str(REQUIREMENTS))
    _pip(*to, "--platform", "manylinux2014_x86_64", *PLATFORM[2:], *WITHOUT_C)
    stamp.write_text(wanted)


def _own_wheel() -> Path:
    """The wheel of this checkout."""
    folder = ROOT / "build" / "workbench" / "own"
    shutil.rmtree(folder, ignore_errors=True)
    _pip(
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    )
    [wheel] = folder.glob("*.whl")
    return wheel


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*command, *arguments], check=True)


def _pack(wheels: list[Path], archive: Path) -> None:
    """One archive of all packages. A part of a wheel that the page never needs is left out."""
    with ZipFile(archive, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        for wheel in wheels:
            with ZipFile(wheel) as opened:
                for name in _used(opened.namelist()):
                    packed.writestr(_entry(name), opened.read(name))
        for path in sorted(STANDIN.rglob("*.py")):
            name = path.relative_to(STANDIN).as_posix()
            packed.writestr(_entry(name), path.read_bytes())


def _compile(archive: Path) -> None:
    """Compile the modules of an archive, by the Python that will run them."""
    script = Path(__file__).with_name("compile.mjs")
    node = shutil.which("node") or "node"
    subprocess.run([node, str(script), str(PYODIDE), str(archive)], check=True)


def _used(names: list[str]) -> Iterator[str]:
    for name in names:
        is_unused = name.startswith(UNUSED) or name.endswith(UNUSED_ENDINGS)
        if not is_unused and not name.endswith("/"):
            yield name


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    return entry


if __name__ == "__main__":
    if not PYODIDE.is_dir():
        sys.exit(f"{PYODIDE} is missing: `make workbench` installs it, and needs npm")
    build(Path(sys.argv[1]))
