"""Facts, each from wherever it stands."""

import pytest
from tests.unit.detect.read import parsed

from communique import read
from communique.core.values import Values
from communique.detect.dates.lines import days
from communique.detect.facts import Printed, Standing, done, find_facts, short_title
from communique.detect.kinds import kind_of, numbers_kind
from communique.detect.metadata import Metadata, Value
from communique.detect.signatures.signatories import signatories
from communique.languages import language

EN = language("en")


def printed(role: str, *cells: str) -> Printed:
    return Printed(role, {"kind": "text", "text": " ".join(cells), "marks": []}, cells)


def found(
    name: str, *above: Printed, closing: tuple[str, ...] = (), **metadata: str
) -> Values:
    values: Values = {
        "title": {"kind": "text", "text": name, "marks": []} if name else None
    }
    given = Metadata(
        values=tuple((key, Value(text, 0, 0)) for key, text in metadata.items())
    )
    standing = Standing(
        [*above, printed("title", name)],
        closing=[printed("closing", text) for text in closing],
        metadata=given,
    )
    values["disagree"] = find_facts(values, standing, EN)
    return values


NUMBERS = {
    "alone in a column": (
        ("United Nations", "S/RES/2640 (2022)"),
        ["S/RES/2640 (2022)"],
    ),
    "behind the organisation": (
        ("United Nations S/RES/2640 (2022)",),
        ["S/RES/2640 (2022)"],
    ),
    "General Assembly": (("A/RES/79/288",), ["A/RES/79/288"]),
    "OAS": (("OEA/Ser.P", "AG/DEC. 118 (LIII-O/23)"), ["AG/DEC. 118 (LIII-O/23)"]),
    "African Union": (("EX.CL/Dec.1109(XXXVIII)",), ["EX.CL/Dec.1109(XXXVIII)"]),
    "Commission": (("COM(2024) 199 final",), ["COM(2024) 199 final"]),
    "Parliament": (("P9_TA(2023)0456",), ["P9_TA(2023)0456"]),
    "World Trade Organization": (("WT/MIN(22)/32", "WT/L/1143"), ["WT/MIN(22)/32"]),
    "OSCE": (("MC.DEC/2/21",), ["MC.DEC/2/21"]),
    "behind the word for number": (
        ("NOMOR: 12/MEN-KP/II/2020",),
        ["12/MEN-KP/II/2020"],
    ),
    "behind the kind of an act": (("DECISION 817",), ["817"]),
    "before what it is about": (("Resolution 12: Safe Nets",), ["12"]),
    "of two parts, the first Roman": (("Resolution XIV.7",), ["XIV.7"]),
    "a parliament of a state": (("№ 3871-IX",), ["№ 3871-IX"]),
    "behind the kind and before the body": (
        ("Resolution No. 12/IV of the Ports",),
        ["12/IV"],
    ),
    "behind letters": (("Ref. KS 2021/118",), ["KS 2021/118"]),
    "with hyphens": (("Ref: 704112-622.03-318",), ["704112-622.03-318"]),
    "in a manner of its own": (("PORTS/M(2024)7 rev.1",), ["PORTS/M(2024)7 rev.1"]),
    "letters and a year": (("ZKN 41/24",), ["ZKN 41/24"]),
    "before a title": (("47-56:",), ["47-56:"]),
    "a day is none": (("09/05/2007",), []),
    "a day whose year is first": (("2020/08/21",), []),
    "a Polish register": (("Rej. 421/2012",), ["421/2012"]),
    "behind a Latin letter": (("N 369-рп",), ["N 369-рп"]),
    "a series is none": (("OEA/Ser.K/III.2",), []),
    "a protocol that is a second one": (("Protocol No. 2 of the Ports",), []),
    "in brackets it is another's": (
        ("[on the report of the Third Committee (A/79/457, para. 29)]",),
        [],
    ),
    "behind a label it is another's": (("Previous document: A/79/457",), []),
}


@pytest.mark.parametrize(("lines", "numbers"), NUMBERS.values(), ids=NUMBERS)
def test_the_own_number_stands_by_itself(
    lines: tuple[str, ...], numbers: list[str]
) -> None:
    values = found("Nets", printed("letterhead", *lines))
    assert [each["value"] for each in values["identifiers"]] == numbers


