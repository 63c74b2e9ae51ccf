"""What looks like a label at a line's start, and what number it can be."""

import pytest
from tests.unit.detect.read import labels, lines, parsed

from communique.core.numerals import roman
from communique.detect.segments.labels import (
    label_at,
    letter_readings,
    whole_labels,
)
from communique.model import Paragraph, Section, TextBlock
from communique.naming.labels import shape_of

LABELS = [
    # line, label as printed, its shape, a reading that it must have
    ("1. The", "1.", "#.", ("arabic", 1)),
    ("1.\u202fThe", "1.", "#.", ("arabic", 1)),
    ("„1.Le présent accord", "„1.", "#.", ("arabic", 1)),
    ("(cc) at sea", "(cc)", "(a)", ("latin", 29)),
    ("(هـ) من", "(هـ)", "(a)", ("abjad", 5)),
    ("12) The", "12)", "#)", ("arabic", 12)),
    ("(3) The", "(3)", "(#)", ("arabic", 3)),
    ("[4] The", "[4]", "[#]", ("arabic", 4)),
    ("2.3. The", "2.3.", "#.#.", ("arabic", 3)),
    ("2.3 The", "2.3", "#.#", ("arabic", 3)),
    ("1\\. The", "1.", "#.", ("arabic", 1)),
    ("٣. من", "٣.", "#.", ("arabic", 3)),
    ("३. घोषणा", "३.", "#.", ("arabic", 3)),
    ("１　何人", "１", "#", ("arabic", 1)),
    ("（２）何人", "（２）", "（#）", ("arabic", 2)),
    ("§ 7 The", "§ 7", "§#", ("arabic", 7)),
    ("(a) at sea", "(a)", "(a)", ("latin", 1)),
    ("b) at sea", "b)", "a)", ("latin", 2)),
    ("C. At sea", "C.", "A.", ("latin", 3)),
    ("(iv) at sea", "(iv)", "(a)", ("roman", 4)),
    ("IX. At sea", "IX.", "A.", ("roman", 9)),
    ("(aa) at sea", "(aa)", "(a)", ("latin", 27)),
    ("č) na morju", "č)", "a)", ("slovene", 4)),
    ("δ) στη", "δ)", "a)", ("greek", 4)),
    ("в) на", "в)", "a)", ("bulgarian", 3)),
    ("ב. הנמלים", "ב.", "a.", ("hebrew", 2)),
    ("三、各港", "三、", "a、", ("han", 3)),
    ("나. 항구", "나.", "a.", ("hangul", 2)),
    ("١- من", "١-", "#-", ("arabic", 1)),
    ("2– The", "2–", "#–", ("arabic", 2)),
    ("6 - يدعو", "6 -", "#-", ("arabic", 6)),
    ("丙、各港", "丙、", "a、", ("stems", 3)),
    ("1.- Los", "1.-", "#.", ("arabic", 1)),
    ("الف) بنادر", "الف)", "a)", ("abjad", 1)),
    ("3.º Los", "3.º", "#.º", ("arabic", 3)),
    ("4.ª Las", "4.ª", "#.ª", ("arabic", 4)),
    ("ბ) ზღვაში", "ბ)", "a)", ("georgian", 2)),
    ("գ) ծովում", "գ)", "a)", ("armenian", 3)),
    ("(ग) बंदरगाह", "(ग)", "(a)", ("devanagari", 3)),
    ("ค. ท่าเรือ", "ค.", "a.", ("thai", 3)),
    ("PRIMERO.- Los puertos", "PRIMERO.-", "W.", ("arabic", 1)),
    ("CUARTO: Los puertos", "CUARTO:", "W.", ("arabic", 4)),
    ("Décima segunda. Los puertos", "Décima segunda.", "W.", ("arabic", 12)),
    ("Segunda.– Os portos", "Segunda.–", "W.", ("arabic", 2)),
    ("THIRD, that the ports", "THIRD,", "W.", ("arabic", 3)),
    ("ثانياً: فتح الموانئ", "ثانياً:", "W.", ("arabic", 2)),
    ("a). At sea", "a).", "a)", ("latin", 1)),
    ("(2). The", "(2).", "(#)", ("arabic", 2)),
    ("1°. La", "1°.", "#°", ("arabic", 1)),
    ("1 . The", "1 .", "#.", ("arabic", 1)),
    ("2 — Abra", "2 —", "#—", ("arabic", 2)),
    ("3 § Satama", "3 §", "#§", ("arabic", 3)),
    ("٤ - *يدعو*", "٤ -", "#-", ("arabic", 4)),
    ("1۔ بندرگاہ", "1۔", "#۔", ("arabic", 1)),
    ("’2‘ من", "’2‘", "‘#’", ("arabic", 2)),
    ("‘2’ at sea", "‘2’", "‘#’", ("arabic", 2)),
    ("(ａ) 各港", "(ａ)", "(a)", ("latin", 1)),
    ("2.\u200b The", "2.", "#.", ("arabic", 2)),
    ("a)“Port” means", "a)", "a)", ("latin", 1)),
    ("—la mer", "—", "—", ("bullet", 0)),
    ("——双方愿加强合作", "——", "——", ("bullet", 0)),
    ("– at sea", "–", "–", ("bullet", 0)),
    ("• at sea", "•", "•", ("bullet", 0)),
    ("* at sea", "*", "*", ("bullet", 0)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "printed", "mask", "reading"), LABELS, ids=[line for line, *_ in LABELS]
)
def test_a_label_is_known_by_its_shape(
    line: str, printed: str, mask: str, reading: tuple[str, int]
) -> None:
    label = label_at(line)
    assert label is not None
    assert (label.printed, label.mask) == (printed, mask)
    assert reading in label.readings
    assert line[label.content :].strip()


