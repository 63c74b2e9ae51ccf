"""REF: links and references to documents and to places in this one."""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from communique.core.message import say
from communique.languages import language
from communique.model import ReferenceMark, TextBlock
from communique.naming.cited import (
    IN_YEAR,
    LAST_ARTICLES,
    LAST_OF_INSTRUMENTS,
    contradicts_itself,
)
from communique.naming.labels import bare, folded
from communique.rules.numbers import council_number, register_number
from communique.rules.record import BODY, PREAMBLE, Record
from communique.rules.rule import (
    EVERY,
    NC,
    PRINTED,
    STRICT,
    UN1,
    Finding,
    Profile,
    rule,
)
from communique.rules.tree import A, Tree, local

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+|/akn(?:/\S*)?|/\S+")
_RESOLVER = re.compile(
    r"https?://[^/\s]+/(?:[^\s/]+/){0,3}?akn/[a-z]{2}(?:-[a-z0-9]+)?/\S+"
)
_REFERENCE_NAMES = frozenset({"ref", "rref", "mref"})
_REFERENCES = frozenset(f"{A}{name}" for name in _REFERENCE_NAMES)
_OF_AGENTS = frozenset({"FRBRauthor", "FRBRtranslation", "FRBRportion"})

Link = tuple[object, str, int | None, int | None]
"""A link: the element or block, the address, the offsets of its words in the block."""


def _links(subject: Record | Tree) -> Iterator[Link]:
    if isinstance(subject, Record):
        for block, mark, _ in subject.marks(ReferenceMark):
            if mark.href is not None:
                yield block, mark.href, mark.start, mark.end
        return
    for element, href in subject.having("href"):
        yield element, href, None, None


@rule(
    "REF001",
    "dangling-reference",
    on="either",
    sources=("OASIS Akoma Ntoso 3.0 XSD, eIdRef", NC),
    error=EVERY,
)
def dangling(subject: Record | Tree) -> Iterator[Finding]:
    """A local link points at nothing.

    Why: `#para_9` where there is no such paragraph sends the reader nowhere. The standard lets a
    link name existing eIds only, and the schema cannot see whether they exist.

    Fix: point to an eId of this document, or remove the link.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall <ref eId="para_3__ref_1"
        href="#para_9">paragraph 9</ref>.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall <ref eId="para_3__ref_1"
        href="#recs_1__rec_1">paragraph 1</ref>.</p></content></paragraph>
    """
    for where, href, start, end in _links(subject):
        if href[:1] not in ("#", "~") or len(href) < 2:
            continue
        name = href[1:]
        if name in subject.eids or unquote(name) in subject.eids:
            continue
        if isinstance(subject, Tree) and local(where) in _OF_AGENTS:  # type: ignore[arg-type]  # a tree gives elements
            continue
        message = say("{href!r} points at nothing in this document", href=href)
        yield Finding(
            message,
            where,
            start,
            end,
            quote=href,
        )


@rule(
    "REF002",
    "unusable-reference",
    on="either",
    sources=("OASIS Akoma Ntoso 3.0 XSD, ref", NC),
    error=STRICT,
)
def unusable(subject: Record | Tree) -> Iterator[Finding]:
    """A reference's address is neither absolute, nor an Akoma Ntoso IRI, nor a local link.

    Why: the meaning of `href="annex.xml"` depends on the folder that the file is in today. An empty
    one means this document.

    Fix: write an absolute address, an IRI that begins with `/akn/`, or `#` and an eId.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall <ref eId="para_3__ref_1"
        href="charts.xml">the charts</ref>.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall <ref eId="para_3__ref_1"
        href="https://ports.example/charts.xml">the charts</ref>.</p></content></paragraph>
    """
    for where, href, start, end in _links(subject):
        if isinstance(where, Element) and where.tag not in _REFERENCES:
            continue
        if href[:1] in ("#", "~") and len(href) > 1:
            continue
        if not _ABSOLUTE.fullmatch(href):
            said = say("the reference has no address")
            if href.split() == [href]:
                said = say("the reference {href!r} is relative", href=href)
            elif href:
                said = say("the reference {href!r} is not an address", href=href)
            yield Finding(said, where, start, end, quote=href or None)


