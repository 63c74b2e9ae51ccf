"""The hooks, as a repository uses them that is not this one: installed by pre-commit, run by `git
commit`.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.house.checkout import BIN, ROOT
from tests.rules.documents import GOOD

pytestmark = pytest.mark.slow

OFFERED = (".pre-commit-hooks.yaml", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSES", "src", "data",
           "akn", "schema", "docs")  # fmt: skip
"""What an installation is made of."""
ELSEWHERE = shutil.ignore_patterns("__pycache__", "more")
"""What lies in these folders and is no part of it: what was compiled, and the second distribution."""
CONFIG = """
repos:
  - repo: {offered}
    rev: offered
    hooks:
      - id: communique-fix
        files: ^declarations/
      - id: communique-validate
        files: ^declarations/
"""
IDENTITY = {
    name: "a@b.example" if name.endswith("EMAIL") else "Somebody"
    for name in (
        "GIT_AUTHOR_NAME",
        "GIT_AUTHOR_EMAIL",
        "GIT_COMMITTER_NAME",
        "GIT_COMMITTER_EMAIL",
    )
}


class Repository:
    """A git repository in a folder, and the programs that are run in it."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        self.variables = {
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("GIT_", "PYTHON"))
            },
            **IDENTITY,
            "PATH": f"{BIN}:{os.environ['PATH']}",
            "PRE_COMMIT_HOME": str(cache),
            "PRE_COMMIT_COLOR": "never",
            "PIP_NO_COMPILE": "0",  # pip's way to say in a variable that it is on: only what is imported is compiled
        }
        folder.mkdir()
        self.run("git", "init", "--quiet")

    def run(self, *words: str) -> tuple[int, str]:
        """A program's exit status, and what it printed."""
        result = subprocess.run(
            words, cwd=self.folder, env=self.variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            text=True, encoding="utf-8",
        )  # fmt: skip
        return result.returncode, result.stdout

    def commit(self) -> tuple[int, str]:
        """Commit all that there is."""
        self.run("git", "add", "--all")
        return self.run("git", "commit", "--quiet", "--message", "a change")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    folder = tmp_path_factory.mktemp("hooks")
    offered = Repository(folder / "offered", folder / "cache")
    for name in OFFERED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, offered.folder / name, ignore=ELSEWHERE)
        else:
            shutil.copy2(ROOT / name, offered.folder / name)
    assert offered.commit()[0] == 0
    offered.run("git", "tag", "offered")
    made = Repository(folder / "using", folder / "cache")
    (made.folder / ".pre-commit-config.yaml").write_text(
        CONFIG.format(offered=offered.folder), "utf-8"
    )
    (made.folder / "settings.json").write_text('{"of": "no declaration"}', "utf-8")
    assert made.run("pre-commit", "install")[0] == 0
    (made.folder / "declarations").mkdir()
    return made


def test_a_good_declaration_is_committed(repository: Repository) -> None:
    (repository.folder / "declarations" / "good.xml").write_text(GOOD, "utf-8")
    status, said = repository.commit()
    assert status == 0, said
    assert said.count("Passed") == 2


def test_a_bad_declaration_is_not_committed_and_it_is_said_why(
    repository: Repository,
) -> None:
    bad = repository.folder / "declarations" / "bad.xml"
    bad.write_text(GOOD.replace("<preamble ", '<preamble colour="red" '), "utf-8")
    status, said = repository.commit()
    assert status == 1
    assert f"declarations{os.sep}bad.xml" in said
    assert "XSD" in said
    bad.unlink()


def test_what_can_be_mended_is_mended_and_committed_the_second_time(
    repository: Repository,
) -> None:
    mended = repository.folder / "declarations" / "mended.xml"
    mended.write_text(GOOD.replace('eId="para_3"', 'eId="para_13"'), "utf-8")
    status, said = repository.commit()
    assert status == 1
    assert "files were modified by this hook" in said
    assert mended.read_text("utf-8") == GOOD
    status, said = repository.commit()
    assert status == 0, said
