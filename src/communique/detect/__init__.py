"""From lines to a draft: what the layout and typography of a text say of its structure.

The passes are a list in `reading`: lines, furniture, notes, cover, language, runs, roles, blocks, outline. Every pass claims
the spans of the source that it uses; `roles` decides what each block is, all of them together.
"""

from dataclasses import dataclass

from communique.core import codes
from communique.core.message import say
from communique.core.source import Source
from communique.core.values import Values, text_blocks
from communique.detect.assemble import Assembly
from communique.detect.block_table import table_of
from communique.detect.decoder import decoder
from communique.detect.facts import find_facts
from communique.detect.features import Views
from communique.detect.mentions import mark_mentions
from communique.detect.metadata import unused_metadata
from communique.detect.overlay import apply_overlay
from communique.detect.reading import BEFORE_BLOCKS, TO_RECORD, read, say_joins
from communique.detect.roles import MORE, Decision
from communique.detect.signatures.closing import signed_table
from communique.detect.signatures.signatories import name_parties, signatories
from communique.detect.state import Reading
from communique.detect.weights import Weights
from communique.draft import Draft, ReadOptions
from communique.languages import LanguageData
from communique.naming.convention import name_nodes

__all__ = ["Why", "detect", "explain", "label"]


def label(source: Source, options: ReadOptions) -> str:
    """The table of the blocks of a raw text and their roles, as decided: to be corrected, and given back as hints."""
    return table_of(read(source, options))


def _say_signatories(values: Values, reading: Reading) -> None:
    """Say who signed, also in a last table, and in other texts of the file that are no annexes: the answer to a note."""
    texts = [values, *(annex for annex in values["annexes"] if annex["num"] is None)]
    closings = _last_table(values, reading.words)
    closings += [block for text in texts for block in ({"kind": "text"}, *text["closing"])]
    signed = any(block["kind"] == "signature" for block in closings)
    above = {
        **values,
        "cover": None,
        "body": [],
        "closing": [],
        "annexes": [],
    }  # its title and preamble
    stated = "\n".join(block["text"] for _, block in text_blocks(above)) if signed else ""
    values["signatories"] = signatories(closings, reading.words, stated)
    name_parties(values["signatories"], {each["id"] for each in values["entities"]}, reading.tag)


def _last_table(values: Values, words: LanguageData) -> list[Values]:
    """The signatures in a table with which the body ends, as blocks of a closing; the table stays what it is."""
    part = next(iter(values["body"][-1:]), None)
    while part is not None and part.get("body"):
        part = part["body"][-1]
    last: Values = (
        part["content"][-1] if part is not None and part.get("content") else {"kind": "text"}
    )
    if last["kind"] != "table":
        return []
    rows = [
        [" ".join(block["text"] for block in cell["content"]) for cell in row["cells"]]
        for row in last["rows"]
    ]
    made = signed_table(rows, words)
    return [
        {
            "kind": "signature",
            "lines": [{"part": part, "value": {"text": text}} for part, text in lines],
        }
        for lines in made
    ]


def detect(source: Source, options: ReadOptions) -> Draft:
    """A draft of a raw text whose bytes are known to be readable, with its ledger and findings."""
    reading = read(source, options, TO_RECORD)
    reading.let_go()
    assembly = Assembly(reading)
    values, standing, places = assembly.values, assembly.standing(), assembly.places
    del assembly
    reading.texts = []
    mark_mentions(values, reading.tag)
    overruled = find_facts(values, standing, reading.words)
    for name, text, other in overruled:
        message = say(
            "the {name} is {text} by the text and {other} by its metadata",
            name=name,
            text=text,
            other=other,
        )
        reading.say(codes.FACTS_DISAGREE, message)
    said = {other for _, _, other in overruled}
    for unused in (
        *standing.metadata.unused,
        *unused_metadata(values, standing.metadata, reading.words),
    ):
        words = " ".join(unused.text.split())
        if unused.text not in said:
            message = say("metadata without a place in the record: {words!r}", words=words[:60])
            reading.say(codes.METADATA, message, unused.start, unused.end, quote=words[:200])
    _say_signatories(values, reading)
    name_nodes(values)
    if options.hints is not None and reading.table is None:
        reading.findings.extend(apply_overlay(values, options.hints))
    ledger, loose = reading.claims.settle()
    for start, end in loose:
        words = " ".join(source.text[start:end].split())
        message = say("{words!r} found no place in the record", words=words[:60])
        reading.say(codes.LEFT_OVER, message, start, end, quote=words[:200])
    say_joins(reading)
    # The places, and nothing else of what was read: it takes more memory than the text and the record.
    return Draft(
        source, values, reading.findings, ledger, lambda: places.spans(values, source), named=True
    )


