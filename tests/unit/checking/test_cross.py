from collections.abc import Callable
from typing import Any

import pytest
from tests.samples import block, declaration, numbered
from tests.translation import translated

from communique.checking.cross import Crossed, compare, relation_of
from communique.checking.cross.pair import Relation
from communique.core.diagnostics import Diagnostic
from communique.core.errors import NotReadable
from communique.core.source import Source
from communique.documents import read, write
from communique.draft import Parsed
from communique.model import Declaration

Values = dict[str, Any]
Change = Callable[[Values], object]
FORMATS = ("json", "akn")


def parsed(record: Declaration, form: str = "json", name: str = "one") -> Parsed:
    source = Source(
        f"{name}.{'xml' if form == 'akn' else form}", write(record, form).encode()
    )
    return read(source)


def changed(record: Declaration, change: Change) -> Declaration:
    found = record.model_dump(mode="json")
    change(found)
    return Declaration.model_validate(found)


def codes(findings: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.code.code for finding in findings]


def crossed(one: Declaration, other: Declaration, form: str = "json") -> Crossed:
    return compare(parsed(one), parsed(other, form, "other"))


# --- which comparison applies ---


@pytest.mark.parametrize(
    ("one", "other", "raw", "relation"),
    [
        ("en", "en", (False, False), Relation.FORMATS),
        ("en", "en-GB", (False, False), Relation.FORMATS),
        ("en", "und", (False, False), Relation.FORMATS),
        ("en", "sl", (False, False), Relation.LANGUAGES),
        ("sr-Latn", "sr-Cyrl", (False, False), Relation.LANGUAGES),
        ("sr-Latn", "sr", (False, False), Relation.FORMATS),
        ("en", "en", (True, False), Relation.SOURCE),
        ("en", "en", (False, True), Relation.SOURCE),
        ("en", "sl", (True, False), Relation.LANGUAGES),
    ],
)
def test_what_must_agree_follows_from_language_and_format(
    one: str, other: str, raw: tuple[bool, bool], relation: Relation
) -> None:
    pair = [
        Parsed(Source("a", b""), declaration(language=language))
        for language in (one, other)
    ]
    assert relation_of(pair[0], pair[1], raw) is relation


TEXT = "# Harbour\n\n1. Aware of the tides;\n\n2. We have agreed:\n\n3. We will meet again.\n\n4. We will write.\n"
FOREIGN = "# Pristanišče\n\n1. ob zavedanju plime;\n\n2. smo se dogovorili:\n\n3. Spet se snidemo.\n\n4. Pisali bomo.\n"


def from_text(text: str, language: str, name: str = "one") -> Parsed:
    return read(Source(f"{name}.txt", text.encode()), language=language)


def test_raw_text_in_two_languages_is_known_by_its_eids_and_has_no_metadata_to_compare() -> (
    None
):
    one, other = from_text(TEXT, "en"), from_text(FOREIGN, "sl", "other")
    found = compare(one, other, raw=(True, True))
    assert (found.relation, found.one + found.other) == (Relation.LANGUAGES, ())
    fewer = from_text(FOREIGN.replace("4. Pisali bomo.\n", ""), "sl", "other")
    assert codes(compare(one, fewer, raw=(True, True)).one) == ["CRS004"]
    foreign = from_text(
        "# Red\n\n1. člen\n\nBesede.\n\n2. člen\n\nBesede.\n\n3. člen\n\nBesede.\n",
        "sl",
        "other",
    )
    assert codes(compare(one, foreign, raw=(True, True)).other) == ["CRS002"]


def test_a_language_that_could_not_be_told_is_another_if_the_words_are_others() -> None:
    one = from_text(TEXT, "en")
    assert (
        compare(one, from_text(TEXT, "und"), raw=(True, True)).relation
        is Relation.SOURCE
    )
    assert (
        compare(one, from_text(FOREIGN, "und"), raw=(True, True)).relation
        is Relation.LANGUAGES
    )


def test_an_id_that_a_file_does_not_say_is_not_compared_between_languages() -> None:
    def foreign(title: str, language: str, name: str) -> Parsed:
        text = write(declaration(title=block(title), language=language), "akn")
        start = text.index("<proprietary")
        return read(
            Source(
                name,
                (
                    text[:start]
                    + text[text.index("</proprietary>") + len("</proprietary>") :]
                ).encode(),
            )
        )

    one, other = (
        foreign("Harbour", "en", "one.xml"),
        foreign("Pristanišče", "sl", "other.xml"),
    )
    assert one.require().id != other.require().id
    assert codes(compare(one, other).other) == []
    said = changed(declaration(language="sl"), lambda v: v.update(id="pristanisce"))
    assert codes(crossed(declaration(), said).other) == ["CRS011"]


