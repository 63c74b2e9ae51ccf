"""A mutation of a good document for every rule: the shipped declaration, in which one thing is
changed.
"""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from tests.effort import share
from tests.house.checkout import ROOT

from communique import Diagnostic, Report, Severity, Source, read, validate, write
from communique.rules import RULES
from communique.rules.rule import Profile

AKN = (ROOT / "akn" / "eu-clasi-2023" / "sl.xml").read_text("utf-8")
RECORD = (ROOT / "data" / "declarations" / "eu-clasi-2023" / "sl.json").read_text(
    "utf-8"
)

# By code: what is replaced in the Akoma Ntoso file, the first time that it stands there, and what
# by.
IN_FILE = {
    "STR001": ('name="jointDeclaration"', 'name="jointDeklaration"'),
    "STR002": (
        'name="jointDeclaration" contains="originalVersion"',
        'name="jointDeclaration" contains="singleVersion"',
    ),
    "STR005": (
        '<recitals eId="att_1__recs_1">',
        '<p>V Bruslju.</p><recitals eId="att_1__recs_1">',
    ),
    "STR007": ("<attachmentOf ", "<passiveRef "),
    "NUM001": ("<num>16.</num>", "<num>17.</num>"),
    "NUM002": ("<num>17.</num>", "<num>16.</num>"),
    "NUM003": ("<num>16.</num>", "<num>1.</num>"),
    "NUM006": ("<num>18.</num>", "<num>18)</num>"),
    "NUM007": ("<num>17.</num>", "<num>17.</num><num>bis</num>"),
    "NUM009": ("<num>17.</num>", "<num> </num>"),
    "NTE001": (' marker="1"', ""),
    "NTE002": ('marker="2"', 'marker="4"'),
    "NTE003": ("12. julija 2023</date>", "12. julija 2023</date>1"),
    "REF001": (
        'href="https://data.consilium.europa.eu/doc/document/ST-11301-2023-INIT/sl/pdf"',
        'href="#para_99"',
    ),
    "REF002": (
        'href="https://data.consilium.europa.eu/doc/document/ST-11301-2023-INIT/sl/pdf"',
        'href="pdf/11301"',
    ),
    "REF003": (
        'href="https://data.consilium.europa.eu/doc/document/ST-11301-2023-INIT/sl/pdf"',
        'href="https://example.org/akn/eu/doc/note/2023-07-12/11301"',
    ),
    "REF004": ("ST-11301-2023-INIT", "ST-11302-2023-INIT"),
    "EID001": ('eId="att_1__para_16"', 'eId="para16"'),
    "EID002": ('eId="att_1__para_16"', 'eId="att_1__rec_16"'),
    "EID003": ('eId="att_1__para_16"', 'eId="att_2__para_16"'),
    "EID004": ('eId="att_1__para_16"', 'eId="att_1__para_61"'),
    "EID005": (' eId="att_1__para_16"', ""),
    "EID006": ('eId="att_1__para_16"', 'eId="att_1__para_16" wId="att_1__para_16"'),
    "IRI001": ("/9999/eu-clasi-2023/!main", "/9998/eu-clasi-2023/!main"),
    "IRI002": (
        '<FRBRuri value="/akn/eu/doc/item-note/9999',
        '<FRBRuri value="/akn/europe/doc/item-note/9999',
    ),
    "IRI003": (
        '<FRBRuri value="/akn/eu/doc/item-note/9999/eu-clasi-2023/slv@"',
        '<FRBRuri value="/akn/eu/doc/slv@"',
    ),
    "IRI004": (
        '<FRBRsubtype value="declaration"/>',
        '<FRBRsubtype value="resolution"/>',
    ),
    "IRI005": (
        '<FRBRname value="eu-clasi-2023"/>',
        '<FRBRname value="eu-clasi-2023"/><FRBRnumber value="12838/23"/>',
    ),
    "IRI006": ('<FRBRformat value="xml"/>', '<FRBRformat value="pdf"/>'),
    "MET001": ('date="9999-01-01" name="unknown"', 'date="9999-01-01" name="adoption"'),
    "MET002": ('<FRBRcountry value="eu"/>', '<FRBRcountry value="EU"/>'),
    "MET004": (
        '<FRBRname value="joint-declaration"/>\n                <FRBRprescriptive value="false"/>',
        '<FRBRname value="joint-declaration"/>',
    ),
    "MET005": ('value="ST 12838/2023 INIT"', 'value="12517/1/23 REV 1"'),
    "ONT001": ('refersTo="#coreper"', 'refersTo="#coreperr"'),
    "ONT002": (
        '<FRBRauthor href="#att_1__eu"/>',
        '<FRBRauthor href="#att_1__ministri"/>',
    ),
    "ONT008": (
        'href="http://publications.europa.eu/resource/authority/corporate-body/EUROPOL"',
        'href="/akn/ontology/person/europol"',
    ),
    "ONT005": (
        "</references>",
        '<TLCRole eId="pisar" href="/akn/ontology/role/pisar" showAs="pisar"/></references>',
    ),
    "LNG001": ('language="slv"', 'language="sl"'),
    "LNG002": ('xml:lang="sl"', 'xml:lang="hr"'),
    "DAT001": ('<date date="2023-07-12">', '<date date="2023-06-12">'),
    "TXT001": ("12. julija 2023</date>", "12. julija 2023</date> 12838/23 mb/MB/ez 2"),
    "TXT002": ("ob upoštevanju", "ob upošte- vanju"),
    "TXT003": ("ob upoštevanju", "ob upos\u030ctevanju"),
    "TXT006": ("ob upoštevanju", "ob upoÅ¡tevanju"),
    "TXT007": ("ob upoštevanju", "ob upošt\u0435vanju"),
    "UNR001": (
        '<p xml:space="preserve">Na podlagi informacij',
        "<ul><li>Ena.</li></ul><p>Na podlagi informacij",
    ),
    "CNS005": (
        "https://data.consilium.europa.eu/doc/document/ST-11301",
        "http://data.consilium.europa.eu/doc/11301",
    ),
}

