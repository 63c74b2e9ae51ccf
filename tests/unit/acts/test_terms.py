"""By when: dates and terms, resolved where the declaration has a date."""

import pytest

from communique import promises, read
from communique.acts import Due


def due_of(sentence: str, language: str = "en") -> Due | None:
    heads = {"en": "Declaration\n\nAdopted on 31 August 2024", "fr": "Déclaration\n\nParis, le 31 août 2024",
             "es": "Declaración\n\nMadrid, 31 de agosto de 2024", "sl": "Izjava\n\nLjubljana, 31. avgusta 2024"}  # fmt: skip
    text = f"{heads[language]}\n\n1. {sentence}\n\n2. Text."
    parsed = read(text.encode(), format="text", language=language).require()
    parsed = (
        parsed.model_copy(
            update={"date": parsed.date.model_copy(update={"value": "2024-08-31"})}
        )
        if parsed.date
        else parsed
    )
    (act,) = promises(parsed)
    return act.due


@pytest.mark.parametrize(
    ("sentence", "words", "value", "basis"),
    [
        ("We will build it by 2030.", "by 2030", "2030", "text"),
        ("We will build it by the end of 2025.", "by the end of 2025", "2025", "text"),
        ("We will build it no later than 1 March 2026.", "no later than 1 March 2026", "2026-03-01", "text"),
        ("We will meet in May 2027.", "in May 2027", "2027-05", "text"),
        ("By 2030, we will build it.", "By 2030", "2030", "text"),
        ("We will report within six months.", "within six months", "2025-02-28", "inferred"),
        ("We will report within 90 days of the adoption of this declaration.",
         "within 90 days of the adoption of this declaration", "2024-11-29", "inferred"),
        ("We will report within two months of its receipt.", "within two months of its receipt", None, "text"),
        ("We will report at our next meeting.", "at our next meeting", None, "text"),
        ("We will report next year.", "next year", "2025", "inferred"),
        ("We will report by the end of the year.", "by the end of the year", "2024", "inferred"),
        ("We will report by 30 February 2025.", "by 30 February 2025", None, "text"),
    ],
)  # fmt: skip
def test_a_term_is_understood(
    sentence: str, words: str, value: str | None, basis: str
) -> None:
    assert due_of(sentence) == Due(words, value, basis)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "sentence",
    [
        "We will build on what was agreed in 2019.",
        "We will keep the promise of 2023.",
        "We will follow the 2030 Agenda.",
    ],
)
def test_a_date_that_is_no_term_is_none(sentence: str) -> None:
    assert due_of(sentence) is None


@pytest.mark.parametrize(
    ("language", "sentence", "value"),
    [
        ("fr", "Nous ouvrirons le port d'ici à 2030.", "2030"),
        ("fr", "Nous ouvrirons le port dans un délai de six mois.", "2025-02-28"),
        ("es", "Abriremos el puerto antes de 2030.", "2030"),
        ("es", "Abriremos el puerto a más tardar el 1 de marzo de 2026.", "2026-03-01"),
        ("sl", "Odprli bomo pristanišče do leta 2030.", "2030"),
        ("sl", "Odprli bomo pristanišče do konca leta 2025.", "2025"),
        ("en", "We will open the port by 31 October.", "2024-10-31"),
        ("fr", "Nous ouvrirons le port avant le 1er mars.", "2025-03-01"),
        ("es", "Abriremos el puerto antes del 5 de diciembre.", "2024-12-05"),
    ],
)
def test_terms_of_other_languages_are_understood(
    language: str, sentence: str, value: str
) -> None:
    due = due_of(sentence, language)
    assert due is not None
    assert due.value == value


@pytest.mark.parametrize(
    ("language", "sentence", "value"),
    [
        (
            "de",
            "Der Rat ersucht den Sekretär, bis zum 10. Juli 2099 zu berichten.",
            "2099-07-10",
        ),
        (
            "ar",
            "يطلب إلى الأمين العام أن يقدم تقريرا بحلول 31 تموز/يوليه 2099؛",
            "2099-07-31",
        ),
        (
            "es",
            "Solicitamos al Secretario que, a más tardar el 10 de julio de 2099, presente un informe.",
            "2099-07-10",
        ),
        (
            "ru",
            "просит Генерального секретаря не позднее 15 апреля 2099 года представить доклад;",
            "2099-04-15",
        ),
    ],
)
def test_a_term_stands_in_the_clause_or_before_it_in_any_language(
    language: str, sentence: str, value: str
) -> None:
    given = read(
        f"1. {sentence}\n".encode(), format="text", language=language
    ).require()
    assert [act.due.value for act in promises(given) if act.due] == [value]


def test_a_day_that_is_over_is_no_term() -> None:
    assert due_of("We will restore what stood there before 30 June 2000.") is None


