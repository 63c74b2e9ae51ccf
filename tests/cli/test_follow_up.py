import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from tests.cli.running import run

from communique.core.bundle import shipped


def test_every_commitment_is_printed_with_where_it_stands() -> None:
    said = run("follow-up", "eu-clasi-2023")
    lines = said.out.splitlines()
    assert said.status == 0
    assert [line.split()[0] for line in lines if line.startswith("  para_")] == [
        f"para_{n}" for n in range(16, 27)
    ]
    assert "  para_17 (support): no evidence recorded" in lines
    assert "  para_23 (affirm): progress recorded" in lines
    assert lines[-1] == '"no evidence recorded" does not mean "not done"'


def test_before_an_event_nothing_is_recorded_of_it() -> None:
    assert (
        "  para_23 (affirm): no evidence recorded"
        in run("follow-up", "--as-of", "2023-11-08").out.splitlines()
    )
    assert (
        "  para_23 (affirm): progress recorded"
        in run("follow-up", "--as-of", "2023-11-09").out.splitlines()
    )


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


PORTS = "Declaration of the Ports on Light\n\n1 March 2031\n\n1. We will light the ports by May.\n\n2. We call upon the isles.\n"
QUOTED = (
    "--title",
    "Report",
    "--url",
    "https://example.org/report",
    "--quote",
    "en",
    "All ports are lit.",
)


def ledger_of(tmp_path: Path, *, name: str = "ledger.json") -> tuple[Path, Path]:
    text, ledger = tmp_path / "ports.txt", tmp_path / name
    text.write_text(PORTS, "utf-8")
    assert run("follow-up", "init", text, "--language", "en", "-o", ledger).status == 0
    return text, ledger


def add(
    ledger: Path, identity: str, date: str, eid: str, effect: str, *more: str
) -> Any:
    return run("follow-up", "add", ledger, "--id", identity, "--date", date, "--concerns", eid, "--effect", effect,
               "--summary", f"It {effect}.", "--source", "the minutes", *more)  # fmt: skip


def test_a_ledger_is_made_filled_checked_and_shown_for_any_declaration(
    tmp_path: Path,
) -> None:
    text, ledger = ledger_of(tmp_path)
    assert add(ledger, "lit", "2032-04", "para_1", "fulfils", *QUOTED).status == 0
    assert add(ledger, "asked", "2031-05-02", "para_2", "asks", *QUOTED).status == 0
    assert [each["id"] for each in json.loads(ledger.read_text("utf-8"))["events"]] == [
        "asked",
        "lit",
    ]
    assert run("follow-up", "check", ledger, text).status == 0
    shown = run("follow-up", ledger, text, "--as-of", "2031").out.splitlines()
    assert "  para_1: no evidence recorded" in shown
    assert "  para_2: asked about, no evidence recorded" in shown


def test_nothing_in_a_ledger_moves_the_cursor(tmp_path: Path) -> None:
    text, ledger = ledger_of(tmp_path)
    assert (
        add(
            ledger,
            "lit",
            "2032-04",
            "para_1",
            "fulfils",
            *QUOTED,
            "--remark",
            "red: \u202e",
        ).status
        == 0
    )
    shown = run("follow-up", ledger, text).out
    assert "      red: \\u202e" in shown.splitlines()


def test_what_a_ledger_lacks_is_said_at_its_place(tmp_path: Path) -> None:
    text, ledger = ledger_of(tmp_path)
    add(ledger, "lit", "2032", "para_9", "fulfils")
    said = run("follow-up", "check", ledger, text)
    assert said.status == 1
    assert [line.split()[1:3] for line in said.out.splitlines()] == [
        ["error", "FUP002"], ["warning", "FUP003"], ["warning", "FUP004"]
    ]  # fmt: skip
    assert f"{ledger}:13:9: error FUP002" in said.out
    assert [
        each for each in ("FUP003", "FUP004") if each not in run("validate", ledger).out
    ] == []
    assert (
        "  para_9: fulfilment recorded"
        in run("follow-up", "show", ledger, text).out.splitlines()
    )
    other = tmp_path / "other.txt"
    other.write_text(PORTS.replace("Light", "Water"), "utf-8")
    assert (
        "FUP001 ledger-of-another-work" in run("follow-up", "check", ledger, other).out
    )
    shown = run("follow-up", "show", ledger, other)
    assert (shown.status, shown.out) == (2, "")


def test_whatever_is_wrong_with_a_ledger_is_said_at_its_line(tmp_path: Path) -> None:
    text, ledger = ledger_of(tmp_path)
    add(ledger, "lit", "2032", "para_1", "fulfils")
    value = json.loads(ledger.read_text("utf-8"))
    (event,) = value["events"]
    days = ("2031", "2031-02-30")
    value["events"] += [
        {**event, "date": {**event["date"], "value": day}} for day in days
    ]  # two ledgers put together
    ledger.write_text(json.dumps(value, indent=1), "utf-8")
    for said in (
        run("follow-up", "check", ledger, text),
        run("validate", "--output-format", "concise", ledger),
    ):
        assert said.status == 1
        for code in ("MOD010 duplicate-eid: event id 'lit' is used twice", "FUP005 event-after-a-later-one: event 'lit' comes after a later one",
                     "MOD019 no-such-day: '2031-02-30' of event 'lit' is in no calendar"):  # fmt: skip
            assert code in said.out
    ledger.write_text("{}{}", "utf-8")
    assert f"{ledger}:1:3: error SRC002" in run("follow-up", "check", ledger, text).out