Record = dict[str, Any]
BY_CODE = {rule.code.code: rule for rule in RULES}


def first_clause(record: Record) -> Record:
    block: Record = record["body"][0]["content"][0]
    return block


def of_kind(record: Record, key: str) -> Record:
    field: Record = next(
        each for each in record["cover"]["fields"] if each["key"] == key
    )
    return field


def words(text: str) -> list[Record]:
    return [{"kind": "text", "text": text, "marks": []}]


def without_words(record: Record) -> None:
    record["body"][0]["content"] = words("")


def recital_without_dash(record: Record) -> None:
    block = record["preamble"][-1]["content"][-1]
    block["text"] = block["text"].removesuffix("–") + ";"


def clause_without_end(record: Record) -> None:
    block = record["preamble"][3]["content"][-1]
    block["text"] = block["text"].removesuffix(";") + "a"


def uncalled(record: Record) -> None:
    record["notes"].append(
        {"kind": "note", "eid": "note_9", "marker": "4", "content": words("Prav tam.")}
    )


def later(record: Record) -> None:
    clause = next(
        each
        for each in record["preamble"]
        for mark in each["content"][0]["marks"]
        if mark["kind"] == "act"
    )
    block = clause["content"][0]
    block["text"] = "12. julija 2025 " + block["text"]
    act = {"kind": "act", "start": 0, "end": 15, "act": "recall"}
    date = {"kind": "date", "start": 0, "end": 15, "date": "2025-07-12"}
    moved = [
        {**mark, "start": mark["start"] + 16, "end": mark["end"] + 16}
        for mark in block["marks"]
    ]
    block["marks"] = [act, date, *moved]


def label_in_words(record: Record) -> None:
    clause = record["body"][1]
    clause["content"][0]["text"] = f"{clause['num']} {clause['content'][0]['text']}"
    clause["content"][0]["marks"] = []
    clause["num"] = None


