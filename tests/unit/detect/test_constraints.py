"""What an atom cannot be."""

import pytest
from tests.unit.detect.read import blocks, reading

from communique import read
from communique.detect.after.runs import settled
from communique.detect.constraints import barred
from communique.detect.roles import ROLES, Decision

BEGIN = {"title", "subtitle", "letterhead", "dateline", "opening"}
TEXT = """https://ports.example/declaration

Declaration of the Ports

3 May 2024

Article 1

1. Lamps:

- oil;

- wicks.

2. Nets.

Article 2

Hemp.
"""


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("https://ports.example/declaration", {"title", "point"}),
        ("3 May 2024", {"title", "point"}),
        ("Article 2", set(ROLES) - {"heading", "contents", "other", "furniture"}),
        ("- wicks.", {"heading", "continuation", "paragraph", *BEGIN}),
        ("2. Nets.", {"continuation", *BEGIN}),
        ("Hemp.", {"heading"}),  # the last line heads nothing
    ],
)
def test_what_truth_never_shows_is_barred(line: str, roles: set[str]) -> None:
    made = reading(TEXT)
    at = next(index for index, atom in enumerate(made.atoms) if atom.lines[0].text == line)
    assert set(barred(made.atoms, made.words, None).get(at, ())) - {"furniture"} == roles


LISTS = """Declaration of the Ports

We agree on lamps:

(a) Oil is burnt.

(b) Wicks are cut.

We agree on nets.

- They are mended.

- They are dried.

1. Ropes

a. Hemp is spun.

b. Flax is kept.

2. Sails

Tar is boiled,

3. Oars
"""


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("(b) Wicks are cut.", set(ROLES) - {"point"}),
        ("- They are dried.", {"heading", "continuation", "paragraph", *BEGIN}),
        ("a. Hemp is spun.", set(ROLES) - {"point"}),
        ("Tar is boiled,", BEGIN),
        ("2. Sails", {"continuation", *BEGIN}),
    ],
)
def test_a_run_of_labels_hangs_on_the_words_before_it_and_holds_no_other_text(
    line: str, roles: set[str]
) -> None:
    made = reading(LISTS)
    at = next(index for index, atom in enumerate(made.atoms) if atom.lines[0].text == line)
    assert set(barred(made.atoms, made.words, None)[at]) - {"furniture"} == roles - {"furniture"}


def test_words_that_nothing_ends_below_the_number_of_an_article_are_its_title() -> None:
    made = reading(
        "Article 1\n\nUse of lamps\n\nOil is burnt.\n\nArticle 2\n\nNets are mended\n\n(a) by hand;\n\n(b) by night.\n"
    )
    found = barred(made.atoms, made.words, None)
    assert ["paragraph" in found.get(place, ()) for place in (1, 2, 4)] == [True, False, False]


def test_letters_below_the_words_that_enact_can_be_paragraphs() -> None:
    made = reading("Declaration\n\nThe ports have agreed as follows:\n\na) Lamps.\n\nb) Nets.\n")
    assert "paragraph" not in barred(made.atoms, made.words, None)[2]


def test_letters_below_the_word_for_reasons_can_be_recitals() -> None:
    made = reading(
        "THE COUNCIL,\n\nWhereas:\n\n(a) We will meet.\n\n(b) The ships need light.\n\nHAS ADOPTED THIS:\n"
    )
    assert "recital" not in barred(made.atoms, made.words, None)[2]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("The Security Council,", "en"),
        ("Le Conseil de sécurité,", "fr"),
        ("Совет Безопасности,", "ru"),
        ("مجلس الأمن،", "ar"),
    ],
)
def test_a_body_and_a_comma_are_no_recital(line: str, language: str) -> None:
    made = reading(f"{line}\n\n1. Lamps.\n\n2. Nets.\n", language)
    assert "recital" in barred(made.atoms, made.words, None)[0]


def test_what_enacts_with_a_colon_is_no_paragraph() -> None:
    made = reading(
        "Declaration\n\nThe ports have agreed as follows:\n\nThey have agreed as follows.\n\n1. Lamps.\n\n2. Nets.\n"
    )
    found = barred(made.atoms, made.words, None)
    assert ["paragraph" in found.get(place, ()) for place in (1, 2)] == [True, False]


def test_a_body_and_a_symbol_are_the_letterhead() -> None:
    made = reading("United Nations          A/RES/77/311\n\n1. Lamps.\n\n2. Nets.\n")
    assert {"paragraph", "recital", "title"} <= barred(made.atoms, made.words, None)[0]


