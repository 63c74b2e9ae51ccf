"""Decisions, agreements and demands: who acts in the points below a verb, and where one act ends
and the next begins.
"""

import pytest

from communique import promises, read
from communique.acts import Act


def found(language: str, text: str) -> list[Act]:
    return list(
        promises(read(text.encode(), format="text", language=language).require())
    )


@pytest.mark.parametrize(
    ("language", "sentence", "clauses"),
    [
        ("en", "We ask the ports to open the docks, and invite the crews to visit them.", ["open the docks", "visit them"]),
        ("sv", "Vi uppmanar Hamnverket att öppna kajen och vädjar till regeringen att sänka avgiften.",
         ["öppna kajen", "sänka avgiften"]),
        ("sv", "Parterna åtar sig att hålla kvarnen öppen och ska träffas varje år.", ["hålla kvarnen öppen", "träffas varje år"]),
        ("es", "La Universidad de Alba se compromete a ceder sus salas y designará un tutor.",
         ["ceder sus salas", "designará un tutor"]),
        ("uk", "Спілка надасть інструменти, а ліцей забезпечить майстерню.", ["надасть інструменти", "забезпечить майстерню"]),
        ("zh", "双方将继续种树，坚定支持对方修桥。", ["继续种树，坚定支持对方修桥"]),
    ],
)  # fmt: skip
def test_a_second_verb_begins_a_second_act(
    language: str, sentence: str, clauses: list[str]
) -> None:
    assert [act.what for act in found(language, f"1. {sentence}")] == clauses


@pytest.mark.parametrize(
    ("language", "sentence", "addressee", "what"),
    [
        ("it", "L'assemblea chiede a Ferrovie Alpine di riaprire la stazione.", "Ferrovie Alpine", "riaprire la stazione"),
        ("de", "Wir fordern von der Landesregierung eine neue Brücke.", "von der Landesregierung", "eine neue Brücke"),
        ("tr", "Hükümetten yeni bir köprü yapmasını talep ediyoruz.", "Hükümetten", "yeni bir köprü yapmasını"),
    ],
)  # fmt: skip
def test_who_is_asked_stands_behind_the_last_word_of_the_verb_or_before_a_noun(
    language: str, sentence: str, addressee: str, what: str
) -> None:
    assert [(act.addressee, act.what) for act in found(language, f"1. {sentence}")] == [
        (addressee, what)
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "actor"),
    [
        ("cs", "Muzeum poskytne exponáty.", "Muzeum"),
        ("tr", "Halıcılar Derneği usta görevlendirecektir.", "Halıcılar Derneği"),
    ],
)
def test_who_acts_is_told_from_what_is_done(
    language: str, sentence: str, actor: str
) -> None:
    assert [act.actor for act in found(language, f"1. {sentence}")] == [actor]


def test_the_points_of_a_decision_are_acts_of_whoever_decides() -> None:
    acts = found("es", "En su sesión, la Asamblea acuerda:\n\n1. Instar al Gobierno a abrir el túnel.\n\n2. Solicitar a la Junta que repare el puente.")  # fmt: skip
    assert [(act.actor, act.what) for act in acts] == [("la Asamblea", "abrir el túnel"), ("la Asamblea", "repare el puente")]  # fmt: skip


def test_whoever_a_lead_names_acts_in_its_points() -> None:
    acts = found("nl", "Verdrag tussen Aru en Boro\n\nDe Regering van Aru:\n\n(a) gaat ermee akkoord de haven te openen;\n\n(b) gaat akkoord met de prijs.")  # fmt: skip
    assert [(act.actor, act.what) for act in acts] == [("De Regering van Aru", "de haven te openen"), ("De Regering van Aru", "de prijs")]  # fmt: skip


def test_a_verb_before_a_colon_decides_whatever_its_subject_is() -> None:
    acts = found("ru", "Совет депутатов Северного сельского поселения РЕШИЛ:\n\n1. Утвердить смету.\n\n2. Отремонтировать мост.")  # fmt: skip
    assert [act.what for act in acts] == ["Утвердить смету", "Отремонтировать мост"]


