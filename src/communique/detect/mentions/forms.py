"""The forms of citations, one row each: how a form looks, whose number it is, its address, and an
example.

To add a form, add a row. A test reads each example. The page on citations lists the rows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

EUR_LEX = "https://eur-lex.europa.eu/legal-content/{LANG}/TXT/?uri="
"""The address of a text of the Union is this and its number."""
_DAY = r"\d{1,2}\.[ \u00a0]?\d{1,2}\.[ \u00a0]?(?P<year>\d{4})"
_PAGE = r"(?:,[ \u00a0](?:p|S|str|s|blz)\.[ \u00a0]\d{1,4}(?:[–-]\d{1,4})?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FINAL = r"[ \u00a0](?:final|endg\.|def\.)"
_SIGN = r"(?:Nos?|nos?|Nr|nr|n|núm|št|č|br|№)[.]?[º°]?[ \u00a0]?"
"""What is before a number: `No.`, `nº`."""
_VOLUME = (
    r"(?:[Vv]ol|Bd|t|т|zv|المجلد|第)[.]?[ \u00a0]?(?P<number>\d{1,4})(?!\d)卷?"
    rf"(?:[,，،][ \u00a0]?(?:{_SIGN}|الرقم[ \u00a0]|第|(?:pp?|S|с|str)[.][ \u00a0])\d{{1,6}}号?)?"
)
"""A volume of the Treaty Series, and the number of the treaty in it, or its page."""
_ILO = "https://www.ilo.org/dyn/normlex/en/f?p=NORMLEXPUB:12100:0::NO::P12100_ILO_CODE:C{number}"
_EUROPE = "https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum={number3}"
_UNTS = "https://treaties.un.org/doc/Publication/UNTS/Volume%20{number}/v{number}.pdf"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of citations."""

    name: str
    """What is cited, in plain words."""
    scheme: str
    """Whose number it is."""
    example: str
    """A sentence that cites in this form."""
    words: str
    """The words of the example that are marked."""
    href: str | None = None
    """The address that the example has; None where the form has none."""
    language: str = "en"
    """The language of the example."""
    pattern: str | None = None
    """The number, as an expression; None where a function of `documents` reads the form."""
    sign: str = ""
    """Characters that every citation of the form has. Only a text with them is searched."""
    label: str | None = None
    """The key of the words that have to be before the number, in the references of a language."""
    labels: tuple[str, ...] = ()
    """Words that may be before the number in every language."""
    behind: str | None = None
    """The key of the words that have to be behind the number or the list of numbers."""
    address: str | None = None
    """The address, with the groups of the expression in braces; None where none is certain."""
    listed: bool = False
    """Whether more numbers may follow the first without the words before it."""
    why: str | None = None
    """Why a citation of the form, or some of them, have no address."""


