"""A process in which files are checked and nothing else may be done: `python guarded.py` reads
lines of format and path.

For each line it prints one of JSON: verdict, codes, seconds. Whatever opens another file, a
connection or a process while a file is checked is reported as `opened`; a file that takes too much
CPU time or memory ends the process.
"""

import json
import resource
import signal
import sys
import time
from pathlib import Path

from communique import Source, validate

SECONDS = 10
MEMORY = 2 << 30
WATCHED = (
    "open",
    "socket.connect",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
)


class Guard:
    """Keeps what is opened while it is on. Modules and data may be read from where Python and the
    library lie.
    """

    def __init__(self) -> None:
        self.on = False
        self.opened: list[str] = []
        top = Path(__file__).resolve().parents[2]
        ours = (str(top / name) for name in ("src", "data", "schema"))
        self.libraries = tuple(
            name for name in (sys.prefix, sys.base_prefix, *ours, *sys.path[1:]) if name
        )

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if (
            self.on
            and event in WATCHED
            and not str(arguments[0]).startswith(self.libraries)
        ):
            self.opened.append(f"{event} {arguments[0]}")


def main() -> None:
    """Check what standard input names."""
    guard = Guard()
    sys.addaudithook(guard)
    for form in ("akn", "json", "text"):
        validate(
            Source("warm", b"<akomaNtoso/>" if form == "akn" else b"{}"), format=form
        )
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for line in sys.stdin:
        form, _, path = line.rstrip("\n").partition(" ")
        source = Source(path, Path(path).read_bytes())
        guard.opened, guard.on = [], True
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        start = time.process_time()
        report = validate(source, format=form)
        seconds = time.process_time() - start
        signal.setitimer(signal.ITIMER_PROF, 0)
        guard.on = False
        said = {
            "path": path, "format": form, "verdict": report.verdict, "seconds": seconds, "opened": guard.opened,
            "codes": sorted({finding.code.code for finding in report.findings}),
            "messages": [finding.message for finding in report.findings[:3]],
        }  # fmt: skip
        print(json.dumps(said), flush=True)  # noqa: T201 - to the process that started this one


if __name__ == "__main__":
    main()
