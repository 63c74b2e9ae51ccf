"""What is found in sentences written for it: who promises what to whom, by when, on what condition."""

import pytest

from communique import Act, promises, read
from communique.acts import acts_of


def found(language: str, *paragraphs: str) -> tuple[Act, ...]:
    text = "\n\n".join(
        f"{number}. {words}" for number, words in enumerate(paragraphs, 1)
    )
    return promises(read(text.encode(), format="text", language=language).require())


def said(act: Act) -> tuple[str, str]:
    return act.kind, act.what


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "what"),
    [
        ("en", "We will open the archives to everyone.", "undertake", "open the archives to everyone"),
        ("en", "We shall also report on this.", "undertake", "report on this"),
        ("en", "In this regard, we commit ourselves to reducing waste.", "commit", "reducing waste"),
        ("en", "We intend to plant ten trees.", "undertake", "plant ten trees"),
        ("en", "The two leaders agreed to meet every spring.", "agree", "meet every spring"),
        ("en", "The leaders reaffirmed their strong commitment to open trade.", "commit", "open trade"),
        ("en", "Both sides confirmed that they will share the costs.", "undertake", "share the costs"),
        ("en", "Each Party shall designate an authority.", "undertake", "designate an authority"),
        ("en", "The requested Party shall answer without delay.", "undertake", "answer without delay"),
        ("en", "The reports shall be published in both languages.", "undertake",
         "The reports shall be published in both languages"),
        ("fr", "Nous renforcerons nos échanges.", "undertake", "renforcerons nos échanges"),
        ("fr", "Nous nous engageons à protéger les rivières.", "commit", "protéger les rivières"),
        ("fr", "Le Gouvernement zélandais fournira un terrain.", "undertake", "fournira un terrain"),
        ("fr", "Les différends seront réglés par la voie diplomatique.", "undertake",
         "Les différends seront réglés par la voie diplomatique"),
        ("es", "Fortaleceremos nuestras escuelas.", "undertake", "Fortaleceremos nuestras escuelas"),
        ("es", "Nos comprometemos a proteger los ríos.", "commit", "proteger los ríos"),
        ("es", "Las Partes establecerán una comisión.", "undertake", "establecerán una comisión"),
        ("es", "Se publicará un informe.", "undertake", "Se publicará un informe"),
        ("sl", "Zavezujemo se, da bomo varovali reke.", "commit", "bomo varovali reke"),
        ("sl", "Okrepili bomo svoje šole.", "undertake", "Okrepili bomo svoje šole"),
        ("sl", "Pogodbenici bosta izmenjavali podatke.", "undertake", "bosta izmenjavali podatke"),
        ("sl", "Ministri se zavezujejo, da bodo varovali reke.", "commit", "bodo varovali reke"),
        ("sl", "Poudarjamo pomen miru in bomo varovali reke.", "undertake", "bomo varovali reke"),
        ("fr", "L'Union zélandaise et ses membres continueront de payer.", "undertake", "continueront de payer"),
        ("fr", "Un comité mixte sera institué par les Parties.", "undertake",
         "Un comité mixte sera institué par les Parties"),
        ("en", "As part of this we are committed to opening the port.", "commit", "opening the port"),
        ("en", "The port authority shall be consulted.", "undertake", "The port authority shall be consulted"),
        ("es", "En este marco instruimos a los ministros a elaborar un plan.", "request", "elaborar un plan"),
        ("sl", "Prihodnje leto bomo odprli nov muzej.", "undertake", "Prihodnje leto bomo odprli nov muzej"),
    ],
)  # fmt: skip
def test_a_promise_is_found_with_its_clause(
    language: str, sentence: str, kind: str, what: str
) -> None:
    assert [said(act) for act in found(language, sentence)] == [(kind, what)]


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "whom", "what"),
    [
        ("en", "We call on all States to lower their tariffs.", "call", "all States", "lower their tariffs"),
        ("en", "We urge the company to repair the bridge.", "urge", "the company", "repair the bridge"),
        ("fr", "Nous invitons les villes à ouvrir leurs ports.", "invite", "les villes", "ouvrir leurs ports"),
        ("fr", "Prie le Secrétaire général de lui rendre compte.", "request", "le Secrétaire général", "lui rendre compte"),
        ("es", "Instamos a los gobiernos a que abran sus puertos.", "urge", "los gobiernos", "abran sus puertos"),
        ("es", "Solicitamos a la Secretaría que prepare un informe.", "request", "la Secretaría", "prepare un informe"),
        ("fr", "Nous demandons aux États membres de baisser leurs tarifs.", "request", "États membres", "baisser leurs tarifs"),
        ("sl", "Pozivamo vse države, naj odprejo pristanišča.", "call", "vse države", "odprejo pristanišča"),
    ],
)  # fmt: skip
def test_whoever_is_asked_is_told_from_what_is_asked(
    language: str, sentence: str, kind: str, whom: str, what: str
) -> None:
    (act,) = found(language, sentence)
    assert (act.kind, act.addressee, act.what) == (kind, whom, what)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Two years ago our nations pledged to build a bridge, and the bridge stands.",
        ),
        ("en", "Cooperation will benefit everyone."),
        ("en", "This Agreement shall enter into force on the day of its signature."),
        ("en", "Each Party shall have the right to withdraw."),
        ("en", "All nations must be free."),
        ("en", "The Parties may consult each other."),
        (
            "en",
            "The text that we adopted in 2019, which the Parties shall apply, is annexed.",
        ),
        ("fr", "La coopération a été utile à tous."),
        ("es", "Los acuerdos entrarán en vigor mañana."),
        ("sl", "Sporazum velja deset let."),
        ("sl", "Generalni sekretar naj bi poročal."),
        ("fr", "Les Parties ne s'engagent pas à payer."),
    ],
)
def test_what_nobody_promises_is_no_promise(language: str, text: str) -> None:
    assert found(language, text) == ()


