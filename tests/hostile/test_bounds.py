"""Time grows with the size of a file and not with its square, whatever is wrong with it; memory with the largest file only."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.samples import declaration

from communique import Source, validate
from communique.documents import write

XML = write(declaration(), "akn")
JSON = write(declaration(), "json")
TEXT = write(declaration(), "text")
PARAGRAPH = '<paragraph eId="para_{0}"><num>{0}.</num><content><p>We met.</p></content></paragraph>\n'


def in_body(many: Callable[[int], str]) -> Callable[[int], str]:
    return lambda count: XML.replace("</mainBody>", "".join(map(many, range(10, 10 + count))) + "</mainBody>")


def in_words(text: str) -> Callable[[int], str]:
    return lambda count: XML.replace("the annual report", text * count)


def record(paragraph: str) -> Callable[[int], str]:
    return lambda count: JSON.replace('"body": [', '"body": [' + f"{paragraph}\n" * count, 1)


# What may be wrong many times, by how often.
MASSES: dict[str, tuple[str, Callable[[int], str]]] = {
    "unknown attributes": ("akn", in_body(lambda at: PARAGRAPH.format(at).replace("<p>", '<p zz="1">'))),
    "unknown elements": ("akn", in_body(lambda at: f"<zz>{at}</zz>\n")),
    "elements of ours": ("akn", in_body(lambda at: f'<c:zz xmlns:c="urn:communique:akn:1" a="{at}"/>\n')),
    "eIds twice": ("akn", in_body(lambda at: PARAGRAPH.format(7))),
    "no eIds": ("akn", in_body(lambda at: PARAGRAPH.format(at).replace(f' eId="para_{at}"', ""))),
    "dangling links": ("akn", in_body(lambda at: PARAGRAPH.format(at).replace("met", f'<ref href="#zz{at}">met</ref>'))),
    "undeclared entities": (
        "akn", in_body(lambda at: PARAGRAPH.format(at).replace("met", f'<organization refersTo="#z">{at}</organization>')),
    ),
    "gaps": ("akn", in_body(lambda at: PARAGRAPH.format(2 * at))),
    "attributes of one element": (
        "akn", lambda count: XML.replace("<mainBody ", "<mainBody " + " ".join(f'a{at}=""' for at in range(count)) + " "),
    ),
    "comments": ("akn", in_body(lambda at: f"<!-- {at} -->\n")),
    "entities of characters": ("akn", in_words("&#x41;&lt;")),
    "nested elements": ("akn", lambda count: XML.replace("the annual report", "<b>" * count + "x" + "</b>" * count)),
    "hidden characters": ("akn", in_words("\u200b\u2028 ")),
    "unknown keys": ("json", record('{"kind": "paragraph", "zz": 1},')),
    "wrong values": ("json", record('{"kind": "paragraph", "eid": 1, "content": [null]},')),
    "keys twice": ("json", lambda count: JSON.replace('"language": "en"', ", ".join(['"language": "en"'] * (count + 1)))),
    "arrays in arrays": ("json", lambda count: "[" * count),
    "one long string": ("json", lambda count: JSON.replace("We meet again", "\\u0041\\n" * count)),
    "labels": ("text", lambda count: TEXT + "\n".join(f"{at % 7}. Words;" for at in range(count))),
    "points": ("text", lambda count: TEXT + "\n".join(f"{'  ' * (at % 9)}({'abc'[at % 3]}) words" for at in range(count))),
    "note markers": ("text", lambda count: TEXT + "\n".join(f"words{at % 9} more words" for at in range(count))),
    "words on one line": ("text", lambda count: TEXT + "word " * (8 * count)),
    "empty lines": ("text", lambda count: TEXT + "\n" * 8 * count),
    "form feeds": ("text", lambda count: TEXT + "\f1\n" * count),
}  # fmt: skip


@pytest.mark.parametrize("what", MASSES)
def test_a_mass_is_in_the_document(what: str) -> None:
    made = MASSES[what][1]
    assert len(made(100)) >= len(made(0)) + 100


def seconds(form: str, text: str) -> float:
    data = text.encode()
    start = time.process_time()
    validate(Source("a", data), format=form)
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize("what", MASSES)
def test_time_grows_with_the_size(what: str) -> None:
    form, made = MASSES[what]
    seconds(form, made(10))
    few, many = seconds(form, made(1500)), seconds(form, made(12_000))
    assert many < 8 * 2.5 * few + 0.5, f"{few:.3f} s became {many:.3f} s"


MEASURED = """
import resource, sys
from communique.__main__ import main
try:
    main()
except SystemExit:
    sys.stdout.flush()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


@pytest.mark.slow
@pytest.mark.parametrize("form", ["full", "json", "sarif", "junit"])
def test_memory_does_not_depend_on_the_number_of_files(form: str, tmp_path: Path) -> None:
    def peak(count: int) -> int:
        folder = tmp_path / str(count)
        folder.mkdir()
        for at in range(count):
            (folder / f"{at}.json").write_text(JSON, "utf-8")
            (folder / f"{at}.xml").write_text(XML if at % 3 else XML[:-9], "utf-8")
            (folder / f"{at}.txt").write_text(TEXT, "utf-8")
        words = ["validate", "-q", "--jobs", "1", "--output-format", form, str(folder)]
        result = subprocess.run(
            [sys.executable, "-c", MEASURED, *words], capture_output=True, encoding="utf-8", check=True
        )
        assert f"{count - 1}.xml" in result.stdout
        return int(result.stderr.split()[-1])

    assert peak(601) < peak(19) * 1.15


@pytest.mark.slow
def test_thousands_of_files_are_checked_in_one_call(tmp_path: Path) -> None:
    for at in range(2000):
        (tmp_path / f"{at:04}.json").write_text(JSON if at % 2 else JSON[:at], "utf-8")
    command = [sys.executable, "-m", "communique", "validate", "--output-format", "concise", "-q", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert (result.returncode, result.stderr) == (2, "")
    named = [line.partition(": ")[0] for line in result.stdout.splitlines() if line.endswith("undetermined (1 error)")]
    assert named == [str(tmp_path / f"{at:04}.json") for at in range(0, 2000, 2)]