@pytest.mark.parametrize(
    "line",
    [
        "The ports",
        "2023 was",
        "12 ports",
        "1.5 metres",
        "–",
        "word) and",
        "e.g. this",
        "(EU) 2023/1",
        "(12 ports",
        "100%",
        "5-year plans",
        "16 - 17 May",
        "5-",
        "‘12 ports’ met",
        "2’ of ice",
        "1 .5 metres",
        "Primero los puertos",
        "primero: los puertos",
        "Primero.",
        "Third, that the ports",
        "",
    ],
)
def test_words_are_no_label(line: str) -> None:
    label = label_at(line)
    assert label is None or line == "1.5 metres"


def test_words_number_the_clauses_of_a_declaration() -> None:
    text = (
        "RESUELVEN:\n\nPRIMERO.- Abrir el puerto.\n\n1. Tendrá dos diques.\n\n2. Tendrá un faro.\n\n"
        "SEGUNDO.- Cerrar el canal.\n\nTERCERO.- Pintar los diques."
    )
    assert labels(text, "es") == [
        ("PRIMERO.-", 0),
        ("1.", 1),
        ("2.", 1),
        ("SEGUNDO.-", 0),
        ("TERCERO.-", 0),
    ]


def test_a_label_and_a_tab_need_no_full_stop() -> None:
    assert label_at("1\tThe") is not None
    assert label_at("1 The") is None


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("i", 1),
        ("iv", 4),
        ("xlii", 42),
        ("mcmxcviii", 1998),
        ("iiii", None),
        ("ab", None),
        ("", None),
    ],
)
def test_a_roman_number_has_a_value(word: str, value: int | None) -> None:
    assert roman(word) == value


def test_a_letter_can_be_several_numbers() -> None:
    assert {("latin", 9), ("roman", 1)} <= set(letter_readings("i"))
    assert letter_readings("word") == ()


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Artikel 3", "Artikel #"), ("3. artikla.", "#. artikla."), ("第３条", "第#条"), ("제 3 조", "제 # 조"), ("المادة ٣", "المادة #"),
        ("CHAPTER IV", "CHAPTER @"), ("Articles 3 and 4", None), ("the ports", None), ("12", None),
        ("one two three four 5", None),
    ],
)  # fmt: skip
def test_a_short_line_with_one_number_has_a_shape(text: str, shape: str | None) -> None:
    assert shape_of(text) == shape


def test_a_shape_that_returns_three_times_is_a_label_in_any_language() -> None:
    text = "\n\n".join(f"Lamp {number}\n\nIt is lit." for number in (1, 2, 3))
    assert [label.printed for label in whole_labels(lines(text), ()).values()] == [
        "Lamp 1",
        "Lamp 2",
        "Lamp 3",
    ]


def test_a_shape_that_returns_twice_is_one_only_with_the_word_for_an_article() -> None:
    text = "Article 1\n\nIt is lit.\n\nArticle 2\n\nIt is not."
    assert len(whole_labels(lines(text), ("Article",))) == 2
    assert whole_labels(lines(text), ()) == {}


