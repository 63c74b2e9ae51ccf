"""Makes `languages/states.tsv`: the names of the states of the world, as Babel has them from
Unicode's CLDR.

python tools/language_states.py > src/communique/languages/states.tsv

Only for languages that have a file and a script with capitals, by which names are found. What CLDR
puts for readers of lists and nobody prints, such as `Congo - Kinshasa`, is left out: such names
stand in the language's file.
"""

import re

from babel import Locale

from communique.languages import LANGUAGES

_MEMBERS = """
    AF:AFG AL:ALB DZ:DZA AD:AND AO:AGO AG:ATG AR:ARG AM:ARM AU:AUS AT:AUT AZ:AZE BS:BHS BH:BHR BD:BGD BB:BRB BY:BLR BE:BEL
    BZ:BLZ BJ:BEN BT:BTN BO:BOL BA:BIH BW:BWA BR:BRA BN:BRN BG:BGR BF:BFA BI:BDI CV:CPV KH:KHM CM:CMR CA:CAN CF:CAF TD:TCD
    CL:CHL CN:CHN CO:COL KM:COM CG:COG CD:COD CR:CRI CI:CIV HR:HRV CU:CUB CY:CYP CZ:CZE KP:PRK DK:DNK DJ:DJI DM:DMA DO:DOM
    EC:ECU EG:EGY SV:SLV GQ:GNQ ER:ERI EE:EST SZ:SWZ ET:ETH FJ:FJI FI:FIN FR:FRA GA:GAB GM:GMB GE:GEO DE:DEU GH:GHA GR:GRC
    GD:GRD GT:GTM GN:GIN GW:GNB GY:GUY HT:HTI HN:HND HU:HUN IS:ISL IN:IND ID:IDN IR:IRN IQ:IRQ IE:IRL IL:ISR IT:ITA JM:JAM
    JP:JPN JO:JOR KZ:KAZ KE:KEN KI:KIR KW:KWT KG:KGZ LA:LAO LV:LVA LB:LBN LS:LSO LR:LBR LY:LBY LI:LIE LT:LTU LU:LUX MG:MDG
    MW:MWI MY:MYS MV:MDV ML:MLI MT:MLT MH:MHL MR:MRT MU:MUS MX:MEX FM:FSM MD:MDA MC:MCO MN:MNG ME:MNE MA:MAR MZ:MOZ MM:MMR
    NA:NAM NR:NRU NP:NPL NL:NLD NZ:NZL NI:NIC NE:NER NG:NGA MK:MKD NO:NOR OM:OMN PK:PAK PW:PLW PA:PAN PG:PNG PY:PRY PE:PER
    PH:PHL PL:POL PT:PRT QA:QAT KR:KOR RO:ROU RU:RUS RW:RWA KN:KNA LC:LCA VC:VCT WS:WSM SM:SMR ST:STP SA:SAU SN:SEN RS:SRB
    SC:SYC SL:SLE SG:SGP SK:SVK SI:SVN SB:SLB SO:SOM ZA:ZAF SS:SSD ES:ESP LK:LKA SD:SDN SR:SUR SE:SWE CH:CHE SY:SYR TJ:TJK
    TZ:TZA TH:THA TL:TLS TG:TGO TO:TON TT:TTO TN:TUN TR:TUR TM:TKM TV:TUV UG:UGA UA:UKR AE:ARE GB:GBR US:USA UY:URY UZ:UZB
    VU:VUT VE:VEN VN:VNM YE:YEM ZM:ZMB ZW:ZWE VA:VAT PS:PSE
"""
MEMBERS = dict(pair.split(":") for pair in _MEMBERS.split())
"""The codes of two and of three letters (ISO 3166-1) of the members of the United Nations, and
behind them of its two observer states.
"""

WORDS = {"ML": "az bg bs hr it mk pl sl sr sw tr"}
"""Languages in which the name of a state is a word too, with which a sentence may begin."""


def printed(name: str) -> str:
    """A name as CLDR lists it, in the forms in which texts have it, parted by strokes; empty where
    it is for lists only.
    """
    if " - " in name or " – " in name:
        return ""
    forms = [form.strip() for form in re.split(r"[()]", name) if form.strip()]
    forms = [form.replace("&", "and") for form in forms]
    return "|".join(
        dict.fromkeys([*forms, *(form.replace("’", "'") for form in forms)])
    )


def _cell(tag: str, code: str, name: str) -> str:
    """The forms of a name in one language. In Vietnamese one syllable is a word; `Congo` alone may
    be either state.
    """
    clear = (
        " " in name
        if tag == "vi" or code == "CG"
        else tag not in WORDS.get(code, "").split()
    )
    return printed(name) if clear else ""


def shared(cell: str, row: list[str]) -> bool:
    """Whether the first form of a name is that of another state too: of both Congos."""
    first = cell.partition("|")[0]
    return sum(other.partition("|")[0] == first for other in row) > 1


if __name__ == "__main__":
    print("\t".join(["", *MEMBERS.values()]))
    for tag in LANGUAGES:
        names = Locale.parse(tag).territories
        if any(map(str.isupper, names["FR"])):
            row = [_cell(tag, code, names.get(code, "")) for code in MEMBERS]
            print(
                "\t".join([tag, *("" if shared(cell, row) else cell for cell in row)])
            )
