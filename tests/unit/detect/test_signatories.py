"""Who signed, and for whom."""

import pytest
from tests.unit.detect.read import parsed

from communique.core.values import Values
from communique.detect.signatures.signatories import signatories
from communique.languages import language


@pytest.mark.parametrize(
    ("party", "ref"),
    [
        ("Portugal", "portugal"),
        ("the Government of the United States of America", "united-states"),
        ("the Republic of Kenya", "kenya"),
        ("the European Union", "eu"),
        ("the Ministry of Health of Kenya", None),
        ("Kenya and Fiji", None),
        ("the Ports of the Isles", None),
    ],
)
def test_a_party_that_is_a_state_or_its_government_says_which(
    party: str, ref: str | None
) -> None:
    text = f"The Parties shall meet in Kenya.\n\nDone at Rome on 3 May 2024.\n\nFor {party}\n\nAna Silva\nMinister of Trade\n"
    head = "AGREEMENT\n\nThe Parties have agreed as follows:\n\nArticle 1\n"
    (signatory,) = parsed(head + text).require().signatories
    assert signatory.party is not None
    assert (signatory.party.text, signatory.party.ref) == (party, ref)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Ana Maria von der Linden", "Ana Maria von der Linden"),
        ("iCOOP 생협", "iCOOP 생협"),
        ("Edda Holm, S.STP., M.Si.", "Edda Holm, S.STP., M.Si."),
        ("ანა სილვა", "ანა სილვა"),
        ("Right to life", None),
        ("are not made out", None),
    ],
)
def test_words_in_small_letters_are_nobody(words: str, name: str | None) -> None:
    block = {"kind": "signature", "lines": [{"part": "name", "value": {"text": words}}]}
    found = signatories([block], language("en"))
    assert [each["name"]["text"] for each in found] == ([] if name is None else [name])


def test_an_office_before_a_colon_is_no_party() -> None:
    parties = "The Parties:\n\nThe Lady of the Isles:\nChair: Edda Holmes, Minister of Nets;\n\nhave agreed as follows:\n\n"
    end = "Article 1\nThe Parties shall meet again.\n\nDone at Rome on 3 May 2024.\n\nEdda Holmes\n"
    (signatory,) = parsed(f"AGREEMENT\n\n{parties}{end}").require().signatories
    assert signatory.party is not None
    assert signatory.party.text == "The Lady of the Isles"


def test_a_party_can_have_a_short_name() -> None:
    parties = "The Parties:\n\nSpain:\nEdda Holmes, Minister of Nets;\n\nhave agreed as follows:\n\n"
    end = "Article 1\nThe Parties shall meet again.\n\nDone at Rome on 3 May 2024.\n\nEdda Holmes\n"
    (signatory,) = parsed(f"AGREEMENT\n\n{parties}{end}").require().signatories
    assert signatory.party is not None
    assert signatory.party.text == "Spain"


def signature(*lines: tuple[str, str]) -> Values:
    return {
        "kind": "signature",
        "lines": [{"part": part, "value": {"text": text}} for part, text in lines],
    }


def said(*blocks: Values) -> list[tuple[str | None, ...]]:
    made = signatories(blocks, language("en"))
    return [
        tuple(each[part] and each[part]["text"] for part in ("name", "role", "party"))
        for each in made
    ]


@pytest.mark.parametrize(
    ("lead", "office"),
    [
        ("Members of the Council:", "Members of the Council"),
        ("Submitted by the Mayors:", "the Mayors"),
    ],
)
def test_the_line_above_names_says_what_office_all_hold(lead: str, office: str) -> None:
    above: Values = {"kind": "text", "text": lead}
    assert said(
        above, signature(("name", "Edda Holm")), signature(("name", "Piers Wick"))
    ) == [
        ("Edda Holm", office, None),
        ("Piers Wick", office, None),
    ]
    assert said(
        {**above, "text": "They mend their nets:"}, signature(("name", "Edda Holm"))
    ) == [("Edda Holm", None, None)]


def test_a_courtesy_is_no_party() -> None:
    assert said(
        signature(("party", "Respectfully submitted,"), ("name", "Edda Holm"))
    ) == [("Edda Holm", None, None)]


def test_a_party_keeps_the_bracket_it_ends_with() -> None:
    assert said(
        signature(("name", "Edda Holm"), ("party", "for the Net Menders (NM)"))
    ) == [("Edda Holm", None, "the Net Menders (NM)")]


