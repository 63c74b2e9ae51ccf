"""STR: the parts of a document, and whether they hold words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from communique.core.message import say
from communique.languages import all_languages
from communique.model import TextBlock
from communique.model.blocks import Numbered, text_blocks
from communique.rules.record import Record
from communique.rules.rule import EVERY, RECORD, STRICT, UN2, Finding, Profile, rule
from communique.rules.tree import DOCUMENTS, A, Document, Tree, local

_KINDS = frozenset({
    "agreement", "charter", "communique", "conclusions", "decision", "declaration", "deliberation", "joint-communique",
    "joint-declaration", "joint-statement", "memorandum-of-understanding", "political-declaration", "recommendation",
    "resolution", "statement", "minutes", "motion",
})  # fmt: skip


@rule("STR001", "unknown-kind", on="record", sources=(UN2,))
def kind(record: Record) -> Iterator[Finding]:
    """The kind of the document is not a known one.

    Why: `statement` says little; its `name` (the record's `kind`) says what the document is, and
    catalogues are sorted by it. A misspelt one makes a class of its own.

    Fix: use one of the usual kinds: declaration, joint-declaration, communique, resolution,
    conclusions, statement.

    Bad:
    {"kind": "joint-deklaration"}

    Good:
    {"kind": "joint-declaration"}
    """
    kind = record.declaration.kind
    if kind not in _KINDS and not any(
        kind in data.declaration_kinds for data in all_languages()
    ):
        message = say("unknown kind {kind!r}", kind=kind)
        yield Finding(message, "/kind", quote=kind)


@rule(
    "STR002",
    "amended-version",
    on="tree",
    sources=("OASIS Akoma Ntoso 3.0 XSD, versionType", UN2),
    info=EVERY,
)
def amended(tree: Tree) -> Iterator[Finding]:
    """A declaration says that it contains amendments.

    Why: `contains` other than `originalVersion` says that the text was changed after it was made.
    Declarations rarely are.

    Fix: write `contains="originalVersion"`, unless the text is a consolidated one.

    Bad:
    <statement name="jointDeclaration" contains="singleVersion"/>

    Good:
    <statement name="jointDeclaration" contains="originalVersion"/>
    """
    for element in tree.all("statement"):
        contains = element.get("contains")
        if contains is not None and contains != "originalVersion":
            message = say(
                "contains={contains!r} says that the text was amended",
                contains=contains,
            )
            yield Finding(message, element, quote=contains)


@rule("STR003", "no-title", on="record", sources=(UN2,), error=(Profile.AKN4UN,))
def title(record: Record) -> Iterator[Finding]:
    """The declaration has no title.

    Why: it is found and cited by its title. The guidelines of the United Nations demand one; a
    record may lack it where the source has none, since nothing is invented.

    Fix: take the title from the source, or from the subject of the note that transmits it, and name
    that as its basis.

    Bad:
    {"title": null, "entities": []}

    Good:
    {"title": {"kind": "text", "text": "Harbour Declaration"}, "entities": []}
    """
    title = record.declaration.title
    if record.is_empty:  # STR010 says more
        return
    if title is None or not title.text.strip():
        message = say("the declaration has no title")
        yield Finding(message, title or record.declaration)


@rule(
    "STR004",
    "no-operative-part",
    on="record",
    sources=(UN2, "OASIS Akoma Ntoso 3.0 XSD, mainBody"),
    error=(Profile.AKN4UN,),
)
def operative(record: Record) -> Iterator[Finding]:
    """There is no operative paragraph.

    Why: a declaration without one declares nothing. Usually the reader set the end of the preamble
    too late.

    Fix: look where the preamble ends, and make what follows paragraphs of the body.

    Bad:
    {"body": []}

    Good:
    {"body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
      "text": "We will meet again."}]}]}
    """
    if not record.paragraphs and not record.is_empty:
        message = say("there is no operative paragraph")
        yield Finding(message, record.declaration)


@rule(
    "STR005",
    "clause-not-recital",
    on="tree",
    sources=(UN2, "Council notes (LEOS 3.3 templates)"),
)
def not_recital(tree: Tree) -> Iterator[Finding]:
    """A clause of the preamble is a bare paragraph or a list.

    Why: a recital can be numbered, cited and compared; a bare `p` cannot.

    Fix: put the clauses into `recitals`, each in a `recital` with its `num`.

    Bad:
    <preamble eId="preamble"><p>Aware of the tides –</p></preamble>
    <paragraph eId="para_1"><num>1.</num><content><p>We will meet again.</p></content></paragraph>

    Good:
    <preamble eId="preamble"><recitals eId="recs_1"><recital
        eId="recs_1__rec_1"><p>Aware of the tides –</p></recital></recitals></preamble>
    <paragraph eId="para_1"><num>1.</num><content><p>We will meet again.</p></content></paragraph>
    """
    for preamble in tree.all("preamble"):
        for child in preamble:
            if child.tag in (f"{A}p", f"{A}blockList", f"{A}ul", f"{A}ol"):
                message = say(
                    "<{child}> in the preamble is not marked as a recital",
                    child=local(child),
                )
                yield Finding(message, child)


@rule(
    "STR006",
    "empty-clause",
    on="record",
    sources=("OASIS Akoma Ntoso 3.0 XSD, recital and paragraph",),
    error=STRICT,
)
def empty(record: Record) -> Iterator[Finding]:
    """A recital, paragraph, point or footnote has no words.

    Why: the schema takes an empty `p` for words. A clause without any is one whose words were lost.

    Fix: look in the source for the words: they are often in the clause before or after.

    Bad:
    <recital eId="recs_1__rec_1"><num>1.</num><p>Aware of the tides;</p></recital>
    <recital eId="recs_1__rec_2"><num>2.</num><p/></recital>

    Good:
    <recital eId="recs_1__rec_1"><num>1.</num><p>Aware of the tides;</p></recital>
    <recital eId="recs_1__rec_2"><num>2.</num><p>recalling the storms –</p></recital>
    """
    for unit in record.units:
        node = unit.subject
        if not isinstance(node, Numbered):
            continue
        heading = [node.heading] if node.heading else []
        if not _any_words([*heading, *text_blocks(node.content)]):
            label = f" {unit.num!r}" if unit.num else ""
            message = say("{name}{label} has no words", name=unit.name, label=label)
            yield Finding(message, node)
    for note in record.declaration.notes:
        if not _any_words(text_blocks(note.content)):
            message = say(
                "footnote {marker} has no words", marker=note.marker or note.eid
            )
            yield Finding(message, note)


def _any_words(blocks: Iterable[TextBlock]) -> bool:
    return any(block.text and not block.text.isspace() for block in blocks)


@rule("STR007", "attachment-not-linked", on="tree", sources=(f"{UN2}, attachments",))
def not_linked(tree: Tree) -> Iterator[Finding]:
    """An attached document and its carrier do not point at each other, or at another document.

    Why: an annex that travels alone must say what it is attached to (`attachmentOf`), and its
    carrier what is attached (`hasAttachment`); else one of the two is lost when the file is split.

    Fix: add `hasAttachment` to the carrier's `references`, and `attachmentOf` to the attachment's.

    Bad:
    <attachments><attachment eId="att_1"><num>ANNEX</num>
      <doc name="annex"><meta><references source="#markupEditor"/></meta>
      <mainBody eId="att_1__body"><p>Charts.</p></mainBody></doc></attachment></attachments>

    Good:
    <hasAttachment eId="hasAttachment_1"
        href="/akn/xx/statement/declaration/2024-03-01/harbour/!annex_1" showAs="ANNEX"/>
    <attachments><attachment eId="att_1"><num>ANNEX</num><doc name="annex"><meta><references source="#markupEditor">
      <attachmentOf eId="attachmentOf_1"
          href="/akn/xx/statement/declaration/2024-03-01/harbour" showAs="declaration"/>
      </references></meta><mainBody eId="att_1__body"><p>Charts.</p></mainBody></doc></attachment></attachments>
    """
    for carrier in tree.documents:
        attachments = carrier.element.find(f"{A}attachments")
        if attachments is None:
            continue
        inner = [
            each for one in attachments for each in one if local(each) in DOCUMENTS
        ]
        if not inner:
            continue
        if not _named(carrier, "hasAttachment"):
            message = say(
                "<{name}> has attachments and does not name them", name=carrier.name
            )
            yield Finding(message, attachments)
        for element in inner:
            yield from _attached(carrier, Document(element))


def _attached(carrier: Document, attached: Document) -> Iterator[Finding]:
    """That an attached document does not name its carrier, or that one of them names another
    document.
    """
    of = _named(attached, "attachmentOf")
    if not of:
        message = say(
            "the attached <{element}> does not say what it is attached to",
            element=attached.name,
        )
        yield Finding(
            message, attached.element if attached.meta is None else attached.meta
        )
    yield from _names_another(carrier, attached, _named(carrier, "hasAttachment"))
    yield from _names_another(attached, carrier, of)


def _names_another(
    document: Document, other: Document, links: dict[str, Element]
) -> Iterator[Finding]:
    """That none of the links of a document names the other: a finding at the first of them."""
    iris: set[str] = set()
    for level in other.levels:
        for name in ("FRBRuri", "FRBRthis"):
            found = other.value(level, name)
            if found is not None:
                iris.add(found[1].removesuffix("/!main"))
    if links and iris and iris.isdisjoint(links):
        message = say(
            "<{name}> names another document than {iri!r}",
            name=document.name,
            iri=min(iris),
        )
        named, link = next(iter(links.items()))
        yield Finding(message, link, quote=named or None)


def _named(document: Document, name: str) -> dict[str, Element]:
    """The links by which a document names what is attached to it, or what it is attached to: from
    address to element.
    """
    links: dict[str, Element] = {}
    if document.meta is not None:
        for link in document.meta.findall(f"{A}references/{A}{name}"):
            address = (link.get("href") or "").removesuffix("/!main")
            links.setdefault(address, link)
    return links


@rule(
    "STR008",
    "attachment-without-heading",
    on="record",
    sources=(f"{UN2}, attachments",),
)
def no_heading(record: Record) -> Iterator[Finding]:
    """An annex has neither a label nor a title.

    Why: an annex is cited as "Annex II" or by its title; without either nobody can say which is
    meant.

    Fix: give it the label that is printed above it (`ANNEX`), or its title.

    Bad:
    {"annexes": [{"body": [{"kind": "paragraph", "content": [{"kind": "text",
      "text": "Charts."}]}]}]}

    Good:
    {"annexes": [{"num": "ANNEX", "body": [{"kind": "paragraph", "content": [{"kind": "text",
      "text": "Charts."}]}]}]}
    """
    for annex in record.annexes:
        if annex.num is None and annex.title is None:
            message = say("the annex has neither a label nor a title")
            yield Finding(message, annex)


_LINK = re.compile(r"\]\([^\s)]*\)?|<[^<>]{0,300}>|\b[a-z]{1,12}://\S+")
_WORD = re.compile(
    r"[\[(\"'*#№-]{0,3}(?:[^\W_]+(?:(?:['`./&:-]|,(?=\d|[^\W\d_]{3}))[^\W_]+)*)?"
    r"(?:(?<=[\d)])\(\w{1,4}\))*[.,;:!?)\]\"'*%°-]{0,4}"
)
"""A word with what may stand around it. A number may have its year or its points behind it:
`2400(2018)`, `3(2)(a)`.
"""
_ODD = re.compile(
    r"[^\W\d_][.:][^\W\d_]{3}|[^\W\d_],[^,\s]*,\w|(?:[a-z]{1,40}[A-Z\d]{1,40}){3}|(?:[A-Z]{1,40}\d{1,40}){4}"
)
"""What is in no word: a name with dots; more than one comma without a blank, which are values,
where one is a slip; small letters and capitals or figures by turns, as in a key, a sum, a file in
letters.
"""
_WITHIN = frozenset({"Mn", "Mc", "Me", "Cf"})
"""Marks above and below letters, and what joins or parts letters unseen: they are no characters of
their own here.
"""
_BETWEEN = frozenset({"Po", "Pd", "Ps", "Pe", "Pi", "Pf", "Sk"})
"""Punctuation. What is not of ASCII no code has: words that stand between are looked at by
themselves.
"""
_ALPHABETS = "\u2e7f"
"""Behind it the scripts that write without blanks: each of their characters is a word."""
_MAX_WEIGHT = 12
"""A word counts by its length, up to this many characters."""
_MIN_CHARACTERS = 60
"""So few characters are too few to judge."""
_MAX_FOREIGN = 0.11
"""The share of characters in what is not a word that no declaration reaches.