@pytest.mark.parametrize(
    ("before", "line", "more"),
    [
        ("Recalling the lamps,", "den Häfen nahelegend, die Netze zu trocknen,", False),
        ("Recalling the lamps;", "ferner die Netze betrachtend,", False),
        ("Recalling the lamps", "and the nets,", True),
        ("Recalling the lamps,", "Nets and Oars,", True),
    ],
)
def test_a_line_behind_a_comma_that_is_not_wrapped_is_no_more_of_a_recital(
    before: str, line: str, *, more: bool
) -> None:
    made = reading(f"The Council,\n\n{before}\n\n{line}\n\n1. Calls for light.\n")
    assert ("recital+" not in barred(made.atoms, made.words, None).get(2, ())) is more


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Lamps and oil", True),
        ("Lamps (new)", True),
        ("lamps and oil", False),
        ("Lamps and oil:", False),
    ],
)
def test_short_words_without_a_mark_between_two_numbered_clauses_are_a_heading(
    line: str, *, heading: bool
) -> None:
    made = reading(
        f"The ports agree:\n\n1. The nets dry;\n\n2. The oars rest;\n\n{line}\n\n3. The oil is burnt.\n"
    )
    at = next(index for index, atom in enumerate(made.atoms) if atom.lines[0].text == line)
    assert (
        {"point", "paragraph"} <= barred(made.atoms, made.words, None).get(at, frozenset())
    ) is heading


@pytest.mark.parametrize(
    ("line", "recital"),
    [("Keeping of the lamps of both shores", False), ("Recalling the lamps of both shores", True)],
)
def test_short_words_without_a_mark_between_recitals_and_a_number_are_a_heading(
    line: str, *, recital: bool
) -> None:
    made = reading(
        f"The Council,\n\nActing on its own,\n\n{line}\n\n1. Decides on lamps;\n\n2. Decides on nets.\n"
    )
    assert ("recital" not in barred(made.atoms, made.words, None)[2]) is recital


def test_a_symbol_that_a_colon_leads_to_is_no_margin() -> None:
    made = reading(
        "1. Keeps the lamps.\n\n2. Repeals this decision:\n\nP/PORTS/2024/7\n\n3. Mends the nets.\n"
    )
    at = next(index for index, atom in enumerate(made.atoms) if atom.lines[0].text.startswith("P/"))
    assert "continuation" not in barred(made.atoms, made.words, None).get(at, ())


def test_the_word_for_an_annex_alone_is_no_heading() -> None:
    made = reading(
        "1. Lamps.\n\n2. Nets.\n\nAnnex\n\nThe oil of the ports\n\n1. It is burnt.\n\n2. It is kept.\n"
    )
    at = next(index for index, atom in enumerate(made.atoms) if atom.lines[0].text == "Annex")
    assert "heading" in barred(made.atoms, made.words, None)[at]


@pytest.mark.parametrize("line", ["S/RES/7 (2024)   1", "2   P/PORTS/2024/7", "P/PORTS/2024/7"])
def test_a_symbol_with_the_number_of_a_page_stands_in_the_margin(line: str) -> None:
    made = reading(f"1. Lamps.\n\n2. Nets.\n\nThe ports remain seized of the matter.\n\n{line}\n")
    found = barred(made.atoms, made.words, None)[len(made.atoms) - 1]
    assert "furniture" not in found
    assert {"closing", "paragraph", "signature"} <= found


@pytest.mark.parametrize(
    "line", ["The Security Council met,", "Recalling what it said to the Security Council,"]
)
def test_more_than_a_body_can_be_a_recital(line: str) -> None:
    made = reading(f"{line}\n\n1. Lamps.\n\n2. Nets.\n")
    assert "recital" not in barred(made.atoms, made.words, None).get(0, ())


REASONS = """THE COUNCIL OF THE PORTS,

Having regard to the tides,

{opening}

(1) {first}

(2) {second}

(3) The ships need light.

HAS ADOPTED THIS REGULATION:

Article 1

(1) Each port shall be lit.

(2) The isles shall be lit.
"""


@pytest.mark.parametrize(
    ("tag", "opening"),
    [
        ("en", "Whereas:"),
        ("de", "in Erwägung nachstehender Gründe:"),
        ("fr", "considérant ce qui suit:"),
        ("hu", "mivel:"),
    ],
)
def test_what_is_counted_below_the_word_for_reasons_is_a_recital(tag: str, opening: str) -> None:
    text = REASONS.format(
        opening=opening, first="We will meet.", second="We shall light the ports by May."
    )
    declaration = read(text.encode(), format="text", language=tag).require()
    assert [each.num for each in declaration.recitals if each.num] == ["(1)", "(2)", "(3)"]


