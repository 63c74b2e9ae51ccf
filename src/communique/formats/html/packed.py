"""The script of a page, and how it is packed into the page.

The script and the words of the page in all languages are the same in every page, and three times as
long as many a declaration. So a page carries them compressed, and `start.js` unpacks them. They are
compressed when the code is made (`tools.generate`), not when a page is written: two versions of a
compressor give different bytes, and a page has the same bytes everywhere.
"""

import json
import re
from base64 import b64decode
from importlib.resources import files
from zlib import MAX_WBITS, decompress

from communique.acts import BINDING
from communique.formats.html.lists import SIGNS
from communique.formats.html.markup import languages, wording
from communique.naming.iso639 import direction

PACKED = "page.packed.txt"
"""The file of this package that holds the packed script: a raw deflate stream in base64."""


def script() -> str:
    """The script as the browser runs it: the words, the style of the tools, then `page.js` without
    indentation and lines of comment.
    """
    text = _file("page.js")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    lines = [line.strip() for line in text.splitlines()]
    code = "\n".join([line for line in lines if line])
    words = json.dumps(_words(), ensure_ascii=False, separators=(",", ":"))
    return (
        f"const WORDS = {words};\nconst STYLE = {json.dumps(tools_style())};\n{code}\n"
    )


def page_style() -> str:
    """The style of the words of a page."""
    return _smaller(_file("page.css"))


def tools_style() -> str:
    """The style of what the script shows, which the script adds."""
    return _smaller(_file("tools.css"))


def _file(name: str) -> str:
    return files("communique.formats.html").joinpath(name).read_text("utf-8")


def _smaller(style: str) -> str:
    """A style sheet without comments and without blanks that mean nothing. Its strings must not
    hold any of `{};`.
    """
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    style = re.sub(r"\s+", " ", style)
    style = re.sub(r" ?([{};]) ?", r"\1", style)
    return style.replace(": ", ":").replace(", ", ",").replace(";}", "}").strip()


def _words() -> dict[str, object]:
    """What the page says: the keys once, then the words of each language in their order."""
    tags = languages()
    return {
        "signs": SIGNS,
        "binding": sorted(BINDING),
        "dir": {tag: direction(tag) for tag in tags},
        "keys": list(wording(tags[0]).flat()),
        "said": {tag: list(wording(tag).flat().values()) for tag in tags},
        "citation": {tag: wording(tag).citation for tag in tags},
    }


def unpack(packed: str) -> str:
    """The text that was packed."""
    return decompress(b64decode(packed), wbits=-MAX_WBITS).decode()


def packed_script() -> str:
    """The packed script, as it was made with the code."""
    return files("communique.formats.html").joinpath(PACKED).read_text("utf-8").strip()
