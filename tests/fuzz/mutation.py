"""Damage: what happens to files in life, and what nobody would think of."""

import re
import zipfile
from random import Random

from tests.office import unzipped, zipped

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
_HTML = (
    "<p>", "</p>", "<ul><li>", "<ol><li>", "<ol start='7' type='a'>", "</li>", "<table><tr><td>x</td></tr>", "<td colspan='9'>", "<h1>", "<div>", "</div>",
    "<sup>1</sup>", "<a href='#n'>1</a>", "<script>", "<style>", "<template>", "<plaintext>", "<!--", "-->", "<![CDATA[", "&nbsp;", "&#0;", "&bogus;", "<br>",
    "<div hidden>", "<p style='display:none'>", "<select><option>x", "<svg><text>x</text></svg>", "<math><mi>x</mi></math>", "<ruby>a<rt>b</rt></ruby>",
    "<details><summary>x", "<iframe>", "<noscript>x</noscript>", "<input value='x'>", "<textarea>x", "<b><p>", "<meta charset='utf-16'>", "<ul>" * 50,
)  # fmt: skip
_DOCX = (
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>", "</w:p>", "<w:tab/>", "<w:br/>", "<w:ins>", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>", "<w:vanish/>",
    "<w:footnoteReference w:id='2'/>", "<w:footnoteReference w:id='99'/>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", "<w:sdt><w:sdtContent>",
    "<w:numPr><w:ilvl w:val='-1'/><w:numId w:val='1'/></w:numPr>", "<w:ilvl w:val='8'/>", "<w:start w:val='99999999999'/>", "<w:basedOn w:val='a'/>",
    "<mc:AlternateContent><mc:Choice/><mc:Fallback><w:t>x</w:t></mc:Fallback></mc:AlternateContent>", "<w:fldSimple w:instr='PAGE'>", "<w:lvlText w:val='%1.%9'/>",
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></wps:txbx>", "<a:t>x</a:t>", "<w:sym w:char='F0B7'/>", "&x;", "<!DOCTYPE a>",
)  # fmt: skip
_PDF = (
    "BT", "ET", "Tj", "TJ", "Tm", "Td", "q", "Q", "cm", "Do", "/X0 Do", "/X1 Do", "-1 0 0 -1 0 0 Tm", "1 0 0 -1 0 0 cm", "/F1 -10 Tf", "/F1 0 Tf", "3 Tr", "0 Tz",
    "(x) Tj", "<0041> Tj", "[(x) -9999 (y)] TJ", "1e99", "-0.0001", "/Rotate 90", "/MediaBox [0 0 0 0]", "/Kids [4 0 R 4 0 R]", "/Count 99999999", "obj", "endobj",
    "stream", "endstream", "/Length 0", "/Length 99999999", "/Annots [7 0 R]", "/Encrypt 5 0 R", "xref", "trailer", "<<", ">>", "4 0 R", "/Parent 4 0 R", "BI ID EI",
)  # fmt: skip
_PIECES = {
    "text": _TEXT, "markdown": _TEXT, "akn": _XML, "json": _JSON, "hints": _JSON, "baseline": _JSON, "lsp": _JSON,
    "html": _HTML, "docx": _DOCX, "pdf": _PDF, "archive": ("./", "../", "/", ".", "\0", "ustar", "PK\x05\x06", "0000644", "a.txt", "b.json"),
    "config": ("=", "[", "]", "[[", '""', "'''", "a = 1\n", "[tool.communique]\n", "select = 1\n", '"*" = ["X"]', "1979-05-27", "#", "[]", "{}"),
}  # fmt: skip


def damaged(random: Random, kind: str, text: str, other: str) -> str:
    """A text with one to five faults; `other` is a second text of the kind, of which pieces may be
    put in.
    """
    if kind == "docx" and random.random() < 0.9:
        return _in_a_part(random, text, other)
    if kind == "text" and random.random() < 0.05:
        return _encoded(random, text)
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        text = random.choice(
            (_hole, _insert, _insert, _token, _lines, _lines, _cross, _again)
        )(random, kind, text, other)
    return text


def _in_a_part(random: Random, text: str, other: str) -> str:
    """A word processor's file with faults in one of its parts; else the packed bytes are hit."""
    try:
        parts = unzipped(text.encode("utf-8", "surrogateescape"))
        others = unzipped(other.encode("utf-8", "surrogateescape"))
    except (zipfile.BadZipFile, KeyError):
        return text
    name = random.choice(sorted(parts))
    theirs = others.get(name, parts[name]).decode("utf-8", "surrogateescape")
    inner = parts[name].decode("utf-8", "surrogateescape")
    for _ in range(random.choice((1, 1, 2, 3))):
        inner = random.choice((_hole, _insert, _insert, _token, _cross, _again))(
            random, "docx", inner, theirs
        )
    packed = zipped({**parts, name: inner.encode("utf-8", "surrogateescape")})
    return packed.decode("utf-8", "surrogateescape")


_ENCODINGS = (
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "cp1252", "cp1250", "cp1251", "iso8859-7", "gbk", "big5", "shift_jis", "euc-kr", "koi8-r",
)  # fmt: skip


def _encoded(random: Random, text: str) -> str:
    """A text in another encoding. Signs that it does not have become question marks."""
    made = text.encode(random.choice(_ENCODINGS), "replace")
    return made.decode("utf-8", "surrogateescape")


def _stretch(random: Random, text: str, most: int = 80) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(
        len(text), start + random.randint(0, random.choice((2, 10, most)))
    )


def _hole(random: Random, _: str, text: str, __: str) -> str:
    start, end = _stretch(random, text)
    return text[:start] if random.random() < 0.05 else text[:start] + text[end:]


def _insert(random: Random, kind: str, text: str, _: str) -> str:
    piece = random.choice(random.choice((_ANY, _PIECES[kind], _PIECES[kind])))
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    at = (
        random.choice(starts) if random.random() < 0.4 else random.randint(0, len(text))
    )
    return text[:at] + piece * random.choice((1, 1, 1, 1, 2, 3)) + text[at:]


def _token(random: Random, kind: str, text: str, other: str) -> str:
    """A word, tag or string put in the place of another."""
    found = list(_TOKEN.finditer(text))
    if not found:
        return text
    place = random.choice(found)
    others = found if random.random() < 0.5 else list(_TOKEN.finditer(other)) or found
    new = (
        random.choice(others)[0]
        if random.random() < 0.7
        else random.choice(_PIECES[kind])
    )
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
            rows[at : at + count + 1] = [
                random.choice(("", " ")).join(rows[at : at + count + 1])
            ]
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
    return text[:at] + (
        other[start:] if random.random() < 0.2 else other[start:end] + text[at:]
    )


def _again(random: Random, _: str, text: str, __: str) -> str:
    """A stretch many times over: time must not grow faster than the text."""
    start, end = _stretch(random, text, 300)
    return (
        text[:end]
        + text[start:end]
        * random.choice((1, 2, 20, max(1, 4000 // max(1, end - start))))
        + text[end:]
    )