@rule(
    "REF003",
    "resolver-in-iri",
    on="either",
    sources=(f"{UN1}, 13",),
    error=(*STRICT, Profile.AKN4UN),
)
def resolver(subject: Record | Tree) -> Iterator[Finding]:
    """The address of a resolver stands before an Akoma Ntoso IRI.

    Why: an IRI names a document wherever it is kept. With one server's address before it, it names
    that server's copy, and the link dies with the server.

    Fix: begin the IRI with `/akn/`.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall <ref eId="para_3__ref_1"
        href="https://ports.example/akn/xx/statement/declaration/2020-01-01/storms">the Storm Declaration</ref>.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall <ref eId="para_3__ref_1"
        href="/akn/xx/statement/declaration/2020-01-01/storms">the Storm Declaration</ref>.</p></content></paragraph>
    """
    for where, href, start, end in _links(subject):
        if "/akn/" in href and href[:4] == "http" and _RESOLVER.fullmatch(href):
            if isinstance(where, Element) and local(where) not in _REFERENCE_NAMES:
                continue
            hint = say("write {words}", words=href[href.index("/akn/") :])
            message = say(
                "the IRI {href!r} begins with the address of a resolver", href=href
            )
            yield Finding(message, where, start, end, href, hint)


@rule(
    "REF004",
    "council-link-differs",
    on="record",
    sources=("numbers of Council documents",),
)
def council(record: Record) -> Iterator[Finding]:
    """A printed Council number and the address it is linked to name two documents.

    Why: `12517/1/23 REV 1` that leads to `ST-12517-2023-INIT` leads to another text than the one
    that is cited.

    Fix: make the address of the printed number: series, number, year and suffixes, joined by
    hyphens.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall document <ref eId="para_3__ref_1"
        href="https://data.consilium.europa.eu/doc/document/ST-12517-2023-INIT/en/pdf">12517/1/23 REV 1</ref>.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall document <ref eId="para_3__ref_1"
        href="https://data.consilium.europa.eu/doc/document/ST-12517-2023-REV-1/en/pdf">12517/1/23 REV 1</ref>.</p></content></paragraph>
    """
    for block, mark, _ in record.marks(ReferenceMark):
        if mark.href is None or "consilium.europa.eu" not in mark.href:
            continue
        words = block.text[mark.start : mark.end]
        printed, linked = council_number(words), register_number(mark.href)
        if printed is not None and linked is not None and printed.key != linked.key:
            message = say(
                "{words!r} is linked to another document, {href!r}",
                words=words,
                href=mark.href,
            )
            yield Finding(message, block, mark.start, mark.end)


_NUMBER_AND_YEAR = re.compile(r"\d{4}[ \u00a0]?\(\d{4}\)\Z")
"""A number and a year. A shorter number may be that of another body."""
_SYMBOL_OF_COUNCIL = re.compile(r"/S/RES/(\d+)(?:\(|%28)(\d{4})(?:\)|%29)\Z")
"""The symbol of a resolution of the Security Council at the end of an address."""
_ARTICLE = re.compile(r"\d{1,3}")
_INSTRUMENTS = tuple(LAST_OF_INSTRUMENTS)


@rule(
    "REF006",
    "contradicting-citation",
    on="record",
    sources=("numbers of resolutions of the Security Council", "TFEU", "TEU"),
)
def contradicting(record: Record) -> Iterator[Finding]:
    """A citation contradicts itself or its address, or names an article that its treaty does not have.

    Why: `resolution 1540 (2010)` cannot be right: the Security Council reached the number 1540 in
    2004. The number or the year is misprinted or misread, and the citation has no address. An
    address of resolution 1373 behind the words `resolution 1540 (2004)` leads readers astray.

    Fix: compare the number with the source. If the source has the wrong number too, ignore the
    finding for this file.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall <ref eId="para_3__ref_1"
        href="https://undocs.org/S/RES/1540(2010)">resolution 1540 (2010)</ref>.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall <ref eId="para_3__ref_1"
        href="https://undocs.org/S/RES/1540(2004)">resolution 1540 (2004)</ref>.</p></content></paragraph>
    """
    for block, mark, _ in record.marks(ReferenceMark):
        words = block.text[mark.start : mark.end]
        if _is_of_no_year(words, mark):
            message = say(
                "{words!r}: the Security Council has no resolution of this number in this year",
                words=words,
            )
            yield Finding(message, block, mark.start, mark.end)
        elif _leads_elsewhere(block, mark):
            message = say(
                "{words!r}: the address is of another resolution, {href}",
                words=words,
                href=mark.href,
            )
            yield Finding(message, block, mark.start, mark.end)
        elif _is_beyond_treaty(words, mark, record.declaration.language):
            message = say("{words!r}: there is no such article", words=words)
            yield Finding(message, block, mark.start, mark.end)
    yield from _beyond_instruments(record)


