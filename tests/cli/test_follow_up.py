import json
from pathlib import Path

from tests.cli.running import run

from communique.bundle import shipped


def test_every_commitment_is_printed_with_where_it_stands() -> None:
    said = run("follow-up", "eu-clasi-2023")
    lines = said.out.splitlines()
    assert said.status == 0
    assert [line.split()[0] for line in lines if line.startswith("  para_")] == [f"para_{n}" for n in range(16, 27)]
    assert "  para_17 (support): no evidence recorded" in lines
    assert "  para_23 (affirm): progress recorded" in lines
    assert lines[-1] == '"no evidence recorded" does not mean "not done"'


def test_before_an_event_nothing_is_recorded_of_it() -> None:
    assert "  para_23 (affirm): no evidence recorded" in run("follow-up", "--as-of", "2023-11-08").out.splitlines()
    assert "  para_23 (affirm): progress recorded" in run("follow-up", "--as-of", "2023-11-09").out.splitlines()


def test_without_an_id_every_ledger_is_printed() -> None:
    assert run("follow-up").out == run("follow-up", "eu-clasi-2023").out


def test_programs_get_the_standings_with_their_events_as_json() -> None:
    said = run("follow-up", "--output-format", "json", "--as-of", "2023")
    (found,) = json.loads(said.out)
    standings = {each["eid"]: each for each in found["standings"]}
    assert (found["work"], found["as_of"]) == ("eu-clasi-2023", "2023")
    assert standings["para_23"]["events"][0]["date"]["value"] == "2023-11-09"
    assert standings["para_21"] == {
        "eid": "para_21",
        "status": "no-evidence",
        "words": "no evidence recorded",
        "events": [],
    }


def test_an_unknown_declaration_and_a_date_that_is_none_are_refused() -> None:
    assert run("follow-up", "nothing").status == 2
    said = run("follow-up", "--as-of", "yesterday")
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("communique: 'yesterday' is not a date")


def test_a_file_is_taken_like_the_id_of_a_shipped_one(tmp_path: Path) -> None:
    events = json.loads(run("follow-up", "--output-format", "json").out)
    ledger = json.loads(shipped("data/follow-up/eu-clasi-2023.json").read_text("utf-8"))
    ledger["events"] = ledger["events"][:1]
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(ledger), "utf-8")
    mine = json.loads(run("follow-up", path, "--output-format", "json").out)
    assert mine[0]["work"] == events[0]["work"]
    assert sum(len(each["events"]) for each in mine[0]["standings"]) == 1
    path.write_text("{}", "utf-8")
    assert run("follow-up", path).status == 2