@pytest.mark.parametrize(
    ("title", "numbers"),
    [
        ("Resolution 2467 (2022)", ["2467 (2022)"]),
        ("Declaration 2024", []),
        ("Resolution on 12 nets", []),
        ("Declaration on Convention No. 169", []),
        ("DÉCLARATION RELATIVE À LA CONVENTION N° 169", []),
        ("Erklärung zum Abkommen 7/2019", []),
        ("Joint Declaration No. 5", ["5"]),
        ("Decision No. 5 on Resolution 7", ["5"]),
        ("and Regulation (EU) 2018/1999", []),
    ],
)
def test_a_title_of_a_kind_and_a_number_gives_the_number(
    title: str, numbers: list[str]
) -> None:
    assert [each["value"] for each in found(title)["identifiers"]] == numbers


def test_a_note_to_the_title_can_say_when_it_was_adopted() -> None:
    text = "Resolution 2467 (2022)¹\n\nNets of the Ports\n\n1. The Assembly welcomes nets.\n\n\n¹ Text adopted on 12 October 2022.\n"
    made = read(text.encode(), "text").declaration
    assert made is not None
    assert made.date is not None
    assert made.date.value == "2022-10-12"


def test_a_day_of_adoption_comes_before_that_of_distribution() -> None:
    values = found(
        "Nets",
        printed("letterhead", "Distr.: General", "9 April 2024"),
        printed("letterhead", "Resolution adopted by the Ports on 5 April 2024"),
    )
    assert values["date"]["value"] == "2024-04-05"


def test_what_was_done_in_the_closing_comes_before_everything() -> None:
    values = found(
        "Nets",
        printed("dateline", "Low Wick, 9 April 2024"),
        closing=("Done at High Wick, 7 April 2024",),
    )
    assert values["date"]["value"] == "2024-04-07"
    assert values["place"]["text"] == "High Wick"


EDGES = {
    "a task": ("en", "- [x] to report by 4 May 2025", None),
    "a day and a place": ("en", "Low Wick, 3 May 2024", "2024-05-03"),
    "a script without capitals": ("ja", "二〇二四年十月二日　京都", "2024-10-02"),
    "a sentence": ("en", "The Ports meet again on 4 May 2025.", None),
    "a clause": ("zh", "知悉2021年10月20日的信函，", None),
    "a year": ("en", "The lamps of 2031", None),
}


@pytest.mark.parametrize(("tag", "text", "day"), EDGES.values(), ids=EDGES)
def test_a_line_at_an_edge_that_says_no_more_than_when_gives_the_day(
    tag: str, text: str, day: str | None
) -> None:
    values: Values = {"title": None}
    find_facts(
        values,
        Standing([], openings=[printed("opening", "We")], edges=[text]),
        language(tag),
    )
    assert (values["date"] or {"value": None})["value"] == day


def test_the_first_words_of_a_text_can_say_the_day() -> None:
    values: Values = {"title": None}
    find_facts(
        values,
        Standing(
            [], edges=["This charter, which the Ports adopted on 5 April 2024, holds."]
        ),
        EN,
    )
    assert values["date"]["value"] == "2024-04-05"


@pytest.mark.parametrize(
    "end",
    [" – Low Wick, 3 May 2024", " (Low Wick, 3 May 2024)", ", Low Wick 3 May 2024"],
)
def test_where_and_when_are_read_at_the_end_of_a_title(end: str) -> None:
    values = found(f"Joint declaration of the ports{end}")
    assert (values["date"]["value"], values["place"]["text"]) == (
        "2024-05-03",
        "Low Wick",
    )


def test_a_place_on_a_line_below_the_day_is_read() -> None:
    values = found(
        "Nets", printed("dateline", "17 – 18 February 2024", "Low Wick, Isles")
    )
    assert (values["date"]["value"], values["place"]["text"]) == (
        "2024-02-18",
        "Low Wick",
    )


def test_metadata_say_what_the_text_does_not() -> None:
    values = found("Nets", date="2024-05-03", place="Low Wick", number="A/RES/1/1")
    assert values["date"] == {
        "value": "2024-05-03",
        "basis": "external",
        "source": "metadata",
    }
    assert values["place"]["basis"] == values["identifiers"][0]["basis"] == "external"


def test_metadata_say_the_kind_where_no_title_does() -> None:
    assert found("Nets", kind="uchwała")["kind"] == "resolution"
    assert found("Nets", kind="page")["kind"] == "statement"


