"""What is installed: a wheel built from the source distribution, alone in an environment of its
own.
"""

import hashlib
import json
import os
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest
from tests.house.checkout import BIN, ROOT, run

pytestmark = pytest.mark.slow

SHIPPED = ("data", "akn", "schema")
INSIDE = "communique/shipped/"
MORE = "data/more"

PROGRAM = """
import json, sys
import communique
from communique.core.bundle import shipped
declaration = communique.load("eu-clasi-2023")
print(json.dumps({
    "file": communique.__file__,
    "numbers": [len(declaration.recitals), len(declaration.commitments), len(declaration.footnotes)],
    "authorities": len(shipped("data/authorities.json").read_bytes()),
    "akn": communique.read(shipped("akn/eu-clasi-2023/sl.xml").read_bytes(), format="akn").require() == declaration,
}))
"""


def succeed(*command: str | Path, folder: Path = ROOT) -> str:
    result = run(command, folder=folder)
    assert result.returncode == 0, (
        f"{command[0]} failed:\n{result.stdout}\n{result.stderr}"
    )
    return result.stdout


def pip(programs: Path) -> tuple[str | Path, ...]:
    """Our pip, for the environment of these programs: to install one there takes as long as all the
    rest.
    """
    chosen = ("--python", programs / "python", "--quiet", "--disable-pip-version-check")
    return (sys.executable, "-m", "pip", *chosen)


def digests(files: dict[str, bytes]) -> dict[str, str]:
    return {
        name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())
    }


def built_before(pattern: str) -> Path | None:
    """What `make check` has built just before, in the folder that BUILT_DIST names."""
    folder = os.environ.get("BUILT_DIST")
    if not folder:
        return None
    (found,) = Path(folder).glob(pattern)
    return found


def build(what: str, source: Path, folder: Path) -> None:
    """Build a distribution as `make wheel` does."""
    command = (sys.executable, "-m", "build", what, "--no-isolation")
    succeed(*command, "--outdir", folder, source)


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    before = built_before("communique-*.tar.gz")
    if before is not None:
        return before
    folder = tmp_path_factory.mktemp("sdist")
    build("--sdist", ROOT, folder)
    (archive,) = folder.glob("communique-*.tar.gz")
    return archive


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that the unpacked source distribution gives: the checkout is out of its sight."""
    before = built_before("communique-*.whl")
    if before is not None:
        return before
    folder = tmp_path_factory.mktemp("wheel")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (unpacked,) = folder.glob("communique-*")
    build("--wheel", unpacked, folder)
    (built,) = folder.glob("communique-*.whl")
    return built


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel, what it says it depends on, and nothing
    else.
    """
    folder = tmp_path_factory.mktemp("environment")
    succeed(sys.executable, "-m", "venv", "--without-pip", folder)
    programs = folder / BIN.name
    succeed(*pip(programs), "install", "--no-compile", wheel)
    return programs


def test_the_wheel_carries_the_shipped_files_as_they_are_in_the_checkout(
    wheel: Path,
) -> None:
    checkout = {
        file.relative_to(ROOT).as_posix(): file.read_bytes()
        for top in SHIPPED
        for file in (ROOT / top).rglob("*")
        if file.is_file()
        and not file.is_relative_to(ROOT / MORE)
        and not file.is_relative_to(ROOT / "data/training")
    }
    with zipfile.ZipFile(wheel) as archive:
        carried = {
            name.removeprefix(INSIDE): archive.read(name)
            for name in archive.namelist()
            if name.startswith(INSIDE) and not name.endswith("/")
        }
    assert "data/declarations/eu-clasi-2023/sl.json" in carried
    assert digests(carried) == digests(checkout)