def test_another_line_opens_no_reasons() -> None:
    text = REASONS.format(
        opening="It was cold:", first="We will meet.", second="We shall light the ports by May."
    )
    made = reading(text)
    assert all("paragraph" not in roles for roles in barred(made.atoms, made.words, None).values())


def test_words_that_lead_to_a_numbering_are_no_title() -> None:
    made = blocks(
        "WE, THE MAYORS OF THE PORTS, COMMIT OURSELVES TO:\n\n1. Keep the lamps lit;\n\n2. Mend the nets.\n"
    )
    assert "title" not in {block.role for block in made}


@pytest.mark.parametrize(
    ("lead", "role", "label", "said", "odds", "became"),
    [
        ("The ports are dark. They ask for:", "paragraph", "1.", "paragraph", 0.5, "point"),
        ("The ports are dark. They ask for:", "paragraph", "1.", "paragraph", 0.9, None),
        ("The ports are dark. They ask for:", "paragraph", "1.", "point", 0.9, None),
        ("The ports ask for:", "paragraph", "1.", "point", 0.9, "paragraph"),
        ("The ports ask for:", "paragraph", "-", "point", 0.9, None),
        ("The ports ask for.", "paragraph", "1.", "paragraph", 0.5, None),
        ("What we ask", "heading", "1.", "point", 0.9, "paragraph"),
        ("What we ask", "heading", "-", "point", 0.9, "paragraph"),
        ("What we ask", "heading", "a)", "point", 0.9, None),
        ("What we ask", "heading", "1.", "heading", 0.9, None),
        ("The ports declare:", "formula", "1.", "point", 0.9, "paragraph"),
        ("The ports declare:", "formula", "-", "point", 0.9, "paragraph"),
        ("The ports declare:", "formula", "a)", "point", 0.9, "paragraph"),
        ("The ports declare:", "formula", "a)", "paragraph", 0.5, "paragraph"),
        ("The ports declare:", "opening", "1.", "point", 0.9, "paragraph"),
        ("The ports declare:", "opening", "-", "point", 0.9, None),
        ("Aware of:", "recital", "1.", "point", 0.9, None),
    ],
)
def test_points_have_something_that_holds_them(
    lead: str, role: str, label: str, said: str, odds: float, became: str | None
) -> None:
    other = {"1.": "2.", "a)": "b)"}.get(label, label)
    atoms = reading(f"{lead}\n\n{label} Oil is burnt.\n\n{other} Wicks are cut.\n").atoms
    decisions = [
        Decision(role, 0.9),
        Decision(said, odds),
        Decision("point" if said == "heading" else said, odds),
    ]
    assert [at for at, atom in enumerate(atoms) if atom.label is not None] == [1, 2]
    assert list(settled(atoms, [[1, 2]], decisions)) == (
        [(1, became), (2, became)] if became else []
    )


@pytest.mark.parametrize(
    ("more", "became"), [("", "paragraph"), ("The towns will meet again.\n", None)]
)
def test_numbers_below_the_only_words_without_one_are_paragraphs(
    more: str, became: str | None
) -> None:
    atoms = reading(f"The ports ask for:\n\n1. Oil is burnt.\n\n2. Wicks are cut.\n\n{more}").atoms
    said = ["paragraph", "point", "point", "paragraph"][: len(atoms)]
    found = dict(settled(atoms, [[1, 2]], [Decision(role, 0.9) for role in said]))
    assert found == ({1: became, 2: became} if became else {})


@pytest.mark.parametrize(
    ("text", "barred_from"),
    [
        ("Aware that the lamps went dark,", {"opening"}),
        ("The lamps went dark. The ports were closed.", {"opening", "recital", "formula"}),
        ("1. The lamps went dark. The ports were closed.", set()),
        ("Recalling the report of the COMM. (Vol. IX) on lamps. Part Two,", {"opening"}),
        ("Aware that the lamps went dark. The ports were closed.", {"opening", "formula"}),
        ("灯火已灭。港口关闭。", {"opening", "recital", "formula"}),
    ],
)
def test_several_sentences_are_no_clause_of_a_preamble(text: str, barred_from: set[str]) -> None:
    made = reading(f"The ports met in the old town.\n\n{text}\n\n2. Nets.\n")
    found = barred(made.atoms, made.words, None).get(1, frozenset())
    assert found & {"opening", "recital", "formula"} == barred_from