def test_demands_stand_below_a_last_verb_that_says_so() -> None:
    acts = found(
        "ja",
        "次の事項を実現するよう強く要望する。\n\n1 橋を直すこと。\n\n2 灯台を守ること。",
    )
    assert [(act.kind, act.what) for act in acts] == [
        ("request", "橋を直すこと"),
        ("request", "灯台を守ること"),
    ]


def test_an_imperative_asks_whoever_is_named() -> None:
    (act,) = found("ko", "1. 정부는 항구를 즉각 개방하라.")
    assert (act.kind, act.what, act.everyone) == ("urge", "항구를 즉각 개방하라", True)


def test_a_share_is_no_day() -> None:
    acts = found("en", "1. We will cut waste by 30 per cent by 2031.")
    assert [(act.due.words, act.due.value) for act in acts if act.due] == [
        ("by 2031", "2031")
    ]


@pytest.mark.parametrize("label", ["✔ ", "Article 1 : "])
def test_a_tick_and_an_article_are_labels(label: str) -> None:
    acts = found(
        "fr",
        f"Nous nous engageons à :\n\n{label}Planter des saules.\n\n{label}Ouvrir le moulin.",
    )
    assert [act.what for act in acts] == ["Planter des saules", "Ouvrir le moulin"]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("Die Stadt Au stellt die Räume zur Verfügung.", "Die Stadt Au"),
        ("Der Imkerverein übernimmt die Pflege.", "Der Imkerverein"),
    ],
)
def test_the_present_of_an_agreement_binds(sentence: str, actor: str) -> None:
    acts = found(
        "de",
        f"# Kooperationsvereinbarung zwischen der Stadt Au und dem Imkerverein Lot\n\n§ 1 {sentence}\n",
    )
    assert [(act.kind, act.actor) for act in acts] == [("undertake", actor)]


@pytest.mark.parametrize(
    ("language", "title", "sentence", "actor", "what"),
    [
        ("ar", "مذكرة تفاهم بين الجامعة والميناء", "تقدم الجامعة القاعات مجانا.", "الجامعة", "القاعات مجانا"),
        ("ar", "مذكرة تفاهم بين الجامعة والميناء", "يلتزم الطرف الأول بفتح القاعات.", "الطرف الأول", "فتح القاعات"),
        ("de", "Resolution", "Schließlich wird die Landesregierung gebeten, die Brücke zu erneuern.", None, "die Brücke zu erneuern"),
        ("pl", "Decyzja", "Zarząd Związku „Wierzba” postanawia zamknąć młyn.", "Zarząd Związku „Wierzba”", "zamknąć młyn"),
    ],
)  # fmt: skip
def test_who_acts_stands_behind_the_verb_or_ends_in_quotation_marks(
    language: str, title: str, sentence: str, actor: str | None, what: str
) -> None:
    assert [
        (act.actor, act.what)
        for act in found(language, f"# {title}\n\n1. {sentence}\n")
    ] == [(actor, what)]


def test_what_is_said_of_the_treaty_itself_is_no_promise() -> None:
    text = "# Traité d'amitié entre la Commune d'Aix et la Commune de Lot\n\nLe présent traité est ratifié par les deux communes.\n"
    assert found("fr", text) == []


def test_and_behind_a_semicolon_is_no_part_of_what_is_asked() -> None:
    assert [act.what for act in found("en", "1. We urge the ports to open; and")] == [
        "open"
    ]


def test_verbs_of_two_words_are_known_in_each_person() -> None:
    assert [
        act.what
        for act in found("tr", "1. Taraflar, ortak bir müze açmayı kabul ederler.")
    ] == ["ortak bir müze açmayı"]


def test_what_a_point_promises_begins_at_its_own_words() -> None:
    text = "Limanlar Bildirisi\n\nBiz, belediye başkanları, aşağıdakileri beyan ederiz:\n\n1. Kandilleri koruyacağız.\n\n2. Ağları onaracağız.\n"
    assert [act.what for act in found("tr", text)] == [
        "Kandilleri koruyacağız",
        "Ağları onaracağız",
    ]
