"""Open documents: what is analysed when, and what is published of which version."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams
from tests.rules.documents import GOOD

from communique.lsp import server as module
from communique.lsp.analysis import Analysis, analyse
from communique.lsp.server import Documents

URI = "file:///a.xml"
Published = list[types.PublishDiagnosticsParams]


def whole(text: str) -> list[types.TextDocumentContentChangeEvent]:
    return [types.TextDocumentContentChangeWholeDocument(text)]


def opened(documents: Documents, text: str = GOOD, uri: str = URI) -> None:
    documents.open(types.TextDocumentItem(uri, "xml", 1, text))


def run(
    work: Callable[[Documents, Published], Coroutine[Any, Any, None]],
    shown: list[types.ShowMessageParams] | None = None,
) -> Published:
    """Some work with documents, and all that was published in it."""
    published: Published = []
    show = ([] if shown is None else shown).append

    async def worked() -> None:
        documents = Documents(lambda uri: uri, published.append, show)
        try:
            await work(documents, published)
        finally:
            documents.stop()

    asyncio.run(worked())
    return published


def versions(published: Published) -> list[int | None]:
    return [each.version for each in published]


def test_a_document_is_analysed_when_it_is_opened_and_when_it_is_edited() -> None:
    async def work(documents: Documents, _: Published) -> None:
        opened(documents)
        analysis, version = await documents.analysis(URI)
        assert (version, analysis.text.text, analysis.diagnostics) == (1, GOOD, [])
        documents.change(URI, 2, whole("<"))
        analysis, version = await documents.analysis(URI)
        assert (version, analysis.text.text) == (2, "<")

    published = run(work)
    assert versions(published) == [1, 2]
    assert published[0].diagnostics == []
    assert published[1].diagnostics != []


def test_while_somebody_types_nothing_is_analysed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    def watched(*arguments: Any) -> Analysis:
        seen.append(arguments[0].text)
        return analyse(*arguments)

    monkeypatch.setattr(module, "analyse", watched)
    monkeypatch.setattr(
        module, "PAUSE", 1.0
    )  # long enough for a machine that has other things to do

    async def work(documents: Documents, _: Published) -> None:
        opened(documents)
        await documents.analysis(URI)
        for version in range(2, 12):
            documents.change(URI, version, whole(f"<a{version}/>"))
            await asyncio.sleep(0)
        await documents.analysis(URI)

    assert versions(run(work)) == [1, 11]
    assert seen == [GOOD, "<a11/>"]


def test_what_was_found_in_a_text_that_changed_meanwhile_is_not_published(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def work(documents: Documents, published: Published) -> None:
        loop = asyncio.get_running_loop()

        def slow(*arguments: Any) -> Analysis:
            if arguments[0].text == "<slow/>":
                loop.call_soon_threadsafe(documents.change, URI, 3, whole("<quick/>"))
                asyncio.run_coroutine_threadsafe(asyncio.sleep(0), loop).result()
            return analyse(*arguments)

        monkeypatch.setattr(module, "analyse", slow)
        opened(documents)
        await documents.analysis(URI)
        documents.change(URI, 2, whole("<slow/>"))
        analysis, version = await documents.analysis(URI)
        assert (version, analysis.text.text) == (3, "<quick/>")
        assert versions(published) == [1, 3]

    run(work)


def test_of_a_closed_document_nothing_is_said_any_more() -> None:
    async def work(documents: Documents, _: Published) -> None:
        opened(documents)
        await documents.analysis(URI)
        documents.change(URI, 2, whole("<"))
        waiting = asyncio.ensure_future(documents.analysis(URI))
        await asyncio.sleep(0)
        documents.close(URI)
        with pytest.raises(asyncio.CancelledError):
            await waiting
        with pytest.raises(JsonRpcInvalidParams, match="is not open"):
            await documents.analysis(URI)

    published = run(work)
    assert [(each.version, each.diagnostics) for each in published] == [
        (1, []),
        (None, []),
    ]


def test_what_is_said_of_a_document_that_is_not_open_is_passed_over() -> None:
    async def work(documents: Documents, _: Published) -> None:
        documents.change(URI, 2, whole("<"))
        documents.close(URI)

    assert run(work) == []


def test_a_document_that_is_opened_twice_is_the_second_one() -> None:
    async def work(documents: Documents, _: Published) -> None:
        opened(documents, "<")
        opened(documents, GOOD)
        assert (await documents.analysis(URI))[0].text.text == GOOD

    assert [each.diagnostics for each in run(work)] == [[], []]


def test_several_documents_do_not_get_in_each_others_way() -> None:
    async def work(documents: Documents, _: Published) -> None:
        opened(documents, GOOD, "file:///one.xml")
        opened(documents, "<", "file:///two.xml")
        one = (await documents.analysis("file:///one.xml"))[0]
        two = (await documents.analysis("file:///two.xml"))[0]
        assert one.diagnostics == []
        assert two.diagnostics != []

    run(work)


def test_what_is_wrong_with_a_configuration_is_shown_once(tmp_path: Path) -> None:
    uri, config = str(tmp_path / "a.xml"), tmp_path / "communique.toml"
    shown: list[types.ShowMessageParams] = []

    async def work(documents: Documents, _: Published) -> None:
        for version, settings in enumerate(
            ["profil = 1", "profil = 1", "", "profil = 1"], 1
        ):
            config.write_text(settings, "utf-8")
            if version == 1:
                opened(documents, GOOD, uri)
            documents.change(uri, version, whole(GOOD))
            await documents.analysis(uri)

    run(work, shown)
    assert [each.type for each in shown] == [types.MessageType.Warning] * 2
    assert shown[0].message.startswith(f"{config}:1")


def test_an_analysis_that_breaks_down_is_said_to_and_the_next_edit_begins_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown: list[types.ShowMessageParams] = []

    async def work(documents: Documents, _: Published) -> None:
        with monkeypatch.context() as broken:
            broken.setattr(module, "analyse", lambda *_: 1 / 0)
            opened(documents)
            with pytest.raises(ZeroDivisionError):
                await documents.analysis(URI)
        documents.change(URI, 2, whole("<"))
        assert (await documents.analysis(URI))[1] == 2

    assert versions(run(work, shown)) == [2]
    assert [each.type for each in shown] == [types.MessageType.Error]
    assert "ZeroDivisionError" in shown[0].message
