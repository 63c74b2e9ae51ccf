"""Which of the lines above a text are its title."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from tests.unit.detect.read import joiner, lines, parsed, reading

from communique import read
from communique.detect.after.titles import (
    Asked,
    Says,
    adoptions_are_no_titles,
    doubtful_title_gives_way,
    headed,
    kind_first,
    kind_heads_text,
    likeliest_kind,
    lines_above_a_day_are_title,
    more_of_titles,
    own_language_first,
    page_words_are_no_titles,
    preamble_is_heading,
    titled,
    with_subject,
)
from communique.detect.blocks import Block
from communique.detect.claims import Flow, of_lines
from communique.detect.facts import says_adopted
from communique.detect.kinds import names_kind
from communique.detect.roles import Decision
from communique.languages import language

ADOPTED: Says = partial(says_adopted, words=language("en"))
KINDS = Asked(names_kind, lambda _: False)
NOTHING = Asked(lambda _: False, lambda _: False)
TITLES = {
    "a kind alone": ([("title", "AGREEMENT"), ("letterhead", "between the Ports and"), ("title", "THE ISLES")], ["AGREEMENT between the Ports and THE ISLES"]),
    "a kind alone, then a body": ([("title", "DECLARATION"), ("letterhead", "Council of the Ports")], ["DECLARATION", "Council of the Ports"]),
    "a kind alone, then a day": ([("title", "DECLARATION"), ("dateline", "3 May 2024")], ["DECLARATION", "3 May 2024"]),
    "more than a kind": ([("title", "Agreement on Nets"), ("letterhead", "adopted by the Ports")], ["Agreement on Nets", "adopted by the Ports"]),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "above"), TITLES.values(), ids=TITLES)
def test_a_title_that_says_only_a_kind_goes_on(
    lines: list[tuple[str, str]], above: list[str]
) -> None:
    text, blocks = "".join(words for _, words in lines), []
    for role, words in lines:
        flow = Flow(text)
        flow.add(text.index(words), text.index(words) + len(words))
        blocks.append(Block(role, [], flow))
    assert [
        block.text for block in more_of_titles(blocks, Asked(lambda _: False, ADOPTED))
    ] == above


TITLED = {
    "when it was adopted": ("Agreement on Nets\n\n(adopted on 3 May 2024)", [], "Agreement on Nets"),
    "its number on the next line": ("Agreement on Nets\nDoc. NET/17(XX)", [], "Agreement on Nets"),
    "its number on the line before": ("NET/17/X\nAgreement on Nets", [], "Agreement on Nets"),
    "a body apart from the kind": ("COUNCIL OF THE PORTS\n\nAgreement on Nets", [], "Agreement on Nets"),
    "a body with the kind": ("The Ports' own\nAgreement on Nets", [], "The Ports' own Agreement on Nets"),
    "a doubtful title, and a line with a kind": ("COUNCIL OF THE PORTS\n\nAgreement on Nets", ["letterhead"], "Agreement on Nets"),
    "a title of which a hint says so": ("COUNCIL OF THE PORTS\n\nAgreement on Nets", ["held"], "COUNCIL OF THE PORTS Agreement on Nets"),
    "the same words again": ("Agreement\n\non Nets\n\nAGREEMENT\n\nON NETS", [], "Agreement on Nets"),
    "the word for subject": ("Subject: Agreement on Nets", [], "Agreement on Nets"),
    "an open end": ("Agreement of\nthe Ports", ["letterhead"], "Agreement of the Ports"),
    "by how many votes it was adopted": ("Agreement on Nets\n\nAdopted by 12 votes to 3", [], "Agreement on Nets"),
    "a word for subject of a letter": ("Re: Agreement on Nets", [], "Agreement on Nets"),
    "a label in brackets": ("[Title] Agreement on Nets", [], "Agreement on Nets"),
    "a short end that is said again": ("Agreement on the Nets of the Isles - Agreement\nAgreement", ["letterhead"], "Agreement on the Nets of the Isles - Agreement"),
    "the number of a matter": ("13.- Agreement on Nets", [], "Agreement on Nets"),
    "a number of two parts": ("47-56: Agreement on Nets", [], "Agreement on Nets"),
    "by whom it was approved, in brackets": ("Agreement on Nets\n(approved by twelve ports)", [], "Agreement on Nets"),
    "an open end above an empty line": ("Proposal for an\n\nAgreement on Nets", [], "Proposal for an Agreement on Nets"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "last", "title"), TITLED.values(), ids=TITLED)
def test_a_title_is_neither_less_nor_more(
    text: str, last: list[str], title: str
) -> None:
    """Each paragraph, or each line if the last one has a role of its own, is a title that the
    decoder is in doubt of.
    """
    rows, blocks = lines(text), []
    starts = [
        index
        for index, row in enumerate(rows)
        if row.gap or not index or "letterhead" in last
    ]
    for begin, end in pairwise([*starts, len(rows)]):
        flow = Flow(text)
        for row in rows[begin:end]:
            flow.add(row.start, row.end)
        role = "letterhead" if "letterhead" in last and end == len(rows) else "title"
        decision = Decision(role, 0.5, [("title", 0.2)])
        blocks.append(
            Block(role, rows[begin:end], flow, decision=decision, held="held" in last)
        )
    made = titled(blocks, Asked(lambda words: "agreement" in words.casefold(), ADOPTED))
    assert [block.text for block in made if block.role == "title"] == [title]


def test_a_title_in_another_language_is_no_more_of_a_kind_alone() -> None:
    text, blocks = (
        "AGREEMENT\nbetween the Ports of Low Wick and of the Isles\n\nAgreement of the Ports of Low Wick and the Isles",
        [],
    )
    for row, role in zip(lines(text), ("title", "subtitle", "title"), strict=True):
        flow = Flow(text)
        flow.add(row.start, row.end)
        blocks.append(Block(role, [row], flow))
    made = titled(blocks, Asked(names_kind, lambda _: False))
    assert [block.role for block in made] == ["title", "subtitle"]
    assert made[1].text == "Agreement of the Ports of Low Wick and the Isles"


def test_where_it_was_adopted_is_parted_from_the_second_line_of_a_title() -> None:
    text, above = (
        "Agreement\nof the mayors of the ports\nadopted at Wick on 3 May 2024",
        [],
    )
    rows = lines(text)
    for part, role in ((rows[:1], "title"), (rows[1:], "subtitle")):
        flow = Flow(text)
        for row in part:
            flow.add(row.start, row.end)
        above.append(Block(role, part, flow, decision=Decision(role, 0.8, [])))
    made = titled(above, Asked(names_kind, ADOPTED))
    assert [block.text for block in made] == [
        "Agreement of the mayors of the ports",
        "adopted at Wick on 3 May 2024",
    ]


INTRODUCED = {
    "a likely title": ([("paragraph", 0.1), ("heading", 0.6)], ["other", "title"]),
    "one that is likely enough where none is": ([("paragraph", 0.1), ("heading", 0.2)], ["other", "title"]),
    "an unlikely one": ([("paragraph", 0.1), ("heading", 0.04)], ["paragraph", "heading"]),
    "a title above": ([("title", 0.9), ("heading", 0.6)], ["title", "heading"]),
    "a title behind words of the text": ([("paragraph", 0.1), ("title", 0.9)], ["other", "title"]),
    "a title behind many of them": ([*[("paragraph", 0.1)] * 8, ("title", 0.9)], [*["other"] * 8, "title"]),
    "behind a signature": ([("paragraph", 0.1), ("signature", 0.1), ("heading", 0.6)], ["paragraph", "signature", "heading"]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "roles"), INTRODUCED.values(), ids=INTRODUCED)
def test_a_title_stands_below_words_that_introduce_it(
    rows: list[tuple[str, float]], roles: list[str]
) -> None:
    said = {"paragraph": "The mayors met.", "signature": "Ann Reed."}
    text, blocks = (
        "\n\n".join(said.get(role, "Agreement on Nets") for role, _ in rows),
        [],
    )
    for row, (role, odds) in zip(lines(text), rows, strict=True):
        flow = Flow(text)
        flow.add(row.start, row.end)
        blocks.append(
            Block(role, [row], flow, decision=Decision(role, 0.4, [("title", odds)]))
        )
    made = headed(blocks, KINDS)
    assert [block.role for block in made] == roles


def test_the_one_heading_of_the_first_level_is_a_title_where_nothing_else_is_in_no_doubt() -> (
    None
):
    text, blocks = "The page keeps this.\n\nWhat do we ask?", []
    for row, (role, level) in zip(
        lines(text), (("paragraph", None), ("heading", 1)), strict=True
    ):
        flow = Flow(text)
        flow.add(row.start, row.end)
        blocks.append(
            Block(role, [row], flow, marked=level, decision=Decision(role, 0.9, []))
        )
    assert [block.role for block in headed(blocks, KINDS)] == ["other", "title"]


def test_the_one_heading_of_the_first_level_that_names_a_kind_is_a_title() -> None:
    first, second = Flow("The mayors met."), Flow("Agreement on Nets")
    first.add(0, 15)
    second.add(0, 17)
    made = headed(
        [Block("paragraph", [], first), Block("heading", [], second, marked=1)], KINDS
    )
    assert [block.role for block in made] == ["other", "title"]


BELOW = {
    "a number and a subject": ("Resolution 7 (2024)", "title", "Nets and lamps", "title", "Nets and lamps"),
    "a number and a subject in capitals": ("DECISION No. 7", "title", "NETS AND LAMPS", "title", "DECISION No. 7 NETS AND LAMPS"),
    "a kind and a heading": ("Declaration", "title", "On the lamps of the Isles", "heading", "Declaration On the lamps of the Isles"),
    "a number and who speaks": ("Resolution 7 (2024)", "title", "The Council of the Ports,", "opening", "Resolution 7 (2024)"),
    "a subject in lower case": ("DECISION No. 7/2024 of the Council", "letterhead", "on nets", "title", "DECISION No. 7/2024 of the Council on nets"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("first", "role", "second", "other", "title"), BELOW.values(), ids=BELOW
)
def test_what_a_text_is_about_stands_below_its_kind(
    first: str, role: str, second: str, other: str, title: str
) -> None:
    text = f"{first}\n{second}"
    blocks = []
    for row, each in zip(lines(text), (role, other), strict=True):
        flow = Flow(text)
        flow.add(row.start, row.end)
        blocks.append(
            Block(each, [row], flow, decision=Decision(each, 0.5, [("title", 0.2)]))
        )
    asked = Asked(lambda words: "decision" in words.casefold(), ADOPTED)
    made = titled(with_subject(blocks, asked), asked)
    assert next(block.text for block in made if block.role == "title") == title


HEADS = {
    "a stop behind it": ("DECLARATION OF THE LAMPLIGHTERS.", "paragraph", "title"),
    "letters that stand apart": (
        "Р Е З О Л Ю Ц І Я зборів рибалок 3.05.2024 р.",
        "paragraph",
        "title",
    ),
    "a day at its end": (
        "Declaration of the Ports on nets, Wick, 3 May 2024.",
        "paragraph",
        "title",
    ),
    "a sentence that names a kind": (
        "The ports made a declaration.",
        "paragraph",
        "paragraph",
    ),
    "a word that begins as a kind": (
        "According to the ports, all is well.",
        "paragraph",
        "paragraph",
    ),
    "who speaks": ("Pact Council of the Ports,", "paragraph", "paragraph"),
}


@pytest.mark.parametrize(("first", "role", "made"), HEADS.values(), ids=HEADS)
def test_what_begins_with_its_kind_is_a_title_where_there_is_none(
    first: str, role: str, made: str
) -> None:
    flow = Flow(first)
    flow.add(0, len(first))
    block = Block(role, [], flow, decision=Decision(role, 0.3, [("title", 0.1)]))
    assert kind_heads_text([block], NOTHING)[0].role == made


PIECES = {
    "a day between": ("DECISION OF THE PORTS\nof 3 May 2024\non nets and lamps", "DECISION OF THE PORTS of 3 May 2024 on nets and lamps"),
    "a day at the end": ("Decision of the Ports on nets\nof 3 May 2024", "Decision of the Ports on nets"),
    "a state and a body above the kind": ("EASTERN PORTS\nHarbour Board\n\nJoint Statement on Ferries", "Joint Statement on Ferries"),
    "a line above with an open end": ("कुएँ के लिए और\nनदी पर समझौता ज्ञापन", "कुएँ के लिए और नदी पर समझौता ज्ञापन"),
    "a line below with a word for and": ("ถ้อยแถลงร่วม\nระหว่างท่าเรือเหนือ\nกับท่าเรือใต้", "ถ้อยแถลงร่วม ระหว่างท่าเรือเหนือ กับท่าเรือใต้"),
    "a place with a stop above the kind": ("EASTERN PORTS\n\nHARBOUR SESSION\nJune 3 to 5, 2024\nWick, N.P.\n\nDECLARATION ON FERRIES", "DECLARATION ON FERRIES"),
    "who issued it": ("Issued by the Harbour Pact Council\n\nLisbon Declaration on Ferries", "Lisbon Declaration on Ferries"),
}  # fmt: skip


@pytest.mark.parametrize(("above", "title"), PIECES.values(), ids=PIECES)
def test_a_title_in_pieces_is_read_whole(above: str, title: str) -> None:
    (text, *_) = reading(
        f"{above}\n\nThe Council of the Ports,\n\nhas decided as follows:\n\n1. Oil.\n\n2. Hemp.\n"
    ).texts
    assert text.title is not None
    assert text.title.text == title


def test_clauses_in_capitals_are_no_lines_of_a_title() -> None:
    text = (
        "DECLARATION OF THE PORTS\n\nTHE MINISTERS OF THE PORTS,\n\nRECALLING THE CONFERENCE OF THE ISLES\n\n"
        "CONVINCED OF THE NEED TO MEND NETS\n\nDECLARE AS FOLLOWS:\n\n1. THE PORTS SHALL MEND NETS.\n\n2. THE ISLES SHALL DO THE SAME.\n"
    )
    made = read(text.encode(), format="text").require()
    assert made.title is not None
    assert made.title.text == "DECLARATION OF THE PORTS"
    assert [each.text for each in made.recitals[1:3]] == [
        "RECALLING THE CONFERENCE OF THE ISLES",
        "CONVINCED OF THE NEED TO MEND NETS",
    ]


def test_an_open_title_goes_on_with_the_parties_below() -> None:
    head = "MEMORANDUM OF UNDERSTANDING\n\nbetween\n\nPort of Wick\n\nand\n\nPort of Dorn\n\n"
    body = "The Parties wish to work together on rivers and wells.\n\n1. Purpose\n\nThe Parties mend their nets.\n"
    title = parsed(head + body).require().title
    assert title is not None
    assert (
        title.text
        == "MEMORANDUM OF UNDERSTANDING between Port of Wick and Port of Dorn"
    )


def _titled(words: str) -> Block:
    flow = Flow(words)
    flow.add(0, len(words))
    return Block("title", [], flow)


def test_what_says_how_a_text_was_adopted_is_no_title() -> None:
    asked = Asked(names_kind, lambda text: text.startswith("Adopted"))
    lines = ["Adopted by the Council at its 9th meeting, on 3 May 2024", "Nets"]
    found = adoptions_are_no_titles([_titled(line) for line in lines], asked)
    assert [block.role for block in found] == ["letterhead", "title"]


@pytest.mark.parametrize(
    ("below", "role"), [(["Nets and wicks"], "letterhead"), ([], "title")]
)
def test_a_kind_that_was_adopted_is_no_title_beside_another(
    below: list[str], role: str
) -> None:
    lines = ["Resolution adopted by the Council on 3 May 2024", *below]
    found = adoptions_are_no_titles(
        [_titled(line) for line in lines], Asked(names_kind, bool)
    )
    assert found[0].role == role


ASKED = Asked(lambda _: False, lambda _: False, frozenset({"preamble"}))


def _given(*rows: tuple[str, str]) -> list[Block]:
    return [
        Block(role, lines(text), of_lines(joiner(text), lines(text)))
        for role, text in rows
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Menu",
        "News",
        "Nota de prensa 61/2004",
        "Press release no. 7",
        "18.04.2023 - Pressemitteilung",
    ],
)
def test_words_of_a_site_or_a_press_office_are_no_title(words: str) -> None:
    (block,) = page_words_are_no_titles(_given(("title", words)), ASKED)
    assert block.role == "letterhead"


@pytest.mark.parametrize(
    "words", ["Menu of measures", "News from the Ports", "Home Rule"]
)
def test_such_words_among_others_are_a_title(words: str) -> None:
    (block,) = page_words_are_no_titles(_given(("title", words)), ASKED)
    assert block.role == "title"


def test_the_word_for_a_preamble_below_a_title_is_a_heading() -> None:
    given = _given(("title", "CHARTER OF WELLS"), ("title", "PREAMBLE"))
    assert [block.role for block in preamble_is_heading(given, ASKED)] == [
        "title",
        "heading",
    ]
    (last,) = _given(("title", "CHARTER OF WELLS\nPREAMBLE"))
    found = preamble_is_heading([last], ASKED)
    assert [(block.role, block.lines[-1].text) for block in found] == [
        ("title", "CHARTER OF WELLS"),
        ("heading", "PREAMBLE"),
    ]


def test_a_preamble_alone_stays_a_title() -> None:
    (block,) = preamble_is_heading(_given(("title", "Preamble")), ASKED)
    assert block.role == "title"


def test_a_title_goes_on_over_lines_that_are_open_before_or_behind() -> None:
    text = (
        "MEMORANDUM OF UNDERSTANDING\n\nBETWEEN\n\nTHE PORT AUTHORITY OF WICK\n\nAND\n\n"
        "THE UNIVERSITY OF SKARA\n\nON RESEARCH\n\n"
        "The Authority and the University,\n\nDesiring to work together,\n\n"
        "Have reached the following understanding:\n\nArticle 1\n\nThe Parties will exchange data.\n"
    )
    title = parsed(text).require().title
    assert title is not None
    assert title.text == (
        "MEMORANDUM OF UNDERSTANDING BETWEEN THE PORT AUTHORITY OF WICK AND "
        "THE UNIVERSITY OF SKARA ON RESEARCH"
    )


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Resolution 12 (2024)", "Resolution 12 (2024)"),
        ("Resolution adopted by the Council", "The lamps of the ports"),
    ],
)
def test_a_likely_line_that_names_the_kind_is_the_title_above_a_surer_one(
    line: str, title: str
) -> None:
    printed = {
        line: Decision("letterhead", 0.6, [("title", 0.3)]),
        "The lamps of the ports": Decision("title", 0.98, []),
    }
    text = "\n\n".join(printed)
    above: list[Block] = []
    for words, decision in printed.items():
        flow = Flow(text)
        flow.add(text.index(words), text.index(words) + len(words))
        above.append(Block(decision.role, [], flow, decision=decision))
    found = kind_first(above, KINDS)
    assert [each.text for each in found if each.role == "title"] == [title]


def test_the_title_in_the_language_of_the_text_goes_before_that_of_a_collection() -> (
    None
):
    dutch = "Verdrag tussen de havens van Wick en van de eilanden inzake de lampen op de kade"
    english = (
        "Agreement between the Ports of Wick and of the Isles on the Lamps of the Quay"
    )
    given = _given(("title", dutch), ("title", english))
    asked = Asked(names_kind, ADOPTED, language="en")
    found = own_language_first(given, asked)
    assert [block.role for block in found] == ["subtitle", "title"]
    in_dutch = Asked(names_kind, ADOPTED, language="nl")
    assert own_language_first(given, in_dutch) == given


def test_a_title_of_names_is_in_no_other_language() -> None:
    given = _given(
        ("title", "Toromont Declaration"),
        ("title", "Statement of the Ports on the Sea"),
    )
    asked = Asked(names_kind, ADOPTED, language="en")
    assert own_language_first(given, asked) == given


@pytest.mark.parametrize(
    ("odds", "roles"),
    [
        (0.3, ["letterhead", "letterhead", "title"]),
        (0.8, ["title", "letterhead", "title"]),
    ],
)
def test_a_doubtful_title_gives_way_to_a_sure_one_below_other_lines(
    odds: float, roles: list[str]
) -> None:
    first, number, last = _given(
        ("title", "Port Council"),
        ("letterhead", "No. 7"),
        ("title", "Lamps on the quay"),
    )
    above = [
        replace(first, decision=Decision("title", odds, [])),
        number,
        replace(last, decision=Decision("title", 0.9, [])),
    ]
    found = doubtful_title_gives_way(above, ASKED)
    assert [block.role for block in found] == roles


def test_no_other_line_is_the_title_where_the_metadata_give_one() -> None:
    (line,) = _given(("letterhead", "Declaration of the Ports"))
    assert likeliest_kind([line], KINDS)[0].role == "title"
    given = replace(KINDS, titled_elsewhere=True)
    assert likeliest_kind([line], given)[0].role == "letterhead"


def test_a_title_that_ends_with_its_kind_is_whole_in_a_script_without_capitals() -> (
    None
):
    text = "关于修复老灯塔的联合声明\n灯塔镇人民政府"
    above = []
    for row, role in zip(lines(text), ("title", "subtitle"), strict=True):
        flow = Flow(text)
        flow.add(row.start, row.end)
        above.append(Block(role, [row], flow))
    found = more_of_titles(above, KINDS)
    assert [block.text for block in found] == text.split("\n")


def test_lines_between_a_title_and_its_day_are_more_of_the_title() -> None:
    text = "Statement\nof the Third Meeting of Keepers\nWick, 3 May 2024\n"
    rows = lines(text)
    above = []
    for part, role in ((rows[:1], "title"), (rows[1:3], "dateline")):
        flow = Flow(text)
        for row in part:
            flow.add(row.start, row.end)
        above.append(Block(role, part, flow))
    found = lines_above_a_day_are_title(above, ASKED)
    assert [(block.role, block.text) for block in found] == [
        ("title", "Statement"),
        ("title", "of the Third Meeting of Keepers"),
        ("dateline", "Wick, 3 May 2024"),
    ]


@pytest.mark.parametrize("place", ["Port Wick", "Wick, Isles of the North"])
def test_a_place_above_a_day_is_no_title(place: str) -> None:
    text = f"Statement\n{place}\n3 May 2024\n"
    rows = lines(text)
    flow = Flow(text)
    for row in rows[1:3]:
        flow.add(row.start, row.end)
    (title,) = _given(("title", "Statement"))
    above = [title, Block("dateline", rows[1:3], flow)]
    assert lines_above_a_day_are_title(above, ASKED) == above


def test_who_speaks_stands_above_what_a_chinese_text_is_about() -> None:
    text = "北港国和南岛国\n\n关于灯塔的联合声明\n\n双方同意修复灯塔。\n"
    title = parsed(text, "zh").require().title
    assert title is not None
    assert title.text.split() == ["北港国和南岛国", "关于灯塔的联合声明"]
