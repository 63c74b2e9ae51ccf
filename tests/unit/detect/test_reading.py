"""The passes over one source, and what each has to say."""

import json

import pytest
from tests.unit.detect.read import parsed, reading

from communique import read

FINDINGS = {
    "DET004": ("1. We met.\n\n2. We light.\n\n2. We part.\n", "2."),
    "DET005": ("1. We met.\n\n3. We light.\n\n4. We part.\n", "3."),
    "DET006": ("1. We met.\n\n2. We light.\n\n1. We part.\n\n2. We sing.\n", "1."),
    "DET007": ("1. We met.\n\n2. We part.\n\n__________\n1 In May.\n", "1"),
    "DET008": ("1. We met[1].\n\n2. We part.\n", "[1]"),
    "DET010": (
        "1. We light all the lamps of the har-\nbour and of the town.\n\n2. We part.\n",
        "-",
    ),
    "DET016": ("1. We m\x07et.\n\n2. We part.\n", "\x07"),
    "DET023": (
        (
            "We met in the hall.\n\n"
            "The ports met in the hall,     We light the lamps.\nand then they came in May      We keep them lit, and\n"
            "and stayed, all of them.       then we part.\n\nWe will write to each other.\n"
        ),
        "The ports",
    ),
    "DET028": (
        "1. Lamps.\n\n2. Nets.\n\nSigned at Riga by the ministers,\n\n3. Ropes\n\nJane Doe\n",
        "3.",
    ),
    "DET019": (
        "1. We met in the hall of the\ntown and lit\n\n1\n\fits lamps.\n\n2. We part.\n\n2\n",
        "1",
    ),
}


@pytest.mark.parametrize(
    ("code", "text", "words"),
    [(code, *case) for code, case in FINDINGS.items()],
    ids=FINDINGS,
)
def test_a_finding_has_its_code_and_its_place(code: str, text: str, words: str) -> None:
    found = [finding for finding in parsed(text).findings if finding.code.code == code]
    assert found
    assert found[0].span is not None
    assert text[found[0].span.start :].startswith(words)


def test_signatures_in_columns_are_not_said_to_be_read_line_by_line() -> None:
    text = "Pact\n\n1. We agree.\n\n2. We part.\n\nDone at Wick, 3 May 2024\n\nFor Mali            For Chad\n(signed)            (signed)\nAda Ba              Eve Keita\n"
    said = [finding.code.code for finding in parsed(text).findings]
    assert "DET020" in said
    assert "DET023" not in said


def test_an_unknown_language_is_said_with_the_nearest() -> None:
    findings = parsed("Xqzt wvkj prgh bnmx.\n\nZzqk vvwx qrst.\n", None).findings
    (found,) = [finding for finding in findings if finding.code.code == "DET012"]
    assert found.hint == "name it with --language"


def test_a_language_that_is_named_is_taken() -> None:
    assert reading("Stal in svetloba.", "sl").tag == "sl"
    assert parsed("Wir sind hier.", "fr").require().language == "fr"


def test_messages_are_one_line_begin_small_and_have_no_full_stop() -> None:
    for text, _ in FINDINGS.values():
        for finding in parsed(text).findings:
            assert "\n" not in finding.message
            assert not finding.message[0].isupper()
            assert not finding.message.endswith(".")


def test_flows_come_in_the_order_of_the_text() -> None:
    text = "Declaration\n\nWe, the ports,\n\nhave agreed as follows:\n\n1. Lamps:\n\n(a) red;\n\n(b) green.\n\n2. Nets.\n\nDone at Low Wick, 3 May 2024\n"
    starts = [flow.start for flow in reading(text).texts[0].flows()]
    assert starts == sorted(starts)
    assert len(starts) == 8


UN = "United Nations\n\nS/RES/7 (2024)\n\nSecurity Council\n\n{}\n\nAdopted by the Security Council at its 12th meeting, on 3 May 2024\n\nThe Security Council,\n\nRecalling its resolutions on lamps,\n\n1. Decides to keep the lamps lit;\n\n2. Decides to remain seized of the matter.\n"


def test_the_day_of_adoption_is_no_part_of_a_numbered_title() -> None:
    made = parsed(UN.format("Resolution 7 (2024)")).require()
    assert str(made.title) == "Resolution 7 (2024)"
    assert made.date is not None
    assert made.date.value == "2024-05-03"


