"""Whatever the bytes: a finding in one sentence and an exit status, never a traceback."""

import os
import re
from pathlib import Path

import pytest
from tests.cli.running import run, start
from tests.samples import declaration

from communique.documents import write

JSON = write(declaration(), "json")
XML = write(declaration(), "akn")
HEAD, _, ROOT = XML.partition("?>\n") if XML.startswith("<?xml") else ("", "", XML)
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{of};" * 10}">'
    for of, name in zip("abcdefgh", "bcdefghi", strict=True)
)

# Name of the file, its bytes, the code that is said of it.
BAD = {
    "empty json": ("a.json", b"", "SRC009"),
    "empty xml": ("a.xml", b"", "SRC009"),
    "empty text": ("a.txt", b"", "SRC009"),
    "white space": ("a.txt", b" \n\t\n", "SRC009"),
    "a byte order mark alone": ("a.json", b"\xef\xbb\xbf", "SRC009"),
    "NUL in text": ("a.txt", b"1. Words\0", "SRC001"),
    "NUL in json": (
        "a.json",
        JSON.encode().replace(b"Harbour", b"Har\0bour"),
        "SRC001",
    ),
    "NUL in xml": ("a.xml", XML.encode().replace(b"Harbour", b"Har\0bour"), "SRC001"),
    "UTF-32 text": ("a.txt", "1. Words".encode("utf-32"), "SRC001"),
    "half a character of UTF-16": ("a.txt", "1. Words".encode("utf-16")[:-1], "SRC001"),
    "UTF-16 json": ("a.json", JSON.encode("utf-16-le"), "SRC001"),
    "UTF-16 xml": (
        "a.xml",
        ("<?xml version='1.0' encoding='UTF-16'?>" + ROOT).encode("utf-16"),
        "SRC001",
    ),
    "Latin-2 text": ("a.txt", "1. Čez šolo".encode("iso8859-2"), "SRC001"),
    "Latin-2 xml": (
        "a.xml",
        ROOT.replace("Harbour", "Pristanišče").encode("iso8859-2"),
        "SRC001",
    ),
    "truncated json": ("a.json", JSON[: len(JSON) // 2].encode(), "SRC002"),
    "truncated xml": ("a.xml", XML[: len(XML) // 2].encode(), "SRC002"),
    "truncated UTF-8": ("a.txt", "1. Čez šolo č".encode()[:-1], "SRC001"),
    "duplicate keys": (
        "a.json",
        JSON.replace("{", '{"language": "fr",', 1).encode(),
        "SRC016",
    ),
    "NaN": ("a.json", JSON.replace('"en"', "NaN").encode(), "SRC002"),
    "lone surrogate": ("a.json", JSON.replace("Harbour", "\\ud800").encode(), "SRC002"),
    "json that is no object": ("a.json", b"[1, 2]", None),
    "json nested deeply": ("a.json", b"[" * 100_000, "SRC006"),
    "xml nested deeply": ("a.xml", b"<a>" * 100_000 + b"</a>" * 100_000, "SRC006"),
    "entity bomb": (
        "a.xml",
        (BOMB + "]>" + ROOT.replace("Harbour", "&i;")).encode(),
        "SRC003",
    ),
    "external entity": (
        "a.xml",
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + ROOT).encode(),
        "SRC003",
    ),
    "DOCTYPE": ("a.xml", ("<!DOCTYPE akomaNtoso>" + ROOT).encode(), "SRC003"),
    "xml of something else": (
        "a.xml",
        b"<feed><entry><p>Words</p></entry></feed>",
        None,
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_no_verdict_is_given_on_what_cannot_be_read(case: str, tmp_path: Path) -> None:
    name, data, code = BAD[case]
    (tmp_path / name).write_bytes(data)
    for command in (
        ["validate", "--output-format", "concise"],
        ["convert", "-o", tmp_path / "out.json"],
        ["show"],
    ):
        said = run(*command, tmp_path / name)
        assert said.status == 2 or (code is None and said.status == 1)
        assert code is None or code in said.out + said.err
        assert "Traceback" not in said.err
        assert all(line.isprintable() for line in (said.out + said.err).splitlines())
    assert not (tmp_path / "out.json").exists()


def test_a_lost_letter_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    words = "1. Čolni so v pristanišču, šola je odprta, in žal ni čakalnice.\n\n2. Napaka.\n"
    path.write_bytes(words.encode().replace(b"Nap", b"Na\xe8"))
    said = run("convert", path, "--to", "text")
    assert said.status == 1
    assert "error INP024" in said.err
    assert "2. Na\ufffdaka." in said.out
    assert run("validate", path).status == 1


def test_a_folder_is_not_read_as_a_file(tmp_path: Path) -> None:
    for command in ("convert", "show"):
        said = run(command, tmp_path)
        assert (said.status, said.err) == (
            2,
            f"communique: {tmp_path}: is a directory\n",
        )


@pytest.mark.parametrize("command", ["convert", "show", "validate"])
def test_a_file_that_is_missing_or_has_an_impossible_name_is_said(
    command: str, tmp_path: Path
) -> None:
    for name in ("missing.json", "x" * 5000 + ".json", "missing/a.json"):
        said = run(command, tmp_path / name)
        assert said.status == 2
        assert "Traceback" not in said.err


def test_a_name_that_is_no_text_is_printed_all_the_same(
    good_json: Path, tmp_path: Path
) -> None:
    path = os.fsencode(tmp_path) + b"/bad-\xff.json"
    Path(os.fsdecode(path)).write_bytes(
        good_json.read_bytes().replace(b'"para_4"', b'"para_3"')
    )
    for options in ([], ["--output-format", "json"], ["--output-format", "concise"]):
        said = start("validate", os.fsdecode(path), *options)
        assert said.status == 1
        assert "bad-" in said.out


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0,
    reason="nothing is forbidden to the superuser",
)
def test_a_file_that_may_not_be_read_is_said(good_json: Path) -> None:
    good_json.chmod(0)
    for command in ("convert", "show", "validate"):
        said = run(command, good_json)
        assert said.status == 2
        assert "permission denied" in said.out + said.err


def test_standard_input_that_is_closed_is_said() -> None:
    said = start("validate", "-")
    assert said.status == 2
    assert "SRC009" in said.out


def test_a_device_is_read_no_further_than_the_limit() -> None:
    said = run(
        "validate", "--output-format", "concise", "--max-size", "64K", "/dev/zero"
    )
    assert said.status == 2
    assert "SRC004" in said.out


def test_a_record_as_deep_as_can_be_read_is_refused_without_a_traceback(
    good_json: Path,
) -> None:
    opened = "".join(
        f'{{"kind": "points", "points": [{{"kind": "point", "eid": "p{level}", "content": ['
        for level in range(240)
    )
    deep = f'"content": [{opened}{{"kind": "text", "text": "x"}}{"]}]}" * 240}]'
    text = good_json.read_text("utf-8")
    good_json.write_text(
        re.sub(
            r'"content": \[[^\]]*?"marks": \[\][^\]]*\]', lambda _: deep, text, count=1
        ),
        "utf-8",
    )
    said = start(
        "validate", good_json, "--max-depth", "1000", "--output-format", "concise"
    )
    assert (said.status, said.err) == (1, "")
    assert "MOD021 too-deep" in said.out
