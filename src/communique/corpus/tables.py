"""The tables of a corpus as Parquet files: those of a declaration, each row with the path of its document before it."""

import io
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from communique.atomic import write_whole
from communique.errors import BadOption
from communique.formats.tables.catalog import TABLES
from communique.formats.tables.columns import Column, Table, key

FOLDER = "tables"
PATH = key("path", "Path of the document in the corpus.")


def require(what: str, *modules: str, extra: str = "corpus") -> None:
    """Raise BadOption, with what to install, where a third party is missing that is not for everybody."""
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        raise BadOption(f"{what} needs {' and '.join(missing)}; install it with: pip install 'communique[{extra}]'")


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns of a table of a corpus."""
    return (PATH, *table.columns)


def write_tables(shard: str, folder: Path, rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Write each table of a shard, also one without rows: whoever asks for it finds its columns."""
    import pyarrow as pa
    from pyarrow import parquet

    types = {"string": pa.string(), "integer": pa.int64(), "list": pa.list_(pa.string())}
    for table in TABLES:
        schema = pa.schema([(column.name, types[column.type]) for column in columns_of(table)])
        held = pa.Table.from_pylist(list(rows.get(table.name, ())), schema)
        file = io.BytesIO()
        parquet.write_table(held, file, compression="zstd")
        path = folder / FOLDER / table.name / f"{shard}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole({path: file.getvalue()})