def test_what_text_and_metadata_disagree_on_is_given() -> None:
    values = found(
        "Declaration on Nets",
        printed("dateline", "Low Wick, 9 April 2024"),
        date="2024-05-03",
        title="On Boats",
    )
    assert values["disagree"] == [
        ("date", "2024-04-09", "2024-05-03"),
        ("title", "Declaration on Nets", "On Boats"),
    ]


KINDS = {
    "by no part of another name": (
        "Message of the Pact Council on its Statement",
        (),
        "statement",
    ),
    "by the first of two names": (
        "The Low Wick Declaration Joint Statement of the Ports",
        (),
        "declaration",
    ),
    "by its title": ("Joint Declaration of the Ports", (), "joint-declaration"),
    "a word between": ("Joint Leaders' Statement", (), "joint-statement"),
    "by its number before its title": (
        "Declaration on Nets",
        ("A/RES/77/311",),
        "resolution",
    ),
    "by a line above": ("On Nets", ("RESOLUTION",), "resolution"),
    "whom it greets": ("On Nets", ("Dear Mayors of the Isles,",), "open-letter"),
    "a greeting below a title that names it": (
        "Statement on Nets",
        ("Dear Mayors,",),
        "statement",
    ),
    "no word for it": ("On Nets", (), "statement"),
    "what it does in brackets": (
        "Treaty (Confirmation of Agreement) Act",
        (),
        "agreement",
    ),
    "a word that only begins as another": (
        "Declaration of the Jointed Nets",
        (),
        "declaration",
    ),
    "a declaration by its number": (
        "On Nets",
        ("AG/DEC. 118 (LIII-O/23)",),
        "declaration",
    ),
    "a word that is part of another counts less than a number": (
        "Reconstitution of the nets",
        ("AG/RES. 2988 (LII-O/22)",),
        "resolution",
    ),
}


@pytest.mark.parametrize(("title", "above", "kind"), KINDS.values(), ids=KINDS)
def test_the_kind_is_named(title: str, above: tuple[str, ...], kind: str) -> None:
    assert (
        found(title, *(printed("letterhead", line) for line in above))["kind"] == kind
    )


def test_the_kind_in_the_language_of_the_text_comes_first() -> None:
    values: Values = {
        "title": {"kind": "text", "text": "Verdrag inzake netten", "marks": []}
    }
    find_facts(
        values,
        Standing(
            [printed("title", "Verdrag inzake netten")], edges=["Convention on Nets"]
        ),
        EN,
    )
    assert values["kind"] == "convention"


def test_brackets_at_the_end_of_a_title_hold_its_short_one() -> None:
    assert (
        short_title("Joint Statement of the Ports (Low Wick Declaration)", EN)
        == "Low Wick Declaration"
    )
    assert short_title("Joint Statement (2024/12)", EN) is None


def signature(*lines: tuple[str, str]) -> Values:
    return {
        "kind": "signature",
        "signatory": None,
        "lines": [{"part": part, "value": {"text": text}} for part, text in lines],
    }


def said(*blocks: Values) -> list[tuple[str | None, ...]]:
    made = signatories(blocks, EN)
    return [
        tuple(each[part] and each[part]["text"] for part in ("name", "role", "party"))
        for each in made
    ]


def test_signatories_have_the_parts_of_their_blocks() -> None:
    block = signature(
        ("party", "For the Ports of"),
        ("party", "Low Wick:"),
        ("name", "(sgd.) Edda Holm"),
        ("role", "Mayor,"),
    )
    assert said(block) == [("Edda Holm", "Mayor", "the Ports of Low Wick")]
    assert block["signatory"] == "edda-holm"


def test_who_signs_a_translation_is_one_though_the_name_is_spaced_otherwise() -> None:
    text: Values = {"kind": "text"}
    signed = [signature(("name", "P. H. Wick")), text, signature(("name", "P.H.Wick"))]
    assert len(signatories(signed, EN)) == 1


def test_who_signs_below_another_signs_for_the_same_party() -> None:
    assert said(
        signature(("party", "For the Ports"), ("name", "Edda Holm")),
        signature(("name", "Piers Wick")),
    ) == [
        ("Edda Holm", None, "the Ports"),
        ("Piers Wick", None, "the Ports"),
    ]


