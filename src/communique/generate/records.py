"""The records of the dataset and their Akoma Ntoso files: from the bytes of a source and its overlay, nothing else."""

from functools import cache
from pathlib import Path

from communique.diagnostics import Severity
from communique.draft import Parsed, ReadOptions
from communique.errors import NotReadable
from communique.formats import format_named
from communique.generate import Files
from communique.source import Source


def make(top: Path) -> Files:
    """`data/declarations/<work>/<language>.json` and `akn/<work>/<language>.xml` of each source."""
    files: Files = {}
    for (work, language), parsed in readings(top).items():
        declaration = parsed.require()
        files[f"data/declarations/{work}/{language}.json"] = format_named("json").write(declaration).encode()
        files[f"akn/{work}/{language}.xml"] = format_named("akn").write(declaration).encode()
    return files


@cache
def readings(top: Path) -> dict[tuple[str, str], Parsed]:
    """What was read from each source with its overlay, by work and language.

    Raises NotReadable, naming the file and every error, if a source gives no record or its overlay does not fit, and if
    the record is not the work and language that the path says.
    """
    found: dict[tuple[str, str], Parsed] = {}
    for path in sorted((top / "data" / "sources").glob("*/*.txt")):
        work, language = path.parent.name, path.stem
        found[work, language] = _read(top, path, work, language)
    return found


def _read(top: Path, path: Path, work: str, language: str) -> Parsed:
    overlay = path.with_suffix(".overlay.json")
    hints = _source(top, overlay) if overlay.is_file() else None
    parsed = format_named("text").read(_source(top, path), ReadOptions(language=language, hints=hints))
    errors = [finding.message for finding in parsed.findings if finding.severity is Severity.ERROR]
    if errors or parsed.declaration is None:
        raise NotReadable(f"{parsed.source.name}: {'; '.join(errors) or 'nothing was read'}")
    if parsed.declaration.id != work:
        raise NotReadable(f"{parsed.source.name}: the record's id is {parsed.declaration.id!r}, its folder {work!r}")
    return parsed


def _source(top: Path, path: Path) -> Source:
    """A source under its path from the top: what is said of it is the same wherever the checkout lies."""
    return Source(path.relative_to(top).as_posix(), path.read_bytes())