@pytest.mark.parametrize(
    ("language", "lines", "found"),
    [
        ("es", "María Luisa Gómez Pérez\nAlcaldesa de Varnia y Presidenta de la Junta", [("María Luisa Gómez Pérez", "Alcaldesa de Varnia y Presidenta de la Junta")]),
        ("en", "Edda Maria Berg Holm\nPresident and Chief Executive Officer", [("Edda Maria Berg Holm", "President and Chief Executive Officer")]),
        ("zh", "瓦恩市市长          林德市市长\n王明                李强", [("王明", "瓦恩市市长"), ("李强", "林德市市长")]),
    ],
)  # fmt: skip
def test_two_offices_of_one_are_not_two_people_and_columns_of_short_names_are(
    language: str, lines: str, found: list[tuple[str, str]]
) -> None:
    day = (
        "2024年5月3日"
        if language == "zh"
        else "Varnia, 3 May 2024"
        if language == "en"
        else "Varnia, 3 de mayo de 2024"
    )
    made = parsed(
        f"Acuerdo\n\nLos puertos mantienen las luces.\n\n{day}\n\n{lines}\n", language
    ).require()
    assert [
        (each.name and each.name.text, each.role and each.role.text)
        for each in made.signatories
    ] == found


BLOCKS = {
    "treaty-signed-es": (
        """CONVENIO DE COOPERACIÓN CULTURAL ENTRE LA REPÚBLICA DEL ECUADOR Y EL REINO DE SUECIA

El Gobierno de la República del Ecuador y el Gobierno del Reino de Suecia,

Animados por el deseo de fortalecer los vínculos culturales,

Han convenido lo siguiente:

ARTÍCULO I

Las Partes fomentarán el intercambio de artistas.

ARTÍCULO II

El presente Convenio entrará en vigor en la fecha de su firma.

Hecho en Quito, el 12 de marzo de 1998, en dos ejemplares originales.

POR EL GOBIERNO DE LA REPÚBLICA DEL ECUADOR
(Fdo.) JOSÉ ANTONIO MORALES
Ministro de Relaciones Exteriores

POR EL GOBIERNO DEL REINO DE SUECIA
(Fdo.) LARS EKSTRÖM
Embajador
""",
        [("JOSÉ ANTONIO MORALES", "Ministro de Relaciones Exteriores", "EL GOBIERNO DE LA REPÚBLICA DEL ECUADOR"), ("LARS EKSTRÖM", "Embajador", "EL GOBIERNO DEL REINO DE SUECIA")],
    ),
    "zh-daibiao": (
        """中华人民共和国政府和泰王国政府关于文化合作的协定

中华人民共和国政府和泰王国政府，为了发展两国之间的友好关系，达成协议如下：

第一条　双方鼓励两国文化机构之间的交流。

第二条　本协定自签字之日起生效。

本协定于二〇〇一年八月二十八日在北京签订，一式两份，每份均用中文和泰文写成，两种文本同等作准。

中华人民共和国政府代表
孙家正
（签字）

泰王国政府代表
素拉杰
（签字）
""",
        [("孙家正", None, "中华人民共和国政府"), ("素拉杰", None, "泰王国政府")],
    ),
    "ar-an": (
        """اتفاقية تعاون ثقافي بين حكومة المملكة الأردنية الهاشمية وحكومة الجمهورية التونسية

إن حكومة المملكة الأردنية الهاشمية وحكومة الجمهورية التونسية،

رغبة منهما في تعزيز التعاون الثقافي،

اتفقتا على ما يلي:

المادة الأولى

يشجع الطرفان تبادل الزيارات بين الفنانين.

المادة الثانية

تدخل هذه الاتفاقية حيز النفاذ من تاريخ التوقيع عليها.

حررت في عمان في 3 آذار 2004 من نسختين أصليتين باللغة العربية.

عن حكومة المملكة الأردنية الهاشمية
سمير الخطيب
وزير الثقافة

عن حكومة الجمهورية التونسية
منصف بن عمار
سفير الجمهورية التونسية
""",
        [("سمير الخطيب", "وزير الثقافة", "حكومة المملكة الأردنية الهاشمية"), ("منصف بن عمار", "سفير الجمهورية التونسية", "حكومة الجمهورية التونسية")],
    ),
    "ja-daihyo": (
        """日本国政府とフィンランド共和国政府との間の科学技術協力に関する協定

日本国政府及びフィンランド共和国政府は、両国間の友好関係を強化することを希望して、次のとおり協定した。

第一条　両締約国政府は、科学者の交流を奨励する。

第二条　この協定は、署名の日に効力を生ずる。

千九百九十七年六月五日に東京で、英語により本書二通を作成した。

日本国政府のために
山田太郎

フィンランド共和国政府のために
ペッカ・ニエミネン
""",
        [("山田太郎", None, "日本国政府"), ("ペッカ・ニエミネン", None, "フィンランド共和国政府")],
    ),
    "note-exchange-en": (
        """EXCHANGE OF NOTES BETWEEN THE GOVERNMENT OF IRELAND AND THE GOVERNMENT OF MALTA CONCERNING VISAS

No. 1

The Minister for External Affairs of Ireland to the Minister of Foreign Affairs of Malta

Dublin, 3 June 1970

Sir,

I have the honour to propose that nationals of Malta may enter Ireland without a visa.

If this proposal is acceptable to the Government of Malta, this Note and your reply shall constitute an agreement.

I avail myself of this opportunity to renew the assurance of my highest consideration.

(Signed) Patrick Brennan
Minister for External Affairs
""",
        [("Patrick Brennan", "Minister for External Affairs", None)],
    ),
    "letter-paren-de": (
        """Gemeinsame Erklärung der Verbände zur Pflege

Berlin, 9. Februar 2022

Wir fordern die Bundesregierung auf, die Pflege zu stärken.

Wir rufen alle Verantwortlichen auf, mehr Ausbildungsplätze zu schaffen.

Unterzeichnet von:

Hannah Lindner (Bundesverband Pflege)
Jonas Krüger (Deutscher Sozialrat)
Miriam Vogt (Verein für Altenhilfe)
Stefan Brandt (Bündnis Gesundheit)
""",
        [("Hannah Lindner", None, "Bundesverband Pflege"), ("Jonas Krüger", None, "Deutscher Sozialrat"), ("Miriam Vogt", None, "Verein für Altenhilfe"), ("Stefan Brandt", None, "Bündnis Gesundheit")],
    ),
    "decree-pl": (
        """ZARZĄDZENIE
PREZESA RADY MINISTRÓW
z dnia 5 marca 2015 r.
w sprawie powołania zespołu do spraw wody

Na podstawie art. 12 ust. 1 ustawy zarządza się, co następuje:

§ 1. Powołuje się zespół do spraw wody.

§ 2. Zarządzenie wchodzi w życie z dniem ogłoszenia.

Prezes Rady Ministrów: E. Kowalska
""",
        [("E. Kowalska", "Prezes Rady Ministrów", None)],
    ),
    "none-summit": (
        """LEADERS' STATEMENT ON CLEAN WATER

We, the Leaders of the Seven, met in Kananaskis on 3 June 2012.

1. We reaffirm our commitment to clean water for all.

2. We call on all partners to increase investment in water.

3. We thank the Government of Canada for its hospitality, and look forward to our next meeting in Lyon.
""",
        [],
    ),
    "treaty-two-columns-en": (
        """AGREEMENT BETWEEN THE GOVERNMENT OF NORWAY AND THE GOVERNMENT OF CHILE ON THE EXCHANGE OF SEEDS

The Government of Norway and the Government of Chile,

Desiring to promote the exchange of seeds,

Have agreed as follows:

Article 1

The Parties shall exchange seeds every year.

Article 2

This Agreement shall enter into force on the date of signature.

IN WITNESS WHEREOF the undersigned, being duly authorised thereto, have signed this Agreement.

DONE at Oslo, this 4th day of May 2011, in duplicate, in the English language.

For the Government of Norway:                 For the Government of Chile:
Ingrid Solheim                                Rodrigo Valenzuela
Minister of Agriculture                       Ambassador
""",
        [("Ingrid Solheim", "Minister of Agriculture", "the Government of Norway"), ("Rodrigo Valenzuela", "Ambassador", "the Government of Chile")],
    ),
    "a list of what a site calls people, one of them long": (
        ("# Dear Harbour Office\n\nWe mend nets and boats. We ask you to open the quay at night.\n\nSigned,\n\n"
        "- Edda Holm, @edda (Harbour Guild)\n- Piers Wick, @wick-1 (Isles Union)\n- Ana Silva, @anas (Net Menders)\n"
        f"- Rosa Brandt, @rosa (Working Group on Ropes and Knots and Lamps, {'Guild of Ropes and Other Things, ' * 3}Wick)\n"
        "- Tom Reed, @treed (Boat Yard)\n"),
        [
            ("Edda Holm", None, "Harbour Guild"), ("Piers Wick", None, "Isles Union"), ("Ana Silva", None, "Net Menders"),
            ("Rosa Brandt", None, f"Working Group on Ropes and Knots and Lamps, {'Guild of Ropes and Other Things, ' * 3}Wick"),
            ("Tom Reed", None, "Boat Yard"),
        ],
    ),
    "a list with stars below a rule": (
        ("Lettera aperta\n\nNoi chiediamo che il molo resti aperto di notte.\n\nMilano, 19 aprile 2020\n\n___________\n\n"
        "* Anna Conti\n* Bruno Galli\n* Carla Fermi\n* Dario Monti\n"),
        [("Anna Conti", None, None), ("Bruno Galli", None, None), ("Carla Fermi", None, None), ("Dario Monti", None, None)],
    ),
    "bold names with what they are, in one row": (
        ("Open letter\n\nWe ask that the quay be open at night.\n\nWick, 3 May 2024\n\n"
        "**Edda Holm**  botany, Wick, Norland; **Piers Wick**  law; **Ana Silva**  music, Oporto, Westland\n"),
        [("Edda Holm", "botany, Wick, Norland", None), ("Piers Wick", "law", None), ("Ana Silva", "music, Oporto, Westland", None)],
    ),
    "names with offices, between semicolons": (
        (
            "Open letter\n\nWe ask that the quay be open at night.\n\nWick, 3 May 2024\n\n"
            "Edda Holm, mayor; Piers Wick, clerk of the Isles; Ana Silva, treasurer\n"
        ),
        [("Edda Holm", "mayor", None), ("Piers Wick", "clerk of the Isles", None), ("Ana Silva", "treasurer", None)],
    ),
}  # fmt: skip
"""Invented texts, and who signs each: name, role, party."""


