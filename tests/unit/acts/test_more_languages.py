"""What is promised in languages whose sentences are built in other ways, and in texts of two
languages.
"""

import pytest

from communique import Act, promises, read


def found(language: str | None, text: str) -> tuple[Act, ...]:
    return promises(read(text.encode(), format="text", language=language).require())


def said(language: str | None, text: str) -> list[tuple[str, str]]:
    return [(act.kind, act.what) for act in found(language, text)]


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        ("mk", "Изјава\n\nНие се обврзуваме да засадиме дрвја.\n\nЈа повикуваме Владата да го затвори рудникот.", ["засадиме дрвја", "го затвори рудникот"]),
        ("hy", "Հայտարարություն\n\nՄենք խոստանում ենք ծառեր տնկել: Կոչ ենք անում կառավարությանը փակել հանքը:", ["ծառեր տնկել", "փակել հանքը"]),
        ("ka", "განცხადება\n\nმხარეები იღებენ ვალდებულებას დარგონ ხეები.\n\nმოვუწოდებთ მთავრობას, დახუროს მაღარო.", ["დარგონ ხეები", "დახუროს მაღარო"]),
        ("fa", "بیانیه\n\nما متعهد می‌شویم که درخت بکاریم.\n\nما از مجلس درخواست می‌کنیم معدن را ببندد.\n\nما از کارگران حمایت می‌کنیم.", ["درخت بکاریم", "معدن را ببندد", "از کارگران"]),
        ("hi", "घोषणापत्र\n\n1. हम पेड़ लगाने का संकल्प लेते हैं।\n\n2. हम सरकार से माँग करते हैं कि वह खदान बंद करे।", ["पेड़ लगाने", "खदान बंद करे"]),
    ],
)  # fmt: skip
def test_promises_are_found_in(language: str, text: str, what: list[str]) -> None:
    assert [act.what for act in found(language, text)] == what


def test_what_follows_a_last_verb_is_asked_of_whoever_stands_before_it() -> None:
    (act,) = found("hi", "घोषणापत्र\n\nहम सरकार से माँग करते हैं कि वह खदान बंद करे।")
    assert (act.kind, act.actor, act.addressee, act.words) == (
        "request",
        "हम",
        "सरकार से",
        "माँग करते हैं कि वह",
    )


def test_each_part_of_a_sentence_with_a_last_verb_of_its_own_is_an_act() -> None:
    assert said("hi", "घोषणापत्र\n\nहम पेड़ लगाएँगे और नदियाँ बचाएँगे।") == [
        ("undertake", "पेड़ लगाएँगे"),
        ("undertake", "नदियाँ बचाएँगे"),
    ]


def test_signs_of_other_scripts_end_sentences() -> None:
    assert (
        len(
            said(
                "hy",
                "Հայտարարություն\n\nՄենք խոստանում ենք ծառեր տնկել։ Մենք խոստանում ենք փակել հանքը։",
            )
        )
        == 2
    )
    assert len(said("hi", "घोषणापत्र\n\nहम पेड़ लगाएँगे। हम नदियाँ बचाएँगे।")) == 2


def test_a_text_in_two_scripts_is_read_in_the_language_of_each_passage() -> None:
    georgian = "1. მხარეები იღებენ ვალდებულებას დარგონ ხეები მდინარის ორივე ნაპირზე და მოუარონ მათ ათი წლის განმავლობაში, სანამ ისინი გაიზრდება.\n\n2. მხარეები მოუწოდებენ მთავრობას, დახუროს ძველი მაღარო, რომელიც აბინძურებს მდინარეს და სოფლის ყველა ბაღს."
    english = "3. The Parties undertake to plant trees on both banks of the river and to look after them for ten years, until they have grown.\n\n4. The Parties call upon the Government to close the old mine, which soils the river and all gardens of the village."
    acts = found(None, f"მემორანდუმი\n\n{georgian}\n\n{english}\n")
    assert [act.kind for act in acts] == ["commit", "call", "undertake", "call"]
    acts = found("en", f"Memorandum\n\n{english}\n\n{georgian}\n")
    assert [act.kind for act in acts] == ["undertake", "call", "commit", "call"]


def test_a_name_in_another_script_is_no_text_in_its_language() -> None:
    assert said("en", "Statement\n\n1. We will plant trees.\n\n2. მერია\n") == [
        ("undertake", "plant trees")
    ]


@pytest.mark.parametrize(
    ("language", "text", "what"),
    [
        ("lt", "Rezoliucija\n\nRaginame Vyriausybę uždaryti kasyklą. Sąjunga paskelbs ataskaitą.", ["uždaryti kasyklą", "paskelbs ataskaitą"]),
        ("lv", "Rezolūcija\n\nAicinām valdību slēgt raktuvi. Mēs publicēsim ziņojumu.", ["slēgt raktuvi", "publicēsim ziņojumu"]),
        ("et", "Avaldus\n\nKutsume valitsust üles sulgema kaevandust. Pooled leppisid kokku luua komisjon.", ["sulgema kaevandust", "luua komisjon"]),
        ("be", "Заява\n\nЗаклікаем урад закрыць шахту. Рада пастанаўляе заснаваць фонд.", ["закрыць шахту", "заснаваць фонд"]),
        ("sq", "Deklaratë\n\nKërkojmë nga qeveria të mbyllë minierën. Shoqata do të botojë një raport.", ["mbyllë minierën", "do të botojë një raport"]),
        ("ko", "성명서\n\n정부는 광산을 폐쇄하라. 우리는 석방을 요구한다.", ["광산을 폐쇄하라", "석방"]),
        ("ja", "決議\n\n政府は鉱山を閉鎖せよ。", ["鉱山を閉鎖せよ"]),
        ("fr", "Motion\n\nNous vous demandons de fermer la mine. Nous souhaitons inviter le maire à planter un arbre.", ["fermer la mine", "planter un arbre"]),
    ],
)  # fmt: skip
def test_promises_are_found_by_more_words_of(
    language: str, text: str, what: list[str]
) -> None:
    assert [act.what for act in found(language, text)] == what