def test_a_picture_without_words_is_set_aside() -> None:
    found = parsed(
        "![](https://wick.example/lamp.jpg)\n\n" + UN.format("Resolution 7 (2024)")
    )
    assert str(found.require().title) == "Resolution 7 (2024)"
    assert found.ledger.left_over == 0


def test_clauses_behind_each_other_in_one_line_part_at_lead_words() -> None:
    line = "The Ports and the Isles,desirous of more lamps, considering the nets, and Recalling the oars, have agreed as follows:"
    found = reading(
        f"# Agreement on lamps\n\n{line}\n\n### Article 1\n\n{'The lamps stay lit. ' * 20}\n\n{'The nets dry. ' * 20}\n"
    )
    assert [atom.lines[0].text for atom in found.atoms][1:6] == [
        "The Ports and the Isles,", "desirous of more lamps,", "considering the nets, and", "Recalling the oars,", "have agreed as follows:",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "The Council of the Ports,Recalling its lamps, welcoming the nets and noting the tides,Noting the oars,\n\n1. Calls for light.\n",
            ["The Council of the Ports,", "Recalling its lamps, welcoming the nets and noting the tides,", "Noting the oars,"],
        ),
        (
            "Der Rat,\n\nzur Kenntnis nehmend, dass die Netze trocken sind, und Kenntnis nehmend von den Lampen,\n\n1. fordert Licht.\n",
            ["Der Rat,", "zur Kenntnis nehmend, dass die Netze trocken sind, und Kenntnis nehmend von den Lampen,"],
        ),
        (
            ("The Council,\n\nRecalling the lamps,\n\nRecalling the nets,\n\nRecalling the oars,\n\nRecalling the tides,\n\n"
            "Answering the call of the harbour, welcoming the boats that came,\n\n1. Calls for light.\n"),
            ["The Council,", *(f"Recalling the {what}," for what in ("lamps", "nets", "oars", "tides")), "Answering the call of the harbour, welcoming the boats that came,"],
        ),
    ],
)  # fmt: skip
def test_clauses_with_a_small_lead_word_are_more_of_those_with_a_capital_or_on_their_own_lines(
    text: str, clauses: list[str]
) -> None:
    language = "de" if text.startswith("Der") else "en"
    assert [atom.lines[0].text for atom in reading(text, language).atoms][
        :-1
    ] == clauses


def test_lines_that_are_broken_by_hand_behind_commas_are_one_block() -> None:
    text = (
        "AGREEMENT ON LAMPS\n\nThe Port of Wick, the Port of Thurso,\nand the Free Isles,\n\n"
        "Desiring to keep the lamps of both shores lit, so that the ships of all\nports find home in fog,\n\n"
        "Have agreed as follows:\n\nArticle 1\n\nThe Parties keep the lamps of both shores lit in the night, and they\nmend the nets.\n"
    )
    found = reading(text)
    assert "clause" not in {atom.reason for atom in found.atoms}
    assert [len(block.lines) for block in found.blocks] == [1, 2, 2, 1, 1, 2]


WRAPPED = [
    (
        "en",
        (
            "Noting the lamps that the ports of both shores keep lit in the winter and nets,\n"
            "Welcoming the boats that have come to the harbours of both shores to be mended,\n"
            "painted and tarred,\n"
        ),
        "clause",
    ),
    (
        "ru",
        (
            "    принимая к сведению лампы, которые порты обоих берегов зажигают зимой и осенью,\n"
            "и сети, которые сохнут на солнце у причалов обоих берегов и в старых гаванях,\n"
            "    глядя на лодки, которые пришли в гавани обоих берегов для починки и окраски в\n"
            "новый цвет,\n"
        ),
        "indent",
    ),
    (
        "zh",
        f"注意到{'两岸港口' * 7}，\n{'灯火通明' * 8}\n{'两岸港口' * 6}灯火，\n欢迎{'两岸港口' * 7}灯火\n{'灯火通明' * 4}，\n",
        "clause",
    ),
]


@pytest.mark.parametrize(("language", "text", "reason"), WRAPPED)
def test_a_recital_begins_in_wrapped_lines(
    language: str, text: str, reason: str
) -> None:
    assert reason in {atom.reason for atom in reading(text, language).atoms[1:]}