def _beyond_instruments(record: Record) -> Iterator[Finding]:
    """Articles behind the last one of an instrument that is cited by its name."""
    named = _article_of_instrument(record.declaration.language)
    if named is None:
        return
    for match in named.finditer(record.text):
        key = _INSTRUMENTS[int((match.lastgroup or "")[1:])]
        if int(match["article"]) <= LAST_OF_INSTRUMENTS[key]:
            continue
        block, start, _ = record.at(match.start())
        words = match[0]
        message = say("{words!r}: there is no such article", words=words)
        yield Finding(message, block, start, start + len(words))


@cache
def _article_of_instrument(tag: str) -> re.Pattern[str] | None:
    """An article by its number, and the name of its instrument: a group for each instrument."""
    words = language(tag).references
    articles = words.get("article", ())
    groups: list[str] = []
    for number, key in enumerate(_INSTRUMENTS):
        names = "|".join(map(re.escape, words.get(key, ())))
        if names:
            groups.append(f"(?P<i{number}>{names})")
    if not articles or not groups:
        return None
    article = "|".join(map(re.escape, articles))
    return re.compile(
        rf"\b(?:{article})[ \u00a0](?P<article>\d{{1,3}})(?:\(\w{{1,3}}\)){{0,2}}"
        rf"(?:[ \u00a0][^\W\d_]{{1,8}}){{1,3}}[ \u00a0](?:{'|'.join(groups)})(?!\w)"
    )


def _is_of_no_year(words: str, mark: ReferenceMark) -> bool:
    """Whether words cite a resolution of the Security Council by a number and another year."""
    number = _NUMBER_AND_YEAR.search(words)
    if number is None or mark.scheme not in ("un", None):
        return False
    return contradicts_itself(number[0])


def _leads_elsewhere(block: TextBlock, mark: ReferenceMark) -> bool:
    """Whether words cite one resolution of the Security Council, and the address is of another."""
    linked = _SYMBOL_OF_COUNCIL.search(mark.href or "")
    cited: list[tuple[str, str]] = IN_YEAR.findall(block.text, mark.start, mark.end)
    before = block.text[: mark.start][-1:]
    is_cut = before.isdigit()  # some files cut one link into several
    if linked is None or len(cited) != 1 or is_cut:
        return False
    number, year = cited[0]
    return (number, year) != linked.groups()


def _is_beyond_treaty(words: str, mark: ReferenceMark, tag: str) -> bool:
    """Whether words name an article behind the last one of their treaty."""
    article = _ARTICLE.search(words)
    if mark.scheme != "eu-treaty" or article is None:
        return False
    names = language(tag).references
    last = max(LAST_ARTICLES.values())
    for treaty, last_article in LAST_ARTICLES.items():
        if words.endswith(names.get(treaty, ())):
            last = last_article
    return int(article[0]) > last


_PARAGRAPH = {"en": "paragraph", "fr": "paragraphe", "es": "párrafo"}
"""What a paragraph of the document itself is called, by language. Others are not looked at."""
_OWN = {
    "en": r"above|below|(?:of|to) (?:this|the present) (?:declaration|resolution|statement)",
    "fr": r"ci-dessus|ci-dessous|(?:de|à) la présente (?:déclaration|résolution)",
    "es": r"supra|infra|(?:de|a) la presente (?:declaración|resolución)",
}
"""What stands behind the number of a place in the document itself."""
_ARTICLE_OF = {
    "en": r"of (?:this|the present) (?:agreement|convention|treaty|protocol|statute)",
    "fr": r"d[eu] (?:la )?présente? (?:accord|convention|traité|protocole|statut)",
    "es": r"del? (?:la )?presente (?:acuerdo|convenio|convención|tratado|protocolo|estatuto)",
}
"""What is behind the number of an article of the document itself."""
_FEWEST_ARTICLES = 3
"""A text with fewer articles may be cut from a longer one."""
_OTHERS = re.compile(r"\b(?:its|their|thereof|ses|sus)\b", re.IGNORECASE)
"""What shows that a place in another document is meant."""


