"""A corpus as pages that open from a disk: a list with facets, and a page for each document. Nothing
is fetched.
"""

from collections import Counter
from functools import partial
from html import escape
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from communique.core.processes import in_order, processors
from communique.corpora.conversion import unpacked
from communique.corpora.journal import Entry, entries, published, results
from communique.corpora.shards import Shard, file_name, put, write_in
from communique.documents import write
from communique.model import Declaration

PAGES = "pages"
FACETS = ("kind", "language", "year", "verdict")
_COLUMNS = ("date", "title", "kind", "language", "verdict", "path")


def write_site(folder: Path, output: Path, *, jobs: int | None = None) -> int:
    """Write the site of a corpus into a folder, by several processes; gives the number of
    documents.

    Raises FileNotFoundError where there is no corpus, and OSError where a file cannot be written.
    """
    made = [Shard.named(name) for name in sorted(published(folder))]
    output.mkdir(parents=True, exist_ok=True)
    number = min(processors() if jobs is None else jobs, len(made))
    work = partial(_write_pages, folder=folder, output=output)
    if made:
        for _ in in_order(work, made, number, _not_written):
            pass
    listed = list(entries(folder))
    write_in(output / "index.html", _index(listed))
    return len(listed)


def _write_pages(shard: Shard, folder: Path, output: Path) -> None:
    for entry, result in results(folder, shard.slots):
        record = unpacked(result).get("record")
        if record is not None:
            page = write(Declaration.model_validate_json(record), "html")
            put(output / PAGES / file_name(entry.name, ".html"), page)


def _not_written(shard: Shard, status: int | None) -> None:
    raise OSError(
        None,
        f"the process that wrote the pages of {shard.name} ended with status {status}",
    )


def _index(listed: list[Entry]) -> str:
    """The list: every row is in it, so that it can be read and searched without a program; the
    program only hides rows.
    """
    template = files("communique.corpora").joinpath("index.html").read_text("utf-8")
    facets = [_facet(name, listed) for name in FACETS]
    newest_first = sorted(listed, key=_date_and_name, reverse=True)
    rows = [_row(entry) for entry in newest_first]
    made = {
        "number": str(len(listed)),
        "facets": "\n".join(facets),
        "rows": "\n".join(rows),
    }
    for name, text in made.items():
        template = template.replace(f"<!-- {name} -->", text, 1)
    return template


def _date_and_name(entry: Entry) -> tuple[str, str]:
    return _value(entry, "date"), entry.name


def _value(entry: Entry, name: str) -> str:
    """What a list shows of a document; nothing where it is not known."""
    known = {
        "path": entry.name,
        "verdict": entry.verdict,
        "year": str(entry.about["date"] or "")[:4],
    }
    return known[name] if name in known else str(entry.about[name] or "")


def _facet(name: str, listed: list[Entry]) -> str:
    counts = Counter(_value(entry, name) for entry in listed)
    order = (
        sorted(counts.items(), reverse=True) if name == "year" else counts.most_common()
    )
    options = "".join(
        f'<option value="{escape(value)}">{escape(value or "none")} ({count})</option>'
        for value, count in order
    )
    return f'<label>{name.capitalize()} <select name="{name}"><option value="*">all</option>{options}</select></label>'


def _row(entry: Entry) -> str:
    data = " ".join(f'data-{name}="{escape(_value(entry, name))}"' for name in FACETS)
    cells = {name: escape(_value(entry, name)) for name in _COLUMNS}
    if entry.about["work"] is not None:
        href = quote(f"{PAGES}/{file_name(entry.name, '.html')}")
        cells["title"] = (
            f'<a href="{escape(href)}">{cells["title"] or escape(entry.name)}</a>'
        )
    return f"<tr {data}>{''.join(f'<td>{text}</td>' for text in cells.values())}</tr>"
