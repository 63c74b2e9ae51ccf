"""Damage: what happens to files in life, and what nobody would think of."""

import re
from random import Random

_TOKEN = re.compile(r"<[^<>]*>|\"[^\"\n]*\"|\w+|[^\S\n]+|\n+|.")

# What is put in: ends of lines, half characters, pieces of each grammar, labels and markers of
# every kind.
_ANY = (
    "", " ", "\n", "\n\n", "\r", "\t", "\f", "\0", "\x1b", "\x07", "\x85", "\xa0", "\xad", "\u200b", "\u2028", "\u202e", "\ufeff",
    "\ufffe", "e\u0301", "\U0001f6a2", "\udc80", "\udced\udca0\udc80", "١", "א", "第３条", "-", "–", "—", "·", "*", "**", "_", "__", "`", "~~", "|", "\\",
    "0", "1", "-1", "9" * 40, "1e999", "İ", "ß", "ŉ", "ﬁ", "²", "Ⅷ", "'", '"', "“", "’", "«", "(", ")", "[", "]", "[[", "(((", "{", "}",
)  # fmt: skip
_TEXT = (
    "1. ", "2) ", "(a) ", "(i) ", "(iv)", "I. ", "§ 1 ", "– ", "• ", "- ", "1\\. ", "Article 1", "ANNEX", "ANNEX I", "PRILOGA", "[1]", "[^1]",
    "[^1]: ", "¹", "^2", "*)", "# ", "###", "---", "___________", "\n---\n", "---\ntitle: x\n---\n", "> ", "```\n", "| a | b |\n|---|---|\n",
    "From: ", "Subject: ", "Page 1", "1/3", "12 for", "Done at Port, 3 May 2024", "For the Government of", "1 ", "ibid.", "2023", "20231",
    "1 March 2024", "recalling", "<sup>3</sup>", "<br>", "&amp;", "&lt;", "http://a.example/b_c", "!", ":", ";", ",", ".", "…", "  ", " " * 30,
)  # fmt: skip
_XML = (
    "<p>", "</p>", "<p/>", "<num>1.</num>", "<heading>", "</heading>", "<!--", "-->", "<![CDATA[", "]]>", "<?x y?>", "<!DOCTYPE a>", "&#0;",
    "&#x41;", "&lt;", "&", "&x;", ' eId="para_1"', ' eId=""', ' eId="a b"', ' refersTo="#x"', ' href="#"', ' xml:lang="sl"', " xmlns=''",
    '<authorialNote marker="1" placement="bottom"><p>x</p></authorialNote>', "<ref href='/akn/xx'>x</ref>", "<i>x</i>", "<list>", "<point>",
    "<paragraph><content><p>x</p></content></paragraph>", "<recital>", "<container name='x'>", "<table><tr><td>x</td></tr></table>", "<meta>",
    "<FRBRdate date='2024-13-40' name=''/>", "<toc><tocItem href='#a' level='1'>x</tocItem></toc>", "<foreign/>", "<eop/>", "<mainBody>",
)  # fmt: skip
_JSON = (
    "null", "true", "[]", "{}", '""', '"x"', "1.5", "-0", "NaN", '"\\ud800"', '"\\u0000"', '"kind": ', '"text"', '"note"', '"points"', '"eid"',
    '"marks": [{"kind": "note", "start": 0, "end": 99, "ref": "x"}]', '{"kind": "text", "text": "x"}', "[[[[", ",", ":", '"a": 1, "a": 2',
)  # fmt: skip
_PIECES = {
    "text": _TEXT, "markdown": _TEXT, "akn": _XML, "json": _JSON, "hints": _JSON, "baseline": _JSON, "lsp": _JSON,
    "config": ("=", "[", "]", "[[", '""', "'''", "a = 1\n", "[tool.communique]\n", "select = 1\n", '"*" = ["X"]', "1979-05-27", "#", "[]", "{}"),
}  # fmt: skip


def damaged(random: Random, kind: str, text: str, other: str) -> str:
    """A text with one to five faults; `other` is a second text of the kind, of which pieces may be
    put in.
    """
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        text = random.choice((_hole, _insert, _insert, _token, _lines, _lines, _cross, _again))(
            random, kind, text, other
        )
    return text


def _stretch(random: Random, text: str, most: int = 80) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.randint(0, random.choice((2, 10, most))))


def _hole(random: Random, _: str, text: str, __: str) -> str:
    start, end = _stretch(random, text)
    return text[:start] if random.random() < 0.05 else text[:start] + text[end:]


def _insert(random: Random, kind: str, text: str, _: str) -> str:
    piece = random.choice(random.choice((_ANY, _PIECES[kind], _PIECES[kind])))
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    at = random.choice(starts) if random.random() < 0.4 else random.randint(0, len(text))
    return text[:at] + piece * random.choice((1, 1, 1, 1, 2, 3)) + text[at:]


def _token(random: Random, kind: str, text: str, other: str) -> str:
    """A word, tag or string put in the place of another."""
    found = list(_TOKEN.finditer(text))
    if not found:
        return text
    place = random.choice(found)
    others = found if random.random() < 0.5 else list(_TOKEN.finditer(other)) or found
    new = random.choice(others)[0] if random.random() < 0.7 else random.choice(_PIECES[kind])
    return text[: place.start()] + new + text[place.end() :]


def _lines(random: Random, _: str, text: str, other: str) -> str:
    """Lines cut out, doubled, moved, joined, or taken from another text."""
    rows = text.split("\n")
    at, count = random.randrange(len(rows)), random.choice((1, 1, 2, 5))
    taken = rows[at : at + count]
    match random.choice(("cut", "double", "move", "join", "other", "indent")):
        case "double":
            rows[at:at] = taken
        case "join":
            rows[at : at + count + 1] = [random.choice(("", " ")).join(rows[at : at + count + 1])]
        case "other":
            theirs = other.split("\n")
            start = random.randrange(len(theirs))
            rows[at:at] = theirs[start : start + count]
        case "indent":
            rows[at : at + count] = [
                random.choice((" ", "    ", "\t", "> ", "- ")) + row for row in taken
            ]
        case what:
            del rows[at : at + count]
            if what == "move":
                to = random.randint(0, len(rows))
                rows[to:to] = taken
    return "\n".join(rows)


def _cross(random: Random, _: str, text: str, other: str) -> str:
    """The beginning of one text and the end of another, or a stretch of the other within."""
    at, (start, end) = random.randint(0, len(text)), _stretch(random, other, 600)
    return text[:at] + (other[start:] if random.random() < 0.2 else other[start:end] + text[at:])


def _again(random: Random, _: str, text: str, __: str) -> str:
    """A stretch many times over: time must not grow faster than the text."""
    start, end = _stretch(random, text, 300)
    return (
        text[:end]
        + text[start:end] * random.choice((1, 2, 20, max(1, 4000 // max(1, end - start))))
        + text[end:]
    )
