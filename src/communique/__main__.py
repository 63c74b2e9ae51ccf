"""`communique`, and `python -m communique`."""

import gc
import io
import os
import sys
from typing import NoReturn

_OBJECTS = 200_000
"""How many new objects make the collector look: what a short run imports and reads is not garbage."""


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    gc.set_threshold(_OBJECTS, 10, 10)
    # None may change what a record is, and looking for them takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    sys.stderr = sys.stderr or io.StringIO()  # closed: what is said must not go to the results
    if sys.stdout is None:
        _end("standard output is closed")
    try:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(
                stream, "reconfigure"
            ):  # what a terminal's encoding lacks is escaped, not fatal
                stream.reconfigure(errors="backslashreplace")
        if sys.argv[1:2] == [
            "validate"
        ]:  # the schema is compiled while the command line is still being loaded
            from communique.checking.compiling import prepare

            prepare(sys.argv[2:])
        from communique.cli import communique

        communique(prog_name="communique")
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:  # the help itself could not be written
        _end(str(error.strerror).lower())
    finally:
        gc.freeze()  # the end of the process frees everything; there is no need to look at each object first
    sys.exit(0)


def _end(sentence: str) -> NoReturn:
    """End with a sentence and exit status 2."""
    sys.stderr.write(f"communique: {sentence}\n")
    sys.exit(2)


if __name__ == "__main__":
    main()
