"""How fast the workbench is: `python -m benchmarks.workbench FOLDER FILE`.

FOLDER holds the workbench, as `make workbench` puts it together; FILE is a long PDF. The program
opens the page in Chromium, measures what a user waits for, and prints a table. The times pass for
nothing else; CPU is what all processes of the browser used meanwhile. Linux only: it reads /proc.
"""

import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from communique.core.loopback import HOST, listening
from communique.workbench.server import server_of

PATIENCE = 180_000
"""Milliseconds after which the benchmark gives up."""
TICKS = os.sysconf("SC_CLK_TCK")
BEFORE_CANCEL = 1.0
"""Seconds that the program reads before it is cancelled."""


@dataclass
class Measured:
    """Seconds that pass, seconds of CPU, and the most memory in megabytes."""

    seconds: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0


def processes() -> list[int]:
    """The processes below this one."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            after_name = stat.read_text().rpartition(")")[2].split()
            parents[int(stat.parent.name)] = int(after_name[1])
    found = [os.getpid()]
    for known in found:
        found += [child for child, parent in parents.items() if parent == known]
    return found[1:]


def cpu() -> float:
    """Seconds of CPU that these processes used so far."""
    ticks = 0
    for process in processes():
        with suppress(OSError):
            stat = Path(f"/proc/{process}/stat").read_text()
            after_name = stat.rpartition(")")[2].split()
            ticks += int(after_name[11]) + int(after_name[12])
    return ticks / TICKS


def memory() -> float:
    """Megabytes of the process with the most memory: the one that runs the page and its worker.

    Memory that processes share counts in parts.
    """
    most = 0
    for process in processes():
        with suppress(OSError):
            lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
            [shared] = [line for line in lines if line.startswith("Pss:")]
            most = max(most, int(shared.split()[1]))
    return most / 1024


@contextmanager
def measured() -> Iterator[Measured]:
    """Measure what happens meanwhile."""
    found = Measured()
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(0.25):
            found.memory = max(found.memory, memory())

    watching = threading.Thread(target=watch)
    watching.start()
    began = time.perf_counter()
    used = cpu()
    try:
        yield found
    finally:
        found.seconds = time.perf_counter() - began
        found.cpu = cpu() - used
        is_over.set()
        watching.join()


def wait_for_status(page: Page, beginning: str) -> None:
    """Wait until the status line begins with these words."""
    page.wait_for_function(
        "words => document.getElementById('status').textContent.startsWith(words)",
        arg=beginning,
        timeout=PATIENCE,
    )


def ready(page: Page, address: str) -> Measured:
    """Open the page, until the program is ready."""
    with measured() as found:
        page.goto(address)
        wait_for_status(page, "Ready")
    return found


def reading(page: Page, file: Path) -> Measured:
    """Read a file, until its structure is shown."""
    with measured() as found:
        page.locator("#file").set_input_files(file)
        wait_for_status(page, "Read:")
    return found


def cancelling(page: Page, file: Path) -> Measured:
    """Cancel while a file is read, until the page says so."""
    page.locator("#file").set_input_files(file)
    wait_for_status(page, "Reading")
    time.sleep(BEFORE_CANCEL)
    with measured() as found:
        page.locator("#cancel").click()
        page.locator("#cancel").wait_for(state="hidden", timeout=PATIENCE)
    return found


def rows(context: BrowserContext, address: str, file: Path) -> Iterator[list[str]]:
    """The rows of the table: what is measured, at most, and what it took."""
    page = context.new_page()
    cold = ready(page, address)
    yield ["ready, cold", "25 s", *_times(cold)]
    warm = ready(page, address)
    yield ["ready, warm", "10 s", *_times(warm)]
    read = reading(page, file)
    yield [f"read {file.name}", "15 s", *_times(read)]
    most = max(cold.memory, warm.memory, read.memory)
    yield ["most memory", "700 MB", f"{most:.0f} MB", ""]
    page.close()
    page = context.new_page()
    ready(page, address)
    yield ["cancel", "1 s", *_times(cancelling(page, file))]


def _times(found: Measured) -> list[str]:
    return [f"{found.seconds:.1f} s", f"{found.cpu:.1f} s"]


def main(folder: Path, file: Path) -> None:
    """Print the table."""
    server = server_of(folder, listening(0))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://{HOST}:{server.server_address[1]}/"
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    print("| What | At most | Time | CPU |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium, args=["--no-sandbox"], locale="en"
        )
        for row in rows(context, address, file):
            print("| " + " | ".join(row) + " |", flush=True)
        context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
