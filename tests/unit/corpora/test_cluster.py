"""A corpus built by the workers of a Dask scheduler: the same bytes, also where a worker is killed
on the way.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.house.checkout import ROOT
from tests.unit.corpora import hanging
from tests.unit.corpora.conftest import published, text

from communique import Limits, corpus
from communique.corpora.building import build
from communique.corpora.conversion import Recipe
from communique.draft import ReadOptions

SIZE = int(os.environ.get("CLUSTER_SIZE", "30"))
"""Documents that end."""
ENDLESS = int(os.environ.get("CLUSTER_ENDLESS", "2"))
"""Documents that do not."""
SECONDS = float(os.environ.get("CLUSTER_SECONDS", "10"))
"""Enough for a document that ends, on a machine that does much else."""

CLUSTER = """
import os, signal
from pathlib import Path
import dask
from distributed import LocalCluster
from communique import Limits, corpus
from communique.corpora import building, conversion
from communique.corpora.conversion import Recipe
from communique.draft import ReadOptions
from tests.unit.corpora import hanging

{work}

if __name__ == "__main__":
    building.convert_watched = work
    dask.config.set({{
        "distributed.scheduler.allowed-failures": 0,  # what was on a worker that died is tried alone; else each dies four times
        "distributed.worker.multiprocessing-method": "forkserver",  # what a worker imports is imported once
        "distributed.deploy.lost-worker-timeout": "1h",  # a slow machine takes its time to start another
        "distributed.scheduler.worker-saturation": "inf",  # many wait on the worker that is killed, and are suspected with it
    }})
    recipe = Recipe(options=ReadOptions(Limits(seconds={seconds})))
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as workers:
        built = building.build(["texts"], Path("out"), scheduler=workers.scheduler_address, recipe=recipe)
    print(built.converted, built.failed, built.named)
"""
DEADLY = """
def work(task, recipe):
    once = task.document.name.endswith("0007.txt") and not os.path.exists("killed")
    if once:
        open("killed", "x").close()
    if once or task.document.name.endswith("0004.txt"):
        os.kill(os.getpid(), signal.SIGKILL)
    return conversion.convert_watched(task, recipe)
"""
KILLED_ONCE = """
def work(task, recipe):
    if task.document.name.endswith("0005.txt") and not os.path.exists("killed"):
        open("killed", "x").close()
        os.kill(os.getpid(), signal.SIGKILL)
    conversion.convert = hanging.convert
    return conversion.convert_watched(task, recipe)
"""


def by_a_cluster(work: str, seconds: float) -> str:
    program = Path("program.py")
    program.write_text(CLUSTER.format(work=work, seconds=seconds), "utf-8")
    path = os.pathsep.join([str(ROOT), *(each for each in sys.path if each)])
    said = subprocess.run(
        [sys.executable, str(program)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    assert said.returncode == 0, said.stderr
    return said.stdout


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_at_most_the_document_that_kills_each(
    make: Callable[[int], Path],
) -> None:
    make(24)
    said = by_a_cluster(DEADLY, seconds=60)
    assert said == "24 1 [('texts/1/0004.txt', 'undetermined')]\n"
    corpus("out").build("texts")
    corpus("plain").build("texts")
    assert published(Path("out")) == published(Path("plain"))


@pytest.mark.slow
def test_documents_that_never_end_are_named_and_cost_only_themselves(
    make: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers, of which one is killed, and documents whose reading never ends."""
    top = make(SIZE)
    deadly = [f"texts/never-{n}.txt" for n in range(ENDLESS)]
    for n, name in enumerate(deadly):
        (top.parent / name).write_bytes(text(n))
    said = by_a_cluster(KILLED_ONCE, seconds=SECONDS)
    named = [(name, "undetermined") for name in deadly]
    assert said == f"{SIZE + ENDLESS} {ENDLESS} {named}\n"
    recipe = Recipe(options=ReadOptions(Limits(seconds=SECONDS)))
    monkeypatch.setattr("communique.corpora.building.convert", hanging.convert)
    build(["texts"], Path("plain"), jobs=2, recipe=recipe)
    assert published(Path("out")) == published(Path("plain"))
    findings = "".join(
        each.read_text("utf-8") for each in Path("out/findings").iterdir()
    )
    assert findings.count("reader-died") == ENDLESS


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
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "the scheduler has no worker: 'tcp://127.0.0.1:" in said.stderr
