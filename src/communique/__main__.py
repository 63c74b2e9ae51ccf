"""`communique`, and `python -m communique`."""

import gc
import os
import sys
from typing import NoReturn

_OBJECTS = 200_000
"""How many new objects make the collector look: what a short run imports and reads is not garbage."""


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    gc.set_threshold(_OBJECTS, 10, 10)
    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "1"
    )  # none may change what a record is, and looking for them takes time
    try:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # what a terminal's encoding lacks is escaped, not fatal
                stream.reconfigure(errors="backslashreplace")
        if sys.argv[1:2] == ["validate"]:  # the schema is compiled while the command line is still being loaded
            from communique.validate.compiling import prepare

            prepare(sys.argv[2:])
        from communique.cli import communique

        communique(prog_name="communique")
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.freeze()  # the end of the process frees everything; there is no need to look at each object first
    sys.exit(0)


if __name__ == "__main__":
    main()