@pytest.mark.parametrize(
    "lead", ["erneut erklärend", "erneut darauf hinweisend", "erneut bekräftigend"]
)
def test_a_lead_keeps_its_kind_though_another_ends_it(lead: str) -> None:
    text = f"Der Rat,\n\n{lead}, dass die Lampen brennen,\n\n{lead}, dass die Netze trocknen,\n\n1. fordert Licht."
    acts = acts_of(read(text.encode(), format="text", language="de").require())
    assert [act.kind for act in acts][:2] == ["reaffirm", "reaffirm"]


def test_a_recital_recalls_and_promises_nothing() -> None:
    text = "Recalling that we committed to protect the rivers,\n\nDetermined to protect the lakes,\n\nhave agreed as follows:\n\n1. We will protect the sea.\n"
    declaration = read(text.encode(), format="text", language="en").require()
    assert [act.what for act in promises(declaration)] == ["protect the sea"]
    assert "recall" in {act.kind for act in acts_of(declaration)}


def test_several_acts_stand_in_one_sentence() -> None:
    acts = found(
        "en",
        "We will publish the report by 2030, and will print it, and we call on the cities to read it.",
    )
    assert [said(act) for act in acts] == [
        ("undertake", "publish the report by 2030"),
        ("undertake", "print it"),
        ("call", "read it"),
    ]


def test_a_lead_holds_for_each_of_its_points() -> None:
    acts = found(
        "en", "We will:\n\n(a) open the gates; and\n\n(b) close the mines by 2035."
    )
    assert [(act.words, act.what, act.due and act.due.value) for act in acts] == [
        ("will", "open the gates", None),
        ("will", "close the mines by 2035", "2035"),
    ]
    assert {act.lead.num for act in acts} == {"1."}


def test_a_subject_alone_holds_for_the_points_too() -> None:
    acts = found(
        "en",
        "To this end, we:\n\n(a) commit to open books;\n\n(b) call on the banks to follow.",
    )
    assert [(act.kind, act.actor) for act in acts] == [("commit", "we"), ("call", "we")]


def test_a_negative_promise_says_so() -> None:
    (act,) = found("en", "The Parties shall not raise tariffs.")
    assert act.negative
    assert act.what == "raise tariffs"


def test_who_acts_is_told() -> None:
    acts = found(
        "en",
        "Zealand will build a port.",
        "We will use it. In Zealand, we thank Zealand.",
        "Zealand and we met.",
    )
    assert [(act.actor, act.everyone) for act in acts] == [
        ("Zealand", False),
        ("We", True),
    ]