@rule("REF005", "missing-part", on="record", sources=(PRINTED,))
def missing_part(record: Record) -> Iterator[Finding]:
    """The text refers to a paragraph, an article or an annex of its own that does not exist.

    Why: "paragraph 9 above" in a text of three paragraphs leads nowhere, and so does "Article 40 of
    this Convention" in one of 39 articles. The number is misread, or the paragraph was lost, or its
    number is of an earlier draft.

    Fix: compare the number with the source. If the source has the wrong number too, ignore the
    finding for this file.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet again, as is said in paragraph 9 above.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet again, as is said in paragraph 2 above.</p></content></paragraph>
    """
    tag = record.declaration.language.partition("-")[0]
    if tag not in _PARAGRAPH:
        return
    clauses = (*record.recitals, *record.paragraphs)
    numbers = {folded(bare(clause.num)) for clause in clauses if clause.num}
    annexes = {bare(annex.num) for annex in record.annexes if annex.num}
    has_unlabelled_annex = any(not annex.num for annex in record.annexes)
    articles = _articles(record)
    if numbers:
        yield from _missing(record, _paragraph_named(tag), numbers)
    if len(articles) >= _FEWEST_ARTICLES:
        yield from _missing(record, _article_named(tag), articles)
    if not has_unlabelled_annex:
        yield from _missing(record, _annex_named(tag), annexes)


def _missing(
    record: Record, named: re.Pattern[str], known: set[str]
) -> Iterator[Finding]:
    """The places in the preamble and body that name a part of the document that is not known.

    Where other documents are cited the part may be theirs, unless the words say that it is not.
    """
    citing = {at for _, _, at in record.marks(ReferenceMark)}
    for found in named.finditer(record.text):
        before = record.text[found.start() - 1 : found.start()]
        if found["number"] in known or before.isalnum():
            continue
        block, start, at = record.at(found.start())
        if record.zones[at] not in (PREAMBLE, BODY):
            continue
        may_be_theirs = (
            at in citing or not known or _OTHERS.search(block.text) is not None
        )
        if found["own"] or not may_be_theirs:
            part = f"{found['word']} {found['number']}"
            yield Finding(
                say("there is no {part}", part=part), block, start, start + len(part)
            )


@cache
def _paragraph_named(tag: str) -> re.Pattern[str]:
    """One paragraph by its number, then words that show whose it is, or the end of a sentence."""
    return _named([_PARAGRAPH[tag]], r"\d{1,3}", tag)


def _articles(record: Record) -> set[str]:
    """The numbers of the articles of a document."""
    numbers: set[str] = set()
    for unit in record.units:
        if unit.name == "article" and unit.num:
            numbers.add(bare(unit.num).removesuffix("."))
    return numbers


@cache
def _article_named(tag: str) -> re.Pattern[str]:
    """One article by its number, then words that say that it is one of the document itself."""
    words = language(tag).references.get("article", ())
    forms = "|".join(sorted({*words, *(word.capitalize() for word in words)}))
    return re.compile(
        rf"(?P<word>{forms}) (?P<number>\d{{1,3}}) (?P<own>(?i:{_ARTICLE_OF[tag]}))\b"
    )


@cache
def _annex_named(tag: str) -> re.Pattern[str]:
    """One annex by its number or letter, then the same."""
    words = [word for word in language(tag).annex if " " not in word]
    return _named(words, r"\d{1,2}|[IVX]{1,5}|[A-Z]", tag)


def _named(words: list[str], numbers: str, tag: str) -> re.Pattern[str]:
    forms: set[str] = set()
    for word in words:
        forms |= {word.lower(), word.capitalize(), word.upper()}
    return re.compile(
        rf"(?P<word>{'|'.join(sorted(forms))}) (?P<number>{numbers})"
        rf"(?: (?P<own>(?i:{_OWN[tag]}))\b|(?=[.;)](?:\s|$)|\n|$))"
    )
