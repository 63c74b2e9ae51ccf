"""Language codes: `xml:lang` and the record have BCP 47 (`sl`), the IRIs and `FRBRlanguage` ISO
639-2/T (`slv`). And how each is written.
"""

_CODES = """
aa aar ab abk ae ave af afr ak aka am amh an arg ar ara as asm av ava ay aym az aze ba bak be bel bg bul bi bis bm bam
bn ben bo bod br bre bs bos ca cat ce che ch cha co cos cr cre cs ces cu chu cv chv cy cym da dan de deu dv div dz dzo
ee ewe el ell en eng eo epo es spa et est eu eus fa fas ff ful fi fin fj fij fo fao fr fra fy fry ga gle gd gla gl glg
gn grn gu guj gv glv ha hau he heb hi hin ho hmo hr hrv ht hat hu hun hy hye hz her ia ina id ind ie ile ig ibo ii iii
ik ipk io ido is isl it ita iu iku ja jpn jv jav ka kat kg kon ki kik kj kua kk kaz kl kal km khm kn kan ko kor kr kau
ks kas ku kur kv kom kw cor ky kir la lat lb ltz lg lug li lim ln lin lo lao lt lit lu lub lv lav mg mlg mh mah mi mri
mk mkd ml mal mn mon mr mar ms msa mt mlt my mya na nau nb nob nd nde ne nep ng ndo nl nld nn nno no nor nr nbl nv nav
ny nya oc oci oj oji om orm or ori os oss pa pan pi pli pl pol ps pus pt por qu que rm roh rn run ro ron ru rus rw kin
sa san sc srd sd snd se sme sg sag si sin sk slk sl slv sm smo sn sna so som sq sqi sr srp ss ssw st sot su sun sv swe
sw swa ta tam te tel tg tgk th tha ti tir tk tuk tl tgl tn tsn to ton tr tur ts tso tt tat tw twi ty tah ug uig uk ukr
ur urd uz uzb ve ven vi vie vo vol wa wln wo wol xh xho yi yid yo yor za zha zh zho zu zul
"""
_PAIRS = _CODES.split()
_THREE = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_TWO = {three: two for two, three in _THREE.items()}
_BIBLIOGRAPHIC = {
    "alb": "sq", "arm": "hy", "baq": "eu", "bur": "my", "chi": "zh", "cze": "cs", "dut": "nl", "fre": "fr",
    "geo": "ka", "ger": "de", "gre": "el", "ice": "is", "mac": "mk", "mao": "mi", "may": "ms", "per": "fa",
    "rum": "ro", "slo": "sk", "tib": "bo", "wel": "cy",
}  # fmt: skip


def alpha3(tag: str) -> str:
    """The ISO 639-2/T code of a BCP 47 tag's primary subtag; the subtag itself where the standard
    has none.

    >>> alpha3("sl"), alpha3("zh-Hans"), alpha3("mul")
    ('slv', 'zho', 'mul')
    """
    primary = tag.partition("-")[0]
    return _THREE.get(primary, primary)


def is_alpha3(code: str) -> bool:
    """Whether a code is one of ISO 639-2/T, as far as three letters tell: what is bibliographic is
    none.

    >>> is_alpha3("slv"), is_alpha3("ger"), is_alpha3("sl")
    (True, False, False)
    """
    if code in _TWO:
        return True
    three_letters = len(code) == 3 and code.isascii() and code.islower()
    return three_letters and code not in _BIBLIOGRAPHIC


def bcp47(code: str) -> str:
    """The BCP 47 tag of a three-letter code, terminology or bibliographic; what has no two letters
    stays as it is.

    >>> bcp47("slv"), bcp47("ger"), bcp47("mul")
    ('sl', 'de', 'mul')
    """
    low = code.strip().lower()
    return _TWO.get(low) or _BIBLIOGRAPHIC.get(low, low)


_RIGHT_TO_LEFT = frozenset((
    "ar", "arc", "arz", "ckb", "dv", "fa", "glk", "he", "ks", "mzn", "nqo", "pnb", "prs", "ps",
    "sd", "syr", "ug", "ur", "yi", "Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr",
    "Syrc", "Thaa",
))  # fmt: skip


def direction(tag: str) -> str:
    """The direction that a language is written in, by the script of its tag, else by the language:
    an HTML `dir`.

    >>> [direction(tag) for tag in ("sl", "ar", "az-Arab", "ar-Latn", "und")]
    ['ltr', 'rtl', 'rtl', 'ltr', 'auto']
    """
    primary, _, rest = tag.partition("-")
    script = rest.partition("-")[0].title()
    if len(script) == 4:
        decides = script
    elif primary in ("und", "mul"):
        return "auto"
    else:
        decides = primary
    return "rtl" if decides in _RIGHT_TO_LEFT else "ltr"