def test_a_condition_and_a_partner_are_found() -> None:
    (act,) = found(
        "en",
        "We will work together with our neighbours to dredge the river, subject to available funds.",
    )
    assert act.condition == "subject to available funds"
    assert act.partner == "our neighbours"


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("ar", "يطلب إلى الأمين العام أن يقدم تقريرا.", "request"),
        ("ru", "призывает государства открыть порты.", "call"),
        ("zh", "促请各国开放港口。", "call"),
        ("de", "fordert die Staaten auf, ihre Häfen zu öffnen.", "call"),
        ("pt", "Comprometemo-nos a proteger os rios.", "commit"),
        ("it", "Ci impegniamo a proteggere i fiumi.", "commit"),
    ],
)
def test_lead_words_of_more_languages_have_their_kinds(
    language: str, sentence: str, kind: str
) -> None:
    assert [act.kind for act in found(language, sentence)] == [kind]


def test_a_language_without_phrases_has_no_promises() -> None:
    assert found("fo", "Vit skulu byggja eina brúgv.") == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Dazu werden wir die Zusammenarbeit vertiefen.", [("undertake", "die Zusammenarbeit vertiefen")]),
        ("In diesem Sinne begrüßen wir das Abkommen.", [("welcome", "das Abkommen")]),
        ("Der Rat ersucht den Sekretär, bis zum 10. Juli 2030 zu berichten.", [("request", "bis zum 10. Juli 2030 zu berichten")]),
        ("Die Regierung wird regelmäßig unterrichtet.", []),
        ("Die Regierung wird die Bäche schützen und den Wald zurückgeben.", [("undertake", "die Bäche schützen und den Wald zurückgeben")]),
    ],
)  # fmt: skip
def test_german_has_verbs_before_their_subjects_ordinal_days_and_a_passive(
    words: str, expected: list[tuple[str, str]]
) -> None:
    declaration = read(
        f"Erklärung\n\n1. {words}\n".encode(), format="text", language="de"
    ).require()
    assert [(act.kind, act.what) for act in acts_of(declaration)] == expected


def test_a_particle_opens_the_clause_of_what_is_promised() -> None:
    text = "Izjava\n\n1. Stranke se za dosego teh ciljev zavezujemo, da bomo varovali reke.\n"
    (act,) = acts_of(read(text.encode(), format="text", language="sl").require())
    assert (act.kind, act.what) == ("commit", "bomo varovali reke")


def test_a_reflexive_passive_is_promised_with_its_subject() -> None:
    (act,) = found("fr", "Les versements s'effectueront sur l'ordre du Gouvernement.")
    assert act.what == "Les versements s'effectueront sur l'ordre du Gouvernement"
    assert not found("fr", "Le présent accord s'appliquera aux territoires.")


@pytest.mark.parametrize(
    ("language", "words", "what"),
    [
        ("en", "We welcome the report, and will publish it.", ["publish it"]),
        ("en", "We welcome the steps that Japan has taken and will take.", []),
        (
            "fr",
            "Nous saluons le rapport et publierons la suite.",
            ["publierons la suite"],
        ),
        (
            "de",
            "Wir begrüßen den Bericht und werden ihn veröffentlichen.",
            ["ihn veröffentlichen"],
        ),
    ],
)
def test_a_future_shares_the_subject_of_the_act_before(
    language: str, words: str, what: list[str]
) -> None:
    assert [act.what for act in found(language, words)] == what


def test_who_is_asked_stands_behind_a_subject_behind_its_verb() -> None:
    (act,) = found(
        "de",
        "Ferner fordern wir die Kommission auf, bis zum 1. Juli 2099 zu berichten.",
    )
    assert (act.actor, act.addressee, act.what) == (
        "wir",
        "die Kommission",
        "bis zum 1. Juli 2099 zu berichten",
    )


TREATY = """ACCORD ENTRE LA ZÉLANDE ET LE NIGER

La Zélande et le Niger sont convenus de ce qui suit :

Article 1

{words}

Fait à Niamey, le 2 mars 2011.
"""


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Les Parties coopèrent sans délai.", "coopèrent sans délai"),
        ("Chaque Partie informe l'autre.", "informe l'autre"),
        (
            "Les dépenses sont réglées par les Parties.",
            "Les dépenses sont réglées par les Parties",
        ),
    ],
)
def test_the_present_of_a_treaty_binds(words: str, what: str) -> None:
    treaty = read(
        TREATY.format(words=words).encode(), format="text", language="fr"
    ).require()
    assert treaty.kind == "agreement"
    assert [act.what for act in promises(treaty)] == [what]


