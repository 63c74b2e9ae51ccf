"""The oracles see what they are there for: each is shown something broken."""

from pathlib import Path
from random import Random

import pytest
from tests.fuzz import editor, oracles
from tests.fuzz.__main__ import broken, small
from tests.fuzz.mutation import damaged
from tests.fuzz.oracles import Broken
from tests.fuzz.seeds import KINDS, Seed, seeds
from tests.samples import block, declaration, finding, numbered

from communique import (
    Code,
    Declaration,
    Parsed,
    Severity,
    Source,
    read,
    validate,
    write,
)
from communique.checking.engine import Examined, examine
from communique.draft import ReadOptions

TEXT = b"Harbour Declaration\n\n1. The ports agree on lamps.\n\n2. The isles agree on nets.\n"


@pytest.mark.parametrize("kind", KINDS)
def test_good_inputs_break_no_promise(kind: str) -> None:
    found = min(seeds(())[kind], key=lambda seed: len(seed.data))
    assert broken(found) is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_numbers_make_the_same_damage(kind: str) -> None:
    (seed, *_), numbers = seeds(())[kind], range(20)
    made = [damaged(Random(number), kind, seed.data, seed.data) for number in numbers]
    assert made == [
        damaged(Random(number), kind, seed.data, seed.data) for number in numbers
    ]
    assert len(set(made)) > 10


def test_a_word_that_is_neither_in_the_record_nor_said_is_missed() -> None:
    parsed = read(TEXT, "text")
    oracles.words_are_kept("text", TEXT, parsed)
    other = TEXT.replace(b"nets", b"nets, ropes")
    with pytest.raises(Broken, match="ropes"):
        oracles.words_are_kept("text", other, parsed)


def test_a_word_that_stands_once_less_is_missed() -> None:
    twice = TEXT.replace(b"lamps", b"lamps, lamps")
    with pytest.raises(Broken, match="stands 2 times, and 1 times"):
        oracles.words_are_kept("text", twice, read(TEXT, "text"))


def test_metadata_that_say_the_printed_title_again_are_kept() -> None:
    again = b"---\ntitle: Harbour\n---\nHarbour Declaration\n\n1. We meet.\n"
    oracles.words_are_kept("text", again, read(again, "text"))
    other = again.replace(b"title: Harbour", b"title: nets")
    with pytest.raises(Broken, match="nets"):
        oracles.words_are_kept("text", other, read(again, "text"))


def test_a_loop_without_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr(oracles, "SECONDS", 0.1)
    monkeypatch.setattr(oracles, "document", endless)
    with pytest.raises(Broken, match=r"more than 0\.1 s"):
        oracles.tried(Seed("text", "a"))


def test_what_is_raised_is_seen_and_made_small(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(source: Source, options: ReadOptions, *, format: str) -> Examined:
        if format == "text" and b"lamps" in source.data:
            raise IndexError
        return examine(source, options, format=format)

    monkeypatch.setattr(oracles, "examine", failing)
    seed = Seed("text", TEXT.decode())
    found = broken(seed)
    assert found is not None
    assert found[0].startswith("text IndexError")
    assert small(seed, found[0]).data == "lamps"


def test_nothing_read_and_no_error_is_seen() -> None:
    with pytest.raises(Broken, match="no error"):
        oracles.unread_is_said(Parsed(read(TEXT, "text").source, None))


def test_another_record_read_back_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    other = declaration(body=[numbered("paragraph", "3.", block("We part."))])
    monkeypatch.setattr(oracles, "write", lambda _, form: write(other, form))
    with pytest.raises(Broken, match="another record"):
        oracles.written_is_read_back(declaration(), "json")


def without_a_storm(each: Declaration, form: str) -> str:
    return write(each, form).replace("storms", "storm")


@pytest.mark.parametrize("form", ["text", "markdown", "html", "csv", "jsonl"])
def test_a_word_that_is_not_written_is_seen(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    oracles.written_keeps_words(declaration(), form)
    monkeypatch.setattr(oracles, "write", without_a_storm)
    with pytest.raises(Broken, match="storms"):
        oracles.written_keeps_words(declaration(), form)


def test_verdicts_that_differ_are_seen() -> None:
    good = validate(write(declaration(), "json").encode(), format="json")
    bad = validate(
        write(declaration(), "json").replace('"4."', '"9."').encode(), format="json"
    )
    with pytest.raises(Broken, match="NUM001"):
        oracles.verdicts_agree({"json": good, "akn": bad})


def test_a_fix_that_changes_a_word_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def harmful(*words: object) -> int:
        path = Path(str(words[-1]))
        path.write_bytes(path.read_bytes().replace(b"tides", b"tide"))
        return 0

    monkeypatch.setattr(oracles, "_command", harmful)
    with pytest.raises(Broken, match="tides"):
        oracles.fixes_keep_words("akn", write(declaration(), "akn").encode())


def test_a_request_without_an_answer_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def deaf(stdin: object, stdout: object) -> int:
        return 1

    monkeypatch.setattr(editor, "serve", deaf)
    with pytest.raises(Broken, match="lsp"):
        oracles.requests_are_answered(b"[]")


def test_a_check_that_broke_down_behind_a_net_is_seen() -> None:
    fault = finding(
        Code("RUN002", "engine-fault", Severity.ERROR, "a check broke down", fatal=True)
    )
    with pytest.raises(Broken, match="exception"):
        oracles.nothing_breaks_down((fault,), validate(TEXT, format="text"))
