import inspect
import os
import threading
from pathlib import Path

import pytest
from tests.samples import declaration

import communique
from communique.checking import Asked, compiling, validate, xsd
from communique.checking.compiling import compile_schema, prepare
from communique.core.diagnostics import Severity, Verdict
from communique.core.errors import BadOption, UnknownFormat
from communique.core.source import Limits, Source
from communique.documents import Given, write

TEXT = write(declaration(), "json")


def test_paths_bytes_sources_and_declarations_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(TEXT, "utf-8")
    for subject in (
        path,
        str(path),
        TEXT.encode(),
        Source("a", TEXT.encode()),
        declaration(),
    ):
        report = communique.validate(subject)
        assert (report.verdict, report.findings) == (Verdict.VALID, ())


def test_a_damaged_document_is_invalid_at_its_line() -> None:
    damaged = TEXT.replace('"language": "en"', '"language": "No Language"')
    assert damaged != TEXT
    report = communique.validate(damaged.encode())
    assert report.verdict is Verdict.INVALID
    span = report.findings[0].span
    assert span is not None
    assert "No Language" in damaged.splitlines()[span.line - 1]


def test_bad_calls_are_raised(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        communique.validate(tmp_path / "missing.json")
    with pytest.raises(UnknownFormat):
        communique.validate(b"", format="odt")
    with pytest.raises(BadOption):
        communique.validate(b"", language="No Language")
    with pytest.raises(BadOption):
        communique.validate(b"", select=["XYZ999"])


def test_many_are_checked_in_their_order_and_one_that_is_missing_is_a_finding(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.json"
    path.write_text(TEXT, "utf-8")
    subjects: list[Given] = [
        tmp_path / "missing.json",
        TEXT.encode(),
        path,
        Source("-", b"{"),
        str(tmp_path),
    ]
    reports = communique.validate_all(subjects)
    assert [(each.path, each.verdict) for each in reports] == [
        (str(tmp_path / "missing.json"), Verdict.UNDETERMINED),
        ("<bytes>", Verdict.VALID),
        (str(path), Verdict.VALID),
        ("-", Verdict.UNDETERMINED),
        (str(path), Verdict.VALID),
    ]


def test_a_bad_call_about_many_is_raised_before_anything_is_checked(
    tmp_path: Path,
) -> None:
    for asked in (
        {"format": "odt"},
        {"language": "No Language"},
        {"select": ["XYZ999"]},
        {"profile": "none"},
    ):
        with pytest.raises((UnknownFormat, BadOption)):
            communique.validate_all([tmp_path], **asked)
    with pytest.raises(FileNotFoundError):
        communique.validate_all([], hints=tmp_path / "missing.json")


def test_what_may_be_asked_of_many_may_be_asked_of_one() -> None:
    of_one = {
        name: each.annotation
        for name, each in inspect.signature(validate).parameters.items()
        if each.kind is inspect.Parameter.KEYWORD_ONLY
    }
    of_many = {
        name: getattr(each, "__forward_arg__", each)
        for name, each in Asked.__annotations__.items()
    }
    assert of_many == of_one


def test_options_are_heeded() -> None:
    damaged = TEXT.replace('"language": "en"', '"language": "No Language"').encode()
    assert communique.validate(damaged, ignore=["MOD", "JSN"]).findings == ()
    lowered = communique.validate(
        damaged, severity={"MOD": Severity.WARNING, "JSN": Severity.WARNING}
    )
    assert lowered.verdict is Verdict.VALID
    assert lowered.findings
    assert (
        communique.validate(damaged, limits=Limits(size=10)).verdict
        is Verdict.UNDETERMINED
    )


@pytest.mark.parametrize(
    ("names", "begun"),
    [
        (["others.xml"], 1),
        (["ours.xml", "others.akn"], 1),
        (["ours.xml"], 0),
        (
            [
                "others.json",
                "-",
                "--select",
                "XSD",
                "missing.xml",
                "folder.xml",
                "pipe.xml",
            ],
            0,
        ),
        ([], 0),
    ],
)
def test_the_schema_is_begun_only_for_a_file_that_needs_it(
    names: list[str], begun: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "ours.xml").write_text(write(declaration(), "akn"), "utf-8")
    for name in ("others.xml", "others.akn", "others.json"):
        (tmp_path / name).write_text("<akomaNtoso/>")
    (tmp_path / "folder.xml").mkdir()
    os.mkfifo(tmp_path / "pipe.xml")
    calls: list[None] = []
    monkeypatch.setattr(compiling, "compile_schema", lambda: calls.append(None))
    before = set(threading.enumerate())
    prepare(str(tmp_path / name) for name in names)
    for thread in set(threading.enumerate()) - before:
        thread.join()
    assert len(calls) == begun


def test_a_schema_that_cannot_be_had_is_no_fault_of_the_thread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing() -> None:
        raise OSError("no schema")

    monkeypatch.setattr(xsd, "schema", missing)
    compile_schema()


def test_the_id_of_a_shipped_declaration_is_checked_unless_a_file_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert validate("eu-clasi-2023").path == "declarations/eu-clasi-2023/sl.json"
    (tmp_path / "eu-clasi-2023").write_text("{", "utf-8")
    assert validate("eu-clasi-2023").path == "eu-clasi-2023"
