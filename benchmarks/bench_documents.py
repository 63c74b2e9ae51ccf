"""Reading and writing, each against the fastest that the same bytes allow."""

import gc
import json
from collections.abc import Callable
from typing import Any

import pytest
from benchmarks.sizes import LANGUAGE, TIMES, Size, size
from lxml import etree
from pytest_benchmark.fixture import BenchmarkFixture

from communique import Source, validate
from communique.checking.xsd import schema
from communique.draft import ReadOptions
from communique.formats import format_named

pytestmark = pytest.mark.parametrize("times", TIMES)

OPTIONS = ReadOptions(language=LANGUAGE)
FEWEST, SHORTEST = 7, 2600
"""So many rounds at least; more of a short document."""


def measure(
    benchmark: BenchmarkFixture,
    row: str,
    side: str,
    paragraphs: int,
    work: Callable[[], Any],
) -> Any:
    """Measure one side of a row of the table: `ours`, or the `limit` that it is compared with."""
    benchmark.group = f"{row} {paragraphs}"
    benchmark.extra_info.update(row=row, side=side, paragraphs=paragraphs)
    gc.collect()  # what other measurements left behind is no part of this one
    kept: list[
        Any
    ] = []  # a result is freed between two rounds: freeing is not timed, on either side
    rounds = max(FEWEST, SHORTEST // paragraphs)
    run: Callable[..., Any] = benchmark.pedantic
    run(lambda: kept.append(work()), setup=kept.clear, rounds=rounds, warmup_rounds=1)
    return kept[-1]


def reading(form: str, data: bytes) -> Callable[[], Any]:
    """Read with a new source each time: a source keeps what it has decoded."""
    return lambda: (
        format_named(form).read(Source(f"declaration.{form}", data), OPTIONS).require()
    )


def test_akn_to_declaration(benchmark: BenchmarkFixture, times: int) -> None:
    given: Size = size(times)
    found = measure(
        benchmark, "akn-read", "ours", given.paragraphs, reading("akn", given.akn)
    )
    assert found == given.declaration


def test_akn_to_tree_by_lxml(benchmark: BenchmarkFixture, times: int) -> None:
    given = size(times)
    measure(
        benchmark,
        "akn-read",
        "limit",
        given.paragraphs,
        lambda: etree.fromstring(given.akn),
    )


def test_declaration_to_akn(benchmark: BenchmarkFixture, times: int) -> None:
    given = size(times)
    write = format_named("akn").write
    assert (
        measure(
            benchmark,
            "akn-write",
            "ours",
            given.paragraphs,
            lambda: write(given.declaration).encode(),
        )
        == given.akn
    )


def test_tree_to_akn_by_lxml(benchmark: BenchmarkFixture, times: int) -> None:
    given = size(times)
    tree = etree.fromstring(given.akn)
    measure(
        benchmark, "akn-write", "limit", given.paragraphs, lambda: etree.tostring(tree)
    )


def test_declaration_to_html(benchmark: BenchmarkFixture, times: int) -> None:
    given = size(times)
    write = format_named("html").write
    made = measure(
        benchmark,
        "html-write",
        "ours",
        given.paragraphs,
        lambda: write(given.declaration).encode(),
    )
    assert made.count(b' id="') > given.paragraphs


def test_declaration_to_akn_beside_html(
    benchmark: BenchmarkFixture, times: int
) -> None:
    given = size(times)
    write = format_named("akn").write
    measure(
        benchmark,
        "html-write",
        "limit",
        given.paragraphs,
        lambda: write(given.declaration).encode(),
    )


def test_json_to_declaration(benchmark: BenchmarkFixture, times: int) -> None:
    given = size(times)
    found = measure(
        benchmark, "json-read", "ours", given.paragraphs, reading("json", given.json)
    )
    assert found == given.declaration


def test_json_to_values_by_the_standard_library(
    benchmark: BenchmarkFixture, times: int
) -> None:
    given = size(times)
    measure(
        benchmark,
        "json-read",
        "limit",
        given.paragraphs,
        lambda: json.loads(given.json),
    )


def test_text_to_declaration(benchmark: BenchmarkFixture, times: int) -> None:
    given = size(times)
    found = measure(
        benchmark, "text-read", "ours", given.paragraphs, reading("text", given.text)
    )
    assert len(found.commitments) + len(found.recitals) == given.paragraphs


def test_all_checks_of_akn(benchmark: BenchmarkFixture, times: int) -> None:
    given = size(times)
    report = measure(
        benchmark,
        "akn-check",
        "ours",
        given.paragraphs,
        lambda: validate(Source("declaration.xml", given.akn)),
    )
    assert report.findings == ()


def test_parsing_and_schema_by_lxml(benchmark: BenchmarkFixture, times: int) -> None:
    given, known = size(times), schema()
    assert isinstance(known, etree.XMLSchema)
    assert measure(
        benchmark,
        "akn-check",
        "limit",
        given.paragraphs,
        lambda: known.validate(etree.fromstring(given.akn)),
    )
