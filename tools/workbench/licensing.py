"""The licences of what the workbench ships: their texts, a page that shows them, and REUSE.toml.

A wheel brings the texts of its licences. Pyodide does not, so those of its parts are in `licences`.
"""

from html import escape
from pathlib import Path
from zipfile import ZipFile

OF_PYODIDE = Path(__file__).parent / "licences"
IN_WHEELS = ".dist-info/licenses/"
PREFIX = "LICENSE."
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Licences of the workbench</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="workbench.css">
</head>
<body>
<main class="licences">
<h1>Licences of the workbench</h1>
<p>The workbench ships these programs unchanged. <a href="index.html">Back to the workbench</a></p>
{sections}
</main>
</body>
</html>
"""
REUSE = """\
version = 1

[[annotations]]
path = "**"
SPDX-FileCopyrightText = "The authors of communique"
SPDX-License-Identifier = "Apache-2.0"

[[annotations]]
path = "pyodide/**"
SPDX-FileCopyrightText = "The authors of Pyodide and of the programs in it"
SPDX-License-Identifier = "{runtime}"

[[annotations]]
path = "packages.zip"
SPDX-FileCopyrightText = "The authors of communique and of the packages in it"
SPDX-License-Identifier = "Apache-2.0 AND {packages}"
"""


def write_licences(folder: Path, wheels: list[Path], own: Path) -> None:
    """Write the licences into the folder of the workbench. `own`: the text of the project's own."""
    runtime = _of_pyodide()
    packages = {_name(wheel): _of_wheel(wheel) for wheel in wheels}
    texts = folder / "LICENSES"
    texts.mkdir(exist_ok=True)
    (texts / "Apache-2.0.txt").write_bytes(own.read_bytes())
    every = {"communique": own.read_text("utf-8"), **runtime, **packages}
    for name, text in (runtime | packages).items():
        (texts / f"{_identifier(name)}.txt").write_text(text, "utf-8")
    sections = "\n".join(_section(name, text) for name, text in every.items())
    (folder / "licences.html").write_text(PAGE.format(sections=sections), "utf-8")
    reuse = REUSE.format(runtime=_together(runtime), packages=_together(packages))
    (folder / "REUSE.toml").write_text(reuse, "utf-8")


def _of_pyodide() -> dict[str, str]:
    """The texts for Pyodide and what is linked into it, by name."""
    found: dict[str, str] = {}
    for path in sorted(OF_PYODIDE.iterdir()):
        found[path.stem.removeprefix(PREFIX)] = path.read_text("utf-8")
    return found


def _of_wheel(wheel: Path) -> str:
    """The texts of all licences in a wheel. Raises ValueError if it has none."""
    with ZipFile(wheel) as opened:
        names = [name for name in opened.namelist() if IN_WHEELS in name]
        files = [name for name in names if not name.endswith("/")]
        texts = [_titled(name, _decoded(opened.read(name))) for name in files]
    if not texts:
        raise ValueError(f"{wheel.name} has no text of a licence")
    return "\n".join(texts)


def _decoded(data: bytes) -> str:
    """Text in UTF-8, or in Latin-1 as some old licences are."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _titled(name: str, text: str) -> str:
    title = name.partition(IN_WHEELS)[2]
    return f"=== {title}\n\n{text}\n"


def _name(wheel: Path) -> str:
    """The name of a package, from the name of its wheel."""
    return wheel.name.partition("-")[0].replace("_", "-")


def _identifier(name: str) -> str:
    return f"LicenseRef-{name}"


def _together(texts: dict[str, str]) -> str:
    return " AND ".join(_identifier(name) for name in texts)


def _section(name: str, text: str) -> str:
    return f"<section>\n<h2>{escape(name)}</h2>\n<pre>{escape(text)}</pre>\n</section>"
