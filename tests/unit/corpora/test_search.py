"""Words are found whatever their case and diacritics; what was indexed is kept; a site has every
document.
"""

import contextlib
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.corpora.conftest import published, text

from communique import corpus
from communique.corpora.fulltext import Hit
from communique.corpora.search import search
from communique.corpora.shards import Shard, file_name, shards


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with texts and the corpus of them."""
    top = tmp_path_factory.mktemp("built")
    for n in range(4):
        (top / "texts" / f"{n % 3}").mkdir(parents=True, exist_ok=True)
        (top / "texts" / f"{n % 3}" / f"{n:04}.txt").write_bytes(text(n))
    (top / "texts" / "ja.txt").write_text(
        "共同声明\n\n1.  日本政府は戦争を放棄する。\n", "utf-8"
    )
    with contextlib.chdir(top):
        corpus("out").build("texts", jobs=1)
    return top


@pytest.fixture
def built(once: Path, tmp_path: Path) -> Path:
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return Path("out")


def paths(words: str) -> list[str]:
    return [hit.path for hit in search(Path("out"), words).hits]


def test_case_and_diacritics_do_not_count(built: Path) -> None:
    assert len(paths("CAFE agreement")) == len(paths("café ägreement")) == 4
    assert search(built, "open 3 schools").hits == (
        Hit("texts/0/0003.txt", "para_1", "We commit to [open] [3] [schools] by 2030."),
    )


def test_phrases_beginnings_and_scripts_without_spaces(built: Path) -> None:
    assert len(paths('"working group"')) == 4
    assert paths('"group working"') == []
    assert len(paths("work* gro*")) == 4
    assert paths("work") == []
    assert search(built, "戦争").hits[0].words == "日本政府は[戦争]を放棄する。"
    assert paths("争戦") == []


def test_nothing_in_the_words_is_an_operator(built: Path) -> None:
    for words in (
        "",
        "*",
        '"',
        "...",
        "NEAR(",
        "a AND",
        "words:x",
        '"a',
        "-",
        "^x",
        "(",
        "\0",
    ):
        assert search(built, words).total in (0, 4), words


def test_only_what_is_new_is_indexed_again(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert search(built, "schools").total == 4
    with monkeypatch.context() as patch:
        patch.setattr("communique.corpora.search.results", None)
        assert search(built, "schools").total == 4
    Path("texts/0/0000.txt").unlink()
    Path("texts/new.txt").write_bytes(text(7))
    corpus("out").build("texts")
    assert search(built, "schools").total == 4
    assert "texts/new.txt" in paths("schools")
    assert "texts/0/0000.txt" not in paths("schools")


def test_a_site_has_a_row_and_a_page_for_each_document(built: Path) -> None:
    (Path("texts") / "a & <b>.txt").write_bytes(text(5))
    (Path("texts") / "empty.txt").write_bytes(b"")
    corpus("out").build("texts")
    assert corpus("out").write_site("site", jobs=2) == 7
    index = Path("site/index.html").read_text("utf-8")
    assert index.count("<tr data-kind") == 7
    assert '<a href="pages/texts/a%20%26%20_b_.txt-' in index
    assert "<td>texts/a &amp; &lt;b&gt;.txt</td>" in index
    assert (
        len([path for path in published(Path("site")) if path.startswith("pages/")])
        == 6
    )
    assert 'data-verdict="undetermined"' in index


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1))
def test_a_file_stays_in_its_folder_whatever_the_name(name: str) -> None:
    path = file_name(name, ".xml")
    assert Path(path).parts
    assert not path.startswith("/")
    assert not {"..", ".", ""} & set(path.split("/"))
    assert all(len(part.encode()) < 255 for part in path.split("/"))


@given(st.integers(0, 10**7))
def test_shards_have_every_slot_once_and_a_name_that_says_which(documents: int) -> None:
    made = shards(documents)
    assert made[0].slots[0] == 0
    assert made[-1].slots[1] == 1 << 16
    assert all(one.slots[1] == other.slots[0] for one, other in pairwise(made))
    assert [Shard.named(each.name) for each in made] == made
