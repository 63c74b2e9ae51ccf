"""The language of a text is the one whose words it is made of."""

import pytest

from communique.detect.language import detect_language

SENTENCES = {
    "bg": (
        "Като потвърждават ангажимента си за сътрудничество, министрите се споразумяха за "
        "следното: държавите членки ще засилят борбата срещу организираната престъпност и ще "
        "обменят информация."
    ),
    "cs": (
        "Ministři se dohodli na tom, že členské státy budou spolupracovat při boji proti "
        "organizované trestné činnosti a že se znovu setkají v příštím roce, aby posoudili "
        "pokrok."
    ),
    "da": (
        "Ministrene er enige om, at medlemsstaterne skal styrke samarbejdet mod den organiserede "
        "kriminalitet, og at de vil mødes igen næste år for at vurdere de fremskridt, der er "
        "sket."
    ),
    "de": (
        "Die Minister sind übereingekommen, dass die Mitgliedstaaten ihre Zusammenarbeit bei der "
        "Bekämpfung der organisierten Kriminalität verstärken und sich im nächsten Jahr wieder "
        "treffen werden."
    ),
    "el": (
        "Οι υπουργοί συμφώνησαν ότι τα κράτη μέλη θα ενισχύσουν τη συνεργασία τους για την "
        "καταπολέμηση του οργανωμένου εγκλήματος και ότι θα συναντηθούν ξανά το επόμενο έτος."
    ),
    "en": (
        "The ministers have agreed that the Member States will strengthen their cooperation in "
        "the fight against organised crime and that they will meet again next year to take stock."
    ),
    "es": (
        "Los ministros han acordado que los Estados miembros reforzarán su cooperación en la "
        "lucha contra la delincuencia organizada y que volverán a reunirse el próximo año para "
        "hacer balance."
    ),
    "et": (
        "Ministrid leppisid kokku, et liikmesriigid tugevdavad oma koostööd organiseeritud "
        "kuritegevuse vastu võitlemisel ning et nad kohtuvad järgmisel aastal uuesti, kui see on "
        "vajalik."
    ),
    "fi": (
        "Ministerit sopivat, että jäsenvaltiot tehostavat yhteistyötään järjestäytyneen "
        "rikollisuuden torjunnassa ja että ne kokoontuvat uudelleen ensi vuonna, kun tilanne on "
        "selvillä."
    ),
    "fr": (
        "Les ministres sont convenus que les États membres renforceront leur coopération dans la "
        "lutte contre la criminalité organisée et qu'ils se réuniront de nouveau l'année "
        "prochaine pour faire le point."
    ),
    "ga": (
        "Tá na hAirí tar éis comhaontú go neartóidh na Ballstáit a gcomhar chun an choireacht "
        "eagraithe a chomhrac agus go mbeidh siad ag teacht le chéile arís an bhliain seo "
        "chugainn."
    ),
    "hr": (
        "Ministri su se složili da će države članice ojačati suradnju u borbi protiv "
        "organiziranog kriminala te da će se ponovno sastati sljedeće godine kako bi ocijenili "
        "napredak koji je postignut."
    ),
    "hu": (
        "A miniszterek megállapodtak abban, hogy a tagállamok megerősítik az együttműködést a "
        "szervezett bűnözés elleni küzdelemben, és hogy jövőre ismét találkoznak, valamint "
        "értékelik az eredményeket."
    ),
    "it": (
        "I ministri hanno convenuto che gli Stati membri rafforzeranno la loro cooperazione nella"
        " lotta contro la criminalità organizzata e che si riuniranno di nuovo il prossimo anno "
        "per fare il punto."
    ),
    "lt": (
        "Ministrai susitarė, kad valstybės narės stiprins savo bendradarbiavimą kovos su "
        "organizuotu nusikalstamumu srityje ir kad kitais metais jie vėl susitiks, taip pat "
        "įvertins pažangą."
    ),
    "lv": (
        "Ministri vienojās, ka dalībvalstis stiprinās savu sadarbību cīņā pret organizēto "
        "noziedzību un ka tās nākamgad atkal tiksies, lai izvērtētu to, kas ir panākts."
    ),
    "mt": (
        "Il-ministri qablu li l-Istati Membri se jsaħħu l-kooperazzjoni tagħhom fil-ġlieda kontra"
        " l-kriminalità organizzata u li jerġgħu jiltaqgħu s-sena d-dieħla biex jieħdu kont ta’ "
        "dan."
    ),
    "nl": (
        "De ministers zijn overeengekomen dat de lidstaten hun samenwerking bij de bestrijding "
        "van de georganiseerde misdaad zullen versterken en dat zij elkaar volgend jaar opnieuw "
        "zullen ontmoeten."
    ),
    "pl": (
        "Ministrowie uzgodnili, że państwa członkowskie zacieśnią współpracę w zwalczaniu "
        "przestępczości zorganizowanej oraz że spotkają się ponownie w przyszłym roku, aby ocenić"
        " postępy, które są potrzebne."
    ),
    "pt": (
        "Os ministros acordaram que os Estados-Membros irão reforçar a sua cooperação na luta "
        "contra a criminalidade organizada e que voltarão a reunir-se no próximo ano para fazer o"
        " balanço."
    ),
    "ro": (
        "Miniștrii au convenit ca statele membre să își consolideze cooperarea în lupta împotriva"
        " criminalității organizate și să se reunească din nou anul viitor pentru a face "
        "bilanțul."
    ),
    "sk": (
        "Ministri sa dohodli, že členské štáty budú spolupracovať v boji proti organizovanej "
        "trestnej činnosti a že sa opäť stretnú v budúcom roku, aby posúdili pokrok, ktorý sa "
        "dosiahol."
    ),
    "sl": (
        "Ministri so se dogovorili, da bodo države članice okrepile sodelovanje pri boju proti "
        "organiziranemu kriminalu in da se bodo prihodnje leto znova sestali, da bi ocenili "
        "napredek."
    ),
    "sv": (
        "Ministrarna är överens om att medlemsstaterna ska stärka samarbetet mot den organiserade"
        " brottsligheten och att de kommer att mötas igen nästa år för att bedöma vad som har "
        "gjorts."
    ),
}

