"""A file is parsed as often as it must be: once as a tree, once for the schema, and once for places
if there are any to give.
"""

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pytest
from lxml import etree
from tests.unit.formats.akn import samples

from communique import Source, validate
from communique.checking.xsd import schema

WRONG_NUMBER = ("<num>2.</num>", "<num>3.</num>")
UNREAD = ("<p>sine numero quoque;", '<p class="x">sine numero quoque;')
LOOSE = ("sine numero quoque;</p>", "sine numero quoque;</p><stranger>y</stranger>")
NO_VALUE = ('c:act="agree"', 'c:act="dance"')


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each parser has been begun."""
    schema()
    made: Counter[str] = Counter()

    def counting(name: str, known: Callable[..., Any]) -> Callable[..., Any]:
        def count(*given: Any, **named: Any) -> Any:
            made[name] += 1
            return known(*given, **named)

        return count

    for name, module, function in (
        ("ElementTree", ET, "XMLParser"),
        ("lxml", etree, "fromstring"),
        ("expat", expat, "ParserCreate"),
    ):
        monkeypatch.setattr(module, function, counting(name, getattr(module, function)))
    return made


def test_a_good_file_is_parsed_as_a_tree_and_for_the_schema(
    parses: Counter[str],
) -> None:
    good = next((Path(__file__).parents[3] / "akn").rglob("*.xml")).read_bytes()
    assert validate(Source("a.xml", good)).findings == ()
    assert parses == {"ElementTree": 1, "lxml": 1}


@pytest.mark.parametrize(
    "faults",
    [
        [WRONG_NUMBER],
        [UNREAD],
        [LOOSE],
        [NO_VALUE],
        [WRONG_NUMBER, UNREAD, LOOSE, NO_VALUE],
    ],
)
def test_a_faulty_file_is_parsed_once_more_for_all_its_places(
    parses: Counter[str], faults: list[tuple[str, str]]
) -> None:
    xml = samples.CARRIED
    for before, after in faults:
        assert before in xml
        xml = xml.replace(before, after, 1)
    report = validate(Source("a.xml", xml.encode()))
    assert any(finding.span for finding in report.findings)
    assert parses == {"ElementTree": 1, "lxml": 1, "expat": 1}


def test_a_file_in_another_namespace_is_parsed_no_more(parses: Counter[str]) -> None:
    xml = samples.CARRIED.replace(samples.AKN, f"{samples.AKN}/CSD13")
    assert validate(Source("a.xml", xml.encode())).findings
    assert parses == {"ElementTree": 1, "expat": 1}
