"""Strategies for the scalars of the record: words of many scripts, labels, dates, languages, addresses.

All are plain values. Whatever is nasty and yet allowed is among them.
"""

from hypothesis import strategies as st

_WORDS = (
    "the", "Parties", "agree", "dvojčki", "Čad", "état", "año", "España", "Straße", "İstanbul",
    "Δήλωση", "Декларация", "Ђорђе", "إعلان", "مشترك", "הצהרה", "共同宣言", "한국", "ประกาศ", "घोषणा", "ሰላም", "e\u0301",
    "12. 7. 2023", "16", "2023", "٢٠٢٣", "(a)", "1)", "–", "•", "9890/23", "EU-ASEAN", "𝔘𝔫𝔦", "🇪🇺", "👩‍👩‍👧", "𐌰",
)  # fmt: skip
_NASTY = (
    "\u00a0", "\u202f", "\u2009", "\u3000", "\u2028", "\u2029", "\u0085", "\u0080", "\u009f", "\u007f", "\u00ad",
    "\u200b", "\u200d", "\u200e", "\u202e", "\u2066", "\u2069", "\ufeff", "\ufffd", "\ufdd0", "\U0001fffe", "\U0010ffff",
    "\ue000", "]]>", "&", "&amp;", "&#10;", "<", "<p/>", ">", '"', "'", "\\", "\\u0000", "--", "<!--", "<?x?>", "%", "#",
    "{", "}", "[1]", "`", "*", "|", "  ", "   ", " ,",
)  # fmt: skip
_SPACES = (" ", " ", " ", " ", "")

_pieces = st.sampled_from((*_WORDS * 2, *_NASTY))
_gaps = st.sampled_from(_SPACES)
_any_line_character = st.characters(exclude_categories=["Cs"], min_codepoint=0x20, exclude_characters="\ufffe\uffff")
_any_character = st.one_of(st.just("\n"), _any_line_character)


def _joined(parts: "list[tuple[str, str]]") -> str:
    return "".join(f"{gap}{piece}" for piece, gap in parts)


_sentences = st.lists(st.tuples(_pieces, _gaps), max_size=5).map(_joined)
_breaks = st.sampled_from(("\n", "\n\n", " \n "))


def texts() -> st.SearchStrategy[str]:
    """Words as a text block may hold them: any script, forced line breaks, odd white space, or none at all."""
    return _texts


_texts = st.one_of(
    _sentences,
    _sentences,
    st.builds("{}{}{}".format, _sentences, _breaks, _sentences),
    st.text(_any_character, max_size=8),
)


def lines() -> st.SearchStrategy[str]:
    """One line of text, not empty: what names, sources and printed labels may be."""
    return _lines


_lines = st.one_of(
    st.builds("{}{}".format, _pieces, _sentences), _pieces, st.text(_any_line_character, min_size=1, max_size=6)
)


def labels() -> st.SearchStrategy[str]:
    """Printed labels of paragraphs, points and sections."""
    return _labels


_LABELS = (
    "1.", "2.", "3.", "16.", "1)", "(1)", "(a)", "(b)", "a)", "i.", "(ii)", "IV.", "§ 1", "Article 1",
    "3. člen", "第３条", "٣.", "أ)", "–", "•", "-", "1a.", "1-2", "I.1", "№ 5", "CHAPTER II", "Točka A",
    "1.\u00a0",
)  # fmt: skip
_labels = st.one_of(
    st.sampled_from(_LABELS),
    _lines,
)


def days() -> st.SearchStrategy[str]:
    """ISO dates of all three precisions: a day, a month, a year. Every day exists."""
    return _days


_some_days = ("2023-07-12", "2024-02-29", "2023-09", "2023", "9999-01-01", "9999", "0001-01-01", "1945-06")
_days = st.one_of(
    st.sampled_from(_some_days),
    st.builds(lambda day, length: day.isoformat()[:length], st.dates(), st.sampled_from((10, 7, 4))),
)


def slugs() -> st.SearchStrategy[str]:
    """Ids: lower-case ASCII words joined by hyphens."""
    return _slugs


_SLUGS = ("eu", "un", "castra-nova", "g7", "x", "cop-28", "a-1", "para", "cover", "state", "item-note")
_slugs = st.one_of(
    st.sampled_from(_SLUGS),
    st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True),
)