Of the Universal Declaration of Human Rights in 532 languages, one does."""


def _apart(char: str) -> str:
    """The character, a blank or nothing: what stands for it where words are looked at."""
    if char.isascii():
        return char
    category = unicodedata.category(char)
    if category in _WITHIN:
        return ""
    is_between = category in _BETWEEN or char > _ALPHABETS
    return " " if is_between else char


class _Apart(dict[int, str]):
    """The table of `_apart`, which is filled as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = _apart(chr(code))
        return self[code]


_APART = _Apart()


def foreign_share(text: str) -> float:
    """The share of a text that is not words: names with dots and underscores, operators, values
    between commas.

    No language is asked for, and no length either: a list of words is prose here. Linear in the
    size.

    >>> (
    ...     foreign_share("We will meet again, in the harbour of St. Ives (1999/12)."),
    ...     foreign_share("if(x==1){y.push_back(x);}"),
    ... )
    (0.0, 1.0)
    """
    if any(sign in text for sign in ("](", "<", "://")):
        text = _LINK.sub(" ", text)
    foreign = total = 0
    for printed, times in Counter(text.split()).items():
        letters = printed.rstrip(".,;:")
        small = (
            letters.isalpha()
            and letters[1:].islower()
            and len(printed) < len(letters) + 3
        )
        if small and (letters.isascii() or max(letters) <= _ALPHABETS):
            # Small letters behind the first, a sign or two behind them: no pattern need look at it.
            total += min(len(printed), _MAX_WEIGHT) * times
            continue
        words = [printed]
        if not printed.isascii():
            given = unicodedata.normalize("NFC", printed)
            if max(given) > _ALPHABETS:
                total += times * sum(each > _ALPHABETS for each in given)
            words = given.translate(_APART).split()
        for word in words:
            size = min(len(word), _MAX_WEIGHT) * times
            total += size
            if _WORD.fullmatch(word) is None or _ODD.search(word):
                foreign += size
    return foreign / total if total else 0.0


