"""Corpora as pages that open from a disk: a list with facets, a page for each document, and an
index of words that the list loads in parts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from communique.core.processes import in_order, processors
from communique.corpora.conversion import unpacked
from communique.corpora.documents import Row
from communique.corpora.graph import graph
from communique.corpora.journal import Entry, published, results
from communique.corpora.neighbours import Neighbours, neighbours
from communique.corpora.shards import Shard, file_name, put, write_in
from communique.corpora.surroundings import Links, neighbourhood, works_page
from communique.corpora.words import parts_of, script, words_in
from communique.formats.html.writer import write_read
from communique.model import Declaration
from communique.model.passages import passages

PAGES = "pages"
WORKS = "works"
"""The name of the page of cited works; of several corpora, with the name of each behind it."""
FACETS = ("kind", "body", "language", "year", "party", "topic", "verdict")
"""What a list can be narrowed to. A document may have several parties and topics."""
OPTIONS = 300
"""The values that a facet offers at most: the most frequent ones."""
AT_ONCE = 500
"""The rows of a part of the list."""
_COLUMNS = ("date", "title", "kind", "language", "verdict", "path")
_BETWEEN = "|"
"""Between the values of a facet in a row."""
_EMPTY = ("",)


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as the list has it: where its page is, what its facets say, and its words."""

    entry: Entry
    page: str | None
    facets: Mapping[str, tuple[str, ...]]
    words: frozenset[str]


def write_site(
    corpora: Sequence[Path],
    output: Path,
    *,
    jobs: int | None = None,
) -> int:
    """Write one site of several corpora into a folder, by several processes. Gives the number
    of documents.

    Raises FileNotFoundError if there is no corpus, and OSError if a file cannot be written.
    """
    output.mkdir(parents=True, exist_ok=True)
    listed: list[Listed] = []
    for corpus in corpora:
        top = f"{PAGES}/{corpus.resolve().name}" if len(corpora) > 1 else PAGES
        listed += _pages(
            corpus,
            output,
            top,
            jobs,
        )
    listed.sort(key=_date_and_name, reverse=True)
    _write_list(listed, output)
    for name, text in parts_of([each.words for each in listed]):
        put(output / f"{name}.js", text)
    return len(listed)


def _pages(
    corpus: Path,
    output: Path,
    top: str,
    jobs: int | None,
) -> Iterator[Listed]:
    """Write the pages of a corpus below a folder of the site."""
    made = [Shard.named(name) for name in sorted(published(corpus))]
    number = min(processors() if jobs is None else jobs, len(made))
    around = neighbours(graph(corpus, jobs=jobs))
    name = top.replace(PAGES, WORKS, 1).replace("/", "-")
    links = Links(f"{name}.html", top)
    write_in(output / links.path, works_page(around, links))
    work = partial(
        _write_pages,
        corpus=corpus,
        output=output,
        top=top,
        around=around,
    )
    if made:
        for listed in in_order(work, made, number, _not_written):
            yield from listed


def _write_pages(
    shard: Shard,
    corpus: Path,
    output: Path,
    top: str,
    around: Neighbours,
) -> list[Listed]:
    found: list[Listed] = []
    for entry, result in results(corpus, shard.slots):
        made = unpacked(result)
        data = made.get("record")
        if data is None:
            words = words_in([entry.name])
            found.append(Listed(entry, None, _facets(entry, None, {}), words))
            continue
        record = Declaration.model_validate_json(data)
        page = f"{top}/{file_name(entry.name, '.html')}"
        near = neighbourhood(record, around, Links(page, top))
        put(output / page, write_read(record, around=near))
        facets = _facets(entry, record, made.get("rows", {}))
        words = words_in([entry.name, *_texts(record)])
        found.append(Listed(entry, page, facets, words))
    return found


def _texts(record: Declaration) -> Iterator[str]:
    """The words of a record, block by block."""
    for passage in passages(record):
        for words in passage.words():
            yield words.block.text


def _not_written(
    shard: Shard,
    status: int | None,
) -> list[Listed]:
    raise OSError(
        None,
        f"the process that wrote the pages of {shard.name} ended with status {status}",
    )


def _facets(
    entry: Entry,
    record: Declaration | None,
    rows: Mapping[str, Sequence[Row]],
) -> dict[str, tuple[str, ...]]:
    """The values of a document by the names of the facets."""
    facets: dict[str, tuple[str, ...]] = {}
    for name in ("kind", "language", "year", "verdict"):
        facets[name] = (_value(entry, name),)
    facets["body"] = _EMPTY
    facets["party"] = _EMPTY
    facets["topic"] = _EMPTY
    if record is None:
        return facets
    if record.source is not None and record.source.publisher:
        facets["body"] = (record.source.publisher,)
    facets["party"] = tuple(_parties(record)) or _EMPTY
    facets["topic"] = tuple(_topics(record, rows)) or _EMPTY
    return facets


