"""A page as start tags, end tags and words, in time linear in its size whatever it is made of.

The parser of the standard library takes time that grows with the square of a page of unclosed tags, so it is not used.
What the HTML standard says of broken pages is followed where it keeps words: a tag that never ends is words.
"""

import re
from collections.abc import Iterator
from html import unescape

START, END, WORDS = "start", "end", "words"
Token = tuple[str, str, dict[str, str]]
"""What it is, the name of the tag or the words, the attributes of a start tag."""

_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"""[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>]*+)))?+""")
_CLOSE = re.compile(r"[\s/]*+>")
_TAG = re.compile(r"<[^<>]*+>")
_RAW = frozenset({"script", "style", "iframe", "noembed", "noframes"})
_PLAIN = frozenset({"textarea", "title", "xmp"})
"""Elements in which nothing is a tag: of the first the words are none of the page, of the second they are words."""


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a page in order. Words have their references (`&nbsp;`) resolved."""
    at, size = 0, len(text)
    while at < size:
        opened = text.find("<", at)
        if opened < 0:
            opened = size
        if opened > at:
            yield WORDS, _words(text[at:opened]), {}
        if opened == size:
            return
        at = opened
        if text.startswith("<!--", at):
            closed = text.find("-->", at + 2)
            at = size if closed < 0 else closed + 3
        elif text.startswith(("<!", "<?"), at) or (text.startswith("</", at) and not text[at + 2 : at + 3].isalpha()):
            if text.startswith("<![CDATA[", at):
                closed = text.find("]]>", at)
                yield WORDS, text[at + 9 : size if closed < 0 else closed], {}
                at = size if closed < 0 else closed + 3
                continue
            closed = text.find(">", at)
            at = size if closed < 0 else closed + 1
        elif text.startswith("</", at):
            name = _NAME.match(text, at + 2)
            closed = text.find(">", at)
            if name is None or closed < 0:
                yield WORDS, _words(_TAG.sub(" ", text[at:])), {}
                return
            yield END, name[0].lower(), {}
            at = closed + 1
        elif name := _NAME.match(text, at + 1):
            found = _start(text, name.end())
            if found is None:  # it never ends, and so does none behind it
                yield WORDS, _words(_TAG.sub(" ", text[at:])), {}
                return
            at, attributes = found
            tag = name[0].lower()
            yield START, tag, attributes
            if tag in _RAW or tag in _PLAIN:
                found_end = re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE).search(text, at)
                closed = size if found_end is None else found_end.start()
                if tag == "script" or tag in _PLAIN:
                    yield WORDS, _words(text[at:closed]) if tag in _PLAIN else text[at:closed], {}
                yield END, tag, {}
                at = closed
        else:
            yield WORDS, "<", {}
            at += 1


def _words(text: str) -> str:
    return unescape(text).replace("\0", "\ufffd") if "&" in text or "\0" in text else text


def _start(text: str, at: int) -> tuple[int, dict[str, str]] | None:
    """Where a start tag ends, and its attributes; None where the page ends within it."""
    attributes: dict[str, str] = {}
    while True:
        closed = _CLOSE.match(text, at)
        if closed is not None:
            return closed.end(), attributes
        match = _ATTRIBUTE.match(text, at)
        if match is None:
            return None
        value = match[2] if match[2] is not None else match[3] if match[3] is not None else match[4] or ""
        attributes.setdefault(match[1].lower(), _words(value))
        at = match.end()
