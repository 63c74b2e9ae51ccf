"""The installed data is asked as a corpus is: from files of CSV and of Parquet, which only are read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communique import data, datasets, load, promises
from communique.core.errors import BadOption, BundleDamaged, BundleMissing
from communique.corpora import distributions
from communique.corpora.arrow import typed_table, write_parquet
from communique.formats.csv import csv_of

PARAGRAPHS = [
    ("harbour-2020", "en", "para_1", None, "We will light the lamps of every harbour."),
    ("harbour-2020", "en", "para_2", "Lamps", "=1+1 is no formula; non-proliferation."),
    ("harbour-2020", "el", "para_1", None, "Ο φάρος και οι λιμένες της ΠΟΛΗΣ, πόλεις."),
    ("harbour-2020", "zh", "para_1", None, "我们决定继续处理此案。"),
    (
        "harbour-2020",
        "fr",
        "para_1",
        None,
        "Nous saluons le cafe\u0301 du port, l’œuvre.",
    ),
]
FIELDS = [
    {"name": name, "type": "string"}
    for name in ("work", "language", "eid", "heading", "text")
]
TOPICS = [
    {"name": "work", "type": "string"},
    {"name": "number", "type": "integer"},
    {"name": "topics", "type": "list", "delimiter": "; "},
]
ROWS = [
    {"work": "harbour-2020", "number": 7, "topics": ["sea fishing", "light"]},
    {"work": "harbour-2020", "number": None, "topics": None},
]
FORMS = ("csv", "parquet")


def asked(sql: str) -> list[tuple[Any, ...]]:
    return list(data().query(sql).rows)


@pytest.fixture(autouse=True)
def no_collections(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether or not the collections were built in this checkout."""
    monkeypatch.setattr(distributions, "stores", lambda: ())


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """An installation of one distribution, whose tables are in a form."""

    def make(form: str) -> Path:
        names = [str(field["name"]) for field in FIELDS]
        paragraphs = [dict(zip(names, row, strict=True)) for row in PARAGRAPHS]
        folder = tmp_path / form
        resources = [
            table(folder, form, "paragraphs", FIELDS, paragraphs),
            table(folder, form, "topics", TOPICS, ROWS),
        ]
        descriptor = {"name": "harbours", "version": "2026.1", "resources": resources}
        (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
        monkeypatch.setattr(distributions, "editions", lambda: iter([{"data": folder}]))
        return folder

    return make


def table(
    folder: Path, form: str, name: str, fields: list[Any], rows: list[Any]
) -> dict[str, Any]:
    """A table as it is shipped, and its resource."""
    path = folder / "tables" / f"{name}.{form}"
    path.parent.mkdir(parents=True, exist_ok=True)
    if form == "parquet":
        write_parquet(path, typed_table({f["name"]: f["type"] for f in fields}, rows))
    else:
        joined = [
            {key: "; ".join(v) if isinstance(v, list) else v for key, v in row.items()}
            for row in rows
        ]
        path.write_text(csv_of([f["name"] for f in fields], joined), "utf-8")
    return {
        "name": name,
        "path": f"tables/{name}.{form}",
        "type": "table",
        "schema": {"fields": fields},
    }


def test_the_views_hold_every_record_of_every_distribution() -> None:
    held = [each for data in datasets() for each in data.held()]
    assert asked("SELECT count(*) FROM declarations") == [(len(held),)]
    assert set(asked("SELECT work, language, quality, version FROM records")) == {
        (each.id, each.language, each.quality, each.version) for each in held
    }
    clasi = load("eu-clasi-2023")
    assert asked(
        "SELECT strength, who, what, date FROM promises WHERE path = 'eu-clasi-2023/sl' ORDER BY position"
    ) == [
        (each.kind, each.actor, each.what, each.due.value if each.due else None)
        for each in promises(clasi)
    ]
    assert asked(
        "SELECT id FROM signatories WHERE work = 'eu-clasi-2023' ORDER BY position"
    ) == [(each.id,) for each in clasi.signatories]


def test_works_are_counted_by_what_cites_them() -> None:
    most = asked(
        "SELECT value, citations, held FROM works ORDER BY citations DESC, value LIMIT 1"
    )
    assert most[0][1] > 1
    held = asked("SELECT work FROM works WHERE held AND citations > 0")
    assert all(work.startswith("/akn/") for (work,) in held)
    cited = asked("SELECT count(*) FROM citations")[0][0]
    assert asked("SELECT sum(citations) FROM works") == [(cited,)]


def test_promises_are_chosen_by_words_and_dates() -> None:
    answer = data().promises(who="security COUNCIL", since="2021", until="2021-07")
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    assert rows
    assert all("Security Council" in str(row["who"]) for row in rows)
    assert all("2021" <= str(row["declared"]) < "2021-08" for row in rows)
    french = data().promises(who="conseil de SECURITE", language="fr")
    assert {row[1] for row in french.rows} == {"fr"}
    assert list(data().promises(who="'; DROP TABLE promises; --").rows) == []
    with pytest.raises(BadOption, match="'spring' is not a date"):
        data().promises(since="spring")


@pytest.mark.parametrize("form", FORMS)
def test_a_table_is_the_same_in_each_form(
    edition: Callable[[str], Path], form: str
) -> None:
    edition(form)
    assert asked("SELECT number, topics FROM topics") == [
        (7, ["sea fishing", "light"]),
        (None, None),
    ]
    assert asked("SELECT path, text FROM paragraphs WHERE heading = 'Lamps'") == [
        ("harbour-2020/en", "=1+1 is no formula; non-proliferation.")
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("LÁMPS harbour", ["en para_1"]),
        ("lamp*", ["en para_1", "en para_2"]),
        ("lamp", []),
        ("non proliferation", ["en para_2"]),
        ('"the lamps of"', ["en para_1"]),
        ('"lamps the"', []),
        ("πολησ", ["el para_1"]),
        ("ΦΆΡΟΣ λιμένεσ", ["el para_1"]),
        ("决定", ["zh para_1"]),
        ("定决", []),
        ("café", ["fr para_1"]),
        ("OR AND", []),
        ("...", []),
    ],
)
def test_words_are_found_in_each_form(
    edition: Callable[[str], Path], form: str, words: str, found: list[str]
) -> None:
    edition(form)
    hits = data().search(words).hits
    assert sorted(f"{hit.path}/{hit.eid}" for hit in hits) == [
        f"harbour-2020/{each.replace(' ', '/')}" for each in found
    ]