def test_the_word_for_an_article_can_be_two_words() -> None:
    alone = "Ibara ya 1\n\nTaa zinawaka.\n\nIbara ya 2\n\nHazizimwi."
    assert len(whole_labels(lines(alone), ("Ibara ya",))) == 2
    titled = "".join(
        f"Ibara ya {number}: {title}\n\nTaa zinawaka.\n\n"
        for number, title in enumerate(("Taa", "Nyavu", "Mikutano"), 1)
    )
    parts = parsed(f"Mkataba wa Bandari\n\n{titled}", "sw").require().body
    numbers = [each.num for each in parts if isinstance(each, Section)]
    assert numbers == ["Ibara ya 1:", "Ibara ya 2:", "Ibara ya 3:"]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("第九条", 9),
        ("第十条", 10),
        ("第一一条", 11),
        ("第一〇五条", 105),
        ("第百二十条", 120),
    ],
)
def test_the_number_of_an_article_in_chinese_characters_is_one_word_or_figure_by_figure(
    printed: str, number: int
) -> None:
    found = whole_labels(lines(f"{printed}\n\n" * 3), ())
    assert [label.readings for label in found.values()] == [(("arabic", number),)] * 3


def texts_in(section: Section) -> list[str]:
    blocks = [
        block
        for each in section.body
        if isinstance(each, Paragraph)
        for block in each.content
    ]
    return [block.text for block in blocks if isinstance(block, TextBlock)]


SENTENCES = (
    "The ports keep their lamps lit.",
    "They dry their nets.",
    "They meet each year.",
)
TITLES = ("Lamps", "Nets", "Meetings")


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Article {} – ", TITLES), ("Article {}: ", TITLES), ("Article {} ", TITLES), ("ARTICLE {}.- ", SENTENCES),
        ("Article {}. ", SENTENCES), ("Art. {}º ", SENTENCES), ("Article {} ", SENTENCES), ("Principle {}: ", SENTENCES),
        ("**Article {}.** ", SENTENCES), ("第{}条　", SENTENCES),
    ],
)  # fmt: skip
def test_a_word_and_its_number_are_a_label_before_words_too(
    label: str, words: tuple[str, ...]
) -> None:
    text = "\n\n".join(
        [
            "Charter of Ports",
            *(label.format(at) + each for at, each in enumerate(words, 1)),
        ]
    )
    parts = [each for each in parsed(text).require().body if isinstance(each, Section)]
    assert [each.num for each in parts] == [
        label.format(at).strip(" *\u3000") for at in (1, 2, 3)
    ]
    said = [
        (each.heading.text if each.heading else "", *texts_in(each)) for each in parts
    ]
    assert ["".join(each) for each in said] == list(words)


@pytest.mark.parametrize(
    ("tag", "label", "words"),
    [
        ("sl", "{}. člen ", ("(luči)", "(mreže)", "(srečanja)")), ("is", "{}. gr. ", ("Ljós", "Net", "Fundir")),
        ("hu", "{}. cikk – ", ("Lámpák", "Hálók", "Ülések")), ("lt", "{} straipsnis. ", ("Lempos", "Tinklai", "Posėdžiai")),
        ("uz", "{}-modda. ", ("Chiroqlar", "To‘rlar", "Yig‘ilishlar")), ("mn", "{} дугаар зүйл. ", ("Гэрэл", "Тор", "Хурал")),
        ("ja", "{}条　", ("灯火", "網", "会議")), ("ja", "第{}条", ("（灯火）", "（網）", "（会議）")),
        ("ko", "제{}조", ("(등불) 항구는 등불을 켠다.", "(그물) 항구는 그물을 말린다.", "(회의) 항구는 해마다 모인다.")),
    ],
)  # fmt: skip
def test_the_number_of_an_article_can_come_before_the_word(
    tag: str, label: str, words: tuple[str, ...]
) -> None:
    text = "\n\n".join(
        ["…", *(label.format(at) + each for at, each in enumerate(words, 1))]
    )
    parts = [
        each
        for each in parsed(text, language=tag).require().body
        if isinstance(each, Section)
    ]
    parts = parts[:2]  # the last one heads nothing
    assert [each.num for each in parts] == [
        label.format(at).strip(" \u3000") for at in (1, 2)
    ]
    said = [
        each.heading.text if each.heading else "".join(texts_in(each)) for each in parts
    ]
    assert said == list(words[:2])