ROLES = {
    "behind the office": (
        "Minister of Ports, Norland",
        ("Minister of Ports", "Norland"),
    ),
    "before it": ("Norland Portminister", ("Portminister", "Norland")),
    "two words": ("Mayor of Low Wick", ("Mayor", "Low Wick")),
    "an office is no party": (
        "Minister Norland President",
        ("Minister Norland President", None),
    ),
    "what is not stated above": ("Mayor, Surland", ("Mayor, Surland", None)),
    "part of an office's name": (
        "Secretary of the Estland",
        ("Secretary of the Estland", None),
    ),
    "a part of a word": ("Mayor, Nor", ("Mayor, Nor", None)),
}


@pytest.mark.parametrize(("role", "parts"), ROLES.values(), ids=ROLES)
def test_a_role_names_the_party_that_is_stated_above(
    role: str, parts: tuple[str, str | None]
) -> None:
    above = "Declaration of Norland, Low Wick and Estland"
    other = signature(("name", "Piers Wick"), ("role", "Mayor of Estland"))
    made, _ = signatories(
        [signature(("name", "Edda Holm"), ("role", role)), other], EN, above
    )
    assert (made["role"]["text"], made["party"] and made["party"]["text"]) == parts


def test_a_role_names_no_party_where_the_others_do_not() -> None:
    above = "Declaration of Norland and Low Wick"
    for other in ("Mayor", "Mayor of Norland"):
        signed = [
            signature(("name", name), ("role", role))
            for name, role in (("A. Holm", "Mayor of Norland"), ("P. Wick", other))
        ]
        assert [each["party"] for each in signatories(signed, EN, above)] == [
            None,
            None,
        ]


def test_a_witness_signs_for_no_party() -> None:
    witness = signature(("other", "Witnessed by:"), ("name", "Piers Wick"))
    assert said(signature(("party", "For the Ports"), ("name", "Edda Holm")), witness)[
        1
    ] == (
        "Piers Wick",
        None,
        None,
    )


def test_two_of_one_name_have_ids_of_their_own() -> None:
    made = signatories(
        [signature(("name", "Edda Holm")), signature(("name", "Edda Holm"))], EN
    )
    assert [each["id"] for each in made] == ["edda-holm", "edda-holm-2"]


def test_every_day_of_a_line_is_found() -> None:
    assert [each.value for each in days("3 May 2024 and 9 May 2024", EN)] == [
        "2024-05-03",
        "2024-05-09",
    ]


def test_who_signs_a_translation_signs_once() -> None:
    one, two = signature(("name", "Edda Holm")), signature(("name", "EDDA HOLM"))
    made = signatories([one, {"kind": "text"}, two], EN)
    assert [each["id"] for each in made] == [two["signatory"]] == ["edda-holm"]


def test_a_preamble_names_for_whom_somebody_signs() -> None:
    stated = "have named: The Lord of the Ports: Mr. E. HOLM, Minister of Nets; The Lady of the Isles: P. DORNACH, Reeve;"
    (made,) = signatories([signature(("name", "Piers Dornach"))], EN, stated)
    assert (made["party"]["text"], made["role"]["text"]) == (
        "The Lady of the Isles",
        "Reeve",
    )


def test_a_body_with_the_same_last_word_is_not_whom_the_preamble_names() -> None:
    stated = "have named: The Lord of the Ports: the gifts of Norland, which are many;"
    (made,) = signatories([signature(("name", "Net Menders of Norland"))], EN, stated)
    assert (made["party"], made["role"]) == (None, None)


def test_a_courtesy_signs_nothing() -> None:
    assert signatories([signature(("name", "With great respect and haste"))], EN) == []


def test_who_signed_a_text_signs_its_translation() -> None:
    first, second = signature(("name", "I. Dornach")), signature(("name", "J. Dornach"))
    made = signatories([first, {"kind": "text"}, second], EN)
    assert [each["id"] for each in made] == [second["signatory"]]


def test_parties_are_named_beside_others_that_say_theirs() -> None:
    above = "We, the mayors of Norland, Estland and Surland"
    signed = [
        signature(("name", "A. Holm"), ("role", "Mayor Norland")),
        signature(("name", "P. Wick"), ("role", "Mayor Estland")),
        signature(("name", "J. Reed"), ("role", "Mayor"), ("party", "Surland")),
    ]
    parties = [made["party"]["text"] for made in signatories(signed, EN, above)]
    assert parties == ["Norland", "Estland", "Surland"]


def test_a_form_that_is_not_filled_in_names_nobody() -> None:
    assert signatories([signature(("other", "Name: ________"))], EN) == []