OTHERS = {
    "ru": (
        "Министры договорились о том, что государства-члены будут укреплять сотрудничество в "
        "борьбе с организованной преступностью и встретятся вновь в следующем году."
    ),
    "tr": (
        "Bakanlar, üye devletlerin örgütlü suçla mücadelede iş birliğini güçlendireceği ve "
        "gelecek yıl yeniden toplanacakları konusunda anlaşmaya vardılar."
    ),
    "uk": (
        "Міністри домовилися, що держави-члени посилять співпрацю у боротьбі з організованою "
        "злочинністю та зустрінуться знову наступного року."
    ),
    "ar": (
        "اتفق الوزراء على أن تعزز الدول الأعضاء تعاونها في مكافحة الجريمة المنظمة وأن يجتمعوا مرة أخرى في العام المقبل"
    ),
    "zh": ("部长们商定，成员国将加强打击有组织犯罪的合作，并于明年再次举行会议。"),
    "is": (
        "Ráðherrarnir voru sammála um að aðildarríkin skyldu efla samstarf sitt í baráttunni gegn"
        " skipulagðri glæpastarfsemi og hittast aftur á næsta ári."
    ),
    "mk": (
        "Министрите се договорија дека земјите-членки ќе ја зајакнат соработката во борбата "
        "против организираниот криминал и дека повторно ќе се сретнат следната година."
    ),
}


@pytest.mark.parametrize("tag", SENTENCES)
def test_one_sentence_tells_each_official_language(tag: str) -> None:
    assert detect_language(SENTENCES[tag])[0] == tag


@pytest.mark.parametrize("tag", OTHERS)
def test_a_language_that_has_no_file_is_named_all_the_same(tag: str) -> None:
    assert detect_language(OTHERS[tag])[0] == tag


