"""What is promised below words that only lead to it, and by whom."""

from communique import Act, promises, read


def found(language: str, text: str) -> tuple[Act, ...]:
    return promises(read(text.encode(), format="text", language=language).require())


def test_states_and_a_row_of_names_act() -> None:
    text = "1. Os Presidentes João Costa e George W. Bush concordaram em criar um grupo.\n\n2. O Canadá criará um fundo."
    acts = found("pt", text)
    assert [act.actor for act in acts] == [
        "Os Presidentes João Costa e George W. Bush",
        "O Canadá",
    ]


def test_what_we_promise_in_a_clause_beside_another_is_an_act_of_its_own() -> None:
    first, second = found(
        "en", "1. We adopted a plan, which we will carry out by 2027."
    )
    assert (first.what, second.what, second.due and second.due.value) == (
        "a plan",
        "carry out by 2027",
        "2027",
    )


def test_paragraphs_tell_what_people_have_met_for() -> None:
    text = "Declaration of the Mayors\n\nWe met in Porto to:\n\nReaffirm our commitment to clean air.\n\nPlant trees.\n\nCall for a law on shade.\n\nWe thank the city of Porto.\n"
    said = [
        ("commit", "clean air"),
        ("undertake", "Plant trees"),
        ("call", "a law on shade"),
    ]
    assert [(act.kind, act.what) for act in found("en", text)] == said


def test_points_of_a_formula_promise_among_recitals() -> None:
    text = "COMUNICADO CONJUNTO\n\nLos Presidentes de Chile y Bolivia, reunidos en Arica el 6 de diciembre de 2022:\n\n1. REAFIRMARON su compromiso con la paz;\n\n2. MANIFESTARON su voluntad de abrir el puerto;\n\n3. LAMENTARON la sequía.\n"
    acts = found("es", text)
    assert [(act.kind, act.what) for act in acts] == [
        ("commit", "la paz"),
        ("commit", "abrir el puerto"),
    ]


def test_points_below_a_lead_that_only_declares_have_its_subject() -> None:
    text = "Pernyataan\n\nDengan ini, Presidium Koalisi Rakyat (KR) menyatakan hal-hal sebagai berikut:\n\n1. Mendukung gerakan buruh.\n\n2. Mendesak pemerintah untuk membuka arsip.\n"
    acts = found("id", text)
    assert [(act.kind, act.actor) for act in acts] == [
        ("support", "Presidium Koalisi Rakyat (KR)"),
        ("urge", "Presidium Koalisi Rakyat (KR)"),
    ]


def test_a_noun_at_the_end_of_a_lead_says_what_its_points_are() -> None:
    text = "Charter\n\nWe met to talk about rivers. We make the following commitments:\n\n1. Ban plastic bags by 2030.\n\n2. Free entry to museums.\n"
    acts = found("en", text)
    assert [(act.kind, act.what, act.everyone) for act in acts] == [
        ("commit", "Ban plastic bags by 2030", True),
        ("commit", "Free entry to museums", True),
    ]


def test_each_sentence_of_a_point_that_begins_with_an_infinitive_is_promised() -> None:
    text = "Carta\n\nAssumo os seguintes compromissos:\n\n1. PACTO: Propor a revisão da lei. Apoiar os municípios.\n\n2. Fortalecer a rede.\n"
    assert [act.what for act in found("pt", text)] == [
        "Propor a revisão da lei",
        "Apoiar os municípios",
        "Fortalecer a rede",
    ]


def test_a_verb_is_known_in_every_person() -> None:
    (act,) = found(
        "cs", "Prohlášení\n\nMěsta vyjadřují svoji plnou podporu Maďarsku.\n"
    )
    assert (act.kind, act.actor, act.what) == ("support", "Města", "Maďarsku")


def test_a_subject_stands_behind_words_that_open_its_sentence() -> None:
    acts = found(
        "es",
        "Declaración\n\nEn Lyon los alcaldes acordaron reunirse de nuevo.\n\nY cada alcalde informará al consejo.\n",
    )
    assert [act.actor for act in acts] == ["los alcaldes", "cada alcalde"]


