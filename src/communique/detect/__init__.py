"""From lines to a draft: what the layout and typography of a text say of its structure.

The passes are a list in `reading`: lines, furniture, notes, cover, language, runs, roles, blocks,
outline. Every pass claims the spans of the source that it uses; `roles` decides what each block is,
all of them together.
"""

from functools import partial
from itertools import filterfalse
from typing import cast

from communique.core import codes
from communique.core.message import say
from communique.core.source import Source
from communique.core.values import (
    DeclarationValues,
    Values,
    content_blocks,
    text_blocks,
)
from communique.detect.assemble import Assembly
from communique.detect.block_table import table_of
from communique.detect.facts import Standing, find_facts
from communique.detect.mentions import mark_mentions
from communique.detect.metadata import unused_metadata
from communique.detect.overlay import apply_overlay
from communique.detect.reading import TO_RECORD, read, say_joins
from communique.detect.signatures.closing import looks_of, signed_table
from communique.detect.signatures.parties import (
    AGREED_KINDS,
    named_parties,
    party_signatories,
)
from communique.detect.signatures.signatories import name_parties, signatories
from communique.detect.signatures.tables import (
    SIGNED_KINDS,
    announces_signers,
    signed_list,
)
from communique.detect.state import Reading
from communique.detect.why import Why, explain
from communique.draft import Draft, ReadOptions
from communique.languages import LanguageData
from communique.naming.convention import name_nodes

__all__ = ["Why", "detect", "explain", "label"]


MAX_OPENINGS = 8
"""The parties are named within this many first blocks."""


def label(source: Source, options: ReadOptions) -> str:
    """The table of the blocks of a raw text and their roles, as decided: to be corrected, and given
    back as hints.
    """
    return table_of(read(source, options))


def detect(source: Source, options: ReadOptions) -> Draft:
    """A draft of a raw text whose bytes are known to be readable, with its ledger and findings."""
    reading = read(source, options, TO_RECORD)
    reading.let_go()
    assembly = Assembly(reading)
    values = assembly.values
    by_name = cast("Values", values)  # facts and overlays put in fields by their names
    standing = assembly.standing()
    signed_first = assembly.signed_first()
    places = assembly.places
    del assembly
    reading.texts = []
    mark_mentions(values, reading.tag)
    _put_facts(by_name, standing, reading)
    _put_signatories(by_name, reading, signed_first)
    name_nodes(values)
    if options.hints is not None and reading.table is None:
        reading.findings.extend(apply_overlay(by_name, options.hints))
    ledger, loose = reading.claims.settle()
    reading.joiner.control |= {start: None for start, _ in reading.claims.unprinted}
    for start, end in loose:
        words = " ".join(source.text[start:end].split())
        message = say("{words!r} found no place in the record", words=words[:60])
        reading.say(codes.LEFT_OVER, message, start, end, quote=words[:200])
    say_joins(reading)
    # The places, and nothing else of what was read: it takes more memory than the text and the
    # record.
    return Draft(
        source,
        values,
        reading.findings,
        ledger,
        lambda: places.spans(values, source),
        named=True,
        decided=reading.decided,
    )


def _put_facts(values: Values, standing: Standing, reading: Reading) -> None:
    """Put in the facts of a document; say where metadata disagree, and which of them have no place."""
    overruled = find_facts(values, standing, reading.words, reading.given)
    for name, text, other in overruled:
        told = {"name": name, "text": text, "other": other}
        message = say(
            "the {name} is {text} by the text and {other} by its metadata", **told
        )
        reading.say(codes.FACTS_DISAGREE, message)
    said = {other for _, _, other in overruled}
    metadata = standing.metadata
    for unused in (*metadata.unused, *unused_metadata(values, metadata, reading.words)):
        if unused.text not in said:
            words = " ".join(unused.text.split())
            message = say(
                "metadata without a place in the record: {words!r}", words=words[:60]
            )
            reading.say(
                codes.METADATA, message, unused.start, unused.end, quote=words[:200]
            )


def _put_signatories(
    values: Values, reading: Reading, signed_first: list[Values]
) -> None:
    """Put in who signed, also above the text (`signed_first`) or in a last table, and in other texts
    of the file that are no annexes: the answer to a note.
    """
    texts = [values, *(annex for annex in values["annexes"] if annex["num"] is None)]
    listed = _lists_signers(values)
    closings = list(signed_first)
    for text in texts:
        closings += _table_signatures(text, reading.words, listed=listed)
    for text in texts:
        closings += [{"kind": "text"}, *text["closing"]]
    stated = ""
    if any(block["kind"] == "signature" for block in closings):
        # its title and preamble
        above = {**values, "cover": None, "body": [], "closing": [], "annexes": []}
        stated = "\n".join(
            block["text"] for _, block in text_blocks(cast("DeclarationValues", above))
        )
    found = signatories(closings, reading.words, stated)
    if not found and values["kind"] in AGREED_KINDS:
        found = party_signatories(named_parties(_openings(values)))
    values["signatories"] = found
    name_parties(
        values["signatories"], {each["id"] for each in values["entities"]}, reading.tag
    )


def _lists_signers(values: Values) -> bool:
    """Whether a table of the document can have a row for each of those who sign."""
    if values["kind"] in SIGNED_KINDS:
        return True
    blocks = text_blocks(cast("DeclarationValues", values))
    return any(announces_signers(block["text"]) for _, block in blocks)


def _table_signatures(
    text: Values, words: LanguageData, *, listed: bool
) -> list[Values]:
    """The signatures in a table with which the body of a text ends, as blocks of a closing; the
    table stays what it is. `listed`: a list of those who sign can have a row for each.
    """
    table = _last_table(text)
    if table is None:
        return []
    signed = signed_table(list(map(_words_of, table["rows"])), words)
    if listed and not signed:
        rows = list(map(_words_of, filterfalse(_is_head, table["rows"])))
        signed = signed_list(rows, partial(looks_of, language=words))
    found: list[Values] = []
    for lines in signed:
        written = [{"part": name, "value": {"text": text}} for name, text in lines]
        found.append({"kind": "signature", "lines": written})
    return found


def _last_table(text: Values) -> Values | None:
    """The table with which the body of a text ends, if one does."""
    if not text["body"]:
        return None
    part = text["body"][-1]
    while part.get("body"):
        part = part["body"][-1]
    content = part.get("content")
    if not content or content[-1]["kind"] != "table":
        return None
    last: Values = content[-1]
    return last


def _is_head(row: Values) -> bool:
    return all(cell["header"] for cell in row["cells"])


def _openings(values: Values) -> list[str]:
    """The words that open a text, before its recitals and numbers."""
    parts = [*values["preamble"], *values["body"]]
    found: list[str] = []
    for part in parts[:MAX_OPENINGS]:
        opens = part.get("role") == "opening"
        is_plain = part["kind"] == "paragraph" and not part["num"]
        if not (opens or is_plain):
            break
        found += [block["text"] for block in content_blocks(part["content"])]
    return found


def _words_of(row: Values) -> list[str]:
    """The words of each cell of a row of a table."""
    return [
        " ".join(block["text"] for block in cell["content"]) for cell in row["cells"]
    ]
