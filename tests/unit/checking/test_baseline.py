import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.samples import BROKEN, finding
from tools.generate.data_schemas import BASELINE

from communique.checking.baseline import Baseline, read_baseline, text_of
from communique.checking.choice import ANYTHING, Choice
from communique.checking.codes import find
from communique.checking.suppression import key_of
from communique.core.atomic import Changed
from communique.core.diagnostics import Code, Diagnostic, Report, Suppressed
from communique.core.errors import BadConfiguration
from communique.core.message import Message
from communique.core.source import Source
from communique.rules import RULES

NUM, EID = find("NUM001"), find("EID004")


def of(code: Code, quote: str = "tide") -> Diagnostic:
    return Diagnostic.of(code, Message("wrong"), quote=quote)


def report(
    path: Path, *known: Diagnostic, reported: tuple[Diagnostic, ...] = ()
) -> Report:
    """A report in which some findings were known."""
    return Report(
        str(path),
        "declaration",
        reported,
        tuple(Suppressed(each, "baseline") for each in known),
    )


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Baseline]:
    """A baseline of files that exist, in which findings are known, as many as are given."""

    def make(**files: tuple[Diagnostic, ...]) -> Baseline:
        baseline = Baseline(str(tmp_path / "b.json"), make=True)
        for name, findings in files.items():
            (tmp_path / name).touch()
            baseline.note(report(tmp_path / name, *findings), ANYTHING)
        baseline.write()
        return Baseline(str(tmp_path / "b.json"), make=True)

    return make


def test_a_baseline_is_made_of_all_that_is_known_and_read_again(
    made: Callable[..., Baseline], tmp_path: Path
) -> None:
    baseline = made(a=(of(NUM), of(NUM), of(EID)), b=())
    assert not baseline.made
    assert baseline.known(str(tmp_path / "a")) == {
        key_of(of(NUM)): 2,
        key_of(of(EID)): 1,
    }
    assert baseline.known(str(tmp_path / "b")) == {}
    assert (baseline.total, baseline.left) == (3, 3)


def test_everything_is_known_while_a_baseline_is_made(tmp_path: Path) -> None:
    baseline = Baseline(str(tmp_path / "b.json"), make=True)
    assert baseline.made
    assert baseline.known("a.json") == "all"


def test_files_are_named_from_the_folder_of_the_baseline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "in")
    baseline = Baseline("here/b.json", make=True)
    for name in ("here/a.json", "../out/ž.json", "bad-\udcff.json"):
        baseline.note(report(Path(name), of(NUM)), ANYTHING)
    baseline.write()
    assert list(json.loads((folder / "b.json").read_text("utf-8"))["files"]) == [
        "../../out/ž.json",
        "../bad-\udcff.json",
        "a.json",
    ]
    monkeypatch.chdir(tmp_path)
    again = Baseline(str(folder / "b.json"), make=False)
    for name in (
        "in/here/a.json",
        "out/ž.json",
        "in/bad-\udcff.json",
        str(folder / "a.json"),
    ):
        assert again.known(name) == {key_of(of(NUM)): 1}


def test_what_is_gone_is_taken_out_and_nothing_is_put_in(
    made: Callable[..., Baseline], tmp_path: Path
) -> None:
    baseline = made(a=(of(NUM), of(NUM), of(EID)), b=(of(NUM),))
    baseline.note(
        report(tmp_path / "a", of(NUM), reported=(of(EID, "wave"),)), ANYTHING
    )
    assert baseline.after == {"a": {key_of(of(NUM)): 1}, "b": {key_of(of(NUM)): 1}}


def test_a_file_that_was_not_examined_keeps_all_and_one_that_is_gone_nothing(
    made: Callable[..., Baseline], tmp_path: Path
) -> None:
    baseline = made(a=(of(NUM),), b=(of(NUM),))
    (tmp_path / "a").unlink()
    assert baseline.after == {"b": {key_of(of(NUM)): 1}}


def test_a_file_without_a_verdict_keeps_all(
    made: Callable[..., Baseline], tmp_path: Path
) -> None:
    baseline = made(a=(of(NUM),))
    baseline.note(report(tmp_path / "a", reported=(finding(BROKEN),)), ANYTHING)
    assert baseline.after == baseline.before


def test_what_was_not_asked_for_stays(
    made: Callable[..., Baseline], tmp_path: Path
) -> None:
    rule = next(each.code for each in RULES if "declaration" not in each.severities)
    baseline = made(a=(of(NUM), of(EID), of(rule)))
    baseline.note(report(tmp_path / "a"), Choice(ignore=("EID",)))
    assert set(baseline.after["a"]) == {key_of(of(EID)), key_of(of(rule))}
    baseline.note(report(tmp_path / "a"), Choice(select=("NUM",)))
    assert set(baseline.after["a"]) == {key_of(of(EID)), key_of(of(rule))}
    baseline.note(
        replace(report(tmp_path / "a"), profile="council"), Choice(extend=(rule.code,))
    )
    assert baseline.after == {}


