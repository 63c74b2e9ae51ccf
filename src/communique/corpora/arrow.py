"""Tables of Apache Arrow, and the Parquet files that hold them."""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from communique.core.atomic import write_whole
from communique.core.errors import BadOption

if TYPE_CHECKING:
    import pyarrow as pa

    ArrowTable: TypeAlias = pa.Table


def require(what: str, *modules: str, extra: str = "corpus") -> None:
    """Raise BadOption, with what to install, where a third party is missing that is not for
    everybody.
    """
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        raise BadOption(
            f"{what} needs {' and '.join(missing)}; install it with: pip install 'communique[{extra}]'"
        )


def table_of(
    columns: Sequence[str],
    rows: Sequence[tuple[object, ...]],
) -> "ArrowTable":
    """Rows as a table of Apache Arrow. Raises BadOption where pyarrow is missing."""
    require("a table of Arrow", "pyarrow")
    import pyarrow as pa

    arrays: list[pa.Array] = []
    for place, _ in enumerate(columns):
        cells = [row[place] for row in rows]
        arrays.append(pa.array(cells))
    return pa.Table.from_arrays(arrays, names=list(columns))


def as_parquet(
    columns: Sequence[str],
    rows: Sequence[tuple[object, ...]],
) -> bytes:
    """Rows as a file of Parquet. Raises BadOption where pyarrow is missing."""
    return parquet_bytes(table_of(columns, rows))


def typed_table(
    types: Mapping[str, str],
    rows: Iterable[Mapping[str, object]],
) -> "ArrowTable":
    """Rows as a table of Apache Arrow whose columns have these names and types.

    A type is `string`, `integer` or `list` (of strings), as the catalogue of tables has them.
    """
    require("a table of Arrow", "pyarrow")
    import pyarrow as pa

    known = {
        "string": pa.string(),
        "integer": pa.int64(),
        "list": pa.list_(pa.string()),
    }
    fields: list[pa.Field] = []
    for name, kind in types.items():
        fields.append(pa.field(name, known[kind]))
    return pa.Table.from_pylist(list(rows), pa.schema(fields))


def write_parquet(path: Path, table: "ArrowTable") -> None:
    """Write a table as a Parquet file, whole or not at all, and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole({path: parquet_bytes(table)})


def read_parquet(path: Path) -> "ArrowTable":
    """The table in a Parquet file. Raises OSError where there is none."""
    from pyarrow import parquet

    return parquet.read_table(path)


def as_one(tables: Sequence["ArrowTable"]) -> "ArrowTable":
    """Tables one after the other; a column that one lacks has no values there."""
    import pyarrow as pa

    return pa.concat_tables(tables, promote_options="default")


def rows_in(table: "ArrowTable") -> Iterator[dict[str, object]]:
    """The rows of a table, some at a time."""
    for batch in table.to_batches():
        yield from batch.to_pylist()


def parquet_bytes(table: "ArrowTable") -> bytes:
    """A table as a file of Parquet."""
    from pyarrow import parquet

    file = io.BytesIO()
    parquet.write_table(table, file, compression="zstd")
    return file.getvalue()