def test_the_script_is_named_where_it_is_not_the_usual_one() -> None:
    serbian = (
        "Министри су се сагласили да ће државе чланице ојачати сарадњу у борби против организованог криминала и да ће се "
        "поново састати следеће године. Свако људско биће има право на живот, слободу и безбедност личности."
    )
    latin = (
        "Ministri su se saglasili da će države članice ojačati saradnju u borbi protiv organizovanog kriminala i da će se "
        "ponovo sastati sledeće godine. Svako ljudsko biće ima pravo na život, slobodu i bezbednost ličnosti."
    )
    assert detect_language(serbian)[0] == "sr"
    assert detect_language(latin)[0] == "sr-Latn"
    assert (
        detect_language(
            "部長們商定，會員國將加強打擊有組織犯罪的合作，並於明年再次舉行會議，人人有權享有這些權利。"
        )[0]
        == "zh-Hant"
    )


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ja", "閣僚は、加盟国が組織犯罪との闘いにおける協力を強化し、来年再び会合を開くことに合意した。すべての人は権利を有する。"),
        ("ko", "장관들은 회원국이 조직범죄와의 싸움에서 협력을 강화하고 내년에 다시 만나기로 합의하였다. 모든 사람은 권리를 가진다."),
        ("ka", "მინისტრები შეთანხმდნენ, რომ წევრი სახელმწიფოები გააძლიერებენ თანამშრომლობას და მომავალ წელს კვლავ შეხვდებიან."),
        ("th", "บรรดารัฐมนตรีตกลงกันว่ารัฐสมาชิกจะเสริมสร้างความร่วมมือในการต่อสู้กับอาชญากรรมและจะพบกันอีกครั้งในปีหน้า"),
        ("sw", "Mawaziri walikubaliana kwamba nchi wanachama zitaimarisha ushirikiano wao na kwamba watakutana tena mwaka ujao."),
        ("nn", ("Ministrane vart samde om at medlemsstatane skal styrkja samarbeidet sitt mot organisert kriminalitet, og at dei "
               "skal møtast att neste år. Alle menneske er fødde til fridom og med same menneskeverd og menneskerettar.")),
        ("gl", ("Os ministros acordaron que os Estados membros reforzarán a súa cooperación na loita contra a delincuencia "
               "organizada e que se reunirán de novo o vindeiro ano. Toda persoa ten dereito á vida e á liberdade.")),
    ],
)  # fmt: skip
def test_languages_of_the_world_are_told(tag: str, text: str) -> None:
    assert detect_language(text)[0] == tag


@pytest.mark.parametrize(
    "text",
    ["lorem ipsum", "Xqzt wvkj prgh bnmx zzqk vvwx " * 12, "AA 12/3 BB 45-6 " * 40],
)
def test_letters_that_make_no_words_are_in_no_language(text: str) -> None:
    assert detect_language(text)[0] == "und"


@pytest.mark.parametrize(
    "line", ["12 June 2024", "Art. 1", "Artículo 1", "Yes No", "Resolution 5 (2020)"]
)
def test_a_word_said_again_and_again_is_not_much_text(line: str) -> None:
    assert detect_language(f"{line}\n" * 300)[0] == "und"


def test_a_long_quotation_in_another_language_does_not_decide() -> None:
    text = SENTENCES["fr"] * 6 + SENTENCES["en"] * 3 + SENTENCES["fr"] * 6
    tag, words = detect_language(text)
    assert tag == "fr"
    assert words["en"] > 0


def test_of_two_languages_side_by_side_the_first_is_the_language_and_both_are_counted() -> (
    None
):
    tag, words = detect_language((SENTENCES["nl"] * 8) + (SENTENCES["fr"] * 8))
    assert tag == "nl"
    assert set(words) == {"nl", "fr"}


def test_a_title_in_the_language_of_a_translation_does_not_decide() -> None:
    tag, words = detect_language(
        SENTENCES["nl"] * 2 + SENTENCES["en"] * 9 + SENTENCES["nl"] * 9
    )
    assert tag == "en"
    assert set(words) == {"nl", "en"}


@pytest.mark.parametrize(
    "text", ["", "  \n", "12517/1/23 REV 1", "2023", "Declaration", "12. 7. 2023"]
)
def test_fewer_than_three_words_tell_nothing(text: str) -> None:
    assert detect_language(text)[0] == "und"


def test_two_languages_in_equal_parts_leave_it_open() -> None:
    mixed = " ".join(
        (SENTENCES["en"], SENTENCES["fr"], SENTENCES["en"], SENTENCES["fr"])
    )
    tag, hits = detect_language(mixed)
    assert tag in {"und", "en", "fr"}
    assert set(list(hits)[:2]) == {"en", "fr"}


def test_the_counts_come_with_the_language_most_first() -> None:
    tag, hits = detect_language(SENTENCES["sl"])
    assert next(iter(hits)) == tag == "sl"
    assert list(hits.values()) == sorted(hits.values(), reverse=True)


def test_front_matter_of_another_language_does_not_outweigh_the_text() -> None:
    assert (
        detect_language("From: Presidency\nTo: Council\n" + SENTENCES["sl"] * 3)[0]
        == "sl"
    )


def test_a_long_text_is_sampled_in_the_middle_too() -> None:
    numbers = "12517/1/23 11301/23\n" * 600
    assert len(numbers) > 8000
    assert detect_language(numbers + (SENTENCES["es"] + "\n") * 200)[0] == "es"


def test_a_few_words_are_not_in_a_rare_neighbour_of_a_language_with_a_file() -> None:
    assert detect_language("1. We will go to Rome by 2030.")[0] in {"en", "und"}


def test_letters_that_no_language_writes_so_are_undetermined() -> None:
    assert detect_language("次" * 200) == ("und", {})