@pytest.mark.parametrize(
    "words",
    ["Les Parties peuvent se consulter.", "Le présent Accord est rédigé en français."],
)
def test_what_a_treaty_allows_or_says_of_itself_is_no_promise(words: str) -> None:
    assert (
        promises(
            read(
                TREATY.format(words=words).encode(), format="text", language="fr"
            ).require()
        )
        == ()
    )


def test_the_present_of_a_statement_tells_what_is() -> None:
    assert found("fr", "Les Parties coopèrent sans délai.") == ()


@pytest.mark.parametrize(
    ("language", "sentence", "actor", "what"),
    [
        ("en", "A Party that closes a station shall notify the others.", "A Party that closes a station",
         "notify the others"),
        ("en", "The mixed committee shall meet in May.", "The mixed committee", "meet in May"),
        ("fr", "La Suisse, pour sa part, financera deux ponts.", "La Suisse", "financera deux ponts"),
        ("en", "It was agreed that a forum is needed.", None, "a forum is needed"),
        ("fr", "Il a été décidé de créer un prix.", None, "créer un prix"),
        ("en", "We are committed, where appropriate, to sharing data.", "We", "sharing data"),
        ("es", "Hemos acordado abrir el puerto.", None, "abrir el puerto"),
        ("it", "Ci impegniamo a proteggere i fiumi.", None, "proteggere i fiumi"),
        ("pt", "Os Presidentes decidiram criar um fundo.", "Os Presidentes", "criar um fundo"),
    ],
)  # fmt: skip
def test_who_acts_may_stand_far_from_the_verb(
    language: str, sentence: str, actor: str | None, what: str
) -> None:
    assert [(act.actor, act.what) for act in found(language, sentence)] == [
        (actor, what)
    ]


def test_each_of_two_things_is_to_be_done() -> None:
    acts = found(
        "en", "The Agreement shall be ratified and the instruments shall be exchanged."
    )
    assert [act.what for act in acts] == [
        "The Agreement shall be ratified",
        "the instruments shall be exchanged",
    ]


def test_a_lead_without_its_infinitive_holds_for_each_of_its_points() -> None:
    acts = found(
        "en",
        "The Parties undertake, on a basis of reciprocity:\n\n(a) to open the ports;\n\n(b) to share data.",
    )
    assert [(act.kind, act.what) for act in acts] == [
        ("undertake", "open the ports"),
        ("undertake", "share data"),
    ]


def test_points_that_tell_where_a_demand_is_heard_are_none() -> None:
    text = "We demand respect for the lives of all journalists who work there, as in the cases of:\n\n(a) the north;\n\n(b) the south."
    (act,) = found("en", text)
    assert act.what.startswith("respect for the lives")


def test_a_formula_that_leaves_its_verb_open_holds_for_the_body() -> None:
    text = "Declaration of Rome\n\nWe, the ministers, meeting in Rome,\n\nRecalling the treaty,\n\nHereby affirm our intention to:\n\n1. Open the ports.\n\n2. Share the data.\n"
    acts = promises(read(text.encode(), format="text", language="en").require())
    assert [(act.kind, act.what) for act in acts] == [
        ("undertake", "Open the ports"),
        ("undertake", "Share the data"),
    ]


def test_acts_are_named_by_nouns_below_words_that_say_so() -> None:
    text = "Declaración de Soria\n\nLos alcaldes, reunidos en Soria,\n\nRecordando el tratado,\n\nDeclaramos:\n\n1. Nuestra voluntad de abrir el puerto.\n\n2. Nuestra invitación a Francia para sumarse al plan.\n"
    acts = promises(read(text.encode(), format="text", language="es").require())
    assert [(act.kind, act.what) for act in acts] == [
        ("undertake", "abrir el puerto"),
        ("invite", "sumarse al plan"),
    ]


