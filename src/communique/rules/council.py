"""CNS: the front matter and the numbers of Council documents. UNR: what the United Nations ask of
their resolutions.
"""

import re
from collections.abc import Iterator

from communique.core.message import say
from communique.model import Cover, ReferenceMark
from communique.rules.numbers import CouncilNumber, council_number, register_number
from communique.rules.record import Record
from communique.rules.rule import (
    EVERY,
    NOT_OF_UNION,
    PRINTED,
    STRICT,
    Finding,
    Profile,
    rule,
)
from communique.rules.tree import Tree, local

NUMBERS = "numbers of Council documents"
ITEM_NOTE = "item-note"
FRONT = "front matter of Council documents in 24 languages"


@rule(
    "CNS001",
    "council-number",
    on="record",
    sources=(f"{NUMBERS}: 12517/1/23 REV 1, 10952/2/14 REV 2, 13024/2/23 REV 2",),
    error=STRICT,
)
def number(record: Record) -> Iterator[Finding]:
    """A Council document number cannot be parsed, or gives two different revisions.

    Why: a revision is printed twice, `12517/1/23 REV 1`. If the two differ, one of them is
    misprinted or misread, and a reader cannot tell which version is meant.

    Fix: compare the number with the source. It is written `NNNNN/YY`, with a revision `NNNNN/r/YY
    REV r`.

    Bad:
    {"cover": {"identifiers": [{"scheme": "council", "value": "6123/1/24 REV 2", "basis": "text"}]}}

    Good:
    {"cover": {"identifiers": [{"scheme": "council", "value": "6123/1/24 REV 1", "basis": "text"}]}}
    """
    for identifier in record.identifiers():
        if identifier.scheme != "council":
            continue
        known = council_number(identifier.value)
        if known is None:
            message = say(
                "{number!r} is not a Council document number", number=identifier.value
            )
            yield Finding(message, identifier, quote=identifier.value)
        elif not known.consistent:
            message = say("{number!r} says two revisions", number=identifier.value)
            yield Finding(message, identifier, quote=identifier.value)
    for block, mark, _ in record.marks(ReferenceMark):
        if mark.scheme != "council":
            continue
        words = block.text[mark.start : mark.end]
        known = council_number(words)
        if known is not None and not known.consistent:
            message = say("{words!r} names two revisions", words=words)
            yield Finding(message, block, mark.start, mark.end)


@rule(
    "CNS002",
    "front-matter-incomplete",
    on="record",
    sources=(FRONT, "Council notes (LEOS 3.3 templates)"),
    asked=STRICT,
)
def front_matter(record: Record) -> Iterator[Finding]:
    """The front matter of an item note lacks From, To or Subject.

    Why: every item note of the Council has the three. A missing one was usually read as another
    line. Other notes can do without: that before a legislative act has only a subject.

    Fix: find the label in the source, and make its line a field.

    Bad:
    {"cover": {"kind": "item-note",
               "fields": [{"key": "from", "label": "From:", "value": {"kind": "text",
      "text": "Presidency"}},
                          {"key": "to", "label": "To:", "value": {"kind": "text",
                            "text": "Delegations"}}]}}

    Good:
    {"cover": {"kind": "item-note",
               "fields": [{"key": "from", "label": "From:", "value": {"kind": "text",
      "text": "Presidency"}},
                          {"key": "to", "label": "To:", "value": {"kind": "text",
                            "text": "Delegations"}},
                          {"key": "subject", "label": "Subject:", "value": {"kind": "text",
                            "text": "Harbour Declaration of The Ports"}}]}}
    """
    cover = record.declaration.cover
    if cover is not None and cover.kind == ITEM_NOTE:
        for key in ("from", "to", "subject"):
            if cover.field(key) is None:
                message = say("the front matter has no field {key!r}", key=key)
                yield Finding(message, cover)


@rule(
    "CNS003", "previous-document-later", on="record", sources=(NUMBERS,), asked=STRICT
)
def previous(record: Record) -> Iterator[Finding]:
    """The previous document has a later number than the document itself.

    Why: numbers are given in the order of the year. A "previous" document with a later one is the
    document's own number, or a misread digit.

    Fix: compare both numbers with the masthead.

    Bad:
    {"cover": {"identifiers": [{"scheme": "council", "value": "6099/24", "basis": "text"}]}}

    Good:
    {"cover": {"identifiers": [{"scheme": "council", "value": "6123/24", "basis": "text"}]}}
    """
    cover = record.declaration.cover
    own = None if cover is None else _own_number(cover)
    if cover is None or own is None:
        return
    for block in cover.previous_documents:
        known = council_number(block.text)
        if known is None or known.series != own.series:
            continue
        if (known.year, known.number) > (own.year, own.number):
            message = say(
                "previous document {text!r} is later than this one", text=block.text
            )
            yield Finding(message, block, 0, len(block.text))


def _own_number(cover: Cover) -> CouncilNumber | None:
    """The first Council number of a cover note that can be parsed."""
    for each in cover.identifiers:
        known = council_number(each.value) if each.scheme == "council" else None
        if known is not None:
            return known
    return None