MOST = 8
"""So many features are named."""
LEAST = 0.05
"""A feature that weighs less decides nothing."""


@dataclass(frozen=True, slots=True)
class Why:
    """What was decided of a block, and by what.

    `state` and `other` are roles, with `+` behind where the lines go on with the block before. `odds` and `less` are their
    probabilities. `features`: by name, how much each spoke for the role against the other, the strongest first.
    `hinted`: whether a person said what it is. `line` and `words`: where it begins.
    """

    line: int
    words: str
    state: str
    odds: float
    other: str
    less: float
    features: tuple[tuple[str, float], ...]
    hinted: bool = False


def explain(source: Source, options: ReadOptions, offset: int) -> Why | None:
    """Why the block at an offset of a raw text is what it is; None where no block was decided (notes, page numbers, covers)."""
    reading = read(source, options, BEFORE_BLOCKS)
    atoms, decisions = reading.atoms, reading.decisions
    at = next((index for index, atom in enumerate(atoms) if offset < atom.lines[-1].end), None)
    if at is None:
        return None
    begin = atoms[at].lines[0].start
    if begin > offset and source.position(begin)[0] != source.position(offset)[0]:
        return None  # and where it is the same line, signs of Markdown stand before the words
    while at and not decisions[at].begins:
        at -= 1
    weights = decoder().weights
    decision = decisions[at]
    features = list(Views(atoms, reading.spoken).named())[at]
    other, less = _other(weights, decision, features)
    index, against = weights.states.index(decision.state), weights.states.index(other)
    found: dict[str, float] = {}
    for feature in features:
        row = dict(weights.features.get(feature, ()))
        found[feature] = found.get(feature, 0.0) + row.get(index, 0.0) - row.get(against, 0.0)
    if at:
        before = weights.states.index(decisions[at - 1].state)
        found[f"after {decisions[at - 1].state}"] = (
            weights.moves[before][index] - weights.moves[before][against]
        )
    if at + 1 < len(atoms):
        after = weights.states.index(decisions[at + 1].state)
        found[f"before {decisions[at + 1].state}"] = (
            weights.moves[index][after] - weights.moves[against][after]
        )
    strongest = sorted(found.items(), key=lambda each: (-abs(each[1]), each[0]))[:MOST]
    line = atoms[at].lines[0]
    return Why(
        source.position(line.start)[0], line.text, decision.state, decision.odds, other, less,
        tuple((name, round(weight, 2)) for name, weight in strongest if abs(weight) >= LEAST),
        line.hint is not None,
    )  # fmt: skip


def _other(weights: Weights, decision: Decision, features: list[str]) -> tuple[str, float]:
    """The state that came next; where none was likely, the one for which the look of the block speaks most."""
    if decision.others:
        return decision.others[0]
    total = dict.fromkeys(weights.states, 0.0)
    for feature in features:
        for index, weight in weights.features.get(feature, ()):
            total[weights.states[index]] += weight
    del total[decision.state]
    total.pop(decision.role + MORE, None)
    return max(total, key=total.__getitem__), 0.0