def test_a_span_in_a_treaty_counts_from_each_occasion() -> None:
    treaty = read(TREATY.format(words="Les dommages sont constatés dans les trois jours.").encode(), format="text",
                  language="fr").require()  # fmt: skip
    (act,) = promises(treaty)
    assert act.due is not None
    assert act.due.value is None


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "what"),
    [
        ("nl", "Wij verbinden ons ertoe de dijken te versterken.", "commit", "de dijken te versterken"),
        ("nl", "Daarom zullen wij de samenwerking uitbreiden.", "undertake", "de samenwerking uitbreiden"),
        ("sv", "Därför ska vi inrätta en gemensam fond.", "undertake", "inrätta en gemensam fond"),
        ("da", "Vi forpligter os til at styrke samarbejdet.", "commit", "styrke samarbejdet"),
        ("nb", "Vi lover å rense elvene.", "commit", "rense elvene"),
        ("pl", "Zobowiązujemy się do ochrony lasów.", "commit", "ochrony lasów"),
        ("cs", "Budeme spolupracovat v oblasti vědy.", "undertake", "Budeme spolupracovat v oblasti vědy"),
        ("uk", "Ми зобов’язуємося захищати річки.", "commit", "захищати річки"),
        ("ro", "Ne angajăm să protejăm râurile.", "commit", "protejăm râurile"),
        ("el", "Δεσμευόμαστε να προστατεύσουμε τα ποτάμια.", "commit", "προστατεύσουμε τα ποτάμια"),
        ("hu", "Meg fogjuk erősíteni az együttműködést.", "undertake", "Meg fogjuk erősíteni az együttműködést"),
        ("fi", "Sitoudumme suojelemaan jokia.", "commit", "suojelemaan jokia"),
        ("id", "Kami akan memperkuat kerja sama.", "undertake", "memperkuat kerja sama"),
        ("vi", "Hai bên sẽ tăng cường hợp tác.", "undertake", "tăng cường hợp tác"),
        ("he", "אנו מתחייבים להגן על הנהרות.", "commit", "להגן על הנהרות"),
        ("tr", "Nehirleri korumayı taahhüt ediyoruz.", "commit", "Nehirleri korumayı"),
        ("ja", "我々は、海洋を保護することにコミットする。", "commit", "海洋を保護する"),
        ("ko", "양국은 협력을 강화하기로 하였다.", "undertake", "협력을 강화하기로 하였다"),
        ("zh", "我们将继续加强合作。", "undertake", "继续加强合作"),
        ("ar", "سنعزز التعاون بين بلدينا.", "undertake", "سنعزز التعاون بين بلدينا"),
        ("sk", "Zaväzujeme sa chrániť rieky.", "commit", "chrániť rieky"),
        ("hr", "Obvezujemo se zaštititi rijeke.", "commit", "zaštititi rijeke"),
        ("bs", "Očistit ćemo rijeke.", "undertake", "Očistit ćemo rijeke"),
        ("bg", "Ангажираме се да пазим реките.", "commit", "пазим реките"),
        ("ca", "Ens comprometem a protegir els rius.", "commit", "protegir els rius"),
    ],
)  # fmt: skip
def test_a_promise_is_found_in_other_languages(
    language: str, sentence: str, kind: str, what: str
) -> None:
    (act,) = found(language, sentence)
    assert (said(act), act.everyone) == ((kind, what), True)


@pytest.mark.parametrize(
    ("language", "sentence", "whom", "what"),
    [
        (
            "nl",
            "Wij nodigen de steden uit zich aan te sluiten.",
            "de steden",
            "zich aan te sluiten",
        ),
        (
            "de",
            "Wir laden die Städte ein, sich anzuschließen.",
            "die Städte",
            "sich anzuschließen",
        ),
        ("ja", "我々は、加盟国に対し、協力するよう要請する。", "加盟国", "協力する"),
        ("el", "ΚΑΛΕΙ τα κράτη μέλη να συμμετάσχουν.", "τα κράτη μέλη", "συμμετάσχουν"),
        ("sv", "Rådet UPPMANAR kommissionen att betala.", "kommissionen", "betala"),
        ("en", "It calls on the banks to open.", "the banks", "open"),
    ],
)
def test_who_is_asked_in_other_languages(
    language: str, sentence: str, whom: str, what: str
) -> None:
    (act,) = found(language, sentence)
    assert (act.addressee, act.what) == (whom, what)


