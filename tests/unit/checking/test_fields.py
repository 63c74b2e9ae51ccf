"""A finding about one field of a node points at that field, in Akoma Ntoso and in JSON."""

import pytest

import communique

TEXT = b"""Joint Declaration

Riga, 3 May 2023

The Ministers,

Recalling resolution 1540 (2004) of the Security Council,

have agreed:

1. The office opens in Riga.

2. The ports meet in Riga.

3. The lamps are lit.

Anna Ozola
Minister of Ports of Latvia

Jaan Tamm
Minister of Ports of Estonia
"""


def written(form: str) -> str:
    declaration = communique.read(TEXT, format="text", language="en").require()
    return communique.write(declaration, form)


def lines_of(text: str, code: str) -> list[int]:
    findings = communique.validate(text.encode()).findings
    return [
        each.span.line
        for each in findings
        if each.code.code == code and each.span is not None
    ]


@pytest.mark.parametrize(
    ("form", "good", "bad", "code"),
    [
        ("akn", "<num>3.</num>", "<num>7.</num>", "NUM001"),
        ("json", '"num": "3."', '"num": "7."', "NUM001"),
        ("json", '"num": "3."', '"num": "2."', "NUM002"),
        ("json", '"eid": "para_3"', '"eid": "paragraph_3"', "EID002"),
        ("json", '"eid": "para_3"', '"eid": "para_2"', "MOD010"),
        ("json", '"language": "en"', '"language": "qq"', "LNG001"),
        ("akn", 'signatory id="jaan-tamm"', 'signatory id="anna-ozola"', "MOD010"),
        ("akn", "/S/RES/1540(2004)", "/S/RES/1373(2001)", "REF006"),
    ],
)
def test_a_finding_is_at_the_line_of_the_fault(
    form: str, good: str, bad: str, code: str
) -> None:
    text = written(form)
    before, found, _ = text.partition(good)
    assert found
    assert lines_of(text, code) == []
    line = before.count("\n") + 1
    assert line in lines_of(text.replace(good, bad, 1), code)