def test_words_that_say_a_text_was_done_are_found_inside_it() -> None:
    assert list(done("They have signed. Done at Drumhaven, 3 May 2024.", (EN,))) == [
        "Done at Drumhaven, 3 May 2024."
    ]
    assert list(done("what was done at Drumhaven", (EN,))) == []


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (
            "REGULATION (EU) 2031/17 on nets in accordance with the Porto Agreement",
            "regulation",
        ),
        ("MINISTERIAL DECISION ON NETS", "decision"),
        ("Resolution on the Nets Directive", "resolution"),
    ],
)
def test_an_act_is_known_by_the_word_with_which_it_is_referred_to(
    title: str, kind: str
) -> None:
    assert kind_of(title, EN, acts=True) == kind
    assert found(title)["kind"] == kind


def test_a_kind_and_its_number_fill_a_line() -> None:
    assert numbers_kind("Resolution 7 (2024),")
    assert not numbers_kind("Resolution")
    assert not numbers_kind("12517/23")
    assert not numbers_kind("海港と島々の漁業協力に関する共同声明(2024年)")


def test_a_line_that_ends_with_its_day_is_no_promise() -> None:
    values = found(
        "Nets",
        printed("letterhead", "Distr.: General 9 April 2024"),
        closing=("51st plenary meeting 7 April 2024",),
    )
    assert values["date"]["value"] == "2024-04-07"


def test_a_day_in_a_closing_that_says_more_than_when_gives_way_to_a_dateline() -> None:
    text = b"Statement of the Ports\n\nDrumhaven, 3 May 2024\n\nWe met in the hall.\n\n1. We light the lamps.\n\nThe ports will dry their nets before 31 December 2025.\n"
    hints = b'[{"at": "The ports will", "is": "closing", "why": "it stands last"}]'
    found = read(text, format="text", language="en", hints=hints).require()
    assert found.date is not None
    assert found.date.value == "2024-05-03"


COVER = """Council of the
European Union

Brumeville, 17 June 2022
(OR. en)

10457/22

OUTCOME OF PROCEEDINGS

From:       General Secretariat of the Council
To:         Delegations
Subject:    Joint statement on nets{}

Delegations will find in the annex the joint statement on nets.


ANNEX

Joint statement on nets

1. The Ports welcome nets.
"""


@pytest.mark.parametrize(
    ("more", "day", "basis"),
    [("", "2022-06-17", "inferred"), (" (16 June 2022)", "2022-06-16", "text")],
)
def test_a_text_without_a_day_takes_that_of_its_cover(
    more: str, day: str, basis: str
) -> None:
    made = read(COVER.format(more).encode(), format="text").require()
    assert made.date is not None
    assert (made.date.value, made.date.basis) == (day, basis)
    assert made.place is not None
    assert (made.place.text, made.place.basis) == ("Brumeville", "inferred")


@pytest.mark.parametrize("line", ["DECISION", "D E C I S I O N"])
def test_a_line_that_says_what_a_text_is_says_more_than_what_it_is_about(
    line: str,
) -> None:
    assert (
        found(
            "On the appeal of the Ports",
            printed("letterhead", "Council of the Ports", line),
        )["kind"]
        == "decision"
    )


def test_a_title_says_better_that_a_declaration_is_a_joint_one() -> None:
    assert (
        found(
            "Joint declaration on Nets",
            printed("letterhead", "The Ports", "DECLARATION"),
        )["kind"]
        == "joint-declaration"
    )


@pytest.mark.parametrize("line", ["г. Сельд", "г. Сельд, 3 May 2024"])
def test_a_place_has_no_word_for_city(line: str) -> None:
    assert found("Nets", printed("dateline", line))["place"]["text"] == "Сельд"


def test_a_body_beside_a_day_is_no_place() -> None:
    assert found("Nets", closing=("Security Council, 3 May 2024",))["place"] is None


def test_a_last_line_of_a_title_right_above_the_day_says_where() -> None:
    text = "COMMUNIQUÉ OF THE PORTS\n\nDRUMHAVEN, REPUBLIC OF LOW WICK\n3 MAY 2024\n\n1. The Ports welcome nets.\n\n2. They part.\n"
    made = read(text.encode(), format="text").require()
    assert made.title is not None
    assert made.title.text == "COMMUNIQUÉ OF THE PORTS"
    assert made.date is not None


