"""The records of the dataset and their Akoma Ntoso files: from the bytes of a source and its overlay, nothing else."""

import json
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path

from communique.core.diagnostics import Severity
from communique.core.errors import NotReadable
from communique.core.source import Source
from communique.draft import Parsed
from communique.edition.making import OVERLAY, named_as, record_of
from communique.formats import format_named
from communique.generate import Files
from communique.generate.languages import counterparts
from communique.model import Declaration


def make(top: Path) -> Files:
    """`data/declarations/<work>/<language>.json` and `akn/<work>/<language>.xml` of each source."""
    files: Files = {}
    for (work, language), parsed in readings(top).items():
        declaration = parsed.require()
        files[f"data/declarations/{work}/{language}.json"] = format_named("json").write(declaration).encode()
        files[f"akn/{work}/{language}.xml"] = format_named("akn").write(declaration).encode()
    return files


Readings = dict[tuple[str, str], Parsed]
"""What was read from each source, by work and language."""


@cache
def readings(top: Path) -> Readings:
    """What was read from each source with its overlay, by work and language.

    A node has the eId that its counterpart has in the language that the edition names for the work.

    Raises NotReadable, naming the file and every error, if a source gives no record or its overlay does not fit, and if
    the record is not the work and language that the path says.
    """
    found: Readings = {}
    for work, group in groupby(sources(top).items(), key=lambda each: each[0][0]):
        read = {language: _read(top, path, work, language) for (_, language), path in group}
        model = read[_model(top, work)].require() if len(read) > 1 else None
        for language, parsed in read.items():
            found[work, language] = _aligned(model, parsed) if model else parsed
    return found


def _model(top: Path, work: str) -> str:
    """The language of a work that the others are named after."""
    language: str = json.loads((top / "data" / "edition.json").read_text("utf-8"))["works"][work]["language"]
    return language


def sources(top: Path) -> dict[tuple[str, str], Path]:
    """The file of each source, by work and language."""
    files = (path for path in sorted((top / "data" / "sources").glob("*/*.*")) if not path.name.endswith(OVERLAY))
    named = {(path.parent.name, path.name.partition(".")[0]): path for path in files}
    return {(work, language): path for (work, language), path in named.items() if language}


def _aligned(model: Declaration, parsed: Parsed) -> Parsed:
    declaration = parsed.require()
    renamed = counterparts(declaration, model)
    return replace(parsed, declaration=named_as(declaration, renamed)) if renamed else parsed


def _read(top: Path, path: Path, work: str, language: str) -> Parsed:
    overlay = path.with_name(f"{language}{OVERLAY}")
    parsed = record_of(_source(top, path), language, _source(top, overlay) if overlay.is_file() else None)
    errors = [finding.message for finding in parsed.findings if finding.severity is Severity.ERROR]
    if errors or parsed.declaration is None:
        raise NotReadable(f"{parsed.source.name}: {'; '.join(errors) or 'nothing was read'}")
    if (parsed.declaration.id, parsed.declaration.language) != (work, language):
        said = f"{parsed.declaration.id!r} in {parsed.declaration.language!r}"
        raise NotReadable(f"{parsed.source.name}: the record is {said}, its path says {work!r} in {language!r}")
    return parsed


def _source(top: Path, path: Path) -> Source:
    """A source under its path from the top: what is said of it is the same wherever the checkout lies."""
    return Source(path.relative_to(top).as_posix(), path.read_bytes())