@rule("STR009", "no-running-text", on="record", sources=(RECORD,))
def running_text(record: Record) -> Iterator[Finding]:
    """What was read does not look like a declaration: much of it is not words.

    Why: every text can be read as a document of some paragraphs, a program, a table or a log too.
    The result is well-formed, but means nothing.

    Fix: use the document itself; a table or a log is not a declaration.

    Bad:
    {"body": [{"kind": "paragraph", "content": [{"kind": "text",
      "text": "int main(void) { int i = 0; for (i = 0; i < max_ports; i++)"}, {"kind": "text",
      "text": "{ open_port(&ports[i]); } return errno_of(ports); }"}]}]}

    Good:
    {"body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
      "text": "We will open each of the ports (see Annex II/b) by 1 March, and no later."}]}]}
    """
    if len(record.text) >= _MIN_CHARACTERS:
        share = foreign_share(record.text)
        if share > _MAX_FOREIGN:
            message = say(
                "{share} % of it is not words: it does not look like a declaration",
                share=round(share * 100),
            )
            yield Finding(message, record.declaration)


@rule("STR010", "no-words", on="record", sources=(RECORD,), error=EVERY)
def no_words(record: Record) -> Iterator[Finding]:
    """The document has no words.

    Why: a file can be well-formed and valid by the schema, and say nothing. Usually it is a
    template, or the words were lost when it was made.

    Fix: look at the source, and make the file again.

    Bad:
    {"title": null, "preamble": [], "body": [], "entities": []}

    Good:
    {"title": {"kind": "text", "text": "Harbour Declaration"}, "entities": []}
    """
    if record.is_empty:
        yield Finding(say("the document has no words"), record.declaration)