def test_sentences_that_nothing_sets_off_can_be_more_of_a_recital() -> None:
    text = "(1) The lamps went dark in the ports and on all the islands of both shores of the sea.\nThe Ports were closed. The nets dried on the quays of both of the shores. They met\nonce more.\n\n(2) Nets."
    made = reading(f"Whereas:\n\n{text}\n")
    at = next(
        index for index, atom in enumerate(made.atoms) if atom.lines[0].text.startswith("The Ports")
    )
    assert barred(made.atoms, made.words, None)[at] & {"recital", "^recital"} == {"^recital"}


CLAUSE = "وإذ تشير إلى مصابيح الموانئ وإلى الزيت الذي ترسله الجزر كل شتاء،"
MORE_OF_IT = "وإذ تشيد بالشباك التي تجف،"


@pytest.mark.parametrize(
    ("lead", "between", "more"),
    [("", "\n\n", True), ("    ", "\n", True), ("    ", "\n\n", True), ("", "\n", False)],
)
def test_a_line_that_stands_as_no_clause_of_the_text_does_begins_no_recital(
    lead: str, between: str, *, more: bool
) -> None:
    clause = f"{lead}{CLAUSE}\n{MORE_OF_IT}"
    made = reading(f"إن مجلس الموانئ،{between}" + between.join([clause] * 4) + "\n", "ar")
    found = barred(made.atoms, made.words, None)
    at = [index for index, atom in enumerate(made.atoms) if atom.lines[0].text == MORE_OF_IT]
    assert len(at) == 4
    assert all(("^recital" in found.get(index, ())) is more for index in at)


RECALLING = "Recalling the lamps of the harbours and the oil that the islands send,"


@pytest.mark.parametrize(
    ("before", "line", "barred_there"),
    [
        (RECALLING, "noting the nets,", "^recital"),
        (RECALLING, "Noting the nets,", "recital+"),
        (f"{RECALLING} {'and every rope, ' * 20}that was made; and", "Noting the nets,", "recital+"),
        (f"{RECALLING} {'and every rope, ' * 20}that was made for them by the towns, and so far", "noting the nets,", "^recital"),
    ],
)  # fmt: skip
def test_small_letters_begin_no_recital_where_others_have_capitals(
    before: str, line: str, barred_there: str
) -> None:
    more = "Stressing the oars,\n\nWelcoming the sails,\n\n"
    made = reading(f"The Council,\n\n{more}{before}\n\n{line}\n\n1. Calls for light.\n")
    at = next(index for index, atom in enumerate(made.atoms) if atom.lines[0].text == line)
    found = barred(made.atoms, made.words, None).get(at, frozenset())
    assert barred_there in found or barred_there == "recital+"
    assert ("^recital" in found) is (barred_there == "^recital")


def test_a_clause_with_a_lead_word_is_no_title_and_no_opening() -> None:
    made = reading(
        "Ports of the North\n\nRecalling the lamps,\n\nNoting the nets,\n\n1. Calls for light.\n"
    )
    assert {"title", "opening"} <= barred(made.atoms, made.words, None)[1]


def test_what_stands_behind_numbers_without_a_lead_word_is_no_recital() -> None:
    items = "Lamps of brass;\n\nNets of hemp;\n"
    text = f"Recalling the lamps,\n\nNoting the nets,\n\n1. Calls for light;\n\n2. Thanks all.\n\nAnnex\n\n{items}"
    made = reading(text)
    found = barred(made.atoms, made.words, None)
    at = [index for index, atom in enumerate(made.atoms) if atom.lines[0].text in items]
    assert all({"^recital", "opening"} <= found[index] for index in at)


def test_what_has_neither_letter_nor_digit_is_no_recital() -> None:
    made = reading("The Council,\n\nRecalling the lamps,\n\n⁂\n\nPart One\n\n1. Calls for light.\n")
    at = next(index for index, atom in enumerate(made.atoms) if atom.lines[0].text == "⁂")
    assert "recital" in barred(made.atoms, made.words, None)[at]


@pytest.mark.parametrize(("mark", "barred_there"), [("，", True), ("、", False)])
def test_the_mark_between_words_of_a_list_ends_no_clause(mark: str, *, barred_there: bool) -> None:
    text = f"港口理事会，\n\n回顾各港口的灯火和各岛屿每年冬天送来的油，\n\n强调渔网{mark}\n\n船桨和船帆，\n\n1. 决定点灯。\n"
    made = reading(text, "zh")
    at = next(
        index for index, atom in enumerate(made.atoms) if atom.lines[0].text == "船桨和船帆，"
    )
    assert ("recital+" in barred(made.atoms, made.words, None).get(at, ())) is barred_there


