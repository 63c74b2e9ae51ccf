"""One document, one verdict: the same record is judged alike as text, as JSON and as Akoma Ntoso."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.house.checkout import ROOT
from tests.samples import block, numbered
from tests.samples import declaration as sample

from communique import Report, Source, read, validate, write
from communique.model import Declaration
from communique.rules import RULES
from communique.testing import declarations

OF_MARKUP = frozenset(rule.code.code for rule in RULES if rule.on == "tree")
OF_FORMATS = ("DET", "SRC", "XSD", "JSN", "RUN")
"""Families that are about a format: what a reader had to decide, what a schema says."""
FEW = max(5, (settings.default or settings()).max_examples // 4)
"""Each example is written and validated twice."""
GOLDEN = sorted(ROOT.glob("tests/golden/*/source.*"))


def judged(report: Report) -> Counter[tuple[str, str]]:
    """What is said of a document whatever its format, as often as it is said."""
    return Counter(
        (each.code.code, str(each.severity))
        for each in report.findings
        if each.code.code not in OF_MARKUP and not each.code.code.startswith(OF_FORMATS)
    )


def as_format(declaration: Declaration, form: str) -> Counter[tuple[str, str]]:
    return judged(
        validate(write(declaration, form).encode(), format=form, limit=10_000)
    )


@settings(max_examples=FEW)
@given(declaration=declarations())
def test_json_and_akoma_ntoso_of_a_record_are_judged_alike(
    declaration: Declaration,
) -> None:
    one, other = as_format(declaration, "json"), as_format(declaration, "akn")
    assert _without_addresses(one) == _without_addresses(other)


@pytest.mark.parametrize("cover", ["/akn/eu/x", "/akn/eu", "/akn/eu/x/y", "/akn/eu/z"])
def test_a_cover_of_nearly_the_same_name_is_judged_alike(cover: str) -> None:
    record = sample(
        iri="/akn/eu/x",
        cover={"kind": "note", "iri": cover, "fields": [], "paragraphs": []},
    )
    assert as_format(record, "json") == as_format(record, "akn")


@pytest.mark.parametrize(
    "eid",
    [
        "recs_1t__rec_2",
        "recs_1__rec_2",
        "recs_2__rec_2",
        "recs_9__rec_2",
        "preamble__rec_2",
    ],
)
@pytest.mark.parametrize(
    "paragraph", ["para_3", "recs_1"]
)  # the second takes the eId of the run of recitals
def test_a_recital_of_any_eid_is_judged_alike(eid: str, paragraph: str) -> None:
    preamble = [{"eid": name, **numbered("recital", num, block("Aware of the tides;"))}
                for name, num in (("recs_1__rec_1", "1."), (eid, "2."))]  # fmt: skip
    body = [{"eid": paragraph, **numbered("paragraph", "3.", block("We meet again."))}]
    record = sample(preamble=preamble, body=body, notes=[])
    assert as_format(record, "json") == as_format(record, "akn")


def _without_addresses(said: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Drawn records have eids that no convention makes: where they hang is judged by elements that
    a record has not.
    """
    return Counter(
        {key: times for key, times in said.items() if not key[0].startswith("EID")}
    )


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_a_text_is_judged_as_what_is_written_of_it(path: Path) -> None:
    source = Source(path.name, path.read_bytes())
    declaration = read(source, format="text").require()
    said = judged(validate(source, format="text", limit=10_000))
    assert said == as_format(declaration, "json")
    assert said == as_format(declaration, "akn")