def test_a_search_keeps_to_a_language_and_a_limit() -> None:
    found = data().search("Nations", language="en", limit=2)
    assert found.total > 2
    assert [hit.path.endswith("/en") for hit in found.hits] == [True, True]


@pytest.mark.parametrize("form", FORMS)
def test_a_table_that_is_gone_is_named(
    edition: Callable[[str], Path], form: str
) -> None:
    (edition(form) / "tables" / f"paragraphs.{form}").unlink()
    with pytest.raises(
        BundleMissing, match=rf"paragraphs.{form} of harbours is missing"
    ):
        asked("SELECT * FROM paragraphs")
    with pytest.raises(BundleMissing, match="is missing"):
        data().search("lamps")
    assert asked("SELECT count(*) FROM topics") == [(2,)]


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"work,nope\n1,2\n",
        b"work,number,topics\nx\n",
        b"work,number\nx,y\n",
        b"\xff",
    ],
)
def test_a_table_that_is_damaged_is_named(
    edition: Callable[[str], Path], damage: bytes
) -> None:
    (edition("csv") / "tables" / "topics.csv").write_bytes(damage)
    with pytest.raises(
        BundleDamaged, match=r"tables/topics.csv of harbours is damaged"
    ):
        asked("SELECT * FROM topics")


def test_a_damaged_file_of_parquet_is_a_sentence(
    edition: Callable[[str], Path],
) -> None:
    (edition("parquet") / "tables" / "topics.parquet").write_bytes(b"PAR1")
    with pytest.raises(BadOption, match=r"topics\.parquet"):
        asked("SELECT * FROM topics")


@pytest.mark.parametrize("damage", [None, b"{", b"[]", b"\xff"])
def test_a_descriptor_that_is_gone_or_damaged_is_said(
    edition: Callable[[str], Path], damage: bytes | None
) -> None:
    path = edition("csv") / "datapackage.json"
    path.unlink()
    if damage is not None:
        path.write_bytes(damage)
    with pytest.raises((BundleMissing, BundleDamaged), match="the descriptor"):
        asked("SELECT 1")


@pytest.mark.parametrize("form", FORMS)
def test_a_question_reads_nothing_else_and_writes_nothing(
    edition: Callable[[str], Path], form: str, tmp_path: Path
) -> None:
    folder = edition(form)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    for sql in (
        "SELECT * FROM read_text('/etc/passwd')",
        f"FROM '{folder / 'datapackage.json'}'",
        f"COPY (SELECT 1) TO '{folder / 'tables' / f'topics.{form}'}'",
        "CREATE TABLE new AS SELECT 1",
        "WITH a AS (DELETE FROM topics RETURNING 1) FROM a",
        "SELECT 1; SELECT 2",
        "SET enable_external_access = true",
        "ATTACH 'new.db'",
        "SELECT nothing FROM topics",
        "",
    ):
        with pytest.raises(BadOption):
            asked(sql)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before


def test_a_table_that_nobody_has_is_answered_by_those_there_are() -> None:
    with pytest.raises(BadOption, match=r"the tables are .*declarations.*promises"):
        asked("SELECT * FROM treaties")
