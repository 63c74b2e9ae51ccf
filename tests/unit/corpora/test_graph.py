"""The graph of a corpus: works, and which passage cites which work."""

import csv
import io
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from lxml import html
from pyarrow import parquet
from tests.cli.running import run
from tests.unit.corpora.conftest import by_one_process

from communique import corpus
from communique.corpora.neighbours import neighbours
from communique.report.graph import Edge, Graph, Work

LATER = """Resolution 2700 (2023)

S/RES/2700 (2023)

The Security Council,

Recalling its resolution 2600 (2021) and its resolution 1540 (2004),

1. Reaffirms paragraph 2 of resolution 2600 (2021);

2. Decides to remain seized of the matter.
"""
EARLIER = """Resolution 2600 (2021)

S/RES/2600 (2021)

The Security Council,

Recalling its resolution 2700 (2023),

1. Decides to meet;

2. Welcomes paragraph 1 above.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus of two resolutions that cite each other."""
    folder = tmp_path_factory.mktemp("graph")
    with pytest.MonkeyPatch.context() as patch:
        by_one_process(patch)
        patch.chdir(folder)
        Path("texts").mkdir()
        Path("texts/later.txt").write_text(LATER, "utf-8")
        Path("texts/earlier.txt").write_text(EARLIER, "utf-8")
        corpus("out").build("texts", to=("json", "parquet"))
    return folder


@pytest.fixture
def built(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The corpus; the working folder is the one it is in."""
    by_one_process(monkeypatch)
    monkeypatch.chdir(made)
    return Path("out")


def edges(graph: Graph) -> list[tuple[str, str, str, str, str]]:
    labels = {work.id: work.path or work.label for work in graph.works}
    return [
        (
            labels[edge.source],
            edge.source_eid,
            labels[edge.target],
            edge.target_eid,
            edge.relation,
        )
        for edge in graph.edges
    ]


def test_a_passage_cites_a_work_of_the_corpus_or_one_that_it_does_not_have(
    built: Path,
) -> None:
    earlier = "texts/earlier.txt"
    later = "texts/later.txt"
    found = edges(corpus(built).graph())
    assert found == [
        (earlier, "recs_1__rec_1", later, "", "recall"),
        (earlier, "para_2", earlier, "para_1", "welcome"),
        (later, "recs_1__rec_1", earlier, "", "recall"),
        (later, "recs_1__rec_1", "S/RES/1540(2004)", "", "recall"),
        (later, "para_1", earlier, "para_2", "reaffirm"),
    ]


def test_networkx_opens_the_graph(built: Path) -> None:
    said = run("corpus", "graph", "out", "-o", "citations.graphml")
    assert (said.status, said.err) == (0, "3 works, 5 edges\n")
    opened: Any = nx.read_graphml("citations.graphml", force_multigraph=True)
    held = {data["path"]: data["held"] for _, data in opened.nodes(data=True)}
    assert held == {"texts/earlier.txt": True, "texts/later.txt": True, "": False}
    relations = [data["relation"] for _, _, data in opened.edges(data=True)]
    assert sorted(relations) == ["reaffirm", "recall", "recall", "recall", "welcome"]
    assert not nx.is_directed_acyclic_graph(opened)


def test_csv_and_parquet_have_the_same_edges(built: Path) -> None:
    assert run("corpus", "graph", "out", "-o", "edges.csv", "--force").status == 0
    assert run("corpus", "graph", "out", "-o", "edges.parquet").status == 0
    lines = list(csv.DictReader(io.StringIO(Path("edges.csv").read_text("utf-8"))))
    rows = parquet.read_table("edges.parquet").to_pylist()
    assert lines == [{name: str(cell) for name, cell in row.items()} for row in rows]
    assert [row["target_eid"] for row in rows] == ["", "para_1", "", "", "para_2"]


def test_another_ending_and_a_file_that_is_there_are_refused(built: Path) -> None:
    assert run("corpus", "graph", "out", "-o", "graph.txt").status == 2
    Path("there.csv").touch()
    assert run("corpus", "graph", "out", "-o", "there.csv").status == 2


def test_the_tables_say_what_is_cited_and_how_often(built: Path) -> None:
    asked = corpus(built).query(
        "SELECT value, held, citations, documents FROM works ORDER BY citations DESC, value"
    )
    assert list(asked.rows) == [
        ("S/RES/2600(2021)", True, 3, 2),
        ("S/RES/1540(2004)", False, 1, 1),
        ("S/RES/2700(2023)", True, 1, 1),
    ]
    cited = corpus(built).query(
        "SELECT eid, place, relation FROM citations WHERE path = 'texts/later.txt' AND place IS NOT NULL"
    )
    assert list(cited.rows) == [("para_1", "paragraph 2", "reaffirm")]


def page(site: Path, name: str) -> html.HtmlElement:
    return html.fromstring((site / name).read_text("utf-8"))


def test_pages_of_the_site_say_what_cites_each_paragraph(built: Path) -> None:
    corpus(built).write_site("site", jobs=1)
    found = page(Path("site"), "pages/texts/earlier.txt.html")
    below = found.xpath("//*[@id='para_2']/p[@data-ui]//a/@href")
    assert below == ["./later.txt.html#para_1"]
    panel = found.xpath("//*[@id='[neighbours]']")[0]
    links = panel.xpath(".//*[local-name()='svg']//*[local-name()='a']/@href")
    assert links == ["./later.txt.html", "./later.txt.html"]
    (chain,) = panel.xpath(".//details[.//*[@data-w='cited-by']]//a/@href")
    assert chain == "./later.txt.html#recs_1__rec_1"


def test_the_site_lists_the_works_that_are_cited_most_and_those_that_are_missing(
    built: Path,
) -> None:
    corpus(built).write_site("site", jobs=1)
    found = page(Path("site"), "works.html")
    tables = [
        [row.text_content() for row in table.xpath(".//tbody/tr")]
        for table in found.xpath("//table")
    ]
    assert tables == [[], ["S/RES/1540(2004)1"]]
    assert found.xpath("//ul/li") == []
    assert page(Path("site"), "index.html").xpath("//a/@href")[0] == "works.html"


def work(name: str, year: int, *, held: bool = True) -> Work:
    return Work(name, name, held, f"{year}-01-01" if held else "", name, "")


def cites(source: str, target: str) -> Edge:
    return Edge(source, "para_1", target, "", "recall", "", "", source, 1)


def test_a_chain_goes_to_the_newest_cited_work_and_on_from_there() -> None:
    works = (
        work("a", 2001),
        work("b", 2002),
        work("c", 2003),
        work("alone", 2004),
        work("out", 0, held=False),
    )
    edges = (cites("b", "a"), cites("c", "a"), cites("c", "b"), cites("c", "out"), cites("a", "out"))  # fmt: skip
    near = neighbours(Graph(works, edges))
    assert [each.id for each in near.chain("b")] == ["a", "b", "c"]
    assert [each.id for each in near.chain("out")] == ["out"]
    assert [(each.id, count) for each, count in near.most_cited()] == [("a", 2), ("out", 2)]  # fmt: skip
    assert [(each.id, count) for each, count in near.dangling()] == [("out", 2)]
    assert [each.id for each in near.isolated()] == ["alone"]
