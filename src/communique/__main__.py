"""`communique`, and `python -m communique`."""

import gc
import io
import os
import sys
from typing import NoReturn

_OBJECTS = 200_000
"""The collector looks for garbage after this many new objects. What a short run imports and reads
is no garbage.
"""


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    gc.set_threshold(_OBJECTS, 10, 10)
    # No plug-in of pydantic may change a record, and the search for plug-ins takes time.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    sys.stderr = (
        sys.stderr or io.StringIO()
    )  # if it is closed, messages must not go to the results
    if sys.stdout is None:
        _end("standard output is closed")
    try:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                # A character that the terminal's encoding lacks is escaped. It is no error.
                stream.reconfigure(errors="backslashreplace")
        paths = [each for each in sys.argv[2:] if not each.startswith("-")]
        if sys.argv[1:2] == ["validate"] and paths:
            # The schema is compiled while the command line is still being loaded.
            from communique.checking.compiling import prepare

            prepare(paths)
        from communique.cli import communique

        communique(prog_name="communique")
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:  # the help itself could not be written
        _end(str(error.strerror).lower())
    finally:
        gc.freeze()  # the end of the process frees everything, without a look at each object
    sys.exit(0)


def _end(sentence: str) -> NoReturn:
    """End with a sentence and exit status 2."""
    sys.stderr.write(f"communique: {sentence}\n")
    sys.exit(2)


if __name__ == "__main__":
    main()
