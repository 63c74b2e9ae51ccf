import pytest
from tests.samples import BROKEN, DOUBTFUL, block, declaration, finding, numbered

from communique.core.diagnostics import Report, Suppressed
from communique.draft import Ledger
from communique.report.summary import (
    counted,
    of_declaration,
    of_ledger,
    of_node,
    of_report,
)


def test_a_declaration_is_its_title_what_it_is_and_its_counts() -> None:
    assert list(of_declaration(declaration())) == [
        "Harbour Declaration",
        "  id harbour-declaration, kind declaration, language en, date 2024-03-01",
        f"  {declaration().iri}",
        "  2 recitals, 2 operative paragraphs, 1 footnote, 1 signatory",
    ]


def test_collective_signatories_are_called_so() -> None:
    port = {"id": "port", "type": "organization", "label": "Port"}
    collective = {"id": "ports", "members": [{"ref": "port"}]}
    single = {"id": "master"}
    counts = [
        list(of_declaration(declaration(entities=[port], signatories=signatories)))[
            3
        ].split(", ")[3]
        for signatories in (
            [collective],
            [collective, {**collective, "id": "others"}],
            [collective, single],
            [],
        )
    ]
    assert counts == [
        "1 collective signatory",
        "2 collective signatories",
        "2 signatories (1 collective)",
        "0 signatories",
    ]


def test_a_declaration_without_a_title_or_date_says_so() -> None:
    lines = list(
        of_declaration(declaration(title=None, date=None, subtitles=[block("Below")]))
    )
    assert lines[:2] == ["(no title)", "  Below"]
    assert lines[2].endswith("date unknown")


def test_a_paragraph_has_its_notes_acts_and_dates() -> None:
    sample = declaration()
    note = sample.notes[0]
    assert list(of_node(sample, sample.recitals[0].eid)) == [
        f"{sample.recitals[0].eid}  1.",
        "  Aware of the tides,",
        f"  note {note.marker}: See the annual report.",
    ]
    assert list(of_node(sample, "para_3")) == [
        "para_3  3.",
        "  We commit by 1 March 2024.",
        "  act commit: commit",
        "  date 2024-03-01: 1 March 2024",
    ]
    assert list(of_node(sample, "para_4"))[1:] == [
        "  We meet again:",
        "  (a) at sea,",
        "  act agree: meet",
    ]


def test_a_note_and_a_point_are_shown_by_their_eids() -> None:
    sample = declaration()
    note = sample.notes[0].eid
    assert list(of_node(sample, note)) == [f"{note}  1", "  See the annual report."]
    assert list(of_node(sample, "para_4__list_1__point_a")) == [
        "para_4__list_1__point_a  (a)",
        "  at sea,",
    ]


def test_a_section_is_shown_with_all_that_it_holds() -> None:
    paragraph = numbered("paragraph", "7.", block("Words."), {"kind": "points", "points": [
        {"kind": "point", "num": "(a)", "content": [block("inner")]},
    ]})  # fmt: skip
    section = {
        "kind": "section",
        "num": "I",
        "heading": block("Heading"),
        "body": [paragraph],
    }
    sample = declaration(body=[section])
    assert list(of_node(sample, "sec_I")) == [
        "sec_I  I",
        "  Heading",
        "  Words.",
        "  inner",
    ]


def test_an_eid_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="para_99"):
        list(of_node(declaration(), "para_99"))


def test_the_ledger_is_one_line_in_which_the_parts_stand() -> None:
    ledger = Ledger(10_000, 9_000, 900, {"running-head": 60, "page-number": 20}, 20)
    assert of_ledger(ledger) == (
        "ledger: 10000 characters: 9000 document, 900 structure, "
        "80 furniture (page-number 20, running-head 60), 20 left over"
    )


def test_a_report_is_its_verdict_and_why() -> None:
    assert of_report(Report("a", None, ())) == "a: valid"
    assert (
        of_report(Report("a", None, (finding(), finding(), finding(DOUBTFUL))))
        == "a: invalid (2 errors, 1 warning)"
    )
    known = (
        Suppressed(finding(), "baseline"),
        Suppressed(finding(), "comment", "so"),
        Suppressed(finding(), "baseline"),
    )
    assert (
        of_report(Report("a", None, (), known))
        == "a: valid (1 ignored by comment, 2 in the baseline)"
    )
    assert (
        of_report(Report("a", None, (finding(),), known[:1]))
        == "a: invalid (1 error; 1 in the baseline)"
    )
    assert (
        of_report(Report("a\x1b", None, (finding(BROKEN),)))
        == "a\\x1b: undetermined (1 error)"
    )


def test_a_number_has_its_noun() -> None:
    assert [counted(number, "annex", "annexes") for number in (0, 1, 2)] == [
        "0 annexes",
        "1 annex",
        "2 annexes",
    ]