def test_small_letters_behind_a_conjunction_can_begin_a_recital() -> None:
    long = f"in Erwägung dessen, dass die Lampen {'und die Netze ' * 20}fehlen; und"
    made = reading(
        f"Der Rat,\n\n{long}\n\n{long}\n\nin Erwägung der Segel,\n\nArtikel 1\n\nLicht.\n", "de"
    )
    found = barred(made.atoms, made.words, None)
    assert all("^recital" not in found.get(index, ()) for index in (1, 2, 3))


def test_a_noun_in_a_clause_whose_text_begins_them_in_small_letters_begins_none() -> None:
    lines = [f"{word} dessen, dass die {thing} fehlen, Kenntnis nehmend von den Booten," for word, thing in
             zip(("in Anbetracht", "eingedenk", "in Erwägung", "in Bekräftigung"), ("Lampen", "Netze", "Segel", "Ruder"), strict=True)]  # fmt: skip
    made = reading("Der Rat,\n\n" + "\n\n".join(lines) + "\n\n1. fordert Licht.\n", "de")
    assert [block.role for block in made.blocks].count("recital") == 4


@pytest.mark.parametrize(
    ("opening", "barred_there"),
    [("Der Rat,", True), ("Der Rat.", False), ("Eingedenk der Boote,", False)],
)
def test_a_few_words_with_a_comma_before_the_first_clause_are_no_recital(
    opening: str, *, barred_there: bool
) -> None:
    made = reading(
        f"{opening}\n\neingedenk der Lampen,\n\neingedenk der Netze,\n\n1. fordert Licht.\n", "de"
    )
    assert ("recital" in barred(made.atoms, made.words, None).get(0, ())) is barred_there


@pytest.mark.parametrize(
    ("line", "barred_there"),
    [
        ("We light the lamps.", {"title+"}),
        ("of the Ports", set()),
        ("of 3 May 2024.", {"title"}),
        ("我们点灯。", {"title", "title+"}),
    ],
)
def test_a_sentence_that_stands_apart_is_no_more_of_a_title(
    line: str, barred_there: set[str]
) -> None:
    made = reading(f"Declaration\n\n{line}\n\nThe ports are dark.\n")
    at = next(index for index, atom in enumerate(made.atoms) if atom.lines[0].text == line)
    assert (
        barred(made.atoms, made.words, None).get(at, frozenset()) & {"title", "title+"}
        == barred_there
    )


ALONE = """Law on the Ports

§ 1

(1)

The ports have nets, which are mended in winter.

(2)

The boats are painted in spring.

§ 2

Nobody sails at night.

§ 3

(1)

The mayor opens the gate.

(2)

He closes it^7
"""


def test_a_label_on_a_line_of_its_own_counts_the_block_below_it_and_a_section_heads_what_follows() -> (
    None
):
    found = [(block.role, block.lines[0].text, len(block.lines)) for block in blocks(ALONE)[1:]]
    assert found == [
        ("heading", "§ 1", 1),
        ("paragraph", "(1)", 2),
        ("paragraph", "(2)", 2),
        ("heading", "§ 2", 1),
        ("paragraph", "Nobody sails at night.", 1),
        ("heading", "§ 3", 1),
        ("paragraph", "(1)", 2),
        ("paragraph", "(2)", 2),
    ]


def test_a_number_above_several_blocks_heads_them() -> None:
    text = "Law on the Ports\n\n" + "".join(
        f"{number}.\n\nThe ports have nets.\n\nThe boats are old.\n\n" for number in range(1, 4)
    )
    assert [block.role for block in blocks(text)].count("heading") == 3


def test_a_comment_of_html_heads_nothing() -> None:
    made = reading(
        "# Pledge on Nets\n\n<!-- wp:heading -->\n\n## Lamps\n\nWe buy oil for all lamps.\n"
    )
    assert [block.role for block in made.blocks if "wp:" in block.text] == ["other"]
    assert [block.role for block in made.blocks if "wp:" not in block.text] == [
        "title",
        "heading",
        "paragraph",
    ]


def test_the_other_half_of_a_broken_word_begins_nothing() -> None:
    made = reading(
        "1. We keep the lamps of the light-\n\fhouses of both shores.\n\n2. We mend the nets.\n"
    )
    assert {f"^{role}" for role in ROLES} <= barred(made.atoms, made.words, None)[1]
