"""Words as HTML: nothing in a text can become markup, leave its place, or run a script."""

import json
import re
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from communique.model.weaving import escaped

# What turns the direction of the words behind it: embeddings, overrides and isolates, and their ends. In UTF-8 each begins
# with one of two pairs of bytes, which bytes are searched for fast.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TURNING_BYTES = re.compile(rb"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
_UNSAFE = re.compile(r"""[&<>"\n\u202a-\u202e\u2066-\u2069]""")
_PLAIN_EID = re.compile(r"[A-Za-z0-9_.-]+")
# No name before the host: it would pretend to be one.
_LINKED = re.compile(r"https?://(?![^/?#]*@)|mailto:", re.IGNORECASE)


def attribute(value: str) -> str:
    """A value as it stands between double quotes."""
    return _UNSAFE.sub(lambda match: f"&#{ord(match[0])};", value)


def turned(text: str) -> bool:
    """Whether something in a text turns the direction of the words behind it."""
    return not text.isascii() and _TURNING_BYTES.search(text.encode()) is not None


def held(markup: str) -> str:
    """Markup in whose words nothing turns the direction of what follows: each sign that would is shown, and held in `bdi`.

    For markup whose attributes are written by `attribute`: there they are references already.
    """
    if not turned(markup):
        return markup
    return _TURNING.sub(lambda sign: f'<bdi class="turn" title="U+{ord(sign[0]):04X}">{sign[0]}</bdi>', markup)


def unturned(text: str) -> str:
    """A text without the signs that turn its direction, for where no element can hold them: a window's title."""
    return _TURNING.sub("", text)


def foreign(words: str) -> str:
    """Words of the record among those of the page, escaped: they keep their own direction."""
    return f"<bdi>{escaped(words)}</bdi>"


def data(json: str) -> str:
    """JSON as it stands in a `script` that holds data: the same value, and nothing in it can end the element."""
    json = json.replace("<", "\\u003c")
    return _TURNING.sub(lambda match: f"\\u{ord(match[0]):04x}", json) if turned(json) else json


def fragment(eid: str) -> str:
    """The link to a node of the page, as an attribute's value: `#para_16`."""
    if _PLAIN_EID.fullmatch(eid):
        return f"#{eid}"
    return "#" + quote(eid, safe="!$&'()*+,;=:@/?~").replace("&", "&amp;")


def identity(eid: str) -> str:
    """An eid as the value of `id`."""
    return eid if _PLAIN_EID.fullmatch(eid) else attribute(eid)


def link(href: str | None) -> str | None:
    """Where a reference leads, as the value of `href`: a place of the page, http, https or mailto; None for all else."""
    if href is not None and (_LINKED.match(href) or (len(href) > 1 and href[0] == "#")):
        return attribute(href)
    return None


@cache
def _sources() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Where the documents of a scheme lie: the scheme, the form of its numbers, and the pattern of their addresses."""
    known = json.loads(files("communique.formats.html").joinpath("sources.json").read_text("utf-8"))
    return tuple((scheme, re.compile(form), address) for scheme, form, address in known)


def address(scheme: str | None, number: str, language: str) -> str | None:
    """Where a numbered document is to be had, as its publisher keeps it; None where that is not known.

    >>> address("un", "A/RES/76/300", "fr")
    'https://undocs.org/A/RES/76/300'
    """
    for known, form, pattern in _sources():
        if scheme == known and (match := form.fullmatch(number.strip())):
            parts = [quote("".join(part.split()), safe="/().:;-") for part in match.groups()]
            return pattern.format(*parts, language=language.partition("-")[0])
    return None


def numbered(scheme: str, number: str, language: str) -> str:
    """A number, and the link to its document where one is known."""
    href = address(scheme, number, language)
    return f'<a href="{attribute(href)}">{foreign(number)}</a>' if href else foreign(number)
