import json
from pathlib import Path

from tests.cli.running import run

from communique.edition.dataset import dataset


def test_a_shipped_declaration_does_not_differ_from_its_files() -> None:
    for work in dataset().works():
        said = run("diff", work.id, work.id)
        assert (said.status, said.out.splitlines()[-1]) == (0, "no difference")


def test_what_differs_is_printed_and_the_status_is_one(
    good_text: Path, tmp_path: Path
) -> None:
    changed = tmp_path / "changed.txt"
    words = good_text.read_text("utf-8").split()
    changed.write_text(
        good_text.read_text("utf-8").replace(f" {words[-2]} ", " otherwise "), "utf-8"
    )
    said = run("diff", good_text, changed)
    assert said.status == 1
    assert "{+otherwise+}" in said.out
    found = json.loads(run("diff", good_text, changed, "--output-format", "json").out)
    assert not found["equal"]
    assert found["differences"]


def test_a_file_that_is_not_there_is_refused(good_text: Path, tmp_path: Path) -> None:
    said = run("diff", good_text, tmp_path / "nothing.txt")
    assert (said.status, said.out) == (2, "")


def test_a_shipped_declaration_is_told_from_an_edited_copy(tmp_path: Path) -> None:
    declaration = dataset().declarations()[0]
    values = declaration.model_dump(mode="json")
    act = next(mention for mention in declaration.acts if mention.mark.act == "commit")
    paragraph = next(each for each in values["body"] if each["eid"] == act.eid)
    mark = next(
        each for each in paragraph["content"][0]["marks"] if each["kind"] == "act"
    )
    mark["act"] = "encourage"
    values["body"].remove(
        next(each for each in values["body"] if each["eid"] != act.eid)
    )
    edited = tmp_path / "edited.json"
    edited.write_text(json.dumps(values), "utf-8")
    said = run("diff", declaration.id, edited)
    assert said.status == 1
    assert (
        f"    act weakened: commit ({act.text}) -> encourage ({act.text})"
        in said.out.splitlines()
    )
    assert [
        line[:2]
        for line in said.out.splitlines()
        if line[:2] in ("- ", "+ ", "~ ", "= ")
    ] == [
        "- ",
        "= ",
    ]