def refers_to_nothing(record: Record) -> None:
    record["language"] = "en"
    first_clause(record).update(text="We recall paragraph 99 above.", marks=[])


def recalls_a_wrong_year(record: Record) -> None:
    mark = {"kind": "reference", "start": 10, "end": 32, "scheme": "un"}
    text = "We recall resolution 1540 (2010)."
    first_clause(record).update(text=text, marks=[mark])


def closed_on_another_day(record: Record) -> None:
    date = {"kind": "date", "start": 3, "end": 12, "date": "2023-09-02"}
    record["closing"] = [
        {"kind": "text", "text": "Na 2. 9. 2023", "marks": [{**date, "end": 13}]}
    ]


def without_act(record: Record) -> None:
    block = first_clause(record)
    block["marks"] = [mark for mark in block["marks"] if mark["kind"] != "act"]
    record["body"][0]["content"] = [block]


def without_basis(record: Record) -> None:
    record["signatories"][0] = {"id": "eu-ministers", "name": {"text": "Ministri"}}


def unnamed(record: Record) -> None:
    record["signatories"][0]["name"]["text"] = "Kapitani"


def annexed(record: Record) -> None:
    record["annexes"] = [
        {
            "eid": "att_1",
            "body": [
                {"kind": "paragraph", "eid": "att_1__para_1", "content": words("Da.")}
            ],
        }
    ]


def signatory(record: Record, at: int) -> Record:
    found: Record = record["signatories"][at]
    return found


def of_type(record: Record, key: str, value: str) -> None:
    next(each for each in record["entities"] if each["id"] == key)["type"] = value


def state(record: Record) -> Record:
    found: Record = next(
        each for each in record["entities"] if each["id"] == "colombia"
    )
    return found


IN_RECORD: dict[str, Callable[[Record], object]] = {
    "STR003": lambda record: record.update(title=None, short_title=None),
    "STR004": lambda record: record.update(body=[]),
    "STR006": without_words,
    "STR008": annexed,
    "STR009": lambda record: record.update(
        body=[
            {
                "kind": "paragraph",
                "eid": "para_16",
                "num": "16.",
                "content": words("for(i=0; i<n; i++) { x[i]=f(y[i]); } " * 400),
            }
        ]
    ),
    "STR010": lambda record: record.update(
        title=None, subtitles=[], cover=None, preamble=[], body=[], notes=[], closing=[]
    ),
    "NUM004": recital_without_dash,
    "NUM008": label_in_words,
    "NUM005": clause_without_end,
    "NTE004": uncalled,
    "REF005": refers_to_nothing,
    "REF006": recalls_a_wrong_year,
    "MET006": lambda record: record["place"].update(text="Kamnita luka", basis="text"),
    "MET007": lambda record: record["date"].update(basis=None),
    "MET003": lambda record: of_kind(record, "kind")["value"].update(
        text="DOPIS (OR. en)"
    ),
    "ONT003": lambda record: state(record).update(same_as=[]),
    "ONT004": lambda record: state(record).update(
        same_as=["http://publications.europa.eu/resource/authority/country/CLM"]
    ),
    "LNG003": lambda record: record.update(language="et"),
    "LNG004": lambda record: record.update(language="hu"),
    "DAT002": later,
    "DAT003": closed_on_another_day,
    "TXT004": lambda record: first_clause(record).update(
        text="Prav " + first_clause(record)["text"]
    ),
    "ACT001": without_act,
    "SIG001": without_basis,
    "SIG002": unnamed,
    "SIG003": lambda record: record["signatories"].append(
        {**signatory(record, 0), "id": "ministers"}
    ),
    "SIG004": lambda record: signatory(record, 0)["members"][4].update(ref="europol"),
    "SIG005": lambda record: signatory(record, 0)["party"].update(ref="clasi"),
    "ONT006": lambda record: of_type(record, "europol", "person"),
    "ONT007": lambda record: signatory(record, 0)["members"][3].update(source=None),
    "TXT005": lambda record: first_clause(record).update(text="[…].", marks=[]),
    "CNS001": lambda record: of_kind(record, "previous-document")["value"].update(
        text="12517/1/23 REV 2"
    ),
    "CNS002": lambda record: record["cover"]["fields"].remove(of_kind(record, "to")),
    "CNS003": lambda record: of_kind(record, "previous-document").update(
        value=words("12999/23")[0]
    ),
    "CNS004": lambda record: of_kind(record, "subject").update(
        value=words("Osnutek poročila o pristaniščih")[0]
    ),
    "CNS006": lambda record: record["cover"]["fields"].append(
        {
            "key": "interinstitutional-file",
            "label": None,
            "value": words("2023/249(NLE)")[0],
        }
    ),
}