def test_the_wheel_is_typed_licensed_and_small(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = (
            archive.read(name).decode() for name in names if name.endswith("/METADATA")
        )
    assert "communique/py.typed" in names
    assert {Path(name).name for name in names if "/licenses/" in name} >= {
        "LICENSE",
        "CC-BY-4.0.txt",
    }
    assert (
        "License-Expression: Apache-2.0 AND CC-BY-4.0 AND LicenseRef-EU-Council-Reuse-2017-1842 AND MIT AND Unicode-3.0"
        in metadata
    )
    assert wheel.stat().st_size < 2_025_000  # bytes; the goal is 2,000,000


def test_the_source_distribution_has_what_its_tests_need(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "Makefile",
        "tests/house/test_wheel.py",
        "data/sources/eu-clasi-2023/sl.txt",
    } <= names
    assert not any(name.endswith(".pyc") for name in names)


def test_the_installed_library_finds_its_data(
    environment: Path, tmp_path: Path
) -> None:
    found = json.loads(
        succeed(environment / "python", "-I", "-c", PROGRAM, folder=tmp_path)
    )
    assert Path(found["file"]).is_relative_to(environment.parent)
    assert found["numbers"] == [15, 11, 3]
    assert found["authorities"] > 0
    assert found["akn"] is True


WORDS = """
from dataclasses import replace
from communique.catalogues import CATALOGUES, catalogue
from communique.languages import LANGUAGES, in_every_language, language, months, script, speech, states
from communique.detect.weights import shipped_weights
for tag in LANGUAGES:
    known = replace(language(tag), unverified=frozenset())  # a set has no order
    print(known, sorted(language(tag).unverified), speech(tag), states(tag), months(tag))
print(in_every_language("months"), script("GREEK").profiles, shipped_weights().temperature)
for name, row in shipped_weights().features.items():
    print(name, sorted(row))
print([catalogue(tag).templates for tag in CATALOGUES[1:]])
"""


def test_packed_words_of_languages_are_those_of_the_checkout(
    environment: Path, wheel: Path, tmp_path: Path
) -> None:
    installed = succeed(environment / "python", "-I", "-c", WORDS, folder=tmp_path)
    zipped = f"import sys; sys.path.insert(0, {str(wheel)!r})\n{WORDS}"
    in_zip = succeed(environment / "python", "-I", "-c", zipped, folder=tmp_path)
    checkout = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r})\n{WORDS}"
    said = succeed(sys.executable, "-I", "-c", checkout, folder=tmp_path)
    assert len(said) > 1_000_000
    assert digests({"words": installed.encode()}) == digests({"words": said.encode()})
    assert in_zip == said


def test_the_library_runs_from_a_zip_file(
    environment: Path, wheel: Path, tmp_path: Path
) -> None:
    program = f"import sys; sys.path.insert(0, {str(wheel)!r})\n{PROGRAM}"
    found = json.loads(
        succeed(environment / "python", "-I", "-c", program, folder=tmp_path)
    )
    assert found["file"].startswith(str(wheel))
    assert found["numbers"] == [15, 11, 3]
    assert found["akn"] is True