def test_the_page_of_any_declaration_has_what_became_of_it(tmp_path: Path) -> None:
    text, ledger = ledger_of(tmp_path)
    add(ledger, "lit", "2032-04", "para_1", "fulfils", *QUOTED)
    add(ledger, "dark", "2033", "para_2", "hinders", *QUOTED)
    said = run("follow-up", ledger, text, "--output-format", "html")
    assert (said.status, said.out.startswith("<!DOCTYPE html>")) == (0, True)
    assert [
        words in said.out
        for words in ("It fulfils.", "It hinders.", 'href="https://example.org/report"')
    ] == [True] * 3
    before = run(
        "follow-up", ledger, text, "--output-format", "html", "--as-of", "2032"
    ).out
    assert [words in before for words in ("It fulfils.", "It hinders.")] == [
        True,
        False,
    ]
    for form in ("csv", "atom"):
        of_then = run(
            "follow-up", ledger, "--output-format", form, "--as-of", "2032"
        ).out
        assert [words in of_then for words in ("It fulfils.", "It hinders.")] == [
            True,
            False,
        ]


def test_bad_events_are_refused_and_change_nothing(tmp_path: Path) -> None:
    text, ledger = ledger_of(tmp_path)
    add(ledger, "lit", "2032", "para_1", "fulfils")
    before = ledger.read_bytes()
    for identity, date in (
        ("lit", "2033"),
        ("dark", "2033-02-30"),
        ("dark", "soon"),
        ("Not A Slug", "2033"),
    ):
        said = add(ledger, identity, date, "para_1", "fulfils")
        assert (said.status, said.out, len(said.err.splitlines())) == (2, "", 1)
    assert ledger.read_bytes() == before
    assert run("follow-up", "init", text, "--language", "en", "-o", ledger).status == 2
    assert (
        "give its file as the second argument" in run("follow-up", "check", ledger).err
    )


def test_a_feed_has_the_latest_event_first(tmp_path: Path) -> None:
    _, ledger = ledger_of(tmp_path)
    add(ledger, "asked", "2031-05-02", "para_2", "asks")
    add(ledger, "lit", "2032-04", "para_1", "fulfils", *QUOTED)
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ET.fromstring(
        run("follow-up", ledger, "--output-format", "atom").out.encode()
    )
    assert [each.findtext(f"{atom}updated") for each in feed.iter(f"{atom}entry")] == [
        "2032-04-30T00:00:00Z", "2031-05-02T00:00:00Z"
    ]  # fmt: skip
    assert feed.findtext(f"{atom}updated") == "2032-04-30T00:00:00Z"


def test_the_table_of_the_shipped_ledger_is_the_shipped_table() -> None:
    said = run("follow-up", "eu-clasi-2023", "--output-format", "csv").out
    assert said == shipped("data/tables/events.csv").read_text("utf-8")


PROMISED = """Statement of the Dale

1. We will pay EUR 5 million to the River Fund by 2030.

2. We call on the Lake Commission to mend the bridge and report to the Council of Mayors.
"""


def scored(folder: Path) -> tuple[Path, Path, list[str]]:
    """A text with two promises, a ledger with one score, and the ids of the promises."""
    text = folder / "dale.txt"
    text.write_text(PROMISED, "utf-8")
    ledger = folder / "ledger.json"
    run("follow-up", "init", text, "-o", ledger)
    listed = json.loads(run("promises", text, "--to", "json").out)["promises"]
    ids = [each["id"] for each in listed]
    assert score(ledger, text, ids[0]).status == 0
    return text, ledger, ids


def score(ledger: Path, text: Path, promise: str) -> Any:
    return run(
        "follow-up", "score", ledger, text, "--promise", promise, "--party", "Dale",
        "--score", "-1", "--date", "2031-05", "--evidence", "It paid nothing.",
        "--guideline", "Kept if the money is there.",
    )  # fmt: skip


def test_each_promise_and_party_has_a_row_with_score_and_catalysts(
    tmp_path: Path,
) -> None:
    text, ledger, ids = scored(tmp_path)
    assert run("follow-up", "check", ledger, text).status == 0
    table = json.loads(run("follow-up", "table", ledger, text, "--to", "json").out)
    assert [(row["promise"], row["party"], row["score"]) for row in table] == [
        (ids[0], "Dale", -1),
        (ids[1], "the Lake Commission", None),
    ]
    first, second = table
    assert (first["due_date"], first["instrument"], first["testable"]) == (
        "2030",
        "River Fund",
        True,
    )
    assert (second["actor"], second["review"]) == (
        "the Lake Commission",
        "the Council of Mayors",
    )
    by_party = run("follow-up", "table", ledger, text, "--by", "party").out
    assert "Dale: 1 score, mean -1.00" in by_party


def test_a_score_of_a_promise_that_is_not_there_is_refused(tmp_path: Path) -> None:
    text, ledger, ids = scored(tmp_path)
    unknown = score(ledger, text, "0123456789")
    assert unknown.status == 2
    assert "the declaration has no promise '0123456789'" in unknown.err
    twice = score(ledger, text, ids[0])
    assert twice.status == 2
    assert "two scores of 'Dale'" in twice.err


def test_scores_of_another_version_of_the_text_are_told_with_their_lines(
    tmp_path: Path,
) -> None:
    text, ledger, _ = scored(tmp_path)
    text.write_text(PROMISED.replace("River Fund", "Lake Fund"), "utf-8")
    said = run("follow-up", "check", ledger, text)
    assert said.status == 1
    assert f"{ledger}:5:14: error FUP007" in said.out
    assert f"{ledger}:8:18: error FUP006" in said.out
    assert score(ledger, text, "0123456789").status == 2
