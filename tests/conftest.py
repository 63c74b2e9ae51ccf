"""What all tests share: how hard hypothesis tries, and English, whatever the locale of who runs
them.
"""

import gc
import multiprocessing
import os
import resource
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A declaration is a large value, and making one takes as long as it takes: neither is a fault of a
# test. Deadlines are
# off because what is measured is measured by the benchmarks.
settings.register_profile(
    "dev", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "ci",
    settings.get_profile("dev"),
    max_examples=100,
    derandomize=True,
    print_blob=True,
)
settings.register_profile("deep", settings.get_profile("dev"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


os.environ["LC_ALL"] = "C.UTF-8"

# As the program has it: what is collected, imported and read is not garbage, and to look for some
# takes a tenth of the time.
gc.set_threshold(200_000, 10, 10)

# Whoever runs the tests in the background may have had interrupts ignored; what is started here
# hears them.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the reader gives now over the golden cases",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Give the process its memory back: a command that ran in it has limited itself, and what a test
    starts (a browser, an office) may need more.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def pytest_collection_finish() -> None:
    """What collecting has made stays to the end: it is not looked through again each time that
    rubbish is.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def forked_from_one_that_has_the_library() -> Iterator[None]:
    """Where the library starts processes anew, which each take half a second to import it, they
    come from one that has.

    The tests of `tests/unit/core/test_processes.py` start them anew all the same.
    """
    known = multiprocessing.get_context

    def context(method: str | None = None) -> Any:
        return known("forkserver" if method == "spawn" else method)

    with pytest.MonkeyPatch.context() as patch:
        if "forkserver" in multiprocessing.get_all_start_methods():
            loaded = [
                "communique.cli",
                "communique.rules.tree",
                "communique.corpora.building",
                "communique.checking.engine",
            ]
            multiprocessing.set_forkserver_preload(loaded)
            patch.setattr(multiprocessing, "get_context", context)
        yield
