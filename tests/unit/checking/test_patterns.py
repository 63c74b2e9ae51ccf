import os
from glob import glob
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.checking.patterns import Pattern, expand, fixed_part, is_pattern


@pytest.mark.parametrize(
    ("pattern", "meant", "others"),
    [
        ("*.json", ["a.json", "b/c/a.json"], ["a.xml", "json"]),
        (
            "drafts",
            ["drafts/a.json", "b/drafts/c/a.json", "drafts"],
            ["drafts.json", "b/drafts2/a.json"],
        ),
        ("drafts/", ["drafts/a.json"], ["drafts.json"]),
        ("drafts/*.json", ["drafts/a.json"], ["drafts/b/a.json", "b/drafts/a.json"]),
        ("./drafts/*.json", ["drafts/a.json"], ["b/drafts/a.json"]),
        (
            "drafts/**/*.json",
            ["drafts/a.json", "drafts/b/c/a.json"],
            ["a.json", "b/drafts/a.json"],
        ),
        ("**/drafts", ["drafts/a.json", "b/c/drafts/a.json"], ["b/c/a.json"]),
        ("drafts/**", ["drafts/a.json", "drafts/b/a.json"], ["a.json"]),
        ("b/c", ["b/c/a.json", "b/c/d/a.json"], ["b/a.json", "d/b/c/a.json"]),
        ("a?.json", ["ab.json"], ["a.json", "abc.json", "a/.json"]),
        ("[ab].json", ["a.json", "x/b.json"], ["c.json"]),
        ("../out/*.json", ["../out/a.json"], ["a.json", "out/a.json"]),
        ("/data/*.json", ["/data/a.json"], ["data/a.json"]),
        ("*.json", ["/elsewhere/a.json"], ["/elsewhere/a.xml"]),
        ("elsewhere", [], ["/elsewhere/a.json"]),
    ],
)
def test_a_pattern_means_what_it_says(
    pattern: str, meant: list[str], others: list[str], tmp_path: Path
) -> None:
    wanted = Pattern(pattern, str(tmp_path / "[top]"))
    for path in [*meant, *others]:
        asked = os.path.join(tmp_path, "[top]", path)  # noqa: PTH118 - as text
        assert wanted.matches(asked) is (path in meant), path


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in: some files, a hidden one, links to a folder in it and to itself."""
    for name in (
        "a.json",
        "b.json",
        "c.xml",
        "one/a.json",
        "one/two/a.json",
        "one/.hidden/a.json",
        ".x.json",
        "t[1].json",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"{}")
    (tmp_path / "one" / "loop").symlink_to(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("*.json", ["a.json", "b.json", "t[1].json"]),
        ("./*.xml", ["c.xml"]),
        ("**/a.json", ["a.json", "one/a.json", "one/two/a.json"]),
        ("**/**/a.json", ["a.json", "one/a.json", "one/two/a.json"]),
        ("one/**", ["one"]),
        ("**", ["."]),
        ("one/*", ["one/a.json", "one/loop", "one/two"]),
        ("*/a.json", ["one/a.json"]),
        ("*/two/../a.json", ["one/two/../a.json"]),
        (".*.json", [".x.json"]),
        ("one/.*/a.json", ["one/.hidden/a.json"]),
        ("*.txt", []),
        ("[ab].json", ["a.json", "b.json"]),
    ],
)
def test_a_pattern_is_expanded_as_a_shell_would_but_for_links(
    pattern: str, paths: list[str], tree: Path
) -> None:
    assert list(expand(pattern)) == paths
    assert [str(tree / each) for each in paths] == [
        os.path.normpath(each) for each in expand(f"{tree}/{pattern}")
    ] or ("." in paths or ".." in pattern)


def test_what_is_no_folder_holds_nothing(tree: Path) -> None:
    assert list(expand("missing/*.json")) == []
    assert list(expand("a.json/*.json")) == []


NAMES = (
    "a.json",
    "b.xml",
    "ab",
    "one/a.json",
    "one/b/a.json",
    "one/b/c.json",
    "two/ab/one/a.json",
    ".h/a.json",
    "one/.a.json",
)
PARTS = st.sampled_from(
    ["*", "**", "a*", "?.json", "one", "*.json", "b", ".*", "[ab].*"]
)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder without links."""
    top = tmp_path_factory.mktemp("plain")
    for name in NAMES:
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).touch()
    return top


@given(st.lists(PARTS, min_size=1, max_size=5).filter(lambda parts: parts[-1] != "**"))
def test_without_links_a_pattern_means_what_the_standard_library_says(
    plain: Path, parts: list[str]
) -> None:
    text = f"{plain}/{'/'.join(parts)}"
    found = list(expand(text))
    assert sorted(found) == sorted(set(glob(text, recursive=True)))  # noqa: PTH207 - the order of `Path.glob` differs, and `**`
    if "**" not in parts:
        assert found == sorted(found, key=lambda path: Path(path).parts)


@given(
    st.lists(
        st.sampled_from(["*", "**", "a*", "?.json", "one", "*.json"]),
        min_size=1,
        max_size=6,
    )
)
def test_an_expansion_is_without_repetition_and_each_part_of_it_is_meant(
    parts: list[str],
) -> None:
    here = Path(__file__).parent.parent
    text = f"{here}/{'/'.join(parts)}"
    found = list(expand(text))
    assert len(found) == len(set(found))
    assert all(Pattern(text, "/").matches(each) for each in found)


def test_the_folder_that_a_pattern_looks_in_is_what_it_begins_with() -> None:
    assert fixed_part("a/b/*.json") == "a/b"
    assert fixed_part("/a/**/b") == "/a"
    assert fixed_part("*.json") == "."


def test_what_has_no_special_character_is_no_pattern() -> None:
    assert [is_pattern(each) for each in ("a.json", "a*", "a?", "[a]")] == [
        False,
        True,
        True,
        True,
    ]
