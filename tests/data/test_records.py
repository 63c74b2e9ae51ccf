"""Every shipped record is what its source and overlay say, valid, and the same in each format."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests.data.shipped import (
    EDITIONS,
    TOP,
    overlay_of,
    reading_of,
    record_of,
    source_of,
)

from communique.checking import validate
from communique.core.diagnostics import Severity
from communique.documents import read, write
from communique.languages import states
from communique.model import Cover, Declaration, RecitalGroup, Section
from communique.model.blocks import Numbered
from communique.model.text import ActMark, EntityMark, NoteMark

each_edition = pytest.mark.parametrize(("work", "language"), EDITIONS, ids="/".join)


def files(work: str, language: str) -> tuple[Any, Any]:
    return (
        TOP / "data" / "declarations" / work / f"{language}.json",
        TOP / "akn" / work / f"{language}.xml",
    )


@each_edition
def test_a_record_is_what_its_source_and_overlay_give(work: str, language: str) -> None:
    assert reading_of(work, language).require() == record_of(work, language)


@each_edition
def test_nothing_about_a_source_is_left_to_a_guess(work: str, language: str) -> None:
    findings = reading_of(work, language).findings
    assert [
        finding.message for finding in findings if finding.severity >= Severity.INFO
    ] == []


@each_edition
def test_a_record_and_its_akoma_ntoso_file_are_written_as_they_stand(
    work: str, language: str
) -> None:
    as_json, as_akn = files(work, language)
    declaration = record_of(work, language)
    assert write(declaration, "json") == as_json.read_text("utf-8")
    assert write(declaration, "akn") == as_akn.read_text("utf-8")


@each_edition
def test_an_akoma_ntoso_file_is_read_back_as_the_record(
    work: str, language: str
) -> None:
    _, as_akn = files(work, language)
    assert read(as_akn).require() == record_of(work, language)


@each_edition
def test_both_files_are_valid(work: str, language: str) -> None:
    for path in files(work, language):
        report = validate(path)
        assert (report.verdict, [finding.message for finding in report.findings]) == (
            "valid",
            [],
        )


@each_edition
def test_the_bytes_of_the_source_are_those_that_the_record_names(
    work: str, language: str
) -> None:
    source = record_of(work, language).source
    assert source is not None
    assert (
        source.sha256
        == hashlib.sha256(source_of(work, language).read_bytes()).hexdigest()
    )


def printed(declaration: Declaration) -> Iterator[str]:
    """Whatever the record holds that stands in print: words, labels, markers; not what repeats
    them.
    """
    yield from (block.text for _, block in declaration.blocks)
    cover = declaration.cover
    yield from (field.label for field in (cover.fields if cover else ()) if field.label)
    yield from (note.marker for note in declaration.notes if note.marker)
    for eid in {eid for eid, _ in declaration.blocks} - {
        "cover",
        "preface",
        "conclusions",
    }:
        node = declaration[eid]
        if isinstance(node, Numbered | Section | RecitalGroup) and node.num:
            yield node.num
    calls = (
        mark
        for _, block in declaration.blocks
        for mark in block.marks
        if isinstance(mark, NoteMark)
    )
    markers = {note.eid: note.marker for note in declaration.notes}
    yield from (markers[call.ref] or "" for call in calls)


def characters(texts: Iterator[str] | list[str]) -> Counter[str]:
    return Counter(char for text in texts for char in text if not char.isspace())


@each_edition
def test_every_character_of_the_source_is_in_the_record_and_no_other(
    work: str, language: str
) -> None:
    assert characters(printed(record_of(work, language))) == characters(
        [source_of(work, language).read_text("utf-8")]
    )


@each_edition
def test_the_words_of_each_block_stand_in_the_source_where_the_spans_say(
    work: str, language: str
) -> None:
    parsed = reading_of(work, language)
    text = parsed.source.text
    values = parsed.require().model_dump(mode="json")
    pointers = 0
    for pointer, spans in parsed.spans.items():
        value: Any = values
        for key in pointer.split("/")[1:]:
            value = value[int(key) if isinstance(value, list) else key]
        words = "".join(text[span.start : span.end] for span in spans)
        assert "".join(words.split()) == "".join(str(value).split()), pointer
        pointers += pointer.endswith("/text")
    assert pointers == len(parsed.require().blocks)


@each_edition
def test_whatever_is_claimed_has_a_basis_and_whatever_is_not_printed_a_source(
    work: str, language: str
) -> None:
    declaration = record_of(work, language)
    claims: list[Any] = [*declaration.entities, *declaration.identifiers]
    claims += [claim for claim in (declaration.date, declaration.place) if claim]
    if isinstance(declaration.cover, Cover):
        claims += declaration.cover.identifiers
    for signatory in declaration.signatories:
        claims += [
            claim
            for claim in (signatory.name, signatory.role, signatory.party)
            if claim
        ]
        claims += signatory.members
    assert claims
    for claim in claims:
        assert claim.basis is not None, claim
        assert claim.basis == "text" or claim.source, claim


@each_edition
def test_what_has_the_text_as_its_basis_stands_in_the_text(
    work: str, language: str
) -> None:
    declaration = record_of(work, language)
    words = [block.text for _, block in declaration.blocks]
    named = {
        mark.ref
        for _, block in declaration.blocks
        for mark in block.marks
        if isinstance(mark, EntityMark)
    }
    for signatory in declaration.signatories:
        for claim in (signatory.name, signatory.role, signatory.party):
            assert (
                claim is None
                or claim.text is None
                or any(claim.text in each for each in words)
            ), claim
        assert {
            member.ref for member in signatory.members if member.basis == "text"
        } <= named
    assert {
        entity.id for entity in declaration.entities if entity.basis == "text"
    } == named


@each_edition
def test_every_id_that_is_used_names_an_entity(work: str, language: str) -> None:
    declaration = record_of(work, language)
    known = {entity.id for entity in declaration.entities}
    used: set[str] = {
        member.ref
        for signatory in declaration.signatories
        for member in signatory.members
    }
    for _, block in declaration.blocks:
        for mark in block.marks:
            if isinstance(mark, EntityMark):
                used.add(mark.ref)
            elif isinstance(mark, ActMark):
                used.update(
                    (*mark.actors, *mark.addressees, *mark.topics, *mark.instruments)
                )
    assert used - known == set()
    assert len(known) == len(declaration.entities)


@each_edition
def test_every_entity_is_used(work: str, language: str) -> None:
    declaration = record_of(work, language)
    members = {
        member.ref
        for signatory in declaration.signatories
        for member in signatory.members
    }
    assert [
        each.id
        for each in declaration.entities
        if not declaration.mentions(each.id) and each.id not in members
    ] == []


@each_edition
def test_an_act_names_only_what_its_own_paragraph_names(
    work: str, language: str
) -> None:
    declaration = record_of(work, language)
    named: dict[str, set[str]] = {}
    for eid, block in declaration.blocks:
        named.setdefault(eid, set()).update(
            mark.ref for mark in block.marks if isinstance(mark, EntityMark)
        )
    for act in declaration.acts:
        for ref in (*act.mark.addressees, *act.mark.topics, *act.mark.instruments):
            assert ref in named[act.eid], (act.eid, act.text, ref)


@each_edition
def test_addresses_of_entities_come_from_the_shipped_authorities(
    work: str, language: str
) -> None:
    listed = (TOP / "data" / "authorities.json").read_text("utf-8")
    known = {
        f"http://publications.europa.eu/resource/authority/country/{code}"
        for code in states("en")
    }
    for entity in record_of(work, language).entities:
        for uri in {*entity.same_as} - known:
            assert (
                f'"{uri}"' in listed
                or f'"{uri.removeprefix("http://eurovoc.europa.eu/")}"' in listed
            ), uri


@each_edition
def test_an_overlay_lists_no_form_twice(work: str, language: str) -> None:
    forms = Counter(
        form
        for entity in overlay_of(work, language)["entities"]
        for form in entity.get("forms", ())
    )
    assert [form for form, count in forms.items() if count > 1] == []