@pytest.mark.parametrize(
    ("line", "second"),
    [
        (
            "The ports keep the lamps that are named in article 7.They paint them in May.",
            "They",
        ),
        ("1. The ports keep the lamps.3 2. They paint them in May.", "2."),
    ],
)
def test_clauses_part_behind_a_number(line: str, second: str) -> None:
    assert [
        atom.lines[0].text.split()[0]
        for atom in reading(f"Ports and lamps\n\n{line}\n").atoms
    ][2] == second


def test_a_line_below_the_words_behind_a_label_goes_on_with_them() -> None:
    text = (
        "The ports of both shores, which keep the lamps, agree on\n\n-   the drill of all keepers, of the owners, and of the\n"
        "    Northern Guard, in May\n\n-   the plans of the owners\n"
    )
    assert [len(atom.lines) for atom in reading(text).atoms if atom.label] == [2, 1]


def test_lead_words_in_lower_case_part_no_line_that_begins_with_one() -> None:
    text = "The Council,\n\nRecalling the lamps, welcoming the nets, and recognizing that the harbour needs both,\n\nNoting the tides,\n\n1. Calls for light.\n"
    assert [atom.lines[0].text.split()[0] for atom in reading(text).atoms] == [
        "The",
        "Recalling",
        "Noting",
        "1.",
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [("- 7 -", "DET019"), ("12 / 30", "DET027"), ("1,250 1,300", "DET027")],
)
def test_of_figures_only_a_single_number_is_set_aside_without_its_words(
    line: str, code: str
) -> None:
    hints = json.dumps([{"at": line, "is": "furniture", "why": "the foot of a page"}])
    text = f"We met in the hall.\n\n{line}\n\nWe will light the lamps.\n"
    found = read(
        text.encode(), format="text", language="en", hints=hints.encode()
    ).findings
    assert [
        each.code.code for each in found if each.code.code in ("DET019", "DET027")
    ] == [code]
    assert code == "DET019" or any(each.quote == line for each in found)


def test_numbers_that_count_on_from_a_paragraph_are_paragraphs() -> None:
    text = "have agreed as follows:\n1. The harbours of both lamps:\n2. The harbours of both keepers.\n    (b) the harbours that:\n        i) the harbours no:\n"
    assert [each.num for each in parsed(text).require().commitments if each.num] == [
        "1.",
        "2.",
    ]


def test_the_day_of_a_date_is_no_number_of_a_clause() -> None:
    text = "1. Die Häfen beider Ufer halten ihre Lichter hell.\n\n2. Sie trocknen ihre Netze.\n\nIm Nebelhafen, 3. Mai 2024\n"
    assert [atom.lines[0].text for atom in reading(text).atoms][
        -1
    ] == "Im Nebelhafen, 3. Mai 2024"


def test_a_number_behind_a_closing_quotation_mark_begins_a_paragraph() -> None:
    text = 'The ports have agreed:\n\n1. We light the lamps (in the "long night") 2. We mend the nets.\n\n3. We meet again.\n'
    assert [block.num for block in reading(text).blocks if block.num] == [
        "1.",
        "2.",
        "3.",
    ]


CONTENTS = """Statement of the Ports

Contents

1. Lamps ............ 2

2. Boats and nets
and all the piers ............ 3

3. Oil ............ 12

1. Lamps

The ports light their lamps.
"""


def test_lines_that_lead_to_a_page_are_contents() -> None:
    found = [
        (block.role, block.text.split(" ...")[0]) for block in reading(CONTENTS).blocks
    ]
    assert found[:6] == [
        ("title", "Statement of the Ports"),
        ("contents", "Contents"),
        ("contents", "1. Lamps"),
        ("contents", "2. Boats and nets and all the piers"),
        ("contents", "3. Oil"),
        ("heading", "Lamps"),
    ]


def test_one_dotted_line_is_no_table_of_contents() -> None:
    text = "1. We met.\n\n2. Done at ............, in ........ 2024\n"
    assert "contents" not in [block.role for block in reading(text).blocks]


def test_a_hint_says_that_a_dotted_line_is_no_contents() -> None:
    roles = {
        block.start: block.role
        for block in reading(CONTENTS, **{"3. Oil": "paragraph"}).blocks
    }
    assert roles[CONTENTS.index("3. Oil")] == "paragraph"