@pytest.mark.parametrize(
    ("language", "sentence", "words", "value"),
    [
        ("ja", "我々は、2099年までに海洋を保護することにコミットする。", "2099年までに", "2099"),
        ("ko", "우리는 2099년까지 바다를 보호할 것을 약속한다.", "2099년까지", "2099"),
        ("tr", "2099 yılına kadar iş birliğimizi güçlendireceğiz.", "2099 yılına kadar", "2099"),
        ("fi", "Sitoudumme suojelemaan jokia vuoteen 2099 mennessä.", "2099 mennessä", "2099"),
        ("ar", "نلتزم بتعزيز التعاون قبل 30 نيسان / أبريل 2099.", "قبل 30 نيسان / أبريل 2099", "2099-04-30"),
    ],
)  # fmt: skip
def test_the_word_that_makes_a_date_a_term_may_stand_behind_it(
    language: str, sentence: str, words: str, value: str
) -> None:
    (act,) = promises(
        read(
            f"1. {sentence}\n\n2. Text.".encode(), format="text", language=language
        ).require()
    )
    assert act.due is not None
    assert (act.due.words, act.due.value) == (words, value)


UNDATED = [
    ("en", "We will open the port in the first half of 2036.", "2036"),
    ("en", "The tunnel will be opened in 2031.", "2031"),
    ("en", "We will open the port by autumn 2037.", "2037"),
    ("fr", "Le Gouvernement présentera un rapport en 2036.", "2036"),
    ("fr", "Nous garantirons la sécurité au cours de l’année 2036.", "2036"),
    ("es", "El puente será inaugurado en 2039.", "2039"),
    ("es", "Triplicaremos la capacidad de aquí a 2040.", "2040"),
    ("sl", "Ministrstvo bo predlog pripravilo v letu 2037.", "2037"),
    ("de", "Wir werden den Bahnhof im Jahr 2040 eröffnen.", "2040"),
    ("de", "Wir werden 2036 ein neues Gesetz vorlegen.", "2036"),
    ("it", "Ci impegniamo ad azzerare le emissioni al 2040.", "2040"),
    ("it", "Ci impegniamo a presentare un piano entro l’estate del 2036.", "2036"),
    ("pt", "A ponte será inaugurada em 2039.", "2039"),
    ("ru", "Мы откроем мост в первой половине 2039 года.", "2039"),
    ("uk", "Ми відкриємо міст у 2039 році.", "2039"),
    ("ar", "سنفتتح الجسر في عام 2039.", "2039"),
    ("zh", "我们承诺在2040年底前实现碳达峰。", "2040"),
    ("nl", "Wij zullen de brug in 2039 openen.", "2039"),
    ("pl", "Otworzymy most w 2039 roku.", "2039"),
    ("en", "We will build on the progress made in the port in 2021.", None),
    ("en", "We will rebuild the towns lost to the flood in 2021.", None),
    ("en", "We will uphold the treaty signed on 5 May 1992.", None),
    ("en", "We will publish the budget for 2036.", None),
    ("fr", "Nous respecterons la déclaration faite à Rome en 1998.", None),
    (
        "fr",
        "Nous suivrons le Programme de développement durable à l’horizon 2030.",
        None,
    ),
    ("es", "Respetaremos la declaración aprobada por la Asamblea en 1998.", None),
    ("sl", "Izvajali bomo sporazum, ki je bil podpisan v letu 2015.", None),
    ("de", "Wir werden das im Jahr 2015 geschlossene Abkommen umsetzen.", None),
    ("de", "Wir werden 2030 Bäume pflanzen.", None),
    ("it", "Ridurremo le emissioni rispetto al 1990.", None),
    ("pt", "Respeitaremos a declaração aprovada no Rio em 1992.", None),
    ("ru", "Мы будем соблюдать декларацию, принятую в Риме в 1998 году.", None),
    ("ru", "Мы поддерживаем Повестку дня на период до 2030 года.", None),
    ("uk", "Ми виконуватимемо угоду, підписану в 2015 році.", None),
    ("ar", "نلتزم بالإعلان المعتمد في روما في عام 1998.", None),
    ("zh", "我们将遵守在2015年通过的协定。", None),
    ("nl", "Wij zullen het akkoord uitvoeren dat in 2015 is gesloten.", None),
    ("pl", "Będziemy przestrzegać deklaracji przyjętej w Rzymie w 1998 roku.", None),
]


@pytest.mark.parametrize(("language", "sentence", "value"), UNDATED)
def test_where_the_day_is_not_known_the_words_say_whether_a_year_is_to_come(
    language: str, sentence: str, value: str | None
) -> None:
    given = read(
        f"1. {sentence}\n\n2. Text.".encode(), format="text", language=language
    ).require()
    (act,) = promises(given)
    assert (act.due and act.due.value) == value


def test_what_was_done_in_a_year_is_no_term() -> None:
    text = b"1. In 2015, the Government launched a plan.\n\n2. We will act."
    assert [
        act.due
        for act in promises(read(text, format="text", language="en").require())
        if act.due
    ] == []