@pytest.mark.parametrize(
    ("tag", "title", "kind"),
    [
        ("es", "Propuesta del Grupo de las Redes", "motion"),
        ("ko", "철도 연결에 관한 합의서", "agreement"),
        ("fr", "Protocole d'accord sur les filets", "memorandum"),
        ("fr", "Procès-verbal de la réunion des ports", "minutes"),
        ("sl", "Pismo o nameri ribičev", "memorandum"),
        ("sl", "Pismo ribičev županu", "letter"),
    ],
)
def test_more_words_for_kinds_are_known(tag: str, title: str, kind: str) -> None:
    assert kind_of(title, language(tag)) == kind


@pytest.mark.parametrize(
    ("tag", "title", "kind"),
    [("mk", "Одлука за мрежи", "decision"), ("pl", "Apel o sieci", "appeal")],
)
def test_words_of_two_lists_for_kinds_are_known(
    tag: str, title: str, kind: str
) -> None:
    """The word of an act is also one of a declaration, and that of a kind is one of two."""
    assert kind_of(title, language(tag), acts=True) == kind


def test_a_title_that_is_set_line_by_line_in_capitals_is_one() -> None:
    head = "MEMORANDUM OF UNDERSTANDING\n\nBETWEEN\n\nTHE PORT OF DRUMHAVEN\n\nAND\n\nTHE PORT OF LOW WICK\n\nON GREEN NETS\n\n"
    text = (
        head
        + "The Ports have reached the following understanding:\n\n1. They dry their nets.\n\n2. They part as friends.\n"
    )
    made = read(text.encode(), format="text").require()
    assert made.title is not None
    assert made.title.text == " ".join(head.split())


def test_a_remark_in_brackets_is_no_title() -> None:
    text = "REGULATION (EU) 2031/17 OF THE PORTS\n\n(Text with relevance for nets)\n\nTHE PORTS,\n\nHave adopted this Regulation:\n\nArticle 1\n\nNets are dried.\n"
    made = read(text.encode(), format="text").require()
    assert made.title is not None
    assert made.title.text.startswith("REGULATION")


@pytest.mark.parametrize(
    "line",
    [
        "PDF generated: 26 Aug 2021, 16:44",
        "Accessed on 3 May 2024",
        "Letöltve: 2024. május 3.",
    ],
)
def test_a_day_that_is_said_of_the_file_is_not_that_of_the_document(line: str) -> None:
    assert found("Charter of the Ports", printed("letterhead", line))["date"] is None


@pytest.mark.parametrize("kind", [b"Minutes", b"Notes"])
def test_a_day_in_a_table_is_not_that_of_the_document(kind: bytes) -> None:
    text = (
        b"# "
        + kind
        + b"\n\n| Item | By |\n|---|---|\n| Boats | 31 May 2024 |\n\nThe Chair thanked all.\n"
    )
    assert read(text, "text").require().date is None


@pytest.mark.parametrize(
    ("lead", "title", "kind"),
    [
        (
            "The Conference of the Parties,",
            "Matters under the Ports Agreement",
            "decision",
        ),
        (
            "The Security Council,",
            "Cooperation under the Convention on Nets",
            "resolution",
        ),
        ("The mayors,", "Cooperation under the Convention on Nets", "convention"),
    ],
)
def test_the_body_that_speaks_says_the_kind_before_what_a_title_cites(
    lead: str, title: str, kind: str
) -> None:
    text = f"{title}\n\n{lead}\n\nRecalling its earlier texts,\n\n1. Welcomes the nets;\n\n2. Asks for more.\n"
    assert parsed(text).require().kind == kind


def test_the_number_of_a_decision_above_a_title_says_the_kind() -> None:
    text = "Decision 5/CP.30\n\nMatters under the Ports Agreement\n\nThe Ports,\n\n1. Welcome the nets;\n\n2. Ask for more.\n"
    assert parsed(text).require().kind == "decision"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (
            "Embassy of the Isles Wick, 3 May 1994 Sir, I have the honour to ask.",
            "1994-05-03",
        ),
        ("The lamps were repaired on 3 May 1994 by the port.", None),
        ("Recalling the Pact on Lamps in Wick on 3 May 1994, the ports meet.", None),
    ],
)
def test_a_letter_begins_with_its_sender_and_day(head: str, day: str | None) -> None:
    text = f"# Exchange of notes on lamps\n\n### Nr. I\n\n{head}\n"
    date = read(text.encode(), "text").require().date
    assert (date and date.value) == day
