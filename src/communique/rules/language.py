"""LNG: the language that the metadata claim, the markup repeats, and the words are in."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from communique.core.diagnostics import Severity
from communique.core.message import say
from communique.languages import all_languages, language
from communique.model import TextBlock
from communique.naming.iso639 import alpha3, bcp47, is_alpha3
from communique.rules.record import BODY, PREAMBLE, Record
from communique.rules.rule import NOT_OF_UNION, OURS, STRICT, UN1, Finding, rule
from communique.rules.tree import LANG as XML_LANG
from communique.rules.tree import Document, Tree, local

_ANY = frozenset({"mul", "und", "zxx"})
_SAMPLE = 2500
_FEWEST = 12


@rule(
    "LNG001",
    "language-code",
    on="either",
    sources=("Akoma Ntoso Naming Convention 1.0, 4.5", UN1, "ISO 639-2/T"),
    error=STRICT,
    asked=NOT_OF_UNION,
    about="language",
)
def code(subject: Record | Tree) -> Iterator[Finding]:
    """The language is not an ISO 639 code (in FRBRlanguage, of three letters), or is not the one in the Expression's IRI.

    Why: the language makes the Expression. IRIs carry ISO 639-2/T codes (`slv`, `deu`); `sl` or
    `ger` there is a language that no program knows, and two codes that differ are two Expressions.

    Fix: write the ISO 639-2/T code in both. The record has the code of two letters, where there is
    one (`sl`).

    Bad:
    <FRBRExpression>
      <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01/!main"/>
      <FRBRuri value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01"/>
      <FRBRlanguage language="en"/>
    </FRBRExpression>

    Good:
    <FRBRExpression>
      <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01/!main"/>
      <FRBRuri value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01"/>
      <FRBRlanguage language="eng"/>
    </FRBRExpression>
    """
    if isinstance(subject, Record):
        declaration = subject.declaration
        for tag in dict.fromkeys((declaration.language, declaration.translation_of)):
            if tag is not None and not is_alpha3(alpha3(tag)):
                yield _no_code(tag, bcp47(tag), declaration)
        return
    for document in subject.documents:
        said = document.value("FRBRExpression", "FRBRlanguage", "language")
        if said is None:
            continue
        element, language_code = said
        if not is_alpha3(language_code):
            yield _no_code(language_code, alpha3(language_code), element)
            continue
        segment = _language_in_iri(document)
        if segment and segment != language_code:
            message = say(
                "the FRBRlanguage is {value!r}, the IRI says {segment!r}",
                value=language_code,
                segment=segment,
            )
            yield Finding(message, element, quote=language_code)


def _language_in_iri(document: Document) -> str:
    """What stands in the Expression's IRI for the language; empty where it is not named after the
    Work.
    """
    uri = document.value("FRBRExpression", "FRBRuri")
    work = document.value("FRBRWork", "FRBRuri")
    if uri is None or work is None or not work[1].strip("/"):
        return ""
    start = work[1].rstrip("/") + "/"
    if not uri[1].startswith(start):
        return ""
    return re.split("[/@!]", uri[1][len(start) :], maxsplit=1)[0]


def _no_code(value: str, proper: str, place: object) -> Finding:
    message = say("the language {value!r} is not an ISO 639-2/T code", value=value)
    hint = None
    if proper != value:
        hint = say("write {proper}", proper=proper)
    return Finding(message, place, quote=value, hint=hint)


@rule("LNG002", "language-disagrees", on="tree", sources=(UN1,), error=OURS)
def disagrees(tree: Tree) -> Iterator[Finding]:
    """A part of the text says that it is in another language than the metadata.

    Why: `xml:lang` is what browsers, hyphenation and speech go by, `FRBRlanguage` what catalogues
    do. If a part of the document is in another language, mark that part; the whole text cannot be
    in two languages.

    Fix: correct whichever is wrong. `FRBRlanguage` is ISO 639-2/T (`slv`), `xml:lang` is BCP 47
    (`sl`).

    Bad:
    <FRBRExpression>
      <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/harbour/fra@2024-03-01/!main"/>
      <FRBRuri value="/akn/xx/statement/declaration/2024-03-01/harbour/fra@2024-03-01"/>
      <FRBRlanguage language="fra"/>
    </FRBRExpression>
    <FRBRManifestation/>

    Good:
    <FRBRExpression>
      <FRBRthis value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01/!main"/>
      <FRBRuri value="/akn/xx/statement/declaration/2024-03-01/harbour/eng@2024-03-01"/>
      <FRBRlanguage language="eng"/>
    </FRBRExpression>
    <FRBRManifestation/>
    """
    for element, code in tree.having(XML_LANG):
        short = bcp47(code)
        if len(code) == 3 and is_alpha3(code) and short != code:
            message = say(
                "xml:lang is {tag!r}, but BCP 47 has a shorter code", tag=code
            )
            hint = say("write {proper}", proper=short)
            yield Finding(
                message,
                element,
                quote=code,
                hint=hint,
                severity=Severity.WARNING,
            )
    for document in tree.documents:
        said = document.value("FRBRExpression", "FRBRlanguage", "language")
        if said is None or said[1] in _ANY:
            continue
        tags = [(part, tag) for part in document.element if (tag := part.get(XML_LANG))]
        wrong = [
            each
            for each in tags
            if alpha3(each[1].casefold()) not in (alpha3(said[1]), *_ANY)
        ]
        if (
            len(wrong) == len(tags) and len({tag for _, tag in wrong}) == 1
        ):  # one fault: the metadata stand alone
            wrong = wrong[:1]
        for part, tag in wrong:
            message = say(
                "<{part}> is in {tag!r}, the document in {value!r}",
                part=local(part),
                tag=tag,
                value=said[1],
            )
            yield Finding(message, part, quote=tag)


@cache
def _tags_of() -> dict[str, tuple[str, ...]]:
    """From a frequent word to the languages that have it."""
    found: dict[str, list[str]] = {}
    for data in all_languages():
        for word in data.words:
            found.setdefault(word.casefold(), []).append(data.tag)
    return {word: tuple(tags) for word, tags in found.items()}


@cache
def _words_of(tag: str) -> frozenset[str]:
    """The frequent words of one language."""
    return frozenset(word.casefold() for word in language(tag).words)


@rule(
    "LNG003",
    "text-in-another-language",
    on="record",
    sources=(UN1, "the words of the 24 languages of the Union"),
    error=STRICT,
)
def text(record: Record) -> Iterator[Finding]:
    """The words are in another language than the record says.

    Why: a translation saved under the original's language is found by nobody who reads that
    language, and is compared with itself when versions are compared.

    Fix: set `language` to that of the words.

    Bad:
    {"language": "fr", "body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
      "text": "We will meet again in the harbour of one of the islands, and we will write"}, {"kind": "text",
      "text": "to each other until the ferries return to the ports that they have left, as"}, {"kind": "text",
      "text": "it is our will and that of all who live by the sea."}]}]}

    Good:
    {"language": "en", "body": [{"kind": "paragraph", "num": "3.", "content": [{"kind": "text",
      "text": "We will meet again in the harbour of one of the islands, and we will write"}, {"kind": "text",
      "text": "to each other until the ferries return to the ports that they have left, as"}, {"kind": "text",
      "text": "it is our will and that of all who live by the sea."}]}]}
    """
    declared = record.declaration.language.partition("-")[0]
    if not language(declared).words:
        return
    sample: list[str] = []
    blocks: list[TextBlock] = []
    size = 0
    for block, zone in zip(record.blocks, record.zones, strict=True):
        if zone in (PREAMBLE, BODY) and block.text:
            blocks.append(block)
            sample.append(block.text[:_SAMPLE])
            size += len(block.text)
            if size > _SAMPLE:
                break
    words = " ".join(sample).casefold().split()
    if sum(map(_words_of(declared).__contains__, words)) * 6 > len(words):
        return
    index, hits = _tags_of(), Counter[str]()
    for word, times in Counter(words).items():
        for tag in index.get(word, ()):
            hits[tag] += min(times, 8)
    if not hits:
        return
    best, most = max(hits.items(), key=lambda each: (each[1], each[0]))
    if most >= _FEWEST and hits[declared] * 3 < most:
        names = language(best).name, language(declared).name
        message = say(
            "the words are {names}, the record says {names2} ({declared})",
            names=names[0],
            names2=names[1],
            declared=declared,
        )
        yield Finding(
            message,
            blocks[0],
            0,
            min(40, len(blocks[0].text)),
        )


@cache
def _labels_of(tag: str) -> frozenset[str]:
    """The labels of one language, in lower case."""
    return frozenset(
        label.casefold() for labels in language(tag).labels.values() for label in labels
    )


@rule(
    "LNG004",
    "labels-in-another-language",
    on="record",
    sources=("front matter of Council documents in 24 languages",),
    error=STRICT,
    asked=STRICT,
)
def labels(record: Record) -> Iterator[Finding]:
    """The labels of the front matter are in another language than the record says.

    Why: the Council prints "Küldi" above Hungarian texts only. Labels are the surest sign of a
    document's language.

    Fix: set `language` to that of the labels.

    Bad:
    {"cover": {"fields": [
      {"key": "from", "label": "Küldi:", "value": {"kind": "text", "text": "Presidency"}},
      {"key": "to", "label": "Címzett:", "value": {"kind": "text", "text": "Delegations"}},
      {"key": "subject", "label": "Tárgy:", "value": {"kind": "text",
        "text": "Harbour Declaration of The Ports"}}]}}

    Good:
    {"cover": {"fields": [
      {"key": "from", "label": "From:", "value": {"kind": "text", "text": "Presidency"}},
      {"key": "to", "label": "To:", "value": {"kind": "text", "text": "Delegations"}},
      {"key": "subject", "label": "Subject:", "value": {"kind": "text",
        "text": "Harbour Declaration of The Ports"}}]}}
    """
    declaration = record.declaration
    declared = declaration.language.partition("-")[0]
    if declaration.cover is None or not language(declared).labels:
        return
    printed = [
        (f, f.label.rstrip(" :").casefold())
        for f in declaration.cover.fields
        if f.label is not None
    ]
    if any(label in _labels_of(declared) for _, label in printed):
        return
    hits = Counter(
        {
            each.tag: sum(label in _labels_of(each.tag) for _, label in printed)
            for each in all_languages()
        }
    )
    best, most = max(hits.items(), key=lambda each: (each[1], each[0]))
    if most >= 2:
        field, _ = printed[0]
        message = say(
            "the labels are {name}, the record says {name2} ({declared})",
            name=language(best).name,
            name2=language(declared).name,
            declared=declared,
        )
        yield Finding(
            message,
            field,
            quote=field.label,
        )
