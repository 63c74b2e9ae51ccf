"""The scalars of the record, drawn: words of many scripts, labels, dates, languages, addresses.

All are plain values. Whatever is nasty and yet allowed is among them.
"""

from collections.abc import Callable, Sequence
from datetime import date
from string import ascii_lowercase, digits
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

_WORDS = (
    "the",
    "Parties",
    "agree",
    "dvojčki",
    "Čad",
    "état",
    "año",
    "España",
    "Straße",
    "İstanbul",
    "Δήλωση",
    "Декларация",
    "Ђорђе",
    "إعلان",
    "مشترك",
    "הצהרה",
    "共同宣言",
    "한국",
    "ประกาศ",
    "घोषणा",
    "ሰላም",
    "e\u0301",
    "12. 7. 2023",
    "16",
    "2023",
    "٢٠٢٣",
    "(a)",
    "1)",
    "–",
    "•",
    "9890/23",
    "EU-ASEAN",
    "𝔘𝔫𝔦",
    "🇪🇺",
    "👩‍👩‍👧",
    "𐌰",
)
_NASTY = (
    "\u00a0",
    "\u202f",
    "\u2009",
    "\u3000",
    "\u2028",
    "\u2029",
    "\u0085",
    "\u0080",
    "\u009f",
    "\u007f",
    "\u00ad",
    "\u200b",
    "\u200d",
    "\u200e",
    "\u202e",
    "\u2066",
    "\u2069",
    "\ufeff",
    "\ufffd",
    "\ufdd0",
    "\U0001fffe",
    "\U0010ffff",
    "\ue000",
    "]]>",
    "&",
    "&amp;",
    "&#10;",
    "<",
    "<p/>",
    ">",
    '"',
    "'",
    "\\",
    "\\u0000",
    "--",
    "<!--",
    "<?x?>",
    "%",
    "#",
    "{",
    "}",
    "[1]",
    "`",
    "*",
    "|",
    "  ",
    "   ",
    " ,",
)
_SPACES = (" ", " ", " ", " ", "")

_BREAKS = ("\n", "\n\n", " \n ")
_PIECES = (*_WORDS * 2, *_NASTY)
_line_characters = st.characters(
    exclude_categories=["Cs"], min_codepoint=0x20, exclude_characters="\ufffe\uffff"
)
_characters = st.characters(
    exclude_categories=["Cs"],
    min_codepoint=0x20,
    exclude_characters="\ufffe\uffff",
    include_characters="\n",
)
_any_text = st.text(_characters, max_size=8)
_any_line = st.text(_line_characters, min_size=1, max_size=6)
_bytes = st.binary(min_size=24, max_size=24)