def kinds() -> st.SearchStrategy[str]:
    """Kinds of document: words that begin with a letter, joined by hyphens."""
    return _kinds


_kinds = st.one_of(
    st.sampled_from(("declaration", "joint-declaration", "communique", "resolution", "conclusions", "statement")),
    st.from_regex(r"[a-z][a-z0-9]{0,4}(-[a-z][a-z0-9]{0,4}){0,2}", fullmatch=True),
)


def languages() -> st.SearchStrategy[str]:
    """BCP 47 tags, with scripts, regions and variants, and `und` and `mul`."""
    return _languages


_LANGUAGES = (
    "en", "sl", "fr", "es", "de-1996", "el", "bg", "ga", "mt", "ar", "he", "zh-Hans", "zh-Hant-TW", "sr-Latn",
    "pt-BR", "en-GB-oxendict", "la", "und", "mul", "tlh", "qaa-x-draft", "ko", "am", "gsw",
)  # fmt: skip
_languages = st.sampled_from(_LANGUAGES)


def uris() -> st.SearchStrategy[str]:
    """Absolute URIs (RFC 3986)."""
    return _uris


_URIS = (
    "https://www.wikidata.org/entity/Q458", "http://example.org/a'b(c)&d;e=1,2?q=%20&r=/#f?", "urn:lex:eu:x~1",
    "http://publications.europa.eu/resource/authority/corporate-body/EURUN", "mailto:a@b.example", "x:/", "x:a",
    "http://u:p@h:80/", "http://example.org", "akn:/akn/eu", "file:///etc/passwd",
)  # fmt: skip
_uris = st.sampled_from(_URIS)


def references() -> st.SearchStrategy[str]:
    """URI references (RFC 3986): absolute, rooted, relative, a fragment alone, or empty."""
    return _references


_REFERENCES = (
    "", "#para_1", "#para_16", "#cover__para_1", "#att_1__para_1", "#att_1", "#recs_1__rec_1", "#nowhere", "#",
    "//host/path", "/akn/eu/doc/2023/9890", "/", "a/b", "../x", "?q", "?", "a?b#c", "%C4%8D",
)  # fmt: skip
_references = st.one_of(
    _uris,
    st.sampled_from(_REFERENCES),
)


def iris() -> st.SearchStrategy[str]:
    """IRIs of Works by the Akoma Ntoso naming convention, usual and unusual ones."""
    return _iris


_IRIS = (
    "/akn/eu/statement/joint-declaration/2023-07-18/eu-asean", "/akn/un/statement/resolution/2021/2569",
    "/akn/eu/doc/item-note/9999/x", "/akn/xx/statement/declaration/9999/declaration", "/akn/eu", "/akn/a/b",
    "/akn/eu/statement/a'b;c=1/@/!main", "/akn/eu/statement/x/2023/%C4%8D", "/akn/eu/statement/2023-07/y.xml",
)  # fmt: skip
_iris = st.one_of(
    st.sampled_from(_IRIS),
    st.builds("/akn/{}/statement/{}/{}/{}".format, st.sampled_from(("eu", "un", "si", "xx")), _kinds, _days, _slugs),
)


def eids() -> st.SearchStrategy[str]:
    """Eids of other publishers, without the prefix of a cover; some are what the naming convention would give."""
    return _eids


_EIDS = (
    "para_1", "para_2", "recs_1__rec_1", "recs_1", "att_1", "att_1__para_1", "para_1__content", "sec_1",
    "para_1__list_1", "para_1__list_1__point_a", "formula_1", "authorialNote_1", "att_1__authorialNote_1",
    "section-1", "p1.2", "člen_1", "第３条", "a:b", "x&y", "q'\"<>", "a\u00a0b", "_", "1", "A", "𝔘",
    "para_1__intro", "preface__longTitle_1", "cover_1", "hasAttachment_1", "componentData_1", "main",
)  # fmt: skip
_eids = st.one_of(
    st.sampled_from(_EIDS),
    st.from_regex(r"[a-z]{1,4}_[0-9]{1,2}", fullmatch=True),
)


def digests() -> st.SearchStrategy[str]:
    """SHA-256 in hexadecimal."""
    return st.sampled_from(("0" * 64, "6f61fe84cbb6f8cb0e8418cd67b74a63da9990e6573b5a3491f623184f45c4fd"))