@cache
def report(name: str, text: str) -> Report:
    """Several tests look at what is said of the same document."""
    return validate(Source(name, text.encode()), profile=Profile.COUNCIL, limit=100)


def said(name: str, text: str, code: str) -> list[Diagnostic]:
    return [
        finding for finding in report(name, text).findings if finding.code.code == code
    ]


def test_every_rule_has_a_mutation() -> None:
    assert {rule.code.code for rule in RULES} == {*IN_FILE, *IN_RECORD}


@pytest.mark.parametrize(("name", "text"), [("sl.xml", AKN), ("sl.json", RECORD)])
def test_no_rule_speaks_about_the_shipped_declaration(name: str, text: str) -> None:
    report = validate(Source(name, text.encode()))
    assert (report.profile, report.findings) == (Profile.COUNCIL, ())


@pytest.mark.parametrize("code", IN_FILE)
def test_a_change_in_the_file_makes_its_rule_speak_at_its_place(code: str) -> None:
    old, new = IN_FILE[code]
    assert old in AKN
    findings = said("sl.xml", AKN.replace(old, new, 1), code)
    assert findings
    assert all(finding.span is not None for finding in findings)
    assert not any(
        "\n" in finding.message or finding.message[0].isupper() for finding in findings
    )


@pytest.mark.parametrize("code", IN_RECORD)
def test_a_change_in_the_record_makes_its_rule_speak_at_its_place(code: str) -> None:
    record = json.loads(RECORD)
    IN_RECORD[code](record)
    findings = said("sl.json", json.dumps(record, ensure_ascii=False, indent=2), code)
    assert findings
    assert all(
        finding.span is not None and finding.pointer is not None for finding in findings
    )


# What a rule finds besides: the code, and the change of the record or of the file.
MORE_IN_RECORD: list[tuple[str, Callable[[Record], object]]] = [
    (
        "SIG003",
        lambda record: signatory(record, 0)["members"].append(
            signatory(record, 0)["members"][0]
        ),
    ),
    (
        "SIG005",
        lambda record: signatory(record, 0).update(party=signatory(record, 1)["party"]),
    ),
    (
        "ONT004",
        lambda record: state(record).update(
            same_as=["http://publications.europa.eu/resource/authority/country/CHL"]
        ),
    ),
    ("ONT006", lambda record: of_type(record, "eu", "person")),
    (
        "NUM005",
        lambda record: record["body"][-1]["content"][-1].update(
            text="Zavedamo se,", marks=[]
        ),
    ),
    (
        "NUM005",
        lambda record: record["body"][-1]["content"][-1].update(
            text="Zavedamo se pomem", marks=[]
        ),
    ),
    ("TXT003", lambda record: record["body"][0].update(num="16.\u200b")),
    (
        "TXT005",
        lambda record: first_clause(record).update(text="Kakor določa [XX].", marks=[]),
    ),
    (
        "TXT005",
        lambda record: first_clause(record).update(text="Srečamo se TBC.", marks=[]),
    ),
    (
        "TXT001",
        lambda record: first_clause(record).update(
            text="Zavzeli - 3 - smo se.", marks=[]
        ),
    ),
    (
        "TXT001",
        lambda record: first_clause(record).update(text="Mi stran 3/12 smo.", marks=[]),
    ),
]