FORMS = (
    Form(
        "Resolution of the Security Council",
        "un",
        "We recall resolution 1540 (2004).",
        "resolution 1540 (2004)",
        "https://undocs.org/S/RES/1540(2004)",
    ),
    Form(
        "Resolution of the General Assembly, with its day",
        "un",
        "We recall resolution 60/251 of 15 March 2006.",
        "resolution 60/251",
        "https://undocs.org/A/RES/60/251",
        why="the number does not say for certain which body adopted the resolution",
    ),
    Form(
        "Resolution of the General Assembly until 1976",
        "un",
        "We recall resolution 3314 (XXIX).",
        "resolution 3314 (XXIX)",
        "https://undocs.org/A/RES/3314(XXIX)",
    ),
    Form(
        "Resolution of the Human Rights Council, with its day",
        "un",
        "We recall resolution 50/13 of 8 July 2022.",
        "resolution 50/13",
        "https://undocs.org/A/HRC/RES/50/13",
    ),
    Form(
        "Resolution of the Economic and Social Council since 2006, with its day",
        "un",
        "We recall resolution 2020/5 of 18 June 2020.",
        "resolution 2020/5",
        "https://undocs.org/E/RES/2020/5",
    ),
    Form(
        "Symbol of the United Nations",
        "un",
        "We welcome the report A/75/982.",
        "A/75/982",
        "https://undocs.org/A/75/982",
    ),
    Form(
        "Regulation of the Union",
        "eu-act",
        "We apply Regulation (EU) 2016/679.",
        "Regulation (EU) 2016/679",
        f"{EUR_LEX}CELEX:32016R0679",
        why="the kind of act, or which figure is the year, is not certain",
    ),
    Form(
        "Regulation of the Union, number first",
        "eu-act",
        "We apply Regulation (EC) No 45/2001.",
        "Regulation (EC) No 45/2001",
        f"{EUR_LEX}CELEX:32001R0045",
    ),
    Form(
        "Directive of the Union",
        "eu-act",
        "We apply Directive 95/46/EC.",
        "Directive 95/46/EC",
        f"{EUR_LEX}CELEX:31995L0046",
    ),
    Form(
        "Decision of the Union",
        "eu-act",
        "We apply Decision (CFSP) 2016/849.",
        "Decision (CFSP) 2016/849",
        f"{EUR_LEX}CELEX:32016D0849",
    ),
    Form(
        "Framework decision of the Union",
        "eu-act",
        "We apply Framework Decision 2008/913/JHA.",
        "Framework Decision 2008/913/JHA",
        f"{EUR_LEX}CELEX:32008F0913",
    ),
    Form(
        "Article of the Treaty on the Functioning of the European Union",
        "eu-treaty",
        "We act under Article 83(1) TFEU.",
        "Article 83(1) TFEU",
        f"{EUR_LEX}CELEX:12016E083",
    ),
    Form(
        "Article of the Treaty on European Union",
        "eu-treaty",
        "We act under Article 42(7) TEU.",
        "Article 42(7) TEU",
        why="the articles of this treaty had other numbers until 2009",
    ),
    Form(
        "Document of the Commission, final",
        "com",
        "We welcome COM(2020) 67 final.",
        "COM(2020) 67 final",
        f"{EUR_LEX}COM:2020:67:FIN",
        pattern=rf"(?:COM|KOM)[ \u00a0]?\({_YEAR}\)"
        rf"[ \u00a0]?(?P<number>\d{{1,5}})(?![\d/]){_FINAL}(?!/)",
        sign="OM",
        address=f"{EUR_LEX}COM:{{year}}:{{number}}:FIN",
    ),
    Form(
        "Staff working document or joint document, final",
        "com",
        "We note SWD(2021) 305 final.",
        "SWD(2021) 305 final",
        f"{EUR_LEX}SWD:2021:305:FIN",
        pattern=rf"(?P<series>JOIN|SWD|SEC)[ \u00a0]?\({_YEAR}\)"
        rf"[ \u00a0]?(?P<number>\d{{1,5}})(?![\d/]){_FINAL}(?!/)",
        sign="(",
        address=f"{EUR_LEX}{{series}}:{{year}}:{{number}}:FIN",
    ),
    Form(
        "Document of the Commission, any version",
        "com",
        "We note COM(2020) 67.",
        "COM(2020) 67",
        pattern=rf"(?:COM|KOM|JOIN|SWD|SEC|C)[ \u00a0]?\({_YEAR}\)"
        rf"[ \u00a0]?\d{{1,5}}(?:/\d{{1,2}})?(?![\d/])"
        rf"(?:{_FINAL}(?:/\d)?)?",
        sign="(",
        why="only a number with `final` behind it names one text",
    ),
    Form(
        "Official Journal",
        "oj",
        "See OJ L 119, 4.5.2016, p. 1.",
        "OJ L 119, 4.5.2016, p. 1",
        f"{EUR_LEX}OJ:L:2016:119:TOC",
        pattern=r"(?P<series>[LC])[ \u00a0](?P<number>\d{1,3}),?[ \u00a0](?:[^\W\d_]{2,4}[ \u00a0])?"
        rf"{_DAY}{_PAGE}",
        sign=".",
        label="journal",
        labels=("OJ",),
        address=f"{EUR_LEX}OJ:{{series}}:{{year}}:{{number}}:TOC",
        why="the issue is not certain",
    ),
    Form(
        "Official Journal since October 2023",
        "oj",
        "See OJ L, 2023/2854, 22.12.2023.",
        "OJ L, 2023/2854",
        f"{EUR_LEX}OJ:L_202302854",
        pattern=r"(?P<series>[LC]),[ \u00a0](?:C/)?(?P<year>20[2-9]\d)/(?P<number5>\d{1,5})(?![\d/])",
        sign=", ",
        label="journal",
        labels=("OJ",),
        address=f"{EUR_LEX}OJ:{{series}}_{{year}}{{number5}}",
    ),
    Form(
        "CELEX number",
        "celex",
        "See CELEX:32016R0679.",
        "32016R0679",
        f"{EUR_LEX}CELEX:32016R0679",
        pattern=r"(?P<celex>[1-9](?:19|20)\d\d[A-Z]{1,2}\d{4})(?!\w)",
        sign="CELEX",
        address=f"{EUR_LEX}CELEX:{{celex}}",
    ),
    Form(
        "European Legislation Identifier",
        "eli",
        "See http://data.europa.eu/eli/reg/2016/679/oj.",
        "http://data.europa.eu/eli/reg/2016/679/oj",
        "http://data.europa.eu/eli/reg/2016/679/oj",
        pattern=r"(?P<eli>https?://data\.europa\.eu/eli(?:/[A-Za-z0-9_-]+){2,8})",
        sign="/eli/",
        address="{eli}",
    ),
    Form(
        "European Case Law Identifier of the Court of Justice",
        "ecli",
        "See ECLI:EU:C:2014:317.",
        "ECLI:EU:C:2014:317",
        f"{EUR_LEX}ECLI:EU:C:2014:317",
        pattern=r"(?P<ecli>ECLI:EU:[A-Z]:\d{4}:\d{1,5})(?!\w)",
        sign="ECLI",
        address=f"{EUR_LEX}{{ecli}}",
    ),
    Form(
        "European Case Law Identifier of another court",
        "ecli",
        "See ECLI:DE:BVERFG:2020:RS20200505.",
        "ECLI:DE:BVERFG:2020:RS20200505",
        pattern=r"ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{0,24}[A-Z0-9]",
        sign="ECLI",
        why="the courts of states have addresses of their own",
    ),
    Form(
        "Case of the Court of Justice",
        "case",
        "We recall Case C-131/12.",
        "Case C-131/12",
        "https://curia.europa.eu/juris/liste.jsf?num=C-131/12",
        pattern=r"(?P<case>[CTF]-\d{1,4}/\d\d)(?![\d/])",
        sign="-",
        label="case",
        listed=True,
        address="https://curia.europa.eu/juris/liste.jsf?num={case}",
    ),
    Form(
        "Document of the Council of the Union",
        "council",
        "We endorse document 12517/23.",
        "12517/23",
        "https://data.consilium.europa.eu/doc/document/ST-12517-2023-INIT/en/pdf",
        why="the number alone does not name one file of the public register",
    ),
    Form(
        "Document of the European Parliament",
        "parliament",
        "We note A9-0123/2020.",
        "A9-0123/2020",
        pattern=r"[ABEOP](?:"
        r"(?<=[EPO])-\d{6}/(?:19|20)\d\d"
        r"|(?<=P)\d{1,2}_TA(?:-PROV)?\((?:19|20)\d\d\)\d{4}"
        r"|(?<=[AB])\d{1,2}-\d{4}/(?:19|20)\d\d"
        r")(?!\d)",
        why="the address of a document of Parliament needs more than its number",
    ),
    Form(
        "Legislative procedure of the Union",
        "procedure",
        "We follow 2012/0207 (NLE).",
        "2012/0207 (NLE)",
        pattern=r"[12](?:(?<=1)9|(?<=2)0)\d\d/\d{4}[A-Z]?[ \u00a0]?\([A-Z]{3}\)",
        sign="/",
        why="the number is that of a procedure, not of a document",
    ),
    Form(
        "Decision of a conference on climate change or desertification",
        "unfccc",
        "We recall decision 1/CP.21.",
        "1/CP.21",
        pattern=r"\d{1,3}/(?:CP|CMA|CMP|COP)\.\d{1,2}(?!\w)",
        sign="/C",
        why="the address of the decision does not follow from its number",
    ),
    Form(
        "Decision under the Convention on Biological Diversity",
        "cbd",
        "We recall CBD/COP/DEC/15/4.",
        "CBD/COP/DEC/15/4",
        "https://www.cbd.int/doc/decisions/cop-15/cop-15-dec-04-en.pdf",
        pattern=r"CBD/COP/DEC/(?P<session>1[3-9])/(?P<number2>\d{1,2})(?![\d/])",
        sign="CBD/",
        address="https://www.cbd.int/doc/decisions/cop-{session}/cop-{session}-dec-{number2}-en.pdf",
    ),
    Form(
        "Document of the World Trade Organization",
        "wto",
        "We reaffirm WT/MIN(24)/DEC.",
        "WT/MIN(24)/DEC",
        pattern=r"(?:WT|TN|G)/(?:MIN\(\d\d\)|L|DS\d{1,3}|[A-Z]{1,5})(?:/[A-Z0-9]{1,6}){1,4}(?!\w)",
        sign="/",
        why="the address of the document does not follow from its symbol",
    ),
    Form(
        "Convention of the International Labour Organization",
        "ilo",
        "We ratify ILO Convention No. 182.",
        "ILO Convention No. 182",
        "https://www.ilo.org/dyn/normlex/en/f?p=NORMLEXPUB:12100:0::NO::P12100_ILO_CODE:C182",
        pattern=r"(?P<number>\d{1,3})(?![\w/])",
        sign=" ",
        label="ilo",
        listed=True,
        address=_ILO,
    ),
    Form(
        "Convention of the International Labour Organization, which is named behind",
        "ilo",
        "We ratify Convention No. 189 of the ILO.",
        "Convention No. 189",
        _ILO.format(number=189),
        pattern=r"(?P<number>\d{1,3})(?![\w/])",
        sign=" ",
        label="convention",
        listed=True,
        behind="of-ilo",
        address=_ILO,
    ),
    Form(
        "Volume of the United Nations Treaty Series",
        "unts",
        "See United Nations, Treaty Series, vol. 1577, No. 27531.",
        "United Nations, Treaty Series, vol. 1577, No. 27531",
        _UNTS.format(number=1577),
        pattern=_VOLUME,
        label="unts",
        labels=(
            "United Nations, Treaty Series",
            "United Nations Treaty Series",
            "UNTS",
        ),
        address=_UNTS,
    ),
    Form(
        "Volume of the United Nations Treaty Series, number first",
        "unts",
        "See 1155 UNTS 331.",
        "1155 UNTS 331",
        _UNTS.format(number=1155),
        pattern=r"(?P<number>\d{1,4})[ \u00a0](?:UNTS|U\.N\.T\.S\.)[ \u00a0]\d{1,5}(?!\w)",
        sign="N",
        address=_UNTS,
    ),
    Form(
        "Treaty of the Council of Europe",
        "ets",
        "See European Treaty Series, No. 173.",
        "European Treaty Series, No. 173",
        _EUROPE.format(number3="173"),
        pattern=rf"{_SIGN}(?P<number3>\d{{1,3}})(?![\w/])",
        label="ets",
        labels=(
            "Council of Europe, European Treaty Series",
            "European Treaty Series",
            "Council of Europe Treaty Series",
            "Council of Europe, Treaty Series",
            "ETS",
            "CETS",
        ),
        address=_EUROPE,
    ),
    Form(
        "Protocol to a treaty, by number",
        "protocol",
        "Protocol No 21 applies.",
        "Protocol No 21",
        pattern=rf"(?:\({_SIGN}\d{{1,2}}\)|{_SIGN}\d{{1,2}}(?![\w/]))",
        sign=" ",
        label="protocol",
        why="several treaties have a protocol with this number",
    ),
    Form(
        "Decision or declaration of the African Union",
        "african-union",
        "We recall Assembly/AU/Dec.123(VII).",
        "Assembly/AU/Dec.123(VII)",
        pattern=r"(?:Assembly/AU|EX\.CL|Ext/Assembly/AU)/(?:Dec|Decl|Res)\.[ \u00a0]?\d{1,4}"
        r"(?:[ \u00a0]?\([IVXLC]{1,8}\))?",
        sign="/",
        why="the address of the decision does not follow from its symbol",
    ),
    Form(
        "Decision of the Organization for Security and Co-operation in Europe",
        "osce",
        "We recall MC.DEC/3/11.",
        "MC.DEC/3/11",
        pattern=r"(?:MC|PC|FSC)\.(?:DEC|DOC|JOUR)/\d{1,4}(?:/\d{2,4})?(?:/Corr\.\d)?(?![\w/])",
        sign="C.",
        why="the address of the decision does not follow from its symbol",
    ),
    Form(
        "Resolution of the Organization of American States",
        "oas",
        "We recall AG/RES. 2894 (XLVI-O/16).",
        "AG/RES. 2894 (XLVI-O/16)",
        pattern=r"(?:AG|CP)/(?:RES|DEC)\.[ \u00a0]?\d{1,4}[ \u00a0]\([\w/-]{3,14}\)",
        sign="/",
        why="the address of the resolution does not follow from its symbol",
    ),
    Form(
        "Resolution or circular of the International Atomic Energy Agency",
        "iaea",
        "We recall INFCIRC/153.",
        "INFCIRC/153",
        pattern=r"(?:INFCIRC/\d{1,4}|GC\(\d\d\)/(?:RES|DEC)/\d{1,3}|GOV/\d{4}/\d{1,3})(?![\w/])",
        sign="/",
        why="the address of the document does not follow from its symbol",
    ),
    Form(
        "Resolution of the World Health Assembly",
        "who",
        "We recall resolution WHA75.11.",
        "WHA75.11",
        pattern=r"WHA\d\d\.\d{1,2}(?!\w)",
        sign="WHA",
        why="the address of the resolution does not follow from its number",
    ),
)
"""Every form of citations that is read."""

REASONS: Mapping[str, str] = {
    form.scheme: form.why for form in reversed(FORMS) if form.why
}
"""Why a citation has no address, by scheme: what its first form with a reason says."""

_UNION_LANGUAGES = frozenset(
    [
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "en",
        "es",
        "et",
        "fi",
        "fr",
        "ga",
        "hr",
        "hu",
        "it",
        "lt",
        "lv",
        "mt",
        "nl",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sv",
    ]
)


def eur_lex_language(tag: str) -> str:
    """The language of a page of EUR-Lex for a text in a language: the same, or English."""
    primary = tag.partition("-")[0].lower()
    return primary.upper() if primary in _UNION_LANGUAGES else "EN"


def address(form: Form, match: re.Match[str], tag: str) -> str | None:
    """The address of a citation; None where the form has none. `tag`: the language of the text."""
    if form.address is None:
        return None
    groups = match.groupdict()
    for name, digits in (("number", 1), ("number2", 2), ("number3", 3), ("number5", 5)):
        if name in groups:
            groups[name] = str(int(groups[name])).zfill(digits)
    return form.address.format(LANG=eur_lex_language(tag), **groups)