def test_a_noun_that_is_not_known_acts_by_a_verb_that_only_somebody_has() -> None:
    (act,) = found(
        "ru", "Заявление\n\nПодписавшие призывают правительство сажать деревья.\n"
    )
    assert (act.actor, act.addressee, act.what) == (
        "Подписавшие",
        "правительство",
        "сажать деревья",
    )


def test_whoever_the_title_names_speaks() -> None:
    (act,) = found("ja", "中核市サミット宣言\n\n中核市は、まちづくりを推進します。\n")
    assert (act.actor, act.what) == ("中核市", "まちづくりを推進します")


def test_words_that_say_that_points_follow_make_each_of_them_an_act() -> None:
    text = "Letter\n\nWe would therefore ask for more care of the old harbour and of all its boats through the following:\n\n1. A wall against the waves;\n\n2. Inviting divers to look at the hulls.\n"
    assert [(act.kind, act.what) for act in found("en", text)] == [
        ("request", "A wall against the waves"),
        ("request", "Inviting divers to look at the hulls"),
    ]


def test_rows_behind_a_colon_in_a_sentence_are_acts() -> None:
    text = "声明\n\n我们将在以下方面努力:修建道路;保护森林;种植树木。"
    assert [act.what for act in found("zh", text)] == [
        "修建道路",
        "保护森林",
        "种植树木",
    ]
    text = "Statement\n\n1. We will do the following: (a) mend the pier by 2030; (b) paint the crane.\n"
    acts = found("en", text)
    assert [(act.what, act.due and act.due.value) for act in acts] == [("mend the pier by 2030", "2030"), ("paint the crane", None)]  # fmt: skip
    assert (
        len(
            found(
                "en",
                "Statement\n\n1. We will tell all: mend the pier; paint the crane.\n",
            )
        )
        == 1
    )


def test_a_sentence_behind_the_words_of_a_resolution_tells_who_acts() -> None:
    text = "Resolution\n\nThat this House notes the flood; and calls on the Government to raise the dyke.\n\nNOW, THEREFORE, BE IT RESOLVED by the Council of Elm that the Town urges the county to mend the road.\n"
    acts = found("en", text)
    assert [(act.actor, act.addressee, act.what) for act in acts] == [
        ("this House", "the Government", "raise the dyke"),
        ("the Town", "the county", "mend the road"),
    ]


def test_whoever_is_asked_is_named_without_the_term() -> None:
    text = "Statement\n\nWe call on all ports this year to plant trees. We will work closely with friendly mayors this year."
    asked, promised = found("en", text)
    assert (asked.addressee, asked.due and asked.due.words) == (
        "all ports",
        "this year",
    )
    assert promised.partner == "friendly mayors"


def test_a_heading_is_no_act_where_its_paragraphs_act_themselves() -> None:
    text = "Charter\n\n1. Our demands\n\nWe demand a bridge.\n\nWe demand a ferry.\n\n2. Thanks\n\nWe thank the town.\n"
    assert [act.what for act in found("en", text)] == ["a bridge", "a ferry"]


def test_a_tag_behind_a_sentence_does_not_hide_that_it_is_one() -> None:
    text = "# Carta\n\nReunidos em Coimbra,\n\n<ul>\n\t<li>Exigimos a abertura do moinho.</li>\n\t<li>Apoiamos os pescadores!</li>\n</ul>\n"
    acts = found("pt", text)
    assert [(act.kind, act.what) for act in acts] == [
        ("request", "a abertura do moinho"),
        ("support", "os pescadores"),
    ]


def test_a_point_promises_in_its_other_sentences_too() -> None:
    text = "1. We will:\n\n(a) open the mill by 2030. We commit to paying the miller;\n\n(b) plant trees. They give shade.\n"
    assert [act.what for act in found("en", text)] == [
        "open the mill by 2030",
        "paying the miller",
        "plant trees",
    ]
