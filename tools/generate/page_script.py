"""The packed script of the HTML page, made anew when the script or the words of the page have
changed.
"""

from pathlib import Path
from zlib import error

from communique.formats.html.packed import PACKED, pack, script, unpack
from communique.generate import Files

FILE = f"src/communique/formats/html/{PACKED}"


def make(top: Path) -> Files:
    """The packed script. What is packed already stays as it is: another zlib would give other
    bytes.
    """
    text = script()
    path = top / FILE
    held = path.read_text("utf-8").strip() if path.is_file() else ""
    if _unpacked(held) == text:
        return {FILE: f"{held}\n".encode()}
    return {FILE: f"{pack(text)}\n".encode()}


def _unpacked(held: str) -> str | None:
    """The text in the file; None where there is none."""
    try:
        return unpack(held)
    except (ValueError, error):
        return None
