"""`communique`, and `python -m communique`."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):  # what a terminal's encoding lacks is escaped, not fatal
                stream.reconfigure(errors="backslashreplace")
        from communique.cli import communique

        communique(prog_name="communique")
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)


if __name__ == "__main__":
    main()