@pytest.mark.parametrize(
    ("sentence", "actor", "what"),
    [
        ("The leaders of Chad, Niger and Mali, together with the heads of banks, commit to end hunger.", "The leaders",
         "end hunger"),
        ("The Ministers of Chad, Niger, and Mali, meeting on 3 May 2024, agree to build a railway.", "The Ministers",
         "build a railway"),
        ("We, the mayors of twelve cities, gathered in Porto, resolve to plant trees.", "We", "plant trees"),
        ("We welcome the report and support its conclusions.", "We", "its conclusions"),
        ("Both countries welcome the fund and intend to sign a treaty.", "Both countries", "sign a treaty"),
    ],
)  # fmt: skip
def test_a_verb_behind_asides_or_another_verb_is_an_act(
    sentence: str, actor: str, what: str
) -> None:
    (act,) = found("en", sentence)
    assert (act.actor, act.what) == (actor, what)


def test_an_infinitive_behind_another_verb_is_none() -> None:
    assert (
        found("en", "We welcome the efforts to keep the peace and support the poor.")
        == ()
    )


def test_points_go_on_with_a_lead_that_other_words_follow() -> None:
    text = "Each of our cities will, before the end of 2099:\n\n(a) map every fence;\n\n(b) remove it.\n\nA passage may be granted."
    assert [(act.what, act.due and act.due.value) for act in found("en", text)] == [
        ("map every fence", "2099"), ("remove it", "2099")]  # fmt: skip


def test_points_that_tell_what_a_clause_means_are_none() -> None:
    (act,) = found(
        "en",
        "We call on mayors to build health centres which:\n\n(a) house a doctor;\n\n(b) train a nurse.",
    )
    assert act.what == "build health centres which"


def test_a_heading_asks_for_each_paragraph_below_it() -> None:
    text = "Conclusions of the Council\n\nTHE COUNCIL,\n\nRecalling the treaty,\n\nINVITES THE COMMISSION TO:\n\n1. publish a map.\n\n2. pay for the boats.\n"
    acts = promises(read(text.encode(), format="text", language="en").require())
    assert [(act.kind, act.what) for act in acts] == [
        ("invite", "publish a map"),
        ("invite", "pay for the boats"),
    ]


def test_a_future_below_words_that_say_so_is_promised() -> None:
    text = "Declaración de Soria\n\nLos alcaldes, reunidos en Soria,\n\nRecordando el tratado,\n\nDeclaramos:\n\n1. Que impulsarán la red.\n\n2. Que no aceptarán cuotas.\n"
    acts = promises(read(text.encode(), format="text", language="es").require())
    assert [(act.what, act.negative) for act in acts] == [
        ("impulsarán la red", False),
        ("no aceptarán cuotas", True),
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "kind", "what"),
    [
        ("en", "All parties are urged to lower their guns.", "urge", "lower their guns"),
        ("en", "Both ministers agreed to meet again.", "agree", "meet again"),
        ("en", "The sides agreed to welcome and support the fund.", "agree", "welcome and support the fund"),
        ("pt", "Decidiram criar um fundo comum.", "decide", "criar um fundo comum"),
        ("ar", "واتفق الجانبان على تعزيز التعاون.", "agree", "تعزيز التعاون"),
        ("de", "Daher sind wir fest entschlossen, die Flüsse zu schützen.", "commit", "die Flüsse zu schützen"),
        ("fr", "Les deux pays partagent la ferme volonté de créer un fonds.", "commit", "créer un fonds"),
        ("it", "Le due parti restano impegnate a proteggere i fiumi.", "commit", "proteggere i fiumi"),
        ("it", "I Ministri ribadiscono il proprio impegno a proteggere i fiumi.", "commit", "proteggere i fiumi"),
        ("es", "Los ministros permanecen firmemente comprometidos con la paz.", "commit", "la paz"),
        ("ru", "Мы подтвердили наши намерения защищать реки.", "undertake", "защищать реки"),
        ("zh", "双方强调，河流是重要的，将继续保护河流。", "undertake", "继续保护河流"),
        ("nl", "De Benelux-landen zijn vastbesloten een fonds op te richten.", "commit", "een fonds op te richten"),
        ("pl", "Ministrowie podejmują decyzję o utworzeniu funduszu.", "decide", "utworzeniu funduszu"),
        ("cs", "Ministři vyzývají města k ochraně řek.", "call", "ochraně řek"),
        ("en", "The Council demands an end to Ruritania's tax.", "request", "an end to Ruritania's tax"),
    ],
)  # fmt: skip
def test_what_two_sides_did_is_found_as_they_tell_it(
    language: str, sentence: str, kind: str, what: str
) -> None:
    assert [said(act) for act in found(language, sentence)] == [(kind, what)]