@pytest.mark.parametrize("case", BLOCKS)
def test_who_signs_is_read_in_many_languages(case: str) -> None:
    text, signed = BLOCKS[case]
    made = parsed(text, None).require().signatories
    assert [
        tuple(each and each.text for each in (one.name, one.role, one.party))
        for one in made
    ] == signed


def _signed(*rows: tuple[str, str]) -> Values:
    lines = [
        {"part": part, "value": {"kind": "text", "text": text}} for part, text in rows
    ]
    return {"kind": "signature", "lines": lines, "signatory": None}


def _names(*blocks: Values) -> list[str]:
    found = signatories(blocks, language("en"))
    return [each["name"]["text"] if each["name"] else "" for each in found]


@pytest.mark.parametrize(
    "remark", ["Attest:", "ATTEST", "[Source: box 12]", "[see the archive file]"]
)
def test_a_line_that_signs_nothing_is_no_party(remark: str) -> None:
    (found,) = signatories(
        [_signed(("party", remark), ("name", "Virginia Roe"), ("role", "Recorder"))],
        language("en"),
    )
    assert found["party"] is None
    assert (found["name"]["text"], found["role"]["text"]) == (
        "Virginia Roe",
        "Recorder",
    )


def test_nobody_signs_below_the_word_for_a_copy() -> None:
    mayor = _signed(
        ("name", "Jane Doe"), ("role", "Mayor"), ("other", "cc: The Governor")
    )
    clerk = _signed(("name", "Ada Clerk"))
    assert _names(mayor, clerk) == ["Jane Doe"]
    assert _names(mayor, {"kind": "text", "text": "Done again"}, clerk) == [
        "Jane Doe",
        "Ada Clerk",
    ]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("A. N. HOLM (A. N. Holm)", "A. N. Holm"),
        ("JON BERG [Jon Berg]", "Jon Berg"),
        ("Jon Berg (Norland)", "Jon Berg (Norland)"),
    ],
)
def test_a_name_that_stands_again_in_brackets_is_one_name(
    printed: str, name: str
) -> None:
    assert _names(_signed(("name", printed))) == [name]
