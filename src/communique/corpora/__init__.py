"""Thousands of documents: converted, checked, published as files that search engines, databases and
people read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.core.json_types import JsonObject
    from communique.corpora.building import Built
    from communique.corpora.exporting import Exported
    from communique.corpora.fulltext import Found
    from communique.corpora.sql import Answer
    from communique.model import Declaration
    from communique.report.graph import Graph


@dataclass(frozen=True)
class Corpus:
    """A corpus in a folder. The folder need not exist yet: `build` makes it."""

    folder: Path

    def build(
        self,
        *sources: str | PathLike[str],
        jobs: int | None = None,
        scheduler: str | None = None,
        to: Iterable[str] = (),
        format: str | None = None,
        language: str | None = None,
    ) -> "Built":
        """Bring the corpus up to date with files, folders, patterns, archives and
        addresses in object stores; see `communique corpus build`.

        `to` lists the formats to write: json and akn by default, and the same in every
        run. `format` and `language` apply to every document. `jobs` is the number of
        processes; None means one for each processor. `scheduler` is the address of a
        Dask scheduler, instead of `jobs`. Raises BadOption, UnknownFormat and OSError.
        """
        from communique.corpora.building import build
        from communique.corpora.conversion import Recipe
        from communique.documents import options_of

        recipe = Recipe(tuple(to), format, options_of(language=language))
        return build(
            [fspath(source) for source in sources],
            self.folder,
            jobs=jobs,
            scheduler=scheduler,
            recipe=recipe,
        )

    def query(self, sql: str) -> "Answer":
        """The answer of DuckDB to one SELECT. Each table of the corpus is a view; see
        `communique corpus query`.

        Raises BadOption (DuckDB is not installed, the statement is not a SELECT, or
        DuckDB refuses it) and FileNotFoundError (there is no corpus).
        """
        from communique.corpora.query import query

        return query(self.folder, sql)

    def graph(self, *, jobs: int | None = None) -> "Graph":
        """The works of the corpus, the works that they cite, and which passage cites what: see
        `communique corpus graph`.

        Raises FileNotFoundError (no corpus) and OSError.
        """
        from communique.corpora.graph import graph

        return graph(self.folder, jobs=jobs)

    def declaration(self, path: str) -> "Declaration":
        """The record of a document, by its path in the corpus (`texts/a.txt`).

        Raises UnknownDeclaration if the corpus has no such document or no record of it, and
        FileNotFoundError (no corpus).
        """
        from communique.corpora.records import declaration

        return declaration(self.folder, path)

    def search(self, words: str, *, limit: int = 20) -> "Found":
        """The passages that contain all of the words; see `communique corpus search`.
        Raises FileNotFoundError and OSError.
        """
        from communique.corpora.search import search

        return search(self.folder, words, limit=limit)

    def write_site(
        self, output: str | PathLike[str], *, jobs: int | None = None
    ) -> int:
        """Write pages that open from a disk, and return the number of documents. Raises
        FileNotFoundError and OSError.
        """
        from communique.corpora.site import write_site

        return write_site([self.folder], Path(output), jobs=jobs)

    def export(
        self,
        folder: str | PathLike[str],
        *,
        title: str | None = None,
        day: str | None = None,
        force: bool = False,
    ) -> "Exported":
        """Write all tables as Parquet and CSV, with descriptions: see `communique corpus export`.

        Raises BadOption (pyarrow is missing, the corpus has no tables, or the folder has files and
        `force` is not set), FileNotFoundError and OSError.
        """
        from communique.corpora.exporting import export_corpus

        return export_corpus(
            self.folder, Path(folder), title=title, day=day, force=force
        )

    def stats(self) -> "JsonObject":
        """The number of documents, by verdict, kind, language and year. Raises
        FileNotFoundError.
        """
        from communique.corpora.query import stats

        return stats(self.folder)


def corpus(folder: str | PathLike[str]) -> Corpus:
    """The corpus in a folder."""
    return Corpus(Path(folder))