@pytest.mark.parametrize(("code", "change"), MORE_IN_RECORD)
def test_a_rule_finds_what_else_it_is_about(
    code: str, change: Callable[[Record], object]
) -> None:
    record = json.loads(RECORD)
    change(record)
    assert said("sl.json", json.dumps(record, ensure_ascii=False, indent=2), code)


def test_a_catalogue_s_code_is_no_language_of_the_web() -> None:
    (found, *_) = said(
        "sl.xml", AKN.replace('xml:lang="sl"', 'xml:lang="slv"', 1), "LNG002"
    )
    assert found.hint == "write sl"


def test_the_day_of_an_expression_is_that_of_its_iri() -> None:
    text = AKN.replace("slv@2023-09-28", "slv@2023-09-27")
    assert text != AKN
    assert any("FRBRdate" in each.message for each in said("sl.xml", text, "IRI004"))


@pytest.mark.parametrize("code", ["NUM001", "EID005"])
def test_gaps_and_missing_eids_are_warnings_but_in_notes_of_the_council(
    code: str,
) -> None:
    old, new = IN_FILE[code]
    text = AKN.replace(old, new, 1)
    for profile, severity in (
        ("generic", Severity.WARNING),
        ("akn4un", Severity.WARNING),
        ("council", Severity.ERROR),
    ):
        report = validate(
            Source("sl.xml", text.encode()), profile=profile, select=[code]
        )
        assert {finding.severity for finding in report.findings} == {severity}


@pytest.mark.parametrize("code", ["REF001", "ONT001"])
def test_what_names_nothing_is_an_error(code: str) -> None:
    old, new = IN_FILE[code]
    report = validate(
        Source("sl.xml", AKN.replace(old, new, 1).encode()),
        profile="generic",
        select=[code],
    )
    assert {finding.severity for finding in report.findings} == {Severity.ERROR}


@pytest.mark.parametrize(
    ("code", "element"),
    [
        ("SIG002", "<c:name ref="),
        ("SIG005", "<c:party ref="),
        ("SIG004", '<c:member ref="#att_1__europol"'),
    ],
)
def test_a_finding_about_a_signatory_stands_at_its_element(
    code: str, element: str
) -> None:
    record = json.loads(RECORD)
    IN_RECORD[code](record)
    declaration = read(Source("sl.json", json.dumps(record).encode())).require()
    text = write(declaration, "akn")
    (found, *_) = said("sl.xml", text, code)
    assert found.span is not None
    line = text.splitlines()[found.span.line - 1]
    assert line[found.span.column - 1 :].startswith(element)


def test_a_link_to_another_document_stands_at_its_line() -> None:
    links = [line for line in AKN.splitlines() if "<attachmentOf " in line]
    wrong = links[0].replace('href="', 'href="/akn/eu/doc')
    text = AKN.replace(links[0], wrong, 1)
    (found, *_) = said("sl.xml", text, "STR007")
    assert found.span is not None
    assert text.splitlines()[found.span.line - 1] == wrong


@pytest.mark.parametrize(("ending", "named"), [(".akn", "xml"), (".xml", "akn")])
def test_a_manifestation_in_akoma_ntoso_may_be_named_either_way(
    ending: str, named: str
) -> None:
    text = AKN.replace('.xml"/>', f'{ending}"/>')
    text = text.replace('<FRBRformat value="xml"/>', f'<FRBRformat value="{named}"/>')
    assert said("sl.xml", text, "IRI006") == []


