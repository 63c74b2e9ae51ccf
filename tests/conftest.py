"""What all tests share: how hard hypothesis tries, and English, whatever the locale of who runs them."""

import os
import signal

import pytest
from hypothesis import HealthCheck, settings

# A declaration is a large value, and making one takes as long as it takes: neither is a fault of a test. Deadlines are
# off because what is measured is measured by the benchmarks.
settings.register_profile("dev", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("dev"), max_examples=100, derandomize=True, print_blob=True)
settings.register_profile("deep", settings.get_profile("dev"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


os.environ["LC_ALL"] = "C.UTF-8"

# Whoever runs the tests in the background may have had interrupts ignored; what is started here hears them.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write what the reader gives now over the golden cases"
    )


# Known to fail, or to fail now and then, since the reading of raw text is learnt; each is named in the changelog as open.
OPEN = ("tests/hostile/test_linear.py::test_time_grows_with_the_size[a front matter that does not end]",)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say of what is open that it is; it still runs, and is listed."""
    for item in items:
        if item.nodeid in OPEN:
            item.add_marker(pytest.mark.xfail(strict=False, reason="open"))