@rule("CNS004", "subject-differs", on="record", sources=(PRINTED,), asked=STRICT)
def subject(record: Record) -> Iterator[Finding]:
    """The subject of the note and the title of the declaration differ.

    Why: the note announces the annex by its title. A word that differs is a misreading, or the
    annex is another document.

    Fix: compare both with the source; blanks and hyphens at line ends do not count.

    Bad:
    {"cover": {"fields": [{"key": "from", "label": "From:", "value": {"kind": "text",
      "text": "Presidency"}},
                          {"key": "to", "label": "To:", "value": {"kind": "text",
                            "text": "Delegations"}},
                          {"key": "subject", "label": "Subject:", "value": {"kind": "text",
                            "text": "Harbour Declamation of The Ports"}}]}}

    Good:
    {"cover": {"fields": [{"key": "from", "label": "From:", "value": {"kind": "text",
      "text": "Presidency"}},
                          {"key": "to", "label": "To:", "value": {"kind": "text",
                            "text": "Delegations"}},
                          {"key": "subject", "label": "Subject:", "value": {"kind": "text",
                            "text": "Harbour Declaration of The Ports – adoption"}}]}}
    """
    declaration = record.declaration
    block = None if declaration.cover is None else declaration.cover.subject
    if block is None or declaration.title is None:
        return
    said = _letters(block.text)
    title = _letters(declaration.title.text)
    if not title or not said:
        return
    if title not in said and said not in title:
        message = say("the subject differs from the title of the declaration")
        yield Finding(message, block, 0, len(block.text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


@rule(
    "CNS005",
    "register-address",
    on="record",
    sources=(NUMBERS, "the Council's public register"),
    info=EVERY,
)
def address(record: Record) -> Iterator[Finding]:
    """The address of a Council document is not in the register's form.

    Why: the register answers to one form only:
    `https://data.consilium.europa.eu/doc/document/ST-9639-2018-REV-4/en/pdf`.

    Fix: write series, number, year and suffixes joined by hyphens, then the language and `pdf`.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall document <ref eId="para_3__ref_1"
        href="https://data.consilium.europa.eu/doc/document/6100-24/en/pdf">6100/24</ref>.</p></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We recall document <ref eId="para_3__ref_1"
        href="https://data.consilium.europa.eu/doc/document/ST-6100-2024-INIT/en/pdf">6100/24</ref>.</p></content></paragraph>
    """
    for block, mark, _ in record.marks(ReferenceMark):
        href = mark.href or ""
        if "data.consilium.europa.eu/" not in href:
            continue
        if register_number(href) is None or not href.startswith("https:"):
            message = say("{href!r} is not in the form of the register", href=href)
            yield Finding(message, block, mark.start, mark.end, quote=href)


_PROCEDURE = re.compile(r"\d{4}/\d{4}[A-Z]?[ \u00a0]?\([A-Z]{3}\)")


@rule(
    "CNS006",
    "procedure-code",
    on="record",
    sources=("Council notes (LEOS 3.3, reference patterns)",),
    error=STRICT,
    asked=STRICT,
)
def procedure(record: Record) -> Iterator[Finding]:
    """The code of the interinstitutional file is not in its form.

    Why: `2023/0249(NLE)` - the year, four digits, the procedure - is how all institutions find the
    file.

    Fix: compare the code with the masthead.

    Bad:
    {"cover": {"fields": [{"key": "interinstitutional-file", "label": "Interinstitutional File:",
      "value": {"kind": "text", "text": "2024/249(NLE)"}},
      {"key": "from", "label": "From:", "value": {"kind": "text", "text": "Presidency"}},
      {"key": "to", "label": "To:", "value": {"kind": "text", "text": "Delegations"}},
      {"key": "subject", "label": "Subject:", "value": {"kind": "text",
        "text": "Harbour Declaration of The Ports"}}]}}

    Good:
    {"cover": {"fields": [{"key": "interinstitutional-file", "label": "Interinstitutional File:",
      "value": {"kind": "text", "text": "2024/0249(NLE)"}},
      {"key": "from", "label": "From:", "value": {"kind": "text", "text": "Presidency"}},
      {"key": "to", "label": "To:", "value": {"kind": "text", "text": "Delegations"}},
      {"key": "subject", "label": "Subject:", "value": {"kind": "text",
        "text": "Harbour Declaration of The Ports"}}]}}
    """
    cover = record.declaration.cover
    if cover is None:
        return
    for field in cover.fields:
        if field.key not in ("interinstitutional-file", "procedure"):
            continue
        words = field.value.text.strip()
        if words and _PROCEDURE.search(words) is None:
            message = say("{words!r} is not a procedure code", words=words)
            yield Finding(message, field.value, 0, len(field.value.text))


@rule(
    "UNR001",
    "html-list",
    on="tree",
    sources=("AKN4UN guidelines, part 1: normative and deliberative documents",),
    error=(Profile.AKN4UN,),
    asked=NOT_OF_UNION,
)
def html_list(tree: Tree) -> Iterator[Finding]:
    """A declaration holds a list of HTML.

    Why: items of `ul` and `ol` have neither a printed label nor an eId, so that no point can be
    cited. The guidelines of the United Nations do not allow them in deliberative documents.

    Fix: use `list` with `point` in the operative part, `blockList` with `item` elsewhere.

    Bad:
    <paragraph eId="para_3"><num>3.</num>
      <content><p>We will meet:</p><ul><li>at sea.</li></ul></content></paragraph>

    Good:
    <paragraph eId="para_3"><num>3.</num>
      <list eId="para_3__list_1"><intro eId="para_3__list_1__intro"><p>We will meet:</p></intro>
      <point eId="para_3__list_1__point_1"><num>–</num>
        <content><p>at sea.</p></content></point></list></paragraph>
    """
    for element in tree.all("ul", "ol"):
        message = say("<{element}> is an HTML list", element=local(element))
        yield Finding(message, element)