# What says that something is missing quotes nothing; what has no address in the record or in the
# file has no eId.
NOTHING_TO_QUOTE = {
    *(
        "CNS002",
        "MET004",
        "NUM009",
        "STR003",
        "STR004",
        "STR006",
        "STR008",
        "STR009",
        "STR010",
    ),
}
WITHOUT_ADDRESS = {
    *("ONT006", "ONT007", "SIG003", "SIG004", "SIG005"),
    *("DAT003", "MET006", "MET007", "STR010"),
    *(
        "CNS001",
        "CNS002",
        "CNS003",
        "CNS004",
        "CNS006",
        "LNG004",
        "MET003",
        "MET005",
    ),  # fields of the cover note
    *(
        "IRI001",
        "IRI002",
        "IRI003",
        "IRI005",
        "IRI006",
        "LNG001",
        "MET001",
        "MET002",
        "ONT005",
    ),  # metadata
    "ONT001",  # in JSON: a field again
    *(
        "ONT003",
        "ONT004",
        "SIG001",
        "SIG002",
        "STR001",
        "STR003",
        "STR004",
        "STR009",
    ),  # entities, signatories, the whole
}


@cache
def mutated(code: str) -> tuple[tuple[str, str], ...]:
    """The document that makes a rule speak, in its format, and the same record in the other if the
    rule is asked there.
    """
    if code in IN_FILE:
        old, new = IN_FILE[code]
        name, text, other = "sl.xml", AKN.replace(old, new, 1), ("sl.json", "json")
    else:
        record = json.loads(RECORD)
        IN_RECORD[code](record)
        name, text, other = (
            "sl.json",
            json.dumps(record, ensure_ascii=False, indent=2),
            ("sl.xml", "akn"),
        )
    declaration = read(Source(name, text.encode())).declaration
    if declaration is None or BY_CODE[code].on == "tree":
        return ((name, text),)
    return (name, text), (other[0], write(declaration, other[1]))


@pytest.mark.parametrize("code", share(BY_CODE))
def test_a_finding_can_be_acted_on(code: str) -> None:
    for name, text in mutated(code):
        lines = text.splitlines()
        for finding in said(name, text, code):
            span = finding.span
            assert span is not None
            assert (span.line, span.column) <= (span.end_line, span.end_column)
            assert span.column <= len(lines[span.line - 1]) + 1
            assert span.end_column <= len(lines[span.end_line - 1]) + 1
            assert finding.code.page == f"rules/{code}.md"
            assert (ROOT / "docs" / "rules" / f"{code}.md").exists()
            assert finding.hint is not None
            for sentence in (finding.message, finding.hint, finding.quote or ""):
                assert "\n" not in sentence
                assert not sentence.endswith(".") or sentence == finding.quote
            assert (finding.quote is None) is (code in NOTHING_TO_QUOTE), name
            assert finding.eid is not None or code in WITHOUT_ADDRESS, name


# Where the change in the file is none in its record, or none that a record can hold, one in the
# record.
ALSO_IN_RECORD: dict[str, Callable[[Record], object]] = {
    "EID003": lambda record: record["body"][0]["content"].append(
        {
            "kind": "points",
            "points": [
                {
                    "kind": "point",
                    "eid": "para_9__list_1__point_a",
                    "content": words("Prav."),
                }
            ],
        }
    ),
    "IRI004": lambda record: record["date"].update(value="2022-09-28"),
    "MET002": lambda record: record.update(
        iri=record["iri"].replace("/akn/eu/", "/akn/zq/")
    ),
    "LNG001": lambda record: record.update(language="zz"),
}


@pytest.mark.parametrize(
    "code", [code for code, rule in BY_CODE.items() if rule.on != "tree"]
)
def test_a_rule_that_is_no_matter_of_format_speaks_in_both(code: str) -> None:
    found = {name: bool(said(name, text, code)) for name, text in mutated(code)}
    if code in ALSO_IN_RECORD:
        assert not found.get("sl.json"), (
            "the change in the file is one in the record too"
        )
        record = json.loads(RECORD)
        ALSO_IN_RECORD[code](record)
        found["sl.json"] = bool(
            said("sl.json", json.dumps(record, ensure_ascii=False), code)
        )
    assert found == {"sl.xml": True, "sl.json": True}
