"""The packed script of the HTML page, made anew when the script or the words of the page have
changed.
"""

from base64 import b64encode
from pathlib import Path
from zlib import error

from deflate import deflate_compress

from communique.formats.html.packed import PACKED, script, unpack
from communique.generate import Files

STRONGEST = 12
"""The level of libdeflate that gives the fewest bytes."""
FILE = f"src/communique/formats/html/{PACKED}"


def make(top: Path) -> Files:
    """The packed script. What is packed already stays as it is: another version of the
    compressor would give other bytes.
    """
    text = script()
    path = top / FILE
    held = path.read_text("utf-8").strip() if path.is_file() else ""
    if _unpacked(held) == text:
        return {FILE: f"{held}\n".encode()}
    return {FILE: f"{pack(text)}\n".encode()}


def pack(text: str) -> str:
    """A text as a page carries it: a raw deflate stream in base64."""
    return b64encode(deflate_compress(text.encode(), STRONGEST)).decode()


def _unpacked(held: str) -> str | None:
    """The text in the file; None where there is none."""
    try:
        return unpack(held)
    except (ValueError, error):
        return None