def test_a_code_that_there_is_no_more_goes(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    (tmp_path / "b.json").write_text(text_of({"a": {f"OLD001 {'0' * 16}": 1}}), "utf-8")
    baseline = Baseline(str(tmp_path / "b.json"), make=False)
    baseline.note(report(tmp_path / "a"), ANYTHING)
    assert baseline.after == {}


KEYS = st.sampled_from(
    [key_of(of(code, quote)) for code in (NUM, EID, find("XSD001")) for quote in "ab"]
)
COUNTS = st.dictionaries(KEYS, st.integers(1, 4), max_size=6)


@given(
    COUNTS,
    COUNTS,
    st.lists(st.sampled_from(["NUM", "EID", "XSD"]), max_size=2).map(tuple),
)
def test_a_baseline_only_shrinks_and_twice_is_once(
    known: dict[str, int], found: dict[str, int], ignored: tuple[str, ...]
) -> None:
    choice, path = Choice(ignore=ignored), Path("/nowhere/a")

    def shrunk(before: dict[str, int]) -> dict[str, int]:
        baseline = Baseline("/b.json", make=True)
        baseline.before, baseline.made = {"nowhere/a": before}, False
        known_again = [
            of(find(key[:6]), quote)
            for key in before
            if choice.wants(find(key[:6]))
            for quote in "ab"
            if key_of(of(find(key[:6]), quote)) == key
            for _ in range(min(before[key], found.get(key, 0)))
        ]
        baseline.note(report(path, *known_again), choice)
        return dict(baseline.after.get("nowhere/a", {}))

    once = shrunk(known)
    assert Counter(once) <= Counter(known)
    assert shrunk(once) == once
    for key, number in known.items():
        asked = choice.wants(find(key[:6]))
        assert once.get(key, 0) == (min(number, found.get(key, 0)) if asked else number)


BAD = {
    b"": "not a baseline: expecting value",
    b"{": "not a baseline: expecting property name enclosed in double quotes",
    b"<<<<<<< HEAD\n{}": "not a baseline: expecting value",
    b"\xff": "not a baseline: byte 0xFF is not valid UTF-8",
    b"[" * 100_000: "not a baseline: maximum recursion depth exceeded",
    b"[]": "not a baseline: it has no version",
    b'{"files": {}}': "not a baseline: it has no version",
    b'{"version": 2, "files": {}}': "a baseline of version 2, and only version 1 is read",
    b'{"version": "1", "files": {}}': 'a baseline of version "1", and only version 1 is read',
    b'{"version": true, "files": {}}': "a baseline of version true, and only version 1 is read",
    b'{"version": 1}': "not a baseline: it must have a version and files, and nothing else",
    b'{"version": 1, "files": {}, "more": 1}': "not a baseline: it must have a version and files, and nothing else",
    b'{"version": 1, "files": []}': "not a baseline: it must have a version and files, and nothing else",
    b'{"version": 1, "files": {"a": 1}}': "not a baseline: the value of 'a' is not an object",
    b'{"version": 1, "files": {"a": {"x": 1}}}': "not a baseline: 'x', under 'a', is not a code with a fingerprint",
    b'{"version": 1, "files": {"a": {"NUM001 0123456789abcdef": 0}}}': "not a baseline: the value of 'a' and 'NUM001 01",
    b'{"version": 1, "files": {"a": {}, "a": {}}}': "not a baseline: the key 'a' is used twice",
}  # fmt: skip


@pytest.mark.parametrize("data", BAD, ids=lambda data: data[:40].decode("latin-1"))
def test_what_is_no_baseline_is_said_in_a_sentence(data: bytes) -> None:
    with pytest.raises(BadConfiguration) as error:
        read_baseline(Source("b.json", data))
    assert BAD[data] in str(error.value)
    assert str(error.value).startswith("b.json:")
    assert "\n" not in str(error.value)


VALUES = st.recursive(
    st.integers(-1, 2) | st.booleans() | st.none() | st.just("x"),
    lambda inner: st.dictionaries(
        st.sampled_from(["a", f"NUM001 {'0' * 16}", f"NUM001 {'0' * 16}\n"]),
        inner,
        max_size=2,
    ),
    max_leaves=4,
)


@given(
    st.fixed_dictionaries(
        {"version": st.just(1) | VALUES}, optional={"files": VALUES, "other": VALUES}
    )
)
def test_a_file_is_refused_exactly_where_the_published_schema_refuses_it(
    content: dict[str, Any],
) -> None:
    try:
        read_baseline(Source("b.json", json.dumps(content).encode()))
        read = True
    except BadConfiguration:
        read = False
    assert read is Draft202012Validator(BASELINE).is_valid(content)


@given(st.dictionaries(st.text(), st.dictionaries(KEYS, st.integers(1, 9))))
def test_what_is_written_is_read(files: dict[str, dict[str, int]]) -> None:
    assert (
        read_baseline(
            Source("b.json", text_of(files).encode("utf-8", "backslashreplace"))
        )
        == files
    )


def test_a_baseline_that_is_not_there_is_said_unless_it_is_to_be_made(
    tmp_path: Path,
) -> None:
    with pytest.raises(
        BadConfiguration, match=r"no such baseline; --update-baseline creates it"
    ):
        Baseline(str(tmp_path / "b.json"), make=False)
    with pytest.raises(FileNotFoundError):
        Baseline(str(tmp_path / "missing" / "b.json"), make=True)
    with pytest.raises(IsADirectoryError):
        Baseline(str(tmp_path), make=True)


def test_a_baseline_that_another_has_written_meanwhile_is_left_alone(
    made: Callable[..., Baseline], tmp_path: Path
) -> None:
    one = made(a=(of(NUM),), b=(of(EID),))
    other = Baseline(one.path, make=False)
    one.note(report(tmp_path / "a"), ANYTHING)
    other.note(report(tmp_path / "b"), ANYTHING)
    one.write()
    written = Path(one.path).read_bytes()
    with pytest.raises(Changed):
        other.write()
    assert Path(one.path).read_bytes() == written


def test_a_baseline_of_which_nothing_is_gone_is_not_written(
    made: Callable[..., Baseline], tmp_path: Path
) -> None:
    baseline = made(a=(of(NUM),))
    Path(baseline.path).write_bytes(b"{}")
    baseline.write()
    assert Path(baseline.path).read_bytes() == b"{}"