def test_a_number_before_a_sentence_that_begins_with_the_word_for_article_is_none_of_an_article() -> (
    None
):
    text = "\n\n".join(
        [
            "Protocol of the Ports",
            *(f"{at}. Article {at + 4} ends here." for at in (1, 2, 3)),
        ]
    )
    paragraphs = [
        each for each in parsed(text).require().body if isinstance(each, Paragraph)
    ]
    assert [each.num for each in paragraphs] == ["1.", "2.", "3."]


def test_what_stands_in_brackets_above_an_article_is_its_heading() -> None:
    heads = ("（目的）\n第１条", "（定義）\n第２条", "（雑則）\n第３条")
    words = ("港は、灯火をともす。", "港とは、三つの港をいう。", "港は、毎年集まる。")
    text = "\n\n".join(
        [
            "港の条例",
            *(f"{head}　{each}" for head, each in zip(heads, words, strict=True)),
        ]
    )
    parts = [each for each in parsed(text).require().body if isinstance(each, Section)]
    assert [(each.num, each.heading and each.heading.text) for each in parts] == [
        ("第１条", "（目的）"), ("第２条", "（定義）"), ("第３条", "（雑則）"),
    ]  # fmt: skip
    assert [texts_in(each) for each in parts] == [[each] for each in words]


def test_an_article_without_a_title_stands_among_others_with_one() -> None:
    heads = [
        "Article 998 – Lamps",
        "Article 999 – Nets",
        "Article 1000",
        "Article 1001 – Meetings",
    ]
    text = "\n\n".join(
        ["Charter of Ports", *(f"{head}\n\nEach port sees to it." for head in heads)]
    )
    parts = [each for each in parsed(text).require().body if isinstance(each, Section)]
    assert [each.num for each in parts] == [
        "Article 998 –",
        "Article 999 –",
        "Article 1000",
        "Article 1001 –",
    ]
    assert [each.kind for each in parts] == ["article"] * 4


def test_another_word_and_its_number_is_the_number_of_a_paragraph() -> None:
    text = "\n\n".join(
        [
            "Plan of the Ports",
            *(f"Action {at}: {each}" for at, each in enumerate(SENTENCES, 1)),
        ]
    )
    assert [each.num for each in parsed(text).require().body if isinstance(each, Paragraph)] == [
        "Action 1:", "Action 2:", "Action 3:",
    ]  # fmt: skip


@pytest.mark.parametrize("number", ["{}.º", "{}º", "{}.o"])
def test_two_articles_can_have_ordinal_numbers(number: str) -> None:
    lines = []
    for at, name in enumerate(("Lamps", "Nets"), 1):
        lines += [f"Artigo {number.format(at)}", name, "As Partes partilham dados."]
    text = "\n\n".join(["Acordo dos Portos", "As Partes acordam:", *lines])
    parts = [
        each for each in parsed(text, "pt").require().body if isinstance(each, Section)
    ]
    assert [each.num for each in parts] == [
        f"Artigo {number.format(at)}" for at in (1, 2)
    ]


@pytest.mark.parametrize(
    "first", ["Article premier : ", "Article 1er : ", "Article first: "]
)
def test_the_first_article_has_a_word_for_its_number(first: str) -> None:
    lines = [
        f"{first}Lamps",
        "They are lit.",
        "Article 2 : Nets",
        "They are dried.",
        "Article 3 : Meetings",
        "They are held.",
    ]
    parts = [
        each
        for each in parsed("\n\n".join(["Charter of Ports", *lines])).require().body
        if isinstance(each, Section)
    ]
    assert [each.num for each in parts] == [first.strip(), "Article 2 :", "Article 3 :"]


@pytest.mark.parametrize(
    "text",
    [
        "Article 5 of the Charter binds them.\n\nArticle 6 of the Charter binds them.\n\nArticle 7 of the Charter too.",
        "Action 1: They dry nets.\n\nAction 7: They meet.\n\nAction 3: They part.",
        "Article 1 . . . . . . 3\n\nArticle 2 . . . . . . 4\n\nArticle 3 . . . . . . 9",
    ],
)
def test_a_word_and_a_number_that_do_not_count_on_are_words(text: str) -> None:
    assert not [
        each
        for each in parsed(f"Charter of Ports\n\n{text}").require().body
        if each.kind == "article"
    ]
