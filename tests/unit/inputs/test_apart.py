"""Files that are read in a process of its own: whatever becomes of it, the caller goes on."""

import subprocess
import sys

import pytest
from tests.drawn import Sheet, pdf

from communique import read
from communique.core.source import Limits

DRAWN = pdf(
    Sheet().lines(
        60,
        700,
        "Declaration on harbours\n\nThe towns of both shores agree to build walls.",
    )
)
STUCK = """begin_step()
    while True: pass"""
"""A page that never ends. In these tests a page may take a hundredth of the time of its file, so
that the page is stopped first on a busy machine too.
"""
CALL = """
import multiprocessing, os, signal, sys, time
import communique.inputs.apart as apart
import communique.inputs.pdf as reader
from communique.core.bounds import begin_step
from communique import read
from communique.core.source import Limits

def extract(source, limits):
    {deed}

reader.extract = extract
apart.STEPS = 100
apart.SHORTEST = 1.0
for _ in range(2):
    parsed = read(b"%PDF-1.4", limits=Limits(seconds={seconds}))
    print(parsed.declaration, *(finding.code.name for finding in parsed.findings), parsed.findings[0].message, sep="|")
assert multiprocessing.active_children() == []
"""


def test_what_is_read_apart_is_what_is_read_here() -> None:
    apart, here = read(DRAWN), read(DRAWN, limits=Limits(seconds=None))
    assert apart.require() == here.require()
    assert apart.findings == here.findings


@pytest.mark.slow
@pytest.mark.skipif(
    sys.platform != "linux",
    reason="what stands in for the reader is known to a forked process only",
)
@pytest.mark.parametrize(
    ("deed", "seconds", "said"),
    [
        (
            "os.kill(os.getpid(), signal.SIGSEGV)",
            60,
            "the process that read the file was ended by signal 11",
        ),
        (
            "os.kill(os.getpid(), signal.SIGKILL)",
            60,
            "the process that read the file was ended by signal 9",
        ),
        (
            "os._exit(3)",
            60,
            "the process that read the file crashed with status 3",
        ),
        ("bytearray(1 << 40)", 60, "reading the file took too much memory"),
        (
            "time.sleep(600)",
            0.2,
            "reading the file took longer than 0.2 seconds and was stopped",
        ),
        (
            STUCK,
            200,
            "a page of the file took longer than 2 seconds and reading was stopped",
        ),
    ],
)
def test_the_end_of_its_process_is_one_finding(
    deed: str, seconds: float, said: str
) -> None:
    call = [sys.executable, "-c", CALL.format(deed=deed, seconds=seconds)]
    done = subprocess.run(call, capture_output=True, text=True, timeout=240, check=True)
    assert done.stdout.splitlines() == [f"None|reader-died|{said}"] * 2