DATED = [
    ("en", "We will finish the survey of the lake by June 2027.", "2027-06"),
    ("en", "We will submit our joint list in the third quarter of 2026.", "2026"),
    ("en", "We will ratify the protocol within six months of its entry into force.", "told"),
    ("en", "We will restore 400 wetlands between 2026 and 2030.", "2030"),
    ("en", "We will invest 300 million euros over the period 2026-2029.", "2029"),
    ("en", "We will double our contributions over the next three years.", "2028-05-14"),
    ("en", "We will carry out the Rural Strategy 2024-2030.", None),
    ("fr", "Nous désignerons un point de contact dans les trois mois suivant l'entrée en vigueur de l'accord.", "told"),
    ("fr", "Nous formerons 2 000 pompiers au cours de la période 2026-2030.", "2030"),
    ("fr", "Nous mettrons en œuvre l'Agenda 2030.", None),
    ("es", "Nombraremos un coordinador en un plazo de 60 días.", "2025-07-13"),
    ("es", "Plantaremos un millón de árboles entre 2026 y 2031.", "2031"),
    ("es", "Mantendremos el fondo que existe desde 2009.", None),
    ("sl", "Novo čistilno napravo bomo odprli 15. junija 2026.", "2026-06-15"),
    ("sl", "Skupno poročilo bomo objavili novembra 2025.", "2025-11"),
    ("sl", "Odbor bomo imenovali v šestih mesecih po začetku veljavnosti sporazuma.", "told"),
    ("sl", "V obdobju 2026–2030 bomo obnovili 300 šol.", "2030"),
    ("sl", "Nadaljevali bomo sodelovanje, ki poteka od leta 2011.", None),
    ("de", "Wir werden im vierten Quartal 2026 eine gemeinsame Stelle einrichten.", "2026"),
    ("de", "Wir werden innerhalb von drei Monaten nach Inkrafttreten des Abkommens einen Ausschuss einsetzen.", "told"),
    ("de", "Wir werden in den Jahren 2026 bis 2030 zwei Milliarden Euro bereitstellen.", "2030"),
    ("de", "Wir werden die seit 2014 bestehende Zusammenarbeit fortsetzen.", None),
    ("it", "Firmeremo l'accordo nel primo trimestre del 2026.", "2026"),
    ("it", "Finanzieremo 80 progetti nel periodo 2026-2028.", "2028"),
    ("it", "Continueremo la collaborazione avviata nel 2016.", None),
    ("pt", "Nomearemos um coordenador no prazo de seis meses após a entrada em vigor do acordo.", "told"),
    ("pt", "Construiremos 500 creches entre 2026 e 2029.", "2029"),
    ("pt", "Manteremos o fundo criado em 2008.", None),
    ("pl", "Otworzymy nowy most 1 września 2026 r.", "2026-09-01"),
    ("pl", "Powołamy komitet w ciągu sześciu miesięcy od wejścia w życie umowy.", "told"),
    ("pl", "W latach 2026–2030 zbudujemy 200 szkół.", "2030"),
    ("pl", "Będziemy kontynuować współpracę prowadzoną od 2010 roku.", None),
    ("ru", "Мы откроем новый мост 1 сентября 2026 года.", "2026-09-01"),
    ("ru", "Мы назначим координатора в течение шести месяцев после вступления соглашения в силу.", "told"),
    ("ru", "Мы построим 200 школ в период 2026–2030 годов.", "2030"),
    ("ru", "Мы будем выполнять Повестку дня 2030.", None),
    ("ar", "سنبني 200 مدرسة خلال الفترة 2026-2030.", "2030"),
    ("ar", "سنشكل لجنة في غضون ستة أشهر من دخول الاتفاق حيز النفاذ.", "told"),
    ("ar", "سنواصل التعاون القائم منذ عام 2010.", None),
    ("zh", "我们将在2026年第三季度提交联合报告。", "2026"),
    ("zh", "我们将在协定生效后六个月内成立委员会。", "told"),
    ("zh", "我们将在今年年底前完成谈判。", "2025"),
    ("zh", "我们将在2026年至2030年期间建设200所学校。", "2030"),
    ("zh", "我们将继续自2010年以来的合作。", None),
    ("nl", "Wij zullen binnen zes maanden na de inwerkingtreding van het verdrag een comité instellen.", "told"),
    ("nl", "Wij zullen in de periode 2026-2030 tweehonderd scholen bouwen.", "2030"),
    ("nl", "Wij zullen de sinds 2010 bestaande samenwerking voortzetten.", None),
    ("sv", "Vi ska tillsätta en kommitté inom sex månader efter avtalets ikraftträdande.", "told"),
    ("sv", "Vi ska slutföra förhandlingarna före årets slut.", "2025"),
    ("sv", "Vi ska bygga 200 skolor under perioden 2026–2030.", "2030"),
    ("sv", "Vi ska fortsätta det samarbete som har pågått sedan 2010.", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "sentence", "value"), DATED)
def test_a_term_is_understood_in_any_language(
    language: str, sentence: str, value: str | None
) -> None:
    """`told`: a term that no day of the calendar can be given for."""
    dated = read(
        b"Declaration\n\nAdopted in Brussels on 14 May 2025\n\n1. We will go.",
        language="en",
        format="text",
    )
    given = read(
        f"1. {sentence}\n\n2. .".encode(), format="text", language=language
    ).require()
    given = given.model_copy(update={"date": dated.require().date})
    (due, *_) = [act.due for act in promises(given)]
    assert (due and (due.value or "told")) == value