def test_a_file_without_a_record_cannot_be_compared() -> None:
    with pytest.raises(NotReadable):
        compare(Parsed(Source("a", b""), None), parsed(declaration()))


# --- the same text twice, and two languages ---

COVERED = declaration(
    cover={
        "kind": "note",
        "iri": "/akn/xx/doc/note/2024/harbour",
        "date": {"value": "2024-02-20"},
        "fields": [
            {
                "key": "subject",
                "label": "Subject:",
                "value": block("Harbour Declaration"),
            }
        ],
    }
)
# What is done to a good record, the code that must be said of it, and whether it is said of two
# languages too.
CHANGES: dict[str, tuple[Change, str, bool]] = {
    "a word": (lambda v: v["body"][0]["content"][0].update(text="We commit by 1 March 2025."), "CRS007", False),
    "a title": (lambda v: v["title"].update(text="Harbor Declaration"), "CRS007", False),
    "a number": (lambda v: v["body"][0].update(num="5."), "CRS005", True),
    "a number that is missing": (lambda v: v["body"][0].update(num=None), "CRS005", True),
    "an eid": (lambda v: v["body"][0].update(eid="p3"), "CRS004", True),
    "a paragraph that is missing": (lambda v: v["body"].pop(), "CRS004", True),
    "a point that is missing": (lambda v: v["body"][1]["content"].pop(), "CRS004", True),
    "a title that is missing": (lambda v: v.update(title=None), "CRS006", True),
    "a text in two pieces": (
        lambda v: v["notes"][0].update(content=[block("See the"), block("annual report.")]), "CRS006", True,
    ),
    "paragraphs in another order": (lambda v: v["body"].reverse(), "CRS006", True),
    "another kind": (lambda v: v.update(kind="communique"), "CRS006", True),
    "a role": (lambda v: v["preamble"][0].update(role="opening"), "CRS006", True),
    "a marker": (lambda v: v["notes"][0].update(marker="2"), "CRS008", True),
    "a note that is missing": (lambda v: (v["notes"].clear(), v["preamble"][0]["content"][0]["marks"].clear()), "CRS008", True),
    "a date": (lambda v: v["body"][0]["content"][0]["marks"][-1].update(date="2024-03-02"), "CRS009", True),
    "a date of the document": (lambda v: v.update(date={"value": "2025"}), "CRS009", True),
    "a date that is not marked": (lambda v: v["body"][0]["content"][0]["marks"].pop(), "CRS009", True),
    "a signatory": (lambda v: v["signatories"][0].update(id="ships"), "CRS010", True),
    "a member": (lambda v: v["signatories"][0].update(members=[{"ref": "eu"}]), "CRS010", True),
    "a number of the work": (
        lambda v: v["identifiers"].append({"scheme": "x", "value": "1"}), "CRS011", True,
    ),
    "an iri": (lambda v: v.update(iri="/akn/xx/statement/other"), "CRS011", True),
    "an iri of the note": (lambda v: v["cover"].update(iri="/akn/xx/doc/note/other"), "CRS011", True),
    "a date of the note": (lambda v: v["cover"].update(date={"value": "2025"}), "CRS009", True),
    "a number of the note": (
        lambda v: v["cover"]["identifiers"].append({"scheme": "x", "value": "1"}), "CRS011", True,
    ),
    "a field of the note": (lambda v: v["cover"]["fields"].pop(), "CRS006", True),
    "a short title": (lambda v: v.update(short_title="Harbour"), "CRS001", False),
    "an act": (lambda v: v["body"][0]["content"][0]["marks"][0].update(act="review"), "CRS001", False),
    "an entity": (lambda v: v["entities"].append({"id": "eu", "type": "organization", "label": "EU"}), "CRS001", False),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", CHANGES)
def test_a_change_is_said_in_one_code_at_its_place(case: str, form: str) -> None:
    change, code, _ = CHANGES[case]
    found = crossed(COVERED, changed(COVERED, change), form)
    assert found.relation is Relation.FORMATS
    assert set(codes(found.one + found.other)) == {code}
    assert all(finding.span is not None for finding in found.one + found.other)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", CHANGES)
def test_a_change_in_a_language_version_is_said_unless_it_is_in_the_words(
    case: str, form: str
) -> None:
    change, code, said = CHANGES[case]
    found = crossed(COVERED, translated(changed(COVERED, change), "sl"), form)
    assert found.relation is Relation.LANGUAGES
    assert set(codes(found.one + found.other)) == ({code} if said else set())
    assert all(finding.span is not None for finding in found.one + found.other)


def test_what_stands_only_in_one_file_has_its_place_there() -> None:
    fewer = changed(declaration(), lambda v: v["body"].pop())
    found = crossed(declaration(), fewer)
    assert (codes(found.one), codes(found.other)) == (["CRS004"], [])
    assert found.one[0].pointer == "/body/1"
    assert found.one[0].eid == "para_4"
    assert codes(crossed(fewer, declaration()).other) == ["CRS004"]


def test_a_difference_in_words_has_its_place_at_the_words() -> None:
    text = write(declaration(), "json").replace(
        "Harbour Declaration", "Harbor Declaration"
    )
    found = compare(parsed(declaration()), read(Source("other.json", text.encode())))
    (finding,) = found.other
    assert finding.pointer == "/title"
    assert finding.quote == "Harbor"
    assert finding.span is not None
    line = text.splitlines()[finding.span.line - 1]
    assert line[finding.span.column - 1 : finding.span.end_column - 1] == "Harbor"
    assert finding.message.endswith("in one.json")


def test_a_paragraph_left_out_is_one_finding_though_all_after_it_are_renumbered() -> (
    None
):
    def paragraphs(*numbers: int) -> list[Values]:
        return [
            numbered("paragraph", f"{at}.", block(f"Words {what}."))
            for at, what in enumerate(numbers, 3)
        ]

    one = declaration(body=paragraphs(*range(40)))
    other = declaration(body=paragraphs(*range(10), *range(11, 40)))
    found = crossed(one, other)
    assert [(finding.code.code, finding.eid) for finding in found.one] == [
        ("CRS004", "para_13")
    ]
    assert codes(found.other) == ["CRS004", "CRS005"]
    assert "28 more after it" in found.other[0].message


def test_a_scheme_of_eids_that_differs_is_one_finding() -> None:
    def renamed(v: Values) -> None:
        for at, paragraph in enumerate(v["body"]):
            paragraph["eid"] = f"p{at}"

    body = [
        numbered("paragraph", f"{at}.", block(f"Words {at}.")) for at in range(3, 300)
    ]
    one = declaration(body=body)
    for other in (changed(one, renamed), translated(changed(one, renamed), "sl")):
        assert codes(crossed(one, other).other) == ["CRS004"]


def test_a_version_without_marks_is_one_finding_of_each_kind() -> None:
    mark = {"kind": "date", "start": 0, "end": 4, "date": "2024"}
    act = {"kind": "act", "start": 0, "end": 4, "act": "commit"}
    body = [
        numbered("paragraph", f"{at}.", block("2024 is the year.", act, mark))
        for at in range(3, 30)
    ]
    one = declaration(body=body)
    other = changed(
        one,
        lambda v: [paragraph["content"][0].update(marks=[]) for paragraph in v["body"]],
    )
    assert codes(crossed(one, other).other) == ["CRS001", "CRS009"]


def test_many_findings_of_a_check_are_counted() -> None:
    body = [
        numbered("paragraph", f"{at}.", block(f"Words {at}.")) for at in range(3, 300)
    ]
    other = changed(
        declaration(body=body),
        lambda v: [p["content"][0].update(text="other") for p in v["body"]],
    )
    found = compare(parsed(declaration(body=body)), parsed(other), limit=5)
    assert len(found.other) == 6
    assert "292 more" in " ".join(finding.message for finding in found.other)


def test_labels_of_other_alphabets_are_not_compared_and_printed_numbers_are() -> None:
    one = declaration(
        body=[
            numbered("paragraph", "Article 2", block("x")),
            numbered("paragraph", "(b)", block("y")),
        ]
    )
    for label, letter, said in (
        ("2. člen", "β)", []),
        ("3. člen", "b)", ["CRS005"]),
        ("2", None, ["CRS005"]),
    ):
        other = changed(one, lambda v, nums=(label, letter): [  # type: ignore[misc]  # a lambda has no types
            paragraph.update(num=num) for paragraph, num in zip(v["body"], nums, strict=True)
        ])  # fmt: skip
        assert codes(crossed(one, translated(other, "el")).other) == said


def test_two_works_are_one_finding() -> None:
    other = declaration(id="lighthouse", body=[])
    other = changed(
        other,
        lambda v: v.update(iri="/akn/xx/statement/declaration/2024-03-01/lighthouse"),
    )
    for version in (other, translated(other, "fr")):
        found = crossed(declaration(), version)
        assert codes(found.one + found.other) == ["CRS002"]


def test_a_long_text_is_shown_where_it_differs() -> None:
    here, there = "word " * 1000 + "port", "word " * 1000 + "starboard"
    (finding,) = crossed(
        declaration(title=block(here)), declaration(title=block(there))
    ).other
    assert "port'" in finding.message
    assert "starboard'" in finding.message
    assert len(finding.message) < 250