class Numbers:
    """Small numbers, drawn two dozen at a time: what a draw of hypothesis costs has little to do
    with what it gives.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self._bytes = b""
        self._next = 0

    def number(self, most: int) -> int:
        """A number from 0 to `most`. Smaller bytes give smaller numbers, so that hypothesis can
        make an example simpler.
        """
        width = 1 + most.bit_length() // 8
        if self._next + width > len(self._bytes):
            self._bytes = self.draw(_bytes)
            self._next = 0
        start = self._next
        self._next += width
        share = int.from_bytes(self._bytes[start : self._next])
        return share * (most + 1) >> 8 * width

    def among(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.number(len(choices) - 1)]


def _one_of(*choices: str) -> Callable[[Numbers], str]:
    return lambda numbers: numbers.among(choices)


def _sentence(numbers: Numbers) -> str:
    words = ""
    for _ in range(numbers.number(5)):
        words += numbers.among(_SPACES)
        words += numbers.among(_PIECES)
    return words


def text(numbers: Numbers) -> str:
    """Words as a text block may hold them, or none."""
    match numbers.number(3):
        case 0 | 1:
            return _sentence(numbers)
        case 2:
            return _sentence(numbers) + numbers.among(_BREAKS) + _sentence(numbers)
        case _:
            return numbers.draw(_any_text)


def line(numbers: Numbers) -> str:
    """One line of text, not empty."""
    match numbers.number(2):
        case 0:
            return numbers.among(_PIECES) + _sentence(numbers)
        case 1:
            return numbers.among(_PIECES)
        case _:
            return numbers.draw(_any_line)


_LABELS = (
    "1.",
    "2.",
    "3.",
    "16.",
    "1)",
    "(1)",
    "(a)",
    "(b)",
    "a)",
    "i.",
    "(ii)",
    "IV.",
    "§ 1",
    "Article 1",
    "3. člen",
    "第３条",
    "٣.",
    "أ)",
    "–",
    "•",
    "-",
    "1a.",
    "1-2",
    "I.1",
    "№ 5",
    "CHAPTER II",
    "Točka A",
    "1.\u00a0",
)


def label(numbers: Numbers) -> str:
    """A printed label."""
    if numbers.number(1):
        return numbers.among(_LABELS)
    return line(numbers)


_DAYS = (
    "2023-07-12",
    "2024-02-29",
    "2023-09",
    "2023",
    "9999-01-01",
    "9999",
    "0001-01-01",
    "1945-06",
)


def day(numbers: Numbers) -> str:
    """A day, a month or a year."""
    if not numbers.number(1):
        return numbers.among(_DAYS)
    ordinal = 1 + numbers.number(date.max.toordinal() - 1)
    precision = numbers.among((10, 7, 4))
    return date.fromordinal(ordinal).isoformat()[:precision]


def _hyphenated(numbers: Numbers, first: str) -> str:
    """Up to three words of small letters and figures; the second and third begin with one of
    `first`.
    """
    words: list[str] = []
    for start in (ascii_lowercase, first, first)[: 1 + numbers.number(2)]:
        word = numbers.among(start)
        for _ in range(numbers.number(4)):
            word += numbers.among(ascii_lowercase + digits)
        words.append(word)
    return "-".join(words)


_SLUGS = (
    "eu",
    "un",
    "castra-nova",
    "g7",
    "x",
    "cop-28",
    "a-1",
    "para",
    "cover",
    "state",
    "item-note",
)


def slug(numbers: Numbers) -> str:
    """An id."""
    if numbers.number(1):
        return _hyphenated(numbers, ascii_lowercase + digits)
    return numbers.among(_SLUGS)


_KINDS = (
    "declaration",
    "joint-declaration",
    "communique",
    "resolution",
    "conclusions",
    "statement",
)


def kind(numbers: Numbers) -> str:
    """A kind of document."""
    if numbers.number(1):
        return _hyphenated(numbers, ascii_lowercase)
    return numbers.among(_KINDS)


language = _one_of(
    "en",
    "sl",
    "fr",
    "es",
    "de-1996",
    "el",
    "bg",
    "ga",
    "mt",
    "ar",
    "he",
    "zh-Hans",
    "zh-Hant-TW",
    "sr-Latn",
    "pt-BR",
    "en-GB-oxendict",
    "la",
    "und",
    "mul",
    "tlh",
    "qaa-x-draft",
    "ko",
    "am",
    "gsw",
)
"""A BCP 47 tag."""


uri = _one_of(
    "https://www.wikidata.org/entity/Q458",
    "http://example.org/a'b(c)&d;e=1,2?q=%20&r=/#f?",
    "urn:lex:eu:x~1",
    "http://publications.europa.eu/resource/authority/corporate-body/EURUN",
    "mailto:a@b.example",
    "x:/",
    "x:a",
    "http://u:p@h:80/",
    "http://example.org",
    "akn:/akn/eu",
    "file:///etc/passwd",
)
"""An absolute URI."""


_REFERENCES = (
    "",
    "#para_1",
    "#para_16",
    "#cover__para_1",
    "#att_1__para_1",
    "#att_1",
    "#recs_1__rec_1",
    "#nowhere",
    "#",
    "//host/path",
    "/akn/eu/doc/2023/9890",
    "/",
    "a/b",
    "../x",
    "?q",
    "?",
    "a?b#c",
    "%C4%8D",
)


def reference(numbers: Numbers) -> str:
    """A URI reference."""
    if numbers.number(1):
        return numbers.among(_REFERENCES)
    return uri(numbers)


_IRIS = (
    "/akn/eu/statement/joint-declaration/2023-07-18/eu-asean",
    "/akn/un/statement/resolution/2021/2569",
    "/akn/eu/doc/item-note/9999/x",
    "/akn/xx/statement/declaration/9999/declaration",
    "/akn/eu",
    "/akn/a/b",
    "/akn/eu/statement/a'b;c=1/@/!main",
    "/akn/eu/statement/x/2023/%C4%8D",
    "/akn/eu/statement/2023-07/y.xml",
)


def iri(numbers: Numbers) -> str:
    """The IRI of a Work."""
    if not numbers.number(1):
        return numbers.among(_IRIS)
    country = numbers.among(("eu", "un", "si", "xx"))
    kind_of_work = kind(numbers)
    date = day(numbers)
    name = slug(numbers)
    return f"/akn/{country}/statement/{kind_of_work}/{date}/{name}"


_EIDS = (
    "para_1",
    "para_2",
    "recs_1__rec_1",
    "recs_1",
    "att_1",
    "att_1__para_1",
    "para_1__content",
    "sec_1",
    "para_1__list_1",
    "para_1__list_1__point_a",
    "formula_1",
    "authorialNote_1",
    "att_1__authorialNote_1",
    "section-1",
    "p1.2",
    "člen_1",
    "第３条",
    "a:b",
    "x&y",
    "q'\"<>",
    "a\u00a0b",
    "_",
    "1",
    "A",
    "𝔘",
    "para_1__intro",
    "preface__longTitle_1",
    "cover_1",
    "hasAttachment_1",
    "componentData_1",
    "main",
)


def eid(numbers: Numbers) -> str:
    """An eid of another publisher, without the prefix of a cover."""
    if not numbers.number(1):
        return numbers.among(_EIDS)
    length = 1 + numbers.number(3)
    letters = "".join([numbers.among(ascii_lowercase) for _ in range(length)])
    number = numbers.number(99)
    return f"{letters}_{number}"


digest = _one_of(
    "0" * 64, "6f61fe84cbb6f8cb0e8418cd67b74a63da9990e6573b5a3491f623184f45c4fd"
)
"""A SHA-256 in hexadecimal."""