def test_what_we_do_next_ends_a_clause() -> None:
    acts = found(
        "en", "The Ministers agreed that more is to be done and we thank the hosts."
    )
    assert [act.what for act in acts] == ["more is to be done"]


def test_points_that_are_sentences_of_their_own_say_who_acts() -> None:
    text = "We decided on a plan for the ports:\n\n(a) The ministers will meet in Oslo.\n\n(b) The secretariat will report on the talks."
    assert [(act.actor, act.what) for act in found("en", text)] == [
        ("We", "a plan for the ports"),
        ("The ministers", "meet in Oslo"),
        ("The secretariat", "report on the talks"),
    ]


def test_a_body_made_by_a_treaty_shall_do_what_it_says() -> None:
    text = "AGREEMENT ON BRIDGES\n\nArticle 1\n\nA Joint Committee is established. It shall meet once a year."
    (act,) = promises(read(text.encode(), format="text", language="en").require())
    assert (act.actor, act.what) == ("It", "meet once a year")


@pytest.mark.parametrize(
    ("language", "words", "said"),
    [
        ("en", "We set up a Working Group. It will report in May.", [("We", "a Working Group"), ("It", "report in May")]),
        ("fr", "Nous avons créé un comité. Il fera rapport. Il faudra du temps.",
         [("Il", "fera rapport")]),
        ("en", "We met in a tent. It will rain.", []),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_a_body_that_was_just_named(
    language: str, words: str, said: list[tuple[str, str]]
) -> None:
    assert [(act.actor, act.what) for act in found(language, words)] == said


@pytest.mark.parametrize(
    ("language", "sentence", "words", "what"),
    [
        ("de", "Indem sie Länder zusammenbringt, ist die G20 fest entschlossen, die Meere zu schützen.",
         "ist die G20 fest entschlossen", "die Meere zu schützen"),
        ("de", "Zu diesem Zweck wollen die G7 den Rat erweitern.", "wollen die G7", "den Rat erweitern"),
        ("sv", "För detta ändamål kommer vi att inrätta en fond.", "kommer vi att", "inrätta en fond"),
    ],
)  # fmt: skip
def test_operative_words_stand_around_a_subject(
    language: str, sentence: str, words: str, what: str
) -> None:
    (act,) = found(language, sentence)
    assert (act.words, act.what, act.everyone) == (words, what, True)


def test_terms_count_from_the_day_beside_the_place() -> None:
    text = "JOINT STATEMENT\n\nLondon, 3 May 2024\n\nWe will open the gates within two years. We will pay the costs from 2024."
    acts = promises(read(text.encode(), format="text", language="en").require())
    assert [act.due and act.due.value for act in acts] == ["2026-05-03", None]


def test_a_sentence_of_its_own_among_recitals_promises() -> None:
    text = "Declaration of the citizens\n\nWe, the citizens, call on our leaders to plant trees.\n\nRecalling that we met to plant hedges,\n\nWe will:\n\n1. Water them.\n\n2. Count them.\n"
    acts = promises(read(text.encode(), format="text", language="en").require())
    assert [(act.kind, act.what) for act in acts][:1] == [("call", "plant trees")]
    assert all("hedges" not in act.what for act in acts)


@pytest.mark.parametrize(
    "sentence",
    [
        "To protect the rivers, we intend",
        "New schools supported by the Lake Fund will be opened.",
        "Since President Grey launched the attack, our towns have closed their ports.",
        "See [the plan](https://example.org/town-and-port-urge-the-council) to mend it.",
    ],
)
def test_words_that_promise_nothing_are_no_row_of_their_own(sentence: str) -> None:
    kinds = {act.kind for act in found("en", sentence)}
    assert kinds.isdisjoint({"support", "decide", "urge"})
    assert [act for act in found("en", sentence) if act.what == act.words] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "We renew our full support.",
        "Decides to remain actively seized of the matter.",
    ],
)
def test_a_sentence_may_be_operative_words_as_a_whole(sentence: str) -> None:
    (act,) = found("en", sentence)
    assert act.what == act.words