def _parties(record: Declaration) -> Iterator[str]:
    """Those who sign, each once: the party, or the name where no party is printed."""
    found: dict[str, None] = {}
    for signatory in record.signatories:
        claim = signatory.party or signatory.name
        if claim is not None and claim.text:
            found[claim.text] = None
    yield from found


def _topics(
    record: Declaration,
    rows: Mapping[str, Sequence[Row]],
) -> Iterator[str]:
    """The subjects of a record, and the topics of its promises where a corpus has tables."""
    found: dict[str, None] = {}
    for subject in record.subjects:
        if subject.role == "subject":
            found[subject.label.lower()] = None
    for row in rows.get("promises", ()):
        topics = row["topics"]
        if isinstance(topics, Sequence):
            found.update(dict.fromkeys(str(topic).lower() for topic in topics))
    yield from found


# --- the list -----------------------------------------------------------------------------------


def _write_list(
    listed: Sequence[Listed],
    output: Path,
) -> None:
    """Write the list. Its first rows are in it, so that it can be read without a program. More
    are in parts, each a page of its own, and again as what the program loads.
    """
    offered = {name: _offered(name, listed) for name in FACETS}
    rows = [_row(each, offered) for each in listed]
    starts = range(0, max(len(rows), 1), AT_ONCE)
    parts = [rows[start : start + AT_ONCE] for start in starts]
    facets = [_facet(name, offered[name]) for name in FACETS]
    made = {
        "number": str(len(listed)),
        "facets": "\n".join(facets),
        "parts": str(len(parts)),
        "count": str(len(listed)),
        "rows": "\n".join(parts[0]),
        "more": _links(len(parts)),
        "works": _links_to_works(output),
    }
    write_in(output / "index.html", _filled("index.html", made))
    for number, part in enumerate(parts[1:], 1):
        text = "\n".join(part)
        page = {"rows": text}
        name = f"list/{number}"
        write_in(output / f"{name}.html", _filled("list.html", page))
        write_in(output / f"{name}.js", script(name, text))


def _filled(
    name: str,
    made: Mapping[str, str],
) -> str:
    """A template with what was made in the places of its comments."""
    template = files("communique.corpora").joinpath(name).read_text("utf-8")
    for place, text in made.items():
        template = template.replace(f"<!-- {place} -->", text, 1)
    return template


def _links(parts: int) -> str:
    """Links to the parts of the list behind its first one."""
    links: list[str] = []
    for number in range(1, parts):
        first = number * AT_ONCE + 1
        links.append(f'<a href="list/{number}.html">from {first}</a>')
    return " ".join(links)


def _links_to_works(output: Path) -> str:
    """Links to the pages of cited works, of which each corpus has one."""
    links: list[str] = []
    for path in sorted(output.glob(f"{WORKS}*.html")):
        corpus = path.stem.removeprefix(WORKS).lstrip("-")
        name = escape(f"Cited works {corpus}".rstrip())
        links.append(f'<a href="{escape(quote(path.name))}">{name}</a>')
    return " ".join(links)


def _date_and_name(listed: Listed) -> tuple[str, str]:
    return _value(listed.entry, "date"), listed.entry.name


def _value(entry: Entry, name: str) -> str:
    """What a list shows of a document; nothing where it is not known."""
    known = {
        "path": entry.name,
        "verdict": entry.verdict,
        "year": str(entry.about["date"] or "")[:4],
    }
    return known[name] if name in known else str(entry.about[name] or "")


def _offered(
    name: str,
    listed: Sequence[Listed],
) -> dict[str, int]:
    """The values that a facet offers, each with the number of its documents."""
    counts = Counter(value for each in listed for value in each.facets[name])
    frequent = dict(counts.most_common(OPTIONS))
    if name == "year":
        return dict(sorted(frequent.items(), reverse=True))
    return frequent


def _facet(
    name: str,
    offered: Mapping[str, int],
) -> str:
    options: list[str] = []
    for value, count in offered.items():
        words = escape(value or "none")
        options.append(f'<option value="{escape(value)}">{words} ({count})</option>')
    chosen = "".join(options)
    return (
        f'<label>{name.capitalize()} <select name="{name}">'
        f'<option value="*">all</option>{chosen}</select></label>'
    )


def _row(
    listed: Listed,
    offered: Mapping[str, Mapping[str, int]],
) -> str:
    entry = listed.entry
    data: list[str] = []
    for name in FACETS:
        known = [value for value in listed.facets[name] if value in offered[name]]
        data.append(f'data-{name}="{escape(_BETWEEN.join(known))}"')
    cells = {name: escape(_value(entry, name)) for name in _COLUMNS}
    if listed.page is not None:
        href = escape(quote(listed.page))
        title = cells["title"] or escape(entry.name)
        cells["title"] = f'<a href="{href}">{title}</a>'
    shown = "".join(f"<td>{text}</td>" for text in cells.values())
    return f"<tr {' '.join(data)}>{shown}</tr>"
