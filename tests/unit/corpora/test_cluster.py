"""A corpus built by the workers of a Dask scheduler: the same bytes, also where a worker is killed
on the way.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.corpora.conftest import published

from communique import corpus

PROGRAM = """
import os, signal
import dask
from distributed import LocalCluster
from communique import corpus
from communique.corpora import conversion

def deadly(task, recipe):
    once = task.document.name.endswith("0007.txt") and not os.path.exists("killed")
    if once:
        open("killed", "x").close()
    if once or task.document.name.endswith("0004.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    return convert(task, recipe)

convert = conversion.convert
if __name__ == "__main__":
    from communique.corpora import cluster
    building.convert = deadly
    dask.config.set({
        "distributed.scheduler.allowed-failures": 0,  # what was on a worker that died is tried alone; else each dies four times
        "distributed.worker.multiprocessing-method": "forkserver",  # what a worker imports is imported once
        "distributed.deploy.lost-worker-timeout": "1h",  # a slow machine takes its time to start another
        "distributed.scheduler.worker-saturation": "inf",  # many wait on the worker that is killed, and are suspected with it
    })
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as workers:
        built = corpus("out").build("texts", scheduler=workers.scheduler_address)
    print(built.converted, built.named)
"""


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_at_most_the_document_that_kills_each(
    make: Callable[[int], Path],
) -> None:
    make(24)
    Path("program.py").write_text(PROGRAM, "utf-8")
    said = subprocess.run(
        [sys.executable, "program.py"], capture_output=True, text=True, check=False, timeout=300
    )
    assert said.stdout == "24 [('texts/1/0004.txt', 'undetermined')]\n", said.stderr
    corpus("out").build("texts")
    corpus("plain").build("texts")
    assert published(Path("out")) == published(Path("plain"))


def test_a_scheduler_that_does_not_answer_is_said(make: Callable[[int], Path]) -> None:
    make(1)
    program = "import dask; dask.config.set({'distributed.comm.timeouts.connect': 1})\nfrom communique import corpus\ncorpus('out').build('texts', scheduler='tcp://127.0.0.1:9')"
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert "no Dask scheduler answers: 'tcp://127.0.0.1:9'" in said.stderr


@pytest.mark.slow
def test_a_scheduler_without_workers_is_not_waited_for_for_ever(
    make: Callable[[int], Path],
) -> None:
    make(1)
    program = (
        "from distributed import LocalCluster\nfrom communique import corpus\nfrom communique.corpora import cluster\n"
        "cluster.PATIENCE = 1\n"
        "if __name__ == '__main__':\n    with LocalCluster(n_workers=0, dashboard_address=None) as workers:\n"
        "        corpus('out').build('texts', scheduler=workers.scheduler_address)"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120
    )
    assert "the scheduler has no worker: 'tcp://127.0.0.1:" in said.stderr