def test_the_installed_command_converts_and_validates(
    environment: Path, tmp_path: Path
) -> None:
    source = ROOT / "data" / "sources" / "eu-clasi-2023" / "sl.txt"
    command = environment / "communique"
    succeed(command, "convert", source, "-o", tmp_path / "out.xml", folder=tmp_path)
    succeed(command, "validate", tmp_path / "out.xml", folder=tmp_path)
    succeed(
        command,
        "convert",
        tmp_path / "out.xml",
        "-o",
        tmp_path / "out.html",
        folder=tmp_path,
    )
    assert (tmp_path / "out.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    (tmp_path / "bad.xml").write_text("<akomaNtoso", "utf-8")
    assert (
        run([command, "validate", tmp_path / "bad.xml"], folder=tmp_path).returncode
        == 2
    )


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of communique-data, from its own source distribution."""
    before = built_before("communique_data-*.whl")
    if before is not None:
        return before
    folder = tmp_path_factory.mktemp("more")
    succeed(
        sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT / MORE
    )
    (built,) = folder.glob("communique_data-*.whl")
    return built


@pytest.fixture(scope="module")
def furnished(
    wheel: Path, more: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The programs of an environment that holds both wheels, and finds everything else in ours."""
    folder = tmp_path_factory.mktemp("furnished")
    succeed(sys.executable, "-m", "venv", "--without-pip", folder)
    programs = folder / BIN.name
    here = {"base": str(folder), "platbase": str(folder)}
    site = Path(sysconfig.get_path("purelib", vars=here))
    site.joinpath("ours.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    alone = ("--no-deps", "--no-index", "--no-compile", "--ignore-installed")
    succeed(*pip(programs), "install", *alone, wheel, more)
    return programs


def test_the_tutorials_run_from_the_wheels(furnished: Path, tmp_path: Path) -> None:
    """As somebody follows them who has installed both distributions and has no checkout."""
    python = furnished / "python"
    shown = "import communique; print(communique.__file__)"
    (installed,) = run_alone(python, "-c", shown, folder=tmp_path).splitlines()
    assert Path(installed).is_relative_to(furnished.parent)
    pages = ROOT / "tests/house/test_pages.py"
    words = ("-q", "-p", "no:cacheprovider", "-k", "print_what_it_says and tutorials")
    said = run_alone(python, "-m", "pytest", *words, pages, folder=tmp_path)
    assert " passed" in said


def run_alone(*command: str | Path, folder: Path) -> str:
    """What a program prints that is told of no other place to find modules in."""
    result = run(command, folder=folder, variables={"PYTHONPATH": ""})
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


LOAD = """
import communique
try:
    print(communique.load("udhr-1948", "fr").aligned()["art_1__para_1"].texts[0][:28])
except communique.UnknownDeclaration as error:
    print(error)
print([each.version for each in communique.datasets()])
"""


def test_more_data_is_found_where_it_is_installed_and_else_said_how_to_get_it(
    environment: Path, more: Path, tmp_path: Path
) -> None:
    def said(*words: str) -> str:
        return succeed(environment / "python", "-I", "-c", *words, folder=tmp_path)

    first = said(LOAD)
    assert "pip install communique-data" in first
    succeed(*pip(environment), "install", "--no-index", more)
    try:
        words, versions = said(LOAD).splitlines()
        listed = said(OFFLINE, "data", "list").splitlines()
        verified = said(OFFLINE, "data", "verify")
    finally:
        succeed(*pip(environment), "uninstall", "--yes", "communique-data")
    assert words == "Tous les êtres humains naiss"
    assert versions == f"{first.splitlines()[-1][:-1]}, '{more.name.split('-')[1]}']"
    assert len(listed) >= 70  # more where the collections are built
    assert verified.count("of them derived again") == 2


def test_the_wheel_of_more_data_is_licensed_and_holds_data_alone(more: Path) -> None:
    with zipfile.ZipFile(more) as archive:
        names = archive.namelist()
        (metadata,) = (
            archive.read(name).decode() for name in names if name.endswith("/METADATA")
        )
    assert [name for name in names if name.endswith(".py")] == [
        "communique_data/__init__.py"
    ]
    assert (
        "License-Expression: CC-BY-4.0 AND CC0-1.0 AND LicenseRef-NL-Auteurswet-11 AND "
        "LicenseRef-UN-SCresolutions AND MIT" in metadata
    )
    assert {Path(name).stem for name in names if "/licenses/" in name} >= {
        "LicenseRef-UN-SCresolutions",
        "MIT",
    }
    assert {
        "communique_data/data/datapackage.json",
        "communique_data/data/sources/udhr-1948/fr.html",
    } <= set(names)


OFFLINE = """
import socket, sys
from communique.__main__ import main
def refused(*_, **__): raise SystemExit("a connection was opened")
socket.socket.connect = socket.getaddrinfo = refused
sys.argv = ["communique", *sys.argv[1:]]
main()
"""


def test_the_installed_data_is_listed_found_and_verified_without_a_network(
    environment: Path, tmp_path: Path
) -> None:
    def said(*words: str) -> str:
        return succeed(
            environment / "python", "-I", "-c", OFFLINE, *words, folder=tmp_path
        )

    assert said("data", "list").startswith("eu-clasi-2023\tsl\t2023-09-28\t")
    folder = Path(said("data", "path").strip())
    assert folder.is_relative_to(environment.parent)
    assert (folder / "datapackage.json").is_file()
    assert "of them derived again" in said("data", "verify")
    assert "17." in said("show", "eu-clasi-2023", "17", "--source")
    table = folder / "tables" / "acts.csv"
    whole = table.read_bytes()
    table.write_bytes(whole[:-2])
    try:
        result = run(
            [environment / "python", "-I", "-c", OFFLINE, "data", "verify"],
            folder=tmp_path,
        )
    finally:
        table.write_bytes(whole)
    assert result.returncode == 1
    both = [hashlib.sha256(data).hexdigest() for data in (whole[:-2], whole)]
    assert all(digest in result.stdout for digest in both), result.stdout
